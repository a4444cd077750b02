# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Extensions of every type, owned by users.

Numbers are unique below their prefix only: the extended number 0003*101 is number 101 of the organization 0003. A new
extension is asked for by its number; which extended number it gets is VoipNow's to say.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import PbxError
from ..core.fields import Field, Values
from ..core.resource import Reader
from . import errors, names
from .account_fields import option
from .names import EXTENSION_TYPES
from .resource import MAIN, Group, Operations, VoipNowResource

_STAR = "*"
_LISTED, _ROWS = "GetExtensions", "extension"


@dataclass(frozen=True, kw_only=True)
class ByExtendedNumber(VoipNowResource):
    """What the extended number of an extension chooses. Lists tell numbers only, and no owners."""

    def target(self, current: Values) -> dict[str, Any]:
        return {"extendedNumber": current["extended_number"]}

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        return self.read_target(reader, {"extendedNumber": row["extended_number"]})

    def read_all(self, reader: Reader) -> list[Values]:
        return self.read_below(reader, None)

    @abstractmethod
    def read_below(self, reader: Reader, owner: int | None) -> list[Values]:
        """Those below an account, or all, as far as the lists tell."""

    def read_keyed(self, reader: Reader, names: Collection[str] | None) -> list[Values]:
        """Lists have no owner, so each extension is read. An extended number is one of ``names`` as well."""
        rows = [row for row in self.read_all(reader) if names is None or row["number"] in names]
        return [whole for row in rows if (whole := self.read_listed(reader, row))]


@dataclass(frozen=True, kw_only=True)
class ExtensionResource(ByExtendedNumber):
    """An extension, by its number and its owner, or by its extended number."""

    # -- finding

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """An extended number becomes the number and the owner."""
        number = str(wanted["number"]).strip()
        if _STAR not in number:
            return super().resolve(reader, wanted)
        details = self._details(reader, number, wanted.get("type"))
        plain = number.rpartition(_STAR)[2]
        if details is None:
            return super().resolve(reader, wanted)
        owner = names.name_of(reader, "user", details.get("parentID"), names.anywhere)
        resolved = super().resolve(reader, {**wanted, "number": str(details.get("extensionNo") or plain)})
        return {"user": owner, **resolved}

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        found = super().verify(reader, changes, configured)
        number = str(changes["number"])
        if _STAR not in number:
            return found
        plain = number.rpartition(_STAR)[2]
        return [f"number: there is no extension {number}; a new one needs number: {plain} and user", *found]

    def find(self, reader: Reader, wanted: Values) -> dict[str, Any] | None:
        number = str(wanted["number"]).strip()
        if _STAR in number:
            return {"extendedNumber": number} if self._details(reader, number, wanted.get("type")) else None
        owner = names.account(reader, "user", wanted["user"]) if wanted.get("user") else None
        if owner is None:
            return None
        extended = self._extended(reader, names.id_in(owner), number, wanted.get("type"))
        return None if extended is None else {"extendedNumber": extended}

    def _extended(self, reader: Reader, owner: int, number: str, kind: str | None) -> str | None:
        """The extended number of an owner's extension.

        Lists have one type each. One that shows the owner's prefix is enough: the details tell the rest, and the
        prefix is kept for the next item of a loop.
        """
        if reader.whole_lists:
            return self._among_all(reader, owner, number)
        prefixes = names.prefixes(reader)
        if owner not in prefixes:
            first = kind or EXTENSION_TYPES[0]
            for each in (first, *(other for other in EXTENSION_TYPES if other != first)):
                known = [str(row["extendedNumber"]) for row in _rows(reader, each, owner) if row.get("extendedNumber")]
                if known:
                    prefixes[owner] = known[0].rpartition(_STAR)[0]
                    break
            else:
                return None
            listed = next((extended for extended in known if extended.rpartition(_STAR)[2] == number), None)
            if listed:
                return listed
        extended = f"{prefixes[owner]}{_STAR}{number}"
        details = self._details(reader, extended)
        return extended if details and str(details.get("parentID")) == str(owner) else None

    def _among_all(self, reader: Reader, owner: int, number: str) -> str | None:
        """The same from the whole lists, where numbers are the same in several organizations."""
        key = "extended numbers by number"
        if key not in reader.memo:
            reader.memo[key] = {}
            for row in self.read_all(reader):
                reader.memo[key].setdefault(row["number"], []).append(str(row["extended_number"]))
        for extended in reader.memo[key].get(number, ()):
            details = self._details(reader, extended)
            if details and str(details.get("parentID")) == str(owner):
                return extended
        return None

    def _details(self, reader: Reader, extended: str, kind: str | None = None) -> dict[str, Any] | None:
        """The details of an extended number, None where there is none.

        Code 100 has two meanings, so a list has to agree, unless one has been read before in this process.
        """
        key = f"details of extension {extended}"
        if key not in reader.memo:
            try:
                reader.memo[key] = reader.read(self.operations.get, extendedNumber=extended)
            except PbxError as error:
                if error.code not in errors.NOT_THERE:
                    raise
                if not (names.prefixes(reader) or any(name.startswith("rows of extension") for name in reader.memo)):
                    _rows(reader, kind or EXTENSION_TYPES[0], None)  # says so if the token is what was refused
                reader.memo[key] = None
        return reader.memo[key]

    # -- reading

    def target_of_new(self, answer: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"extendedNumber": answer["extendedNumber"]} if answer.get("extendedNumber") else None

    def read_whole(self, reader: Reader, target: dict[str, Any]) -> Values | None:
        details = self._details(reader, target["extendedNumber"])
        if details is None:
            return None
        number = {"extensionNo": target["extendedNumber"].rpartition(_STAR)[2]}
        document = {**number, **target, **details}
        values = {**self._empty(reader), **self.decode(document, self.operations.get, [MAIN])}
        return self.with_names(reader, values)

    def called(self, values: Mapping[str, Any]) -> str:
        return f"extension {values.get('extended_number')}"

    def read_below(self, reader: Reader, owner: int | None) -> list[Values]:
        """The extensions below an account, or all, type by type, as far as the lists tell."""
        rows = [{**row, "extensionType": kind} for kind in EXTENSION_TYPES for row in _rows(reader, kind, owner)]
        values = self.decode_rows(rows)
        for each in values:
            each["number"] = str(each.get("extended_number") or "").rpartition(_STAR)[2]
        return sorted(values, key=lambda each: str(each.get("extended_number")))

    # -- writing

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        request = super().add_request(reader, values)
        return request if values.get("password") else {**request, "passwordAuto": True}


def _rows(reader: Reader, kind: str, owner: int | None) -> list[dict[str, Any]]:
    key = f"rows of extension {kind} {owner}"
    if key not in reader.memo:
        narrow = {} if owner is None else {"parentID": owner}
        reader.memo[key] = reader.read_all(_LISTED, _ROWS, extensionType=kind, **narrow)
    return reader.memo[key]


def terminals(reader: Reader, owner: int | None) -> list[str]:
    """The extended numbers of the phone terminals below an account, or of all."""
    rows = _rows(reader, EXTENSION_TYPES[0], owner)
    return [str(row["extendedNumber"]) for row in rows if row.get("extendedNumber")]


def has_an_owner(wanted: Values) -> str | None:
    if wanted.get("number") and _STAR not in str(wanted["number"]) and not wanted.get("user"):
        return "user must be given, or number must be the extended number, such as 0003*101"
    return None


def key_fields(*number: str) -> tuple[Field, ...]:
    """What names an extension; ``number`` describes the first."""
    return (
        Field(
            name="number",
            description=number,
            aliases=("extensionNo", "extendedNumber", "extension"),
            wire="extensionNo",
            pattern=r"([0-9]+\*)*[0-9]+",
            pattern_words="digits, in an extended number with stars between",
            key=True,
        ),
        Field(
            name="user",
            description="The owner, by login, identifier or id.",
            aliases=("owner", "parent"),
            wire="parentID",
            reference="user",
            by_id=True,
            key=True,
        ),
        Field(
            name="extended_number",
            description="The extended number.",
            wire="extendedNumber",
            list_wire="extendedNumber",
            read_only=True,
        ),
    )


EXTENSION = ExtensionResource(
    name="extension",
    plural="extensions",
    summary="extensions",
    has_number=True,
    rules=(has_an_owner,),
    fields=(
        *key_fields(
            "The number with O(user), such as V(101), or the extended number, such as V(0003*101).",
            "A new extension needs the number and O(user).",
        ),
        option(
            "type",
            "The type, which is a phone terminal if it is not given.",
            "extensionType",
            choices=EXTENSION_TYPES,
            list_wire="extensionType",
            create_only=True,
        ),
        option("label", "The extension's label.", required=True, list_wire="label", always_sent=True, max_length=255),
        option(
            "password",
            "The password that phones register with. Without it VoipNow makes one for a new extension.",
            write_only=True,
            secret=True,
            min_length=4,
            max_length=64,
        ),
        Field(
            name="template",
            description="The extension template, by name or id.",
            wire="templateID",
            aliases=("templateID",),
            reference="template",
            by_id=True,
            create_only=True,
        ),
        option(
            "notify",
            "Who is told of the new extension: four digits 0 or 1, for administrator, service provider, organization "
            "and user. Since schema 5.",
            "notifyOnly",
            pattern="[01]{4}",
            pattern_words="four digits 0 or 1",
            create_only=True,
            write_only=True,
        ),
        option(
            "notify_email",
            "Another address that is told of the new extension. Since schema 5.",
            "otherNotifyEmail",
            create_only=True,
            write_only=True,
        ),
    ),
    operations=Operations(
        add="AddExtension",
        get="GetExtensionDetails",
        delete="DelExtension",
        groups={MAIN: Group(write="EditExtension")},
    ),
)
