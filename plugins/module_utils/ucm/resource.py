# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What the UCM's resources share: the actions that read and write one kind of object, and time conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core import codecs
from ..core.errors import PbxError, UnexpectedAnswer
from ..core.fields import Values, decode, encode
from ..core.resource import Reader, Resource, Writer
from . import errors

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


def time_condition_codec(*, as_text: bool) -> codecs.Codec:
    """Time conditions as numbers, or as quoted numbers where the document types them so."""
    return codecs.enum({word: str(code) if as_text else code for word, code in TIME_CONDITIONS.items()})


@dataclass(frozen=True, kw_only=True)
class Actions:
    """The actions of one kind of object and the names around them.

    ``get_select``, ``update_select`` and ``delete_select`` are the parameters that choose the object;
    ``rows`` is the list answer's container; ``document`` the get answer's main object.
    """

    list: str
    rows: str
    get: str
    get_select: str
    document: str
    add: str | None = None
    update: str | None = None
    update_select: str = ""
    delete: str | None = None
    delete_select: str = ""


@dataclass(frozen=True, kw_only=True)
class UcmResource(Resource):
    """A resource of the UCM, told by its table of fields and its actions."""

    actions: Actions

    @property
    def creatable(self) -> bool:
        return self.actions.add is not None

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        """Read one object. Codes that mean something else as well are settled by a look into the list.

        The document does not say what a get of a missing object answers; -16, -26 and an empty object are all
        survived.
        """
        key = wanted[self.key.name]
        try:
            response = reader.read(self.actions.get, **{self.actions.get_select: key})
        except PbxError as error:
            if error.code == errors.NO_SUCH_ITEM:
                return None
            if error.code in errors.UNCLEAR_READ and not self._is_listed(reader, key):
                return None
            raise
        document = response.get(self.actions.document) if isinstance(response, Mapping) else None
        if not document:
            return None
        values = self.decode(response)
        values[self.key.name] = key
        return values

    def decode(self, response: Mapping[str, Any]) -> Values:
        """A get answer as option values.

        Raises:
            UnexpectedAnswer: a field has a form that no codec knows.
        """
        try:
            return decode(self.fields, response)
        except ValueError as error:
            raise UnexpectedAnswer(str(error), operation=self.actions.get, remedy="Report the firmware.") from error

    def _is_listed(self, reader: Reader, key: str) -> bool:
        return any(row[self.key.name] == key for row in self.read_all(reader))

    def read_all(self, reader: Reader) -> list[Values]:
        """Every object with the fields that the listing has, sorted by the key."""
        listed = [field for field in self.fields if field.list_wire]
        values = []
        for row in reader.read_all(self.actions.list, self.actions.rows):
            entry = {field.name: field.codec.decode(row[field.list_wire]) for field in listed if field.list_wire in row}
            if entry.get(self.key.name) is not None:
                values.append(entry)
        return sorted(values, key=lambda entry: natural(str(entry[self.key.name])))

    def create(self, writer: Writer, values: Values) -> None:
        writer.write(str(self.actions.add), **encode(self.fields, values, creating=True))

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        always = {field.name: current.get(field.name) or "" for field in self.fields if field.always_sent}
        request = {self.actions.update_select: current[self.key.name], **encode(self.fields, {**always, **changes})}
        writer.write(str(self.actions.update), **request)

    def delete(self, writer: Writer, current: Values) -> None:
        writer.write(str(self.actions.delete), **{self.actions.delete_select: current[self.key.name]})


def natural(number: str) -> tuple[int, int, str]:
    """A sort key that puts numbers in numeric order, before words."""
    return (0, int(number), number) if number.isdecimal() else (1, 0, number)
