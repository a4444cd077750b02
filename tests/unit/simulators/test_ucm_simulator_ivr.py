# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Automatic attendants and their key events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load

NEW = {
    "extension": "7000",
    "ivr_name": "Welcome",
    "welcome_prompt": "welcome",
    "response_timeout": 10,
    "digit_timeout": 3,
    "timeout_prompt": "ivr-create-timeout",
    "invalid_prompt": "invalid",
    "tloop": 3,
    "iloop": 3,
}
GOODBYE = [{"keypress": key, "keypress_event": "member_prompt", "member_prompt": "goodbye"} for key in "it"]
CONTRACT = load("ucm")


def key(kind: str, target: str | None, keypress: str = "1") -> dict[str, str]:
    event = {"keypress": keypress, "keypress_event": f"member_{kind}"}
    return event if target is None else {**event, f"member_{kind}": target}


def test_life(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api("addIVR", **NEW, members=GOODBYE) == {"response": {"need_apply": "yes"}, "status": 0}
    api.ok("addIVR", **{**NEW, "extension": "7001"})
    assert [row["ivr_id"] for row in api.ok("listIVR")["ivr"]] == ["ivr-1", "ivr-2"]
    answer = api.ok("getIVR", ivr="ivr-1")
    assert answer["members"] == GOODBYE
    assert answer["ivr"].keys() == {name.split(".")[1] for name in CONTRACT["get_ivr"].returned if "ivr." in name}
    assert NEW.items() <= answer["ivr"].items()
    row = api.ok("listIVR", item_num="1", page="1")["ivr"][0]
    assert row.keys() == {name.split(".")[1] for name in CONTRACT["list_ivr"].returned if "." in name}
    sent = {**NEW, "ivr": "ivr-1", "tloop": "5", "extension": "7009"}  # quoted numbers, as in the example
    api.ok("updateIVR", **sent)
    after = api.ok("getIVR", ivr="ivr-1")
    assert after == {"ivr": {**answer["ivr"], "tloop": 5, "extension": "7009"}, "members": GOODBYE}
    api.ok("updateIVR", **sent, members=[])
    assert api.ok("getIVR", ivr="ivr-1")["members"] == []
    api.ok("deleteIVR", ivr="ivr-1")
    api.ok("addIVR", **NEW)
    assert [row["ivr_id"] for row in api.ok("listIVR")["ivr"]] == ["ivr-2", "ivr-3"]


def test_selected_by_id_only(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addIVR", **NEW)
    for selector in ("7000", "ivr-9"):
        assert api.status("getIVR", ivr=selector) == -16
        assert api.status("updateIVR", ivr=selector, **NEW) == -16
        assert api.status("deleteIVR", ivr=selector) == -16


@pytest.mark.parametrize("name", NEW)
def test_updates_are_whole(ucm: Callable[..., Any], name: str) -> None:
    """Table and example agree on that, so partial_updates changes nothing."""
    api = ucm()
    api.ok("addIVR", **NEW)
    less = {other: value for other, value in NEW.items() if other != name}
    assert api.status("updateIVR", ivr="ivr-1", **less) == -1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"extension": "1000"}, -44),
        ({"extension": "7"}, -15),
        ({"dial_trunk": "yes"}, -1),
        ({"dial_trunk": "yes", "permission": "internal-local"}, 0),
        ({"dial_trunk": "yes", "permission": "local"}, -25),
        ({"tloop": -1}, -15),
        ({"switch": "grey"}, -15),
        ({"dial_multimedia_conference": "yes"}, -1),
        ({"dial_queue": "yes"}, 0),
        ({"members": [key("hangup", None)]}, 0),
        ({"members": [key("hangup", "1000")]}, -1),
        ({"members": [key("account", "1000"), key("ringgroup", "6400", "2")]}, 0),
        ({"members": [key("account", "4711")]}, -25),
        ({"members": [key("voicemail", "4711")]}, -25),
        ({"members": [key("queue", "6500")]}, -25),
        ({"members": [key("paginggroup", "8000")]}, -25),
        ({"members": [key("ivr", "ivr-7")]}, -25),
        ({"members": [key("ivr", "ivr-1")]}, 0),
        ({"members": [key("conference", "6300")]}, 0),
        ({"members": [key("external_number", "0301")]}, 0),
        ({"members": [key("account", None)]}, -25),
        ({"members": [key("account", "")]}, -25),
        ({"members": [{**key("account", "1000"), "member_prompt": "x"}]}, -25),
        ({"members": [key("account", "1000"), key("account", "1001")]}, -25),
        ({"members": [key("account", "1000", "#")]}, -15),
        ({"members": [key("account", "1000", "*")]}, 0),
        ({"members": [{"keypress": "1", "keypress_event": "account"}]}, -15),
        ({"members": [{"keypress_event": "member_hangup"}]}, -15),
        ({"members": [{**key("prompt", "x"), "colour": "red"}]}, -1),
        ({"members": "1"}, -1),
    ],
)
def test_values(ucm: Callable[..., Any], changed: dict[str, Any], code: int) -> None:
    api = ucm()
    assert api.status("addIVR", **{**NEW, **changed}) == code
    assert (api.ok("listIVR")["total_item"] == 1) is (code == 0)
    api.pbx.reset(5)
    api.login().ok("addIVR", **NEW)
    before = api.pbx.state("ivrs/ivr-1")
    assert api.status("updateIVR", ivr="ivr-1", **{**NEW, **changed}) == code
    assert (api.pbx.state("ivrs/ivr-1") == before) is (code != 0)


def test_what_keys_lead_to_cannot_be_deleted(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addQueue", extension="6500", queue_name="q", strategy="linear")
    api.ok("addPaginggroup", extension="8000", paginggroup_name="p", paginggroup_type="2way")
    api.ok("addIVR", **NEW, members=[key("queue", "6500"), key("paginggroup", "8000", "2"), key("ivr", "ivr-1", "3")])
    api.ok("addIVR", **{**NEW, "extension": "7001"}, members=[key("ivr", "ivr-1")])
    assert api.status("deleteQueue", queue="6500") == -24
    assert api.status("deletePaginggroup", paginggroup="8000") == -24
    assert api.status("deleteIVR", ivr="ivr-1") == -24
    api.ok("deleteIVR", ivr="ivr-2")
    assert api.status("deleteIVR", ivr="ivr-1") == 0  # its own key does not count
    assert api.status("deleteQueue", queue="6500") == 0
    assert api.status("deletePaginggroup", paginggroup="8000") == 0


def test_targets_of_other_keys_in_the_log(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addIVR", **NEW, members=[key("account", "1000")])
    assert api.pbx.log()[-1]["parameters"]["members"] == [key("account", "1000")]


def test_no_language_is_documented_for_add_only(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api.status("addIVR", **NEW, language=None) == 0
    assert api.status("updateIVR", ivr="ivr-1", **NEW, language=None) == -15


def test_empty_lists(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.ok("addIVR", **NEW, alertinfo="ring1", ivr_out_blackwhite_list="1,2")
    api.ok("updateIVR", ivr="ivr-1", **NEW, ivr_out_blackwhite_list="")
    ivr = api.ok("getIVR", ivr="ivr-1")["ivr"]
    assert (ivr["alertinfo"], ivr["ivr_out_blackwhite_list"], ivr["language"]) == ("ring1", "", None)
    api.pbx.options(shapes="recorded")
    assert api.ok("getIVR", ivr="ivr-1")["ivr"]["language"] == ""
