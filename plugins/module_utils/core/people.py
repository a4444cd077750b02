# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""People who are to have a telephone: what can be told of one, and the check of a whole list of them.

The words are no vendor's. The same table reads a list of dicts and the columns of a file (``people_file``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import mending, secret_policy
from .fields import Field, Values
from .mending import Cleaner, Unusable

PERMISSIONS = ("internal", "local", "national", "international")

PERSON: tuple[Field, ...] = (
    Field(
        name="number",
        description="The extension's number, digits only. Every user needs one.",
        aliases=("extension", "ext", "extension_number"),
    ),
    Field(name="first_name", description="First name.", aliases=("firstname", "given_name", "forename")),
    Field(name="last_name", description="Last name.", aliases=("lastname", "surname", "family_name")),
    Field(
        name="email",
        description="E-mail address. No two users may have the same.",
        aliases=("mail", "e_mail", "email_address", "e_mail_address"),
    ),
    Field(name="department", description="The department's name.", aliases=("dept",)),
    Field(name="phone_number", description="The user's own telephone number.", aliases=("phone", "telephone")),
    Field(name="caller_id_number", description="The number that others see.", aliases=("caller_id", "callerid")),
    Field(
        name="simultaneous_number",
        description="An external number that rings together with the extension.",
        aliases=("external_number",),
    ),
    Field(
        name="country_code",
        description=(
            "The country of the user's telephone numbers, as its digits, such as V(49); it counts before the list's.",
            "It is used to mend numbers and is not returned.",
        ),
    ),
    Field(
        name="mac",
        description="The MAC address of the user's telephone, in any notation.",
        aliases=("mac_address", "phone_mac", "device_mac"),
    ),
    Field(
        name="permission",
        description="The widest kind of outbound call.",
        choices=PERMISSIONS,
        aliases=("permissions", "call_permission"),
    ),
    Field(name="voicemail", description="Whether there is a voicemail box.", type="bool", aliases=("has_voicemail",)),
    Field(name="voicemail_to_email", description="Whether voicemail is mailed to the user.", type="bool"),
    Field(name="language", description="The language of voice prompts.", aliases=("prompt_language",)),
    Field(
        name="sip_password",
        description="The password that phones register with. It is checked and not returned.",
        aliases=("secret", "sip_secret"),
        secret=True,
    ),
    Field(
        name="voicemail_pin",
        description="The PIN of the voicemail box. It is checked and not returned.",
        aliases=("pin", "vmsecret", "voicemail_password"),
        secret=True,
    ),
    Field(
        name="user_password",
        description="The password of the user's portal. It is checked and not returned.",
        aliases=("portal_password",),
        secret=True,
    ),
)
BY_NAME: Mapping[str, Field] = {field_.name: field_ for field_ in PERSON}

_UNIQUE = ("number", "email", "mac")
_TELEPHONE_NUMBERS = ("phone_number", "caller_id_number", "simultaneous_number")


@dataclass(frozen=True)
class Rules:
    """What a list must keep to. ``number_lengths`` are the lengths that numbers may have; empty for any."""

    number_lengths: tuple[int, ...] = ()
    country_code: str | None = None
    secrets: secret_policy.Policy = secret_policy.DEFAULT_POLICY

    def problems(self) -> list[str]:
        found = self.secrets.problems()
        if self.country_code is not None and not _is_country_code(self.country_code):
            found.append(f"country_code is {self.country_code!r}, but must be one to three digits, such as 49")
        return found


@dataclass(frozen=True)
class Entry:
    """One user as written. ``row`` is counted as a spreadsheet does, or from 1 in a list of dicts.

    ``aligned`` is false where cells may have slipped into another's column, so that a value may be a secret.
    """

    row: int
    values: Mapping[str, Any]
    aligned: bool = True


@dataclass
class Person:
    """One user, checked: ``values`` as they are returned, ``secrets`` as given."""

    row: int
    values: Values = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict, repr=False)


class Problem(NamedTuple):
    """What is wrong in a row, as a sentence that names it."""

    row: int
    text: str


@dataclass
class People:
    """A whole list, checked.

    ``mended`` has a dict for each value that had to be repaired: ``row``, ``column`` and, of what is no secret, ``was``
    and ``now``. If there are ``problems``, the persons are not to be used.
    """

    persons: list[Person] = field(default_factory=list)
    mended: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def users(self) -> list[Values]:
        return [person.values for person in self.persons]


def check_people(entries: Iterable[Entry], rules: Rules, unit: str = "row") -> People:
    """Check and mend every entry; all problems are found, each named by its row and column.

    Args:
        unit: what an entry is called, ``row`` in a file or ``entry`` in a list.
    """
    people = People()
    for entry in entries:
        people.persons.append(_Reading(entry, rules, f"{unit} {entry.row}", people).person())
    people.problems += _doubles(people.persons, unit)
    people.problems.sort(key=lambda problem: problem.row)
    return people


class _Reading:
    """One entry on its way to a person; what is found on the way goes to ``people``."""

    def __init__(self, entry: Entry, rules: Rules, place: str, people: People) -> None:
        self._entry = entry
        self._rules = rules
        self._place = place
        self._people = people
        self._person = Person(entry.row)

    def person(self) -> Person:
        country_code = self._country_code()
        for field_ in PERSON:
            value = self._entry.values.get(field_.name)
            if value is not None and field_.name != "country_code":
                self._take(field_, value, country_code)
        if not self._entry.values.get("number"):
            self._refuse("number", "is missing")
        self._check_secrets()
        return self._person

    def _country_code(self) -> str | None:
        own = self._entry.values.get("country_code")
        if own in (None, ""):
            return self._rules.country_code
        own = str(own).removeprefix("+")
        if not _is_country_code(own):
            self._refuse("country_code", "must be one to three digits, such as 49")
            return None
        return own

    def _take(self, field_: Field, value: Any, country_code: str | None) -> None:
        name = field_.name
        if field_.secret:
            self._take_secret(name, str(value))
            return
        if isinstance(value, bool):
            self._person.values[name] = value
            return
        if name == "number" and value == "":
            return
        try:
            clean = _cleaner(field_, country_code)(value)
        except Unusable as unusable:
            # What is in the wrong column may be anything, a password too.
            self._refuse(name, f"{value!r} {unusable}" if self._entry.aligned else str(unusable))
            return
        self._person.values[name] = clean.value
        if clean.repaired:
            self._mended(name, was=value, now=clean.value)
        if clean.doubt:
            self._people.doubts.append(f"{self._place}, {name}: {clean.doubt}")
        if name == "number":
            self._check_length(clean.value)

    def _take_secret(self, name: str, value: str) -> None:
        """Passwords are kept to the letter. A PIN is a number to a spreadsheet, as others are."""
        if value == "":
            return
        if name == "voicemail_pin":
            try:
                clean = mending.digits(value)
            except Unusable as unusable:
                self._refuse(name, str(unusable))
                return
            if clean.repaired:
                self._mended(name)
            value = clean.value
        self._person.secrets[name] = value

    def _check_length(self, number: str) -> None:
        lengths = self._rules.number_lengths
        if lengths and len(number) not in lengths:
            wanted = " or ".join(map(str, sorted(lengths)))
            self._refuse("number", f"{number} has {len(number)} digits, but must have {wanted}")

    def _check_secrets(self) -> None:
        number = self._person.values.get("number")
        for kind, value in self._person.secrets.items():
            problem = secret_policy.problem(kind, value, number, self._rules.secrets) if number else None
            if problem:
                self._refuse(kind, problem)
            elif kind != "voicemail_pin" and len(value) < secret_policy.SHORT_PASSWORD:
                self._people.doubts.append(
                    f"{self._place}, {kind}: has less than {secret_policy.SHORT_PASSWORD} characters"
                )

    def _refuse(self, column: str, why: str) -> None:
        self._people.problems.append(Problem(self._entry.row, f"{self._place}, {column}: {why}"))

    def _mended(self, column: str, **values: Any) -> None:
        self._people.mended.append({"row": self._entry.row, "column": column, **values})


def _cleaner(field_: Field, country_code: str | None) -> Cleaner:
    if field_.name == "number":
        return mending.digits
    if field_.name == "mac":
        return mending.mac_address
    if field_.name == "email":
        return mending.email_address
    if field_.name in _TELEPHONE_NUMBERS:
        return mending.telephone_number(country_code)
    if field_.choices:
        return mending.choice(field_.choices)
    return mending.truth if field_.type == "bool" else mending.text


def _doubles(persons: Iterable[Person], unit: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for person in persons:
        for name in _UNIQUE:
            value = person.values.get(name)
            if not value:
                continue
            earlier = first.setdefault((name, value.casefold()), person.row)
            if earlier != person.row:
                text = f"{unit} {person.row}, {name}: {value} is that of {unit} {earlier} already"
                yield Problem(person.row, text)


def _is_country_code(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3 and not text.startswith("0")
