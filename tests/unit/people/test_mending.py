# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as people and spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core import mending
from ansible_collections.telephony.pbx.plugins.module_utils.core.mending import Clean, Unusable


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1001.0", "1001"),
        ("1001,00", "1001"),
        ("1,001E+03", "1001"),
        ("1.001e3", "1001"),
        ("1,0010E+03", "1001"),
        ("4E+00", "4"),
        ('="0123"', "0123"),
        ("'0123", "0123"),
    ],
)
def test_numbers_that_can_only_have_been_one_thing_are_repaired(written: str, meant: str) -> None:
    assert mending.digits(written) == Clean(meant, repaired=True)


@pytest.mark.parametrize("written", ["1001", " 1001 ", "\u00a01001", "\ufeff1001"])
def test_numbers_as_they_should_be_are_not_reported(written: str) -> None:
    assert mending.digits(written) == Clean("1001")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1.000", "digits only"),  # a thousand, or one
        ("1,00E+03", "last digits are lost"),
        ("1E+03", "last digits are lost"),
        ("1,0015E+03", "whole number"),
        ("1001.5", "digits only"),
        ("10O1", "digits only"),
        ("1 001", "digits only"),
        ("-1001", "digits only"),
        ("\u0661\u0660", "digits only"),  # digits, but not those of a keypad
        ("#N/A", "error value"),
        ("", "digits only"),
    ],
)
def test_numbers_that_may_have_been_several_things_are_refused(written: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        mending.digits(written)


@given(st.integers(min_value=10, max_value=10**17))
def test_a_number_survives_every_spreadsheet(number: int) -> None:
    text = str(number)
    scientific = f"{text[0]},{text[1:]}E+{len(text) - 1:02}"
    assert mending.digits(f"{number}.0").value == mending.digits(scientific).value == text


@pytest.mark.parametrize(
    "written",
    [
        "00:0b:82:12:34:56",
        "000B.8212.3456",
        "00-0B-82-12-34-56",
        "000b82123456",
        "00 0b 82 12 34 56",
        " 000B82:123456 ",
    ],
)
def test_mac_addresses_have_one_form(written: str) -> None:
    assert mending.mac_address(written) == Clean("00:0b:82:12:34:56")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("00:0b:82:12:34", "leading zeros may be lost"),
        ("b82123456", "leading zeros may be lost"),
        ("00:0b:82:12:34:5g", "12 hexadecimal digits$"),
        ("00:0b:82:12:34:56:78", "12 hexadecimal digits$"),
        ("8,2123456E+08", "digits are lost"),
        ("ff:ff:ff:ff:ff:ff", "not the MAC address of a device"),
        ("01:00:5e:00:00:fb", "not the MAC address of a device"),
        ("00:00:00:00:00:00", "not the MAC address of a device"),
    ],
)
def test_what_is_no_mac_address_is_refused(written: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        mending.mac_address(written)


@pytest.mark.parametrize(
    ("written", "country", "value", "repaired"),
    [
        ("+49 (0)30 123-456", None, "+4930123456", False),
        ("+1 (212) 555-1234", "1", "+12125551234", False),
        ("493012345678", "49", "+493012345678", True),
        ("4,93012345678E+11", "49", "+493012345678", True),
        ("00493012345", "49", "+493012345", True),
        ("12125551234", "1", "+12125551234", True),
        ("4512345678", "45", "+4512345678", True),
        ("393912345678", "39", "+393912345678", True),
        ("030 123456", "49", "030123456", False),
        ("301234567", "49", "301234567", False),
        ("2125551234", "1", "2125551234", False),
        ("1001", "49", "1001", False),
        ("*72", "49", "*72", False),
        ("0033123456789", "49", "0033123456789", False),
        ("", "49", "", False),
    ],
)
def test_telephone_numbers(written: str, country: str | None, value: str, repaired: bool) -> None:
    assert mending.telephone_number(country)(written) == Clean(value, repaired)


@pytest.mark.parametrize(
    ("written", "country", "why"),
    [
        ("49301234567", "49", "not certain"),  # a national number of 11 digits that lost its zero, or +49 30 1234567
        ("5599123456", "55", "not certain"),
        ("331234567890", "49", "not certain"),
        ("4,93012E+11", "49", "digits are lost"),
        ("+49", "49", "must be \\+ and 7 to 15 digits"),
        ("+0049301234567", None, "must be \\+ and 7 to 15 digits"),
        ("1234567890123456", "49", "more than 15 digits"),
        ("sales", "49", "must be digits"),
    ],
)
def test_telephone_numbers_that_are_not_certain_are_refused(written: str, country: str | None, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        mending.telephone_number(country)(written)


def test_without_a_country_a_number_that_looks_international_is_doubted() -> None:
    assert mending.telephone_number(None)("493012345678") == Clean("493012345678", doubt="may have lost its +")
    assert mending.telephone_number(None)("2125551234").doubt is None


@pytest.mark.parametrize(("written", "meant"), [("Yes", True), ("WAHR", True), ("0", False), ("Faux", False)])
def test_truth_values_of_spreadsheets(written: str, meant: bool) -> None:
    assert mending.truth(written).value is meant


@pytest.mark.parametrize("written", ["maybe", "", "2"])
def test_what_is_neither_true_nor_false_is_refused(written: str) -> None:
    with pytest.raises(Unusable, match="yes or no"):
        mending.truth(written)


@pytest.mark.parametrize(
    "written", ["ada", "ada@", "Ada <ada@example.com>", "a@example.com, b@example.com", "a b@example.com"]
)
def test_what_is_no_email_address_is_refused(written: str) -> None:
    with pytest.raises(Unusable, match="e-mail"):
        mending.email_address(written)


def test_email_addresses_lose_what_a_browser_adds() -> None:
    assert mending.email_address(" mailto:ada@example.com") == Clean("ada@example.com", repaired=True)


def test_choices_are_in_any_case_and_hint_at_the_nearest() -> None:
    cleaned = mending.choice(("internal", "international"))
    assert cleaned(" International") == Clean("international")
    with pytest.raises(Unusable, match="did you mean 'internal'"):
        cleaned("internl")


@pytest.mark.parametrize("written", ["Ada\nLovelace", "Ada\x00", "Ada\u2028Lovelace"])
def test_texts_are_on_one_line(written: str) -> None:
    with pytest.raises(Unusable, match="line break"):
        mending.text(written)


@given(st.text())
def test_whatever_is_written_is_used_or_refused(written: str) -> None:
    cleaners = (
        *(mending.text, mending.digits, mending.mac_address, mending.email_address, mending.truth),
        *(mending.choice(("a", "b")), mending.telephone_number(None), mending.telephone_number("49")),
    )
    for cleaner in cleaners:
        try:
            value = cleaner(written).value
        except Unusable:
            continue
        # What came out goes in again unchanged.
        assert isinstance(value, bool) or cleaner(value).value == value
