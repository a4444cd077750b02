# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings: the four behaviours of recapi, and fetching one into a file."""

from __future__ import annotations

import hashlib
import json
import stat
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import MEBIBYTE
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.recordings import RECORDING_FETCH, RECORDING_INFO
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success
from tests.unit.ucm.tables import CONTRACT
from tests.unit.ucm.task_runner import TaskRunner

NAME = "auto-1574857256-1003-1004.wav"
SOUND = b"RIFF" + (3992).to_bytes(4, "little") + b"WAVE" + b"\x07" * 3988
CHECKSUM = hashlib.sha256(SOUND).hexdigest()
LISTING = b"""Directory,Filename,uniqueCode
monitor,b.venc,code-b
monitor,a.venc,code-a
"""

# -- listing


def test_without_anything_the_kinds_are_listed(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("recapi", b"Directory\nqueue\nmonitor\n")
    assert task.sent(RECORDING_INFO) == {"action": "recapi"}
    assert task(RECORDING_INFO)["kinds"] == ["monitor", "queue"]


def test_recordings_on_the_pbx_are_listed_by_kind(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("recapi", b"Directory,Filename\nqueue,q.wav\nmonitor,m.wav\n")
    assert task.sent(RECORDING_INFO, kinds=["monitor", "queue"]) == {"action": "recapi", "filedir": "monitor,queue"}
    result = task(RECORDING_INFO, kinds=["monitor", "queue"])
    assert result["recordings"] == [
        {"kind": "monitor", "filename": "m.wav"},
        {"kind": "queue", "filename": "q.wav"},
    ]


def test_the_cloud_is_read_page_by_page(ucm: ScriptedUcm, task: TaskRunner) -> None:
    rows = [f"monitor,{number:03d}.venc,c{number}" for number in range(250)]

    def page(request: dict[str, Any]) -> bytes:
        size = int(request["gdms_item_number"])
        first = (int(request["gdms_page"]) - 1) * size
        return "\n".join(["Directory,Filename,uniqueCode", *rows[first : first + size]]).encode()

    ucm.script("recapi", page)
    result = task(RECORDING_INFO, source="gdms", kinds=["monitor"], month="2023-04")
    assert len(result["recordings"]) == 250
    assert result["recordings"][0] == {"kind": "monitor", "filename": "000.venc", "unique_code": "c0"}
    sent = dict(ucm.sent("recapi")[0])
    sent.pop("cookie")
    assert sent == {
        "action": "recapi",
        "path_type": "gdms",
        "filedir": "monitor",
        "gdms_date": "2023-04",
        "gdms_item_number": "100",
        "gdms_page": "1",
    }
    assert sent.keys() - {"action"} | {"cookie"} == CONTRACT["recapi_remote_list"].parameter.keys()
    assert len(task(RECORDING_INFO, source="gdms", kinds=["monitor"], limit=120)["recordings"]) == 120


def test_a_cloud_that_ignores_the_page_is_found_out(ucm: ScriptedUcm, task: TaskRunner) -> None:
    rows = "\n".join(f"monitor,{number}.venc,c" for number in range(100))
    ucm.script("recapi", f"Directory,Filename,uniqueCode\n{rows}\n".encode())
    result = task(RECORDING_INFO, source="gdms", kinds=["monitor"])
    assert "does not advance" in result["error"]["what"]


def test_a_nas_has_no_pages(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("recapi", LISTING)
    assert task.sent(RECORDING_INFO, source="nas", kinds=["monitor"]) == {
        "action": "recapi",
        "path_type": "netdisk",
        "filedir": "monitor",
    }


def test_recordings_of_a_call_have_their_month(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("getRecordInfosByCall", success(recordfiles="2024-10/a.wav,b.wav"))
    assert task.sent(RECORDING_INFO, call_id="2") == {"action": "getRecordInfosByCall", "id": "2"}
    assert task(RECORDING_INFO, call_id="2")["recordings"] == [
        {"filename": "a.wav", "month": "2024-10"},
        {"filename": "b.wav", "month": None},
    ]


@pytest.mark.parametrize("answer", [b"monitor,queue\n", b"monitor\nqueue\n", b"Directory\nqueue\nmonitor\n"])
def test_kinds_come_with_a_head_or_without(ucm: ScriptedUcm, task: TaskRunner, answer: bytes) -> None:
    ucm.script("recapi", answer)
    assert task(RECORDING_INFO)["kinds"] == ["monitor", "queue"]


@pytest.mark.parametrize(
    "answer", [b"<html>x</html>", b"fine", b"7", {"files": []}, success(x=1), b'{"response": [1], "status": 0}']
)
def test_what_is_no_listing_is_an_error(ucm: ScriptedUcm, task: TaskRunner, answer: Any) -> None:
    ucm.script("recapi", answer)
    assert task(RECORDING_INFO, kinds=["monitor"])["error"]["kind"] == "unexpected_answer"


@pytest.mark.parametrize("answer", [b"", b"Directory,Filename\n"])
def test_an_empty_listing_is_one(ucm: ScriptedUcm, task: TaskRunner, answer: bytes) -> None:
    ucm.script("recapi", answer)
    assert task(RECORDING_INFO, kinds=["monitor"])["recordings"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"month": "2023-04"}, "month can be given with source gdms only"),
        ({"source": "nas", "limit": 5}, "limit can be given with source gdms only"),
        ({"source": "gdms", "month": "2023-13"}, "month: '2023-13' must be a month"),
        ({"call_id": "2", "kinds": ["queue"]}, "kinds cannot be given with call_id"),
        ({"call_id": "2", "source": "gdms"}, "source cannot be given with call_id"),
    ],
)
def test_what_cannot_be_listed_is_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(RECORDING_INFO, **options)


# -- fetching


def test_a_recording_is_fetched_into_a_file(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    file = tmp_path / "sound.wav"
    request = task.sent(RECORDING_FETCH, filename=f"2019-11/{NAME}", kind="monitor", dest=str(file))
    assert request == {"action": "recapi", "filedir": "monitor", "filename": NAME}
    assert file.read_bytes() == SOUND
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert task.warnings == []


def test_the_result_is_about_the_file(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    result = task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path), mode="0640")
    assert result["changed"] is True
    assert result["file"] == {
        "path": str(tmp_path / NAME),
        "size": len(SOUND),
        "mode": "0640",
        "checksum": CHECKSUM,
    }


def test_remote_recordings_have_a_code(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", b"encrypted")
    file = str(tmp_path / "a")
    request = task.sent(RECORDING_FETCH, source="gdms", filename="a.venc", unique_code="d0", kind="queue", dest=file)
    assert request == {
        "action": "recapi",
        "path_type": "gdms",
        "filedir": "queue",
        "filename": "a.venc",
        "uniquecode": "d0",
    }
    assert request.keys() - {"action"} | {"cookie"} == CONTRACT["recapi_remote_download"].parameter.keys()


def test_a_file_that_is_there_is_not_fetched_again(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    options = {"filename": NAME, "dest": str(tmp_path / "sound.wav")}
    assert task(RECORDING_FETCH, **options)["changed"] is True
    again = task(RECORDING_FETCH, **options)
    assert (again["changed"], again["file"]["checksum"], again["file"]["size"]) == (False, CHECKSUM, len(SOUND))
    assert len(ucm.sent("recapi")) == 1


def test_force_fetches_and_compares(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    file = tmp_path / "sound.wav"
    options = {"filename": NAME, "dest": str(file), "force": True}
    file.write_bytes(b"something else")
    assert task(RECORDING_FETCH, check=True, **options)["changed"] is True
    assert file.read_bytes() == b"something else"
    assert task(RECORDING_FETCH, **options)["changed"] is True
    inode = file.stat().st_ino
    assert task(RECORDING_FETCH, check=True, **options)["changed"] is False
    assert task(RECORDING_FETCH, **options)["changed"] is False
    assert file.stat().st_ino == inode
    assert len(ucm.sent("recapi")) == 4


def test_a_known_checksum_saves_the_way_and_is_insisted_on(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    file = tmp_path / "sound.wav"
    file.write_bytes(b"cut short")
    options = {"filename": NAME, "dest": str(file)}
    refused = task(RECORDING_FETCH, checksum="0" * 64, **options)
    assert f"checksum is {CHECKSUM}" in refused["error"]["what"]
    assert file.read_bytes() == b"cut short"
    assert task(RECORDING_FETCH, checksum=f"sha256:{CHECKSUM.upper()}", **options)["changed"] is True
    assert task(RECORDING_FETCH, checksum=CHECKSUM, force=True, **options)["changed"] is False
    assert len(ucm.sent("recapi")) == 2


def test_a_check_fetches_nothing_that_is_not_there(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    result = task(RECORDING_FETCH, check=True, filename=NAME, dest=str(tmp_path / "sound.wav"))
    assert (result["changed"], result["file"]) == (True, {"path": str(tmp_path / "sound.wav")})
    assert ucm.requests == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache"]


def test_a_mode_is_kept_up(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    file = tmp_path / "sound.wav"
    file.write_bytes(SOUND)
    file.chmod(0o644)
    options = {"filename": NAME, "dest": str(file)}
    assert task(RECORDING_FETCH, check=True, **options)["changed"] is True
    assert task(RECORDING_FETCH, **options)["changed"] is True
    assert task(RECORDING_FETCH, **options)["changed"] is False
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ucm.requests == []


REFUSALS: dict[str, tuple[Any, str, Any]] = {
    "a code": (failure(-16), "there is no such item", -16),
    "a code with words": (failure(-1, error_msg="Invalid parameters!"), "invalid parameters", -1),
    "success without a file": (success(), "answered without a file", None),
    "nothing": (b"", "answered without a file", None),
    "a web page": (httpx.Response(200, html="<html>Log in</html>"), "web page", None),
    "another status": (httpx.Response(403, content=b"Forbidden"), "not of a Grandstream", "HTTP 403"),
    "not found": (httpx.Response(404, content=b"Not Found"), "there is no such file", "HTTP 404"),
}


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("there", [None, b"old"])
def test_a_refusal_is_never_taken_for_a_recording(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path, refusal: str, there: bytes | None
) -> None:
    reply, words, code = REFUSALS[refusal]
    ucm.script("recapi", reply)
    file = tmp_path / "sound.wav"
    if there is not None:
        file.write_bytes(there)
    result = task(RECORDING_FETCH, filename=NAME, dest=str(file), force=True)
    assert words in result["error"]["what"]
    assert result["error"]["code"] == code
    assert result["error"]["object"] == f"recording {NAME}"
    assert (file.read_bytes() if file.exists() else None) == there
    assert {path.name for path in tmp_path.iterdir()} <= {"cache", "sound.wav"}


@pytest.mark.parametrize("content", [b'{"not": "an envelope"}', b"{broken", b'{"a": "' + b"x" * 70_000 + b'"}'])
def test_a_file_that_looks_like_json_is_a_file(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path, content: bytes
) -> None:
    ucm.script("recapi", content)
    assert task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "file"))["changed"] is True
    assert (tmp_path / "file").read_bytes() == content


def test_an_ended_session_is_renewed_and_the_file_begun_anew(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path
) -> None:
    ucm.script("recapi", failure(-6), SOUND)
    task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"))
    assert (tmp_path / "sound.wav").read_bytes() == SOUND
    assert ucm.actions == ["challenge", "login", "recapi", "challenge", "login", "recapi"]


def test_a_busy_pbx_is_waited_for(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", failure(-45), SOUND)
    task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"))
    assert ucm.clock.slept == [15.0]
    assert (tmp_path / "sound.wav").read_bytes() == SOUND


def test_more_than_allowed_is_not_taken(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", b"x" * (2 * 1024 * 1024))
    result = task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"), max_size=1)
    assert "larger than 1 MiB" in result["error"]["what"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache"]


class Long(httpx.SyncByteStream):
    """A body of many MiB of which only one is there at a time."""

    def __init__(self, mebibytes: int) -> None:
        self.left = mebibytes

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.left):
            yield b"\x55" * MEBIBYTE


def test_a_long_recording_is_never_whole_in_memory(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", httpx.Response(200, stream=Long(64)))
    tracemalloc.start()
    try:
        result = task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result["file"]["size"] == 64 * MEBIBYTE
    assert peak < 8 * MEBIBYTE


def test_a_wav_file_that_is_shorter_than_it_says_is_a_warning(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path
) -> None:
    """Neither size nor checksum is told, but the file itself says how long it is."""
    ucm.script("recapi", SOUND[:-1])
    assert task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"))["changed"] is True
    assert len(task.warnings) == 1
    assert "cut short" in task.warnings[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "filename must be given"),
        ({"filename": NAME, "unique_code": "d0"}, "unique_code cannot be given with source pbx"),
        ({"source": "nas"}, "filename or unique_code must be given"),
        ({"filename": "a.wav,b.wav"}, "one name, with one folder at most"),
        ({"filename": "../../etc/passwd"}, "one name"),
        ({"filename": ".."}, "one name"),
        ({"filename": "../x"}, "one name"),
        ({"filename": "./x"}, "one name"),
        ({"filename": "2026-01/.."}, "one name"),
        ({"filename": "/etc/passwd"}, "one name"),
        ({"filename": NAME, "checksum": "abc"}, "64 hexadecimal digits"),
        ({"filename": NAME, "mode": "420"}, "octal mode"),
        ({"filename": NAME, "dest": "/proc/nowhere/x"}, "the directory /proc/nowhere does not exist"),
        ({"filename": NAME, "max_size": 0}, "max_size is 0"),
    ],
)
def test_what_cannot_be_fetched_is_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(RECORDING_FETCH, **{"dest": "sound.wav", **options})


def test_the_session_is_in_no_log(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("recapi", SOUND)
    result = task(RECORDING_FETCH, filename=NAME, dest=str(tmp_path / "sound.wav"))
    assert any("recapi: status 0" in line for line in ucm.log)
    assert ucm.cookies[0] not in json.dumps(result) + "".join(ucm.log)
