# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call reports behind a ceiling: every call once, whatever lies around the seams."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow import call_report
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.call_report import MOST_RECORDS, Period, read_calls

TODAY = date(2026, 6, 1)
Call = dict[str, Any]


@dataclass
class Reports:
    """A reader whose VoipNow tells any ``most`` of the calls that fit, in any order."""

    calls: list[Call]
    most: int
    shuffle: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311
    requests: list[Call] = field(default_factory=list)

    def read(self, operation: str, **request: Any) -> dict[str, Any]:
        assert operation == "CallReport"
        self.requests.append(request)
        interval = request.get("interval", {})
        first, last = interval.get("startDate", ""), interval.get("endDate", "9999")
        filters = {name: request[name] for name in ("flow", "type", "disposition", "disposion") if name in request}
        found = [
            call
            for call in self.calls
            if first <= call["initiated"][:10] <= last
            and all(call.get(name.replace("disposion", "disposition")) == value for name, value in filters.items())
        ]
        self.shuffle.shuffle(found)
        return {"call": found[: min(self.most, request["records"])]}


def call(day: date, source: int, **values: Any) -> Call:
    return {
        "source": str(source),
        "initiated": f"{day.isoformat()}T12:00:00+00:00",
        "flow": "in",
        "type": "out",
        "disposition": "ANSWERED",
        **values,
    }


@pytest.fixture
def ceiling_of_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_report, "MOST_RECORDS", 5)


def sources(calls: list[Call]) -> Counter[str]:
    return Counter(found["source"] for found in calls)


_DAYS = some.integers(0, 20).map(lambda number: date(2026, 1, 1) + timedelta(number))
_CALLS = some.lists(
    some.builds(
        call,
        _DAYS,
        some.integers(1, 6),
        flow=some.sampled_from(["in", "out"]),
        type=some.sampled_from(["local", "elocal", "out"]),
        disposition=some.sampled_from(["ANSWERED", "BUSY", "NO ANSWER"]),
    ),
    max_size=40,
)


@given(calls=_CALLS, first=some.none() | _DAYS, last=some.none() | _DAYS, seed=some.integers(0, 99))
def test_every_call_comes_once_and_in_the_same_order(
    calls: list[Call], first: date | None, last: date | None, seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(call_report, "MOST_RECORDS", 5)
        found, complete = read_calls(Reports(calls, 5, random.Random(seed)), {}, Period(first, last), TODAY)  # noqa: S311
    low, high = (each.isoformat() if each else beyond for each, beyond in ((first, ""), (last, "9999")))
    fitting = [each for each in calls if low <= each["initiated"][:10] <= high]
    kinds = Counter((each["initiated"], each["flow"], each["type"], each["disposition"]) for each in fitting)
    if not kinds or max(kinds.values()) < 5:
        assert complete
    if complete:
        assert sources(found) == sources(fitting)
        assert found == read_calls(Reports(fitting, 1000), {}, Period(None, None), TODAY)[0]
    assert not sources(found) - sources(fitting)


def test_what_is_below_the_ceiling_is_one_request() -> None:
    reports = Reports([call(TODAY, number) for number in range(MOST_RECORDS - 1)], MOST_RECORDS)
    found, complete = read_calls(reports, {"userID": 4}, Period(TODAY, None), TODAY)
    assert (len(found), complete) == (MOST_RECORDS - 1, True)
    assert reports.requests == [{"userID": 4, "interval": {"startDate": "2026-06-01"}, "records": MOST_RECORDS}]


def test_a_full_day_is_read_by_kind(ceiling_of_five: None) -> None:
    calls = [call(TODAY, number, flow=("in", "out")[number % 2]) for number in range(8)]
    reports = Reports(calls, 5)
    found, complete = read_calls(reports, {}, Period(TODAY, TODAY), TODAY, "disposion")
    assert (sources(found), complete) == (sources(calls), True)
    assert [request.get("flow") for request in reports.requests] == [None, "in", "out"]


def test_a_given_filter_is_not_divided(ceiling_of_five: None) -> None:
    reports = Reports([call(TODAY, number) for number in range(9)], 5)
    found, complete = read_calls(reports, {"flow": "in"}, Period(TODAY, TODAY), TODAY, "disposion")
    assert not complete
    assert max(sources(found).values()) == 1
    assert {request["flow"] for request in reports.requests} == {"in"}
    assert "disposion" in reports.requests[-1]


def test_calls_of_no_kind_are_kept_and_told(ceiling_of_five: None) -> None:
    calls = [{"source": str(number), "initiated": "2026-06-01T12:00:00+00:00"} for number in range(9)]
    found, complete = read_calls(Reports(calls, 5), {}, Period(TODAY, TODAY), TODAY)
    assert (len(found), complete) == (5, False)


def test_equal_calls_stay_several() -> None:
    found, _complete = read_calls(Reports([call(TODAY, 1)] * 3, MOST_RECORDS), {}, Period(None, None), TODAY)
    assert len(found) == 3


def test_no_day_is_in_both_halves_or_in_none() -> None:
    day, end = date(2026, 1, 30), date(2026, 3, 2)
    left, right = Period(day, end).halves(TODAY)
    assert (left.first, right.last) == (day, end)
    assert left.last is not None
    assert right.first == left.last + timedelta(days=1)
    assert Period(day, day).halves(TODAY) == ()
    assert Period(TODAY + timedelta(days=1), None).halves(TODAY) == ()
    left, right = Period(None, None).halves(TODAY)
    assert (left.first, right.last) == (None, None)


def test_words_and_values_are_those_of_the_options() -> None:
    row = call(TODAY, 1, type="elocal", disposition="NOT ALLOWED", duration="61", tariff="night", networkCode="")
    found, _complete = read_calls(Reports([row], MOST_RECORDS), {}, Period(None, None), TODAY)
    assert found == [
        {
            "source": "1",
            "initiated_at": "2026-06-01T12:00:00+00:00",
            "flow": "in",
            "type": "extended_local",
            "disposition": "not_allowed",
            "duration": 61,
            "tariff": "night",
        }
    ]


def test_rows_that_are_none_are_refused() -> None:
    class Nonsense:
        def read(self, operation: str, **request: Any) -> dict[str, Any]:
            return {"call": ["what?"]}

    with pytest.raises(UnexpectedAnswer, match="no list of calls"):
        read_calls(Nonsense(), {}, Period(None, None), TODAY)
