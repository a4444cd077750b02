# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Tasks about one account that exists, whatever its level: it is named by one of three options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..core.action_task import TableTask
from ..core.errors import InvalidInput
from ..core.fields import Field, Values
from ..core.vendor import Vendor
from . import names
from .client import VoipNowClient
from .names import LEVELS


class Account(NamedTuple):
    """An account that was found; ``level`` is a key of ``LEVELS``."""

    level: str
    login: str
    id: int


def account_fields(what: str) -> tuple[Field, ...]:
    """The three options; ``what`` begins their descriptions, such as ``The calls``."""
    return tuple(
        Field(name=level, description=f"{what} of this {level.replace('_', ' ')}, by login, identifier or id.")
        for level in LEVELS
    )


class AccountTask(TableTask):
    """A task about one account, or about that of the app where none is named and ``needs_account`` is false."""

    def __init__(
        self, name: str, vendor: Vendor, *, what: str, fields: tuple[Field, ...], needs_account: bool, **table: Any
    ) -> None:
        super().__init__(name, vendor, fields=(*account_fields(what), *fields), **table)
        self._needs_account = needs_account

    def constraints(self) -> dict[str, Any]:
        levels = tuple(LEVELS)
        return {
            "mutually_exclusive": [levels],
            **({"required_one_of": [levels]} if self._needs_account else {}),
        }

    def given(self, params: Mapping[str, Any]) -> Values:
        """The options that the user gave, without the account."""
        return {name: value for name, value in super().given(params).items() if name not in LEVELS}

    def check(self, params: Mapping[str, Any]) -> list[str]:
        empty = [f"{level} must not be empty" for level in LEVELS if params[level] == ""]
        return [*empty, *super().check(params)]

    def label(self, params: Mapping[str, Any]) -> str | None:
        level = level_in(params)
        return f"{level.replace('_', ' ')} {params[level]}" if level else None

    def account(self, client: VoipNowClient, params: Mapping[str, Any]) -> Account | None:
        """The account that the options name.

        Raises:
            InvalidInput: there is none of that name.
        """
        level = level_in(params)
        if level is None:
            return None
        found = names.resolve(client.reader, level, params[level], names.anywhere)
        if found is None:
            raise InvalidInput([names.problem(client.reader, level, params[level], names.anywhere)])
        return Account(level, *found)


def level_in(params: Mapping[str, Any]) -> str | None:
    """The level of the account that validated parameters name."""
    return next((level for level in LEVELS if params[level]), None)
