# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of one object: made, found unchanged, predicted, changed in one field, deleted, found deleted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conformance.contract_table import Row
from tests.conformance.expectations import (
    assert_only_reads,
    assert_sends_only,
    assert_settled,
    assert_unchanged,
    changed_names,
    touched,
    waits,
    without_apply,
)
from tests.conformance.rows import ROWS
from tests.conformance.sample_values import options_of, sets, strategy, whole_set
from tests.conformance.variants import in_turn
from tests.contracts import load
from tests.coverage_report import names_in
from tests.doors import Engine, Outcome

CREATABLE = [row for row in ROWS if row.resource.creatable]


def real_and_predicted(row: Row, engine: Engine, **options: Any) -> tuple[Outcome, Outcome]:
    """A run in check mode, which must write nothing, and the real one after it."""
    before = row.state(engine.pbx)
    predicted = engine.ensure(row.module, check=True, **row.identity, **options)
    assert_only_reads(predicted)
    assert row.state(engine.pbx) == before
    return predicted, engine.ensure(row.module, **row.identity, **options)


def test_it_is_made_as_predicted_and_then_left_alone(row: Row, engine: Engine) -> None:
    predicted, made = real_and_predicted(row, engine, **row.create)
    assert predicted.changed
    assert made.changed
    assert predicted.result["diff"] == made.result["diff"]
    assert made.result["diff"]["after"]
    if row.resource.creatable:
        assert made.result["diff"]["before"] == {}
        assert {**row.identity}.items() <= made.result["diff"]["after"].items()
        assert_sends_only(row, without_apply(row, made), [*row.identity, *row.create])
    assert row.state(engine.pbx) is not None
    assert not waits(row, engine.pbx)
    assert_settled(row, row.make(engine), row.create)


def test_one_field_is_changed_as_predicted_and_the_others_stay(row: Row, engine: Engine) -> None:
    row.make(engine)
    before = row.state(engine.pbx)
    name, value = row.change
    predicted, changed = real_and_predicted(row, engine, **{name: value})
    assert predicted.changed
    assert changed.changed
    assert predicted.result["diff"] == changed.result["diff"]
    assert set(changed.result["diff"]["after"]) == {name}
    assert set(changed.result["diff"]["before"]) == {name}
    field = row.resource.field(name)
    if field.type == "dict":
        assert value.items() <= changed.result["diff"]["after"][name].items()
    else:
        assert changed.result["diff"]["after"][name] == value
    assert changed.result[row.resource.name].get(name) == (value if field.readable else None)
    assert predicted.result[row.resource.name] == changed.result[row.resource.name]
    assert not waits(row, engine.pbx)
    moved = changed_names(before, row.state(engine.pbx))
    assert moved
    assert moved <= touched(row, [name])
    if not row.whole:
        assert_sends_only(row, without_apply(row, changed), [name])
    assert_settled(row, engine.run(row.module, **row.identity, **{name: value}), [name])


@pytest.mark.parametrize("row", CREATABLE, ids=lambda row: row.module)
def test_it_is_deleted_as_predicted_and_stays_so(row: Row, engine: Engine) -> None:
    row.make(engine)
    predicted, gone = real_and_predicted(row, engine, state="absent")
    assert predicted.changed
    assert gone.changed
    assert predicted.result["diff"] == gone.result["diff"]
    assert gone.result["diff"]["after"] == {}
    assert {**row.identity}.items() <= gone.result["diff"]["before"].items()
    assert gone.result[row.resource.name] == {}
    assert row.state(engine.pbx) is None
    assert not waits(row, engine.pbx)
    assert_unchanged(row.gone(engine))


def test_null_leaves_everything_untouched(row: Row, engine: Engine) -> None:
    row.make(engine)
    nothing = {field.name: None for field in options_of(row)}
    assert_unchanged(engine.run(row.module, **row.identity, **nothing))


@pytest.mark.parametrize("row", [row for row in ROWS if row.conduct.apply], ids=lambda row: row.module)
def test_without_apply_the_change_waits_and_is_applied_by_the_next_run_that_may(row: Row, engine: Engine) -> None:
    waiting = row.make(engine, apply=False)
    assert waiting.result["apply_pending"] is True
    assert waits(row, engine.pbx)
    still = engine.ensure(row.module, **row.identity, **row.create, apply=False)
    assert_settled(row, still, row.create)
    assert still.result["apply_pending"] is True
    applied = row.make(engine)
    assert applied.changed, "putting a former run's change into effect is a change"
    assert applied.result["apply_pending"] is False
    assert not waits(row, engine.pbx)
    assert_settled(row, row.make(engine), row.create)


@in_turn("shapes", lambda row: [list(row.conduct.shapes)])
def test_every_option_at_once_is_kept_changed_and_kept_again(row: Row, engine: Engine, shapes: str) -> None:
    engine.pbx.options(**row.conduct.shapes[shapes])
    there = not row.resource.creatable
    for which in (0, 1, 0):
        options = dict(whole_set(row, which, creating=not there))
        there = True
        if shapes == "recorded" and options.get("dtmf_mode") == "rfc4733":
            options["dtmf_mode"] = "rfc2833"  # these systems are older than the new name
        predicted, real = real_and_predicted(row, engine, **options)
        assert predicted.result["diff"] == real.result["diff"]
        assert real.changed
        assert not real.warnings, real
        assert_settled(row, engine.run(row.module, **row.identity, **options), options)


def test_every_parameter_of_the_api_is_sent(row: Row, engine: Engine) -> None:
    row.make(engine)
    for which in range(sets(row)):  # in updates, and where there is such a thing in creations
        engine.ensure(row.module, **row.unapplied, **row.identity, **whole_set(row, which, creating=False))
    for which in range(sets(row)) if row.resource.creatable else ():
        engine.ensure(row.module, **row.unapplied, **row.identity, state="absent")
        engine.ensure(row.module, **row.unapplied, **row.identity, **whole_set(row, which, creating=True))
    sent: dict[str, set[str]] = {}
    for entry in engine.pbx.log():
        if entry["kind"] in ("create", "update", "delete"):
            operation = entry["operation_id"] or entry["operation"]
            sent.setdefault(operation, set()).update(names_in(entry["parameters"]))
    contract = load(row.vendor)
    documented = {each.id for each in contract}
    missing = {
        f"{operation}.{name}"
        for operation, names in sent.items()
        for name in (contract[operation].parameter if operation in documented else row.conduct.beyond(operation))
        if name not in names
    }
    assert sent
    assert missing == set(row.never_sent)


def test_any_options_given_twice_change_nothing_the_second_time(row: Row, engine: Engine) -> None:
    """apply(x); apply(x), and the first is as the check before it said."""

    @settings(max_examples=12 if row.thorough else 4)
    @given(data=st.data())
    def twice(data: st.DataObject) -> None:
        assert_twice_is_once(row, engine, data)

    row.make(engine)
    twice()


def assert_twice_is_once(row: Row, engine: Engine, data: st.DataObject) -> None:
    names = [field.name for field in options_of(row, with_create_only=False) if field.name not in row.together]
    chosen = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=6), label="options")
    options = {name: data.draw(strategy(row, row.resource.field(name)), label=name) for name in sorted(chosen)}
    for one, other in row.quarrels:
        if options.get(one, True):  # not given here, it may be so from the example before
            options.pop(other, None)
    predicted, real = real_and_predicted(row, engine, **options)
    assert (predicted.changed, predicted.result["diff"]) == (real.changed, real.result["diff"])
    assert not real.warnings, real
    assert_settled(row, engine.run(row.module, **row.identity, **options), options)
