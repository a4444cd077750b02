# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""HTTP for all vendors, on httpx: TLS, proxy, time limits, retries of reads, a cap on the size of answers.

What a failure means for a write is decided here and nowhere else: a connection that was never made has done
nothing (``ConnectionFailed``), everything later is in doubt (``DoubtfulWrite``).
"""

from __future__ import annotations

import os
import random
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib import import_module
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment

from .errors import ConnectionFailed, DoubtfulWrite, InvalidInput, PbxError, UnexpectedAnswer

try:
    import httpx

    import_module("httpcore")  # httpx does so with its first client, and so every worker of Ansible would
except ImportError:  # the doors report it, with how to install it
    httpx = None  # type: ignore[assignment]

MEBIBYTE = 1024 * 1024
_REPEATABLE_STATUS = {429, 500, 502, 503, 504}


@dataclass(frozen=True)
class ConnectionSettings:
    """How to reach a PBX. ``timeout`` is in seconds per request, ``max_answer`` in bytes."""

    url: str
    validate_certs: bool = True
    ca_path: str | None = None
    ciphers: str | None = None
    proxy: str | None = None
    timeout: float = 30.0
    max_answer: int = 2 * MEBIBYTE

    def __post_init__(self) -> None:
        if "@" in self.url:
            raise InvalidInput(["url must not contain credentials"], remedy="Give them as options instead.")
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # brackets that do not match, or a port that is no port
            usable = False
        if not usable:
            raise InvalidInput([f"url {self.url!r} is not of the form https://host:port"])

    @property
    def host(self) -> str:
        return str(urlsplit(self.url).hostname)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes


class Sink(Protocol):
    """Where a download goes."""

    def begin(self) -> None:
        """Forget what came so far."""

    def write(self, chunk: bytes) -> None:
        """Take the next piece."""


@dataclass
class Clock:
    """Time as the clients see it; tests bring their own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Retries:
    """How often a read is tried and how long a pause may be, in seconds."""

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 30.0
    jitter: Callable[[], float] = field(default=random.random)

    def pause(self, attempt: int, retry_after: str | None, now: float) -> float:
        """Seconds before the next try: Retry-After where the answer has one, else doubling, with jitter."""
        asked = _seconds(retry_after, now)
        if asked is not None:
            return min(asked, self.longest_pause)
        return min(self.first_pause * 2**attempt, self.longest_pause) * (0.5 + self.jitter() / 2)


def _seconds(retry_after: str | None, now: float) -> float | None:
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (TypeError, ValueError):
        return None


def tls_context(settings: ConnectionSettings) -> ssl.SSLContext:
    """The TLS settings of a connection.

    Raises:
        InvalidInput: the CA file cannot be read, or OpenSSL does not know the ciphers.
    """
    if settings.ca_path and not os.access(settings.ca_path, os.R_OK):
        raise InvalidInput(
            [f"ca_path {settings.ca_path!r} cannot be read"], remedy="Give a PEM file, or a directory of them."
        )
    try:
        if settings.ca_path and os.path.isdir(settings.ca_path):
            context = ssl.create_default_context(capath=settings.ca_path)
        else:
            context = ssl.create_default_context(cafile=settings.ca_path)
    except (ssl.SSLError, OSError) as error:
        raise InvalidInput(
            [f"ca_path {settings.ca_path!r} holds no certificate that can be read"], remedy="Give a PEM file."
        ) from error
    if not settings.validate_certs:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if settings.ciphers:
        try:
            context.set_ciphers(settings.ciphers)
        except ssl.SSLError as error:
            raise InvalidInput(
                [f"ciphers {settings.ciphers!r} is not a list that OpenSSL knows"],
                remedy="For old PBXs with weak keys, DEFAULT@SECLEVEL=1 is usual.",
            ) from error
    return context


def proxy_for(settings: ConnectionSettings, environment: Mapping[str, str] | None = None) -> str | None:
    """The proxy to use: the option, else the environment's, unless no_proxy names the host.

    Read here rather than by httpx, which would ask the operating system and may crash a forked worker on macOS.
    """
    if settings.proxy is not None:
        return settings.proxy or None
    proxies = dict(environment) if environment is not None else getproxies_environment()
    if proxy_bypass_environment(settings.host, proxies):
        return None
    return proxies.get(urlsplit(settings.url).scheme) or proxies.get("all")


class Transport:
    """One connection pool to one PBX. Not to be shared by processes."""

    def __init__(
        self,
        settings: ConnectionSettings,
        *,
        clock: Clock | None = None,
        retries: Retries | None = None,
        backend: httpx.BaseTransport | None = None,
        connections: int = 4,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.retries = retries or Retries()
        options = {"transport": backend} if backend else self._network(settings)
        try:
            self._client = httpx.Client(
                timeout=httpx.Timeout(settings.timeout, connect=min(settings.timeout, 10.0)),
                limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
                trust_env=False,
                follow_redirects=False,
                **options,
            )
        except ImportError as error:
            raise InvalidInput(["a SOCKS proxy needs the Python package socksio"]) from error

    @staticmethod
    def _network(settings: ConnectionSettings) -> dict[str, object]:
        try:
            proxy = httpx.Proxy(address) if (address := proxy_for(settings)) else None
        except (ValueError, httpx.InvalidURL) as error:
            raise InvalidInput(["proxy is not of the form http://host:port"]) from error
        return {"verify": tls_context(settings), "proxy": proxy}

    def close(self) -> None:
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        *,
        operation: str,
        writes: bool,
        timeout: float | None = None,
        max_answer: int | None = None,
        final: Callable[[Answer], bool] = lambda answer: False,
    ) -> Answer:
        """Send one request. A read is repeated with pauses, a write never once it may have arrived.

        ``final`` tells which answers are the API's own although their HTTP status is an error's: those are returned.

        Raises:
            ConnectionFailed: nothing was carried out.
            DoubtfulWrite: a write was sent and its outcome is not known.
            UnexpectedAnswer: the answer is larger than ``max_answer`` bytes.
        """
        limit = max_answer or self.settings.max_answer
        return self._repeat(
            lambda: self._once(method, url, content, headers, timeout, limit),
            operation,
            writes=writes,
            limit=limit,
            final=final,
        )

    def download(
        self,
        method: str,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        sink: Sink,
        *,
        operation: str,
        max_size: int,
        time_limit: float,
    ) -> Answer:
        """Send a read whose answer goes to ``sink`` piece by piece. It is repeated as reads are, each time anew.

        ``max_size`` is in bytes, ``time_limit`` in seconds for all attempts together. The answer's content is empty;
        with another HTTP status than 200 it is the server's, and the sink gets nothing.

        Raises:
            ConnectionFailed: it did not arrive whole, or not in time.
            UnexpectedAnswer: it is larger than ``max_size``.
        """
        deadline = self.clock.now() + time_limit

        def once() -> Answer | None:
            sink.begin()
            size = 0
            with self._client.stream(method, url, content=content, headers=dict(headers)) as response:
                if response.status_code != httpx.codes.OK:
                    return self._answer(response, self.settings.max_answer)
                for chunk in response.iter_bytes():
                    size += len(chunk)
                    if size > max_size:
                        return None
                    if self.clock.now() > deadline:
                        raise ConnectionFailed(
                            f"the download took longer than {time_limit:g} seconds and was given up",
                            operation=operation,
                            remedy="Allow it more time, or run again when the network is faster.",
                        )
                    sink.write(chunk)
                return Answer(response.status_code, response.headers, b"")

        return self._repeat(once, operation, writes=False, limit=max_size)

    def _repeat(
        self,
        once: Callable[[], Answer | None],
        operation: str,
        *,
        writes: bool,
        limit: int,
        final: Callable[[Answer], bool] = lambda answer: False,
    ) -> Answer:
        """Send until there is an answer that is the caller's; None from ``once`` is one larger than ``limit`` bytes."""
        attempt = 0
        while True:
            retry_after = None
            try:
                answer = once()
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                failure = self._failure(error, operation, writes)
                if not self._may_repeat(failure, error, writes):
                    raise failure from error
            else:
                if answer is None:
                    raise self._too_large(operation, writes, limit)
                if answer.status not in _REPEATABLE_STATUS or final(answer):
                    return answer
                retry_after = answer.headers.get("retry-after")
                failure = self._refused(answer, operation, writes)
                if writes and answer.status != 429:
                    raise failure
            attempt += 1
            if attempt >= self.retries.attempts:
                raise failure
            self.clock.sleep(self.retries.pause(attempt - 1, retry_after, self.clock.now()))

    def _once(
        self, method: str, url: str, content: bytes, headers: Mapping[str, str], timeout: float | None, max_answer: int
    ) -> Answer | None:
        more = {} if timeout is None else {"timeout": timeout}
        with self._client.stream(method, url, content=content, headers=dict(headers), **more) as response:
            return self._answer(response, max_answer)

    @staticmethod
    def _answer(response: httpx.Response, max_answer: int) -> Answer | None:
        chunks, size = [], 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > max_answer:
                return None
            chunks.append(chunk)
        return Answer(response.status_code, response.headers, b"".join(chunks))

    def _may_repeat(self, failure: PbxError, error: Exception, writes: bool) -> bool:
        if isinstance(failure, DoubtfulWrite):
            return False
        return not (
            _cause(error, ssl.SSLError) or _cause(error, socket.gaierror) or isinstance(error, httpx.InvalidURL)
        )

    def _failure(self, error: Exception, operation: str, writes: bool) -> PbxError:
        settings = self.settings
        never_sent = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError))
        never_sent = never_sent or isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL))
        verification = _cause(error, ssl.SSLCertVerificationError)
        tls = _cause(error, ssl.SSLError)
        if verification:
            return ConnectionFailed(
                f"the certificate of {settings.host} does not verify ({verification.verify_message})",
                operation=operation,
                remedy="Give the authority's certificate as ca_path; validate_certs: false only where you must.",
            )
        if never_sent and tls:
            weak = "DH_KEY_TOO_SMALL" in str(tls) or "HANDSHAKE_FAILURE" in str(tls)
            return ConnectionFailed(
                f"TLS with {settings.host} failed ({tls.reason or tls})",
                operation=operation,
                remedy="Old firmware with weak keys needs ciphers: DEFAULT@SECLEVEL=1."
                if weak
                else "Check that url names an HTTPS port.",
            )
        if _cause(error, socket.gaierror):
            return ConnectionFailed(
                f"the host {settings.host} does not resolve", operation=operation, remedy="Check url, or the DNS."
            )
        words = f"{settings.host}: {str(error) or type(error).__name__}"
        timed_out = isinstance(error, httpx.TimeoutException)
        if writes and not never_sent:
            what = "no answer in time" if timed_out else "the connection broke before the answer"
            return DoubtfulWrite(f"{what} ({words})", operation=operation, still_running=timed_out)
        return ConnectionFailed(
            f"no answer ({words})",
            operation=operation,
            remedy="Check url, network, and whether the PBX has blocked this address.",
        )

    @staticmethod
    def _refused(answer: Answer, operation: str, writes: bool) -> PbxError:
        kind = DoubtfulWrite if writes and answer.status != 429 else ConnectionFailed
        return kind(
            "the server answered with an error instead of the API's answer",
            operation=operation,
            code=f"HTTP {answer.status}",
            remedy="Try again later; if it lasts, look at the PBX's own state.",
        )

    @staticmethod
    def _too_large(operation: str, writes: bool, limit: int) -> PbxError:
        what = f"the answer is larger than {limit / MEBIBYTE:g} MiB and was not read"
        if writes:
            return DoubtfulWrite(what, operation=operation)
        return UnexpectedAnswer(what, operation=operation, remedy="Check url, or allow a larger answer.")


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    """The first exception of a kind in the chain of causes."""
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None
