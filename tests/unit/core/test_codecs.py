# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codecs: values to the wire and back, and whatever a PBX may send."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core import codecs
from ansible_collections.telephony.pbx.plugins.module_utils.core.codecs import Codec
from tests.unit.core.strategies import JSON, LETTERS, NUMBERS_AS_TEXT

WORDS = st.text(LETTERS, min_size=1, max_size=12)
ONE_ZERO = codecs.flag(1, 0)
ENABLED = codecs.flag("enabled", "disabled")
COLOUR = codecs.enum({"red": 0, "green": "g"}, {"grün": "green"})
# Every codec with the values that it has for options.
CODECS: dict[str, tuple[Codec, st.SearchStrategy[Any]]] = {
    "text": (codecs.TEXT, WORDS),
    "number": (codecs.NUMBER, st.integers()),
    "number as text": (codecs.NUMBER_AS_TEXT, st.integers()),
    "decimal": (codecs.DECIMAL, st.floats(allow_nan=False, allow_infinity=False)),
    "raw": (codecs.RAW, JSON),
    "yes and no": (codecs.YES_NO, st.booleans()),
    "1 and 0": (ONE_ZERO, st.booleans()),
    "enabled and disabled": (ENABLED, st.booleans()),
    "enum": (COLOUR, st.sampled_from(["red", "green"])),
    "joined": (codecs.joined(), st.lists(WORDS, max_size=4)),
    "joined numbers": (codecs.joined("|", codecs.NUMBER), st.lists(st.integers(), max_size=4)),
    "spread": (codecs.spread(), st.lists(WORDS, max_size=4)),
    "json": (codecs.json_text(), st.lists(st.integers() | WORDS, min_size=1, max_size=4)),
    "json of a list": (codecs.json_text(codecs.joined()), st.lists(WORDS, max_size=4)),
}
all_codecs = pytest.mark.parametrize(("codec", "values"), CODECS.values(), ids=CODECS)


@all_codecs
@given(data=st.data())
def test_values_come_back(codec: Codec, values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(values)
    back = codec.decode(codec.encode(value))
    assert back == value or (value != value and back != back)  # a raw NaN is not equal to itself
    assert type(back) is type(value)


@all_codecs
@given(wire=JSON | NUMBERS_AS_TEXT)
def test_decoding_anything_gives_a_value_or_a_value_error(
    codec: Codec, values: st.SearchStrategy[Any], wire: Any
) -> None:
    with suppress(ValueError):
        codec.decode(wire)


@all_codecs
def test_null_is_sent_as_null(codec: Codec, values: st.SearchStrategy[Any]) -> None:
    assert codec.encode(None) is None


@pytest.mark.parametrize("unset", [None, "", "  "])
def test_what_a_pbx_sends_for_not_set_is_none_or_an_empty_list(unset: str | None) -> None:
    for codec in (codecs.TEXT, codecs.NUMBER, codecs.NUMBER_AS_TEXT, codecs.YES_NO, ONE_ZERO, COLOUR):
        assert codec.decode(unset) is None
    assert codecs.joined().decode(unset) == []
    assert codecs.json_text().decode(unset) is None


@pytest.mark.parametrize(
    ("codec", "wire", "value"),
    [
        (codecs.TEXT, 17, "17"),
        (codecs.TEXT, " Support ", "Support"),
        (codecs.NUMBER, "17", 17),
        (codecs.NUMBER, " 17 ", 17),
        (codecs.NUMBER, 17.0, 17),
        (codecs.NUMBER, "17.00", 17),
        (codecs.NUMBER, -3, -3),
        (codecs.DECIMAL, "-1.50", -1.5),
        (codecs.DECIMAL, 3, 3.0),
        (codecs.YES_NO, "YES", True),
        (codecs.YES_NO, False, False),
        (codecs.YES_NO, "maybe", "maybe"),
        (codecs.YES_NO, 2, "2"),
        (ONE_ZERO, "1", True),
        (ONE_ZERO, 0, False),
        (ENABLED, "Disabled", False),
        (COLOUR, "0", "red"),
        (COLOUR, 0, "red"),
        (COLOUR, "grün", "green"),
        (COLOUR, "violet", "violet"),
        (codecs.joined(), "a, b,,c", ["a", "b", "c"]),
        (codecs.joined(), ["a", "b"], ["a", "b"]),
        (codecs.joined(), 1001, ["1001"]),
        (codecs.joined(":"), "a:b", ["a", "b"]),
        (codecs.spread(), ["a", "", None, "b"], ["a", "b"]),
        (codecs.json_text(), '{"a": 1}', {"a": 1}),
        (codecs.json_text(), {"a": 1}, {"a": 1}),
    ],
)
def test_decoding_is_lenient(codec: Codec, wire: Any, value: Any) -> None:
    assert codec.decode(wire) == value


@pytest.mark.parametrize(
    ("codec", "wire"),
    [
        (codecs.NUMBER, "many"),
        (codecs.NUMBER, "1.5"),
        (codecs.NUMBER, "1.0e999"),
        (codecs.NUMBER, True),
        (codecs.DECIMAL, "much"),
        (codecs.DECIMAL, "nan"),
        (codecs.DECIMAL, "1e999"),
        (codecs.joined(",", codecs.NUMBER), "1,x"),
        (codecs.json_text(), "{"),
    ],
)
def test_what_cannot_be_is_a_value_error(codec: Codec, wire: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        codec.decode(wire)


@pytest.mark.parametrize(
    ("codec", "value", "wire"),
    [
        (codecs.YES_NO, True, "yes"),
        (ONE_ZERO, False, 0),
        (codecs.NUMBER_AS_TEXT, 5, "5"),
        (codecs.DECIMAL, 5.0, 5),
        (codecs.DECIMAL, 0.5, 0.5),
        (codecs.NUMBER, "5", 5),
        (COLOUR, "green", "g"),
        (COLOUR, "violet", "violet"),
        (codecs.joined(), ["a", "b"], "a,b"),
        (codecs.joined(), [], ""),
        (codecs.json_text(), {"a": [1]}, '{"a":[1]}'),
    ],
)
def test_encoding_is_exact(codec: Codec, value: Any, wire: Any) -> None:
    encoded = codec.encode(value)
    assert encoded == wire
    assert type(encoded) is type(wire)
