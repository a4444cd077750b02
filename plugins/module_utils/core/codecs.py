# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Codecs: the only place that knows how a value looks on a vendor's wire.

A codec turns an option's value into the wire's and back. Decoding is lenient, since the same field arrives as a
number in one answer and as text in the next, and normalising: what a PBX sends for "not set" (null, an empty text)
becomes ``None``, or an empty list for lists. Encoding is strict and passes ``None`` on as null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any


@dataclass(frozen=True)
class Codec:
    """``encode``: option value to wire value. ``decode``: wire value to option value, ValueError if it cannot be."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _decode_text(wire: Any) -> str | None:
    if wire is None:
        return None
    text = str(wire).strip()
    return text or None


def _decode_number(wire: Any) -> int | None:
    text = _decode_text(wire)
    if text is None:
        return None
    if "." not in text:
        return int(text)
    number = float(text)
    if not number.is_integer():
        raise ValueError(f"{text} is no whole number")
    return int(number)


def _decode_decimal(wire: Any) -> float | None:
    text = _decode_text(wire)
    number = None if text is None else float(text)
    if number is not None and not isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _encode_decimal(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _unless_none(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else function(value)


TEXT = Codec(_unless_none(str), _decode_text)
NUMBER = Codec(_unless_none(int), _decode_number)
NUMBER_AS_TEXT = Codec(_unless_none(str), _decode_number)
DECIMAL = Codec(_unless_none(_encode_decimal), _decode_decimal)
RAW = Codec(lambda value: value, lambda wire: wire)


def flag(true: str | int, false: str | int) -> Codec:
    """A bool sent as one of two values; read back in any case, as text or number.

    Another value is passed on as text: one setting that a newer firmware added does not hide the whole object.
    """
    words = {str(true).lower(): True, str(false).lower(): False}

    def decode(wire: Any) -> bool | str | None:
        if isinstance(wire, bool):
            return wire
        text = _decode_text(wire)
        return None if text is None else words.get(text.lower(), text)

    return Codec(_unless_none(lambda value: true if value else false), decode)


YES_NO = flag("yes", "no")


def enum(choices: Mapping[str, str | int], also_read: Mapping[str, str] | None = None) -> Codec:
    """Option words for wire values. ``also_read`` maps further wire values, as text, to option words.

    A value that is neither is passed on as it is, so that an unknown setting is shown rather than lost.
    """
    words = {str(wire): word for word, wire in choices.items()} | dict(also_read or {})

    def decode(wire: Any) -> str | None:
        text = _decode_text(wire)
        return None if text is None else words.get(text, text)

    return Codec(_unless_none(lambda word: choices.get(word, word)), decode)


def joined(separator: str = ",", item: Codec = TEXT) -> Codec:
    """A list sent as one text; null and empty are the empty list. Lists and bare numbers are read as well."""

    def decode(wire: Any) -> list[Any]:
        parts = wire if isinstance(wire, list) else (_decode_text(wire) or "").split(separator)
        return [value for value in map(item.decode, parts) if value is not None]

    return Codec(_unless_none(lambda values: separator.join(str(item.encode(value)) for value in values)), decode)


def spread(item: Codec = TEXT) -> Codec:
    """A list spread over as many wire fields as the field names; see ``Field.wire``. Both sides are lists here."""

    def decode(wire: Any) -> list[Any]:
        if not isinstance(wire, (list, type(None))):
            raise ValueError(f"{wire!r} is not a list")
        return [value for value in map(item.decode, wire or ()) if value is not None]

    return Codec(_unless_none(lambda values: [item.encode(value) for value in values]), decode)


def json_text(inner: Codec = RAW) -> Codec:
    """A value sent as JSON inside a text."""

    def decode(wire: Any) -> Any:
        text = wire if not isinstance(wire, str) else json.loads(wire) if wire.strip() else None
        return inner.decode(text)

    return Codec(_unless_none(lambda value: json.dumps(inner.encode(value), separators=(",", ":"))), decode)
