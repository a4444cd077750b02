# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A VoipNow whose answers a test writes down: tokens and WSDL are real, everything else is scripted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
from lxml import etree

from ansible_collections.telephony.pbx.plugins.module_utils.core.document_cache import DocumentCache
from ansible_collections.telephony.pbx.plugins.module_utils.core.session_cache import SessionCache
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import ConnectionSettings, Retries, Transport
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.client import App, VoipNowClient
from tests.unit.core.fake_clock import FakeClock
from tests.unit.voipnow.small_schema import DOCUMENTS

URL = "https://voipnow.example.com"
APP_ID, SECRET = "app-1", "sec-7316-S3cret"
Reply = str | httpx.Response | Exception


def envelope(body: str) -> str:
    return (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Header/><s:Body>{body}</s:Body></s:Envelope>'
    )


def answer(operation: str, content: str = "") -> str:
    """An answer; ``content`` is the XML inside it."""
    return envelope(f"<{operation}Response>{content}</{operation}Response>")


def fault(code: str, words: str) -> httpx.Response:
    """A fault as SOAP 1.1 wants it: with HTTP status 500."""
    body = f"<s:Fault><faultcode>{code}</faultcode><faultstring>{words}</faultstring></s:Fault>"
    return httpx.Response(500, content=envelope(body).encode())


def local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


@dataclass
class ScriptedVoipNow:
    """``script(operation, ...)`` gives the replies to an operation in turn, the last for ever.

    ``requests`` are the bodies that arrived, by operation, as elements; ``tokens`` those that are good.
    """

    directory: Path
    requests: list[Any] = field(default_factory=list)
    raw: list[httpx.Request] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=lambda: dict(DOCUMENTS))
    fetched: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    token_replies: list[Any] = field(default_factory=list)
    expires_in: Any = 3600
    clock: FakeClock = field(default_factory=FakeClock)
    log: list[str] = field(default_factory=list)
    replies: dict[str, list[Any]] = field(default_factory=dict)

    def script(self, operation: str, *replies: Reply | Callable[[Any], Reply]) -> None:
        self.replies[operation] = list(replies)

    def client(self, *, stored: bool = True, **app: Any) -> VoipNowClient:
        """A client as another process would make it."""
        app = {"app_id": APP_ID, "app_secret": SECRET, **app}
        transport = Transport(
            ConnectionSettings(URL),
            clock=self.clock,
            retries=Retries(jitter=lambda: 1.0),
            backend=httpx.MockTransport(self._answer),
        )
        directory = str(self.directory / "cache")
        cache = SessionCache(directory, ("voipnow", URL, app["app_id"]), app["app_secret"], stored=stored)
        documents = DocumentCache(directory, self.clock) if stored else None
        return VoipNowClient(transport, App(**app), cache, documents, log=self.log.append)

    @property
    def operations(self) -> list[str]:
        return [local(request) for request in self.requests]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.raw.append(request)
        if request.url.path == "/oauth/token.php":
            return self._token(request)
        if request.url.path.startswith("/soap2/schema/"):
            return self._document(request)
        root = etree.fromstring(request.content)
        body = root[1][0]
        self.requests.append(body)
        scripted = self.replies.get(local(body))
        reply: Any = answer(local(body), "<result>success</result>")
        if root[0][0][0].text not in self.tokens:
            reply = fault("SOAP-ENV:Client", "Invalid access token")
        elif scripted:
            reply = scripted.pop(0) if len(scripted) > 1 else scripted[0]
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, httpx.Response) else httpx.Response(200, content=reply.encode())

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode()))
        self.forms.append(form)
        if self.token_replies:
            reply = self.token_replies.pop(0)
            if isinstance(reply, Exception):
                raise reply
            return reply
        if (form["client_id"], form["client_secret"]) != (APP_ID, SECRET):
            return httpx.Response(401, json={"error": "invalid_client"})
        self.tokens.append(f"1|token{len(self.tokens) + 1}-of-7316|1|x")
        return httpx.Response(200, json={"access_token": self.tokens[-1], "expires_in": self.expires_in})

    def _document(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.removeprefix("/soap2/schema/latest/")
        self.fetched.append(name)
        found = self.documents.get(name)
        if isinstance(found, httpx.Response):
            return found
        return httpx.Response(404) if found is None else httpx.Response(200, content=found.encode())
