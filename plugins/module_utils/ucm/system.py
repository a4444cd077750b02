# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What the UCM says about itself.

Source: Grandstream IPPBX HTTPS API: getSystemStatus, getSystemGeneralStatus; recorded answers have more fields.
"""

from __future__ import annotations

from ..core.fields import Values
from ..core.resource import Reader

SHOWN = {
    "model": "product-model",
    "firmware": "prog-version",
    "base_version": "base-version",
    "boot_version": "boot-version",
    "core_version": "core-version",
    "language_version": "lang-version",
    "recovery_version": "rcvr-version",
    "wave_version": "gswave-version",
    "serial_number": "serial-number",
    "part_number": "part-number",
    "mac": "mac",
    "system_time": "system-time",
    "up_time": "up-time",
    "idle_time": "idle-time",
}
"""Names of facts and the wire names, which have hyphens; ``bindcode``, a secret of the device, is left out."""


def read_system(reader: Reader) -> Values:
    """Versions, serial number, clock and uptime, as the PBX words them."""
    answers = {**reader.read("getSystemGeneralStatus"), **reader.read("getSystemStatus")}
    return {name: str(answers[wire]).strip() for name, wire in SHOWN.items() if answers.get(wire) not in (None, "")}
