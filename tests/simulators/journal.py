# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request log of one simulated system."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from tests.simulators.redaction import redacted
from tests.simulators.system import Answer, Call, System

LOG_DIR_VARIABLE = "TELEPHONY_PBX_SIM_LOG_DIR"


class Journal:
    """Entries are JSON objects without secrets. An entry appears when its request arrives and is completed later."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._entries: list[dict[str, Any]] = []
        self._last = 0

    def open(self, call: Call) -> dict[str, Any]:
        self._last += 1
        system = self._system
        entry = {
            "sequence": self._last,
            "time": round(system.clock.now(), 3),
            "vendor": system.vendor,
            "operation": call.operation,
            "operation_id": call.operation_id,
            "kind": call.kind,
            "write": call.writes,
            "parameters": redacted(call.parameters, system.secret_names, system.known_names),
            "method": call.request.method,
            "path": call.request.path,
            "query": sorted(call.request.query),
            "address": call.request.address,
            "http_status": None,
            "vendor_status": None,
            "carried_out": False,
            "fault": None,
            "duration_ms": None,
            "_started": time.perf_counter(),
        }
        self._entries.append(entry)
        return entry

    @staticmethod
    def close(entry: dict[str, Any], answer: Answer | None) -> None:
        """``answer`` is what the client got; None when the connection was cut instead."""
        entry["duration_ms"] = round((time.perf_counter() - entry["_started"]) * 1000, 3)
        if answer is not None:
            entry["http_status"] = answer.http_status
            entry["vendor_status"] = answer.vendor_status

    @property
    def last(self) -> int:
        """The latest sequence number, 0 before the first request."""
        return self._last

    def since(self, sequence: int = 0) -> list[dict[str, Any]]:
        """Entries after that sequence number. Clearing does not start the numbers anew."""
        return [
            {name: value for name, value in entry.items() if name != "_started"}
            for entry in self._entries
            if entry["sequence"] > sequence
        ]

    def clear(self) -> None:
        self.save()
        self._entries.clear()

    def restart(self) -> None:
        """Clear, and count from 1 again."""
        self.clear()
        self._last = 0

    def save(self) -> None:
        """Append the entries to a file of this process in the directory that the environment names, if it names one."""
        directory = os.environ.get(LOG_DIR_VARIABLE)
        if not directory or not self._entries:
            return
        Path(directory).mkdir(parents=True, exist_ok=True)
        path = Path(directory) / f"{self._system.vendor}-{os.getpid()}-{self._system.number}.jsonl"
        with path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(entry, separators=(",", ":")) + "\n" for entry in self.since())
