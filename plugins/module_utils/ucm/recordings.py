# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Recordings of calls: which there are, and fetching one.

Source: Grandstream IPPBX HTTPS API: recapi (four behaviours, by the presence of filedir and filename) and
getRecordInfosByCall; the vendor's guide to the older interface, to which the document refers for the answers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ..core import codecs
from ..core.action_task import TableTask
from ..core.errors import PbxError, UnexpectedAnswer
from ..core.fields import SET, Field, Values, encode
from ..core.output_file import DEST, MODE, Draft, OutputFile, replace_content, target_of
from ..core.resource import Reader
from ..core.task import Context
from ..core.transport import MEBIBYTE
from .answers import csv_tables
from .call_records import RECORDINGS
from .client import UcmClient
from .vendor import UCM

OPERATION = "recapi"
BY_CALL = "getRecordInfosByCall"
KINDS = ("monitor", "emergency", "meetme", "queue", "sca")
SOURCES = {"pbx": "", "gdms": "gdms", "nas": "netdisk"}
PAGE_SIZE = 100
MOST_PAGES = 1000

SOURCE = Field(
    name="source",
    description="Where the recordings are: on the PBX, in the GDMS cloud, or on a NAS.",
    choices=tuple(SOURCES),
    wire="path_type",
    codec=codecs.enum(SOURCES),
)


def _request(fields: tuple[Field, ...], values: Values) -> dict[str, Any]:
    """The parameters of recapi; recordings on the PBX have no path_type."""
    return {name: value for name, value in encode(fields, values).items() if (name, value) != ("path_type", "")}


COLUMNS = {"directory": "kind", "filename": "filename", "uniquecode": "unique_code"}


def listed(document: Any) -> list[Values]:
    """The rows of a listing. The document shows the columns of the remote one only, so they are found by their names;
    a bare list of kinds needs none.

    Raises:
        UnexpectedAnswer: it is no listing.
    """
    if document in ({}, []):
        return []
    text = document if isinstance(document, str) else "?"
    if {name.strip().lower() for name in text.lstrip("\ufeff").partition("\n")[0].split(",")} & COLUMNS.keys():
        rows = [
            {COLUMNS.get(name.lower(), name.lower()): codecs.TEXT.decode(value) for name, value in row.items()}
            for table in csv_tables(text, OPERATION, COLUMNS)
            for row in table
        ]
        return sorted(rows, key=lambda row: (str(row.get("kind")), str(row.get("filename"))))
    cells = text.replace(",", " ").split()
    if not set(KINDS).issuperset(cells):
        raise UnexpectedAnswer("the answer is no list of recordings", operation=OPERATION)
    return [{"kind": cell} for cell in cells]


class RecordingInfoTask(TableTask):
    """Lists the kinds of recordings, the recordings of some kinds, or those of one call."""

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        reader = client.reader
        if params["call_id"]:
            return {"changed": False, "recordings": _of_call(reader, params["call_id"])}
        values = {name: value for name, value in self.given(params).items() if name != "limit"}
        request = _request(self.fields, values)
        if not params["kinds"] and params["source"] == "pbx":
            rows = listed(reader.read(OPERATION))
            return {"changed": False, "kinds": sorted(str(row.get("kind")) for row in rows)}
        if params["source"] != "gdms":
            return {"changed": False, "recordings": listed(reader.read(OPERATION, **request))}
        return {"changed": False, "recordings": _all_pages(reader, request, params["limit"])}


def _of_call(reader: Reader, call_id: str) -> list[Values]:
    try:
        response = reader.read(BY_CALL, id=call_id)
    except PbxError as error:
        error.obj = f"call {call_id}"
        raise
    names = RECORDINGS.decode(response.get("recordfiles") if isinstance(response, Mapping) else None)
    return [{"filename": name.rpartition("/")[2], "month": name.rpartition("/")[0] or None} for name in names]


def _all_pages(reader: Reader, request: dict[str, Any], limit: int | None) -> list[Values]:
    """The recordings of a month, page by page until one is not full.

    Raises:
        UnexpectedAnswer: the list does not advance.
    """
    rows: list[Values] = []
    previous: list[Values] | None = None
    for page in range(1, MOST_PAGES + 1):
        paging = {"gdms_item_number": str(PAGE_SIZE), "gdms_page": str(page)}
        found = listed(reader.read(OPERATION, **request, **paging))
        if found and found == previous:
            raise UnexpectedAnswer("the list does not advance: two pages are the same", operation=OPERATION)
        rows += found
        previous = found
        if len(found) < PAGE_SIZE or (limit is not None and len(rows) >= limit):
            break
    return rows[:limit]


def _months_are_of_the_cloud(wanted: Values) -> str | None:
    given = [name for name in ("month", "limit") if name in wanted]
    if given and wanted["source"] != "gdms":
        return f"{', '.join(given)} can be given with source gdms only"
    return None


def _a_call_is_all(wanted: Values) -> str | None:
    others = [name for name in ("kinds", "month", "limit") if name in wanted]
    if wanted.get("call_id") and (others or wanted["source"] != "pbx"):
        return f"{', '.join(others or ['source'])} cannot be given with call_id"
    return None


RECORDING_INFO = RecordingInfoTask(
    "ucm_recording_info",
    UCM,
    defaults={"source": "pbx"},
    fields=(
        Field(
            name="call_id",
            description="Only the recordings of this call, RV(ignore:calls[].id) of M(telephony.pbx.ucm_cdr_info).",
        ),
        SOURCE,
        Field(
            name="kinds",
            description=(
                "The kinds of recordings to list: of calls, of emergency calls, of conferences, of queues, of shared "
                "call appearances.",
                "Without it and O(call_id) the kinds are listed that the PBX has.",
            ),
            type="list",
            elements="str",
            choices=KINDS,
            wire="filedir",
            codec=codecs.joined(),
            compare=SET,
        ),
        Field(
            name="month",
            description="The month whose recordings are listed, for O(source=gdms). By default this month.",
            wire="gdms_date",
            pattern=r"\d{4}-(0[1-9]|1[0-2])",
            pattern_words="a month such as 2026-01",
        ),
        Field(
            name="limit",
            description="The most recordings to list, for O(source=gdms). By default all of the month.",
            type="int",
            minimum=1,
        ),
    ),
    rules=(_months_are_of_the_cloud, _a_call_is_all),
)


# -- fetching


class RecordingFetchTask(TableTask):
    """Fetches one recording into a file. The API tells neither size nor checksum before."""

    def label(self, params: Mapping[str, Any]) -> str:
        return f"recording {params['filename'] or params['unique_code']}"

    def _target(self, params: Mapping[str, Any]) -> OutputFile:
        """The file; in a directory it is named as the recording."""
        if params["filename"] and (os.path.isdir(params["dest"]) or params["dest"].endswith(os.sep)):
            params = {**params, "dest": os.path.join(params["dest"], _basename(params["filename"]))}
        return target_of(params)

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        target = self._target(params)
        target.check(context)
        check = context.check_mode
        present = target.checksum()
        wanted = (params["checksum"] or "").lower().removeprefix("sha256:")
        if present and (present == wanted if wanted else not params["force"]):
            return {"changed": target.settle_mode(check=check), "file": target.facts(present)}
        if check and not params["force"]:
            return {"changed": True, "file": {"path": target.path}}
        with Draft(target, check=check) as draft:
            self._fetch(client, params, draft)
            if _is_short(draft):
                context.warn("the recording is shorter than its own header says; it may have been cut short")
            if wanted and draft.checksum != wanted:
                raise PbxError(
                    f"the recording's checksum is {draft.checksum}, not the one asked for",
                    operation=OPERATION,
                    known="Nothing was changed",
                )
            changed = replace_content(target, draft, check=check)
        missing = check and changed
        return {"changed": changed, "file": {"path": target.path} if missing else target.facts(draft.checksum)}

    def _fetch(self, client: UcmClient, params: Mapping[str, Any], draft: Draft) -> None:
        values = {name: value for name, value in self.given(params).items() if name in PARAMETERS}
        client.download(
            OPERATION,
            _request(self.fields, values),
            draft,
            max_size=params["max_size"] * MEBIBYTE,
            time_limit=float(params["max_time"]),
        )


def _is_short(draft: Draft) -> bool:
    """Whether a WAV file has less than its header announces. One that is recorded still announces less than it has."""
    head = draft.head(8)
    announced = int.from_bytes(head[4:8], "little")
    return head[:4] == b"RIFF" and announced != UNKNOWN_LENGTH and announced + len(head) > draft.size


UNKNOWN_LENGTH = 0xFFFFFFFF
PARAMETERS = ("source", "kind", "filename", "unique_code")


def _basename(name: str) -> str:
    return name.rpartition("/")[2]


def _something_to_fetch(wanted: Values) -> str | None:
    if wanted["source"] == "pbx":
        if not wanted.get("filename"):
            return "filename must be given to fetch a recording from the PBX"
        return "unique_code cannot be given with source pbx" if "unique_code" in wanted else None
    if not (wanted.get("filename") or wanted.get("unique_code")):
        return "filename or unique_code must be given"
    return None


RECORDING_FETCH = RecordingFetchTask(
    "ucm_recording_fetch",
    UCM,
    defaults={"source": "pbx", "mode": "0600", "force": False, "max_size": 1024, "max_time": 1800},
    fields=(
        Field(
            name="filename",
            description=(
                "The recording's name, from M(telephony.pbx.ucm_recording_info) or RV(ignore:calls[].recordings) of "
                "M(telephony.pbx.ucm_cdr_info).",
                "The folder of its month may stand before it and is not sent.",
            ),
            pattern=r"(?:(?!\.\.?/)[^/,\0]+/)?(?!\.\.?$)[^/,\0]+",
            pattern_words="one name, with one folder at most",
            codec=codecs.Codec(lambda name: name and _basename(name), codecs.TEXT.decode),
        ),
        SOURCE,
        Field(
            name="kind",
            description="The kind of the recording. By default the UCM looks for recordings of calls, V(monitor).",
            choices=KINDS,
            wire="filedir",
        ),
        Field(
            name="unique_code",
            description="The recording's code from the listing, for V(gdms) and V(nas).",
            wire="uniquecode",
        ),
        Field(
            name="dest",
            description=(
                *DEST.description,
                "In a directory, or with a slash at its end, the file is named as the recording.",
            ),
            type="path",
            required=True,
        ),
        MODE,
        Field(
            name="checksum",
            description=(
                "The SHA-256 of the recording, where it is known: the UCM does not tell it.",
                "A file that has it is left alone, and a recording that does not have it is refused.",
            ),
            pattern=r"(?:sha256:)?[0-9A-Fa-f]{64}",
            pattern_words="64 hexadecimal digits, perhaps after sha256:",
        ),
        Field(
            name="force",
            description=(
                "Whether the recording is fetched although the file is there, and compared with it.",
                "With V(false) a file that is there is taken to be the recording, since the UCM gives every recording "
                "a name of its own and tells neither size nor checksum.",
            ),
            type="bool",
        ),
        Field(name="max_size", description="The most MiB that are taken.", type="int", minimum=1),
        Field(name="max_time", description="The most seconds that fetching may take.", type="int", minimum=1),
    ),
    rules=(_something_to_fetch,),
)
