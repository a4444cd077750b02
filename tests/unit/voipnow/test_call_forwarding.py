# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Incoming call rules against the simulated VoipNow: what stays, what is written, passwords, refusals, lost answers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

MODULE = "voipnow_call_forwarding"
DESK = {"number": "103", "user": "user1"}
PASSWORD = "Canary-4711"
ALWAYS = {"action": "forward", "numbers": ["102"]}
BUSY = {"action": "forward", "numbers": ["104"], "when": "busy"}
VOICEMAIL = {"action": "voicemail", "when": "no_answer"}
NO_CALLS = {"action": "hangup", "caller": "0900X."}
ASK = {"action": "authenticate", "password": PASSWORD}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    """Phone terminals 101 to 107, the queue 108, an IVR 109 and a conference 110 of user1, of company1."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    engine = Engine(pbx, tmp_path / "sessions", keep_clients=True)
    yield engine
    engine.close()


def follow(engine: Engine, *rules: dict[str, Any], **options: Any) -> Outcome:
    return engine.run(MODULE, **{**DESK, **options}, rules=[dict(rule) for rule in rules])


def written(outcome: Outcome) -> list[str]:
    return [entry["operation"] for entry in outcome.writes]


def rules(engine: Engine) -> list[dict[str, Any]]:
    return list(engine.pbx.state("extensions/0001*103")["rules"])


def ids(engine: Engine) -> list[int]:
    return [rule["ruleID"] for rule in rules(engine)]


# -- what is written


def test_rules_that_are_there_are_left_alone(engine: Engine) -> None:
    made = follow(engine, NO_CALLS, BUSY, VOICEMAIL)
    assert written(made) == ["AddCallRulesIn"]
    assert not made.warnings
    same = follow(engine, NO_CALLS, {**BUSY, "match": "any", "enabled": True}, VOICEMAIL)
    assert (same.changed, same.writes) == (False, [])
    before = ids(engine)
    outcome = follow(engine, NO_CALLS, ALWAYS, BUSY, VOICEMAIL)
    assert written(outcome) == ["AddCallRulesIn"]
    assert [rule for rule in ids(engine) if rule in before] == before
    assert [rule["action"] for rule in outcome.result["call_forwarding"]["rules"]] == [
        *("hangup", "forward", "forward", "voicemail")
    ]


def test_a_changed_rule_keeps_its_id_and_what_is_not_said_of_it(engine: Engine) -> None:
    follow(engine, {**ALWAYS, "ring_seconds": 20}, VOICEMAIL)
    before = ids(engine)
    predicted = follow(engine, {**ALWAYS, "numbers": ["105"]}, VOICEMAIL, check=True)
    outcome = follow(engine, {**ALWAYS, "numbers": ["105"]}, VOICEMAIL)
    assert written(outcome) == ["EditCallRulesIn"]
    assert predicted.result["diff"] == outcome.result["diff"]
    assert predicted.result["call_forwarding"] == outcome.result["call_forwarding"]
    assert ids(engine) == before
    assert rules(engine)[0]["transfer"]["toNumbers"] == {"transferNumber": ["105"], "ring": 20}


def test_another_order_is_one_write(engine: Engine) -> None:
    follow(engine, NO_CALLS, BUSY, VOICEMAIL)
    before = ids(engine)
    assert written(follow(engine, VOICEMAIL, NO_CALLS, BUSY)) == ["EditCallRulesIn"]
    assert ids(engine) == [before[2], *before[:2]]


def test_what_is_not_in_the_list_goes_last(engine: Engine) -> None:
    follow(engine, NO_CALLS, BUSY)
    assert written(follow(engine, VOICEMAIL, {**NO_CALLS, "caller": "0137X."})) == [
        *("AddCallRulesIn", "EditCallRulesIn", "DelCallRulesIn")
    ]
    assert not follow(engine, VOICEMAIL, {**NO_CALLS, "caller": "0137X."}).changed
    assert written(follow(engine)) == ["DelCallRulesIn"]
    assert rules(engine) == []


def test_a_rule_that_loses_its_interval_is_made_anew(engine: Engine) -> None:
    follow(engine, {**ALWAYS, "interval": "Office hours"})
    assert rules(engine)[0]["transfer"]["intervalID"] == 1
    assert not follow(engine, {**ALWAYS, "interval": "1"}).changed
    assert written(follow(engine, ALWAYS)) == ["AddCallRulesIn", "DelCallRulesIn"]
    assert not follow(engine, ALWAYS).changed


def test_more_rules_than_one_request_may_add(engine: Engine) -> None:
    many = [{"action": "busy", "caller": str(number)} for number in range(100, 123)]
    outcome = follow(engine, *many)
    assert written(outcome) == ["AddCallRulesIn"] * 3
    assert [rule["busy"]["number"] for rule in rules(engine)] == [rule["caller"] for rule in many]
    assert not follow(engine, *many).changed


def test_a_new_rule_that_is_off_is_switched_off(engine: Engine) -> None:
    assert written(follow(engine, ALWAYS, {**VOICEMAIL, "enabled": False})) == ["AddCallRulesIn", "EditCallRulesIn"]
    assert [rule["status"] for rule in rules(engine)] == [True, False]
    assert not follow(engine, ALWAYS, {**VOICEMAIL, "enabled": False}).changed


def test_the_order_is_right_wherever_voipnow_puts_new_rules(engine: Engine) -> None:
    """Here it does not look at the position that it is sent."""
    engine.pbx.fault("forget", operation="AddCallRulesIn", fields=["position"], times=None)
    follow(engine, BUSY, VOICEMAIL)
    assert written(follow(engine, NO_CALLS, BUSY, VOICEMAIL)) == ["AddCallRulesIn", "EditCallRulesIn"]
    kinds = [next(name for name in rule if name not in ("ruleID", "status")) for rule in rules(engine)]
    assert kinds == ["hangup", "transfer", "transfer"]
    assert not follow(engine, NO_CALLS, BUSY, VOICEMAIL).changed


_RULES = st.sampled_from(
    [
        *(NO_CALLS, BUSY, VOICEMAIL, ALWAYS, {**ALWAYS, "enabled": False}, {**BUSY, "final": True}),
        *({"action": "set_priority", "priority": 3}, {**NO_CALLS, "interval": "Office hours"}, {"action": "busy"}),
        {"action": "cascade", "ring_seconds": 9, "cascade": [{"number": "102"}, {"number": "1", "after_seconds": 3}]},
    ]
)


def test_any_list_becomes_any_other_with_three_writes_at_most(engine: Engine) -> None:
    @settings(max_examples=25)
    @given(first=st.lists(_RULES, max_size=5), second=st.lists(_RULES, max_size=5))
    def becomes(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
        for wanted in (first, second):
            predicted = follow(engine, *wanted, check=True)
            outcome = follow(engine, *wanted)
            assert not outcome.failed, outcome
            assert not outcome.warnings, outcome
            assert len(outcome.writes) <= 3
            assert predicted.result["diff"] == outcome.result["diff"]
            assert predicted.result["call_forwarding"] == outcome.result["call_forwarding"]
            assert not follow(engine, *wanted).changed

    becomes()


# -- passwords


def test_a_password_is_sent_at_every_run_or_with_what_is_new(engine: Engine) -> None:
    made = follow(engine, ASK)
    assert written(made) == ["AddCallRulesIn"]
    assert rules(engine)[0]["authenticate"]["password"]
    assert written(follow(engine, ASK)) == ["EditCallRulesIn"]
    assert not follow(engine, ASK, update_password="on_create").changed
    more = follow(engine, ASK, VOICEMAIL, update_password="on_create")
    assert written(more) == ["AddCallRulesIn"]
    changed = follow(engine, {**ASK, "sound": "Welcome"}, VOICEMAIL, update_password="on_create")
    assert written(changed) == ["EditCallRulesIn"]
    assert rules(engine)[0]["authenticate"]["soundID"] == 1
    left = follow(engine, {"action": "authenticate"}, VOICEMAIL)
    assert (left.changed, left.warnings) == (False, [])
    assert PASSWORD not in str([made.result, changed.result, engine.lines])


@pytest.mark.parametrize("rule", [{"final": True}, {"caller": "1X."}])
def test_a_rule_that_authenticates_is_not_changed_without_its_password(engine: Engine, rule: dict[str, Any]) -> None:
    new = follow(engine, VOICEMAIL, {"action": "authenticate", **rule})
    assert "rules[1].password: VoipNow wants it with a new rule that authenticates" in new.message
    follow(engine, ASK)
    old = follow(engine, {"action": "authenticate", **rule})
    assert "rules[0].password: VoipNow wants it" in old.message
    assert not new.writes + old.writes


# -- refusals


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, "rules[0] has no action"),
        ({**VOICEMAIL, "numbers": ["102"]}, "rules[0] has numbers, which voicemail does not"),
        ({"action": "forward"}, "rules[0] has no numbers, without which there is no forward"),
        ({"action": "cascade"}, "rules[0] has no cascade, ring_seconds, without which there is no cascade"),
        ({"action": "set_priority"}, "rules[0] has no priority"),
        ({"action": "cascade", "ring_seconds": 3, "cascade": [{}]}, "rules[0] has an entry without number in cascade"),
        ({"action": "busy", "match": "number"}, "rules[0] has match number, but no caller"),
        ({"action": "busy", "match": "anonymous", "caller": "1"}, "rules[0] has a caller, but match anonymous"),
        ({**ALWAYS, "numbers": ["Ada"]}, "rules.numbers: 'Ada' must be a number"),
        ({**ALWAYS, "ring_seconds": -1}, "rules.ring_seconds is -1, but must be 0 at least"),
    ],
)
def test_rules_that_make_no_sense_are_refused_before_the_first_request(
    engine: Engine, rule: dict[str, Any], words: str
) -> None:
    outcome = follow(engine, rule)
    assert words in outcome.message
    assert not outcome.requests


def test_everything_that_is_wrong_is_told_at_once(engine: Engine) -> None:
    outcome = follow(engine, {"action": "forward"}, VOICEMAIL, {"action": "busy", "match": "number"})
    assert "rules[0] has no numbers" in outcome.message
    assert "rules[2] has match number" in outcome.message


def test_what_a_rule_refers_to_must_be_there(engine: Engine) -> None:
    outcome = follow(engine, {**ALWAYS, "interval": "Ofice hours"}, {**ASK, "sound": "Welcom"})
    assert "rules[0].interval: there is no time interval 'Ofice hours'; did you mean 'Office hours'?" in outcome.message
    assert "rules[1].sound: there is no sound 'Welcom'; did you mean 'Welcome'?" in outcome.message
    assert not outcome.writes


@pytest.mark.parametrize(
    "rule", [VOICEMAIL, ASK, {"action": "cascade", "ring_seconds": 3, "cascade": [{"number": "1"}]}]
)
def test_some_rules_are_for_phone_terminals_only(engine: Engine, rule: dict[str, Any]) -> None:
    outcome = follow(engine, ALWAYS, rule, number="108")
    words = f"rules[1]: extension 0001*108 is of type phoneQueue, and {rule['action']} is for phone terminals only"
    assert words in outcome.message
    assert follow(engine, ALWAYS, NO_CALLS, number="108").changed


def test_a_value_that_the_schema_lacks_is_refused_by_voipnow_and_told(engine: Engine) -> None:
    outcome = follow(engine, {**NO_CALLS, "match": "other_numbers"})
    assert outcome.failed
    assert outcome.result["error"]["operation"] == "AddCallRulesIn"
    assert rules(engine) == []


def test_a_match_that_the_schema_explains_without_listing_it_is_read(engine: Engine) -> None:
    rule = {"busy": {"match": -1, "number": "1"}, "ruleID": 9, "status": True}
    engine.pbx.change("extension", "0001*103", rules=[rule])
    outcome = engine.ensure(MODULE, **DESK)
    assert outcome.result["call_forwarding"]["rules"] == [
        {"action": "busy", "match": "other_numbers", "caller": "1", "interval": None, "enabled": True}
    ]


# -- things that fail


def test_a_refusal_in_the_midst_tells_what_was_done(engine: Engine) -> None:
    follow(engine, NO_CALLS, BUSY)
    engine.pbx.fault("vendor_error", operation="DelCallRulesIn", code="152")
    outcome = follow(engine, VOICEMAIL, {**NO_CALLS, "caller": "1"})
    words = "Of the rules, 1 were added and those that stay were changed and sorted"
    assert words in outcome.message
    assert len(rules(engine)) == 3
    assert written(follow(engine, VOICEMAIL, {**NO_CALLS, "caller": "1"})) == ["DelCallRulesIn"]


@pytest.mark.parametrize(
    ("operation", "effect"),
    list(itertools.product(["AddCallRulesIn", "EditCallRulesIn", "DelCallRulesIn"], ["cut_before", "cut_after"])),
)
def test_a_write_in_doubt_is_not_done_twice(engine: Engine, operation: str, effect: str) -> None:
    wanted = (VOICEMAIL, {**NO_CALLS, "caller": "0137X."}, {"action": "busy"})
    follow(engine, NO_CALLS, BUSY)
    engine.pbx.fault(effect, operation=operation)
    outcome = follow(engine, *wanted)
    assert not outcome.failed, outcome
    assert len(rules(engine)) == len(wanted)
    assert not follow(engine, *wanted).changed


def test_rules_that_are_accepted_and_not_added_are_an_error(engine: Engine) -> None:
    engine.pbx.fault("html", operation="AddCallRulesIn", body=_SUCCESS)
    outcome = follow(engine, ALWAYS)
    assert outcome.failed
    assert "VoipNow accepted 1 new rules, but has 0 more than before" in outcome.message


_SUCCESS = (
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>'
    '<AddCallRulesInResponse xmlns="http://4psa.com/ExtensionMessages.xsd/3.0.0"><result>success</result>'
    "</AddCallRulesInResponse></e:Body></e:Envelope>"
)
