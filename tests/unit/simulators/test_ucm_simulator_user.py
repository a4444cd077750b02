# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users and departments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load

ALL = {
    "phone_number": "1",
    "family_number": "2",
    "fax": "3",
    "email": "new@example.com",
    "last_name": "Lovelace",
    "first_name": "Ada",
    "department": "Sales",
    "privilege": "3",
}


def update(api: Any, number: str = "1000", **changed: Any) -> dict[str, Any]:
    user_id = api.ok("getUser", user_name=number)["user_name"]["user_id"]
    return api("updateUser", **{"user_name": number, "user_id": str(user_id), **ALL, **changed})


def test_shapes(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    user = api.ok("getUser", user_name="1000")
    documented = {name.split(".", 1)[1] for name in load("ucm")["get_user"].returned if name.startswith("user_name.")}
    assert user.keys() == {"user_name"}
    assert user["user_name"].keys() == documented
    listed = api.ok("listUser")
    documented = {name.split(".", 1)[1] for name in load("ucm")["list_user"].returned if name.startswith("user_id[].")}
    assert listed["user_id"][1].keys() == documented
    assert (listed["total_item"], listed["total_page"], listed["page"]) == (2, 1, 1)


def test_the_administrator_and_a_live_cookie(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=2)
    admin, first, second = api.ok("listUser")["user_id"]
    assert (admin["user_id"], admin["user_name"], admin["privilege"]) == (0, "admin", 0)
    assert (first["user_id"], second["user_id"]) == (2, 3)
    assert api.raw(action="listUser", cookie=admin["cookie"])["status"] == 0
    api.pbx.clock(advance=10_000)
    assert api.raw(action="listUser", cookie=admin["cookie"])["status"] == 0


def test_update(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    before = api.ok("getUser", user_name="1000")["user_name"]
    assert update(api) == {"response": {"need_apply": "yes"}, "status": 0}
    after = api.ok("getUser", user_name="1000")["user_name"]
    assert after == {**before, **ALL, "privilege": 3}
    assert api.ok("getSIPAccount", extension="1000")["extension"]["fullname"] == "Ada Lovelace"
    assert api.ok("listAccount")["account"][0]["fullname"] == "Ada Lovelace"


@pytest.mark.parametrize("name", [*ALL, "user_id"])
def test_every_field_is_mandatory(ucm: Callable[..., Any], name: str) -> None:
    api = ucm(objects=1)
    fields = {**ALL, "user_id": "2"}
    del fields[name]
    assert api.status("updateUser", user_name="1000", **fields) == -1
    assert update(api, **{name: None})["status"] == -15


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"user_id": "3"}, -25),
        ({"user_id": 2}, 0),
        ({"privilege": "0"}, -25),
        ({"privilege": 3}, 0),
        ({"department": "Nowhere"}, -25),
        ({"department": ""}, 0),
        ({"language": "en"}, -1),
        ({"email_to_user": "yes"}, -1),
    ],
)
def test_update_is_refused(ucm: Callable[..., Any], changed: dict[str, Any], code: int) -> None:
    api = ucm(objects=1)
    before = api.pbx.state("users/1000")
    assert update(api, **changed)["status"] == code
    assert (api.pbx.state("users/1000") == before) is (code != 0)


def test_unknown_user_and_administrator(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    assert update(api, user_name="4711")["status"] == -16
    assert update(api, user_name="admin", user_id="0", privilege="0")["status"] == -47
    assert api.status("deleteUser", user_name="admin") == -47


def test_empty_text_clears(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    assert update(api, first_name="", last_name="", email="", fax="", department="")["status"] == 0
    user = api.ok("getUser", user_name="1000")["user_name"]
    assert [user[name] for name in ("first_name", "last_name", "email", "fax", "department")] == [None] * 5
    assert api.ok("getSIPAccount", extension="1000")["extension"]["fullname"] is None


def test_department_is_stored_as_it_is_called(ucm: Callable[..., Any]) -> None:
    """The seeded Support ends in a space, which nobody has to type."""
    api = ucm(objects=1)
    assert update(api, department="Support")["status"] == 0
    assert api.ok("getUser", user_name="1000")["user_name"]["department"] == "Support "
    assert update(api, department="Support ")["status"] == 0


def test_ids_are_not_given_twice(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=2)
    api.ok("deleteUser", user_name="1001")
    api.ok("addSIPAccountAndUser", extension="1001", language="de")
    user = api.ok("getUser", user_name="1001")["user_name"]
    assert (user["user_id"], user["privilege"], user["language"]) == (4, 3, "de")


def test_departments(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=5)
    response = api.ok("listDepartment")
    assert response.keys() == {"local_department_info"}
    rows = {row["department_id"]: row for row in response["local_department_info"]}
    documented = load("ucm")["list_department"].returned
    assert rows[1].keys() == {name.split(".", 1)[1] for name in documented if "." in name}
    assert rows[2]["name"] == "Support "
    assert (rows[1]["father_id"], rows[4]["father_id"]) == (0, 2)
    assert (rows[1]["cloud_father_id"], rows[4]["cloud_father_id"]) == (0, rows[2]["cloud_department_id"])
    assert [rows[number]["users_cnt"] for number in (1, 4)] == [1, 0]
