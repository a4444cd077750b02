# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What VoipNow's resources share: operations in groups, references by name, reading an object from several answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.client import ReadSide
from ..core.compare import merge
from ..core.errors import InvalidInput, PbxError, UnexpectedAnswer
from ..core.fields import Field, Values, decode, encode, references, translate
from ..core.resource import Reader, Resource, Writer
from . import names

MAIN = ""
"""The group of fields that name no other: written by add and edit, read by the details."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that one operation writes.

    Args:
        write: the operation.
        read, document: the operation that reads them and where in its answer they are, if not the details.
        whole: everything that is known of the group is sent when one field changes.
        also: fields of the main group that go with a change of this one.
        finish: has the last word on the request.
    """

    write: str
    read: str | None = None
    document: str = ""
    whole: bool = False
    also: tuple[str, ...] = ()
    finish: Callable[[dict[str, Any], Values], dict[str, Any]] = lambda request, changes: request


@dataclass(frozen=True, kw_only=True)
class Operations:
    """The operations of one kind of object: ``groups`` are in the order in which changes are written.

    ``add`` and ``delete`` are empty where another resource's object brings such objects into being.
    """

    get: str
    add: str = ""
    delete: str = ""
    groups: Mapping[str, Group] = field(default_factory=dict)


class KnowingReader(ReadSide):
    """A reader that can tell what the server's schema has.

    ``knows`` asks for a parameter of an operation, ``tells`` for an element of its answer.
    """

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.knows: Callable[[str, str], bool] = client.knows
        self.tells: Callable[[str, str], bool] = client.tells


@dataclass(frozen=True, kw_only=True)
class VoipNowResource(Resource):
    """A resource of VoipNow, told by its table of fields and its operations."""

    operations: Operations

    @property
    def creatable(self) -> bool:
        return bool(self.operations.add)

    # -- what a kind of object has of its own

    def find(self, reader: Reader, wanted: Values) -> dict[str, Any] | None:
        """The parameters that choose the object, such as its ID; None when there is none."""
        raise NotImplementedError

    def target(self, current: Values) -> dict[str, Any]:
        """The parameters that choose the object that ``current`` describes."""
        raise NotImplementedError

    def scope(self, reader: Reader, values: Values) -> names.Scope:
        """What narrows the lists of names that the object may refer to."""
        return names.anywhere

    # -- reading

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        """Read one object whole, once for each run."""
        key = self._place(wanted)
        if key not in reader.memo:
            reader.memo[key] = self.find(reader, wanted)
        target = reader.memo[key]
        return None if target is None else self.read_target(reader, target)

    def _place(self, values: Values) -> str:
        """Where the memo has what chooses an object."""
        return f"target of {self.name} {self.identity(values)}"

    def read_target(self, reader: Reader, target: dict[str, Any]) -> Values | None:
        """The object that ``target`` chooses, read once for each run."""
        key = f"{self.name} {target}"
        if key not in reader.memo:
            reader.memo[key] = self.read_whole(reader, target)
        return reader.memo[key]

    def read_whole(self, reader: Reader, target: dict[str, Any]) -> Values | None:
        """The object that ``target`` chooses, from the details and what the groups read."""
        document = reader.read(self.operations.get, **target)
        nothing: Values = {"list": [], "str": None}
        groups = [MAIN, *(name for name, group in self.operations.groups.items() if name != MAIN and not group.read)]
        values = {**self._empty(reader), **self.decode(document, self.operations.get, groups)}
        for name, group in self.operations.groups.items():
            if group.read:
                answer = reader.read(group.read, **target)
                values |= {
                    each.name: nothing[each.type] for each in self._of(name) if each.readable and each.type in nothing
                }
                values |= self.decode(answer.get(group.document) or {}, group.read, [name])
        return self.with_names(reader, values)

    def _empty(self, reader: Reader) -> Values:
        """The texts and numbers that an answer could tell: one that is left out is empty. Of flags it tells nothing."""
        if not isinstance(reader, KnowingReader):
            return {}
        return {
            each.name: None
            for each in self._of(MAIN)
            if each.type in ("str", "int")
            and each.readable
            and any(reader.tells(self.operations.get, path) for path in each.read_paths())
        }

    def decode(self, document: Mapping[str, Any], operation: str, groups: Collection[str]) -> Values:
        fields = tuple(each for each in self.fields if (each.group or MAIN) in groups)
        try:
            return decode(fields, document)
        except ValueError as error:
            raise UnexpectedAnswer(str(error), operation=operation, remedy="Check schema_version.") from error

    def decode_rows(self, rows: list[dict[str, Any]]) -> list[Values]:
        listed = [each for each in self.fields if each.list_wire]
        return [
            {each.name: each.codec.decode(row[each.list_wire]) for each in listed if each.list_wire in row}
            for row in rows
        ]

    # -- references

    def with_names(self, reader: Reader, values: Values) -> Values:
        """``values`` with ids turned into names; an id that nothing has stays."""
        scope = self.scope(reader, values)

        def convert(each: Field, value: Any) -> Any:
            return names.name_of(reader, str(each.reference), value, scope) if each.by_id else value

        return translate(self.fields, values, convert)

    def with_ids(self, reader: Reader, values: Values, whole: Values) -> Values:
        """``values`` with names turned into ids. ``whole`` is the object that they belong to.

        An id that nothing has stays, as ``with_names`` left it: the app may not be able to look up what is restated.

        Raises:
            InvalidInput: a name means nothing.
        """
        scope = self.scope(reader, whole)

        def convert(each: Field, value: Any) -> Any:
            if not each.by_id or value == "":
                return value
            found = names.resolve(reader, str(each.reference), value, scope)
            if found is None and not str(value).isdecimal():
                raise InvalidInput([f"{each.name}: {names.problem(reader, str(each.reference), value, scope)}"])
            return found[1] if found else value

        return translate(self.fields, values, convert)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """``wanted`` with references as a read shows them, however they were given."""

        def scope(what: str) -> Any:
            return self.scope(reader, {**(self.read(reader, wanted) or {}), **wanted})(what)

        def convert(each: Field, value: Any) -> Any:
            if not each.by_id or value == "":
                return value
            kind, where = str(each.reference), names.anywhere if each.key else scope
            found = names.resolve(reader, kind, value, where)
            if found is None and names.is_fixed(kind, where):
                raise InvalidInput([f"{each.name}: {names.problem(reader, kind, value, where)}"])
            return found[0] if found else value

        return translate(self.fields, wanted, convert)

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        """References that mean nothing, and values that this VoipNow's schema has no place for."""
        current = self.read(reader, changes) or {}
        whole = {**current, **changes}
        scope = self.scope(reader, whole)
        found = []
        for place, each, value in references(self.fields, changes):
            kind = str(each.reference)
            if not each.by_id or value == "" or self.meant(each, value, whole) in (configured or {}).get(kind, ()):
                continue
            if (each.key and value == current.get(each.name)) or names.is_known_later(kind, scope):
                continue
            if names.resolve(reader, kind, value, scope) is None:
                found.append(f"{place}: {names.problem(reader, kind, value, scope)}")
        return [*found, *self._unknown(reader, changes, creating=not current)]

    def _unknown(self, reader: Reader, changes: Values, *, creating: bool) -> Iterator[str]:
        """Values that the server's schema has no element for; noticed before anything is written."""
        if not isinstance(reader, KnowingReader):
            return
        for operation, fields in self._written(changes, creating=creating):
            for wire in encode(fields, changes, creating=creating):
                if not reader.knows(operation, wire):
                    yield f"this VoipNow's schema has no {wire} in {operation}"

    def _written(self, changes: Values, *, creating: bool) -> Iterator[tuple[str, tuple[Field, ...]]]:
        creating = creating and self.creatable
        if creating:
            yield self.operations.add, self._added()
        for name, group in self.operations.groups.items():
            fields = self._of(name)
            if not creating:
                yield group.write, tuple(each for each in fields if not (each.key or each.create_only))
            elif name != MAIN:
                yield group.write, tuple(each for each in fields if not each.create_wire)

    def _of(self, group: str) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if (each.group or MAIN) == group and each.writable)

    def _added(self) -> tuple[Field, ...]:
        """The fields that an add takes: the main ones, and those that have a name of their own in it."""
        return tuple(each for each in self.fields if each.writable and (not each.group or each.create_wire))

    # -- writing

    def create(self, writer: Writer, values: Values) -> None:
        """Add an object; what an add cannot say is said by the groups' operations after it."""
        values = {name: value for name, value in values.items() if value is not None}
        added = {each.name for each in self._added()}
        first = {name: value for name, value in values.items() if name in added}
        answer = writer.write(self.operations.add, **self.add_request(writer, first))
        later = {name: value for name, value in values.items() if name not in added}
        target = self.target_of_new(answer)
        if target:
            writer.memo[self._place(values)] = target
        if not later:
            return
        try:
            target = target or self.find(writer, values)
            current = self.read_target(writer, target) if target else None
            if current is None:
                raise PbxError("VoipNow accepted the new object, but does not have it", operation=self.operations.add)
            self.update(
                writer,
                current,
                {name: merge(self.field(name), value, current.get(name)) for name, value in later.items()},
            )
        except PbxError as error:
            error.known = error.known or f"The {self.name} was created, but {', '.join(later)} could not be set"
            raise

    def target_of_new(self, answer: Mapping[str, Any]) -> dict[str, Any] | None:
        """What chooses a new object, from the answer of its add."""
        return None

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        return encode(self.fields, self.with_ids(reader, values, values), creating=True)

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        left = dict(changes)
        whole = {**current, **changes}
        for name, group in self.operations.groups.items():
            fields = self._of(name)
            mine = {each.name: left[each.name] for each in fields if each.name in left}
            if not mine:
                continue
            for also in group.also:
                if also in left:
                    mine[also] = left.pop(also)
            restated = {
                each.name: current[each.name]
                for each in fields
                if (group.whole or each.always_sent) and not each.key and current.get(each.name) not in (None, [])
            }
            ids = self.with_ids(writer, {**restated, **mine}, whole)
            request = encode((*fields, *(self.field(also) for also in group.also)), ids)
            writer.write(group.write, **group.finish(request, mine), **self.group_target(name, current))
            left = {key: value for key, value in left.items() if key not in mine}
        writer.memo[self._place(current)] = self.target(current)

    def group_target(self, group: str, current: Values) -> dict[str, Any]:
        return self.target(current)

    def delete(self, writer: Writer, current: Values) -> None:
        writer.write(self.operations.delete, **self.target(current))
