# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""A resource: its field table and how one object of it is read, created, changed and deleted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .fields import Field, Rule, Values


class Reader(Protocol):
    """The read-only side of a vendor's client. It has no way to write, so a plan cannot either."""

    def read(self, operation: str, /, **parameters: Any) -> Any: ...


class Writer(Protocol):
    """The writing side of a vendor's client. Only the applier gets one."""

    def write(self, operation: str, /, **parameters: Any) -> Any: ...


@dataclass(frozen=True, kw_only=True)
class Resource(ABC):
    """A kind of object on a PBX.

    Args:
        name: in the singular, such as ``extension``; also the result's key.
        plural: such as ``extensions``; the key in facts and configurations.
        summary: what it is, in a few words.
        fields: the table. Exactly one field is the key.
        rules: checks over several options.
    """

    name: str
    plural: str
    summary: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        names = [name for field in self.fields for name in (field.name, *field.aliases)]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"resource {self.name}: doubled option names {doubled}")
        if sum(field.key for field in self.fields) != 1:
            raise ValueError(f"resource {self.name}: exactly one field is the key")

    @property
    def key(self) -> Field:
        return next(field for field in self.fields if field.key)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def label(self, values: Mapping[str, Any]) -> str:
        """How messages call an object, such as ``extension 1001``."""
        return f"{self.name} {values.get(self.key.name)}"

    @property
    def creatable(self) -> bool:
        """Whether the API can create such an object; if not, another resource brings it into being."""
        return True

    def verify(self, reader: Reader, changes: Values) -> list[str]:
        """What in the values to be sent refers to something that the PBX does not have; asked before a write."""
        return []

    @abstractmethod
    def read(self, reader: Reader, wanted: Values) -> Values | None:
        """The object that ``wanted`` names, as option values, or None when the PBX has none."""

    @abstractmethod
    def read_all(self, reader: Reader) -> list[Values]:
        """Every object, as far as a listing tells, in the key's order."""

    @abstractmethod
    def create(self, writer: Writer, values: Values) -> None: ...

    @abstractmethod
    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """Send ``changes`` (whole new values by option name) for the object that ``current`` describes."""

    @abstractmethod
    def delete(self, writer: Writer, current: Values) -> None: ...
