# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every resource table of the UCM, and what its fields are on the wire, for holding them against the contract."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, NamedTuple

from ansible_collections.telephony.pbx.plugins.module_utils import ucm
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.resource import UcmResource
from tests.contracts import Operation, load

CONTRACT = load("ucm")


def resources() -> list[UcmResource]:
    """Every resource that a module of the package defines, by name."""
    modules = [
        importlib.import_module(f"{ucm.__name__}.{module.name}") for module in pkgutil.iter_modules(ucm.__path__)
    ]
    found = {
        value.name: value for module in modules for value in vars(module).values() if isinstance(value, UcmResource)
    }
    return [found[name] for name in sorted(found)]


class OnWire(NamedTuple):
    """A field under one of its wire names, as the contract writes paths: ``a``, ``a[].b``, ``a.b``."""

    path: str
    field: Field


def written(fields: tuple[Field, ...], *, creating: bool, prefix: str = "") -> Iterator[OnWire]:
    """What a request can carry of a table."""
    for field in fields:
        if not field.writable or (field.create_only and not creating):
            continue
        if field.flattened:
            yield from written(field.beside, creating=creating, prefix=prefix)
            continue
        names = field.wire if isinstance(field.wire, tuple) else (str(field.wire),)
        if creating and field.create_wire:
            names = (field.create_wire,)
        for name in names:
            yield OnWire(prefix + name, field)
        if field.fields:
            below = f"{prefix}{names[0]}{'[]' if field.type == 'list' else ''}."
            yield from written(field.fields, creating=creating, prefix=below)


def read(fields: tuple[Field, ...], *, prefix: str = "") -> Iterator[tuple[Field, list[str]]]:
    """The paths where a get answer may have a field; any of them is enough."""
    for field in fields:
        if not field.readable:
            continue
        if field.flattened:
            yield from read(field.beside, prefix=prefix)
        elif isinstance(field.wire, tuple):
            for name in field.wire:
                yield field, [f"{prefix}{field.read_wire or ''}{name}"]
        else:
            paths = [prefix + path for path in field.read_paths()]
            yield field, paths
            if field.fields:
                yield from read(field.fields, prefix=f"{paths[0]}{'[]' if field.type == 'list' else ''}.")


def operation(action: str | None) -> Operation | None:
    """The contract's operation of an action; None for none."""
    if action is None:
        return None
    (found,) = CONTRACT.by_action[action]
    return found


def words_on_wire(field: Field) -> set[str] | None:
    """All wire values, as text, of a field that has few; None for the others."""
    if field.type == "list":
        return {str(choice) for choice in field.choices} or None
    if field.type == "bool":
        return {str(field.codec.encode(value)) for value in (True, False)}
    if field.choices:
        return {str(field.codec.encode(choice)) for choice in field.choices}
    return None


def example(field: Field) -> Any:
    """An option value for looking at its type on the wire."""
    if field.choices:
        return field.choices[0]
    made = {"bool": True, "int": 7, "float": 7.5, "str": "7", "list": [] if field.fields else ["7"], "dict": {}}
    return made[field.type]
