# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dial patterns: forms on the wire, and which of them overlap."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.dial_patterns import (
    AS_OBJECTS,
    JOINED,
    PATTERN,
    decode_patterns,
    overlap,
)


@pytest.mark.parametrize("pattern", ["_", "_1xxx", "_9X.", "_[13-5]XX!", "_+49.", "_0Z. /* far away */"])
def test_patterns_begin_with_one_underscore(pattern: str) -> None:
    assert re.fullmatch(PATTERN, pattern, re.ASCII)


@pytest.mark.parametrize("pattern", ["9X.", "__9X.", "_9,_8", "_9 8", "", " _9", "_9 /* a,b */", "_9 /* open"])
def test_other_texts_are_refused(pattern: str) -> None:
    assert not re.fullmatch(PATTERN, pattern, re.ASCII)


@pytest.mark.parametrize(
    "wire",
    [
        "_1xxx,_2",
        " _1xxx , _2",
        ["_1xxx", "_2"],
        [{"match": "_1xxx", "allow": None, "outbound_rt_index": 2}, {"match": "_2"}],
        [{"did_pattern_match": "_1xxx", "inbound_rt_index": 1}, {"did_pattern_match": "_2"}],
        '[{"did_pattern_match": "_1xxx"}, {"did_pattern_match": "_2"}]',
    ],
)
def test_every_form_is_read(wire: Any) -> None:
    assert decode_patterns(wire) == ["_1xxx", "_2"]


@pytest.mark.parametrize("wire", [None, "", [], [None], [{}]])
def test_no_patterns_are_an_empty_list(wire: Any) -> None:
    assert decode_patterns(wire) == []


def test_patterns_are_written_joined_or_as_objects() -> None:
    assert JOINED.encode(["_1", "_2"]) == "_1,_2"
    assert JOINED.encode([]) == ""
    assert AS_OBJECTS.encode(["_1", "_2"]) == [{"match": "_1"}, {"match": "_2"}]
    assert AS_OBJECTS.encode(None) is None


OVERLAPPING = [
    ("_9X.", "_90XX"),
    ("_X!", "_1"),
    ("_1xxx", "_1XXX"),
    ("_[1-3]X", "_[35]7"),
    ("_N", "_2"),
    ("_0-1", "_01"),
    ("_0Z. /* far */", "_01!"),
    ("_XX.", "_1234567"),
]
APART = [
    ("_9X.", "_8X."),
    ("_9X.", "_9X"),  # a dot stands for one character at least
    ("_XXX", "_XXXX"),
    ("_Z", "_0"),
    ("_N", "_1"),
    ("_[1-3]", "_[45]"),
    ("_112", "_110"),
    ("_12345.", "_1234"),
    ("_X!", "_"),
]


@pytest.mark.parametrize(("one", "other"), OVERLAPPING)
def test_patterns_overlap_when_one_number_fits_both(one: str, other: str) -> None:
    assert overlap(one, other)
    assert overlap(other, one)
    assert overlap(one, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_patterns_that_no_number_fits_both_do_not_overlap(one: str, other: str) -> None:
    assert not overlap(one, other)
    assert not overlap(other, one)
