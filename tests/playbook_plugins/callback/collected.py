# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes each result down as a line of JSON, with the requests that a simulator got since the last one."""

from __future__ import annotations

import json
import os
import ssl
import urllib.request
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: collected
type: notification
short_description: Write results to a file
version_added: 0.1.0
description:
  - For tests. The file is named by the environment variable E(COLLECTED_EVENTS).
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "collected"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        source = json.loads(os.environ.get("COLLECTED_REQUESTS") or "{}")
        self._log = f"{source['control']}/log" if source else None
        self._tls = ssl.create_default_context(cafile=source["ca"]) if source else None
        self._last = 0
        self._requests()

    def _requests(self) -> list[dict[str, Any]]:
        if self._log is None:
            return []
        with urllib.request.urlopen(self._log, context=self._tls) as answer:  # noqa: S310
            entries = json.load(answer)["entries"]
        last, self._last = self._last, entries[-1]["sequence"] if entries else 0
        # A reset of the simulator begins to count anew.
        return entries if self._last < last else [entry for entry in entries if entry["sequence"] > last]

    def _write(self, status: str, task_result: Any) -> None:
        # The attributes lost their underscore in ansible-core 2.19.
        result, task, host = (
            getattr(task_result, name, None) or getattr(task_result, f"_{name}") for name in ("result", "task", "host")
        )
        event = {"status": status, "task": task.get_name(), "host": host.get_name(), "result": {}}
        event["result"] = {name: value for name, value in result.items() if not name.startswith("_ansible_")}
        event["item"] = status.startswith("item")
        event["requests"] = self._requests()
        with open(os.environ["COLLECTED_EVENTS"], "a", encoding="utf-8") as file:
            file.write(json.dumps(event, default=str) + "\n")

    def v2_runner_on_ok(self, result: Any) -> None:
        self._write("ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._write("failed", result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._write("skipped", result)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._write("unreachable", result)

    def v2_runner_item_on_ok(self, result: Any) -> None:
        self._write("item ok", result)

    def v2_runner_item_on_failed(self, result: Any) -> None:
        self._write("item failed", result)
