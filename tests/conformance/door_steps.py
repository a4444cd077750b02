# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps with which the two doors are compared: for every module, and at length for what validation can refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.contract_table import ROWS, Row
from tests.doors import Control, Step

Steps = list[Step | Control]


def steps_of_row(row: Row) -> Steps:
    """An object's life, short, with null, an alias beside its option, and a session that ends in the middle."""
    name, value = row.change
    whole = {**row.identity, **row.create}
    choice = next((field.name for field in row.resource.fields if field.choices and field.writable), name)
    doubled = next(field for field in row.resource.fields if field.aliases and field.name in whole)
    steps: Steps = [
        Step(row.module, whole, check=True),
        Step(row.module, whole),
        Step(row.module, {**whole, doubled.aliases[0]: whole[doubled.name], choice: None}, diff=False),
        Control("clock", {"advance": row.conduct.session_seconds + 1}),
        Step(row.module, {**row.identity, name: value}, check=True),
        Step(row.module, {**row.identity, name: value, "apply": False}),
        Step(row.module, row.identity, diff=False),
    ]
    if row.resource.creatable:
        steps += [
            Step(row.module, {**row.identity, "state": "absent"}, check=True),
            Step(row.module, {**row.identity, "state": "absent"}),
        ]
    return steps


OTHER_STEPS: Mapping[str, Callable[[], Steps]] = {
    "ucm_api": lambda: [
        Step("ucm_api", {"action": "getSIPAccount", "parameters": {"extension": "1001"}}),
        Step("ucm_api", {"action": "updateSIPAccount", "parameters": {"extension": "1001", "ring_timeout": None}}),
        Step("ucm_api", {"action": "deleteUser", "parameters": {"user_name": "1001"}}, check=True),
        Step("ucm_api", {"action": "getSIPAccuont"}),
        Step("ucm_api", {"action": "getSIPAccount", "parameters": {"extension": "77"}}),
    ],
    "ucm_apply": lambda: [
        Step("ucm_apply", {"only_pending": True}),
        Step("ucm_apply", check=True),
        Step("ucm_apply"),
        Control("options", {"conference": True}),
        Step("ucm_apply"),
    ],
    "ucm_info": lambda: [
        Step("ucm_info", {"resources": ["extensions", "users", "departments", "extension_groups"], "names": ["100*"]}),
        Step("ucm_info", {"resources": ["extensions"], "names": ["1001"], "details": True}, check=True),
        Control("fault", {"effect": "vendor_error", "operation": "listUser", "code": -47, "times": None}),
        Step("ucm_info", {"resources": ["users", "departments"]}),
        Step("ucm_info", {"resources": ["useres"]}),
    ],
    "user_list": lambda: [
        Step("user_list", {"users": [{"number": "1001", "first_name": "Ada"}, {"ext": "1002", "surname": "Bohr"}]}),
        Step("user_list", {"users": [{"number": "1001"}, {"number": "1001", "email": "no address"}]}),
    ],
}
"""Modules that are no state modules; every one needs an entry."""

_SECRET = "Canary-7f3a"
VALIDATION: Steps = [
    Step("ucm_extension", {"extension": "1001", "colour": "red", "sip_password": _SECRET}),
    Step("ucm_extension", {"extension": "1001", "permission": "planetary"}),
    Step("ucm_extension", {"extension": "1001", "codecs": ["ulaw", "vinyl"]}),
    Step("ucm_extension", {"sip_password": _SECRET}),
    Step("ucm_extension", {"extension": None}),
    Step("ucm_extension", {"extension": "1001", "ring_timeout": "soon"}),
    Step("ucm_extension", {"extension": "1001", "ring_timeout": 601}),
    Step("ucm_extension", {"extension": "1001", "ring_timeout": "45", "call_waiting": "yes"}, check=True),
    Step("ucm_extension", {"extension": "10a1"}),
    Step("ucm_extension", {"extension": 1001}),
    Step("ucm_extension", {"extension": "1001", "reset": ["ring_timeout"], "ring_timeout": 45}),
    Step("ucm_extension", {"extension": "1001", "specific_ip": "192.0.2.1", "registration_acl": "all"}),
    Step("ucm_extension", {"extension": "1001", "presence_forwarding": [{"busy": {}}]}),
    Step("ucm_extension", {"extension": "1001", "presence_forwarding": [{"presence_status": "away", "always": {}}]}),
    Step(
        "ucm_extension",
        {"extension": "1001", "presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": None}}]},
    ),
    Step("ucm_extension", {"extension": "1001", "outbound_password": "12ab"}),
    Step("ucm_extension", {"extension": "1001", "timeout": 0}),
    Step("ucm_extension", {"extension": "1001", "session_cache": "perhaps"}),
    Control("fault", {"effect": "vendor_error", "code": -25, "response": {"error": f"weak: {_SECRET}"}, "kind": "update"}),
    Step("ucm_extension", {"extension": "1001", "sip_password": _SECRET}),
]
"""What validation, the rules of a table, or the PBX refuses."""


def batches() -> dict[str, Steps]:
    """Steps by a name for the batch; one play runs one batch."""
    rows = {row.module: steps_of_row(row) for row in ROWS}
    others = {module: steps() for module, steps in OTHER_STEPS.items()}
    return {**rows, **others, "validation": VALIDATION}


def modules_with_steps() -> set[str]:
    return {row.module for row in ROWS} | set(OTHER_STEPS)


