# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The agents of VoipNow's queues."""

from __future__ import annotations

from tests.conformance.contract_table import Row, Values, look_up
from tests.simulators.client import Simulator

GRACE: Values = {"agent_id": 7, "name": "Grace", "phone_number": "+15550100"}
JOAN: Values = {"agent_id": 8, "name": "Joan", "phone_number": "+15550101"}
LOGINS = "written and never told, see tests/unit/voipnow/test_queue_agents.py"


def _state(pbx: Simulator) -> Values | None:
    queue = look_up(pbx, "extensions/0001*108")
    return queue and {"localAgents": queue["agents"], "remoteAgents": queue["remote_agents"]}


VOIPNOW_QUEUE_AGENTS = Row(
    module="voipnow_queue_agents",
    identity={"number": "108", "user": "user1"},
    create={"agents": [{"extension": "101", "supervisor": True}]},
    change=("agents", [{"extension": "101", "supervisor": False, "penalty": 7}]),
    state=_state,
    everyone=lambda pbx: [
        {"number": number.rpartition("*")[2], "extended": number}
        for number, extension in sorted(pbx.state("extensions").items())
        if extension["type"] == "phoneQueue"
    ],
    values={
        "agents": (
            [{"extension": "101", "supervisor": True, "penalty": 1}, {"extension": "0001*103", "penalty": 100}],
            [{"extension": "0001*104"}, {"extension": "101", "supervisor": False}],
        ),
        "remote_agents": (
            [
                {**GRACE, "require_confirmation": True},
                {"agent_id": 8, "name": "Jean", "registration": "register", "penalty": 9},
            ],
            [{**GRACE, "require_confirmation": False, "penalty": 3}, {**JOAN, "registration": "phone"}],
        ),
    },
    never_forgotten=dict.fromkeys(("agents", "remote_agents"), "several requests write them"),
    selects=frozenset(
        "extendedNumber agentExtendedNumber queueExtendedNumber supervisor penalty agentID name registration"
        " phoneNumber requireConfirmation".split()
    ),
    never_sent={
        f"{operation}.{name}": LOGINS
        for operation in ("AssignQueueAgent", "AssignQueueRemoteAgent", "SetQueueRemoteAgent")
        for name in ("auth", "PIN")
    },
    reads="list",
    paged=False,
)
