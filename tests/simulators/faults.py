# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that tests put between the network and a simulated system.

A fault waits for calls that match, lets ``skip`` of them pass, spoils the next ``times`` and is gone. The oldest fault
that matches a call gets it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tests.contracts import READING_KINDS, WRITING_KINDS
from tests.simulators.system import Call, ControlError

# effect: is the call carried out first, when the fault does not say?
EFFECTS = {
    "cut_before": False,
    "cut_after": True,
    "delay": False,
    "status": False,
    "truncate": True,
    "html": False,
    "vendor_error": False,
    "oversize": False,
    "garbage": False,
    "alter": True,
    "forget": True,
}
TRUE_ANSWERS = frozenset({"truncate", "alter", "forget"})  # made of the answer to the call
MATCH_KEYS = frozenset({"operation", "kind", "params"})
KINDS = READING_KINDS | WRITING_KINDS | {"auth", "read", "write"}


@dataclass
class Fault:
    """``times`` None means for ever. Which of the other values count depends on ``effect``: see the README."""

    effect: str
    match: Mapping[str, Any] = field(default_factory=dict)
    times: int | None = 1
    skip: int = 0
    seconds: float = 0.0
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    code: int | str = -9
    response: Mapping[str, Any] = field(default_factory=dict)
    bytes: int | None = None
    body: str | None = None
    carried_out: bool | None = None
    cut: bool = False
    chunked: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    id: int = 0
    hits: int = 0

    @property
    def works_first(self) -> bool:
        return EFFECTS[self.effect] if self.carried_out is None else self.carried_out

    def altered(self, call: Call) -> Call:
        """The call as it is carried out: with other ``parameters`` than were sent, and without those that are null."""
        merged = {**call.parameters, **self.parameters}
        dropped = {name for name, value in self.parameters.items() if value is None}
        return replace(call, parameters={name: value for name, value in merged.items() if name not in dropped})

    def matches(self, call: Call) -> bool:
        operation = self.match.get("operation", "*")
        names = operation if isinstance(operation, list) else [operation]
        if "*" not in names and call.operation not in names and call.operation_id not in names:
            return False
        if not _kind_matches(self.match.get("kind"), call):
            return False
        return _contains(call.parameters, self.match.get("params", {}))


def _kind_matches(kind: str | None, call: Call) -> bool:
    if kind == "write":
        return call.writes
    if kind == "read":
        return call.reads
    return kind is None or kind == call.kind


def _contains(parameters: Any, wanted: Any) -> bool:
    """Is ``wanted`` a part of ``parameters``? Numbers and their text are the same."""
    if isinstance(wanted, Mapping):
        return isinstance(parameters, Mapping) and all(
            name in parameters and _contains(parameters[name], value) for name, value in wanted.items()
        )
    return parameters == wanted or str(parameters) == str(wanted)


def _types() -> dict[str, tuple[type, ...]]:
    """Accepted JSON types per value of a fault, from its annotations."""
    found = {}
    for name, hint in get_type_hints(Fault).items():
        parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        accepted = tuple(dict if get_origin(part) is Mapping else get_origin(part) or part for part in parts)
        found[name] = (*accepted, int) if float in accepted else accepted
    return found


def _check(body: Any, operations: Collection[str]) -> None:
    """A fault that could never hit is a mistake of the test that sets it, so everything about it is checked."""
    if not isinstance(body, dict):
        raise ControlError("a fault is an object")
    types = {name: accepted for name, accepted in _types().items() if name not in ("id", "hits")}
    for name, value in body.items():
        if name not in types:
            raise ControlError(f"a fault has no {name}; it has {', '.join(types)}")
        if not isinstance(value, types[name]) or (isinstance(value, bool) and bool not in types[name]):
            raise ControlError(f"{name} of a fault cannot be {value!r}")
    if body.get("effect") not in EFFECTS:
        raise ControlError(f"effect is one of {', '.join(EFFECTS)}")
    if body["effect"] in TRUE_ANSWERS and body.get("carried_out") is False:
        raise ControlError("a true answer, or half of it, needs a call that is carried out")
    if body["effect"] == "forget" and not (
        body.get("fields") and all(isinstance(name, str) for name in body["fields"])
    ):
        raise ControlError("forget needs the names of fields")
    match = body.get("match", {})
    if set(match) - MATCH_KEYS:
        raise ControlError(f"match knows {', '.join(sorted(MATCH_KEYS))}")
    if match.get("kind") is not None and match["kind"] not in KINDS:
        raise ControlError(f"kind is one of {', '.join(sorted(KINDS))}")
    wanted = match.get("operation", "*")
    for name in wanted if isinstance(wanted, list) else [wanted]:
        if name != "*" and name not in operations:
            raise ControlError(f"there is no operation {name}")


class Faults:
    """The faults of one system, whose operations are named by ``operations`` (wire names and contract ids)."""

    def __init__(self, operations: Collection[str]) -> None:
        self._operations = operations
        self._waiting: list[Fault] = []
        self._last_id = 0

    def add(self, body: Any) -> Fault:
        """A fault from JSON; ControlError tells what is wrong with it."""
        _check(body, self._operations)
        self._last_id += 1
        fault = Fault(**body)
        fault.id = self._last_id
        self._waiting.append(fault)
        return fault

    def take(self, call: Call) -> Fault | None:
        """The fault that spoils this call, if any."""
        for fault in self._waiting:
            if not fault.matches(call):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.hits += 1
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
            return fault
        return None

    def waiting(self) -> list[dict[str, Any]]:
        return [dataclasses.asdict(fault) for fault in self._waiting]

    def clear(self) -> None:
        self._waiting.clear()
