# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""getSystemStatus and getSystemGeneralStatus."""

from __future__ import annotations

import datetime
from typing import Any

from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem

BOOTED_BEFORE = datetime.timedelta(hours=7, minutes=33)
DOCUMENT_ZONE = datetime.timezone(datetime.timedelta(hours=2))


@handles("get_system_status")
def get_system_status(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Real systems print the date the other way round and add bindcode and mac (recorded answer)."""
    up = _hours(BOOTED_BEFORE + datetime.timedelta(seconds=pbx.clock.now()))
    answer = {
        "idle-time": up,
        "part-number": "9660002815A",
        "serial-number": f"21SIM{pbx.number:011d}",
        "system-time": f"{pbx.clock.wall().astimezone(DOCUMENT_ZONE):%Y-%m-%d %H:%M:%S} UTC+02:00",
        "up-time": up,
    }
    if pbx.options.shapes == "recorded":
        answer["system-time"] = f"{pbx.clock.wall():%d-%m-%Y %H:%M:%S} UTC+00:00"
        answer["bindcode"] = f"{pbx.number:08d}"
        answer["mac"] = f"02:00:5E:00:53:{pbx.number % 256:02X}"
    return answer


@handles("get_system_general_status")
def get_system_general_status(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    parts = ("base", "boot", "core", "gswave", "lang", "prog", "rcvr")
    return {"product-model": pbx.options.model, **{f"{part}-version": pbx.options.firmware for part in parts}}


def _hours(duration: datetime.timedelta) -> str:
    seconds = int(duration.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
