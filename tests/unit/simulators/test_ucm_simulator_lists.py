# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages, order, projection; and the shapes of listAccount."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load


def numbers(response: dict[str, Any]) -> list[str]:
    return [row["extension"] for row in response["account"]]


def test_without_parameters_everything_comes(ucm: Callable[..., Any]) -> None:
    response = ucm(objects=40).ok("listAccount")
    assert numbers(response) == [str(number) for number in range(1000, 1040)]
    assert (response["total_item"], response["total_page"], response["page"]) == (40, 1, 1)


def test_pages(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=7)
    pages = [api.ok("listAccount", item_num="3", page=str(page)) for page in (1, 2, 3, 4)]
    assert [numbers(page) for page in pages] == [["1000", "1001", "1002"], ["1003", "1004", "1005"], ["1006"], []]
    assert [(page["total_item"], page["total_page"], page["page"]) for page in pages] == [
        (7, 3, number) for number in (1, 2, 3, 4)
    ]
    assert numbers(api.ok("listAccount", item_num="3")) == ["1000", "1001", "1002"]
    assert len(numbers(api.ok("listAccount", page="2"))) == 7
    assert api.status("listAccount", item_num="0") == -15
    assert api.status("listAccount", item_num="3", page="0") == -15


def test_empty_list(ucm: Callable[..., Any]) -> None:
    response = ucm(objects=0).ok("listAccount", item_num="10", page="1")
    assert response == {"account": [], "total_item": 0, "total_page": 1, "page": 1}


def test_order(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    api.ok("addSIPAccountAndUser", extension="999")
    assert numbers(api.ok("listAccount")) == ["1000", "1001", "1002", "999"]
    assert numbers(api.ok("listAccount", sidx="extension")) == ["1000", "1001", "1002", "999"]
    assert numbers(api.ok("listAccount", sidx="extension", sord="desc")) == ["999", "1002", "1001", "1000"]
    assert numbers(api.ok("listAccount", sidx="extension", sord="acs")) == ["1000", "1001", "1002", "999"]
    assert api.status("listAccount", sidx="extension", sord="ascending") == -15
    assert api.status("listAccount", sidx="colour") == -26
    assert numbers(api.ok("listAccount", sidx="fullname"))[0] == "999"  # the one without name


def test_numeric_order(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=12)
    users = api.ok("listUser", sidx="user_id", sord="desc")["user_id"]
    assert [user["user_id"] for user in users] == [*range(13, 1, -1), 0]


def test_projection(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    row = api.ok("listAccount", options="extension,account_type,fullname,status,addr")["account"][0]
    assert row.keys() == {"extension", "account_type", "fullname", "status", "addr"}
    row = api.ok("listUser", options="email,department")["user_id"][1]
    assert row.keys() == {"email", "department"}
    row = api.ok("listExtensionGroup", options="group_name,members")["extension_group"][0]
    assert row.keys() == {"group_name", "members"}


@pytest.mark.parametrize(
    ("action", "options"),
    [
        ("listAccount", "extension,colour"),
        ("listAccount", "extension, status"),
        ("listAccount", ""),
        ("listAccount", "presence_status"),
        ("listAccount", "newmsg"),
        ("listUser", "user_name"),
        ("listExtensionGroup", "tmp"),
    ],
)
def test_unknown_names_in_options(ucm: Callable[..., Any], action: str, options: str) -> None:
    assert ucm().status(action, options=options) == -1


def test_documented_columns(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=4)
    rows = api.ok("listAccount")["account"]
    documented = load("ucm")["list_account"].returned
    assert rows[0].keys() == {name.split(".", 1)[1] for name in documented if "." in name}
    assert rows[0]["account_type"] == "SIP(WebRTC) "
    assert (rows[3]["fullname"], rows[0]["presence_def_script"]) == (None, None)
    assert (rows[0]["status"], rows[0]["addr"]) == ("Unavailable", "-")
    assert (rows[1]["status"], rows[1]["addr"]) == ("Idle", "198.51.100.2:5060")
    counters = api.ok("listAccount", options="urgemsg,newms,oldmsg")["account"][0]
    assert counters == {"urgmsg": 0, "newmsg": 0, "oldmsg": 0}


def test_recorded_columns(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=4, shapes="recorded")
    row = api.ok("listAccount")["account"][3]
    assert row == {
        "extension": "1003",
        "account_type": "SIP(WebRTC)",
        "fullname": "",
        "out_of_service": "no",
        "status": "Unavailable",
        "addr": "-",
        "urgemsg": 0,
        "newmsg": 0,
        "oldmsg": 0,
        "lockflag": 0,
        "presence_status": "available",
        "presence_def_script": "",
        "user_name": "1003",
        "email_to_user": "no",
        "enable_contact": 1,
    }
    assert api.ok("listAccount", options="extension,newmsg")["account"][0] == {"extension": "1000", "newmsg": 0}
    assert api.status("listAccount", options="newms") == -1
    assert api.status("listUser", sidx="extension", sord="asc", item_num="10", page="1") == -26


def test_documented_user_order(ucm: Callable[..., Any]) -> None:
    users = ucm(objects=2).ok("listUser", sidx="extension", sord="asc", item_num="10", page="1")["user_id"]
    assert [user["user_name"] for user in users] == ["1000", "1001", "admin"]


def test_groups(ucm: Callable[..., Any]) -> None:
    response = ucm(objects=5).ok("listExtensionGroup", sidx="group_name", sord="desc")
    assert [row["group_name"] for row in response["extension_group"]] == ["Reception", "Nobody", "Field service"]
    assert response["extension_group"][0] == {
        "group_id": "group-1",
        "group_name": "Reception",
        "members": "1000,1001",
        "tmp": "group-1",
    }
    assert response["total_item"] == 3


def test_ten_thousand(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=10_000)
    response = api.ok("listAccount", item_num="500", page="20", options="extension")
    assert (response["total_item"], response["total_page"]) == (10_000, 20)
    assert numbers(response)[-1] == "10999"  # the numbers have grown a digit
    assert len(numbers(api.ok("listAccount"))) == 10_000
