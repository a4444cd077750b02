# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Public numbers of channels, and who has them.

Silent in the documents, chosen here: whoever gets a number gets it with everyone above; an account can pass on what it
has; of a number that is not ``stacked`` there is one way down only. Taking it away takes it from everyone below too.
Holders are account IDs, and extended numbers of extensions.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import ADMIN_ID

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

CHANNELS, NUMBERS = "channels", "public_numbers"
Holder = int | str


def _holder(system: VoipNowSystem, request: Parameters) -> Holder | None:
    """Who a request speaks of; None when it names nobody."""
    state = system.objects
    if "extendedNumber" in request:
        return selecting.extension(state, request).number
    account = selecting.holder(state, request)
    if account is not None and account.id == ADMIN_ID:
        raise Refusal(codes.ACCOUNT, "The administrator has all numbers")
    return None if account is None else account.id


def _chain(system: VoipNowSystem, holder: Holder) -> list[Holder]:
    """The holder and everyone above, without the administrator, from the top down."""
    state = system.objects
    owner = state.extensions[holder].owner if isinstance(holder, str) else holder
    accounts: list[Holder] = [account.id for account in state.chain(owner) if account.id != ADMIN_ID]
    return [*reversed(accounts), *([holder] if isinstance(holder, str) else [])]


def _free(system: VoipNowSystem, row: dict[str, Any], holder: Holder) -> bool:
    """Can the holder get the number? Everyone who has it must then be in one line, unless it is stacked."""
    if holder in row["holders"]:
        return False
    return row["type"] == "stacked" or set(row["holders"]) <= set(_chain(system, holder))


def _check(system: VoipNowSystem, sent: Parameters, but: int = 0) -> None:
    for key, row in system.objects.rows(NUMBERS).items():
        if key != but and row["did"] == sent["did"]:
            raise Refusal(codes.DUPLICATE, f"Duplicate record number {sent['did']}")


@handles("AddPublicNo")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    """All or none (chosen)."""
    state = system.objects
    for sent in request["publicNo"]:
        selecting.row(state, CHANNELS, sent["channelID"], "channelID")
        _check(system, sent)
    if len({sent["did"] for sent in request["publicNo"]}) < len(request["publicNo"]):
        raise Refusal(codes.DUPLICATE, "Duplicate record number")
    made = [
        state.tables[NUMBERS].add({"type": "exclusive", **sent, "holders": [], "crDate": system.moment()})
        for sent in request["publicNo"]
    ]
    return done(made)


@handles("EditPublicNo")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    row = selecting.row(system.objects, NUMBERS, request["didID"], "didID")
    _check(system, request, but=request["didID"])
    row.update({name: value for name, value in request.items() if name != "didID"})
    return done([request["didID"]])


@handles("DelPublicNo")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    """A number that somebody has stays (chosen)."""

    def remove(key: int) -> None:
        if selecting.row(system.objects, NUMBERS, key, "ID")["holders"]:
            raise Refusal(codes.CANNOT_UPDATE, f"Number {key} is in use")
        del system.objects.rows(NUMBERS)[key]

    return deleted(request["ID"], remove)


@handles("AssignPublicNo")
def assign(system: VoipNowSystem, request: Parameters) -> Values:
    """Some by their IDs, or so many free ones, of a location if it is named."""
    state = system.objects
    holder = _require(system, request)
    rows = state.rows(NUMBERS)
    if "didID" in request:
        keys = list(dict.fromkeys(request["didID"]))
        for key in keys:
            if not _free(system, selecting.row(state, NUMBERS, key, "didID"), holder):
                raise Refusal(codes.CANNOT_UPDATE, f"Number {key} is assigned already")
    else:
        place = request.get("location")
        fitting = (
            key
            for key, row in rows.items()
            if (place is None or row.get("location") == place) and _free(system, row, holder)
        )
        keys = list(islice(fitting, request["count"]))
        if len(keys) < request["count"]:
            raise Refusal(codes.CANNOT_UPDATE, f"There are {len(keys)} free numbers, not {request['count']}")
    for key in keys:
        rows[key]["holders"] += [each for each in _chain(system, holder) if each not in rows[key]["holders"]]
    return {"result": "success", "ID": keys}


@handles("UnassignPublicNo")
def unassign(system: VoipNowSystem, request: Parameters) -> Values:
    holder = _require(system, request)
    rows = [selecting.row(system.objects, NUMBERS, key, "didID") for key in request["didID"]]
    for key, row in zip(request["didID"], rows, strict=True):
        if holder not in row["holders"]:
            raise Refusal(codes.CANNOT_UPDATE, f"Number {key} is not assigned there")
    for row in rows:
        row["holders"] = [each for each in row["holders"] if holder not in _chain(system, each)]
    return {"result": "success", **({"extendedNumber": [holder]} if isinstance(holder, str) else {"ID": [holder]})}


def _require(system: VoipNowSystem, request: Parameters) -> Holder:
    holder = _holder(system, request)
    if holder is None:
        raise missing("userID")
    return holder


@handles("GetPublicNo")
def list_numbers(system: VoipNowSystem, request: Parameters) -> Values:
    """Numbers of a channel; with ``inUse`` those that nobody has (text of the schema), with an account its own."""
    state = system.objects
    channel = selecting.row(state, CHANNELS, request["channelID"], "channelID")
    holder = _holder(system, request)
    rows = []
    for key, row in state.rows(NUMBERS).items():
        if row["channelID"] != request["channelID"] or (request.get("inUse") and row["holders"]):
            continue
        if request.get("type", row["type"]) != row["type"] or (holder is not None and holder not in row["holders"]):
            continue
        if not matches(request.get("filter"), row["phoneNo"], row["did"], row.get("location")):
            continue
        shown = {name: row.get(name) for name in ("did", "location", "type", "cost", "phoneNo", "crDate")}
        named = {"channelID": row["channelID"], "channel": channel["name"], "didID": key}
        rows.append({**named, **shown, "flow": channel["flow"]})
    return listed("publicNo", rows)


@handles("GetPublicNoPoll")
def poll(system: VoipNowSystem, request: Parameters) -> Values:
    """What the account or extension has, and what its owner could give it."""
    state = system.objects
    holder = _require(system, request)
    above = _chain(system, holder)[:-1]
    found: dict[str, list[Any]] = {"available": [], "assigned": []}
    for key, row in state.rows(NUMBERS).items():
        channel = state.rows(CHANNELS)[row["channelID"]]
        shown = {"ID": key, "channel": channel["name"], "externalNo": row["phoneNo"]}
        if holder in row["holders"]:
            more = {"channelID": row["channelID"], "did": row["did"], "cost": row.get("cost")}
            found["assigned"].append({**shown, **more, "flow": channel["flow"], "crDate": row["crDate"]})
        elif _free(system, row, holder) and (not above or above[-1] in row["holders"]):
            found["available"].append(shown)
    return {"publicNo": found, "notice": None if any(found.values()) else listed("", [])["notice"]}


@handles("GetAvailableCallerID")
def caller_ids(system: VoipNowSystem, request: Parameters) -> Values:
    """Numbers that calls can show: those that extensions have, of one extension or of all."""
    state = system.objects
    wanted = selecting.extension(state, request).number if "extendedNumber" in request else None
    rows = []
    for key, row in state.rows(NUMBERS).items():
        for holder in row["holders"]:
            if isinstance(holder, str) and wanted in (None, holder):
                extension = state.extensions[holder]
                named = {"extensionNo": extension.extension_no, "name": extension.label}
                rows.append({**named, "phoneNo": row["phoneNo"], "CallerIDRef": key})
    return listed("CallerID", rows)
