# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""A directory that only its owner can use, and files in it that are replaced at once or not at all."""

from __future__ import annotations

import os
import stat
import tempfile

from .errors import PbxError


def prepare(directory: str) -> None:
    """Make the directory, 0700, if it is missing.

    Raises:
        PbxError: others can use it, or it is not the user's.
        OSError: it cannot be made.
    """
    os.makedirs(directory, mode=0o700, exist_ok=True)
    state = os.lstat(directory)
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or stat.S_IMODE(state.st_mode) & 0o077:
        raise PbxError(
            f"the session cache {directory} is not a directory that only its owner can use",
            remedy="Give session_cache_path another directory, or chmod 700 it.",
        )


def replace(path: str, content: bytes) -> None:
    """Write a file, 0600, so that readers see the former content or the new one.

    Raises:
        OSError: it cannot be written; the former content is still there.
    """
    handle = tempfile.NamedTemporaryFile(dir=os.path.dirname(path) or ".", delete=False)  # noqa: SIM115
    try:
        with handle:
            handle.write(content)
        os.replace(handle.name, path)
    except OSError:
        os.unlink(handle.name)
        raise
