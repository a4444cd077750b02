# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents of a queue: loginLogoffQueueAgent, pauseUnpauseQueueAgent. What reads their state is queueapi's history."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.codes import NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Queue
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import AgentEvent


@handles("login_logoff_queue_agent")
def login_logoff(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Silent in the document, chosen here: an unknown queue and an agent who is no member answer -16; logging in who is
    logged in changes nothing and succeeds."""
    queue = pbx.objects.queues.get(call["extension"])
    if queue is None or call["interface"] not in queue.members:
        raise Refusal(NO_SUCH_ITEM)
    _switch(pbx, queue, queue.logged_off, call["interface"], call["operatetype"], on="logoff")
    return {}


@handles("pause_unpause_queue_agent")
def pause_unpause(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """What is meant without a queue is not said; chosen: all queues that the agent is a member of. need_apply is "yes"
    as in the example, although nothing needs an apply."""
    wanted = call.get("extension")
    queues = [
        queue
        for queue in pbx.objects.queues.values()
        if call["interface"] in queue.members and wanted in (None, "", queue.extension)
    ]
    if not queues:
        raise Refusal(NO_SUCH_ITEM)
    for queue in queues:
        _switch(pbx, queue, queue.paused, call["interface"], call["operatetype"], on="pause")
    return {"need_apply": "yes"}


def _switch(pbx: UcmSystem, queue: Queue, agents: list[str], agent: str, deed: str, on: str) -> None:
    if (agent in agents) == (deed == on):
        return
    if deed == on:
        agents.append(agent)
    else:
        agents.remove(agent)
    time = f"{pbx.clock.wall():%Y-%m-%d %H:%M:%S}"
    pbx.objects.telephony.agent_events.append(AgentEvent(queue.extension, agent, deed, time))
