# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of permissions and limits: what there is on each level, what may be given, and whether there is room.

Silent in the documents, chosen here: a limit cannot be set above the parent's (152), and unlimited is above all
numbers; lowering one lowers those below that are higher; it may be lowered below what is in use, which only stops
further additions. Permissions are not inherited.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.schema import Complex, Limited, load_schema
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.simulators.voipnow.state import ADMIN, ORGANIZATION, SERVICE_PROVIDER, USER, Account

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

TYPES = {
    SERVICE_PROVIDER: "S:ServiceProviderPLInfo",
    ORGANIZATION: "O:OrganizationPLInfo",
    USER: "U:UserPLInfo",
}
EXPIRY = ("accountExpire", "accountExpireDays")


@cache
def limit_names(kind: str) -> tuple[str, ...]:
    return tuple(name for name, element in _elements(kind).items() if isinstance(element.type, Limited))


@cache
def permission_names(kind: str) -> tuple[str, ...]:
    return tuple(name for name, element in _elements(kind).items() if not isinstance(element.type, Limited))


def _elements(kind: str) -> Mapping[str, Any]:
    found = load_schema().type(TYPES[kind])
    assert isinstance(found, Complex)
    return {name: element for name, element in found.elements.items() if name not in EXPIRY}


def nothing_allowed(kind: str) -> dict[str, Any]:
    """A new account may do nothing and have nothing until its permissions and limits are set (field fact)."""
    return {
        "permissions": {name: 0 if name == "provisionManag" else False for name in permission_names(kind)},
        "limits": dict.fromkeys(limit_names(kind), 0),
    }


def everything_allowed(kind: str) -> dict[str, Any]:
    return {
        "permissions": {name: 4 if name == "provisionManag" else True for name in permission_names(kind)},
        "limits": dict.fromkeys(limit_names(kind), UNLIMITED),
    }


def above(limit: Any, other: Any) -> bool:
    """Is one limit higher than another?"""
    if other == UNLIMITED:
        return False
    return limit == UNLIMITED or limit > other


def lower(limit: Any, other: Any) -> Any:
    return other if above(limit, other) else limit


def of_parent(parent: Account, name: str) -> Any:
    """The parent's limit; the administrator has none."""
    return UNLIMITED if parent.kind == ADMIN else parent.limits.get(name, UNLIMITED)


def refuse_beyond_parent(limits: Mapping[str, Any], parent: Account) -> None:
    for name, limit in limits.items():
        if above(limit, allowed := of_parent(parent, name)):
            raise Refusal(codes.CANNOT_UPDATE, f"{name} cannot be {limit}: account {parent.id} has {allowed}")


def lower_children(system: VoipNowSystem, account: Account) -> None:
    """Nobody below keeps more than the account has."""
    for child in system.objects.below(account.id):
        for name, limit in child.limits.items():
            child.limits[name] = lower(limit, account.limits.get(name, UNLIMITED))


def check_room(system: VoipNowSystem, owner: Account, name: str, number: int = 1) -> None:
    """Refuse what would exceed the limit of the owner or of anyone above."""
    if not system.options.enforce_limits or number == 0:
        return
    for account in system.objects.chain(owner.id):
        if account.kind == ADMIN or name not in account.limits:
            continue
        if above(account.used[name] + number, account.limits[name]):
            raise Refusal(
                codes.CANNOT_UPDATE, f"Account {account.id} has reached its limit {name} of {account.limits[name]}"
            )


def expired(system: VoipNowSystem, account: Account) -> bool:
    """The day of expiry is the last one (chosen)."""
    return account.expires != UNLIMITED and account.expires < system.clock.wall().date().isoformat()


def expiry(system: VoipNowSystem, request: Mapping[str, Any]) -> str | None:
    """The date that a request sets, None when it sets none. Days count from today (chosen)."""
    if "accountExpire" in request:
        return str(request["accountExpire"])
    days = request.get("accountExpireDays")
    if days is None or days == UNLIMITED:
        return days
    try:
        return (system.clock.wall().date() + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        raise Refusal(codes.CANNOT_UPDATE, f"accountExpireDays cannot be {days}") from None
