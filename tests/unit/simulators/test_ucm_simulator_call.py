# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls and their channels, prompts, message broadcasts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load

CONTRACT = load("ucm")
QUEUE = {"extension": "6500", "queue_name": "q", "strategy": "linear", "members": "1001,1002"}
IVR = {
    "extension": "7000",
    "ivr_name": "w",
    "welcome_prompt": "w",
    "timeout_prompt": "t",
    "invalid_prompt": "i",
    "response_timeout": 10,
    "digit_timeout": 3,
    "tloop": 3,
    "iloop": 3,
}


def bridged(api: Any) -> list[dict[str, Any]]:
    return api.ok("listBridgedChannels")["channel"]


def unbridged(api: Any) -> list[dict[str, Any]]:
    return api.ok("listUnBridgedChannels")["channel"]


def test_life_of_a_call(ucm: Callable[..., Any]) -> None:
    api = ucm(answer_seconds=5.0)
    assert api("dialExtension", caller="1000", callee="1001") == {"response": {"need_apply": "no"}, "status": 0}
    assert bridged(api) == []
    ringing = unbridged(api)
    assert [(leg["callernum"], leg["connectednum"], leg["state"]) for leg in ringing] == [
        ("1000", "1001", "Ringing"),
        ("1001", "1000", "Ringing"),
    ]
    documented = CONTRACT["list_unbridged_channels"].returned
    assert ringing[0].keys() == {name.split(".")[1] for name in documented if "." in name}
    api.pbx.clock(advance=20)
    assert unbridged(api) == []
    (call,) = bridged(api)
    documented = CONTRACT["list_bridged_channels"].returned
    assert call.keys() == {name.split(".")[1] for name in documented if "." in name}
    assert (call["callerid1"], call["callerid2"]) == ("1000", "1001")
    assert {call["channel1"], call["channel2"]} == {leg["channel"] for leg in ringing}
    assert call["channel1"].startswith("PJSIP/1000-")
    assert call["name1"] == "Ada Almeida"
    assert api("Hangup", channel=call["channel2"]) == {"response": {"need_apply": "yes"}, "status": 0}
    assert bridged(api) == []
    assert api.status("Hangup", channel=call["channel2"]) == -16
    assert api.pbx.state("needs_apply") is False
    record = api.raw(action="cdrapi", cookie=api.cookie, format="json", offset=25)
    (row,) = [row for row in record["cdr_root"] if row["channel"] == call["channel1"]]
    assert (row["src"], row["dst"], row["disposition"]) == ("1000", "1001", "ANSWERED")
    assert (row["duration"], row["billsec"]) == ("20", "15")


def test_nobody_answers(ucm: Callable[..., Any]) -> None:
    api = ucm(answer_seconds=60.0, cdrs=0)
    api.ok("dialExtension", caller="1000", callee="1001")
    api.pbx.clock(advance=10)
    api.ok("Hangup", channel=unbridged(api)[0]["channel"])
    (row,) = api.raw(action="cdrapi", cookie=api.cookie, format="json")["cdr_root"]
    assert (row["disposition"], row["answer"], row["billsec"], row["duration"]) == ("NO ANSWER", "", "0", "10")


def test_dial_actions(ucm: Callable[..., Any]) -> None:
    api = ucm()
    trunk = next(row["trunk_name"] for row in api.ok("listVoIPTrunk")["voip_trunk"])
    api.ok("addQueue", **QUEUE)
    api.ok("addIVR", **IVR)

    def dialled(action: str, **parameters: Any) -> dict[str, Any]:
        assert api(action, **parameters) == {"response": {"need_apply": "no"}, "status": 0}
        return (bridged(api) + unbridged(api))[-1]

    call = dialled("dialOutbound", caller="1000", outbound="+49301")
    assert (call["callerid2"], call["outbound_trunk_name"], call["inbound_trunk_name"]) == ("+49301", trunk, "")
    assert call["channel2"].startswith("PJSIP/trunk_")
    call = dialled("dialOutboundTwo", outcaller="0301", outcallee="0302")
    assert (call["callerid1"], call["callerid2"]) == ("0301", "0302")
    call = dialled("dialQueue", outcaller="0301", queue="6500")
    assert (call["callerid1"], call["callerid2"]) == ("0301", "1001")
    call = dialled("dialRinggroup", outcaller="0301", ringgroup="6400")
    assert call["callerid2"] == "1000"
    leg = dialled("dialIVR", caller="1002", ivrnumber="7000")
    assert (leg["service"], leg["callernum"], leg["connectednum"], leg["state"]) == ("ivr", "1002", "7000", "Up")
    leg = dialled("dialIVROutbound", outcaller="0301", ivrnumber="7000")
    assert (leg["callernum"], leg["outbound_trunk_name"]) == ("0301", trunk)
    names = [leg["channel"] for leg in unbridged(api)]
    names += [call[name] for call in bridged(api) for name in ("channel1", "channel2")]
    assert len(names) == len(set(names)) == 10
    for name in [leg["channel"] for leg in unbridged(api)] + [call["channel1"] for call in bridged(api)]:
        api.ok("Hangup", channel=name)
    assert (bridged(api), unbridged(api)) == ([], [])


@pytest.mark.parametrize(
    ("action", "parameters", "code"),
    [
        ("dialExtension", {"caller": "4711", "callee": "1000"}, -16),
        ("dialExtension", {"caller": "1000", "callee": "4711"}, -16),
        ("dialExtension", {"caller": "1000"}, -1),
        ("dialOutbound", {"caller": "4711", "outbound": "1"}, -16),
        ("dialOutbound", {"caller": "1000", "outbound": "my aunt"}, -15),
        ("dialIVR", {"caller": "1000", "ivrnumber": "7001"}, -16),
        ("dialIVR", {"caller": "1000", "ivrnumber": "ivr-1"}, -16),
        ("dialIVROutbound", {"caller": "1000", "ivrnumber": "7000"}, -1),
        ("dialQueue", {"outcaller": "1", "queue": "6501"}, -16),
        ("dialRinggroup", {"outcaller": "1", "ringgroup": "6401"}, -16),
        ("mute", {"channel": "PJSIP/1000-00000000"}, -16),
        ("callTransfer", {"channel": "PJSIP/1000-00000000", "extension": "1000"}, -16),
    ],
)
def test_refused(ucm: Callable[..., Any], action: str, parameters: dict[str, Any], code: int) -> None:
    api = ucm()
    api.ok("addIVR", **IVR)
    assert api.status(action, **parameters) == code
    assert api.pbx.state("calls") == {}


def test_queue_without_a_free_agent(ucm: Callable[..., Any]) -> None:
    api = ucm(cdrs=0)
    api.ok("addQueue", **QUEUE)
    api.ok("pauseUnpauseQueueAgent", operatetype="pause", interface="1001")
    api.ok("dialQueue", outcaller="0301", queue="6500")
    assert bridged(api)[0]["callerid2"] == "1002"
    api.ok("loginLogoffQueueAgent", operatetype="logoff", interface="1002", extension="6500")
    api.ok("dialQueue", outcaller="0302", queue="6500")
    (waiting,) = unbridged(api)
    assert (waiting["service"], waiting["callernum"], waiting["connectednum"]) == ("queue", "0302", "6500")
    api.pbx.clock(advance=7)
    api.ok("Hangup", channel=waiting["channel"])
    api.ok("Hangup", channel=bridged(api)[0]["channel1"])
    today = api.http.get("/_sim/clock").json()["date"][:10]
    total = api.raw(action="queueapi", cookie=api.cookie, startTime=today, format="json")["root_statistics"]["total"]
    assert (total["total_calls"], total["abandoned_rate"]) == (2, 50.0)


def test_mute_and_hold(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("dialExtension", caller="1000", callee="1001")
    (call,) = bridged(api)
    for action, name, value in (
        ("mute", "muted", True),
        ("hold", "held", True),
        ("unmute", "muted", False),
        ("unhold", "held", False),
    ):
        assert api(action, channel=call["channel2"]) == {"response": {}, "status": 0}
        (live,) = api.pbx.state("calls").values()
        assert live["second"][name] is value
        assert live["first"][name] is False


def test_barge(ucm: Callable[..., Any]) -> None:
    api = ucm(cdrs=0)
    api.ok("dialExtension", caller="1000", callee="1001")
    (call,) = bridged(api)
    barge = {"channel": call["channel2"], "exten": "1001", "barge-exten": "1002"}
    assert api("callbarge", **barge) == {"response": {"need_apply": "yes"}, "status": 0}
    (spy,) = unbridged(api)
    assert (spy["service"], spy["callernum"]) == ("chanspy", "1002")
    assert api.status("callbarge", **{**barge, "barge-exten": "1003@1"}, mode="W") == 0
    assert api.status("callbarge", **{**barge, "barge-exten": "1003@1"}, mode=None) == 0
    assert api.status("callbarge", **barge, mode="X") == -15
    assert api.status("callbarge", **{**barge, "barge-exten": "1003@2"}) == -15
    assert api.status("callbarge", **{**barge, "barge-exten": "4711"}) == -16
    assert api.status("callbarge", **{**barge, "exten": "1002"}) == -16
    api.ok("Hangup", channel=call["channel1"])
    assert unbridged(api) == []
    assert len(api.raw(action="cdrapi", cookie=api.cookie, format="json")["cdr_root"]) == 1


def test_transfer(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("dialExtension", caller="1000", callee="1001")
    (call,) = bridged(api)
    assert api("callTransfer", channel=call["channel1"], extension="1002") == {
        "response": {"need_apply": "no"},
        "status": 0,
    }
    (after,) = bridged(api)
    assert (after["callerid1"], after["callerid2"]) == ("1001", "1002")
    assert api.status("Hangup", channel=call["channel1"]) == -16
    assert api.status("callTransfer", channel=after["channel1"], extension="4711") == -16
    assert [row["callerid2"] for row in bridged(api)] == ["1002"]
    assert api.status("transferNumberInbound", channel=after["channel1"], callee="1000") == -25
    assert api.status("transferNumberOutbound", channel=after["channel1"], outbound="0301") == -25


def test_inbound_call(ucm: Callable[..., Any]) -> None:
    api = ucm(answer_seconds=5.0)
    trunk = next(row["trunk_name"] for row in api.ok("listVoIPTrunk")["voip_trunk"])
    api.pbx.add("call", "0301", callee="1000", trunk=trunk)
    caller, callee = unbridged(api)
    assert (caller["inbound_trunk_name"], caller["state"], callee["state"]) == (trunk, "Up", "Ringing")
    api.ok("transferNumberInbound", channel=caller["channel"], callee="1001")
    assert [leg["callernum"] for leg in unbridged(api)] == ["0301", "1001"]
    assert api.status("transferNumberInbound", channel=unbridged(api)[1]["channel"], callee="1001") == -25
    api.pbx.clock(advance=5)
    (call,) = bridged(api)
    assert (call["inbound_trunk_name"], call["outbound_trunk_name"]) == (trunk, "")
    api.ok("Hangup", channel=call["channel1"])
    (row,) = api.raw(action="cdrapi", cookie=api.cookie, format="json", caller="0301")["cdr_root"]
    assert (row["userfield"], row["src_trunk_name"], row["dst"]) == ("Inbound", trunk, "1001")


def test_outbound_transfer(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("dialOutbound", caller="1000", outbound="0301")
    (call,) = bridged(api)
    assert api.status("transferNumberOutbound", channel=call["channel2"], outbound="0302") == -25
    assert api.status("transferNumberOutbound", channel=call["channel1"], outbound="x") == -15
    api.ok("transferNumberOutbound", channel=call["channel1"], outbound="0302")
    assert [row["callerid2"] for row in bridged(api)] == ["0302"]


def test_call_control(ucm: Callable[..., Any]) -> None:
    api = ucm()
    for number in ("0301", "0302", "0303"):
        api.pbx.add("call", number, callee="1000", waits=True)
    first, second, third = (leg["channel"] for leg in unbridged(api) if leg["callernum"].startswith("03"))
    assert api("acceptCall", channel=first) == {"response": {}, "status": 0}
    assert [row["callerid1"] for row in bridged(api)] == ["0301"]
    assert api.status("acceptCall", channel=first) == -25
    assert api("refuseCall", channel=second) == {"response": {}, "status": 0}
    assert api.status("refuseCall", channel=second) == -16
    api.pbx.options(call_control=False)
    assert api.status("refuseCall", channel=third) == -47
    api.pbx.options(call_control=True)
    api.pbx.clock(advance=10)
    assert api.status("refuseCall", channel=third) == -25  # accepted by itself
    assert [row["callerid1"] for row in bridged(api)] == ["0301", "0303"]


def test_prompt(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api("playPromptByOrg", type="ivr", variable="prompt1", channel="1000") == {
        "response": {"need_apply": "yes"},
        "status": 0,
    }
    targets = [
        {"exten_type": "extension_group", "extension": "Reception,group-2"},
        {"exten_type": "ringgroup", "extension": "6400"},
        {"exten_type": "extension", "extension": "1004"},
    ]
    api.ok("playPromptByOrg", type="moh", variable="song", specified_channel=targets)
    rung = [leg["callernum"] for leg in unbridged(api)]
    assert rung == ["1000", "1000", "1001", "1002", "1003", "1004"]
    assert {leg["service"] for leg in unbridged(api)} == {"playback"}
    for changed, code in (
        ({}, -1),
        ({"channel": "4711"}, -16),
        ({"channel": "1000", "type": "name_voice"}, -16),
        ({"channel": "1000", "type": "name_voice", "variable": "1001"}, 0),
        ({"channel": "1000", "type": "video"}, -15),
        ({"specified_channel": [{"exten_type": "ringgroup", "extension": "1000"}]}, -16),
        ({"specified_channel": [{"exten_type": "extension", "extension": "1000,4711"}]}, -16),
        ({"specified_channel": [{"extension": "1000"}]}, -15),
    ):
        assert api.status("playPromptByOrg", **{"type": "ivr", "variable": "prompt1", **changed}) == code, changed
    assert len(unbridged(api)) == 7


def test_broadcast(ucm: Callable[..., Any]) -> None:
    api = ucm()

    def send(recipient: Any, **changed: Any) -> int:
        text = recipient if isinstance(recipient, str) else json.dumps(recipient)
        return api.status("addMessageBroadcast", **{"subject": "Hello", "recipient": text, **changed})

    picked = [{"department_id": "1", "extension": number} for number in ("1002", "1001")]
    documented = {"extension": "", "department": "", "extension_group": "", "department_extension": picked}
    assert send(documented, source="Boss", content="Go home") == 0
    (message,) = api.pbx.state("broadcasts").values()
    assert message == {"subject": "Hello", "source": "Boss", "content": "Go home", "recipients": ["1002", "1001"]}
    api.pbx.reset(5)
    api.login()
    assert send({"extension": "1000,1003", "extension_group": "group-1", "department": "2"}) == 0
    (message,) = api.pbx.state("broadcasts").values()
    assert message["recipients"] == ["1000", "1003", "1001"]
    for recipient, code in (
        ("", -15),
        ("[]", -15),
        ({}, -25),
        ({"extension": "4711"}, -25),
        ({"department": "99"}, -25),
        ({"extension_group": "nobody there"}, -25),
        ({"department_extension": [{"department_id": "99", "extension": "1000"}]}, -25),
        ({"ringgroup": "6400"}, -1),
    ):
        assert send(recipient) == code, recipient
    assert send({"extension": "1000"}, subject="") == -15
    assert api("addMessageBroadcast", subject="x", recipient='{"extension":"1000"}') == {"response": {}, "status": 0}
