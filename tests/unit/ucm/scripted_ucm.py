# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A UCM whose answers a test writes down: challenge and login are real, everything else is scripted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from ansible_collections.telephony.pbx.plugins.module_utils.core.session_cache import SessionCache
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import ConnectionSettings, Retries, Transport
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.client import Account, UcmClient
from tests.unit.core.fake_clock import FakeClock

URL = "https://pbx.example.com:8089"
USER, PASSWORD = "ansible", "pw-9472-S3cret"
Reply = dict[str, Any] | list[Any] | bytes | httpx.Response | Exception


def success(**response: Any) -> dict[str, Any]:
    return {"response": response, "status": 0}


def failure(status: int, **response: Any) -> dict[str, Any]:
    return {"response": response, "status": status}


@dataclass
class ScriptedUcm:
    """``script(action, ...)`` gives the replies to an action in turn, the last for ever; functions get the request.

    ``requests`` are the request objects as they arrived; ``cookies`` those that are good.
    """

    directory: Path
    requests: list[dict[str, Any]] = field(default_factory=list)
    raw: list[httpx.Request] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    log: list[str] = field(default_factory=list)
    replies: dict[str, list[Any]] = field(default_factory=dict)
    challenges: int = 0

    def script(self, action: str, *replies: Reply | Callable[[dict[str, Any]], Reply]) -> None:
        self.replies[action] = list(replies)

    def client(
        self,
        *,
        user: str = USER,
        password: str = PASSWORD,
        busy_timeout: float = 150.0,
        url: str = URL,
        stored: bool = True,
    ) -> UcmClient:
        """A client as another process would make it."""
        transport = Transport(
            ConnectionSettings(url),
            clock=self.clock,
            retries=Retries(jitter=lambda: 1.0),
            backend=httpx.MockTransport(self._answer),
        )
        cache = SessionCache(str(self.directory / "cache"), ("ucm", url, user), password, stored=stored)
        return UcmClient(transport, Account(user, password, busy_timeout), cache, log=self.log.append)

    @property
    def actions(self) -> list[str]:
        return [request["action"] for request in self.requests]

    def sent(self, action: str) -> list[dict[str, Any]]:
        return [request for request in self.requests if request["action"] == action]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.raw.append(request)
        parameters = json.loads(request.content)["request"]
        self.requests.append(parameters)
        reply = self._reply(parameters)
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, httpx.Response):
            return reply
        content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        return httpx.Response(200, content=content)

    def _reply(self, parameters: dict[str, Any]) -> Any:
        scripted = self.replies.get(parameters["action"])
        if scripted:
            reply = scripted.pop(0) if len(scripted) > 1 else scripted[0]
            return reply(parameters) if callable(reply) else reply
        if parameters["action"] == "challenge":
            self.challenges += 1
            return success(challenge=f"challenge-{self.challenges}")
        if parameters["action"] == "login":
            return self._log_in(parameters)
        return success() if parameters.get("cookie") in self.cookies else failure(-6)

    def _log_in(self, parameters: dict[str, Any]) -> dict[str, Any]:
        token = hashlib.md5(f"challenge-{self.challenges}{PASSWORD}".encode(), usedforsecurity=False).hexdigest()
        if parameters["user"] != USER or parameters["token"] != token:
            return failure(-37, remain_num=4)
        self.cookies.append(f"sid{len(self.cookies) + 1}-of-9472")
        return success(cookie=self.cookies[-1])
