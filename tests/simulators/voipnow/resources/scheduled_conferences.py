# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scheduled conferences of conference extensions, and the sessions that were held.

The operations are younger than the public schema, their answers are inferred from the vendor's panel. There is none
that adds a conference; the controls under /_sim do.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import listed, matches
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.registry import Parameters, Values, handles

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

LISTED = ("conferenceNumber", "name", "type", "startDate", "startTime", "endTime")
BESIDE = ("extendedNumber", "adminPIN", "participantPIN")  # PINs are not read back (chosen)


def _conferences(system: VoipNowSystem, request: Parameters) -> list[dict[str, Any]]:
    extension = selecting.extension(system.objects, request)
    if extension.type != "conference":
        raise Refusal(codes.CANNOT_RETRIEVE, f"Extension {extension.number} is no conference")
    rows = system.objects.rows("scheduled_conferences").values()
    return [row for row in rows if row["extendedNumber"] == extension.number]


def _conference(system: VoipNowSystem, request: Parameters) -> dict[str, Any]:
    for row in _conferences(system, request):
        if row["conferenceNumber"] == request["conferenceNumber"]:
            return row
    raise Refusal(codes.OBJECT, f"There is no conference {request['conferenceNumber']}")


def _span(interval: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day. Weeks begin on Monday (chosen)."""
    day = datetime.timedelta(days=1)
    if interval == "today":
        return today, today
    if interval == "tomorrow":
        return today + day, today + day
    if interval == "in_the_past":
        return datetime.date.min, today - day
    if interval == "next_week":
        monday = today + day * (7 - today.weekday())
        return monday, monday + day * 6
    if interval == "next_month":
        first = (today.replace(day=1) + day * 32).replace(day=1)
        return first, (first + day * 32).replace(day=1) - day
    return datetime.date.min, datetime.date.max


@handles("GetScheduledConferences")
def list_all(system: VoipNowSystem, request: Parameters) -> Values:
    """Those without a date are there at any time."""
    first, last = _span(request.get("interval", "anytime"), system.clock.wall().date())
    rows = [
        {name: row[name] for name in LISTED if name in row}
        for row in _conferences(system, request)
        if matches(request.get("filter"), row.get("name"), row["conferenceNumber"])
        and ("startDate" not in row or first <= datetime.date.fromisoformat(row["startDate"]) <= last)
    ]
    return listed("conference", rows)


@handles("GetScheduledConferenceDetails")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    row = _conference(system, request)
    shown = {name: value for name, value in row.items() if name not in BESIDE}
    return {"conference": shown, "extendedNumber": row["extendedNumber"]}


@handles("GetScheduledConferenceSessions")
def list_sessions(system: VoipNowSystem, request: Parameters) -> Values:
    number = _conference(system, request)["conferenceNumber"]
    first, last = request.get("started", ""), request.get("ended", "9999")
    rows = [
        {**{name: value for name, value in row.items() if name != "extendedNumber"}, "ID": key}
        for key, row in system.objects.rows("conference_sessions").items()
        if row["extendedNumber"] == request["extendedNumber"]
        and row["conferenceNumber"] == number
        and first <= row["started"][:10] <= last
    ]
    return listed("session", rows)
