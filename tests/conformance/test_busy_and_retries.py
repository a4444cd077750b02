# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A busy PBX is waited for, reads are tried again; all of it on a clock that the test moves."""

from __future__ import annotations

import datetime
from email.utils import format_datetime

import pytest

from tests.conformance.contract_table import Row
from tests.conformance.expectations import assert_settled, done, waits
from tests.conformance.rows import ROWS
from tests.conformance.variants import in_turn
from tests.doors import Engine, Outcome, replaced


def change(row: Row, engine: Engine) -> Outcome:
    name, value = row.change
    return engine.run(row.module, **row.identity, **{name: value})


# -- busy


@in_turn(
    ("code", "kind"),
    lambda row: [[(code, kind) for code in row.conduct.busy for kind in (row.reads, "update", "action")]],
)
def test_busy_is_waited_out_as_long_as_the_pbx_asks(row: Row, code: int, kind: str, engine: Engine) -> None:
    """``action`` is the apply at the end."""
    row.make(engine)
    engine.pbx.fault("vendor_error", kind=kind, code=code, times=2)
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert engine.clock.pauses == [row.conduct.busy[code]] * 2
    assert len(done(outcome)) == 1
    assert not waits(row, engine.pbx)


@in_turn(("code", "pauses"), lambda row: [[(code, pauses) for code in row.conduct.busy for pauses in (0, 2)]])
def test_busy_is_given_up_when_the_patience_ends(row: Row, code: int, pauses: int, engine: Engine) -> None:
    row.make(engine)
    before = row.state(engine.pbx)
    engine.pbx.fault("vendor_error", kind="update", code=code, times=None)
    pause = row.conduct.busy[code]
    outcome = change(row, replaced(engine, busy_timeout=int(pause * (pauses + 1) - 1)))
    assert outcome.failed
    assert engine.clock.pauses == [pause] * pauses
    assert outcome.result["error"]["code"] == code
    assert (
        f"Nothing was done: after {pause * pauses:g} seconds of waiting it asks for {pause:g} more" in outcome.message
    )
    assert row.state(engine.pbx) == before


@pytest.mark.parametrize("row", [row for row in ROWS if row.conduct.apply], ids=lambda row: row.module)
def test_the_busy_time_behind_an_apply_is_waited_out(row: Row, engine: Engine) -> None:
    """No fault here: the simulator itself is busy for a while after each apply, and wants a minute between two."""
    engine.pbx.options(apply_seconds=20.0, apply_gap_seconds=50.0)
    row.make(engine)
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert engine.clock.pauses == [15, 15, 60]
    assert not waits(row, engine.pbx)


# -- reads


@in_turn(
    ("effect", "values"),
    lambda row: [[("status", {"status": 500}), ("status", {"status": 503}), ("cut_before", {}), ("cut_after", {})]],
)
def test_reads_are_tried_again_with_growing_pauses(
    row: Row, engine: Engine, effect: str, values: dict[str, int]
) -> None:
    row.make(engine)
    engine.pbx.fault(effect, kind=row.reads, times=3, **values)
    outcome = row.make(engine)
    assert_settled(row, outcome, row.create)
    first, second, third = engine.clock.pauses
    assert 0.25 <= first <= 0.5 <= second <= 1.0 <= third <= 2.0


def test_a_pause_that_the_server_asks_for_is_kept(row: Row, engine: Engine) -> None:
    row.make(engine)
    engine.pbx.fault("status", kind=row.reads, status=503, headers={"Retry-After": "7"})
    date = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=7 + 20)
    engine.pbx.fault("status", kind=row.reads, status=503, headers={"Retry-After": format_datetime(date, usegmt=True)})
    outcome = row.make(engine)
    assert not outcome.failed, outcome
    asked, until = engine.clock.pauses
    assert asked == 7
    assert 10 <= until <= 20


def test_a_pause_beyond_all_patience_is_cut_short(row: Row, engine: Engine) -> None:
    row.make(engine)
    engine.pbx.fault("status", kind=row.reads, status=503, headers={"Retry-After": "86400"})
    assert not row.make(engine).failed
    assert engine.clock.pauses == [row.conduct.longest_pause]


def test_reads_are_given_up_with_the_reason(row: Row, engine: Engine) -> None:
    row.make(engine)
    engine.pbx.fault("status", kind=row.reads, status=503, times=None)
    outcome = change(row, engine)
    assert outcome.failed
    (refused,) = {entry["operation"] for entry in outcome.requests if entry["fault"]}
    assert outcome.operations[-4:] == [refused] * 4
    assert len(engine.clock.pauses) == 3
    assert outcome.result["error"]["code"] == "HTTP 503"
    assert outcome.result["error"]["operation"] == refused
    assert not outcome.writes


def test_a_write_that_was_asked_to_come_later_is_sent_later(row: Row, engine: Engine) -> None:
    """429 says that nothing was done."""
    row.make(engine)
    engine.pbx.fault("status", kind="update", status=429, headers={"Retry-After": "3"})
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert not outcome.warnings
    assert engine.clock.pauses == [3]
    assert len(done(outcome)) == 1
