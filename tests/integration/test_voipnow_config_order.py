# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""voipnow_config where the order of writes matters: limits of accounts below each other, and moves before purges."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

LEVELS = {"service_providers": "provider1", "organizations": "company1", "users": "user1"}
TEN = dict.fromkeys(("queues", "ivrs", "conferences"), 10)
NORTH = {
    "login": "north",
    "name": "North",
    "email": "n@example.com",
    "limits": {**dict.fromkeys(("organizations", "users", "phone_extensions"), "unlimited"), **TEN},
}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Three extensions of user1, of company1, of provider1; each may have ten queues, IVRs and conferences."""
    pbx = simulators("voipnow")
    pbx.reset(objects=3)
    for kind, login in LEVELS.items():
        pbx.change(kind[:-1], login, queueExtMax=10, ivrExtMax=10, confExtMax=10)
    return Engine(pbx, tmp_path / "sessions")


def limited(**limits: int | str) -> dict[str, Any]:
    """The same limits on all three levels."""
    return {kind: [{"login": login, "limits": limits}] for kind, login in LEVELS.items()}


def configure(engine: Engine, config: dict[str, Any], **options: Any) -> Outcome:
    return engine.run("voipnow_config", config=config, **options)


def limit_writes(outcome: Outcome) -> list[tuple[str, int]]:
    """Who was given how many queues, in order; None for unlimited."""
    return [(entry["operation"], entry["parameters"]["queueExtMax"]) for entry in outcome.writes]


def settled(engine: Engine, config: dict[str, Any], **options: Any) -> Outcome:
    """One run that does as predicted, and a second one that does nothing."""
    predicted = configure(engine, config, check=True, **options)
    assert not predicted.failed, predicted
    assert predicted.writes == []
    made = configure(engine, config, **options)
    assert not made.failed, made
    assert made.result["objects"] == predicted.result["objects"]
    again = configure(engine, config, **options)
    assert (again.failed, again.changed, again.writes) == (False, False, []), again
    return made


def test_limits_are_raised_from_above_and_lowered_from_below(engine: Engine) -> None:
    raised = settled(engine, limited(queues=20))
    assert limit_writes(raised) == [("SetServiceProviderPL", 20), ("SetOrganizationPL", 20), ("SetUserPL", 20)]
    lowered = settled(engine, limited(queues=5))
    assert limit_writes(lowered) == [("SetUserPL", 5), ("SetOrganizationPL", 5), ("SetServiceProviderPL", 5)]


def test_a_limit_is_raised_while_another_is_lowered(engine: Engine) -> None:
    made = settled(engine, limited(queues=20, ivrs=2))
    writes = [(entry["operation"], entry["parameters"]["ivrExtMax"]) for entry in made.writes]
    assert writes == [
        *((f"Set{level}PL", 10) for level in ("ServiceProvider", "Organization", "User")),
        *((f"Set{level}PL", 2) for level in ("User", "Organization", "ServiceProvider")),
    ]
    kept = engine.pbx.state("users/user1")["limits"]
    assert (kept["queueExtMax"], kept["ivrExtMax"], kept["confExtMax"]) == (20, 2, 10)


def test_what_was_unlimited_gets_an_end_and_loses_it_again(engine: Engine) -> None:
    settled(engine, limited(queues="unlimited"))
    settled(engine, limited(queues=3, ivrs="unlimited"))
    assert engine.pbx.state("organizations/company1")["limits"]["queueExtMax"] == 3


def test_other_limits_of_who_is_lowered_do_not_stand_in_the_way(engine: Engine) -> None:
    """Requests restate every limit, and VoipNow lowers those below by itself: what was read before is not true."""
    config = limited(queues=5)
    config["service_providers"][0]["limits"] = {"queues": 5, "conferences": 4}
    config["organizations"][0]["limits"] = {"queues": 5, "conferences": 4}
    settled(engine, config)
    assert engine.pbx.state("users/user1")["limits"]["confExtMax"] == 4


def test_a_configuration_that_gives_a_child_more_than_its_parent_is_refused(engine: Engine) -> None:
    config = limited(queues=20)
    config["organizations"][0]["limits"] = {"queues": 15}
    for check in (False, True):
        refused = configure(engine, config, check=check)
        words = "config.users[0].limits.queues is 20, but organization company1 is to have 15"
        assert words in refused.message
        assert refused.writes == []


def test_a_lowering_that_fails_is_told_with_what_was_done(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="SetOrganizationPL", code="152", skip=1)
    config = limited(queues=20, ivrs=2)
    outcome = configure(engine, config, on_error="continue")
    (failed,) = outcome.result["failed_objects"]
    assert failed["object"] == "organization company1"
    assert "The update was carried out, but for limits" in failed["msg"]
    assert outcome.result["counts"]["update"] == 2
    engine.pbx.fault("vendor_error", operation="SetOrganizationPL", code="152")
    assert "carried out" not in configure(engine, limited(queues=4), on_error="continue").message
    settled(engine, config)


# -- moves and purges


def moving(**more: Any) -> dict[str, Any]:
    """Company1 moves to north, and provider1 goes."""
    return {
        "service_providers": [NORTH],
        "organizations": [{"login": "company1", "service_provider": "north", "charging_plan": "Of north"}],
        **more,
    }


@pytest.fixture
def moved(engine: Engine) -> Engine:
    engine.ensure("voipnow_service_provider", **NORTH)
    for level in ("organization", "user"):
        login = {"organization": "company1", "user": "user1"}[level]
        engine.pbx.change(level, login, **dict.fromkeys(_unlimited(engine, level, login), 0))
    owner = engine.pbx.state("service_providers/north")["id"]
    plan = {"name": "Of north", "userID": owner, "allowOut": True}
    engine.ensure("voipnow_api", operation="AddChargingPlan", parameters=plan)
    return engine


def _unlimited(engine: Engine, level: str, login: str) -> list[str]:
    """Limits that north has none of."""
    limits = engine.pbx.state(f"{level}s/{login}")["limits"]
    return [name for name in limits if name not in ("phoneExtMax", "userMax", "queueExtMax", "ivrExtMax", "confExtMax")]


def test_an_account_is_purged_whose_content_moves_away(moved: Engine) -> None:
    outcome = settled(moved, moving(), purge=["service_providers"])
    assert [entry["operation"] for entry in outcome.writes] == ["MoveOrganizations", "DelServiceProvider"]
    assert moved.pbx.state("users/user1")["id"]
    assert len(moved.pbx.state("extensions")) == 3


def test_what_stays_behind_still_keeps_it(moved: Engine) -> None:
    moved.pbx.change("service_provider", "provider1", organizationMax="unlimited")
    moved.ensure("voipnow_organization", login="acme", service_provider="provider1", name="A", email="a@example.com")
    outcome = configure(moved, moving(), purge=["service_providers"])
    words = (
        "purge of service_providers: service_provider provider1: it is not empty: with it would go organization acme;"
    )
    assert words in outcome.message
    assert outcome.writes == []


def test_an_account_stays_whose_content_could_not_be_moved(moved: Engine) -> None:
    moved.pbx.fault("vendor_error", operation="MoveOrganizations", code="152", times=None)
    outcome = configure(moved, moving(), purge=["service_providers"], on_error="continue")
    failed = {one["object"]: one["msg"] for one in outcome.result["failed_objects"]}
    assert "not tried, since organization company1 could not be taken away" in failed["service_provider provider1"]
    assert "DelServiceProvider" not in outcome.operations
    moved.pbx.clear_faults()
    settled(moved, moving(), purge=["service_providers"])
