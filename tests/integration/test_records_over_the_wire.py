# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call records, recordings and queue statistics over the wire: filters, pages, both shapes, files that come whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine
from tests.simulators.client import Simulator

BOTH_SHAPES = pytest.mark.parametrize("shapes", ["document", "recorded"])
RECORDING = "auto-1767600000-1000-1001.wav"
PERIOD = {"start_date": "2026-01-01", "end_date": "2026-12-31"}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    return Engine(simulators("ucm"), tmp_path / "sessions")


def calls(engine: Engine, **filters: Any) -> list[dict[str, Any]]:
    return engine.ensure("ucm_cdr_info", **filters).result["calls"]


def legs(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The legs of calls; a call of one leg is it itself."""
    return [leg for call in found for leg in call["legs"] or [call]]


# -- call records


@BOTH_SHAPES
def test_every_page_of_call_records_is_read(engine: Engine, shapes: str) -> None:
    engine.pbx.reset(cdrs=2100, shapes=shapes)
    outcome = engine.ensure("ucm_cdr_info")
    found = outcome.result["calls"]
    entries = 2100 if shapes == "recorded" else 2520  # every fifth call has two legs
    assert len(found) == entries
    offsets = [entry["parameters"]["offset"] for entry in outcome.requests if entry["operation"] == "cdrapi"]
    assert offsets == ["0", "1000", "2000"]
    numbers = [int(leg["id"]) for leg in legs(found)]
    assert sorted(numbers) == list(range(1, 2521))
    starts = [call["started_at"] for call in found]
    assert starts == sorted(starts)
    assert calls(engine, limit=1500) == found[:1500]


def test_both_shapes_have_the_same_legs(engine: Engine) -> None:
    flat = calls(engine)
    engine.pbx.options(shapes="recorded")
    nested = calls(engine)
    names = (
        "id",
        "caller",
        "callee",
        "answered_by",
        "started_at",
        "duration",
        "talk_time",
        "disposition",
        "recordings",
    )
    assert [{name: leg[name] for name in names} for leg in legs(nested)] == [
        {name: leg[name] for name in names} for leg in legs(flat)
    ]
    several = [call for call in nested if call["legs"]]
    assert len(several) == 5
    for call in several:
        assert call["recordings"] == [name for leg in call["legs"] for name in leg["recordings"]]
        assert call["recordings"]


FILTERS: tuple[tuple[dict[str, Any], Callable[[dict[str, Any]], bool]], ...] = (
    ({"callers": ["1000-1002"]}, lambda call: call["caller"] in ("1000", "1001", "1002")),
    ({"callees": ["6500", "1001"]}, lambda call: call["callee"] in ("6500", "1001")),
    ({"callers": ["+4@"], "min_duration": 30}, lambda call: call["caller"][:2] == "+4" and call["duration"] >= 30),
    ({"max_duration": 9}, lambda call: call["duration"] <= 9),
    ({"answered_by": "1001"}, lambda call: call["answered_by"] == "1001"),
    ({"start_time": "2026-01-10"}, lambda call: call["started_at"] >= "2026-01-10"),
    ({"start_time": "2026-01-10 02:00+02:00"}, lambda call: call["started_at"] >= "2026-01-10"),
    ({"end_time": "2026-01-10T12:30"}, lambda call: call["started_at"] <= "2026-01-10 12:30:00"),
    (
        {"start_time": "2026-01-08 12:02", "time_filter": "end", "end_time": "2026-01-15"},
        lambda call: "2026-01-08 12:02" <= call["ended_at"] <= "2026-01-15",
    ),
)


@pytest.mark.parametrize(("filters", "fits"), FILTERS, ids=[str(filters) for filters, _ in FILTERS])
def test_filters_choose_what_they_say(
    engine: Engine, filters: dict[str, Any], fits: Callable[[dict[str, Any]], bool]
) -> None:
    everything = calls(engine)
    chosen = calls(engine, **filters)
    assert chosen == [call for call in everything if fits(call)]
    assert 0 < len(chosen) < len(everything)


@BOTH_SHAPES
def test_a_purge_leaves_the_others(engine: Engine, shapes: str) -> None:
    engine.pbx.reset(cdrs=1300, shapes=shapes)
    others = [call for call in calls(engine) if call["started_at"] >= "2028"]
    filters = {"end_time": "2028-01-01", "confirm": True}
    predicted = engine.ensure("ucm_cdr_purge", check=True, **filters)
    assert (predicted.changed, predicted.writes) == (True, [])
    assert engine.ensure("ucm_cdr_purge", **filters).changed
    assert calls(engine) == others
    again = engine.ensure("ucm_cdr_purge", **filters)
    assert (again.changed, again.writes) == (False, [])


REPORTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ucm_cdr_info", {}),
    ("ucm_queue_info", PERIOD),
    ("ucm_queue_info", {**PERIOD, "statistics": "call_details"}),
    ("ucm_recording_info", {"call_id": "1"}),
    ("ucm_recording_info", {"kinds": ["monitor"]}),
)


@pytest.mark.parametrize(
    ("effect", "module", "options"),
    [
        (effect, *report)
        for effect in ("truncate", "html", "garbage")
        for report in REPORTS
        # A list in CSV, with one value in a line, does not show where it was cut.
        if (effect, report[1]) != ("truncate", {"kinds": ["monitor"]})
    ],
)
def test_a_spoiled_report_is_an_error(engine: Engine, effect: str, module: str, options: dict[str, Any]) -> None:
    engine.pbx.fault(effect, operation=["cdrapi", "queueapi", "recapi", "getRecordInfosByCall"], times=None)
    outcome = engine.run(module, **options)
    assert outcome.failed, outcome
    assert outcome.result["error"]["kind"] == "unexpected_answer"
    assert {"calls", "overview", "recordings"}.isdisjoint(outcome.result)


# -- statistics of queues


def test_both_shapes_of_statistics_tell_the_same(engine: Engine) -> None:
    def read(**options: Any) -> dict[str, Any]:
        return engine.ensure("ucm_queue_info", **PERIOD, **options).result

    def details() -> list[dict[str, Any]]:
        return read(statistics="call_details")["records"]

    documented = read()["overview"], details()
    assert documented[0]["total"]["total_calls"] == len(documented[1]) == 5
    engine.pbx.options(shapes="recorded")
    overview, records = read()["overview"], details()
    assert overview == documented[0]
    assert [record.pop("connected") for record in records] == [True] * 5
    assert records == documented[1], "what comes twice is there once"


def test_every_page_of_a_history_is_read(engine: Engine) -> None:
    engine.pbx.reset(cdrs=6000, shapes="recorded")
    outcome = engine.ensure("ucm_queue_info", start_date="2026-01-01", end_date="2046-01-01", statistics="call_details")
    assert [entry["parameters"]["offset"] for entry in outcome.requests if entry["operation"] == "queueapi"] == [
        "0",
        "1000",
    ]
    records = outcome.result["records"]
    assert len(records) == 1200
    assert len({(record["queue"], record["caller"], record["start_time"]) for record in records}) == 1200


# -- recordings


def fetch(engine: Engine, dest: Path, **options: Any) -> Any:
    return engine.run("ucm_recording_fetch", filename=RECORDING, dest=str(dest), **options)


def test_a_recording_is_fetched_once(engine: Engine, tmp_path: Path) -> None:
    first = fetch(engine, tmp_path)
    file = tmp_path / RECORDING
    content = file.read_bytes()
    assert first.changed
    assert content.startswith(b"RIFF")
    assert first.result["file"]["checksum"] == hashlib.sha256(content).hexdigest()
    again = fetch(engine, tmp_path)
    assert (again.changed, again.operations) == (False, [])
    forced = fetch(engine, tmp_path, force=True)
    assert (forced.changed, forced.operations) == (False, ["recapi"])
    assert forced.result == {**first.result, "changed": False, "api": forced.result["api"]} | {
        "invocation": forced.result["invocation"]
    }
    file.write_bytes(content[:100])
    known = fetch(engine, tmp_path, checksum=first.result["file"]["checksum"])
    assert known.changed
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("effect", "values"),
    [("truncate", {"cut": True}), ("cut_after", {}), ("status", {"status": 502}), ("html", {})],
)
@pytest.mark.parametrize("there", [None, b"of yesterday"])
def test_what_does_not_come_whole_is_never_under_the_files_name(
    engine: Engine, tmp_path: Path, effect: str, values: dict[str, Any], there: bytes | None
) -> None:
    directory = tmp_path / "recordings"
    directory.mkdir()
    if there is not None:
        (directory / RECORDING).write_bytes(there)
    engine.pbx.fault(effect, operation="recapi", times=None, **values)
    outcome = fetch(engine, directory, force=True)
    assert outcome.failed, outcome
    left = {path.name: path.read_bytes() for path in directory.iterdir()}
    assert left == ({} if there is None else {RECORDING: there})
    engine.pbx.clear_faults()
    assert fetch(engine, directory, force=True).changed
    assert [path.name for path in directory.iterdir()] == [RECORDING]


def test_a_download_that_broke_once_begins_anew(engine: Engine, tmp_path: Path) -> None:
    engine.pbx.fault("truncate", operation="recapi", cut=True)
    outcome = fetch(engine, tmp_path)
    assert outcome.operations.count("recapi") == 2
    assert outcome.result["file"]["size"] == (tmp_path / RECORDING).stat().st_size == 8044


def test_what_the_call_records_name_can_be_fetched(engine: Engine, tmp_path: Path) -> None:
    wanted = {
        name: "queue" if call["callee"] == "6500" else "monitor"
        for call in calls(engine)
        for name in call["recordings"]
    }
    for name, kind in wanted.items():
        engine.ensure("ucm_recording_fetch", filename=name, kind=kind, dest=str(tmp_path))
    assert {path.name for path in tmp_path.glob("*.wav")} == {name.rpartition("/")[2] for name in wanted}
    assert set(wanted.values()) == {"queue", "monitor"}
