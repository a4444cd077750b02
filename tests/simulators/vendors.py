# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The systems that can be simulated, by vendor name."""

from __future__ import annotations

from tests.simulators.system import System
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.voipnow.system import VoipNowSystem

VENDORS: dict[str, type[System]] = {system.vendor: system for system in (UcmSystem, VoipNowSystem)}
