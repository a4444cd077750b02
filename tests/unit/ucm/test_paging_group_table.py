# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paging and intercom groups."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.paging_group import PAGING_GROUP
from tests.unit.ucm.written_answers import PEOPLE, WrittenAnswers

GROUP: dict[str, Any] = {
    "extension": "8004",
    "paginggroup_name": "hall",
    "paginggroup_type": "3way",
    "multicast_ip": "224.0.2.1",
    "multicast_port": 6767,
    "members": "1001,1002",
    "number_allowed": "1003",
    "limitime": 0,
    "custom_date": "2018-08-01",
    "time": "00:00",
    "enable": "yes",
    "holiday": None,
}


@pytest.fixture
def pbx() -> WrittenAnswers:
    row = {name: value for name, value in GROUP.items() if name != "number_allowed"}
    return WrittenAnswers({**PEOPLE, "getPaginggroup": {"paginggroup": GROUP}, "listPaginggroup": [row]})


def test_a_group_is_read(pbx: WrittenAnswers) -> None:
    assert PAGING_GROUP.read(pbx, {"extension": "8004"}) == {
        "extension": "8004",
        "name": "hall",
        "type": "multicast",
        "multicast_ip": "224.0.2.1",
        "multicast_port": 6767,
        "members": ["1001", "1002"],
        "allowed_callers": ["1003"],
        "max_call_duration": 0,
        "announcement_date": "2018-08-01",
        "announcement_time": "00:00",
        "announcement_enabled": True,
    }


def test_the_list_tells_all_but_who_may_page(pbx: WrittenAnswers) -> None:
    (row,) = PAGING_GROUP.read_all(pbx)
    assert set(row) == {*PAGING_GROUP.read(pbx, row), "extension"} - {"allowed_callers"}


RESTATED = {"paginggroup": "8004", "extension": "8004", "paginggroup_name": "hall", "paginggroup_type": "3way"}


def test_a_change_restates_what_the_table_calls_mandatory(pbx: WrittenAnswers) -> None:
    assert pbx.sent(PAGING_GROUP, {"extension": "8004", "members": ["1003"]}) == {**RESTATED, "members": "1003"}


@pytest.mark.parametrize(
    ("option", "sent"),
    [
        ({"multicast_ip": "224.0.2.2"}, {"multicast_ip": "224.0.2.2"}),
        ({"multicast_port": 7000}, {"multicast_port": 7000}),
    ],
)
def test_a_new_address_goes_with_the_former_one(
    pbx: WrittenAnswers, option: dict[str, Any], sent: dict[str, Any]
) -> None:
    former = {"old_multicast_ip": "224.0.2.1", "old_multicast_port": "6767"}
    assert pbx.sent(PAGING_GROUP, {"extension": "8004", **option}) == {**RESTATED, **sent, **former}


def test_the_order_of_members_does_not_count(pbx: WrittenAnswers) -> None:
    assert not pbx.plan(PAGING_GROUP, {"extension": "8004", "members": ["1002", "1001"]}).changed


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"multicast_ip": "224.0.0.255"}, "is not an address from 224.0.1.0 to 238.255.255.255"),
        ({"multicast_ip": "239.0.0.0"}, "is not an address from"),
        ({"multicast_ip": "hall"}, "is not an address from"),
        ({"announcement_time": "24:00"}, "a time such as 08:30"),
        ({"members": ["1001", "1001"]}, "members has 1001 more than once"),
    ],
)
def test_bad_options_are_refused(option: dict[str, Any], problem: str) -> None:
    (found,) = problems(PAGING_GROUP, {"extension": "8004", **option})
    assert problem in found


def test_good_options_are_not_refused() -> None:
    assert not problems(PAGING_GROUP, {"extension": "8004", "type": "multicast", "multicast_ip": "224.0.1.0"})
    assert not problems(PAGING_GROUP, {"extension": "8004", "type": "paging", "multicast_ip": ""})


def test_what_is_read_can_be_given(pbx: WrittenAnswers) -> None:
    """A group has settings of other types than its own; an export holds them all."""
    group = PAGING_GROUP.read(pbx, {"extension": "8004"})
    assert group is not None
    assert not problems(PAGING_GROUP, group)
    assert not pbx.plan(PAGING_GROUP, group).changed
