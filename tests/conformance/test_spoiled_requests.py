# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request of every writing run, spoiled in every way: nothing is lost, nothing is doubled, everything is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import vendor as core_vendor
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import ConnectionSettings
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import client as ucm_client
from tests.conformance.contract_table import Row
from tests.conformance.expectations import assert_settled, changed_names, done, waits
from tests.conformance.phases import Phase, phases_of
from tests.conformance.variants import in_turn
from tests.doors import Engine, Outcome

HURRY = 0.3
"""Seconds that a request may take in these tests, in place of the 30 and more of real runs."""

CARRIED_OUT = {"carried_out": True}
WRITE_FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "cut before": ("cut_before", {}),
    "cut after": ("cut_after", {}),
    "500": ("status", {"status": 500}),
    "502 after": ("status", {"status": 502, **CARRIED_OUT}),
    "503 with Retry-After": ("status", {"status": 503, "headers": {"Retry-After": "5"}}),
    "answer cut in the middle": ("truncate", {"cut": True}),
}
BAD_ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "truncated": ("truncate", {}),
    "web page": ("html", {}),
    "garbage": ("garbage", {}),
    "3 MB": ("oversize", {}),
    "3 MB of unknown length": ("oversize", {"chunked": True}),
    "empty": ("html", {"body": " "}),
    "other JSON": ("html", {"body": '{"jsonrpc": "2.0", "error": null}'}),
    "a list": ("html", {"body": "[1, 2]"}),
    "a number": ("html", {"body": "42"}),
    "no status": ("html", {"body": '{"response": {}, "status": null}'}),
    "status in words": ("html", {"body": '{"response": {}, "status": "fine"}'}),
    "a success with a list": ("html", {"body": '{"response": [1], "status": 0}'}),
    "a success with a text": ("html", {"body": '{"response": "fine", "status": 0}'}),
}
CLAIMS = {"a success with a list", "a success with a text"}
"""What a write must believe, since nothing but its success is looked at; of reads these are no answers."""


@contextmanager
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests time out at once instead of after the seconds that users would wait."""

    def settings(**given: Any) -> ConnectionSettings:
        return ConnectionSettings(**{**given, "timeout": HURRY})

    with monkeypatch.context() as patch:
        patch.setattr(core_vendor, "ConnectionSettings", settings)
        patch.setattr(ucm_client, "APPLY_SECONDS", HURRY)
        yield


def bad_answers(row: Row) -> list[str]:
    """Those that are tried with this row's vendor."""
    return list(row.conduct.no_answers or BAD_ANSWERS)


def writes_of(phase: Phase, engine: Engine) -> list[str]:
    """The operations that write when nothing is in the way."""
    return [entry["operation"] for entry in phase.requests(engine) if entry["write"]]


def assert_converges(phase: Phase, engine: Engine, first: Outcome) -> None:
    """The next run makes everything good, the one after it finds nothing to do, and nothing was done twice."""
    second = phase.run(engine)
    assert not second.failed, second
    assert not second.warnings, second
    assert_done_once(phase, engine, first, second)
    assert_is_over(phase, engine)


def assert_done_once(phase: Phase, engine: Engine, first: Outcome, second: Outcome) -> None:
    """Two runs together did what one does that nothing stands in the way of."""
    clean = done(Outcome({}, phase.clean(engine)))
    assert sorted(done(first) + done(second)) == sorted(clean) or not phase.leaves_a_trace, (str(first), str(second))


def assert_is_over(phase: Phase, engine: Engine) -> None:
    """Another run finds nothing to do."""
    assert not waits(phase.row, engine.pbx)
    assert_settled(phase.row, phase.run(engine), () if phase.name == "delete" else phase.options)


@in_turn(("phase", "fault"), lambda row: [[(phase, fault) for fault in WRITE_FAULTS] for phase in phases_of(row)])
def test_a_write_in_doubt_is_looked_after(row: Row, phase: Phase, fault: str, engine: Engine) -> None:
    effect, values = WRITE_FAULTS[fault]
    for operation in writes_of(phase, engine):
        phase.prepare(engine)
        engine.pbx.fault(effect, operation=operation, **values)
        first = phase.run(engine)
        told = first.message if first.failed else " ".join(first.warnings)
        carried_out = any(entry["fault"] and entry["carried_out"] for entry in first.requests)
        if operation == row.conduct.apply:
            assert first.failed
            assert "is stored" in told
            assert "whether it is in effect is not known" in told, told
            assert first.result["apply_pending"] is True
        elif first.failed:
            # One of several writes of a creation: the object is there, but not whole.
            assert phase.name == "create"
            assert len(done(Outcome({}, phase.clean(engine)))) > 1
            assert "A read shows the object, but not all that was asked for. Run again" in told
        else:
            assert ("a read shows that the PBX carried the" in told) == (carried_out and phase.leaves_a_trace), told
        assert_converges(phase, engine, first)


@in_turn(
    ("phase", "carried_out"),
    lambda row: [[(phase, carried_out) for carried_out in (False, True) for phase in phases_of(row)]],
)
def test_a_write_that_stays_unanswered_is_told_and_made_good(
    row: Row, phase: Phase, carried_out: bool, engine: Engine
) -> None:
    """The connection breaks every time. What is known is in the error, or what was done in a warning."""
    for operation in writes_of(phase, engine):
        phase.prepare(engine)
        engine.pbx.fault("cut_after" if carried_out else "cut_before", operation=operation, times=None)
        first = phase.run(engine)
        told = first.message if first.failed else " ".join(first.warnings)
        assert told
        if first.failed:
            error = first.result["error"]
            assert error["kind"] == "doubtful_write"
            assert error["operation"] == operation
            assert error["object"]
            assert error["known"]
            assert error["remedy"]
        engine.pbx.clear_faults()
        assert_converges(phase, engine, first)


@in_turn(
    ("phase", "when"),
    lambda row: [[(phase, when) for when in ("never", "before", "later") for phase in phases_of(row)]],
)
def test_a_write_that_times_out_is_looked_after(
    row: Row, phase: Phase, when: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PBX carries it out never, before the client's patience ends, or after it."""
    for operation in writes_of(phase, engine):
        phase.prepare(engine)
        effect = "cut_before" if when == "never" else "delay"
        engine.pbx.fault(effect, operation=operation, seconds=HURRY * 2, carried_out=when == "before")
        with in_a_hurry(monkeypatch):
            first = phase.run(engine)
        told = first.message if first.failed else " ".join(first.warnings)
        assert "no answer in time" in told
        if operation == row.conduct.apply:
            assert first.failed
            assert "whether it is in effect is not known" in told
        elif when == "before" and phase.leaves_a_trace:
            assert not first.failed, first
            assert "a read shows that the PBX carried the" in told
        else:
            assert first.failed
            assert "not carried out, or not yet" in told
            sent = [entry["operation"] for entry in first.writes]
            assert len(sent) == len(set(sent)), "what may still be under way is not sent again"
        while when == "later" and not all(entry["carried_out"] for entry in engine.pbx.log()):
            pass
        # What the run did not see done was done all the same, later.
        engine.pbx.clear_faults()
        seen = Outcome(first.result, [entry for entry in engine.pbx.log() if entry["kind"] != "action"])
        second = phase.run(engine)
        assert not second.failed, second
        assert_done_once(phase, engine, seen, second)
        assert_is_over(phase, engine)


@in_turn(
    ("phase", "answer"), lambda row: [[(phase, answer) for answer in bad_answers(row) for phase in phases_of(row)]]
)
def test_an_answer_that_is_none_is_a_clear_error_on_every_operation(
    row: Row, phase: Phase, answer: str, engine: Engine
) -> None:
    effect, values = BAD_ANSWERS[answer]
    logins = row.conduct.login if phase.name == "update" else ()
    reads = [entry["operation"] for entry in phase.requests(engine) if not entry["write"]]
    for operation in [*logins, *reads, *([] if answer in CLAIMS else writes_of(phase, engine))]:
        phase.prepare(engine)
        if operation in row.conduct.login:
            engine.clock.advance(row.conduct.session_seconds + 1)
        before = row.state(engine.pbx)
        engine.pbx.fault(effect, operation=operation, times=None, **values)
        first = phase.run(engine)
        if first.failed:
            error = first.result["error"]
            called = row.conduct.login_called if operation == row.conduct.login[-1] else operation
            assert error["operation"] == called, first
            assert error["what"]
            assert "Traceback" not in first.message
            assert len(first.message) < 700
        else:
            # It was done although the answer said nothing of the kind, or the answer of a write is not looked at.
            assert operation in [entry["operation"] for entry in first.writes], first
        if not done(first):
            assert changed_names(before or {}, row.state(engine.pbx) or {}) == set()
        engine.pbx.clear_faults()
        assert_converges(phase, engine, first)


@in_turn("answer", lambda row: [bad_answers(row)])
def test_an_answer_that_is_none_is_a_clear_error_of_a_listing(row: Row, answer: str, engine: Engine) -> None:
    effect, values = BAD_ANSWERS[answer]
    listing = {"resources": [row.resource.plural]}
    clean = engine.ensure(f"{row.vendor}_info", **listing)
    engine.pbx.fault(effect, operation=clean.operations[-1], times=None, **values)
    outcome = engine.run(f"{row.vendor}_info", **listing)
    assert outcome.failed
    assert outcome.result["error"]["operation"] == clean.operations[-1]
    assert outcome.result["error"]["kind"] == "unexpected_answer"


@in_turn("answer", lambda row: [sorted(set(BAD_ANSWERS) - CLAIMS) if row.conduct.logout else []])
def test_a_logout_that_fails_is_no_more_than_a_warning(row: Row, answer: str, engine: Engine) -> None:
    effect, values = BAD_ANSWERS[answer]
    row.make(engine)
    engine.pbx.fault(effect, operation=row.conduct.logout, times=None, **values)
    outcome = engine.ensure(row.module, **row.identity, **row.create, logout=True)
    assert outcome.changed == bool(row.unseen(row.create))
    assert ["logging out failed" in warning for warning in outcome.warnings] == [True]
    assert row.conduct.logout in outcome.warnings[0]
