# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vendors' documented operations as data, one JSON file per vendor.

``load("ucm")`` gives a :class:`Contract`. The files hold facts only (names, types, enums, limits); they are read by the
simulators, by the coverage report and by tests, never by the plugins.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

READING_KINDS = frozenset({"read", "list", "report"})
WRITING_KINDS = frozenset({"create", "update", "delete", "action"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a request, or one field of an answer.

    ``name`` is a path: ``a.b`` is a member of the object ``a``, ``a[].b`` a member of the items of the array ``a``.
    ``also_seen`` lists values outside ``enum`` that the vendor's own answers show. ``table_required`` marks what a
    table calls mandatory while the vendor's example leaves it out. ``inferred`` marks names taken from a neighbouring
    operation.
    """

    name: str
    type: str
    required: bool = False
    table_required: bool = False
    inferred: bool = False
    enum: tuple[Any, ...] = ()
    also_seen: tuple[Any, ...] = ()
    items_enum: tuple[str, ...] = ()
    separator: str | None = None
    min: float | None = None
    max: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    nullable: bool = False
    default: Any = None
    printed: str | None = None
    secret: bool = False

    @property
    def leaf(self) -> str:
        """The name without the path that leads to it."""
        return self.name.removesuffix("[]").rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True)
class Requirement:
    """When ``parameter`` has ``value``, ``then`` are mandatory."""

    parameter: str
    value: Any
    then: tuple[str, ...]


@dataclass(frozen=True)
class Operation:
    """One documented operation. ``wire`` is what the wire calls it, with the sub-action where one exists."""

    id: str
    action: str
    kind: str
    resource: str
    sub_action: str | None = None
    parameters: tuple[Parameter, ...] = ()
    returns: tuple[Parameter, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    required_if: tuple[Requirement, ...] = ()

    @property
    def wire(self) -> str:
        return f"{self.action} {self.sub_action}" if self.sub_action else self.action

    @property
    def writes(self) -> bool:
        return self.kind in WRITING_KINDS

    @cached_property
    def parameter(self) -> Mapping[str, Parameter]:
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def returned(self) -> Mapping[str, Parameter]:
        return {parameter.name: parameter for parameter in self.returns}


@dataclass(frozen=True)
class Contract:
    """Everything that one vendor documents. ``errors`` maps the vendor's code to a short name.

    ``beyond`` are the operations that the vendor's schema has and its document of operations lacks.
    """

    vendor: str
    product: str
    version: str
    errors: Mapping[str, str]
    secrets: frozenset[str]
    operations: tuple[Operation, ...] = field(repr=False)
    beyond: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Operation]:
        return iter(self.operations)

    def __getitem__(self, operation_id: str) -> Operation:
        return self._by_id[operation_id]

    @cached_property
    def _by_id(self) -> Mapping[str, Operation]:
        return {operation.id: operation for operation in self.operations}

    @cached_property
    def by_action(self) -> Mapping[str, tuple[Operation, ...]]:
        """Operations by wire action; more than one where sub-actions or parameters tell them apart."""
        found: dict[str, tuple[Operation, ...]] = {}
        for operation in self.operations:
            found[operation.action] = (*found.get(operation.action, ()), operation)
        return found

    @cached_property
    def parameter_names(self) -> frozenset[str]:
        """Every name (without path) that a request of this vendor may carry."""
        return frozenset(parameter.leaf for operation in self.operations for parameter in operation.parameters)


@cache
def load(vendor: str) -> Contract:
    """Contract of ``vendor``; FileNotFoundError when there is none."""
    data = json.loads((Path(__file__).parent / f"{vendor}.json").read_text(encoding="utf-8"))
    operations = tuple(_operation(entry) for entry in data["operations"])
    services = data.get("schema", {}).get("services", {}).values()
    in_schema = {name for service in services for name in service["operations"]}
    return Contract(
        vendor=data["vendor"],
        product=data["product"],
        version=data["version"],
        errors=data["errors"],
        secrets=frozenset(data["secrets"]),
        operations=operations,
        beyond=frozenset(in_schema - {operation.action for operation in operations}),
    )


def vendors() -> tuple[str, ...]:
    """Vendors that have a contract file, sorted."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.json")))


def _operation(entry: dict[str, Any]) -> Operation:
    return Operation(
        id=entry["id"],
        action=entry["action"],
        kind=entry["kind"],
        resource=entry["resource"],
        sub_action=entry.get("sub_action"),
        parameters=tuple(_parameter(row) for row in entry["params"]),
        returns=tuple(_parameter(row) for row in entry["returns"]),
        one_of=tuple(tuple(names) for names in entry.get("one_of", ())),
        required_if=tuple(Requirement(name, value, tuple(then)) for name, value, then in entry.get("required_if", ())),
    )


def _parameter(row: dict[str, Any]) -> Parameter:
    return Parameter(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
