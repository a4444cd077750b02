# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""How VoipNow writes values: limits with an attribute, ids, flags that XML has words for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Any

from ..core.codecs import DECIMAL, RAW, Codec

UNLIMITED_WORD = "unlimited"


def _is_unlimited(value: Any) -> bool:
    return str(value).strip().lower() == UNLIMITED_WORD


def _encode_limit(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    if _is_unlimited(value):
        return {"value": 0, "unlimited": True}
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()):
        raise ValueError(f"is {value!r}, but must be a number or the word unlimited")
    return {"value": int(text), "unlimited": False}


def _encode_amount(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    if _is_unlimited(value):
        return {"value": 0, "unlimited": True}
    try:
        number = float(str(value))
    except ValueError:
        number = -1
    if isinstance(value, bool) or not isfinite(number) or number < 0:
        raise ValueError(f"is {value!r}, but must be an amount of 0 or more, or the word unlimited")
    return {"value": DECIMAL.encode(number), "unlimited": False}


def _decoded(number: Callable[[Any], int | float]) -> Callable[[Any], int | float | str | None]:
    def decode(wire: Any) -> int | float | str | None:
        if not isinstance(wire, dict):
            # A bare number means unlimited by the schema's default; SOAP answers come as dicts, with the default
            # filled in.
            return None if wire in (None, "") else UNLIMITED_WORD
        if wire.get("unlimited"):
            return UNLIMITED_WORD
        value = wire.get("value")
        return None if value in (None, "") else number(value)

    return decode


LIMIT = Codec(_encode_limit, _decoded(int))
"""A number, or the word unlimited. A number always goes with ``unlimited`` false, since true is the default."""

AMOUNT = Codec(_encode_amount, _decoded(lambda value: DECIMAL.encode(float(value))))
"""The same for an amount of money."""


def _encode_expiry(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    if _is_unlimited(value):
        # The element is a date even then; the one that is sent does not count.
        return {"value": date.max.isoformat(), "unlimited": True}
    try:
        return {"value": date.fromisoformat(str(value).strip()).isoformat(), "unlimited": False}
    except ValueError:
        raise ValueError(f"is {value!r}, but must be a date as 2027-12-31 or the word unlimited") from None


def _decode_expiry(wire: Any) -> str | None:
    if not isinstance(wire, dict):
        return None if wire in (None, "") else UNLIMITED_WORD
    if wire.get("unlimited"):
        return UNLIMITED_WORD
    return str(wire["value"])[:10] if wire.get("value") else None


EXPIRY = Codec(_encode_expiry, _decode_expiry)
"""A date, or the word unlimited."""

FLAG = RAW
"""True and false: the schema's own words for them are the SOAP layer's."""


def _decode_texts(wire: Any) -> list[str]:
    entries = wire if isinstance(wire, list) else [] if wire in (None, "") else [wire]
    return [str(entry) for entry in entries if entry not in (None, "")]


TEXTS = Codec(lambda values: None if values is None else [str(value) for value in values], _decode_texts)
"""A list of texts, one element for each."""

EVERYBODY = "everybody"


def _encode_share(groups: Any) -> dict[str, Any] | None:
    if groups is None:
        return None
    if EVERYBODY in groups or not groups:
        return {EVERYBODY: bool(groups)}
    return {"groupID": list(groups)}


def _decode_share(wire: Any) -> list[str]:
    entries = wire if isinstance(wire, list) else [] if wire is None else [wire]
    found = (str(entry.get("groupID") or entry.get("name") or "") for entry in entries if isinstance(entry, dict))
    return [group for group in found if group]


SHARE = Codec(_encode_share, _decode_share)
"""What is shared with groups or with everybody: written as ids or a flag, read as ids or names."""
