# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Where calls go: a type and a target. The UCM's wire has a field for the type and one field for each type's target.

Source: Grandstream IPPBX HTTPS API: addInboundRoute (destination_type), addQueue (destination_type_t, _v, _el),
addIVR (keypress_event).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..core import codecs
from ..core.fields import Field, Rule, Values, find
from . import names


@dataclass(frozen=True)
class Kind:
    """A type of destination: its word on the wire, the wire field of its target, and what the target names."""

    wire: str
    target: str | None = None
    reference: str | None = None


@dataclass(frozen=True, kw_only=True)
class Destination(Field):
    """A dict of type and target, given as a whole; ``destination`` makes it.

    A type that is not among ``kinds`` is read as the wire's own word; ``unknown`` makes the name of its target's wire
    field from that word. With ``clears`` an update empties the fields of the other types.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    unknown: str = "{}"
    clears: bool = True

    @property
    def beside(self) -> tuple[Field, ...]:
        type_field, target = self.fields
        wires = dict.fromkeys(kind.target for kind in self.kinds.values() if kind.target)
        return (
            replace(type_field, read_wire=self._path(str(type_field.wire))),
            *(replace(target, wire=wire, read_wire=self._path(wire)) for wire in wires),
        )

    @property
    def cleared(self) -> Values:
        """A type that leads to nothing else, where there is one."""
        return next(({"type": word} for word, kind in self.kinds.items() if not kind.target), {})

    def _path(self, wire: str) -> str:
        return f"{self.read_wire}.{wire}" if self.read_wire else wire

    def parts(self, value: Values) -> tuple[Field, ...]:
        kind, target = self.kinds.get(str(value.get("type"))), self.fields[1]
        if kind is None or kind.reference is None:
            return self.fields
        return self.fields[0], replace(target, reference=kind.reference, by_id=kind.reference in names.WITH_IDS)

    def decode_beside(self, document: Mapping[str, Any]) -> Values | None:
        type_field, target_field = self.fields
        found, wire_word = find(document, self._path(str(type_field.wire)))
        if not found:
            return None
        word = type_field.codec.decode(wire_word)
        wire = self.target_wire(word)
        target = target_field.codec.decode(find(document, self._path(wire))[1]) if wire else None
        if self.clears and word in self.kinds and wire and target is None:
            return {}  # a new object's type, which leads nowhere
        return {name: value for name, value in (("type", word), ("target", target)) if value is not None}

    def encode_beside(self, value: Values, *, creating: bool) -> dict[str, Any]:
        type_field, target_field = self.fields
        word, target = value.get("type"), value.get("target")
        if creating and word is None:
            return {}  # a new object leads nowhere by itself
        document = dict.fromkeys((str(one.wire) for one in self.beside), "") if self.clears and not creating else {}
        document[str(type_field.wire)] = type_field.codec.encode(word or "")
        wire = self.target_wire(word)
        if wire and target is not None:
            document[wire] = target_field.codec.encode(target)
        return document

    def target_wire(self, word: str | None) -> str | None:
        """The wire field of a type's target; None where it has none."""
        if word is None:
            return None
        kind = self.kinds.get(word)
        return kind.target if kind else self.unknown.format(word)


def destination(
    name: str, description: str | tuple[str, ...], kinds: Mapping[str, Kind], type_wire: str, **more: Any
) -> Destination:
    """A destination; ``type_wire`` is the wire field of the type, ``read_wire`` the object of a get that it is in."""
    free = [f"V({word})" for word, kind in kinds.items() if not kind.target]
    return Destination(
        name=name,
        description=description,
        type="dict",
        wire="",
        whole=True,
        kinds=kinds,
        fields=(
            Field(
                name="type",
                description="What the destination is.",
                choices=tuple(kinds),
                codec=codecs.enum({word: kind.wire for word, kind in kinds.items()}),
                wire=type_wire,
            ),
            Field(
                name="target",
                description=("Its number or name.", f"There is none for {' and '.join(free)}.")
                if free
                else "Its number.",
            ),
        ),
        **more,
    )


def complete_destinations(fields: tuple[Field, ...]) -> Rule:
    """A rule: every destination of a table, at any depth, has a type, and a target where its type wants one."""

    def check(wanted: Values) -> str | None:
        return next(_problems(fields, wanted, ""), None)

    return check


def _problems(fields: tuple[Field, ...], values: Values, path: str) -> Iterator[str]:
    for one in fields:
        value, where = values.get(one.name), f"{path}{one.name}"
        if not value:
            continue
        if isinstance(one, Destination):
            yield from _problem(one, value, where)
        elif one.fields and one.type == "list":
            for entry in value:
                yield from _problems(one.fields, entry, f"{where}[{entry.get(one.list_key)}].")


def _problem(one: Destination, value: Values, where: str) -> Iterator[str]:
    word, target = value.get("type"), value.get("target")
    if word is None:
        yield f"{where} has no type"
    elif one.target_wire(word) and target in (None, ""):
        yield f"{where} is of type {word}, but has no target"
    elif target and not one.target_wire(word):
        yield f"{where} is of type {word}, which has no target"
