# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Comparing what is wanted with what the PBX has, field by field, and showing the difference."""

from __future__ import annotations

from typing import Any

from .fields import Field, Values

HIDDEN = "********"
HIDDEN_NEW = "******** (new)"


def merge(field: Field, wanted: Any, current: Any) -> Any:
    """The whole value that results when ``wanted`` is laid over ``current``: what is not given stays.

    Dicts and keyed lists are merged, entry by entry, unless ``wanted`` is the whole; every other value replaces the
    current one.
    """
    if not field.fields or (field.whole and field.type == "dict"):
        return wanted
    if field.type == "dict":
        return merge_values(field.fields, wanted or {}, current or {})
    if not field.list_key:
        return wanted
    key = field.list_key
    wanted_by_key = {entry[key]: entry for entry in wanted or ()}
    merged = [
        merge_values(field.fields, wanted_by_key.pop(entry.get(key), {}), entry)
        for entry in current or field.list_defaults
        if not field.whole or entry.get(key) in wanted_by_key
    ]
    return merged + list(wanted_by_key.values())


def readable(field: Field, value: Any) -> Any:
    """A value without those of its suboptions that cannot be read back."""
    hidden = {sub.name for sub in field.fields if not sub.readable}
    if not hidden or not value:
        return value
    entries = [
        {name: part for name, part in entry.items() if name not in hidden}
        for entry in ([value] if field.type == "dict" else value)
    ]
    return entries[0] if field.type == "dict" else entries


def hidden_of_new(field: Field, wanted: Any, current: Any) -> Any:
    """A keyed list in which only entries that the PBX does not have say what cannot be read back."""
    known = {entry.get(field.list_key) for entry in current or ()}
    return [readable(field, [entry])[0] if entry.get(field.list_key) in known else entry for entry in wanted or ()]


def merge_values(fields: tuple[Field, ...], wanted: Values, current: Values) -> Values:
    """``merge`` for each given field of an object or suboption."""
    result = dict(current)
    for field in fields:
        if field.name in wanted:
            result[field.name] = merge(field, wanted[field.name], current.get(field.name))
    return result


def difference(field: Field, before: Any, after: Any) -> tuple[Any, Any] | None:
    """What differs between two values of a field, as (before, after) in the option's own form, or None.

    Of dicts and keyed lists only the differing parts are shown; secrets are masked on both sides.
    """
    if field.fields and field.type == "dict":
        if field.whole and after is not None:
            after = {**dict.fromkeys(sub.name for sub in field.fields), **after}
        parts = differences(field.fields, before or {}, after or {})
        return parts if parts != ({}, {}) else None
    if field.fields and field.list_key:
        return _keyed_difference(field, before or [], after or [])
    same = field.canonical(before) == field.canonical(after)
    if same or (field.fields and _same_entries(field, before or [], after or [])):
        return None
    if field.secret:
        return (None if before is None else HIDDEN), (None if after is None else HIDDEN_NEW)
    return _shown(field, before), _shown(field, after)


def _same_entries(field: Field, before: list[Values], after: list[Values]) -> bool:
    """Whether lists without a key agree, place by place, in what the entries of ``after`` say."""
    if len(before) != len(after):
        return False
    return all(differences(field.fields, old, new) == ({}, {}) for old, new in zip(before, after, strict=True))


def _shown(field: Field, value: Any) -> Any:
    if field.fields and value is not None:
        return [_masked(field.fields, entry) for entry in value]
    return field.canonical(value) if field.type == "list" else value


def _masked(fields: tuple[Field, ...], entry: Values) -> Values:
    """An entry of a list without a key, as a diff shows it: whole, secrets masked."""
    shown = differences(fields, {}, entry)[1]
    return {name: HIDDEN if value == HIDDEN_NEW else value for name, value in shown.items()}


def _keyed_difference(field: Field, before: list[Values], after: list[Values]) -> tuple[Any, Any] | None:
    key = str(field.list_key)
    old, new = ({entry.get(key): entry for entry in entries} for entries in (before, after))
    shown_old: list[Values] = []
    shown_new: list[Values] = []
    for name in sorted({*old, *new}, key=str):
        if field.whole and name not in new:
            shown_old.append(_masked(field.fields, old[name]))
            continue
        parts = differences(field.fields, old.get(name, {}), new.get(name, {}))
        if parts == ({}, {}):
            continue
        for entries, shown, part in ((old, shown_old, parts[0]), (new, shown_new, parts[1])):
            if name in entries:
                shown.append({key: name, **part})
    return (shown_old, shown_new) if shown_old or shown_new else None


def differences(fields: tuple[Field, ...], before: Values, after: Values) -> tuple[Values, Values]:
    """The differing fields of two objects as two dicts, before and after, in the table's order.

    Only fields that ``after`` has are compared: what it lacks is not managed.
    """
    old: Values = {}
    new: Values = {}
    for field in fields:
        if field.name not in after:
            continue
        pair = difference(field, before.get(field.name), after[field.name])
        if pair is not None:
            old[field.name], new[field.name] = pair
    return old, new


def without_secrets(fields: tuple[Field, ...], values: Values) -> Values:
    """A copy of an object without secrets and the vendor's ids, in the table's order, for results and facts."""
    shown: Values = {}
    for field in fields:
        if field.name not in values or field.secret or field.internal:
            continue
        value = values[field.name]
        if field.fields and field.type == "dict" and value is not None:
            value = without_secrets(field.fields, value)
        elif field.fields and value is not None:
            value = [without_secrets(field.fields, entry) for entry in value]
        shown[field.name] = value
    return shown
