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

from ..core.fields import Values
from ..core.resource import Reader
from . import names
from .account_fields import LIMITS, OWNER, PANEL, STATUS, with_one_expiry
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
            above = self._above(reader, values)
            return None if above is None else names.id_in(above)

        return tell

    def _above(self, reader: Reader, values: Values) -> dict[str, Any] | None:
        """The account above, as far as the values name one."""
        reference = values.get(self.parent or "")
        return names.account(reader, str(self.parent), reference) if reference else None

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        return self.read_target(reader, {"ID": row["id"]})

    def read_all(self, reader: Reader) -> list[Values]:
        return sorted(self.decode_rows(names.accounts(reader, self.name)), key=lambda row: str(row["login"]))

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        return [
            *super().verify(reader, changes, configured),
            *self._limits_beyond_the_parents(reader, changes, configured or {}),
        ]

    def _limits_beyond_the_parents(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]]
    ) -> Iterator[str]:
        """Limits that VoipNow would refuse; known before, so that no account is left half made.

        What an account above may have by then that is configured itself is VoipNow's to say.
        """
        current = self.read(reader, changes) or {}
        limits = {
            name: value
            for name, value in (changes.get("limits") or {}).items()
            if value is not None and value != (current.get("limits") or {}).get(name)
        }
        above = self._above(reader, {**current, **changes}) if limits else None
        if above is None or above["login"] in configured.get(str(self.parent), ()):
            return
        word = LEVELS[str(self.parent)].word
        allowed = reader.read(f"Get{word}PL", ID=names.id_in(above)).get("userPL") or {}
        for field in self.field("limits").fields:
            most = LIMIT.decode(allowed.get(str(field.wire)))
            if field.name in limits and isinstance(most, int):
                wanted = limits[field.name]
                if wanted == UNLIMITED_WORD or int(wanted) > most:
                    yield f"limits.{field.name} is {wanted}, but {self.parent} {above['login']} has {most}"

    # -- writing

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        request = super().add_request(reader, values)
        return request if values.get("password") else {**request, "passwordAuto": True}

    def group_target(self, group: str, current: Values) -> dict[str, Any]:
        return {"ID": [current["id"]]} if group == OWNER else self.target(current)

    # -- what goes with it

    @property
    def cascades(self) -> bool:
        return True

    def contents(self, reader: Reader, current: Values) -> list[str]:
        """Accounts below, level by level, then extensions; a VoipNow may list those directly below only."""
        found = []
        below = [level for level in LEVELS if level in _below(self.name)]
        for level in below:
            rows = names.accounts(reader, level, current["id"])
            found += [f"{level.replace('_', ' ')} {row['login']}" for row in rows]
        if self.name == "user" or found:
            for kind in EXTENSION_TYPES:
                rows = reader.read_all("GetExtensions", "extension", extensionType=kind, parentID=current["id"])
                found += [f"extension {row.get('extendedNumber')}" for row in rows]
        return found


def _below(level: str) -> tuple[str, ...]:
    order = tuple(LEVELS)
    return order[order.index(level) + 1 :]
