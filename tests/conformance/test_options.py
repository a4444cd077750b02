# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every option by itself: set, found, left alone by null, emptied, reset, and missed when the PBX does not keep it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from tests.conformance.contract_table import Row
from tests.conformance.expectations import (
    assert_sends_only,
    assert_unchanged,
    changed_names,
    touched,
    wire_names,
    without_apply,
)
from tests.conformance.rows import ROWS
from tests.conformance.sample_values import OMIT, can_be_emptied, options_of, samples
from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator


@pytest.fixture
def engine(pbx: Simulator, tmp_path: Path) -> Iterator[Engine]:
    """One that keeps its connection, since these are the many tests in which sessions do not matter."""
    engine = Engine(pbx, tmp_path / "sessions", keep_clients=True)
    yield engine
    engine.close()


def cases(wanted: Any = lambda row, field: True, **how: Any) -> Any:
    """A test for each option that ``wanted`` chooses."""
    chosen = [
        (row, field)
        for row in ROWS
        for field in options_of(row, **how)
        if wanted(row, field) and not (row.like and field in row.like.resource.fields)
    ]
    ids = [f"{row.module}-{field.name}" for row, field in chosen]
    return pytest.mark.parametrize(("row", "field"), chosen, ids=ids)


def give(row: Row, engine: Engine, field: Field, value: Any) -> Outcome:
    return engine.ensure(row.module, **row.identity, **{field.name: value, **row.together.get(field.name, {})})


@cases(with_create_only=False)
def test_it_is_set_alone_and_found_missed_when_it_is_not_kept_and_emptied(
    row: Row, field: Field, engine: Engine
) -> None:
    """One life for all of it: an object of its own for each of the four would cost as much again."""
    row.make(engine)
    first, second = samples(row, field)
    if first is not OMIT:
        assert_is_set_alone_and_found(row, engine, field, first)
    missed = field.readable and first != second and OMIT not in (first, second)
    missed = missed and field.name not in row.never_forgotten
    if missed:
        assert_is_missed_when_it_is_not_kept(row, engine, field, second)
    if second is not OMIT:
        assert_is_set_alone_and_found(row, engine, field, second, must_change=missed)
    if can_be_emptied(row, field):
        assert_is_emptied(row, engine, field)


def assert_is_set_alone_and_found(
    row: Row, engine: Engine, field: Field, value: Any, *, must_change: bool = False
) -> None:
    given = [field.name, *row.together.get(field.name, {})]
    before = row.state(engine.pbx)
    outcome = give(row, engine, field, value)
    assert not outcome.warnings, outcome
    moved = changed_names(before, row.state(engine.pbx))
    assert moved <= touched(row, given), moved
    assert outcome.changed == (bool(moved) or field.write_only)
    assert outcome.changed or not must_change
    if field.secret:
        assert field.name not in outcome.result[row.resource.name]
    elif field.readable and not field.fields:
        shown = outcome.result[row.resource.name][field.name]
        assert field.canonical(shown) == field.canonical(value)
    if outcome.changed:
        shown = outcome.result["diff"]["after"][field.name]
        assert field.secret or field.fields or field.canonical(shown) == field.canonical(value)
        if not row.whole:
            assert_sends_only(row, without_apply(row, outcome), given)
    others = dict.fromkeys(other.name for other in options_of(row) if other is not field)
    again = {field.name: value if field.readable else None}
    assert_unchanged(engine.run(row.module, **row.identity, **others, **again))


def assert_is_missed_when_it_is_not_kept(row: Row, engine: Engine, field: Field, value: Any) -> None:
    """The PBX accepts it, and the run warns."""
    kept = row.state(engine.pbx)
    names = wire_names(field) | row.touches.get(field.name, frozenset())
    engine.pbx.fault("forget", kind="update", fields=sorted(names))
    outcome = give(row, engine, field, value)
    assert outcome.changed
    assert any("did not keep" in warning and field.name in warning for warning in outcome.warnings), outcome
    assert changed_names(kept, row.state(engine.pbx)) == set()


def assert_is_emptied(row: Row, engine: Engine, field: Field) -> None:
    nothing: Any = [] if field.type == "list" else ""
    before = row.state(engine.pbx)
    outcome = engine.ensure(row.module, **row.identity, **{field.name: nothing})
    after = row.state(engine.pbx)
    assert outcome.changed
    assert not outcome.warnings, outcome
    moved = changed_names(before, after)
    assert moved
    assert moved <= touched(row, [field.name])
    assert all(after[name] in (None, "", []) for name in wire_names(field) & set(after))
    if field.readable:
        assert_unchanged(engine.run(row.module, **row.identity, **{field.name: nothing}))


@cases(lambda row, field: field.nullable)
def test_reset_puts_it_back_to_the_default(row: Row, field: Field, engine: Engine) -> None:
    row.make(engine)
    born = row.state(engine.pbx)
    give(row, engine, field, next(value for value in samples(row, field) if value is not OMIT))
    assert changed_names(born, row.state(engine.pbx))
    predicted = engine.ensure(row.module, check=True, **row.identity, reset=[field.name])
    outcome = engine.ensure(row.module, **row.identity, reset=[field.name])
    assert outcome.changed
    assert predicted.result["diff"] == outcome.result["diff"]
    assert outcome.result["diff"]["after"] == {field.name: None}
    assert row.state(engine.pbx) == born
    assert_unchanged(engine.run(row.module, **row.identity, reset=[field.name]))


@cases(lambda row, field: field.nullable)
def test_what_is_reset_is_not_given_as_well(row: Row, field: Field, engine: Engine) -> None:
    outcome = engine.run(row.module, **row.identity, **{field.name: samples(row, field)[0], "reset": [field.name]})
    assert outcome.failed
    assert outcome.result["error"]["kind"] == "invalid_input"
    assert field.name in outcome.message
    assert not outcome.requests


@cases(lambda row, field: field.create_only)
def test_what_is_set_at_creation_is_not_sent_later(row: Row, field: Field, engine: Engine) -> None:
    first, second = samples(row, field)
    row.make(engine, **{field.name: first})
    assert_unchanged(engine.run(row.module, **row.identity, **{field.name: first}))
    other = engine.run(row.module, **row.identity, **{field.name: second})
    assert not other.writes
    if field.readable:
        assert other.failed
        assert f"{field.name} can only be set when the object is created" in other.message


@cases(lambda row, field: field.secret and field.readable)
def test_a_secret_of_an_existing_object_stays_with_on_create(row: Row, field: Field, engine: Engine) -> None:
    first, second = samples(row, field)
    row.make(engine, **{field.name: first})
    kept = row.state(engine.pbx)
    assert_unchanged(engine.run(row.module, **row.identity, **{field.name: second}, update_password="on_create"))
    assert row.state(engine.pbx) == kept
