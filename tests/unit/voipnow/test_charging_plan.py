# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charging plans against the simulated VoipNow: whose they are, what is sent, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.contract_table import Values, named
from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

PLAN, ORG, SP = "voipnow_charging_plan", "voipnow_organization", "voipnow_service_provider"
ADMIN, PROVIDER, COMPANY = 1, 2, 3
"""The ids of the accounts that are there."""
GOLD = {"name": "Gold", "service_provider": "provider1"}
RATES = {"outgoing": [{"interval": "Office hours", "rate": 0.05}, {"interval": "otherwise", "rate": 0.02}]}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    """The administrator, provider1 and company1 have a plan each, Standard."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    engine = Engine(pbx, tmp_path / "sessions", keep_clients=True)
    yield engine
    engine.close()


def plan(engine: Engine, name: str, owner: int) -> Values | None:
    return named(engine.pbx, "charging_plans", name=name, userID=owner)


def sent(outcome: Outcome) -> dict[str, Any]:
    (entry,) = outcome.writes
    return entry["parameters"]


# -- whose it is


def test_each_owner_has_a_plan_of_its_own_under_a_name(engine: Engine) -> None:
    owners: dict[int, Values] = {
        ADMIN: {},
        PROVIDER: {"service_provider": "provider1"},
        COMPANY: {"organization": "company1"},
    }
    for fee, (owner, named_so) in enumerate(owners.items(), 1):
        made = engine.ensure(PLAN, name="Gold", **named_so, minimum_fee=fee)
        assert made.result["charging_plan"].items() >= {"name": "Gold", **named_so}.items()
        assert sent(made).get("userID") == (None if owner == ADMIN else owner)
    assert [plan(engine, "Gold", owner)["minFeeOut"] for owner in owners] == [1, 2, 3]
    assert not engine.ensure(PLAN, name="Gold", minimum_fee=1).changed
    engine.ensure(PLAN, **GOLD, state="absent")
    assert [plan(engine, "Gold", owner) is None for owner in owners] == [False, True, False]


@pytest.mark.parametrize("reference", ["login", "identifier", "ID"])
def test_the_owner_goes_by_login_identifier_or_id(engine: Engine, reference: str) -> None:
    (row,) = engine.ensure("voipnow_api", operation="GetOrganizations").result["response"]["organization"]
    made = engine.ensure(PLAN, name="Gold", organization=str(row[reference]))
    assert made.result["charging_plan"]["organization"] == "company1"
    assert plan(engine, "Gold", COMPANY) is not None


def test_an_app_of_lower_level_sees_its_own_plans(engine: Engine) -> None:
    """An organization's app may not read the accounts above, and all plans that it sees are its own."""
    for operation in ("GetServiceProviders", "GetOrganizations"):
        engine.pbx.fault("vendor_error", operation=operation, code="113", times=None)
    assert not engine.ensure(PLAN, name="Standard", allowed_calls={"incoming": True}).changed


def test_an_owner_that_is_not_there_is_refused_and_foreseen(engine: Engine) -> None:
    options = {"name": "Gold", "organization": "compny1"}
    refused = engine.run(PLAN, **options)
    assert "there is no organization 'compny1'; did you mean 'company1'?" in refused.message
    assert not refused.writes
    assert not engine.ensure(PLAN, **options, state="absent").changed
    foreseen = engine.ensure(PLAN, **options, check=True)
    assert foreseen.changed
    assert "there is no organization 'compny1'" in str(foreseen.warnings)


def test_a_plan_has_one_owner(engine: Engine) -> None:
    refused = engine.run(PLAN, **GOLD, organization="company1")
    assert "service_provider and organization exclude each other" in refused.message
    assert not refused.requests


def test_lists_tell_the_owner_and_are_narrowed_by_it(engine: Engine) -> None:
    every = engine.ensure("voipnow_info", resources=["charging_plans"]).result["charging_plans"]
    owners = [(one["name"], one["service_provider"], one["organization"]) for one in every]
    assert owners == [("Standard", None, None), ("Standard", None, "company1"), ("Standard", "provider1", None)]
    narrowed = engine.ensure("voipnow_info", resources=["charging_plans"], organization="company1", details=True)
    (one,) = narrowed.result["charging_plans"]
    assert (one["organization"], one["allowed_calls"]["outgoing"]) == ("company1", True)


# -- what is sent


def test_a_change_leaves_all_else_alone_and_the_plan_is_sent_whole(engine: Engine) -> None:
    """What is not sent falls back to the schema's defaults."""
    whole: Values = {
        **GOLD,
        "default": True,
        "type": "postpaid",
        "routing_rules": "Everything",
        "sound": "Welcome",
        "allowed_calls": {"incoming": True, "extended_local": True},
        "included_credit": {"outgoing": "12.5", "incoming": "unlimited"},
        "included_minutes": [{"interval": "otherwise", "minutes": 5}],
        "incoming_increments": {"first": 1, "next": 1},
        "fixed_rates": {**RATES, "local": 0.01},
    }
    engine.ensure(PLAN, **whole)
    before = plan(engine, "Gold", PROVIDER)
    changed = engine.ensure(PLAN, **GOLD, outgoing_increments={"next": 6})
    assert plan(engine, "Gold", PROVIDER) == {**before, "thenChargeOut": 6}
    request = sent(changed)
    assert request["name"] == "Gold"
    assert "userID" not in request
    assert not engine.ensure(PLAN, **whole).changed


def test_a_list_by_interval_is_given_as_a_whole(engine: Engine) -> None:
    engine.ensure(PLAN, **GOLD, fixed_rates={**RATES, "local": 0.25})
    rest = [RATES["outgoing"][1]]
    changed = engine.ensure(PLAN, **GOLD, fixed_rates={"outgoing": rest})
    assert changed.result["charging_plan"]["fixed_rates"] == {"outgoing": rest, "local": 0.25}
    assert plan(engine, "Gold", PROVIDER)["fixedCharge"]["external"] == [{"charge": 0.02}]


def test_with_another_method_the_former_rates_go(engine: Engine) -> None:
    engine.ensure(PLAN, **GOLD, fixed_rates=RATES)
    relative = {"method": "inherit", "inherited_rates": {"outgoing": {"factor": 1.2}}}
    changed = engine.ensure(PLAN, **GOLD, **relative)
    assert "fixedCharge" not in sent(changed)
    assert changed.result["charging_plan"]["inherited_rates"] == {"outgoing": {"factor": 1.2, "adjustment": 0.0}}
    assert changed.result["charging_plan"]["fixed_rates"] == {}
    assert not engine.ensure(PLAN, **GOLD, **relative).changed


def test_what_the_app_cannot_look_up_is_restated_as_it_is(engine: Engine) -> None:
    """A sound of another account: an id that no list has."""
    plans = engine.pbx.state("charging_plans")
    key = next(key for key, one in plans.items() if one["userID"] == PROVIDER)
    engine.pbx.change("charging_plan", key, soundID=77)
    changed = engine.ensure(PLAN, name="Standard", service_provider="provider1", minimum_fee=1)
    assert changed.result["charging_plan"]["sound"] == "77"
    assert plan(engine, "Standard", PROVIDER)["soundID"] == 77


# -- what is refused


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"inherited_rates": {"local": {"factor": 2}}}, "inherited_rates are for method: inherit, and the plan's is"),
        ({"method": "inherit", "fixed_rates": RATES}, "fixed_rates are for method: fixed, and the plan's is inherit"),
        (
            {"fixed_rates": RATES, "inherited_rates": {"local": {"factor": 2}}},
            "fixed_rates and inherited_rates exclude each other",
        ),
        ({"fixed_rates": {"outgoing": [{"interval": "otherwise"}]}}, "fixed_rates.outgoing[otherwise] has no rate"),
        ({"included_minutes": [{"interval": "Office hours"}]}, "included_minutes[Office hours] has no minutes"),
        (
            {"included_minutes": [{"interval": "Ofice hours", "minutes": 1}]},
            "there is no time interval 'Ofice hours'; did you mean 'Office hours'?",
        ),
        ({"included_minutes": [{"interval": "otherwise", "minutes": 1}] * 2}, "has interval otherwise more than once"),
        ({"routing_rules": "Everthing"}, "there is no routing rules 'Everthing'; did you mean 'Everything'?"),
        ({"sound": "Welcom"}, "there is no sound 'Welcom'; did you mean 'Welcome'?"),
        ({"included_credit": {"outgoing": "lots"}}, "included_credit.outgoing is 'lots', but must be an amount of 0"),
        ({"initial_credit": {"outgoing": -1}}, "initial_credit.outgoing is -1, but must be an amount of 0 or more"),
        ({"outgoing_increments": {"first": -1}}, "outgoing_increments.first is -1"),
    ],
)
def test_what_makes_no_plan_is_refused_before_anything_is_written(engine: Engine, options: Values, told: str) -> None:
    refused = engine.run(PLAN, **GOLD, **options)
    assert refused.failed
    assert told in refused.message
    assert not refused.writes


def test_a_plan_that_accounts_have_is_not_deleted(engine: Engine) -> None:
    refused = engine.run(PLAN, name="Standard", service_provider="provider1", state="absent")
    assert refused.result["error"]["code"] == "152"
    assert "is in use" in refused.message
    assert "Give the accounts that have the plan another one" in refused.message
    assert plan(engine, "Standard", PROVIDER) is not None


@pytest.mark.parametrize(
    ("module", "account"),
    [
        (SP, {"login": "provider1"}),
        (SP, {"login": "north", "name": "North", "email": "n@example.com"}),
        (ORG, {"login": "company1"}),
        (ORG, {"login": "acme", "service_provider": "provider1", "name": "Acme", "email": "a@example.com"}),
        ("voipnow_user", {"login": "user1"}),
        ("voipnow_user", {"login": "ada", "organization": "company1", "name": "Ada", "email": "a@example.com"}),
    ],
)
def test_accounts_get_plans_of_the_account_above_only(engine: Engine, module: str, account: Values) -> None:
    for owner in ({}, {"service_provider": "provider1"}, {"organization": "company1"}):
        engine.ensure(PLAN, name=f"Of {next(iter(owner.values()), 'admin')}", **owner)
    above = {SP: "admin", ORG: "provider1"}.get(module, "company1")
    for owner in {"admin", "provider1", "company1"} - {above}:
        refused = engine.run(module, **account, charging_plan=f"Of {owner}")
        assert f"charging_plan: the account above has no charging plan 'Of {owner}'" in refused.message
        assert not refused.writes
    misspelt = engine.run(module, **account, charging_plan=f"Of {above}s")
    assert f"did you mean 'Of {above}'?" in misspelt.message
    given = engine.ensure(module, **account, charging_plan=f"Of {above}")
    assert given.result[module.removeprefix("voipnow_")]["charging_plan"] == f"Of {above}"
