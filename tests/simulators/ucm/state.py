# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a simulated UCM remembers, as plain dataclasses and dicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ADMIN = "admin"
ADMIN_ID = 0
FIRST_USER_ID = 2  # as in the vendor's example, where 0 is the administrator
EXTENSION_PRIVILEGE = 3


@dataclass
class Account:
    """An extension. ``settings`` holds what differs from the defaults of its kind; ``presence`` None is the default."""

    extension: str
    kind: str = "SIP"
    settings: dict[str, Any] = field(default_factory=dict)
    presence: list[dict[str, Any]] | None = None
    voicemail: dict[str, str | None] = field(default_factory=lambda: {"vm_attach": None, "vm_reserve": None})
    user_password: str = ""
    wave_privilege_id: str = "0"
    status: str = "Unavailable"
    addr: str = "-"
    urgent_messages: int = 0
    new_messages: int = 0
    old_messages: int = 0
    chat_messages: int = 0


@dataclass
class User:
    """The person behind an extension, or the administrator."""

    user_id: int
    user_name: str
    privilege: int = EXTENSION_PRIVILEGE
    department: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    enable_multiple_extension: str = "no"
    multiple_extension: str | None = None
    email: str | None = None
    language: str | None = None
    fax: str | None = None
    family_number: str | None = None
    phone_number: str | None = None
    cookie: str | None = None
    login_time: str | None = None
    email_to_user: str = "no"
    ip: str | None = None

    @property
    def fullname(self) -> str | None:
        return " ".join(filter(None, (self.first_name, self.last_name))) or None


@dataclass
class Department:
    """``name`` may end in a space, as one of the vendor's example does."""

    department_id: int
    name: str
    father_id: int = 0


@dataclass
class ExtensionGroup:
    """``members`` are extension numbers in order."""

    group_id: str
    group_name: str
    members: list[str] = field(default_factory=list)


@dataclass
class UcmState:
    """Objects by their natural key, and what waits for an apply."""

    accounts: dict[str, Account] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    groups: dict[str, ExtensionGroup] = field(default_factory=dict)
    last_user_id: int = FIRST_USER_ID - 1
    pending: list[str] = field(default_factory=list)
    applies: int = 0
    applied_at: float = float("-inf")
    written_at: float = float("-inf")
    busy_until: float = float("-inf")

    def numbered(self) -> tuple[Mapping[str, Any], ...]:
        """Tables whose keys are numbers that can be dialled; a number is free when it is in none of them."""
        return (self.accounts,)

    def number_in_use(self, number: str) -> bool:
        return any(number in table for table in self.numbered())

    def add_user(self, user_name: str, **values: Any) -> User:
        """A user for a new extension; ids are never given twice."""
        self.last_user_id += 1
        user = User(self.last_user_id, user_name, **values)
        self.users[user_name] = user
        return user

    def remove_account(self, number: str) -> None:
        """Delete an extension with what hangs on it: its user and its places in extension groups.

        Silent in the document, chosen here: numbers in other extensions' lists and forwards stay, as text.
        """
        del self.accounts[number]
        self.users.pop(number, None)
        for group in self.groups.values():
            if number in group.members:
                group.members.remove(number)
