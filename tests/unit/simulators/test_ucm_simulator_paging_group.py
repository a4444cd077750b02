# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paging groups and multicast pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load

NEW = {
    "extension": "8004",
    "members": "1000,1001,1002",
    "number_allowed": "1000",
    "paginggroup_name": "8004",
    "paginggroup_type": "1way",
}
MULTICAST = {"paginggroup_type": "3way", "multicast_ip": "224.0.1.2", "multicast_port": "8080"}
CONTRACT = load("ucm")


def test_documented_life(ucm: Callable[..., Any]) -> None:
    """Added as in the vendor's example, a group reads as in the vendor's example."""
    api = ucm()
    assert api("addPaginggroup", **NEW) == {"response": {"need_apply": "yes"}, "status": 0}
    group = api.ok("getPaginggroup", paginggroup="8004")["paginggroup"]
    assert group == {
        "custom_date": "2018-08-01",
        "custom_prompt": None,
        "enable": "yes",
        "extension": "8004",
        "holiday": None,
        "limitime": 0,
        "members": "1000,1001,1002",
        "multicast_ip": None,
        "multicast_port": None,
        "number_allowed": "1000",
        "paginggroup_name": "8004",
        "paginggroup_type": "1way",
        "replace_caller_id": "no",
        "time": "00:00",
        "tmp": "8004",
    }
    (row,) = api.ok("listPaginggroup", page="1", sidx="extension", sord="asc")["paginggroup"]
    assert row == {name: value for name, value in group.items() if name != "number_allowed"}
    api.ok("updatePaginggroup", paginggroup="8004", paginggroup_type="2way", members="1003")
    changed = {"paginggroup_type": "2way", "members": "1003"}
    assert api.ok("getPaginggroup", paginggroup="8004")["paginggroup"] == {**group, **changed}
    api.ok("deletePaginggroup", paginggroup="8004")
    assert api.status("getPaginggroup", paginggroup="8004") == -16
    assert api.status("deletePaginggroup", paginggroup="8004") == -16
    assert api.status("updatePaginggroup", paginggroup="8004", paginggroup_type="2way") == -16


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"paginggroup_type": "4way"}, -15),
        ({"paginggroup_type": "3way"}, -25),
        (MULTICAST, 0),
        ({**MULTICAST, "multicast_ip": "224.0.0.255"}, -15),
        ({**MULTICAST, "multicast_ip": "238.255.255.255"}, 0),
        ({**MULTICAST, "multicast_ip": "239.0.0.0"}, -15),
        ({**MULTICAST, "multicast_ip": "everybody"}, -15),
        ({**MULTICAST, "multicast_port": 65536}, -15),
        ({**MULTICAST, "multicast_port": 0}, -15),
        ({"time": "24:00"}, -15),
        ({"time": "23:59", "custom_date": "2026-02-28"}, 0),
        ({"custom_date": "28.02.2026"}, -15),
        ({"limitime": -1}, -15),
        ({"members": "4711"}, -25),
        ({"number_allowed": "4711"}, -25),
        ({"holiday": "1"}, -1),
    ],
)
def test_values(ucm: Callable[..., Any], changed: dict[str, Any], code: int) -> None:
    api = ucm()
    assert api.status("addPaginggroup", **{**NEW, **changed}) == code
    api.pbx.reset(5)
    api.login().ok("addPaginggroup", **NEW)
    before = api.pbx.state("paging_groups/8004")
    assert api.status("updatePaginggroup", **{"paginggroup": "8004", "paginggroup_type": "1way", **changed}) == code
    assert (api.pbx.state("paging_groups/8004") == before) is (code != 0)


def test_numbers(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api.status("addPaginggroup", **{**NEW, "extension": "1000"}) == -44
    assert api.status("addPaginggroup", **{**NEW, "extension": "8"}) == -15
    assert api.status("addPaginggroup", **NEW, paginggroup="8005") == -25
    assert api.status("addPaginggroup", **NEW, paginggroup="8004") == 0
    assert api.status("updatePaginggroup", paginggroup="8004", paginggroup_type="1way", extension="8005") == -25
    assert api.status("addSIPAccountAndUser", extension="8004") == -44


def test_former_address_must_be_the_present_one(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addPaginggroup", **{**NEW, **MULTICAST})
    moved = {"paginggroup": "8004", "paginggroup_type": "3way", "multicast_ip": "224.0.1.9"}
    assert api.status("updatePaginggroup", **moved, old_multicast_ip="224.0.1.3") == -43
    assert api.status("updatePaginggroup", **moved, old_multicast_ip="224.0.1.2", old_multicast_port="8080") == 0
    assert api.ok("getPaginggroup", paginggroup="8004")["paginggroup"]["multicast_ip"] == "224.0.1.9"


def test_full_updates(ucm: Callable[..., Any]) -> None:
    api = ucm(partial_updates="no")
    api.ok("addPaginggroup", **NEW)
    assert api.status("updatePaginggroup", paginggroup="8004", paginggroup_type="2way") == -1
    whole = {"paginggroup": "8004", "extension": "8004", "paginggroup_name": "x", "paginggroup_type": "2way"}
    assert api.status("updatePaginggroup", **whole) == 0


def test_deleted_extensions_are_no_members(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addPaginggroup", **NEW)
    api.ok("deleteUser", user_name="1000")
    group = api.ok("getPaginggroup", paginggroup="8004")["paginggroup"]
    assert (group["members"], group["number_allowed"]) == ("1001,1002", None)


def test_recorded_shape_has_no_null(ucm: Callable[..., Any]) -> None:
    api = ucm(shapes="recorded")
    api.ok("addPaginggroup", **NEW)
    assert None not in api.ok("getPaginggroup", paginggroup="8004")["paginggroup"].values()


def test_multicast_page(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addPaginggroup", **{**NEW, **MULTICAST})
    api.ok("addPaginggroup", **{**NEW, "extension": "8005"})
    page = {"pagingnum": "8004", "caller": "1000"}
    needs_apply = api.pbx.state("needs_apply")
    api.ok("applyChanges")
    assert api("MulticastPaging", **page) == {"response": {"need_apply": "yes"}, "status": 0}
    assert needs_apply is True
    assert api.pbx.state("needs_apply") is False  # whatever the answer says
    (call,) = api.ok("listBridgedChannels")["channel"]
    assert (call["callerid1"], call["callerid2"]) == ("1000", "8004")
    assert call["channel2"].startswith("MulticastRTP/")
    assert api.status("MulticastPaging", **page) == -25
    assert api.status("MulticastPaging", pagingnum="8004", caller="1001") == -47
    assert api.status("MulticastPaging", pagingnum="8004", caller="4711") == -16
    assert api.status("MulticastPaging", pagingnum="8005", caller="1000") == -16  # not of that type
    assert api("MulticastPagingHangup", pagingnum="8004") == {"response": {"need_apply": "yes"}, "status": 0}
    assert api.ok("listBridgedChannels")["channel"] == []
    assert api.status("MulticastPagingHangup", pagingnum="8004") == -16
    records = api.raw(action="cdrapi", cookie=api.cookie, format="json", callee="8004")["cdr_root"]
    assert [record["action_type"] for record in records] == ["PAGE[8004]"]
    api.ok("MulticastPaging", **page)
    api.ok("deletePaginggroup", paginggroup="8004")
    assert api.ok("listBridgedChannels")["channel"] == []


def test_documented_names(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addPaginggroup", **NEW)
    (row,) = api.ok("listPaginggroup")["paginggroup"]
    assert row.keys() == {name.split(".")[1] for name in CONTRACT["list_paginggroup"].returned if "." in name}
    assert api.status("listPaginggroup", options="number_allowed") == -1
