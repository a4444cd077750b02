# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What makes a user's secrets good enough, and making them.

Strict systems want upper case, lower case, a digit and a special character in passwords (field fact). Weak PINs are
how toll fraud begins, and PBXs refuse repeats and sequences in them (Grandstream UCM user manual).
"""

from __future__ import annotations

import re
import secrets
import string
from dataclasses import dataclass

KINDS = ("sip_password", "voicemail_pin", "user_password")
"""The secrets of a user, in the order of the hand-over file's columns."""

MIN_PIN_LENGTH, MAX_PIN_LENGTH = 4, 10
MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH = 16, 32
SHORT_PASSWORD = 8

# Without characters that are taken for another on paper. The special ones need no quoting in CSV, XML and URLs, and
# every system that wants one takes them.
UPPER = "".join(letter for letter in string.ascii_uppercase if letter not in "IO")
LOWER = "".join(letter for letter in string.ascii_lowercase if letter not in "lo")
DIGITS = "23456789"
SPECIAL = "!*_-"

COMMON_PINS = frozenset(
    """
    0852 1004 1379 1397 1470 1590 2468 2580 3690 8642 9753 13579 24680 12369 14789 25802
    102030 112358 135790 135791 147258 147369 147852 159159 159357 159753 246810 258258 258369 258456 314159 321654
    357159 369258 456123 520131 741852 753951 789456 852456 852963 951753 963852 987456
    """.split()
)
_RUN = 4
"""So many equal or neighbouring digits in a row are a pattern."""


@dataclass(frozen=True)
class Policy:
    """How secrets are made. ``pin_length`` is also the least length of a PIN that is given."""

    pin_length: int = 6
    password_length: int = 16
    alphanumeric: bool = False

    def problems(self) -> list[str]:
        found = []
        if not MIN_PIN_LENGTH <= self.pin_length <= MAX_PIN_LENGTH:
            found.append(f"pin_length is {self.pin_length}, but must be {MIN_PIN_LENGTH} to {MAX_PIN_LENGTH}")
        if not MIN_PASSWORD_LENGTH <= self.password_length <= MAX_PASSWORD_LENGTH:
            found.append(
                f"password_length is {self.password_length}, but must be {MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH}"
            )
        return found


DEFAULT_POLICY = Policy()


def pin_problem(pin: str, number: str, length: int) -> str | None:
    """What is wrong with the PIN of the extension ``number``, without the PIN; None when it is good."""
    if not re.fullmatch(r"[0-9]+", pin):
        return "must be digits only"
    if len(pin) < length:
        return f"must have {length} digits at least"
    if number in pin or pin in number:
        return "must not contain the number, nor be a part of it"
    if _repeats(pin):
        return "must not be made of repeats, such as 0000 or 1122"
    if _has_sequence(pin):
        return f"must not have {_RUN} digits in sequence, such as 1234 or 8765"
    if pin in COMMON_PINS or (len(pin) == _RUN and re.fullmatch(r"19\d\d|20[0-3]\d", pin)):
        return "is one of the first that anybody tries"
    return None


def _repeats(pin: str) -> bool:
    pairs = re.fullmatch(r"(?:(\d)\1+)+", pin)
    block = re.fullmatch(r"(\d+)\1+", pin)
    run = re.search(rf"(\d)\1{{{_RUN - 1}}}", pin)
    return bool(pairs or block or run) or len(set(pin)) < 3


def _has_sequence(pin: str) -> bool:
    windows = (pin[start : start + _RUN] for start in range(len(pin) - _RUN + 1))
    # The keypad's row of digits goes on from 9 to 0.
    return any(window in rising or window in rising[::-1] for rising in ("0123456789012",) for window in windows)


def password_problem(password: str, number: str) -> str | None:
    """What is wrong with a password that was given, without the password."""
    if not password:
        return "is empty"
    if password != password.strip():
        return "begins or ends with a blank"
    if not password.isprintable():
        return "has a character that cannot be printed"
    if password == number:
        return "must not be the number"
    return None


def problem(kind: str, value: str, number: str, policy: Policy) -> str | None:
    """What is wrong with a given secret of any kind, without the secret."""
    if kind == "voicemail_pin":
        return pin_problem(value, number, policy.pin_length)
    return password_problem(value, number)


def make(kind: str, number: str, policy: Policy) -> str:
    """A new secret. SIP passwords have no special characters if the policy is alphanumeric, as hot desking wants."""
    if kind == "voicemail_pin":
        return _make_pin(number, policy.pin_length)
    classes = (UPPER, LOWER, DIGITS)
    if kind != "sip_password" or not policy.alphanumeric:
        classes += (SPECIAL,)
    return _make_password(number, policy.password_length, classes)


def _make_pin(number: str, length: int) -> str:
    while True:
        # A spreadsheet would take a leading zero away.
        pin = secrets.choice(string.digits[1:]) + "".join(secrets.choice(string.digits) for place in range(length - 1))
        if pin_problem(pin, number, length) is None:
            return pin


def _make_password(number: str, length: int, classes: tuple[str, ...]) -> str:
    characters = "".join(classes)
    while True:
        # A letter at the beginning: a spreadsheet takes some of the others for a formula.
        password = secrets.choice(UPPER + LOWER) + "".join(secrets.choice(characters) for place in range(length - 1))
        if all(set(password) & set(kind) for kind in classes) and number not in password:
            return password
