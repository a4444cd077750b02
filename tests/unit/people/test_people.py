# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of a whole list."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.people import (
    PERSON,
    Entry,
    People,
    Rules,
    check_people,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.secret_policy import KINDS, Policy


def check(*users: dict[str, Any], rules: Rules | None = None) -> People:
    return check_people([Entry(row, user) for row, user in enumerate(users, 2)], rules or Rules())


def problems(*users: dict[str, Any], rules: Rules | None = None) -> list[str]:
    return [problem.text for problem in check(*users, rules=rules).problems]


def test_users_are_returned_in_order_with_what_was_given_and_without_secrets() -> None:
    people = check(
        {
            "number": "1002",
            "first_name": " Ada ",
            "mac": "000B82123456",
            "voicemail": False,
            "sip_password": "Canary-1234",
        },
        {"number": "1001", "email": "", "country_code": "49"},
    )
    assert people.users == [
        {"number": "1002", "first_name": "Ada", "mac": "00:0b:82:12:34:56", "voicemail": False},
        {"number": "1001", "email": ""},
    ]
    assert people.persons[0].secrets == {"sip_password": "Canary-1234"}
    assert people.problems == people.mended == people.doubts == []


def test_every_problem_of_every_row_is_reported_in_order() -> None:
    found = problems(
        {"number": "1001", "email": "ada@example.com", "mac": "00:0b:82:12:34:56"},
        {"first_name": "Bob", "permission": "all"},
        {"number": "12a", "email": "nobody"},
        {"number": "1001", "email": "ADA@example.com", "mac": "000b82123456"},
    )
    assert found == [
        "row 3, permission: 'all' must be one of internal, local, national, international; did you mean 'local'?",
        "row 3, number: is missing",
        "row 4, number: '12a' must be digits only",
        "row 4, email: 'nobody' is not an e-mail address",
        "row 5, number: 1001 is that of row 2 already",
        "row 5, email: ADA@example.com is that of row 2 already",
        "row 5, mac: 00:0b:82:12:34:56 is that of row 2 already",
    ]


def test_numbers_are_the_same_after_mending() -> None:
    assert problems({"number": "1001"}, {"number": "1001.0"}) == ["row 3, number: 1001 is that of row 2 already"]


def test_lengths_of_numbers() -> None:
    rules = Rules(number_lengths=(4, 3))
    assert problems({"number": "1001"}, {"number": "100"}, rules=rules) == []
    assert problems({"number": "10010"}, rules=rules) == ["row 2, number: 10010 has 5 digits, but must have 3 or 4"]


def test_what_was_mended_is_told_but_for_secrets() -> None:
    people = check(
        {"number": "1001.0", "voicemail_pin": "482915.0", "phone_number": "493012345678"}, rules=Rules((), "49")
    )
    assert people.problems == []
    assert people.mended == [
        {"row": 2, "column": "number", "was": "1001.0", "now": "1001"},
        {"row": 2, "column": "phone_number", "was": "493012345678", "now": "+493012345678"},
        {"row": 2, "column": "voicemail_pin"},
    ]
    assert people.persons[0].secrets == {"voicemail_pin": "482915"}


def test_the_country_of_a_row_counts_before_that_of_the_list() -> None:
    people = check({"number": "1001", "phone_number": "12125551234", "country_code": "1"}, rules=Rules((), "49"))
    assert people.users[0]["phone_number"] == "+12125551234"
    assert problems({"number": "1001", "country_code": "DE"}) == [
        "row 2, country_code: must be one to three digits, such as 49"
    ]


@pytest.mark.parametrize("pin", ["1234", "100199", "777777", "x82915", "482 15"])
def test_a_pin_that_breaks_the_policy_is_refused_without_being_shown(pin: str) -> None:
    (problem,) = problems({"number": "1001", "voicemail_pin": pin})
    assert problem.startswith("row 2, voicemail_pin: ")
    assert pin not in problem


def test_passwords_are_kept_to_the_letter_and_weak_ones_doubted() -> None:
    people = check({"number": "1001", "sip_password": "=1+1;\"x'", "user_password": "short"})
    assert people.persons[0].secrets == {"sip_password": "=1+1;\"x'", "user_password": "short"}
    assert people.doubts == ["row 2, user_password: has less than 8 characters"]
    assert problems({"number": "1001", "sip_password": "1001"}) == ["row 2, sip_password: must not be the number"]
    assert problems({"number": "1001", "sip_password": " Canary"}) == [
        "row 2, sip_password: begins or ends with a blank"
    ]


def test_a_shorter_pin_may_be_allowed() -> None:
    user = {"number": "1001", "voicemail_pin": "4829"}
    assert problems(user) == ["row 2, voicemail_pin: must have 6 digits at least"]
    assert problems(user, rules=Rules(secrets=Policy(pin_length=4))) == []


def test_values_of_rows_that_have_slipped_are_not_shown() -> None:
    """A cell too few, and the password stands below e-mail."""
    people = check_people([Entry(2, {"number": "1001", "email": "Canary-1234"}, aligned=False)], Rules())
    assert [problem.text for problem in people.problems] == ["row 2, email: is not an e-mail address"]


def test_rules_are_checked() -> None:
    assert Rules((), "49").problems() == []
    assert len(Rules((), "Germany", Policy(pin_length=3)).problems()) == 2


def test_the_table_has_all_kinds_of_secrets_and_no_spelling_twice() -> None:
    spellings = [spelling for field in PERSON for spelling in (field.name, *field.aliases)]
    assert len(spellings) == len(set(spellings))
    assert {field.name for field in PERSON if field.secret} == set(KINDS)
