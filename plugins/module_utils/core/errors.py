# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The errors of the collection: each says what failed, where, in the PBX's own words, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class PbxError(Exception):
    """Anything that ends a run with a message instead of a traceback.

    Args:
        what: one sentence, without a full stop at its end.
        operation: the PBX's name of the operation, if one was under way.
        obj: the object concerned, such as ``extension 1001``.
        code: the PBX's own error code, or an HTTP status as ``HTTP 503``.
        pbx_message: the PBX's own words.
        remedy: what the reader can do about it.
        known: what is known of the object now, where a write was under way.
    """

    kind = "pbx_error"

    def __init__(
        self,
        what: str,
        *,
        operation: str | None = None,
        obj: str | None = None,
        code: int | str | None = None,
        pbx_message: str | None = None,
        remedy: str | None = None,
        known: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.operation = operation
        self.obj = obj
        self.code = code
        self.pbx_message = pbx_message
        self.remedy = remedy
        self.known = known
        self.facts: dict[str, object] = {}
        """What the result has beside the error: an object that was changed before something else failed."""

    def message(self) -> str:
        """The error as text: object, operation, what, code and words, what is known, remedy."""
        place = ", ".join(part for part in (self.obj, self.operation) if part)
        code = f" (code {self.code})" if self.code is not None else ""
        sentences = [f"{place}: {self.what}{code}" if place else f"{self.what}{code}"]
        if self.pbx_message:
            sentences.append(f'The PBX said: "{self.pbx_message}"')
        sentences.extend(part for part in (self.known, self.remedy) if part)
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in sentences)

    def data(self) -> dict[str, object]:
        """The error as data, for ``result.error``."""
        return {
            "kind": self.kind,
            "object": self.obj,
            "operation": self.operation,
            "code": self.code,
            "pbx_message": self.pbx_message,
            "what": self.what,
            "known": self.known,
            "remedy": self.remedy,
        }

    def __str__(self) -> str:
        return self.message()


class InvalidInput(PbxError):
    """The options contradict each other or the documented ranges; found before the first request."""

    kind = "invalid_input"

    def __init__(self, problems: Iterable[str], **more: str | None) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems), **more)

    def data(self) -> dict[str, object]:
        return {**super().data(), "problems": list(self.problems)}


class ConnectionFailed(PbxError):
    """No answer came, or none that can be used; nothing was carried out."""

    kind = "connection_failed"


class DoubtfulWrite(PbxError):
    """A write was sent and no usable answer came: whether the PBX carried it out is not known.

    ``still_running`` is true when the PBX may be working on it still (a timeout rather than a cut).
    """

    kind = "doubtful_write"

    def __init__(self, what: str, *, still_running: bool = False, **more: object) -> None:
        super().__init__(what, **more)  # type: ignore[arg-type]
        self.still_running = still_running


class LoginRejected(PbxError):
    """The PBX refused the credentials. Never repeated: vendors ban the address after a few."""

    kind = "login_rejected"


class UnexpectedAnswer(PbxError):
    """The answer is not one of this vendor's API."""

    kind = "unexpected_answer"


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint such as ``; did you mean 'extensions'?``, or an empty string."""
    matches = get_close_matches(word, list(words), n=1, cutoff=0.5)
    return f"; did you mean '{matches[0]}'?" if matches else ""
