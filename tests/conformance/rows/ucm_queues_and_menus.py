# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What answers calls on the UCM without being a phone: queues, paging groups, IVRs."""

from __future__ import annotations

from typing import Any

from tests.conformance.contract_table import Row, Values, look_up, named, renamed
from tests.conformance.rows.ucm_routes import prepare_targets, to
from tests.simulators.client import Simulator

TARGETS = (
    to("extension", "1000"),
    to("voicemail", "1001"),
    to("voicemail_group", "6600"),
    to("ivr", "7001"),
    to("ring_group", "6400"),
    to("queue", "6500"),
    to("external_number", "0049301234"),
)

UCM_QUEUE = Row(
    module="ucm_queue",
    identity={"extension": "6510"},
    create={"name": "Support", "members": ["1001", "1000"], "strategy": "linear"},
    change=("ring_time", 25),
    state=lambda pbx: renamed(look_up(pbx, "queues/6510"), chairmen="queue_chairmans"),
    prepare=prepare_targets,
    further=lambda pbx, number: pbx.add("queue", str(number)),
    everyone=lambda pbx: [{"extension": number} for number in pbx.state("queues")],
    paged=False,
    values={
        "agent_pin": ("4711", "081547"),
        "timeout_destination": (*TARGETS, to("play_sound"), to("hangup")),
        "failover_destination": (*TARGETS, to("play_sound")),
        "prompt_destination": TARGETS,
    },
    selects=frozenset({"queue"}),
    demands=frozenset(
        "strategy musicclass leavewhenempty joinempty ringtime wrapuptime maxlen auto_record queue_timeout".split()
    ),
    never_sent={"update_queue.extension": "queue selects, and the number is the key"},
)

MULTICAST: Values = {"multicast_ip": "224.0.1.75", "multicast_port": 5004}

UCM_PAGING_GROUP = Row(
    module="ucm_paging_group",
    identity={"extension": "6310"},
    create={"name": "Yard", "type": "paging", "members": ["1001"]},
    change=("replace_caller_id", True),
    state=lambda pbx: renamed(look_up(pbx, "paging_groups/6310"), allowed="number_allowed"),
    further=lambda pbx, number: pbx.add("paging_group", str(number)),
    everyone=lambda pbx: [{"extension": number} for number in pbx.state("paging_groups")],
    values={
        "multicast_port": (5004, 65534),
        "multicast_ip": ("224.0.1.1", "238.255.255.254"),
        "announcement_date": ("2026-08-01", "2027-12-31"),
        "announcement_time": ("08:30", "23:59"),
    },
    together={"type": MULTICAST},
    selects=frozenset({"paginggroup", "old_multicast_ip", "old_multicast_port"}),
    never_sent={
        "add_paginggroup.paginggroup": "copied from the update; the example leaves it out",
        "add_paginggroup.old_multicast_ip": "there is no former address",
        "add_paginggroup.old_multicast_port": "there is no former address",
    },
)


def _ivr_state(pbx: Simulator) -> Values | None:
    return renamed(named(pbx, "ivrs", extension="7100"), events="members")


def _keys(**targets: Values) -> list[dict[str, Any]]:
    return [{"key": key.strip("_"), "destination": target} for key, target in targets.items()]


UCM_IVR = Row(
    module="ucm_ivr",
    identity={"extension": "7100"},
    create={"name": "Welcome", "key_events": _keys(_0=to("extension", "1000"), timeout=to("hangup"))},
    change=("digit_timeout", 5),
    state=_ivr_state,
    prepare=prepare_targets,
    further=lambda pbx, number: pbx.add("ivr", f"ivr-{number}", extension=str(number)),
    everyone=lambda pbx: [{"extension": ivr["extension"]} for ivr in pbx.state("ivrs").values()],
    values={
        "key_events": (
            _keys(
                _1=to("extension", "1001"),
                _2=to("voicemail", "1002"),
                _3=to("voicemail_group", "6600"),
                _4=to("ivr", "7001"),
                _5=to("ring_group", "6400"),
                _6=to("queue", "6500"),
                _7=to("paging_group", "6300"),
                _8=to("prompt", "opening-hours"),
                timeout=to("hangup"),
            ),
            _keys(
                _0=to("conference", "6200"),
                _9=to("fax", "7200"),
                _2=to("disa", "7210"),
                _3=to("directory", "7220"),
                _4=to("callback", "7230"),
                invalid=to("external_number", "0049301234"),
            ),
        ),
    },
    selects=frozenset({"ivr"}),
    demands=frozenset(
        "welcome_prompt response_timeout digit_timeout timeout_prompt invalid_prompt tloop iloop permission".split()
    ),
)
