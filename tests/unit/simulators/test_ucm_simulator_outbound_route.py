# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outbound routes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.simulators.redaction import hashed
from tests.unit.simulators.ucm_lines import DONE, IN, OUT, add_in, outbound

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
