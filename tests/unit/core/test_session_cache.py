# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions shared by processes: who can read them, who finds them, who waits for whom."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import session_cache
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.session_cache import SessionCache, default_directory

ACCOUNT = ("ucm", "https://pbx.example.com:8089", "ansible")
SESSION = {"cookie": "sid-4711-topsecret", "at": 1000.0}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def cache(directory: Path, *, account: tuple[str, ...] = ACCOUNT, credential: str = "pw", **more: Any) -> SessionCache:
    return SessionCache(str(directory), account, credential, **more)


def sessions(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.session"))


def test_another_process_of_the_same_account_finds_the_session(directory: Path) -> None:
    assert cache(directory).load() is None
    cache(directory).store(SESSION)
    assert cache(directory).load() == SESSION


def test_a_new_session_takes_the_olds_place(directory: Path) -> None:
    for number in range(3):
        cache(directory).store({"cookie": str(number)})
    assert cache(directory).load() == {"cookie": "2"}
    assert len(sessions(directory)) == 1


@pytest.mark.parametrize(
    ("account", "credential"),
    [
        (ACCOUNT, "other"),
        (("ucm", ACCOUNT[1], "admin"), "pw"),
        (("ucm", "https://other.example.com:8089", "ansible"), "pw"),
        (("xivo", *ACCOUNT[1:]), "pw"),
        (ACCOUNT, ""),
    ],
)
def test_another_account_or_credential_finds_nothing(
    directory: Path, account: tuple[str, ...], credential: str
) -> None:
    cache(directory).store(SESSION)
    assert cache(directory, account=account, credential=credential).load() is None
    assert cache(directory).load() == SESSION


def test_the_files_alone_open_nothing(directory: Path) -> None:
    """Neither the session nor who it belongs to is readable, even with the directory's own key."""
    made = cache(directory)
    made.store(SESSION)
    made.apply_pending = True
    with made.locked():
        pass
    for path in directory.iterdir():
        content = path.read_bytes() + path.name.encode()
        for text in ("topsecret", "sid-", "cookie", "pbx.example.com", "ansible"):
            assert text.encode() not in content, path.name
    (path,) = sessions(directory)
    stranger = cache(directory, credential="guess")
    path.rename(stranger._path_of_session)
    assert stranger.load() is None, "a file under the name of another credential is not opened by it"


def test_only_the_owner_can_use_files_and_directory(directory: Path) -> None:
    old = os.umask(0)
    try:
        made = cache(directory)
        made.store(SESSION)
        made.apply_pending = True
        with made.locked():
            pass
    finally:
        os.umask(old)
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert len(list(directory.iterdir())) == 4, "key, lock, session, pending and nothing left over"
    for path in directory.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_directory_that_others_can_use_is_refused(directory: Path, mode: int) -> None:
    directory.mkdir()
    directory.chmod(mode)
    with pytest.raises(PbxError, match="not a directory that only its owner can use") as caught:
        cache(directory)
    assert "session_cache_path" in str(caught.value.remedy)
    assert list(directory.iterdir()) == []


def test_a_link_to_a_directory_is_refused(tmp_path: Path, directory: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    directory.symlink_to(elsewhere)
    with pytest.raises(PbxError, match="not a directory"):
        cache(directory)


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff" * 200])
def test_a_damaged_file_counts_as_none(directory: Path, content: bytes) -> None:
    made = cache(directory)
    made.store(SESSION)
    sessions(directory)[0].write_bytes(content)
    assert made.load() is None
    made.store(SESSION)
    assert made.load() == SESSION


def test_a_dropped_session_is_gone(directory: Path) -> None:
    made = cache(directory)
    made.store(SESSION)
    made.drop()
    assert made.load() is None
    assert sessions(directory) == []
    made.drop()


def test_nothing_is_stored_when_that_is_switched_off(directory: Path) -> None:
    cache(directory).store(SESSION)
    made = cache(directory, stored=False)
    assert made.load() is None
    made.store({"cookie": "other"})
    assert cache(directory).load() == SESSION
    with made.locked():
        made.apply_pending = True
    assert cache(directory).apply_pending is True


def test_a_full_disk_costs_a_login_and_no_more(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = cache(directory)

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_cache.os, "replace", fail)
    made.store(SESSION)
    assert made.load() is None
    assert [path.name for path in directory.iterdir()] == ["key"], "no half-written file stays"


def test_sessions_that_nobody_used_for_a_day_are_removed(directory: Path) -> None:
    old, recent = cache(directory, credential="old"), cache(directory, credential="recent")
    old.store(SESSION)
    recent.store(SESSION)
    yesterday = time.time() - 25 * 3600
    os.utime(old._path_of_session, (yesterday, yesterday))
    cache(directory).store(SESSION)
    assert old.load() is None
    assert recent.load() == SESSION
    assert len(sessions(directory)) == 2


def test_pending_is_of_the_pbx_whoever_wrote(directory: Path) -> None:
    made = cache(directory)
    other_user = cache(directory, account=(*ACCOUNT[:2], "admin"), credential="other")
    other_pbx = cache(directory, account=("ucm", "https://other.example.com", "ansible"))
    assert made.apply_pending is False
    made.apply_pending = True
    made.apply_pending = True
    assert (other_user.apply_pending, other_pbx.apply_pending) == (True, False)
    other_user.apply_pending = False
    other_user.apply_pending = False
    assert made.apply_pending is False


def test_the_default_directory_is_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_directory() == "/somewhere/telephony.pbx"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/ada")
    assert default_directory() == "/home/ada/.cache/telephony.pbx"


# -- several processes

# The children do nothing that another thread of the test's process could hold up.
FORK = multiprocessing.get_context("fork")
forks = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


class Other:
    """A function in a forked process that talks through a pipe."""

    def __init__(self, work: Callable[[Connection], None]) -> None:
        self.pipe, theirs = FORK.Pipe()
        self._process = FORK.Process(target=work, args=(theirs,), daemon=True)

    def __enter__(self) -> Connection:
        self._process.start()
        return self.pipe

    def __exit__(self, *_: object) -> None:
        self._process.join(10)
        assert self._process.exitcode == 0


@forks
def test_processes_wait_for_each_others_lock(directory: Path) -> None:
    made = cache(directory)

    def work(pipe: Connection) -> None:
        pipe.recv()
        pipe.send("started")
        with cache(directory).locked():
            pipe.send(made.load())

    with Other(work) as pipe:
        with made.locked():
            pipe.send("the lock is taken")
            assert pipe.recv() == "started"
            assert not pipe.poll(0.1), "it waits"
            made.store(SESSION)
        assert pipe.recv() == SESSION, "it goes on when the lock is free, and sees what was stored"


def test_the_lock_is_one_accounts(directory: Path) -> None:
    other = cache(directory, account=(*ACCOUNT[:2], "admin"), credential="other")
    with cache(directory).locked(), other.locked():
        pass


@forks
def test_the_lock_is_free_again_after_an_error_and_after_a_death(directory: Path) -> None:
    made = cache(directory)
    with pytest.raises(KeyError), made.locked():
        raise KeyError
    with made.locked():
        pass

    def die(pipe: Connection) -> None:
        lock = cache(directory).locked()
        lock.__enter__()
        pipe.send("locked")
        os._exit(0)

    with Other(die) as pipe:
        assert pipe.recv() == "locked"
    with made.locked():
        pass


def test_a_lock_that_is_never_freed_is_an_error(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cache, "LOCK_SECONDS", 0.0)
    with (
        cache(directory).locked(),
        pytest.raises(PbxError, match="held the login lock for 0 seconds") as caught,
        cache(directory).locked(),
    ):
        pytest.fail("two hold the lock")
    assert caught.value.remedy


@forks
def test_processes_that_start_at_once_agree_on_the_key(directory: Path) -> None:
    def work(pipe: Connection) -> None:
        pipe.recv()
        made = cache(directory)
        pipe.send(made._path_of_session)

    others = [Other(work) for _ in range(6)]
    pipes = [other.__enter__() for other in others]
    for pipe in pipes:
        pipe.send("go")
    names = {pipe.recv() for pipe in pipes}
    for other in others:
        other.__exit__()
    assert len(names) == 1
    assert [path.name for path in directory.iterdir()] == ["key"]


@forks
def test_a_reader_never_sees_half_a_file(directory: Path) -> None:
    made = cache(directory)
    made.store({"cookie": "0" * 5000})

    def write(pipe: Connection) -> None:
        for number in range(200):
            made.store({"cookie": str(number % 10) * 5000})
        pipe.send("written")

    seen = 0
    with Other(write) as pipe:
        while not pipe.poll():
            content = made.load()
            assert content is not None
            assert len(set(content["cookie"])) == 1
            seen += 1
    assert seen
    assert json.dumps(made.load()) == json.dumps({"cookie": "9" * 5000})
