# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated UCM per test process, reset for every test, and the smallest client that can talk to it."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.simulators.client import Simulator, start
from tests.simulators.journal import LOG_DIR_VARIABLE


class Api:
    """Speaks the UCM's wire. A call gives the whole answer; ``ok`` the response of a call that must succeed."""

    def __init__(self, pbx: Simulator, local_address: str | None = None) -> None:
        self.pbx = pbx
        self.cookie: str | None = None
        verify = ssl.create_default_context(cafile=pbx.ca) if pbx.ca else False
        transport = httpx.HTTPTransport(verify=verify, local_address=local_address, trust_env=False)
        self.http = httpx.Client(base_url=pbx.url, transport=transport, timeout=20)

    def raw(self, **request: Any) -> dict[str, Any]:
        return self.http.post("/api", json={"request": request}).json()

    def __call__(self, action: str, **parameters: Any) -> dict[str, Any]:
        return self.raw(action=action, cookie=self.cookie, **parameters)

    def ok(self, action: str, **parameters: Any) -> dict[str, Any]:
        answer = self(action, **parameters)
        assert answer["status"] == 0, (action, answer)
        return answer["response"]

    def status(self, action: str, **parameters: Any) -> int:
        return self(action, **parameters)["status"]

    def challenge(self, user: str | None = None) -> dict[str, Any]:
        return self.raw(action="challenge", user=user or self.pbx.credentials["username"], version="1.0")

    def answer_challenge(self, challenge: str, password: str | None = None) -> dict[str, Any]:
        text = challenge + (password or self.pbx.credentials["password"])
        token = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        return self.raw(action="login", user=self.pbx.credentials["username"], token=token)

    def login(self) -> Api:
        answer = self.answer_challenge(self.challenge()["response"]["challenge"])
        assert answer["status"] == 0, answer
        self.cookie = answer["response"]["cookie"]
        return self


@pytest.fixture(scope="session")
def running_ucm() -> Iterator[Simulator]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(LOG_DIR_VARIABLE, raising=False)
        pbx = start("ucm", objects=0)
    with pbx:
        yield pbx


@pytest.fixture(autouse=True)
def no_log_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests send says nothing about the collection, so it stays out of its coverage."""
    monkeypatch.delenv(LOG_DIR_VARIABLE, raising=False)


@pytest.fixture
def clients() -> Iterator[Callable[..., Api]]:
    """Makes clients without session; they are closed after the test."""
    made: list[Api] = []

    def make(pbx: Simulator, local_address: str | None = None) -> Api:
        made.append(Api(pbx, local_address))
        return made[-1]

    yield make
    for api in made:
        api.http.close()


@pytest.fixture
def ucm(running_ucm: Simulator, clients: Callable[..., Api]) -> Callable[..., Api]:
    """``ucm(objects=5, shapes="recorded")``: a client with a session on a system that is fresh but for the options."""

    def fresh(objects: int = 5, **options: Any) -> Api:
        running_ucm.reset(objects, **options)
        return clients(running_ucm).login()

    return fresh


@pytest.fixture
def lines(ucm: Callable[..., Any]) -> Callable[..., Any]:
    """A system with a SIP trunk 1, an analog trunk 2 and as many extensions as wanted, but no routes."""

    def make(objects: int = 0, **options: Any) -> Any:
        api = ucm(objects=objects, **options)
        for index in (1, 2, 3) if objects else ():  # born with the system
            for kind in ("inbound_route", "outbound_route"):
                api.pbx.delete(kind, str(index))
        if not objects:
            api.ok("addSIPTrunk", trunk_name="Peer", host="192.0.2.7", trunk_type="peer")
            api.ok("addAnalogTrunk", trunk_name="Line", chans=1, trunkgroup=0)
        return api

    return make
