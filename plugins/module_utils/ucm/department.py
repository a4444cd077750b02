# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Departments of the UCM, which the API can only list.

Source: Grandstream IPPBX HTTPS API: listDepartment.
"""

from __future__ import annotations

from typing import Any

from ..core.fields import Field, Values
from ..core.resource import Reader
from .resource import Actions, UcmResource


class DepartmentResource(UcmResource):
    """Departments form a tree by ids; what is shown is the parent's name instead."""

    def read_all(self, reader: Reader) -> list[Values]:
        rows = reader.read_all(self.actions.list, self.actions.rows)
        names: dict[Any, str] = {row.get("department_id"): str(row.get("name") or "").strip() for row in rows}
        departments: list[Values] = [
            {"name": names[row.get("department_id")], "parent": names.get(row.get("father_id"))} for row in rows
        ]
        return sorted(departments, key=lambda row: (row["name"], row["parent"] or ""))


DEPARTMENT = DepartmentResource(
    name="department",
    plural="departments",
    summary="departments",
    fields=(
        Field(name="name", description="The department's name.", key=True),
        Field(name="parent", description="The parent department's name.", read_only=True, reference="department"),
    ),
    actions=Actions(list="listDepartment", rows="local_department_info"),
)
