# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits, dates and shares on the wire."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import given_values, problems
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.codecs import AMOUNT, EXPIRY, LIMIT, SHARE
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.organization import ORGANIZATION


@given(st.integers(min_value=0) | st.just("unlimited"))
def test_a_limit_survives_the_wire(value: int | str) -> None:
    assert LIMIT.decode(LIMIT.encode(value)) == value


@given(st.integers(min_value=0))
def test_a_number_is_never_sent_as_unlimited(value: int) -> None:
    assert LIMIT.encode(value) == {"value": value, "unlimited": False}


@pytest.mark.parametrize("value", ["", "ten", -1, "-1", 1.5, True, "1e3", "\u0663"])
def test_what_is_no_limit_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="must be a number or the word unlimited"):
        LIMIT.encode(value)


@pytest.mark.parametrize(("wire", "value"), [(None, None), ("", None), (5, "unlimited"), ({"value": None}, None)])
def test_other_forms_of_a_limit(wire: Any, value: Any) -> None:
    assert LIMIT.decode(wire) == value


@given(st.floats(min_value=0, allow_infinity=False, allow_nan=False) | st.integers(0, 10**9) | st.just("unlimited"))
def test_an_amount_survives_the_wire(value: float | str) -> None:
    assert AMOUNT.decode(AMOUNT.encode(value)) == value
    assert AMOUNT.encode(value)["unlimited"] is (value == "unlimited")


@pytest.mark.parametrize("value", ["", "ten", -0.5, "nan", "inf", True])
def test_what_is_no_amount_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="must be an amount of 0 or more, or the word unlimited"):
        AMOUNT.encode(value)


@given(st.dates())
def test_a_date_survives_the_wire(day: Any) -> None:
    assert EXPIRY.decode(EXPIRY.encode(day.isoformat())) == day.isoformat()


def test_no_date_at_all() -> None:
    assert EXPIRY.decode(EXPIRY.encode("Unlimited")) == "unlimited"
    with pytest.raises(ValueError, match="must be a date"):
        EXPIRY.encode("31.12.2027")


@pytest.mark.parametrize(
    ("value", "wire"),
    [([], {"everybody": False}), (["everybody"], {"everybody": True}), ([3, 4], {"groupID": [3, 4]})],
)
def test_shares_are_groups_or_everybody(value: list[Any], wire: dict[str, Any]) -> None:
    assert SHARE.encode(value) == wire


def test_shares_are_read_as_ids_or_names() -> None:
    assert SHARE.decode([{"groupID": 3}, {"name": "everybody"}, {}]) == ["3", "everybody"]


def test_options_that_can_be_written_in_several_ways_are_taken_as_a_read_shows_them() -> None:
    options = {"login": "a", "limits": {"users": "007", "queues": "UNLIMITED"}, "expires": "unlimited"}
    assert given_values(ORGANIZATION.fields, options)["limits"] == {"users": 7, "queues": "unlimited"}


def test_those_that_cannot_be_read_are_told_with_their_place() -> None:
    wanted = given_values(ORGANIZATION.fields, {"login": "a", "limits": {"users": "few"}, "expires": "soon"})
    assert problems(ORGANIZATION, wanted) == [
        "limits.users is 'few', but must be a number or the word unlimited",
        "expires is 'soon', but must be a date as 2027-12-31 or the word unlimited",
    ]
