# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An office in one configuration, with every kind of object, and what tests do with such configurations."""

from __future__ import annotations

import copy
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.catalog import CONFIGURATION
from tests.doors import Engine, Outcome

Values = dict[str, Any]

KINDS = [resource.plural for resource in CONFIGURATION]

OFFICE: Values = {
    "departments": [{"name": "Sales"}],
    "extension_groups": [{"name": "Reception"}],
    "extensions": [
        {
            "extension": str(number),
            "sip_password": f"Sip-Pass-{number}",
            "voicemail_pin": f"83{number}",
            "permission": "national",
            "codecs": ["ulaw", "g722"],
        }
        for number in range(2000, 2005)
    ],
    "users": [
        {"user_name": "2000", "first_name": "Ada", "last_name": "Almeida", "department": "Sales"},
        {"user_name": "2001", "first_name": "Björn", "email": "bjorn@example.com"},
    ],
    "sip_trunks": [
        {
            "name": "carrier-a",
            "host": "sip.example.net",
            "trunk_type": "register",
            "trunk_username": "4930",
            "trunk_password": "Carrier-Pass-1",
            "register": True,
        },
        {"name": "branch", "host": "192.0.2.20", "trunk_type": "peer"},
    ],
    "analog_trunks": [{"name": "pots", "ports": ["1"]}],
    "digital_trunks": [{"name": "e1", "channel_group": 1}],
    "sla_trunks": [{"name": "pots"}],
    "pin_sets": [{"name": "night", "record_in_cdr": True, "members": [{"name": "Ada", "pin": "4711"}]}],
    "outbound_routes": [
        {"name": "national", "trunk": "carrier-a", "patterns": ["_0ZX."], "permission": "national"},
        {
            "name": "branches",
            "trunk": "branch",
            "patterns": ["_8XXX"],
            "permission": "internal",
            "route_password": "7352",
            "caller_filter": True,
            "allowed_callers": ["2000", "Reception"],
        },
    ],
    "queues": [
        {
            "extension": "6500",
            "name": "support",
            "strategy": "linear",
            "members": ["2002", "2001"],
            "agent_pin": "9182",
            "timeout_destination": {"type": "ivr", "target": "7000"},
        },
        {"extension": "6501", "name": "sales", "members": ["2000"]},
    ],
    "paging_groups": [{"extension": "6600", "name": "floor", "type": "paging", "members": ["2000", "2001"]}],
    "ivrs": [
        {
            "extension": "7000",
            "name": "day",
            "key_events": [
                {"key": "1", "destination": {"type": "queue", "target": "6500"}},
                {"key": "2", "destination": {"type": "ivr", "target": "7001"}},
            ],
        },
        {
            "extension": "7001",
            "name": "evening",
            "key_events": [
                {"key": "1", "destination": {"type": "ivr", "target": "7000"}},
                {"key": "timeout", "destination": {"type": "extension", "target": "2000"}},
            ],
        },
    ],
    "inbound_routes": [
        {
            "trunk": "carrier-a",
            "did_patterns": ["_493055500"],
            "destination": {"type": "queue", "target": "6500"},
        },
        {"trunk": "pots", "did_patterns": ["_."], "destination": {"type": "ivr", "target": "7000"}},
    ],
    "inbound_blacklist": [
        {"number": "5550100", "route": {"all": True}},
        {"number": "5550101", "route": {"trunk": "carrier-a", "did_patterns": ["_493055500"]}},
    ],
    "inbound_blacklist_settings": {"enabled": True},
}
"""Two IVRs and a queue that lead to each other; two kinds of prerequisites; two routes whose order counts."""

SECRETS: Values = {
    "extensions": {
        one["extension"]: {name: one[name] for name in ("sip_password", "voicemail_pin")}
        for one in OFFICE["extensions"]
    },
    "sip_trunks": {"carrier-a": {"trunk_password": "Carrier-Pass-1"}},
    "outbound_routes": {"branches": {"route_password": "7352"}},
    "queues": {"6500": {"agent_pin": "9182"}},
    "pin_sets": {"night": {"members": [{"name": "Ada", "pin": "4711"}]}},
}
"""What an export leaves out, by kind and name."""


def office() -> Values:
    """A copy to change."""
    return copy.deepcopy(OFFICE)


def export(engine: Engine) -> Values:
    """Everything that ``ucm_info`` tells of the configuration."""
    result = engine.ensure("ucm_info", resources=KINDS, details=True).result
    assert "unreadable" not in result
    return {kind: result[kind] for kind in KINDS}


def with_secrets(config: Values) -> Values:
    """An export and the secrets that belong to it."""
    whole = copy.deepcopy(config)
    for resource in CONFIGURATION:
        for one in whole[resource.plural]:
            one.update(SECRETS.get(resource.plural, {}).get(one.get(resource.key.name), {}))
    return whole


def configure(engine: Engine, config: Values, **options: Any) -> Outcome:
    """A run of ``ucm_config`` that must succeed."""
    return engine.ensure("ucm_config", config=config, **options)
