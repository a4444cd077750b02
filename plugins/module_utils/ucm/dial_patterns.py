# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Dial patterns: how they are written, how the wire carries them, and whether two of them match one number.

Source: Grandstream IPPBX HTTPS API, addOutboundRoute (pattern) and addInboundRoute (did_pattern_match): a pattern
begins with one underscore; X, Z and N are digits from 0, 1 and 2, ``[...]`` one of those in it, ``.`` one or more
characters, ``!`` none or more, ``-`` nothing; a comment may follow. What the document's conversion has lost of this
list is as in Asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..core import codecs
from ..core.codecs import Codec

PATTERN = r"_(?!_)[^\s,]*( */\*[^,]*\*/)?"
PATTERN_WORDS = "a pattern that begins with one underscore and has no comma"
ANY_LENGTH = 1000
"""More than a number can have."""

_JSON = "[{"
"""How a list of objects as text begins; no pattern does."""
_PARTS = re.compile(r"\[([^\]]*)\]|(.)")
_SETS = {"X": "0123456789", "Z": "123456789", "N": "23456789"}


def decode_patterns(wire: Any) -> list[str]:
    """Patterns from text joined by commas, from JSON text, from a list of texts, or from objects with a match.

    Raises:
        ValueError: an entry of a list is no pattern.
    """
    if isinstance(wire, str) and wire.lstrip().startswith(_JSON):
        wire = codecs.json_text().decode(wire)
    if isinstance(wire, list):
        wire = [_match(entry) if isinstance(entry, dict) else entry for entry in wire]
        if any(isinstance(entry, (list, dict)) or str(entry).lstrip().startswith(_JSON) for entry in wire):
            raise ValueError("a pattern in the list is no text")
    return codecs.joined().decode(wire)


def _match(entry: dict[str, Any]) -> Any:
    return entry.get("match", entry.get("did_pattern_match"))


JOINED = Codec(codecs.joined().encode, decode_patterns)
"""Patterns joined by commas."""
AS_OBJECTS = Codec(
    lambda patterns: None if patterns is None else [{"match": pattern} for pattern in patterns], decode_patterns
)
"""Patterns as a list of objects."""


class _Shape(NamedTuple):
    """What a pattern matches: characters, then so many more of any kind, from ``shortest`` to ``longest`` in all."""

    places: list[frozenset[str]]
    shortest: int
    longest: int


def _shape(pattern: str) -> _Shape:
    places: list[frozenset[str]] = []
    for found in _PARTS.finditer(pattern.partition("/*")[0].strip().removeprefix("_")):
        choice, sign = found[1], found[2]
        if choice is not None:
            places.append(frozenset(_in_brackets(choice)))
        elif sign in ".!":
            return _Shape(places, len(places) + (sign == "."), ANY_LENGTH)
        elif sign != "-":
            places.append(frozenset(_SETS.get(sign.upper(), sign)))
    return _Shape(places, len(places), len(places))


def _in_brackets(choice: str) -> Iterable[str]:
    for first, last in re.findall(r"(.)(?:-(.))?", choice):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


def overlap(one: str, other: str) -> bool:
    """Whether there is a number that both patterns match."""
    a, b = _shape(one), _shape(other)
    if max(a.shortest, b.shortest) > min(a.longest, b.longest):
        return False
    return all(place & beside for place, beside in zip(a.places, b.places, strict=False))
