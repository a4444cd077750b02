# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting calls, and controlling those that are on."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.calls import CALL
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.channels import CHANNEL, CHANNEL_INFO
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success
from tests.unit.ucm.task_runner import TaskRunner

CHANNEL_NAME = "PJSIP/1001-00000002"


@pytest.mark.parametrize(
    ("kinds", "request_"),
    [
        ({}, {"action": "dialExtension", "caller": "1005", "callee": "7000"}),
        ({"callee_type": "external"}, {"action": "dialOutbound", "caller": "1005", "outbound": "7000"}),
        ({"callee_type": "ivr"}, {"action": "dialIVR", "caller": "1005", "ivrnumber": "7000"}),
        (
            {"caller_type": "external", "callee_type": "ivr"},
            {"action": "dialIVROutbound", "outcaller": "1005", "ivrnumber": "7000"},
        ),
        (
            {"caller_type": "external", "callee_type": "queue"},
            {"action": "dialQueue", "outcaller": "1005", "queue": "7000"},
        ),
        (
            {"caller_type": "external", "callee_type": "ring_group"},
            {"action": "dialRinggroup", "outcaller": "1005", "ringgroup": "7000"},
        ),
        (
            {"caller_type": "external", "callee_type": "external"},
            {"action": "dialOutboundTwo", "outcaller": "1005", "outcallee": "7000"},
        ),
    ],
)
def test_kinds_choose_the_action(task: TaskRunner, kinds: dict[str, str], request_: dict[str, str]) -> None:
    assert task.sent(CALL, caller="1005", callee="7000", **kinds) == request_


@pytest.mark.parametrize(
    ("caller_type", "callee_type"),
    [("extension", "queue"), ("extension", "ring_group"), ("external", "extension")],
)
def test_what_no_action_connects_is_refused_with_what_can_be(
    task: TaskRunner, caller_type: str, callee_type: str
) -> None:
    problem = task.problem(CALL, caller="1005", callee="7000", caller_type=caller_type, callee_type=callee_type)
    assert f"cannot do caller_type {caller_type} with callee_type {callee_type}" in problem
    assert problem.count(" with ") == 8, "it and the seven possible ones"


@pytest.mark.parametrize("number", ["10 05", "1005,1006", "1005\n", "sip:1005", ""])
def test_what_cannot_be_dialled_is_refused(task: TaskRunner, number: str) -> None:
    assert "caller" in task.problem(CALL, caller=number, callee="1002")


def test_a_check_starts_no_call_and_says_that_it_would(ucm: ScriptedUcm, task: TaskRunner) -> None:
    result = task(CALL, check=True, caller="1005", callee="1002")
    assert (result["changed"], result["sent"]) == (True, False)
    assert ucm.requests == []


def test_a_call_in_doubt_is_not_sent_again(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("dialExtension", httpx.ReadError("cut"))
    result = task(CALL, caller="1005", callee="1002")
    assert result["error"]["kind"] == "doubtful_write"
    assert result["error"]["object"] == "call from 1005 to 1002"
    assert len(ucm.sent("dialExtension")) == 1


@pytest.mark.parametrize(
    ("options", "request_"),
    [
        ({"action": "hangup"}, {"action": "Hangup"}),
        ({"action": "mute"}, {"action": "mute"}),
        ({"action": "unmute"}, {"action": "unmute"}),
        ({"action": "hold"}, {"action": "hold"}),
        ({"action": "unhold"}, {"action": "unhold"}),
        ({"action": "accept"}, {"action": "acceptCall"}),
        ({"action": "refuse"}, {"action": "refuseCall"}),
        ({"action": "transfer", "destination": "1002"}, {"action": "callTransfer", "extension": "1002"}),
        ({"action": "transfer_inbound", "destination": "1002"}, {"action": "transferNumberInbound", "callee": "1002"}),
        (
            {"action": "transfer_outbound", "destination": "0301"},
            {"action": "transferNumberOutbound", "outbound": "0301"},
        ),
        (
            {"action": "barge", "listener": "1009", "monitored_extension": "1001"},
            {"action": "callbarge", "barge-exten": "1009", "exten": "1001"},
        ),
        (
            {
                "action": "barge",
                "listener": "1009",
                "monitored_extension": "1001",
                "mode": "whisper",
                "ask_permission": True,
            },
            {"action": "callbarge", "barge-exten": "1009@1", "exten": "1001", "mode": "W"},
        ),
        (
            {
                "action": "barge",
                "listener": "1009",
                "monitored_extension": "1001",
                "mode": "listen",
                "ask_permission": False,
            },
            {"action": "callbarge", "barge-exten": "1009@0", "exten": "1001", "mode": None},
        ),
    ],
)
def test_an_action_takes_its_own_parameters(
    task: TaskRunner, options: dict[str, Any], request_: dict[str, Any]
) -> None:
    assert task.sent(CHANNEL, channel=CHANNEL_NAME, **options) == {**request_, "channel": CHANNEL_NAME}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"action": "transfer"}, "action transfer needs destination"),
        ({"action": "barge", "listener": "1009"}, "action barge needs monitored_extension"),
        ({"action": "hold", "mode": "join"}, "mode cannot be given with action hold"),
        (
            {"action": "hangup", "destination": "1", "listener": "1"},
            "destination, listener cannot be given with action",
        ),
    ],
)
def test_options_of_another_action_are_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(CHANNEL, channel=CHANNEL_NAME, **options)


def test_runtime_actions_leave_nothing_to_apply(ucm: ScriptedUcm, task: TaskRunner) -> None:
    """Some answer need_apply "yes"; the next state module would apply, and say that it changed something."""
    ucm.script("Hangup", success(need_apply="yes"))
    task(CHANNEL, action="hangup", channel=CHANNEL_NAME)
    assert ucm.client().apply_pending is False


def test_a_refused_action_does_not_speak_of_passwords(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("hold", failure(-25))
    result = task(CHANNEL, action="hold", channel=CHANNEL_NAME)
    assert result["error"]["code"] == -25
    assert "password" not in result["msg"]
    assert "state" in result["error"]["remedy"]


BRIDGED = {
    "channel1": "PJSIP/1001-00000002",
    "channel2": "PJSIP/trunk_1-00000003",
    "callerid1": "1001",
    "callerid2": "0301",
    "name1": "Ada",
    "name2": "",
    "uniqueid1": "1.4",
    "uniqueid2": "1.5",
    "bridge_time": "2026-01-31 09:43:19",
    "bridge_id": "7f12",
    "inbound_trunk_name": "",
    "outbound_trunk_name": "provider",
    "have_send": 1,
}
UNBRIDGED = {"channel": "PJSIP/1003-00000009", "state": "Ringing", "callernum": 1003, "connectednum": "1001"}


def test_calls_and_channels_are_listed_in_order(ucm: ScriptedUcm, task: TaskRunner) -> None:
    other = {**BRIDGED, "channel1": "PJSIP/1000-00000007", "callerid1": "1000", "outbound_trunk_name": ""}
    ucm.script("listBridgedChannels", success(channel=[BRIDGED, other], total_page=1))
    ucm.script("listUnBridgedChannels", success(channel=[UNBRIDGED], total_page=1))
    result = task(CHANNEL_INFO)
    assert [call["caller_number"] for call in result["calls"]] == ["1000", "1001"]
    assert result["calls"][1]["outbound_trunk"] == "provider"
    assert result["calls"][1]["callee_name"] is None
    assert result["channels"] == [
        {"channel": "PJSIP/1003-00000009", "state": "Ringing", "caller_number": "1003", "connected_number": "1001"}
    ]
    assert all("page" not in request for request in ucm.requests), "no paging parameters are documented"


def test_lists_are_narrowed_to_numbers_and_trunks(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("listBridgedChannels", success(channel=[BRIDGED], total_page=1))
    ucm.script("listUnBridgedChannels", success(channel=[UNBRIDGED], total_page=1))
    result = task(CHANNEL_INFO, numbers=["0301"])
    assert (len(result["calls"]), len(result["channels"])) == (1, 0)
    result = task(CHANNEL_INFO, numbers=["1001"])
    assert (len(result["calls"]), len(result["channels"])) == (1, 1)
    assert task(CHANNEL_INFO, numbers=["1001"], trunks=["other"])["calls"] == []


def test_a_second_page_of_channels_is_found(ucm: ScriptedUcm, task: TaskRunner) -> None:
    def page(request: dict[str, Any]) -> dict[str, Any]:
        number = int(request.get("page", 1))
        return success(channel=[{**BRIDGED, "channel1": f"PJSIP/{number}"}], total_page=2)

    ucm.script("listBridgedChannels", page)
    ucm.script("listUnBridgedChannels", success(channel=[], total_page=0))
    assert len(task(CHANNEL_INFO)["calls"]) == 2


@pytest.mark.parametrize("answer", [success(channel="none"), success(channel=[1]), success(channel={})])
def test_lists_of_another_form_are_an_error(ucm: ScriptedUcm, task: TaskRunner, answer: Any) -> None:
    ucm.script("listBridgedChannels", answer)
    assert task(CHANNEL_INFO)["error"]["kind"] == "unexpected_answer"
