# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests from XML to values, strictly by the schema, and answers from values to XML.

Values are dicts by local name; what may come several times is a list. Order, names, namespaces, occurrence, types and
enumerations are checked; ``lenient`` leaves out the namespaces (some of the vendor's own examples do not send them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from tests.simulators.voipnow.codes import MALFORMED, Refusal, missing
from tests.simulators.voipnow.contacts import SCHEMA_CODES
from tests.simulators.voipnow.schema import Complex, Element, Group, Limited, Simple
from tests.simulators.voipnow.simple_types import UNLIMITED, from_text, limit_from_text, to_text

XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass
class Node:
    """An element of a parsed document. Attribute names have their namespace and a space in front, if they have one."""

    namespace: str
    name: str
    attributes: Mapping[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""


class Reader:
    """``namespaces`` are those of the prefixes of the contract."""

    def __init__(self, namespaces: Mapping[str, str], lenient: bool) -> None:
        self.namespaces = namespaces
        self.lenient = lenient

    def read(self, kind: Simple | Limited | Complex, node: Node, path: str) -> Any:
        """The value of ``node``. ``path`` names it in refusals."""
        attributes = {name: value for name, value in node.attributes.items() if not name.startswith(XSI)}
        if isinstance(kind, Complex):
            if attributes or node.text.strip():
                raise Refusal(MALFORMED, f"{path} has text or attributes that the schema does not know")
            return self._content(kind, node, path)
        if node.children or set(attributes) - ({"unlimited"} if isinstance(kind, Limited) else set()):
            raise Refusal(MALFORMED, f"{path} has elements or attributes that the schema does not know")
        if isinstance(kind, Limited):
            return limit_from_text(kind, node.text, attributes.get("unlimited"), path)
        try:
            return from_text(kind, node.text, path)
        except Refusal as refusal:
            raise Refusal(SCHEMA_CODES.get(node.name, refusal.code), refusal.message) from None

    def _content(self, kind: Complex, node: Node, path: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        children = node.children
        at = 0
        for part in kind.parts:
            at = self._take(part, children, at, values, path)
        if at < len(children):
            name = children[at].name
            known = kind.elements.get(name)
            if known is None or not self._is(known, children[at]):
                raise Refusal(MALFORMED, f"{path} has no element {name} of namespace {children[at].namespace}")
            raise Refusal(MALFORMED, f"{path}/{name} comes too late, too often, or beside what excludes it")
        return values

    def _take(self, part: Element | Group, children: list[Node], at: int, values: dict[str, Any], path: str) -> int:
        """Read what belongs to ``part`` from ``children[at:]`` into ``values``; the index of what follows."""
        count = 0
        while count < part.high and at < len(children) and self._begins(part, children[at]):
            if isinstance(part, Element):
                value = self._one(part, children[at], path)
                if part.several:
                    values.setdefault(part.name, []).append(value)
                elif part.name in values:  # of a group that comes several times
                    raise Refusal(MALFORMED, f"{path}/{part.name} comes too often")
                else:
                    values[part.name] = value
                at += 1
            elif part.kind == "choice":
                chosen = next(each for each in part.parts if self._begins(each, children[at]))
                at = self._take(chosen, children, at, values, path)
            else:
                for each in part.parts:
                    at = self._take(each, children, at, values, path)
            count += 1
        if count < part.low:
            self._lacks(part, children[at:], path)
        return at

    def _lacks(self, part: Element | Group, rest: list[Node], path: str) -> None:
        for node in rest:
            if self._begins(part, node):
                raise Refusal(MALFORMED, f"{path}/{node.name} comes too late")
        raise missing(" or ".join(sorted(name for _prefix, name in part.starts)))

    def _one(self, element: Element, node: Node, path: str) -> Any:
        path = f"{path}/{node.name}"
        if node.attributes.get(f"{XSI} nil", "false").strip() in ("true", "1"):
            if not element.nil:
                raise Refusal(MALFORMED, f"{path} cannot be nil")
            return None
        if element.default is not None and not node.children and not node.text.strip():
            node = Node(node.namespace, node.name, node.attributes, text=element.default)
        return self.read(element.type, node, path)

    def _begins(self, part: Element | Group, node: Node) -> bool:
        if isinstance(part, Element):
            return self._is(part, node)
        return any(
            name == node.name and (self.lenient or self.namespaces[prefix] == node.namespace)
            for prefix, name in part.starts
        )

    def _is(self, element: Element, node: Node) -> bool:
        return element.name == node.name and (self.lenient or self.namespaces[element.prefix] == node.namespace)


def loosely(node: Node) -> Any:
    """What a node seems to say, for the log of a request that is not valid."""
    if not node.children:
        return node.text
    values: dict[str, Any] = {}
    for child in node.children:
        value = loosely(child)
        if child.name in values:
            before = values[child.name]
            values[child.name] = [*(before if isinstance(before, list) else [before]), value]
        else:
            values[child.name] = value
    return values


def require(kind: Simple | Limited | Complex, values: Any) -> None:
    """Refuse values that lack what the schema demands: faults of tests can take it away after reading."""
    if not isinstance(kind, Complex) or not isinstance(values, dict):
        return
    for part in kind.parts:
        if part.low > 0 and not any(name in values for _prefix, name in part.starts):
            raise missing(" or ".join(sorted(name for _prefix, name in part.starts)))
    for name, value in values.items():
        if name in kind.elements:
            for each in value if isinstance(value, list) else [value]:
                require(kind.elements[name].type, each)


def write(kind: Complex, values: Mapping[str, Any], out: list[str]) -> None:
    """Append the elements of ``values`` in the order of the schema. None is not written.

    A value that the schema does not know, or a missing one that it demands, is a mistake of a handler: LookupError.
    """
    written = 0
    for name, element in kind.elements.items():
        if name in values:
            written += 1
            value = values[name]
            if value is not None:
                for each in value if isinstance(value, list) else (value,):
                    _write_one(element, each, out)
    if written < len(values):
        raise LookupError(f"not in the schema: {', '.join(sorted(set(values) - set(kind.elements)))}")


def _write_one(element: Element, value: Any, out: list[str]) -> None:
    tag = f"{element.prefix}:{element.name}"
    if isinstance(element.type, Complex):
        out.append(f"<{tag}>")
        write(element.type, value, out)
        out.append(f"</{tag}>")
    elif isinstance(element.type, Limited):
        unlimited = value == UNLIMITED
        # the text of an unlimited date is silent in the documents; some date there must be
        empty = "2037-12-31" if element.type.value.base == "date" else 0
        text = to_text(empty if unlimited else value)
        out.append(f'<{tag} unlimited="{to_text(unlimited)}">{text}</{tag}>')
    else:
        out.append(f"<{tag}>{escape(to_text(value))}</{tag}>")
