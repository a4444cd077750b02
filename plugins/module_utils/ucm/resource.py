# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What the UCM's resources share: the actions that read and write one kind of object, and shorthands for fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..core import codecs
from ..core.errors import PbxError, UnexpectedAnswer
from ..core.fields import SET, Field, Values, decode, encode, translate
from ..core.resource import Reader, Resource, Writer
from . import errors, names

TIME_CONDITIONS = {
    "all": 0,
    "office_time": 1,
    "out_of_office_time": 2,
    "holiday": 3,
    "out_of_holiday": 4,
    "out_of_office_time_or_holiday": 5,
    "specific_time": 6,
    "office_time_and_out_of_holiday": 8,
}
"""Option words for the UCM's ``*_timetype`` codes (document, updateSIPAccount)."""


@dataclass(frozen=True)
class Document:
    """Makes fields that a get answers below one object, such as ``extension``.

    The vendor's name becomes an alias where the option has another.
    """

    name: str

    def field(self, name: str, description: str | tuple[str, ...], **more: Any) -> Field:
        wire = more.get("wire", name)
        more.setdefault("read_wire", f"{self.name}.{wire}" if isinstance(wire, str) else f"{self.name}.")
        if isinstance(wire, str) and wire != name:
            more.setdefault("aliases", (wire,))
        return Field(name=name, description=description, **more)

    def flag(self, name: str, description: str | tuple[str, ...], **more: Any) -> Field:
        """A bool that is yes or no on the wire."""
        return self.field(name, description, type="bool", **more)

    def number(self, name: str, description: str | tuple[str, ...], **more: Any) -> Field:
        return self.field(name, description, type="int", **more)

    def choice(
        self, name: str, description: str | tuple[str, ...], wires: Mapping[str, str | int], **more: Any
    ) -> Field:
        """Option words for wire values."""
        return self.field(name, description, choices=tuple(wires), codec=codecs.enum(wires), **more)

    def time_condition(self, name: str, description: str | tuple[str, ...], wire: str) -> Field:
        return self.choice(name, description, TIME_CONDITIONS, wire=wire)

    def members(self, name: str, description: str | tuple[str, ...], **more: Any) -> Field:
        """A set of numbers or names, comma-joined on the wire."""
        more.setdefault("compare", SET)
        return self.field(name, description, type="list", elements="str", codec=codecs.joined(), **more)

    def identifier(self, wire: str) -> Field:
        """The UCM's own id of the object."""
        return self.number(wire, "The UCM's id.", read_only=True, internal=True, list_wire=wire)


@dataclass(frozen=True, kw_only=True)
class Actions:
    """The actions of one kind of object and the names around them.

    ``get_select``, ``update_select`` and ``delete_select`` are the parameters that choose the object;
    ``rows`` is the list answer's container; ``document`` the get answer's main object. ``identifier`` is the list
    field with the id that the UCM gives; without it an object is chosen by its key.
    """

    list: str
    rows: str
    get: str | None = None
    get_select: str = ""
    document: str = ""
    add: str | None = None
    update: str | None = None
    update_select: str = ""
    delete: str | None = None
    delete_select: str = ""
    identifier: str | None = None


@dataclass(frozen=True, kw_only=True)
class UcmResource(Resource):
    """A resource of the UCM, told by its table of fields and its actions."""

    actions: Actions

    @property
    def creatable(self) -> bool:
        return self.actions.add is not None

    @property
    def changeable(self) -> bool:
        return self.actions.update is not None

    # -- reading

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        """Read one object. Where the UCM gives ids, the list tells the id of the key.

        The document does not say what a get of a missing object answers; -16, -26 and an empty object are all
        survived.
        """
        listed: Values = {}
        if self.actions.identifier:
            found = next((row for row in self.rows(reader, wanted) if self.same_object(row, wanted)), None)
            if found is None:
                return None
            listed = found
        select = listed[self.actions.identifier] if self.actions.identifier else wanted[self.key.name]
        values = self._get(reader, str(select))
        if values is None:
            return None
        values = {**values, **self.identity(wanted)}
        if self.actions.identifier:
            values[self.actions.identifier] = select
        return values

    def _get(self, reader: Reader, select: str) -> Values | None:
        try:
            response = reader.read(str(self.actions.get), **{self.actions.get_select: select})
        except PbxError as error:
            if error.code == errors.NO_SUCH_ITEM:
                return None
            if error.code in errors.UNCLEAR_READ and not self._is_listed(reader, select):
                return None
            raise
        document = response.get(self.actions.document) if isinstance(response, Mapping) else response
        if not document:
            return None
        if document is response or not isinstance(document, (Mapping, list)):
            raise UnexpectedAnswer(
                f"the answer's {self.actions.document} is not an object",
                operation=self.actions.get,
                remedy="Report the firmware.",
            )
        return self.with_names(reader, self.decode(response))

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        select = self._selected(row)
        values = self._get(reader, select)
        return None if values is None else {**row, **values}

    def decode(self, response: Mapping[str, Any]) -> Values:
        """A get answer as option values.

        Raises:
            UnexpectedAnswer: a field has a form that no codec knows.
        """
        try:
            return decode(self.fields, response)
        except ValueError as error:
            raise UnexpectedAnswer(str(error), operation=self.actions.get, remedy="Report the firmware.") from error

    def _is_listed(self, reader: Reader, select: str) -> bool:
        name = self.actions.identifier or self.key.name
        return any(str(row.get(name)) == select for row in self.rows(reader, {}))

    def rows(self, reader: Reader, wanted: Values) -> list[Values]:
        """The listing's rows as option values, ids among them. ``wanted`` may narrow the search."""
        return self.decode_rows(reader, reader.read_all(self.actions.list, self.actions.rows))

    def decode_rows(self, reader: Reader, rows: list[dict[str, Any]]) -> list[Values]:
        listed = [field for field in self.fields if field.list_wire]
        try:
            values = [
                {field.name: field.codec.decode(row[field.list_wire]) for field in listed if field.list_wire in row}
                for row in rows
            ]
        except ValueError as error:
            raise UnexpectedAnswer(str(error), operation=self.actions.list, remedy="Report the firmware.") from error
        return [self.with_names(reader, entry) for entry in values if entry.get(self.key.name) not in (None, [])]

    def read_all(self, reader: Reader) -> list[Values]:
        """Every object with the fields that the listing has, sorted by the key."""
        return sorted(self.rows(reader, {}), key=self.sort_key)

    def sort_key(self, values: Values) -> tuple[Any, ...]:
        return tuple(natural(str(values.get(field.name))) for field in self.keys)

    # -- references

    def with_names(self, reader: Reader, values: Values) -> Values:
        """``values`` with the ids of references turned into names; an id that nothing has stays."""
        return translate(
            self.fields,
            values,
            lambda field, value: names.name_of(reader, field.reference, value) if field.by_id else value,
        )

    def with_ids(self, reader: Reader, values: Values) -> Values:
        """``values`` with the names of references turned into ids."""
        return translate(
            self.fields,
            values,
            lambda field, value: names.id_of(reader, field.reference, value) if field.by_id else value,
        )

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        problems: list[str] = []

        def check(field: Field, value: Any) -> Any:
            if str(value) in (configured or {}).get(str(field.reference), ()):
                return value
            problem = names.problem(reader, field.reference, value)
            if problem:
                problems.append(problem if field.name == field.reference else f"{field.name}: {problem}")
            return value

        translate(self.fields, changes, check)
        return problems

    # -- writing

    def create(self, writer: Writer, values: Values) -> None:
        writer.write(str(self.actions.add), **encode(self.fields, self.with_ids(writer, values), creating=True))

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        always = {field.name: current.get(field.name) or "" for field in self.fields if field.always_sent}
        request = encode(self.fields, self.with_ids(writer, {**always, **changes}))
        writer.write(str(self.actions.update), **{self.actions.update_select: self._selected(current), **request})

    def delete(self, writer: Writer, current: Values) -> None:
        writer.write(str(self.actions.delete), **{self.actions.delete_select: self._selected(current)})

    def _selected(self, current: Values) -> str:
        return str(current[self.actions.identifier or self.key.name])


def natural(number: str) -> tuple[int, int, str]:
    """A sort key that puts numbers in numeric order, before words."""
    return (0, int(number), number) if number.isdecimal() else (1, 0, number)
