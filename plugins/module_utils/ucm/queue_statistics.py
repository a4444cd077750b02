# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Statistics of call queues.

Source: Grandstream IPPBX HTTPS API: queueapi, of which the XML of the overview is shown; field facts on its JSON, where
every row stands alone in an object under the name of its kind, a call's queue is under extension, and rows come twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..core import codecs, safe_xml
from ..core.action_task import TableTask
from ..core.errors import UnexpectedAnswer
from ..core.fields import Field, Values, encode
from ..core.resource import Reader
from ..core.task import Context
from .answers import COUNT, RATE, SWITCH, csv_tables, decoded, shown, with_unknown
from .client import UcmClient
from .resource import natural
from .vendor import UCM


def _agent(wire: Any) -> str | None:
    text = codecs.TEXT.decode(wire)
    return None if text == NOBODY else text


OPERATION = "queueapi"
PAGE_SIZE = 1000
MOST_ROWS = 1_000_000
DAY = {"pattern": r"\d{4}-\d\d-\d\d", "pattern_words": "a date such as 2026-01-31"}
NOBODY = "NONE"
"""What a row has in place of an agent when there was none (field fact)."""

STATISTICS = {
    "overview": "overview",
    "call_details": "calldetail",
    "login_history": "loginhistory",
    "pause_history": "pausedhistory",
}

Row = tuple[str, Mapping[str, Any]]
"""What a row is about, such as ``agent``, and its values."""

ROW_FIELDS = (
    shown("chairman", "queuechairman"),
    Field(name="queue", description="queue.", wire="queue", read_wire=("queue", "extension"), read_only=True),
    Field(
        name="agent",
        description="agent.",
        codec=codecs.Codec(lambda value: value, _agent),
        read_only=True,
    ),
    shown("caller", "callernum"),
    shown("total_calls", codec=COUNT),
    shown("answered_calls", codec=COUNT),
    shown("answered_rate", codec=RATE),
    shown("abandoned_rate", codec=RATE),
    shown("average_wait", "avg_wait", RATE),
    shown("average_talk", "avg_talk", RATE),
    shown("virtual_queue_calls", "vq_total_calls", COUNT),
    shown("start_time"),
    shown("connected", "connect", SWITCH),
    shown("wait_time", codec=COUNT),
    shown("talk_time", codec=COUNT),
    # Misspelt on the wire.
    shown("login_time", "login_data"),
    shown("logoff_time", "logoff_data"),
    shown("online_time"),
)


def read_rows(reader: Reader, request: Mapping[str, Any], limit: int | None) -> list[Row]:
    """All rows of a history. Pages are asked for until one is not full; a PBX that ignores the offset is found out.

    Raises:
        UnexpectedAnswer: the answer has a form that is not known, or does not advance.
    """
    rows: list[Row] = []
    previous: list[Row] | None = None
    while len(rows) < MOST_ROWS:
        size = PAGE_SIZE if limit is None else min(PAGE_SIZE, limit - len(rows))
        paging = {"numRecords": str(size), "offset": str(len(rows))}
        page = list(rows_in(reader.read(OPERATION, **request, **paging)))
        if page and page == previous:
            raise UnexpectedAnswer(
                "the statistics do not advance: two pages are the same",
                operation=OPERATION,
                remedy="Narrow the time range to fewer than 1000 rows.",
            )
        rows += page
        previous = page
        if len(page) < size or (limit is not None and len(rows) >= limit):
            return rows
    return rows


def rows_in(document: Any) -> Iterator[Row]:
    """The rows of an answer in JSON, XML or CSV: a PBX may not send the format that was asked for.

    JSON comes as a list of objects of one row each, or as an object with the rows of a kind under its name.
    """
    if isinstance(document, str):
        text = document.lstrip("\ufeff \t\r\n")
        yield from _rows_of_xml(text) if text.startswith("<") else _rows_of_csv(text)
        return
    yield from _rows_of_json(document)


def _rows_of_json(document: Any, kind: str = "") -> Iterator[Row]:
    if isinstance(document, list):
        for entry in document:
            yield from _rows_of_json(entry, kind)
        return
    if not isinstance(document, Mapping):
        raise UnexpectedAnswer("the answer has no statistics", operation=OPERATION)
    inner = {name: value for name, value in document.items() if isinstance(value, (Mapping, list))}
    if inner:
        for name, value in inner.items():
            yield from _rows_of_json(value, name)
    elif document:
        yield kind, document


def _rows_of_xml(text: str) -> Iterator[Row]:
    try:
        root, children = safe_xml.parse(text)
    except ValueError as error:
        raise UnexpectedAnswer(str(error), operation=OPERATION) from error
    if root.lower() == "html":
        raise UnexpectedAnswer("the answer is a web page, not the API's", operation=OPERATION)
    for name, value in children:
        yield from _rows_of_json(value, name) if isinstance(value, Mapping) else ()


def _rows_of_csv(text: str) -> Iterator[Row]:
    """CSV does not name the kinds; they show by the columns."""
    for table in csv_tables(text, OPERATION, {"queuechairman", "queue", "agent"}):
        for row in table:
            yield next((kind for kind in ("agent", "queue") if kind in row), "total"), row


def _each_once(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows without those that are another one in everything: firmware has been seen to send a fifth of them twice."""
    return list({tuple(sorted((name, str(value)) for name, value in row.items())): row for row in rows}.values())


def _values(row: Mapping[str, Any]) -> Values:
    (values,) = decoded(ROW_FIELDS, [row], OPERATION)
    return with_unknown(ROW_FIELDS, row, values)


class QueueInfoTask(TableTask):
    """Reads one kind of statistics."""

    def label(self, params: Mapping[str, Any]) -> str:
        return f"queue statistics, {params['statistics']}"

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        given = self.given(params)
        limit = given.pop("limit", None)
        request = {"format": "json", **encode(self.fields, given)}
        if params["statistics"] != "overview":
            rows = read_rows(client.reader, request, limit)
            records = [_values(row) for row in _each_once(row for name, row in rows)]
            return {"changed": False, "records": sorted(records, key=_when)}
        kinds: dict[str, list[Values]] = {"total": [], "queue": [], "agent": []}
        for kind, row in rows_in(client.reader.read(OPERATION, **request)):
            kinds.setdefault(kind, []).append(_values(row))
        overview = {
            "total": next(iter(kinds["total"]), {}),
            "queues": sorted(kinds["queue"], key=lambda row: natural(str(row.get("queue")))),
            "agents": sorted(kinds["agent"], key=lambda row: natural(str(row.get("agent")))),
        }
        return {"changed": False, "overview": overview}


def _when(record: Values) -> tuple[str, ...]:
    """The order of a history: by time, then by queue and agent."""
    times = next((record[name] for name in ("start_time", "login_time", "time") if record.get(name)), "")
    return (
        str(times),
        *(str(record.get(name) or "") for name in ("queue", "agent", "caller")),
        str(record),
    )


def _end_after_start(wanted: Values) -> str | None:
    start, end = wanted.get("start_date", ""), wanted.get("end_date", "")
    return f"end_date {end} is before start_date {start}" if end and end < start else None


def _limit_of_history(wanted: Values) -> str | None:
    if wanted["statistics"] == "overview" and "limit" in wanted:
        return "limit cannot be given with statistics overview, which is whole"
    return None


QUEUE_INFO = QueueInfoTask(
    "ucm_queue_info",
    UCM,
    defaults={"statistics": "overview"},
    fields=(
        Field(
            name="statistics",
            description=(
                "Which statistics to read: totals of queues and agents, the calls of agents, or when agents logged in "
                "and out, or paused."
            ),
            choices=tuple(STATISTICS),
            wire="statisticsType",
            codec=codecs.enum(STATISTICS),
        ),
        Field(name="start_date", description="The first day.", required=True, wire="startTime", **DAY),
        Field(name="end_date", description="The last day. By default the UCM decides.", wire="endTime", **DAY),
        Field(name="queue", description="Only this queue. By default all of them."),
        Field(name="agent", description="Only this agent. By default all of them."),
        Field(
            name="chairman",
            description="The chairman on whose behalf to read, V(admin) or a number. By default V(admin).",
            wire="queuechairman",
        ),
        Field(
            name="limit",
            description=(
                "The most rows of a history to read. By default all are read, in as many requests as it takes. "
                "Not with O(statistics=overview)."
            ),
            type="int",
            minimum=1,
        ),
    ),
    rules=(_end_after_start, _limit_of_history),
)
