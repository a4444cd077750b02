# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""PIN sets, whose ids the caller makes up."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import without_secrets
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pin_set import PIN_SET, new_id
from tests.unit.ucm.written_answers import WrittenAnswers

ID = "1602745045405"
SETTINGS = {"pin_sets_id": ID, "pin_sets_name": "managers", "record_in_cdr": "yes"}
MEMBERS = [
    {"pin": "0042", "pin_name": "ada", "pin_sets_id": ID},
    {"pin": 7777, "pin_name": "bob", "pin_sets_id": ID},
]


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers({"listPinSets": [SETTINGS], "getPinSets": {"pin_sets_id": SETTINGS, "members": MEMBERS}})


def test_a_set_is_read_with_its_pins_as_text(pbx: WrittenAnswers) -> None:
    pin_set = PIN_SET.read(pbx, {"name": "managers"})
    assert pin_set == {
        "pin_sets_id": ID,
        "name": "managers",
        "record_in_cdr": True,
        "members": [{"name": "ada", "pin": "0042"}, {"name": "bob", "pin": "7777"}],
    }
    shown = without_secrets(PIN_SET.fields, pin_set)
    assert shown == {"name": "managers", "record_in_cdr": True, "members": [{"name": "ada"}, {"name": "bob"}]}


def test_a_new_set_gets_an_id_of_thirteen_digits(pbx: WrittenAnswers) -> None:
    before = int(time.time() * 1000)
    sent = pbx.sent(PIN_SET, {"name": "new", "members": [{"name": "ada", "pin": "0042"}]})
    identifier = sent["pin_sets_id"]
    assert len(identifier) == 13
    assert before <= int(identifier) <= int(time.time() * 1000)
    assert sent == {
        "pin_sets_id": identifier,
        "pin_sets_name": "new",
        "members": [{"pin_name": "ada", "pin": "0042", "pin_sets_id": identifier}],
    }


def test_an_id_that_is_taken_is_not_given_again() -> None:
    assert new_id(1602745045405, {"1602745045405", "1602745045406"}) == "1602745045407"
    assert new_id(1602745045405, ()) == "1602745045405"


def test_every_change_sends_all_members_with_the_id(pbx: WrittenAnswers) -> None:
    assert pbx.sent(PIN_SET, {"name": "managers", "record_in_cdr": False}) == {
        "pin_sets_id": ID,
        "pin_sets_name": "managers",
        "record_in_cdr": "no",
        "members": [
            {"pin_name": "ada", "pin": "0042", "pin_sets_id": ID},
            {"pin_name": "bob", "pin": "7777", "pin_sets_id": ID},
        ],
    }


@pytest.mark.parametrize(
    "members",
    [
        [{"name": "bob"}, {"name": "ada"}],
        [{"name": "ada", "pin": "0042"}, {"name": "bob"}],
    ],
)
def test_a_member_without_pin_keeps_its_pin(pbx: WrittenAnswers, members: list[dict[str, Any]]) -> None:
    assert not pbx.plan(PIN_SET, {"name": "managers", "members": members}).changed


def test_who_is_not_in_the_list_goes(pbx: WrittenAnswers) -> None:
    wanted = {"name": "managers", "members": [{"name": "ada"}, {"name": "eve", "pin": "999"}]}
    planned = pbx.plan(PIN_SET, wanted)
    diff = planned.diff()
    assert diff["before"] == {"members": [{"name": "bob", "pin": "********"}]}
    assert diff["after"] == {"members": [{"name": "eve", "pin": "******** (new)"}]}
    assert [member["pin_name"] for member in pbx.sent(PIN_SET, wanted)["members"]] == ["ada", "eve"]


def test_pins_stay_out_of_diffs(pbx: WrittenAnswers) -> None:
    planned = pbx.plan(PIN_SET, {"name": "managers", "members": [{"name": "ada", "pin": "1111"}, {"name": "bob"}]})
    assert "0042" not in str(planned.diff())
    assert "1111" not in str(planned.diff())


def test_a_new_member_needs_a_pin(pbx: WrittenAnswers) -> None:
    with pytest.raises(InvalidInput, match=r"members\[eve\] is new and has no pin"):
        pbx.plan(PIN_SET, {"name": "managers", "members": [{"name": "ada"}, {"name": "eve"}]})


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ([{"name": "a", "pin": "12"}, {"name": "b", "pin": "12"}], "members has a PIN more than once"),
        ([{"name": "a", "pin": "12"}, {"name": "a", "pin": "13"}], "members has name a more than once"),
        ([{"name": "a", "pin": "x"}], "members[a].pin: the value must be digits only"),
    ],
)
def test_bad_members_are_refused(members: list[dict[str, Any]], problem: str) -> None:
    assert problems(PIN_SET, {"name": "managers", "members": members}) == [problem]
