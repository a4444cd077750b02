# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents of queues: phone terminals, and remote ones who have only a number.

Silent in the documents, chosen here: in AssignQueueAgent and SetQueueAgent ``extendedNumber`` is the queue; agents are
of the queue's organization; ``extensionNo`` of a listed agent is its number without the digits of the organization.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import done_extension, listed
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.limits import check_room
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import Extension

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

QUEUE = "phoneQueue"
LIMIT = "queueMembersMax"
REMOTE = ("name", "agentID", "penalty", "registration", "phoneNumber", "requireConfirmation")
PENALTIES = range(101)


@handles("AssignQueueAgent")
def assign(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    queue = selecting.extension(state, request, "extendedNumber", QUEUE)
    agent = selecting.extension(state, request, "agentExtendedNumber", "term")
    if agent.number.split("*")[0] != queue.number.split("*")[0]:
        raise Refusal(codes.CANNOT_UPDATE, f"Agent {agent.number} is of another organization")
    if _found(queue, agent.number) is not None:
        raise Refusal(codes.DUPLICATE, f"Duplicate record agent {agent.number}")
    _check_penalty(request)
    _make_room(system, queue)
    state.last_agent += 1
    queue.agents.append(
        {
            "ID": state.last_agent,
            "extendedNumber": agent.number,
            "supervisor": request.get("supervisor", False),
            "penalty": request.get("penalty", 0),
            "auth": request.get("auth", False),
            "PIN": request.get("PIN"),
        }
    )
    return done_extension(agent)


@handles("SetQueueAgent")
def change(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    queue = selecting.extension(state, request, "extendedNumber", QUEUE)
    number = selecting.extension(state, request, "agentExtendedNumber").number
    agent = _agent(queue, number)
    _check_penalty(request)
    agent.update(supervisor=request["supervisor"], penalty=request["penalty"])
    return done_extension(state.extensions[number])


@handles("UnassignQueueAgent")
def unassign(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    queue = selecting.extension(state, request, "queueExtendedNumber", QUEUE)
    gone = [_agent(queue, number) for number in dict.fromkeys(request["extendedNumber"])]
    queue.agents = [agent for agent in queue.agents if agent not in gone]
    state.count(queue.owner, LIMIT, -len(gone))
    return done_extension(*(state.extensions[agent["extendedNumber"]] for agent in gone))


@handles("SetQueueMember")
def set_login(system: VoipNowSystem, request: Parameters) -> Values:
    """How an agent logs in, the same in all its queues."""
    state = system.objects
    agent = selecting.extension(state, request, "extendedNumber", "term")
    places = [found for queue in state.neighbours(agent) if (found := _found(queue, agent.number)) is not None]
    if not places:
        raise Refusal(codes.OBJECT, f"Extension {agent.number} is in no queue")
    for place in places:
        place.update(auth=request["auth"], PIN=request["PIN"])
    return done_extension(agent)


@handles("AssignQueueRemoteAgent")
def assign_remote(system: VoipNowSystem, request: Parameters) -> Values:
    queue = selecting.extension(system.objects, request, "extendedNumber", QUEUE)
    if any(agent["agentID"] == request["agentID"] for agent in queue.remote_agents):
        raise Refusal(codes.DUPLICATE, f"Duplicate record agent {request['agentID']}")
    _check_remote(request)
    _make_room(system, queue)
    queue.remote_agents.append(_remote(request, {"penalty": 0, "registration": "phone"}))
    return done_extension(queue)


@handles("SetQueueRemoteAgent")
def change_remote(system: VoipNowSystem, request: Parameters) -> Values:
    queue = selecting.extension(system.objects, request, "extendedNumber", QUEUE)
    for agent in queue.remote_agents:
        if agent["agentID"] == request["agentID"]:
            _check_remote({**agent, **request})
            agent.update(_remote(request, agent))
            return done_extension(queue)
    raise Refusal(codes.OBJECT, f"Queue {queue.number} has no remote agent {request['agentID']}")


def _check_remote(values: Parameters) -> None:
    _check_penalty(values)
    if values.get("registration", "phone") == "phone" and not values.get("phoneNumber"):
        raise missing("phoneNumber")


def _remote(request: Parameters, before: dict[str, Any]) -> dict[str, Any]:
    return {**before, **{name: request[name] for name in (*REMOTE, "auth", "PIN") if name in request}}


@handles("GetQueueAgents")
def list_agents(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    queue = selecting.extension(state, request, "extendedNumber", QUEUE)
    which = request.get("filter", "all")
    local = [
        {
            "ID": agent["ID"],
            "supervisor": agent["supervisor"],
            "penalty": agent["penalty"],
            "extensionNo": state.extensions[agent["extendedNumber"]].extension_no,
        }
        for agent in queue.agents
        if which != "remote"
    ]
    remote = [
        {name: agent[name] for name in REMOTE if name in agent} for agent in queue.remote_agents if which != "local"
    ]
    answer = listed("localAgents", local)
    return {**answer, "notice": None if local or remote else answer["notice"], "remoteAgents": remote}


@handles("GetQueueMembership")
def list_queues(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    agent = selecting.extension(state, request)
    rows = [
        {
            "queueExtendedNumber": queue.number,
            "name": queue.settings.get("name", queue.label),
            "supervisor": place["supervisor"],
            "penalty": place["penalty"],
            "status": True,
        }
        for queue in state.neighbours(agent)
        if (place := _found(queue, agent.number)) is not None
    ]
    return listed("member", rows)


def _found(queue: Extension, number: str) -> dict[str, Any] | None:
    return next((agent for agent in queue.agents if agent["extendedNumber"] == number), None)


def _agent(queue: Extension, number: str) -> dict[str, Any]:
    found = _found(queue, number)
    if found is None:
        raise Refusal(codes.OBJECT, f"Queue {queue.number} has no agent {number}")
    return found


def _check_penalty(values: Parameters) -> None:
    if values.get("penalty", 0) not in PENALTIES:
        raise Refusal(codes.CANNOT_UPDATE, "penalty is between 0 and 100")


def _make_room(system: VoipNowSystem, queue: Extension) -> None:
    state = system.objects
    check_room(system, state.accounts[queue.owner], LIMIT)
    state.count(queue.owner, LIMIT, 1)
