# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statistics of queues: what is asked for, and the forms in which it comes."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue_statistics import QUEUE_INFO
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure
from tests.unit.ucm.tables import CONTRACT
from tests.unit.ucm.task_runner import TaskRunner

TOTAL = {"queuechairman": "admin", "total_calls": 2, "abandoned_rate": 50.0, "avg_wait": 2, "avg_talk": 7}
QUEUE = {"queuechairman": "admin", "queue": "6500", "total_calls": 2, "answered_calls": 1, "answered_rate": 50.0}
AGENT = {"queuechairman": "admin", "agent": "1004", "total_calls": 2, "answered_calls": 1, "avg_talk": 7}
OTHER = {**QUEUE, "queue": "651"}

XML = b"""<?xml version="1.0"?>
<root_statistics>
  <total><queuechairman>admin</queuechairman><total_calls>2</total_calls><abandoned_rate>50.0</abandoned_rate>
    <avg_wait>2</avg_wait><avg_talk>7</avg_talk></total>
  <queue><queuechairman>admin</queuechairman><queue>6500</queue><total_calls>2</total_calls>
    <answered_calls>1</answered_calls><answered_rate>50.0</answered_rate></queue>
  <queue><queuechairman>admin</queuechairman><queue>651</queue><total_calls>2</total_calls>
    <answered_calls>1</answered_calls><answered_rate>50.0</answered_rate></queue>
  <agent><queuechairman>admin</queuechairman><agent>1004</agent><total_calls>2</total_calls>
    <answered_calls>1</answered_calls><avg_talk>7</avg_talk></agent>
</root_statistics>
"""
CSV = b"""queuechairman,total_calls,abandoned_rate,avg_wait,avg_talk
admin,2,50.0,2,7

queuechairman,queue,total_calls,answered_calls,answered_rate
admin,6500,2,1,50.0
admin,651,2,1,50.0

queuechairman,agent,total_calls,answered_calls,avg_talk
admin,1004,2,1,7
"""
OVERVIEWS = {
    "json, a row in each object": {
        "queue_statistics": [{"total": TOTAL}, {"queue": QUEUE}, {"queue": OTHER}, {"agent": AGENT}]
    },
    "json, lists of rows": {"root_statistics": {"total": TOTAL, "queue": [QUEUE, OTHER], "agent": [AGENT]}},
    "json, numbers as text": {
        "queue_statistics": [
            {kind: {name: str(value) for name, value in row.items()}}
            for kind, row in (("total", TOTAL), ("queue", QUEUE), ("queue", OTHER), ("agent", AGENT))
        ]
    },
    "xml": XML,
    "csv": CSV,
}


@pytest.mark.parametrize("form", OVERVIEWS)
def test_an_overview_is_the_same_in_every_form(ucm: ScriptedUcm, task: TaskRunner, form: str) -> None:
    ucm.script("queueapi", OVERVIEWS[form])
    overview = task(QUEUE_INFO, start_date="2026-01-01")["overview"]
    assert overview == {
        "total": {
            "chairman": "admin",
            "total_calls": 2,
            "abandoned_rate": 50.0,
            "average_wait": 2.0,
            "average_talk": 7.0,
        },
        "queues": [
            {
                "chairman": "admin",
                "queue": number,
                "total_calls": 2,
                "answered_calls": 1,
                "answered_rate": 50.0,
            }
            for number in ("651", "6500")
        ],
        "agents": [{"chairman": "admin", "agent": "1004", "total_calls": 2, "answered_calls": 1, "average_talk": 7.0}],
    }


def test_what_is_asked_for_is_sent(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("queueapi", {"queue_statistics": []})
    request = task.sent(
        QUEUE_INFO,
        statistics="pause_history",
        start_date="2026-01-01",
        end_date="2026-01-31",
        queue="6500",
        agent="1004",
        chairman="1000",
        limit=20,
    )
    assert request == {
        "action": "queueapi",
        "format": "json",
        "statisticsType": "pausedhistory",
        "startTime": "2026-01-01",
        "endTime": "2026-01-31",
        "queue": "6500",
        "agent": "1004",
        "queuechairman": "1000",
        "numRecords": "20",
        "offset": "0",
    }
    assert request.keys() - {"action"} | {"cookie"} == CONTRACT["queueapi"].parameter.keys()


@pytest.mark.parametrize(
    ("statistics", "wire"),
    [("overview", "overview"), ("call_details", "calldetail"), ("login_history", "loginhistory")],
)
def test_statistics_have_words_of_their_own(ucm: ScriptedUcm, task: TaskRunner, statistics: str, wire: str) -> None:
    ucm.script("queueapi", {"queue_statistics": []})
    assert task.sent(QUEUE_INFO, statistics=statistics, start_date="2026-01-01")["statisticsType"] == wire


def test_details_come_in_the_order_of_time(ucm: ScriptedUcm, task: TaskRunner) -> None:
    row = {"queuechairman": "admin", "agent": "1004", "extension": "6500", "callernum": "0301", "connect": "yes"}
    later = {**row, "start_time": "2026-01-02 10:00:00", "wait_time": "00:00:05", "talk_time": 121}
    nobody = {**row, "agent": "NONE", "connect": "no", "start_time": "2026-01-01 10:00:00"}
    ucm.script("queueapi", {"queue_statistics": [{"agent": later}, {"agent": nobody}]})
    records = task(QUEUE_INFO, statistics="call_details", start_date="2026-01-01")["records"]
    assert records == [
        {
            "chairman": "admin",
            "queue": "6500",
            "agent": None,
            "caller": "0301",
            "start_time": "2026-01-01 10:00:00",
            "connected": False,
        },
        {
            "chairman": "admin",
            "queue": "6500",
            "agent": "1004",
            "caller": "0301",
            "start_time": "2026-01-02 10:00:00",
            "connected": True,
            "wait_time": "00:00:05",
            "talk_time": 121,
        },
    ]


def test_a_row_that_comes_twice_is_there_once(ucm: ScriptedUcm, task: TaskRunner) -> None:
    row = {"agent": "1004", "extension": "6500", "callernum": "0301", "start_time": "2026-01-02 10:00:00"}
    rows = [row, {**row, "callernum": "0302"}, row]
    ucm.script("queueapi", {"queue_statistics": [{"agent": row} for row in rows]})
    records = task(QUEUE_INFO, statistics="call_details", start_date="2026-01-01")["records"]
    assert [record["caller"] for record in records] == ["0301", "0302"]


def test_misspelt_and_unknown_names_are_kept(ucm: ScriptedUcm, task: TaskRunner) -> None:
    row = {"agent": "1004", "login_data": "10:00", "logoff_data": "11:00", "online_time": "1:00", "mood": "good"}
    ucm.script("queueapi", {"queue_statistics": [{"agent": row}]})
    (record,) = task(QUEUE_INFO, statistics="login_history", start_date="2026-01-01")["records"]
    assert record == {
        "agent": "1004",
        "login_time": "10:00",
        "logoff_time": "11:00",
        "online_time": "1:00",
        "mood": "good",
    }


def test_every_page_of_a_history_is_read(ucm: ScriptedUcm, task: TaskRunner) -> None:
    rows = [{"agent": {"agent": str(number), "start_time": f"{number:06d}"}} for number in range(1500)]

    def page(request: dict[str, Any]) -> dict[str, Any]:
        first, most = int(request["offset"]), int(request["numRecords"])
        return {"queue_statistics": rows[first : first + most]}

    ucm.script("queueapi", page)
    records = task(QUEUE_INFO, statistics="call_details", start_date="2026-01-01")["records"]
    assert [record["agent"] for record in records] == [str(number) for number in range(1500)]
    assert len(task(QUEUE_INFO, statistics="call_details", start_date="2026-01-01", limit=3)["records"]) == 3


def test_a_pbx_that_ignores_the_offset_is_found_out(ucm: ScriptedUcm, task: TaskRunner) -> None:
    rows = [{"agent": {"agent": str(number)}} for number in range(1000)]
    ucm.script("queueapi", {"queue_statistics": rows})
    result = task(QUEUE_INFO, statistics="call_details", start_date="2026-01-01")
    assert "do not advance" in result["error"]["what"]


@pytest.mark.parametrize(
    "answer",
    [
        b"<html><body>Please log in</body></html>",
        b"<root_statistics>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><root_statistics><total><queue>&b;</queue></total></root_statistics>',
        b"7",
    ],
)
def test_what_has_no_statistics_is_an_error(ucm: ScriptedUcm, task: TaskRunner, answer: bytes) -> None:
    ucm.script("queueapi", answer)
    assert task(QUEUE_INFO, start_date="2026-01-01")["error"]["kind"] == "unexpected_answer"


def test_an_error_of_the_pbx_is_one(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("queueapi", failure(-15))
    assert task(QUEUE_INFO, start_date="2026-01-01")["error"]["code"] == -15


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start_date": "01.01.2026"}, "start_date: '01.01.2026' must be a date"),
        ({"start_date": "2026-01-02", "end_date": "2026-01-01"}, "is before start_date"),
        ({"start_date": "2026-01-02", "limit": 5}, "limit cannot be given with statistics overview"),
    ],
)
def test_what_cannot_be_asked_is_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(QUEUE_INFO, **options)
