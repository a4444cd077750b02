# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Argument specs made from field tables, and the checks that an argument spec cannot express."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from .errors import nearest
from .fields import Field, Rule, Values
from .resource import Resource

Spec = dict[str, dict[str, Any]]


class Table(Protocol):
    """What has fields and rules over them: a resource, or a task without one."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The options."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The checks over several of them."""


def argument_spec(fields: Iterable[Field]) -> Spec:
    """The argument spec of a table's writable fields. In a keyed list the key is required."""
    return {field.name: _option(field) for field in fields if field.writable}


def _option(field: Field) -> dict[str, Any]:
    option: dict[str, Any] = {"type": field.type}
    if field.elements:
        option["elements"] = field.elements
    if field.choices:
        option["choices"] = list(field.choices)
    if field.aliases:
        option["aliases"] = list(field.aliases)
    if field.fields:
        option["options"] = argument_spec(field.fields)
        if field.list_key:
            option["options"][field.list_key]["required"] = True
    if field.secret:
        option["no_log"] = True
    elif any(word in field.name for word in ("pass", "secret", "pin", "key")):
        option["no_log"] = False  # the name looks like a secret's and is none
    return option


def problems(table: Table, wanted: Values) -> list[str]:
    """Everything wrong with the given options of one object or action, as sentences that name the option."""
    return [*limit_problems(table, wanted), *rule_problems(table, wanted)]


def limit_problems(table: Table, wanted: Values) -> list[str]:
    """What is wrong with single options; each begins with the option's place, such as ``members[2].pin``."""
    return [problem for field in table.fields for problem in _field_problems(field, wanted.get(field.name))]


def rule_problems(table: Table, wanted: Values) -> list[str]:
    """What is wrong with options beside each other."""
    return [problem for rule in table.rules if (problem := rule(wanted))]


def _field_problems(field: Field, value: Any, path: str = "") -> Iterator[str]:
    if value is None:
        return
    path = f"{path}{field.name}"
    if field.type == "dict" and field.fields:
        for sub in field.fields:
            yield from _field_problems(sub, value.get(sub.name), f"{path}.")
    elif field.type == "list":
        yield from _list_problems(field, value, path)
    elif field.type in ("int", "float"):
        if (field.minimum is not None and value < field.minimum) or (
            field.maximum is not None and value > field.maximum
        ):
            yield f"{path} is {value}, but must be {_between(field.minimum, field.maximum)}"
    elif field.type == "raw":
        try:
            field.codec.encode(value)
        except ValueError as error:
            yield f"{path} {error}"
    elif value == "" and field.by_id and field.nullable:
        yield f"{path} is empty; to put it back to the PBX's default, name it in reset"
    elif field.type == "str" and value != "":
        yield from _text_problems(field, value, path)


def _list_problems(field: Field, value: list[Any], path: str) -> Iterator[str]:
    low, high = field.min_length, field.max_length
    if (low is not None and len(value) < low) or (high is not None and len(value) > high):
        yield f"{path} has {len(value)} entries, but must have {_between(low, high)}"
    if field.list_key:
        keys = [entry.get(field.list_key) for entry in value]
        for key in sorted({key for key in keys if keys.count(key) > 1}, key=str):
            yield f"{path} has {field.list_key} {key} more than once"
    for entry in value:
        if field.fields:
            where = f"{path}[{entry.get(field.list_key)}]." if field.list_key else f"{path}."
            for sub in field.fields:
                yield from _field_problems(sub, entry.get(sub.name), where)
        elif isinstance(entry, str):
            yield from _text_problems(field, entry, path, of_list=True)


def _text_problems(field: Field, value: str, path: str, *, of_list: bool = False) -> Iterator[str]:
    shown = "the value" if field.secret else repr(value)
    low, high = (None, None) if of_list else (field.min_length, field.max_length)
    if (low is not None and len(value) < low) or (high is not None and len(value) > high):
        yield f"{path}: {shown} has {len(value)} characters, but must have {_between(low, high)}"
    if field.pattern and not re.fullmatch(field.pattern, value, re.ASCII):
        yield f"{path}: {shown} must be {field.pattern_words}"


def _between(low: int | None, high: int | None) -> str:
    if low is None:
        return f"{high} at most"
    return f"{low} at least" if high is None else f"{low} to {high}"


def check_names(given: Iterable[str], known: Iterable[str], what: str) -> list[str]:
    """A problem for each given name that is not known, with the nearest known one."""
    known = list(known)
    return [f"{name!r} is not {what}{nearest(name, known)}" for name in given if name not in known]


def without_nulls(spec: Mapping[str, Mapping[str, Any]], params: Mapping[str, Any]) -> Values:
    """``params`` without options that are null, at any depth of the spec: null means not given.

    ansible-core would refuse null for an option with choices. Unknown names stay, for the validation to refuse.
    """
    options = {name: option for key, option in spec.items() for name in (key, *option.get("aliases", ()))}
    kept: Values = {}
    for name, value in params.items():
        inner = options.get(name, {}).get("options")
        if inner and isinstance(value, Mapping):
            kept[name] = without_nulls(inner, value)
        elif inner and isinstance(value, list):
            kept[name] = [without_nulls(inner, entry) if isinstance(entry, Mapping) else entry for entry in value]
        elif value is not None or name not in options:
            kept[name] = value
    return kept


def given(resource: Resource, params: Mapping[str, Any]) -> Values:
    """The resource's options that the user gave, and a fixed key; what is None was not given, at any depth."""
    return fixed_keys(resource) | given_values(resource.fields, params)


def given_values(fields: Iterable[Field], params: Mapping[str, Any]) -> Values:
    """The values of a table's options that the user gave."""
    return {
        field.name: _given(field, params[field.name])
        for field in fields
        if field.writable and params.get(field.name) is not None
    }


def fixed_keys(resource: Resource) -> Values:
    return {field.name: field.fixed for field in resource.keys if field.fixed}


def _given(field: Field, value: Any) -> Any:
    if field.type == "raw":
        return normal(field, value)
    if not field.fields or value is None:
        return value
    if field.type == "dict":
        return {sub.name: _given(sub, value[sub.name]) for sub in field.fields if value.get(sub.name) is not None}
    return [
        {sub.name: _given(sub, entry[sub.name]) for sub in field.fields if entry.get(sub.name) is not None}
        for entry in value
    ]


def normal(field: Field, value: Any) -> Any:
    """A value that can be written in several ways, as a read shows it; one that cannot be read stays, to be refused."""
    try:
        return field.codec.decode(field.codec.encode(value))
    except ValueError:
        return value
