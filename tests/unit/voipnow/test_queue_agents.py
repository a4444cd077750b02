# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents of queues against the simulated VoipNow: one write for each that differs, logins, refusals, lost answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator
from tests.simulators.redaction import hashed

MODULE = "voipnow_queue_agents"
QUEUE = {"number": "108", "user": "user1"}
PIN = "Canary-4711"
GRACE = {"agent_id": 7, "name": "Grace", "phone_number": "+15550100"}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Phone terminals 101 to 107, the queue 108, an IVR 109 and a conference 110 of user1, of company1."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    return Engine(pbx, tmp_path / "sessions")


def staff(engine: Engine, *agents: Any, **options: Any) -> Outcome:
    """Agents by number, or as they are given."""
    given = [agent if isinstance(agent, dict) else {"extension": agent} for agent in agents]
    return engine.run(MODULE, **{**QUEUE, **options}, agents=given)


def written(outcome: Outcome) -> list[str]:
    return [entry["operation"] for entry in outcome.writes]


def on_duty(engine: Engine) -> list[str]:
    return sorted(agent["extendedNumber"].removeprefix("0001*") for agent in queue(engine)["agents"])


def queue(engine: Engine) -> dict[str, Any]:
    return dict(engine.pbx.state("extensions/0001*108"))


# -- what is written


def test_each_agent_that_differs_is_one_write(engine: Engine) -> None:
    assert written(staff(engine, "101", "102", "103")) == ["AssignQueueAgent"] * 3
    same = staff(engine, "103", "0001*101", "102")
    assert (same.changed, same.writes) == (False, [])
    outcome = staff(engine, {"extension": "102", "penalty": 4}, "104", "103")
    assert written(outcome) == ["UnassignQueueAgent", "AssignQueueAgent", "SetQueueAgent"]
    assert on_duty(engine) == ["102", "103", "104"]
    assert outcome.result["queue_agents"]["agents"] == [
        {"extension": "102", "supervisor": False, "penalty": 4},
        {"extension": "103", "supervisor": False, "penalty": 0},
        {"extension": "104", "supervisor": False, "penalty": 0},
    ]
    assert written(staff(engine)) == ["UnassignQueueAgent"] * 3
    assert on_duty(engine) == []


def test_what_is_not_given_of_an_agent_stays(engine: Engine) -> None:
    staff(engine, {"extension": "101", "supervisor": True, "penalty": 5})
    assert not staff(engine, "101").changed
    (entry,) = staff(engine, {"extension": "101", "penalty": 6}).writes
    assert (entry["parameters"]["supervisor"], entry["parameters"]["penalty"]) == (True, 6)


def test_a_list_that_is_not_given_is_left_alone(engine: Engine) -> None:
    staff(engine, "101")
    engine.ensure(MODULE, **QUEUE, remote_agents=[GRACE])
    assert not engine.ensure(MODULE, **QUEUE).changed
    assert not staff(engine, "101").changed
    assert on_duty(engine) == ["101"]


def test_a_full_queue_can_be_changed(engine: Engine) -> None:
    engine.pbx.change("user", "user1", queueMembersMax=2)
    assert not staff(engine, "101", "102").failed
    outcome = staff(engine, "103", "104")
    assert not outcome.failed, outcome
    assert on_duty(engine) == ["103", "104"]
    full = staff(engine, "103", "104", "105")
    assert "has reached its limit queueMembersMax" in full.message


def test_remote_agents_are_added_and_changed(engine: Engine) -> None:
    made = engine.ensure(
        MODULE, **QUEUE, remote_agents=[GRACE, {"agent_id": 8, "name": "J", "registration": "register"}]
    )
    assert written(made) == ["AssignQueueRemoteAgent"] * 2
    changed = engine.ensure(MODULE, **QUEUE, remote_agents=[{"agent_id": 8}, {"agent_id": 7, "penalty": 2}])
    (entry,) = changed.writes
    assert entry["operation"] == "SetQueueRemoteAgent"
    assert [agent["penalty"] for agent in queue(engine)["remote_agents"]] == [2, 0]
    again = engine.ensure(MODULE, **QUEUE, remote_agents=[{"agent_id": 7, "penalty": 2}, {"agent_id": 8}])
    assert not again.changed


# -- logins


def test_logins_are_written_for_new_agents_and_for_others_at_every_run(engine: Engine) -> None:
    agents = [{"extension": "101", "pin": PIN}, {"extension": "102", "authenticate": False}]
    made = staff(engine, *agents)
    assert written(made) == ["AssignQueueAgent"] * 2
    assert made.warnings == []
    assert [agent["auth"] for agent in queue(engine)["agents"]] == [True, False]
    assert queue(engine)["agents"][0]["PIN"] == hashed(PIN)
    again = staff(engine, *agents)
    assert again.changed
    assert written(again) == ["SetQueueMember"] * 2
    assert again.result["diff"]["after"]["agents"] == [
        {"extension": "101", "pin": "******** (new)"},
        {"extension": "102", "authenticate": False},
    ]
    assert again.warnings == []
    kept = staff(engine, *agents, update_password="on_create")
    assert (kept.changed, kept.writes) == (False, [])
    more = staff(engine, *agents, {"extension": "103", "pin": PIN}, update_password="on_create")
    assert written(more) == ["AssignQueueAgent"]
    assert queue(engine)["agents"][2]["auth"] is True
    for outcome in (made, again, more):
        assert PIN not in str(outcome.result)
        assert all("authenticate" not in agent for agent in outcome.result["queue_agents"]["agents"])


def test_logins_of_remote_agents_go_with_them(engine: Engine) -> None:
    agents = [{**GRACE, "pin": PIN}]
    engine.ensure(MODULE, **QUEUE, remote_agents=agents)
    assert queue(engine)["remote_agents"][0]["auth"] is True
    outcome = engine.ensure(MODULE, **QUEUE, remote_agents=[{"agent_id": 7, "authenticate": False}])
    assert written(outcome) == ["SetQueueRemoteAgent"]
    assert queue(engine)["remote_agents"][0]["auth"] is False
    assert not engine.ensure(MODULE, **QUEUE, remote_agents=agents, update_password="on_create").changed


def test_a_pin_is_needed_to_ask_for_one(engine: Engine) -> None:
    outcome = staff(engine, {"extension": "101", "authenticate": True})
    assert "agents[101].authenticate needs pin" in outcome.message
    assert not outcome.requests


# -- bad input


def test_agents_that_cannot_be_are_told_before_the_first_write(engine: Engine) -> None:
    engine.pbx.add("organization", "other", parent="provider1")
    engine.pbx.add("user", "eve", parent="other")
    engine.pbx.add("extension", "0002*301", owner="eve")
    outcome = staff(engine, "101", "1O2", "109", "301", "0002*301", "0001*999")
    assert outcome.result["error"]["problems"] == [
        "agents[1O2].extension: the queue's organization has no phone terminal '1O2'; did you mean '102'?",
        "agents[109].extension: extension 0001*109 is of type ivr, but agents are phone terminals",
        "agents[301].extension: the queue's organization has no phone terminal '301'; did you mean '101'?",
        "agents[0002*301].extension: the queue's organization has no phone terminal '0002*301'",
        "agents[999].extension: the queue's organization has no phone terminal '999'",
    ]
    assert not outcome.writes


def test_an_agent_is_not_given_twice(engine: Engine) -> None:
    assert "agents has extension 101 more than once" in staff(engine, "101", "0001*101").message


def test_remote_agents_stay_since_nothing_removes_them(engine: Engine) -> None:
    engine.ensure(MODULE, **QUEUE, remote_agents=[GRACE])
    for check in (True, False):
        outcome = engine.run(MODULE, check=check, **QUEUE, remote_agents=[])
        assert "remote_agents leaves out 7, and VoipNow's API cannot remove a remote agent" in outcome.message
        assert not outcome.writes
    nameless = engine.run(MODULE, **QUEUE, remote_agents=[GRACE, {"agent_id": 9}])
    assert "remote_agents[9] has no name; remote_agents[9] has no phone_number" in nameless.message


def test_only_queues_have_agents(engine: Engine) -> None:
    outcome = staff(engine, "101", number="0001*103")
    assert "extension 0001*103 is of type term, which has no queue_agents" in outcome.message
    missing = staff(engine, "101", number="500")
    assert "create the extension first with voipnow_extension" in missing.message


# -- check mode


@pytest.mark.parametrize("user", ["user1", "ada"])
def test_a_check_takes_it_that_queue_and_agents_come(engine: Engine, user: str) -> None:
    """The queue, the agent and, the second time, the user as well are those of an earlier task."""
    outcome = engine.run(
        MODULE, check=True, number="500", user=user, agents=[{"extension": "101"}, {"extension": "777"}]
    )
    assert not outcome.failed, outcome
    assert outcome.changed
    assert outcome.result["diff"]["after"] == {"agents": [{"extension": "101"}, {"extension": "777"}]}
    told = " ".join(outcome.warnings)
    assert "does not exist; this check takes it that an earlier task creates it" in told
    assert "no phone terminal '101'" not in told
    assert ("no phone terminal '777'" in told) == (user == "user1")


def test_a_check_knows_the_organization_of_a_queue_that_is_to_come(engine: Engine) -> None:
    outcome = engine.run(MODULE, check=True, number="500", user="user1", agents=[{"extension": "0001*101"}])
    assert outcome.result["diff"]["after"] == {"agents": [{"extension": "101"}]}


# -- what goes wrong


def test_a_refusal_in_the_middle_tells_what_was_done(engine: Engine) -> None:
    staff(engine, "101", "102")
    engine.pbx.fault("vendor_error", operation="AssignQueueAgent", code="152", skip=1)
    outcome = staff(engine, "103", "104", "105")
    assert outcome.failed
    assert (
        "Before that agent 101 was removed, agent 103 was added, agent 102 was removed; the rest was not tried"
        in outcome.message
    )
    assert on_duty(engine) == ["103"]
    mended = staff(engine, "103", "104", "105")
    assert not mended.failed
    assert on_duty(engine) == ["103", "104", "105"]


WANTED = [{"extension": "102", "penalty": 1, "pin": PIN}, {"extension": "104"}, {"extension": "105"}]
ALL = ["SetQueueMember", "UnassignQueueAgent", "AssignQueueAgent", "AssignQueueAgent", "SetQueueAgent"]


@pytest.mark.parametrize("effect", ["cut_before", "cut_after", "truncate"])
@pytest.mark.parametrize("place", range(len(ALL)))
def test_a_lost_answer_is_looked_after_wherever_it_was(engine: Engine, effect: str, place: int) -> None:
    staff(engine, "101", "102")
    engine.pbx.fault(effect, kind="write", skip=place)
    outcome = staff(engine, *WANTED)
    assert not outcome.failed, outcome
    carried_out = [entry["operation"] for entry in outcome.writes if entry["carried_out"]]
    once = [name for name in ALL if name != "SetQueueMember"]
    assert [name for name in carried_out if name != "SetQueueMember"] == once
    assert "SetQueueMember" in carried_out
    assert on_duty(engine) == ["102", "104", "105"]
    assert queue(engine)["agents"][0]["PIN"] == hashed(PIN)
    assert not staff(engine, *WANTED, update_password="on_create").changed


def test_a_login_alone_whose_answer_is_lost_is_sent_again(engine: Engine) -> None:
    staff(engine, "101")
    engine.pbx.fault("cut_before", operation="SetQueueMember")
    outcome = staff(engine, {"extension": "101", "pin": PIN})
    assert not outcome.failed, outcome
    assert queue(engine)["agents"][0]["PIN"] == hashed(PIN)


def test_what_is_accepted_and_not_kept_is_told(engine: Engine) -> None:
    engine.pbx.fault("alter", operation="AssignQueueAgent", parameters={"penalty": 3})
    outcome = staff(engine, {"extension": "101", "penalty": 5})
    assert any("accepted, but did not keep: agents" in warning for warning in outcome.warnings), outcome
