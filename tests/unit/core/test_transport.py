# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP: retries of reads, no repeat of writes, size, TLS and DNS, proxies."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import (
    ConnectionFailed,
    DoubtfulWrite,
    InvalidInput,
    PbxError,
    UnexpectedAnswer,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import (
    Answer,
    ConnectionSettings,
    Retries,
    Transport,
    proxy_for,
    tls_context,
)
from tests.unit.core.fake_clock import FakeClock

URL = "https://pbx.example.com:8089"
Reply = httpx.Response | Exception


def chained(error: Exception, cause: Exception) -> Exception:
    """``error`` as httpx raises it: with the network's own error as its cause."""
    error.__cause__ = cause
    return error


class Server:
    """Gives the replies in turn, the last one for ever; exceptions are raised."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[httpx.Request] = []
        self.clock = FakeClock()
        retries = Retries(jitter=lambda: 1.0)
        settings = ConnectionSettings(URL, max_answer=1000)
        self.transport = Transport(
            settings, clock=self.clock, retries=retries, backend=httpx.MockTransport(self._answer)
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply

    def send(self, *, writes: bool = False, **more: Any) -> Answer:
        headers = {"X-Test": "1"}
        return self.transport.send("POST", f"{URL}/api", b"body", headers, operation="getThing", writes=writes, **more)


def status(code: int, **headers: str) -> httpx.Response:
    return httpx.Response(code, headers=headers, content=b"busy")


OK = httpx.Response(200, content=b"fine")
CUT = httpx.RemoteProtocolError("Server disconnected without sending a response.")
TIMEOUT = httpx.ReadTimeout("timed out")
NEVER_CONNECTED = [
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("timed out"),
    httpx.PoolTimeout("busy"),
    httpx.ProxyError("407"),
]
BROKEN = [CUT, TIMEOUT, httpx.ReadError("reset"), httpx.WriteError("pipe"), httpx.WriteTimeout("slow")]


def test_a_request_is_sent_as_given_and_its_answer_returned() -> None:
    server = Server(httpx.Response(200, headers={"X-Answer": "2"}, content=b"fine"))
    answer = server.send()
    assert (answer.status, answer.content, answer.headers["x-answer"]) == (200, b"fine", "2")
    (request,) = server.requests
    assert (request.method, str(request.url), request.content) == ("POST", f"{URL}/api", b"body")
    assert request.headers["x-test"] == "1"


@pytest.mark.parametrize("code", [200, 301, 400, 401, 403, 404, 501])
@pytest.mark.parametrize("writes", [False, True])
def test_answers_that_are_not_the_servers_own_trouble_are_the_callers(code: int, writes: bool) -> None:
    server = Server(status(code, location="https://elsewhere"))
    assert server.send(writes=writes).status == code
    assert len(server.requests) == 1, "redirects are not followed"
    assert server.clock.slept == []


@pytest.mark.parametrize("trouble", [*map(status, (429, 500, 502, 503, 504)), *BROKEN, *NEVER_CONNECTED], ids=repr)
def test_reads_are_repeated_with_growing_pauses(trouble: Reply) -> None:
    server = Server(trouble, trouble, OK)
    assert server.send().content == b"fine"
    assert len(server.requests) == 3
    assert server.clock.slept == [0.5, 1.0]


@pytest.mark.parametrize("trouble", [status(503), *BROKEN, *NEVER_CONNECTED], ids=repr)
def test_reads_are_given_up_after_four_tries(trouble: Reply) -> None:
    server = Server(trouble)
    with pytest.raises(ConnectionFailed) as caught:
        server.send()
    assert len(server.requests) == 4
    assert server.clock.slept == [0.5, 1.0, 2.0]
    assert caught.value.operation == "getThing"
    assert caught.value.remedy


@given(st.integers(0, 60), st.floats(0, 1))
def test_pauses_double_up_to_a_limit_and_are_never_less_than_half(attempt: int, chance: float) -> None:
    retries = Retries(jitter=lambda: chance)
    full = min(0.5 * 2**attempt, 30.0)
    assert full / 2 <= retries.pause(attempt, None, 0.0) <= full


def test_retry_after_in_seconds_is_honoured() -> None:
    server = Server(status(503, **{"Retry-After": "7"}), OK)
    server.send()
    assert server.clock.slept == [7.0]


def test_retry_after_as_a_date_is_honoured() -> None:
    server = Server(status(429, **{"Retry-After": formatdate(1_000_012, usegmt=True)}), OK)
    server.send()
    assert server.clock.slept == [12.0]


def test_retry_after_in_the_past_means_now_and_far_ahead_the_longest_pause() -> None:
    retries = Retries()
    assert retries.pause(0, formatdate(5, usegmt=True), 100.0) == 0.0
    assert retries.pause(0, "86400", 0.0) == 30.0


@given(st.text(max_size=30))
def test_any_retry_after_gives_a_pause(text: str) -> None:
    assert 0.0 <= Retries().pause(0, text, 1_000_000.0) <= 30.0


@pytest.mark.parametrize("code", [500, 502, 503, 504])
def test_a_write_answered_with_a_servers_error_is_in_doubt_and_not_repeated(code: int) -> None:
    server = Server(status(code, **{"Retry-After": "1"}), OK)
    with pytest.raises(DoubtfulWrite) as caught:
        server.send(writes=True)
    assert len(server.requests) == 1
    assert caught.value.code == f"HTTP {code}"
    assert caught.value.still_running is False


@pytest.mark.parametrize("error", BROKEN, ids=repr)
def test_a_write_that_was_cut_or_timed_out_is_in_doubt_and_not_repeated(error: Exception) -> None:
    server = Server(error, OK)
    with pytest.raises(DoubtfulWrite) as caught:
        server.send(writes=True)
    assert len(server.requests) == 1
    assert caught.value.still_running is isinstance(error, httpx.TimeoutException)


@pytest.mark.parametrize("error", NEVER_CONNECTED, ids=repr)
def test_a_write_that_never_left_is_repeated(error: Exception) -> None:
    server = Server(error, OK)
    assert server.send(writes=True).status == 200
    assert len(server.requests) == 2


def test_a_write_that_never_left_is_not_in_doubt_when_given_up() -> None:
    with pytest.raises(ConnectionFailed):
        Server(httpx.ConnectError("refused")).send(writes=True)


def test_a_write_refused_for_the_rate_of_requests_is_repeated() -> None:
    server = Server(status(429, **{"Retry-After": "3"}), OK)
    assert server.send(writes=True).status == 200
    assert server.clock.slept == [3.0]
    with pytest.raises(ConnectionFailed, match="HTTP 429"):
        Server(status(429)).send(writes=True)


@pytest.mark.parametrize("chunked", [False, True])
def test_an_answer_beyond_the_limit_is_not_read(chunked: bool) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * 500

    content = chunks() if chunked else b"x" * 1001
    server = Server(httpx.Response(200, content=content))
    with pytest.raises(UnexpectedAnswer, match=r"larger than 0\.00095"):
        server.send()
    assert len(server.requests) == 1


def test_an_answer_within_the_limit_is_read() -> None:
    assert len(Server(httpx.Response(200, content=b"x" * 1000)).send().content) == 1000
    assert len(Server(httpx.Response(200, content=b"x" * 1500)).send(max_answer=1500).content) == 1500
    with pytest.raises(UnexpectedAnswer, match="larger than 2 MiB"):
        Server(httpx.Response(200, content=b"x" * (2 * 1024**2 + 1))).send(max_answer=2 * 1024**2)


def test_an_answer_beyond_the_limit_leaves_a_write_in_doubt() -> None:
    with pytest.raises(DoubtfulWrite):
        Server(httpx.Response(200, content=b"x" * 1001)).send(writes=True)


def test_the_time_limit_can_be_set_for_one_request() -> None:
    server = Server(OK)
    server.send()
    server.send(timeout=120.0)
    limits = [request.extensions["timeout"] for request in server.requests]
    assert limits[0]["read"] == 30.0
    assert limits[0]["connect"] == 10.0
    assert limits[1]["read"] == 120.0


def failure(error: Exception, *, writes: bool = False) -> PbxError:
    server = Server(error)
    with pytest.raises(PbxError) as caught:
        server.send(writes=writes)
    assert len(server.requests) == 1, "what no second try can mend is not tried again"
    return caught.value


def test_a_certificate_that_does_not_verify_is_told_with_its_remedy() -> None:
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_message = "self-signed certificate"
    error = failure(chained(httpx.ConnectError("verify failed"), cause))
    assert isinstance(error, ConnectionFailed)
    assert "certificate of pbx.example.com does not verify (self-signed certificate)" in str(error)
    assert "ca_path" in str(error.remedy)


def tls_error(reason: str) -> Exception:
    cause = ssl.SSLError(1, f"[SSL: {reason}] failed (_ssl.c:1000)")
    cause.reason = reason
    return chained(httpx.ConnectError("tls"), cause)


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        ("DH_KEY_TOO_SMALL", "ciphers: DEFAULT@SECLEVEL=1"),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", "ciphers: DEFAULT@SECLEVEL=1"),
        ("WRONG_VERSION_NUMBER", "HTTPS port"),
    ],
)
def test_a_failed_handshake_is_told_with_its_remedy(reason: str, remedy: str) -> None:
    for writes in (False, True):
        error = failure(tls_error(reason), writes=writes)
        assert isinstance(error, ConnectionFailed), "nothing was sent"
        assert f"TLS with pbx.example.com failed ({reason})" in str(error)
        assert remedy in str(error.remedy)


def test_a_name_that_does_not_resolve_is_told() -> None:
    cause = socket.gaierror(-2, "Name or service not known")
    error = failure(chained(httpx.ConnectError("dns"), cause))
    assert "the host pbx.example.com does not resolve" in str(error)
    assert "DNS" in str(error.remedy)


# -- settings


@pytest.mark.parametrize(
    "url",
    [
        "",
        "pbx",
        "pbx:8089",
        "ftp://pbx",
        "https://",
        "https:///api",
        "https://[::1",
        "https://pbx:port",
        "https://pbx:99999",
    ],
)
def test_urls_that_name_no_server_are_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="not of the form https://host:port"):
        ConnectionSettings(url)


@pytest.mark.parametrize("url", ["https://user:s3cret@pbx", "user:s3cret@pbx:8089", "https:/user:s3cret@pbx"])
def test_urls_with_credentials_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(InvalidInput, match="must not contain credentials") as caught:
        ConnectionSettings(url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["https://pbx", "http://pbx:80/", "https://192.0.2.1:8089/api", "https://[2001:db8::1]:8089"]
)
def test_urls_of_servers_are_taken(url: str) -> None:
    assert ConnectionSettings(url).host


@pytest.mark.parametrize(
    ("option", "environment", "proxy"),
    [
        (None, {}, None),
        ("http://p:1", {}, "http://p:1"),
        ("http://p:1", {"https": "http://q:2", "no": "pbx.example.com"}, "http://p:1"),
        ("", {"https": "http://q:2"}, None),
        (None, {"https": "http://q:2", "http": "http://r:3"}, "http://q:2"),
        (None, {"http": "http://r:3"}, None),
        (None, {"all": "http://s:4"}, "http://s:4"),
        (None, {"https": "http://q:2", "no": "other.example.com"}, "http://q:2"),
        (None, {"https": "http://q:2", "no": "pbx.example.com"}, None),
        (None, {"https": "http://q:2", "no": "localhost,.example.com"}, None),
        (None, {"all": "http://q:2", "no": "*"}, None),
    ],
)
def test_the_proxy_is_the_options_else_the_environments(
    option: str | None, environment: dict[str, str], proxy: str | None
) -> None:
    assert proxy_for(ConnectionSettings(URL, proxy=option), environment) == proxy


def test_the_environments_proxies_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_for(ConnectionSettings(URL)) is None
    monkeypatch.setenv("HTTPS_PROXY", "http://q:2")
    assert proxy_for(ConnectionSettings(URL)) == "http://q:2"
    monkeypatch.setenv("NO_PROXY", "pbx.example.com:8089,pbx.example.com")
    assert proxy_for(ConnectionSettings(URL)) is None


@pytest.mark.parametrize("proxy", ["proxy", "ftp://user:s3cret@proxy", "http://user:s3cret@proxy:port"])
def test_proxies_that_cannot_be_are_refused_and_not_repeated(proxy: str) -> None:
    with pytest.raises(InvalidInput, match="proxy is not of the form http://host:port") as caught:
        Transport(ConnectionSettings(URL, proxy=proxy))
    assert "s3cret" not in str(caught.value)


def test_a_proxy_is_used() -> None:
    transport = Transport(ConnectionSettings(URL, proxy="http://proxy:3128"))
    assert transport._client._mounts, "httpx mounts proxies"
    transport.close()


def test_httpx_reads_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://q:2")
    monkeypatch.setenv("NO_PROXY", "*")
    transport = Transport(ConnectionSettings(URL))
    assert not transport._client._mounts
    assert transport._client.trust_env is False
    transport.close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def pem(directory: Path, authority: trustme.CA) -> Path:
    path = directory / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def test_certificates_are_checked_against_a_file(tmp_path: Path, authority: trustme.CA) -> None:
    context = tls_context(ConnectionSettings(URL, ca_path=str(pem(tmp_path, authority))))
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname is True
    assert len(context.get_ca_certs()) == 1


def test_certificates_are_checked_against_a_directory(tmp_path: Path, authority: trustme.CA) -> None:
    pem(tmp_path, authority)
    assert tls_context(ConnectionSettings(URL, ca_path=str(tmp_path))).verify_mode is ssl.CERT_REQUIRED


def test_certificates_are_checked_unless_that_is_switched_off() -> None:
    assert tls_context(ConnectionSettings(URL)).verify_mode is ssl.CERT_REQUIRED
    context = tls_context(ConnectionSettings(URL, validate_certs=False))
    assert context.verify_mode is ssl.CERT_NONE
    assert context.check_hostname is False


def test_ciphers_are_set() -> None:
    context = tls_context(ConnectionSettings(URL, ciphers="ECDHE-RSA-AES128-GCM-SHA256"))
    assert "ECDHE-RSA-AES128-GCM-SHA256" in {cipher["name"] for cipher in context.get_ciphers()}
    with pytest.raises(InvalidInput, match="'no-such-cipher' is not a list that OpenSSL knows"):
        tls_context(ConnectionSettings(URL, ciphers="no-such-cipher"))


def no_file(directory: Path) -> Path:
    return directory / "missing.pem"


def no_certificate(directory: Path) -> Path:
    path = directory / "text.pem"
    path.write_text("hello")
    return path


@pytest.mark.parametrize(
    ("make", "words"), [(no_file, "cannot be read"), (no_certificate, "holds no certificate that can be read")]
)
def test_authorities_that_cannot_be_read_are_refused(make: Callable[[Path], Path], words: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=words):
        tls_context(ConnectionSettings(URL, ca_path=str(make(tmp_path))))


@pytest.mark.parametrize("writes", [False, True])
def test_an_error_status_that_is_the_apis_own_answer_is_returned(writes: bool) -> None:
    server = Server(httpx.Response(500, content=b"<Fault/>"))
    answer = server.transport.send(
        "POST", URL, b"", {}, operation="op", writes=writes, final=lambda answer: b"Fault" in answer.content
    )
    assert (answer.status, len(server.requests)) == (500, 1)


def test_an_error_status_that_is_not_is_treated_as_ever() -> None:
    server = Server(httpx.Response(500, content=b"<html>"))
    with pytest.raises(DoubtfulWrite):
        server.transport.send("POST", URL, b"", {}, operation="op", writes=True, final=lambda answer: False)
