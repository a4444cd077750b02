# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What belongs to an extension and has operations of its own: it comes and goes with the extension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import InvalidInput
from ..core.fields import Field, Values
from ..core.resource import Reader
from .extension import EXTENSION, ByExtendedNumber, has_an_owner, key_fields
from .resource import MAIN

KEYS: tuple[Field, ...] = key_fields(
    "The extension's number with O(user), such as V(101), or its extended number, such as V(0003*101)."
)


@dataclass(frozen=True, kw_only=True)
class ExtensionPart(ByExtendedNumber):
    """A part of extensions of some types, named as they are. ``fields`` begin with ``KEYS``."""

    types: tuple[str, ...]
    created_with: str | None = "extension"
    rules: Any = (has_an_owner,)

    @property
    def made_by(self) -> str:
        return "Check the number and the owner, or create the extension first with voipnow_extension."

    # -- finding

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        extension = EXTENSION.resolve(reader, {name: wanted[name] for name in ("number", "user") if name in wanted})
        return {**super().resolve(reader, {**wanted, **extension}), **extension}

    def find(self, reader: Reader, wanted: Values) -> dict[str, Any] | None:
        return EXTENSION.find(reader, {**wanted, "type": self.types[0]})

    # -- reading

    def read_whole(self, reader: Reader, target: dict[str, Any]) -> Values | None:
        """
        Raises:
            InvalidInput: the extension is of a type that has no such part.
        """
        extension = EXTENSION.read_target(reader, target)
        if extension is None:
            return None
        kind = extension.get("type") or self.types[0]
        if kind not in self.types:
            raise InvalidInput(
                [f"extension {target['extendedNumber']} is of type {kind}, which has no {self.name}"],
                remedy=f"Name an extension of type {' or '.join(self.types)}.",
            )
        keys = {each.name: extension[each.name] for each in KEYS}
        values = {**self._empty(reader), **keys, **self.read_part(reader, target)}
        return self.with_names(reader, values)

    def read_part(self, reader: Reader, target: dict[str, Any]) -> Values:
        """The part's own options of the extension that ``target`` chooses."""
        return self.decode(reader.read(self.operations.get, **target), self.operations.get, [MAIN])

    def read_below(self, reader: Reader, owner: int | None) -> list[Values]:
        """The extensions below an account, or all, that have such a part."""
        rows = EXTENSION.read_below(reader, owner)
        return [
            {name: row[name] for name in ("number", "extended_number")} for row in rows if row["type"] in self.types
        ]

    def called(self, values: Mapping[str, Any]) -> str:
        return f"{self.name} of {values.get('extended_number')}"
