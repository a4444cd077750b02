# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running a command and what it cost: time, memory, requests."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.simulators.client import Simulator

KIBIBYTES_PER_MEBIBYTE = 1024
LOGINS = frozenset({"login", "token"})
SESSION_PARAMETERS = frozenset({"cookie", "token"})


@dataclass(frozen=True)
class Run:
    """One run of a command: wall and processor time in seconds, memory of the largest process in MiB, what was asked.

    Processor time is that of all its processes, without the simulator's.
    """

    seconds: float
    processor: float
    peak: float
    log: tuple[Mapping[str, Any], ...]

    @property
    def requests(self) -> int:
        return len(self.log)

    @property
    def logins(self) -> int:
        return sum(entry["operation"] in LOGINS for entry in self.log)

    def sequence(self) -> list[tuple[str, dict[str, Any]]]:
        """Operations with their parameters, as sent, but for what belongs to the session."""
        return [
            (entry["operation"], {k: v for k, v in entry["parameters"].items() if k not in SESSION_PARAMETERS})
            for entry in self.log
        ]


@dataclass(frozen=True)
class Measured:
    """The runs of one scenario."""

    title: str
    items: int
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        times = [run.seconds for run in self.runs]
        return min(times), max(times)

    @property
    def processor(self) -> float:
        return statistics.median(run.processor for run in self.runs)

    @property
    def peak(self) -> float:
        return statistics.median(run.peak for run in self.runs)

    @property
    def requests(self) -> int:
        return self.runs[0].requests

    @property
    def logins(self) -> int:
        return self.runs[0].logins


def measure(command: Sequence[str], pbx: Simulator, environment: Mapping[str, str], given: str = "") -> Run:
    """Run a command to its end. ``given`` is its standard input.

    Raises:
        RuntimeError: it failed; the text has its output.
    """
    pbx.clear_log()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as standard_input:
        standard_input.write(given.encode())
        standard_input.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(
            command, env=dict(environment), stdin=standard_input, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise RuntimeError(f"{Path(command[0]).name} ended with {process.returncode}:\n{text[-4000:]}")
    processor = usage.ru_utime + usage.ru_stime
    return Run(seconds, processor, usage.ru_maxrss / KIBIBYTES_PER_MEBIBYTE, tuple(pbx.log()))
