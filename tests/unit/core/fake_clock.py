# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time that passes only when somebody sleeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import Clock


@dataclass
class FakeClock(Clock):
    """``slept`` are the pauses in seconds; ``time`` may be set."""

    time: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = lambda: self.time
        self.sleep = self._sleep

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
