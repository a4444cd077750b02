# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""listExtensionGroup. Groups can be read only; they are seeded and changed through /_sim/."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.listing import Column, page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem

COLUMNS: dict[str, Column] = {
    "group_id": lambda group: group.group_id,
    "group_name": lambda group: group.group_name,
    "members": lambda group: ",".join(group.members) or None,
    "tmp": lambda group: group.group_id if group.members else None,
}


@handles("list_extension_group")
def list_groups(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    return page_of("extension_group", pbx.objects.groups.values(), COLUMNS, call)
