# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What the UCM's resources share: the actions that read and write one kind of object, and shorthands for fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core import codecs
from ..core.argument_spec import fixed_keys
from ..core.errors import PbxError, UnexpectedAnswer
from ..core.fields import SET, Field, Rule, Values, decode, encode, references, translate
from ..core.resource import Reader, Resource, Writer, natural
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

    The vendor's name becomes an alias where the option has another. ``listed`` are those that the list's rows have as
    well; with ``restated`` every update sends all of them.
    """

    name: str
    listed: bool = False
    restated: bool = False

    def field(self, name: str, description: str | tuple[str, ...], **more: Any) -> Field:
        wire = more.get("wire", name)
        more.setdefault("read_wire", f"{self.name}.{wire}" if isinstance(wire, str) else f"{self.name}.")
        if isinstance(wire, str) and wire != name:
            more.setdefault("aliases", (wire,))
        if self.listed:
            more.setdefault("list_wire", wire)
        if self.restated and not (more.get("read_only") or more.get("write_only")):
            more.setdefault("always_sent", True)
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
        """The UCM's own id of the object, a number or a word such as ivr-1."""
        return self.field(wire, "The UCM's id.", read_only=True, internal=True, list_wire=wire)


@dataclass(frozen=True, kw_only=True)
class Actions:
    """The actions of one kind of object and the names around them.

    ``get_select``, ``update_select`` and ``delete_select`` are the parameters that choose the object;
    ``rows`` is the list answer's container; ``document`` the get answer's main object; without ``get`` the list tells
    everything, without ``list`` there is one such object. ``identifier`` is the list field with the id that the UCM
    gives; without it an object is chosen by its key. ``defaults`` are parameters that an add needs and that the user
    may leave out; ``not_in_add`` are options that only the update knows.
    """

    list: str | None = None
    rows: str = ""
    get: str | None = None
    get_select: str = ""
    document: str = ""
    add: str | None = None
    update: str | None = None
    update_select: str = ""
    delete: str | None = None
    delete_select: str = ""
    identifier: str | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)
    not_in_add: frozenset[str] = frozenset()


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
        """Read one object. Where the UCM gives ids, the list tells the id of the key, and what the get does not have.

        The document does not say what a get of a missing object answers; -16, -26 and an empty object are all
        survived.
        """
        if self.actions.get and not self.actions.identifier:
            return self.read_listed(reader, self.identity(wanted))
        row = next((row for row in self.rows(reader, wanted) if self.same_object(row, wanted)), None)
        return None if row is None else self.read_listed(reader, row)

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        values = self._get(reader, self._selected(row)) if self.actions.get else {}
        if values is None:
            return None
        identifier = {self.actions.identifier: row[self.actions.identifier]} if self.actions.identifier else {}
        return {**row, **values, **self.identity(row), **identifier}

    def _get(self, reader: Reader, select: str) -> Values | None:
        try:
            selects = {self.actions.get_select: select} if self.actions.get_select else {}
            response = reader.read(str(self.actions.get), **selects)
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
        return not self.actions.list or any(str(row.get(name)) == select for row in self.rows(reader, {}))

    def rows(self, reader: Reader, wanted: Values) -> list[Values]:
        """The listing's rows as option values, ids among them. ``wanted`` may narrow the search."""
        if not self.actions.list:
            only = self.read(reader, fixed_keys(self))
            return [only] if only else []
        return self.decode_rows(reader, reader.read_all(str(self.actions.list), self.actions.rows))

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

    def kinds(self, reference: str) -> tuple[str, ...]:
        return names.kinds(reference)

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        found = []
        for place, one, name in references(self.fields, changes):
            if any(str(name) in (configured or {}).get(kind, ()) for kind in names.kinds(one.reference)):
                continue
            problem = names.problem(reader, one.reference, name)
            if problem:
                found.append(problem if place == one.reference else f"{place}: {problem}")
        return found

    # -- writing

    def create(self, writer: Writer, values: Values) -> None:
        """Add an object; what an add cannot say is said by an update after it. A key that is not given is not sent."""
        values = {name: value for name, value in values.items() if value is not None}
        later = {name: value for name, value in values.items() if name in self.actions.not_in_add}
        first = {name: value for name, value in values.items() if name not in later}
        writer.write(str(self.actions.add), **{**self.actions.defaults, **self.add_request(writer, first)})
        if later:
            self._complete(writer, first, later)

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        """The parameters of an add."""
        return encode(self.fields, self.with_ids(reader, values), creating=True)

    def _complete(self, writer: Writer, values: Values, later: Values) -> None:
        current = self.read(writer, values)
        if current is None:
            raise PbxError("the PBX accepted the new object, but does not have it", operation=self.actions.add)
        try:
            self.update(writer, current, later)
        except PbxError as error:
            error.known = error.known or f"The object was created, but {', '.join(later)} could not be set"
            raise

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        request = self.update_request(writer, current, changes)
        selects = {self.actions.update_select: self._selected(current)} if self.actions.update_select else {}
        writer.write(str(self.actions.update), **{**selects, **request})

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        """The parameters of an update, without what selects the object: the changes and what is always sent.

        A text that is unset is sent as an empty one; there is no such form of other values, which are left out.
        """
        always: Values = {}
        for one in self.fields:
            value = current.get(one.name)
            if one.always_sent and value is None and one.type == "str" and not one.choices:
                always[one.name] = ""
            elif one.always_sent and value is not None:
                always[one.name] = value
        return encode(self.fields, self.with_ids(reader, {**always, **changes}))

    def delete(self, writer: Writer, current: Values) -> None:
        writer.write(str(self.actions.delete), **{self.actions.delete_select: self._selected(current)})

    def _selected(self, current: Values) -> str:
        return str(current[self.actions.identifier or self.key.name])


def without_repeats(*options: str) -> Rule:
    """A rule: none of these lists names anything twice."""

    def check(wanted: Values) -> str | None:
        for option in options:
            given = wanted.get(option) or []
            repeated = sorted({item for item in given if given.count(item) > 1})
            if repeated:
                return f"{option} has {', '.join(repeated)} more than once"
        return None

    return check
