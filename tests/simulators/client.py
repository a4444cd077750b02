# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start simulated systems from Python and steer them.

>>> with start("ucm", objects=50) as pbx:
...     pbx.fault("cut_after", operation="addSIPAccountAndUser")
...     ...  # let a client talk to pbx.url with pbx.credentials, trusting pbx.ca
...     assert [entry["operation"] for entry in pbx.log()] == ["challenge", "login", ...]
"""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0
STOP_SECONDS = 10.0


class SimulatorError(RuntimeError):
    """A simulator did not start, or refused a control request; the text says why."""


class Simulator:
    """A running system: where it is, who may log in, and its controls.

    Made from an announcement (one JSON line of ``python -m tests.simulators``), or by :func:`start`, which also ends
    the process when the last of its systems is closed.
    """

    def __init__(self, announcement: Mapping[str, Any], process: _Process | None = None) -> None:
        self.vendor: str = announcement["vendor"]
        self.url: str = announcement["url"]
        self.ca: str | None = announcement["ca"]
        self.credentials: dict[str, str] = announcement["credentials"]
        self.control: str = announcement["control"]
        self._process = process
        verify = ssl.create_default_context(cafile=self.ca) if self.ca else False
        self._http = httpx.Client(base_url=self.control, verify=verify, trust_env=False, timeout=30)

    def log(self, since: int = 0) -> list[dict[str, Any]]:
        """Requests so far (those with a sequence number above ``since``), oldest first."""
        return self._control("GET", "/log", params={"since": since})["entries"]

    def last_sequence(self) -> int:
        """The sequence number of the latest request; ``log`` with it tells what comes after."""
        return self._control("GET", "/log", params={"since": sys.maxsize})["last"]

    def clear_log(self) -> None:
        self._control("DELETE", "/log")

    def reset(self, objects: int | None = None, **options: Any) -> None:
        """Everything as after start: state, clock, log, faults. ``options`` hold until the next reset."""
        body = {"options": options} if objects is None else {"objects": objects, "options": options}
        self.credentials = self._control("POST", "/reset", body)["credentials"]

    def fault(
        self,
        effect: str,
        *,
        operation: str | Sequence[str] = "*",
        kind: str | None = None,
        params: Mapping[str, Any] | None = None,
        times: int | None = 1,
        skip: int = 0,
        **values: Any,
    ) -> int:
        """Spoil matching calls (README: faults); returns the fault's id. ``times`` None: until cleared."""
        names = operation if isinstance(operation, str) else list(operation)
        match = {"operation": names, "kind": kind, "params": dict(params or {})}
        return self._control(
            "POST", "/faults", {"effect": effect, "match": match, "times": times, "skip": skip, **values}
        )["id"]

    def faults(self) -> list[dict[str, Any]]:
        """Faults that still wait for calls."""
        return self._control("GET", "/faults")["faults"]

    def clear_faults(self) -> None:
        self._control("DELETE", "/faults")

    def state(self, path: str = "") -> Any:
        """The state, or the part that ``path`` leads to (``extensions/1005``); secrets are hashed."""
        return self._control("GET", "/state", params={"path": path})["state"]

    def change(self, resource: str, key: str, **values: Any) -> None:
        """Set fields of an object behind the client's back."""
        self._control("PATCH", "/state", {resource: key, "set": values})

    def delete(self, resource: str, key: str) -> None:
        """Delete an object behind the client's back."""
        self._control("PATCH", "/state", {resource: key, "delete": True})

    def add(self, resource: str, key: str, **values: Any) -> None:
        """Create an object behind the client's back."""
        self._control("POST", "/objects", {resource: key, "set": values})

    def options(self, **options: Any) -> None:
        """Change options of the running system until the next reset."""
        self._control("PATCH", "/state", {"options": options})

    def clock(self, advance: float = 0.0) -> float:
        """Move the system's clock forward; returns its time in seconds since start or reset."""
        return self._control("POST", "/clock", {"advance": advance})["now"]

    def close(self) -> None:
        self._http.close()
        if self._process is not None:
            self._process.leave()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _control(self, method: str, path: str, body: Any = None, params: Mapping[str, Any] | None = None) -> Any:
        answer = self._http.request(method, path, json=body, params=params)
        if answer.status_code != httpx.codes.OK:
            raise SimulatorError(f"{method} {path}: HTTP {answer.status_code} {answer.text[:500]}")
        return answer.json()


class _Process:
    """The server process of some systems; ends with the last of them, or with its parent (its input closes)."""

    def __init__(self, arguments: Sequence[str], announcements: int) -> None:
        command = [sys.executable, "-m", "tests.simulators", *arguments, "--until-stdin-closes"]
        self._popen = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._users = announcements
        watchdog = threading.Timer(START_SECONDS, self._popen.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            lines = [self._popen.stdout.readline() for _each in range(announcements)]
        finally:
            watchdog.cancel()
        if not all(lines):
            self.end()
            raise SimulatorError(f"did not start (exit code {self._popen.returncode}): {' '.join(command)}")
        self.announcements: list[dict[str, Any]] = [json.loads(line) for line in lines]

    def leave(self) -> None:
        self._users -= 1
        if self._users <= 0:
            self.end()

    def end(self) -> None:
        self._popen.stdin.close()
        try:
            self._popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._popen.stdout.close()


def start(vendor: str, **options: Any) -> Simulator:
    """One system in a process of its own. ``options`` are the command line's: ``objects=50, tls=False``."""
    return start_several([vendor], **options)[0]


def start_several(vendors: Sequence[str], **options: Any) -> list[Simulator]:
    """Several systems in one process, in the order of ``vendors``; the process ends when all are closed."""
    process = _Process([*vendors, *_flags(options)], len(vendors))
    return [Simulator(announcement, process) for announcement in process.announcements]


def _flags(options: Mapping[str, Any]) -> list[str]:
    flags: list[str] = []
    for name, value in options.items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            flags.append(f"--{flag}" if value else f"--no-{flag}")
        else:
            flags.append(f"--{flag}={value}")
    return flags
