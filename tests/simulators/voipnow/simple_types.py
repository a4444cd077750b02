# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of the wire to values and back, by XML Schema's lexical rules and the facets of the contract."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.simulators.voipnow.codes import MALFORMED, Refusal
from tests.simulators.voipnow.schema import Limited, Simple

UNLIMITED = "unlimited"
KEPT = "C:text"  # whitespace of all other text is collapsed
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
# XML Schema's classes of letters and digits, which Python writes in another way
CLASSES = {r"\p{L}\p{N}": r"\w", r"\p{L}": r"a-zA-Z\u00c0-\uffff", r"\p{Nd}": r"\d", r"\p{N}": r"\d"}


def _boolean(text: str) -> bool:
    if text not in BOOLEANS:
        raise ValueError(text)
    return BOOLEANS[text]


def _digits(text: str, *, low: int | None = None, high: int | None = None) -> int:
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        raise ValueError(text)
    number = int(text)
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(text)
    return number


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _decimal(text: str) -> str:
    """Stays text: PINs are decimals for the schema, and their leading zeros count."""
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text, re.ASCII):
        raise ValueError(text)
    return text


def _date(text: str) -> str:
    """Field fact: dates may be unix timestamps."""
    if text.isascii() and text.isdigit() and len(text) > 8:
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC).date().isoformat()
    return datetime.date.fromisoformat(text[:10]).isoformat()


def _moment(text: str) -> str:
    datetime.datetime.fromisoformat(text)
    return text


def _time(text: str) -> str:
    datetime.time.fromisoformat(text)
    return text


READ: dict[str, Callable[[str], Any]] = {
    "boolean": _boolean,
    "integer": _digits,
    "positiveInteger": lambda text: _digits(text, low=1),
    "nonNegativeInteger": lambda text: _digits(text, low=0),
    "unsignedInt": lambda text: _digits(text, low=0, high=2**32 - 1),
    "unsignedShort": lambda text: _digits(text, low=0, high=2**16 - 1),
    "short": lambda text: _digits(text, low=-(2**15), high=2**15 - 1),
    "float": _float,
    "double": _float,
    "decimal": _decimal,
    "date": _date,
    "dateTime": _moment,
    "time": _time,
}


def from_text(kind: Simple, text: str, path: str) -> Any:
    """The value of an element; Refusal when the text does not fit its type.

    The schema declares IDs with four digits at most. Longer ones are taken: otherwise a system could have only 9,999
    accounts.
    """
    if kind.name != KEPT:
        text = " ".join(text.split())
    if kind.enum and text not in kind.enum:
        raise Refusal(MALFORMED, f"{path} is one of {', '.join(kind.enum)}")
    if len(text) < kind.min_length or (kind.max_length is not None and len(text) > kind.max_length):
        raise Refusal(MALFORMED, f"{path} has a wrong length")
    if kind.pattern is not None and not _compiled(kind.pattern).fullmatch(text):
        raise Refusal(MALFORMED, f"{path} does not have the form that it must have")
    try:
        return READ[kind.base](text) if kind.base in READ else text
    except (ValueError, OverflowError, OSError):
        raise Refusal(MALFORMED, f"{path} is no {kind.base}") from None


def limit_from_text(kind: Limited, text: str, unlimited: str | None, path: str) -> Any:
    """``unlimited``, or the number or date. By the schema a value without the attribute is unlimited."""
    value = from_text(kind.value, text, path)
    try:
        return UNLIMITED if _boolean("true" if unlimited is None else unlimited.strip()) else value
    except ValueError:
        raise Refusal(MALFORMED, f"{path}@unlimited is no boolean") from None


def to_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for said, meant in CLASSES.items():
        pattern = pattern.replace(said, meant)
    return re.compile(pattern)
