# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks of all kinds: life, shapes, ids, registration, shared lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.simulators.client import SimulatorError
from tests.simulators.redaction import hashed

DONE = {"response": {"need_apply": "yes"}, "status": 0}
PEER = {"trunk_name": "Peer", "host": "192.0.2.7", "trunk_type": "peer"}
REGISTER = {
    "trunk_name": "Provider",
    "host": "sip.example.com",
    "trunk_type": "register",
    "username": "49301234",
    "secret": "Trunk1!x",
}
ANALOG = {"trunk_name": "Line", "chans": 1, "trunkgroup": ""}
DIGITAL = {"trunk_name": "PRI", "group_index": 1}
ADD = {"voip": ("addSIPTrunk", PEER), "analog": ("addAnalogTrunk", ANALOG), "digital": ("addDigitalTrunk", DIGITAL)}
GET = {
    "voip": ("getSIPTrunk", "trunk", "trunk"),
    "analog": ("getAnalogTrunk", "analogtrunk", "analogtrunk"),
    "digital": ("getDigitalTrunk", "trunk", "trunk"),
}
UPDATE = {"voip": "updateSIPTrunk", "analog": "updateAnalogTrunk", "digital": "updateDigitalTrunk"}
DELETE = {
    "voip": ("deleteSIPTrunk", "trunk"),
    "analog": ("deleteAnalogTrunk", "analogtrunk"),
    "digital": ("deleteDigitalTrunk", "trunk"),
}
LIST = {
    "voip": ("listVoIPTrunk", "voip_trunk"),
    "analog": ("listAnalogTrunk", "analogtrunk"),
    "digital": ("listDigitalTrunk", "digital_trunks"),
}
KINDS = tuple(ADD)

RECORDED_ANALOG = set(
    "trunk_name trunk_index trunkgroup polarityswitch polarityonanswerdelay enablecurrentdisconnectthreshold "
    "currentdisconnectthreshold ringtimeout rxgain txgain usecallerid cidmode cidstart cidsignalling faxdetect "
    "fax_gateway auto_record countrytone busydetect busycount busy congestiondetect congestioncount congestion "
    "echocancel callerid out_maxchans out_of_service trunkmode fxooutbandcalldialdelay dahdilineselectmode "
    "fax_intelligent_route fax_intelligent_route_destination lectype dialin_direct chans tmp".split()
)


def add(api: Any, kind: str, **changed: Any) -> int:
    action, values = ADD[kind]
    return api.status(action, **{**values, **changed})


def rows(api: Any, kind: str, **parameters: Any) -> list[dict[str, Any]]:
    action, container = LIST[kind]
    return api.ok(action, **parameters)[container]


def get(api: Any, kind: str, index: Any) -> dict[str, Any]:
    action, parameter, container = GET[kind]
    return api.ok(action, **{parameter: index})[container]


def status(api: Any, index: int = 1) -> str:
    return get(api, "voip", str(index))["status"]


def documented(operation: str, prefix: str) -> set[str]:
    return {name.removeprefix(prefix) for name in load("ucm")[operation].returned if name.startswith(prefix)}


@pytest.mark.parametrize("kind", KINDS)
def test_life_of_a_trunk(ucm: Callable[..., Any], kind: str) -> None:
    api = ucm(objects=0)
    assert rows(api, kind) == []
    action, values = ADD[kind]
    assert api(action, **values) == DONE
    assert [row["trunk_name"] for row in rows(api, kind)] == [values["trunk_name"]]
    before = get(api, kind, 1)
    assert (before["trunk_index"], before["trunk_name"]) == (1, values["trunk_name"])
    mandatory = {"group_index": "2"} if kind == "digital" else {}
    selecting = {"trunk_index": "1"} if kind == "analog" else {"trunk": "1"}
    assert api(UPDATE[kind], **selecting, trunk_name="Other", dialin_direct="yes", **mandatory) == DONE
    changed = {"trunk_name": "Other", "dialin_direct": "yes"} | ({"group_index": 2} if kind == "digital" else {})
    assert get(api, kind, "1") == {**before, **changed}
    action, parameter = DELETE[kind]
    assert api(action, **{parameter: 1}) == DONE
    assert rows(api, kind) == []
    assert api.status(action, **{parameter: 1}) == -16
    assert api.status(UPDATE[kind], **selecting, trunk_name="Other", **mandatory) == -16
    assert api.pbx.state("pending") == [ADD[kind][0], UPDATE[kind], action]


def test_ids_are_shared_and_not_given_twice(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for kind in KINDS:
        assert add(api, kind) == 0
    api.ok("deleteDigitalTrunk", trunk=3)
    assert add(api, "voip", trunk_name="Second") == 0
    assert [row["trunk_index"] for row in rows(api, "voip")] == [1, 4]
    assert [row["trunk_index"] for row in rows(api, "analog")] == [2]
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
        add(api, each)
    taken = ANALOG["trunk_name"] if kind != "analog" else PEER["trunk_name"]
    assert add(api, kind, trunk_name=taken) == -44
    assert add(api, kind, trunk_name=" ") == -15
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
        add(api, kind)
        container = GET[kind][2]
        answer = get(api, kind, KINDS.index(kind) + 1)
        assert answer.keys() == documented(operation, f"{container}.")
        contract = load("ucm")[operation].returned
        typed_otherwise = {"trunk_index", "trunkgroup", "chans"}  # the examples have the other type
        kinds = {"string": str, "integer": int, "number": float}
        for name, value in answer.items():
            if value is not None and name not in typed_otherwise:
                assert type(value) is kinds[contract[f"{container}.{name}"].type], name
        assert type(answer["trunk_index"]) is int
    analog = get(api, "analog", 2)
    assert (analog["chans"], analog["trunkgroup"], analog["tmp"]) == ("1", 2, 2)
    assert get(api, "voip", 1)["authid"] is None
    (row,) = rows(api, "voip")
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
    assert rows(api, "analog")[0].keys() == documented("list_analog_trunk", "analogtrunk[].")
    (digital,) = rows(api, "digital")
    assert digital.keys() == documented("list_digital_trunk", "digital_trunks[].")
    assert (digital["trunk_index"], digital["span"], digital["type"]) == ("3", 3, "E1 (CPE)")


def test_recorded_shapes(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0, shapes="recorded")
    for kind in KINDS:
        add(api, kind)
    expected = {"trunk_index": 1, "trunk_name": "Peer", "host": "192.0.2.7", "trunk_type": "peer", "username": ""}
    assert rows(api, "voip") == [expected]
    (analog,) = rows(api, "analog")
    assert analog.keys() == RECORDED_ANALOG
    assert {type(analog[name]) for name in ("rxgain", "txgain", "trunkgroup", "tmp", "ringtimeout")} == {int}
    assert (analog["fax_intelligent_route_destination"], analog["chans"]) == ("", "1")
    assert get(api, "voip", "1")["authid"] == ""
    assert get(api, "digital", 3)["callerid"] == ""
    assert rows(api, "analog", options="rxgain,tmp") == [{"rxgain": 0, "tmp": 2}]


def test_projection_and_order(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for number in range(12):
        add(api, "digital", trunk_name=f"PRI {number}")
    add(api, "voip")
    assert rows(api, "voip", options="trunk_index,trunks.out_of_service") == [
        {"trunk_index": 13, "out_of_service": "no"}
    ]
    assert api.status("listVoIPTrunk", options="out_of_service") == -1
    assert api.status("listAnalogTrunk", options="rxgain") == -1
    ordered = rows(api, "digital", sidx="trunk_index", sord="desc", item_num="3", page="1", options="trunk_index")
    assert [row["trunk_index"] for row in ordered] == ["12", "11", "10"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"host": ""}, -15),
        ({"host": "a b"}, -15),
        ({"host": "h" * 61}, -15),
        ({"host": "[2001:db8::1]:5060"}, 0),
        ({"trunk_type": "iax"}, -15),
        ({"trunk_name": "a"}, -15),
        ({"allow": "ulaw,opus"}, 0),
        ({"allow": "mp3"}, -15),
        ({"dtmfmode": None}, 0),
        ({"dtmfmode": "smoke"}, -25),
        ({"authid": None}, -15),
        ({"cidname": "x"}, -15),
        ({"out_maxchans": "1000"}, -15),
        ({"keepcid": "yes"}, -1),
        ({"keepcid": "yes", "cidnumber": "4930"}, 0),
        ({"tel_uri": "enabled", "rmv_obp_from_route": "yes"}, -25),
        ({"ldap_sync_passwd": "abc"}, -15),
        ({"ldap_sync_passwd": "ab-cd"}, -15),
        ({"ldap_sync_passwd": "ab_cd"}, 0),
        ({"ldap_sync_enable": "yes"}, 0),
        ({"ldap_default_outrt": 7}, -25),
        ({"ldap_default_outrt": None}, 0),
        ({**REGISTER}, 0),
        ({**REGISTER, "secret": ""}, -1),
        ({**REGISTER, "username": ""}, -1),
        ({**REGISTER, "ldap_sync_enable": "yes"}, -25),
        ({"colour": "red"}, -1),
        ({"trunk_index": 5}, -1),
    ],
)
def test_values_of_a_sip_trunk(ucm: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = ucm(objects=0)
    assert add(api, "voip", **values) == code
    assert len(rows(api, "voip")) == (code == 0)


def test_contradictions_on_update(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, "voip", **REGISTER, keepcid="yes", cidnumber="4930", tel_uri="enabled")
    before = get(api, "voip", 1)
    for changed in ({"cidnumber": ""}, {"rmv_obp_from_route": "yes"}, {"secret": ""}, {"username": ""}):
        assert api.status("updateSIPTrunk", trunk="1", auth_trunk="yes", **changed) == -25
    assert api.status("updateSIPTrunk", trunk="1", host="") == -15
    assert api.status("updateSIPTrunk", trunk="1", trunk_type="peer") == -1
    assert get(api, "voip", 1) == before


def test_dtmfmode_of_a_trunk(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, "voip", dtmfmode="rfc4733")
    assert get(api, "voip", 1)["dtmfmode"] == "rfc2833"
    api.ok("updateSIPTrunk", trunk=1, dtmfmode=None)
    assert get(api, "voip", 1)["dtmfmode"] is None
    api.pbx.options(shapes="recorded")
    assert api.status("updateSIPTrunk", trunk=1, dtmfmode="rfc4733") == -25


def test_secrets_of_a_trunk(ucm: Callable[..., Any]) -> None:
    """They are read in clear text, but neither log nor state shows them."""
    api = ucm(objects=0)
    add(api, "voip", **REGISTER, ldap_sync_passwd="Canary_9")
    assert get(api, "voip", 1)["secret"] == REGISTER["secret"]
    assert api.pbx.state("voip_trunks/1/secret") == hashed(REGISTER["secret"])
    shown = repr(api.pbx.log()) + repr(api.pbx.state())
    assert REGISTER["secret"] not in shown
    assert "Canary_9" not in shown


def test_registration_takes_its_time(ucm: Callable[..., Any]) -> None:
    """Nothing happens before the apply; an apply that is still at work counts from its end."""
    api = ucm(objects=0, apply_seconds=10.0, registration_seconds=20.0)
    add(api, "voip", **REGISTER)
    api.pbx.clock(advance=100)
    assert status(api) == "Unregistered"
    api.ok("applyChanges")
    api.pbx.clock(advance=29)
    assert status(api) == "Unregistered"
    api.pbx.clock(advance=2)
    assert status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", auto_recording="yes")
    assert status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", secret=REGISTER["secret"])
    assert status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", secret="Other1!x")
    assert status(api) == "Unregistered"
    api.ok("applyChanges")
    api.pbx.clock(advance=31)
    assert status(api) == "Registered"
    api.ok("applyChanges")  # of other things: the trunk does not register anew
    assert status(api) == "Registered"


def test_states_of_a_sip_trunk(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for values in (
        PEER,
        {**PEER, "trunk_name": "Watched", "enable_qualify": "yes"},
        {**PEER, "trunk_name": "Dead", "enable_qualify": "yes", "host": "pbx.Invalid"},
        REGISTER,
        {**REGISTER, "trunk_name": "Wrong", "host": "sip.invalid"},
        {**REGISTER, "trunk_name": "Off", "out_of_service": "yes"},
        {**REGISTER, "trunk_name": "Passive", "need_register": "no"},
    ):
        assert api.status("addSIPTrunk", **values) == 0
    before = ["Unmonitored"] * 3 + ["Unregistered"] * 2 + ["Unmonitored"] * 2
    assert [status(api, index) for index in range(1, 8)] == before
    api.ok("applyChanges")
    applied = ["Unmonitored", "Reachable", "Unreachable", "Unregistered", "Unregistered", "Unmonitored", "Unmonitored"]
    assert [status(api, index) for index in range(1, 8)] == applied
    api.pbx.clock(advance=6)
    assert [status(api, index) for index in (4, 5)] == ["Registered", "Rejected"]
    api.pbx.change("voip_trunk", "4", status="Timeout")
    assert status(api, 4) == "Timeout"


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
    assert add(api, "analog", **values) == code
    assert len(rows(api, "analog")) == (code == 0)


def test_gains(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, "analog", rxgain="-12.5", txgain=3)
    assert [repr(get(api, "analog", 1)[name]) for name in ("rxgain", "txgain")] == ["-12.5", "3.0"]
    api.pbx.options(shapes="recorded")
    assert [repr(rows(api, "analog")[0][name]) for name in ("rxgain", "txgain")] == ["-12.5", "3"]


def test_which_analog_trunk(ucm: Callable[..., Any]) -> None:
    """trunk_index (table) and trunkgroup (example), bare or quoted."""
    api = ucm(objects=0)
    add(api, "analog")
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
    assert add(ucm(objects=0), "digital", **values) == code


def test_digital_technology_is_write_only(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, "digital", technology="SS7")
    assert "technology" not in get(api, "digital", 1)
    assert api.pbx.state("digital_trunks/1/technology") == "SS7"
    assert api.status("updateDigitalTrunk", trunk=1, trunk_name="PRI", group_index=1, technology="PRI") == -1
    assert api.status("updateDigitalTrunk", trunk=1, trunk_name="PRI") == -1


def test_shared_line(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, "analog", chans=2)
    add(api, "voip")
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
    assert rows(api, "analog")[0]["trunkmode"] == "sla"
    sent = {"trunk_index": "1", "trunk_name": "Shared", "device": "DAHDI / 1", "holdaccess": "private"}
    assert api("updateSLATrunk", **sent) == DONE
    assert api.pbx.state("analog_trunks/1/shared_line") == {
        "device": "DAHDI/1",
        "bargeallowed": "yes",
        "holdaccess": "private",
    }
    assert rows(api, "analog")[0]["trunk_name"] == "Shared"
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
    add(api, kind)
    route_over(api, 1, "out")
    action, parameter = DELETE[kind]
    assert api.status(action, **{parameter: 1}) == -24
    api.ok("deleteOutboundRoute", outbound_route=1)
    assert api.status(action, **{parameter: 1}) == -24
    api.ok("deleteInboundRoute", inbound_route=1)
    assert api.status(action, **{parameter: 1}) == 0


def test_a_trunk_may_take_its_routes_along(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0, trunk_delete="cascade")
    add(api, "voip")
    add(api, "analog")
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
    assert get(api, "voip", 1)["ldap_default_outrt"] is None


def test_trunks_behind_the_back(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    api.pbx.add("voip_trunk", "7", trunk_name="Theirs", enable_qualify="yes")
    assert (get(api, "voip", 7)["trunk_name"], status(api, 7)) == ("Theirs", "Reachable")
    assert add(api, "analog") == 0
    assert rows(api, "analog")[0]["trunk_index"] == 8
    api.pbx.change("analog_trunk", "8", busycount=5)
    assert get(api, "analog", 8)["busycount"] == 5
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
    assert rows(api, "voip") == []


def test_a_system_with_extensions_is_born_with_trunks_in_use(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    names = [row["trunk_name"] for kind in KINDS for row in rows(api, kind)]
    assert names == ["Provider", "Branch office", "Analog line"]
    assert [status(api, index) for index in (1, 2)] == ["Registered", "Reachable"]
    assert len(api.ok("listOutboundRoute")["outbound_route"]) == 3
    assert len(api.ok("listInboundRoute", trunk_index="1")["inbound_route"]) == 2
    assert add(api, "voip") == 0
    assert rows(api, "voip")[-1]["trunk_index"] == 4
