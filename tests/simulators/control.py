# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls under ``/_sim/``: log, reset, faults, state, clock. Bad control requests answer 400 with ``error``."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from tests.simulators.faults import Faults
from tests.simulators.gate import Gate
from tests.simulators.journal import Journal
from tests.simulators.redaction import redacted
from tests.simulators.system import ControlError, System, plain

Endpoint = Callable[[Request], Awaitable[Any]]


def application(system: System) -> tuple[Starlette, Journal]:
    """The ASGI application of one system: controls under /_sim, everything else goes to the vendor."""
    journal, faults = Journal(system), Faults(system.operation_names)
    controls = Controls(system, journal, faults)
    routes = [
        _route("/log", GET=controls.read_log, DELETE=controls.clear_log),
        _route("/reset", POST=controls.reset),
        _route("/faults", GET=controls.read_faults, POST=controls.add_fault, DELETE=controls.clear_faults),
        _route("/state", GET=controls.read_state, PATCH=controls.change_state),
        _route("/objects", POST=controls.add_objects),
        _route("/clock", GET=controls.read_clock, POST=controls.advance_clock),
    ]
    gate = Gate(system, journal, faults)
    return Starlette(routes=[Mount("/_sim", routes=routes), Mount("/", app=gate)]), journal


def _route(path: str, **endpoints: Endpoint) -> Route:
    async def answer(request: Request) -> JSONResponse:
        try:
            return JSONResponse(await endpoints[request.method](request))
        except (ValueError, TypeError, json.JSONDecodeError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    return Route(path, answer, methods=list(endpoints))


async def _body(request: Request) -> Any:
    raw = await request.body()
    return json.loads(raw) if raw else {}


class Controls:
    """One method per control; what they return is the JSON answer."""

    def __init__(self, system: System, journal: Journal, faults: Faults) -> None:
        self.system = system
        self.journal = journal
        self.faults = faults

    async def read_log(self, request: Request) -> Any:
        since = int(request.query_params.get("since", "0"))
        return {"entries": self.journal.since(since), "last": self.journal.last}

    async def clear_log(self, request: Request) -> Any:
        self.journal.clear()
        return {}

    async def reset(self, request: Request) -> Any:
        body = await _body(request)
        if unknown := set(body) - {"objects", "options"}:
            raise ControlError(f"reset knows objects and options, not {', '.join(sorted(unknown))}")
        options = dict(body.get("options", {}))
        if "objects" in body:
            options["objects"] = body["objects"]
        self.system.reset(**options)
        self.journal.restart()
        self.faults.clear()
        return {"credentials": self.system.credentials()}

    async def read_faults(self, request: Request) -> Any:
        return {"faults": self.faults.waiting()}

    async def add_fault(self, request: Request) -> Any:
        return {"id": self.faults.add(await _body(request)).id}

    async def clear_faults(self, request: Request) -> Any:
        self.faults.clear()
        return {}

    async def read_state(self, request: Request) -> Any:
        """All of the state, or with ``?path=extensions/1005`` the part that the names lead to."""
        path = request.query_params.get("path", "")
        found: Any = self.system.state()
        for name in filter(None, path.split("/")):
            found = _inside(found, name, path)
        return {"state": _hide(self.system, path.rsplit("/", 1)[-1], plain(found))}

    async def change_state(self, request: Request) -> Any:
        for change in _several(await _body(request)):
            if set(change) == {"options"}:
                self.system.set_options(**change["options"])
                continue
            values = None if change.get("delete") is True else change.get("set")
            if "set" in change and not isinstance(values, dict):
                raise ControlError("a change needs either set (an object) or delete (true)")
            if "set" not in change and values is None and change.get("delete") is not True:
                raise ControlError("a change needs set or delete")
            self.system.change(*_target(change, {"set", "delete"}), values)
        return {}

    async def add_objects(self, request: Request) -> Any:
        for change in _several(await _body(request)):
            self.system.add(*_target(change, {"set"}), change.get("set", {}))
        return {}

    async def read_clock(self, request: Request) -> Any:
        clock = self.system.clock
        return {"now": clock.now(), "advanced": clock.advanced, "date": clock.wall().isoformat()}

    async def advance_clock(self, request: Request) -> Any:
        seconds = (await _body(request)).get("advance")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool):
            raise ControlError("advance is a number of seconds")
        self.system.clock.advance(seconds)
        return await self.read_clock(request)


def _several(body: Any) -> list[dict[str, Any]]:
    changes = body if isinstance(body, list) else [body]
    if not all(isinstance(change, dict) for change in changes):
        raise ControlError("a change is an object")
    return changes


def _target(change: Mapping[str, Any], others: set[str]) -> tuple[str, str]:
    named = set(change) - others
    if len(named) != 1:
        raise ControlError("a change names exactly one object, as in {'extension': '1005', 'set': {...}}")
    (resource,) = named
    return resource, str(change[resource])


def _inside(found: Any, name: str, path: str) -> Any:
    if isinstance(found, Mapping) and name in found:
        return found[name]
    if isinstance(found, list) and name.isdigit() and int(name) < len(found):
        return found[int(name)]
    if not isinstance(found, Mapping) and hasattr(found, name):
        return getattr(found, name)
    raise ControlError(f"nothing at {path}")


def _hide(system: System, name: str, value: Any) -> Any:
    """A secret that was asked for by its own path is hashed like one inside its object."""
    return redacted({name: value}, system.secret_names)[name]
