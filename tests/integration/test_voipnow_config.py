# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""voipnow_config: tenants as a whole, parents before children, and back again."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conformance.sample_values import SECRET
from tests.doors import Engine, Outcome, PlaybookDoor, Step
from tests.simulators.client import Simulator

KINDS = ["service_providers", "organizations", "users", "extensions"]
EVERYTHING = ["charging_plans", *KINDS]
"""What can be purged."""
PARTS = ["voicemails", "agents_of_queues"]
"""What comes and goes with extensions."""
MUCH = dict.fromkeys(("users", "phone_extensions", "queues", "queue_members", "storage"), "unlimited")
TENANT: dict[str, list[dict[str, Any]]] = {
    "service_providers": [
        {
            "login": "north",
            "first_name": "Nora",
            "email": "n@example.com",
            "password": SECRET,
            "limits": {**MUCH, "organizations": "5"},
            "permissions": {"organizations": True},
        }
    ],
    "organizations": [
        {
            "login": "acme",
            "service_provider": "north",
            "name": "Acme",
            "email": "a@example.com",
            "limits": {**MUCH, "users": 9},
            "country": "de",
            "region": "Berlin",
            "panel_access": False,
        },
        {"login": "bolt", "owner": "north", "name": "Bolt", "email": "b@example.com", "limits": MUCH},
    ],
    "users": [
        {"login": "ada", "organization": "acme", "name": "Ada", "email": "ada@example.com", "limits": MUCH_OF_USER}
        for MUCH_OF_USER in [{"phone_extensions": 3, "queues": 1, "queue_members": 3}]
    ]
    + [
        {"login": "bob", "parent": "bolt", "name": "Bob", "email": "bob@example.com", "limits": {"phone_extensions": 2}}
    ],
    "extensions": [
        {"number": "101", "user": "ada", "label": "Ada's desk", "password": SECRET},
        {"number": "500", "user": "ada", "label": "Support", "type": "phoneQueue"},
        {"number": 101, "user": "bob", "label": "Bob's desk"},
    ],
}
WHOLE: dict[str, list[dict[str, Any]]] = {
    **TENANT,
    "extensions": [*TENANT["extensions"], {"number": "102", "user": "bert", "label": "Bert's desk"}],
    "users": [
        *TENANT["users"],
        {"login": "bert", "organization": "acme", "name": "B", "email": "b@b.c", "limits": {"phone_extensions": 1}},
    ],
    "voicemails": [
        {"number": 101, "user": "bob", "enabled": False},
        {"number": "101", "user": "ada", "notify": "alert", "delete_after_days": 30},
    ],
    "agents_of_queues": [
        {
            "number": "500",
            "user": "ada",
            "agents": [{"extension": 102}, {"extension": "101", "supervisor": True}],
            "remote_agents": [{"agent_id": 7, "name": "Grace", "phone_number": "+15550100"}],
        }
    ],
}
"""The same with all that belongs to extensions; the numbers of ada, bob and bert are of two organizations."""
WITH_PLANS: dict[str, list[dict[str, Any]]] = {
    **{
        kind: [
            {**one, **({"charging_plan": "Flat"} if one.get("login") not in (None, "bob") else {})} for one in objects
        ]
        for kind, objects in WHOLE.items()
    },
    "charging_plans": [
        {"name": "Flat", "organization": "acme", "default": True, "allowed_calls": {"local": True}},
        {"name": "Flat", "minimum_fee": 0.5},
        {
            "name": "Flat",
            "service_provider": "north",
            "type": "postpaid",
            "routing_rules": "Everything",
            "included_credit": {"outgoing": 25, "incoming": "unlimited"},
            "included_minutes": [{"interval": "Office hours", "minutes": 100}],
            "method": "inherit",
            "inherited_rates": {"outgoing": {"factor": 1.25, "adjustment": 0.125}},
        },
        {"name": "Spare", "service_provider": "north", "fixed_rates": {"local": 0.25}},
    ],
}
"""The same with charging plans, of one name at every level; bob's organization has none."""
OBJECTS = sum(map(len, TENANT.values()))
MADE_UP = frozenset({"extended_number", "identifier"})
"""What VoipNow makes up anew for a new object."""


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Ten extensions of user1, of company1, of provider1."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    return Engine(pbx, tmp_path / "sessions")


def configure(engine: Engine, config: Mapping[str, Any], **options: Any) -> Outcome:
    return engine.run("voipnow_config", config=copy.deepcopy(dict(config)), **options)


def export(engine: Engine) -> dict[str, Any]:
    result = engine.ensure("voipnow_info", resources=EVERYTHING + PARTS, details=True).result
    return {kind: result[kind] for kind in EVERYTHING + PARTS}


def without_made_up(config: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: [{name: value for name, value in one.items() if name not in MADE_UP} for one in objects]
        for kind, objects in config.items()
    }


def test_a_tenant_is_made_as_predicted_and_then_left_alone(engine: Engine) -> None:
    predicted = configure(engine, TENANT, check=True)
    assert not predicted.failed, predicted
    assert not predicted.writes
    made = configure(engine, TENANT)
    assert not made.failed, made
    assert not made.warnings, made
    assert made.result["counts"] == {"create": OBJECTS, "update": 0, "delete": 0, "nothing": 0}
    assert predicted.result["objects"] == made.result["objects"]
    assert SECRET not in str(made.result)
    again = configure(engine, TENANT, update_password="on_create")
    assert not again.changed, again
    assert not again.writes
    assert not again.warnings


def test_what_cannot_be_read_back_is_sent_at_every_run_unless_it_is_for_new_objects(engine: Engine) -> None:
    configure(engine, TENANT)
    again = configure(engine, TENANT)
    assert [one["object"] for one in again.result["objects"]] == ["service_provider north", "extension 101 ada"]


def test_what_is_read_can_be_given_back_and_changes_nothing(engine: Engine) -> None:
    configure(engine, WITH_PLANS)
    back = engine.ensure("voipnow_info", resources=EVERYTHING + PARTS, details=True).result
    outcome = configure(engine, back)
    assert not outcome.failed, outcome
    assert not outcome.changed, outcome
    assert not outcome.writes


def test_export_wipe_rebuild_export_are_equal(engine: Engine) -> None:
    engine.pbx.reset(objects=0)
    assert not configure(engine, WITH_PLANS).failed
    before = export(engine)
    wiped = configure(engine, {kind: [] for kind in EVERYTHING}, purge=EVERYTHING)
    assert not wiped.failed, wiped
    plan_of_the_administrator = 1
    deleted = sum(len(WITH_PLANS[kind]) for kind in EVERYTHING) + plan_of_the_administrator
    assert wiped.result["counts"]["delete"] == deleted
    assert export(engine) == {kind: [] for kind in EVERYTHING + PARTS}
    rebuilt = configure(engine, without_made_up(before))
    assert not rebuilt.failed, rebuilt
    assert without_made_up(export(engine)) == without_made_up(before)
    assert not configure(engine, without_made_up(before)).changed


def test_what_belongs_to_extensions_is_made_with_them_as_predicted(engine: Engine) -> None:
    """The queue, its agents, their owners and the organization come into being in the same run."""
    predicted, made = configure(engine, WHOLE, check=True), configure(engine, WHOLE)
    assert not predicted.failed, predicted
    assert not made.failed, made
    assert made.warnings == []
    assert made.result["objects"] == predicted.result["objects"]
    assert made.result["counts"]["update"] == sum(len(WHOLE[kind]) for kind in PARTS)
    (queue,) = export(engine)["agents_of_queues"][-1:]
    assert [agent["extension"] for agent in queue["agents"]] == ["101", "102"]
    again = configure(engine, WHOLE, update_password="on_create")
    assert not again.changed, again
    assert not again.writes
    one_more = {"agents_of_queues": [{"number": "500", "user": "ada", "agents": [{"extension": "101"}]}]}
    assert [entry["operation"] for entry in configure(engine, one_more).writes] == ["UnassignQueueAgent"]


def test_parts_of_extensions_are_those_of_their_own_organization(engine: Engine) -> None:
    """Number 103 is of user1 and to be made for bob, who is of another organization than the queue."""
    configure(engine, TENANT)
    bobs = {"number": "103", "user": "bob", "label": "Another of bob"}
    agents = [{"number": "500", "user": "ada", "agents": [{"extension": "103"}]}]
    boxes = [{"number": "103", "user": "ada", "enabled": False}]
    outcome = configure(engine, {"extensions": [bobs], "agents_of_queues": agents, "voicemails": boxes})
    assert outcome.result["error"]["problems"] == [
        "config.voicemails[0] (voicemail 103 ada): there is no such object, and this resource cannot create it",
        "config.agents_of_queues[0].agents[103].extension: the queue's organization has no phone terminal '103'; "
        "did you mean '101'?",
    ]
    mine = {**bobs, "user": "ada"}
    assert not configure(engine, {"extensions": [mine], "agents_of_queues": agents, "voicemails": boxes}).failed


def test_a_new_queue_of_a_new_user_has_agents_that_were_there_before(engine: Engine) -> None:
    limits = {"queues": 1, "queue_members": 9}
    config = {
        "users": [{"login": "cem", "organization": "company1", "name": "Cem", "email": "c@b.c", "limits": limits}],
        "extensions": [{"number": "500", "user": "cem", "label": "Support", "type": "phoneQueue"}],
    }

    def with_agents(*numbers: str) -> dict[str, Any]:
        agents = [{"extension": number} for number in numbers]
        return {**config, "agents_of_queues": [{"number": "500", "user": "cem", "agents": agents}]}

    wrong = configure(engine, with_agents("101", "0001*102", "0002*103", "109", "999"))
    place = "config.agents_of_queues[0].agents"
    assert wrong.result["error"]["problems"] == [
        f"{place}[0001*102].extension: give 102 alone, since the queue is not there yet",
        f"{place}[0002*103].extension: the queue's organization has no phone terminal '0002*103'; did you mean '103'?",
        f"{place}[109].extension: extension 0001*109 is of type ivr, but agents are phone terminals",
        f"{place}[999].extension: the queue's organization has no phone terminal '999'",
    ]
    made = configure(engine, with_agents("101", "102"))
    assert not made.failed, made
    assert not configure(engine, with_agents("102", "101")).changed


def test_a_box_of_what_goes_is_told_and_one_of_the_same_number_is_not(engine: Engine) -> None:
    configure(engine, TENANT)
    stays = [one for one in TENANT["extensions"] if one["user"] == "ada"]
    others = [{"number": number} for number in engine.pbx.state("extensions") if number.startswith("0001*")]
    boxes = [{"number": "101", "user": user, "enabled": False} for user in ("ada", "bob")]
    config = {"extensions": [*stays, *others], "voicemails": boxes}
    outcome = configure(engine, config, purge=["extensions"])
    assert outcome.result["error"]["problems"] == [
        "config.voicemails[1] (voicemail 101 bob): purge would delete extension 101 bob"
    ]


def test_one_thing_that_differs_is_one_write(engine: Engine) -> None:
    configure(engine, TENANT)
    outcome = configure(engine, {**TENANT, "users": [{"login": "ada", "city": "Berlin"}]}, update_password="on_create")
    assert [entry["operation"] for entry in outcome.writes] == ["EditUser"]
    assert outcome.result["counts"] == {"create": 0, "update": 1, "delete": 0, "nothing": OBJECTS - 2}


def test_objects_go_by_other_names_as_well(engine: Engine) -> None:
    """Extended number, identifier and id; two names of one object are told."""
    (user,) = engine.ensure("voipnow_api", operation="GetUsers").result["response"]["user"]
    by_id = {"number": "102", "user": str(user["ID"]), "label": "Two"}
    outcome = configure(engine, {"extensions": [{"number": "0001*101", "label": "One"}, by_id]})
    assert not outcome.failed, outcome
    assert [one["object"] for one in outcome.result["objects"]] == ["extension 101 user1", "extension 102 user1"]
    twice = configure(engine, {"extensions": [{"number": "0001*102", "label": "Two"}, by_id]})
    assert "config.extensions[1] (extension 102 user1) is the same object as config.extensions[0]" in twice.message


# -- charging plans


def test_plans_come_after_their_owners_and_before_the_accounts_that_get_them(engine: Engine) -> None:
    predicted, made = configure(engine, WITH_PLANS, check=True), configure(engine, WITH_PLANS)
    assert not predicted.failed, predicted
    assert not predicted.writes
    assert not made.failed, made
    assert not made.warnings, made
    assert predicted.result["objects"] == made.result["objects"]
    adds = [
        f"{entry['operation']} {entry['parameters'].get('login', entry['parameters'].get('name'))}"
        for entry in made.writes
        if entry["operation"] in ("AddServiceProvider", "AddChargingPlan", "AddOrganization", "AddUser")
    ]
    assert adds == [
        *("AddChargingPlan Flat", "AddServiceProvider north", "AddChargingPlan Flat", "AddChargingPlan Spare"),
        *("AddOrganization acme", "AddChargingPlan Flat", "AddOrganization bolt"),
        *("AddUser ada", "AddUser bob", "AddUser bert"),
    ]
    assert not [entry for entry in made.writes if entry["operation"].startswith("Edit")], "plans are there by then"
    plans = engine.pbx.state("charging_plans")
    users, organizations = engine.pbx.state("users"), engine.pbx.state("organizations")
    assert plans[str(users["ada"]["plan"])]["userID"] == organizations["acme"]["id"]
    assert not configure(engine, WITH_PLANS, update_password="on_create").changed


def test_an_account_gets_no_configured_plan_of_another_owner(engine: Engine) -> None:
    plans = [{"name": "Flat", "organization": "company1"}, {"name": "Gold", "service_provider": "provider1"}]
    accounts: dict[str, list[dict[str, Any]]] = {
        "service_providers": [
            {"login": "provider1", "charging_plan": "Flat"},
            {"login": "north", "name": "N", "email": "n@b.c"},
        ],
        "organizations": [
            {"login": "company1", "charging_plan": "Standrd"},
            {"login": "acme", "service_provider": "north", "name": "A", "email": "a@b.c", "charging_plan": "Gold"},
        ],
        "users": [{"login": "user1", "charging_plan": "Gold"}],
    }
    outcome = configure(engine, {"charging_plans": plans, **accounts})
    assert not outcome.writes
    assert outcome.result["error"]["problems"] == [
        "config.service_providers[0].charging_plan: the account above has no charging plan 'Flat'",
        "config.organizations[0].charging_plan: the account above has no charging plan 'Standrd'; "
        "did you mean 'Standard'?",
        "config.organizations[1].charging_plan: there is no charging plan 'Gold'",
        "config.users[0].charging_plan: the account above has no charging plan 'Gold'",
    ]


def test_a_plan_of_the_same_name_elsewhere_stands_in_nobodys_way(engine: Engine) -> None:
    """Neither where it is purged, nor where it cannot be made."""
    flat = {"name": "Flat", "service_provider": "provider1"}
    configure(engine, {"charging_plans": [flat, {"name": "Flat", "organization": "company1"}]})
    company = {"organizations": [{"login": "company1", "charging_plan": "Flat"}]}
    owners: list[dict[str, str]] = [{}, {"service_provider": "provider1"}, {"organization": "company1"}]
    keep = [{"name": "Standard", **owner} for owner in owners]
    outcome = configure(engine, {**company, "charging_plans": [flat, *keep]}, purge=["charging_plans"])
    assert not outcome.failed, outcome
    gone = [one["object"] for one in outcome.result["objects"] if one["action"] == "delete"]
    assert gone == ["charging_plan Flat company1"]
    refused = configure(engine, {**company, "charging_plans": keep}, purge=["charging_plans"])
    assert (
        "config.organizations[0].charging_plan: purge would delete charging_plan Flat of provider1" in refused.message
    )

    engine.pbx.fault("vendor_error", operation="AddChargingPlan", code="520", params={"minFeeOut": 9})
    plans = [{"name": "Gold", "service_provider": "provider1"}, {"name": "Gold", "minimum_fee": 9}]
    accounts: dict[str, list[dict[str, Any]]] = {
        "service_providers": [{"login": "provider1", "charging_plan": "Gold"}],
        "organizations": [{"login": "company1", "charging_plan": "Gold"}],
    }
    stopped = configure(engine, {**accounts, "charging_plans": plans}, on_error="continue")
    failed = {one["object"]: one["msg"] for one in stopped.result["failed_objects"]}
    assert list(failed) == ["charging_plan Gold", "service_provider provider1"]
    assert "charging_plan Gold of the account of the app could not be created" in failed["service_provider provider1"]
    assert stopped.result["counts"] == {"create": 1, "update": 1, "delete": 0, "nothing": 0}


def test_plans_are_purged_only_if_asked_for(engine: Engine) -> None:
    configure(engine, {"charging_plans": [{"name": "Spare"}]})
    untouched = configure(engine, {"charging_plans": [], "extensions": []}, purge=["extensions"])
    assert not untouched.failed, untouched
    assert len(engine.pbx.state("charging_plans")) == 4
    beyond = configure(engine, {"charging_plans": []}, purge=["charging_plans"], purge_limit=3)
    assert "purge of charging_plans would delete 4, more than 3: charging_plan Spare, charging_plan Standard, " in (
        beyond.message
    )
    gone = configure(engine, {"charging_plans": []}, purge=["charging_plans"], on_error="continue")
    assert {one["error"]["code"] for one in gone.result["failed_objects"]} == {"152"}, "accounts have them"
    assert gone.result["counts"]["delete"] == 1


# -- purge


def test_purge_takes_what_is_not_there_children_first(engine: Engine) -> None:
    configure(engine, TENANT)
    rest = {**TENANT, "organizations": TENANT["organizations"][:1], "users": TENANT["users"][:1]}
    rest["extensions"] = TENANT["extensions"][:2]
    keep = {"login": "company1"}, {"login": "user1"}
    rest["organizations"], rest["users"] = [*rest["organizations"], keep[0]], [*rest["users"], keep[1]]
    rest["extensions"] = [
        *rest["extensions"],
        *(
            {"number": number}
            for number in engine.pbx.state("extensions")
            if engine.pbx.state("extensions")[number]["owner"] == 4
        ),
    ]
    outcome = configure(engine, rest, purge=KINDS[1:], update_password="on_create")
    assert not outcome.failed, outcome
    gone = [entry["operation"] for entry in outcome.writes]
    assert gone == ["DelExtension", "DelUser", "DelOrganization"]


def test_purge_beyond_its_limit_is_refused(engine: Engine) -> None:
    outcome = configure(engine, {"extensions": []}, purge=["extensions"], purge_limit=9)
    assert "purge of extensions would delete 10, more than 9: extension" in outcome.message
    assert not outcome.writes


def test_an_account_is_not_purged_with_what_is_below_it(engine: Engine) -> None:
    outcome = configure(engine, {"users": []}, purge=["users"])
    assert outcome.failed
    assert "purge of users: user user1: it is not empty: with it would go extension 0001*101" in outcome.message
    assert not outcome.writes
    both = configure(engine, {"users": [], "extensions": []}, purge=["users", "extensions"])
    assert not both.failed, both
    assert both.result["counts"]["delete"] == 11


def test_what_the_configuration_has_is_not_hung_below_what_goes(engine: Engine) -> None:
    config = {"organizations": [], "users": [{"login": "ada", "organization": "company1"}]}
    outcome = configure(engine, config, purge=["organizations"])
    assert "config.users[0].organization: purge would delete organization company1" in outcome.message


# -- bad input and failures


def test_every_problem_is_told_with_its_place_and_nothing_is_written(engine: Engine) -> None:
    config = {
        "organizations": [
            {"login": "acme", "service_provider": "provder1", "name": "Acme", "email": "a@example.com"},
            {"login": "company1", "country": "de", "region": "Belin"},
        ],
        "users": [
            {"login": "ada", "organization": "company1", "name": "A", "email": "a@b.c", "limits": {"queues": "x"}}
        ],
        "extensions": [{"number": "0009*101", "label": "x"}, {"number": "101", "label": "x"}],
    }
    outcome = configure(engine, config)
    assert not outcome.writes
    problems = " ".join(outcome.result["error"]["problems"])
    for told in (
        "config.organizations[0].service_provider: there is no service provider 'provder1'; did you mean 'provider1'?",
        "config.organizations[1] (organization company1): region: there is no region 'Belin' in de",
        "config.users[0].limits.queues is 'x', but must be a number or the word unlimited",
        "config.extensions[0].number: there is no extension 0009*101",
        "config.extensions[1] (extension 101): user must be given",
    ):
        assert told in problems, problems


def test_limits_above_the_parents_are_told_before_the_first_write(engine: Engine) -> None:
    engine.pbx.change("organization", "company1", queueExtMax=2)
    user = {"login": "ada", "organization": "company1", "name": "A", "email": "a@b.c", "limits": {"queues": 3}}
    outcome = configure(engine, {"users": [user]})
    assert "limits.queues is 3, but organization company1 has 2" in outcome.message
    assert not outcome.writes
    raised = configure(engine, {"users": [user], "organizations": [{"login": "company1", "limits": {"queues": 3}}]})
    assert not raised.failed, raised


@pytest.mark.parametrize("on_error", ["stop", "continue"])
def test_what_fails_is_told_and_the_rest_is_done_or_left(engine: Engine, on_error: str) -> None:
    engine.pbx.fault("vendor_error", operation="AddOrganization", code="152", params={"login": "acme"})
    outcome = configure(engine, TENANT, on_error=on_error)
    failed = [one["object"] for one in outcome.result["failed_objects"]]
    if on_error == "stop":
        assert failed == ["organization acme"]
        assert outcome.result["counts"]["create"] == 1
    else:
        assert failed == ["organization acme", "user ada", "extension 101 ada", "extension 500 ada"]
        assert outcome.result["counts"]["create"] == OBJECTS - 4
    engine.pbx.clear_faults()
    mended = configure(engine, TENANT, update_password="on_create")
    assert not mended.failed, mended
    assert not configure(engine, TENANT, update_password="on_create").changed


# -- properties


@st.composite
def tenants(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A new service provider with organizations, users and extensions below, each with some options."""
    config: dict[str, list[dict[str, Any]]] = {"service_providers": [], "organizations": [], "users": []}
    above: list[str] = ["north"]
    config["service_providers"].append(
        {"login": "north", "name": "N", "email": "n@b.c", "limits": dict(MUCH, organizations=9)}
    )
    for kind, parent, limits in (
        ("organizations", "service_provider", MUCH),
        ("users", "organization", {"phone_extensions": 9}),
    ):
        logins = [f"{kind[0]}{number}" for number in range(draw(st.integers(1, 3)))]
        for login in logins:
            one = {"login": login, parent: draw(st.sampled_from(above)), "name": login, "email": f"{login}@b.c"}
            one["limits"] = dict(limits)
            for name, values in (("city", ["Berlin", "Bonn"]), ("enabled", [True]), ("panel_access", [True, False])):
                if draw(st.booleans()):
                    one[name] = draw(st.sampled_from(values))
            config[kind].append(one)
        above = logins
    numbers = draw(st.lists(st.integers(200, 299), max_size=4, unique=True))
    config["extensions"] = [
        {"number": number, "user": draw(st.sampled_from(above)), "label": f"No. {number}"} for number in numbers
    ]
    return config


@settings(max_examples=8)
@given(config=tenants())
def test_a_check_predicts_children_of_parents_that_do_not_exist_yet(
    config: dict[str, Any], engine_for_all: Engine
) -> None:
    engine_for_all.pbx.reset(objects=0)
    predicted, real = configure(engine_for_all, config, check=True), configure(engine_for_all, config)
    assert not predicted.failed, predicted
    assert not predicted.writes
    assert not real.failed, real
    assert predicted.result["objects"] == real.result["objects"]
    again = configure(engine_for_all, config)
    assert not again.changed, again


@pytest.fixture(scope="module")
def engine_for_all(
    running_simulators: dict[str, Simulator], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    from tests.simulators.client import start

    with start("voipnow", objects=0) as pbx:
        engine = Engine(pbx, tmp_path_factory.mktemp("sessions"), keep_clients=True, session_cache=False)
        yield engine
        engine.close()


def test_a_playbook_runs_it_twice(simulators: Callable[[str], Simulator], tmp_path: Path) -> None:
    pbx = simulators("voipnow")
    step = Step("voipnow_config", {"config": TENANT, "update_password": "on_create"})
    first, second = PlaybookDoor(pbx, tmp_path, in_process=True).run_steps([step, step])
    assert (first.changed, second.changed) == (True, False), first
    assert SECRET not in str([first.result, second.result])
