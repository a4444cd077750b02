# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call queues."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue import QUEUE
from tests.unit.ucm.written_answers import PEOPLE, WrittenAnswers, refusal

ANSWER: dict[str, Any] = {
    "queue": {
        "extension": "6500",
        "queue_name": "support",
        "strategy": "linear",
        "members": "1002,1001",
        "queue_chairmans": None,
        "ringtime": 30,
        "wrapuptime": 0,
        "maxlen": 0,
        "queue_timeout": 60,
        "auto_record": "off",
        "musicclass": "default",
        "joinempty": "no",
        "leavewhenempty": "strict",
        "destination_type": "voicemail",
        "destination_type_t": "hangup",
        "destination_type_v": "account",
        "account_v": "1001",
        "destination_type_el": None,
        "ivr_t": None,
        "reporholdtime": "no",
        "schedule_clean_enable": "daily",
        "vq_mode": "periodic",
        "tmp2": "6500",
    }
}
MANDATORY = {
    "queue_name": "support",
    "strategy": "linear",
    "ringtime": "30",
    "wrapuptime": "0",
    "maxlen": "0",
    "queue_timeout": 60,
    "auto_record": "off",
    "musicclass": "default",
    "joinempty": "no",
    "leavewhenempty": "strict",
}


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers(
        {**PEOPLE, "getQueue": lambda wanted: ANSWER if wanted == {"queue": "6500"} else refusal(-16)({})}
    )


def test_a_queue_is_read(pbx: WrittenAnswers) -> None:
    queue = QUEUE.read(pbx, {"extension": "6500"})
    assert queue is not None
    assert (queue["members"], queue["chairmen"]) == (["1002", "1001"], [])
    assert (queue["join_empty"], queue["leave_when_empty"], queue["wrap_up_time"]) == ("available", "strict", 0)
    assert queue["timeout_destination"] == {"type": "hangup"}
    assert queue["prompt_destination"] == {"type": "extension", "target": "1001"}
    assert queue["failover_destination"] == {}
    assert queue["reset_counts"] is True


def test_a_change_restates_what_the_table_calls_mandatory(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(QUEUE, {"extension": "6500", "report_hold_time": True})
    assert sent == {"queue": "6500", "reporholdtime": "yes", **MANDATORY}


def test_a_new_queue_has_what_the_table_calls_mandatory(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(QUEUE, {"extension": "6501", "name": "new", "ring_time": 12, "strategy": "memory"})
    assert sent == {
        "extension": "6501",
        **MANDATORY,
        "queue_name": "new",
        "ringtime": "12",
        "wrapuptime": "10",
        "strategy": "memory",
    }


def test_the_order_of_members_counts(pbx: WrittenAnswers) -> None:
    assert not pbx.plan(QUEUE, {"extension": "6500", "members": ["1002", "1001"]}).changed
    assert pbx.sent(QUEUE, {"extension": "6500", "members": ["1001", "1002"]})["members"] == "1001,1002"


def test_members_can_be_emptied(pbx: WrittenAnswers) -> None:
    assert pbx.sent(QUEUE, {"extension": "6500", "members": []})["members"] == ""


def test_destinations_of_a_queue_are_apart(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(QUEUE, {"extension": "6500", "timeout_destination": {"type": "ivr", "target": "7000"}})
    assert (sent["destination_type_t"], sent["ivr_t"], sent["account_t"]) == ("ivr", "ivr-1", "")
    assert not [name for name in sent if name.endswith(("_v", "_el"))]


def test_an_empty_destination_can_be_set(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(QUEUE, {"extension": "6500", "failover_destination": {"type": "voicemail", "target": "1001"}})
    assert (sent["destination_type_el"], sent["vm_extension_el"]) == ("voicemail", "1001")


def test_people_and_targets_must_exist(pbx: WrittenAnswers) -> None:
    for wanted in (
        {"members": ["1001", "9999"]},
        {"chairmen": ["9999"]},
        {"timeout_destination": {"type": "voicemail", "target": "9999"}},
    ):
        with pytest.raises(InvalidInput, match="extension '9999' does not exist"):
            pbx.plan(QUEUE, {"extension": "6500", **wanted})


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"members": ["1001", "1001"]}, "members has 1001 more than once"),
        ({"ring_time": 4}, "5 at least"),
        ({"prompt_frequency": 201}, "20 to 200"),
        ({"extension": "65o0"}, "digits only"),
        ({"timeout_destination": {"type": "queue"}}, "timeout_destination is of type queue, but has no target"),
    ],
)
def test_bad_options_are_refused(option: dict[str, Any], problem: str) -> None:
    (found,) = problems(QUEUE, {"extension": "6500", **option})
    assert problem in found
