# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IVRs, which an update restates."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.ivr import EVENTS, IVR
from tests.unit.ucm.written_answers import PEOPLE, WrittenAnswers

SETTINGS: dict[str, Any] = {
    "ivr_id": "ivr-1",
    "extension": "7000",
    "ivr_name": "day",
    "welcome_prompt": "welcome",
    "response_timeout": 10,
    "digit_timeout": "3",
    "timeout_prompt": "ivr-create-timeout",
    "invalid_prompt": "invalid",
    "tloop": 3,
    "iloop": 3,
    "dial_extension": "yes",
    "dial_failed_back2menu": "no",
    "dial_multimedia_conference": "no",
    "permission": "internal-local",
    "language": None,
    "switch": "no",
    "ivr_blackwhite_list": "",
    "ivr_out_blackwhite_list": "1000",
}
KEYS = [
    {"keypress": "1", "keypress_event": "member_queue", "member_queue": "6500"},
    {"keypress": "2", "keypress_event": "member_ivr", "member_ivr": "ivr-1"},
    {"keypress": "t", "keypress_event": "member_prompt", "member_prompt": "goodbye"},
    {"keypress": "i", "keypress_event": "member_moon", "member_moon": "full"},
]
RESTATED = {
    **{
        name: value
        for name, value in SETTINGS.items()
        if name not in ("ivr_id", "dial_multimedia_conference", "language")
    },
    "ivr": "ivr-1",
    "digit_timeout": 3,
    "language": "",
    "members": KEYS,
}
QUEUE = {"key": "1", "destination": {"type": "queue", "target": "6500"}}
IVR_AGAIN = {"key": "2", "destination": {"type": "ivr", "target": "7000"}}
GOODBYE = {"key": "timeout", "destination": {"type": "prompt", "target": "goodbye"}}
MOON = {"key": "invalid", "destination": {"type": "member_moon", "target": "full"}}


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers({**PEOPLE, "getIVR": {"ivr": SETTINGS, "members": KEYS}})


def test_an_ivr_is_read_by_its_id(pbx: WrittenAnswers) -> None:
    ivr = IVR.read(pbx, {"extension": "7000"})
    assert ivr is not None
    assert ivr["key_events"] == [QUEUE, IVR_AGAIN, GOODBYE, MOON]
    assert (ivr["permission"], ivr["dial_filter"], ivr["dial_filter_external"]) == ("local", "off", ["1000"])
    assert pbx.asked[1] == ("getIVR", {"ivr": "ivr-1"})


def test_a_change_restates_everything(pbx: WrittenAnswers) -> None:
    assert pbx.sent(IVR, {"extension": "7000", "response_timeout": 15}) == {**RESTATED, "response_timeout": 15}


def test_given_keys_are_all_keys(pbx: WrittenAnswers) -> None:
    other = {"key": "3", "destination": {"type": "hangup"}}
    planned = pbx.plan(IVR, {"extension": "7000", "key_events": [GOODBYE, QUEUE, other]})
    assert planned.diff()["before"] == {"key_events": [IVR_AGAIN, MOON]}
    assert planned.diff()["after"] == {"key_events": [other]}
    sent = pbx.sent(IVR, {"extension": "7000", "key_events": [GOODBYE, QUEUE, other]})
    assert sent["members"] == [KEYS[0], KEYS[2], {"keypress": "3", "keypress_event": "member_hangup"}]


def test_the_same_keys_in_another_order_change_nothing(pbx: WrittenAnswers) -> None:
    assert not pbx.plan(IVR, {"extension": "7000", "key_events": [MOON, GOODBYE, IVR_AGAIN, QUEUE]}).changed


def test_a_key_without_destination_keeps_its_own(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(IVR, {"extension": "7000", "key_events": [{"key": "1"}, {"key": "timeout"}]})
    assert sent["members"] == [KEYS[0], KEYS[2]]
    with pytest.raises(InvalidInput, match=r"key_events\[9\] is new and has no destination"):
        pbx.plan(IVR, {"extension": "7000", "key_events": [{"key": "9"}]})


def test_all_keys_can_be_taken_away(pbx: WrittenAnswers) -> None:
    assert pbx.sent(IVR, {"extension": "7000", "key_events": []})["members"] == []


@pytest.mark.parametrize("word", EVENTS)
def test_every_event_comes_back(word: str) -> None:
    value = {"type": word} | ({} if word == "hangup" else {"target": "1"})
    (field,) = (field for field in IVR.field("key_events").fields if field.name == "destination")
    wire = field.encode_beside(value, creating=False)
    assert len(wire) == len(value)
    assert field.decode_beside(wire) == value


def test_a_new_ivr_has_what_the_add_demands(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(IVR, {"extension": "7001", "name": "night", "key_events": [IVR_AGAIN], "iloop": 1})
    assert sent == {
        "extension": "7001",
        "ivr_name": "night",
        "members": [KEYS[1]],
        "welcome_prompt": "welcome",
        "response_timeout": 10,
        "digit_timeout": 3,
        "timeout_prompt": "ivr-create-timeout",
        "invalid_prompt": "invalid",
        "tloop": 3,
        "iloop": 3,
        "permission": "internal",
    }


def test_a_new_ivr_goes_back_to_the_menu_by_an_update(pbx: WrittenAnswers) -> None:
    row = {"ivr_id": "ivr-2", "extension": "7001"}
    pbx.answers["listIVR"] = lambda wanted: [*PEOPLE["listIVR"], row] if pbx.written else PEOPLE["listIVR"]
    IVR.create(pbx, {"extension": "7001", "name": "night", "back_to_menu": True})
    (add, first), (update, second) = pbx.written
    assert (add, update) == ("addIVR", "updateIVR")
    assert "dial_failed_back2menu" not in first
    assert (second["ivr"], second["dial_failed_back2menu"]) == ("ivr-2", "yes")


def test_targets_must_exist(pbx: WrittenAnswers) -> None:
    events = [{"key": "1", "destination": {"type": "queue", "target": "6501"}}]
    with pytest.raises(InvalidInput, match="queue '6501' does not exist; did you mean '6500'"):
        pbx.plan(IVR, {"extension": "7000", "key_events": events})


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([QUEUE, {"key": "1", "destination": {"type": "hangup"}}], "key_events has key 1 more than once"),
        (
            [{"key": "1", "destination": {"type": "queue"}}],
            "key_events[1].destination is of type queue, but has no target",
        ),
        ([{"key": "1", "destination": {"target": "1"}}], "key_events[1].destination has no type"),
    ],
)
def test_contradictory_keys_are_refused(events: list[dict[str, Any]], problem: str) -> None:
    assert problems(IVR, {"extension": "7000", "key_events": events}) == [problem]
