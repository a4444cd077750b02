# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""listDepartment. Departments can be read only; they are seeded and changed through /_sim/."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem

CLOUD_OFFSET = 3041


@handles("list_department")
def list_departments(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The whole flat list: no paging is documented. users_cnt counts the users of the department itself (chosen)."""
    users = Counter(user.department for user in pbx.objects.users.values())
    rows = [
        {
            "auth": "",
            "cloud_department_id": department.department_id + CLOUD_OFFSET,
            "cloud_father_id": department.father_id + CLOUD_OFFSET if department.father_id else 0,
            "department_id": department.department_id,
            "father_id": department.father_id,
            "name": department.name,
            "policy_id": 1,
            "type": 0,
            "users_cnt": users[department.name],
        }
        for department in pbx.objects.departments.values()
    ]
    return {"local_department_info": rows}
