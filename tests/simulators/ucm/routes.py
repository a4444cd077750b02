# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What routes are made of: dial patterns, destinations, defaults and the shapes of inbound routes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from tests.simulators.ucm.codes import INVALID_PARAMETERS, INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.state import InboundRoute, OutboundRoute, UcmState
from tests.simulators.ucm.trunks import shown

# One underscore (not two) before the dialled signs, and perhaps a comment behind them. The conversion of the document
# ate the sign for "one or more", the dot. A comment has no comma, which joins patterns.
PATTERN = re.compile(r"_(?!_)[0-9A-Za-z_\[\]!.+*#-]*(\s*/\*[^,]*\*/)?")

OUTBOUND_DEFAULTS: Mapping[str, Any] = {
    "custom_member": None,
    "default_trunk_index": None,
    "enable_wlist": "no",
    "limitime": None,
    "out_of_service": "no",
    "outbound_rt_name": None,
    "password": None,
    "permission": "none",
    "pin_sets_id": None,
    "prepend": None,
    "strip": 0,
    "time_mode": 0,
}

# One field per kind of destination; the kind is called like its field. byDID has none: the dialled number decides.
DESTINATIONS = (
    *("account", "announcement", "callback", "conference", "directory", "disa", "external_number", "fax", "ivr"),
    *("multimedia_conference", "paginggroup", "queue", "ringgroup", "vmgroup", "voicemail"),
)
BY_DID = "byDID"
# Tables of the state in which the target of a destination has to be: an IVR by its id (which of id and number belongs
# there is in no document), everything else by its number. Other kinds are not simulated.
TABLES: Mapping[str, str] = {
    "account": "accounts",
    "ivr": "ivrs",
    "paginggroup": "paging_groups",
    "queue": "queues",
    "ringgroup": "ring_groups",
    "voicemail": "accounts",
}
DID_DESTINATIONS = (
    *("ext_conference", "ext_directory", "ext_fax", "ext_group", "ext_local", "ext_paging", "ext_queues"),
    *("voicemailgroups", "voicemenus"),
)
DIAL_TRUNK = "dial_trunk"

INBOUND_DEFAULTS: Mapping[str, Any] = {
    "accout_voicemail_out_of_service": "no",
    "alertinfo": None,
    "blocking_did_collect_calls": "no",
    "destination_type": BY_DID,
    "dialdirect": "no",
    "did_pattern_allow": "",
    "did_strip": 0,
    "en_multi_mode": "no",
    "enable_fax_detect": "no",
    "enable_inbound_muti_mode": "no",
    "enable_wlist": "no",
    "fax_intelligent_route": "email",
    "fax_intelligent_route_destination": None,
    "inbound_muti_mode": 0,
    "inbound_suffix": None,
    "incoming_prepend": None,
    "out_of_service": "no",
    "permission": "internal",
    "prepend_inbound_name": None,
    "prepend_inbound_name_enable": None,
    "prepend_trunk_name": "no",
    "seamless_transfer_did_whitelist": "",
    "set_callerid_enable": "no",
    "set_callerid_name": "${CALLERID(name)}",
    "set_callerid_number": "${CALLERID(num)}",
    **dict.fromkeys(DESTINATIONS),
}
WRITE_ONLY = frozenset({"enable_wlist"})
GET_ONLY = frozenset({"seamless_transfer_did_whitelist"})
# What recorded answers have besides. No documented action sets it.
RECORDED_EXTRAS: Mapping[str, Any] = {"auto_recording": "no", "inbound_rt_name": "", "special_tone": ""}

# A destination among the members of an inbound route; numbers are text here, but for did_strip.
MEMBER_DEFAULTS: Mapping[str, Any] = {
    "destination_type": BY_DID,
    "did_strip": 0,
    "en_multi_mode": "no",
    "end_hour": "",
    "end_min": "",
    "inbound_mode": "0",
    "mode": "",
    "sequence": "0",
    "start_hour": "",
    "start_min": "",
    "tc": "0",
    "timetype": "0",
    **dict.fromkeys(DESTINATIONS),
}


def check_pattern(text: Any) -> str:
    if not isinstance(text, str) or not PATTERN.fullmatch(text):
        raise Refusal(INVALID_VALUE)
    return text


def joined_patterns(text: str) -> list[str]:
    """Patterns of comma-joined text; a pattern named twice spoils the route (-25, chosen)."""
    patterns = [check_pattern(part) for part in text.split(",")]
    if len(set(patterns)) != len(patterns):
        raise Refusal(UPDATE_FAILED)
    return patterns


def did_patterns(text: str) -> list[str]:
    """The dialled numbers of an inbound route: joined as in the table, or JSON text as in the example of add.

    Chosen here: both work on add and update; the objects in the JSON may carry the route's id, which recorded
    answers of getInboundRoute show in them.
    """
    if not text.startswith("["):
        return joined_patterns(text)
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(INVALID_VALUE) from None
    if not rows or not all(
        isinstance(row, dict) and {"did_pattern_match"} <= row.keys() <= {"did_pattern_match", "inbound_rt_index"}
        for row in rows
    ):
        raise Refusal(INVALID_VALUE)
    return joined_patterns(",".join(check_pattern(row["did_pattern_match"]) for row in rows))


def check_destination(state: UcmState, kind: str, target: str | None) -> None:
    """Silent in the document, chosen here: kinds have the names of their fields (-15), need a target, and it must exist
    where its kind is simulated (-25)."""
    if kind == BY_DID:
        return
    if kind not in DESTINATIONS:
        raise Refusal(INVALID_VALUE)
    if not target:
        raise Refusal(UPDATE_FAILED)
    if kind in TABLES and target not in getattr(state, TABLES[kind]):
        raise Refusal(UPDATE_FAILED)


def destination_from(values: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Kind and targets after a write: what belongs to another kind is emptied (recorded answers show one target).

    Sending a target for another kind than the route has contradicts itself: -25 (chosen).
    """
    kind = values.get("destination_type", settings["destination_type"])
    if any(values.get(name) and name != kind for name in DESTINATIONS):
        raise Refusal(UPDATE_FAILED)
    return {
        "destination_type": kind,
        **{name: values.get(name, settings[name]) or None if name == kind else None for name in DESTINATIONS},
    }


def further_destinations(state: UcmState, entries: Iterable[Any]) -> list[dict[str, Any]]:
    """Entries of time_condition and multi_mode. Their structure is in no document; chosen: the one in which
    listInboundRoute shows them, any part of it, numbers bare or quoted."""
    return [_member(state, entry, position) for position, entry in enumerate(entries, 1)]


def _member(state: UcmState, entry: Any, position: int) -> dict[str, Any]:
    if not isinstance(entry, dict) or not entry.keys() <= MEMBER_DEFAULTS.keys():
        raise Refusal(INVALID_PARAMETERS)
    if any(isinstance(value, bool | float | list | dict) for value in entry.values()):
        raise Refusal(INVALID_PARAMETERS)
    values = {name: None if value is None else str(value) for name, value in entry.items()}
    member = {**MEMBER_DEFAULTS, "sequence": str(position), **values}
    member["did_strip"] = digits(values.get("did_strip") or "0")
    member |= destination_from(values, member)
    kind = member["destination_type"]
    check_destination(state, kind, member.get(kind))
    return member


def digits(text: str) -> int:
    """A number that is typed as text."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Refusal(INVALID_VALUE)
    return int(text)


def inbound_settings(route: InboundRoute) -> dict[str, Any]:
    """What list and get have in common."""
    settings = {name: value for name, value in route.settings.items() if name not in WRITE_ONLY}
    return settings | {"inbound_rt_index": route.inbound_rt_index, "trunk_index": route.trunk_index}


def inbound_row(route: InboundRoute, shapes: str) -> dict[str, Any]:
    """A row of listInboundRoute. Recorded answers have the patterns in a field of their own, the other is empty."""
    row = {name: value for name, value in inbound_settings(route).items() if name not in GET_ONLY}
    default = {name: row[name] for name in ("destination_type", "did_strip", "en_multi_mode", *DESTINATIONS)}
    members = [{**MEMBER_DEFAULTS, **default}, *route.time_conditions, *route.modes]
    patterns = ",".join(route.patterns)
    row |= {"did_pattern_match": patterns, "inbound_mode": 0}
    if shapes == "recorded":
        row |= {**RECORDED_EXTRAS, "did_pattern_match": "", "did_pattern_match_list": patterns}
        row["tmp"] = route.inbound_rt_index
    return {**shown(row, shapes), "members": [shown(member, shapes) for member in members]}


def inbound_answer(route: InboundRoute, shapes: str) -> dict[str, Any]:
    """The response of getInboundRoute. Recorded answers have the patterns as objects beside the route."""
    settings = inbound_settings(route)
    allowed = {**route.did_destinations, "ext_multimedia_conference": "no", "inbound_rt_index": route.inbound_rt_index}
    if shapes == "document":
        settings["did_pattern_match"] = ",".join(route.patterns)
        return {"inbound_did_destination": allowed, "inbound_routes": settings}
    return {
        "inbound_did_destination": allowed,
        "inbound_routes": shown({**settings, **RECORDED_EXTRAS}, shapes),
        "did_pattern_match": [
            {"did_pattern_match": pattern, "inbound_rt_index": route.inbound_rt_index} for pattern in route.patterns
        ],
    }


def new_outbound_route(state: UcmState, values: Mapping[str, Any], patterns: list[dict[str, Any]]) -> OutboundRoute:
    """A route under the next id, which is never given again."""
    state.last_outbound_rt_index += 1
    route = OutboundRoute(state.last_outbound_rt_index, {**OUTBOUND_DEFAULTS, **values}, patterns)
    state.outbound_routes[str(route.outbound_rt_index)] = route
    return route


def new_inbound_route(
    state: UcmState, trunk_index: int, patterns: list[str], values: Mapping[str, Any], allowed: Mapping[str, str]
) -> InboundRoute:
    """A route under the next id, which is never given again. Of the DID destinations, what is not named is off."""
    state.last_inbound_rt_index += 1
    destinations = {**dict.fromkeys((*DID_DESTINATIONS, DIAL_TRUNK), "no"), **allowed}
    settings = {**INBOUND_DEFAULTS, **values}
    route = InboundRoute(state.last_inbound_rt_index, trunk_index, patterns, settings, destinations)
    state.inbound_routes[str(route.inbound_rt_index)] = route
    return route
