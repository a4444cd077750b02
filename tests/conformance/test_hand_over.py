# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which door a task goes through, as -vvv tells it, and that what is handed over is done all the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Run, connection_of, run_playbook
from tests.simulators.client import Simulator

HANDED_OVER = re.compile(r"telephony\.pbx: telephony\.pbx\.ucm_extension runs as a module of its own: (.*)")

# The task's keywords and variables, and why it is handed over (None: it is not).
CASES: dict[str, tuple[dict[str, Any], str | None]] = {
    "plain": ({}, None),
    "the controller's own interpreter": (
        {"vars": {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}},
        None,
    ),
    "automatic interpreter": ({"vars": {"ansible_python_interpreter": "auto_silent"}}, None),
    "delegated to this machine": ({"delegate_to": "localhost"}, None),
    "switched on": ({"vars": {"telephony_pbx_in_process": "yes"}}, None),
    "become": ({"become": True}, "it uses become"),
    "become by a variable": ({"vars": {"ansible_become": True}}, "it uses become"),
    "become that a variable takes back": ({"become": True, "vars": {"ansible_become": False}}, None),
    "become is false": ({"become": False, "vars": {"ansible_become": False}}, None),
    "async": ({"async": 60, "poll": 1}, "it is async"),
    "environment": ({"environment": {"TZ": "UTC"}}, "it sets environment variables"),
    "empty environment": ({"environment": {}}, None),
    "switched off": ({"vars": {"telephony_pbx_in_process": False}}, "it is switched off"),
    "switched off by a template": ({"vars": {"telephony_pbx_in_process": "{{ 1 > 2 }}"}}, "it is switched off"),
    "another interpreter": (
        {"vars": {"ansible_python_interpreter": "{{ other_python }}"}},
        "the interpreter is {other}",
    ),
    "another connection": ({"vars": {"ansible_connection": "elsewhere"}}, "the connection is not local"),
}


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


def executable(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o700)
    return str(path)


def run(
    ucm: Simulator, directory: Path, cases: dict[str, tuple[dict[str, Any], str | None]], **environment: str
) -> tuple[Run, dict[str, str | None]]:
    """Run a task for each case; what happened, and for each case why it was handed over."""
    # Takes sudo's part where there is none: everything before the shell is options.
    become = executable(directory / "become", '#!/bin/sh\nwhile [ "$1" != /bin/sh ]; do shift; done\nexec "$@"\n')
    other = executable(directory / "python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    tasks = [
        {
            "name": name,
            "telephony.pbx.ucm_extension": {"extension": "1001", "call_waiting": None},
            **keywords,
            "vars": {"ansible_become_exe": become, "other_python": other, **keywords.get("vars", {})},
        }
        for name, (keywords, _) in cases.items()
    ]
    connection = {**connection_of(ucm), "session_cache_path": str(directory / "sessions")}
    play = {"hosts": "all", "gather_facts": False, "module_defaults": {"group/telephony.pbx.ucm": connection}}
    found = run_playbook(
        [{**play, "tasks": tasks}], directory, arguments=["-vvv"], quiet=False, environment=environment
    )
    assert found.code == 0, found
    parts = re.split(r"^TASK \[(.*?)\]", found.output, flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    reasons = {name: (match[1] if (match := HANDED_OVER.search(text)) else None) for name, text in told.items()}
    return found, reasons


def test_a_task_is_handed_over_when_it_must_be_and_only_then(ucm: Simulator, tmp_path: Path) -> None:
    found, reasons = run(ucm, tmp_path, CASES)
    expected = {
        name: reason.format(other=tmp_path / "python") if reason else None for name, (_, reason) in CASES.items()
    }
    assert reasons == expected
    for event in found.events:
        assert event["result"]["changed"] is False
        assert event["result"]["extension"]["extension"] == "1001"


def test_the_environment_switches_it_off_and_a_variable_on_again(ucm: Simulator, tmp_path: Path) -> None:
    cases = {name: CASES[name] for name in ("plain", "switched on")}
    _, reasons = run(ucm, tmp_path, cases, TELEPHONY_PBX_IN_PROCESS="no")
    assert reasons == {"plain": "it is switched off", "switched on": None}


def test_without_httpx_the_module_says_what_to_install(ucm: Simulator, tmp_path: Path) -> None:
    """A directory that shadows httpx stands for a controller that has none."""
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow/httpx.py").write_text("raise ImportError('no httpx here')\n")
    connection = {**connection_of(ucm), "session_cache_path": str(tmp_path / "sessions")}
    task = {"telephony.pbx.ucm_info": connection}
    found = run_playbook(
        [{"hosts": "all", "gather_facts": False, "tasks": [task]}],
        tmp_path,
        environment={"PYTHONPATH": str(tmp_path / "shadow")},
    )
    assert found.code == 2, found
    assert "Failed to import the required Python library (httpx)" in found.events[0]["result"]["msg"]
    assert "Traceback" not in str(found)
