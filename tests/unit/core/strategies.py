# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of fields, for property tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import SET, Field, Values

LETTERS = st.characters(categories=("L", "N", "P", "S"), exclude_characters="*,|")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
"""Anything that can come out of a JSON answer."""
NUMBERS_AS_TEXT = st.from_regex(r"\A[+-]?[0-9]{0,4}(\.[0-9]{0,4})?(e[+-]?[0-9]{1,4})?\Z")


OF_KIND: dict[type[Field], Callable[[Any, bool], st.SearchStrategy[Any]]] = {}
"""How to make values of a vendor's own kinds of field: gets the field and whether to be tidy."""


def texts(field: Field, *, tidy: bool) -> st.SearchStrategy[str]:
    """Texts within a field's limits; tidy ones have no blanks at their ends and no separators of lists."""
    low = (field.min_length or 0) if field.type == "str" else 0
    high = (field.max_length if field.type == "str" else None) or 12
    if field.pattern:
        made = st.from_regex(rf"\A(?:{field.pattern})\Z", alphabet=st.characters(codec="ascii"))
        return made.filter(lambda text: max(low, 1) <= len(text) <= high and (not tidy or text == text.strip()))
    return st.text(LETTERS if tidy else st.characters(codec="utf-8"), min_size=max(low, int(tidy)), max_size=high)


def values_of(field: Field, *, tidy: bool = False) -> st.SearchStrategy[Any]:
    """Values that a user can give for a field; tidy ones are what the PBX would show of them."""
    if type(field) in OF_KIND:
        return OF_KIND[type(field)](field, tidy)
    if field.fields and field.type == "dict":
        return objects_of(field.fields, tidy=tidy)
    if field.type == "list":
        return _lists(field, tidy=tidy)
    return _scalars(field, field.type, tidy=tidy)


def _scalars(field: Field, kind: str | None, *, tidy: bool) -> st.SearchStrategy[Any]:
    if field.choices:
        return st.sampled_from(field.choices)
    if kind == "bool":
        return st.booleans()
    if kind == "int":
        low, high = field.minimum, field.maximum
        return st.integers(0 if low is None else low, 10**6 if high is None else high)
    if kind == "float":
        return st.floats(field.minimum or 0, field.maximum or 10**6, width=32)
    if kind == "dict":
        return st.dictionaries(st.text(max_size=4), JSON, max_size=3)
    made = texts(field, tidy=tidy)
    return made.filter(lambda text: set(text) != {"*"}) if field.secret else made


def _lists(field: Field, *, tidy: bool) -> st.SearchStrategy[list[Any]]:
    low, high = field.min_length or 0, field.max_length or 5
    if not field.fields:
        items = st.lists(_scalars(field, field.elements, tidy=tidy), min_size=low, max_size=high)
        return items.map(lambda found: sorted(set(found), key=str)) if tidy and field.compare == SET else items
    if not field.list_key:
        return st.lists(objects_of(field.fields, tidy=tidy), min_size=low, max_size=high)
    key = next(sub for sub in field.fields if sub.name == field.list_key)
    rest = tuple(sub for sub in field.fields if sub is not key)
    entries = st.builds(
        lambda name, values: {key.name: name, **values}, values_of(key, tidy=True), objects_of(rest, tidy=tidy)
    )
    return st.lists(entries, min_size=low, max_size=high, unique_by=lambda entry: entry[key.name])


def objects_of(
    fields: tuple[Field, ...], *, tidy: bool = False, without: tuple[str, ...] = ()
) -> st.SearchStrategy[Values]:
    """Objects with any of the writable fields."""
    chosen = {
        field.name: values_of(field, tidy=tidy) for field in fields if field.writable and field.name not in without
    }
    return st.fixed_dictionaries({}, optional=chosen)
