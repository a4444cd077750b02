# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hotel interface: guests and rooms, moving, what cannot be read, the minibar, and how it is all written."""

from __future__ import annotations

import dataclasses
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import Clock
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import pms_wire
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_info import HOTEL_INFO
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_minibar import (
    MINIBAR,
    MINIBAR_GOODS,
    PMS_MINIBAR,
    PMS_MINIBAR_GOODS,
    WAITER,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_rooms import (
    GUEST,
    MOVE,
    PMS_ROOM,
    ROOM,
    ROOM_ACTION,
)
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success
from tests.unit.ucm.tables import CONTRACT, words_on_wire
from tests.unit.ucm.task_runner import TaskRunner

TOKEN = "16c4a7b1fe890f89c8908f3f522fc18f"
EMPTY = {
    "room": "101",
    "address": "4001",
    "extension": "4001",
    "chki_status": "no",
    "permission": "internal",
    "status": "0",
    "account": "",
    "first_name": "",
    "last_name": "",
    "language": "",
    "vipcode": "",
    "datein": "",
    "dateout": "",
    "credit": "",
    "tmp_address": "",
}
TAKEN = {
    **EMPTY,
    "room": "102",
    "address": "4002",
    "extension": "4002",
    "chki_status": "yes",
    "status": "1",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "language": "EN",
    "datein": "2026-01-31 15:00:00",
    "dateout": "2026-02-02 11:00:00",
    "permission": "internal-local-national",
}


class Hotel:
    """A hotel interface that knows rooms, a minibar and goods, and remembers what it was told."""

    def __init__(self, *rooms: dict[str, Any]) -> None:
        self.rooms = {room["room"]: dict(room) for room in rooms}
        self.minibar: dict[str, Any] = {"extension": "", "minibar_enable": "no"}
        self.goods: list[dict[str, Any]] = []
        self.told: list[tuple[str, dict[str, str]]] = []
        self.tokens: set[Any] = set()
        self.trouble: list[Any] = []

    def __call__(self, request: dict[str, Any]) -> Any:
        self.tokens.add(request.get("token"))
        if isinstance(request["data"], dict):
            return self._asked(next(iter(request["data"])))
        assert request["format"] == "xml"
        root = ElementTree.fromstring(request["data"])  # noqa: S314
        assert root.tag == "pms_data_request"
        (action,) = root
        fields = {field.tag: field.text or "" for field in action}
        self.told.append((action.tag, fields))
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble != "before":
            self._carry_out(action.tag, fields)
        return httpx.ReadError("cut") if trouble else success()

    def _asked(self, name: str) -> dict[str, Any]:
        answers = {
            "listPMSRoom": {"pms_room": list(self.rooms.values())},
            "getMiniBar": {"minibar_settings": self.minibar},
            "listMiniBarGoods": {"goods_name": self.goods},
            "getPMSRoomGoods": {"minibar_goods": [{"goods_name": "water", "count": 2, "amount": "2.5", "time": "t"}]},
        }
        return success(**answers[name], total_page=1)

    def _carry_out(self, name: str, fields: dict[str, str]) -> None:
        room = self.rooms.get(fields.get("room", ""), {})
        renamed = {"firstname": "first_name", "lastname": "last_name"}
        if name in ("checkin", "update"):
            room.update({renamed.get(key, key): value for key, value in fields.items()})
            room.update({"chki_status": "yes", "status": "1"} if name == "checkin" else {})
            if "cos" in fields:
                room["permission"] = "-".join(["internal", "local", "national", "international"][: int(fields["cos"])])
        elif name == "checkout":
            room.update({**EMPTY, "room": room["room"], "address": room["address"], "extension": room["extension"]})
        elif name == "mov":
            target = self.rooms[fields["d_room"]]
            target.update(
                {**room, "room": target["room"], "address": target["address"], "tmp_address": room["address"]}
            )
            room["chki_status"] = "no"
        elif name == "adminibar":
            self.minibar = {
                "extension": fields["barcode"],
                "minibar_enable": "yes",
                "minibar_name": fields.get("barname", ""),
                "prompt": fields.get("prompt", "").removeprefix("record/"),
                "verify_skip": fields.get("verifyskip", "no"),
                "enable_list_goods": fields.get("listgoods", "no"),
                "global_tax": 1.0,
            }
        elif name == "delminibar":
            self.minibar = {"extension": "", "minibar_enable": "no"}
        elif name == "adminibargoods":
            self.goods.append({"extension": fields["goodscode"], "goods_name": fields.get("goodsname", "")})
        elif name == "delminibargoods":
            self.goods = [each for each in self.goods if each["extension"] != fields["goodscode"]]


@pytest.fixture
def hotel(ucm: ScriptedUcm) -> Hotel:
    hotel = Hotel(EMPTY, TAKEN)
    ucm.script("pmsapi", hotel)
    return hotel


GUEST_OPTIONS = {
    "account": "4711",
    "first_name": "Grace & <Co>",
    "last_name": "Hopper",
    "language": "EN",
    "vip_code": "1",
    "arrival": "2026-01-31 15:00",
    "departure": "2026-02-02T11:00",
    "credit": "100",
    "permission": "international",
}

# -- guests


def test_a_guest_is_checked_in_once(hotel: Hotel, task: TaskRunner) -> None:
    options = {"room": "101", "checked_in": True, **GUEST_OPTIONS}
    predicted = task(ROOM, check=True, diff=True, **options)
    assert hotel.told == []
    result = task(ROOM, diff=True, **options)
    assert hotel.told == [
        (
            "checkin",
            {
                "address": "4001",
                "room": "101",
                "account": "4711",
                "firstname": "Grace & <Co>",
                "lastname": "Hopper",
                "language": "EN",
                "vipcode": "1",
                "datein": "2026/01/31 15:00",
                "dateout": "2026/02/02 11:00",
                "credit": "100",
                "cos": "4",
            },
        )
    ]
    assert predicted["diff"] == result["diff"]
    assert result["diff"]["after"]["checked_in"] is True
    room = result["pms_room"]
    assert (room["permission"], room["status"], room["departure"]) == ("international", "available", "2026-02-02 11:00")
    again = task(ROOM, **options)
    assert (again["changed"], len(hotel.told)) == (False, 1)
    assert task.warnings == []


def test_a_status_is_set_after_the_check_in(hotel: Hotel, task: TaskRunner) -> None:
    result = task(ROOM, room="101", checked_in=True, status="cleaning")
    assert [name for name, _ in hotel.told] == ["checkin", "update"]
    assert hotel.told[1][1] == {"address": "4001", "room": "101", "status": "2"}
    assert result["pms_room"]["status"] == "cleaning"


def test_a_guest_is_changed_with_everything_that_is_known_of_him(hotel: Hotel, task: TaskRunner) -> None:
    """Whether an update is partial is not said."""
    result = task(ROOM, diff=True, room="102", last_name="Byron", status="dirty")
    assert result["diff"]["after"] == {"last_name": "Byron", "status": "dirty"}
    assert hotel.told == [
        (
            "update",
            {
                "address": "4002",
                "room": "102",
                "firstname": "Ada",
                "lastname": "Byron",
                "language": "EN",
                "datein": "2026/01/31 15:00",
                "dateout": "2026/02/02 11:00",
                "cos": "3",
                "status": "5",
            },
        )
    ]


def test_a_permission_that_no_class_stands_for_is_not_sent_back(hotel: Hotel, task: TaskRunner) -> None:
    hotel.rooms["102"]["permission"] = "special"
    task(ROOM, room="102", last_name="Byron")
    assert "cos" not in hotel.told[0][1]


def test_empty_text_clears(hotel: Hotel, task: TaskRunner) -> None:
    result = task(ROOM, room="102", last_name="")
    assert hotel.told[0][1]["lastname"] == ""
    assert result["pms_room"]["last_name"] is None
    assert task(ROOM, room="102", last_name="")["changed"] is False


def test_a_guest_is_checked_out_once(hotel: Hotel, task: TaskRunner) -> None:
    options = {"room": "102", "checked_in": False}
    assert task(ROOM, **options)["changed"] is True
    assert task(ROOM, **options)["changed"] is False
    assert hotel.told == [("checkout", {"address": "4002", "room": "102"})]


def test_the_status_of_an_empty_room_is_set_alone(hotel: Hotel, task: TaskRunner) -> None:
    task(ROOM, room="101", status="dirty")
    assert hotel.told == [("update", {"address": "4001", "room": "101", "status": "5"})]


def test_an_empty_room_has_no_guest_to_name(hotel: Hotel, task: TaskRunner) -> None:
    result = task(ROOM, room="101", last_name="Hopper")
    assert "there is no guest to set last_name for" in result["error"]["what"]
    assert hotel.told == []
    predicted = task(ROOM, check=True, room="101", last_name="Hopper")
    assert predicted["changed"] is True
    assert "this check takes it that an earlier task sees to it" in task.warnings[0]


def test_a_room_that_is_not_there_is_an_error(hotel: Hotel, task: TaskRunner) -> None:
    assert task(ROOM, room="999", status="dirty")["error"]["object"] == "pms_room 999"


@pytest.mark.parametrize(("trouble", "told"), [("after", ["checkin"]), ("before", ["checkin", "checkin"])])
def test_a_check_in_in_doubt_is_looked_after(hotel: Hotel, task: TaskRunner, trouble: str, told: list[str]) -> None:
    hotel.trouble = [trouble]
    result = task(ROOM, room="101", checked_in=True, last_name="Hopper")
    assert result["pms_room"]["last_name"] == "Hopper"
    assert [name for name, _ in hotel.told] == told


def test_a_check_in_in_doubt_is_finished_and_not_doubled(hotel: Hotel, task: TaskRunner) -> None:
    """The guest is in, but the status that was to follow is missing."""
    hotel.trouble = ["after"]
    task(ROOM, room="101", checked_in=True, status="cleaning")
    assert [name for name, _ in hotel.told] == ["checkin", "update"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"checked_in": False, "last_name": "X"}, "last_name cannot be given with checked_in: false"),
        ({"arrival": "tomorrow"}, "arrival 'tomorrow' is no date and time"),
        ({"arrival": "2026-02-30 10:00"}, "is no date and time"),
        ({"arrival": "2026-02-02", "departure": "2026-02-01 11:00"}, "departure is before arrival"),
        ({"last_name": "a\x07b"}, "last_name has a control character"),
    ],
)
def test_what_cannot_be_is_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(ROOM, room="101", **options)


@pytest.mark.parametrize(
    ("wire", "value"),
    [
        ("2024-01-11 15:59:00", "2024-01-11 15:59"),
        ("2010/01/01 10:00", "2010-01-01 10:00"),
        ("20180909", "2018-09-09 00:00"),
        ("", None),
        (None, None),
        ("someday", "someday"),
    ],
)
def test_dates_have_one_form_whatever_the_wire(wire: Any, value: str | None) -> None:
    assert pms_wire.MOMENT.decode(wire) == value


@given(st.datetimes())
def test_dates_come_back_from_the_wire(moment: Any) -> None:
    value = f"{moment:%Y-%m-%d %H:%M}" if moment.year >= 1000 else "2026-01-31 15:00"
    wire = pms_wire.MOMENT.encode(value)
    assert "-" not in wire
    assert pms_wire.MOMENT.decode(wire) == value


# -- moving


def test_a_guest_is_moved_once(hotel: Hotel, task: TaskRunner) -> None:
    options = {"room": "102", "to_room": "101"}
    assert task(MOVE, check=True, **options)["changed"] is True
    assert hotel.told == []
    result = task(MOVE, **options)
    assert (result["changed"], result["pms_room"]["last_name"]) == (True, "Lovelace")
    assert hotel.told == [("mov", {"address": "4002", "room": "102", "d_address": "4001", "d_room": "101"})]
    assert task(MOVE, **options)["changed"] is False
    assert len(hotel.told) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"room": "101", "to_room": "103"}, "there is no guest in room 101"),
        ({"room": "102", "to_room": "104"}, "room 104 has a guest already"),
        ({"room": "102", "to_room": "10"}, "there is no room 10; did you mean"),
    ],
)
def test_a_move_that_cannot_be_is_refused(hotel: Hotel, task: TaskRunner, options: dict[str, str], words: str) -> None:
    hotel.rooms |= {
        "103": {**EMPTY, "room": "103", "address": "4003"},
        "104": {**TAKEN, "room": "104", "address": "4004"},
    }
    assert words in task(MOVE, **options)["error"]["what"]
    assert hotel.told == []


def test_a_check_takes_it_that_an_earlier_task_checks_a_guest_in(hotel: Hotel, task: TaskRunner) -> None:
    hotel.rooms["103"] = {**EMPTY, "room": "103", "address": "4003"}
    assert task(MOVE, check=True, room="101", to_room="103")["changed"] is True
    assert "there is no guest in room 101" in task.warnings[0]


@pytest.mark.parametrize(("trouble", "moved"), [("after", True), ("before", False)])
def test_a_move_in_doubt_is_looked_after(hotel: Hotel, task: TaskRunner, trouble: str, moved: bool) -> None:
    hotel.trouble = [trouble]
    result = task(MOVE, room="102", to_room="101")
    assert len(hotel.told) == 1
    assert result["changed"] is moved
    if moved:
        assert "a read shows that the guest has moved" in task.warnings[0]
    else:
        assert result["error"]["kind"] == "doubtful_write"


# -- what cannot be read


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"action": "set_wake_up", "date": "2026-02-01", "time": "07:30"},
            ("wakeup", {"w_action": "1", "w_date": "20260201", "w_time": "0730"}),
        ),
        (
            {"action": "set_wake_up", "date": "2026-02-01", "time": "07:30", "repeat": "daily"},
            ("wakeup", {"w_action": "1", "w_mode": "2", "w_date": "20260201", "w_time": "0730"}),
        ),
        ({"action": "cancel_wake_up"}, ("wakeup", {"w_action": "0"})),
        ({"action": "forward", "forward_to": "4009"}, ("cfu", {"cfwt": "4009"})),
        ({"action": "cancel_forward"}, ("cfu", {"cfwt": ""})),
        ({"action": "set_dnd"}, ("dnd", {"status": "1"})),
        ({"action": "clear_dnd"}, ("dnd", {"status": "0"})),
    ],
)
def test_room_actions_name_the_room_by_address_and_number(
    hotel: Hotel, task: TaskRunner, options: dict[str, Any], told: tuple[str, dict[str, str]]
) -> None:
    assert task(ROOM_ACTION, check=True, room="101", **options)["sent"] is False
    assert hotel.told == []
    assert task(ROOM_ACTION, room="101", **options)["changed"] is True
    assert hotel.told == [(told[0], {"address": "4001", "room": "101", **told[1]})]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"action": "set_wake_up", "date": "2026-02-01"}, "action set_wake_up needs time"),
        ({"action": "set_wake_up", "date": "2026-02-01", "time": "630"}, "a time in quotation marks"),
        ({"action": "set_wake_up", "date": "01.02.2026", "time": "07:30"}, "date: '01.02.2026' must be a date"),
        ({"action": "set_dnd", "forward_to": "1"}, "forward_to cannot be given with action set_dnd"),
    ],
)
def test_room_actions_that_make_no_sense_are_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(ROOM_ACTION, room="101", **options)


def test_a_room_action_needs_the_room(hotel: Hotel, task: TaskRunner) -> None:
    result = task(ROOM_ACTION, check=True, room="1O1", action="set_dnd")
    assert "there is no room 1O1; did you mean '101'?" in result["error"]["what"]


# -- minibar


def test_the_minibar_is_set_up_changed_and_removed(hotel: Hotel, task: TaskRunner) -> None:
    options = {"number": "12450", "name": "winebar", "prompt": "welcome", "bill_several": True}
    assert task(MINIBAR, check=True, **options)["changed"] is True
    assert hotel.told == []
    assert task(MINIBAR, **options)["changed"] is True
    assert task(MINIBAR, **options)["changed"] is False
    assert task(MINIBAR, number="12450", prompt="record/welcome")["changed"] is False
    result = task(MINIBAR, number="12450", name="bar")
    assert (result["pms_minibar"]["name"], result["pms_minibar"]["bill_several"]) == ("bar", True)
    assert task(MINIBAR, number="12450", state="absent")["changed"] is True
    assert task(MINIBAR, number="12450", state="absent")["changed"] is False
    assert hotel.told == [
        ("adminibar", {"barcode": "12450", "barname": "winebar", "prompt": "record/welcome", "listgoods": "yes"}),
        (
            "adminibar",
            {
                "barcode": "12450",
                "barname": "bar",
                "prompt": "record/welcome",
                "verifyskip": "no",
                "listgoods": "yes",
            },
        ),
        ("delminibar", {"barcode": "12450"}),
    ]


def test_a_second_minibar_is_refused(hotel: Hotel, task: TaskRunner) -> None:
    task(MINIBAR, number="12450")
    result = task(MINIBAR, number="12451")
    assert "has the minibar 12450 already" in result["error"]["what"]
    assert len(hotel.told) == 1
    assert task(MINIBAR, number="12451", state="absent")["changed"] is False


def test_goods_are_added_and_removed_and_never_changed(hotel: Hotel, task: TaskRunner) -> None:
    assert task(MINIBAR_GOODS, code="900", name="water")["changed"] is True
    assert task(MINIBAR_GOODS, code="900", name="water")["changed"] is False
    assert task(MINIBAR_GOODS, code="900")["changed"] is False
    refused = task(MINIBAR_GOODS, code="900", name="wine")
    assert "name can only be set when the object is created" in refused["error"]["what"]
    assert task(MINIBAR_GOODS, code="900", state="absent")["changed"] is True
    assert task(MINIBAR_GOODS, code="900", state="absent")["changed"] is False
    assert hotel.told == [
        ("adminibargoods", {"goodscode": "900", "goodsname": "water"}),
        ("delminibargoods", {"goodscode": "900"}),
    ]


def test_waiters_are_added_and_removed_and_their_passwords_kept(
    ucm: ScriptedUcm, hotel: Hotel, task: TaskRunner
) -> None:
    results = [
        task(WAITER, code="9898", waiter_password="132457"),
        task(WAITER, code="9898", state="absent"),
        task(WAITER, check=True, code="9898", waiter_password="132457"),
    ]
    assert hotel.told == [
        ("addminibarwaiter", {"maidcode": "9898", "password": "132457"}),
        ("delminibarwaiter", {"maidcode": "9898"}),
    ]
    assert [result["sent"] for result in results] == [True, True, False]
    assert "132457" not in str(results) + str(ucm.log)
    assert "needs waiter_password" in task.problem(WAITER, code="9898")
    assert "cannot be given" in task.problem(WAITER, code="9898", state="absent", waiter_password="132457")


# -- lists


def test_everything_can_be_read(hotel: Hotel, task: TaskRunner) -> None:
    hotel.goods = [{"extension": "02", "goods_name": "wine", "amount": "", "goods_tax": 0.0}, {"extension": "01"}]
    hotel.minibar = {"extension": "10086", "minibar_enable": "yes", "prompt": "welcome", "verify_skip": "no"}
    result = task(HOTEL_INFO, resources=["rooms", "room_goods", "minibar", "minibar_goods"])
    assert [room["room"] for room in result["rooms"]] == ["101", "102"]
    assert result["rooms"][1]["arrival"] == "2026-01-31 15:00"
    assert result["rooms"][0]["status"] == "not_checked_in"
    assert result["room_goods"][0] == {
        "room": "101",
        "goods": [{"name": "water", "count": 2, "price": 2.5, "time": "t"}],
    }
    assert (result["minibar"]["number"], result["minibar"]["skip_waiter_code"]) == ("10086", False)
    assert [item["code"] for item in result["minibar_goods"]] == ["01", "02"]
    assert result["minibar_goods"][1]["price"] is None


def test_rooms_are_narrowed_by_pattern(ucm: ScriptedUcm, hotel: Hotel, task: TaskRunner) -> None:
    result = task(HOTEL_INFO, resources=["rooms", "room_goods"], rooms=["*2"])
    assert [room["room"] for room in result["rooms"]] == ["102"]
    asked = [request["data"] for request in ucm.sent("pmsapi")]
    assert asked == [{"listPMSRoom": {}}, {"getPMSRoomGoods": {"room": "102"}}]


# -- the second credential, errors, the contract


def test_the_token_goes_with_every_request_and_into_no_output(ucm: ScriptedUcm, hotel: Hotel, task: TaskRunner) -> None:
    ucm.script("pmsapi", hotel)
    client = ucm.client()
    client._account = dataclasses.replace(client._account, pms_token=TOKEN)
    client.reader.read("pmsapi", data={"listPMSRoom": {}})
    assert hotel.tokens == {TOKEN}
    client.reader.read("listUser")
    assert "token" not in ucm.requests[-1]
    result = task(HOTEL_INFO, pms_token=TOKEN)
    assert TOKEN not in str(result) + str(ucm.log)


def test_the_token_comes_from_the_option_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    option = ROOM.spec["pms_token"]
    assert option["no_log"] is True
    fallback, names = option["fallback"]
    monkeypatch.setenv("UCM_PMS_TOKEN", TOKEN)
    assert fallback(*names) == TOKEN


def test_the_token_reaches_the_client() -> None:
    defaults = {name: option.get("default") for name, option in ROOM.spec.items()}
    params = {**defaults, "url": "https://pbx.example.com:8089", "username": "u", "password": "p", "pms_token": TOKEN}
    client = ROOM.vendor.open({**params, "session_cache": False, "session_cache_path": None}, print, Clock())
    assert client._account.pms_token == TOKEN
    client.close()


@pytest.mark.parametrize(
    "answer",
    [failure(-1, error="room does not exist"), {"response": {}, "status": -1, "error": "room does not exist"}],
)
def test_a_failure_is_named_with_the_words_of_the_pbx(ucm: ScriptedUcm, task: TaskRunner, answer: Any) -> None:
    """Where the words stand is not said."""
    ucm.script("pmsapi", answer)
    error = task(HOTEL_INFO)["error"]
    assert (error["operation"], error["code"]) == ("pmsapi listPMSRoom", -1)
    assert error["pbx_message"] == "room does not exist"
    assert "pms_token" in error["remedy"]


def test_hotel_modules_are_in_a_group_of_their_own_and_have_no_apply() -> None:
    for each in (ROOM, MINIBAR, MINIBAR_GOODS, MOVE, ROOM_ACTION, WAITER, HOTEL_INFO):
        assert each.groups == ("all", "ucm", "ucm_pms")
        assert "apply" not in each.spec
        assert "pms_token" in each.spec


def written(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {str(field.wire): field for field in fields if field.writable}


@pytest.mark.parametrize(
    ("operation", "fields"),
    [
        ("pms_checkin", written(GUEST)),
        ("pms_update", written((*GUEST, PMS_ROOM.field("status")))),
        ("pms_add_minibar", written(PMS_MINIBAR.fields)),
        ("pms_add_minibar_goods", written(PMS_MINIBAR_GOODS.fields)),
    ],
)
def test_what_is_written_is_documented_and_all_of_it(operation: str, fields: dict[str, Field]) -> None:
    op = CONTRACT[operation]
    prefix = f"data.{op.sub_action}."
    documented = {name.removeprefix(prefix): each for name, each in op.parameter.items() if name.startswith(prefix)}
    assert fields.keys() == documented.keys() - (
        {"address", "room"} if operation in ("pms_checkin", "pms_update") else set()
    )
    for name, field in fields.items():
        if documented[name].enum:
            assert words_on_wire(field) == {str(value) for value in documented[name].enum}


@pytest.mark.parametrize(
    ("operation", "prefix", "fields"),
    [
        ("pms_list_rooms", "pms_room[].", PMS_ROOM.fields),
        ("pms_get_minibar", "minibar_settings.", PMS_MINIBAR.fields),
        ("pms_list_minibar_goods", "goods_name[].", PMS_MINIBAR_GOODS.fields),
    ],
)
def test_what_is_read_is_documented(operation: str, prefix: str, fields: tuple[Field, ...]) -> None:
    documented = {name.removeprefix(prefix) for name in CONTRACT[operation].returned if name.startswith(prefix)}
    for field in fields:
        assert set(field.read_paths()) & documented, field.name
    read = {path for field in fields for path in field.read_paths()}
    assert documented - read <= {"number"}, "a room's number is its extension once more"
