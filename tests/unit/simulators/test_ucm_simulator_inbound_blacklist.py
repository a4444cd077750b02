# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The blacklist of callers and its switch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.simulators.ucm_lines import DONE, add_in


def test_blacklist(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    assert api.ok("listInboundBlacklist") == {
        "number": [],
        "total_item": 0,
        "total_page": 1,
        "page": 1,
        "total_blacklist_item": 0,
    }
    assert api("addInboundBlacklist", number="123", inbound_rt_index="1") == DONE
    assert api("addInboundBlacklist", number="1234", inbound_rt_index=0) == DONE
    assert api.ok("listInboundBlacklist") == {
        "number": [{"number": "123", "inbound_rt_index": "1"}, {"number": "1234", "inbound_rt_index": "0"}],
        "total_item": 2,
        "total_page": 1,
        "page": 1,
        "total_blacklist_item": 2,
    }
    backwards = api.ok("listInboundBlacklist", sidx="number", sord="descending")["number"]
    assert [entry["number"] for entry in backwards] == ["1234", "123"]
    forwards = api.ok("listInboundBlacklist", sidx="inbound_rt_index", sord="ascending")["number"]
    assert [entry["number"] for entry in forwards] == ["1234", "123"]
    assert api.status("listInboundBlacklist", sord="desc") == -15
    assert api.status("listInboundBlacklist", page="1") == -1
    assert api.status("addInboundBlacklist", number="123", inbound_rt_index="0") == -44
    assert api("updateInboundBlacklist", number="123", inbound_rt_index="0") == DONE
    assert api.pbx.state("inbound_blacklist") == {"123": "0", "1234": "0"}
    assert api("deleteInboundBlacklist", number="123") == DONE
    assert api.status("deleteInboundBlacklist", number="123") == -16
    assert api.status("updateInboundBlacklist", number="123", inbound_rt_index="0") == -16
    assert api("deleteAllInboundBlacklist") == DONE
    assert api.pbx.state("inbound_blacklist") == {}
    assert api.status("deleteAllInboundBlacklist") == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": ""}, -15),
        ({"number": "1 2"}, -15),
        ({"number": 123}, -1),
        ({"number": "+49301234"}, 0),
        ({"inbound_rt_index": "2"}, -25),
        ({"inbound_rt_index": ""}, -25),
        ({"inbound_rt_index": 1}, 0),
    ],
)
def test_values_of_the_blacklist(lines: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = lines()
    add_in(api)
    assert api.status("addInboundBlacklist", **{"number": "123", "inbound_rt_index": "1", **values}) == code
    if "inbound_rt_index" in values:
        api.pbx.add("inbound_blacklist", "99")
        assert api.status("updateInboundBlacklist", number="99", **values) == code


def test_an_inbound_route_takes_its_blacklist_along(lines: Callable[..., Any]) -> None:
    api = lines()
    add_in(api)
    api.ok("addInboundBlacklist", number="1", inbound_rt_index="1")
    api.ok("addInboundBlacklist", number="2", inbound_rt_index="0")
    api.ok("deleteInboundRoute", inbound_route="1")
    assert api.pbx.state("inbound_blacklist") == {"2": "0"}


def test_blacklist_settings(lines: Callable[..., Any]) -> None:
    api = lines()
    assert api.ok("getInboundBlacklistSettings") == {"inbound_blacklist_settings": {"enable": "no"}}
    assert api("updateInboundBlacklistSettings", enable="yes") == DONE
    assert api.status("updateInboundBlacklistSettings", enable="yes", number="1", inbound_rt_index="0") == 0
    assert api.status("updateInboundBlacklistSettings", number="1", inbound_rt_index="0") == -1
    assert api.status("updateInboundBlacklistSettings", enable="on") == -15
    assert api.ok("getInboundBlacklistSettings") == {"inbound_blacklist_settings": {"enable": "yes"}}
    api.pbx.change("inbound_blacklist_settings", "all", enable="no")
    assert api.pbx.state("inbound_blacklist_settings") == {"enable": "no"}
