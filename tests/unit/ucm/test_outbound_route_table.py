# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outbound routes."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.outbound_route import OUTBOUND_ROUTE
from tests.unit.ucm.written_answers import PEOPLE, TRUNKS, WrittenAnswers, refusal

LISTED = [
    {"outbound_rt_index": 2, "outbound_rt_name": "far", "pattern": "_0Z.,_00.", "permission": "none", "sequence": 1},
    {
        "outbound_rt_index": 3,
        "outbound_rt_name": "near",
        "pattern": "_[2-9]X.",
        "permission": "internal",
        "sequence": 2,
    },
]
FAR: dict[str, Any] = {
    "outbound_route": {
        "outbound_rt_index": 2,
        "outbound_rt_name": "far",
        "default_trunk_index": 2,
        "permission": "internal-local-national",
        "password": None,
        "strip": 1,
        "prepend": "",
        "enable_wlist": "yes",
        "members": "1001,group-4,group-9",
        "out_of_service": "no",
        "pin_sets_id": "1602745045405",
        "time_mode": 0,
    },
    "pattern": [
        {"match": "_0Z.", "allow": None, "outbound_rt_index": 2, "strip_prefix": None},
        {"match": "_00.", "allow": "", "outbound_rt_index": 2, "strip_prefix": "", "match_tmp": "x"},
    ],
    "failover_outbound_data": [{"failover_trunk_index": 9, "failover_strip": 0, "failover_prepend": ""}],
}
PIN_SETS = [{"pin_sets_id": "1602745045405", "pin_sets_name": "managers"}]
WANTED = {"name": "far", "trunk": "provider", "patterns": ["_00.", "_0Z."]}


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers(
        {**TRUNKS, **PEOPLE, "listOutboundRoute": LISTED, "getOutboundRoute": FAR, "listPinSets": PIN_SETS}
    )


def test_a_route_is_read_with_names(pbx: WrittenAnswers) -> None:
    assert OUTBOUND_ROUTE.read(pbx, {"name": "far"}) == {
        "outbound_rt_index": "2",
        "name": "far",
        "trunk": "provider",
        "patterns": ["_0Z.", "_00."],
        "permission": "national",
        "route_password": None,
        "strip": 1,
        "prepend": None,
        "caller_filter": True,
        "allowed_callers": ["1001", "sales", "group-9"],
        "out_of_service": False,
        "sequence": 1,
        "pin_set": "managers",
        "time_mode": 0,
        "failover_trunks": [{"trunk": "primary", "strip": 0, "prepend": None}],
    }


def test_lists_and_reads_agree_on_patterns(pbx: WrittenAnswers) -> None:
    rows = OUTBOUND_ROUTE.read_all(pbx)
    assert [row["patterns"] for row in rows] == [["_0Z.", "_00."], ["_[2-9]X."]]


def test_the_same_patterns_in_another_order_change_nothing(pbx: WrittenAnswers) -> None:
    wanted = {**WANTED, "permission": "national", "allowed_callers": ["sales", "group-9", "1001"], "route_password": ""}
    assert not pbx.plan(OUTBOUND_ROUTE, wanted).changed


def test_only_what_differs_is_sent(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(OUTBOUND_ROUTE, {**WANTED, "trunk": "lift", "strip": 0, "route_password": "4711"})
    assert sent == {"outbound_route": "2", "default_trunk_index": "7", "strip": 0, "password": "4711"}


def test_a_new_route_with_callers_is_written_twice(pbx: WrittenAnswers) -> None:
    def listed(parameters: dict[str, Any]) -> list[dict[str, Any]]:
        return [*LISTED, {"outbound_rt_index": 4, "outbound_rt_name": "new"}] if pbx.written else LISTED

    pbx.answers["listOutboundRoute"] = listed
    values = {"name": "new", "trunk": "provider", "patterns": ["_1X"], "allowed_callers": ["sales", "1002"]}
    OUTBOUND_ROUTE.create(pbx, values)
    assert pbx.written == [
        ("addOutboundRoute", {"outbound_rt_name": "new", "default_trunk_index": "2", "pattern": [{"match": "_1X"}]}),
        ("updateOutboundRoute", {"outbound_route": "4", "members": "group-4,1002"}),
    ]
    pbx.answers["updateOutboundRoute"] = refusal(-25)
    with pytest.raises(PbxError) as caught:
        OUTBOUND_ROUTE.create(pbx, values)
    assert caught.value.known == "The object was created, but allowed_callers could not be set"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ({"trunk": "provide"}, "trunk 'provide' does not exist; did you mean 'provider'?"),
        (
            {"allowed_callers": ["1001", "sale"]},
            "extension or extension_group 'sale' does not exist; did you mean 'sales'?",
        ),
    ],
)
def test_what_does_not_exist_is_refused_before_the_write(
    pbx: WrittenAnswers, option: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidInput, match=words.replace("?", r"\?")):
        pbx.plan(OUTBOUND_ROUTE, {**WANTED, **option})
    assert pbx.plan(OUTBOUND_ROUTE, {**WANTED, **option}, assume_created=True).notes


def test_extensions_of_the_same_configuration_may_be_callers(pbx: WrittenAnswers) -> None:
    changes = {"allowed_callers": ["4711", "new"]}
    configured = {"extension": {"4711"}, "extension_group": {"new"}}
    assert OUTBOUND_ROUTE.verify(pbx, changes, configured) == []
    assert len(OUTBOUND_ROUTE.verify(pbx, changes)) == 2


def test_overlapping_patterns_are_warned_of(pbx: WrittenAnswers) -> None:
    planned = pbx.plan(OUTBOUND_ROUTE, {**WANTED, "patterns": ["_29X", "_1X"]})
    (note,) = planned.notes
    assert note.startswith("outbound_route far: _29X overlaps with _[2-9]X. of outbound_route near; ")
    assert not pbx.plan(OUTBOUND_ROUTE, {**WANTED, "strip": 3}).notes, "only new patterns are looked at"


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"patterns": ["9X."]}, "begins with one underscore"),
        ({"patterns": []}, "must have 1 at least"),
        ({"patterns": ["_9", "_8", "_9"]}, "patterns has _9 more than once"),
        ({"allowed_callers": ["1001", "1001"]}, "allowed_callers has 1001 more than once"),
        ({"name": "two words"}, "letters, digits"),
        ({"route_password": "abcd"}, "route_password: the value must be digits only"),
        ({"strip": 33}, "0 to 32"),
    ],
)
def test_bad_options_are_refused(option: dict[str, Any], problem: str) -> None:
    (found,) = problems(OUTBOUND_ROUTE, {**WANTED, **option})
    assert problem in found
