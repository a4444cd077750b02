# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outbound routes: listOutboundRoute, addOutboundRoute, getOutboundRoute, updateOutboundRoute, deleteOutboundRoute."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import (
    ALREADY_ADDED,
    INVALID_PARAMETERS,
    INVALID_VALUE,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.routes import OUTBOUND_DEFAULTS, check_pattern, new_outbound_route
from tests.simulators.ucm.state import OutboundRoute, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import nothing_to_read, referenced_trunk, shown, stored

NEED_APPLY = {"need_apply": "yes"}
SELECTORS = ("outbound_route", "outbound_rt_index")

# All characters that one of the two tables (add, update) allows in a name.
NAME = re.compile(r"[0-9A-Za-z_.-]{2,24}")
PASSWORD = re.compile(r"[0-9]{4,10}")
PREPEND = re.compile(r"[0-9A-Za-z+_*#]{0,20}")

LIST_COLUMNS = ("outbound_rt_name", "outbound_rt_index", "permission", "sequence", "pattern", "out_of_service")
MEMBERS = "members"  # cannot be asked for and comes all the same
# What recorded answers have besides; no documented action sets it.
RECORDED_EXTRAS: Mapping[str, Any] = {
    "auto_recording": "no",
    "country_prefix": "",
    "fullcallid": "",
    "pinset_with_permission": "no",
}
FAILOVER_PLACES = ("a", "b", "c")
RECORDED_COLUMNS = (
    *OUTBOUND_DEFAULTS,
    *RECORDED_EXTRAS,
    *("outbound_rt_index", "sequence", "pattern", "country", "tmp"),
    *(
        f"failover_{place}_{name}"
        for place in FAILOVER_PLACES
        for name in ("trunk_index", "trunk_sequence", "strip", "prepend")
    ),
)


@handles(
    "list_outbound_route",
    columns={"document": frozenset(LIST_COLUMNS), "recorded": frozenset(RECORDED_COLUMNS)},
)
def list_routes(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """sequence is the place among the routes; when one goes, those behind it move up (chosen)."""
    make = _document_row if pbx.options.shapes == "document" else _recorded_row
    names = LIST_COLUMNS if pbx.options.shapes == "document" else RECORDED_COLUMNS
    rows = [make(route, sequence) for sequence, route in enumerate(pbx.objects.outbound_routes.values(), 1)]
    if "options" in call:
        call["options"] = f"{call['options']},{MEMBERS}"
    return page_of("outbound_route", rows, {name: itemgetter(name) for name in (*names, MEMBERS)}, call)


@handles("add_outbound_route")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the route; its id has to be looked up.

    outbound_rt_index is in the table and not in the example: taken and ignored, the system gives the ids. Silent or
    contradictory in the document, chosen here: a route needs a pattern (-25).
    """
    values = {name: value for name, value in call.items() if name not in ("cookie", "outbound_rt_index")}
    patterns = _patterns(values.pop("pattern", []))
    values = _checked(pbx.objects, values)
    _check_unique(pbx.objects, values["outbound_rt_name"])
    new_outbound_route(pbx.objects, values, patterns)
    return NEED_APPLY


@handles("get_outbound_route")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Without further names everything; with some (the document sends them empty) these only. What they are set to does
    not matter (chosen)."""
    route = pbx.objects.outbound_routes.get(call["outbound_route"])
    if route is None:
        return nothing_to_read(pbx.options)
    answer = _get_answer(route, pbx.options.shapes)
    wanted = call.keys() - {"cookie", "outbound_route"}
    if not wanted:
        return answer
    settings = {name: value for name, value in answer["outbound_route"].items() if name in wanted}
    return {"outbound_route": settings, **{name: answer[name] for name in answer if name in wanted}}


@handles("update_outbound_route")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends two fields); patterns and members are
    replaced as a whole.

    outbound_route (example) and outbound_rt_index (table) both select; together they must be the same (-25, chosen).
    Chosen here, where the document is silent: members are extensions or ids of extension groups that exist (-25).
    """
    indexes = {call[name] for name in SELECTORS if name in call}
    if len(indexes) > 1:
        raise Refusal(UPDATE_FAILED)
    route = _selected(pbx.objects, indexes.pop())
    values = {name: value for name, value in call.items() if name not in ("cookie", *SELECTORS)}
    patterns = _patterns(values.pop("pattern")) if "pattern" in values else route.patterns
    members = _members(pbx.objects, values.pop(MEMBERS)) if MEMBERS in values else route.members
    values = _checked(pbx.objects, values)
    if "outbound_rt_name" in values:
        _check_unique(pbx.objects, values["outbound_rt_name"], own=route)
    route.settings |= values
    route.patterns, route.members = patterns, members
    return NEED_APPLY


@handles("delete_outbound_route")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The example selects by outbound_route, the table by inbound_route; both work."""
    _selected(pbx.objects, call["outbound_route"])
    pbx.objects.remove_outbound_route(call["outbound_route"])
    return NEED_APPLY


def _selected(state: UcmState, outbound_rt_index: str) -> OutboundRoute:
    if outbound_rt_index not in state.outbound_routes:
        raise Refusal(NO_SUCH_ITEM)
    return state.outbound_routes[outbound_rt_index]


def _check_unique(state: UcmState, name: str, own: OutboundRoute | None = None) -> None:
    """Silent in the document, chosen here: a name is there once (-44)."""
    for route in state.outbound_routes.values():
        if route.settings["outbound_rt_name"] == name and route is not own:
            raise Refusal(ALREADY_ADDED)


def _checked(state: UcmState, values: dict[str, Any]) -> dict[str, Any]:
    for name, allowed in (("outbound_rt_name", NAME), ("prepend", PREPEND)):
        if name in values and not allowed.fullmatch(values[name]):
            raise Refusal(INVALID_VALUE)
    if values.get("password") and not PASSWORD.fullmatch(values["password"]):
        raise Refusal(INVALID_VALUE)
    if "default_trunk_index" in values:
        values["default_trunk_index"] = referenced_trunk(state, values["default_trunk_index"])
    return stored(values)


def _patterns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """allow and strip_prefix are in no description: kept as they come. The id among them is ignored."""
    if any("match" not in row for row in rows):
        raise Refusal(INVALID_PARAMETERS)
    made = [
        {"match": check_pattern(row["match"]), **{name: row.get(name) or None for name in ("allow", "strip_prefix")}}
        for row in rows
    ]
    if not made or len({row["match"] for row in made}) != len(made):
        raise Refusal(UPDATE_FAILED)
    return made


def _members(state: UcmState, text: str) -> list[str]:
    members = text.split(",") if text else []
    if len(set(members)) != len(members) or not all(
        member in state.accounts or member in state.groups for member in members
    ):
        raise Refusal(UPDATE_FAILED)
    return members


def _document_row(route: OutboundRoute, sequence: int) -> dict[str, Any]:
    """members is an empty list in the example; with members it holds their numbers and group ids (chosen)."""
    row = {name: route.settings.get(name) for name in LIST_COLUMNS}
    row |= {"outbound_rt_index": route.outbound_rt_index, "sequence": sequence, MEMBERS: list(route.members)}
    row["pattern"] = ",".join(pattern["match"] for pattern in route.patterns)
    return row


def _recorded_row(route: OutboundRoute, sequence: int) -> dict[str, Any]:
    """strip is text here, empty for none; of the failover trunks, only the digits to strip are a number."""
    row = {**route.settings, **RECORDED_EXTRAS, **_document_row(route, sequence), "country": "no"}
    row |= {"tmp": route.outbound_rt_index, "strip": str(route.settings["strip"] or "")}
    failover = dict(zip(FAILOVER_PLACES, route.failover, strict=False))
    for place in FAILOVER_PLACES:
        trunk = failover.get(place, {})
        row[f"failover_{place}_trunk_index"] = str(trunk.get("failover_trunk_index", ""))
        row[f"failover_{place}_trunk_sequence"] = str(trunk.get("failover_trunk_sequence", ""))
        row[f"failover_{place}_strip"] = trunk.get("failover_strip", 0)
        row[f"failover_{place}_prepend"] = trunk.get("failover_prepend") or ""
    return shown(row, "recorded")


def _get_answer(route: OutboundRoute, shapes: str) -> dict[str, Any]:
    index = route.outbound_rt_index
    settings = {**route.settings, "outbound_rt_index": index, MEMBERS: ",".join(route.members) or None}
    patterns = [{**pattern, "outbound_rt_index": index} for pattern in route.patterns]
    if shapes == "recorded":
        settings |= RECORDED_EXTRAS
        patterns = [{**pattern, "match_tmp": pattern["match"]} for pattern in patterns]
    return {
        "outbound_route": shown(settings, shapes),
        "pattern": [shown(pattern, shapes) for pattern in patterns],
        "failover_outbound_data": [{**row, "outbound_rt_index": index} for row in route.failover],
    }
