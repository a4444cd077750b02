# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Files that modules write: whole and with their mode under their name, or not there at all.

What comes is written beside the file under another name, 0600 from its first moment, and takes the file's place when it
is complete. A run that ends at any point leaves the old file as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .errors import InvalidInput, PbxError
from .fields import Field

if TYPE_CHECKING:
    from .task import Context

DEST = Field(
    name="dest",
    description=(
        "The file, on the host that runs the module. A relative path begins at the playbook's directory.",
        "It is replaced in one step, so that it is never there in part.",
    ),
    type="path",
)
MODE = Field(
    name="mode",
    description="The file's mode.",
    # Without quotation marks YAML makes 0640 the number 416, and that must not pass as a mode.
    pattern=r"0[0-7]{3}",
    pattern_words="an octal mode in quotation marks, such as '0640'",
)


class OutputFile:
    """A file at ``path`` that is to have ``mode``.

    Raises, from every method:
        PbxError: the file cannot be read or written.
    """

    def __init__(self, path: str, mode: int) -> None:
        self.path = path
        self.mode = mode

    def check(self, context: Context) -> None:
        """Find out beforehand what would keep the file from being written, as far as that shows.

        In check mode an earlier task of the run may be going to make a directory that is missing: that is a warning.
        """
        directory = os.path.dirname(self.path) or "."
        if os.path.isdir(self.path) or (os.path.lexists(self.path) and not os.path.isfile(self.path)):
            raise InvalidInput([f"{self.path} is not an ordinary file"])
        if not os.path.isdir(directory):
            missing = f"the directory {directory} does not exist"
            if not context.check_mode:
                raise InvalidInput([missing])
            context.warn(f"{missing}; this check takes it that an earlier task makes it")
        elif not os.access(directory, os.W_OK | os.X_OK):
            raise InvalidInput([f"the directory {directory} cannot be written"])

    def checksum(self) -> str | None:
        """The SHA-256 of what is there now; None when there is no file."""
        with self.explained("read"):
            try:
                with open(self.path, "rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
            except FileNotFoundError:
                return None

    def facts(self, checksum: str) -> dict[str, Any]:
        """The file as it is: path, size, mode and its checksum, which the caller knows.

        For the member ``file`` of a result: beside ``path`` or ``dest`` on its top level AnsibleModule would put more,
        and the other door would not.
        """
        with self.explained("read"):
            state = os.stat(self.path)
        mode = f"{stat.S_IMODE(state.st_mode):04o}"
        return {"path": self.path, "size": state.st_size, "mode": mode, "checksum": checksum}

    def settle_mode(self, *, check: bool) -> bool:
        """Give an existing file its mode, unless ``check``; whether it had another."""
        with self.explained("read"):
            differs = stat.S_IMODE(os.stat(self.path).st_mode) != self.mode
        if differs and not check:
            with self.explained("changed"):
                os.chmod(self.path, self.mode)
        return differs

    @contextlib.contextmanager
    def explained(self, deed: str) -> Iterator[None]:
        """Turn what the system says of the file into an error of this collection."""
        try:
            yield
        except OSError as error:
            raise PbxError(f"the file {self.path} cannot be {deed} ({error.strerror or error})") from error


class Draft:
    """What is going to be a file's content; a sink for downloads. It is gone at the end unless it was kept.

    With ``check`` it is made elsewhere, since a check touches nothing beside the file.
    """

    def __init__(self, target: OutputFile, *, check: bool = False) -> None:
        self.target = target
        self.size = 0
        self._check = check
        self._hash = hashlib.sha256()

    def __enter__(self) -> Draft:
        directory = None if self._check else os.path.dirname(self.target.path) or "."
        with self.target.explained("written"):
            self._file = tempfile.NamedTemporaryFile(prefix=".telephony-pbx-", dir=directory, delete=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._file.name)

    def begin(self) -> None:
        with self.target.explained("written"):
            self._file.seek(0)
            self._file.truncate()
        self.size = 0
        self._hash = hashlib.sha256()

    def write(self, chunk: bytes) -> None:
        with self.target.explained("written"):
            self._file.write(chunk)
        self.size += len(chunk)
        self._hash.update(chunk)

    @property
    def checksum(self) -> str:
        """The SHA-256 of what was written."""
        return self._hash.hexdigest()

    def head(self, most: int) -> bytes:
        """The first bytes of what was written."""
        with self.target.explained("written"):
            self._file.flush()
            return os.pread(self._file.fileno(), most, 0)

    def keep(self) -> None:
        """Put it in the file's place."""
        with self.target.explained("written"):
            self._file.flush()
            os.fchmod(self._file.fileno(), self.target.mode)
            os.fsync(self._file.fileno())
            os.replace(self._file.name, self.target.path)


def target_of(params: Mapping[str, Any]) -> OutputFile:
    """The file that ``dest`` and ``mode`` name."""
    return OutputFile(params["dest"], int(params["mode"], 8))


def replace_content(target: OutputFile, draft: Draft, *, check: bool) -> bool:
    """Make ``draft`` the file's content if it differs; whether content or mode differed. ``check`` changes nothing."""
    if target.checksum() == draft.checksum:
        return target.settle_mode(check=check)
    if not check:
        draft.keep()
    return True
