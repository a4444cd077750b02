# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The public numbers of extensions.

Source: the vendor's schema 3.0.0, GetPublicNoPoll, AssignPublicNo and UnassignPublicNo. Numbers are handed down: an
extension can get what its user has. Reads show a number as its channel's external number; of numbers that are assigned
the DID is known as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..core.errors import PbxError, nearest
from ..core.fields import SET, Values
from ..core.resource import Configured, Reader, Writer
from . import names
from .account_fields import option
from .extension_part import KEYS, ExtensionPart
from .names import EXTENSION_TYPES
from .resource import MAIN, Group, Operations

_PUNCTUATION = str.maketrans("", "", " ()-./")
Row = Mapping[str, Any]


class Numbers(NamedTuple):
    """What somebody has, and what else can be assigned to it: rows with an ID."""

    assigned: tuple[Row, ...]
    available: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class PublicNumbersResource(ExtensionPart):
    """The public numbers of an extension."""

    # -- reading

    def read_part(self, reader: Reader, target: dict[str, Any]) -> Values:
        return {"numbers": [_shown(row) for row in self._numbers(reader, target).assigned]}

    def _numbers(self, reader: Reader, holder: Mapping[str, Any]) -> Numbers:
        """The numbers of an extension, or of a user, asked for once between two writes."""
        key = f"public numbers of {holder}"
        if key not in reader.memo:
            poll = reader.read(self.operations.get, **holder).get("publicNo") or {}
            reader.memo[key] = Numbers(*(tuple(poll.get(name) or ()) for name in Numbers._fields))
        return reader.memo[key]

    def _possible(self, reader: Reader, values: Values) -> Numbers | None:
        """The numbers of an extension; of one that is yet to come those of its user, None when there is none either."""
        current = self.read(reader, values)
        if current is not None:
            return self._numbers(reader, self.target(current))
        owner = names.account(reader, "user", values["user"]) if values.get("user") else None
        return owner and Numbers((), self._numbers(reader, {"userID": names.id_in(owner)}).assigned)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """The numbers as a read shows them."""
        resolved = super().resolve(reader, wanted)
        possible = self._possible(reader, resolved) if resolved.get("numbers") else None
        if possible is None:
            return resolved
        return {**resolved, "numbers": [_spelt(number, possible) for number in resolved["numbers"]]}

    # -- checks

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        found = super().verify(reader, changes, configured)
        possible = self._possible(reader, changes) if changes.get("numbers") else None
        if possible is None:
            return found
        freed = self._freed(reader, changes, configured or {})
        for number in dict.fromkeys(changes["numbers"]):
            if _matching(number, possible.assigned) or number in freed:
                continue
            rows = _matching(number, possible.available)
            if len(rows) > 1:
                channels = " and ".join(str(row.get("channel")) for row in rows)
                found.append(f"numbers: {number} is a number of {channels}, and which of them is meant cannot be told")
            elif not rows:
                found.append(f"numbers: {self._refusal(reader, number, possible, changes.get('user'))}")
        return found

    def _freed(self, reader: Reader, changes: Values, configured: Configured) -> set[str]:
        """Numbers that the same run takes from other extensions of the user."""
        freed: set[str] = set()
        for other in configured.get(self.reference_name, {}).values():
            if "numbers" in other and other.get("user") == changes.get("user"):
                freed |= set((self.read(reader, other) or {}).get("numbers", ())) - set(other["numbers"])
        return freed

    def _refusal(self, reader: Reader, number: str, possible: Numbers, user: Any) -> str:
        """Why a number cannot be assigned, as far as the app may look."""
        owner = names.account(reader, "user", user) if user else None
        of_user = Numbers((), ())
        if owner is not None:
            of_user = names.if_allowed(self._numbers, reader, {"userID": names.id_in(owner)}) or of_user
        if _matching(number, of_user.assigned):
            return f"{number} belongs to another extension of user {user}"
        if _matching(number, of_user.available) or names.if_allowed(_is_anywhere, reader, number):
            return (
                f"user {user} does not have {number}; it must be assigned to the user first, or another account has it"
            )
        known = [_shown(row) for rows in possible for row in rows]
        return f"there is no public number {number} to be assigned{nearest(number, known)}"

    def in_two(self, before: Values, changes: Values) -> tuple[Values, Values]:
        """What extensions lose is taken away before any of them gets more: it may be the same numbers."""
        had, wanted = before.get("numbers") or [], changes["numbers"]
        kept = [number for number in wanted if number in had]
        if len(kept) == len(wanted):
            return changes, {}
        return ({"numbers": kept} if set(had) - set(kept) else {}), changes

    # -- writing

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """Nothing is taken away before the new numbers are there."""
        target = self.target(current)
        possible = self._numbers(writer, target)
        kept: list[Any] = []
        new: list[Any] = []
        for number in dict.fromkeys(changes["numbers"]):
            mine = _matching(number, possible.assigned)
            kept += [row["ID"] for row in mine]
            if mine:
                continue
            rows = _matching(number, possible.available)
            if not rows:
                raise PbxError(
                    f"the public number {number} is not available to extension {current['extended_number']}",
                    remedy="Take it from who has it, or assign it to the extension's user first.",
                )
            new.append(rows[0]["ID"])
        gone = [row["ID"] for row in possible.assigned if row["ID"] not in kept]
        if new:
            writer.write("AssignPublicNo", didID=new, **target)
        if gone:
            try:
                writer.write("UnassignPublicNo", didID=gone, **target)
            except PbxError as error:
                error.known = error.known or (
                    "The new numbers were assigned, the others are still there" if new else None
                )
                raise
        writer.memo[self._place(current)] = target


def _shown(row: Row) -> str:
    return str(row.get("externalNo") or row.get("did") or row["ID"])


def _spellings(row: Row) -> Iterable[str]:
    return (str(row[name]) for name in ("externalNo", "did") if row.get(name))


def _plain(number: str) -> str:
    """A number without the punctuation that people write, and without a leading plus."""
    return number.translate(_PUNCTUATION).removeprefix("+")


def _matching(number: str, rows: Iterable[Row]) -> list[Row]:
    """The rows that a number means, as it is spelt before other ways."""
    number, rows = str(number).strip(), list(rows)
    for same in (
        lambda row: number == _shown(row),
        lambda row: number in _spellings(row),
        lambda row: _plain(number) in map(_plain, _spellings(row)),
    ):
        found = [row for row in rows if same(row)]
        if found:
            return found
    return []


def _spelt(number: str, possible: Numbers) -> str:
    """A number as reads show it."""
    rows = _matching(number, possible.assigned) or _matching(number, possible.available)
    return _shown(rows[0]) if rows else str(number).strip()


def _is_anywhere(reader: Reader, number: str) -> bool:
    """Whether a channel has the number."""
    return any(
        _plain(number) in (_plain(str(row.get("phoneNo"))), _plain(str(row.get("did"))))
        for channel in reader.read_all("GetChannels", "channel")
        for row in reader.read_all("GetPublicNo", "publicNo", channelID=channel["ID"])
    )


PUBLIC_NUMBERS = PublicNumbersResource(
    name="public_numbers",
    plural="assigned_numbers",
    summary="the public numbers of extensions",
    types=EXTENSION_TYPES,
    fields=(
        *KEYS,
        option(
            "numbers",
            (
                "The public numbers, also called DIDs, that lead to the extension.",
                "A number can be given as its external number or, once it is assigned, as its DID; with or without a "
                "leading plus, blanks and punctuation.",
                "The list is the whole: numbers that are not in it are taken away, and with an empty one all are.",
            ),
            "didID",
            aliases=("didID", "dids", "publicNo"),
            type="list",
            elements="str",
            compare=SET,
        ),
    ),
    operations=Operations(get="GetPublicNoPoll", groups={MAIN: Group(write="AssignPublicNo")}),
)
