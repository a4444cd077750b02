# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hotel interface."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load

GUEST = {
    "account": "77",
    "firstname": "John",
    "lastname": "Doe",
    "language": "EN",
    "vipcode": "2",
    "datein": "2021/01/01 10:00",
    "dateout": "2021/01/07 11:00",
    "credit": "9999900",
    "cos": "3",
}
CONTRACT = load("ucm")


def xml(action: str, fields: dict[str, Any]) -> dict[str, Any]:
    inner = "".join(f"\n  <{name}>{value}</{name}>" for name, value in fields.items())
    return {"format": "xml", "data": f"<pms_data_request>\n <{action}>{inner}\n </{action}>\n</pms_data_request>"}


def as_json(action: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"format": "json", "data": json.dumps({action: fields})}


def as_object(action: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"data": {action: fields}}


def pms(api: Any, action: str, form: Callable[..., dict[str, Any]] = xml, **fields: Any) -> dict[str, Any]:
    return api("pmsapi", token=api.pbx.credentials["pms_token"], **form(action, fields))


def error(api: Any, action: str, form: Callable[..., dict[str, Any]] = xml, **fields: Any) -> str:
    answer = pms(api, action, form, **fields)
    assert answer["status"] == -1
    assert answer["response"].keys() == {"error"}
    return answer["response"]["error"]


def done(api: Any, action: str, form: Callable[..., dict[str, Any]] = xml, **fields: Any) -> None:
    assert pms(api, action, form, **fields) == {"response": {}, "status": 0}


def rooms(api: Any) -> dict[str, dict[str, Any]]:
    answer = pms(api, "listPMSRoom", as_object)
    assert answer["status"] == 0
    return {room["room"]: room for room in answer["response"]["pms_room"]}


def test_rooms_are_born(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=5, rooms=2)
    answer = pms(api, "listPMSRoom", as_object)["response"]
    documented = CONTRACT["pms_list_rooms"].returned
    assert [(room["address"], room["room"]) for room in answer["pms_room"]] == [("1000", "101"), ("1001", "102")]
    assert (answer["total_item"], answer["total_page"], answer["page"]) == (2, 1, 1)
    room = answer["pms_room"][0]
    assert room.keys() == {name.split(".")[1] for name in documented if "." in name}
    assert {type(value) for value in room.values()} == {str}
    assert (room["chki_status"], room["status"], room["extension"]) == ("no", "0", "1000")
    assert rooms(ucm(objects=1)).keys() == {"101"}


@pytest.mark.parametrize("form", [xml, as_json])
def test_stay_of_a_guest(ucm: Callable[..., Any], form: Callable[..., dict[str, Any]]) -> None:
    api = ucm()
    before = rooms(api)["101"]
    done(api, "checkin", form, address="1000", room="101", **GUEST)
    room = rooms(api)["101"]
    assert room["order_id"]
    assert room["s_date"]
    assert {name: room[name] for name in ("first_name", "last_name", "user_name", "account", "permission")} == {
        "first_name": "John",
        "last_name": "Doe",
        "user_name": "John Doe",
        "account": "77",
        "permission": "internal-local-national",
    }
    assert (room["datein"], room["dateout"]) == ("2021-01-01 10:00:00", "2021-01-07 11:00:00")
    assert (room["chki_status"], room["status"]) == ("yes", "1")
    assert error(api, "checkin", form, address="1000", **GUEST) == "room is checked in"
    done(api, "update", form, room="101", lastname="Dope", status="5", datein="20210102", vipcode="")
    after = rooms(api)["101"]
    assert (after["user_name"], after["status"], after["datein"]) == ("John Dope", "5", "2021-01-02 00:00:00")
    assert (after["vipcode"], after["credit"]) == ("", "9999900")
    done(api, "checkout", form, address="1000", room="101")
    unchanged = before.keys() - {"s_date", "s_time"}
    room = rooms(api)["101"]
    assert {name: room[name] for name in unchanged} == {name: before[name] for name in unchanged}
    assert error(api, "checkout", form, room="101") == "room is not checked in"
    assert api.pbx.state("needs_apply") is False


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"room": "109"}, "room does not exist"),
        ({"address": "1001"}, "room does not exist"),
        ({"datein": "01.02.2021"}, "invalid date"),
        ({"datein": "2021/02/30 10:00"}, "invalid date"),
        ({"dateout": "2020/12/31 10:00"}, "dateout is before datein"),
        ({"cos": "5"}, "cos is 1 to 4"),
        ({"colour": "red"}, "invalid request"),
    ],
)
def test_refused_check_in(ucm: Callable[..., Any], changed: dict[str, str], words: str) -> None:
    api = ucm()
    assert error(api, "checkin", **{"address": "1000", "room": "101", **GUEST, **changed}) == words
    assert rooms(api)["101"]["chki_status"] == "no"


def test_update_of_an_empty_room(ucm: Callable[..., Any]) -> None:
    api = ucm()
    done(api, "update", room="102", status="3")
    assert rooms(api)["102"]["status"] == "3"
    assert error(api, "update", room="102", firstname="Ada") == "room is not checked in"
    for status in ("0", "7", ""):
        assert error(api, "update", room="102", status=status) == "invalid value"


def test_move(ucm: Callable[..., Any]) -> None:
    api = ucm()
    done(api, "checkin", room="101", **GUEST)
    done(api, "wakeup", room="101", w_action="1", w_date="20210102", w_time="0700", w_mode="2")
    assert error(api, "mov", address="1000", room="101", d_address="4711") == "room does not exist"
    done(api, "mov", address="1000", room="101", d_address="1001", d_room="102")
    assert rooms(api)["101"]["chki_status"] == "no"
    moved = rooms(api)["102"]
    assert (moved["user_name"], moved["chki_status"]) == ("John Doe", "yes")
    assert (moved["tmp_address"], moved["tmp_extension"], moved["tmp_user_name"]) == ("1000", "1000", "John Doe")
    assert api.pbx.state("rooms/1001/wake_up") == {"date": "20210102", "time": "0700", "daily": True}
    assert api.pbx.state("rooms/1000/wake_up") is None
    assert error(api, "mov", room="101", d_room="103") == "room is not checked in"
    done(api, "checkin", room="101", **GUEST)
    assert error(api, "mov", room="101", d_room="102") == "destination room is checked in"
    assert error(api, "mov", room="101", r_room="103") == "invalid request"  # the table's name for it


def test_settings_of_a_room(ucm: Callable[..., Any]) -> None:
    api = ucm()
    done(api, "wakeup", room="101", w_action="1", w_date="20260102", w_time="0700")
    assert api.pbx.state("rooms/1000/wake_up/daily") is False
    done(api, "wakeup", room="101", w_action="0")
    done(api, "wakeup", room="101", w_action="0")
    assert api.pbx.state("rooms/1000/wake_up") is None
    assert error(api, "wakeup", room="101") == "w_action is missing"
    assert error(api, "wakeup", room="101", w_action="1", w_date="2026-01-02", w_time="0700") == "invalid date"
    assert error(api, "wakeup", room="101", w_action="1", w_date="20260102", w_time="700") == "invalid date"
    assert error(api, "wakeup", room="101", w_action="2") == "invalid value"
    done(api, "cfu", room="101", cfwt="1001")
    assert api.pbx.state("rooms/1000/forward") == "1001"
    done(api, "cfu", room="101", cfwt="")
    assert error(api, "cfu", room="101") == "cfwt is missing"
    done(api, "dnd", room="101", status="1")
    assert api.pbx.state("rooms/1000/dnd") is True
    done(api, "dnd", room="101", status="0")
    assert error(api, "dnd", room="101", status="2") == "status is 0 or 1"
    for action in ("wakeup", "cfu", "dnd"):
        assert error(api, action, cfwt="1") if action == "cfu" else error(api, action, status="1")


def test_minibar(ucm: Callable[..., Any]) -> None:
    api = ucm()
    settings = pms(api, "getMiniBar", as_object)["response"]["minibar_settings"]
    documented = CONTRACT["pms_get_minibar"].returned
    assert settings.keys() == {name.split(".")[1] for name in documented if "." in name}
    assert (settings["minibar_enable"], settings["extension"]) == ("no", "")
    bar = {"barcode": "12450", "barname": "winebar", "prompt": "record/sukima", "verifyskip": "", "listgoods": ""}
    done(api, "adminibar", **bar)
    settings = pms(api, "getMiniBar", as_object)["response"]["minibar_settings"]
    assert (settings["minibar_name"], settings["prompt"], settings["verify_skip"]) == ("winebar", "sukima", "no")
    assert (settings["minibar_enable"], settings["extension"]) == ("yes", "12450")
    done(api, "adminibar", **{**bar, "verifyskip": "yes"})
    assert pms(api, "getMiniBar", as_object)["response"]["minibar_settings"]["verify_skip"] == "yes"
    assert error(api, "adminibar", **{**bar, "barcode": "1"}) == "a minibar exists"
    assert error(api, "adminibar", **{**bar, "listgoods": "maybe"}) == "listgoods is yes or no"
    assert api.status("addSIPAccountAndUser", extension="12450") == -44
    assert error(api, "delminibar", barcode="1") == "minibar does not exist"
    done(api, "delminibar", barcode="12450")
    assert error(api, "delminibar", barcode="12450") == "minibar does not exist"
    assert error(api, "adminibar", **{**bar, "barcode": "1000"}) == "number is in use"
    assert error(api, "adminibar", barname="x") == "barcode is a number"


def test_goods_and_waiters(ucm: Callable[..., Any]) -> None:
    api = ucm()
    done(api, "adminibargoods", goodscode="01", goodsname="apple")
    assert error(api, "adminibargoods", goodscode="01", goodsname="pear") == "code is in use"
    assert error(api, "adminibargoods", goodscode="a", goodsname="pear") == "goodscode is a number"
    answer = pms(api, "listMiniBarGoods", as_object)["response"]
    assert answer == {
        "goods_name": [
            {
                "amount": "",
                "extension": "01",
                "goods_name": "apple",
                "goods_tax": 0.0,
                "prompt_error": "set-failure",
                "prompt_success": "set-success",
            }
        ],
        "page": 1,
        "total_item": 1,
        "total_page": 1,
    }
    api.pbx.change("minibar_goods", "01", amount="100", tax=1.1)
    (apple,) = pms(api, "listMiniBarGoods", as_object)["response"]["goods_name"]
    assert (apple["amount"], apple["goods_tax"]) == ("100", 1.1)
    done(api, "delminibargoods", goodscode="01")
    assert error(api, "delminibargoods", goodscode="01") == "code does not exist"
    done(api, "addminibarwaiter", maidcode="9898", password="1324")
    assert error(api, "addminibarwaiter", maidcode="9898", password="1324") == "code is in use"
    assert error(api, "addminibarwaiter", maidcode="9899") == "password is a number"
    done(api, "delminibarwaiter", maidcode="9898")
    assert error(api, "delminibarwaiter", maidcode="9898") == "code does not exist"


def test_goods_of_a_room(ucm: Callable[..., Any]) -> None:
    api = ucm()
    empty = pms(api, "getPMSRoomGoods", as_object, room="101")
    assert empty["response"] == {"minibar_goods": [], "page": 1, "total_item": 0, "total_page": 1}
    billed = {"goods_name": "apple", "count": 2, "amount": 3.5, "time": "2026-01-01", "maid": "9898", "tax": 1.1}
    api.pbx.change("room", "1000", goods=[billed])
    assert pms(api, "getPMSRoomGoods", as_object, room="101")["response"]["minibar_goods"] == [billed]
    assert billed.keys() == {name.split(".")[1] for name in CONTRACT["pms_get_room_goods"].returned if "." in name}
    assert error(api, "getPMSRoomGoods", as_object, room="1") == "room does not exist"
    assert error(api, "getPMSRoomGoods", as_object) == "room does not exist"


def test_token(ucm: Callable[..., Any]) -> None:
    api = ucm(pms_token="c0ffee")
    assert api.pbx.credentials["pms_token"] == "c0ffee"
    request = as_object("listPMSRoom", {})
    assert api.status("pmsapi", token="C0FFEE", **request) == 0
    assert api.status("pmsapi", **request) == 0  # not mandatory in the table
    wrong = {"response": {"error": "authentication failed"}, "status": -1}
    assert api("pmsapi", token="tea", **request) == wrong
    assert api("pmsapi", token="", **request) == wrong
    api.pbx.options(require_pms_token=True)
    assert api("pmsapi", **request) == wrong
    assert api.raw(action="pmsapi", token="c0ffee", **request) == {"response": {}, "status": -6}


@pytest.mark.parametrize(
    "data",
    [
        "",
        "checkin",
        "[]",
        "{}",
        '{"checkin": []}',
        '{"checkin": {"room": {"number": "101"}}}',
        '{"checkin": {"room": "101"}, "dnd": {}}',
        "<checkin><room>101</room></checkin>",
        "<pms_data_request/>",
        "<pms_data_request><checkin><room>101</room></checkin><dnd/></pms_data_request>",
        "<pms_data_request><checkin><room>101</room><room>102</room></checkin></pms_data_request>",
        "<pms_data_request><checkin><room>101</checkin></pms_data_request>",
        '<!DOCTYPE a [<!ENTITY b "101">]><pms_data_request><checkin><room>&b;</room></checkin></pms_data_request>',
        {"checkin": {"room": "101"}},
        {"listPMSRoom": {"room": "101"}},
        ["listPMSRoom"],
        7,
    ],
)
def test_what_is_no_request(ucm: Callable[..., Any], data: Any) -> None:
    """Among it writes as JSON objects, which are shown for lists only."""
    api = ucm()
    assert api("pmsapi", data=data) == {"response": {"error": "invalid request"}, "status": -1}
    assert rooms(api)["101"]["chki_status"] == "no"


def test_lists_come_in_every_form(ucm: Callable[..., Any]) -> None:
    api = ucm()
    text = {"data": '{"listPMSRoom": {}}'}
    assert api.ok("pmsapi", **text) == api.ok("pmsapi", **as_object("listPMSRoom", {}))
    assert api.ok("pmsapi", data="<pms_data_request><listPMSRoom/></pms_data_request>") == api.ok("pmsapi", **text)


def test_a_room_goes_with_its_extension(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("deleteUser", user_name="1000")
    assert rooms(api).keys() == {"102", "103"}


def test_requests_in_the_log(ucm: Callable[..., Any]) -> None:
    """Its fields count for the coverage; secrets are hashed by name."""
    api = ucm()
    done(api, "cfu", room="101", cfwt="1001")
    entry = api.pbx.log()[-1]
    assert (entry["operation"], entry["operation_id"], entry["write"]) == ("pmsapi cfu", "pms_cfu", True)
    assert entry["parameters"]["data"] == {"cfu": {"room": "101", "cfwt": "1001"}}
    assert entry["parameters"]["token"].startswith("sha256:")
    api.pbx.fault("vendor_error", operation="pmsapi cfu", params={"data": {"cfu": {"room": "101"}}}, code=-9)
    assert pms(api, "cfu", room="102", cfwt="1001")["status"] == 0
    assert pms(api, "cfu", room="101", cfwt="1001")["status"] == -9
