# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of trunks and routes have in common: smallest requests, and short ways to send them."""

from __future__ import annotations

from typing import Any

from tests.contracts import load

DONE = {"response": {"need_apply": "yes"}, "status": 0}
PEER = {"trunk_name": "Peer", "host": "192.0.2.7", "trunk_type": "peer"}
REGISTER = {
    "trunk_name": "Provider",
    "host": "sip.example.com",
    "trunk_type": "register",
    "username": "49301234",
    "secret": "Trunk1!x",
}
ANALOG = {"trunk_name": "Line", "chans": 1, "trunkgroup": ""}
DIGITAL = {"trunk_name": "PRI", "group_index": 1}
ADD = {"voip": ("addSIPTrunk", PEER), "analog": ("addAnalogTrunk", ANALOG), "digital": ("addDigitalTrunk", DIGITAL)}
GET = {
    "voip": ("getSIPTrunk", "trunk", "trunk"),
    "analog": ("getAnalogTrunk", "analogtrunk", "analogtrunk"),
    "digital": ("getDigitalTrunk", "trunk", "trunk"),
}
UPDATE = {"voip": "updateSIPTrunk", "analog": "updateAnalogTrunk", "digital": "updateDigitalTrunk"}
DELETE = {
    "voip": ("deleteSIPTrunk", "trunk"),
    "analog": ("deleteAnalogTrunk", "analogtrunk"),
    "digital": ("deleteDigitalTrunk", "trunk"),
}
LIST = {
    "voip": ("listVoIPTrunk", "voip_trunk"),
    "analog": ("listAnalogTrunk", "analogtrunk"),
    "digital": ("listDigitalTrunk", "digital_trunks"),
}
KINDS = tuple(ADD)

OUT = {"outbound_rt_name": "out", "default_trunk_index": "1", "pattern": [{"match": "_1xxx"}]}
# what the tables demand
IN = {"trunk_index": 1, "did_pattern_match": "_1XX", "ext_local": "yes", "multi_mode": "[]", "time_condition": "[]"}


def add_trunk(api: Any, kind: str, **changed: Any) -> int:
    action, values = ADD[kind]
    return api.status(action, **{**values, **changed})


def trunk_rows(api: Any, kind: str, **parameters: Any) -> list[dict[str, Any]]:
    action, container = LIST[kind]
    return api.ok(action, **parameters)[container]


def get_trunk(api: Any, kind: str, index: Any) -> dict[str, Any]:
    action, parameter, container = GET[kind]
    return api.ok(action, **{parameter: index})[container]


def trunk_status(api: Any, index: int = 1) -> str:
    return get_trunk(api, "voip", str(index))["status"]


def documented(operation: str, prefix: str) -> set[str]:
    return {name.removeprefix(prefix) for name in load("ucm")[operation].returned if name.startswith(prefix)}


def outbound(api: Any, index: int = 1) -> dict[str, Any]:
    return api.ok("getOutboundRoute", outbound_route=index)


def inbound(api: Any, index: int = 1) -> dict[str, Any]:
    return api.ok("getInboundRoute", inbound_route=index)


def add_in(api: Any, **changed: Any) -> int:
    return api.status("addInboundRoute", **{**IN, **changed})


def first_id(api: Any) -> int:
    """Ids go on after those that the system was born with."""
    return int(next(iter(api.pbx.state("inbound_routes"))))
