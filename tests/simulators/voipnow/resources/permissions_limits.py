# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permissions and limits of accounts: to read, to set as a whole, and to change relatively."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import done_account
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.limits import (
    expiry,
    limit_names,
    lower,
    lower_children,
    of_parent,
    permission_names,
    refuse_beyond_parent,
)
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.resources.accounts import CALLED
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.simulators.voipnow.state import KINDS, USER, Account

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

SHARES = ("shareVoicemail", "shareFaxes", "shareRecordings", "shareCallHistory")


def read(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    """Expiry is told as a date, however it was set; what is shared as group IDs, or the name everybody (chosen)."""
    account = selecting.target(system.objects, request, kind)
    values = {**account.permissions, **account.limits, "accountExpire": account.expires}
    if kind != USER:
        return {"userPL": values}
    shared = {name: _shown(account.shares[name]) for name in SHARES if name in account.shares}
    return {"extensionPL": {**values, **shared}}


def _shown(share: Mapping[str, Any]) -> list[dict[str, Any]]:
    if share.get("everybody"):
        return [{"name": "everybody"}]
    return [{"groupID": group} for group in share.get("groupID", [])]


def set_all(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    """Limits that are not sent fall back to unlimited, or to the parent's limit; permissions stay (both chosen)."""
    state = system.objects
    account = selecting.target(state, request, kind)
    parent = state.accounts[account.parent]
    reset = system.options.unsent_limits == "reset"
    limits = {
        name: lower(UNLIMITED, of_parent(parent, name)) if reset else account.limits[name] for name in limit_names(kind)
    }
    limits.update({name: request[name] for name in limits if name in request})
    _give(system, account, request, limits)
    if (until := expiry(system, request)) is not None or reset:
        account.expires = until or UNLIMITED
    if "organizationType" in request:
        account.permissions["organizationType"] = request["organizationType"]
    return done_account(account)


def update(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    """Only what is sent changes. Unlimited stays so when increased, and cannot be decreased (chosen)."""
    account = selecting.target(system.objects, request, kind)
    limits = {name: _changed(name, account.limits[name], request[name]) for name in account.limits if name in request}
    _give(system, account, request, limits)
    if (until := expiry(system, request)) is not None:
        account.expires = until
    return done_account(account)


def _give(system: VoipNowSystem, account: Account, request: Parameters, limits: Mapping[str, Any]) -> None:
    state = system.objects
    refuse_beyond_parent(limits, state.accounts[account.parent])
    shares = {name: request[name] for name in SHARES if name in request}
    for share in shares.values():
        for group in share.get("groupID", []):
            if group is not None and selecting.row(state, "user_groups", group, "groupID")["userID"] != account.parent:
                raise Refusal(codes.OBJECT, f"Group {group} is of another organization")
    account.limits.update(limits)
    lower_children(system, account)
    account.shares.update({name: _cleaned(share) for name, share in shares.items()})
    account.permissions.update({name: request[name] for name in permission_names(account.kind) if name in request})


def _cleaned(share: Mapping[str, Any]) -> dict[str, Any]:
    """A group that is nil shares with nobody (chosen)."""
    if "groupID" in share:
        return {"groupID": [group for group in share["groupID"] if group is not None]}
    return dict(share)


def _changed(name: str, limit: Any, change: Mapping[str, Any]) -> Any:
    if not change:  # the schema allows it, and a client that loses a zero sends it
        raise missing(f"{name}/value")
    ((way, value),) = change.items()
    if way == "unlimited":
        return UNLIMITED if value else limit
    try:
        number = int(value)
    except ValueError:
        raise Refusal(codes.MALFORMED, f"{name}/{way} is no number") from None
    if way != "value":
        if limit == UNLIMITED:
            if way == "increase":
                return limit
            raise Refusal(codes.CANNOT_UPDATE, f"{name} is unlimited and cannot be decreased")
        number = limit + number if way == "increase" else limit - number
    if number < 0:
        raise Refusal(codes.CANNOT_UPDATE, f"{name} cannot be {number}")
    return number


for _kind in KINDS:
    handles(f"Get{CALLED[_kind]}PL")(partial(read, kind=_kind))
    handles(f"Set{CALLED[_kind]}PL")(partial(set_all, kind=_kind))
    handles(f"Update{CALLED[_kind]}PL")(partial(update, kind=_kind))
