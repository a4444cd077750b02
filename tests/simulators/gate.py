# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of every vendor request: understand it, spoil it if a fault says so, carry it out, log it, answer."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from tests.simulators.faults import Fault, Faults
from tests.simulators.journal import Journal
from tests.simulators.system import Answer, System, WireRequest

OVERSIZE_BYTES = 3_000_000
GARBAGE = bytes(range(128, 256)) + b'{"response": <'
LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Login</title></head>"
    '<body><form method="post"><input name="user"><input type="password" name="pw"></form></body></html>'
)


class Gate:
    """ASGI application in front of one system. ``scope["state"]["transport"]`` must be the connection's transport."""

    def __init__(self, system: System, journal: Journal, faults: Faults) -> None:
        self.system = system
        self.journal = journal
        self.faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = await _request(scope, receive)
        call = self.system.identify(request)
        entry = self.journal.open(call)
        fault = self.faults.take(call)
        if self.system.options.latency_ms:
            await asyncio.sleep(self.system.options.latency_ms / 1000)
        if fault is None:
            entry["carried_out"] = True
            answer = self.system.carry_out(call)
            self.journal.close(entry, answer)
            await _send(send, answer)
            return

        entry["fault"] = fault.effect
        if fault.works_first:
            entry["carried_out"] = True
            true_answer = self.system.carry_out_forgetting(fault.altered(call), fault.fields)
            entry["vendor_status"] = true_answer.vendor_status
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.effect == "delay" and not fault.works_first:
            entry["carried_out"] = True
            true_answer = self.system.carry_out(call)
        if fault.effect in ("cut_before", "cut_after"):
            self.journal.close(entry, None)
            await _cut(scope, receive)
            return
        answer = true_answer if fault.effect in ("delay", "truncate", "alter", "forget") else self._wrong_answer(fault)
        self.journal.close(entry, answer)
        if fault.effect == "truncate":
            half = answer.body[: len(answer.body) // 2]
            if fault.cut:
                await _send(send, answer, body=half)
                await _cut(scope, receive)
                return
            answer = dataclasses.replace(answer, body=half)
        await _send(send, answer, chunked=fault.chunked)

    def _wrong_answer(self, fault: Fault) -> Answer:
        if fault.effect == "vendor_error":
            answer = self.system.error(fault.code, fault.response)
        elif fault.effect == "status":
            text = fault.body if fault.body is not None else f"<html><body>{fault.status}</body></html>"
            answer = Answer(text.encode(), fault.status, "text/html")
        elif fault.effect == "html":
            answer = Answer((fault.body or LOGIN_PAGE).encode(), content_type="text/html; charset=utf-8")
        elif fault.effect == "oversize":
            answer = Answer(b'{"padding": "' + b"x" * max((fault.bytes or OVERSIZE_BYTES) - 15, 0) + b'"}')
        else:
            wanted = fault.bytes or 64
            answer = Answer((GARBAGE * (wanted // len(GARBAGE) + 1))[:wanted])
        return dataclasses.replace(answer, headers=fault.headers) if fault.headers else answer


async def _request(scope: Scope, receive: Receive) -> WireRequest:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return WireRequest(
        method=scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
        address=scope["client"][0] if scope.get("client") else "",
        scheme=scope["scheme"],
    )


async def _send(send: Send, answer: Answer, body: bytes | None = None, chunked: bool = False) -> None:
    """Send ``answer``. With ``body`` less is sent than the header announces, and the answer stays open."""
    headers = [(b"content-type", answer.content_type.encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    if not chunked:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.http_status, "headers": headers})
    message: dict[str, Any] = {"type": "http.response.body", "body": answer.body if body is None else body}
    await send({**message, "more_body": body is not None})


async def _cut(scope: Scope, receive: Receive) -> None:
    """Drop the connection as a dead peer would, and wait until the server has noticed."""
    scope["state"]["transport"].abort()
    while (await receive())["type"] != "http.disconnect":
        pass
