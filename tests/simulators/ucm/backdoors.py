# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""State as the controls show it and change it, past the API (``GET /_sim/state`` and its neighbours)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tests.simulators.system import ControlError
from tests.simulators.ucm import line_backdoors, telephony_backdoors
from tests.simulators.ucm.accounts import account_defaults, full_settings, presence_of
from tests.simulators.ucm.state import Account, Department, ExtensionGroup, UcmState, User

ACCOUNT_FACTS = frozenset(item.name for item in fields(Account)) - {"extension", "kind", "settings", "presence"}


@dataclass(frozen=True)
class Backdoor:
    """One resource: how its objects are shown (by key), changed or deleted (values None), and added."""

    plural: str
    show: Callable[[UcmState], Mapping[str, Any]]
    change: Callable[[UcmState, str, Mapping[str, Any] | None], None]
    add: Callable[[UcmState, str, Mapping[str, Any]], None]


class _Extensions(Mapping[str, Any]):
    """Extensions with all their settings, put together when asked for."""

    def __init__(self, state: UcmState) -> None:
        self._state = state

    def __getitem__(self, number: str) -> dict[str, Any]:
        account = self._state.accounts[number]
        facts = {name: getattr(account, name) for name in sorted(ACCOUNT_FACTS)}
        return {**full_settings(account), "sip_presence_settings": presence_of(account), "kind": account.kind, **facts}

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.accounts)

    def __len__(self) -> int:
        return len(self._state.accounts)


def _change_extension(state: UcmState, number: str, values: Mapping[str, Any] | None) -> None:
    account = _existing(state.accounts, number)
    if values is None:
        state.remove_account(number)
        return
    settings = account_defaults(number)
    for name, value in values.items():
        if name == "sip_presence_settings":
            account.presence = value
        elif name in account.voicemail:
            account.voicemail[name] = value
        elif name in ACCOUNT_FACTS:
            setattr(account, name, value)
        elif name in settings and name != "extension":
            account.settings[name] = value
        else:
            raise ControlError(f"an extension has no {name}")


def _add_extension(state: UcmState, number: str, values: Mapping[str, Any]) -> None:
    if state.number_in_use(number):
        raise ControlError(f"{number} is in use")
    state.accounts[number] = Account(number)
    state.add_user(number)
    _change_extension(state, number, values)


def _change_user(state: UcmState, user_name: str, values: Mapping[str, Any] | None) -> None:
    if values is None:
        raise ControlError("a user goes with its extension")
    _set(_existing(state.users, user_name), values, locked={"user_name"})


def _add_user(state: UcmState, user_name: str, values: Mapping[str, Any]) -> None:
    raise ControlError("a user comes with its extension")


def _change_department(state: UcmState, number: str, values: Mapping[str, Any] | None) -> None:
    department = _existing(state.departments, number)
    if values is None:
        del state.departments[number]
        return
    _set(department, values, locked={"department_id"})


def _add_department(state: UcmState, number: str, values: Mapping[str, Any]) -> None:
    if number in state.departments or not number.isdecimal() or "name" not in values:
        raise ControlError("a department needs a new number and a name")
    state.departments[number] = Department(int(number), values["name"])
    _change_department(state, number, values)


def _change_group(state: UcmState, group_id: str, values: Mapping[str, Any] | None) -> None:
    group = _existing(state.groups, group_id)
    if values is None:
        del state.groups[group_id]
        return
    _set(group, values, locked={"group_id"})


def _add_group(state: UcmState, group_id: str, values: Mapping[str, Any]) -> None:
    if group_id in state.groups or "group_name" not in values:
        raise ControlError("an extension group needs a new id and a group_name")
    state.groups[group_id] = ExtensionGroup(group_id, values["group_name"])
    _change_group(state, group_id, values)


def _existing(table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise ControlError(f"there is no {key}")
    return table[key]


def _set(item: User | Department | ExtensionGroup, values: Mapping[str, Any], locked: set[str]) -> None:
    known = {each.name for each in fields(item)} - locked
    if unknown := set(values) - known:
        raise ControlError(f"cannot set {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(item, name, value)


BACKDOORS: dict[str, Backdoor] = {
    "extension": Backdoor("extensions", _Extensions, _change_extension, _add_extension),
    "user": Backdoor("users", lambda state: state.users, _change_user, _add_user),
    "department": Backdoor("departments", lambda state: state.departments, _change_department, _add_department),
    "extension_group": Backdoor("extension_groups", lambda state: state.groups, _change_group, _add_group),
    **{
        name: Backdoor(table.plural, table.show, table.change, table.add)
        for name, table in (*telephony_backdoors.TABLES.items(), *line_backdoors.TABLES.items())
    },
}
