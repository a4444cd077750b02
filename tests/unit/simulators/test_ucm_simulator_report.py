# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call records and recordings."""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from tests.contracts import load

CONTRACT = load("ucm")


def fetch(api: Any, action: str, **parameters: Any) -> httpx.Response:
    return api.http.post("/api", json={"request": {"action": action, "cookie": api.cookie, **parameters}})


def records(api: Any, **parameters: Any) -> list[dict[str, Any]]:
    answer = fetch(api, "cdrapi", format="json", **parameters).json()
    assert answer.keys() == {"cdr_root"}
    return answer["cdr_root"]


def test_documented_shape(ucm: Callable[..., Any]) -> None:
    """No envelope; 25 calls, five of which had two legs; everything is text."""
    api = ucm()
    rows = records(api)
    assert len(rows) == 30
    assert rows[0].keys() == {name.split(".", 1)[1] for name in CONTRACT["cdrapi"].returned if "." in name}
    assert {type(value) for row in rows for value in row.values()} == {str}
    assert [row["AcctId"] for row in rows] == [str(number) for number in range(1, 31)]
    assert {row["disposition"] for row in rows} == {"ANSWERED", "NO ANSWER"}
    assert {row["userfield"] for row in rows} == {"Internal", "Inbound", "Outbound"}
    assert fetch(api, "cdrapi", format="json").headers["content-type"] == "application/json;charset=UTF-8"


def test_records_are_the_same_in_every_system(ucm: Callable[..., Any]) -> None:
    first = records(ucm())
    assert records(ucm()) == first
    assert records(ucm(cdrs=0)) == []
    assert len(records(ucm(cdrs=3))) == 3


def test_recorded_shape(ucm: Callable[..., Any]) -> None:
    """The legs of a call are inside its entry; its head is mostly empty."""
    api = ucm(shapes="recorded")
    entries = records(api)
    assert len(entries) == 25
    nested = [entry for entry in entries if "main_cdr" in entry]
    assert [entry.keys() for entry in nested] == [{"cdr", "main_cdr", "sub_cdr_1", "sub_cdr_2"}] * 5
    call = nested[0]
    assert call["main_cdr"].keys() == call["sub_cdr_1"].keys() == entries[0].keys() - {"cdr"}
    assert (call["main_cdr"]["AcctId"], call["main_cdr"]["disposition"]) == ("", "")
    assert call["main_cdr"]["start"] == call["sub_cdr_1"]["start"]
    assert int(call["main_cdr"]["duration"]) == sum(int(call[f"sub_cdr_{n}"]["duration"]) for n in (1, 2))
    assert [call[f"sub_cdr_{n}"]["disposition"] for n in (1, 2)] == ["NO ANSWER", "ANSWERED"]
    assert (call["sub_cdr_1"]["nat_call"], call["sub_cdr_1"]["device_info"]) == ("no", "")
    assert call["sub_cdr_2"]["recordfiles"].endswith(".wav@")


def test_pages(ucm: Callable[..., Any]) -> None:
    api = ucm(cdrs=1200)
    everything: list[str] = []
    while page := records(api, offset=len(everything)):
        everything += [row["AcctId"] for row in page]
        assert len(page) <= 1000
    assert everything == [str(number) for number in range(1, 1441)]
    assert [row["AcctId"] for row in records(api, numRecords="2", offset="5")] == ["6", "7"]
    assert records(api, numRecords=0) == []
    for name, value in (("numRecords", 1001), ("numRecords", -1), ("offset", -1)):
        assert api.status("cdrapi", **{name: value}) == -15


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ({"caller": "1000"}, lambda row: row["src"] == "1000"),
        ({"caller": "1000,1002"}, lambda row: row["src"] in ("1000", "1002")),
        ({"caller": "1001-1003"}, lambda row: row["src"] in ("1001", "1002", "1003")),
        ({"callee": "10@"}, lambda row: row["dst"].startswith("10")),
        ({"callee": "_@"}, lambda row: row["dst"][1:].isdecimal()),
        ({"callee": "100_"}, lambda row: row["dst"].startswith("100")),
        ({"caller": "0-0"}, lambda row: row["src"].startswith("+")),
        ({"caller": "1-2-3"}, lambda row: False),
        ({"caller": "me"}, lambda row: False),
        ({"minDur": "100"}, lambda row: int(row["duration"]) >= 100),
        ({"minDur": 10, "maxDur": 50}, lambda row: 10 <= int(row["duration"]) <= 50),
        ({"answeredby": "1001"}, lambda row: row["dstanswer"] == "1001"),
        ({"callerName": "Nobody"}, lambda row: False),
        ({"startTime": "2026-01-10"}, lambda row: row["start"] >= "2026-01-10"),
        ({"endTime": "2026-01-10T12:30"}, lambda row: row["start"] <= "2026-01-10 12:30"),
        ({"startTime": "2026-01-10T12:30:15.500Z"}, lambda row: row["start"] > "2026-01-10 12:30:15"),
        ({"startTime": "2026-01-10T02:00%2B02:00"}, lambda row: row["start"] >= "2026-01-10 00:00"),
        ({"startTime": "08:00"}, lambda row: True),
        ({"endTime": "08:00"}, lambda row: False),
        ({"startTime": "", "endTime": ""}, lambda row: True),
        ({"endTime": "2026-01-08T12:03:06", "timeFilterType": "End"}, lambda row: row["end"] <= "2026-01-08 12:03:06"),
        ({"caller": "1000", "minDur": 20}, lambda row: row["src"] == "1000" and int(row["duration"]) >= 20),
    ],
)
def test_filters(ucm: Callable[..., Any], filters: dict[str, Any], fits: Callable[[dict[str, str]], bool]) -> None:
    api = ucm()
    everything = records(api)
    assert records(api, **filters) == [row for row in everything if fits(row)]


@pytest.mark.parametrize("moment", ["2026-01-10 12:30", "yesterday", "2026-13-01", "T12:00", "2026-01-10T", "12"])
def test_bad_times(ucm: Callable[..., Any], moment: str) -> None:
    assert ucm().status("cdrapi", startTime=moment) == -15


def test_formats(ucm: Callable[..., Any]) -> None:
    api = ucm()
    rows = records(api)
    text = fetch(api, "cdrapi")
    assert text.headers["content-type"].startswith("text/csv")
    assert list(csv.DictReader(io.StringIO(text.text))) == rows
    root = ElementTree.fromstring(fetch(api, "cdrapi", format="xml").text)  # noqa: S314
    assert [{field.tag: field.text or "" for field in entry} for entry in root] == rows
    assert api.status("cdrapi", format="yaml") == -15
    api.pbx.options(shapes="recorded")
    legs = list(csv.DictReader(io.StringIO(fetch(api, "cdrapi", format="csv").text)))
    assert [leg["AcctId"] for leg in legs] == [row["AcctId"] for row in rows]
    root = ElementTree.fromstring(fetch(api, "cdrapi", format="xml").text)  # noqa: S314
    assert len(root.findall("cdr/sub_cdr_2/AcctId")) == 5


def test_delete(ucm: Callable[..., Any]) -> None:
    api = ucm()
    everything = records(api)
    gone = records(api, caller="1000", delete="yes")
    assert gone
    assert records(api) == [row for row in everything if row not in gone]
    assert records(api, delete="no")
    assert api.status("cdrapi", delete="all") == -15
    records(api, delete="yes")
    assert records(api) == []
    assert api.pbx.state("needs_apply") is False


def test_delete_of_nested_calls(ucm: Callable[..., Any]) -> None:
    api = ucm(shapes="recorded")
    (call, *_more) = [entry for entry in records(api) if "main_cdr" in entry]
    records(api, answeredby=call["sub_cdr_2"]["dstanswer"], callee="6500", delete="yes")
    assert call["cdr"] not in [entry["cdr"] for entry in records(api)]


def test_recordings_of_a_call(ucm: Callable[..., Any]) -> None:
    api = ucm()
    recorded = next(row for row in records(api) if row["recordfiles"])
    silent = next(row for row in records(api) if not row["recordfiles"])
    assert api("getRecordInfosByCall", id=recorded["AcctId"]) == {
        "response": {"recordfiles": recorded["recordfiles"]},
        "status": 0,
    }
    assert recorded["recordfiles"].startswith("2026-01/auto-")
    assert api.ok("getRecordInfosByCall", id=silent["AcctId"]) == {"recordfiles": ""}
    assert api.status("getRecordInfosByCall", id="4711") == -16
    answer = fetch(api, "recapi", filename=recorded["recordfiles"])
    assert answer.content.startswith(b"RIFF")


def names(answer: httpx.Response, column: str = "Filename") -> list[str]:
    assert answer.headers["content-type"].startswith("text/csv")
    return [row[column] for row in csv.DictReader(io.StringIO(answer.text))]


def test_local_recordings(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert names(fetch(api, "recapi"), "Directory") == ["monitor", "emergency", "meetme", "queue", "sca"]
    monitor, queue = names(fetch(api, "recapi", filedir="monitor")), names(fetch(api, "recapi", filedir="queue"))
    assert monitor
    assert len(queue) == 5
    assert names(fetch(api, "recapi", filedir="queue,monitor"), "Directory").count("queue") == 5
    assert names(fetch(api, "recapi", filedir="sca")) == []
    answer = fetch(api, "recapi", filedir="queue", filename=queue[0])
    assert (answer.headers["content-type"], answer.content[:4]) == ("audio/wav", b"RIFF")
    assert queue[0] in answer.headers["content-disposition"]
    assert answer.content == fetch(api, "recapi", filedir="queue", filename=f"2026-01/{queue[0]}").content
    assert api.status("recapi", filename=queue[0]) == -16  # monitor, when nothing is said
    assert fetch(api, "recapi", filename=monitor[0]).status_code == 200
    assert api.status("recapi", filedir="kitchen") == -15
    assert api.pbx.log()[-2]["vendor_status"] == 0
    several = fetch(api, "recapi", filename=f"{monitor[0]},{monitor[1]},none.wav")
    with tarfile.open(fileobj=io.BytesIO(several.content)) as archive:
        assert archive.getnames() == monitor[:2]
        assert archive.extractfile(monitor[0]).read()[:4] == b"RIFF"


def test_remote_recordings(ucm: Callable[..., Any]) -> None:
    api = ucm(cdrs=200)
    month = {"path_type": "gdms", "gdms_date": "2026-01"}
    found = fetch(api, "recapi", filedir="monitor", **month)
    assert found.text.splitlines()[0] == "Directory,Filename,uniqueCode"
    files = names(found)
    codes = names(found, "uniqueCode")
    assert files
    assert all(name.endswith(".venc") for name in files)
    assert names(fetch(api, "recapi", **month, gdms_item_number="1", gdms_page="2")) == files[1:2]
    assert names(fetch(api, "recapi", path_type="gdms")) == []  # nothing in this month
    assert api.status("recapi", **{**month, "gdms_date": "January"}) == -15
    assert api.status("recapi", **month, gdms_page="0") == -15
    download = {"path_type": "gdms", "filename": files[0], "uniquecode": codes[0]}
    answer = fetch(api, "recapi", **download)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert len(answer.content) == 8000
    assert answer.content == fetch(api, "recapi", path_type="gdms", uniquecode=codes[0]).content
    assert api.status("recapi", **{**download, "uniquecode": codes[1]}) == -16
    assert api.status("recapi", path_type="gdms", filename=files[0]) == -1
    on_nas = names(fetch(api, "recapi", path_type="netdisk"))
    assert len(on_nas) > len(files)
    assert fetch(api, "recapi", path_type="netdisk", filename=on_nas[0]).content.startswith(b"RIFF")
    assert api.status("recapi", path_type="netdisk", filename="none.wav") == -16
    assert api.status("recapi", path_type="moon") == -15


def test_without_session(ucm: Callable[..., Any]) -> None:
    api = ucm()
    for action in ("cdrapi", "recapi"):
        assert api.raw(action=action) == {"response": {}, "status": -6}


def test_truncated_file(ucm: Callable[..., Any]) -> None:
    api = ucm()
    name = names(fetch(api, "recapi", filedir="queue"))[0]
    whole = fetch(api, "recapi", filedir="queue", filename=name).content
    api.pbx.fault("truncate")
    assert fetch(api, "recapi", filedir="queue", filename=name).content == whole[: len(whole) // 2]
