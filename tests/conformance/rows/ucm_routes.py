# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Routes of the UCM, and what decides who may use them: the blacklist and PIN sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.conformance.contract_table import Row, Values, named, renamed
from tests.simulators.client import Simulator

BRANCH_OFFICE = 2
"""The id of the trunk of that name."""
TRUNK_KINDS = ("voip", "analog", "digital")


def prepare_targets(pbx: Simulator) -> None:
    """What destinations lead to beside extensions: queue 6500, paging group 6300 and IVR 7001."""
    pbx.add("queue", "6500")
    pbx.add("paging_group", "6300")
    pbx.add("ivr", "ivr-1")


def _outbound_state(pbx: Simulator) -> Values | None:
    route = named(pbx, "outbound_routes", outbound_rt_name="Mobile")
    return renamed(route, patterns="pattern")


UCM_OUTBOUND_ROUTE = Row(
    module="ucm_outbound_route",
    identity={"name": "Mobile"},
    create={"trunk": "Provider", "patterns": ["_8[1-4]X."], "permission": "national"},
    change=("strip", 3),
    state=_outbound_state,
    further=lambda pbx, number: pbx.add(
        "outbound_route", str(number), outbound_rt_name=str(number), default_trunk_index=BRANCH_OFFICE
    ),
    ordered=True,
    everyone=lambda pbx: [{"name": route["outbound_rt_name"]} for route in pbx.state("outbound_routes").values()],
    values={
        "trunk": ("Provider", "Branch office"),
        # Numbers that no route of a new simulator is for: overlapping patterns are warned of.
        "patterns": (["_81X.", "_82X. /* mobile */"], ["_83!"]),
        "route_password": ("4711", "0815471108"),
        "allowed_callers": (["1000", "Reception"], ["Field service"]),
    },
    selects=frozenset({"outbound_route"}),
    never_sent={
        "add_outbound_route.outbound_rt_index": "the system gives the ids",
        "add_outbound_route.pattern[].outbound_rt_index": "the system gives the ids",
        "add_outbound_route.pattern[].allow": "null in the document, and not described",
        "add_outbound_route.pattern[].strip_prefix": "null in the document, and not described",
        "update_outbound_route.outbound_rt_index": "outbound_route selects",
        "update_outbound_route.outbound_rt_name": "the name is the key",
    },
)

INBOUND_KEY: Values = {
    "trunk": "Branch office",
    "did_patterns": ["_4930777X", "_49308."],
    "caller_id_patterns": ["_0049!"],
}
DID_DESTINATIONS = (
    *("extension", "voicemail_group", "ivr", "ring_group", "queue", "paging_group", "conference", "fax"),
    *("directory", "trunk"),
)


def _inbound_state(pbx: Simulator) -> Values | None:
    route = named(pbx, "inbound_routes", trunk_index=BRANCH_OFFICE, patterns=INBOUND_KEY["did_patterns"])
    if route is None:
        return None
    destinations = route.pop("did_destinations")
    own = renamed(route, patterns="did_pattern_match", time_conditions="time_condition", modes="multi_mode")
    return {**own, **destinations}


def _inbound_routes(pbx: Simulator) -> Iterator[Values]:
    trunks = {key: trunk for kind in TRUNK_KINDS for key, trunk in pbx.state(f"{kind}_trunks").items()}
    for route in pbx.state("inbound_routes").values():
        trunk = trunks[str(route["trunk_index"])]["trunk_name"]
        callers = [pattern for pattern in route["did_pattern_allow"].split(",") if pattern]
        yield {"trunk": trunk, "did_patterns": route["patterns"], "caller_id_patterns": callers}


def to(kind: str, target: str | None = None) -> Values:
    """A destination."""
    return {"type": kind} if target is None else {"type": kind, "target": target}


def _only(*names: str) -> dict[str, bool]:
    return {name: name in names for name in DID_DESTINATIONS}


UCM_INBOUND_ROUTE = Row(
    module="ucm_inbound_route",
    identity=INBOUND_KEY,
    create={"destination": to("extension", "1001"), "alert_info": "ring1"},
    change=("strip", 4),
    state=_inbound_state,
    prepare=prepare_targets,
    further=lambda pbx, number: pbx.add(
        "inbound_route", str(number), trunk_index=BRANCH_OFFICE, patterns=[f"_{number}"]
    ),
    everyone=_inbound_routes,
    values={
        "destination": (
            to("voicemail", "1002"),
            to("did"),
            to("extension", "1000"),
            to("voicemail_group", "6600"),
            to("ivr", "7001"),
            to("ring_group", "6400"),
            to("queue", "6500"),
            to("paging_group", "6300"),
            to("conference", "6200"),
            to("fax", "7200"),
            to("disa", "7210"),
            to("directory", "7220"),
            to("callback", "7230"),
            to("external_number", "0049301234"),
        ),
        "did_destinations": (dict.fromkeys(DID_DESTINATIONS, True), _only("extension", "fax")),
        "time_conditions": (
            [{"timetype": "1", "destination_type": "account", "account": "1000"}],
            [{"timetype": "3", "destination_type": "voicemail", "voicemail": "1001"}],
        ),
        "multi_mode": (
            [{"inbound_mode": "1", "destination_type": "queue", "queue": "6500"}],
            [{"inbound_mode": "2", "destination_type": "account", "account": "1001"}],
        ),
    },
    selects=frozenset({"inbound_route", "multi_mode", "time_condition"}),
    demands=frozenset({"ext_local"}),
    never_sent={
        "add_inbound_route.inbound_route": "the system gives the ids",
        "add_inbound_route.prepend": "incoming_prepend has the same description",
        "update_inbound_route.prepend": "incoming_prepend has the same description",
        "update_inbound_route.did_pattern_allow": "caller_id_patterns are part of the key",
    },
)


def _blocked(pbx: Simulator) -> Values | None:
    found = pbx.state("inbound_blacklist")
    return {"inbound_rt_index": found["004915155"]} if "004915155" in found else None


UCM_INBOUND_BLACKLIST = Row(
    module="ucm_inbound_blacklist",
    identity={"number": "004915155"},
    create={"route": {"trunk": "Provider", "did_patterns": ["_49305550."]}},
    change=("route", {"all": True}),
    state=_blocked,
    further=lambda pbx, number: pbx.add("inbound_blacklist", str(number)),
    everyone=lambda pbx: [{"number": number} for number in pbx.state("inbound_blacklist")],
    reads="list",
    paged=False,
    values={"route": ({"all": True}, {"trunk": "Analog line", "did_patterns": ["_."]})},
)

UCM_INBOUND_BLACKLIST_SETTINGS = Row(
    module="ucm_inbound_blacklist_settings",
    identity={},
    create={"enabled": True},
    change=("enabled", False),
    state=lambda pbx: pbx.state("inbound_blacklist_settings"),
    never_sent={
        "update_inbound_blacklist_settings.number": "copied from another table; the example leaves it out",
        "update_inbound_blacklist_settings.inbound_rt_index": "copied from another table; the example leaves it out",
    },
)


def _pins(**pins: str) -> list[dict[str, Any]]:
    return [{"name": name, "pin": pin} for name, pin in pins.items()]


UCM_PIN_SET = Row(
    module="ucm_pin_set",
    identity={"name": "Staff"},
    create={"members": _pins(Ada="4711", Emre="081547")},
    change=("record_in_cdr", True),
    state=lambda pbx: named(pbx, "pin_sets", pin_sets_name="Staff"),
    further=lambda pbx, number: pbx.add("pin_set", str(number), pin_sets_name=str(number)),
    everyone=lambda pbx: [{"name": one["pin_sets_name"]} for one in pbx.state("pin_sets").values()],
    values={"members": (_pins(Ada="990011", Chen="775533"), _pins(Chen="775533"))},
    selects=frozenset({"pin_sets_id"}),
    volatile=frozenset({"pin_sets_id"}),
)
