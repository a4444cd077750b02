# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions: shared through the cache, renewed once when they end, never opened twice with a refused password."""

from __future__ import annotations

from pathlib import Path

from tests.conformance.contract_table import Row
from tests.conformance.expectations import done, waits
from tests.conformance.variants import in_turn
from tests.doors import Engine, Outcome, replaced
from tests.simulators.client import Simulator


def logins(row: Row, outcome: Outcome) -> int:
    return outcome.operations.count(row.conduct.login[-1])


def change(row: Row, engine: Engine) -> Outcome:
    name, value = row.change
    return engine.run(row.module, **row.identity, **{name: value})


def test_the_next_run_finds_the_session(row: Row, engine: Engine) -> None:
    first = row.make(engine)
    assert logins(row, first) == 1
    assert (first.result["api"]["logins"], first.result["api"]["session"]) == (1, "new")
    assert first.result["api"]["calls"] == len(first.requests)
    second = row.make(engine)
    assert not set(row.conduct.login) & set(second.operations)
    assert (second.result["api"]["logins"], second.result["api"]["session"]) == (0, "cached")


def test_a_session_whose_time_is_over_is_not_tried(row: Row, engine: Engine) -> None:
    row.make(engine)
    engine.clock.advance(row.conduct.session_seconds + 1)
    outcome = row.make(engine)
    assert logins(row, outcome) == 1
    assert not any(entry["vendor_status"] in row.conduct.lost for entry in outcome.requests), outcome


@in_turn(("code", "keep_clients"), lambda row: [[(code, keep) for code in row.conduct.lost for keep in (False, True)]])
def test_a_session_that_ended_early_is_renewed_once(
    row: Row, code: int | str, keep_clients: bool, pbx: Simulator, tmp_path: Path
) -> None:
    engine = Engine(pbx, tmp_path / "sessions", keep_clients=keep_clients)
    row.make(engine)
    row.conduct.end_sessions(engine, code)
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert outcome.changed
    assert logins(row, outcome) == 1
    assert [entry["vendor_status"] for entry in outcome.requests].count(code) == 1
    engine.close()


@in_turn("code", lambda row: [list(row.conduct.lost)])
def test_a_session_that_ends_just_before_the_write_is_renewed_and_the_write_done_once(
    row: Row, code: int | str, engine: Engine
) -> None:
    row.make(engine)
    engine.pbx.fault("vendor_error", kind="update", code=code, **row.conduct.lost[code])
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert logins(row, outcome) == 1
    assert len(done(outcome)) == 1
    assert not waits(row, engine.pbx)


def test_another_login_in_mid_run_costs_one_more_login(row: Row, engine: Engine, tmp_path: Path) -> None:
    """The PBX lets a user have one session, and somebody else logs in between this run's read and its write."""
    engine.pbx.options(**{row.conduct.one_session: True})
    row.make(engine)
    other = Engine(engine.pbx, tmp_path / "another controller")

    def log_in_elsewhere(line: str) -> None:
        engine.on_log = engine.lines.append
        row.make(other)

    engine.on_log = log_in_elsewhere
    outcome = change(row, engine)
    assert not outcome.failed, outcome
    assert [entry["vendor_status"] for entry in outcome.requests].count(next(iter(row.conduct.lost))) == 1
    assert logins(row, outcome) == 2, "one of the other, one of this run"
    assert len(done(outcome, kinds=["update"])) >= 1
    assert row.state(engine.pbx) is not None


def test_a_session_that_is_always_refused_is_renewed_once_and_then_an_error(row: Row, engine: Engine) -> None:
    row.make(engine)
    code, more = next(iter(row.conduct.lost.items()))
    engine.pbx.fault("vendor_error", kind=row.reads, code=code, times=5, **more)
    outcome = change(row, engine)
    assert outcome.failed
    assert logins(row, outcome) == 1
    refused = [entry["operation"] for entry in outcome.requests if entry["vendor_status"] == code]
    assert outcome.operations[-2 - len(row.conduct.login) :] == [refused[0], *row.conduct.login, refused[1]]
    assert row.conduct.lost_words in outcome.message
    assert outcome.result["error"]["code"] == code
    assert not done(outcome)


def test_without_cache_every_run_logs_in_and_leaves_no_session_behind(row: Row, engine: Engine, tmp_path: Path) -> None:
    alone = replaced(engine, session_cache=False)
    assert [logins(row, row.make(alone)) for _ in range(2)] == [1, 1]
    assert not list((tmp_path / "sessions").glob("*.session"))


def test_logout_ends_the_session_for_all(row: Row, engine: Engine) -> None:
    row.make(engine)
    outcome = row.make(engine, logout=True)
    if row.conduct.logout:
        assert outcome.operations[-1] == row.conduct.logout
        assert outcome.requests[-1]["vendor_status"] == row.conduct.success
    afterwards = row.make(engine)
    assert logins(row, afterwards) == 1
    assert not any(entry["vendor_status"] in row.conduct.lost for entry in afterwards.requests)


def test_a_refused_password_is_tried_once_and_the_right_one_works_at_once(row: Row, engine: Engine) -> None:
    wrong = replaced(engine, **row.conduct.wrong)
    first = change(row, wrong)
    assert first.failed
    assert logins(row, first) == 1
    assert first.result["error"]["kind"] == "login_rejected"
    assert row.conduct.refused in first.message
    for _ in range(3):
        again = change(row, wrong)
        assert again.failed
        assert not again.requests
        assert again.result["error"]["kind"] == "login_rejected"
        assert row.conduct.refused in again.message
    right = row.make(engine)
    assert not right.failed
    engine.clock.advance(301)
    assert logins(row, change(row, wrong)) == 1, "after the usual length of a ban it may be tried again"


def test_a_login_is_not_repeated_when_the_answer_is_lost(row: Row, engine: Engine) -> None:
    engine.pbx.fault("cut_after", operation=row.conduct.login[-1])
    outcome = change(row, engine)
    assert outcome.failed
    assert logins(row, outcome) == 1
    assert outcome.result["error"]["operation"] == row.conduct.login_called
    assert not row.make(engine).failed
