# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports, relative limits and the suspension before a deletion, against the simulated VoipNow."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.contracts import load
from tests.doors import MODULES, Control, Engine, Outcome
from tests.simulators.client import Simulator

LIMITS, COSTS, REPORT, STATS, PREPARE = (
    f"voipnow_{name}" for name in ("limits", "call_costs", "call_report", "quick_stats", "prepare_delete")
)


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Ten extensions of user1, of company1, of provider1; forty calls since 2026-01-05."""
    return Engine(simulators("voipnow"), tmp_path / "sessions")


@pytest.fixture
def limited(engine: Engine) -> Engine:
    """User1 may have ten telephones and three queues."""
    engine.ensure("voipnow_user", login="user1", limits={"phone_extensions": 10, "queues": 3})
    return engine


def sent(outcome: Outcome, operation: str) -> list[dict[str, Any]]:
    return [entry["parameters"] for entry in outcome.requests if entry["operation"] == operation]


def limits(engine: Engine) -> dict[str, Any]:
    return engine.ensure("voipnow_user", login="user1").result["user"]["limits"]


# -- limits


def test_limits_are_changed_by_so_many_at_every_run(limited: Engine) -> None:
    change = {"user": "user1", "increase": {"phone_extensions": 5}, "decrease": {"queues": 1}}
    predicted = limited.run(LIMITS, check=True, **change)
    assert (predicted.changed, predicted.result["sent"], predicted.writes) == (True, False, [])
    done = limited.ensure(LIMITS, **change)
    assert (done.changed, done.result["sent"]) == (True, True)
    assert done.result["diff"] == predicted.result["diff"]
    assert done.result["limits"] == predicted.result["limits"] == {"phone_extensions": 15, "queues": 2}
    assert len(sent(done, "UpdateUserPL")) == 1
    before = limited.pbx.state()["users"]["user1"]["limits"]
    assert (before["phoneExtMax"], before["queueExtMax"]) == (15, 2)
    again = limited.ensure(LIMITS, **change)
    assert (again.changed, again.result["limits"]) == (True, {"phone_extensions": 20, "queues": 1})


@pytest.mark.parametrize(
    ("option", "login", "limit"),
    [
        ("service_provider", "provider1", "organizations"),
        ("organization", "company1", "users"),
        ("user", "user1", "mailboxes"),
    ],
)
def test_every_level_has_its_limits(engine: Engine, option: str, login: str, limit: str) -> None:
    engine.ensure(f"voipnow_{option}", login=login, limits={limit: 7})
    outcome = engine.ensure(LIMITS, **{option: login}, increase={limit: 2})
    assert outcome.result["limits"] == {limit: 9}


@pytest.mark.parametrize(
    ("option", "login"), [("service_provider", "provider1"), ("organization", "company1"), ("user", "user1")]
)
def test_every_limit_goes_up_and_down(engine: Engine, option: str, login: str) -> None:
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.limits import limits_of

    names = limits_of(option)
    engine.ensure(f"voipnow_{option}", login=login, limits=dict.fromkeys(names, 10))
    for way, amount, now in (("increase", 4, 14), ("decrease", 13, 1)):
        outcome = engine.ensure(LIMITS, **{option: login, way: dict.fromkeys(names, amount)})
        assert outcome.result["limits"] == dict.fromkeys(names, now)
    documented = load("voipnow")[f"update_{option}_permissions_limits"].parameter
    numbers = {wire for wire in documented if f"{wire}.increase" in documented}
    assert set() < numbers <= set(names.values())


def test_nothing_but_0_is_no_change(limited: Engine) -> None:
    outcome = limited.ensure(LIMITS, user="user1", increase={"phone_extensions": 0}, decrease={"queues": 0})
    assert (outcome.changed, outcome.result["sent"], outcome.writes) == (False, False, [])
    assert outcome.result["limits"] == {"phone_extensions": 10, "queues": 3}
    assert (outcome.result["diff"]["before"], outcome.result["diff"]["after"]) == ({}, {})


def test_more_of_what_is_unlimited_is_sent_and_told_as_changed(limited: Engine) -> None:
    outcome = limited.ensure(LIMITS, user="user1", increase={"ivrs": 2})
    assert (outcome.changed, outcome.result["limits"]) == (True, {"ivrs": "unlimited"})
    assert outcome.result["diff"]["after"] == {}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"decrease": {"phone_extensions": 11}}, "phone_extensions is 10, and cannot be decreased by 11"),
        ({"decrease": {"ivrs": 1}}, "ivrs is unlimited, and cannot be decreased by 1"),
        ({"increase": {"queues": 1}, "decrease": {"queues": 1}}, "queues is both in increase and in decrease"),
        ({"increase": {"organizations": 1}}, "there is no limit organizations of users"),
        ({"increase": {"queues": -1}}, "queues is -1, but must be 0 at least"),
        ({"increase": {}}, "increase names no limit"),
        ({"user": "usr1", "increase": {"queues": 1}}, "there is no user 'usr1'; did you mean 'user1'?"),
        ({"user": "", "increase": {"queues": 1}}, "user must not be empty"),
    ],
)
def test_changes_that_cannot_be_are_refused(limited: Engine, options: dict[str, Any], words: str) -> None:
    outcome = limited.run(LIMITS, **{"user": "user1", **options})
    assert outcome.failed
    assert words in outcome.message
    assert outcome.writes == []


def test_more_than_the_parent_has_is_told_before_anything_is_sent(limited: Engine) -> None:
    limited.ensure("voipnow_organization", login="company1", limits={"queues": 5})
    outcome = limited.run(LIMITS, user="user1", increase={"queues": 3, "ivrs": 1}, decrease={"phone_extensions": 1})
    told = "queues would be 6, but organization company1 has 5"
    assert told in outcome.message
    assert "Increase those of the account above first." in outcome.message
    assert outcome.result["error"]["kind"] == "invalid_input"
    assert outcome.writes == []
    checked = limited.ensure(LIMITS, check=True, user="user1", increase={"queues": 3})
    assert any(told in warning for warning in checked.warnings), "an earlier task may increase the organization's"
    assert not limited.ensure(LIMITS, user="user1", increase={"queues": 2}).warnings


def test_more_than_a_parent_has_that_the_app_may_not_read_is_refused_by_voipnow(limited: Engine) -> None:
    limited.ensure("voipnow_organization", login="company1", limits={"queues": 5})
    limited.pbx.fault("vendor_error", operation="GetOrganizationPL", code="115", times=None)
    outcome = limited.run(LIMITS, user="user1", increase={"queues": 3})
    assert (outcome.result["error"]["kind"], outcome.result["error"]["code"]) == ("pbx_error", "152")
    assert "parent account" in outcome.message
    limited.pbx.clear_faults()
    assert limits(limited)["queues"] == 3


def test_a_lost_answer_is_looked_after(limited: Engine) -> None:
    limited.pbx.fault("cut_after", operation="UpdateUserPL")
    outcome = limited.ensure(LIMITS, user="user1", increase={"queues": 4})
    assert (outcome.changed, outcome.result["limits"]) == (True, {"queues": 7})
    assert "the limits are changed" in outcome.warnings[0]
    limited.pbx.fault("cut_before", operation="UpdateUserPL")
    outcome = limited.run(LIMITS, user="user1", increase={"queues": 4})
    assert outcome.result["error"]["kind"] == "doubtful_write"
    assert "The limits are as they were before. Run again." in outcome.message
    assert len(sent(outcome, "UpdateUserPL")) == 1
    limited.pbx.fault("cut_after", operation="UpdateUserPL")
    outcome = limited.run(LIMITS, user="user1", increase={"ivrs": 4})
    assert "it would change them once more" in outcome.message


# -- call costs


def test_costs_by_interval_month_and_account(engine: Engine) -> None:
    january = engine.ensure(COSTS, organization="company1", year=2026, month=1)
    assert not january.changed
    assert january.writes == []
    assert january.result["costs"]["total_calls"] == 38
    assert sent(january, "CallCosts") == [{"userID": 3, "year": 2026, "month": 1}]
    days = engine.ensure(COSTS, user="user1", start_date="2026-01-05", end_date="2026-01-06")
    assert days.result["costs"] == {
        "cost": 0.0,
        "profit": 0.0,
        "currency": "USD",
        "total_calls": 3,
        "local_calls": 1,
        "extended_local_calls": 1,
        "external_calls": 1,
        "incoming_calls": 2,
        "outgoing_calls": 1,
        "number_cost": 0.0,
    }
    own = engine.ensure(COSTS, check=True)
    assert sent(own, "CallCosts") == [{}]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"month": 1}, "year and month go together"),
        ({"year": 2026, "month": 13}, "month is 13, but must be 1 to 12"),
        ({"year": 2026, "month": 1, "start_date": "2026-01-01"}, "year and month exclude start_date and end_date"),
        ({"start_date": "yesterday"}, "start_date: 'yesterday' must be a date such as 2026-01-31"),
        ({"end_date": "2026-02-30"}, "end_date '2026-02-30' is no date that there is"),
        ({"start_date": "2026-02-02", "end_date": "2026-02-01"}, "end_date 2026-02-01 is before start_date"),
    ],
)
def test_periods_that_are_none_are_refused(engine: Engine, options: dict[str, Any], words: str) -> None:
    outcome = engine.run(COSTS, **options)
    assert words in outcome.message
    assert outcome.requests == []


def test_no_report_ever_prepares_a_deletion(engine: Engine) -> None:
    for outcome in (engine.ensure(COSTS, user="user1"), engine.ensure(REPORT, user="user1"), engine.ensure(STATS)):
        assert all("prepareDelete" not in entry["parameters"] for entry in outcome.requests)
        assert outcome.writes == []
    assert not engine.pbx.state()["users"]["user1"]["suspended"]


# -- call report


def test_more_calls_than_an_answer_holds_come_whole(engine: Engine) -> None:
    engine.pbx.reset(calls=2500)
    outcome = engine.ensure(REPORT, start_date="2026-01-01", end_date="2031-12-31")
    found = outcome.result["calls"]
    assert (len(found), outcome.result["complete"], outcome.warnings) == (2500, True, [])
    starts = [call["initiated_at"] for call in found]
    assert starts == sorted(set(starts))
    assert outcome.result["totals"]["incoming"]["total"] + outcome.result["totals"]["outgoing"]["total"] == 2500
    whole = engine.ensure(REPORT)
    assert whole.result["calls"] == found
    part = engine.ensure(REPORT, start_date="2027-01-01", end_date="2027-12-31").result["calls"]
    assert part == [call for call in found if call["initiated_at"].startswith("2027")]


def test_filters_are_those_of_the_document(engine: Engine) -> None:
    wanted = {"flow": "in", "type": "local", "disposition": "no_answer", "hangup_cause": 19, "network_code": "480"}
    outcome = engine.ensure(REPORT, user="user1", start_date="2026-01-01", end_date="2026-12-31", **wanted)
    (request,) = sent(outcome, "CallReport")
    documented = {
        parameter.name for parameter in load("voipnow")["call_report"].parameters if "." not in parameter.name
    }
    assert request.keys() == documented - {"userIdentifier"}
    found = outcome.result["calls"]
    assert found
    for call in found:
        assert {name: call[name] for name in wanted} == wanted
    everything = engine.ensure(REPORT).result["calls"]
    assert found == [call for call in everything if wanted.items() <= call.items()]


def test_a_limit_is_one_request(engine: Engine) -> None:
    outcome = engine.ensure(REPORT, limit=3)
    assert (len(outcome.result["calls"]), outcome.result["complete"]) == (3, False)
    assert [request["records"] for request in sent(outcome, "CallReport")] == [3]
    assert engine.ensure(REPORT, limit=1000).result["complete"]
    assert "limit is 1001, but must be 1 to 1000" in engine.run(REPORT, limit=1001).message


def test_a_report_that_is_not_complete_says_so(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow import call_report

    monkeypatch.setattr(call_report, "MOST_RECORDS", 1)
    outcome = engine.ensure(REPORT, start_date="2026-01-05", end_date="2026-01-05")
    assert not outcome.result["complete"]
    assert "the report is not complete" in outcome.warnings[0]
    assert len(outcome.result["calls"]) == 1


# -- statistics


def test_statistics_count_what_there_is(engine: Engine) -> None:
    outcome = engine.ensure(STATS, user="user1")
    found = outcome.result["statistics"]
    assert not outcome.changed
    assert found["users"] == {"total": 1, "active": 1, "expired": 0, "suspended": 0}
    assert found["extensions"]["term"]["total"] == 7
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.names import EXTENSION_TYPES

    assert set(found["extensions"]) == set(EXTENSION_TYPES)
    assert engine.ensure(STATS).result["statistics"]["phone_numbers"] == 20


@pytest.mark.parametrize("module", [COSTS, REPORT, STATS])
def test_reports_of_nobody_name_the_nearest(engine: Engine, module: str) -> None:
    outcome = engine.run(module, organization="compny1")
    assert "there is no organization 'compny1'; did you mean 'company1'?" in outcome.message


# -- before a deletion


def test_a_suspension_wants_to_be_confirmed(engine: Engine) -> None:
    refused = engine.run(PREPARE, user="user1", confirm=False)
    assert "confirm must be true" in refused.message
    assert refused.requests == []
    predicted = engine.run(PREPARE, user="user1", confirm=True, check=True)
    assert (predicted.changed, predicted.result["sent"], predicted.writes) == (True, False, [])
    assert not engine.pbx.state()["users"]["user1"]["suspended"]
    done = engine.ensure(PREPARE, user="user1", confirm=True)
    assert (done.changed, done.result["sent"]) == (True, True)
    assert sent(done, "CallCosts") == [{"userID": 4, "prepareDelete": True}]
    assert done.result["costs"]["currency"] == "USD"
    assert engine.pbx.state()["users"]["user1"]["suspended"]


def test_a_suspension_of_nobody_changes_nothing(engine: Engine) -> None:
    outcome = engine.run(PREPARE, user="nobody", confirm=True)
    assert "there is no user 'nobody'" in outcome.message
    assert outcome.writes == []


# -- pages


@pytest.mark.parametrize("module", [LIMITS, COSTS, REPORT, STATS, PREPARE])
def test_a_page_tells_what_is_returned(engine: Engine, module: str) -> None:
    from tests.conformance.door_steps_voipnow_reports import VOIPNOW_REPORTS

    returned: set[str] = set()
    for step in VOIPNOW_REPORTS[module]:
        if isinstance(step, Control):
            getattr(engine.pbx, step.method)(**step.arguments)
            continue
        try:
            engine.validated(step.module, step.options)
        except AssertionError:
            continue  # what validation refuses has nothing to return
        outcome = engine.run(step.module, check=step.check, diff=step.diff, **step.options)
        returned |= outcome.result.keys() if step.module == module else set()
    told = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").RETURN)
    of_ansible = {"changed", "diff", "failed", "invocation", "msg", "warnings"}
    assert returned - of_ansible == set(told)


# -- lists


def test_every_read_of_the_document_can_be_reached(engine: Engine) -> None:
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.lists import LISTS

    reads = {operation.action for operation in load("voipnow") if operation.kind in ("list", "read")}
    kinds = ["service_providers", "charging_plans", "organizations", "users", "extensions"]
    detailed = engine.ensure("voipnow_info", resources=kinds, details=True)
    assert reads <= {entry.operation for entry in LISTS.values()} | set(detailed.operations)


def test_info_narrows_by_one_of_what_excludes_each_other(engine: Engine) -> None:
    lists = ["public_number_poll", "public_numbers", "card_codes"]
    options = {"user": "user1", "extension": "0001*101", "channel": 1, "id": 1}
    outcome = engine.run("voipnow_info", resources=lists, **options)
    assert sent(outcome, "GetPublicNoPoll") == [{"extendedNumber": "0001*101"}]
    assert sent(outcome, "GetPublicNo") == [{"channelID": 1, "extendedNumber": "0001*101"}]
    assert sent(outcome, "GetCardCode") == [{"ID": 1}]
    refused = engine.run("voipnow_info", resources=["public_number_poll", "card_codes"])
    assert "public_number_poll needs extension or service_provider or organization or user" in refused.message
    assert "card_codes needs id or extension" in refused.message


def test_what_the_app_may_not_read_is_listed(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="GetChannels", code="115", times=None)
    outcome = engine.ensure("voipnow_info", resources=["channels", "timezones"])
    assert [entry["resource"] for entry in outcome.result["unreadable"]] == ["channels"]
    assert outcome.result["timezones"]
