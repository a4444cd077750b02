# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps with which the two doors are compared: for every module, and at length for what validation can refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.conformance.contract_table import CONDUCT, Row
from tests.conformance.door_steps_calls_and_records import CALLS, RECORDS
from tests.conformance.door_steps_hotel import HOTEL
from tests.conformance.door_steps_voipnow import VOIPNOW
from tests.conformance.door_steps_voipnow_reports import VOIPNOW_REPORTS
from tests.conformance.rows import ROWS
from tests.conformance.sample_values import SECRET
from tests.doors import Control, Step

Steps = list[Step | Control]


def steps_of_row(row: Row) -> Steps:
    """An object's life, short, with null, an alias beside its option, and a session that ends in the middle.

    What the doors add is the same for every table, so that rows that are not thorough have fewer steps.
    """
    name, value = row.change
    whole = {**row.identity, **row.create}
    choice = next((field.name for field in row.resource.fields if field.choices and field.writable), name)
    aliases = {field.name: field.aliases[0] for field in row.resource.fields if field.aliases and field.name in whole}
    doubled = {alias: whole[option] for option, alias in list(aliases.items())[:1]}
    if not row.thorough:
        steps: Steps = [
            Step(row.module, {**whole, **doubled, choice: None}),
            Step(row.module, {**row.identity, name: value, **row.unapplied}, check=True),
        ]
        return [*steps, Step(row.module, {**row.identity, "state": "absent"})] if row.resource.creatable else steps
    steps = [
        Step(row.module, whole, check=True),
        Step(row.module, whole),
        Step(row.module, {**whole, **doubled, choice: None}, diff=False),
        Control("clock", {"advance": row.conduct.session_seconds + 1}),
        Step(row.module, {**row.identity, name: value}, check=True),
        Step(row.module, {**row.identity, name: value, **row.unapplied}),
        Step(row.module, row.identity, diff=False),
    ]
    if row.resource.creatable:
        steps += [
            Step(row.module, {**row.identity, "state": "absent"}, check=True),
            Step(row.module, {**row.identity, "state": "absent"}),
        ]
    return steps


WHOLE = {
    "extensions": [{"extension": "2000", "sip_password": SECRET}],
    "queues": [{"extension": "6500", "name": "support", "timeout_destination": {"type": "ivr", "target": "7000"}}],
    "ivrs": [{"number": "7000", "name": "menu", "key_events": None}],
    "inbound_blacklist_settings": {"enabled": "yes"},
}

OTHER_STEPS: Mapping[str, Steps] = {
    "ucm_api": [
        Step("ucm_api", {"action": "getSIPAccount", "parameters": {"extension": "1001"}}),
        Step("ucm_api", {"action": "updateSIPAccount", "parameters": {"extension": "1001", "ring_timeout": None}}),
        Step("ucm_api", {"action": "deleteUser", "parameters": {"user_name": "1001"}}, check=True),
        Step("ucm_api", {"action": "getSIPAccuont", "parameters": {"secret": SECRET}}),
        Step("ucm_api", {"action": "getSIPAccount", "parameters": {"secret": SECRET}, "undocumented": SECRET}),
        Step("ucm_api", {"action": "getSIPAccount", "parameters": {"extension": "77"}}),
    ],
    "ucm_apply": [
        Step("ucm_apply", {"only_pending": True}),
        Step("ucm_apply", check=True),
        Step("ucm_apply"),
        Control("options", {"conference": True}),
        Step("ucm_apply"),
    ],
    "ucm_inbound_blacklist_purge": [
        Step("ucm_inbound_blacklist_purge", {"confirm": False}),
        Step("ucm_inbound_blacklist_purge", {"confirm": True}),
        Step("ucm_inbound_blacklist", {"number": "004930555"}),
        Step("ucm_inbound_blacklist_purge", {"confirm": True}, check=True),
        Step("ucm_inbound_blacklist_purge", {"confirm": True, "apply": False}),
        Step("ucm_inbound_blacklist_purge", {"confirm": True, "apply": False}),
    ],
    "ucm_info": [
        Step("ucm_info", {"resources": ["extensions", "users", "departments", "extension_groups"], "names": ["100*"]}),
        Step("ucm_info", {"resources": ["extensions"], "names": ["1001"], "details": True}, check=True),
        Control("fault", {"effect": "vendor_error", "operation": "listUser", "code": -47, "times": None}),
        Step("ucm_info", {"resources": ["users", "departments"]}),
        Step("ucm_info", {"resources": ["useres"]}),
    ],
    "ucm_config": [
        Step("ucm_config", {"config": WHOLE, "purge": ["queues"]}, check=True),
        Step("ucm_config", {"config": WHOLE, "purge": ["queues"]}),
        Step("ucm_config", {"config": WHOLE, "purge": ["queues"]}, diff=False),
        Step("ucm_config", {"config": {"extensions": [{"extension": "2000", "sip_pasword": SECRET}], "queus": []}}),
        Step("ucm_config", {"config": WHOLE, "purge": ["users"]}),
        Control("fault", {"effect": "vendor_error", "operation": "updateSIPAccount", "code": -25}),
        Step("ucm_config", {"config": {"extensions": [{"extension": 1001, "ring_timeout": "77"}]}}),
    ],
    "user_list": [
        Step("user_list", {"users": [{"number": "1001", "first_name": "Ada"}, {"ext": "1002", "surname": "Bohr"}]}),
        Step("user_list", {"users": [{"number": "1001"}, {"number": "1001", "email": "no address"}]}),
    ],
}
"""Modules that have no row in the table; every one needs an entry here or in a file of its family."""


@dataclass(frozen=True)
class Batch:
    """Steps on one simulated system."""

    vendor: str
    steps: Steps


@dataclass(frozen=True)
class Refused:
    """Options that are refused before the first request, with these words; ``module`` has all that it needs in them."""

    words: str
    options: Mapping[str, Any]
    module: str | None = None

    @property
    def step(self) -> Step:
        if self.module:
            return Step(self.module, self.options)
        return Step("ucm_extension", {"extension": "1001", **self.options})


REFUSED: tuple[Refused, ...] = (
    Refused(
        "Unsupported parameters for (telephony.pbx.ucm_extension) module: colour. Supported parameters include:",
        {"colour": "red", "secret": SECRET},  # an alias of sip_password
    ),
    Refused(
        "value of permission must be one of: internal, local, national, international, got: planetary",
        {"permission": "planetary"},
    ),
    Refused("value of codecs must be one or more of: ulaw", {"codecs": ["ulaw", "vinyl"]}),
    Refused("missing required arguments: extension", {"extension": None, "sip_password": SECRET}),
    Refused("argument 'ring_timeout' is of type", {"ring_timeout": "soon"}),
    Refused("ring_timeout is 601, but must be 3 to 600", {"ring_timeout": 601}),
    Refused("extension: '10a1' must be digits only", {"extension": "10a1"}),
    Refused("ring_timeout is both given and in reset", {"reset": ["ring_timeout"], "ring_timeout": 45}),
    Refused("value of reset must be one or more of: ring_timeout", {"reset": ["extension"]}),
    Refused(
        "specific_ip is given, but registration_acl is all", {"specific_ip": "192.0.2.1", "registration_acl": "all"}
    ),
    Refused("local_networks: 'the office' is no network", {"local_networks": ["the office"]}),
    Refused(
        "missing required arguments: presence_status found in presence_forwarding",
        {"presence_forwarding": [{"busy": {}}]},
    ),
    Refused(
        "Unsupported parameters for (telephony.pbx.ucm_extension) module: presence_forwarding.always.",
        {"presence_forwarding": [{"presence_status": "away", "always": {}}]},
    ),
    Refused(
        "presence_forwarding has presence_status away more than once",
        {"presence_forwarding": [{"presence_status": "away"}, {"presence_status": "away"}]},
    ),
    Refused("outbound_password: the value must be digits only", {"outbound_password": f"{SECRET}"[:9]}),
    Refused("timeout is 0, but must be 1 at least", {"timeout": 0}),
    Refused("argument 'session_cache' is of type", {"session_cache": "perhaps"}),
    Refused("is not of the form https://host:port", {"url": "pbx.example.com"}),
    Refused("codecs has 0 entries, but must have 1 at least", {"codecs": []}),
    Refused(
        "key_events has key 1 more than once",
        {"extension": "7100", "key_events": [{"key": "1", "destination": {"type": "hangup"}}] * 2},
        "ucm_ivr",
    ),
)

REFUSED_AFTER_A_LOOK: tuple[Refused, ...] = (
    Refused(
        "members[1]: extension '1999' does not exist; did you mean '1009'?",
        {"extension": "6510", "name": "Support", "members": ["1001", "1999"]},
        "ucm_queue",
    ),
    Refused(
        "trunk 'Provder' does not exist; did you mean 'Provider'?",
        {"name": "Mobile", "trunk": "Provder", "patterns": ["_8X."]},
        "ucm_outbound_route",
    ),
)
"""What only the PBX's own lists show to be wrong; nothing is written."""

ACCEPTED: Steps = [
    Step("ucm_extension", {"extension": "1001", "ring_timeout": "45", "call_waiting": "yes"}, check=True),
    Step("ucm_extension", {"extension": 1001}),
    Step(
        "ucm_extension",
        {"extension": "1001", "presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": None}}]},
    ),
]
"""Numbers for text, text for numbers and bools, null in an entry."""

REFUSED_BY_THE_PBX: Steps = [
    Control(
        "fault", {"effect": "vendor_error", "code": -25, "response": {"error": f"weak: {SECRET}"}, "kind": "update"}
    ),
    Step("ucm_extension", {"extension": "1001", "sip_password": SECRET}),
]


def batches() -> dict[str, Batch]:
    """Steps by a name for the batch; one play runs one batch."""
    reset = [Control("reset")]
    found: dict[str, Batch] = {}

    def add(name: str, vendor: str, steps: Steps) -> None:
        before = found[name].steps if name in found else []
        found[name] = Batch(vendor, [*before, *steps])

    for row in ROWS:
        name = row.module if row.thorough else f"other rows of {row.vendor}"
        add(name, row.vendor, [*([] if row.thorough else reset), *steps_of_row(row)])
    families = {
        "calls": CALLS,
        "records": RECORDS,
        "hotel": HOTEL,
        "VoipNow": {**VOIPNOW, **VOIPNOW_REPORTS},
        "other modules": OTHER_STEPS,
    }
    for name, family in families.items():
        for module, steps in family.items():
            vendor = module.partition("_")[0]
            add(name, vendor if vendor in CONDUCT else "ucm", [*reset, *steps])
    refused = [case.step for case in (*REFUSED, *REFUSED_AFTER_A_LOOK)]
    add("validation", "ucm", [*refused, *ACCEPTED, *REFUSED_BY_THE_PBX])
    return found


def modules_with_steps() -> set[str]:
    return {row.module for row in ROWS} | {*CALLS, *RECORDS, *HOTEL, *VOIPNOW, *VOIPNOW_REPORTS, *OTHER_STEPS}
