# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs roles several times in one ``ansible-playbook``, since starting it takes longer than most of what is tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.doors import Run, Values, connection_of, run_playbook
from tests.simulators.client import Simulator

REFUSED = "it has failed"


@dataclass(frozen=True)
class RoleStep:
    """One run of a role. A step that fails does not end the playbook."""

    role: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    check: bool = False
    diff: bool = True


@dataclass(frozen=True)
class RoleRun:
    """What the tasks of one step did, in the order of their results."""

    events: list[Values]

    @property
    def failure(self) -> str:
        """What the step has failed with; empty when it has not."""
        return " ".join(str(event["result"].get("msg")) for event in self.events if event["status"] == "failed")

    @property
    def changed(self) -> list[str]:
        """The names of the tasks that changed something."""
        whole = [event for event in self.events if not event["item"] and event["result"].get("changed")]
        return [event["task"].rpartition(" : ")[2] for event in whole]

    @property
    def requests(self) -> list[Values]:
        return [request for event in self.events for request in event["requests"]]

    @property
    def writes(self) -> list[str]:
        return [request["operation"] for request in self.requests if request["write"]]

    @property
    def diffs(self) -> list[Any]:
        """The differences that the tasks have told, item by item."""
        told = [event["result"] for event in self.events if event["result"].get("changed")]
        return [result["diff"] for result in told if result.get("diff")]

    def result(self, role: str) -> Values:
        """What the role has summed up."""
        (facts,) = [event["result"]["ansible_facts"] for event in self.events if event["task"].endswith(": Sum up")]
        return facts[f"{role}_result"]

    def task(self, name: str) -> Values:
        """The result of the one task of that name."""
        (result,) = [
            event["result"] for event in self.events if event["task"].endswith(f": {name}") and not event["item"]
        ]
        return result


def run_roles(
    pbx: Simulator, directory: Path, steps: Sequence[RoleStep], *arguments: str, in_process: bool = True, **how: Any
) -> tuple[Run, list[RoleRun]]:
    """Run steps in order in one playbook: the whole run, and each step."""
    connection = {**connection_of(pbx), "session_cache_path": str(directory / "sessions")}
    defaults = {f"group/telephony.pbx.{pbx.vendor}": connection}
    if "pms_token" in pbx.credentials:
        defaults["group/telephony.pbx.ucm_pms"] = {"pms_token": pbx.credentials["pms_token"]}
    play = {
        "hosts": "all",
        "gather_facts": False,
        "module_defaults": defaults,
        # Not as extra variables: Ansible itself prints those at -vvvv.
        "vars": {"telephony_pbx_in_process": in_process, "pbx_vendor": pbx.vendor},
        "tasks": [task for number, step in enumerate(steps) for task in _tasks(number, step)],
    }
    run = run_playbook([play], directory, arguments=arguments, collect=pbx, **how)
    found: list[RoleRun] = []
    for event in run.events:
        if event["task"].startswith("step "):
            found.append(RoleRun([]))
        elif event["task"] != REFUSED:
            found[-1].events.append(event)
    assert len(found) == len(steps), run
    return run, found


def _tasks(number: int, step: RoleStep) -> list[Values]:
    role = {
        "ansible.builtin.import_role": {"name": f"telephony.pbx.{step.role}"},
        "vars": dict(step.variables),
        "diff": step.diff,
        **({"check_mode": True} if step.check else {}),
    }
    return [
        {"name": f"step {number}", "ansible.builtin.debug": {"msg": "begins"}},
        {"block": [role], "rescue": [{"name": REFUSED, "ansible.builtin.debug": {"msg": "goes on"}}]},
    ]
