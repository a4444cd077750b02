# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom alerts and buttons of the panel. Their key is a code, which the system makes where none is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.simulators.voipnow.state import ADMIN_ID

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

TABLES = {"CustomAlert": "custom_alerts", "CustomButton": "custom_buttons"}
BESIDE = frozenset({"userID", "userIdentifier", "severity"})
DEFAULTS: dict[str, Any] = {
    "displayMethod": "inherit",
    "displayLevel": "0",
    "displayToOwner": True,
    "expiration": UNLIMITED,
    "status": True,
}
# how far down an item is seen, by displayMethod and displayLevel (text of the schema); inherit counts levels
INHERITED = ("0", "1", "2", "3")
SELECTED = {"10": "reseller", "50": "client", "100": "extension"}
LEVELS = ("admin", "reseller", "client", "extension")


def _find(system: VoipNowSystem, table: str, code: str | None) -> dict[str, Any]:
    if not code:
        raise missing("code")
    for row in system.objects.rows(table).values():
        if row["code"] == code:
            return row
    raise Refusal(codes.OBJECT, f"There is no item with code {code}")


def _settings(request: Parameters, before: dict[str, Any]) -> dict[str, Any]:
    settings = {**before, **{name: value for name, value in request.items() if name not in BESIDE}}
    allowed = tuple(SELECTED) if settings["displayMethod"] == "select" else INHERITED
    if settings["displayLevel"] not in allowed:
        raise Refusal(
            codes.CANNOT_UPDATE, f"displayLevel of {settings['displayMethod']} is one of {', '.join(allowed)}"
        )
    return settings


def add(system: VoipNowSystem, request: Parameters, table: str) -> Values:
    state = system.objects
    if not request.get("text"):
        raise missing("text")
    code = request.get("code") or secrets.token_hex(8)
    if any(row["code"] == code for row in state.rows(table).values()):
        raise Refusal(codes.DUPLICATE, f"Duplicate record {code}")
    owner = selecting.owner_id(state, request)
    state.tables[table].add({**_settings(request, DEFAULTS), "code": code, "userID": owner})
    return done(code=code)


def edit(system: VoipNowSystem, request: Parameters, table: str) -> Values:
    row = _find(system, table, request.get("code"))
    row.update(_settings(request, row))
    return done(code=row["code"])


def set_status(system: VoipNowSystem, request: Parameters, table: str) -> Values:
    row = _find(system, table, request["code"])
    row["status"] = request["status"]
    return done(code=row["code"])


def delete(system: VoipNowSystem, request: Parameters, table: str) -> Values:
    rows = system.objects.rows(table)

    def remove(code: str) -> None:
        gone = _find(system, table, code)
        del rows[next(key for key, row in rows.items() if row is gone)]

    return deleted(request["code"], remove)


def read(system: VoipNowSystem, request: Parameters, table: str, levels: Iterable[str]) -> Values:
    """Items of one owner, the administrator's unless another is named. The element is ``button`` for both kinds.

    Silent in the documents, chosen here: ``displayLevel``, where it is sent, leaves those that are seen there.
    """
    state = system.objects
    owner = selecting.holder(state, request)
    wanted = request.get("displayLevel") if levels else None
    rows = []
    for row in state.rows(table).values():
        if row["userID"] != (ADMIN_ID if owner is None else owner.id):
            continue
        if not matches(request.get("filter"), row.get("text"), row["code"]):
            continue
        if wanted is None or wanted in _seen(row):
            rows.append({name: value for name, value in row.items() if name != "userID"})
    shown = state.accounts[ADMIN_ID if owner is None else owner.id]
    return listed("button", rows, userID=shown.id, userIdentifier=shown.identifier)


def _seen(row: dict[str, Any]) -> tuple[str, ...]:
    if row["displayMethod"] == "select":
        return (SELECTED[row["displayLevel"]],)
    return LEVELS[: int(row["displayLevel"]) + 1]


for _name, _table in TABLES.items():
    handles(f"Add{_name}")(partial(add, table=_table))
    handles(f"Edit{_name}")(partial(edit, table=_table))
    handles(f"Del{_name}")(partial(delete, table=_table))
    handles(f"Set{_name}Status")(partial(set_status, table=_table))
handles("GetCustomAlerts")(partial(read, table=TABLES["CustomAlert"], levels=LEVELS))
handles("GetCustomButtons")(partial(read, table=TABLES["CustomButton"], levels=()))
