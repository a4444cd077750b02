# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions and what belongs to them: settings, agents, rules, codes, public numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.simulators.voipnow.conftest import VoipNow, number

TYPES = {
    "term": "phoneTerminal",
    "phoneQueue": "phoneQueue",
    "ivr": "IVR",
    "voicecenter": "voicemailCenter",
    "conference": "conference",
    "queuecenter": "queueCenter",
    "callback": None,
    "callcard": None,
    "intercom": None,
}
PHONE, QUEUE = "0001*101", "0001*108"


@pytest.fixture
def api(voipnow: Callable[..., VoipNow]) -> VoipNow:
    return voipnow(objects=20)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type(api: VoipNow, kind: str) -> None:
    made = api("AddExtension", parentLogin="user1", label="new", extensionType=kind, extensionNo="700")
    assert (made["extendedNumber"], made["extensionNo"], made["result"]) == ("0001*700", "700", "success")
    assert made["password"] is None
    read = api("GetExtensionDetails", extendedNumber="0001*700")
    assert (read["extensionType"], read["label"], read["parentName"]) == (kind, "new", "User 1")
    rows = api("GetExtensions", extensionType=kind, filter="new")["extension"]
    assert [row["extendedNumber"] for row in rows] == ["0001*700"]
    settings = api("GetExtensionSettings", extendedNumber="0001*700")
    shown = {name for name in TYPES.values() if name and settings[name] is not None}
    assert shown == ({TYPES[kind]} if TYPES[kind] else set())
    other = "conference" if kind == "ivr" else "IVR"
    assert api.code("SetupExtension", extendedNumber="0001*700", **{other: {"callerName": "x"}}) == "152"
    if TYPES[kind]:
        api(
            "SetupExtension",
            extendedNumber="0001*700",
            **{TYPES[kind]: {"connectionSndActive": True} if kind == "voicecenter" else {"callerName": "x"}},
        )
        read = api("GetExtensionSettings", extendedNumber="0001*700")[TYPES[kind]]
        assert read.get("callerName", "x") == "x"
    assert api("DelExtension", extendedNumber=["0001*700"])["items"] == 1
    assert api.code("GetExtensionDetails", extendedNumber="0001*700") == "100"


def test_numbers(api: VoipNow) -> None:
    values = {"parentLogin": "user1", "label": "x"}
    assert api("AddExtension", **values)["extendedNumber"] == "0001*121", "the first free one"
    assert api.code("AddExtension", **values, extensionNo="101") == "200"
    assert api("AddExtension", **values, extensionNo="101", forceUpdate=True)["extendedNumber"] == "0001*122"
    api.pbx.options(force_update="update", extension_digits=4)
    same = api("AddExtension", **{**values, "label": "again"}, extensionNo="101", forceUpdate=True)
    assert (same["extendedNumber"], same["label"]) == (PHONE, "again")
    for bad in ("12", "12345", "abc", ""):
        assert api.code("AddExtension", **values, extensionNo=bad) == "152"
    assert api("AddExtension", **values, extensionNo="1234", passwordAuto=True)["password"]
    assert api.code("AddExtension", label="x") == "117"
    assert api.code("AddExtension", parentLogin="user1", label="") == "117"
    assert api.code("AddExtension", parentLogin="company1", label="x") == "251"


def test_lists_are_of_one_type_and_owner(api: VoipNow) -> None:
    assert len(api("GetExtensions")["extension"]) == 14
    assert len(api("GetExtensions", parentID=4)["extension"]) == 7
    assert [row["extendedNumber"] for row in api("GetExtensions", extensionType="ivr")["extension"]] == [
        "0001*109",
        "0001*119",
    ]
    assert api("GetExtensions", extensionType="intercom")["notice"][0]["code"] == "030"


def test_edit(api: VoipNow) -> None:
    answer = api("EditExtension", extendedNumber=PHONE, label="Reception")
    assert answer["extendedNumber"] == [PHONE]
    assert api("GetExtensionDetails", extendedNumber=PHONE)["label"] == "Reception"
    assert api("DelExtension", extendedNumber=["0001*102", "0001*999"]) == {"items": 1, "result": "partial"}


def test_settings_keep_what_is_not_sent(api: VoipNow) -> None:
    first = api("GetExtensionSettings", extendedNumber=QUEUE)["phoneQueue"]
    assert (first["distribution"], first["waitFor"], first["record"]) == ("ringall", 20, False)
    api("SetupExtension", extendedNumber=QUEUE, phoneQueue={"name": "Support", "size": number(9), "waitFor": 30})
    api("SetupExtension", extendedNumber=QUEUE, phoneQueue={"distribution": "random", "size": {"_value_1": 0}})
    read = api("GetExtensionSettings", extendedNumber=QUEUE)["phoneQueue"]
    assert (read["name"], read["waitFor"], read["distribution"]) == ("Support", 30, "random")
    assert read["size"]["unlimited"] is True
    api("SetupExtension", extendedNumber="0001*109", IVR={"name": "Menu", "timeout": 7})
    api("SetupExtension", extendedNumber="0001*119", IVR={"cloneID": "0001*109", "timeout": 8})
    read = api("GetExtensionSettings", extendedNumber="0001*119")["IVR"]
    assert (read["name"], read["timeout"]) == ("Menu", 8)


@pytest.mark.parametrize(
    ("write", "read", "values"),
    [
        ("SetVoicemail", "GetVoicemailSettings", {"status": False, "notify": "alert", "autoAnswerTime": 20}),
        ("SetFaxCenter", "GetFaxCenterSettings", {"status": True, "faxFromEmail": ["a@example.com", "b@example.com"]}),
        ("SetConference", "GetConferenceSettings", {"status": True, "size": 30, "close": True}),
        ("SetCallRecording", "GetCallRecordingSettings", {"status": True, "trigger": 2}),
        ("SetProvision", "GetSIPPreferences", {"dtmf": "info", "qualify": True, "codecs": [1, 3]}),
    ],
)
def test_features_of_phones(api: VoipNow, write: str, read: str, values: dict[str, Any]) -> None:
    before = api(read, extendedNumber=PHONE)
    assert {name: before[name] for name in values} != values
    assert api(write, extendedNumber=PHONE, **values).get("result") == "success"
    api(write, extendedNumber=PHONE)
    after = api(read, extendedNumber=PHONE)
    assert {name: after[name] for name in values} == values
    assert api.code(read, extendedNumber=QUEUE) == "151"
    assert api.code(write, extendedNumber=QUEUE) == "152"


def test_provisioning(api: VoipNow) -> None:
    assert api.code("GetProvisionFile", extendedNumber=PHONE) == "151"
    where = api("SetProvision", extendedNumber=PHONE, provision=True)["location"]
    assert api("GetProvisionFile", extendedNumber=PHONE)["location"] == where


def test_agents(api: VoipNow) -> None:
    api("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=PHONE, penalty=5)
    api("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber="0001*102", supervisor=True)
    api("AssignQueueRemoteAgent", extendedNumber=QUEUE, name="Far", agentID=77, phoneNumber="1555")
    assert api.code("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=PHONE) == "200"
    assert api.code("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=QUEUE) == "152"
    assert api.code("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber="0001*103", penalty=101) == "152"
    assert api.code("AssignQueueRemoteAgent", extendedNumber=QUEUE, name="Far", agentID=78) == "117"
    listed = api("GetQueueAgents", extendedNumber=QUEUE)
    assert [(row["extensionNo"], row["penalty"], row["supervisor"]) for row in listed["localAgents"]] == [
        ("101", 5, False),
        ("102", 0, True),
    ]
    assert [row["name"] for row in listed["remoteAgents"]] == ["Far"]
    assert api("GetQueueAgents", extendedNumber=QUEUE, filter="remote")["localAgents"] == []
    api("SetQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=PHONE, supervisor=True, penalty=1)
    member = api("GetQueueMembership", extendedNumber=PHONE)["member"]
    assert [(row["queueExtendedNumber"], row["supervisor"], row["penalty"]) for row in member] == [(QUEUE, True, 1)]
    assert api.code(
        "SetQueueAgent", extendedNumber=QUEUE, agentExtendedNumber="0001*103", supervisor=True, penalty=0
    ) == ("100")
    api("UnassignQueueAgent", extendedNumber=[PHONE], queueExtendedNumber=QUEUE)
    assert api("GetQueueMembership", extendedNumber=PHONE)["notice"][0]["code"] == "030"
    api("DelExtension", extendedNumber=["0001*102"])
    assert api("GetQueueAgents", extendedNumber=QUEUE)["localAgents"] == []
    assert api.pbx.state("users/user1/used/queueMembersMax") == 1


def test_incoming_rules(api: VoipNow) -> None:
    transfer = {"transfer": {"toNumbers": {"transferNumber": ["200", "201"], "ring": 15}, "callStatus": 3}}
    first, second = api("AddCallRulesIn", extendedNumber=PHONE, rule=[transfer, {"hangup": {"match": 1}}])["ID"]
    third = api("AddCallRulesIn", extendedNumber=PHONE, rule=[{"busy": {"match": 0, "number": "1X.", "position": 1}}])[
        "ID"
    ][0]
    rules = api("GetCallRulesIn", extendedNumber=PHONE)["rules"]
    assert [rule["ruleID"] for rule in rules] == [third, first, second]
    assert rules[1]["transfer"]["toNumbers"]["transferNumber"] == ["200", "201"]
    assert [rules[0]["busy"]["position"], rules[2]["hangup"]["position"]] == [1, 3]
    api("EditCallRulesIn", extendedNumber=PHONE, rule=[{"ruleID": first, "status": False, "congestion": {}}])
    api("EditCallRulesIn", extendedNumber=PHONE, order=[second, first])
    rules = api("GetCallRulesIn", extendedNumber=PHONE)["rules"]
    assert [(rule["ruleID"], rule["status"]) for rule in rules] == [(second, True), (first, False), (third, True)]
    assert rules[1]["congestion"] is not None
    assert api.code("AddCallRulesIn", extendedNumber=PHONE, rule=[{"busy": {"match": 0}}]) == "117"
    assert api.code("AddCallRulesIn", extendedNumber=PHONE, rule=[{"busy": {"intervalID": 99}}]) == "100"
    assert api.code("EditCallRulesIn", extendedNumber=PHONE, order=[4711]) == "100"
    assert api("DelCallRulesIn", extendedNumber=PHONE, ID=[first, 4711])["result"] == "partial"


@pytest.mark.parametrize(
    ("kind", "name", "field", "container"),
    [("callback", "AuthCallerID", "CallerID", "CallerID"), ("callcard", "CardCode", "code", "code")],
)
def test_codes(api: VoipNow, kind: str, name: str, field: str, container: str) -> None:
    extension = api("AddExtension", parentLogin="user1", label="x", extensionType=kind)["extendedNumber"]
    rows = [{field: "111", "credit": number(10)}, {field: "222"}]
    first, second = api(f"Add{name}", extendedNumber=extension, **{container: rows})["ID"]
    assert api.code(f"Add{name}", extendedNumber=extension, **{container: rows}) == "200"
    assert api.code(f"Add{name}", extendedNumber=PHONE, **{container: rows}) == "152"
    credits = "CallerIDCredit" if kind == "callback" else "codeCredit"
    api(f"Add{name}Credit", extendedNumber=extension, **{credits: [{"ID": first, "credit": 2.5}]})
    read = api(f"Get{name}", ID=first)
    assert read[container][0]["availableCredit"] == {"_value_1": 12.5, "unlimited": False}
    assert read[container][0]["recharges"] == 1
    assert [row["credit"] for row in api(f"Get{name}Recharges", ID=first)["recharge"]] == [2.5]
    api(f"Edit{name}", ID=second, status=False, **{field: "333"})
    found = api(f"Get{name}", extendedNumber=extension)[container]
    assert [(row[field], row["status"]) for row in found] == [("111", True), ("333", False)]
    limit = "callbackCallerIDMax" if kind == "callback" else "callCardCodesMax"
    api("UpdateUserPL", ID=4, **{limit: {"value": 2}})
    assert api.code(f"Add{name}", extendedNumber=extension, **{container: [{field: "4"}]}) == "152"
    assert api(f"Del{name}", ID=[first])["items"] == 1
    api(f"Add{name}", extendedNumber=extension, **{container: [{field: "4"}]})
    api("DelExtension", extendedNumber=[extension])
    assert api.code(f"Get{name}", ID=second) == "100"
    assert api.pbx.state(f"users/user1/used/{limit}") == 0


def test_public_numbers(api: VoipNow) -> None:
    poll = {"userIdentifier": api("GetUserDetails", ID=4)["identifier"]}
    assert api("GetPublicNoPoll", **poll)["notice"][0]["code"] == "030"
    api("AssignPublicNo", userID=3, didID=[1, 2])
    assert [row["ID"] for row in api("GetPublicNoPoll", **poll)["publicNo"]["available"]] == [1, 2]
    api("AssignPublicNo", extendedNumber=PHONE, didID=[1])
    assert [row["ID"] for row in api("GetPublicNoPoll", **poll)["publicNo"]["assigned"]] == [1]
    assert [row["didID"] for row in api("GetPublicNo", channelID=1, extendedNumber=PHONE)["publicNo"]] == [1]
    assert len(api("GetPublicNo", channelID=1, inUse=True)["publicNo"]) == 18
    assert api.code("AssignPublicNo", extendedNumber="0001*102", didID=[1]) == "152", "an exclusive number"
    (stacked,) = [row["didID"] for row in api("GetPublicNo", channelID=1, type="stacked")["publicNo"]][:1]
    for holder in (PHONE, "0001*102"):
        api("AssignPublicNo", extendedNumber=holder, didID=[stacked])
    shown = api("GetAvailableCallerID", extendedNumber=PHONE)["CallerID"]
    assert [row["CallerIDRef"] for row in shown] == [1, stacked]
    assert api.code("AssignPublicNo", userID=3, count=100) == "152"
    api("UnassignPublicNo", userID=4, didID=[1])
    assert api("GetPublicNo", channelID=1, extendedNumber=PHONE)["publicNo"][0]["didID"] == stacked
    assert api.code("UnassignPublicNo", extendedNumber=PHONE, didID=[1]) == "152"
    assert api.code("DelPublicNo", ID=[2]) == "152"
    api("DelExtension", extendedNumber=[PHONE])
    assert PHONE not in api.pbx.state(f"public_numbers/{stacked}/holders")


def test_scheduled_conferences(api: VoipNow) -> None:
    where = {"extendedNumber": "0001*110"}
    api.pbx.add("scheduled_conference", "9", **where, conferenceNumber="8000", name="Once", startDate="2026-01-05")
    numbers = {
        interval: [
            row["conferenceNumber"] for row in api("GetScheduledConferences", interval=interval, **where)["conference"]
        ]
        for interval in ("anytime", "in_the_past", "today", "next_week", "next_month", "tomorrow")
    }
    assert numbers["anytime"] == numbers["in_the_past"] == ["7001", "8000"]
    assert [numbers[name] for name in ("today", "tomorrow", "next_week", "next_month")] == [["7001"]] * 4
    assert api.code("GetScheduledConferences", extendedNumber=PHONE) == "151"
    assert api.code("GetScheduledConferenceDetails", **where, conferenceNumber="1") == "100"


def test_reports(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=20, calls=1200)
    whole = api("CallReport", userID=3)
    assert len(whole["call"]) == 1000
    assert whole["incomingCalls"]["total"] + whole["outgoingCalls"]["total"] == 1200
    first = whole["call"][0]["initiated"].date().isoformat()
    part = api("CallReport", login="user1", interval={"startDate": first, "endDate": first}, records=1000)
    assert 1 <= len(part["call"]) <= 2
    only = api("CallReport", userID=3, disposition="BUSY", flow="out")["call"]
    assert {(row["disposition"], row["flow"]) for row in only} == {("BUSY", "out")}
    assert api.code("CallReport", userID=3, records=1001) == "151"
    costs = api("CallCosts", userID=3, year=2026, month=1)
    assert costs["totalCalls"] == len(
        api("CallReport", userID=3, interval={"startDate": "2026-01-01", "endDate": "2026-01-31"})["call"]
    )
    assert api("CallCosts", userID=3, year=2019, month=1)["totalCalls"] == 0
    stats = api("QuickStats", userID=3)
    assert (stats["users"]["total"], stats["extensions"]["phoneTerminal"]["total"]) == (2, 14)
    assert stats["incomingCalls"]["total"] == whole["incomingCalls"]["total"]
