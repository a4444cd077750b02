# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks of all kinds: life, shapes, ids, shared lines, deletion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.simulators.client import SimulatorError
from tests.unit.simulators.ucm_lines import (
    ADD,
    ANALOG,
    DELETE,
    DONE,
    GET,
    KINDS,
    PEER,
    UPDATE,
    add_trunk,
    documented,
    get_trunk,
    trunk_rows,
    trunk_status,
)

RECORDED_ANALOG = set(
    "trunk_name trunk_index trunkgroup polarityswitch polarityonanswerdelay enablecurrentdisconnectthreshold "
    "currentdisconnectthreshold ringtimeout rxgain txgain usecallerid cidmode cidstart cidsignalling faxdetect "
    "fax_gateway auto_record countrytone busydetect busycount busy congestiondetect congestioncount congestion "
    "echocancel callerid out_maxchans out_of_service trunkmode fxooutbandcalldialdelay dahdilineselectmode "
    "fax_intelligent_route fax_intelligent_route_destination lectype dialin_direct chans tmp".split()
)


@pytest.mark.parametrize("kind", KINDS)
def test_life_of_a_trunk(ucm: Callable[..., Any], kind: str) -> None:
    api = ucm(objects=0)
    assert trunk_rows(api, kind) == []
    action, values = ADD[kind]
    assert api(action, **values) == DONE
    assert [row["trunk_name"] for row in trunk_rows(api, kind)] == [values["trunk_name"]]
    before = get_trunk(api, kind, 1)
    assert (before["trunk_index"], before["trunk_name"]) == (1, values["trunk_name"])
    mandatory = {"group_index": "2"} if kind == "digital" else {}
    selecting = {"trunk_index": "1"} if kind == "analog" else {"trunk": "1"}
    assert api(UPDATE[kind], **selecting, trunk_name="Other", dialin_direct="yes", **mandatory) == DONE
    changed = {"trunk_name": "Other", "dialin_direct": "yes"} | ({"group_index": 2} if kind == "digital" else {})
    assert get_trunk(api, kind, "1") == {**before, **changed}
    action, parameter = DELETE[kind]
    assert api(action, **{parameter: 1}) == DONE
    assert trunk_rows(api, kind) == []
    assert api.status(action, **{parameter: 1}) == -16
    assert api.status(UPDATE[kind], **selecting, trunk_name="Other", **mandatory) == -16
    assert api.pbx.state("pending") == [ADD[kind][0], UPDATE[kind], action]


def test_ids_are_shared_and_not_given_twice(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for kind in KINDS:
        assert add_trunk(api, kind) == 0
    api.ok("deleteDigitalTrunk", trunk=3)
    assert add_trunk(api, "voip", trunk_name="Second") == 0
    assert [row["trunk_index"] for row in trunk_rows(api, "voip")] == [1, 4]
    assert [row["trunk_index"] for row in trunk_rows(api, "analog")] == [2]
    for kind in KINDS:  # the id of another kind is unknown to an action
        action, parameter = DELETE[kind]
        other = 2 if kind != "analog" else 1
        assert api.status(action, **{parameter: other}) == -16
        assert api.status(GET[kind][0], **{GET[kind][1]: other}) == -16


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("code", "response"), [("-16", -16), ("-26", -26), ("empty", 0)])
def test_missing(ucm: Callable[..., Any], kind: str, code: str, response: int) -> None:
    api = ucm(objects=0, missing_code=code)
    assert api(GET[kind][0], **{GET[kind][1]: "9"}) == {"response": {}, "status": response}


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_there_once(ucm: Callable[..., Any], kind: str) -> None:
    api = ucm(objects=0)
    for each in KINDS:
        add_trunk(api, each)
    taken = ANALOG["trunk_name"] if kind != "analog" else PEER["trunk_name"]
    assert add_trunk(api, kind, trunk_name=taken) == -44
    assert add_trunk(api, kind, trunk_name=" ") == -15
    index = KINDS.index(kind) + 1
    selecting = {"trunkgroup": index} if kind == "analog" else {"trunk": index}
    mandatory = {"group_index": 1} if kind == "digital" else {}
    assert api.status(UPDATE[kind], **selecting, trunk_name=taken, **mandatory) == -44
    assert api.status(UPDATE[kind], **selecting, trunk_name="", **mandatory) == -15
    assert api.status(UPDATE[kind], **selecting, trunk_name=ADD[kind][1]["trunk_name"], **mandatory) == 0


def test_documented_shapes(ucm: Callable[..., Any]) -> None:
    """Names and types are those of table and example together."""
    api = ucm(objects=0)
    for kind, operation in (
        ("voip", "get_sip_trunk"),
        ("analog", "get_analog_trunk"),
        ("digital", "get_digital_trunk"),
    ):
        add_trunk(api, kind)
        container = GET[kind][2]
        answer = get_trunk(api, kind, KINDS.index(kind) + 1)
        assert answer.keys() == documented(operation, f"{container}.")
        contract = load("ucm")[operation].returned
        typed_otherwise = {"trunk_index", "trunkgroup", "chans"}  # the examples have the other type
        kinds = {"string": str, "integer": int, "number": float}
        for name, value in answer.items():
            if value is not None and name not in typed_otherwise:
                assert type(value) is kinds[contract[f"{container}.{name}"].type], name
        assert type(answer["trunk_index"]) is int
    analog = get_trunk(api, "analog", 2)
    assert (analog["chans"], analog["trunkgroup"], analog["tmp"]) == ("1", 2, 2)
    assert get_trunk(api, "voip", 1)["authid"] is None
    (row,) = trunk_rows(api, "voip")
    assert row == {
        "trunk_index": 1,
        "trunk_name": "Peer",
        "host": "192.0.2.7",
        "trunk_type": "peer",
        "username": None,
        "technology": "SIP",
        "ldap_sync_enable": "no",
        "out_of_service": "no",
    }
    assert trunk_rows(api, "analog")[0].keys() == documented("list_analog_trunk", "analogtrunk[].")
    (digital,) = trunk_rows(api, "digital")
    assert digital.keys() == documented("list_digital_trunk", "digital_trunks[].")
    assert (digital["trunk_index"], digital["span"], digital["type"]) == ("3", 3, "E1 (CPE)")


def test_recorded_shapes(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0, shapes="recorded")
    for kind in KINDS:
        add_trunk(api, kind)
    expected = {"trunk_index": 1, "trunk_name": "Peer", "host": "192.0.2.7", "trunk_type": "peer", "username": ""}
    assert trunk_rows(api, "voip") == [expected]
    (analog,) = trunk_rows(api, "analog")
    assert analog.keys() == RECORDED_ANALOG
    assert {type(analog[name]) for name in ("rxgain", "txgain", "trunkgroup", "tmp", "ringtimeout")} == {int}
    assert (analog["fax_intelligent_route_destination"], analog["chans"]) == ("", "1")
    assert get_trunk(api, "voip", "1")["authid"] == ""
    assert get_trunk(api, "digital", 3)["callerid"] == ""
    assert trunk_rows(api, "analog", options="rxgain,tmp") == [{"rxgain": 0, "tmp": 2}]


def test_projection_and_order(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for number in range(12):
        add_trunk(api, "digital", trunk_name=f"PRI {number}")
    add_trunk(api, "voip")
    assert trunk_rows(api, "voip", options="trunk_index,trunks.out_of_service") == [
        {"trunk_index": 13, "out_of_service": "no"}
    ]
    assert api.status("listVoIPTrunk", options="out_of_service") == -1
    assert api.status("listAnalogTrunk", options="rxgain") == -1
    ordered = trunk_rows(api, "digital", sidx="trunk_index", sord="desc", item_num="3", page="1", options="trunk_index")
    assert [row["trunk_index"] for row in ordered] == ["12", "11", "10"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"trunkgroup": "0"}, 0),
        ({"trunkgroup": 0}, 0),
        ({"trunkgroup": "7"}, -15),
        ({"chans": "2"}, 0),
        ({"chans": 0}, -15),
        ({"chans": "1,2"}, -1),
        ({"rxgain": -13.5}, -15),
        ({"rxgain": "-12.5"}, 0),
        ({"txgain": 12}, 0),
        ({"ringtimeout": 3999}, -15),
        ({"trunkmode": "sla"}, 0),
        ({"trunkmode": "Normal"}, -15),
        ({"enablecurrentdisconnectthreshold": "on"}, -15),
        ({"out_maxcalls": 1}, -1),
        ({"callerid": "x"}, -1),
    ],
)
def test_values_of_an_analog_trunk(ucm: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = ucm(objects=0)
    assert add_trunk(api, "analog", **values) == code
    assert len(trunk_rows(api, "analog")) == (code == 0)


def test_gains(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add_trunk(api, "analog", rxgain="-12.5", txgain=3)
    assert [repr(get_trunk(api, "analog", 1)[name]) for name in ("rxgain", "txgain")] == ["-12.5", "3.0"]
    api.pbx.options(shapes="recorded")
    assert [repr(trunk_rows(api, "analog")[0][name]) for name in ("rxgain", "txgain")] == ["-12.5", "3"]


def test_which_analog_trunk(ucm: Callable[..., Any]) -> None:
    """trunk_index (table) and trunkgroup (example), bare or quoted."""
    api = ucm(objects=0)
    add_trunk(api, "analog")
    for selecting in ({"trunk_index": 1}, {"trunk_index": "1"}, {"trunkgroup": 1}, {"trunkgroup": "1"}):
        assert api.status("updateAnalogTrunk", **selecting, busycount=3) == 0
    assert api.status("updateAnalogTrunk", trunk_index="1", trunkgroup=1) == 0
    assert api.status("updateAnalogTrunk", trunk_index="1", trunkgroup=2) == -25
    assert api.status("updateAnalogTrunk", busycount=3) == -1
    assert api.status("updateAnalogTrunk", analogtrunk=1) == -1
    assert api.status("updateAnalogTrunk", trunk_index=1.0) == -1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"technology": "SS7"}, 0),
        ({"technology": "IP"}, -15),
        ({"hidecallerid": "maybe"}, -15),
        ({"group_index": 0}, -15),
        ({"dahdilineselectmode": "poll"}, 0),
        ({"dahdilineselectmode": "random"}, -15),
        ({"out_of_service": "yes"}, -1),
    ],
)
def test_values_of_a_digital_trunk(ucm: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    assert add_trunk(ucm(objects=0), "digital", **values) == code


def test_digital_technology_is_write_only(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add_trunk(api, "digital", technology="SS7")
    assert "technology" not in get_trunk(api, "digital", 1)
    assert api.pbx.state("digital_trunks/1/technology") == "SS7"
    assert api.status("updateDigitalTrunk", trunk=1, trunk_name="PRI", group_index=1, technology="PRI") == -1
    assert api.status("updateDigitalTrunk", trunk=1, trunk_name="PRI") == -1


def test_shared_line(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add_trunk(api, "analog", chans=2)
    add_trunk(api, "voip")
    for name in ("Nobody", "Peer"):
        assert api.status("addSLATrunk", trunk_name=name) == -16
    assert api.status("updateSLATrunk", trunk_index=1, trunk_name="Line") == -16
    assert api.status("addSLATrunk", trunk_name="Line", device="FXO 1") == -15
    assert api("addSLATrunk", trunk_name="Line", bargeallowed="yes") == DONE
    assert api.status("addSLATrunk", trunk_name="Line") == -44
    assert api.pbx.state("analog_trunks/1/shared_line") == {
        "device": "DAHDI/2",
        "bargeallowed": "yes",
        "holdaccess": "open",
    }
    assert trunk_rows(api, "analog")[0]["trunkmode"] == "sla"
    sent = {"trunk_index": "1", "trunk_name": "Shared", "device": "DAHDI / 1", "holdaccess": "private"}
    assert api("updateSLATrunk", **sent) == DONE
    assert api.pbx.state("analog_trunks/1/shared_line") == {
        "device": "DAHDI/1",
        "bargeallowed": "yes",
        "holdaccess": "private",
    }
    assert trunk_rows(api, "analog")[0]["trunk_name"] == "Shared"
    assert api.status("updateSLATrunk", trunk_index=1, trunk_name="Peer") == -44
    assert api.status("updateSLATrunk", trunk_index=2, trunk_name="Peer") == -16
    api.ok("updateAnalogTrunk", trunk_index=1, trunkmode="normal")
    assert api.pbx.state("analog_trunks/1/shared_line") is None
    assert api.status("addSLATrunk", trunk_name="Shared") == 0


def route_over(api: Any, trunk: int, name: str) -> None:
    api.ok("addOutboundRoute", outbound_rt_name=name, default_trunk_index=trunk, pattern=[{"match": "_0!"}])
    api.ok(
        "addInboundRoute",
        trunk_index=trunk,
        did_pattern_match="_1,_2",
        ext_local="yes",
        multi_mode=[],
        time_condition=[],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_trunk_in_use_stays(ucm: Callable[..., Any], kind: str) -> None:
    api = ucm(objects=0)
    add_trunk(api, kind)
    route_over(api, 1, "out")
    action, parameter = DELETE[kind]
    assert api.status(action, **{parameter: 1}) == -24
    api.ok("deleteOutboundRoute", outbound_route=1)
    assert api.status(action, **{parameter: 1}) == -24
    api.ok("deleteInboundRoute", inbound_route=1)
    assert api.status(action, **{parameter: 1}) == 0


def test_a_trunk_may_take_its_routes_along(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0, trunk_delete="cascade")
    add_trunk(api, "voip")
    add_trunk(api, "analog")
    route_over(api, 1, "one")
    route_over(api, 2, "two")
    api.ok("addInboundBlacklist", number="4711", inbound_rt_index=1)
    api.ok("addInboundBlacklist", number="4712", inbound_rt_index="2")
    api.ok("updateSIPTrunk", trunk=1, ldap_default_outrt=2)
    failover = [{"failover_trunk_index": 2, "failover_trunk_sequence": 1, "failover_strip": 0, "failover_prepend": ""}]
    api.pbx.change("outbound_route", "1", failover=failover)
    api.ok("deleteAnalogTrunk", analogtrunk="2")
    assert api.pbx.state("outbound_routes").keys() == {"1"}
    assert api.pbx.state("inbound_routes").keys() == {"1"}
    assert api.pbx.state("outbound_routes/1/failover") == []
    assert api.pbx.state("inbound_blacklist") == {"4711": "1"}
    assert get_trunk(api, "voip", 1)["ldap_default_outrt"] is None


def test_trunks_behind_the_back(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    api.pbx.add("voip_trunk", "7", trunk_name="Theirs", enable_qualify="yes")
    assert (get_trunk(api, "voip", 7)["trunk_name"], trunk_status(api, 7)) == ("Theirs", "Reachable")
    assert add_trunk(api, "analog") == 0
    assert trunk_rows(api, "analog")[0]["trunk_index"] == 8
    api.pbx.change("analog_trunk", "8", busycount=5)
    assert get_trunk(api, "analog", 8)["busycount"] == 5
    assert api.pbx.state("voip_trunks").keys() == {"7"}
    for spoiled in (
        lambda: api.pbx.change("voip_trunk", "8", status="Failed"),
        lambda: api.pbx.change("voip_trunk", "7", colour="red"),
        lambda: api.pbx.add("voip_trunk", "8"),
        lambda: api.pbx.add("voip_trunk", "x"),
    ):
        with pytest.raises(SimulatorError):
            spoiled()
    api.pbx.delete("voip_trunk", "7")
    assert trunk_rows(api, "voip") == []


def test_a_system_with_extensions_is_born_with_trunks_in_use(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    names = [row["trunk_name"] for kind in KINDS for row in trunk_rows(api, kind)]
    assert names == ["Provider", "Branch office", "Analog line"]
    assert [trunk_status(api, index) for index in (1, 2)] == ["Registered", "Reachable"]
    assert len(api.ok("listOutboundRoute")["outbound_route"]) == 3
    assert len(api.ok("listInboundRoute", trunk_index="1")["inbound_route"]) == 2
    assert add_trunk(api, "voip") == 0
    assert trunk_rows(api, "voip")[-1]["trunk_index"] == 4
