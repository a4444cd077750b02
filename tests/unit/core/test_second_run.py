# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The promises of planner and applier together, on any object: a second run changes nothing, unset is untouched."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.applier import apply
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import differences
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Plan, Policy, plan
from tests.unit.core.fake_resource import FIELDS, THING, WRITE_ONLY, FakePbx
from tests.unit.core.strategies import objects_of

NEW = objects_of(FIELDS, without=("name",)).map(lambda values: {"name": "a", **values})
CHANGED = objects_of(FIELDS, without=("name", "origin")).map(lambda values: {"name": "a", **values})
RESET = st.sets(st.sampled_from(["label"]))


def run(pbx: FakePbx, wanted: Values, **policy: Any) -> tuple[Plan, Values, list[str]]:
    made, warnings = Policy(**policy), []
    planned = plan(THING, wanted, "present", pbx.reader, made)
    kept = apply(planned, pbx.reader, pbx.writer, made, warnings.append) if planned.changed else planned.before
    assert kept is not None
    return planned, kept, warnings


@given(NEW, CHANGED, RESET)
def test_a_second_run_changes_nothing(first: Values, second: Values, reset: set[str]) -> None:
    pbx = FakePbx()
    for wanted in (first, second):
        names = tuple(name for name in reset if name not in wanted)
        run(pbx, wanted, reset=names)
        pbx.sent.clear()
        again, _, warnings = run(pbx, wanted, reset=names, update_password="on_create")
        assert again.action == "nothing", again.diff()
        assert pbx.writes == []
        assert warnings == []


@given(NEW, CHANGED)
def test_with_always_only_what_cannot_be_read_back_is_sent_again(first: Values, second: Values) -> None:
    pbx = FakePbx()
    for wanted in (first, second):
        run(pbx, wanted)
        again, _, _ = run(pbx, wanted)
        assert set(again.changes) == set(wanted) & {"pin", "note"}


@given(NEW, CHANGED)
def test_what_is_not_given_stays_as_it_is(first: Values, second: Values) -> None:
    pbx = FakePbx()
    _, before, _ = run(pbx, first)
    planned, after, _ = run(pbx, second)
    assert set(planned.changes) <= set(second)
    emptied = {name for name in WRITE_ONLY if not second.get(name, "given").strip()}
    assert set(planned.diff()["after"]) == set(planned.changes) - emptied
    for field in FIELDS:
        if field.readable and field.name not in planned.changes:
            assert after[field.name] == before[field.name]


@given(NEW, CHANGED)
def test_the_plan_foretells_what_the_pbx_has_afterwards(first: Values, second: Values) -> None:
    pbx = FakePbx()
    for wanted in (first, second):
        planned, kept, warnings = run(pbx, wanted)
        assert planned.after is not None
        foretold = {name: value for name, value in planned.after.items() if name not in WRITE_ONLY}
        assert differences(FIELDS, kept, foretold) == ({}, {})
        assert warnings == []


@given(NEW, CHANGED)
def test_one_write_is_enough(first: Values, second: Values) -> None:
    pbx = FakePbx()
    run(pbx, first)
    run(pbx, second)
    assert pbx.writes in (["addThing"], ["addThing", "setThing"])


@given(NEW)
def test_what_was_read_can_be_wanted(first: Values) -> None:
    """Export followed by apply changes nothing."""
    pbx = FakePbx()
    _, kept, _ = run(pbx, first)
    writable = {field.name: kept[field.name] for field in FIELDS if field.writable and field.name in kept}
    given_values = {name: value for name, value in writable.items() if value is not None}
    assert run(pbx, given_values)[0].action == "nothing"
