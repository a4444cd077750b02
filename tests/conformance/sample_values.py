# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values for options, made from the field table: two for every option, and hypothesis strategies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import rule_problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field

if TYPE_CHECKING:
    from tests.conformance.contract_table import Row

Values = dict[str, Any]

OMIT = object()
"""In place of a value: the option stays out of that set."""

SECRET = "Canary-7f3a"
"""A secret that must be seen nowhere."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def options_of(row: Row, *, with_create_only: bool = True) -> list[Field]:
    """The options of a row's object, without its keys."""
    return [
        field
        for field in row.resource.fields
        if field.writable and not field.key and (with_create_only or not field.create_only)
    ]


def samples(row: Row, field: Field) -> tuple[Any, Any]:
    """Two values for an option: the row's own, else made from the table."""
    return _all_samples(row, field)[:2]


def _all_samples(row: Row, field: Field) -> tuple[Any, ...]:
    return row.values.get(field.name) or (_sample(field, 0), _sample(field, 1))


def sets(row: Row) -> int:
    """How many sets of values there are."""
    return max(len(_all_samples(row, field)) for field in options_of(row))


def whole_set(row: Row, which: int, *, creating: bool) -> Mapping[str, Any]:
    """The first, second or further value of every option, to be given at once.

    ``creating`` has those that are for new objects only; of these, what cannot be read back may be given later too.
    """
    chosen: Values = {}
    for field in options_of(row):
        values = _all_samples(row, field)
        if creating or not field.create_only or field.write_only:
            chosen[field.name] = values[which % len(values)]
    for _one, other in row.quarrels:
        if rule_problems(row.resource, {name: value for name, value in chosen.items() if value is not OMIT}):
            chosen.pop(other, None)
    return {name: value for name, value in chosen.items() if value is not OMIT}


def _sample(field: Field, which: int) -> Any:
    if field.type == "bool":
        return which == 0
    if field.type == "float":
        low, high = field.minimum or 0, field.maximum or 10
        return low + 0.5 if which == 0 else float(high)
    if field.type == "int":
        low = field.minimum if field.minimum is not None else 1
        return low + 1 if which == 0 else (field.maximum if field.maximum is not None else low + 2)
    if field.type == "list":
        return _sample_list(field, which)
    if field.type == "dict":
        return {sub.name: _sample(sub, which) for sub in field.fields}
    return _sample_text(field, which)


def _sample_list(field: Field, which: int) -> list[Any]:
    if field.choices:
        first, second = field.choices[:2]
        return [first, second] if which == 0 else [second]
    if field.fields:
        return [{sub.name: _sample(sub, which) for sub in field.fields}]
    return ["1000", "1001"] if which == 0 else ["1002"]


def _sample_text(field: Field, which: int) -> str:
    if field.choices:
        return field.choices[-1 - which]
    low, high = field.min_length or 1, field.max_length or 24
    if field.pattern and "A-Z" not in field.pattern:
        return ("2468" if which == 0 else "13579")[:high].ljust(low, "0")
    word = field.name.replace("_", "") + ("One" if which == 0 else "Two")
    return word[-high:].rjust(low, "x")


def can_be_emptied(row: Row, field: Field) -> bool:
    """Whether an empty text or list is a value of the option."""
    plain_text = field.type == "str" and not field.choices
    plain_list = field.type == "list" and field.elements != "dict" and not field.min_length
    meant = field.empty_means or (field.nullable and field.by_id)
    return (plain_text or plain_list) and not (field.required or meant or field.name in row.never_empty)


def strategy(row: Row, field: Field) -> st.SearchStrategy[Any]:
    """Values that the documents allow for an option; the row's own where the table cannot tell."""
    if field.name in row.values:
        return st.sampled_from([value for value in row.values[field.name] if value is not OMIT])
    if field.type == "bool":
        return st.booleans()
    if field.type == "float":
        steps = st.integers(2 * (field.minimum or 0), 2 * (field.maximum or 10))
        return steps.map(lambda halves: halves / 2)
    if field.type == "int":
        return st.integers(field.minimum or 0, field.maximum if field.maximum is not None else 99999)
    if field.type == "list":
        items = st.sampled_from(field.choices or ("1000", "1001", "1002", "1003" if field.reference else "090"))
        return st.lists(
            items,
            min_size=0 if can_be_emptied(row, field) else 1,
            max_size=min(field.max_length or 4, 4),
            unique=True,
        )
    if field.choices:
        return st.sampled_from(field.choices)
    # A secret of one letter would be masked wherever that letter is in the result.
    low, high = field.min_length or (6 if field.secret else 1), min(field.max_length or 24, 24)
    alphabet = "0123456789" if field.pattern and "A-Z" not in field.pattern else _LETTERS + "0123456789"
    text = st.text(alphabet, min_size=low, max_size=high)
    return st.just("") | text if can_be_emptied(row, field) or field.empty_means else text
