# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""A resource: its field table and how one object of it is read, created, changed and deleted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .compare import hidden_of_new
from .fields import Field, Rule, Values, references


class Reader(Protocol):
    """The read-only side of a vendor's client. It has no way to write, so a plan cannot either.

    ``memo`` keeps what has been looked up, by names of the caller's choice; a write empties it of what it may change.
    ``whole_lists`` says that many objects are looked at, so that one whole list is cheaper than a look-up for each.
    """

    memo: dict[str, Any]
    whole_lists: bool

    def read(self, operation: str, /, **parameters: Any) -> Any:
        """The answer of one operation."""

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a listing, through all its pages."""


class Writer(Reader, Protocol):
    """The writing side of a vendor's client, which reads as well. Only the applier gets one."""

    def write(self, operation: str, /, **parameters: Any) -> Any:
        """Carry out one operation; its answer."""


Configured = Mapping[str, Mapping[str, Values]]
"""The wanted objects of a run: their values by what references call their kind, and by their first key as well as by
what references call them (``Resource.named``)."""
Named = tuple[str, str]
"""What ``Field.reference`` calls a kind, and the name of an object of it."""
Target = tuple[str, Named]
"""The place of a reference, such as ``members[1]``, and what it names."""


@dataclass(frozen=True, kw_only=True)
class Resource(ABC):
    """A kind of object on a PBX.

    Args:
        name: in the singular, such as ``extension``; also the result's key.
        plural: such as ``extensions``; the key in facts and configurations.
        summary: what it is, in a few words.
        fields: the table. The fields that are keys name an object, together if they are several.
        rules: checks over several options.
        referred_as: the name in ``Field.reference``, where it is not ``name``.
        created_with: the reference name of the resource that brings such objects into being, under the same key.
        has_number: whether the key is a number of the PBX's dial plan, which no other object may have.
    """

    name: str
    plural: str
    summary: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    referred_as: str | None = None
    has_number: bool = False
    created_with: str | None = None

    def __post_init__(self) -> None:
        names = [name for field in self.fields for name in (field.name, *field.aliases)]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"resource {self.name}: doubled option names {doubled}")
        if not any(field.key for field in self.fields):
            raise ValueError(f"resource {self.name}: no field is a key")

    @property
    def keys(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.key)

    @property
    def key(self) -> Field:
        """The first key field, by which objects are sorted."""
        return self.keys[0]

    def identity(self, values: Mapping[str, Any]) -> Values:
        """The key fields' values; a key that is not given is empty."""
        return {field.name: values.get(field.name) for field in self.keys}

    def same_object(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        return all(
            field.canonical(one.get(field.name)) == field.canonical(other.get(field.name)) for field in self.keys
        )

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def label(self, values: Mapping[str, Any]) -> str:
        """How messages call an object, such as ``extension 1001``."""
        parts = (values.get(field.name) for field in self.keys)
        shown = (
            ",".join(map(str, part)) if isinstance(part, list) else str(part)
            for part in parts
            if part not in (None, [])
        )
        return f"{self.name} {' '.join(shown)}"

    @property
    def creatable(self) -> bool:
        """Whether the API can create such an object; if not, another resource brings it into being."""
        return True

    @property
    def made_by(self) -> str:
        """What to do about an object that is missing and cannot be created, as a sentence."""
        return "Check the name, or create it first with the module that can."

    @property
    def changeable(self) -> bool:
        """Whether the API can change such an object."""
        return True

    @property
    def reference_name(self) -> str:
        """What ``Field.reference`` calls such an object; several kinds may go by one name."""
        return self.referred_as or self.name

    def named(self, values: Mapping[str, Any]) -> str:
        """What tells an object from all others of its kind, as text: its keys. References call it so."""
        return " ".join(str(field.canonical(values.get(field.name))) for field in self.keys)

    def meant(self, field: Field, value: Any, values: Mapping[str, Any]) -> str:
        """What ``named`` says of the object that a reference means, ``values`` being the whole object that has it."""
        return str(value)

    def targets(self, values: Values, whole: Values, fields: tuple[Field, ...] | None = None) -> Iterator[Target]:
        """What ``values`` refer to, at any depth, of all fields or of some; ``whole`` is the object they belong to."""
        for place, field, value in references(self.fields if fields is None else fields, values):
            for kind in self.kinds(str(field.reference)):
                yield place, (kind, self.meant(field, value, whole))

    def called(self, values: Mapping[str, Any]) -> str:
        """How ``contents`` of another object call an object that was read."""
        return self.label(values)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """``wanted`` in the names that a read shows, where an object or a reference can be given in several ways."""
        return wanted

    def kinds(self, reference: str) -> tuple[str, ...]:
        """The reference names of what a ``Field.reference`` may name; some stand for several."""
        return (reference,)

    @property
    def cascades(self) -> bool:
        """Whether deleting such an object takes others with it."""
        return False

    def contents(self, reader: Reader, current: Values, leaving: Collection[Named] = ()) -> list[str]:
        """What would go with an object, in words such as ``user ada``; empty when nothing would.

        What is ``leaving`` for elsewhere is left out, with all that goes with it.
        """
        return []

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        """What in the values to be sent refers to something that the PBX does not have; asked before a write.

        Each problem begins with its place, such as ``members[1]``. ``configured`` is what the same run brings into
        being or changes.
        """
        return []

    def hidden_of_new(self, wanted: Values, current: Values) -> Values:
        """``wanted`` in which only such entries of lists say what cannot be read back as the PBX does not have yet."""
        lists = (each for each in self.fields if each.list_key and each.name in wanted)
        return wanted | {each.name: hidden_of_new(each, wanted[each.name], current.get(each.name)) for each in lists}

    def in_two(self, before: Values, changes: Values) -> tuple[Values, Values]:
        """The changes of an update, and those of them that wait until everything else of the run is written.

        What waits is written in reverse order: of the last object first.
        """
        return changes, {}

    def warnings(self, reader: Reader, values: Values, others: Iterable[Values] | None = None) -> list[str]:
        """What an operator should know of an object that is going to be written as ``values``, and that is no error.

        ``others`` are the other objects, as far as a listing tells; where they are not given, they are read.
        """
        return []

    def read_keyed(self, reader: Reader, names: Collection[str] | None) -> list[Values]:
        """``read_all`` with every key of the objects that have one of ``names`` as their first key, or of all objects.

        Where a listing lacks a key, objects of other names may be left out.
        """
        return self.read_all(reader)

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        """The whole object of a row of ``read_all``."""
        return self.read(reader, row)

    @abstractmethod
    def read(self, reader: Reader, wanted: Values) -> Values | None:
        """The object that ``wanted`` names, as option values, or None when the PBX has none."""

    @abstractmethod
    def read_all(self, reader: Reader) -> list[Values]:
        """Every object, as far as a listing tells, in the key's order."""

    @abstractmethod
    def create(self, writer: Writer, values: Values) -> None:
        """Create an object with the given options."""

    @abstractmethod
    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """Send ``changes`` (whole new values by option name) for the object that ``current`` describes."""

    @abstractmethod
    def delete(self, writer: Writer, current: Values) -> None:
        """Delete the object that ``current`` describes."""


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts numbers in numeric order, before words, also between stars."""
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in text.split("*"))
