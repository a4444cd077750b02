# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a request names: accounts, charging plans, extensions and rows, each with the code for what does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.simulators.voipnow import codes
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.state import ADMIN_ID, KINDS, Account, Extension, VoipNowState

Request = Mapping[str, Any]


def account(
    state: VoipNowState,
    request: Request,
    by_id: str,
    by_identifier: str = "",
    by_login: str = "",
    code: str = codes.ACCOUNT,
) -> Account | None:
    """The account that one of three parameters names, None when none was sent."""
    for name, index in ((by_id, None), (by_identifier, state.identifiers), (by_login, state.logins)):
        value = request.get(name) if name else None
        if value is None:
            continue
        found = state.accounts.get(value if index is None else index.get(value, 0))
        if found is None:
            raise Refusal(code, f"There is no account with {name} {value}")
        return found
    return None


def target(state: VoipNowState, request: Request, *kinds: str) -> Account:
    """The account that ``ID`` or ``identifier`` names, of one of the kinds."""
    found = account(state, request, "ID", "identifier")
    if found is None:
        raise missing("ID")
    if found.kind not in (kinds or KINDS):
        raise Refusal(codes.ACCOUNT, f"Account {found.id} is of another level")
    return found


def parent(state: VoipNowState, request: Request) -> Account | None:
    return account(state, request, "parentID", "parentIdentifier", "parentLogin", codes.PARENT)


def holder(state: VoipNowState, request: Request) -> Account | None:
    """The account that ``userID``, ``userIdentifier``, ``userLogin`` or ``login`` names."""
    login = "login" if "login" in request else "userLogin"
    return account(state, request, "userID", "userIdentifier", login)


def check_context(state: VoipNowState, request: Request) -> None:
    """The account on whose behalf a request is made must exist; what it may do is not looked at (chosen)."""
    account(state, request, "fromUser", "fromUserIdentifier", code=codes.CONTEXT)


def plan(
    state: VoipNowState, request: Request, by_id: str = "chargingPlanID", by_identifier: str = "chargingPlanIdentifier"
) -> int | None:
    """ID of the charging plan that a request names, None when it names none."""
    plans = state.rows("charging_plans")
    if (wanted := request.get(by_id)) is not None:
        if wanted not in plans:
            raise Refusal(codes.PLAN_ID, f"There is no charging plan {wanted}")
        return int(wanted)
    if (identifier := request.get(by_identifier)) is not None:
        for key, row in plans.items():
            if row["identifier"] == identifier:
                return key
        raise Refusal(codes.PLAN_ID, f"There is no charging plan with identifier {identifier}")
    return None


def extension(state: VoipNowState, request: Request, name: str = "extendedNumber", *types: str) -> Extension:
    """The extension that a parameter names; with ``types`` it must be of one of them."""
    number = request.get(name)
    if number is None:
        raise missing(name)
    found = state.extensions.get(number)
    if found is None:
        raise Refusal(codes.OBJECT, f"There is no extension {number}")
    if types and found.type not in types:
        raise Refusal(codes.CANNOT_UPDATE, f"Extension {number} is of type {found.type}, not {' or '.join(types)}")
    return found


def row(state: VoipNowState, table: str, key: int | None, called: str, code: str = codes.OBJECT) -> dict[str, Any]:
    """A row by its ID. ``called`` is the parameter's name."""
    if key is None:
        raise missing(called)
    if key not in state.rows(table):
        raise Refusal(code, f"There is no {table.removesuffix('s').replace('_', ' ')} with {called} {key}")
    return state.rows(table)[key]


def owner_id(state: VoipNowState, request: Request) -> int:
    """Owner of something new: the account that the request names, else the administrator."""
    found = holder(state, request)
    return ADMIN_ID if found is None else found.id
