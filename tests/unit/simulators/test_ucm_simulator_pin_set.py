# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""PIN groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.redaction import hashed

DONE = {"response": {"need_apply": "yes"}, "status": 0}
SET = "1602745045405"


def members(*pins: Any, pin_sets_id: Any = SET) -> list[dict[str, Any]]:
    return [{"pin": pin, "pin_name": f"name of {pin}", "pin_sets_id": pin_sets_id} for pin in pins]


def add(api: Any, **changed: Any) -> int:
    sent = {"pin_sets_id": SET, "pin_sets_name": "Sales", "members": members("1234"), **changed}
    return api.status("addPinSets", **sent)


def test_life_of_a_pin_set(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    sent = {"pin_sets_id": SET, "pin_sets_name": "Sales", "members": members("0123", "4567"), "record_in_cdr": "yes"}
    assert api("addPinSets", **sent) == DONE
    assert api.ok("getPinSets", pin_sets_id=SET) == {
        "members": members("0123", "4567"),
        "pin_sets_id": {"pin_sets_id": SET, "pin_sets_name": "Sales", "record_in_cdr": "yes"},
    }
    listed = api.ok("listPinSets", item_num="10", sidx="pin_sets_id", sord="asc", page="1")
    assert listed == {
        "pin_sets_id": [{"pin_sets_id": SET, "pin_sets_name": "Sales", "record_in_cdr": "yes"}],
        "total_item": 1,
        "total_page": 1,
        "page": 1,
    }
    sent = {"pin_sets_id": int(SET), "pin_sets_name": "Support", "members": members(99, pin_sets_id=int(SET))}
    assert api("updatePinSets", **sent) == DONE
    assert api.ok("getPinSets", pin_sets_id=int(SET)) == {
        "members": members("99"),
        "pin_sets_id": {"pin_sets_id": SET, "pin_sets_name": "Support", "record_in_cdr": "yes"},
    }
    assert api("deletePinSets", pin_sets_id=SET) == DONE
    assert api.status("deletePinSets", pin_sets_id=SET) == -16
    assert api.status("updatePinSets", **sent) == -16
    assert api.status("getPinSets", pin_sets_id=SET) == -16
    assert api.pbx.state("pending") == ["addPinSets", "updatePinSets", "deletePinSets"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"pin_sets_id": "0", "members": []}, -15),
        ({"pin_sets_id": "x"}, -1),
        ({"pin_sets_name": " "}, -15),
        ({"members": []}, 0),
        ({"members": members("1234", pin_sets_id="7")}, -25),
        ({"members": members("1234", "1234")}, -25),
        ({"members": members("12a4")}, -1),
        ({"members": members("-1")}, -1),
        ({"members": members("")}, -1),
        ({"members": [{"pin": "1", "pin_sets_id": SET}]}, -1),
        ({"members": "1234"}, -1),
        ({"member": members("1234")}, -1),
        ({"record_in_cdr": "maybe"}, -15),
    ],
)
def test_values(ucm: Callable[..., Any], changed: dict[str, Any], code: int) -> None:
    api = ucm(objects=0)
    assert add(api, **changed) == code
    assert len(api.pbx.state("pin_sets")) == (code == 0)


def test_ids_and_names_are_there_once(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    assert add(api) == 0
    assert add(api, pin_sets_name="Other") == -44
    assert add(api, pin_sets_id="7", members=members("1", pin_sets_id="7")) == -44
    assert add(api, pin_sets_id="7", pin_sets_name="Other", members=members("1", pin_sets_id=7)) == 0
    renamed = {"pin_sets_id": "7", "pin_sets_name": "Sales", "members": []}
    assert api.status("updatePinSets", **renamed) == -44
    assert [row["pin_sets_name"] for row in api.ok("listPinSets")["pin_sets_id"]] == ["Sales", "Other"]


def test_options_of_the_list(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api)
    assert api.ok("listPinSets", options="pin_sets_name")["pin_sets_id"] == [{"pin_sets_name": "Sales"}]
    assert api.status("listPinSets", options="group_name") == -1


def test_pins_are_hidden(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add(api, members=members("90817263"))
    assert api.pbx.state(f"pin_sets/{SET}/members/0/pin") == hashed("90817263")
    assert api.pbx.log()[-1]["parameters"]["members"][0]["pin"] == hashed("90817263")


def test_a_pin_set_in_use_stays(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.pbx.add("pin_set", "7", pin_sets_name="Theirs", members=[{"pin": "1", "pin_name": "x"}])
    api.pbx.change("outbound_route", "1", pin_sets_id="7")
    assert api.status("deletePinSets", pin_sets_id="7") == -24
    api.ok("deleteOutboundRoute", outbound_route="1")
    assert api.status("deletePinSets", pin_sets_id="7") == 0
