# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the generated contract sees of other state modules, for those of the hotel interface, over the same wire.

They have no row in the contract's table: their requests stand inside the parameter ``data``, as XML, there is nothing
to apply, rooms are neither made nor deleted, and items of the minibar cannot be changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.expectations import assert_only_reads, assert_unchanged, changed_names, done
from tests.conformance.sample_values import SECRET
from tests.conformance.test_spoiled_requests import BAD_ANSWERS, WRITE_FAULTS
from tests.doors import Engine, Outcome, task_of
from tests.simulators.client import Simulator

Values = Mapping[str, Any]
GUEST = {
    "account": "4711",
    "first_name": "Niels",
    "last_name": "O'Neil & <Co>",
    "language": "EN",
    "vip_code": "1",
    "arrival": "2026-01-31 15:00",
    "departure": "2026-02-02 11:00",
    "credit": "100",
    "permission": "national",
}
CHECK_IN = {"room": "101", "checked_in": True, **GUEST}
MINIBAR = {"number": "12450", "name": "wine", "prompt": "hi", "skip_waiter_code": False, "bill_several": True}
GOODS = {"code": "900", "name": "water"}


@dataclass(frozen=True)
class Deed:
    """A run that writes. ``before`` are runs of the module that make the state in which it does so; ``touches`` what it
    may change of the simulator's object at ``place``."""

    module: str
    name: str
    options: Values
    before: tuple[Values, ...] = ()
    place: str = ""
    touches: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.module}-{self.name}"

    def prepare(self, engine: Engine) -> None:
        engine.pbx.reset()
        for options in ({"room": "102"}, *self.before):  # the first opens a session
            engine.ensure(self.module if options in self.before else "ucm_pms_room", **options)
        engine.pbx.clear_log()

    def run(self, engine: Engine, **more: Any) -> Outcome:
        return engine.run(self.module, **self.options, **more)


def _room(name: str, options: Values, before: tuple[Values, ...] = (), *touches: str) -> Deed:
    return Deed("ucm_pms_room", name, {"room": "101", **options}, before, "rooms/1000", frozenset(touches))


DEEDS = (
    _room("check in", {**CHECK_IN, "status": "cleaning"}),
    _room("change guest", {"last_name": "Bohr", "departure": "2026-02-03"}, (CHECK_IN,), "last_name", "dateout"),
    _room("change guest and status", {"credit": "", "status": "dirty"}, (CHECK_IN,), "credit", "status"),
    _room("set status", {"status": "dirty"}, (), "status"),
    _room("check out", {"checked_in": False, "status": "vacant"}, (CHECK_IN,)),
    Deed("ucm_pms_minibar", "set up", MINIBAR),
    Deed(
        "ucm_pms_minibar",
        "change",
        {"number": "12450", "bill_several": False},
        (MINIBAR,),
        "minibars/12450",
        frozenset({"list_goods"}),
    ),
    Deed("ucm_pms_minibar", "remove", {"number": "12450", "state": "absent"}, (MINIBAR,)),
    Deed("ucm_pms_minibar_goods", "add", GOODS),
    Deed("ucm_pms_minibar_goods", "remove", {"code": "900", "state": "absent"}, (GOODS,)),
)
MODULES = frozenset(deed.module for deed in DEEDS)
STAMPS = frozenset({"s_date", "s_time", "maid"})
"""What every change of a room sets."""

every_deed = pytest.mark.parametrize("deed", DEEDS, ids=str)


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    return Engine(simulators("ucm"), tmp_path / "sessions")


def state(engine: Engine, deed: Deed) -> dict[str, Any]:
    """The object that the deed changes, a room's guest taken apart."""
    found = dict(engine.pbx.state(deed.place))
    guest = found.pop("guest", None) or {}
    return {**found, **guest}


def writes(outcome: Outcome) -> Counter[str]:
    return Counter(done(outcome, ("create", "update", "delete", "action")))


@every_deed
def test_it_is_done_as_predicted_and_then_left_alone(deed: Deed, engine: Engine) -> None:
    deed.prepare(engine)
    before = engine.pbx.state()["rooms"], engine.pbx.state("minibars"), engine.pbx.state("minibar_goods")
    predicted = deed.run(engine, check=True)
    assert predicted.changed, predicted
    assert_only_reads(predicted)
    assert before == (engine.pbx.state()["rooms"], engine.pbx.state("minibars"), engine.pbx.state("minibar_goods"))
    real = deed.run(engine)
    assert real.changed, real
    assert not real.warnings, real
    assert real.result["diff"] == predicted.result["diff"]
    assert real.result["diff"]["after"] != real.result["diff"]["before"]
    assert_unchanged(deed.run(engine))
    assert_unchanged(deed.run(engine, check=True))


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed.touches], ids=str)
def test_what_is_not_given_stays(deed: Deed, engine: Engine) -> None:
    deed.prepare(engine)
    before = state(engine, deed)
    real = deed.run(engine)
    assert not real.failed, real
    moved = changed_names(before, state(engine, deed))
    assert deed.touches <= moved <= deed.touches | STAMPS
    given = deed.options.keys() - {"room", "number"}
    assert set(real.result["diff"]["after"]) == given, "the diff has nothing else"


@every_deed
def test_null_is_as_good_as_nothing(deed: Deed, engine: Engine) -> None:
    deed.prepare(engine)
    keys = {field.name for field in task_of(deed.module).resource.keys}
    names = [field.name for field in task_of(deed.module).resource.fields if field.writable]
    options = {name: deed.options[name] if name in keys else None for name in names}
    if deed.before:
        assert_unchanged(engine.run(deed.module, **options))


@every_deed
@pytest.mark.parametrize("fault", WRITE_FAULTS)
def test_a_write_in_doubt_is_looked_after_and_not_doubled(deed: Deed, fault: str, engine: Engine) -> None:
    effect, values = WRITE_FAULTS[fault]
    deed.prepare(engine)
    clean = writes(deed.run(engine))
    assert clean
    for operation in clean:
        deed.prepare(engine)
        engine.pbx.fault(effect, operation=operation, **values)
        first = deed.run(engine)
        assert not first.failed, first
        carried_out = any(entry["fault"] and entry["carried_out"] for entry in first.requests)
        told = "a read shows that the PBX carried the" in " ".join(first.warnings)
        # Where something was left to do, it was done.
        assert told == (carried_out and operation == list(clean)[-1]), first
        assert writes(first) + writes(deed.run(engine)) == clean, first
        assert_unchanged(deed.run(engine))


@every_deed
@pytest.mark.parametrize("carried_out", [False, True])
def test_a_write_that_stays_unanswered_is_told_and_made_good(deed: Deed, carried_out: bool, engine: Engine) -> None:
    deed.prepare(engine)
    clean = writes(deed.run(engine))
    for operation in clean:
        deed.prepare(engine)
        engine.pbx.fault("cut_after" if carried_out else "cut_before", operation=operation, times=None)
        first = deed.run(engine)
        if first.failed:
            error = first.result["error"]
            assert (error["kind"], error["operation"]) == ("doubtful_write", operation)
            assert error["object"]
            assert error["known"]
            assert error["remedy"]
        engine.pbx.clear_faults()
        second = deed.run(engine)
        assert not second.failed, second
        assert writes(first) + writes(second) == clean, (str(first), str(second))
        assert_unchanged(deed.run(engine))


@every_deed
@pytest.mark.parametrize("answer", [name for name in BAD_ANSWERS if not name.startswith("a success")])
def test_a_spoiled_answer_of_a_list_is_an_error_and_nothing_is_written(deed: Deed, answer: str, engine: Engine) -> None:
    effect, values = BAD_ANSWERS[answer]
    deed.prepare(engine)
    engine.pbx.fault(effect, kind="list" if deed.module != "ucm_pms_minibar" else "read", times=None, **values)
    outcome = deed.run(engine)
    assert outcome.failed, outcome
    assert outcome.result["error"]["operation"].startswith("pmsapi ")
    assert_only_reads(outcome)


@every_deed
def test_an_ended_session_is_renewed_once_and_busy_codes_are_waited_out(deed: Deed, engine: Engine) -> None:
    deed.prepare(engine)
    clean = writes(deed.run(engine))
    deed.prepare(engine)
    engine.clock.advance(601)
    engine.pbx.fault("vendor_error", operation=list(clean), code=-45, times=2)
    outcome = deed.run(engine)
    assert not outcome.failed, outcome
    assert writes(outcome) == clean
    assert outcome.operations.count("login") == 1
    assert engine.clock.pauses == [15, 15]


@every_deed
@pytest.mark.parametrize("right", [True, False])
def test_the_second_credential_is_seen_nowhere(deed: Deed, right: bool, engine: Engine) -> None:
    engine.pbx.reset(require_pms_token=True, **({"pms_token": SECRET} if right else {}))
    for options in (*deed.before, deed.options):
        outcome = engine.run(deed.module, pms_token=SECRET, **options)
        assert outcome.failed == (not right), outcome
        assert right or "pms_token" in outcome.result["error"]["remedy"]
        assert SECRET not in str(outcome.result) + str(outcome.warnings) + "".join(engine.lines)
        assert SECRET not in str(outcome.requests)


def test_an_object_that_is_gone_is_gone(engine: Engine) -> None:
    for module, key in (("ucm_pms_minibar", {"number": "12450"}), ("ucm_pms_minibar_goods", {"code": "900"})):
        assert_unchanged(engine.run(module, state="absent", **key))
        assert_unchanged(engine.run(module, state="absent", check=True, **key))


def test_a_room_that_is_not_there_is_told_with_what_makes_rooms(engine: Engine) -> None:
    outcome = engine.run("ucm_pms_room", room="1O1", status="dirty")
    assert outcome.failed
    assert "Rooms are made in the web interface" in outcome.message
    assert_only_reads(outcome)
