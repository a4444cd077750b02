# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""recapi: lists of recordings as CSV, and the recordings themselves.

Failures have the envelope with a code (field fact; the document refers to an older interface).
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import tarfile
from collections.abc import Iterable
from typing import Any

from tests.simulators.system import Answer
from tests.simulators.ucm.codes import INVALID_PARAMETERS, INVALID_VALUE, NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.reports import csv_document, file
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import Recording

DIRECTORIES = ("monitor", "emergency", "meetme", "queue", "sca")
DEFAULT_DIRECTORY = "monitor"
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
SAMPLES_PER_SECOND = 8000
COLUMNS = ("Directory", "Filename")
REMOTE_COLUMNS = (*COLUMNS, "uniqueCode")
PAGE_SIZE = 20


@handles("recapi_local")
def local(pbx: UcmSystem, call: Parameters) -> Answer:
    """Without both parameters the kinds of recordings; with filedir alone a list; with filename the recordings, from
    monitor when there is no filedir (documented).

    Silent in the document, chosen here: lists have the columns of the remote list but for the code, the list of kinds
    the first of them; a file may be named with its month folder, as call records name it. After the vendor's guide to
    the older interface, several files come as a tar archive of those that exist; -16 when none does.
    """
    if not call.get("filename"):
        if not call.get("filedir"):
            return csv_document([{"Directory": directory} for directory in DIRECTORIES])
        return _listing(_stored(pbx, call, "local"), COLUMNS)
    wanted = [name.rpartition("/") for name in call["filename"].split(",")]
    stored = list(_stored(pbx, call, "local"))
    found = [
        each for month, _slash, name in wanted for each in stored if each.filename == name and month in ("", each.month)
    ]
    return _download(pbx, found)


@handles("recapi_remote_list")
def remote_list(pbx: UcmSystem, call: Parameters) -> Answer:
    """Of the cloud one month, this one by default, page by page (documented). A NAS has no months and pages in the
    example, so there everything comes on one page (chosen)."""
    found = _stored(pbx, call, call["path_type"])
    if call["path_type"] == "gdms":
        month = call.get("gdms_date") or f"{pbx.clock.wall():%Y-%m}"
        size, page = call.get("gdms_item_number", PAGE_SIZE), call.get("gdms_page", 1)
        if not MONTH.fullmatch(month) or size < 1 or page < 1:
            raise Refusal(INVALID_VALUE)
        found = [each for each in found if each.month == month][(page - 1) * size : page * size]
    return _listing(found, REMOTE_COLUMNS)


@handles("recapi_remote_download")
def remote_download(pbx: UcmSystem, call: Parameters) -> Answer:
    """The cloud wants the code (-1 without), on a NAS the name does (chosen). What is sent must fit the file: -16."""
    if call["path_type"] == "gdms" and not call.get("uniquecode"):
        raise Refusal(INVALID_PARAMETERS)
    found = [
        each
        for each in _stored(pbx, call, call["path_type"])
        if call.get("filename", each.filename) == each.filename
        and call.get("uniquecode", each.unique_code) == each.unique_code
    ]
    return _download(pbx, found[:1])


def _stored(pbx: UcmSystem, call: Parameters, place: str) -> list[Recording]:
    directories = (call.get("filedir") or DEFAULT_DIRECTORY).split(",")
    recordings = pbx.objects.telephony.recordings
    return [each for each in recordings if each.place == place and each.directory in directories]


def _listing(found: Iterable[Recording], columns: tuple[str, ...]) -> Answer:
    rows: list[dict[str, Any]] = []
    for each in found:
        values = {"Directory": each.directory, "Filename": each.filename, "uniqueCode": each.unique_code}
        rows.append({name: values[name] for name in columns})
    return csv_document(rows, columns=columns)


def _download(pbx: UcmSystem, found: list[Recording]) -> Answer:
    if not found:
        raise Refusal(NO_SUCH_ITEM)
    if len(found) == 1:
        (each,) = found
        kind = "audio/wav" if each.filename.endswith(".wav") else "application/octet-stream"
        return file(each.filename, content_of(each), kind)
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for each in found:
            member = tarfile.TarInfo(each.filename)
            content = content_of(each)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file(f"{int(pbx.clock.wall().timestamp())}.tar", archive.getvalue(), "application/x-tar")


def content_of(recording: Recording) -> bytes:
    """A second of noise that is always the same for a name: a WAV file, or bytes that nobody can play (encrypted)."""
    noise = hashlib.shake_256(recording.filename.encode()).digest(SAMPLES_PER_SECOND)
    if not recording.filename.endswith(".wav"):
        return noise
    form = struct.pack("<HHIIHH", 7, 1, SAMPLES_PER_SECOND, SAMPLES_PER_SECOND, 1, 8)  # u-law, one channel
    chunks = b"WAVE" + b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(noise)) + noise
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks
