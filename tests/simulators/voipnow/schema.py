# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vendor's schema, from the contract, in a form that requests can be read and answers be written by.

The contract writes an element as ``O:login C:string?``: prefix and name, type, how often (``?``, ``*``, ``+``,
``{0..10}``, nothing for once), then ``=default`` and ``nil`` where they apply. Type ``@`` is that of the global element
of the same name, or the one that stands beside an ``element`` in its object. A list whose first item is ``choice`` or
``sequence`` (with the same signs) is a group; ``base`` is what a type extends; ``value`` is simple content with the
attribute ``unlimited``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import tests.contracts

CONTRACT = Path(tests.contracts.__file__).parent / "voipnow.json"
MANY = 1 << 30
SIGNS = {"": (1, 1), "?": (0, 1), "*": (0, MANY), "+": (1, MANY)}
_TEXT = re.compile(
    r"(?P<name>\S+) (?P<type>[\w:]+|@)(?P<sign>[?*+]|\{\d+\.\.\d+\})?(?: =(?P<default>\S+))?(?P<nil> nil)?"
)
_GROUP = re.compile(r"(choice|sequence)(.*)")


@dataclass(frozen=True)
class Declaration:
    """An element as the contract writes it. ``name`` has its prefix, ``type`` may be @."""

    name: str
    type: str
    low: int
    high: int
    default: str | None
    nil: bool


@cache
def declaration(text: str) -> Declaration:
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError(f"no element: {text}")
    low, high = occurs(found["sign"] or "")
    return Declaration(found["name"], found["type"], low, high, found["default"], found["nil"] is not None)


def occurs(sign: str) -> tuple[int, int]:
    if sign.startswith("{"):
        low, high = sign[1:-1].split("..")
        return int(low), int(high)
    return SIGNS[sign]


def group(head: str) -> tuple[str, int, int]:
    """Kind and occurrence of a group, from its first item."""
    kind, sign = _GROUP.fullmatch(head).groups()  # type: ignore[union-attr]
    return kind, *occurs(sign)


@dataclass(frozen=True)
class Simple:
    """A type of text. ``base`` is one of XML Schema's own types, without prefix."""

    name: str
    base: str
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int = 0
    max_length: int | None = None
    min: int | None = None
    max: int | None = None


@dataclass(frozen=True)
class Limited:
    """Text with the attribute ``unlimited``, which is true unless it says otherwise."""

    value: Simple


@dataclass(frozen=True)
class Element:
    prefix: str
    name: str
    type: Simple | Limited | Complex
    low: int
    high: int
    default: str | None
    nil: bool

    @property
    def several(self) -> bool:
        return self.high > 1

    @cached_property
    def starts(self) -> frozenset[tuple[str, str]]:
        return frozenset({(self.prefix, self.name)})


@dataclass(frozen=True)
class Group:
    kind: str
    low: int
    high: int
    parts: tuple[Element | Group, ...]

    @cached_property
    def starts(self) -> frozenset[tuple[str, str]]:
        """Prefix and name of the elements that this can begin with."""
        found: set[tuple[str, str]] = set()
        for part in self.parts:
            found |= part.starts
            if self.kind == "sequence" and part.low > 0:
                break
        return frozenset(found)


@dataclass(frozen=True)
class Complex:
    """A sequence of parts, those of the type that it extends first."""

    parts: tuple[Element | Group, ...]

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """All elements by local name, in the order of the wire."""
        return {element.name: element for element in _elements(self.parts)}


def _elements(parts: tuple[Element | Group, ...]) -> Iterator[Element]:
    for part in parts:
        if isinstance(part, Element):
            yield part
        else:
            yield from _elements(part.parts)


@dataclass(frozen=True)
class Service:
    """A WSDL of its own. ``messages`` is the prefix of its requests and answers."""

    name: str
    agent: str
    messages: str
    operations: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """``source`` is the contract's data; the methods turn names into types."""

    source: Mapping[str, Any] = field(repr=False)

    @cached_property
    def services(self) -> Mapping[str, Service]:
        return {
            name: Service(name, each["agent"], each["messages"], tuple(each["operations"]))
            for name, each in self.source["services"].items()
        }

    @cached_property
    def service_of(self) -> Mapping[str, Service]:
        """Services by the name of an operation."""
        return {operation: service for service in self.services.values() for operation in service.operations}

    @cached_property
    def names(self) -> frozenset[str]:
        """Local names of all elements."""
        pattern = re.compile(r'"(?:[A-Za-z]+):(\w+)[ "]')
        return frozenset(pattern.findall(json.dumps([self.source["types"], self.source["elements"]])))

    def request(self, operation: str) -> Simple | Complex:
        return self._message(operation, "")

    def response(self, operation: str) -> Complex:
        return self._message(operation, "Response")  # type: ignore[return-value]

    def type(self, name: str) -> Simple | Limited | Complex:
        """A type by its name with prefix."""
        return self._types.get(name) or self._types.setdefault(name, self._made(name))

    @cached_property
    def _types(self) -> dict[str, Simple | Limited | Complex]:
        return {}

    def _message(self, operation: str, suffix: str) -> Simple | Complex:
        return self._global(f"{self.service_of[operation].messages}:{operation}{suffix}")  # type: ignore[return-value]

    def _global(self, name: str) -> Simple | Limited | Complex:
        key = f"element {name}"
        if key not in self._types:
            body = self.source["elements"][name]
            made = self.type(declaration(f"{name} {body}").type) if isinstance(body, str) else self._inside(body)
            self._types[key] = made
        return self._types[key]

    def _made(self, name: str) -> Simple | Limited | Complex:
        if name.startswith("xs:"):
            return Simple(name, name.removeprefix("xs:"))
        if name in self.source["types"]:
            return self._inside(self.source["types"][name])
        facts = self.source["simple"][name]
        if isinstance(facts, list):
            return Simple(name, "string", enum=tuple(facts))
        parent = self.type(facts["base"])
        own = {key: value for key, value in facts.items() if key not in ("base", "enum", "digits")}
        return Simple(name, parent.base, enum=tuple(facts.get("enum", ())), **own)  # type: ignore[union-attr]

    def _inside(self, body: Any) -> Simple | Limited | Complex:
        """A type written out: a list of parts, an object with ``base`` and ``parts`` or with ``value``."""
        if isinstance(body, list):
            return Complex(tuple(map(self._part, body)))
        if "value" in body:
            return Limited(self.type(body["value"]))  # type: ignore[arg-type]
        inherited = self.type(body["base"]).parts if "base" in body else ()  # type: ignore[union-attr]
        return Complex((*inherited, *map(self._part, body["parts"])))

    def _part(self, body: Any) -> Element | Group:
        if isinstance(body, list):
            return Group(*group(body[0]), tuple(map(self._part, body[1:])))
        said = declaration(body if isinstance(body, str) else body["element"])
        if isinstance(body, dict):
            kind = self._inside(body)
        else:
            kind = self._global(said.name) if said.type == "@" else self.type(said.type)
        prefix, name = said.name.split(":")
        return Element(prefix, name, kind, said.low, said.high, said.default, said.nil)


@cache
def load_schema() -> Schema:
    return Schema(json.loads(CONTRACT.read_text(encoding="utf-8"))["schema"])
