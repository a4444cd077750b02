# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inbound routes, which are named by their trunk and patterns."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError, UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_route import INBOUND_ROUTE
from tests.unit.ucm.written_answers import PEOPLE, TRUNKS, WrittenAnswers, refusal

OWN_DESTINATION = {"tc": "0", "timetype": "0", "inbound_mode": "0", "destination_type": "ivr", "ivr": "ivr-1"}
DID = {"ext_local": "yes", "ext_queues": "no", "voicemenus": "no", "dial_trunk": "no", "inbound_rt_index": 1}
SETTINGS: dict[str, Any] = {
    "inbound_rt_index": 1,
    "trunk_index": 2,
    "did_pattern_allow": "",
    "destination_type": "ivr",
    "ivr": "ivr-1",
    "account": None,
    "did_strip": 0,
    "inbound_muti_mode": 0,
    "permission": "internal-local",
    "set_callerid_number": "${CALLERID(num)}",
    "accout_voicemail_out_of_service": "no",
}
DOCUMENT = {
    "listInboundRoute": {"did_pattern_match": "_1X,_2X", "members": [OWN_DESTINATION]},
    "getInboundRoute": {"inbound_routes": {"did_pattern_match": "_1X,_2X"}},
}
RECORDED = {
    "listInboundRoute": {"did_pattern_match": "", "did_pattern_match_list": "_1X,_2X", "members": [OWN_DESTINATION]},
    "getInboundRoute": {
        "did_pattern_match": [
            {"did_pattern_match": "_1X", "inbound_rt_index": 1},
            {"did_pattern_match": "_2X", "inbound_rt_index": 1},
        ]
    },
}
ROUTE = {"trunk": "provider", "did_patterns": ["_2X", "_1X"]}


def answers(shapes: dict[str, Any], **settings: Any) -> WrittenAnswers:
    """A PBX with one route on the SIP trunk, and none on the others."""
    row = {**SETTINGS, **settings, **shapes["listInboundRoute"]}
    get = {
        **shapes["getInboundRoute"],
        "inbound_routes": {**SETTINGS, **settings, **shapes["getInboundRoute"].get("inbound_routes", {})},
        "inbound_did_destination": DID,
    }
    routes = {"listInboundRoute": lambda wanted: [row] if wanted == {"trunk_index": "2"} else []}
    return WrittenAnswers({**TRUNKS, **PEOPLE, **routes, "getInboundRoute": get})


@pytest.fixture
def pbx() -> WrittenAnswers:
    return answers(DOCUMENT)


@pytest.mark.parametrize("shapes", [DOCUMENT, RECORDED], ids=["document", "recorded"])
def test_a_route_is_found_by_its_patterns_in_any_order(shapes: dict[str, Any]) -> None:
    pbx = answers(shapes)
    route = INBOUND_ROUTE.read(pbx, ROUTE)
    assert route is not None
    assert route["inbound_rt_index"] == "1"
    assert route["destination"] == {"type": "ivr", "target": "7000"}
    assert route["did_destinations"] == {"extension": True, "queue": False, "ivr": False, "trunk": False}
    assert (route["strip"], route["permission"], route["inbound_mode"]) == (0, "local", 0)
    assert [params for action, params in pbx.asked if action == "listInboundRoute"] == [{"trunk_index": "2"}]
    (row,) = INBOUND_ROUTE.read_all(pbx)
    assert sorted(row["did_patterns"]) == ["_1X", "_2X"]


@pytest.mark.parametrize(
    "other",
    [
        {"did_patterns": ["_1X"]},
        {"did_patterns": ["_1X", "_2X", "_3X"]},
        {"caller_id_patterns": ["_030."]},
        {"trunk": "lift"},
    ],
)
def test_other_patterns_are_another_route(pbx: WrittenAnswers, other: dict[str, Any]) -> None:
    assert INBOUND_ROUTE.read(pbx, {**ROUTE, **other}) is None


def test_without_caller_patterns_the_route_for_every_caller_is_meant() -> None:
    pbx = answers(DOCUMENT, did_pattern_allow="_030.")
    assert INBOUND_ROUTE.read(pbx, ROUTE) is None
    assert INBOUND_ROUTE.read(pbx, {**ROUTE, "caller_id_patterns": ["_030."]}) is not None


def test_a_new_route_has_what_the_add_demands(pbx: WrittenAnswers) -> None:
    wanted = {"trunk": "primary", "did_patterns": ["_7.", "_8."], "destination": {"type": "ivr", "target": "7000"}}
    sent = pbx.sent(INBOUND_ROUTE, wanted)
    assert json.loads(sent.pop("did_pattern_match")) == [{"did_pattern_match": "_7."}, {"did_pattern_match": "_8."}]
    assert sent == {
        "trunk_index": "9",
        "destination_type": "ivr",
        "ivr": "ivr-1",
        "ext_local": "yes",
        "multi_mode": "[]",
        "time_condition": "[]",
    }


def test_a_change_restates_patterns_and_that_there_is_nothing_further(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(INBOUND_ROUTE, {**ROUTE, "strip": 3})
    assert sent.pop("did_pattern_match") in ("_1X,_2X", "_2X,_1X")
    assert sent == {"inbound_route": "1", "did_strip": "3", "multi_mode": "[]", "time_condition": "[]"}


def test_a_change_of_the_destination_empties_the_former_one(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(INBOUND_ROUTE, {**ROUTE, "destination": {"type": "extension", "target": "1001"}})
    assert (sent["destination_type"], sent["account"], sent["ivr"], sent["queue"]) == ("account", "1001", "", "")


@pytest.mark.parametrize("further", [{"tc": "1"}, {"timetype": "3"}, {"inbound_mode": 2}])
def test_time_conditions_and_modes_are_never_wiped(further: dict[str, Any]) -> None:
    shapes = {**DOCUMENT, "listInboundRoute": {"did_pattern_match": "_1X,_2X"}}
    pbx = answers(shapes, members=[OWN_DESTINATION, {**OWN_DESTINATION, **further}])
    sent = pbx.sent(INBOUND_ROUTE, {**ROUTE, "strip": 3})
    assert not {"multi_mode", "time_condition"} & set(sent)
    pbx.answers["updateInboundRoute"] = refusal(-1)
    planned = pbx.plan(INBOUND_ROUTE, {**ROUTE, "strip": 3})
    with pytest.raises(PbxError) as caught:
        INBOUND_ROUTE.update(pbx, planned.before or {}, planned.changes)
    assert "give time_conditions and multi_mode" in str(caught.value.remedy)


def test_given_time_conditions_go_as_they_are(pbx: WrittenAnswers) -> None:
    entries = [{"tc": "1", "destination_type": "account", "account": "1001"}]
    sent = pbx.sent(INBOUND_ROUTE, {**ROUTE, "time_conditions": entries})
    assert json.loads(sent["time_condition"]) == entries
    assert sent["multi_mode"] == "[]"


def test_given_flags_are_merged_with_the_others(pbx: WrittenAnswers) -> None:
    planned = pbx.plan(INBOUND_ROUTE, {**ROUTE, "did_destinations": {"queue": True}})
    assert planned.diff()["after"] == {"did_destinations": {"queue": True}}
    assert planned.changes["did_destinations"]["extension"] is True


def test_settings_of_creation_cannot_be_changed_later() -> None:
    pbx = answers(DOCUMENT, enable_fax_detect="no")
    assert not pbx.plan(INBOUND_ROUTE, {**ROUTE, "fax_detection": False}).changed
    with pytest.raises(InvalidInput, match="fax_detection can only be set when the object is created"):
        pbx.plan(INBOUND_ROUTE, {**ROUTE, "fax_detection": True})


def test_the_trunk_and_the_target_must_exist(pbx: WrittenAnswers) -> None:
    with pytest.raises(InvalidInput, match="trunk 'nobody' does not exist"):
        pbx.plan(INBOUND_ROUTE, {**ROUTE, "trunk": "nobody"})
    with pytest.raises(InvalidInput, match="ivr '7001' does not exist; did you mean '7000'"):
        pbx.plan(INBOUND_ROUTE, {**ROUTE, "destination": {"type": "ivr", "target": "7001"}})
    with pytest.raises(InvalidInput, match="queue '6501' does not exist"):
        pbx.plan(INBOUND_ROUTE, {**ROUTE, "destination": {"type": "queue", "target": "6501"}})
    unknown_to_us = {"type": "ring_group", "target": "6400"}
    assert pbx.plan(INBOUND_ROUTE, {**ROUTE, "destination": unknown_to_us}).changed


def test_members_of_another_form_are_an_error() -> None:
    pbx = answers({**DOCUMENT, "listInboundRoute": {"did_pattern_match": "_1X,_2X", "members": "x"}})
    with pytest.raises(UnexpectedAnswer):
        INBOUND_ROUTE.read_all(pbx)


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"did_patterns": []}, "did_patterns has 0 entries"),
        ({"did_patterns": ["4930"]}, "begins with one underscore"),
        ({"caller_id_patterns": ["__1"]}, "begins with one underscore"),
        ({"did_patterns": ["_1", "_1"]}, "did_patterns has _1 more than once"),
        ({"destination": {"type": "queue"}}, "destination is of type queue, but has no target"),
        ({"destination": {"type": "did", "target": "1"}}, "destination is of type did, which has no target"),
    ],
)
def test_bad_options_are_refused(option: dict[str, Any], problem: str) -> None:
    (found,) = problems(INBOUND_ROUTE, {**ROUTE, **option})
    assert problem in found


def test_a_route_is_called_by_trunk_and_patterns() -> None:
    assert INBOUND_ROUTE.label(ROUTE) == "inbound_route provider _2X,_1X"
