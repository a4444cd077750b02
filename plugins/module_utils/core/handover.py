# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The hand-over file: where generated secrets are kept until they have been handed to their users.

A CSV with one line per number. It is 0600 from its first moment and only ever added to: under a lock, a whole line at
a time, and on the disk before a secret is used. So a run that ends at any point loses none, and the next finds them.
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import io
import os
import stat
from collections.abc import Callable, Iterator, Mapping

from .errors import InvalidInput, PbxError
from .secret_policy import KINDS

HEADER = ("number", *KINDS)
Lines = dict[str, dict[str, str]]
"""Secrets by kind, by number."""

_cache: dict[str, tuple[tuple[int, ...], Lines]] = {}
"""What files were parsed to, with the state of the file that it was; for loops over many users."""


class HandoverFile:
    """The file at ``path``.

    Raises, from every method:
        PbxError: the file cannot be used, or others than its owner can read it.
        InvalidInput: it is not a hand-over file, or contradicts itself.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    def get(self, number: str) -> Mapping[str, str]:
        """The secrets kept for a number, by kind; empty when there are none, or no file."""
        try:
            with self._opened(os.O_RDONLY, fcntl.LOCK_SH) as descriptor:
                return self._lines(descriptor).get(number, {})
        except FileNotFoundError:
            return {}

    def keep(self, number: str, make: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Mapping[str, str]:
        """The secrets kept for a number, after adding those that ``make`` returns for it.

        ``make`` gets the secrets that are there; it runs under the file's lock. They are on the disk when this returns.
        """
        with self._opened(os.O_RDWR | os.O_APPEND | os.O_CREAT, fcntl.LOCK_EX) as descriptor:
            lines = self._lines(descriptor)
            kept = lines.get(number, {})
            added = make(kept)
            if added:
                self._append(descriptor, number, added)
                kept = lines[number] = {**kept, **added}
                _cache[self.path] = (_state(descriptor), lines)
            return kept

    @contextlib.contextmanager
    def _opened(self, flags: int, lock: int) -> Iterator[int]:
        try:
            if flags & os.O_CREAT:
                os.makedirs(os.path.dirname(self.path) or ".", mode=0o700, exist_ok=True)
            descriptor = os.open(self.path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
        except FileNotFoundError:
            raise
        except OSError as error:
            link = " (it is a symbolic link)" if os.path.islink(self.path) else f" ({error.strerror})"
            raise PbxError(f"the hand-over file {self.path} cannot be used{link}") from error
        try:
            self._check_owner(os.fstat(descriptor))
            self._lock(descriptor, lock)
            yield descriptor
        finally:
            os.close(descriptor)

    def _lock(self, descriptor: int, lock: int) -> None:
        try:
            fcntl.flock(descriptor, lock)
        except OSError as error:
            raise PbxError(
                f"the hand-over file {self.path} cannot be locked ({error.strerror})",
                remedy="Put it on a disk of this machine.",
            ) from error

    def _check_owner(self, state: os.stat_result) -> None:
        if not stat.S_ISREG(state.st_mode) or state.st_nlink != 1:
            raise PbxError(f"the hand-over file {self.path} is not an ordinary file")
        if state.st_uid != os.geteuid() or stat.S_IMODE(state.st_mode) & 0o077:
            raise PbxError(
                f"the hand-over file {self.path} can be used by others",
                remedy="It has passwords: chmod 600, and take it that those in it are known.",
            )

    def _lines(self, descriptor: int) -> Lines:
        state = _state(descriptor)
        cached = _cache.get(self.path)
        if cached is not None and cached[0] == state:
            return cached[1]
        lines = self._parsed(_read_all(descriptor))
        _cache[self.path] = (state, lines)
        return lines

    def _parsed(self, content: bytes) -> Lines:
        lines: Lines = {}
        try:
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise InvalidInput([f"the hand-over file {self.path} is not a CSV file in UTF-8"]) from error
        if rows and tuple(rows[0]) != HEADER:
            raise InvalidInput(
                [f"the hand-over file {self.path} does not begin with the line {','.join(HEADER)}"],
                remedy="Give the path of a file that does not exist: it is made.",
            )
        for row, cells in enumerate(rows[1:], 2):
            if not cells:
                continue
            if len(cells) != len(HEADER):
                raise InvalidInput(
                    [f"the hand-over file {self.path} has {len(cells)} cells in row {row}, not {len(HEADER)}"],
                    remedy="Remove the row if it was cut short: its secrets have not been used.",
                )
            number, *values = cells
            kept = lines.setdefault(number, {})
            for kind, value in zip(KINDS, values, strict=True):
                if value and kept.setdefault(kind, value) != value:
                    raise InvalidInput(
                        [f"the hand-over file {self.path} has another {kind} for {number} in row {row} than before"],
                        remedy="Remove the row that does not count.",
                    )
        return lines

    def _append(self, descriptor: int, number: str, added: Mapping[str, str]) -> None:
        size = os.fstat(descriptor).st_size
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if size == 0:
            writer.writerow(HEADER)
        elif os.pread(descriptor, 1, size - 1) != b"\n":
            text.write("\n")
        writer.writerow([number, *(added.get(kind, "") for kind in KINDS)])
        try:
            left = memoryview(text.getvalue().encode())
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
            if size == 0:
                _sync_directory(self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, size)
            raise PbxError(f"the hand-over file {self.path} cannot be written ({error.strerror})") from error


def _read_all(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", closefd=False) as file:
        return file.read()


def _state(descriptor: int) -> tuple[int, ...]:
    state = os.fstat(descriptor)
    return (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)


def _sync_directory(path: str) -> None:
    descriptor = os.open(os.path.dirname(path) or ".", os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
