# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of VoipNow and the WSDL and XSD files that are made of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from zeep import Client

from tests.contracts import load
from tests.simulators.voipnow.documents import _files, document
from tests.simulators.voipnow.schema import Complex, Element, Group, Limited, Schema, Simple, declaration, load_schema
from tests.unit.simulators.voipnow.conftest import Services

SCHEMA = load_schema()
YOUNGER = {
    "GetScheduledConferences",
    "GetScheduledConferenceDetails",
    "GetScheduledConferenceSessions",
    "GetSIPPreferences",
    "GetDeviceDetails",
}


def test_contract_is_complete() -> None:
    contract = load("voipnow")
    assert len(contract.operations) == 88
    assert {operation.action for operation in contract} - set(SCHEMA.service_of) == {"token"}
    assert len(set(SCHEMA.service_of) - YOUNGER) == 160
    assert set(SCHEMA.service_of) >= YOUNGER


@pytest.mark.parametrize("operation", load("voipnow").operations, ids=lambda operation: operation.id)
def test_documented_parameters_are_in_the_schema(operation: Any) -> None:
    if operation.action == "token":
        return
    request = SCHEMA.request(operation.action)
    for name in operation.parameter:
        kind: Any = request
        for part in name.replace("[]", "").split("."):
            kind = kind.elements[part].type


def test_every_type_can_be_made() -> None:
    def walk(kind: Any) -> int:
        if isinstance(kind, Complex):
            assert len(kind.elements) == len([element for part in kind.parts for element in flat(part)])
            return sum(walk(element.type) for element in kind.elements.values())
        assert isinstance(kind, Simple | Limited)
        return 1

    def flat(part: Element | Group) -> list[Element]:
        return [part] if isinstance(part, Element) else [found for each in part.parts for found in flat(each)]

    messages = [walk(SCHEMA.request(name)) + walk(SCHEMA.response(name)) for name in SCHEMA.service_of]
    assert min(messages) >= 1
    assert sum(messages) > 2500


def test_declarations() -> None:
    said = declaration("E:accountFlag E:accountFlag{0..10} =x nil")
    assert (said.name, said.type, said.low, said.high, said.default, said.nil) == (
        "E:accountFlag",
        "E:accountFlag",
        0,
        10,
        "x",
        True,
    )
    with pytest.raises(ValueError, match="no element"):
        declaration("E:accountFlag")


@pytest.mark.parametrize("service", SCHEMA.services)
def test_wsdl_is_loaded_by_a_soap_client(services: Services, service: str) -> None:
    client: Client = services.client(service)
    binding = client.service._binding
    assert set(binding._operations) == set(SCHEMA.services[service].operations)
    assert client.service._binding_options["address"] == (
        f"{services.pbx.url}/soap2/{SCHEMA.services[service].agent}_agent.php"
    )


def test_xsd_files_are_valid(validate: Callable[[str, bytes], None]) -> None:
    document = b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><x/></e:Body></e:Envelope>'
    for service in SCHEMA.services:
        with pytest.raises(etree.DocumentInvalid):  # the files were read, and <x/> is in none of them
            validate(service, document)


def test_layout(services: Services) -> None:
    root = f"{services.pbx.url}/soap2/schema"
    paths = set(_files("3.0.0"))
    assert {"voipnowservice.wsdl", "Common.xsd", "HeaderData.xsd", "User/User.wsdl", "User/UserData.xsd"} <= paths
    assert {f"{name}/{name}Messages.xsd" for name in SCHEMA.services} <= paths
    for path in paths:
        newest = services.http.get(f"{root}/latest/{path}")
        numbered = services.http.get(f"{root}/3.0.0/{path}")
        assert newest.status_code == numbered.status_code == 200
        assert newest.content == numbered.content
        assert newest.headers["content-type"].startswith("text/xml")
    assert services.http.get(f"{root}/latest/User/Nothing.xsd").status_code == 404
    assert services.http.get(f"{root}/9.9.9/User/User.wsdl").status_code == 404
    assert services.http.post(f"{root}/latest/User/User.wsdl").status_code == 405
    overview = etree.fromstring(services.http.get(f"{root}/latest/voipnowservice.wsdl").content)
    assert len(overview.findall("{http://schemas.xmlsoap.org/wsdl/}import")) == len(SCHEMA.services)


def test_version_and_host_are_options(voipnow: Callable[..., Any], services: Services) -> None:
    api = voipnow(schema_version="5.2.5", wsdl_host="https://10.0.0.1:443")
    url = f"{api.pbx.url}/soap2/schema/latest/PBX/PBX.wsdl"
    text = api.http.get(url).text
    assert "http://4psa.com/PBX/5.2.5" in text
    assert 'location="https://10.0.0.1:443/soap2/pbx_agent.php"' in text
    client = Client(url, transport=services.transport)
    binding = next(iter(client.wsdl.bindings))
    service = client.create_service(binding, f"{api.pbx.url}/soap2/pbx_agent.php")
    answer = service.GetSchemaVersions("", _soapheaders={"headerPart": {"accessToken": api.token}})
    assert answer.body.versions == ["5.2.5"]


def test_files_are_made_once() -> None:
    document("User/User.wsdl", "3.0.0", "https://example.com")
    started = time.perf_counter()
    for _each in range(1000):
        document("User/User.wsdl", "3.0.0", "https://example.com")
    assert time.perf_counter() - started < 0.5


def test_schema_is_data_of_the_contract() -> None:
    assert Schema({"types": {"C:x": ["C:y xs:string?"]}, "elements": {}}).type("C:x").elements["y"].low == 0
