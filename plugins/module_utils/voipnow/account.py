# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Accounts: service providers, organizations and users, which differ in their fields and in who is above them.

Login is the key; every other operation wants the id, which the list tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import PbxError
from ..core.fields import Field, Values
from ..core.resource import Configured, Named, Reader
from . import errors, names
from .account_fields import ALL_LIMITS, LIMITS, OWNER, PANEL, STATUS, with_one_expiry
from .codecs import LIMIT, UNLIMITED_WORD
from .names import EXTENSION_TYPES, LEVELS, PARENTS
from .resource import MAIN, Group, Operations, VoipNowResource


def account_operations(kind: str, limits_document: str) -> Operations:
    """The operations of a level of accounts, which are named alike on all three."""
    word = LEVELS[kind].word
    owner = {OWNER: Group(write="MoveOrganizations", also=("charging_plan",))} if kind == "organization" else {}
    return Operations(
        add=f"Add{word}",
        get=f"Get{word}Details",
        delete=f"Del{word}",
        groups={
            **owner,
            MAIN: Group(write=f"Edit{word}"),
            STATUS: Group(write=f"Set{word}Status", whole=True),
            PANEL: Group(write=f"Set{word}CpAccess"),
            LIMITS: Group(
                write=f"Set{word}PL", read=f"Get{word}PL", document=limits_document, whole=True, finish=with_one_expiry
            ),
        },
    )


@dataclass(frozen=True, kw_only=True)
class AccountResource(VoipNowResource):
    """One of the three levels of accounts; ``name`` is the level's."""

    @property
    def parent(self) -> str | None:
        """The level above, which is also the name of the option for it."""
        return PARENTS[self.name]

    # -- charging plans, which are those of the account above

    def meant(self, field: Field, value: Any, values: Mapping[str, Any]) -> str:
        if field.reference != "charging_plan":
            return super().meant(field, value, values)
        return names.plan_of(value, values.get(self.parent) if self.parent else None)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """Whose plan is named shows in the account above, so that goes with it."""
        resolved = super().resolve(reader, wanted)
        if self.parent and resolved.get("charging_plan") and not resolved.get(self.parent):
            above = (self.read(reader, resolved) or {}).get(self.parent)
            return {**resolved, **({self.parent: above} if above else {})}
        return resolved

    # -- reading

    def find(self, reader: Reader, wanted: Values) -> dict[str, Any] | None:
        above = self._above(reader, wanted)
        parent_id = None if above is None else names.id_in(above)
        row = names.find_account(reader, self.name, str(wanted["login"]).strip(), parent_id)
        return {"ID": names.id_in(row)} if row else None

    def target(self, current: Values) -> dict[str, Any]:
        return {"ID": current["id"]}

    def target_of_new(self, answer: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"ID": names.id_in(answer)} if answer.get("ID") else None

    def scope(self, reader: Reader, values: Values) -> names.Scope:
        def tell(what: str) -> Any:
            if what != "parent_id":
                return values.get(what)
            if self.parent is None:
                return names.ITSELF
            above = self._above(reader, values)
            return names.NOBODY if above is None else names.id_in(above)

        return tell

    def _above(self, reader: Reader, values: Values) -> dict[str, Any] | None:
        """The account above, as far as the values name one."""
        reference = values.get(self.parent or "")
        return names.account(reader, str(self.parent), reference) if reference else None

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        return self.read_target(reader, {"ID": row["id"]})

    def read_all(self, reader: Reader) -> list[Values]:
        return sorted(self.decode_rows(names.accounts(reader, self.name)), key=lambda row: str(row["login"]))

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        current = self.read(reader, changes) or {}
        return [
            *super().verify(reader, changes, configured),
            *([] if current else self._login_of_another_level(reader, changes)),
            *self._limits_beyond_the_parents(reader, current, changes, configured or {}),
        ]

    def _login_of_another_level(self, reader: Reader, changes: Values) -> Iterator[str]:
        """Logins are unique over all levels. Accounts that the app may not list are VoipNow's to find."""
        login = str(changes["login"]).strip()
        for level in LEVELS:
            refused = f"{level}s may not be listed"
            if level == self.name or refused in reader.memo:
                continue
            try:
                found = names.find_account(reader, level, login)
            except PbxError as error:
                if error.code not in errors.FORBIDDEN:
                    raise
                reader.memo[refused] = True
                continue
            if found:
                yield f"login: {_called(level, login)} has this login already, and no two accounts may share one"

    def _limits_beyond_the_parents(
        self, reader: Reader, current: Values, changes: Values, configured: Configured
    ) -> Iterator[str]:
        """Limits that VoipNow would refuse; known before, so that no account is left half made."""
        if self.parent is None:
            return
        had, whole = current.get("limits") or {}, {**current, **changes}
        limits = {**had, **(changes.get("limits") or {})}
        if whole.get(self.parent) == current.get(self.parent):
            limits = {name: value for name, value in limits.items() if value != had.get(name)}
        if not limits:
            return
        above = names.if_allowed(self._above, reader, whole)
        login = str(above["login"]).strip() if above else str(whole.get(self.parent))
        allowed = limits_read(reader, self.parent, names.id_in(above)) if above else {}
        wanted = configured.get(self.parent, {}).get(login)
        for name, problem in limits_beyond(limits, _called(self.parent, login), allowed, wanted):
            yield f"limits.{name} is {problem}"

    # -- writing

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        request = super().add_request(reader, values)
        return request if values.get("password") else {**request, "passwordAuto": True}

    def group_target(self, group: str, current: Values) -> dict[str, Any]:
        return {"ID": [current["id"]]} if group == OWNER else self.target(current)

    def in_two(self, before: Values, changes: Values) -> tuple[Values, Values]:
        """A limit is lowered when those of the accounts below are: VoipNow may refuse it, or lower theirs."""
        wanted, had = changes.get("limits") or {}, before.get("limits") or {}
        lowered = {name: had[name] for name, value in wanted.items() if is_above(had.get(name), value)}
        if not lowered:
            return changes, {}
        first = {**wanted, **lowered}
        rest = {name: value for name, value in changes.items() if name != "limits"}
        return {**rest, **({} if first == had else {"limits": first})}, {"limits": wanted}

    # -- what goes with it

    @property
    def cascades(self) -> bool:
        return True

    def contents(self, reader: Reader, current: Values, leaving: Collection[Named] = ()) -> list[str]:
        found = _contents(reader, self.name, current["id"])
        gone: set[str] = set()
        for level, login in leaving:
            if level in _below(self.name) and (called := _called(level, login)) in found:
                row = names.find_account(reader, level, login)
                gone |= {called, *(_contents(reader, level, names.id_in(row)) if row else ())}
        return [one for one in found if one not in gone]


def _contents(reader: Reader, above: str, identifier: int) -> list[str]:
    """Accounts below, level by level, then extensions; a VoipNow may list those directly below only."""
    found = []
    for level in _below(above):
        found += [_called(level, row["login"]) for row in names.accounts(reader, level, identifier)]
    if above == "user" or found:
        for kind in EXTENSION_TYPES:
            rows = reader.read_all("GetExtensions", "extension", extensionType=kind, parentID=identifier)
            found += [f"extension {row.get('extendedNumber')}" for row in rows]
    return found


def _called(level: str, login: str) -> str:
    return f"{level.replace('_', ' ')} {login}"


def is_above(limit: Any, other: Any) -> bool:
    """Whether a limit is higher than another, each a number or the word unlimited; nothing is known of None."""
    if None in (limit, other) or other == UNLIMITED_WORD:
        return False
    return limit == UNLIMITED_WORD or int(limit) > int(other)


def limits_read(reader: Reader, level: str, identifier: int) -> Values:
    """The limits of a service provider or an organization, read once; empty where the app may not read them."""
    key = f"limits of {level} {identifier}"
    if key not in reader.memo:
        answer = names.if_allowed(reader.read, f"Get{LEVELS[level].word}PL", ID=identifier) or {}
        document = answer.get("userPL") or {}
        reader.memo[key] = {
            name: LIMIT.decode(document[wire]) for name, (wire, _words) in ALL_LIMITS.items() if wire in document
        }
    return reader.memo[key]


def limits_beyond(
    limits: Values, above: str, allowed: Values, wanted: Values | None = None
) -> Iterator[tuple[str, str]]:
    """What of ``limits`` is beyond those of the account above: the name, and in words how high it is and may be.

    ``allowed`` is what that account has, ``wanted`` how the same run will have it; what neither tells is left to
    VoipNow.
    """
    to_be = (wanted or {}).get("limits") or {}
    for name, limit in limits.items():
        most = to_be.get(name)
        if is_above(limit, allowed.get(name) if most is None else most):
            has = f"has {allowed.get(name)}" if most is None else f"is to have {most}"
            yield name, f"{limit}, but {above} {has}"


def _below(level: str) -> tuple[str, ...]:
    order = tuple(LEVELS)
    return order[order.index(level) + 1 :]
