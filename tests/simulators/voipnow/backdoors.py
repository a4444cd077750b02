# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes behind the client's back, through the controls under /_sim."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.system import ControlError
from tests.simulators.voipnow.contacts import FIELDS
from tests.simulators.voipnow.limits import everything_allowed
from tests.simulators.voipnow.state import (
    EXTENSION_LIMITS,
    ORGANIZATION,
    PARENT_KIND,
    SERVICE_PROVIDER,
    TABLES,
    USER,
    Account,
    Extension,
    VoipNowState,
)

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

KINDS = {"service_provider": SERVICE_PROVIDER, "organization": ORGANIZATION, "user": USER}
ROWS = {name.removesuffix("s"): name for name in TABLES}
RESOURCES = (*KINDS, "extension", *ROWS, "token")
KEPT = frozenset({"id", "kind", "parent", "identifier", "used", "number", "extension_no", "owner", "type"})


def show(state: VoipNowState) -> dict[str, Any]:
    """Accounts by login, extensions by extended number, everything else by ID."""
    accounts = {
        f"{name}s": {account.login: account for account in state.accounts.values() if account.kind == kind}
        for name, kind in KINDS.items()
    }
    return {
        **accounts,
        "extensions": state.extensions,
        **{name: {str(key): row for key, row in state.rows(name).items()} for name in TABLES},
    }


def change(system: VoipNowSystem, resource: str, key: str, values: Mapping[str, Any] | None) -> None:
    state = system.objects
    if resource == "token":
        if values is not None:
            raise ControlError("tokens can only be deleted, all at once, by any key")
        system.tokens.given.clear()
    elif resource in KINDS:
        account = _account(state, resource, key)
        if values is None:
            state.remove_account(account)
        else:
            _change_account(state, account, values)
    elif resource == "extension":
        if key not in state.extensions:
            raise ControlError(f"no extension {key}")
        if values is None:
            state.remove_extension(state.extensions[key])
        else:
            _change_extension(state.extensions[key], values)
    else:
        rows = state.rows(_table(resource))
        if not key.isdigit() or int(key) not in rows:
            raise ControlError(f"no {resource} {key}")
        if values is None:
            del rows[int(key)]
        else:
            rows[int(key)].update(values)


def add(system: VoipNowSystem, resource: str, key: str, values: Mapping[str, Any]) -> None:
    """An account needs ``parent``, an extension ``owner`` (logins); accounts may do everything."""
    state, rest = system.objects, dict(values)
    if resource in KINDS:
        if key in state.logins:
            raise ControlError(f"login {key} exists")
        parent = state.accounts.get(state.logins.get(rest.pop("parent", "admin"), 0))
        kind = KINDS[resource]
        if parent is None or parent.kind != PARENT_KIND[kind]:
            raise ControlError(f"{resource} {key} needs the login of a parent of the level above")
        identifier = hashlib.sha256(f"{key} added".encode()).hexdigest()[:16]
        account = state.add_account(
            kind, parent.id, key, identifier, created=system.moment(), **everything_allowed(kind)
        )
        account.contact.update(name=key, email=f"{key}@example.com")
        _change_account(state, account, rest)
    elif resource == "extension":
        _add_extension(system, key, rest)
    else:
        table = state.tables[_table(resource)]
        if not key.isdigit() or int(key) in table.rows:
            raise ControlError(f"{resource} {key} exists or is no ID")
        table.rows[int(key)] = rest
        table.last_id = max(table.last_id, int(key))


def _add_extension(system: VoipNowSystem, key: str, values: dict[str, Any]) -> None:
    state = system.objects
    owner = state.accounts.get(state.logins.get(values.pop("owner", ""), 0))
    kind = values.pop("type", "term")
    if owner is None or owner.kind != USER or kind not in EXTENSION_LIMITS:
        raise ControlError("an extension needs the login of a user as owner and a type")
    prefix, _star, number = key.partition("*")
    if prefix != state.accounts[owner.parent].prefix or key in state.extensions:
        raise ControlError(f"extension {key} exists or is of another organization than its owner")
    identifier = hashlib.sha256(f"{key} added".encode()).hexdigest()[:16]
    made = state.add_extension(owner, number, kind, identifier, label=number, created=system.moment())
    _change_extension(made, values)


def _account(state: VoipNowState, resource: str, key: str) -> Account:
    account = state.accounts.get(state.logins.get(key, 0))
    if account is None or account.kind != KINDS[resource]:
        raise ControlError(f"no {resource} {key}")
    return account


def _table(resource: str) -> str:
    if resource not in ROWS:
        raise ControlError(f"no resource {resource}; there are {', '.join(RESOURCES)}")
    return ROWS[resource]


def _change_account(state: VoipNowState, account: Account, values: Mapping[str, Any]) -> None:
    """Attributes, contact data, permissions and limits, each by its own name."""
    attributes = {item.name for item in dataclasses.fields(account)} - KEPT
    for name, value in values.items():
        if name == "login":
            state.rename(account, value)
        elif name in attributes:
            setattr(account, name, value)
        elif name in FIELDS:
            account.contact[name] = value
        elif name in account.limits:
            account.limits[name] = value
        elif name in account.permissions:
            account.permissions[name] = value
        else:
            raise ControlError(f"an account has no {name}")


def _change_extension(extension: Extension, values: Mapping[str, Any]) -> None:
    attributes = {item.name for item in dataclasses.fields(extension)} - KEPT
    for name, value in values.items():
        if name not in attributes:
            raise ControlError(f"{name} of an extension cannot be set")
        setattr(extension, name, value)
