# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merging what is wanted with what is there, and showing the difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import (
    HIDDEN,
    HIDDEN_NEW,
    difference,
    differences,
    merge,
    merge_values,
    without_secrets,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from tests.unit.core.fake_resource import EVENTS, FIELDS
from tests.unit.core.strategies import objects_of, values_of

BY_NAME = {field.name: field for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(data=st.data())
def test_nothing_differs_from_itself(field: Field, data: st.DataObject) -> None:
    value = data.draw(values_of(field))
    assert difference(field, value, value) is None


@given(objects_of(FIELDS), objects_of(FIELDS))
def test_what_is_merged_has_all_that_is_wanted_and_keeps_the_rest(
    wanted: dict[str, Any], current: dict[str, Any]
) -> None:
    merged = merge_values(FIELDS, wanted, current)
    assert merge_values(FIELDS, wanted, merged) == merged
    for name, field in BY_NAME.items():
        if name not in wanted:
            assert merged.get(name) == current.get(name)
            assert (name in merged) == (name in current)
        elif not field.fields:
            assert merged[name] == wanted[name]


@given(objects_of(FIELDS), objects_of(FIELDS))
def test_only_differing_fields_are_shown_in_the_tables_order(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = differences(FIELDS, before, after)
    assert list(old) == list(new) == [field.name for field in FIELDS if field.name in old]
    assert set(new) <= set(after)
    events = [entry["event"] for entry in new.get("rules", ())]
    assert events == sorted(events), "keyed entries are in the order of their keys"
    for name in after:
        assert (name in new) == (difference(BY_NAME[name], before.get(name), after[name]) is not None)


@given(objects_of(FIELDS), objects_of(FIELDS), st.randoms(use_true_random=False))
def test_the_order_of_a_diff_does_not_depend_on_the_order_of_what_is_compared(
    before: dict[str, Any], after: dict[str, Any], random: Any
) -> None:
    def shuffled(values: dict[str, Any]) -> dict[str, Any]:
        pairs = list(values.items())
        random.shuffle(pairs)
        mixed = dict(pairs)
        if "rules" in mixed:
            mixed["rules"] = random.sample(mixed["rules"], len(mixed["rules"]))
        return mixed

    assert repr(differences(FIELDS, before, after)) == repr(differences(FIELDS, shuffled(before), shuffled(after)))


SECRET = "Hidden-9472"


@given(objects_of(FIELDS), objects_of(FIELDS))
def test_no_secret_is_in_a_difference_or_a_shown_object(before: dict[str, Any], after: dict[str, Any]) -> None:
    for values, ending in ((before, "old"), (after, "new")):
        for name in ("password", "pin", "birth_code"):
            if name in values:
                values[name] = f"{SECRET} {ending}"
        for entry in (*values.get("rules", ()), *values.get("steps", ())):
            entry["code"] = f"{SECRET} {ending}"
    assert SECRET not in repr(differences(FIELDS, before, after))
    assert SECRET not in repr(without_secrets(FIELDS, after))


def test_secrets_are_masked_on_both_sides() -> None:
    password = BY_NAME["password"]
    assert difference(password, "one", "two") == (HIDDEN, HIDDEN_NEW)
    assert difference(password, None, "two") == (None, HIDDEN_NEW)
    assert difference(password, "one", None) == (HIDDEN, None)
    assert difference(password, "one", "one") is None


def test_sets_ignore_order_and_repeats_and_ordered_lists_do_not() -> None:
    assert difference(BY_NAME["tags"], ["a", "b"], ["b", "a", "b"]) is None
    assert difference(BY_NAME["order"], ["a", "b"], ["b", "a"]) == (["a", "b"], ["b", "a"])
    assert difference(BY_NAME["tags"], ["b", "a"], ["c", "a"]) == (["a", "b"], ["a", "c"])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("label", None, ""),
        ("label", "x", " x "),
        ("mode", "old", "new"),
        ("order", None, []),
        ("hours", None, {}),
        ("rules", None, []),
        ("address", {"street": None}, {"street": ""}),
    ],
)
def test_what_means_the_same_is_no_difference(name: str, before: Any, after: Any) -> None:
    assert difference(BY_NAME[name], before, after) is None


def test_of_dicts_only_the_differing_parts_are_shown() -> None:
    before, after = {"street": "Elm", "number": 1}, {"street": "Elm", "number": 2}
    assert difference(BY_NAME["address"], before, after) == ({"number": 1}, {"number": 2})


def test_of_keyed_lists_only_the_differing_entries_and_parts_are_shown() -> None:
    before = [{"event": "ring", "target": "1", "active": True}, {"event": "hold", "target": "2"}]
    after = [{"event": "hold", "target": "2"}, {"event": "ring", "target": "3"}, {"event": "hang_up", "active": True}]
    assert difference(BY_NAME["rules"], before, after) == (
        [{"event": "ring", "target": "1"}],
        [{"event": "hang_up", "active": True}, {"event": "ring", "target": "3"}],
    )


def test_a_new_entry_of_a_keyed_list_is_shown_even_if_it_has_only_its_key() -> None:
    assert difference(BY_NAME["rules"], [], [{"event": "hold"}]) == ([], [{"event": "hold"}])


def test_lists_without_a_key_are_shown_whole_and_masked() -> None:
    before = [{"action": "dial", "code": "1"}]
    after = [{"action": "dial", "code": "2"}, {"action": "wait"}]
    assert difference(BY_NAME["steps"], before, after) == (
        [{"action": "dial", "code": HIDDEN}],
        [{"action": "dial", "code": HIDDEN}, {"action": "wait"}],
    )


def test_keyed_lists_are_merged_by_their_key() -> None:
    current = [{"event": "ring", "target": "1", "active": True}, {"event": "hold", "target": "2"}]
    wanted = [{"event": "hang_up", "target": "9"}, {"event": "ring", "target": "3"}]
    assert merge(BY_NAME["rules"], wanted, current) == [
        {"event": "ring", "target": "3", "active": True},
        {"event": "hold", "target": "2"},
        {"event": "hang_up", "target": "9"},
    ]


def test_a_new_objects_keyed_list_starts_from_its_defaults() -> None:
    merged = merge(BY_NAME["rules"], [{"event": "hang_up", "target": "9"}], None)
    assert merged == [
        {"event": "ring", "target": "", "active": False},
        {"event": "hang_up", "target": "9", "active": False},
    ]
    defaults = BY_NAME["rules"].list_defaults
    assert [entry["event"] for entry in defaults] == list(EVENTS[:2]), "the table's defaults are not changed by a merge"
    assert all(entry["target"] == "" for entry in defaults)


def test_merging_does_not_change_what_is_merged() -> None:
    current = {"address": {"street": "Elm", "number": 1}, "rules": [{"event": "ring", "target": "1"}]}
    wanted = {"address": {"number": 2}, "rules": [{"event": "ring", "active": True}]}
    before = repr((current, wanted))
    merge_values(FIELDS, wanted, current)
    assert repr((current, wanted)) == before


def test_secret_fields_are_left_out_of_results_at_any_depth() -> None:
    values = {
        "serial": 4,
        "password": "x",
        "name": "a",
        "rules": [{"event": "ring", "code": "x"}],
        "steps": None,
        "address": {"street": "Elm"},
    }
    shown = without_secrets(FIELDS, values)
    assert shown == {
        "name": "a",
        "address": {"street": "Elm"},
        "rules": [{"event": "ring"}],
        "steps": None,
        "serial": 4,
    }
    assert list(shown) == ["name", "address", "rules", "steps", "serial"], "in the table's order"
