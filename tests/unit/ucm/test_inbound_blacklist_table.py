# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocked callers, on one route or on all, and the blacklist's switch."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import argument_spec, given, problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.objects import read_object
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist import INBOUND_BLACKLIST
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist_settings import (
    INBOUND_BLACKLIST_SETTINGS,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_route import INBOUND_ROUTE
from tests.unit.ucm.written_answers import TRUNKS, WrittenAnswers

ENTRIES = [{"number": "0123", "inbound_rt_index": "1"}, {"number": "01234", "inbound_rt_index": "0"}]
ROUTES = {
    "2": [
        {"inbound_rt_index": 1, "trunk_index": 2, "did_pattern_match": "_1X,_2X", "did_pattern_allow": ""},
        {"inbound_rt_index": 5, "trunk_index": 2, "did_pattern_match": "_1X,_2X", "did_pattern_allow": "_030."},
    ]
}
ONE: dict[str, Any] = {"trunk": "provider", "did_patterns": ["_2X", "_1X"]}


@pytest.fixture
def pbx() -> WrittenAnswers:
    routes = {"listInboundRoute": lambda wanted: ROUTES.get(wanted["trunk_index"], [])}
    return WrittenAnswers({**TRUNKS, **routes, "listInboundBlacklist": ENTRIES})


def test_entries_name_their_route(pbx: WrittenAnswers) -> None:
    assert INBOUND_BLACKLIST.read_all(pbx) == [
        {"number": "0123", "route": {"trunk": "provider", "did_patterns": ["_1X", "_2X"]}},
        {"number": "01234", "route": {"all": True}},
    ]


@pytest.mark.parametrize(
    ("number", "route"),
    [
        ("0123", ONE),
        ("0123", {**ONE, "all": False}),
        ("0123", {**ONE, "caller_id_patterns": []}),
        ("01234", {"all": True}),
    ],
)
def test_the_same_route_changes_nothing(pbx: WrittenAnswers, number: str, route: dict[str, Any]) -> None:
    assert not pbx.plan(INBOUND_BLACKLIST, {"number": number, "route": route}).changed
    assert not pbx.plan(INBOUND_BLACKLIST, {"number": number}).changed


@pytest.mark.parametrize(
    ("number", "route", "index"),
    [
        ("0123", {"all": True}, "0"),
        ("0123", {**ONE, "caller_id_patterns": ["_030."]}, "5"),
        ("01234", ONE, "1"),
        ("9", ONE, "1"),
        ("9", None, "0"),
    ],
)
def test_the_wire_has_the_route_by_id(
    pbx: WrittenAnswers, number: str, route: dict[str, Any] | None, index: str
) -> None:
    wanted = {"number": number} | ({"route": route} if route else {})
    assert pbx.sent(INBOUND_BLACKLIST, wanted) == {"number": number, "inbound_rt_index": index}


def test_a_route_that_does_not_exist_is_refused(pbx: WrittenAnswers) -> None:
    missing = {"number": "0123", "route": {**ONE, "did_patterns": ["_9X"]}}
    with pytest.raises(InvalidInput, match="inbound_route provider _9X does not exist"):
        pbx.plan(INBOUND_BLACKLIST, missing)
    with pytest.raises(InvalidInput, match="trunk 'nobody' does not exist"):
        pbx.plan(INBOUND_BLACKLIST, {"number": "0123", "route": {**ONE, "trunk": "nobody"}})
    made = {"inbound_route": {INBOUND_ROUTE.named(missing["route"])}}
    assert INBOUND_BLACKLIST.verify(pbx, missing, made) == []


def test_an_entry_refers_to_its_route_as_well_as_to_the_trunk() -> None:
    entry = {"number": "0123", "route": ONE}
    route = ("inbound_route", INBOUND_ROUTE.named(ONE))
    assert list(INBOUND_BLACKLIST.targets(entry, entry)) == [("route.trunk", ("trunk", "provider")), ("route", route)]
    everywhere = {"number": "0123", "route": {"all": True}}
    assert list(INBOUND_BLACKLIST.targets(everywhere, everywhere)) == []


def test_an_entry_of_a_route_that_is_gone_is_still_shown(pbx: WrittenAnswers) -> None:
    pbx.answers["listInboundBlacklist"] = [{"number": "7", "inbound_rt_index": "99"}]
    assert INBOUND_BLACKLIST.read_all(pbx) == [{"number": "7", "route": {}}]
    assert pbx.plan(INBOUND_BLACKLIST, {"number": "7", "route": {"all": True}}).changed


@pytest.mark.parametrize(
    ("route", "problem"),
    [
        ({"all": True, "trunk": "provider"}, "route.all excludes trunk"),
        ({"trunk": "provider"}, "route needs trunk and did_patterns, or all"),
        ({}, "route needs trunk and did_patterns, or all"),
        ({**ONE, "did_patterns": ["1X"]}, "route.did_patterns: '1X' must be a pattern"),
    ],
)
def test_contradictory_routes_are_refused(route: dict[str, Any], problem: str) -> None:
    (found,) = problems(INBOUND_BLACKLIST, {"number": "1", "route": route})
    assert problem in found


# -- the switch


def test_the_switch_needs_no_key(pbx: WrittenAnswers) -> None:
    assert set(argument_spec(INBOUND_BLACKLIST_SETTINGS.fields)) == {"enabled"}
    assert not INBOUND_BLACKLIST_SETTINGS.creatable
    pbx.answers["getInboundBlacklistSettings"] = {"inbound_blacklist_settings": {"enable": "no"}}
    wanted = given(INBOUND_BLACKLIST_SETTINGS, {"enabled": True})
    planned = pbx.plan(INBOUND_BLACKLIST_SETTINGS, wanted)
    assert planned.diff()["before"] == {"enabled": False}
    assert pbx.sent(INBOUND_BLACKLIST_SETTINGS, wanted) == {"enable": "yes"}
    assert pbx.asked[0] == ("getInboundBlacklistSettings", {})
    assert not pbx.plan(INBOUND_BLACKLIST_SETTINGS, given(INBOUND_BLACKLIST_SETTINGS, {"enabled": False})).changed


def test_the_switch_is_a_list_of_one_in_configurations(pbx: WrittenAnswers) -> None:
    pbx.answers["getInboundBlacklistSettings"] = {"inbound_blacklist_settings": {"enable": "yes"}}
    (row,) = INBOUND_BLACKLIST_SETTINGS.read_all(pbx)
    found: list[str] = []
    values = read_object(INBOUND_BLACKLIST_SETTINGS, {"enabled": True}, found, "x")
    assert not found
    assert row == values
