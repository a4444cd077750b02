# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers for simulated systems: sockets, certificates, uvicorn, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.simulators.certificates import Certificate, issue
from tests.simulators.control import application
from tests.simulators.journal import Journal
from tests.simulators.system import System

KEEP_ALIVE_SECONDS = 75
CONTROL_PATH = "/_sim"


class Connection(HttpToolsProtocol):
    """Hands its transport to the application, which may have to cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        # asyncio leaves this off for sockets from socket.create_server; without it each answer waits 40 ms for an ACK
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)


class Server(uvicorn.Server):
    """Several run in one loop, so signals belong to the caller. Nothing that is open delays the end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await super().shutdown(sockets)


@dataclass
class Listener:
    """One system with its socket."""

    system: System
    socket: socket.socket
    server: Server
    journal: Journal
    url: str
    ca: Path | None

    def announcement(self) -> dict[str, Any]:
        return {
            "vendor": self.system.vendor,
            "url": self.url,
            "ca": str(self.ca) if self.ca else None,
            "credentials": self.system.credentials(),
            "control": self.url + CONTROL_PATH,
        }


def listen(system: System, host: str, port: int, certificate: Certificate | None) -> Listener:
    """Bind (port 0: a free one) and make everything ready to serve."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.create_server((host, port), family=family, backlog=512)
    app, journal = application(system)

    async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(asyncio.CancelledError):  # only the end of the server cancels
            await app(scope, receive, send)

    config = uvicorn.Config(
        quiet,
        http=Connection,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        ssl_certfile=str(certificate.chain) if certificate else None,
        ssl_keyfile=str(certificate.key) if certificate else None,
    )
    scheme = "https" if certificate else "http"
    name = f"[{host}]" if family == socket.AF_INET6 else host
    url = f"{scheme}://{name}:{bound.getsockname()[1]}"
    return Listener(system, bound, Server(config), journal, url, certificate.ca if certificate else None)


def serve(
    systems: Sequence[System],
    *,
    host: str,
    port: int,
    state_dir: Path,
    tls: bool,
    until_stdin_closes: bool,
    announce: Callable[[dict[str, Any]], None],
) -> None:
    """Serve until SIGTERM or SIGINT (or end of input). With a fixed ``port`` systems take that and the next ones."""
    certificate = issue(state_dir, host) if tls else None
    listeners = [listen(system, host, port + index if port else 0, certificate) for index, system in enumerate(systems)]
    try:
        asyncio.run(_serve(listeners, until_stdin_closes, announce))
    finally:
        for listener in listeners:
            listener.journal.save()


async def _serve(
    listeners: Sequence[Listener], until_stdin_closes: bool, announce: Callable[[dict[str, Any]], None]
) -> None:
    def stop() -> None:
        for listener in listeners:
            listener.server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    running = [asyncio.create_task(listener.server.serve(sockets=[listener.socket])) for listener in listeners]
    while not all(listener.server.started for listener in listeners):
        if any(task.done() for task in running):
            break  # gather below raises what went wrong
        await asyncio.sleep(0.005)
    else:
        for listener in listeners:
            announce(listener.announcement())
        if until_stdin_closes:
            _watch_stdin(lambda: loop.call_soon_threadsafe(stop))
    await asyncio.gather(*running)


def _watch_stdin(stop: Callable[[], object]) -> None:
    """A daemon thread on the bare descriptor: works for pipes, terminals and files, and dies with the process."""

    def wait() -> None:
        while os.read(0, 4096):
            pass
        stop()

    threading.Thread(target=wait, daemon=True).start()


def print_announcement(announcement: dict[str, Any]) -> None:
    print(json.dumps(announcement), flush=True)
