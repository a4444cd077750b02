# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Every call of a report whose answers end after 1,000 records.

Source: the provisioning tools' document, call-report: 1,000 records at most and no offset, so that a longer history
needs shorter periods. An answer that is full may lack calls; its period is halved, down to single days, and a full day
is read by flow, type and disposition. Records have no id. A call belongs to one day, so no two parts have the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..core.errors import UnexpectedAnswer
from ..core.fields import Values
from ..core.resource import Reader

OPERATION = "CallReport"
MOST_RECORDS = 1000
EARLIEST = date(2000, 1, 1)
"""No VoipNow is older: where a report without a first day begins to be halved."""

FLOWS = {"in": "in", "out": "out"}
TYPES = {"local": "local", "extended_local": "elocal", "external": "out"}
DISPOSITIONS = {
    "answered": "ANSWERED",
    "busy": "BUSY",
    "failed": "FAILED",
    "no_answer": "NO ANSWER",
    "unknown": "UNKNOWN",
    "not_allowed": "NOT ALLOWED",
}
_WORDS = {
    "source": "source",
    "destination": "destination",
    "initiated": "initiated_at",
    "startDate": "started_at",
    "answerDate": "answered_at",
    "duration": "duration",
    "flow": "flow",
    "type": "type",
    "disposition": "disposition",
    "hangupCause": "hangup_cause",
    "networkCode": "network_code",
}
_VALUES = {
    wire: {theirs: ours for ours, theirs in values.items()}
    for wire, values in (("flow", FLOWS), ("type", TYPES), ("disposition", DISPOSITIONS))
}
_Row = str
"""A record as something to count: its JSON."""


def day(text: str | None) -> date | None:
    """A day as options have it.

    Raises:
        ValueError: there is no such day.
    """
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Period:
    """Whole days, the last one included. None is open."""

    first: date | None
    last: date | None

    def parameters(self) -> dict[str, Any]:
        named = {"startDate": self.first, "endDate": self.last}
        given = {name: each.isoformat() for name, each in named.items() if each is not None}
        return {"interval": given} if given else {}

    def halves(self, today: date) -> tuple[Period, ...]:
        """Two periods without a gap and without a day in common; none where there is one day only."""
        first = self.first or EARLIEST
        last = self.last or today + timedelta(days=1)
        if first >= last:
            return ()
        middle = first + (last - first) // 2
        return Period(self.first, middle), Period(middle + timedelta(days=1), self.last)


def read_some(reader: Reader, request: Mapping[str, Any], limit: int) -> list[Values]:
    """The calls of one request, at most ``limit`` of them, in order."""
    return _in_order(_rows(reader, request, limit))


def read_calls(
    reader: Reader, request: Mapping[str, Any], period: Period, today: date, disposition: str = "disposition"
) -> tuple[list[Values], bool]:
    """Every call that fits, in order, and whether those are all.

    Args:
        request: the filters on the wire.
        today: about today; with a period that is open it decides only where it is divided.
        disposition: what the filter of that name is called on the wire.
    """
    found, complete = _read(reader, request, period, today, disposition)
    return _in_order(found.elements()), complete


def _read(
    reader: Reader, request: Mapping[str, Any], period: Period, today: date, disposition: str
) -> tuple[Counter[_Row], bool]:
    found = Counter(_rows(reader, {**request, **period.parameters()}, MOST_RECORDS))
    if found.total() < MOST_RECORDS:
        return found, True
    parts = [(request, half) for half in period.halves(today)]
    parts = parts or [(narrow, period) for narrow in _narrower(request, disposition)]
    if not parts:
        return found, False
    whole: Counter[_Row] = Counter()
    complete = True
    for narrow, part in parts:
        calls, all_of_them = _read(reader, narrow, part, today, disposition)
        whole += calls
        complete = complete and all_of_them
    # Calls that are in none of the parts, such as those without a disposition: what was told is not lost.
    elsewhere = found - whole
    return whole + elsewhere, complete and not elsewhere


def _narrower(request: Mapping[str, Any], disposition: str) -> list[dict[str, Any]]:
    """The same request by the values of a filter that it does not have yet."""
    for wire, values in (("flow", FLOWS), ("type", TYPES), (disposition, DISPOSITIONS)):
        if wire not in request:
            return [{**request, wire: value} for value in values.values()]
    return []


def _rows(reader: Reader, request: Mapping[str, Any], most: int) -> Iterator[_Row]:
    answer = reader.read(OPERATION, **request, records=most)
    rows = answer.get("call") or []
    rows = rows if isinstance(rows, list) else [rows]
    if not all(isinstance(row, Mapping) for row in rows):
        raise UnexpectedAnswer("the answer is no list of calls", operation=OPERATION, remedy="Check schema_version.")
    return (json.dumps(_call(row), sort_keys=True, default=str) for row in rows)


def _call(row: Mapping[str, Any]) -> Values:
    """A record in the words of the options; the vendor's other names and values stay."""
    return {
        _WORDS.get(wire, wire): _VALUES.get(wire, {}).get(value, value) if wire != "duration" else _seconds(value)
        for wire, value in row.items()
        if value not in (None, "")
    }


def _seconds(duration: Any) -> Any:
    """Seconds as a number, which the schema has as a text."""
    text = str(duration).strip()
    return int(text) if text.isascii() and text.isdecimal() else duration


def _in_order(rows: Iterable[_Row]) -> list[Values]:
    """By the time at which they began, then by everything else, so that the order never depends on VoipNow's."""
    first = ("initiated_at", "started_at", "source", "destination")

    def order(call: Values) -> tuple[str, ...]:
        return (*(str(call.get(name, "")) for name in first), json.dumps(call, sort_keys=True))

    return sorted(map(json.loads, rows), key=order)


def totals(calls: list[Values]) -> dict[str, dict[str, int]]:
    """How many calls came in and went out, by how they ended."""
    counted: dict[str, dict[str, int]] = {}
    for name, flow in (("incoming", "in"), ("outgoing", "out")):
        ends = Counter(call.get("disposition") for call in calls if call.get("flow") == flow)
        counted[name] = {"total": ends.total(), **{end: ends[end] for end in DISPOSITIONS}}
    return counted
