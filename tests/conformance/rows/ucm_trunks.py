# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks of the UCM."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.conformance.contract_table import Row, Values, named
from tests.simulators.client import Simulator


def _trunk(kind: str, name: str) -> Callable[[Simulator], Values | None]:
    """The state of a trunk but for what its own life changes."""

    def state(pbx: Simulator) -> Values | None:
        trunk = named(pbx, f"{kind}_trunks", trunk_name=name)
        return trunk and {name: value for name, value in trunk.items() if name != "live_since"}

    return state


def _everyone(kind: str) -> Callable[[Simulator], Iterable[Values]]:
    return lambda pbx: [{"name": trunk["trunk_name"]} for trunk in pbx.state(f"{kind}_trunks").values()]


def _further(kind: str) -> Callable[[Simulator, int], None]:
    return lambda pbx, number: pbx.add(f"{kind}_trunk", str(number), trunk_name=str(number))


UCM_SIP_TRUNK = Row(
    module="ucm_sip_trunk",
    identity={"name": "Carrier"},
    create={"host": "sip.carrier.example", "trunk_type": "peer", "caller_id_number": "0049301234"},
    change=("max_outbound_calls", 12),
    state=_trunk("voip", "Carrier"),
    further=_further("voip"),
    everyone=_everyone("voip"),
    values={
        # LDAP contacts are synchronised with peers only; the second value of ldap_sync is false.
        "trunk_type": ("peer", "register"),
        "tel_uri": ("user_phone", "enabled"),
        "dtmf_mode": ("info", "rfc4733"),
        "ldap_outbound_route": ("National", "Branch"),
    },
    together={"keep_trunk_caller_id": {"caller_id_number": "0049301234"}},
    quarrels=(("tel_uri", "remove_outbound_proxy_from_route"),),
    selects=frozenset({"trunk"}),
    never_sent={"update_sip_trunk.trunk_name": "the name is the key"},
)

UCM_ANALOG_TRUNK = Row(
    module="ucm_analog_trunk",
    identity={"name": "Line 2"},
    create={"ports": ["2"], "dial_delay": 100},
    change=("busy_count", 5),
    state=_trunk("analog", "Line 2"),
    further=_further("analog"),
    everyone=_everyone("analog"),
    values={"ports": (["3"], ["4"])},
    selects=frozenset({"trunk_index", "trunkgroup"}),
    demands=frozenset({"trunkgroup"}),
    never_sent={"update_analog_trunk.trunk_name": "the name is the key"},
)

UCM_DIGITAL_TRUNK = Row(
    module="ucm_digital_trunk",
    identity={"name": "E1"},
    create={"channel_group": 2, "caller_id_name": "Head office"},
    change=("line_selection", "poll"),
    state=_trunk("digital", "E1"),
    further=_further("digital"),
    everyone=_everyone("digital"),
    values={"channel_group": (3, 7)},
    selects=frozenset({"trunk"}),
)


def _shared_line(pbx: Simulator) -> dict[str, Any]:
    trunk = named(pbx, "analog_trunks", trunk_name="Analog line") or {}
    line = trunk.pop("shared_line")
    return {**trunk, **(line or {})}


UCM_SLA_TRUNK = Row(
    module="ucm_sla_trunk",
    identity={"name": "Analog line"},
    create={"device": "DAHDI/1", "hold_access": "private"},
    change=("allow_barge", True),
    state=_shared_line,
    further=_further("analog"),
    everyone=_everyone("analog"),
    reads="list",
    values={"device": ("DAHDI/1", "DAHDI/2")},
    selects=frozenset({"trunk_index"}),
    never_empty={"device": "a shared line has a port"},
)
