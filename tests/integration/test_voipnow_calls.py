# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Public numbers and call forwarding as parts of a configuration, and in a play."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.sample_values import SECRET
from tests.doors import Engine, Outcome, PlaybookDoor, Step, task_of
from tests.role_steps import RoleStep, run_roles
from tests.simulators.client import Simulator

KINDS = ["extensions", "assigned_numbers", "call_forwarding"]
ONE, TWO, THREE = (f"+1555{number:07}" for number in range(3))
OF_USER1 = [2, 3, 4]
"""The ids of provider1, company1 and user1."""
RULES = [
    {"action": "hangup", "caller": "0900X.", "interval": "Office hours"},
    {"action": "forward", "when": "busy", "numbers": ["401", "102"], "ring_seconds": 20},
    {"action": "authenticate", "password": SECRET, "sound": "Welcome"},
    {"action": "voicemail", "when": "no_answer", "enabled": False},
]
DESKS: dict[str, list[dict[str, Any]]] = {
    "extensions": [
        {"number": "401", "user": "user1", "label": "Front desk", "password": SECRET},
        {"number": "402", "user": "user1", "label": "Team", "type": "conference"},
    ],
    "assigned_numbers": [
        {"number": "401", "user": "user1", "numbers": [ONE[1:], TWO]},
        {"number": "0001*101", "numbers": [THREE]},
    ],
    "call_forwarding": [
        {"number": "401", "user": "user1", "rules": RULES},
        {"number": "402", "user": "user1", "rules": [{"action": "forward", "numbers": "401"}]},
    ],
}
OBJECTS = sum(map(len, DESKS.values()))


def with_numbers(pbx: Simulator) -> Simulator:
    """Ten extensions of user1, who has the first three of twenty numbers."""
    pbx.reset(objects=10)
    for number in ("1", "2", "3"):
        pbx.change("public_number", number, holders=OF_USER1)
    return pbx


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(with_numbers(simulators("voipnow")), tmp_path / "sessions", keep_clients=True)
    yield engine
    engine.close()


def configure(engine: Engine, config: Mapping[str, Any], **options: Any) -> Outcome:
    options = {"update_password": "on_create", **options}
    return engine.run("voipnow_config", config=copy.deepcopy(dict(config)), **options)


def assigned(**numbers: list[str]) -> dict[str, Any]:
    """Numbers by extension, such as ``x101``."""
    return {"assigned_numbers": [{"number": f"0001*{name[1:]}", "numbers": each} for name, each in numbers.items()]}


def export(engine: Engine) -> dict[str, Any]:
    result = engine.ensure("voipnow_info", resources=KINDS, details=True).result
    return {kind: result[kind] for kind in KINDS}


def holders(engine: Engine) -> dict[str, list[str]]:
    rows = engine.pbx.state("public_numbers").values()
    return {
        row["phoneNo"]: [each for each in row["holders"] if isinstance(each, str)] for row in rows if row["holders"]
    }


def test_new_extensions_get_numbers_and_rules_as_predicted_and_are_then_left_alone(engine: Engine) -> None:
    predicted = configure(engine, DESKS, check=True)
    assert not predicted.failed, predicted
    assert not predicted.writes
    made = configure(engine, DESKS)
    assert not made.failed, made
    assert not made.warnings, made
    assert made.result["counts"] == {"create": 2, "update": OBJECTS - 2, "delete": 0, "nothing": 0}
    assert predicted.result["objects"] == made.result["objects"]
    assert SECRET not in str(made.result)
    assert holders(engine) == {ONE: ["0001*401"], TWO: ["0001*401"], THREE: ["0001*101"]}
    again = configure(engine, DESKS)
    assert (again.changed, again.writes, again.warnings) == (False, [], []), again


def test_extensions_are_rebuilt_from_an_export(engine: Engine) -> None:
    configure(engine, DESKS)
    before = export(engine)
    assert sum(len(one["rules"]) for one in before["call_forwarding"]) == len(RULES) + 1
    assert not configure(engine, before).changed
    wiped = configure(engine, {"extensions": []}, purge=["extensions"], purge_limit=99)
    assert not wiped.failed, wiped
    assert holders(engine) == {ONE: [], TWO: [], THREE: []}
    passwords = copy.deepcopy(before)
    for one in passwords["call_forwarding"]:
        for rule in one["rules"]:
            if rule["action"] == "authenticate":
                rule["password"] = SECRET  # no export has it
    rebuilt = configure(engine, passwords)
    assert not rebuilt.failed, rebuilt
    assert export(engine) == before
    assert not configure(engine, passwords).changed


@pytest.mark.parametrize("order", [("x101", "x102"), ("x102", "x101")])
def test_numbers_change_places_in_one_run(engine: Engine, order: tuple[str, str]) -> None:
    configure(engine, assigned(x101=[ONE, THREE], x102=[TWO]))
    wanted = {"x101": [TWO, THREE], "x102": [ONE]}
    outcome = configure(engine, assigned(**{name: wanted[name] for name in order}))
    assert not outcome.failed, outcome
    assert not outcome.warnings, outcome
    assert holders(engine) == {ONE: ["0001*102"], TWO: ["0001*101"], THREE: ["0001*101"]}
    assert sorted(entry["operation"] for entry in outcome.writes) == ["AssignPublicNo"] * 2 + ["UnassignPublicNo"] * 2


def test_a_number_goes_over_to_an_extension_that_the_same_run_creates(engine: Engine) -> None:
    configure(engine, assigned(x101=[ONE]))
    config = {
        "extensions": DESKS["extensions"][:1],
        "assigned_numbers": [
            {"number": "401", "user": "user1", "numbers": [ONE]},
            {"number": "101", "user": "user1", "numbers": []},
        ],
    }
    outcome = configure(engine, config)
    assert not outcome.failed, outcome
    assert holders(engine) == {ONE: ["0001*401"], TWO: [], THREE: []}


def test_a_number_that_its_extension_keeps_is_not_to_be_had(engine: Engine) -> None:
    configure(engine, assigned(x101=[ONE]))
    outcome = configure(engine, assigned(x101=[ONE, TWO], x102=[ONE]))
    assert f"config.assigned_numbers[1].numbers: {ONE} belongs to another extension of user user1" in outcome.message
    assert not outcome.writes


def test_every_problem_is_told_with_its_place_and_nothing_is_written(engine: Engine) -> None:
    config = {
        "assigned_numbers": [{"number": "101", "user": "user1", "numbers": ["+1555000009"]}],
        "call_forwarding": [
            {"number": "101", "user": "user1", "rules": [{"action": "forward", "numbers": ["102"], "ring_secs": 3}]},
            {"number": "102", "user": "user1", "rules": [{"action": "fwd"}]},
            {"number": "103", "user": "user1", "rules": [{"action": "busy", "interval": "Ofice hours"}]},
            {"number": "999", "user": "user1", "rules": [{"action": "busy"}]},
        ],
    }
    outcome = configure(engine, config)
    assert not outcome.writes
    problems = " ".join(outcome.result["error"]["problems"])
    for told in (
        "config.assigned_numbers[0].numbers: there is no public number +1555000009 to be assigned; did you mean",
        "config.call_forwarding[0].rules[0]: 'ring_secs' is no option; did you mean 'ring_seconds'?",
        "config.call_forwarding[1].rules[0].action is 'fwd', but must be one of forward, voicemail,",
        "config.call_forwarding[2].rules[0].interval: there is no time interval 'Ofice hours'",
        "config.call_forwarding[3] (call_forwarding 999 user1): there is no such object",
    ):
        assert told in problems, problems


def test_a_number_that_a_new_user_lacks_fails_by_itself(engine: Engine) -> None:
    much = {"phone_extensions": 9}
    config = {
        "users": [{"login": "ada", "organization": "company1", "name": "A", "email": "a@b.c", "limits": much}],
        "extensions": [{"number": "401", "user": "ada", "label": "Ada"}],
        "assigned_numbers": [{"number": "401", "user": "ada", "numbers": [ONE]}],
        "call_forwarding": [{"number": "401", "user": "ada", "rules": [{"action": "voicemail"}]}],
    }
    outcome = configure(engine, config, on_error="continue")
    assert [one["object"] for one in outcome.result["failed_objects"]] == ["public_numbers 401 ada"]
    assert f"{ONE} is not available" in outcome.result["failed_objects"][0]["msg"]
    assert outcome.result["counts"]["create"] == 2
    assert len(engine.pbx.state("extensions/0001*401")["rules"]) == 1


def test_they_go_with_their_extensions_so_that_there_is_nothing_to_purge() -> None:
    assert not {"assigned_numbers", "call_forwarding"} & set(task_of("voipnow_config").spec["purge"]["choices"])


@pytest.mark.parametrize(
    "in_process", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["in process", "as a module"]
)
def test_a_play_runs_them_twice_and_checks_before_the_extension_is_there(
    simulators: Callable[[str], Simulator], tmp_path: Path, in_process: bool
) -> None:
    pbx = with_numbers(simulators("voipnow"))
    desk = {"number": "401", "user": "user1"}
    steps = [
        ("voipnow_extension", {**desk, "label": "Front desk"}),
        ("voipnow_public_numbers", {**desk, "numbers": [ONE]}),
        ("voipnow_call_forwarding", {**desk, "rules": RULES, "update_password": "on_create"}),
    ]
    checked = [Step(module, options, check=True) for module, options in steps]
    real = [Step(module, options) for module, options in steps]
    door = PlaybookDoor(pbx, tmp_path, in_process=in_process)
    outcomes = door.run_steps([*checked, *real, *real, *checked])
    assert [outcome.changed for outcome in outcomes] == [True] * 6 + [False] * 6, outcomes
    assert not any(outcome.failed for outcome in outcomes)
    assert not any(outcome.writes for outcome in outcomes[:3] + outcomes[6:])
    assert SECRET not in str([outcome.result for outcome in outcomes])


@pytest.mark.slow
def test_the_role_call_center_leads_numbers_within_and_outside_of_hours(
    simulators: Callable[[str], Simulator], tmp_path: Path
) -> None:
    pbx = with_numbers(simulators("voipnow"))
    pbx.change("public_number", "3", holders=[*OF_USER1, "0001*101"])
    queue, desk = {"type": "queue", "target": "500"}, {"type": "extension", "target": "0001*101"}
    center = {
        "call_center_user": "user1",
        "call_center_queues": [{"number": "500", "name": "Support"}],
        "call_center_routes": [
            {"trunk": "any", "dids": [int(ONE), TWO], "destination": queue, "closed_destination": desk},
        ],
    }
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep("call_center", center, check=True),
            RoleStep("call_center", center),
            RoleStep("call_center", center),
            RoleStep("call_center", {**center, "call_center_open": False}),
            RoleStep("call_center", center),
            RoleStep("call_center", {**center, "call_center_state": "absent"}),
        ],
    )
    predicted, made, again, closed, opened, removed = steps
    assert predicted.writes == [], run
    assert made.writes == ["AddExtension", "AssignPublicNo"], run
    assert made.result("call_center") == {"created": ["queue 500"], "changed": ["numbers of 500"], "removed": []}
    assert predicted.result("call_center") == made.result("call_center")
    assert (again.changed, again.writes) == ([], []), run
    assert closed.writes == ["UnassignPublicNo", "AssignPublicNo"], run
    assert closed.result("call_center")["changed"] == ["numbers of 500", "numbers of 101"]
    assert opened.writes == ["UnassignPublicNo", "AssignPublicNo"], run
    assert removed.writes == ["DelExtension"], run
    rows = {row["phoneNo"]: row["holders"] for row in pbx.state("public_numbers").values()}
    assert (rows[ONE], rows[TWO], rows[THREE]) == (OF_USER1, OF_USER1, [*OF_USER1, "0001*101"])
