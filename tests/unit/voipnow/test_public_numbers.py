# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Public numbers of extensions against the simulated VoipNow: spellings, refusals with reasons, and lost answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

MODULE = "voipnow_public_numbers"
DESK = {"number": "101", "user": "user1"}
ONE, TWO, THREE, FOUR = (f"+1555{number:07}" for number in range(4))
OF_USER1 = [2, 3, 4]
"""The ids of provider1, company1 and user1."""


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    """Ten extensions of user1, who has the first three of twenty numbers."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    for number in ("1", "2", "3"):
        pbx.change("public_number", number, holders=OF_USER1)
    engine = Engine(pbx, tmp_path / "sessions", keep_clients=True)
    yield engine
    engine.close()


def assign(engine: Engine, *numbers: str, **options: Any) -> Outcome:
    return engine.run(MODULE, **{**DESK, **options}, numbers=list(numbers))


def written(outcome: Outcome) -> list[str]:
    return [entry["operation"] for entry in outcome.writes]


def holders(engine: Engine, number: str) -> list[int | str]:
    rows = engine.pbx.state("public_numbers").values()
    return next(row["holders"] for row in rows if row["phoneNo"] == number)


def test_only_what_differs_is_assigned_and_taken_away(engine: Engine) -> None:
    assert written(assign(engine, ONE, TWO)) == ["AssignPublicNo"]
    same = assign(engine, TWO, ONE, TWO)
    assert (same.changed, same.writes, same.warnings) == (False, [], [])
    outcome = assign(engine, THREE, TWO)
    assert written(outcome) == ["AssignPublicNo", "UnassignPublicNo"]
    assert outcome.result["public_numbers"]["numbers"] == [TWO, THREE]
    assert holders(engine, ONE) == OF_USER1
    assert written(assign(engine)) == ["UnassignPublicNo"]
    assert not assign(engine).changed


@pytest.mark.parametrize("spelling", [ONE, ONE[1:], " +1 (555) 000-0000 ", "1.555.000.0000"])
def test_a_number_goes_by_any_spelling(engine: Engine, spelling: str) -> None:
    outcome = assign(engine, spelling)
    assert outcome.result["public_numbers"]["numbers"] == [ONE]
    assert outcome.result["diff"]["after"] == {"numbers": [ONE]}
    assert not assign(engine, spelling).changed


def test_a_number_that_is_assigned_goes_by_its_did_as_well(engine: Engine) -> None:
    engine.pbx.change("public_number", "1", did="7000")
    assign(engine, ONE)
    assert not assign(engine, "7000").changed


def test_every_type_of_extension_has_numbers(engine: Engine) -> None:
    for extension, number in (("108", ONE), ("109", TWO), ("110", THREE)):
        assert assign(engine, number, number=extension).changed
    assert holders(engine, TWO) == [*OF_USER1, "0001*109"]


def test_what_cannot_be_assigned_is_refused_with_the_reason(engine: Engine) -> None:
    assign(engine, ONE, number="102")
    outcome = assign(engine, ONE, TWO, FOUR, "+15550000062")
    assert outcome.failed
    assert not outcome.writes
    assert outcome.result["error"]["problems"] == [
        f"numbers: {ONE} belongs to another extension of user user1",
        f"numbers: user user1 does not have {FOUR}; it must be assigned to the user first, or another account has it",
        "numbers: there is no public number +15550000062 to be assigned; did you mean '+15550000002'?",
    ]


def test_an_app_that_may_not_look_at_channels_gets_less_of_a_reason(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="GetChannels", code="113", times=None)
    assert "there is no public number +15550000003 to be assigned" in assign(engine, FOUR).message


def test_numbers_of_two_channels_that_are_the_same_are_not_guessed_at(engine: Engine) -> None:
    channel = engine.ensure("voipnow_api", operation="GetChannels").result["response"]["channel"][0]
    other = {**engine.pbx.state("channels")[str(channel["ID"])], "name": "Second carrier"}
    engine.pbx.add("channel", "2", **other)
    twin = {**engine.pbx.state("public_numbers")["1"], "channelID": 2, "did": "99"}
    engine.pbx.add("public_number", "77", **twin)
    assert f"numbers: {ONE} is a number of Carrier and Second carrier, and which" in assign(engine, ONE).message
    engine.pbx.change("public_number", "77", holders=[*OF_USER1, "0001*101"])
    assert not assign(engine, ONE).changed
    assert assign(engine).changed
    assert holders(engine, ONE) == OF_USER1


def test_a_check_looks_at_what_the_user_of_a_new_extension_has(engine: Engine) -> None:
    outcome = assign(engine, ONE[1:], FOUR, number="401", check=True)
    assert outcome.changed
    assert outcome.result["diff"]["after"] == {"numbers": [ONE, FOUR]}
    assert any(f"user user1 does not have {FOUR}" in warning for warning in outcome.warnings)
    assert not any(ONE in warning for warning in outcome.warnings)
    nobody = assign(engine, "anything", number="401", user="ada", check=True)
    assert nobody.changed
    assert not any("anything" in warning for warning in nobody.warnings)


def test_a_refusal_after_the_first_write_tells_what_was_done(engine: Engine) -> None:
    assign(engine, ONE)
    engine.pbx.fault("vendor_error", operation="UnassignPublicNo", code="152")
    outcome = assign(engine, TWO)
    assert "The new numbers were assigned, the others are still there" in outcome.message
    assert holders(engine, TWO) == [*OF_USER1, "0001*101"]
    assert written(assign(engine, TWO)) == ["UnassignPublicNo"]


@pytest.mark.parametrize("operation", ["AssignPublicNo", "UnassignPublicNo"])
@pytest.mark.parametrize("effect", ["cut_before", "cut_after"])
def test_a_write_in_doubt_is_not_done_twice(engine: Engine, operation: str, effect: str) -> None:
    assign(engine, ONE)
    engine.pbx.fault(effect, operation=operation)
    outcome = assign(engine, TWO)
    assert not outcome.failed, outcome
    assert holders(engine, TWO) == [*OF_USER1, "0001*101"]
    assert holders(engine, ONE) == OF_USER1
    carried_out = [entry["operation"] for entry in outcome.writes if entry["vendor_status"] == "success"]
    assert sorted(carried_out) == ["AssignPublicNo", "UnassignPublicNo"]


def test_a_number_that_somebody_else_got_meanwhile_is_an_error_before_anything_is_written(engine: Engine) -> None:
    def take(line: str) -> None:
        if "GetPublicNoPoll" in line:
            engine.on_log = engine.lines.append
            engine.pbx.change("public_number", "2", holders=[*OF_USER1, "0001*105"])

    assign(engine, ONE)
    engine.on_log = take
    outcome = assign(engine, TWO)
    assert outcome.failed
    assert "AssignPublicNo" in outcome.message
    assert holders(engine, ONE) == [*OF_USER1, "0001*101"]
