# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed in the middle of a write: the next one makes it good, and does nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Run, connection_of, playbook_command, run_playbook
from tests.simulators.client import Simulator

PATIENCE = 30

# The write that is under way when the run dies, and the options of the run.
WRITES: dict[str, dict[str, Any]] = {
    "addSIPAccountAndUser": {"extension": "2001", "permission": "local"},
    "updateSIPAccount": {"extension": "1001", "permission": "local"},
    "deleteUser": {"extension": "1001", "state": "absent"},
    "applyChanges": {"extension": "1001", "permission": "local"},
}


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


def play(ucm: Simulator, directory: Path, options: dict[str, Any]) -> list[dict[str, Any]]:
    connection = {**connection_of(ucm), "session_cache_path": str(directory / "sessions")}
    task = {"telephony.pbx.ucm_extension": {**connection, **options}}
    return [{"hosts": "all", "gather_facts": False, "tasks": [task]}]


def killed_during(
    operation: str, ucm: Simulator, directory: Path, plays: list[dict[str, Any]], *, in_process: bool
) -> None:
    """Start a run, and kill all its processes while it waits for the answer to ``operation``."""
    command, environment = playbook_command(plays, directory, variables={"telephony_pbx_in_process": in_process})
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + PATIENCE
    while not any(entry["operation"] == operation for entry in ucm.log()):
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
    for number in [process.pid, *descendants(process.pid)]:
        os.kill(number, signal.SIGKILL)
    assert process.wait(PATIENCE) == -signal.SIGKILL


def descendants(number: int) -> list[int]:
    """The processes that a process has started, and theirs. Ansible's workers have sessions of their own."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    children = [child for child, parent in pairs if parent == number]
    return children + [below for child in children for below in descendants(child)]


# The engine is the same behind both doors, so one kind of write shows that the ordinary one does not undo it.
CASES = [(operation, True) for operation in WRITES] + [
    pytest.param("addSIPAccountAndUser", False, marks=pytest.mark.slow)
]


@pytest.mark.parametrize(("operation", "in_process"), CASES)
def test_the_next_run_makes_it_good(operation: str, in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    options = WRITES[operation]
    plays = play(ucm, tmp_path, options)
    ucm.fault("delay", operation=operation, seconds=float(PATIENCE), carried_out=True)
    killed_during(operation, ucm, tmp_path, plays, in_process=in_process)
    assert [entry["carried_out"] for entry in ucm.log() if entry["operation"] == operation] == [True]

    def again() -> Run:
        found = run_playbook(plays, tmp_path, variables={"telephony_pbx_in_process": in_process})
        assert found.code == 0, found
        return found

    again()
    written = [entry["operation"] for entry in ucm.log() if entry["kind"] in ("create", "update", "delete")]
    assert len(written) == 1, "the write that the killed run left behind is not done again"
    assert not ucm.state("needs_apply"), "what the killed run wrote is in effect now"
    extension = ucm.state("extensions").get(options["extension"])
    assert (extension or {}).get("permission") == ("internal-local" if "permission" in options else None)
    assert again().events[0]["result"]["changed"] is False
