# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Call detail records: reading and deleting them.

Source: Grandstream IPPBX HTTPS API: cdrapi; field facts on the nesting of a call's legs and on the names of recordings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..core import codecs, safe_xml
from ..core.action_task import TableTask
from ..core.codecs import Codec
from ..core.errors import DoubtfulWrite, PbxError, UnexpectedAnswer
from ..core.fields import SET, Field, Values, encode
from ..core.resource import Reader
from ..core.task import Context
from .answers import COUNT, csv_tables, decoded, shown, with_unknown
from .client import UcmClient
from .resource import natural
from .vendor import UCM

OPERATION = "cdrapi"
PAGE_SIZE = 1000
MOST_CALLS = 1_000_000
MOST_PASSES = 1000
"""How often a page of records is deleted, while new ones may come."""
DELETE = "yes"
"""The document gives no values for the parameter that deletes."""

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def _encode_moment(text: str | None) -> str | None:
    """A date and time with T between them. A zone east of Greenwich is sent as UTC, since no plus sign is allowed."""
    found = _MOMENT.fullmatch(text or "")
    if not found:
        return text
    date, clock, zone = found.groups()
    if zone in (None, "Z") or str(zone).startswith("-"):
        return "T".join(part for part in (date, clock) if part) + (zone or "")
    there = datetime.fromisoformat(f"{date}T{clock}{zone}").astimezone(UTC)
    return f"{there:%Y-%m-%dT%H:%M:%S}-00:00"


MOMENT = Codec(_encode_moment, codecs.TEXT.decode)


def _moment(name: str, description: str, wire: str) -> Field:
    return Field(
        name=name,
        description=(
            description,
            "A time without a zone is taken as the UCM takes it; without a time of day the day begins.",
        ),
        wire=wire,
        codec=MOMENT,
        pattern=_MOMENT.pattern,
        pattern_words="a date such as 2026-01-31, perhaps with a time and a zone: 2026-01-31 17:30:00+01:00",
    )


def _numbers(name: str, description: str, wire: str) -> Field:
    return Field(
        name=name,
        description=(
            description,
            "Each is a number, a range such as V(5302-5304), or a pattern in which C(@) stands for any digits and C(_) "
            "for one character. V(0-0) matches empty and non-numeric ones.",
        ),
        type="list",
        elements="str",
        wire=wire,
        codec=codecs.joined(),
        compare=SET,
        pattern=r"[^,]+",
        pattern_words="one number, range or pattern, without a comma",
    )


FILTERS = (
    _numbers("callers", "Only calls from these.", "caller"),
    _numbers("callees", "Only calls to these.", "callee"),
    Field(name="caller_name", description="Only calls of this caller name.", wire="callerName"),
    Field(name="answered_by", description="Only calls that this number answered.", wire="answeredby"),
    _moment("start_time", "Only calls from this time on.", "startTime"),
    _moment("end_time", "Only calls until this time.", "endTime"),
    Field(
        name="time_filter",
        description="Whether the times are compared with a call's start or with its end. By default the start counts.",
        choices=("start", "end"),
        wire="timeFilterType",
        codec=codecs.enum({"start": "Start", "end": "End"}),
    ),
    Field(name="min_duration", description="Only calls of at least so many seconds.", type="int", wire="minDur"),
    Field(name="max_duration", description="Only calls of at most so many seconds.", type="int", wire="maxDur"),
)

RECORDINGS = Codec(
    lambda value: value,
    # Documented with commas; real systems end every name with @ (field fact).
    lambda wire: [name for name in re.split(r"[,@]", codecs.TEXT.decode(wire) or "") if name],
)
"""The files of a call, each below the folder of its month."""

CALL_FIELDS = (
    shown("id", "AcctId"),
    shown("session"),
    shown("caller", "src"),
    shown("caller_name"),
    shown("caller_id", "clid"),
    shown("callee", "dst"),
    shown("answered_by", "dstanswer"),
    shown("started_at", "start"),
    shown("answered_at", "answer"),
    shown("ended_at", "end"),
    shown("duration", codec=COUNT),
    shown("talk_time", "billsec", COUNT),
    shown("disposition"),
    shown("action", "action_type"),
    shown("direction", "userfield"),
    shown("inbound_trunk", "src_trunk_name"),
    shown("outbound_trunk", "dst_trunk_name"),
    Field(
        name="recordings",
        description="recordings.",
        type="list",
        elements="str",
        wire="recordfiles",
        codec=RECORDINGS,
        read_only=True,
    ),
)


def read_calls(reader: Reader, filters: Values, limit: int | None = None) -> list[Values]:
    """The calls that fit, oldest first, through all pages; ``limit`` is the most to read.

    Raises:
        UnexpectedAnswer: the answer is no list of records, or does not advance.
    """
    request = {"format": "json", **encode(FILTERS, filters)}
    entries: list[Mapping[str, Any]] = []
    previous: list[Any] | None = None
    while len(entries) < MOST_CALLS:
        size = PAGE_SIZE if limit is None else min(PAGE_SIZE, limit - len(entries))
        paging = {"numRecords": str(size), "offset": str(len(entries))}
        page = _entries(reader.read(OPERATION, **request, **paging))
        if page and page == previous:
            raise UnexpectedAnswer(
                "the records do not advance: two pages are the same",
                operation=OPERATION,
                remedy="Narrow the time range to fewer than 1000 calls.",
            )
        entries += page
        previous = page
        if len(page) < size or len(page) > PAGE_SIZE or (limit is not None and len(entries) >= limit):
            break
    return _in_order(_call(entry) for entry in entries)


def _in_order(calls: Iterator[Values]) -> list[Values]:
    """Sorted by start and id; a record that came twice, since calls ended between two pages, is there once."""
    known: dict[Any, Values] = {}
    for number, call in enumerate(calls):
        known.setdefault(_identity(call) or number, call)
    return sorted(known.values(), key=lambda call: (str(_first(call, "started_at")), natural(str(_first(call, "id")))))


def _identity(call: Values) -> Any:
    return tuple(leg.get("id") for leg in (call, *call["legs"]) if leg.get("id"))


def _first(call: Values, name: str) -> Any:
    """A call's own value, or that of its first leg: the head of a call with several legs leaves most of them empty."""
    return next((leg[name] for leg in (call, *call["legs"]) if leg.get(name)), "")


def _entries(document: Any) -> list[Mapping[str, Any]]:
    """The records of an answer in any of the formats, since a PBX may not send the one that was asked for."""
    if isinstance(document, str):
        return _entries_of_text(document)
    if isinstance(document, Mapping):
        document = document.get("cdr_root", [] if not document else None)
    if not isinstance(document, list) or not all(isinstance(entry, Mapping) for entry in document):
        raise UnexpectedAnswer("the answer is no list of call records", operation=OPERATION)
    return document


def _entries_of_text(text: str) -> list[Mapping[str, Any]]:
    if text.lstrip().startswith("<"):
        try:
            root, children = safe_xml.parse(text.lstrip())
        except ValueError as error:
            raise UnexpectedAnswer(str(error), operation=OPERATION) from error
        if root == "cdr_root":
            return [entry for name, entry in children if isinstance(entry, Mapping)]
    else:
        return [row for table in csv_tables(text, OPERATION, {"acctid"}) for row in table]
    raise UnexpectedAnswer("the answer is no list of call records", operation=OPERATION)


def _call(entry: Mapping[str, Any]) -> Values:
    """One record. Recorded answers have the legs of a call in one entry: main_cdr is a summary, sub_cdr_1, ... legs."""
    legs = [entry[name] for name in sorted(entry, key=_leg_number) if _leg_number(name)]
    head = entry.get("main_cdr")
    row = head if isinstance(head, Mapping) else {} if legs else entry
    call = {**_values(row), "legs": [_values(leg) for leg in legs if isinstance(leg, Mapping)]}
    # The head does not name them.
    files = dict.fromkeys(name for each in (call, *call["legs"]) for name in each.get("recordings") or ())
    return {**call, "recordings": list(files)} if legs else call


def _leg_number(name: str) -> int:
    number = name.removeprefix("sub_cdr_")
    return int(number) if number != name and number.isdecimal() else 0


def _values(row: Mapping[str, Any]) -> Values:
    (values,) = decoded(CALL_FIELDS, [row], OPERATION)
    return with_unknown(CALL_FIELDS, row, values)


def _real_moments(wanted: Values) -> str | None:
    for name in ("start_time", "end_time"):
        if not _MOMENT.fullmatch(str(wanted.get(name) or "")):
            continue  # its field says so
        try:
            datetime.fromisoformat(str(wanted[name]))
        except ValueError:
            return f"{name} {wanted[name]!r} is no date and time that there is"
    return None


def _end_after_start(wanted: Values) -> str | None:
    start, end = (str(wanted.get(name) or "")[:10] for name in ("start_time", "end_time"))
    return f"end_time {wanted['end_time']} is before start_time" if start and end and end < start else None


def _durations(wanted: Values) -> str | None:
    low, high = wanted.get("min_duration"), wanted.get("max_duration")
    if low is not None and high is not None and high < low:
        return "max_duration is less than min_duration"
    return None


class CdrInfoTask(TableTask):
    """Reads call records with filters, through all pages."""

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        given = self.given(params)
        limit = given.pop("limit", None)
        calls = read_calls(client.reader, given, limit)
        return {"changed": False, "calls": calls}


class CdrPurgeTask(TableTask):
    """Deletes call records. Whether any fit is read first; the UCM deletes at most a page of them at a time."""

    def label(self, params: Mapping[str, Any]) -> str:
        return "call records"

    def check(self, params: Mapping[str, Any]) -> list[str]:
        filters = self._filters(params)
        problems = super().check(params)
        if not params["confirm"]:
            problems.append("confirm must be true, since deleted call records cannot be brought back")
        if bool(filters) == bool(params["all"]):
            problems.append("give filters, or all: true to delete every call record, and not both")
        return problems

    def _filters(self, params: Mapping[str, Any]) -> Values:
        return {name: value for name, value in self.given(params).items() if name not in ("confirm", "all")}

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        filters = self._filters(params)
        found = read_calls(client.reader, filters, 1)
        result = {"changed": bool(found), "sent": bool(found) and not context.check_mode}
        request = {"format": "json", **encode(FILTERS, filters), "delete": DELETE}
        for _turn in range(MOST_PASSES if found and not context.check_mode else 0):
            try:
                client.writer.write(OPERATION, **request)
            except DoubtfulWrite as doubt:
                doubt.known = "Some of the records may have been deleted"
                doubt.remedy = "Run again: it deletes what is left."
                raise
            before, found = found, read_calls(client.reader, filters, 1)
            if not found:
                break
            if found == before:
                raise PbxError(
                    "the PBX accepted the deletion, but still has the records",
                    operation=OPERATION,
                    remedy="The document gives no values for the parameter delete: this firmware may not know 'yes'.",
                )
        return result


_RULES = (_real_moments, _end_after_start, _durations)

CDR_INFO = CdrInfoTask(
    "ucm_cdr_info",
    UCM,
    fields=(
        *FILTERS,
        Field(
            name="limit",
            description="The most records to read. By default all that fit are read, in as many requests as it takes.",
            type="int",
            minimum=1,
        ),
    ),
    rules=_RULES,
)

CDR_PURGE = CdrPurgeTask(
    "ucm_cdr_purge",
    UCM,
    fields=(
        Field(
            name="confirm",
            description="Must be V(true): deleted call records cannot be brought back.",
            type="bool",
            required=True,
        ),
        Field(
            name="all",
            description="Whether every call record is deleted. Needed when no filter is given.",
            type="bool",
        ),
        *FILTERS,
    ),
    defaults={"all": False},
    rules=_RULES,
)
