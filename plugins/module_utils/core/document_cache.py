# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Documents that a PBX serves and seldom changes, such as its WSDL, kept on disk for all processes."""

from __future__ import annotations

import contextlib
import hashlib
import os

from . import private_directory
from .transport import Clock

KEEP_SECONDS = 24 * 3600.0
_ENDING = ".document"


class DocumentCache:
    """Documents by URL, 0600 in the 0700 directory of the sessions. They are public: nothing in them is encrypted."""

    def __init__(self, directory: str, clock: Clock) -> None:
        private_directory.prepare(directory)
        self._directory = directory
        self._clock = clock

    def _path(self, url: str) -> str:
        return os.path.join(self._directory, hashlib.sha256(url.encode()).hexdigest()[:32] + _ENDING)

    def load(self, url: str) -> bytes | None:
        """The document, or None where there is none of less than a day."""
        try:
            with open(self._path(url), "rb") as file:
                age = self._clock.now() - os.fstat(file.fileno()).st_mtime
                return file.read() if 0 <= age < KEEP_SECONDS else None
        except OSError:
            return None

    def store(self, url: str, content: bytes) -> None:
        """Keep a document; a full disk costs other processes a request and no more."""
        path, now = self._path(url), self._clock.now()
        with contextlib.suppress(OSError):
            private_directory.replace(path, content)
            os.utime(path, (now, now))

    def drop(self) -> None:
        """Forget every document."""
        for entry in os.scandir(self._directory):
            if entry.name.endswith(_ENDING):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
