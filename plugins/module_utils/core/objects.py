# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reading one object of a configuration: option names, aliases and types, from the field table.

The doors let Ansible do this for a module's own options; a configuration of thousands of objects is checked here, in
one pass, with every problem named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ansible.module_utils.common.validation import (
    check_type_bool,
    check_type_dict,
    check_type_float,
    check_type_int,
    check_type_list,
    check_type_str,
)

from .argument_spec import fixed_keys, normal
from .errors import nearest
from .fields import Field, Values
from .redaction import texts_in
from .resource import Resource

_SCALARS: dict[str, Callable[[Any], Any]] = {
    "str": lambda value: check_type_str(value, allow_conversion=isinstance(value, (int, float))),
    "path": check_type_str,
    "int": check_type_int,
    "float": check_type_float,
    "bool": check_type_bool,
    "dict": check_type_dict,
}


def read_object(resource: Resource, given: Any, problems: list[str], where: str) -> Values:
    """Option values of one object; what is null was not given, what is read-only is left out.

    Problems are appended, each beginning with ``where``.
    """
    if not isinstance(given, Mapping):
        problems.append(f"{where} is a {type(given).__name__}, not a dictionary of options")
        return {}
    return fixed_keys(resource) | _read(resource.fields, given, problems, where)


def _read(fields: tuple[Field, ...], given: Mapping[str, Any], problems: list[str], where: str) -> Values:
    names = _names(fields)
    values: Values = {}
    for name, value in given.items():
        field = names.get(name)
        if field is None:
            problems.append(f"{where}: {name!r} is no option{nearest(str(name), names)}")
        elif value is not None and field.writable:
            if field.name in values:
                problems.append(f"{where}: {field.name} is given twice, under two names")
            try:
                values[field.name] = _value(field, value, problems, f"{where}.{field.name}")
            except (TypeError, ValueError):
                problems.append(f"{where}.{field.name} is {_shown(field, value)}, but must be {_kind(field)}")
    return values


_NAMES: dict[int, dict[str, Field]] = {}
"""The index of each table, by the table's identity: tables are made once and stay."""


def _names(fields: tuple[Field, ...]) -> dict[str, Field]:
    if id(fields) not in _NAMES:
        _NAMES[id(fields)] = {
            name: field for field in fields for name in (field.name, *field.aliases) if not field.internal
        }
    return _NAMES[id(fields)]


def _value(field: Field, value: Any, problems: list[str], where: str) -> Any:
    if field.type == "raw":
        return normal(field, value)
    if field.type == "dict":
        if not isinstance(value, Mapping):
            raise TypeError
        return _read(field.fields, value, problems, where) if field.fields else dict(value)
    if field.type != "list":
        return _chosen(field, _SCALARS[field.type](value), problems, where)
    items = check_type_list(value)
    if not field.fields:
        return [_chosen(field, _SCALARS[str(field.elements)](item), problems, where) for item in items]
    if not all(isinstance(item, Mapping) for item in items):
        raise TypeError
    entries = [_read(field.fields, item, problems, f"{where}[{index}]") for index, item in enumerate(items)]
    for index, entry in enumerate(entries):
        if field.list_key and field.list_key not in entry:
            problems.append(f"{where}[{index}] has no {field.list_key}")
    return entries


def _chosen(field: Field, value: Any, problems: list[str], where: str) -> Any:
    if field.choices and value not in field.choices:
        shown = _shown(field, value)
        problems.append(
            f"{where} is {shown}, but must be one of {', '.join(field.choices)}{nearest(str(value), field.choices)}"
        )
    return value


def _shown(field: Field, value: Any) -> str:
    return "a value" if field.secret else repr(value)


def _kind(field: Field) -> str:
    words = {"bool": "true or false", "dict": "a dictionary", "list": "a list", "str": "a text"}
    words |= dict.fromkeys(("int", "float"), "a number")
    return words.get(field.type, field.type)


def secrets_in(fields: tuple[Field, ...], given: Any) -> Iterator[str]:
    """The secret values in an object as the user gave it, before anything is checked."""
    if not isinstance(given, Mapping):
        return
    names = _names(fields)
    for name, value in given.items():
        field = names.get(name)
        if field is None or value is None:
            continue
        if field.secret:
            yield from texts_in(value)
        elif field.fields:
            for entry in value if isinstance(value, list) else [value]:
                yield from secrets_in(field.fields, entry)
