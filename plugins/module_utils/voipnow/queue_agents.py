# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The agents of phone queues: phone terminals of the same organization, and remote ones, who have only a number.

Source: the vendor's schema 3.0.0, GetQueueAgents, Assign-, Set- and UnassignQueueAgent, SetQueueMember, Assign- and
SetQueueRemoteAgent. No operation takes a remote agent out of a queue. How agents log in is told by no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ..core.codecs import Codec
from ..core.errors import InvalidInput, PbxError, nearest
from ..core.fields import Field, Values, encode
from ..core.resource import Configured, Reader, Writer, natural
from . import names
from .account_fields import option
from .extension import EXTENSION, terminals
from .extension_part import KEYS, ExtensionPart
from .names import EXTENSION_TYPES
from .resource import MAIN, Group, Operations
from .user import USER

TERMINAL = EXTENSION_TYPES[0]
AGENTS, REMOTE = "agents", "remote_agents"
LOGIN = ("authenticate", "pin")
"""What is written and never told."""

Write = tuple[str, dict[str, Any], str]
"""An operation with its parameters, and what it has done afterwards, in words."""


@dataclass(frozen=True, kw_only=True)
class QueueAgents(ExtensionPart):
    """The agents of a queue, each with operations of its own."""

    # -- finding

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """Agents by their numbers without the prefix of the organization.

        Raises:
            InvalidInput: an agent is there twice, or a remote agent would have to go.
        """
        wanted = super().resolve(reader, wanted)
        agents = wanted.get(AGENTS) or ()
        if any("*" in agent["extension"] for agent in agents):
            prefix = self._prefix(reader, wanted, {})
            agents = [{**agent, "extension": _without(prefix, agent["extension"])} for agent in agents]
            wanted = {**wanted, AGENTS: agents}
        numbers = [agent["extension"] for agent in agents]
        twice = (each for each in dict.fromkeys(numbers) if numbers.count(each) > 1)
        found = [f"{AGENTS} has extension {each} more than once" for each in twice]
        if REMOTE in wanted:
            current = self.read(reader, wanted) or {}
            stay = {agent["agent_id"] for agent in wanted[REMOTE]}
            found += [
                f"{REMOTE} leaves out {agent['agent_id']}, and VoipNow's API cannot remove a remote agent; "
                "name it as well, or remove it in VoipNow's panel first"
                for agent in current.get(REMOTE) or ()
                if agent["agent_id"] not in stay
            ]
        if found:
            raise InvalidInput(found, obj=self.label(wanted))
        return wanted

    def _prefix(self, reader: Reader, queue: Values, configured: Configured) -> str | None:
        """What stands before the star in the queue's organization.

        Empty where nobody has a telephone there yet, None where it is not known which organization it is.
        """
        current = self.read(reader, queue)
        if current is not None:
            return str(current["extended_number"]).rpartition("*")[0]
        login = str(queue.get("user") or "")
        owner = names.account(reader, "user", login) if login else None
        if owner is not None:
            above = reader.read("GetUserDetails", ID=names.id_in(owner)).get("parentID")
        elif login in configured.get("user", {}):
            row = names.account(reader, "organization", configured["user"][login].get("organization") or "")
            above = names.id_in(row) if row else 0
        else:
            return None
        return next((each.rpartition("*")[0] for each in terminals(reader, above)), "") if above else ""

    # -- reading

    def read_part(self, reader: Reader, target: dict[str, Any]) -> Values:
        answer = self.decode(reader.read(self.operations.get, **target), self.operations.get, [MAIN])
        agents = [{"supervisor": False, "penalty": 0, **agent} for agent in answer.get(AGENTS, ())]
        usual = {"penalty": 0, "registration": "phone", "phone_number": None, "require_confirmation": False}
        remote = [{**usual, **agent} for agent in answer.get(REMOTE, ())]
        return {
            AGENTS: sorted(agents, key=lambda agent: natural(str(agent["extension"]))),
            REMOTE: sorted(remote, key=lambda agent: agent["agent_id"]),
        }

    # -- checks

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        current = self.read(reader, changes) or {}
        known = {agent["agent_id"] for agent in current.get(REMOTE) or ()}
        new = [agent for agent in changes.get(REMOTE) or () if agent["agent_id"] not in known]
        return [
            *super().verify(reader, changes, configured),
            *self._no_terminals(reader, current, changes, configured or {}),
            *(f"{REMOTE}[{agent['agent_id']}] has no name" for agent in new if not agent.get("name")),
            *(
                f"{REMOTE}[{agent['agent_id']}] has no phone_number, which registration: phone needs"
                for agent in changes.get(REMOTE) or ()
                if agent.get("registration", "phone") == "phone" and not agent.get("phone_number")
            ),
        ]

    def _no_terminals(self, reader: Reader, current: Values, changes: Values, configured: Configured) -> Iterator[str]:
        """New agents that are no phone terminals of the queue's organization."""
        had = {agent["extension"] for agent in current.get(AGENTS) or ()}
        new = [agent["extension"] for agent in changes.get(AGENTS) or () if agent["extension"] not in had]
        prefix = self._prefix(reader, changes, configured) if new else None
        if prefix is None:
            return
        for number in new:
            place = f"{AGENTS}[{number}].extension"
            if prefix and number.startswith(f"{prefix}*"):
                yield f"{place}: give {_without(prefix, number)} alone, since the queue is not there yet"
            elif not _is_configured(reader, number, changes, configured):
                extended = f"{prefix}*{number}"
                found = EXTENSION.read(reader, {"number": extended}) if prefix and "*" not in number else None
                kind = found and (found.get("type") or TERMINAL)
                if kind is None:
                    near = nearest(number, _numbers(reader, prefix))
                    yield f"{place}: the queue's organization has no phone terminal {number!r}{near}"
                elif kind != TERMINAL:
                    yield f"{place}: extension {extended} is of type {kind}, but agents are phone terminals"

    def _written(self, changes: Values, *, creating: bool) -> Iterator[tuple[str, tuple[Field, ...]]]:
        """Every schema that has the operations knows all their parameters."""
        yield self.operations.groups[MAIN].write, ()

    # -- writing

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """One write for each agent that differs.

        What a write brought about whose answer was lost is not done again: the agents are read anew then.
        """
        target = self.target(current)
        done: list[str] = []
        for operation, request, words in _writes({**current, **(self.read_target(writer, target) or {})}, changes):
            try:
                writer.write(operation, **request)
            except PbxError as error:
                if done:
                    error.known = error.known or f"Before that {', '.join(done)}; the rest was not tried"
                raise
            done.append(words)
        writer.memo[self._place(current)] = target


def _without(prefix: str | None, number: str) -> str:
    before, _star, plain = number.rpartition("*")
    return plain if before and before == prefix else number


def _numbers(reader: Reader, prefix: str) -> list[str]:
    """The phone terminals of an organization."""
    listed = (each.rpartition("*") for each in terminals(reader, None))
    return [number for before, _star, number in listed if before == prefix]


def _is_configured(reader: Reader, number: str, queue: Values, configured: Configured) -> bool:
    """Whether the same run has a phone terminal of that number in the organization of the queue."""
    extensions = configured.get("extension", {})
    if number not in extensions:
        return False
    key = "owners of configured phone terminals"
    if key not in reader.memo:
        owners: dict[str, set[str]] = {}
        for each in extensions.values():
            if (each.get("type") or TERMINAL) == TERMINAL:
                owners.setdefault(str(each["number"]), set()).add(str(each.get("user")))
        reader.memo[key] = owners
    mine = _organization(reader, str(queue.get("user")), configured)
    others = {_organization(reader, login, configured) for login in reader.memo[key].get(number, ())}
    return bool(others & {mine, None}) or (mine is None and bool(others))


def _organization(reader: Reader, login: str, configured: Configured) -> str | None:
    """The organization of a user, as the same run has it or as it is; None where it is not known."""
    wanted = configured.get("user", {}).get(login, {}).get("organization")
    return wanted or (USER.read(reader, {"login": login}) or {}).get("organization")


# -- what is to be written


def _writes(queue: Values, changes: Values) -> Iterator[Write]:
    """First what cannot be read back, so that a read after the last write tells of all of them."""
    agents = _by_key(queue, AGENTS, "extension"), _by_key(changes, AGENTS, "extension")
    remote = _by_key(queue, REMOTE, "agent_id"), _by_key(changes, REMOTE, "agent_id")
    if AGENTS in changes:
        yield from _logins(queue, *agents)
    if REMOTE in changes:
        yield from _remote(queue, *remote, seen=False)
    if AGENTS in changes:
        yield from _agents(queue, *agents)
    if REMOTE in changes:
        yield from _remote(queue, *remote, seen=True)


def _by_key(values: Values, name: str, key: str) -> dict[Any, Values]:
    return {agent[key]: agent for agent in values.get(name) or ()}


def _logins(queue: Values, old: dict[str, Values], new: dict[str, Values]) -> Iterator[Write]:
    """How agents log in that the queue has."""
    for number, agent in new.items():
        if number in old and (login := _login(agent)):
            request = {"extendedNumber": _extended(queue, number), "auth": login["auth"], "PIN": login["PIN"] or ""}
            yield "SetQueueMember", request, f"agent {number} got the login"


def _agents(queue: Values, old: dict[str, Values], new: dict[str, Values]) -> Iterator[Write]:
    """One goes before another one comes, so that there is room where as many are allowed as there are."""
    coming = [number for number in new if number not in old]
    leaving = [number for number in old if number not in new]
    chosen = {"extendedNumber": queue["extended_number"]}
    for gone, come in zip_longest(leaving, coming):
        if gone is not None:
            out = {"queueExtendedNumber": queue["extended_number"], "extendedNumber": [_extended(queue, gone)]}
            yield "UnassignQueueAgent", out, f"agent {gone} was removed"
        if come is not None:
            request = {**chosen, "agentExtendedNumber": _extended(queue, come), **_duty(new[come]), **_login(new[come])}
            yield "AssignQueueAgent", request, f"agent {come} was added"
    for number, agent in new.items():
        if number in old and _duty(old[number]) != _duty({**old[number], **agent}):
            request = {**chosen, "agentExtendedNumber": _extended(queue, number), **_duty({**old[number], **agent})}
            yield "SetQueueAgent", request, f"agent {number} was changed"


def _remote(queue: Values, old: dict[int, Values], new: dict[int, Values], *, seen: bool) -> Iterator[Write]:
    """Remote agents: those whose login alone is set, or with ``seen`` all others that differ."""
    for number, agent in new.items():
        there = old.get(number)
        differs = there is None or any(agent[name] != there.get(name) for name in agent if name not in LOGIN)
        if differs is seen and (differs or _login(agent)):
            plain = {name: value for name, value in agent.items() if name not in LOGIN and value is not None}
            request = {**encode(QUEUE_AGENTS.field(REMOTE).fields, plain), **_login(agent)}
            operation = "AssignQueueRemoteAgent" if there is None else "SetQueueRemoteAgent"
            done = "added" if there is None else "changed"
            chosen = {"extendedNumber": queue["extended_number"]}
            yield operation, {**request, **chosen}, f"remote agent {number} was {done}"


def _extended(queue: Values, number: str) -> str:
    return number if "*" in number else f"{queue['extended_number'].rpartition('*')[0]}*{number}"


def _duty(agent: Values) -> dict[str, Any]:
    return {name: agent[name] for name in ("supervisor", "penalty") if agent.get(name) is not None}


def _login(agent: Values) -> dict[str, Any]:
    """How an agent logs in, if that is given: a PIN is asked for unless it shall not be."""
    if all(agent.get(name) is None for name in LOGIN):
        return {}
    return {"auth": agent.get("authenticate") is not False, "PIN": agent.get("pin")}


def _pins_are_given(wanted: Mapping[str, Any]) -> str | None:
    for name, key in ((AGENTS, "extension"), (REMOTE, "agent_id")):
        for agent in wanted.get(name) or ():
            if agent.get("authenticate") and not agent.get("pin"):
                return f"{name}[{agent[key]}].authenticate needs pin"
    return None


# -- the table

_PENALTY = option(
    "penalty",
    "Agents of a lower penalty are called first. 0 for a new agent when not given.",
    type="int",
    minimum=0,
    maximum=100,
)
_PLAIN = Codec(lambda value: value, lambda wire: None if wire is None else str(wire).strip().rpartition("*")[2])


def _login_fields(whose: str) -> tuple[Field, ...]:
    return (
        option(
            "authenticate",
            f"Whether the agent has to give O({whose}[].pin) to log in. True for a PIN that is given alone.",
            "auth",
            type="bool",
            write_only=True,
        ),
        option(
            "pin",
            "The PIN that the agent logs in with"
            + (", which is the same in all queues of the agent." if whose == AGENTS else "."),
            "PIN",
            secret=True,
            write_only=True,
        ),
    )


QUEUE_AGENTS = QueueAgents(
    name="queue_agents",
    plural="agents_of_queues",
    summary="the agents of phone queues",
    types=("phoneQueue",),
    rules=(*ExtensionPart.rules, _pins_are_given),
    fields=(
        *KEYS,
        option(
            AGENTS,
            (
                "The agents, all of them: those that are not in the list are taken out of the queue.",
                "What is not given of an agent that the queue has stays as it is.",
            ),
            "localAgents",
            type="list",
            elements="dict",
            list_key="extension",
            whole=True,
            fields=(
                option(
                    "extension",
                    "The agent's number, or extended number; a phone terminal of the queue's organization.",
                    "extensionNo",
                    aliases=("extensionNo", "agentExtendedNumber"),
                    codec=_PLAIN,
                    reference="extension",
                ),
                option("supervisor", "Whether the agent is a supervisor of the queue.", type="bool"),
                _PENALTY,
                *_login_fields(AGENTS),
            ),
        ),
        option(
            REMOTE,
            (
                "Agents without an extension, all of them.",
                "The API can add and change them, but has no operation that removes one. A list that leaves one out is "
                "refused.",
            ),
            "remoteAgents",
            type="list",
            elements="dict",
            list_key="agent_id",
            whole=True,
            fields=(
                option("agent_id", "The number that the agent logs in with.", "agentID", type="int", minimum=0),
                option("name", "The agent's name. A new agent needs it."),
                _PENALTY,
                option(
                    "registration",
                    "Whether the agent is called at O(remote_agents[].phone_number), V(phone), or logs in by "
                    "telephone, V(register). V(phone) for a new agent when not given.",
                    choices=("phone", "register"),
                ),
                option("phone_number", "The number that the agent is called at.", "phoneNumber"),
                option(
                    "require_confirmation",
                    "Whether the agent has to confirm each call.",
                    "requireConfirmation",
                    type="bool",
                ),
                *_login_fields(REMOTE),
            ),
        ),
    ),
    operations=Operations(get="GetQueueAgents", groups={MAIN: Group(write="AssignQueueAgent")}),
)
