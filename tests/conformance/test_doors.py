# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two doors, one result: the same steps in Ansible's worker and as modules of their own, and in the engine alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.door_steps import OTHER_STEPS, REFUSED, REFUSED_AFTER_A_LOOK, REFUSED_BY_THE_PBX, Steps, batches
from tests.conformance.door_steps_calls_and_records import DOWNLOADS
from tests.conformance.rows import ROWS
from tests.conformance.sample_values import SECRET
from tests.doors import (
    HIDDEN,
    Control,
    Engine,
    ModuleDoor,
    ModuleHost,
    Outcome,
    PlaybookDoor,
    connection_of,
    run_playbook,
)
from tests.simulators.client import Simulator
from tests.simulators.system import without

BOTH = pytest.mark.parametrize("in_process", [True, False], ids=["in process", "as a module"])
PLACEHOLDERS = {"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", "$REDACTED$", HIDDEN}
"""What stands for a secret: ansible-core's own before 2.22 and from there on, and the collection's."""
VOLATILE = frozenset({"cookie", "token"}).union(*(row.volatile for row in ROWS))
FLEETING = {
    *("answered_at", "changed_at", "bridge_id", "caller_unique_id", "callee_unique_id"),  # of calls
    *("status_date", "status_time", "order_id"),  # of hotel rooms
    "identifier",  # of accounts
}
"""Values of the moment in which something happened, and what the PBX makes up."""


@pytest.fixture(autouse=True)
def wsdl_is_parsed_once() -> None:
    """Not here: the engine is to send what the doors send."""


@pytest.fixture(autouse=True)
def no_downloads() -> Iterator[None]:
    yield
    shutil.rmtree(DOWNLOADS, ignore_errors=True)


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


@pytest.fixture
def doors(ucm: Simulator, module_host: ModuleHost, tmp_path: Path) -> Doors:
    return Doors(ucm, module_host, tmp_path)


class Doors:
    """Runs steps through a door as if nobody had used the PBX and the session cache before."""

    def __init__(self, pbx: Simulator, host: ModuleHost, directory: Path) -> None:
        self.pbx = pbx
        self.host = host
        self.directory = directory

    def playbook(self, steps: Steps, *, in_process: bool) -> list[Outcome]:
        self._forget()
        return PlaybookDoor(self.pbx, self.directory, in_process=in_process).run_steps(steps)

    def module(self, steps: Steps) -> list[Outcome]:
        self._forget()
        return ModuleDoor(self.pbx, self.host, self.directory / "sessions").run_steps(steps)

    def engine(self, steps: Steps) -> list[Outcome]:
        self._forget()
        return Engine(self.pbx, self.directory / "sessions").run_steps(steps)

    def _forget(self) -> None:
        self.pbx.reset()
        for directory in (self.directory / "sessions", DOWNLOADS):
            shutil.rmtree(directory, ignore_errors=True)
        DOWNLOADS.mkdir()


def comparable(value: Any) -> Any:
    """A result with one word for every placeholder, and without the place that a traceback would have."""
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items() if name != "exception" and name not in FLEETING}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    return HIDDEN if value in PLACEHOLDERS else value


def assert_same(here: Outcome, there: Outcome) -> None:
    """The same result, the same requests on the wire."""
    assert comparable(here.result) == comparable(there.result)
    assert requests(here) == requests(there)


def requests(outcome: Outcome) -> list[tuple[str, dict[str, Any], Any]]:
    """What was sent and answered, without what is made anew each time."""
    return [
        (entry["operation"], without(entry["parameters"], VOLATILE), entry["vendor_status"])
        for entry in outcome.requests
    ]


@pytest.mark.parametrize("batch", batches())
def test_a_module_does_and_returns_the_same_through_both_doors(
    batch: str, simulators: Callable[[str], Simulator], module_host: ModuleHost, tmp_path: Path
) -> None:
    steps = batches()[batch].steps
    doors = Doors(simulators(batches()[batch].vendor), module_host, tmp_path)
    here, there = doors.playbook(steps, in_process=True), doors.module(steps)
    assert here
    for one, other in zip(here, there, strict=True):
        assert_same(one, other)
        assert "invocation" in one.result
        assert SECRET not in str(one.result)
    if batch == "validation":
        assert_is_as_the_steps_say(here)
    else:
        assert_adds_nothing_to_the_engine(here, doors, steps)


def assert_adds_nothing_to_the_engine(outcomes: list[Outcome], doors: Doors, steps: Steps) -> None:
    """A door validates, and otherwise passes on what the engine returns."""
    left = iter(outcomes)
    kept = []
    accepted: Steps = []
    for step in steps:
        if isinstance(step, Control):
            accepted.append(step)
        elif not (outcome := next(left)).failed or "error" in outcome.result:  # else refused by validation
            accepted.append(step)
            kept.append(outcome)
    for one, alone in zip(kept, doors.engine(accepted), strict=True):
        ours = {name: value for name, value in alone.result.items() if name not in ("invocation", "warnings")}
        assert comparable(ours) == comparable({name: one.result[name] for name in ours})
        assert set(alone.warnings) <= set(one.warnings)
        assert requests(one) == requests(alone)


def assert_is_as_the_steps_say(outcomes: list[Outcome]) -> None:
    for case, outcome in zip(REFUSED, outcomes, strict=False):
        assert outcome.failed, outcome
        assert case.words in outcome.message
        assert not outcome.requests, "refused before the first request"
    outcomes = outcomes[len(REFUSED) :]
    for case, outcome in zip(REFUSED_AFTER_A_LOOK, outcomes, strict=False):
        assert outcome.failed, outcome
        assert case.words in outcome.message
        assert outcome.result["error"]["remedy"]
        assert not outcome.writes
    as_text, as_number, null_inside, by_the_pbx = outcomes[len(REFUSED_AFTER_A_LOOK) :]
    assert as_text.result["extension"]["ring_timeout"] == 45
    assert as_number.result["extension"]["extension"] == "1001"
    assert not null_inside.changed
    assert not null_inside.failed
    assert by_the_pbx.result["error"]["code"] == -25
    assert 'The PBX said: "weak: ********"' in by_the_pbx.message
    assert SECRET not in str([outcome.result for outcome in outcomes])


def test_ansible_itself_runs_the_modules_to_the_same_end(doors: Doors) -> None:
    """The whole way of the ordinary door, for a few steps: packed by Ansible, run by its interpreter."""
    row = batches()["ucm_extension"].steps
    steps = [*row[:3], REFUSED[0].step, OTHER_STEPS["ucm_api"][0], OTHER_STEPS["user_list"][0], *REFUSED_BY_THE_PBX]
    whole, bare = doors.playbook(steps, in_process=False), doors.module(steps)
    for one, other in zip(whole, bare, strict=True):
        assert_same(one, other)
    assert whole[2].warnings == ["Both option extension and its alias number are set."]
    assert SECRET not in str([outcome.result for outcome in whole])


@BOTH
def test_the_environment_stands_in_for_connection_options(in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    door = PlaybookDoor(ucm, tmp_path, in_process=in_process)
    given, door.connection = connection_of(ucm), {}
    environment = {f"UCM_{name.upper()}": value for name, value in given.items()}
    environment |= {"UCM_SESSION_CACHE_PATH": str(tmp_path / "elsewhere"), "UCM_TIMEOUT": "7", "UCM_LOGOUT": "yes"}
    (outcome,) = door.run_steps(OTHER_STEPS["ucm_info"][:1], environment=environment)
    assert not outcome.failed, outcome
    arguments = outcome.result["invocation"]["module_args"]
    assert (arguments["url"], arguments["timeout"], arguments["logout"]) == (ucm.url, 7, True)
    assert arguments["password"] in PLACEHOLDERS
    assert outcome.operations[-1] == "logout"
    assert (tmp_path / "elsewhere").is_dir()


@BOTH
def test_the_items_of_a_loop_share_one_session_where_the_process_is_shared(
    in_process: bool, ucm: Simulator, tmp_path: Path
) -> None:
    """Without a session cache, so that the process is all they can share."""
    options = {"extension": "{{ item }}", "call_waiting": False}
    task = {"telephony.pbx.ucm_extension": options, "loop": ["1001", "1002", "1003"]}
    connection = {**connection_of(ucm), "session_cache": False, "session_cache_path": str(tmp_path / "sessions")}
    defaults = {"group/telephony.pbx.ucm": connection, "group/telephony.pbx.ucm_state": {"apply": False}}
    play = {"hosts": "all", "gather_facts": False, "module_defaults": defaults}
    run = run_playbook([{**play, "tasks": [task]}], tmp_path, variables={"telephony_pbx_in_process": in_process})
    assert run.code == 0, run
    assert [event["result"]["changed"] for event in run.events if event["item"]] == [True] * 3
    operations = [entry["operation"] for entry in ucm.log()]
    assert operations.count("login") == (1 if in_process else 3)
    assert operations.count("updateSIPAccount") == 3
    assert "applyChanges" not in operations


@BOTH
def test_what_the_pbx_says_is_never_taken_for_a_template(in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    trap = "{{ 7 * 191 }}{% for i in [1] %}{{ i }}{% endfor %}"
    ucm.change("user", "1001", first_name=trap)
    read = {"telephony.pbx.ucm_user": {"user_name": "1001"}, "register": "found"}
    show = {"ansible.builtin.debug": {"msg": "{{ found.user.first_name }}"}}
    keep = {"ansible.builtin.set_fact": {"kept": "{{ found.user }}"}}
    again = {"ansible.builtin.debug": {"msg": "{{ kept.first_name }} and {{ found.user['first_name'] }}"}}
    connection = {**connection_of(ucm), "session_cache_path": str(tmp_path / "sessions")}
    play = {"hosts": "all", "gather_facts": False, "module_defaults": {"group/telephony.pbx.ucm": connection}}
    run = run_playbook(
        [{**play, "tasks": [read, show, keep, again]}], tmp_path, variables={"telephony_pbx_in_process": in_process}
    )
    assert run.code == 0, run
    assert run.events[1]["result"]["msg"] == trap
    assert run.events[3]["result"]["msg"] == f"{trap} and {trap}"
    assert "1337" not in str(run.events)
