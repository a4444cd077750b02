# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inbound routes: listInboundRoute, addInboundRoute, getInboundRoute, updateInboundRoute, deleteInboundRoute."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import (
    ALREADY_ADDED,
    INVALID_PARAMETERS,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.routes import (
    BY_DID,
    DESTINATIONS,
    DIAL_TRUNK,
    DID_DESTINATIONS,
    GET_ONLY,
    INBOUND_DEFAULTS,
    RECORDED_EXTRAS,
    WRITE_ONLY,
    check_destination,
    destination_from,
    did_patterns,
    digits,
    further_destinations,
    inbound_answer,
    inbound_row,
    joined_patterns,
    new_inbound_route,
)
from tests.simulators.ucm.state import InboundRoute, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import check_switches, nothing_to_read, referenced_trunk

NEED_APPLY = {"need_apply": "yes"}
LIST_OPTIONS = ("inbound_rt_index", "did_pattern_match", "did_pattern_allow", "out_of_service")
MEMBERS = "members"  # cannot be asked for and comes all the same, as in the list of outbound routes
DOCUMENT_COLUMNS = (
    *(name for name in INBOUND_DEFAULTS if name not in WRITE_ONLY | GET_ONLY),
    *("inbound_rt_index", "trunk_index", "did_pattern_match", "inbound_mode"),
)
RECORDED_COLUMNS = (*DOCUMENT_COLUMNS, *RECORDED_EXTRAS, "did_pattern_match_list", "tmp")
COLUMNS = {"document": DOCUMENT_COLUMNS, "recorded": RECORDED_COLUMNS}

SWITCHES = ("en_multi_mode", "enable_fax_detect", "enable_inbound_muti_mode")
NUMBERS_AS_TEXT = ("did_strip", "inbound_muti_mode")


@handles("list_inbound_route", columns={"document": frozenset(LIST_OPTIONS), "recorded": frozenset(RECORDED_COLUMNS)})
def list_routes(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The routes of one trunk. Chosen here, where the document is silent: a trunk that does not exist is answered like
    any read of what does not exist, but as an empty list where that is empty."""
    if str(call["trunk_index"]) not in pbx.objects.trunks:
        nothing_to_read(pbx.options)
    routes = [route for route in pbx.objects.inbound_routes.values() if route.trunk_index == call["trunk_index"]]
    rows = [inbound_row(route, pbx.options.shapes) for route in routes]
    if "options" in call:
        call["options"] = f"{call['options']},{MEMBERS}"
    names = (*COLUMNS[pbx.options.shapes], MEMBERS)
    return page_of("inbound_route", rows, {name: itemgetter(name) for name in names}, call)


@handles("add_inbound_route")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the route; its id has to be looked up.

    inbound_route is in the table and not in the example: taken and ignored, the system gives the ids. Silent in the
    document, chosen here: without destination_type the dialled number decides (byDID).
    """
    values = {name: value for name, value in call.items() if name not in ("cookie", "inbound_route", "trunk_index")}
    trunk_index = referenced_trunk(pbx.objects, call["trunk_index"])
    blank = InboundRoute(0, trunk_index, [], dict(INBOUND_DEFAULTS), {})
    changes = _changes(pbx.objects, values, blank)
    route = new_inbound_route(
        pbx.objects, trunk_index, changes["patterns"], changes["settings"], changes["did_destinations"]
    )
    route.time_conditions, route.modes = changes["time_conditions"], changes["modes"]
    return NEED_APPLY


@handles("get_inbound_route")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    route = pbx.objects.inbound_routes.get(call["inbound_route"])
    return nothing_to_read(pbx.options) if route is None else inbound_answer(route, pbx.options.shapes)


@handles("update_inbound_route")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends two fields); time_condition and multi_mode
    are replaced as a whole. The trunk of a route cannot be changed: it is no parameter."""
    route = _selected(pbx.objects, call["inbound_route"])
    values = {name: value for name, value in call.items() if name not in ("cookie", "inbound_route")}
    for name, value in _changes(pbx.objects, values, route).items():
        setattr(route, name, value)
    return NEED_APPLY


@handles("delete_inbound_route")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The example selects by inbound_route, the table by outbound_route; both work. What the blacklist has for the
    route goes with it (chosen)."""
    _selected(pbx.objects, call["inbound_route"])
    pbx.objects.remove_inbound_route(call["inbound_route"])
    return NEED_APPLY


def _selected(state: UcmState, inbound_rt_index: str) -> InboundRoute:
    if inbound_rt_index not in state.inbound_routes:
        raise Refusal(NO_SUCH_ITEM)
    return state.inbound_routes[inbound_rt_index]


def _changes(state: UcmState, values: dict[str, Any], route: InboundRoute) -> dict[str, Any]:
    """Fields of ``route`` (a blank one on add) as they are after the write, or a Refusal; nothing is stored.

    prepend (table) is taken for incoming_prepend (examples), which has the same description; both at once are -1.
    Documented: byDID needs a kind of number that may be reached (-25). Silent in the document, chosen here: what a
    destination names is looked up when it is sent, so that a route whose target is gone can still be changed; switches
    are yes or no (-15).
    """
    if "prepend" in values:
        if "incoming_prepend" in values:
            raise Refusal(INVALID_PARAMETERS)
        values["incoming_prepend"] = values.pop("prepend")
    check_switches(values, SWITCHES)
    for name in NUMBERS_AS_TEXT:
        if name in values:
            values[name] = digits(values[name])
    if values.get("did_pattern_allow"):
        joined_patterns(values["did_pattern_allow"])
    changed = {
        "patterns": did_patterns(values.pop("did_pattern_match")) if "did_pattern_match" in values else route.patterns,
        "time_conditions": route.time_conditions,
        "modes": route.modes,
        "did_destinations": dict(route.did_destinations),
    }
    for name, place in (("time_condition", "time_conditions"), ("multi_mode", "modes")):
        if name in values:
            changed[place] = further_destinations(state, values.pop(name))
    for name in (*DID_DESTINATIONS, DIAL_TRUNK):
        if name in values:
            changed["did_destinations"][name] = values.pop(name)
    changed["settings"] = settings = {**route.settings, **_stored(values)}
    settings |= destination_from(values, route.settings)
    kind = settings["destination_type"]
    if values.keys() & {"destination_type", *DESTINATIONS}:
        check_destination(state, kind, settings.get(kind))
    if kind == BY_DID and not any(changed["did_destinations"].get(name) == "yes" for name in DID_DESTINATIONS):
        raise Refusal(UPDATE_FAILED)
    _check_unique(state, route, changed["patterns"], settings["did_pattern_allow"])
    return changed


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Empty text clears. Unset is null but for the fields that the documented example shows as empty text."""
    cleared = {name: "" if default == "" else None for name, default in INBOUND_DEFAULTS.items()}
    return {name: cleared[name] if value == "" else value for name, value in values.items()}


def _check_unique(state: UcmState, own: InboundRoute, patterns: list[str], allowed: str) -> None:
    """Silent in the document, chosen here: patterns, in whatever order, make one route of a trunk (-44)."""
    wanted = set(patterns), set(allowed.split(","))
    for route in state.inbound_routes.values():
        if route is own or route.trunk_index != own.trunk_index:
            continue
        if (set(route.patterns), set(route.settings["did_pattern_allow"].split(","))) == wanted:
            raise Refusal(ALREADY_ADDED)
