# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads: piece by piece, repeated as reads are, within size and time."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import ConnectionFailed, UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import (
    Answer,
    ConnectionSettings,
    Retries,
    Transport,
)
from tests.unit.core.fake_clock import FakeClock

URL = "https://pbx.example.com:8089"


class Pieces(httpx.SyncByteStream):
    """A body that comes in pieces; exceptions are raised, functions called in between."""

    def __init__(self, *pieces: object) -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            if callable(piece):
                piece()
            else:
                assert isinstance(piece, bytes)
                yield piece


class Recorder:
    """A sink that remembers each attempt's pieces."""

    def __init__(self) -> None:
        self.attempts: list[list[bytes]] = []

    def begin(self) -> None:
        self.attempts.append([])

    def write(self, chunk: bytes) -> None:
        self.attempts[-1].append(chunk)

    @property
    def content(self) -> bytes:
        return b"".join(self.attempts[-1])


class Server:
    """Gives the replies in turn, the last for ever."""

    def __init__(self, *replies: httpx.Response | Exception) -> None:
        self.replies = list(replies)
        self.requests: list[httpx.Request] = []
        self.clock = FakeClock()
        self.sink = Recorder()
        self.transport = Transport(
            ConnectionSettings(URL, max_answer=1000),
            clock=self.clock,
            retries=Retries(jitter=lambda: 1.0),
            backend=httpx.MockTransport(self._answer),
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply

    def download(self, *, max_size: int = 10_000, time_limit: float = 60.0) -> Answer:
        return self.transport.download(
            "POST",
            f"{URL}/api",
            b"body",
            {"X-Test": "1"},
            self.sink,
            operation="getFile",
            max_size=max_size,
            time_limit=time_limit,
        )


def body(*pieces: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, stream=Pieces(*pieces))


def test_a_file_goes_to_the_sink_and_not_into_the_answer() -> None:
    server = Server(body(b"a" * 5000, b"b" * 4000))
    answer = server.download()
    assert (answer.status, answer.content) == (200, b"")
    assert server.sink.content == b"a" * 5000 + b"b" * 4000, "more than an answer may have"
    (request,) = server.requests
    assert (request.method, request.content, request.headers["x-test"]) == ("POST", b"body", "1")


@pytest.mark.parametrize("trouble", [httpx.ReadError("reset"), httpx.ReadTimeout("slow")], ids=repr)
def test_a_download_that_breaks_begins_anew(trouble: Exception) -> None:
    server = Server(body(b"first half", trouble), httpx.ConnectError("refused"), body(b"first half", b"second half"))
    server.download()
    assert server.sink.content == b"first halfsecond half"
    assert len(server.requests) == 3
    assert server.clock.slept == [0.5, 1.0]


def test_a_server_in_trouble_is_asked_again() -> None:
    server = Server(body(b"busy", status=503), body(b"file"))
    server.download()
    assert server.sink.content == b"file"


@pytest.mark.parametrize("status", [301, 400, 403, 404, 501])
def test_another_status_is_the_callers_and_nothing_for_the_sink(status: int) -> None:
    server = Server(body(b"no such file", status=status))
    answer = server.download()
    assert (answer.status, answer.content) == (status, b"no such file")
    assert server.sink.attempts == [[]]


def test_more_than_allowed_is_not_taken() -> None:
    server = Server(body(*[b"x" * 100] * 10))
    with pytest.raises(UnexpectedAnswer, match="larger than"):
        server.download(max_size=950)
    assert len(server.sink.content) == 900
    assert len(server.requests) == 1


def test_a_download_that_takes_too_long_is_given_up_and_not_repeated() -> None:
    server = Server()
    server.replies = [body(b"a", lambda: server.clock.sleep(61), b"b", b"c")]
    with pytest.raises(ConnectionFailed, match="took longer than 60 seconds") as caught:
        server.download()
    assert caught.value.operation == "getFile"
    assert len(server.requests) == 1
    assert server.sink.content == b"a"


def test_the_time_is_that_of_all_attempts_together() -> None:
    server = Server()
    slow = lambda: server.clock.sleep(40)  # noqa: E731
    server.replies = [body(b"a", slow, httpx.ReadError("cut")), body(b"a", slow, b"b")]
    with pytest.raises(ConnectionFailed, match="took longer"):
        server.download()


def test_reads_that_fail_for_good_are_given_up_after_four_tries() -> None:
    server = Server(httpx.ReadError("reset"))
    with pytest.raises(ConnectionFailed):
        server.download()
    assert len(server.requests) == 4
