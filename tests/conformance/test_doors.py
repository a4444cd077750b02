# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two doors, one result: the same steps in Ansible's worker and as modules of their own, and in the engine alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.door_steps import Steps, batches
from tests.doors import Engine, Outcome, PlaybookDoor, connection_of, run_playbook
from tests.simulators.client import Simulator

BOTH = pytest.mark.parametrize("in_process", [True, False], ids=["in process", "as a module"])
HIDDEN = "********"
PLACEHOLDERS = {"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", HIDDEN, "***"}
"""What stands for a secret: ansible-core's own before and from 2.22, and the collection's."""


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


class Doors:
    """Runs steps through a door as if nobody had used the PBX and the session cache before."""

    def __init__(self, pbx: Simulator, directory: Path) -> None:
        self.pbx = pbx
        self.directory = directory

    def playbook(self, steps: Steps, *, in_process: bool, **how: Any) -> list[Outcome]:
        self._forget()
        door = PlaybookDoor(self.pbx, self.directory, in_process=in_process)
        return door.run_steps(steps, **how)

    def engine(self, steps: Steps) -> list[Outcome]:
        self._forget()
        return Engine(self.pbx, self.directory / "sessions").run_steps(steps)

    def _forget(self) -> None:
        self.pbx.reset()
        shutil.rmtree(self.directory / "sessions", ignore_errors=True)


def comparable(value: Any) -> Any:
    """A result with one word for every placeholder."""
    if isinstance(value, dict):
        return {name: comparable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    return HIDDEN if value in PLACEHOLDERS else value


def assert_same(here: Outcome, there: Outcome) -> None:
    """The same result, the same requests on the wire."""
    assert comparable(here.result) == comparable(there.result)
    assert requests(here) == requests(there)


def requests(outcome: Outcome) -> list[tuple[str, dict[str, Any], Any]]:
    """What was sent and answered; sessions have names of their own each time."""
    return [
        (
            entry["operation"],
            {name: value for name, value in entry["parameters"].items() if name not in ("cookie", "token")},
            entry["vendor_status"],
        )
        for entry in outcome.requests
    ]


@pytest.mark.parametrize("batch", batches())
def test_a_module_does_and_returns_the_same_through_both_doors(batch: str, ucm: Simulator, tmp_path: Path) -> None:
    steps = batches()[batch]
    doors = Doors(ucm, tmp_path)
    here = doors.playbook(steps, in_process=True)
    there = doors.playbook(steps, in_process=False)
    assert here
    for one, other in zip(here, there, strict=True):
        assert_same(one, other)
        assert "invocation" in one.result
    if batch == "validation":
        return
    for one, alone in zip(here, doors.engine(steps), strict=True):
        if "error" in alone.result or not one.failed:  # what validation refuses, the engine does not see
            assert requests(one) == requests(alone)
            ours = {name: value for name, value in alone.result.items() if name not in ("invocation", "warnings")}
            assert ours == {name: one.result[name] for name in ours}
            assert set(alone.warnings) <= set(one.warnings)


@BOTH
def test_what_validation_refuses_is_refused_before_the_first_request(
    in_process: bool, ucm: Simulator, tmp_path: Path
) -> None:
    steps = batches()["validation"]
    outcomes = Doors(ucm, tmp_path).playbook(steps, in_process=in_process)
    messages = [outcome.message for outcome in outcomes]
    *refused, by_the_pbx = outcomes
    expected = {
        0: "Unsupported parameters for (telephony.pbx.ucm_extension) module: colour. Supported parameters include:",
        1: "value of permission must be one of: internal, local, national, international, got: planetary",
        2: "value of codecs must be one or more of: ulaw",
        3: "missing required arguments: extension",
        4: "missing required arguments: extension",
        5: "argument 'ring_timeout' is of type",
        6: "ring_timeout is 601, but must be 3 to 600",
        8: "extension: '10a1' must be digits only",
        10: "ring_timeout is both given and in reset",
        11: "specific_ip is given, but registration_acl is all",
        12: "missing required arguments: presence_status found in presence_forwarding",
        13: "Unsupported parameters for (telephony.pbx.ucm_extension) module: presence_forwarding.always.",
        15: "outbound_password: the value must be digits only",
        16: "timeout is 0, but must be 1 at least",
        17: "argument 'session_cache' is of type",
    }
    for number, words in expected.items():
        assert refused[number].failed, messages[number]
        assert words in messages[number]
        assert not refused[number].requests
    for number in set(range(len(refused))) - set(expected):
        assert not refused[number].failed, messages[number]
    assert refused[7].result["extension"]["ring_timeout"] == 45
    assert refused[9].result["extension"]["extension"] == "1001"
    assert refused[7].changed
    assert not refused[14].changed, "a null inside an entry is not given"
    assert by_the_pbx.failed
    assert by_the_pbx.result["error"]["code"] == -25
    assert 'The PBX said: "weak: ********"' in by_the_pbx.message
    assert "Canary-7f3a" not in str([outcome.result for outcome in outcomes])


@BOTH
def test_an_option_and_its_alias_are_a_warning(in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    steps = batches()["ucm_extension"]
    outcomes = Doors(ucm, tmp_path).playbook(steps[:3], in_process=in_process)
    assert not outcomes[2].failed
    assert not outcomes[2].changed
    assert outcomes[2].warnings == ["Both option extension and its alias number are set."]


@BOTH
def test_the_environment_stands_in_for_connection_options(in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    door = PlaybookDoor(ucm, tmp_path, in_process=in_process)
    given, door.connection = connection_of(ucm), {}
    environment = {f"UCM_{name.upper()}": value for name, value in given.items()}
    environment |= {"UCM_SESSION_CACHE_PATH": str(tmp_path / "elsewhere"), "UCM_TIMEOUT": "7", "UCM_LOGOUT": "yes"}
    (outcome,) = door.run_steps(batches()["ucm_info"][:1], environment=environment)
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
    loop = {"loop": ["1001", "1002", "1003"]}
    task = {"telephony.pbx.ucm_extension": {"extension": "{{ item }}", "call_waiting": False, "apply": False}, **loop}
    connection = {**connection_of(ucm), "session_cache": False, "session_cache_path": str(tmp_path / "sessions")}
    play = {"hosts": "all", "gather_facts": False, "module_defaults": {"group/telephony.pbx.ucm": connection}}
    run = run_playbook([{**play, "tasks": [task]}], tmp_path, variables={"telephony_pbx_in_process": in_process})
    assert run.code == 0, run.output
    assert [event["result"]["changed"] for event in run.events if event["item"]] == [True] * 3
    operations = [entry["operation"] for entry in ucm.log()]
    assert operations.count("login") == (1 if in_process else 3)
    assert operations.count("updateSIPAccount") == 3


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
    assert run.code == 0, run.output
    assert run.events[1]["result"]["msg"] == trap
    assert run.events[3]["result"]["msg"] == f"{trap} and {trap}"
    assert "1337" not in str(run.events)
