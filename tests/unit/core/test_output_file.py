# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that modules write: whole, with their mode, or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.output_file import (
    MODE,
    Draft,
    OutputFile,
    replace_content,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put(target: OutputFile, *chunks: bytes, check: bool = False) -> bool:
    with Draft(target, check=check) as draft:
        draft.begin()
        for chunk in chunks:
            draft.write(chunk)
        return replace_content(target, draft, check=check)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_is_made_with_its_mode_whatever_the_umask(tmp_path: Path, mode: int) -> None:
    before = os.umask(0o077)
    try:
        assert put(OutputFile(str(tmp_path / "file"), mode), b"one", b"two")
    finally:
        os.umask(before)
    assert (tmp_path / "file").read_bytes() == b"onetwo"
    assert mode_of(tmp_path / "file") == mode
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_file_of_the_same_content_stays_the_same_file(tmp_path: Path) -> None:
    target = OutputFile(str(tmp_path / "file"), 0o600)
    put(target, b"content")
    before = (tmp_path / "file").stat()
    assert put(target, b"content") is False
    assert (tmp_path / "file").stat() == before


def test_another_content_takes_its_place_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    with file.open("rb") as reader:
        assert put(OutputFile(str(file), 0o600), b"new")
        assert reader.read() == b"old", "who reads the old file goes on reading it"
    assert file.read_bytes() == b"new"


def test_another_mode_alone_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "file"
    put(OutputFile(str(file), 0o644), b"content")
    inode = file.stat().st_ino
    assert put(OutputFile(str(file), 0o600), b"content", check=True) is True
    assert mode_of(file) == 0o644
    assert put(OutputFile(str(file), 0o600), b"content") is True
    assert (mode_of(file), file.stat().st_ino) == (0o600, inode)


@pytest.mark.parametrize("there", [None, b"old"])
def test_a_check_touches_nothing(tmp_path: Path, there: bytes | None) -> None:
    file = tmp_path / "file"
    if there is not None:
        file.write_bytes(there)
    before = (tmp_path.stat().st_mtime_ns, sorted(os.listdir(tmp_path)))
    assert put(OutputFile(str(file), 0o600), b"new", check=True) is True
    assert (tmp_path.stat().st_mtime_ns, sorted(os.listdir(tmp_path))) == before
    assert there is None or file.read_bytes() == there


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    def broken() -> None:
        with Draft(OutputFile(str(file), 0o600)) as draft:
            draft.write(b"half of it")
            (other,) = set(tmp_path.iterdir()) - {file}
            assert mode_of(other) == 0o600, "from its first moment"
            raise RuntimeError("the connection broke")

    with pytest.raises(RuntimeError):
        broken()
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == b"old"


def test_a_new_beginning_forgets_what_came(tmp_path: Path) -> None:
    target = OutputFile(str(tmp_path / "file"), 0o600)
    with Draft(target) as draft:
        draft.write(b"a long first attempt")
        draft.begin()
        draft.write(b"second")
        assert (draft.size, draft.head(3), draft.head(100)) == (6, b"sec", b"second")
        assert draft.checksum == hashlib.sha256(b"second").hexdigest()
        draft.keep()
    assert (tmp_path / "file").read_bytes() == b"second"


def test_facts_are_those_of_the_file(tmp_path: Path) -> None:
    target = OutputFile(str(tmp_path / "file"), 0o640)
    assert target.checksum() is None
    put(target, b"content")
    checksum = hashlib.sha256(b"content").hexdigest()
    assert target.checksum() == checksum
    assert target.facts(checksum) == {
        "path": str(tmp_path / "file"),
        "size": 7,
        "mode": "0640",
        "checksum": checksum,
    }


def test_what_cannot_be_written_shows_beforehand(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for path in (str(tmp_path / "file"), "file"):
        OutputFile(path, 0o600).check(Context())
    for path in (tmp_path, tmp_path / "dangling"):
        for check_mode in (False, True):
            with pytest.raises(InvalidInput, match="is not an ordinary file"):
                OutputFile(str(path), 0o600).check(Context(check_mode=check_mode))


def test_a_directory_that_is_missing_is_a_warning_in_check_mode(tmp_path: Path) -> None:
    """An earlier task of the run may be going to make it."""
    target = OutputFile(str(tmp_path / "no" / "file"), 0o600)
    with pytest.raises(InvalidInput, match="does not exist"):
        target.check(Context())
    warnings: list[str] = []
    target.check(Context(check_mode=True, warn=warnings.append))
    assert "this check takes it that an earlier task makes it" in warnings[0]


def test_a_file_that_cannot_be_written_is_an_error_of_this_collection(tmp_path: Path) -> None:
    target = OutputFile(str(tmp_path / "no" / "file"), 0o600)
    with pytest.raises(PbxError, match="cannot be written"):
        put(target, b"x")
    (tmp_path / "directory").mkdir()
    with pytest.raises(PbxError, match="cannot be read"):
        OutputFile(str(tmp_path / "directory"), 0o600).checksum()


@pytest.mark.parametrize(
    ("text", "good"), [("0600", True), ("0644", True), ("600", False), ("416", False), ("0888", False)]
)
def test_a_mode_that_yaml_has_made_a_number_is_no_mode(text: str, good: bool) -> None:
    assert bool(re.fullmatch(str(MODE.pattern), text)) is good
