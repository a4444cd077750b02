# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand-over file: private, complete, and never behind the PBX."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import handover
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.handover import HandoverFile

HEADER = "number,sip_password,voicemail_pin,user_password\n"
ADA = {"sip_password": "Canary-1", "voicemail_pin": "482915", "user_password": "Canary-2"}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    handover._cache.clear()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "handover" / "hq.csv"


def kept_file(path: Path, content: str) -> HandoverFile:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    path.chmod(0o600)
    return HandoverFile(str(path))


def test_a_line_holds_all_secrets_of_a_number(path: Path) -> None:
    file = HandoverFile(str(path))
    assert file.keep("1001", lambda kept: ADA) == ADA
    assert file.keep("1002", lambda kept: {"voicemail_pin": "591837"}) == {"voicemail_pin": "591837"}
    assert path.read_text() == HEADER + "1001,Canary-1,482915,Canary-2\n1002,,591837,\n"
    assert file.get("1001") == ADA
    assert file.get("1003") == {}


def test_it_is_private_from_its_first_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    write = os.write
    monkeypatch.setattr(os, "write", lambda *args: (seen.append(path.stat().st_mode), write(*args))[1])
    umask = os.umask(0)
    try:
        HandoverFile(str(path)).keep("1001", lambda kept: ADA)
    finally:
        os.umask(umask)
    assert [stat.S_IMODE(mode) for mode in seen] == [0o600]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_is_kept_is_not_made_anew(path: Path) -> None:
    file = HandoverFile(str(path))
    file.keep("1001", lambda kept: ADA)
    size = path.stat().st_size
    made: list[object] = []
    assert file.keep("1001", lambda kept: made.append(dict(kept)) or {}) == ADA
    assert made == [ADA]
    assert path.stat().st_size == size


def test_a_later_line_adds_what_an_earlier_one_lacks(path: Path) -> None:
    file = kept_file(path, HEADER + "1001,,482915,\n")
    assert file.keep("1001", lambda kept: {"sip_password": "Canary-1"})["voicemail_pin"] == "482915"
    handover._cache.clear()
    assert file.get("1001") == {"sip_password": "Canary-1", "voicemail_pin": "482915"}


def test_it_is_on_the_disk_before_it_is_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    for name in ("write", "fsync", "close"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *args, name=name, real=real: (events.append(name), real(*args))[1])
    HandoverFile(str(path)).keep("1001", lambda kept: ADA)
    # The file, then the directory that its name is in.
    assert events == ["write", "fsync", "fsync", "close", "close"]


def test_a_full_disk_leaves_no_half_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = HandoverFile(str(path))
    file.keep("1001", lambda kept: ADA)
    before = path.read_text()
    write = os.write
    calls: list[int] = []

    def full(descriptor: int, data: memoryview) -> int:
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[:5])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(PbxError, match="No space left"):
        file.keep("1002", lambda kept: ADA)
    assert path.read_text() == before
    assert file.get("1002") == {}


def test_short_writes_are_completed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    HandoverFile(str(path)).keep("1001", lambda kept: ADA)
    assert path.read_text() == HEADER + "1001,Canary-1,482915,Canary-2\n"


def test_changes_of_others_are_seen(path: Path) -> None:
    one, other = HandoverFile(str(path)), HandoverFile(str(path))
    one.keep("1001", lambda kept: ADA)
    content = path.read_text()
    path.write_text(content + "1002,,591837,\n")
    assert other.get("1002") == {"voicemail_pin": "591837"}
    path.write_text(HEADER)
    assert other.get("1001") == {}


def test_an_editor_that_leaves_out_the_last_line_end_does_no_harm(path: Path) -> None:
    file = kept_file(path, HEADER + "1001,a,b,c")
    file.keep("1002", lambda kept: {"voicemail_pin": "591837"})
    assert path.read_text() == HEADER + "1001,a,b,c\n1002,,591837,\n"


def test_line_ends_and_marks_of_a_spreadsheet_do_no_harm(path: Path) -> None:
    file = kept_file(path, "")
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.strip().encode() + b"\r\n1001,a,b,c\r\n\r\n")
    assert file.get("1001") == {"sip_password": "a", "voicemail_pin": "b", "user_password": "c"}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_file_that_others_can_use_is_refused(path: Path, mode: int) -> None:
    file = kept_file(path, HEADER + "1001,Canary-1,,\n")
    path.chmod(mode)
    for call in (lambda: file.get("1001"), lambda: file.keep("1001", lambda kept: ADA)):
        with pytest.raises(PbxError, match="can be used by others") as caught:
            call()
        assert "Canary" not in str(caught.value)


def test_links_are_refused(path: Path) -> None:
    kept_file(path, HEADER)
    symbolic, hard = path.with_name("symbolic.csv"), path.with_name("hard.csv")
    symbolic.symlink_to(path)
    with pytest.raises(PbxError, match="symbolic link"):
        HandoverFile(str(symbolic)).get("1001")
    with pytest.raises(PbxError, match="symbolic link"):
        HandoverFile(str(symbolic)).keep("1001", lambda kept: ADA)
    hard.hardlink_to(path)
    with pytest.raises(PbxError, match="not an ordinary file"):
        HandoverFile(str(hard)).get("1001")


def test_other_kinds_of_files_are_refused(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path, 0o600)
    with pytest.raises(PbxError, match="not an ordinary file"):
        HandoverFile(str(path)).get("1001")
    with pytest.raises(PbxError, match="cannot be used"):
        HandoverFile(str(path.parent)).keep("1001", lambda kept: ADA)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("number,password\n", "does not begin with the line"),
        ("1001,Canary-1,482915,Canary-2\n", "does not begin with the line"),
        (HEADER + "1001,Canary-1,48\n", "3 cells in row 2"),
        (HEADER + "1001,Canary-1,,\n\n1001,Canary-3,,\n", "another sip_password for 1001 in row 4"),
        (HEADER + '1001,"Canary', "not a CSV file"),
    ],
)
def test_what_is_no_hand_over_file_is_left_alone(path: Path, content: str, why: str) -> None:
    file = kept_file(path, content)
    with pytest.raises(InvalidInput, match=why) as caught:
        file.keep("1002", lambda kept: ADA)
    assert "Canary" not in str(caught.value)
    assert path.read_text() == content


def test_a_disk_that_cannot_lock_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, lock: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(handover.fcntl, "flock", refuse)
    with pytest.raises(PbxError, match="cannot be locked"):
        HandoverFile(str(path)).keep("1001", lambda kept: ADA)


def test_no_file_means_no_secrets_and_makes_none(path: Path) -> None:
    assert HandoverFile(str(path)).get("1001") == {}
    assert not path.parent.exists()


def test_many_at_once_lose_nothing(path: Path) -> None:
    """Each of many threads, with a file object of its own, wants the same numbers in another order."""
    numbers = [str(number) for number in range(1000, 1040)]
    found: list[dict[str, str]] = []

    def work(turn: int) -> None:
        file = HandoverFile(str(path))
        mine = {}
        for number in numbers[turn:] + numbers[:turn]:
            secrets = file.keep(number, lambda kept: {} if kept else {"sip_password": f"made by {turn}"})
            mine[number] = secrets["sip_password"]
        found.append(mine)

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(mine == found[0] for mine in found)
    assert len(path.read_text().splitlines()) == 1 + len(numbers)


def test_a_thousand_users_are_parsed_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = HandoverFile(str(path))
    parsed: list[int] = []
    real = HandoverFile._parsed
    monkeypatch.setattr(
        HandoverFile, "_parsed", lambda self, content: (parsed.append(len(content)), real(self, content))[1]
    )
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    for number in range(1000):
        file.get(str(number))
        file.keep(str(number), lambda kept: ADA)
        file.get(str(number))
    assert parsed == [0]
    handover._cache.clear()
    assert file.get("999") == ADA
