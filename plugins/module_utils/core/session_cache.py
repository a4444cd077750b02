# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Sessions shared by processes: one small encrypted file per PBX and credential, and one lock per account.

Files are 0600 in a 0700 directory and replaced atomically. Names come from a keyed hash over system, address, user
and password, so that a changed credential finds nothing; the content is encrypted with a key made from the same, so
that the file alone opens nothing.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import glob
import hashlib
import hmac
import json
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from . import private_directory
from .errors import PbxError

KEEP_SECONDS = 24 * 3600
LOCK_SECONDS = 60.0
_MARK = ".writing"


def default_directory() -> str:
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "telephony.pbx")


class SessionCache:
    """The cache of one account on one PBX.

    Args:
        directory: where the files are; made if missing.
        account: what the lock is for, such as vendor, url and user: logins of one account never overlap.
        credential: the secret that the content belongs to.
        stored: False keeps nothing on disk; the lock is still used.
    """

    def __init__(self, directory: str, account: tuple[str, ...], credential: str, *, stored: bool = True) -> None:
        self.directory = directory
        private_directory.prepare(directory)
        machine_key = self._machine_key()
        self._lock_path = self._path(machine_key, "\0".join(account), "lock")
        self._path_of_session = self._path(machine_key, "\0".join((*account, credential)), "session")
        self._pbx_path = self._path(machine_key, "\0".join(account[:2]), "pending")
        self._key = hmac.digest(machine_key, f"encrypt\0{credential}".encode(), "sha256")
        self._cipher = _cipher(self._key) if stored else None

    def _machine_key(self) -> bytes:
        path = os.path.join(self.directory, "key")
        with contextlib.suppress(FileExistsError):
            handle = tempfile.NamedTemporaryFile(dir=self.directory, delete=False)  # noqa: SIM115
            with handle:
                handle.write(secrets.token_bytes(32))
            try:
                os.link(handle.name, path)
            finally:
                os.unlink(handle.name)
        with open(path, "rb") as file:
            return file.read()

    def _path(self, machine_key: bytes, text: str, ending: str) -> str:
        name = hmac.new(machine_key, f"{ending}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]
        return os.path.join(self.directory, f"{name}.{ending}")

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the account's lock.

        Raises:
            PbxError: another process holds it for more than a minute.
        """
        descriptor = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            deadline = time.monotonic() + LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise PbxError(
                            f"another process has held the login lock for {LOCK_SECONDS:g} seconds",
                            remedy="Look for a run that hangs while logging in.",
                        ) from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(descriptor)

    def load(self) -> dict[str, Any] | None:
        """What was stored, or None when there is nothing, or nothing that this credential opens."""
        if self._cipher is None:
            return None
        try:
            with open(self._path_of_session, "rb") as file:
                return json.loads(self._cipher.decrypt(file.read()))
        except (OSError, ValueError, self._cipher.invalid):
            return None

    def store(self, content: dict[str, Any]) -> None:
        """Keep ``content`` for other processes; a full disk costs them a login and no more."""
        if self._cipher is not None:
            with contextlib.suppress(OSError):
                private_directory.replace(self._path_of_session, self._cipher.encrypt(json.dumps(content).encode()))
                self._prune()

    def drop(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self._path_of_session)

    def _prune(self) -> None:
        """Remove what nobody has used for a day, such as sessions of a former password."""
        limit = time.time() - KEEP_SECONDS
        for entry in os.scandir(self.directory):
            if entry.name.endswith(".session"):
                with contextlib.suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < limit:
                        os.unlink(entry.path)

    @property
    def apply_pending(self) -> bool:
        """Whether a run from this directory has written to the PBX, or died in a write, and no apply has followed."""
        return os.path.exists(self._pbx_path) or bool(self._left_behind())

    @apply_pending.setter
    def apply_pending(self, pending: bool) -> None:
        if pending and not os.path.exists(self._pbx_path):
            private_directory.replace(self._pbx_path, b"")
        elif not pending:
            for path in (self._pbx_path, *self._left_behind()):
                with contextlib.suppress(OSError):
                    os.unlink(path)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold while a write is under way that an apply has to follow.

        A locked file marks it. The lock ends with its process and the file does not, if the process is killed.
        """
        mark = tempfile.NamedTemporaryFile(prefix=f"{self._pbx_path}.", suffix=_MARK, delete=False)  # noqa: SIM115
        with mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    os.unlink(mark.name)

    def _left_behind(self) -> list[str]:
        """Marks of writes whose processes have died."""
        found = []
        for path in glob.glob(f"{glob.escape(self._pbx_path)}.*{_MARK}"):
            with contextlib.suppress(OSError), open(path, "rb") as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                found.append(path)
        return found


class _Cipher:
    def __init__(self, fernet: Any, invalid: type[Exception]) -> None:
        self.encrypt, self.decrypt, self.invalid = fernet.encrypt, fernet.decrypt, invalid


def _cipher(key: bytes) -> _Cipher | None:
    """ansible-core brings cryptography to every controller; elsewhere nothing is stored without it."""
    try:
        from cryptography.fernet import Fernet, InvalidToken
    except ImportError:
        return None
    return _Cipher(Fernet(base64.urlsafe_b64encode(key)), InvalidToken)
