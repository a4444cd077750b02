# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call records: filters, pages, the shapes that they come in, and deleting them."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm import call_records
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.call_records import CDR_INFO, CDR_PURGE
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure
from tests.unit.ucm.tables import CONTRACT
from tests.unit.ucm.task_runner import TaskRunner


def record(number: int, **values: str) -> dict[str, str]:
    row = {
        "AcctId": str(number),
        "src": "1004",
        "dst": "1005",
        "start": f"2026-01-01 00:00:{number % 60:02d}",
        "duration": "6",
        "billsec": "1",
        "recordfiles": "",
        "session": f"s-{number}",
    }
    return {**row, **values}


def paged(records: list[dict[str, Any]]) -> Any:
    """Answers a request with the records that its offset and number ask for."""

    def reply(request: dict[str, Any]) -> dict[str, Any]:
        first, most = int(request["offset"]), int(request["numRecords"])
        return {"cdr_root": records[first : first + most]}

    return reply


def test_filters_are_sent_in_the_wires_terms(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", {"cdr_root": []})
    request = task.sent(
        CDR_INFO,
        callers=["5300", "5302-5304", "_4@"],
        callees=["0-0"],
        caller_name="Ada",
        answered_by="1005",
        start_time="2026-01-01",
        end_time="2026-01-31 23:59:59",
        time_filter="end",
        min_duration=0,
        max_duration=60,
        limit=5,
    )
    assert request == {
        "action": "cdrapi",
        "format": "json",
        "caller": "5300,5302-5304,_4@",
        "callee": "0-0",
        "callerName": "Ada",
        "answeredby": "1005",
        "startTime": "2026-01-01",
        "endTime": "2026-01-31T23:59:59",
        "timeFilterType": "End",
        "minDur": 0,
        "maxDur": 60,
        "numRecords": "5",
        "offset": "0",
    }
    assert request.keys() - {"action"} | {"delete", "cookie"} == CONTRACT["cdrapi"].parameter.keys()


def test_nothing_is_sent_that_was_not_given(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", {"cdr_root": []})
    assert task.sent(CDR_INFO) == {"action": "cdrapi", "format": "json", "numRecords": "1000", "offset": "0"}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026-01-31T17:30", "2026-01-31T17:30"),
        ("2026-01-31 17:30:00.5", "2026-01-31T17:30:00.5"),
        ("2026-01-31 17:30Z", "2026-01-31T17:30Z"),
        ("2026-01-31 17:30-06:00", "2026-01-31T17:30-06:00"),
        ("2026-01-01 00:30:00+01:00", "2025-12-31T23:30:00-00:00"),
    ],
)
def test_times_are_sent_without_a_plus_sign(given: str, sent: str) -> None:
    """It would have to be written %2B, and whether that counts inside JSON is not said."""
    assert call_records.MOMENT.encode(given) == sent


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start_time": "yesterday"}, "start_time: 'yesterday' must be a date"),
        ({"start_time": "2026-02-30"}, "start_time '2026-02-30' is no date and time that there is"),
        ({"end_time": "2026-01-31 25:00"}, "end_time '2026-01-31 25:00' is no date and time"),
        ({"start_time": "2026-01-31", "end_time": "2026-01-30"}, "is before start_time"),
        ({"callers": ["5300,5301"]}, "must be one number, range or pattern"),
        ({"min_duration": 60, "max_duration": 59}, "max_duration is less than min_duration"),
        ({"limit": 0}, "limit is 0"),
    ],
)
def test_filters_that_cannot_be_are_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(CDR_INFO, **options)


def test_every_page_is_read_and_the_result_is_in_order(ucm: ScriptedUcm, task: TaskRunner) -> None:
    records = [record(number) for number in range(2500, 0, -1)]
    ucm.script("cdrapi", paged(records))
    calls = task(CDR_INFO)["calls"]
    assert [request["offset"] for request in ucm.sent("cdrapi")] == ["0", "1000", "2000"]
    keys = [(call["started_at"], int(call["id"])) for call in calls]
    assert len(keys) == 2500
    assert keys == sorted(keys)


def test_a_full_last_page_is_followed_by_an_empty_one(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", paged([record(number) for number in range(1000)]))
    assert len(task(CDR_INFO)["calls"]) == 1000
    assert len(ucm.sent("cdrapi")) == 2


def test_a_limit_ends_the_reading(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", paged([record(number) for number in range(5000)]))
    assert len(task(CDR_INFO, limit=1500)["calls"]) == 1500
    assert [request["numRecords"] for request in ucm.sent("cdrapi")] == ["1000", "500"]


def test_a_record_that_comes_on_two_pages_is_there_once(ucm: ScriptedUcm, task: TaskRunner) -> None:
    """A call that ends while the pages are read pushes the others back."""
    records = [record(number) for number in range(1001)]
    ucm.script("cdrapi", {"cdr_root": records[:1000]}, {"cdr_root": records[999:]})
    assert len(task(CDR_INFO)["calls"]) == 1001


def test_a_pbx_that_ignores_the_offset_is_found_out(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", {"cdr_root": [record(number) for number in range(1000)]})
    result = task(CDR_INFO)
    assert "do not advance" in result["error"]["what"]
    assert len(ucm.sent("cdrapi")) == 2


def test_values_have_the_names_and_types_of_the_page(ucm: ScriptedUcm, task: TaskRunner) -> None:
    row = record(62, clid='"Ada" <1004>', recordfiles="2026-01/a.wav@2026-01/b.wav@", userfield="Internal", new="x")
    ucm.script("cdrapi", {"cdr_root": [row]})
    (call,) = task(CDR_INFO)["calls"]
    expected = {
        "id": "62",
        "caller": "1004",
        "callee": "1005",
        "caller_id": '"Ada" <1004>',
        "duration": 6,
        "talk_time": 1,
        "direction": "Internal",
        "recordings": ["2026-01/a.wav", "2026-01/b.wav"],
        "new": "x",
        "legs": [],
    }
    assert expected.items() <= call.items()
    assert "src" not in call


def test_every_documented_value_is_in_the_result(ucm: ScriptedUcm, task: TaskRunner) -> None:
    names = [each.leaf for each in CONTRACT["cdrapi"].returns if each.name.startswith("cdr_root[].")]
    ucm.script("cdrapi", {"cdr_root": [{name: f"value of {name}" for name in names}]})
    (call,) = task(CDR_INFO)["calls"]
    shown = str(call)
    assert all(f"value of {name}" in shown for name in names)


def test_legs_of_a_call_are_in_their_order(ucm: ScriptedUcm, task: TaskRunner) -> None:
    legs = {f"sub_cdr_{number}": record(number) for number in (10, 2, 1)}
    head = {"AcctId": "", "src": "", "dst": "6500", "session": "s", "duration": "71", "recordfiles": ""}
    ucm.script("cdrapi", {"cdr_root": [{"cdr": "s", "main_cdr": head, **legs}, {"cdr": "t", **record(3)}]})
    first, second = task(CDR_INFO)["calls"]
    assert (first["callee"], first["duration"], first["id"]) == ("6500", 71, None)
    assert [leg["id"] for leg in first["legs"]] == ["1", "2", "10"]
    assert (second["id"], second["legs"]) == ("3", [])


def test_legs_without_a_head_are_a_call(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", {"cdr_root": [{"cdr": "s", "sub_cdr_1": record(1)}]})
    (call,) = task(CDR_INFO)["calls"]
    assert [leg["id"] for leg in call["legs"]] == ["1"]


@pytest.mark.parametrize(
    "answer",
    [
        b"AcctId,src,dst,duration\n7,1004,1005,6\n8,1004,1006,x\n",
        b'<?xml version="1.0"?><cdr_root><cdr><AcctId>7</AcctId><src>1004</src><duration>6</duration></cdr>'
        b"<cdr><AcctId>8</AcctId><src>1004</src><duration>x</duration></cdr></cdr_root>",
    ],
)
def test_another_format_than_the_one_asked_for_is_read_as_well(
    ucm: ScriptedUcm, task: TaskRunner, answer: bytes
) -> None:
    ucm.script("cdrapi", answer)
    calls = task(CDR_INFO)["calls"]
    assert [(call["id"], call["caller"], call["duration"]) for call in calls] == [("7", "1004", 6), ("8", "1004", "x")]


@pytest.mark.parametrize("answer", [{"cdr_root": []}, b"", {}, b"AcctId,src\n", b"<cdr_root/>"])
def test_no_records_are_no_calls(ucm: ScriptedUcm, task: TaskRunner, answer: Any) -> None:
    ucm.script("cdrapi", answer)
    assert task(CDR_INFO)["calls"] == []


@pytest.mark.parametrize(
    "answer",
    [
        {"cdr_root": "none"},
        {"cdr_root": [1]},
        {"other": []},
        [1],
        b"something else",
        b"<html><body>x</body></html>",
        b"<cdr_root>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><cdr_root><cdr><AcctId>&b;</AcctId></cdr></cdr_root>',
    ],
)
def test_what_is_no_list_of_records_is_an_error(ucm: ScriptedUcm, task: TaskRunner, answer: Any) -> None:
    ucm.script("cdrapi", answer if isinstance(answer, (bytes, dict)) else json.dumps(answer).encode())
    assert task(CDR_INFO)["error"]["kind"] == "unexpected_answer"


def test_an_error_of_the_pbx_is_one(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", failure(-47))
    assert task(CDR_INFO)["error"]["code"] == -47


# -- deleting


class Records:
    """A PBX that deletes so many records at a time, or none."""

    def __init__(self, count: int, at_once: int = 1000) -> None:
        self.left = [record(number) for number in range(count)]
        self.at_once = at_once

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        if request.get("delete"):
            self.left = self.left[self.at_once :]
            return {"cdr_root": []}
        return {"cdr_root": self.left[: int(request["numRecords"])]}


def deletions(ucm: ScriptedUcm) -> list[dict[str, Any]]:
    return [request for request in ucm.sent("cdrapi") if "delete" in request]


def test_records_are_deleted_until_none_is_left(ucm: ScriptedUcm, task: TaskRunner) -> None:
    pbx = Records(2500)
    ucm.script("cdrapi", pbx)
    result = task(CDR_PURGE, end_time="2026-01-31", confirm=True)
    assert (result["changed"], result["sent"], pbx.left) == (True, True, [])
    assert len(deletions(ucm)) == 3
    assert {**deletions(ucm)[0], "cookie": ""} == {
        "action": "cdrapi",
        "format": "json",
        "endTime": "2026-01-31",
        "delete": "yes",
        "cookie": "",
    }
    assert task(CDR_PURGE, end_time="2026-01-31", confirm=True)["changed"] is False
    assert len(deletions(ucm)) == 3


@pytest.mark.parametrize(("count", "changed"), [(0, False), (1, True)])
def test_a_check_reads_only(ucm: ScriptedUcm, task: TaskRunner, count: int, changed: bool) -> None:
    ucm.script("cdrapi", Records(count))
    result = task(CDR_PURGE, check=True, all=True, confirm=True)
    assert (result["changed"], result["sent"]) == (changed, False)
    assert deletions(ucm) == []


def test_records_that_stay_are_an_error(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", Records(10, at_once=0))
    result = task(CDR_PURGE, all=True, confirm=True)
    assert "still has the records" in result["error"]["what"]
    assert len(deletions(ucm)) == 1


def test_a_deletion_in_doubt_is_not_repeated(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("cdrapi", {"cdr_root": [record(1)]}, httpx.ReadTimeout("slow"))
    result = task(CDR_PURGE, all=True, confirm=True)
    assert result["error"]["kind"] == "doubtful_write"
    assert "deletes what is left" in result["error"]["remedy"]
    assert len(deletions(ucm)) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"all": True, "confirm": False}, "confirm must be true"),
        ({"confirm": True}, "give filters, or all: true"),
        ({"confirm": True, "all": True, "callers": ["1001"]}, "and not both"),
    ],
)
def test_a_deletion_is_confirmed_and_says_what(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(CDR_PURGE, **options)
