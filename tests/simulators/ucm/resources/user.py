# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users: listUser, getUser, updateUser. They come and go with their extensions."""

from __future__ import annotations

import dataclasses
from typing import Any

from tests.simulators.ucm.codes import GET_FAILED, NO_PERMISSION, NO_SUCH_ITEM, UPDATE_FAILED, Refusal
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import ADMIN, User
from tests.simulators.ucm.system import UcmSystem

LIST_COLUMNS = tuple(item.name for item in dataclasses.fields(User))
# The documented answer of getUser repeats neither the name nor the address.
GET_COLUMNS = tuple(name for name in LIST_COLUMNS if name not in ("user_name", "ip"))
UPDATABLE = ("first_name", "last_name", "email", "fax", "family_number", "phone_number")


def _column(name: str) -> Any:
    return lambda user: getattr(user, name)


COLUMNS = {name: _column(name) for name in LIST_COLUMNS}


@handles("list_user")
def list_users(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """All users, the administrator first, with whatever session cookies they have (documented).

    The documented example sorts by extension, which is no column; taken for user_name here. Real systems answer -26
    (field fact).
    """
    if call.get("sidx") == "extension" and pbx.options.shapes == "document":
        call["sidx"] = "user_name"
    return page_of("user_id", pbx.objects.users.values(), COLUMNS, call)


@handles("get_user")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    user = pbx.objects.users.get(call["user_name"])
    if user is None:
        if pbx.options.missing_code == "empty":
            return {}
        raise Refusal(GET_FAILED if pbx.options.missing_code == "-26" else NO_SUCH_ITEM)
    return {"user_name": {name: getattr(user, name) for name in GET_COLUMNS}}


@handles("update_user")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Replaces the personal data of a user; empty text clears.

    Silent in the document, chosen here: user_id and privilege must be those that getUser shows (-25 otherwise; neither
    can be changed); the department must exist or be empty (-25), spaces at the end of its name do not count, and what
    is stored is the name as the department has it; the administrator cannot be changed (-47).
    """
    user = pbx.objects.users.get(call["user_name"])
    if user is None:
        raise Refusal(NO_SUCH_ITEM)
    if user.user_name == ADMIN:
        raise Refusal(NO_PERMISSION)
    if call["user_id"] != user.user_id or call["privilege"] != user.privilege:
        raise Refusal(UPDATE_FAILED)
    department = _department(pbx, call["department"])
    for name in UPDATABLE:
        setattr(user, name, call[name] or None)
    user.department = department
    return {"need_apply": "yes"}


def _department(pbx: UcmSystem, name: str) -> str | None:
    if name.strip() == "":
        return None
    for department in pbx.objects.departments.values():
        if department.name.strip() == name.strip():
            return department.name
    raise Refusal(UPDATE_FAILED)
