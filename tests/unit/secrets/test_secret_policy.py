# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What secrets are made of, and which ones are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core import secret_policy
from ansible_collections.telephony.pbx.plugins.module_utils.core.secret_policy import (
    DIGITS,
    KINDS,
    LOWER,
    SPECIAL,
    UPPER,
    Policy,
    make,
    pin_problem,
)

NUMBERS = st.from_regex(r"[0-9]{2,18}", fullmatch=True)


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("482a", "digits only"),
        ("\u0664\u0668\u0662\u0669", "digits only"),
        ("", "digits only"),
        ("482", "4 digits at least"),
        ("2001", "must not contain the number"),
        ("912001", "must not contain the number"),
        ("0000", "repeats"),
        ("1122", "repeats"),
        ("111222", "repeats"),
        ("112233", "repeats"),
        ("494949", "repeats"),
        ("483483", "repeats"),
        ("4449", "repeats"),
        ("155559", "repeats"),
        ("1234", "in sequence"),
        ("8765", "in sequence"),
        ("948765", "in sequence"),
        ("7890", "in sequence"),
        ("0987", "in sequence"),
        ("582341", None),
        ("2580", "first that anybody tries"),
        ("1984", "first that anybody tries"),
        ("2024", "first that anybody tries"),
        ("147258", "first that anybody tries"),
        ("4829", None),
        ("482915", None),
        ("0482915", None),
    ],
)
def test_pins(pin: str, why: str | None) -> None:
    problem = pin_problem(pin, "2001", 4)
    assert problem is None if why is None else why in str(problem)


def test_a_pin_that_is_a_part_of_the_number_is_refused() -> None:
    assert "part of it" in str(pin_problem("482915", "4930482915", 6))


@given(NUMBERS, st.integers(4, 10))
def test_made_pins_keep_to_the_policy(number: str, length: int) -> None:
    pin = make("voicemail_pin", number, Policy(pin_length=length))
    assert len(pin) == length
    assert pin_problem(pin, number, length) is None
    assert pin[0] != "0"


@given(NUMBERS, st.integers(16, 32), st.booleans(), st.sampled_from(["sip_password", "user_password"]))
def test_made_passwords_keep_to_the_policy(number: str, length: int, alphanumeric: bool, kind: str) -> None:
    password = make(kind, number, Policy(password_length=length, alphanumeric=alphanumeric))
    assert len(password) == length
    assert set(password) <= set(UPPER + LOWER + DIGITS + SPECIAL)
    assert all(set(password) & set(characters) for characters in (UPPER, LOWER, DIGITS))
    assert bool(set(password) & set(SPECIAL)) is not (alphanumeric and kind == "sip_password")
    assert password[0].isalpha()
    assert number not in password
    assert secret_policy.password_problem(password, number) is None


def test_secrets_are_all_different() -> None:
    assert len({make("sip_password", "1001", Policy()) for _ in range(500)}) == 500
    assert len({make("voicemail_pin", "1001", Policy(pin_length=10)) for _ in range(500)}) == 500


def test_characters_that_are_taken_for_others_are_not_used() -> None:
    assert not set(UPPER + LOWER + DIGITS) & set("0O1lIo")
    assert len(set(UPPER + LOWER + DIGITS)) == 24 + 24 + 8


@pytest.mark.parametrize(
    ("password", "why"),
    [("", "is empty"), (" Canary", "blank"), ("Can\tary", "printed"), ("1001", "the number"), ("Canary", None)],
)
def test_given_passwords(password: str, why: str | None) -> None:
    problem = secret_policy.problem("sip_password", password, "1001", Policy())
    assert problem is None if why is None else why in str(problem)


def test_policies_have_limits() -> None:
    assert Policy().problems() == []
    assert len(Policy(pin_length=3, password_length=15).problems()) == 2
    assert len(Policy(pin_length=11, password_length=33).problems()) == 2


def test_a_pin_is_what_is_judged_as_a_pin() -> None:
    assert secret_policy.problem("voicemail_pin", "4829", "1001", Policy()) == "must have 6 digits at least"
    assert set(KINDS) == {"sip_password", "voicemail_pin", "user_password"}
