# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks of time intervals, which rules and charging plans refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.places import TIMEZONES
from tests.simulators.voipnow.registry import Parameters, Values, handles

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

BLOCKS = "time_interval_blocks"
DEFAULTS = {"startDay": 1, "endDay": 31, "startWkday": 2, "endWkday": 1}


def _block(system: VoipNowSystem, key: int | None) -> dict[str, Any]:
    return selecting.row(system.objects, BLOCKS, key, "ID")


def _put(block: dict[str, Any], intervals: list[dict[str, Any]]) -> list[int]:
    made = []
    for sent in intervals:
        block["last"] += 1
        block["intervals"][block["last"]] = {**DEFAULTS, **sent}
        made.append(block["last"])
    return made


def _check_timezone(request: Parameters) -> None:
    if request.get("timezone", 0) > len(TIMEZONES):
        raise Refusal(codes.CANNOT_UPDATE, f"There is no timezone {request['timezone']}")


@handles("AddTimeIntervalBlock")
def add_block(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    owner = selecting.owner_id(state, request)
    _check_timezone(request)
    if not request["name"]:
        raise missing("name")
    if any(row["name"] == request["name"] and row["userID"] == owner for row in state.rows(BLOCKS).values()):
        raise Refusal(codes.DUPLICATE, f"Duplicate record time interval {request['name']}")
    block: dict[str, Any] = {
        "name": request["name"],
        "type": request.get("type", "interval"),
        "timezone": request.get("timezone", 0),
        "userID": owner,
        "crDate": system.moment(),
        "intervals": {},
        "last": 0,
    }
    _put(block, request["timeInterval"])
    return done([state.tables[BLOCKS].add(block)])


@handles("EditTimeIntervalBlock")
def edit_block(system: VoipNowSystem, request: Parameters) -> Values:
    block = _block(system, request.get("ID"))
    _check_timezone(request)
    block.update({name: request[name] for name in ("name", "type", "timezone") if name in request})
    return done([request["ID"]])


@handles("DelTimeIntervalBlock")
def delete_blocks(system: VoipNowSystem, request: Parameters) -> Values:
    """Rules that refer to it keep its ID (chosen)."""

    def remove(key: int) -> None:
        _block(system, key)
        del system.objects.rows(BLOCKS)[key]

    return deleted(request["ID"], remove)


@handles("GetTimeIntervalBlocks")
def list_blocks(system: VoipNowSystem, request: Parameters) -> Values:
    owner = selecting.holder(system.objects, request)
    rows = [
        {
            **{name: block[name] for name in ("name", "type", "timezone", "userID", "crDate")},
            "ID": key,
            "intervals": len(block["intervals"]),
        }
        for key, block in system.objects.rows(BLOCKS).items()
        if (owner is None or block["userID"] == owner.id) and matches(request.get("filter"), block["name"])
    ]
    return listed("timeIntervalBlock", rows)


@handles("AddTimeInterval")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    return done(_put(_block(system, request["ID"]), request["timeInterval"]))


@handles("EditTimeInterval")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    interval = _interval(_block(system, request["ID"]), request["intervalID"])
    interval.update({name: value for name, value in request.items() if name not in ("ID", "intervalID")})
    return done([request["intervalID"]])


@handles("DelTimeInterval")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    block = _block(system, request["ID"])

    def remove(key: int) -> None:
        _interval(block, key)
        del block["intervals"][key]

    return deleted(request["intervalID"], remove)


@handles("GetTimeIntervals")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    block = _block(system, request["ID"])
    rows = [{**interval, "intervalID": key} for key, interval in block["intervals"].items()]
    shown = {name: block[name] for name in ("name", "type", "userID")}
    return listed("timeInterval", rows, ID=request["ID"], **shown)


def _interval(block: dict[str, Any], key: int) -> dict[str, Any]:
    if key not in block["intervals"]:
        raise Refusal(codes.OBJECT, f"There is no interval {key}")
    return block["intervals"][key]
