# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to run modules, with the same steps in and the same outcomes out.

``Engine`` runs a module's task in the test's own process, on a clock that a test can move: for the bulk of the tests.
``ModuleDoor`` runs a module's own ``main`` in a process of its own, without Ansible's part of it.
``PlaybookDoor`` runs the steps as the tasks of one real ``ansible-playbook``: in Ansible's worker, or as modules of
their own, which takes the better part of a second for each. ``run_playbook`` is what it stands on, for tests that write
their own plays.
"""

from __future__ import annotations

import copy
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import PASS_VARS

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import without_nulls
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, Task, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import Clock
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import ClientPool
from tests.simulators.client import Simulator

REPOSITORY = Path(__file__).resolve().parent.parent
PLUGINS = Path(__file__).resolve().parent / "playbook_plugins"
MODULES = "ansible_collections.telephony.pbx.plugins.modules"
PLAYBOOK_SECONDS = 300
HIDDEN = "********"

Values = dict[str, Any]


def module_names() -> list[str]:
    """Every module of the collection."""
    return sorted(path.stem for path in (REPOSITORY / "plugins/modules").glob("*.py"))


def task_of(module: str) -> Task:
    return importlib.import_module(f"{MODULES}.{module}").TASK


@dataclass(frozen=True)
class Step:
    """One task. Connection options are added by the door; ``keywords`` are of the task, for playbooks only."""

    module: str
    options: Mapping[str, Any] = field(default_factory=dict)
    check: bool = False
    diff: bool = True
    keywords: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Control:
    """A control of the simulator between two steps: a method of ``Simulator`` and its arguments."""

    method: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What a step returned, and the requests that the simulator got during it."""

    result: Values
    requests: list[Values]

    @property
    def changed(self) -> bool:
        return bool(self.result.get("changed"))

    @property
    def failed(self) -> bool:
        return bool(self.result.get("failed"))

    @property
    def message(self) -> str:
        return str(self.result.get("msg", ""))

    @property
    def warnings(self) -> list[str]:
        return list(self.result.get("warnings", ()))

    @property
    def writes(self) -> list[Values]:
        return [entry for entry in self.requests if entry["write"]]

    @property
    def operations(self) -> list[str]:
        return [entry["operation"] for entry in self.requests]

    def __str__(self) -> str:
        shown = {name: value for name, value in self.result.items() if name != "invocation"}
        requests = [f"{entry['operation']}: {entry['vendor_status']} {entry['fault'] or ''}" for entry in self.requests]
        return "\n".join([json.dumps(shown, default=str), *requests])


class MovedClock:
    """Time that passes at once, for the client and the simulator alike. ``pauses`` are those the client made."""

    def __init__(self, pbx: Simulator) -> None:
        self._pbx = pbx
        self._ahead = 0.0
        self.pauses: list[float] = []

    def now(self) -> float:
        return time.time() + self._ahead

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
        self._pbx.clock(advance=seconds)


class Engine:
    """Runs steps without Ansible around them. Every step is a run of its own unless ``keep_clients``.

    Args:
        sessions: the directory of the session cache.
        options: connection options beside those that the simulator names.
    """

    def __init__(self, pbx: Simulator, sessions: Path, *, keep_clients: bool = False, **options: Any) -> None:
        self.pbx = pbx
        self.clock = MovedClock(pbx)
        self.connection = {**connection_of(pbx), "session_cache_path": str(sessions), **options}
        self.lines: list[str] = []
        self.on_log = self.lines.append
        self._kept = ClientPool() if keep_clients else None

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()

    def validated(self, module: str, options: Mapping[str, Any]) -> Values:
        """Parameters as the doors validate them; options that they refuse are a mistake of the test."""
        task = task_of(module)
        connection = {name: value for name, value in self.connection.items() if name in task.spec}
        given = without_nulls(task.spec, copy.deepcopy({**connection, **options}))
        validation = ArgumentSpecValidator(task.spec, **task.constraints()).validate(given)
        assert not validation.error_messages, validation.error_messages
        return validation.validated_parameters

    def run(self, module: str, *, check: bool = False, diff: bool = True, **options: Any) -> Outcome:
        """Run one task and return its outcome."""
        since = self.pbx.last_sequence()
        warnings: list[str] = []
        clients = self._kept or ClientPool()
        context = Context(
            check_mode=check,
            diff_mode=diff,
            warn=warnings.append,
            log=lambda line: self.on_log(line),
            clients=clients,
            clock=Clock(now=self.clock.now, sleep=self.clock.sleep),
        )
        result = run_task(task_of(module), self.validated(module, options), context)
        if self._kept is None:
            clients.close()
        if warnings:
            result["warnings"] = warnings
        return Outcome(result, self.pbx.log(since))

    def ensure(self, module: str, **options: Any) -> Outcome:
        """``run`` for what must succeed."""
        outcome = self.run(module, **options)
        assert not outcome.failed, outcome
        return outcome

    def run_steps(self, steps: Sequence[Step | Control]) -> list[Outcome]:
        """Run steps and controls in order; the outcomes of the steps."""
        outcomes = []
        for step in steps:
            if isinstance(step, Control):
                getattr(self.pbx, step.method)(**step.arguments)
            else:
                outcomes.append(self.run(step.module, check=step.check, diff=step.diff, **step.options))
        return outcomes


class ModuleHost:
    """The process that forks one for every module that is to run; see module_host.py."""

    def __init__(self, directory: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": f"{REPOSITORY / 'collections'}:{REPOSITORY}",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.module_host"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, module: str, arguments: Mapping[str, Any], environment: Mapping[str, str]) -> tuple[str, int]:
        """What a module prints, and its exit code."""
        wanted = {"module": module, "arguments": arguments, "environment": environment}
        self._process.stdin.write(json.dumps(wanted) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["printed"], answer["code"]

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


class ModuleDoor:
    """Runs steps through the modules' own ``main``, with what the action plugin hands over to it."""

    def __init__(self, pbx: Simulator, host: ModuleHost, sessions: Path, **options: Any) -> None:
        self.pbx = pbx
        self.host = host
        self.connection = {**connection_of(pbx), "session_cache_path": str(sessions), **options}

    def run_steps(
        self, steps: Sequence[Step | Control], *, environment: Mapping[str, str] | None = None
    ) -> list[Outcome]:
        """Run steps and controls in order; the outcomes of the steps."""
        outcomes = []
        for step in steps:
            if isinstance(step, Control):
                getattr(self.pbx, step.method)(**step.arguments)
                continue
            since = self.pbx.last_sequence()
            printed, _ = self.host.run(step.module, self._arguments(step), environment or {})
            outcomes.append(Outcome(_as_the_controller_takes_it(json.loads(printed)), self.pbx.log(since)))
        return outcomes

    def _arguments(self, step: Step) -> Values:
        spec = task_of(step.module).spec
        connection = {name: value for name, value in self.connection.items() if name in spec}
        return {
            **without_nulls(spec, {**connection, **step.options}),
            "_ansible_module_name": f"telephony.pbx.{step.module}",
            "_ansible_check_mode": step.check,
            "_ansible_diff": step.diff,
            **({"_ansible_inject_invocation": True} if "inject_invocation" in PASS_VARS else {}),  # since 2.20
        }


def _as_the_controller_takes_it(printed: Values) -> Values:
    """A module's answer as a task's result: 2.22 leaves hiding secrets to it, 2.19 has objects for texts."""
    secrets = set(printed.get("_ansible_new_secrets", ()))

    def hidden(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: hidden(item) for name, item in value.items() if not str(name).startswith("_ansible_")}
        if isinstance(value, list):
            return [hidden(item) for item in value]
        return HIDDEN if isinstance(value, str) and value in secrets else value

    result = {"changed": False, **hidden(printed)}
    for kind in {"warnings", "deprecations"} & set(result):
        result[kind] = [told if isinstance(told, str) else told["event"]["msg"] for told in result[kind]]
    return result


class PlaybookDoor:
    """Runs steps as tasks of one play on one host."""

    def __init__(self, pbx: Simulator, directory: Path, *, in_process: bool, **options: Any) -> None:
        self.pbx = pbx
        self.directory = directory
        self.in_process = in_process
        self.connection = {**connection_of(pbx), "session_cache_path": str(directory / "sessions"), **options}

    def run_steps(
        self, steps: Sequence[Step | Control], *, environment: Mapping[str, str] | None = None, **variables: Any
    ) -> list[Outcome]:
        """Run steps and controls in order; the outcomes of the steps. A failed step does not end the play."""
        play = {
            "hosts": "all",
            "gather_facts": False,
            "module_defaults": {"group/telephony.pbx.all": self.connection},
            "tasks": [self._task(number, step) for number, step in enumerate(steps)],
        }
        variables = {"telephony_pbx_in_process": self.in_process, **variables}
        run = run_playbook([play], self.directory, variables=variables, environment=environment, collect=self.pbx)
        outcomes = []
        for number, step in enumerate(steps):
            if isinstance(step, Step):
                (event,) = [event for event in run.events if event["task"] == f"step {number}"]
                failed = {"failed": True} if event["status"] == "failed" else {}
                outcomes.append(Outcome({**event["result"], **failed}, event["requests"]))
        return outcomes

    def _task(self, number: int, step: Step | Control) -> Values:
        if isinstance(step, Control):
            announcement = {name: getattr(self.pbx, name) for name in ("vendor", "url", "ca", "credentials", "control")}
            return {"simulator": {"announcement": announcement, "method": step.method, **step.arguments}}
        return {
            "name": f"step {number}",
            f"telephony.pbx.{step.module}": dict(step.options),
            "check_mode": step.check,
            "diff": step.diff,
            "ignore_errors": True,
            **step.keywords,
        }


@dataclass(frozen=True)
class Run:
    """How an ``ansible-playbook`` ended. ``events`` are task, host, item, status, result and requests of its tasks."""

    code: int
    output: str
    events: list[Values]

    def __str__(self) -> str:
        told = [f"{event['host']}: {event['status']}: {event['result'].get('msg')}" for event in self.events]
        return "\n".join([f"exit code {self.code}", *told, self.output])


def connection_of(pbx: Simulator) -> Values:
    """The connection options that every module of the vendor takes."""
    known = task_of(f"{pbx.vendor}_info").vendor.connection
    credentials = {name: value for name, value in pbx.credentials.items() if name in known}
    return {"url": pbx.url, "ca_path": pbx.ca, **credentials}


def playbook_command(
    plays: Sequence[Mapping[str, Any]],
    directory: Path,
    *,
    hosts: Sequence[str] = ("pbx",),
    variables: Mapping[str, Any] | None = None,
    arguments: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    collect: Simulator | None = None,
    quiet: bool = True,
) -> tuple[list[str], dict[str, str]]:
    """Write plays and inventory below ``directory``; the command that runs them and its environment.

    With ``collect`` results are written down with the requests that this simulator got during each task. ``quiet``
    leaves out Ansible's own output of results.
    """
    directory.mkdir(parents=True, exist_ok=True)
    host = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    (directory / "inventory.yml").write_text(json.dumps({"all": {"hosts": dict.fromkeys(hosts), "vars": host}}))
    (directory / "play.yml").write_text(json.dumps(plays))
    (directory / "events.jsonl").unlink(missing_ok=True)
    home = directory / "home"
    home.mkdir(exist_ok=True)
    settings = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "ANSIBLE_CONFIG": str(REPOSITORY / "ansible.cfg"),
        "ANSIBLE_HOME": str(home / ".ansible"),
        # Local connections would take these from the password database's home instead.
        "ANSIBLE_REMOTE_TMP": str(home / ".ansible/tmp"),
        "ANSIBLE_ASYNC_DIR": str(home / ".ansible_async"),
        "ANSIBLE_NOCOLOR": "1",
        "PYTHONHASHSEED": "0",
        "ANSIBLE_INJECT_INVOCATION": "1",
        "ANSIBLE_CALLBACK_PLUGINS": str(PLUGINS / "callback"),
        "ANSIBLE_ACTION_PLUGINS": str(PLUGINS / "action"),
        "ANSIBLE_CONNECTION_PLUGINS": str(PLUGINS / "connection"),
        "COLLECTED_EVENTS": str(directory / "events.jsonl"),
        "COLLECTED_REQUESTS": json.dumps({"control": collect.control, "ca": collect.ca}) if collect else "",
    }
    settings["ANSIBLE_STDOUT_CALLBACK" if quiet else "ANSIBLE_CALLBACKS_ENABLED"] = "collected"
    command = [sys.executable, "-m", "ansible", "playbook", "-i", str(directory / "inventory.yml"), *arguments]
    if variables:
        command += ["--extra-vars", json.dumps(variables)]
    return [*command, str(directory / "play.yml")], {**settings, **(environment or {})}


def run_playbook(plays: Sequence[Mapping[str, Any]], directory: Path, **how: Any) -> Run:
    """Run plays with ``ansible-playbook``; keyword arguments are those of ``playbook_command``."""
    command, environment = playbook_command(plays, directory, **how)
    done = subprocess.run(
        command, env=environment, cwd=directory, capture_output=True, text=True, timeout=PLAYBOOK_SECONDS, check=False
    )
    output = done.stdout + done.stderr
    events = directory / "events.jsonl"
    lines = events.read_text(encoding="utf-8").splitlines() if events.exists() else []
    assert lines or how.get("may_be_empty"), output
    return Run(done.returncode, output, [json.loads(line) for line in lines])


def replaced(engine: Engine, **options: Any) -> Engine:
    """An engine with other connection options that sees the same time."""
    other = copy.copy(engine)
    other.connection = {**engine.connection, **options}
    return other
