# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Values as people and spreadsheets write them, turned into the one form that the collection works with.

Each function takes a text and returns :class:`Clean`. What a spreadsheet has done to a value is undone when there is
only one thing that it can have been, and refused otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .errors import nearest


class Unusable(ValueError):
    """The value cannot be used; the text says why, without the value."""


class Clean(NamedTuple):
    """A usable value; whether damage had to be undone for it; and a doubt that the reader should know of."""

    value: Any
    repaired: bool = False
    doubt: str | None = None


Cleaner = Callable[[str], Clean]

ERROR_VALUES = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
TRUE_WORDS = frozenset({"true", "yes", "y", "on", "1", "wahr", "ja", "vrai", "oui"})
FALSE_WORDS = frozenset({"false", "no", "n", "off", "0", "falsch", "nein", "faux", "non"})
"""Spreadsheets write truth values in their user's language."""

NATIONAL_DIGITS = {
    "1": 10,
    "7": 10,
    "27": 9,
    "30": 10,
    "31": 9,
    "32": 9,
    "33": 9,
    "34": 9,
    "36": 9,
    "39": 11,
    "40": 9,
    "41": 9,
    "44": 10,
    "45": 8,
    "46": 9,
    "47": 8,
    "48": 9,
    "49": 11,
    "52": 10,
    "55": 11,
    "61": 9,
    "64": 10,
    "65": 8,
    "81": 10,
    "82": 10,
    "86": 11,
    "90": 10,
    "91": 10,
    "351": 9,
    "352": 11,
    "353": 9,
    "354": 7,
    "420": 9,
    "421": 9,
    "852": 8,
}
"""The most digits of a number inside a country, without the trunk prefix, by country code (ITU-T E.164 plans)."""
NATIONAL_DIGITS_ELSEWHERE = 12
E164_DIGITS = (7, 15)

_FORMULA = re.compile(r'="(.*)"')
_WITH_FRACTION = re.compile(r"(\d+)[.,]0{1,2}")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")


def text(raw: str) -> Clean:
    """A name or the like, on one line. An empty text stays one."""
    value, repaired = _unwrapped(raw)
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value):
        raise Unusable("has a line break or another control character")
    return Clean(value, repaired)


def digits(raw: str) -> Clean:
    """Digits and nothing else, such as an extension's number."""
    value, repaired = _unwrapped(raw)
    whole = _whole(value)
    if not re.fullmatch(r"[0-9]+", whole):
        raise Unusable("must be digits only")
    return Clean(whole, repaired or whole != value)


def mac_address(raw: str) -> Clean:
    """A device's address, as ``aa:bb:cc:dd:ee:ff``, from any notation."""
    value, repaired = _unwrapped(raw)
    if not value:
        return Clean(value, repaired)
    if _SCIENTIFIC.fullmatch(value):
        raise Unusable("is a number in a spreadsheet's scientific notation, whose digits are lost")
    plain = re.sub(r"[\s:.\-]", "", value).lower()
    if not re.fullmatch(r"[0-9a-f]{12}", plain):
        lost = "; leading zeros may be lost" if re.fullmatch(r"[0-9a-f]{6,11}", plain) else ""
        raise Unusable(f"is not a MAC address of 12 hexadecimal digits{lost}")
    if int(plain[:2], 16) & 1 or not int(plain, 16):
        raise Unusable("is not the MAC address of a device")
    return Clean(":".join(plain[place : place + 2] for place in range(0, 12, 2)), repaired)


def email_address(raw: str) -> Clean:
    value, repaired = _unwrapped(raw)
    bare = value.removeprefix("mailto:")
    if bare and not re.fullmatch(r"[^\s@,;:<>\"()]+@[^\s@,;:<>\"()]+", bare):
        raise Unusable("is not an e-mail address")
    return Clean(bare, repaired or bare != value)


def truth(raw: str) -> Clean:
    value, repaired = _unwrapped(raw)
    word = value.casefold()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise Unusable("must be yes or no")
    return Clean(word in TRUE_WORDS, repaired)


def choice(choices: Iterable[str]) -> Cleaner:
    words = tuple(choices)

    def cleaned(raw: str) -> Clean:
        value, repaired = _unwrapped(raw)
        if value.casefold() not in words:
            raise Unusable(f"must be one of {', '.join(words)}{nearest(value.casefold(), words)}")
        return Clean(value.casefold(), repaired)

    return cleaned


def telephone_number(country_code: str | None) -> Cleaner:
    """A telephone number: in E.164 with its plus, or as it is dialled inside the country or the PBX.

    A spreadsheet takes the plus away. With a country code it is put back where the number has more digits than any
    number inside that country; in other cases it is not certain what the number was.
    """

    def cleaned(raw: str) -> Clean:
        value, repaired = _unwrapped(raw)
        if not value:
            return Clean(value, repaired)
        whole = _whole(value)
        number = re.sub(r"[\s()/.\-]", "", re.sub(r"^(\+[\d\s]+)\(0\)", r"\1", whole))
        if number.startswith("+"):
            if not re.fullmatch(rf"\+[1-9][0-9]{{{E164_DIGITS[0] - 1},{E164_DIGITS[1] - 1}}}", number):
                raise Unusable("must be + and {} to {} digits".format(*E164_DIGITS))
            return Clean(number, repaired)
        if not re.fullmatch(r"[0-9*#]+", number):
            raise Unusable("must be digits, with + before a country code")
        international, doubt = _with_plus(number, country_code)
        return Clean(international, repaired or whole != value or international != number, doubt)

    return cleaned


def _with_plus(number: str, country_code: str | None) -> tuple[str, str | None]:
    """The number with the plus that it has lost, if it has lost one; and a doubt."""
    if not number.isdecimal():
        return number, None
    if country_code and number.startswith(f"00{country_code}"):
        return f"+{number[2:]}", None
    longest = NATIONAL_DIGITS.get(country_code or "", NATIONAL_DIGITS_ELSEWHERE)
    if number.startswith("0") or len(number) < 10:
        return number, None
    if country_code is None:
        return number, "may have lost its +" if len(number) > 10 else None
    if len(number) > E164_DIGITS[1]:
        raise Unusable(f"has more than {E164_DIGITS[1]} digits")
    if number.startswith(country_code) and len(number) > longest:
        return f"+{number}", None
    if number.startswith(country_code) or len(number) > longest:
        raise Unusable("may have lost its +, which is not certain: write it with + or as it is dialled in the country")
    return number, None


def _unwrapped(raw: str) -> tuple[str, bool]:
    """The value without blanks around it, and without a spreadsheet's marks that it is a text."""
    value = raw.strip().strip("\u200b\u200e\u200f\ufeff").strip()
    if value.upper() in ERROR_VALUES:
        raise Unusable("is a spreadsheet's error value")
    if formula := _FORMULA.fullmatch(value):
        return formula[1].strip(), True
    if re.match(r"'[+\d]", value):
        return value[1:], True
    return value, False


def _whole(value: str) -> str:
    """A whole number of which a spreadsheet made 1001.0, 1001,00 or 1,001E+03; other texts as they are."""
    if fraction := _WITH_FRACTION.fullmatch(value):
        return fraction[1]
    if not (scientific := _SCIENTIFIC.fullmatch(value)):
        return value
    first, decimals, exponent = scientific[1], scientific[2] or "", int(scientific[3])
    if len(decimals) < exponent:
        raise Unusable("is a number in a spreadsheet's scientific notation, whose last digits are lost")
    if decimals[exponent:].strip("0"):
        raise Unusable("must be a whole number")
    return first + decimals[:exponent]
