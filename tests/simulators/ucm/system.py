# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The UCM behind POST /api: envelope, session, validation, busy windows, then the handler of the operation."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Collection, Mapping
from typing import Any

from tests.contracts import Operation, load
from tests.simulators.redaction import hashed
from tests.simulators.system import Answer, Call, ControlError, System, WireRequest
from tests.simulators.ucm import pms_documents
from tests.simulators.ucm.backdoors import BACKDOORS, Backdoor
from tests.simulators.ucm.calls import arrive
from tests.simulators.ucm.codes import INVALID_PARAMETERS, UNSUPPORTED, Refusal
from tests.simulators.ucm.forgetting import put_back
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.registry import all_handlers
from tests.simulators.ucm.seeds import born
from tests.simulators.ucm.sessions import Sessions
from tests.simulators.ucm.state import UcmState
from tests.simulators.ucm.validation import ALSO_NAMED, check

PATH = "/api"
WITHOUT_COOKIE = frozenset({"challenge", "login", "logout"})
# Updates whose table marks settings mandatory that the example leaves out. What other tables mark beyond the examples
# is a second name of what selects (trunks, outbound routes) or belongs to another action (settings of the blacklist).
WHOLE_UPDATES = frozenset({"update_queue", "update_paginggroup", "update_inbound_route"})
CONFIG_KINDS = frozenset({"create", "update", "delete"})


class UcmSystem(System):
    """One Grandstream UCM6xxx."""

    vendor = "ucm"
    options_type = UcmOptions
    options: UcmOptions

    def build(self) -> None:
        self.contract = load("ucm")
        self.handlers = all_handlers()
        self.sessions = Sessions(self.clock)
        self.client_address = ""  # of the request that is being carried out
        self.objects: UcmState = born(self.options, self.sessions, self.clock)

    # -- requests ------------------------------------------------------------------------------------------------------

    def identify(self, request: WireRequest) -> Call:
        """Errors of the envelope answer -1 with HTTP 200 (silent in the document, chosen here)."""
        if request.path != PATH:
            return Call(request, refusal=Answer(b"Not Found", 404, "text/plain"))
        if request.method != "POST":
            return Call(request, refusal=Answer(b"Method Not Allowed", 405, "text/plain", {"Allow": "POST"}))
        malformed = Call(request, refusal=self.error(INVALID_PARAMETERS, {}))
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return malformed
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return malformed
        if not isinstance(body, dict) or body.keys() != {"request"} or not isinstance(body["request"], dict):
            return malformed
        parameters = body["request"]
        action = parameters.pop("action", None)
        if not isinstance(action, str):
            return malformed
        if "data" in parameters:
            hotel = action == pms_documents.ACTION
            data = parameters["data"]
            parameters["data"] = pms_documents.read(data, parameters.get("format")) if hotel else hashed(data)
        operation = self._operation(action, parameters)
        if operation is None:
            return Call(request, action, parameters=parameters)
        return Call(request, operation.wire, operation.id, operation.kind, parameters)

    def carry_out(self, call: Call) -> Answer:
        if call.refusal is not None:
            return call.refusal
        try:
            response = self._run(call)
        except Refusal as reason:
            hotel = call.operation.split(" ")[0] == pms_documents.ACTION
            refusal = pms_documents.in_words(reason) if hotel else reason
            return self.error(refusal.code, refusal.response)
        return response if isinstance(response, Answer) else _envelope(0, response)

    def carry_out_forgetting(self, call: Call, names: Collection[str]) -> Answer:
        """Where a request cannot do without the fields, it is carried out whole and they are put back."""
        answer = super().carry_out_forgetting(call, names)
        if not names or answer.vendor_status == 0:
            return answer
        before = copy.deepcopy(self.objects)
        answer = self.carry_out(call)
        put_back(self.objects, before, names)
        return answer

    def error(self, code: int | str, details: Mapping[str, Any]) -> Answer:
        """An error has an envelope with HTTP 200 and, where nothing is documented beside it, an empty response."""
        return _envelope(int(code), details)

    def _operation(self, action: str, parameters: Mapping[str, Any]) -> Operation | None:
        candidates = self.contract.by_action.get(action, ())
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        if action == "recapi":
            remote = "path_type" in parameters
            download = "uniquecode" in parameters or "filename" in parameters
            return self.contract[
                "recapi_local" if not remote else "recapi_remote_download" if download else "recapi_remote_list"
            ]
        wanted = pms_documents.action_in(parameters.get("data"))
        return next((operation for operation in candidates if operation.sub_action == wanted), None)

    def _run(self, call: Call) -> dict[str, Any] | Answer:
        """Session first, then whether the action exists, then its parameters, then whether the system has time for it.

        The document gives no order. A documented action that is not simulated yet answers -19 (unsupported), after its
        parameters have been checked; an action in no document answers -1.
        """
        self.client_address = call.request.address
        parameters = dict(call.parameters)
        if call.operation_id not in WITHOUT_COOKIE:
            self.sessions.use(self.options, parameters.get("cookie"))
        if not call.operation_id:
            raise Refusal(INVALID_PARAMETERS)
        operation = self.contract[call.operation_id]
        handler = self.handlers.get(operation.id)
        cleaned = check(operation, parameters, self._columns(operation))
        if handler is None:
            raise Refusal(UNSUPPORTED)
        if self.options.partial_updates == "no" and operation.id in WHOLE_UPDATES:
            _refuse_partial(operation, cleaned)
        hotel = operation.action == pms_documents.ACTION  # rooms and minibars need no apply (chosen)
        if hotel or operation.kind not in CONFIG_KINDS:
            return handler.run(self, cleaned)
        self._refuse_when_busy()
        response = handler.run(self, cleaned)
        self.objects.written_at = self.clock.now()
        self.objects.pending.append(operation.action)
        return response

    def _columns(self, operation: Operation) -> frozenset[str]:
        handler = self.handlers.get(operation.id)
        if handler is not None and self.options.shapes in handler.columns:
            return handler.columns[self.options.shapes]
        options = operation.parameter.get("options")
        return frozenset(options.items_enum if options else ())

    def _refuse_when_busy(self) -> None:
        """Silent in the document, chosen here: an apply in progress stops writes and applies but no reads."""
        now, objects = self.clock.now(), self.objects
        if now < objects.busy_until or now - objects.written_at < self.options.write_gap_seconds:
            raise Refusal(self.options.busy_code)

    # -- controls ------------------------------------------------------------------------------------------------------

    def credentials(self) -> dict[str, str]:
        options = self.options
        return {"username": options.username, "password": options.password, "pms_token": options.pms_token}

    def state(self) -> Mapping[str, Any]:
        objects, now = self.objects, self.clock.now()
        return {
            "needs_apply": bool(objects.pending),
            "pending": objects.pending,
            "applies": objects.applies,
            "busy_seconds": max(objects.busy_until - now, 0.0),
            **{backdoor.plural: backdoor.show(objects) for backdoor in BACKDOORS.values()},
            "sessions": self.sessions.state(),
            "options": dataclasses.asdict(self.options),
        }

    def change(self, resource: str, key: str, values: Mapping[str, Any] | None) -> None:
        _backdoor(resource).change(self.objects, key, values)

    def add(self, resource: str, key: str, values: Mapping[str, Any]) -> None:
        if resource == "call":  # which needs the clock
            arrive(self, key, values)
            return
        _backdoor(resource).add(self.objects, key, values)

    @property
    def operation_names(self) -> Collection[str]:
        return {name for operation in self.contract for name in (operation.wire, operation.id)}

    @property
    def secret_names(self) -> Collection[str]:
        return self.contract.secrets | {"pms_token"}

    @property
    def known_names(self) -> Collection[str]:
        hotel = {operation.sub_action for operation in self.contract if operation.sub_action}
        return self.contract.parameter_names | hotel | {name for names in ALSO_NAMED.values() for name in names}


def _envelope(status: int, response: Mapping[str, Any]) -> Answer:
    body = json.dumps({"response": response, "status": status}, ensure_ascii=False, separators=(",", ":"))
    return Answer(body.encode(errors="replace"), content_type="application/json;charset=UTF-8", vendor_status=status)


def _backdoor(resource: str) -> Backdoor:
    if resource not in BACKDOORS:
        raise ControlError(f"no resource {resource}; there are {', '.join(BACKDOORS)}")
    return BACKDOORS[resource]


def _refuse_partial(operation: Operation, values: Mapping[str, Any]) -> None:
    """-1 when an update leaves out what its table marks mandatory."""
    if any(parameter.table_required and parameter.name not in values for parameter in operation.parameters):
        raise Refusal(INVALID_PARAMETERS)
