# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cdrapi: call records, bare and without envelope, and getRecordInfosByCall."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.simulators.system import Answer
from tests.simulators.ucm.codes import INVALID_VALUE, Refusal
from tests.simulators.ucm.history import TIME
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.reports import csv_document, json_document, xml_document
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import CallRecord
from tests.simulators.ucm.trunks import nothing_to_read

Rows = list[dict[str, str]]
MOST_RECORDS = 1000

# What recorded rows have besides.
RECORDED_EXTRAS = {
    **dict.fromkeys(("nat_call", "video_call", "gds_call", "gsc_call"), "no"),
    **dict.fromkeys(("nat_call_peer", "gdms_unique_code", "wave_src_seqid", "wave_dst_seqid"), ""),
    **dict.fromkeys(("device_info", "device_info_peer", "recordfiles_desc"), ""),
}
# What the head of a call with several legs is filled with in recorded answers; the rest is empty there.
HEAD = ("src", "dst", "start", "session", "action_type")

DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
TIME_LIMIT = re.compile(rf"(?P<date>{DATE})?(?P<t>T)?(?P<clock>{CLOCK})?")
RANGE = re.compile(r"([0-9]+)-([0-9]+)")
WILDCARDS = {"@": "[0-9]*", "_": "."}


@dataclass
class Entry:
    """One member of cdr_root: the rows that it is made of."""

    record: CallRecord
    rows: Rows


@handles("cdrapi")
def report(pbx: UcmSystem, call: Parameters) -> Answer:
    """Call records, the oldest first (chosen), in csv unless the format says otherwise (the default of the vendor's
    older interface, to which the text refers).

    delete has no documented values; chosen: "yes" removes what is returned, "no" nothing, others answer -15. The
    document knows single rows only. Recorded answers have the legs of a call inside one entry; there a filter that fits
    one leg fits the call, and delete removes it as a whole (chosen).
    """
    offset = call.get("offset", 0)
    if offset < 0 or call.get("delete", "no") not in ("yes", "no"):
        raise Refusal(INVALID_VALUE)
    fits = _filter(call)
    nested = pbx.options.shapes == "recorded"
    telephony = pbx.objects.telephony
    found = [
        Entry(record, rows)
        for record in telephony.records
        for rows in ([record.rows] if nested else [[row] for row in record.rows])
        if any(fits(row) for row in rows)
    ]
    found = found[offset : offset + call.get("numRecords", MOST_RECORDS)]
    answer = _document(call.get("format", "csv"), found, nested)
    if call.get("delete") == "yes":
        for entry in found:
            entry.record.rows = [row for row in entry.record.rows if row not in entry.rows]
        telephony.records = [record for record in telephony.records if record.rows]
    return answer


@handles("get_record_infos_by_call")
def recordings_of(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """A call without recordings answers empty text, an unknown one what reading unknown objects answers (chosen)."""
    for record in pbx.objects.telephony.records:
        for row in record.rows:
            if row["AcctId"] == call["id"]:
                return {"recordfiles": row["recordfiles"]}
    return nothing_to_read(pbx.options)


# -- filters -----------------------------------------------------------------------------------------------------------


def _filter(call: Parameters) -> Callable[[dict[str, str]], bool]:
    """Everything that is sent must fit. Times are compared in UTC, which the clock of the records is taken to be."""
    earliest, latest = (_moment(call.get(name, "")) for name in ("startTime", "endTime"))
    time_column = "end" if call.get("timeFilterType") == "End" else "start"
    sent = [(column, call[name]) for name, column in (("caller", "src"), ("callee", "dst")) if call.get(name)]
    numbers = [(column, _numbers(text)) for column, text in sent]
    exact = [
        (column, call[name])
        for name, column in (("answeredby", "dstanswer"), ("callerName", "caller_name"))
        if call.get(name)
    ]
    shortest, longest = call.get("minDur", 0), call.get("maxDur", float("inf"))

    def fits(row: dict[str, str]) -> bool:
        moment = datetime.datetime.strptime(row[time_column], TIME).replace(tzinfo=datetime.UTC)
        return (
            (earliest is None or moment >= earliest)
            and (latest is None or moment <= latest)
            and shortest <= int(row["duration"]) <= longest
            and all(fits_number(row[column]) for column, fits_number in numbers)
            and all(row[column] == text for column, text in exact)
        )

    return fits


def _moment(text: str) -> datetime.datetime | None:
    """A date, a time, or both with T between them; 2000-01-01 and 0:00 UTC for what is missing (documented). A text of
    another form answers -15 (chosen), an empty one is no limit."""
    if not text:
        return None
    found = TIME_LIMIT.fullmatch(text.replace("%2B", "+"))
    if not found or bool(found["t"]) != bool(found["date"] and found["clock"]):
        raise Refusal(INVALID_VALUE)
    try:
        moment = datetime.datetime.fromisoformat(f"{found['date'] or '2000-01-01'}T{found['clock'] or '00:00'}")
    except ValueError:
        raise Refusal(INVALID_VALUE) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _numbers(text: str) -> Callable[[str], bool]:
    """Comma-joined extensions, ranges, and patterns in which @ stands for any digits and _ for one sign. 0-0 fits what
    is empty or no number; other text with signs that are no digits, or with several hyphens, is ignored (documented).
    When nothing is left, nothing fits (chosen)."""
    tests: list[Callable[[str], bool]] = []
    for part in text.split(","):
        if "@" in part or "_" in part:
            pattern = re.compile("".join(WILDCARDS.get(sign, re.escape(sign)) for sign in part))
            tests.append(lambda number, pattern=pattern: bool(pattern.fullmatch(number)))
        elif part == "0-0":
            tests.append(lambda number: not number.isdecimal())
        elif limits := RANGE.fullmatch(part):
            low, high = int(limits[1]), int(limits[2])
            tests.append(lambda number, low=low, high=high: number.isdecimal() and low <= int(number) <= high)
        elif part.isdecimal():
            tests.append(lambda number, part=part: number == part)
    return lambda number: any(test(number) for test in tests)


# -- documents ---------------------------------------------------------------------------------------------------------


def _document(form: str, entries: list[Entry], nested: bool) -> Answer:
    """Only JSON is shown. Chosen: XML has the same names, an element cdr for each entry; CSV a line for each leg."""
    if form == "csv":
        rows = [_flat(row, entry, nested) for entry in entries for row in entry.rows]
        return csv_document(rows, columns=("cdr", "AcctId"))
    shown = [_shown(entry, nested) for entry in entries]
    if form == "xml":
        return xml_document("cdr_root", (("cdr", entry) for entry in shown))
    return json_document({"cdr_root": shown})


def _flat(row: dict[str, str], entry: Entry, nested: bool) -> dict[str, str]:
    return {"cdr": entry.record.session, **(_recorded(row) if nested else row)}


def _shown(entry: Entry, nested: bool) -> dict[str, Any]:
    if len(entry.rows) == 1:
        return _flat(entry.rows[0], entry, nested)
    head = {name: entry.rows[0][name] if name in HEAD else "" for name in entry.rows[0]}
    head |= {name: str(sum(int(row[name]) for row in entry.rows)) for name in ("duration", "billsec")}
    legs = {f"sub_cdr_{number}": _recorded(row) for number, row in enumerate(entry.rows, start=1)}
    return {"cdr": entry.record.session, "main_cdr": {**head, **dict.fromkeys(RECORDED_EXTRAS, "")}, **legs}


def _recorded(row: dict[str, str]) -> dict[str, str]:
    """Real systems write an @ behind every recording (field fact)."""
    files = "".join(f"{name}@" for name in row["recordfiles"].split(",") if name)
    return {**row, "recordfiles": files, **RECORDED_EXTRAS}
