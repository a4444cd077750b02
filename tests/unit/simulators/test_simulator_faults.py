# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault as a client sees it, and what it does to the system behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.simulators.client import SimulatorError, start

DROPPED = (httpx.RemoteProtocolError, httpx.ReadError)
NEW = {"extension": "2000", "secret": "x"}


def exists(api: Any) -> bool:
    return "2000" in api.pbx.state("extensions")


@pytest.mark.parametrize(("effect", "done"), [("cut_before", False), ("cut_after", True)])
def test_cut(ucm: Callable[..., Any], effect: str, done: bool) -> None:
    api = ucm(objects=1)
    api.pbx.fault(effect, operation="addSIPAccountAndUser")
    with pytest.raises(DROPPED):
        api("addSIPAccountAndUser", **NEW)
    assert exists(api) is done
    entry = api.pbx.log()[-1]
    assert (entry["fault"], entry["http_status"], entry["carried_out"]) == (effect, None, done)
    assert entry["vendor_status"] == (0 if done else None)
    assert api.status("addSIPAccountAndUser", **NEW) == (-44 if done else 0)


def test_cut_over_plain_http(clients: Callable[..., Any]) -> None:
    with start("ucm", tls=False) as pbx:
        api = clients(pbx).login()
        pbx.fault("cut_before")
        with pytest.raises(DROPPED):
            api("listUser")
        assert api.status("listUser") == 0


def test_status(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("status", kind="create", status=503, headers={"Retry-After": "7"}, body="busy")
    answer = api.http.post("/api", json={"request": {"action": "addSIPAccountAndUser", "cookie": api.cookie, **NEW}})
    assert (answer.status_code, answer.headers["retry-after"], answer.text) == (503, "7", "busy")
    assert not exists(api)
    api.pbx.fault("status", status=502, carried_out=True)
    answer = api.http.post("/api", json={"request": {"action": "addSIPAccountAndUser", "cookie": api.cookie, **NEW}})
    assert answer.status_code == 502
    assert exists(api)
    assert [entry["http_status"] for entry in api.pbx.log()[-2:]] == [503, 502]


def test_truncate(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("truncate", kind="write")
    answer = api.http.post("/api", json={"request": {"action": "addSIPAccountAndUser", "cookie": api.cookie, **NEW}})
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert exists(api)


def test_truncate_and_cut(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("truncate", cut=True)
    with pytest.raises(DROPPED):
        api("addSIPAccountAndUser", **NEW)
    assert exists(api)


def test_html(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("html")
    answer = api.http.post("/api", json={"request": {"action": "addSIPAccountAndUser", "cookie": api.cookie, **NEW}})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "<form" in answer.text
    assert not exists(api)


def test_vendor_error(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("vendor_error", operation="add_sip_account_and_user", code=-57, response={"need_apply": "no"})
    assert api("addSIPAccountAndUser", **NEW) == {"response": {"need_apply": "no"}, "status": -57}
    assert api.pbx.log()[-1]["vendor_status"] == -57
    assert not exists(api)


@pytest.mark.parametrize("chunked", [False, True])
def test_oversize(ucm: Callable[..., Any], chunked: bool) -> None:
    api = ucm(objects=1)
    api.pbx.fault("oversize", chunked=chunked)
    answer = api.http.post("/api", json={"request": {"action": "listUser", "cookie": api.cookie}})
    assert len(answer.content) == 3_000_000
    assert answer.json().keys() == {"padding"}
    assert ("content-length" in answer.headers) is not chunked


def test_garbage(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("garbage", bytes=1000)
    answer = api.http.post("/api", json={"request": {"action": "listUser", "cookie": api.cookie}})
    assert len(answer.content) == 1000
    with pytest.raises(UnicodeDecodeError):
        json.loads(answer.content)


@pytest.mark.parametrize("carried_out", [False, True])
def test_delay_outlasts_the_client(ucm: Callable[..., Any], carried_out: bool) -> None:
    api = ucm(objects=1)
    seconds = 20.0 if carried_out else 0.15
    api.pbx.fault("delay", seconds=seconds, carried_out=carried_out)
    body = {"request": {"action": "addSIPAccountAndUser", "cookie": api.cookie, **NEW}}
    with pytest.raises(httpx.ReadTimeout):
        api.http.post("/api", json=body, timeout=0.05)
    assert exists(api) is carried_out
    assert api.pbx.log()[-1]["http_status"] is None  # on its way, and already to be seen


def test_delayed_call_is_carried_out(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("delay", seconds=0.05)
    api.ok("addSIPAccountAndUser", **NEW)
    assert api.pbx.log()[-1]["duration_ms"] >= 50
    assert exists(api)


def settings(api: Any, name: str) -> dict[str, Any]:
    return api.pbx.state(f"extensions/2000/{name}")


def test_forget_leaves_out_what_is_optional(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("forget", fields=["permission", "cfu"], times=2)
    presence = [
        {"presence_status": status, "cfu": "1000", "cfu_destination_type": "0"}
        for status in ("available", "away", "chat", "unavailable", "userdef")
    ]
    api.ok("addSIPAccountAndUser", **NEW, permission="internal-local", dnd="yes", presence_settings=presence)
    assert (settings(api, "permission"), settings(api, "dnd")) == ("internal", "yes")
    assert [entry["cfu"] for entry in settings(api, "sip_presence_settings")] == [None] * 5
    api.ok("updateSIPAccount", extension="2000", permission="internal-local", dnd="no")
    assert (settings(api, "permission"), settings(api, "dnd")) == ("internal", "no")
    entry = api.pbx.log()[-1]
    assert (entry["fault"], entry["vendor_status"], entry["parameters"]["permission"]) == (
        "forget",
        0,
        "internal-local",
    )
    api.ok("updateSIPAccount", extension="2000", permission="internal-local")
    assert settings(api, "permission") == "internal-local"


def test_forget_puts_back_what_is_mandatory(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    queue = {"queue": "6500", "queue_name": "New", "ringtime": "20"}
    api.ok("addQueue", extension="6500", queue_name="Old", strategy="linear")
    api.pbx.fault("forget", operation="updateQueue", fields=["queue_name"])
    assert api.ok("updateQueue", **queue) == {"need_apply": "yes"}
    stored = api.ok("getQueue", queue="6500")["queue"]
    assert (stored["queue_name"], stored["ringtime"]) == ("Old", 20)
    api.pbx.fault("forget", operation="addQueue", fields=["queue_name"])
    api.ok("addQueue", extension="6501", queue_name="Old", strategy="linear")
    assert api.ok("getQueue", queue="6501")["queue"]["queue_name"] is None
    user = api.ok("getUser", user_name="1000")["user_name"]
    whole = {name: user[name] or "" for name in ("phone_number", "family_number", "fax", "email", "department")}
    whole |= {"user_name": "1000", "user_id": user["user_id"], "privilege": user["privilege"]}
    api.pbx.fault("forget", operation="updateUser", fields=["email", "last_name"])
    api.ok("updateUser", **{**whole, "first_name": "X", "last_name": "Y", "email": "z@example.com"})
    after = api.ok("getUser", user_name="1000")["user_name"]
    assert after == {**user, "first_name": "X"}
    account = {"destination_type_t": "account", "account_t": "1000"}
    api.pbx.fault("forget", fields=["account_t"])
    api.ok("updateQueue", **queue, **account)
    stored = api.ok("getQueue", queue="6500")["queue"]
    assert (stored["destination_type_t"], stored["account_t"]) == ("account", None)


def test_forget_what_is_refused(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    before = api.pbx.state("users")
    api.pbx.fault("forget", fields=["email"])
    assert api.status("updateUser", user_name="4711", email="x") == -1
    assert api.pbx.state("users") == before


def test_forget_in_a_document(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.fault("forget", fields=["vipcode"])
    api.ok("pmsapi", data='{"checkin": {"room": "101", "vipcode": "2", "account": "7"}}')
    guest = api.pbx.state("rooms/1000/guest")
    assert (guest["vipcode"], guest["account"]) == ("", "7")


def test_skip_and_times(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.pbx.fault("vendor_error", operation="listUser", code=-45, skip=1, times=2)
    assert [api.status("listUser") for _ in range(5)] == [0, -45, -45, 0, 0]
    assert api.pbx.faults() == []


def test_for_ever_until_cleared(ucm: Callable[..., Any]) -> None:
    api = ucm()
    number = api.pbx.fault("vendor_error", code=-9, times=None)
    assert [api.status("listUser") for _ in range(3)] == [-9, -9, -9]
    (waiting,) = api.pbx.faults()
    assert (waiting["id"], waiting["hits"], waiting["times"]) == (number, 3, None)
    api.pbx.clear_faults()
    assert api.status("listUser") == 0


def test_matching(ucm: Callable[..., Any]) -> None:
    api = ucm()
    pbx = api.pbx
    pbx.fault("vendor_error", operation=["getUser", "getSIPAccount"], params={"extension": 1001}, code=-9)
    assert api.status("getUser", user_name="1001") == 0
    assert api.status("getSIPAccount", extension="1000") == 0
    assert api.status("getSIPAccount", extension="1001") == -9
    pbx.fault("vendor_error", kind="write", code=-45)
    assert api.status("listAccount") == 0
    assert api.status("applyChanges") == -45
    pbx.fault("vendor_error", kind="read", code=-46)
    assert api.status("applyChanges") == 0
    assert api.status("listAccount") == -46
    pbx.fault("vendor_error", kind="delete", code=-90)
    assert api.status("updateSIPAccount", extension="1001") == 0
    assert api.status("deleteUser", user_name="1001") == -90


def test_oldest_fault_first(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.pbx.fault("vendor_error", code=-45)
    api.pbx.fault("vendor_error", code=-46)
    assert [api.status("listUser") for _ in range(3)] == [-45, -46, 0]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"effect": "explode"}, "effect is one of"),
        ({"effect": "html", "operation": "listUsers"}, "no operation listUsers"),
        ({"effect": "html", "kind": "wrtie"}, "kind is one of"),
        ({"effect": "html", "colour": "red"}, "has no colour"),
        ({"effect": "html", "times": "2"}, "times of a fault"),
        ({"effect": "html", "skip": True}, "skip of a fault"),
        ({"effect": "truncate", "carried_out": False}, "needs a call"),
        ({"effect": "alter", "carried_out": False}, "needs a call"),
        ({"effect": "forget", "fields": ["a"], "carried_out": False}, "needs a call"),
        ({"effect": "delay", "seconds": "1"}, "seconds of a fault"),
        ({"effect": "forget"}, "names of fields"),
        ({"effect": "forget", "fields": [1]}, "names of fields"),
        ({"effect": "forget", "fields": "email"}, "fields of a fault"),
    ],
)
def test_bad_faults(ucm: Callable[..., Any], values: dict[str, Any], message: str) -> None:
    with pytest.raises(SimulatorError, match=message):
        ucm().pbx.fault(**values)
