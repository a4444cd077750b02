# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``user_list``: a list or file of people, checked before the first of them is given a telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import secret_policy
from .argument_spec import argument_spec
from .errors import InvalidInput
from .fields import ORDERED, Field
from .people import PERSON, Entry, People, Rules, check_people
from .people_file import read_people_file
from .task import Context, LocalTask
from .vendor import Spec

MOST_NAMED = 5
"""So many values are named in a warning; the rest are counted."""


class UserListTask(LocalTask):
    """Reads, checks and mends; talks to nobody and changes nothing."""

    # The result is made of fields that hold no secrets.
    scrubs_results = False

    fields = (
        Field(
            name="users",
            description=(
                "The users, in place of O(src).",
                "Quote numbers: YAML reads C(0123) as another number.",
            ),
            type="list",
            elements="dict",
            compare=ORDERED,
            fields=PERSON,
        ),
        Field(
            name="src",
            description=(
                "A CSV file of users on the host that runs the module, which is the controller as a rule. "
                "A relative path begins at the playbook's directory.",
                "UTF-8, with comma, semicolon, tab or bar between the cells.",
                "The first row names the columns, in any order: the suboptions of O(users) or their aliases, "
                "in upper or lower case, with blanks or hyphens for underscores. An empty cell is not given.",
            ),
            type="path",
        ),
        Field(
            name="number_lengths",
            description="The lengths that numbers may have. By default any.",
            type="list",
            elements="int",
            compare=ORDERED,
        ),
        Field(
            name="country_code",
            description=(
                "The country of telephone numbers, as its digits, such as V(49).",
                "With it, a V(+) that a spreadsheet has taken away is put back where the number has more digits than "
                "any inside that country, and where that is not certain the number is refused. "
                "Without it there is a warning.",
            ),
        ),
        Field(
            name="pin_length",
            description="The least number of digits of a voicemail PIN that is given, from 4 to 10.",
            type="int",
        ),
    )

    def options(self) -> Spec:
        spec = argument_spec(self.fields)
        spec["pin_length"]["default"] = secret_policy.DEFAULT_POLICY.pin_length
        return spec

    def constraints(self) -> dict[str, Any]:
        return {"mutually_exclusive": [("users", "src")], "required_one_of": [("users", "src")]}

    def label(self, params: Mapping[str, Any]) -> str | None:
        return params["src"] or "users"

    def check(self, params: Mapping[str, Any]) -> list[str]:
        return self._rules(params).problems()

    def _rules(self, params: Mapping[str, Any]) -> Rules:
        return Rules(
            number_lengths=tuple(params["number_lengths"] or ()),
            country_code=(params["country_code"] or "").removeprefix("+") or None,
            secrets=secret_policy.Policy(pin_length=params["pin_length"]),
        )

    def run(self, client: None, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        unit = "entry" if params["src"] is None else "row"
        people = self._read(params, unit, context)
        if people.problems:
            raise InvalidInput((problem.text for problem in people.problems), known="Nothing was done")
        if people.doubts:
            context.warn("; ".join(_first(people.doubts)))
        if people.mended:
            places = dict.fromkeys(f"{unit} {mended['row']}, {mended['column']}" for mended in people.mended)
            context.warn(f"values were mended, see the result: {'; '.join(_first(list(places)))}")
        return {"changed": False, "users": people.users, "mended": people.mended}

    def _read(self, params: Mapping[str, Any], unit: str, context: Context) -> People:
        rules = self._rules(params)
        if params["src"] is None:
            entries = [Entry(place, values) for place, values in enumerate(params["users"], 1)]
            return check_people(entries, rules, unit)
        file = read_people_file(params["src"])
        if file.exposes_secrets:
            context.warn(f"{params['src']} has secrets and can be read by others: chmod 600")
        people = check_people(file.entries, rules, unit)
        people.problems = sorted([*file.problems, *people.problems], key=lambda problem: problem.row)
        return people


def _first(texts: list[str]) -> list[str]:
    """As many as can be read in a warning, and how many there are beside them."""
    more = len(texts) - MOST_NAMED
    return [*texts[:MOST_NAMED], f"and {more} more"] if more > 0 else texts
