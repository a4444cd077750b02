# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steers a simulated system from within a play: calls a method of ``tests.simulators.client.Simulator``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ansible.plugins.action import ActionBase

sys.path.append(str(Path(__file__).resolve().parents[3]))

from tests.simulators.client import Simulator


class ActionModule(ActionBase):
    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        arguments = json.loads(json.dumps(self._task.args, default=str))
        with Simulator(arguments.pop("announcement")) as pbx:
            result["answer"] = getattr(pbx, arguments.pop("method"))(**arguments)
        return result
