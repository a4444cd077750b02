# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The UCM's part in the inventory. It has no tenants and counts as its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.client import Client
from ..core.inventory import InventorySource, PbxFacts
from .system import read_system
from .vendor import UCM

MOMENTARY = frozenset({"system_time", "up_time", "idle_time"})
"""Facts that are wrong by the time a cached inventory shows them."""


def _read(client: Client, options: Mapping[str, Any]) -> PbxFacts:
    system = {name: value for name, value in read_system(client.reader).items() if name not in MOMENTARY}
    return PbxFacts(
        product=system.get("model"),
        version=system.get("firmware"),
        serial=system.get("serial_number"),
        facts=system,
    )


UCM_INVENTORY = InventorySource(vendor=UCM, read=_read, own_tenant=True)
