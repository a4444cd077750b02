# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outbound and inbound routes and the blacklist of callers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.simulators.redaction import hashed

DONE = {"response": {"need_apply": "yes"}, "status": 0}
OUT = {"outbound_rt_name": "out", "default_trunk_index": "1", "pattern": [{"match": "_1xxx"}]}
# what the tables demand
IN = {"trunk_index": 1, "did_pattern_match": "_1XX", "ext_local": "yes", "multi_mode": "[]", "time_condition": "[]"}
DESTINATIONS = (
    "account announcement callback conference directory disa external_number fax ivr multimedia_conference "
    "paginggroup queue ringgroup vmgroup voicemail".split()
)

RECORDED_OUTBOUND = set(
    "outbound_rt_name outbound_rt_index sequence default_trunk_index permission password strip prepend fullcallid "
    "failover_a_trunk_index failover_a_trunk_sequence failover_a_strip failover_a_prepend "
    "failover_b_trunk_index failover_b_trunk_sequence failover_b_strip failover_b_prepend "
    "failover_c_trunk_index failover_c_trunk_sequence failover_c_strip failover_c_prepend "
    "enable_wlist custom_member limitime pin_sets_id out_of_service time_mode country pinset_with_permission "
    "auto_recording country_prefix pattern tmp members".split()
)
RECORDED_OUTBOUND_GET = set(
    "outbound_rt_name fullcallid out_of_service outbound_rt_index pin_sets_id default_trunk_index permission password "
    "strip prepend enable_wlist pinset_with_permission custom_member limitime members time_mode country_prefix "
    "auto_recording".split()
)
RECORDED_INBOUND = set(DESTINATIONS) | set(
    "inbound_rt_index trunk_index did_pattern_match did_pattern_allow destination_type did_strip permission "
    "prepend_trunk_name alertinfo incoming_prepend accout_voicemail_out_of_service en_multi_mode "
    "prepend_inbound_name_enable prepend_inbound_name out_of_service dialdirect set_callerid_enable set_callerid_name "
    "set_callerid_number enable_inbound_muti_mode inbound_muti_mode inbound_suffix enable_fax_detect "
    "fax_intelligent_route fax_intelligent_route_destination blocking_did_collect_calls special_tone inbound_rt_name "
    "auto_recording did_pattern_match_list tmp members inbound_mode".split()
)
RECORDED_MEMBER = set(DESTINATIONS) | set(
    "en_multi_mode tc sequence timetype start_hour start_min end_hour end_min mode inbound_mode destination_type "
    "did_strip".split()
)
ONLY_IN_LIST = {"did_pattern_match", "did_pattern_match_list", "tmp", "members", "inbound_mode"}
RECORDED_INBOUND_GET = (RECORDED_INBOUND - ONLY_IN_LIST) | {"seamless_transfer_did_whitelist"}


@pytest.fixture
def lines(ucm: Callable[..., Any]) -> Callable[..., Any]:
    """A system with a SIP trunk 1, an analog trunk 2 and as many extensions as wanted, but no routes."""

    def make(objects: int = 0, **options: Any) -> Any:
        api = ucm(objects=objects, **options)
        for index in (1, 2, 3) if objects else ():  # born with the system
            for kind in ("inbound_route", "outbound_route"):
                api.pbx.delete(kind, str(index))
        if not objects:
            api.ok("addSIPTrunk", trunk_name="Peer", host="192.0.2.7", trunk_type="peer")
            api.ok("addAnalogTrunk", trunk_name="Line", chans=1, trunkgroup=0)
        return api

    return make


def outbound(api: Any, index: int = 1) -> dict[str, Any]:
    return api.ok("getOutboundRoute", outbound_route=index)


def inbound(api: Any, index: int = 1) -> dict[str, Any]:
    return api.ok("getInboundRoute", inbound_route=index)


def add_in(api: Any, **changed: Any) -> int:
    return api.status("addInboundRoute", **{**IN, **changed})


def first_id(api: Any) -> int:
    """Ids go on after those that the system was born with."""
    return int(next(iter(api.pbx.state("inbound_routes"))))


# -- outbound ----------------------------------------------------------------------------------------------------------


def test_life_of_an_outbound_route(lines: Callable[..., Any]) -> None:
    api = lines()
    assert api("addOutboundRoute", **OUT) == DONE
    before = outbound(api)
    assert before == {
        "failover_outbound_data": [],
        "outbound_route": {
            "custom_member": None,
            "default_trunk_index": 1,
            "enable_wlist": "no",
            "limitime": None,
            "members": None,
            "out_of_service": "no",
            "outbound_rt_index": 1,
            "outbound_rt_name": "out",
            "password": None,
            "permission": "none",
            "pin_sets_id": None,
            "prepend": None,
            "strip": 0,
            "time_mode": 0,
        },
        "pattern": [{"allow": None, "match": "_1xxx", "outbound_rt_index": 1, "strip_prefix": None}],
    }
    assert api("updateOutboundRoute", outbound_route="1", strip="2", default_trunk_index=2) == DONE
    assert outbound(api)["outbound_route"] == {**before["outbound_route"], "strip": 2, "default_trunk_index": 2}
    assert outbound(api)["pattern"] == before["pattern"]
    assert api("deleteOutboundRoute", outbound_route="1") == DONE
    assert api.status("getOutboundRoute", outbound_route="1") == -16
    assert api.status("updateOutboundRoute", outbound_route="1") == -16
    assert api.status("deleteOutboundRoute", outbound_route="1") == -16
    api.ok("addOutboundRoute", **OUT)
    assert outbound(api, 2)["outbound_route"]["outbound_rt_index"] == 2


def test_documented_list_of_outbound_routes(lines: Callable[..., Any]) -> None:
    api = lines()
    api.ok("addOutboundRoute", **OUT)
    patterns = [{"match": "_2xxx"}, {"match": "_3!/*far*/", "allow": None, "strip_prefix": None}]
    api.ok("addOutboundRoute", **{**OUT, "outbound_rt_name": "two", "pattern": patterns})
    one = {
        "members": [],
        "out_of_service": "no",
        "outbound_rt_index": 1,
        "outbound_rt_name": "out",
        "pattern": "_1xxx",
        "permission": "none",
        "sequence": 1,
    }
    two = {**one, "outbound_rt_index": 2, "outbound_rt_name": "two", "pattern": "_2xxx,_3!/*far*/", "sequence": 2}
    options = "outbound_rt_name,outbound_rt_index,permission,sequence,pattern,out_of_service"
    assert api.ok("listOutboundRoute", options=options)["outbound_route"] == [one, two]
    assert api.ok("listOutboundRoute")["outbound_route"] == [one, two]
    short = api.ok("listOutboundRoute", options="outbound_rt_name", sidx="sequence", sord="desc")["outbound_route"]
    assert short == [{"outbound_rt_name": name, "members": []} for name in ("two", "out")]
    assert api.status("listOutboundRoute", options="members") == -1
    api.ok("deleteOutboundRoute", outbound_route=1)
    assert api.ok("listOutboundRoute", options="sequence")["outbound_route"] == [{"sequence": 1, "members": []}]


def test_recorded_outbound_routes(lines: Callable[..., Any]) -> None:
    api = lines(shapes="recorded")
    api.ok("addOutboundRoute", **OUT)
    (row,) = api.ok("listOutboundRoute")["outbound_route"]
    assert row.keys() == RECORDED_OUTBOUND
    assert (row["strip"], row["password"], row["failover_a_trunk_index"], row["failover_a_strip"]) == ("", "", "", 0)
    assert (row["sequence"], row["default_trunk_index"], row["time_mode"], row["members"]) == (1, 1, 0, [])
    failover = [{"failover_trunk_index": 2, "failover_trunk_sequence": 1, "failover_strip": 3, "failover_prepend": "9"}]
    api.pbx.change("outbound_route", "1", failover=failover)
    api.ok("updateOutboundRoute", outbound_route=1, strip=4)
    (row,) = api.ok("listOutboundRoute")["outbound_route"]
    assert (row["strip"], row["failover_a_trunk_index"], row["failover_a_strip"]) == ("4", "2", 3)
    answer = outbound(api)
    assert answer["outbound_route"].keys() == RECORDED_OUTBOUND_GET
    assert [answer["outbound_route"][name] for name in ("strip", "members", "pin_sets_id")] == [4, "", ""]
    assert answer["pattern"] == [
        {"match": "_1xxx", "allow": "", "outbound_rt_index": 1, "strip_prefix": "", "match_tmp": "_1xxx"}
    ]
    assert answer["failover_outbound_data"] == [{**failover[0], "outbound_rt_index": 1}]


def test_parts_of_an_outbound_route(lines: Callable[..., Any]) -> None:
    api = lines()
    api.ok("addOutboundRoute", **OUT)
    parts = api.ok("getOutboundRoute", outbound_route="1", permission="", strip="")
    assert parts == {"outbound_route": {"permission": "none", "strip": 0}}
    parts = api.ok("getOutboundRoute", outbound_route="1", pattern="", failover_outbound_data="")
    assert parts == {"outbound_route": {}, "pattern": outbound(api)["pattern"], "failover_outbound_data": []}
    every = [parameter.name for parameter in load("ucm")["get_outbound_route"].parameters]
    named = dict.fromkeys(set(every) - {"cookie", "outbound_route"}, "")
    assert api.ok("getOutboundRoute", outbound_route="1", **named) == outbound(api)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"outbound_rt_index": "7"}, 0),
        ({"outbound_rt_name": "a"}, -15),
        ({"outbound_rt_name": "a" * 25}, -15),
        ({"outbound_rt_name": "a b"}, -15),
        ({"outbound_rt_name": "a_b-c.9"}, 0),
        ({"default_trunk_index": 2}, 0),
        ({"default_trunk_index": "3"}, -25),
        ({"default_trunk_index": ""}, -25),
        ({"default_trunk_index": 1.0}, -1),
        ({"pattern": []}, -25),
        ({"pattern": [{}]}, -1),
        ({"pattern": [{"match": "1xxx"}]}, -15),
        ({"pattern": [{"match": "__1"}]}, -15),
        ({"pattern": [{"match": "_[1-5]N!/* far away */"}]}, 0),
        ({"pattern": [{"match": "_1 2"}]}, -15),
        ({"pattern": [{"match": "_1,_2"}]}, -15),
        ({"pattern": [{"match": "_1"}, {"match": "_1"}]}, -25),
        ({"pattern": [{"match": "_1", "outbound_rt_index": 2, "allow": None, "strip_prefix": None}]}, 0),
        ({"pattern": "_1"}, -1),
        ({"permission": "internal-local"}, 0),
        ({"permission": "local"}, -25),
        ({"password": None}, 0),
        ({"password": "1234"}, 0),
        ({"password": "123"}, -15),
        ({"password": "12a4"}, -15),
        ({"strip": 33}, -15),
        ({"prepend": "+_*#a9"}, 0),
        ({"prepend": "1 2"}, -15),
        ({"prepend": "1" * 21}, -15),
        ({"members": "1000"}, -1),
    ],
)
def test_values_of_an_outbound_route(lines: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = lines()
    assert api.status("addOutboundRoute", **{**OUT, **values}) == code
    assert len(api.ok("listOutboundRoute")["outbound_route"]) == (code == 0)


def test_an_outbound_route_needs_a_pattern(lines: Callable[..., Any]) -> None:
    api = lines()
    bare = {name: value for name, value in OUT.items() if name != "pattern"}
    assert api.status("addOutboundRoute", **bare) == -25
    api.ok("addOutboundRoute", **OUT)
    assert api.status("updateOutboundRoute", outbound_route=1, pattern=[]) == -25
    assert api.status("updateOutboundRoute", outbound_route=1, pattern=[{"match": "_1", "allow": ""}]) == -1


def test_which_outbound_route(lines: Callable[..., Any]) -> None:
    """Example and table disagree: both names work on update and delete, no others."""
    api = lines()
    for name in ("out", "two", "three"):
        api.ok("addOutboundRoute", **{**OUT, "outbound_rt_name": name})
    for selecting in ({"outbound_route": 1}, {"outbound_route": "1"}, {"outbound_rt_index": "1"}):
        assert api.status("updateOutboundRoute", **selecting, strip=1) == 0
    assert api.status("updateOutboundRoute", outbound_route="1", outbound_rt_index=1) == 0
    assert api.status("updateOutboundRoute", outbound_route="1", outbound_rt_index=2) == -25
    assert api.status("updateOutboundRoute", inbound_route="1") == -1
    assert api.status("updateOutboundRoute", outbound_route=1, outbound_rt_name="two") == -44
    assert api.status("addOutboundRoute", **OUT) == -44
    assert api.status("getOutboundRoute", inbound_route="1") == -1
    assert api.status("deleteOutboundRoute", outbound_rt_index="1") == -1
    assert api.status("deleteOutboundRoute", outbound_route="1", inbound_route="1") == -1
    assert api.status("deleteOutboundRoute", outbound_route="1") == 0
    assert api.status("deleteOutboundRoute", inbound_route=2) == 0
    assert api.pbx.state("outbound_routes").keys() == {"3"}


def test_members_of_an_outbound_route(lines: Callable[..., Any]) -> None:
    api = lines(objects=3)
    api.ok("addOutboundRoute", **OUT)
    (index,) = api.pbx.state("outbound_routes")
    api.ok("updateOutboundRoute", outbound_route=index, enable_wlist="yes", members="1001,group-1,1000")
    assert outbound(api, index)["outbound_route"]["members"] == "1001,group-1,1000"
    assert api.ok("listOutboundRoute")["outbound_route"][0]["members"] == ["1001", "group-1", "1000"]
    for members in ("4711", "1000,1000", "1000,", "group-9", "1000, 1001"):
        assert api.status("updateOutboundRoute", outbound_route=index, strip=1, members=members) == -25
    api.ok("deleteUser", user_name="1000")
    assert outbound(api, index)["outbound_route"]["members"] == "1001,group-1"
    api.ok("updateOutboundRoute", outbound_route=index, members="")
    assert outbound(api, index)["outbound_route"]["members"] is None
    assert outbound(api, index)["outbound_route"]["strip"] == 0


def test_password_of_an_outbound_route(lines: Callable[..., Any]) -> None:
    api = lines()
    api.ok("addOutboundRoute", **OUT, password="98761234")
    assert outbound(api)["outbound_route"]["password"] == "98761234"
    assert api.pbx.state("outbound_routes/1/password") == hashed("98761234")
    assert "98761234" not in repr(api.pbx.log()) + repr(api.pbx.state())
    assert api.status("updateOutboundRoute", outbound_route=1, password=None) == -15
    api.ok("updateOutboundRoute", outbound_route=1, password="")
    assert outbound(api)["outbound_route"]["password"] is None


def test_strict_updates_take_either_name(lines: Callable[..., Any]) -> None:
    api = lines(partial_updates="no")
    api.ok("addOutboundRoute", **OUT)
    add_in(api)
    assert api.status("updateOutboundRoute", outbound_route=1, strip=1) == 0
    assert api.status("updateOutboundRoute", outbound_rt_index=1, strip=2) == 0
    assert api.status("updateInboundRoute", inbound_route=1, did_strip=1) == -1
    given = {name: IN[name] for name in ("did_pattern_match", "multi_mode", "time_condition")}
    assert api.status("updateInboundRoute", inbound_route=1, did_strip=1, **given) == 0


# -- inbound -----------------------------------------------------------------------------------------------------------


def test_life_of_an_inbound_route(lines: Callable[..., Any]) -> None:
    api = lines()
    assert api("addInboundRoute", **IN) == DONE
    before = inbound(api)
    assert api("updateInboundRoute", inbound_route="1", did_strip="2", ext_group="yes", prepend="49") == DONE
    after = inbound(api)
    assert after["inbound_routes"] == {**before["inbound_routes"], "did_strip": 2, "incoming_prepend": "49"}
    assert after["inbound_did_destination"] == {**before["inbound_did_destination"], "ext_group": "yes"}
    assert api("deleteInboundRoute", inbound_route="1") == DONE
    assert api.status("getInboundRoute", inbound_route="1") == -16
    assert api.status("updateInboundRoute", inbound_route="1") == -16
    assert api.status("deleteInboundRoute", inbound_route="1") == -16
    assert add_in(api) == 0
    assert inbound(api, 2)["inbound_routes"]["inbound_rt_index"] == 2


def test_documented_example_of_add(lines: Callable[..., Any]) -> None:
    api = lines(objects=2)
    sent = {
        "account": "1001",
        "destination_type": "account",
        "dial_trunk": "no",
        "did_pattern_match": '[{"did_pattern_match": "_x._"}]',
        "did_strip": "0",
        "en_multi_mode": "no",
        "enable_fax_detect": "no",
        "enable_inbound_muti_mode": "no",
        **dict.fromkeys(("ext_conference", "ext_directory", "ext_group", "ext_paging", "ext_queues"), "no"),
        "ext_local": "yes",
        "fax_intelligent_route": "email",
        "fax_intelligent_route_destination": "1001",
        "inbound_muti_mode": "0",
        "multi_mode": "[]",
        "out_of_service": "no",
        "permission": "internal",
        "prepend_trunk_name": "no",
        "set_callerid_enable": "no",
        "set_callerid_name": "${CALLERID(name)}",
        "set_callerid_number": "${CALLERID(num)}",
        "time_condition": "[]",
        "trunk_index": "2",
        **dict.fromkeys(("voicemailgroups", "voicemenus"), "no"),
    }
    assert api("addInboundRoute", **sent) == DONE
    answer = inbound(api, first_id(api))
    route, allowed = answer["inbound_routes"], answer["inbound_did_destination"]
    assert (route["did_pattern_match"], route["trunk_index"], route["account"]) == ("_x._", 2, "1001")
    assert (route["inbound_muti_mode"], route["did_strip"]) == (0, 0)
    same = sent.keys() & (route.keys() | allowed.keys()) - {
        "did_pattern_match",
        "trunk_index",
        "did_strip",
        "inbound_muti_mode",
    }
    assert len(same) > 15
    assert {name: {**route, **allowed}[name] for name in same} == {name: sent[name] for name in same}


def test_documented_shapes_of_inbound_routes(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api, did_pattern_match="_1XX,_2XX", did_pattern_allow="_030!")
    returned = load("ucm")["list_inbound_route"].returned
    (row,) = api.ok("listInboundRoute", trunk_index="1")["inbound_route"]
    assert row.keys() == {name.split(".")[1] for name in returned if name.count(".") == 1}
    assert row["members"][0].keys() == {name.split(".")[2] for name in returned if name.count(".") == 2}
    assert (row["did_pattern_match"], row["did_pattern_allow"], row["account"]) == ("_1XX,_2XX", "_030!", None)
    member = row["members"][0]
    assert (member["tc"], member["sequence"], member["did_strip"], member["account"]) == ("0", "0", 0, None)
    answer = inbound(api)
    returned = load("ucm")["get_inbound_route"].returned
    assert answer.keys() == {"inbound_routes", "inbound_did_destination"}
    # the table's prepend is the example's incoming_prepend
    for container in answer:
        documented = {name.split(".")[1] for name in returned if name.startswith(f"{container}.")}
        assert answer[container].keys() == documented - {"prepend"}
    for shape in (row, answer["inbound_routes"]):
        for name in ("inbound_rt_index", "trunk_index", "did_strip", "inbound_muti_mode"):
            assert type(shape[name]) is int


def test_recorded_shapes_of_inbound_routes(lines: Callable[..., Any]) -> None:
    api = lines(shapes="recorded")
    add_in(api, did_pattern_match="_1XX,_2XX")
    (row,) = api.ok("listInboundRoute", trunk_index="1")["inbound_route"]
    assert row.keys() == RECORDED_INBOUND
    assert row["members"][0].keys() == RECORDED_MEMBER
    assert (row["did_pattern_match"], row["did_pattern_match_list"], row["account"]) == ("", "_1XX,_2XX", "")
    assert (row["members"][0]["account"], row["tmp"]) == ("", 1)
    answer = inbound(api)
    assert answer.keys() == {"inbound_routes", "inbound_did_destination", "did_pattern_match"}
    assert answer["inbound_routes"].keys() == RECORDED_INBOUND_GET
    assert answer["did_pattern_match"] == [
        {"did_pattern_match": pattern, "inbound_rt_index": 1} for pattern in ("_1XX", "_2XX")
    ]
    # what has been read can be sent back
    sent = {"did_pattern_match": json.dumps(answer["did_pattern_match"]), "inbound_muti_mode": 0, "did_strip": 0}
    assert api.status("updateInboundRoute", inbound_route=1, **sent) == 0
    assert inbound(api) == answer


def test_inbound_routes_are_listed_by_trunk(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    add_in(api, trunk_index="2")
    add_in(api, did_pattern_match="_2XX")
    listed = api.ok("listInboundRoute", trunk_index=1, options="inbound_rt_index,did_pattern_match")
    assert [(row["inbound_rt_index"], row["did_pattern_match"]) for row in listed["inbound_route"]] == [
        (1, "_1XX"),
        (3, "_2XX"),
    ]
    assert listed["inbound_route"][0].keys() == {"inbound_rt_index", "did_pattern_match", "members"}
    assert listed["total_item"] == 2
    assert (
        api.ok("listInboundRoute", trunk_index="1", item_num="1", page="2")["inbound_route"][0]["inbound_rt_index"] == 3
    )
    assert api.status("listInboundRoute") == -1
    assert api.status("listInboundRoute", trunk_index="1", options="account") == -1
    assert api.status("listInboundRoute", trunk_index="9") == -16
    api.pbx.options(missing_code="empty")
    assert api.ok("listInboundRoute", trunk_index="9")["inbound_route"] == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"inbound_route": "7"}, 0),
        ({"trunk_index": "9"}, -25),
        ({"did_pattern_match": ""}, -15),
        ({"did_pattern_match": "1XX"}, -15),
        ({"did_pattern_match": "_1XX,2XX"}, -15),
        ({"did_pattern_match": "_1XX, _2XX"}, -15),
        ({"did_pattern_match": "_1XX,_1XX"}, -25),
        ({"did_pattern_match": "_"}, 0),
        ({"did_pattern_match": "_1XX/* head office */"}, 0),
        ({"did_pattern_match": '[{"did_pattern_match": "_1"}, {"did_pattern_match": "_2"}]'}, 0),
        ({"did_pattern_match": '[{"did_pattern_match": "_1,_2"}]'}, -15),
        ({"did_pattern_match": '[{"match": "_1"}]'}, -15),
        ({"did_pattern_match": "[]"}, -15),
        ({"did_pattern_match": '["_1"]'}, -15),
        ({"did_pattern_match": "[_1"}, -15),
        ({"did_pattern_match": [{"did_pattern_match": "_1"}]}, -1),
        ({"did_pattern_allow": "_030!,_040!"}, 0),
        ({"did_pattern_allow": "030"}, -15),
        ({"permission": "none"}, -25),
        ({"permission": "internal-local"}, 0),
        ({"did_strip": 3}, 0),
        ({"did_strip": "x"}, -15),
        ({"did_strip": "-1"}, -15),
        ({"inbound_muti_mode": "1"}, 0),
        ({"en_multi_mode": "maybe"}, -15),
        ({"enable_inbound_muti_mode": "yes"}, 0),
        ({"enable_inbound_multi_mode": "yes"}, -1),
        ({"prepend": "1", "incoming_prepend": "2"}, -1),
        ({"ext_local": "no"}, -25),
        ({"ext_local": "no", "voicemenus": "yes"}, 0),
        ({"ext_local": "no", "dial_trunk": "yes"}, -25),
        ({"destination_type": "account", "account": "1000", "ext_local": "no"}, 0),
        ({"destination_type": "account", "account": "4711"}, -25),
        ({"destination_type": "account"}, -25),
        ({"destination_type": "voicemail", "voicemail": "1000"}, 0),
        ({"destination_type": "voicemail", "voicemail": "4711"}, -25),
        ({"destination_type": "external_number", "external_number": "0301234"}, 0),
        ({"destination_type": "announcement"}, -25),
        ({"destination_type": "hangup"}, -15),
        ({"destination_type": "disa", "account": "1000"}, -25),
        ({"account": "1000"}, -25),
        ({"announcement": "x"}, -1),
        ({"multi_mode": {}, "time_condition": []}, 0),
        ({"multi_mode": "none"}, -1),
        ({"multi_mode": 1}, -1),
        ({"time_condition": None}, -15),
    ],
)
def test_values_of_an_inbound_route(lines: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = lines(objects=1)
    assert add_in(api, **values) == code
    assert len(api.pbx.state("inbound_routes")) == (code == 0)


@pytest.mark.parametrize("missing", sorted(IN))
def test_an_inbound_route_needs(lines: Callable[..., Any], missing: str) -> None:
    given = {name: value for name, value in IN.items() if name != missing}
    assert lines().status("addInboundRoute", **given) == -1


def test_the_destination_changes(lines: Callable[..., Any]) -> None:
    """There is one target at a time; what belongs to another kind is emptied."""
    api = lines(objects=2)
    add_in(api, destination_type="account", account="1000")
    index = first_id(api)

    def targets() -> dict[str, Any]:
        route = inbound(api, index)["inbound_routes"]
        return {name: route[name] for name in ("destination_type", *DESTINATIONS) if route[name]}

    for sent, expected in (
        ({"account": "1001"}, {"destination_type": "account", "account": "1001"}),
        (
            {"destination_type": "disa", "disa": "6", "account": ""},
            {"destination_type": "disa", "disa": "6"},
        ),
        ({"destination_type": "byDID"}, {"destination_type": "byDID"}),
    ):
        api.ok("updateInboundRoute", inbound_route=index, **sent)
        assert targets() == expected
    for sent in ({"account": "1000"}, {"destination_type": "account"}, {"ext_local": "no"}):
        assert api.status("updateInboundRoute", inbound_route=index, **sent) == -25
    api.ok("updateInboundRoute", inbound_route=index, destination_type="account", account="1000")
    api.ok("deleteUser", user_name="1000")
    assert api.status("updateInboundRoute", inbound_route=index, did_strip=1) == 0
    assert api.status("updateInboundRoute", inbound_route=index, destination_type="account") == -25
    (row,) = api.ok("listInboundRoute", trunk_index="1")["inbound_route"]
    assert (row["account"], row["members"][0]["account"]) == ("1000", "1000")


def test_destinations_that_are_looked_up(lines: Callable[..., Any]) -> None:
    """Queues, paging groups, ring groups and IVRs have to exist as well."""
    api = lines(objects=1)
    for kind in ("queue", "paginggroup", "ringgroup", "ivr"):
        assert add_in(api, destination_type=kind, **{kind: "4711"}) == -25
    api.ok("addPaginggroup", extension="6900", paginggroup_name="All", paginggroup_type="2way", members="1000")
    assert add_in(api, destination_type="paginggroup", paginggroup="6900") == 0


def test_further_destinations(lines: Callable[..., Any]) -> None:
    api = lines(objects=2)
    office = {"tc": 1, "timetype": "2", "start_hour": "08", "destination_type": "account", "account": "1000"}
    assert add_in(api, time_condition=json.dumps([office]), multi_mode=[{"mode": "1", "did_strip": "2"}]) == 0
    index = first_id(api)
    (row,) = api.ok("listInboundRoute", trunk_index="1")["inbound_route"]
    default, timed, mode = row["members"]
    assert (default["tc"], default["destination_type"], default["account"]) == ("0", "byDID", None)
    assert {name: timed[name] for name in office} == {**office, "tc": "1"}
    assert (timed["sequence"], timed["end_hour"], timed["inbound_mode"]) == ("1", "", "0")
    assert (mode["mode"], mode["did_strip"], mode["destination_type"]) == ("1", 2, "byDID")
    for spoiled, code in (
        ([{"colour": "red"}], -1),
        (["_1"], -1),
        ([{"tc": ["1"]}], -1),
        ([{"did_strip": "x"}], -15),
        ([{"destination_type": "account", "account": "4711"}], -25),
        ([{"destination_type": "moon"}], -15),
    ):
        assert api.status("updateInboundRoute", inbound_route=index, did_strip=5, time_condition=spoiled) == code
    assert api.ok("listInboundRoute", trunk_index="1")["inbound_route"] == [row]
    api.ok("updateInboundRoute", inbound_route=index, time_condition="[]")
    assert api.ok("listInboundRoute", trunk_index="1")["inbound_route"][0]["members"] == [default, mode]


def test_the_same_inbound_route_twice(lines: Callable[..., Any]) -> None:
    api = lines()
    assert add_in(api, did_pattern_match="_1,_2", did_pattern_allow="_030!,_040!") == 0
    assert add_in(api, did_pattern_match="_2,_1", did_pattern_allow="_040!,_030!") == -44
    assert add_in(api, did_pattern_match="_2,_1") == 0
    assert add_in(api, did_pattern_match="_2,_1", trunk_index=2) == 0
    assert api.status("updateInboundRoute", inbound_route=2, did_pattern_allow="_030!,_040!") == -44
    assert api.status("updateInboundRoute", inbound_route=2, did_pattern_match="_1,_2") == 0
    assert api.status("updateInboundRoute", inbound_route=2, trunk_index=2) == -1


def test_which_inbound_route(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    add_in(api, trunk_index=2)
    assert api.status("updateInboundRoute", outbound_route="1") == -1
    assert api.status("getInboundRoute", outbound_route="1") == -1
    assert api.status("deleteInboundRoute", inbound_route="1", outbound_route="1") == -1
    assert api.status("deleteInboundRoute", inbound_route=1) == 0
    assert api.status("deleteInboundRoute", outbound_route="2") == 0


# -- blacklist ---------------------------------------------------------------------------------------------------------


def test_blacklist(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    assert api.ok("listInboundBlacklist") == {
        "number": [],
        "total_item": 0,
        "total_page": 1,
        "page": 1,
        "total_blacklist_item": 0,
    }
    assert api("addInboundBlacklist", number="123", inbound_rt_index="1") == DONE
    assert api("addInboundBlacklist", number="1234", inbound_rt_index=0) == DONE
    assert api.ok("listInboundBlacklist") == {
        "number": [{"number": "123", "inbound_rt_index": "1"}, {"number": "1234", "inbound_rt_index": "0"}],
        "total_item": 2,
        "total_page": 1,
        "page": 1,
        "total_blacklist_item": 2,
    }
    backwards = api.ok("listInboundBlacklist", sidx="number", sord="descending")["number"]
    assert [entry["number"] for entry in backwards] == ["1234", "123"]
    forwards = api.ok("listInboundBlacklist", sidx="inbound_rt_index", sord="ascending")["number"]
    assert [entry["number"] for entry in forwards] == ["1234", "123"]
    assert api.status("listInboundBlacklist", sord="desc") == -15
    assert api.status("listInboundBlacklist", page="1") == -1
    assert api.status("addInboundBlacklist", number="123", inbound_rt_index="0") == -44
    assert api("updateInboundBlacklist", number="123", inbound_rt_index="0") == DONE
    assert api.pbx.state("inbound_blacklist") == {"123": "0", "1234": "0"}
    assert api("deleteInboundBlacklist", number="123") == DONE
    assert api.status("deleteInboundBlacklist", number="123") == -16
    assert api.status("updateInboundBlacklist", number="123", inbound_rt_index="0") == -16
    assert api("deleteAllInboundBlacklist") == DONE
    assert api.pbx.state("inbound_blacklist") == {}
    assert api.status("deleteAllInboundBlacklist") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": ""}, -15),
        ({"number": "1 2"}, -15),
        ({"number": 123}, -1),
        ({"number": "+49301234"}, 0),
        ({"inbound_rt_index": "2"}, -25),
        ({"inbound_rt_index": ""}, -25),
        ({"inbound_rt_index": 1}, 0),
    ],
)
def test_values_of_the_blacklist(lines: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = lines()
    add_in(api)
    assert api.status("addInboundBlacklist", **{"number": "123", "inbound_rt_index": "1", **values}) == code
    if "inbound_rt_index" in values:
        api.pbx.add("inbound_blacklist", "99")
        assert api.status("updateInboundBlacklist", number="99", **values) == code


def test_an_inbound_route_takes_its_blacklist_along(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    api.ok("addInboundBlacklist", number="1", inbound_rt_index="1")
    api.ok("addInboundBlacklist", number="2", inbound_rt_index="0")
    api.ok("deleteInboundRoute", inbound_route="1")
    assert api.pbx.state("inbound_blacklist") == {"2": "0"}


def test_blacklist_settings(lines: Callable[..., Any]) -> None:
    api = lines()
    assert api.ok("getInboundBlacklistSettings") == {"inbound_blacklist_settings": {"enable": "no"}}
    assert api("updateInboundBlacklistSettings", enable="yes") == DONE
    assert api.status("updateInboundBlacklistSettings", enable="yes", number="1", inbound_rt_index="0") == 0
    assert api.status("updateInboundBlacklistSettings", number="1", inbound_rt_index="0") == -1
    assert api.status("updateInboundBlacklistSettings", enable="on") == -15
    assert api.ok("getInboundBlacklistSettings") == {"inbound_blacklist_settings": {"enable": "yes"}}
    api.pbx.change("inbound_blacklist_settings", "all", enable="no")
    assert api.pbx.state("inbound_blacklist_settings") == {"enable": "no"}


def test_routes_behind_the_back(lines: Callable[..., Any]) -> None:
    api = lines()
    api.pbx.add("outbound_route", "5", default_trunk_index=1, patterns=[{"match": "_9!", "allow": None}])
    api.pbx.add("inbound_route", "6", trunk_index=2)
    assert outbound(api, 5)["outbound_route"]["outbound_rt_name"] == "route-5"
    assert inbound(api, 6)["inbound_routes"]["did_pattern_match"] == "_."
    assert add_in(api) == 0
    api.pbx.change("inbound_route", "7", out_of_service="yes", patterns=["_7"])
    assert inbound(api, 7)["inbound_routes"]["out_of_service"] == "yes"
    assert inbound(api, 7)["inbound_routes"]["did_pattern_match"] == "_7"
    api.pbx.add("inbound_blacklist", "1")
    api.pbx.change("inbound_blacklist", "1", inbound_rt_index=6)
    assert api.pbx.state("inbound_blacklist") == {"1": "6"}
    api.pbx.delete("inbound_route", "6")
    assert api.pbx.state("inbound_routes").keys() == {"7"}
    assert api.pbx.state("inbound_blacklist") == {}
