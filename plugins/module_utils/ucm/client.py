# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The client of the UCM's HTTPS API: one POST address, a JSON envelope, a session cookie inside the body.

Source: Grandstream IPPBX HTTPS API (communication, connection and authentication), and field facts.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..core.client import Client
from ..core.errors import ConnectionFailed, DoubtfulWrite, InvalidInput, PbxError, UnexpectedAnswer
from ..core.session_cache import SessionCache
from ..core.shared_session import SharedSession
from ..core.transport import MEBIBYTE, Clock, ConnectionSettings, Sink, Transport
from . import errors, wire
from .answers import rows_of
from .operations import RUNTIME

PROTOCOL_VERSION = "1.0"
COOKIE_SECONDS = 600.0
PAGE_SIZE = 500
UNPAGED = frozenset({"listDepartment", "listInboundBlacklist", "listQueue"})
"""Lists whose size of a page cannot be asked for, and which then come whole (document, list actions)."""
MOST_PAGES = 2000
APPLY = "applyChanges"
APPLY_SECONDS = 120.0
MOST_OF_A_REPORT = 64 * MEBIBYTE
HOTEL = "pmsapi"
MOST_REFUSAL = 64 * 1024
"""A download of at most so many bytes may be a refusal in place of the file."""


@dataclass(frozen=True)
class Account:
    """The API user. ``busy_timeout`` is how many seconds to wait in all for a busy PBX.

    ``pms_token`` is the second credential, which goes with every call of the hotel interface.
    """

    username: str
    password: str
    busy_timeout: float = 150.0
    pms_token: str | None = None


class Draft(Sink, Protocol):
    """A sink that shows how it begins."""

    size: int

    def head(self, most: int) -> bytes:
        """The first ``most`` bytes that came."""


Exchange = Callable[..., "tuple[int, Any]"]
"""Sends one action, as ``UcmClient._exchange`` does."""


class UcmClient(Client):
    """A session with one UCM, shared with other processes through the cache."""

    def __init__(
        self,
        transport: Transport,
        account: Account,
        cache: SessionCache,
        *,
        log: Callable[[str], None] = lambda line: None,
    ) -> None:
        super().__init__(log)
        if urlsplit(transport.settings.url).scheme != "https":
            raise InvalidInput(
                [f"url {transport.settings.url!r} is not https, and the UCM's API has no other way"],
                remedy="Set the PBX's web interface to HTTPS and give https://host:8089.",
            )
        self._transport = transport
        self._account = account
        self._cache = cache
        self._cookie: str | None = None
        self._session = SharedSession(cache, transport.clock, self.calls)
        url = transport.settings.url.rstrip("/")
        self._url = url if url.endswith("/api") else f"{url}/api"

    @property
    def clock(self) -> Clock:
        return self._transport.clock

    # -- operations

    def send(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> Any:
        """Carry out one action and return its ``response``; of envelope-free actions the document itself.

        Raises:
            PbxError: with code and remedy; its kinds say what is known of a write.
        """
        if operation == APPLY:
            return self._apply(parameters)
        configures = writes and _changes_configuration(operation)
        with self._cache.writing() if configures else nullcontext():
            try:
                response = self._send(operation, parameters, writes=writes)
            except DoubtfulWrite:
                if configures:
                    self._cache.apply_pending = True
                raise
            if writes:
                self._note_pending(operation, response)
        return response

    def download(
        self, operation: str, parameters: dict[str, Any], draft: Draft, *, max_size: int, time_limit: float
    ) -> None:
        """Carry out an action that answers with a file, which goes to ``draft`` and never whole into memory.

        ``max_size`` is in bytes, ``time_limit`` in seconds.

        Raises:
            PbxError: also where the PBX answers with a refusal, or with a web page, in place of the file.
        """

        def exchange(operation: str, parameters: dict[str, Any], *, writes: bool) -> tuple[int, Any]:
            return self._download(operation, parameters, draft, max_size, time_limit)

        self._send(operation, parameters, writes=False, exchange=exchange)

    def _apply(self, parameters: dict[str, Any]) -> Any:
        pending = self._cache.apply_pending
        # Before it is sent: what another process writes from now on may not be covered by this apply.
        with self._cache.writing():
            self._cache.apply_pending = False
            try:
                return self._send(APPLY, parameters, writes=True)
            except BaseException:
                self._cache.apply_pending = pending or self._cache.apply_pending
                raise

    def _send(
        self, operation: str, parameters: dict[str, Any], *, writes: bool, exchange: Exchange | None = None
    ) -> Any:
        if operation == HOTEL and self._account.pms_token:
            parameters = {"token": self._account.pms_token, **parameters}
        waited, stale = 0.0, None
        while True:
            try:
                cookie = self._cookie or self._log_in(stale)
                status, response = (exchange or self._exchange)(
                    operation, {**parameters, "cookie": cookie}, writes=writes
                )
                if status == 0:
                    return response
                if stale is None and (status in errors.INVALID_SESSION or status == errors.MAYBE_EXPIRED):
                    self._cookie, stale = None, cookie
                    if status == errors.MAYBE_EXPIRED and writes:
                        self._log_in(stale)
                        # The document calls it a timeout, the field an ended session: look before writing again.
                        raise DoubtfulWrite("the system timed out", operation=operation, code=status)
                    continue
                raise errors.error_for(status, response, operation)
            except PbxError as error:
                waited = self._wait_or_raise(error, waited)

    def _wait_or_raise(self, error: PbxError, waited: float) -> float:
        """Wait where the PBX, busy, asks for it; return for how many seconds in all. Other errors are raised."""
        pause = errors.BUSY_SECONDS.get(error.code)
        if pause is None:
            raise error
        if waited + pause > self._account.busy_timeout:
            error.known = (
                f"Nothing was done: after {waited:g} seconds of waiting it asks for {pause:g} more, "
                f"and busy_timeout allows {self._account.busy_timeout:g} in all"
            )
            raise error
        self.log(f"ucm {self._transport.settings.host} {error.operation}: busy ({error.code}), waiting {pause:g} s")
        self.clock.sleep(pause)
        return waited + pause

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a list action. Page numbers go as text; a listing that does not advance is an error."""
        if operation in UNPAGED:
            return rows_of(self.send(operation, dict(parameters), writes=False), container, operation)
        rows: list[dict[str, Any]] = []
        paging = {"item_num": str(PAGE_SIZE)}
        previous: list[dict[str, Any]] | None = None
        for page in range(1, MOST_PAGES + 1):
            try:
                response = self.send(operation, {**parameters, **paging, "page": str(page)}, writes=False)
            except PbxError as error:
                if page > 1 or error.code not in errors.UNCLEAR_READ:
                    raise
                # Some firmware refuses paging on some lists (field fact on listUser): ask for all at once.
                return rows_of(self.send(operation, dict(parameters), writes=False), container, operation)
            found = rows_of(response, container, operation)
            if found and found == previous:
                raise UnexpectedAnswer(
                    f"the list does not advance: page {page} is the same as page {page - 1}",
                    operation=operation,
                    remedy="Report the firmware: its paging differs from the documents.",
                )
            rows.extend(found)
            previous = found
            pages = response.get("total_page")
            if len(found) > PAGE_SIZE or page >= (int(pages) if str(pages).isdigit() else 1):
                return rows
        raise UnexpectedAnswer(f"the list has more than {MOST_PAGES} pages", operation=operation)

    def apply_changes(self) -> None:
        """Put pending changes into effect; covers everything pending on the PBX, whoever changed it."""
        self.send(APPLY, {}, writes=True)

    @property
    def apply_pending(self) -> bool:
        """Whether this controller has written and not applied since."""
        return self._cache.apply_pending

    def leave_pending(self) -> None:
        self._cache.apply_pending = True

    def _note_pending(self, operation: str, response: Any) -> None:
        if operation in RUNTIME:
            return
        # updateSIPAccount's documented answer lacks need_apply, yet its changes wait as well.
        if operation == "updateSIPAccount" or (isinstance(response, dict) and response.get("need_apply") == "yes"):
            self._cache.apply_pending = True

    def close(self, *, logout: bool = False) -> None:
        """End the connection; with ``logout`` also the session, for all who share it."""
        try:
            if logout and self._cookie:
                with self._cache.locked():
                    self._exchange("logout", {"cookie": self._cookie}, writes=False)
                    self._cache.drop()
                self._cookie = None
        finally:
            self._transport.close()

    # -- session

    def _log_in(self, stale: str | None) -> str:
        """Get a session, another process's or a new one. ``stale`` is the cookie that was refused, if one was."""
        self._cookie = self._session.get(stale, self._challenge_and_login)
        return self._cookie

    def _challenge_and_login(self) -> tuple[str, float]:
        user = self._account.username
        challenge = self._step("challenge", {"user": user, "version": PROTOCOL_VERSION}, "challenge")
        token = hashlib.md5(f"{challenge}{self._account.password}".encode(), usedforsecurity=False).hexdigest()
        self.calls.logins += 1
        cookie = self._step("login", {"user": user, "token": token}, "cookie")
        return cookie, self.clock.now() + COOKIE_SECONDS

    def _step(self, operation: str, parameters: dict[str, Any], wanted: str) -> str:
        try:
            # A login is sent as a write is: whatever happens to it, it is not repeated.
            status, response = self._exchange(operation, parameters, writes=operation == "login")
        except DoubtfulWrite as error:
            raise ConnectionFailed(error.what, operation=operation, code=error.code, remedy="Run again.") from error
        if status in errors.REJECTED_LOGIN:
            raise errors.login_error(status, response, operation, self._account.username)
        if status != 0:
            raise errors.error_for(status, response, operation)
        value = response.get(wanted) if isinstance(response, dict) else None
        if not value:
            raise UnexpectedAnswer(f"the answer has no {wanted}", operation=operation)
        return str(value)

    # -- wire

    def _exchange(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> tuple[int, Any]:
        """Send one request; return (status, response)."""
        envelope_free = operation in wire.ENVELOPE_FREE
        started = time.perf_counter()
        self.calls.requests += 1
        answer = self._transport.send(
            "POST",
            self._url,
            wire.body(operation, parameters),
            wire.HEADERS,
            operation=operation,
            writes=writes,
            timeout=max(APPLY_SECONDS, self._transport.settings.timeout) if operation == APPLY else None,
            max_answer=MOST_OF_A_REPORT if envelope_free else None,
        )
        status, response = wire.decode(
            answer.content, answer.status, operation, envelope_free=envelope_free, writes=writes
        )
        self._log_exchange(operation, status, started)
        return status, response

    def _log_exchange(self, operation: str, status: int, started: float) -> None:
        milliseconds = (time.perf_counter() - started) * 1000
        self.log(f"ucm {self._transport.settings.host} {operation}: status {status} in {milliseconds:.0f} ms")

    def _download(
        self, operation: str, parameters: dict[str, Any], draft: Draft, max_size: int, time_limit: float
    ) -> tuple[int, Any]:
        """Send one request for a file; return (0, None) when ``draft`` has it, else (status, response)."""
        started = time.perf_counter()
        self.calls.requests += 1
        answer = self._transport.download(
            "POST",
            self._url,
            wire.body(operation, parameters),
            wire.HEADERS,
            draft,
            operation=operation,
            max_size=max_size,
            time_limit=time_limit,
        )
        if answer.status == wire.HTTP_NOT_FOUND:
            # What the vendor's older interface answers, to which the document refers.
            raise PbxError("there is no such file", operation=operation, code=f"HTTP {answer.status}")
        status, response = 0, None
        if answer.status != wire.HTTP_OK or "text/html" in answer.headers.get("content-type", ""):
            content = answer.content or draft.head(MOST_REFUSAL)
            status, response = wire.decode(content, answer.status, operation, envelope_free=False, writes=False)
        elif draft.size <= MOST_REFUSAL and draft.head(MOST_REFUSAL).lstrip()[:1] in (b"{", b""):
            status, response = self._refusal(draft, operation)
        self._log_exchange(operation, status, started)
        return status, response

    def _refusal(self, draft: Draft, operation: str) -> tuple[int, Any]:
        """The refusal that came in place of a file; nothing, and an answer that claims success, are no file either."""
        content = draft.head(MOST_REFUSAL)
        try:
            status, response = wire.decode(content, wire.HTTP_OK, operation, envelope_free=False, writes=False)
        except UnexpectedAnswer:
            if content.strip():
                return 0, None  # a file that begins like JSON
            status, response = 0, None
        if status == 0:
            raise UnexpectedAnswer(
                "the PBX answered without a file", operation=operation, remedy="Check the file's name and kind."
            )
        return status, response


def connect(
    settings: ConnectionSettings, account: Account, cache: SessionCache, log: Callable[[str], None], clock: Clock
) -> UcmClient:
    """A client ready for use; nothing is sent until the first operation."""
    return UcmClient(Transport(settings, clock=clock), account, cache, log=log)


def _changes_configuration(operation: str) -> bool:
    """Whether a write is one that an apply has to follow, going by its name."""
    return operation not in RUNTIME and operation.startswith(("add", "update", "delete"))
