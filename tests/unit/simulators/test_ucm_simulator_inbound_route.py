# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inbound routes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.unit.simulators.ucm_lines import DONE, IN, add_in, first_id, inbound, outbound

DESTINATIONS = (
    "account announcement callback conference directory disa external_number fax ivr multimedia_conference "
    "paginggroup queue ringgroup vmgroup voicemail".split()
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
    """Queues and groups by their numbers, IVRs by their ids."""
    api = lines()
    targets = {"queue": "6500", "paginggroup": "6900", "ringgroup": "6400", "ivr": "ivr-3"}
    for kind, target in targets.items():
        assert add_in(api, destination_type=kind, **{kind: target}) == -25
    for resource, key in (("queue", "6500"), ("paging_group", "6900"), ("ring_group", "6400"), ("ivr", "ivr-3")):
        api.pbx.add(resource, key)
    for number, (kind, target) in enumerate(targets.items(), 1):
        assert add_in(api, did_pattern_match=f"_{number}", destination_type=kind, **{kind: target}) == 0
        assert inbound(api, number)["inbound_routes"][kind] == target
    assert add_in(api, destination_type="ivr", ivr="7003") == -25  # its number


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
