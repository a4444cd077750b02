# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What callers prove who they are with: caller IDs of callback extensions, codes of calling card extensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.limits import check_room
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.simulators.voipnow.state import Extension

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem


@dataclass(frozen=True)
class Kind:
    """``container`` holds new codes in a request, each named by ``field``; ``credits`` holds their credits."""

    name: str
    table: str
    type: str
    container: str
    field: str
    credits: str
    limit: str


CALLER_ID = Kind(
    "AuthCallerID", "auth_caller_ids", "callback", "CallerID", "CallerID", "CallerIDCredit", "callbackCallerIDMax"
)
CARD_CODE = Kind("CardCode", "card_codes", "callcard", "code", "code", "codeCredit", "callCardCodesMax")
SHOWN = ("CallerID", "code", "credit", "orderNo", "ID", "status", "crDate")  # the PIN is not read back (chosen)


def add(system: VoipNowSystem, request: Parameters, kind: Kind) -> Values:
    """Several at once, all or none (chosen)."""
    state = system.objects
    extension = selecting.extension(state, request, "extendedNumber", kind.type)
    known = {row[kind.field] for _key, row in _of(system, kind, extension)}
    for sent in request[kind.container]:
        if sent[kind.field] in known:
            raise Refusal(codes.DUPLICATE, f"Duplicate record {sent[kind.field]}")
        known.add(sent[kind.field])
    check_room(system, state.accounts[extension.owner], kind.limit, len(request[kind.container]))
    state.count(extension.owner, kind.limit, len(request[kind.container]))
    made = []
    for sent in request[kind.container]:
        row = {**sent, "extendedNumber": extension.number, "status": True, "crDate": system.moment(), "recharges": []}
        made.append(state.tables[kind.table].add(row))
    return done(made)


def edit(system: VoipNowSystem, request: Parameters, kind: Kind) -> Values:
    row = selecting.row(system.objects, kind.table, request["ID"], "ID")
    for name in (kind.field, "PIN", "status"):
        row[name] = request.get(name, row.get(name))
    return done([request["ID"]])


def delete(system: VoipNowSystem, request: Parameters, kind: Kind) -> Values:
    """With an extension only codes of that one."""
    state = system.objects

    def remove(key: int) -> None:
        row = selecting.row(state, kind.table, key, "ID")
        if request.get("extendedNumber", row["extendedNumber"]) != row["extendedNumber"]:
            raise Refusal(codes.OBJECT, f"Code {key} is of another extension")
        state.count(state.extensions[row["extendedNumber"]].owner, kind.limit, -1)
        del state.rows(kind.table)[key]

    return deleted(request["ID"], remove)


def read(system: VoipNowSystem, request: Parameters, kind: Kind) -> Values:
    """By ID, or those of an extension. No code at all is no fault, though these answers have no notices."""
    state = system.objects
    if "ID" in request:
        row = selecting.row(state, kind.table, request["ID"], "ID")
        found, number = [(request["ID"], row)], row["extendedNumber"]
    elif "extendedNumber" in request:
        extension = selecting.extension(state, request, "extendedNumber", kind.type)
        found, number = list(_of(system, kind, extension)), extension.number
    elif "filter" in request:
        found, number = list(state.rows(kind.table).items()), None
    else:
        raise missing("extendedNumber")
    rows = [_shown(key, row) for key, row in found if matches(request.get("filter"), row[kind.field])]
    return {kind.container: rows, "extendedNumber": number}


def _of(system: VoipNowSystem, kind: Kind, extension: Extension) -> Iterator[tuple[int, dict[str, Any]]]:
    for key, row in system.objects.rows(kind.table).items():
        if row["extendedNumber"] == extension.number:
            yield key, row


def _shown(key: int, row: dict[str, Any]) -> dict[str, Any]:
    values = {name: row[name] for name in SHOWN if name in row}
    return {**values, "ID": key, "recharges": len(row["recharges"]), "availableCredit": _available(row)}


def _available(row: dict[str, Any]) -> Any:
    credit = row.get("credit", UNLIMITED)
    return credit if credit == UNLIMITED else credit + sum(each["credit"] for each in row["recharges"])


def recharge(system: VoipNowSystem, request: Parameters, kind: Kind) -> Values:
    state = system.objects
    extension = selecting.extension(state, request, "extendedNumber", kind.type)
    rows = []
    for sent in request[kind.credits]:
        row = selecting.row(state, kind.table, sent["ID"], "ID")
        if row["extendedNumber"] != extension.number:
            raise Refusal(codes.OBJECT, f"Code {sent['ID']} is of another extension")
        rows.append((row, sent))
    for row, sent in rows:
        state.last_recharge += 1
        entry = {**sent, "ID": state.last_recharge, "crDate": system.moment()}
        row["recharges"].append(entry)
        if (available := _available(row)) != UNLIMITED:
            entry["availableCredit"] = available
    return done([sent["ID"] for _row, sent in rows])


@handles("GetAuthCallerIDRecharges")
def caller_id_recharges(system: VoipNowSystem, request: Parameters) -> Values:
    row = selecting.row(system.objects, CALLER_ID.table, request["ID"], "ID")
    return {"ID": request["ID"], "recharge": row["recharges"]}


@handles("GetCardCodeRecharges")
def card_code_recharges(system: VoipNowSystem, request: Parameters) -> Values:
    row = selecting.row(system.objects, CARD_CODE.table, request["ID"], "ID")
    return listed("recharge", row["recharges"], codeID=request["ID"])


for _kind in (CALLER_ID, CARD_CODE):
    handles(f"Add{_kind.name}")(partial(add, kind=_kind))
    handles(f"Edit{_kind.name}")(partial(edit, kind=_kind))
    handles(f"Del{_kind.name}")(partial(delete, kind=_kind))
    handles(f"Get{_kind.name}")(partial(read, kind=_kind))
    handles(f"Add{_kind.name}Credit")(partial(recharge, kind=_kind))
