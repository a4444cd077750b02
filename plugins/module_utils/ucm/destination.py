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
    """A dict of type and target that is given as a whole; made by ``destination``.

    A type that is not among ``kinds`` is read as the wire's own word and keeps the target of the field that
    ``unknown`` names. With ``clears`` the fields of the other types are emptied by an update.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    unknown: str = "{}"
    clears: bool = True

    @property
    def wires(self) -> tuple[str, ...]:
        """Every wire name that a destination may have."""
        targets = dict.fromkeys(kind.target for kind in self.kinds.values() if kind.target)
        return (str(self.fields[0].wire), *targets)

    def parts(self, value: Values) -> tuple[Field, ...]:
        kind, target = self.kinds.get(str(value.get("type"))), self.fields[1]
        if kind is None or kind.reference is None:
            return self.fields
        return self.fields[0], replace(target, reference=kind.reference, by_id=kind.reference in names.WITH_IDS)

    def decode_beside(self, document: Mapping[str, Any]) -> Values | None:
        found, beside = find(document, str(self.read_wire)) if self.read_wire else (True, document)
        type_field, target_field = self.fields
        if not found or type_field.wire not in beside:
            return None
        word = type_field.codec.decode(beside[type_field.wire])
        target = target_field.codec.decode(beside.get(self._target_wire(word)))
        values = {"type": word, "target": target}
        return {name: value for name, value in values.items() if value is not None}

    def encode_beside(self, value: Values, *, creating: bool) -> dict[str, Any]:
        type_field, target_field = self.fields
        word, target = value.get("type"), value.get("target")
        document = dict.fromkeys(self.wires, "") if self.clears and not creating else {}
        document[str(type_field.wire)] = type_field.codec.encode(word or "")
        wire = self._target_wire(word)
        if wire and target is not None:
            document[wire] = target_field.codec.encode(target)
        return document

    def _target_wire(self, word: str | None) -> str | None:
        if word is None:
            return None
        kind = self.kinds.get(word)
        return kind.target if kind else self.unknown.format(word)


def destination(
    name: str, description: str | tuple[str, ...], kinds: Mapping[str, Kind], type_wire: str, **more: Any
) -> Destination:
    """A destination; ``type_wire`` is the wire field of the type, ``read_wire`` the object of a get that it is in."""
    needy = [word for word, kind in kinds.items() if kind.target]
    free = [word for word, kind in kinds.items() if not kind.target]
    without = f" V({'), V('.join(free)}) have none." if free else ""
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
                description=f"Its number.{without}" if len(needy) > 1 else f"Its name.{without}",
            ),
        ),
        **more,
    )


def complete_destinations(fields: tuple[Field, ...]) -> Rule:
    """A rule: every destination of a table, at any depth, has a type, and a target if its type wants one."""

    def check(wanted: Values) -> str | None:
        return next(_problems(fields, wanted, ""), None)

    return check


def _problems(fields: tuple[Field, ...], values: Values, path: str) -> Iterator[str]:
    for one in fields:
        value, where = values.get(one.name), f"{path}{one.name}"
        if value is None or not one.fields:
            continue
        if isinstance(one, Destination):
            yield from _problem(one, value, where)
        elif one.type == "list":
            for entry in value:
                yield from _problems(one.fields, entry, f"{where}[{entry.get(one.list_key)}].")


def _problem(one: Destination, value: Values, where: str) -> Iterator[str]:
    word, target = value.get("type"), value.get("target")
    if word is None:
        yield f"{where} has no type"
        return
    wire = one._target_wire(word)
    if wire and target in (None, ""):
        yield f"{where} is of type {word}, but has no target"
    elif target and not wire:
        yield f"{where} is of type {word}, which has no target"
