# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmark's budget and table, and that its script and its playbooks do the same work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.benchmarks.__main__ import PLAYBOOKS, bulk_scenarios, same_requests, scenarios
from tests.benchmarks.budget import (
    CONFIG,
    CONFIG_AGAIN,
    CONFIG_LARGE,
    CONFIG_SCRIPT,
    MODULE,
    SCRIPT,
    URI,
    broken,
    broken_in_bulk,
    least_requests,
    table,
)
from tests.benchmarks.configuration import new_office, present_office
from tests.benchmarks.measuring import Measured, Run


def measured(*seconds: float, logins: int = 1, title: str = "x", items: int = 100, sent: str = "get") -> Measured:
    log = [{"operation": "login", "parameters": {"user": "u", "token": "t"}}] * logins
    log.append({"operation": sent, "parameters": {"extension": "1", "cookie": str(seconds)}})
    return Measured(title, items, tuple(Run(each, each / 2, 50.0, tuple(log)) for each in seconds))


def results(module: float, uri: float, script: float, **more: Any) -> dict[str, Measured]:
    return {SCRIPT: measured(script, **more), MODULE: measured(module, **more), URI: measured(uri, **more)}


@pytest.mark.parametrize(("module", "uri", "script"), [(3.0, 30.0, 1.0), (1.0, 50.0, 1.0), (0.5, 6.0, 1.0)])
def test_what_is_quick_enough_is_within_the_budget(module: float, uri: float, script: float) -> None:
    assert broken(results(module, uri, script)) == []


def test_a_loop_less_than_ten_times_as_fast_as_uri_breaks_it() -> None:
    (problem,) = broken(results(3.0, 29.0, 1.0))
    assert problem.startswith("the loop over ucm_extension is 9.7 times as fast as the loop over uri")


def test_a_loop_more_than_three_times_as_slow_as_the_script_breaks_it() -> None:
    (problem,) = broken(results(3.1, 31.0, 1.0))
    assert "takes 3.1 times as long as the httpx script" in problem


def test_logging_in_more_than_once_breaks_it() -> None:
    assert len(broken(results(1.0, 30.0, 1.0, logins=2))) == 2


def test_medians_count() -> None:
    found = measured(9.0, 1.0, 2.0)
    assert (found.seconds, found.spread, found.processor) == (2.0, (1.0, 9.0), 1.0)
    assert (found.requests, found.logins) == (2, 1)


def test_the_table_has_a_row_for_each_and_compares_what_is_comparable() -> None:
    one = measured(0.8, title="one task", items=1, logins=0)
    lines = table({**results(2.0, 40.0, 1.0), "one": one}, ["A note."]).splitlines()
    assert len({line.count("|") for line in lines[:6]}) == 1
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:6]]
    assert cells[1][1:8] == ["2.00 s", "2.00 - 2.00 s", "1.00 s", "20 ms", "2.00 x", "0.05 x", "50 MiB"]
    assert cells[3][0] == "one task"
    assert cells[3][4:7] == ["", "", ""]
    assert lines[-1] == "A note."


def test_a_script_that_sends_something_else_is_found() -> None:
    assert same_requests({MODULE: measured(1.0), SCRIPT: measured(2.0)}) == [], "sessions may differ"
    (problem,) = same_requests({MODULE: measured(1.0), SCRIPT: measured(2.0, sent="put")})
    assert problem.startswith("request 2 is ('get'")
    (problem,) = same_requests({MODULE: measured(1.0, logins=2), SCRIPT: measured(2.0)})
    assert problem


@pytest.mark.parametrize("path", sorted(PLAYBOOKS.glob("*.yml")), ids=lambda path: path.stem)
def test_playbooks_measure_the_tasks_and_nothing_else(path: Path) -> None:
    for play in yaml.safe_load(path.read_text()):
        assert play["gather_facts"] is False


def test_every_scenario_has_a_title_and_counts_its_items() -> None:
    for title, items, _ in scenarios(100).values():
        assert title
        assert items in (1, 100)


# -- whole configurations


def bulk_results(config: float = 15.0, requests: int = 1003, peak: float = 300.0) -> dict[str, Measured]:
    one = measured(10.0).runs[0]
    again = Measured("x", 1100, (Run(1.0, 1.0, 50.0, ({"operation": "x", "parameters": {}},) * requests),))
    large = Measured("x", 10000, (Run(1.0, 1.0, peak, one.log),))
    return {
        CONFIG: measured(config),
        CONFIG_SCRIPT: measured(10.0),
        CONFIG_AGAIN: again,
        CONFIG_LARGE: large,
    }


def test_the_least_is_the_lists_and_a_read_of_each_extension() -> None:
    assert least_requests(1000) == 1003
    assert least_requests(1) == 3


@pytest.mark.parametrize(
    ("results", "problem"),
    [
        (bulk_results(), None),
        (bulk_results(config=15.1), "ucm_config takes 1.51 times as long as the httpx script"),
        (bulk_results(requests=1004), "ucm_config sends 1004 requests where nothing changes, and 1003 are enough"),
        (bulk_results(peak=301.0), "ucm_config takes 301 MiB"),
    ],
)
def test_what_breaks_the_budget_of_whole_configurations(results: dict[str, Measured], problem: str | None) -> None:
    told = broken_in_bulk(results, 1000)
    assert len(told) == (problem is not None)
    assert all(each.startswith(str(problem)) for each in told)


def test_bulk_scenarios_have_titles_and_count_their_items() -> None:
    found = bulk_scenarios(100)
    assert {items for _, items, _ in found.values()} == {1100, 10_000, 100}
    assert set(found) & set(scenarios(100)) == {URI}


def test_the_configurations_are_of_the_promised_size() -> None:
    office = new_office(1000, 100)
    assert (len(office["extensions"]), len(office["queues"])) == (1000, 100)
    numbers = {one["extension"] for one in office["extensions"]}
    assert all(set(queue["members"]) <= numbers and len(set(queue["members"])) == 10 for queue in office["queues"])
    assert len(present_office(10_000)["extensions"]) == 10_000
