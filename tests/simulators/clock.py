# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of a simulated system: real time plus whatever ``POST /_sim/clock`` has added."""

from __future__ import annotations

import datetime
import time


class Clock:
    """Every expiry, lockout and busy window is measured on this clock, so that no test has to wait."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self._started = time.monotonic()
        self._started_wall = datetime.datetime.now(datetime.UTC)
        self.advanced = 0.0

    def now(self) -> float:
        """Seconds since start or reset."""
        return time.monotonic() - self._started + self.advanced

    def wall(self) -> datetime.datetime:
        """The date and time that the simulated system believes in (UTC)."""
        return self._started_wall + datetime.timedelta(seconds=self.now())

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the clock does not run backwards")
        self.advanced += seconds
