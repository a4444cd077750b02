# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""queueapi: statistics of queues, bare and without envelope, XML unless the format says otherwise.

The document shows the XML of the overview only. Chosen: the three histories are lists of elements named after them,
with the fields below; JSON has the same names, numbers as numbers; CSV has a table for each kind of row. The overview
counts the calls of the period by queue and by agent who answered.

With the recorded shapes JSON is as real systems have been seen to send it: all values are text, every row stands alone
in an object under the name of its kind, which is agent for the rows of a history, the queue of a call is under
extension, the agent of a lost one is NONE, and some rows of the calls come twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from tests.simulators.system import Answer
from tests.simulators.ucm.codes import INVALID_VALUE, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.reports import csv_document, json_document, xml_document
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import CallRecord, Visit

ROOT = "root_statistics"
RECORDED_ROOT = "queue_statistics"
NOBODY = "NONE"
TWICE = 5
"""Every so many rows one comes twice."""
EVERY = "*"
ADMIN = "admin"
DEEDS = {"loginhistory": ("login", "logoff"), "pausedhistory": ("pause", "unpause")}
MOST_RECORDS = 1000

Row = dict[str, Any]


@handles("queueapi")
def statistics(pbx: UcmSystem, call: Parameters) -> Answer:
    """numRecords and offset count the rows of a history and do not touch the overview (chosen)."""
    if call.get("offset", 0) < 0:
        raise Refusal(INVALID_VALUE)
    kind = call.get("statisticsType", "overview")
    form = call.get("format", "xml")
    recorded = form == "json" and pbx.options.shapes == "recorded"
    if kind == "overview":
        tables = _overview(pbx, call)
    else:
        rows = _calls(pbx, call) if kind == "calldetail" else _deeds(pbx, call, kind)
        if recorded and kind == "calldetail":
            rows = list(_as_recorded(rows))
        first = call.get("offset", 0)
        tables = {kind: rows[first : first + call.get("numRecords", MOST_RECORDS)]}
    if recorded:
        return json_document({RECORDED_ROOT: list(_rows_alone(tables))})
    if form == "xml":
        return xml_document(ROOT, ((name, row) for name, rows in tables.items() for row in rows))
    if form == "csv":
        return csv_document(*tables.values())
    return json_document({ROOT: {name: rows[0] if name == "total" else rows for name, rows in tables.items()}})


def _as_recorded(rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        names = {"queue": "extension"}
        renamed = {names.get(name, name): value for name, value in row.items()}
        answered = {"agent": row["agent"] or NOBODY, "connect": "yes" if row["agent"] else "no"}
        yield renamed | answered
        if number % TWICE == 0:
            yield renamed | answered


def _rows_alone(tables: dict[str, list[Row]]) -> Iterator[dict[str, Row]]:
    for name, rows in tables.items():
        for row in rows:
            kind = name if name in ("total", "queue") else "agent"
            yield {kind: {field: str(value) for field, value in row.items()}}


def _overview(pbx: UcmSystem, call: Parameters) -> dict[str, list[Row]]:
    chairman = {"queuechairman": call.get("queuechairman", ADMIN)}
    visits = [visit for _record, visit in _visits(pbx, call)]
    queues = [number for number in _queues(pbx, call) if call.get("queue", EVERY) in (EVERY, number)]
    agents = dict.fromkeys(visit.agent for visit in visits if visit.agent)
    lost = sum(not visit.agent for visit in visits)
    total = {
        **chairman,
        "total_calls": len(visits),
        "abandoned_rate": _rate(lost, len(visits)),
        **_averages(visits),
        "vq_total_calls": 0,
    }
    return {
        "total": [total],
        "queue": [
            {**chairman, "queue": number, **_counts(own), **_averages(own), "vq_total_calls": 0}
            for number in queues
            for own in [[visit for visit in visits if visit.queue == number]]
        ],
        "agent": [
            {**chairman, "agent": agent, **_counts(own), "avg_talk": _averages(own)["avg_talk"]}
            for agent in agents
            for own in [[visit for visit in visits if visit.agent == agent]]
        ],
    }


def _counts(visits: list[Visit]) -> Row:
    answered = sum(bool(visit.agent) for visit in visits)
    rate = _rate(answered, len(visits))
    return {"total_calls": len(visits), "answered_calls": answered, "answered_rate": rate}


def _averages(visits: list[Visit]) -> Row:
    answered = [visit.talk for visit in visits if visit.agent]
    return {
        "avg_wait": sum(visit.wait for visit in visits) // max(len(visits), 1),
        "avg_talk": sum(answered) // max(len(answered), 1),
    }


def _rate(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _calls(pbx: UcmSystem, call: Parameters) -> list[Row]:
    return [
        {
            "queuechairman": call.get("queuechairman", ADMIN),
            "queue": visit.queue,
            "agent": visit.agent,
            "callernum": record.rows[0]["src"],
            "start_time": record.rows[0]["start"],
            "wait_time": visit.wait,
            "talk_time": visit.talk,
        }
        for record, visit in _visits(pbx, call)
    ]


def _deeds(pbx: UcmSystem, call: Parameters, kind: str) -> list[Row]:
    first, last = _period(pbx, call)
    queues = _queues(pbx, call)
    return [
        {
            "queuechairman": call.get("queuechairman", ADMIN),
            "queue": event.queue,
            "agent": event.agent,
            "action": event.deed,
            "time": event.time,
        }
        for event in pbx.objects.telephony.agent_events
        if event.deed in DEEDS[kind] and first <= event.time[:10] <= last
        if event.queue in queues and call.get("queue", EVERY) in (EVERY, event.queue)
        if call.get("agent", EVERY) in (EVERY, event.agent)
    ]


def _visits(pbx: UcmSystem, call: Parameters) -> Iterable[tuple[CallRecord, Visit]]:
    first, last = _period(pbx, call)
    queues = _queues(pbx, call)
    for record in pbx.objects.telephony.records:
        visit = record.visit
        if (
            visit is not None
            and first <= record.rows[0]["start"][:10] <= last
            and visit.queue in queues
            and call.get("queue", EVERY) in (EVERY, visit.queue)
            and call.get("agent", EVERY) in (EVERY, visit.agent)
        ):
            yield record, visit


def _queues(pbx: UcmSystem, call: Parameters) -> list[str]:
    """The queues that the chairman may look at: admin all, also those that are gone; a number those that it is chairman
    of (chosen)."""
    chairman = call.get("queuechairman", ADMIN)
    if chairman != ADMIN:
        return [queue.extension for queue in pbx.objects.queues.values() if chairman in queue.chairmen]
    past = (record.visit.queue for record in pbx.objects.telephony.records if record.visit)
    return list(dict.fromkeys((*pbx.objects.queues, *past)))


def _period(pbx: UcmSystem, call: Parameters) -> tuple[str, str]:
    """Days, both included; without endTime until today. Other forms than YYYY-MM-DD answer -15 (chosen)."""
    days = call["startTime"], call.get("endTime") or f"{pbx.clock.wall():%Y-%m-%d}"
    for day in days:
        try:
            sound = datetime.date.fromisoformat(day).isoformat() == day
        except ValueError:
            sound = False
        if not sound:
            raise Refusal(INVALID_VALUE)
    return days
