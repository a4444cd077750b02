# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VoipNow as a whole: token endpoint, schema files, and one SOAP endpoint for every service."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from tests.contracts import Operation, load
from tests.simulators.system import Answer, Call, System, WireRequest, without
from tests.simulators.ucm.forgetting import put_back
from tests.simulators.voipnow import backdoors, codes, content
from tests.simulators.voipnow.codes import MALFORMED, Refusal
from tests.simulators.voipnow.documents import document, namespace
from tests.simulators.voipnow.envelopes import Writer, read
from tests.simulators.voipnow.options import VoipNowOptions
from tests.simulators.voipnow.registry import all_handlers
from tests.simulators.voipnow.schema import Complex, Service, load_schema
from tests.simulators.voipnow.seeds import born
from tests.simulators.voipnow.state import VoipNowState
from tests.simulators.voipnow.tokens import Tokens

TOKEN_PATH = "/oauth/token.php"
SCHEMA_PATH = "/soap2/schema/"
NEWEST = "latest"
TOKEN, SCHEMA = "token", "schema"
XML = "text/xml; charset=utf-8"
# of operations that are in the schema but not among the documented ones, by how their names begin
KINDS = {
    "Get": "list",
    "Ping": "read",
    "Add": "create",
    "Edit": "update",
    "Set": "update",
    "Assign": "update",
    "Unassign": "update",
    "Del": "delete",
}


@dataclass(frozen=True, slots=True)
class SoapCall(Call):
    """A SOAP request. ``problem`` is what is wrong with it; it is told only to those who have a token."""

    token: str | None = None
    problem: Refusal | None = None


class VoipNowSystem(System):
    """One VoipNow server. The app acts on behalf of the administrator."""

    vendor = "voipnow"
    options_type = VoipNowOptions
    options: VoipNowOptions

    def build(self) -> None:
        self.contract = load("voipnow")
        self.schema = load_schema()
        self.handlers = all_handlers()
        self.infrastructure_id = f"{self.number:08x}"
        self.tokens = Tokens(self.clock)
        self._prepare()
        self.objects: VoipNowState = born(self.options, self.moment())

    def set_options(self, **changed: Any) -> None:
        super().set_options(**changed)
        self._prepare()

    def _prepare(self) -> None:
        """What follows from the options."""
        options = self.options
        prefixes: Mapping[str, str] = self.schema.source["prefixes"]
        spaces = {prefix: namespace(name, options.schema_version) for prefix, name in prefixes.items()}
        server = {
            "edition": options.edition,
            "version": options.product_version,
            "infrastructureID": self.infrastructure_id,
        }
        self.reader = content.Reader(spaces, lenient=options.namespaces == "any")
        self.writer = Writer(self.schema, spaces, server)

    def moment(self) -> str:
        """Now, as the wire writes it."""
        return self.clock.wall().replace(microsecond=0).isoformat()

    # -- requests ------------------------------------------------------------------------------------------------------

    def identify(self, request: WireRequest) -> Call:
        if request.path == TOKEN_PATH:
            return self._token_call(request)
        if request.path.startswith(SCHEMA_PATH):
            if request.method not in ("GET", "HEAD"):
                return _not_allowed(request, "GET")
            return Call(request, SCHEMA, kind="read", parameters={"file": request.path.removeprefix(SCHEMA_PATH)})
        for service in self.schema.services.values():
            if request.path == f"/soap2/{service.agent}_agent.php":
                return self._soap_call(request, service)
        return Call(request, refusal=Answer(b"Not Found", 404, "text/plain"))

    def _token_call(self, request: WireRequest) -> Call:
        if request.method != "POST":
            return _not_allowed(request, "POST")
        form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
        operation = self.contract["obtain_access_token"]
        return Call(request, TOKEN, operation.id, operation.kind, form)

    def _soap_call(self, request: WireRequest, service: Service) -> Call:
        """SOAPAction and namespace of the header are not looked at, as the vendor's own examples suggest."""
        if request.method != "POST":
            return _not_allowed(request, "POST")
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "text/xml":
            return Call(request, refusal=Answer(b"Unsupported Media Type", 415, "text/plain"))
        try:
            message = read(request.body)
        except Refusal as refusal:
            return SoapCall(request, problem=refusal)
        node, name = message.body, message.body.name
        known = name in service.operations
        documented = self.contract.by_action.get(name, (None,))[0] if known else None
        identifier, kind = (documented.id, documented.kind) if documented else ("", _kind(name) if known else "")
        try:
            if not known:
                raise Refusal(MALFORMED, f"Service {service.name} has no operation {name}")
            if not self.reader.lenient and node.namespace != self.reader.namespaces[service.messages]:
                raise Refusal(MALFORMED, f"{name} is not of namespace {node.namespace}")
            values = self.reader.read(self.schema.request(name), node, name)
            _check_documented(documented, values)
        except Refusal as refusal:
            loose = content.loosely(node)
            sent = loose if isinstance(loose, dict) else {}
            return SoapCall(request, name, identifier, kind, sent, token=message.token, problem=refusal)
        parameters = values if isinstance(values, dict) else {}
        return SoapCall(request, name, identifier, kind, parameters, token=message.token)

    def carry_out(self, call: Call) -> Answer:
        if call.refusal is not None:
            return call.refusal
        if call.operation == TOKEN:
            return self.tokens.grant(self.options, call.parameters)
        if isinstance(call, SoapCall):
            return self._serve(call)
        version, _slash, path = str(call.parameters["file"]).partition("/")
        host = self.options.wsdl_host or _origin(call.request)
        newest = self.options.schema_version
        body = document(path, newest, host) if version in (NEWEST, newest) else None
        if body is None:
            return Answer(b"Not Found", 404, "text/plain")
        return Answer(b"" if call.request.method == "HEAD" else body, content_type=XML)

    def _serve(self, call: SoapCall) -> Answer:
        """The token first, then the form of the request, then what it asks for."""
        try:
            self.tokens.check(call.token)
            if call.problem is not None:
                raise call.problem
            content.require(self.schema.request(call.operation), dict(call.parameters))
            handler = self.handlers.get(call.operation)
            if handler is None:
                raise Refusal(codes.DENIED, f"Access to operation {call.operation} is denied")
        except Refusal as refusal:
            return self._fault(refusal)
        try:
            values = handler(self, dict(call.parameters))
        except Refusal as refusal:
            return self._refused(call, refusal)
        notices = values.get("notice") or [{"code": values.get("result", "success")}]
        body = self.writer.answer(call.operation, values)
        return Answer(body, content_type=XML, vendor_status=notices[0]["code"])

    def _refused(self, call: SoapCall, refusal: Refusal) -> Answer:
        """A fault, or with the option an ordinary answer that tells of a failure where its type has room for that."""
        response = self.schema.response(call.operation)
        room = isinstance(response, Complex) and {"result", "notice"} <= response.elements.keys()
        if self.options.failures == "fault" or not call.writes or not room:
            return self._fault(refusal)
        notice = {"message": refusal.message, "code": refusal.code}
        body = self.writer.answer(call.operation, {"result": "failure", "notice": [notice]})
        return Answer(body, content_type=XML, vendor_status=refusal.code)

    def _fault(self, refusal: Refusal) -> Answer:
        body = self.writer.fault(refusal.code, refusal.message)
        return Answer(body, self.options.fault_status, XML, vendor_status=refusal.code)

    def carry_out_forgetting(self, call: Call, names: Collection[str]) -> Answer:
        """Where a request cannot do without the fields, it is carried out whole and they are put back."""
        if not names or not isinstance(call, SoapCall):
            return self.carry_out(call)
        before = copy.deepcopy(self.objects)
        answer = self.carry_out(dataclasses.replace(call, parameters=without(dict(call.parameters), names)))
        if answer.vendor_status == "success":
            return answer
        self.objects = copy.deepcopy(before)
        answer = self.carry_out(call)
        put_back(self.objects, before, names)
        return answer

    def error(self, code: int | str, details: Mapping[str, Any]) -> Answer:
        name = self.contract.errors.get(str(code), "error").replace("_", " ")
        return self._fault(Refusal(str(code), str(details.get("message", name.capitalize()))))

    # -- controls ------------------------------------------------------------------------------------------------------

    def credentials(self) -> dict[str, str]:
        return {"app_id": self.options.app_id, "app_secret": self.options.app_secret}

    def state(self) -> Mapping[str, Any]:
        return {
            **backdoors.show(self.objects),
            "tokens": list(self.tokens.given.values()),
            "options": dataclasses.asdict(self.options),
        }

    def change(self, resource: str, key: str, values: Mapping[str, Any] | None) -> None:
        backdoors.change(self, resource, key, values)

    def add(self, resource: str, key: str, values: Mapping[str, Any]) -> None:
        backdoors.add(self, resource, key, values)

    @property
    def operation_names(self) -> Collection[str]:
        documented = {name for operation in self.contract for name in (operation.wire, operation.id)}
        return documented | set(self.schema.service_of) | {SCHEMA}

    @property
    def secret_names(self) -> Collection[str]:
        """``code`` is what calling cards are paid by; codes of languages and countries suffer with it."""
        return self.contract.secrets | {"app_secret", "activationCode", "masterAuth", "code"}

    @property
    def known_names(self) -> Collection[str]:
        return self.contract.parameter_names | self.schema.names | {"file"}


def _check_documented(operation: Operation | None, values: Any) -> None:
    """The documents list values of a few parameters that the schema leaves open."""
    for parameter in operation.parameters if operation else ():
        sent = values.get(parameter.name) if parameter.enum else None
        for value in sent if isinstance(sent, list) else [sent]:
            if value is not None and value not in parameter.enum:
                listed = ", ".join(map(str, parameter.enum))
                raise Refusal(MALFORMED, f"{operation.action}/{parameter.name} is one of {listed}")


def _kind(operation: str) -> str:
    return next((kind for start, kind in KINDS.items() if operation.startswith(start)), "action")


def _origin(request: WireRequest) -> str:
    """URL of the server as the client names it. A proxy's scheme cannot be seen, nor needs it to be."""
    return f"{request.scheme}://{request.headers.get('host', '')}"


def _not_allowed(request: WireRequest, method: str) -> Call:
    return Call(request, refusal=Answer(b"Method Not Allowed", 405, "text/plain", {"Allow": method}))
