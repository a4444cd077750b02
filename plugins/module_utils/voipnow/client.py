# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The client of VoipNow's SystemAPI: a token from OAuth, SOAP services from their WSDL.

Sources: the provisioning tools' document (authentication), the vendor's schema 3.0.0 and example clients.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from ..core.client import Client, WriteSide
from ..core.document_cache import DocumentCache
from ..core.errors import ConnectionFailed, DoubtfulWrite, InvalidInput, LoginRejected, PbxError, UnexpectedAnswer
from ..core.session_cache import SessionCache
from ..core.shared_session import SharedSession
from ..core.transport import MEBIBYTE, Answer, Clock, Transport
from . import errors, names, soap, token_file
from .resource import KnowingReader

RENEWAL_SECONDS = 300.0
"""How long before its end a token is not used any more (document, token management)."""
KEPT_LISTS = frozenset({"GetRegions", "GetTimezone"})
"""Lists that belong to the product and not to its configuration; they are kept as the WSDL is."""
MOST_OF_A_LIST = 64 * MEBIBYTE
"""Lists come whole: there is no paging anywhere."""
MOST_OF_A_DOCUMENT = 8 * MEBIBYTE
TOKEN_PATH = "/oauth/token.php"  # noqa: S105
HTTP_OK, HTTP_UNAUTHORIZED, HTTP_FORBIDDEN, HTTP_NOT_FOUND = 200, 401, 403, 404


@dataclass(frozen=True)
class App:
    """A registered app. ``token_file`` is a file that other programs share; ``schema_version`` a number or latest."""

    app_id: str
    app_secret: str
    token_file: str | None = None
    schema_version: str = "latest"


class _Refused(Exception):
    """VoipNow refused a request, maybe for its token: nothing was carried out."""

    def __init__(self, error: PbxError, *, maybe_token: bool) -> None:
        super().__init__(error.what)
        self.error = error
        self.maybe_token = maybe_token


class _KnowingWriter(KnowingReader, WriteSide):
    """The writing side, which can tell what the schema has as well. It keeps the names that a write leaves true."""

    def write(self, operation: str, /, **parameters: Any) -> Any:
        kept = names.kept_after(operation, self.memo)
        answer = super().write(operation, **parameters)
        self.memo.update(kept)  # after a refusal, which may come of it, nothing is kept
        return answer


class VoipNowClient(Client):
    """A session with one VoipNow, shared with other processes through the cache."""

    def __init__(
        self,
        transport: Transport,
        app: App,
        cache: SessionCache,
        documents: DocumentCache | None,
        *,
        log: Callable[[str], None] = lambda line: None,
    ) -> None:
        super().__init__(log)
        self.reader, self.writer = KnowingReader(self), _KnowingWriter(self)
        parts = urlsplit(transport.settings.url)
        if parts.path.strip("/") or parts.query:
            raise InvalidInput([f"url {transport.settings.url!r} must be https://host or https://host:port only"])
        self.server: dict[str, str] = {}
        """Edition, version and infrastructureID of the VoipNow, by the latest answer's header."""
        self._transport = transport
        self._app = app
        self._cache = cache
        self._session = SharedSession(cache, transport.clock, self.calls, errors.LOGIN)
        self._token: str | None = None
        self._token_is_good = False
        self._documents = documents
        self._kept: dict[str, dict[str, Any]] = {}
        self._until = 0.0
        self._base = f"{parts.scheme}://{parts.netloc}"
        self._services = soap.Services(f"{self._base}/soap2/schema/{app.schema_version}/", self._document, documents)

    @property
    def clock(self) -> Clock:
        return self._transport.clock

    def begin_task(self) -> None:
        kept = names.kept_between_tasks(self.memo)
        super().begin_task()
        self.memo.update(kept)

    # -- operations

    def send(
        self, operation: str, parameters: dict[str, Any], *, writes: bool, service: str | None = None
    ) -> dict[str, Any]:
        """Carry out one operation; the answer is a dict by local element names. Lists that never change are kept.

        ``service`` is needed for operations that the collection does not know. A fault of the token gets a new one,
        once: it says that nothing was done.

        Raises:
            PbxError: with code and remedy; its kinds say what is known of a write.
        """
        if operation not in KEPT_LISTS:
            return self._send(operation, parameters, writes=writes, service=service)
        key = f"{self._base}/#{operation} {json.dumps(parameters, sort_keys=True)}"
        kept = self._documents.load(key) if self._documents else None
        answer = self._kept.get(key) or _json(kept or b"")
        if not answer:
            answer = self._send(operation, parameters, writes=writes, service=service)
            if self._documents and answer.keys() - {"notice"}:
                self._documents.store(key, json.dumps(answer).encode())
        self._kept[key] = answer
        return answer

    def _send(self, operation: str, parameters: dict[str, Any], *, writes: bool, service: str | None) -> dict[str, Any]:
        known = self._services.operation(operation, service)
        stale: str | None = None
        while True:
            token = self._current_token(stale)
            try:
                return self._exchange(known, known.envelope(token, parameters), writes=writes)
            except _Refused as refused:
                if stale is not None or not refused.maybe_token:
                    raise refused.error from refused.error.__cause__
                self._token, self._token_is_good, stale = None, False, token

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a list; a list that has nothing says so with a notice, and lists are never paged."""
        rows = self.send(operation, dict(parameters), writes=False).get(container)
        if rows is None:
            return []
        if not isinstance(rows, list):
            rows = [rows]
        if not all(isinstance(row, dict) for row in rows):
            raise UnexpectedAnswer(f"the rows of {container} are no objects", operation=operation)
        return rows

    def knows(self, operation: str, parameter: str) -> bool:
        """Whether this VoipNow's schema has a parameter, since later versions have more of them."""
        return self._services.operation(operation).knows(parameter)

    def tells(self, operation: str, element: str) -> bool:
        """Whether this VoipNow's schema has an element in an operation's answer."""
        return self._services.operation(operation).tells(element)

    def close(self, *, logout: bool = False) -> None:
        """End the connection; with ``logout`` also forget the token, which VoipNow has no way to end."""
        if logout:
            with self._cache.locked():
                self._cache.drop()
            self._token = None
        self._transport.close()

    # -- session

    def _current_token(self, stale: str | None) -> str:
        if self._token is None or self.clock.now() >= self._until:
            former, self._token = self._token, self._session.get(stale, lambda: self._open(stale))
            self._token_is_good = self._token_is_good and self._token == former
            # Another process may have fetched it: how long it lasts is asked of the cache again before long.
            self._until = self.clock.now() + RENEWAL_SECONDS / 2
        return self._token

    def _open(self, stale: str | None) -> tuple[str, float]:
        """A token, from the token file if that has one, and until when it is used."""
        path = self._app.token_file
        token = token_file.read(path) if path else None
        if token is None or token.secret == stale or self.clock.now() >= token.expires - RENEWAL_SECONDS:
            token = self._new_token()
            if path:
                token_file.write(path, token)
        # A token that lives for less than five minutes is used for half of its life.
        spare = min(RENEWAL_SECONDS, (token.expires - token.created) / 2)
        return token.secret, token.expires - spare

    def _new_token(self) -> token_file.Token:
        form = {
            "client_id": self._app.app_id,
            "client_secret": self._app.app_secret,
            "grant_type": "client_credentials",
            "type": "unifiedapi",
            "redirect_uri": self._base + TOKEN_PATH,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        self.calls.logins += 1
        try:
            # Sent as a write is: whatever happens to it, it is not repeated.
            answer = self._request("POST", self._base + TOKEN_PATH, urlencode(form).encode(), headers, errors.LOGIN)
        except DoubtfulWrite as error:
            raise ConnectionFailed(error.what, operation=errors.LOGIN, code=error.code, remedy="Run again.") from error
        content = _json(answer.content)
        if answer.status != HTTP_OK:
            raise self._refused_app(answer.status, content)
        secret, seconds = content.get("access_token"), content.get("expires_in")
        if not isinstance(secret, str) or not secret or not str(seconds).isdecimal():
            raise UnexpectedAnswer(
                "the answer has no access_token and expires_in",
                operation=errors.LOGIN,
                remedy="Check that url is VoipNow's address.",
            )
        now = self.clock.now()
        return token_file.Token(now, now + float(seconds), secret)

    def _refused_app(self, status: int, content: Mapping[str, Any]) -> PbxError:
        word = content.get("error")
        if isinstance(word, str) and 400 <= status < 500:
            return errors.login_error(word, str(content.get("error_description") or ""), self._app.app_id)
        if status in (HTTP_UNAUTHORIZED, HTTP_FORBIDDEN):
            return errors.login_error("invalid_client", "", self._app.app_id)
        return UnexpectedAnswer(
            "there is no token service",
            operation=errors.LOGIN,
            code=f"HTTP {status}",
            remedy="Check that url is VoipNow's address, such as https://voipnow.example.com.",
        )

    # -- wire

    def _exchange(self, operation: soap.Operation, envelope: bytes, *, writes: bool) -> dict[str, Any]:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": operation.action}
        answer = self._request(
            "POST", self._base + operation.path, envelope, headers, operation.name, writes=writes, of_api=True
        )
        try:
            content = operation.answer(answer.content, self.server)
        except ValueError as error:
            raise self._no_answer(operation.name, answer.status, error, writes=writes) from error
        if isinstance(content, soap.Fault):
            code = errors.code_of(content.code, content.words)
            error = errors.error_for(code, content.words or content.code, operation.name)
            raise _Refused(error, maybe_token=self._may_be_token(code, content.words))
        return self._checked(operation.name, content, writes=writes)

    def _no_answer(self, operation: str, status: int, error: ValueError, *, writes: bool) -> Exception:
        code = None if status == HTTP_OK else f"HTTP {status}"
        if status == HTTP_UNAUTHORIZED:
            what = LoginRejected("the server wants another login", operation=operation, code=code)
            return _Refused(what, maybe_token=True)
        if writes and status == HTTP_OK:
            return DoubtfulWrite(str(error), operation=operation)
        return UnexpectedAnswer(
            str(error),
            operation=operation,
            code=code,
            remedy="Check that url is VoipNow's address, and that no proxy answers in its place.",
        )

    def _checked(self, operation: str, answer: dict[str, Any], *, writes: bool) -> dict[str, Any]:
        """An answer that is none of a refusal: a good HTTP answer may be one, in its result or its notices."""
        notices = errors.notices_in(answer)
        for code, words in notices:
            self.log(f"voipnow {self._transport.settings.host} {operation}: notice {code}: {words}")
        result = str(answer.get("result") or "success")
        telling = [notice for notice in notices if notice[0] != errors.NO_RECORDS]
        empty = not answer.keys() - {"notice", "result"}
        if result == "success" and not (telling and empty and not writes):
            self._token_is_good = True
            return answer
        code, words = (telling or notices or [(None, "")])[0]
        error = errors.error_for(code, words, operation)
        if result == "partial":
            error.known = "VoipNow carried it out in part"
        raise _Refused(error, maybe_token=result != "partial" and self._may_be_token(code, words))

    def _may_be_token(self, code: str | None, words: str) -> bool:
        """Whether a refusal may be that of the token. Code 100 alone is not, once the token has been accepted."""
        return errors.speaks_of_session(words) or (code == errors.AMBIGUOUS and not self._token_is_good)

    def _document(self, url: str) -> bytes:
        answer = self._request("GET", url, b"", {}, "WSDL", writes=False, max_answer=MOST_OF_A_DOCUMENT)
        if answer.status != HTTP_OK:
            raise UnexpectedAnswer(
                f"there is no document {url}",
                operation="WSDL",
                code=f"HTTP {answer.status}",
                remedy="Check url and schema_version; latest is understood by every VoipNow since version 3.",
            )
        return answer.content

    def _request(
        self,
        method: str,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        operation: str,
        *,
        writes: bool = True,
        of_api: bool = False,
        max_answer: int = MOST_OF_A_LIST,
    ) -> Answer:
        """Send one request. Of the API, a SOAP fault is an answer whatever its HTTP status is."""
        self.calls.requests += 1
        started = time.perf_counter()
        answer = self._transport.send(
            method,
            url,
            content,
            headers,
            operation=operation,
            writes=writes,
            max_answer=max_answer,
            final=lambda answer: of_api and soap.is_fault(answer.content),
        )
        milliseconds = (time.perf_counter() - started) * 1000
        self.log(f"voipnow {self._transport.settings.host} {operation}: HTTP {answer.status} in {milliseconds:.0f} ms")
        return answer


def _json(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
