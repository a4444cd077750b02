# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated VoipNow per test process, reset for every test, and a SOAP client that knows only its WSDL files."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree
from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.helpers import serialize_object
from zeep.transports import Transport

from tests.simulators.client import Simulator, start
from tests.simulators.journal import LOG_DIR_VARIABLE
from tests.simulators.voipnow.documents import _files
from tests.simulators.voipnow.schema import Simple, load_schema

SCHEMA = load_schema()
VERSION = "3.0.0"
ENVELOPE = "{http://schemas.xmlsoap.org/soap/envelope/}"


class HttpxTransport(Transport):
    """Zeep over httpx. Keeps the last request and answer."""

    def __init__(self, http: httpx.Client) -> None:
        super().__init__()
        self.http = http
        self.request = b""
        self.answer = b""

    def load(self, url: str) -> bytes:
        return self.http.get(url).raise_for_status().content

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> httpx.Response:
        self.request = message
        response = self.http.post(address, content=message, headers=headers)
        self.answer = response.content
        return response


class Services:
    """One loaded client per service, for the whole session: the WSDL files do not change."""

    def __init__(self, pbx: Simulator, http: httpx.Client) -> None:
        self.pbx = pbx
        self.transport = HttpxTransport(http)
        self.http = http
        self._clients: dict[str, Client] = {}

    def client(self, service: str) -> Client:
        if service not in self._clients:
            url = f"{self.pbx.url}/soap2/schema/latest/{service}/{service}.wsdl"
            self._clients[service] = Client(url, transport=self.transport, settings=Settings(strict=True))
        return self._clients[service]


class VoipNow:
    """``api("GetUsers", filter="x")`` gives the answer's body as dicts and lists; faults are raised."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.pbx = services.pbx
        self.http = services.http
        self.token = self.grant().json()["access_token"]

    def grant(self, **changed: Any) -> httpx.Response:
        form = {
            "client_id": self.pbx.credentials["app_id"],
            "client_secret": self.pbx.credentials["app_secret"],
            "grant_type": "client_credentials",
            "type": "unifiedapi",
            "redirect_uri": f"{self.pbx.url}/oauth/token.php",
        }
        sent = {name: value for name, value in {**form, **changed}.items() if value is not None}
        return self.http.post(f"{self.pbx.url}/oauth/token.php", data=sent)

    def __call__(self, operation: str, **values: Any) -> Any:
        client = self.services.client(SCHEMA.service_of[operation].name)
        header = {"headerPart": {"accessToken": self.token}}
        plain = ("",) if isinstance(SCHEMA.request(operation), Simple) else ()
        answer = client.service[operation](*plain, **values, _soapheaders=header)
        assert answer.header.headerPart.version
        return serialize_object(answer.body, dict)

    def code(self, operation: str, **values: Any) -> str:
        """The code of the fault that the operation must be answered with."""
        with pytest.raises(Fault) as caught:
            self(operation, **values)
        return str(caught.value.code)

    def post(self, agent: str, document: str | bytes, **headers: str) -> httpx.Response:
        """A document as it is."""
        url = f"{self.pbx.url}/soap2/{agent}_agent.php"
        return self.http.post(url, content=document, headers={"Content-Type": "text/xml; charset=utf-8", **headers})

    def account(self, kind: str, login: str, parent: str | None = None, **values: Any) -> int:
        """Add an account that may do everything below its parent; its ID."""
        owner = {"parentLogin": parent} if parent else {}
        made = self(
            f"Add{kind}",
            login=login,
            firstName=login,
            email=f"{login}@example.com",
            passwordAuto=True,
            **owner,
            **values,
        )
        self(f"Set{kind}PL", ID=made["ID"])
        return made["ID"]


def number(value: int | float) -> dict[str, Any]:
    """A limit as the wire wants it."""
    return {"_value_1": value, "unlimited": False}


@pytest.fixture(scope="session")
def running_voipnow() -> Iterator[Simulator]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(LOG_DIR_VARIABLE, raising=False)
        pbx = start("voipnow", objects=0)
    with pbx:
        yield pbx


@pytest.fixture(scope="session")
def services(running_voipnow: Simulator) -> Iterator[Services]:
    verify = ssl.create_default_context(cafile=running_voipnow.ca)
    with httpx.Client(verify=verify, trust_env=False, timeout=20) as http:
        yield Services(running_voipnow, http)


@pytest.fixture
def voipnow(services: Services) -> Callable[..., VoipNow]:
    """``voipnow(objects=20, failures="notice")``: a client with a token on a fresh system with these options."""

    def fresh(objects: int = 0, **options: Any) -> VoipNow:
        services.pbx.reset(objects, **options)
        return VoipNow(services)

    return fresh


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], None]:
    """Check what is in the body of an envelope against the published XSD files of a service, with another parser."""
    folder: Path = tmp_path_factory.mktemp("schema")
    for name, text in _files(VERSION).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    loaded: dict[str, etree.XMLSchema] = {}

    def check(service: str, envelope: bytes) -> None:
        if service not in loaded:
            loaded[service] = etree.XMLSchema(etree.parse(folder / service / f"{service}Messages.xsd"))
        body = etree.fromstring(envelope).find(f"{ENVELOPE}Body")
        assert body is not None
        loaded[service].assertValid(body[0])

    return check
