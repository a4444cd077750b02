# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The secrets of one user: those that were given, else those that are kept, else new ones that are kept first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import mending, secret_policy
from .argument_spec import check_names
from .errors import InvalidInput
from .handover import HandoverFile
from .people import BY_NAME, Entry, Rules, check_people
from .people_file import read_people_file
from .secret_policy import DEFAULT_POLICY, KINDS, Policy

_SPELLINGS = {spelling: field_.name for field_ in BY_NAME.values() for spelling in (field_.name, *field_.aliases)}

_given_in_files: dict[str, tuple[tuple[int, ...], dict[str, dict[str, str]]]] = {}
"""What the rows of files give, by number, with the state of the file that it was; for loops over many users."""


@dataclass(frozen=True)
class SecretSource:
    """Where secrets come from, the first that has one counting.

    Args:
        users: dicts with the options of ``user_list``.
        src: a CSV file of users.
        handover: the file that keeps new secrets. Without it none can be made.
        stores: false to make secrets and keep none, as in check mode.
    """

    users: Iterable[Mapping[str, Any]] = field(default=(), repr=False)
    src: str | None = None
    handover: str | None = None
    policy: Policy = DEFAULT_POLICY
    stores: bool = True

    def secret(self, number: str, kind: str) -> str:
        """One secret of the extension ``number``.

        New secrets are made for all kinds that are not given, at once, so that a user has one line in the file.

        Raises:
            InvalidInput: a given secret breaks the policy, or there is none and no file to keep a new one in.
            PbxError: a file cannot be used.
        """
        found = check_names([kind], KINDS, "a kind of secret") + self.policy.problems()
        if not re.fullmatch(r"[0-9]+", number):
            found.append(f"the number {number!r} must be digits only")
        if found:
            raise InvalidInput(found)
        given = self._given(number)
        if kind in given:
            return given[kind]
        if self.handover is None:
            raise InvalidInput(
                [f"no {kind} is given for {number}, and no hand-over file to keep a new one in"],
                remedy="Give handover, the path of a file that only its owner can read.",
            )
        file = HandoverFile(self.handover)
        kept = file.get(number)
        if kind in kept:
            return kept[kind]
        if not self.stores:
            return secret_policy.make(kind, number, self.policy)

        def missing(kept: Mapping[str, str]) -> dict[str, str]:
            return {
                other: secret_policy.make(other, number, self.policy)
                for other in KINDS
                if other not in kept and other not in given
            }

        return file.keep(number, missing)[kind]

    def _given(self, number: str) -> dict[str, str]:
        entry = next((entry for entry in self._entries() if _number(entry) == number), None)
        if entry is not None:
            return _checked([Entry(entry.row, _with_names(entry.values))], self.policy, "entry")[number]
        if self.src is None:
            return {}
        return _given_in_file(self.src, self.policy).get(number, {})

    def _entries(self) -> Iterator[Entry]:
        return (Entry(place, user) for place, user in enumerate(self.users, 1))


def _with_names(user: Mapping[str, Any]) -> dict[str, Any]:
    """The number and secrets of a user under the options' own names, as texts."""
    named = {_SPELLINGS.get(str(name), ""): value for name, value in user.items() if value is not None}
    return {name: str(value) for name, value in named.items() if name in ("number", *KINDS)}


def _number(entry: Entry) -> str | None:
    """The number of a user. Nothing else of theirs is touched: values are templates that cost time to look at."""
    name = next((name for name in entry.values if _SPELLINGS.get(name) == "number"), None)
    try:
        return mending.digits(str(entry.values[name])).value if name is not None else None
    except mending.Unusable:
        return None


def _checked(entries: Iterable[Entry], policy: Policy, unit: str) -> dict[str, dict[str, str]]:
    people = check_people(entries, Rules(secrets=policy), unit)
    if people.problems:
        raise InvalidInput(problem.text for problem in people.problems)
    return {str(person.values["number"]): person.secrets for person in people.persons}


def _given_in_file(path: str, policy: Policy) -> dict[str, dict[str, str]]:
    try:
        status = os.stat(path)
    except OSError as error:
        raise InvalidInput([f"src {path} cannot be read ({error.strerror})"]) from error
    state = (status.st_ino, status.st_size, status.st_mtime_ns, policy.pin_length)
    cached = _given_in_files.get(path)
    if cached is None or cached[0] != state:
        entries = [
            Entry(entry.row, {name: value for name, value in entry.values.items() if name in ("number", *KINDS)})
            for entry in read_people_file(path).entries
        ]
        cached = _given_in_files[path] = (state, _checked(entries, policy, "row"))
    return cached[1]
