# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that are not as documented, over the whole contract and in detail."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import Operation, Parameter, load
from tests.simulators.system import WireRequest
from tests.simulators.ucm.codes import Refusal
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.registry import all_handlers
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.validation import check, tree

CONTRACT = load("ucm")
SIMULATED = [CONTRACT[name] for name in all_handlers()]
WITH_SESSION = [operation for operation in SIMULATED if operation.resource != "session"]


def code_of(operation: Operation, values: dict[str, Any]) -> int:
    try:
        check(operation, values)
    except Refusal as refusal:
        return refusal.code
    return 0


def by_name(operation: Operation) -> str:
    return operation.id


@pytest.mark.parametrize("operation", list(CONTRACT), ids=by_name)
def test_every_parameter_finds_its_place(operation: Operation) -> None:
    def count(nodes: dict[str, Any]) -> int:
        own = [node for node in nodes.values() if node.parameter in operation.parameters]
        return len(own) + sum(count(node.members) for node in nodes.values())

    assert count(tree(operation)) == len(operation.parameters)


@pytest.mark.parametrize("operation", WITH_SESSION, ids=by_name)
def test_unknown_and_missing_parameters(ucm: Callable[..., Any], operation: Operation) -> None:
    api = ucm()
    required = [
        parameter.name for parameter in operation.parameters if parameter.required and parameter.name != "cookie"
    ]
    given = dict.fromkeys(required, "1001")
    assert api.status(operation.action, colour="red", **given) == -1
    if operation.action == "recapi":
        return  # without path_type it is another operation
    for name in required:
        assert api.status(operation.action, **{other: value for other, value in given.items() if other != name}) == -1


def test_documented_but_not_simulated() -> None:
    """-19, after the parameters have been checked."""
    system = UcmSystem(UcmOptions(objects=0))
    system.handlers = {}
    cookie = system.sessions.open("apiuser")

    def status(action: str, **parameters: Any) -> int | str | None:
        body = json.dumps({"request": {"action": action, "cookie": cookie, **parameters}}).encode()
        request = WireRequest("POST", "/api", {}, {"content-type": "application/json"}, body, "127.0.0.1")
        return system.carry_out(system.identify(request)).vendor_status

    assert status("listVoIPTrunk") == -19
    assert status("listVoIPTrunk", options="trunk_index,trunk_name") == -19
    assert status("listVoIPTrunk", options="trunk_index,colour") == -1
    assert status("getSIPTrunk") == -1
    assert status("getSIPTrunk", trunk="1") == -19


@pytest.mark.parametrize(
    ("parameters", "operation_id"),
    [
        ({"action": "recapi", "filedir": "monitor"}, "recapi_local"),
        ({"action": "recapi", "path_type": "gdms"}, "recapi_remote_list"),
        ({"action": "recapi", "path_type": "gdms", "uniquecode": "1"}, "recapi_remote_download"),
        ({"action": "pmsapi", "data": '{"checkin": {}}', "format": "json"}, "pms_checkin"),
        ({"action": "pmsapi", "data": "<pms_data_request><dnd/></pms_data_request>", "format": "xml"}, "pms_dnd"),
        ({"action": "pmsapi", "data": "<dnd><room>1</room></dnd>", "format": "xml"}, ""),
        ({"action": "pmsapi", "data": '{"checkin": {}}', "format": "xml"}, ""),
        ({"action": "pmsapi", "data": {"listPMSRoom": {}}}, "pms_list_rooms"),
        ({"action": "pmsapi", "data": {"fire": {}}}, ""),
        ({"action": "LISTUSER"}, ""),
    ],
)
def test_which_operation(ucm: Callable[..., Any], parameters: dict[str, Any], operation_id: str) -> None:
    api = ucm()
    api.http.post("/api", json={"request": {"cookie": api.cookie, **parameters}})
    entry = api.pbx.log()[-1]
    assert entry["operation_id"] == operation_id
    assert operation_id or entry["vendor_status"] == -1


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("dnd", "yes", 0),
        ("dnd", "Yes", -15),
        ("dnd", "", -15),
        ("dnd", None, -15),
        ("dnd", True, -1),
        ("dnd", 1, -1),
        ("dnd_timetype", 8, 0),
        ("dnd_timetype", "8", 0),
        ("dnd_timetype", 7, -15),
        ("dnd_timetype", "7", -15),
        ("dnd_timetype", "often", -1),
        ("dnd_timetype", "", -15),
        ("dnd_timetype", 1.0, -1),
        ("dnd_timetype", True, -1),
        ("ring_timeout", None, 0),
        ("ring_timeout", 3, 0),
        ("ring_timeout", "600", 0),
        ("ring_timeout", 2, -15),
        ("ring_timeout", "601", -15),
        ("max_contacts", 0, -15),
        ("max_contacts", 10, 0),
        ("limitime", 86401, -15),
        ("limitime", None, -15),
        ("limitime", "9" * 5000, -1),
        ("vm_attach", None, 0),
        ("vm_attach", "no", 0),
        ("cidnumber", "", 0),
        ("cidnumber", 1001, -1),
        ("cidnumber", None, -15),
        ("cidnumber", ["1"], -1),
        ("authid", "a" * 32, 0),
        ("authid", "a" * 33, -15),
        ("authid", "a b", -15),
        ("emergcidnumber", "1", -15),
        ("emergcidnumber", "12", 0),
        ("emergcidnumber", "1+", -15),
        ("emergcidnumber", "", 0),
        ("user_outrt_passwd", "123", -15),
        ("user_outrt_passwd", "1234", 0),
        ("user_outrt_passwd", "12345678901", -15),
        ("user_outrt_passwd", "12a4", -15),
        ("external_number", "+49*1#a-b", 0),
        ("external_number", "1 2", -15),
        ("specific_ip", "192.0.2.1", 0),
        ("specific_ip", "2001:db8::1", 0),
        ("specific_ip", "192.0.2", -15),
        ("allow", "ulaw,alaw", 0),
        ("allow", "g722", 0),
        ("allow", "ulaw,mp3", -15),
        ("allow", "ulaw, alaw", -15),
        ("permission", "internal-local", 0),
        ("permission", "local", -25),
        ("permission", "internal, internal-local", -25),
        ("dtmfmode", "rfc4733", 0),
        ("dtmfmode", "rfc2833", 0),
        ("dtmfmode", "smoke", -25),
        ("alertinfo", "Bellcore-dr5", 0),
        ("alertinfo", "bell", -15),
        ("fullname", "Ada", -1),
        ("account_type", "SIP", -1),
        ("presence_settings", [], -1),
        ("sip_presence_settings", {}, -1),
        ("sip_presence_settings", ["available"], -1),
        ("sip_presence_settings", "[]", -1),
    ],
)
def test_values_of_an_extension(ucm: Callable[..., Any], name: str, value: Any, code: int) -> None:
    api = ucm(objects=1)
    before = api.pbx.state("extensions/1000")
    assert api.status("updateSIPAccount", extension="1000", **{name: value}) == code
    if code:
        assert api.pbx.state("extensions/1000") == before
        assert api.pbx.state("needs_apply") is False


def test_recorded_systems_know_the_older_name_only(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1, shapes="recorded")
    assert api.status("updateSIPAccount", extension="1000", dtmfmode="rfc4733") == -25
    assert api.status("updateSIPAccount", extension="1000", dtmfmode="rfc2833") == 0


@pytest.mark.parametrize(
    "paging", [{"page": 1}, {"item_num": 5}, {"page": "one"}, {"page": ""}, {"page": None}, {"item_num": "-1"}]
)
@pytest.mark.parametrize("action", ["listAccount", "listUser", "listExtensionGroup"])
def test_pages_are_text(ucm: Callable[..., Any], action: str, paging: dict[str, Any]) -> None:
    assert ucm().status(action, **paging) == (-15 if None in paging.values() else -1)


def test_conditional_and_alternative_parameters() -> None:
    add = CONTRACT["add_sip_trunk"]
    trunk = {"cookie": "x", "trunk_name": "ab", "host": "h", "trunk_type": "peer"}
    assert code_of(add, trunk) == 0
    assert code_of(add, {**trunk, "trunk_type": "register"}) == -1
    assert code_of(add, {**trunk, "trunk_type": "register", "secret": ""}) == -1
    assert code_of(add, {**trunk, "trunk_type": "register", "secret": "s"}) == 0
    assert code_of(add, {**trunk, "keepcid": "yes"}) == -1
    assert code_of(add, {**trunk, "trunk_name": "a"}) == -15
    update = CONTRACT["update_analog_trunk"]
    trunk = {parameter.name: "1" for parameter in update.parameters if parameter.required}
    assert code_of(update, trunk) == -1
    assert code_of(update, {**trunk, "trunkgroup": "1"}) == 0


def test_members_of_arrays_are_checked() -> None:
    add = CONTRACT["add_sip_account_and_user"]
    assert code_of(add, {"cookie": "x", "extension": "10", "presence_settings": [{"colour": "red"}]}) == -1
    assert code_of(add, {"cookie": "x", "extension": "10", "presence_settings": [{"cfb_timetype": 7}]}) == -15
    assert code_of(add, {"cookie": "x", "extension": "10", "presence_settings": [{"cfb_timetype": 6}]}) == 0
    cleaned = check(add, {"cookie": "x", "extension": "10", "max_contacts": "3", "ring_timeout": None})
    assert cleaned == {"cookie": "x", "extension": "10", "max_contacts": 3, "ring_timeout": None}


JUNK = [
    *(
        "",
        "1000",
        "4711",
        "ivr-1",
        "x" * 50,
        "\ud800",
        "yes",
        "2026-01-05",
        "0-0",
        "_@",
        "[]",
        '{"a": {}}',
        "<a/>",
        "٢٢",
    ),
    *(None, True, 0, -1, 1.5, [], {}, [{}], [{"a": 1}], {"a": []}, "9" * 5000),
]


@pytest.mark.parametrize("shapes", ["document", "recorded"])
def test_nothing_that_is_sent_is_too_odd(shapes: str) -> None:
    """Every operation gets values of all kinds under its names and answers something. Always the same values."""
    system = UcmSystem(UcmOptions(objects=3, shapes=shapes))
    cookie = system.sessions.open("apiuser")
    dice = random.Random(1)  # noqa: S311

    def value(parameter: Parameter) -> Any:
        return dice.choice(JUNK if dice.random() < 0.5 else parameter.enum or JUNK)

    statuses = set()
    for operation in WITH_SESSION * 20:
        request: dict[str, Any] = {"action": operation.action, "cookie": cookie}
        for parameter in operation.parameters:
            if "." not in parameter.name and parameter.name != "cookie" and (parameter.required or dice.random() < 0.3):
                request[parameter.name] = value(parameter)
            if "[]." in parameter.name and dice.random() < 0.5:
                request[parameter.name.split("[]")[0]] = [{parameter.leaf: value(parameter)}]
        if operation.sub_action:
            inside = [parameter for parameter in operation.parameters if parameter.name.count(".") == 2]
            data = {operation.sub_action: {each.leaf: value(each) for each in inside}}
            request["data"] = dice.choice([data, json.dumps(data)])
        wire = WireRequest(
            "POST", "/api", {}, {"content-type": "application/json"}, json.dumps({"request": request}).encode(), "::1"
        )
        statuses.add(system.carry_out(system.identify(wire)).vendor_status)
    assert statuses >= {0, -1, -15, -16, -25}
