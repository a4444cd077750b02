# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SOAP: envelopes from the WSDL, answers as plain values, documents cached, what is hostile refused."""

from __future__ import annotations

import os

import httpx
import pytest
from lxml import etree

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import (
    DoubtfulWrite,
    InvalidInput,
    PbxError,
    UnexpectedAnswer,
)
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.organization import ORGANIZATION
from tests.unit.voipnow.scripted_voipnow import URL, ScriptedVoipNow, answer, envelope
from tests.unit.voipnow.small_schema import DOCUMENTS, SPACE

ADD = "AddOrganization"
LIST = "GetOrganizations"
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def test_order_and_namespaces_are_the_schemas(voipnow: ScriptedVoipNow) -> None:
    parameters = {"parentLogin": "sp", "login": "acme", "password": "p", "company": "Acme & Söhne", "name": None}
    voipnow.client().send(ADD, parameters, writes=True)
    data, account = SPACE["OrganizationData"], SPACE["AccountData"]
    assert voipnow.requests[0].tag == f"{{{SPACE['OrganizationMessages']}}}{ADD}"
    assert [(node.tag, node.text) for node in voipnow.requests[0]] == [
        (f"{{{data}}}company", "Acme & Söhne"),
        (f"{{{data}}}login", "acme"),
        (f"{{{data}}}password", "p"),
        (f"{{{account}}}parentLogin", "sp"),
    ]


def test_the_request_carries_token_action_and_address_of_the_configured_host(voipnow: ScriptedVoipNow) -> None:
    voipnow.client().send(LIST, {}, writes=False)
    request = voipnow.raw[-1]
    header = etree.fromstring(request.content)[0][0]
    assert header.tag == f"{{{SPACE['HeaderData']}}}userCredentials"
    assert (header[0].tag, header[0].text) == (f"{{{SPACE['HeaderData']}}}accessToken", voipnow.tokens[0])
    assert str(request.url) == f"{URL}/soap2/organization_agent.php"
    assert request.headers["soapaction"] == '"http://4psa.com/Organization/9.9.9:getOrganizationsIn"'
    assert request.headers["content-type"] == "text/xml; charset=utf-8"
    assert int(request.headers["content-length"]) == len(request.content)


@pytest.mark.parametrize(
    ("value", "text", "unlimited"),
    [
        (5, "5", "false"),
        ("7", "7", "false"),
        (0, "0", "false"),
        ("unlimited", "0", "true"),
        ({"value": 3, "unlimited": False}, "3", "false"),
        ({"value": 0, "unlimited": True}, "0", "true"),
    ],
)
def test_a_number_is_never_taken_for_unlimited(
    voipnow: ScriptedVoipNow, value: object, text: str, unlimited: str
) -> None:
    voipnow.client().send("SetOrganizationPL", {"ID": 4, "phoneExtMax": value, "callAPIManag": True}, writes=True)
    flag, limit, target = voipnow.requests[0]
    assert (flag.text, limit.text, limit.get("unlimited"), target.text) == ("true", text, unlimited, "4")


def test_lists_repeat_their_element(voipnow: ScriptedVoipNow) -> None:
    voipnow.client().send("DelOrganization", {"ID": [4, 5]}, writes=True)
    assert [node.text for node in voipnow.requests[0]] == ["4", "5"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"conpany": "x"}, "has no conpany in this VoipNow's schema; did you mean 'company'"),
        ({"company": "a\x01b"}, "XML"),
    ],
)
def test_what_the_schema_does_not_have_is_not_sent(
    voipnow: ScriptedVoipNow, parameters: dict[str, str], words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        voipnow.client().send(ADD, parameters, writes=True)
    assert voipnow.requests == []


def test_a_value_where_an_object_belongs_is_refused(voipnow: ScriptedVoipNow) -> None:
    with pytest.raises(InvalidInput, match="has no size"):
        voipnow.client().send("SetOrganizationPL", {"phoneExtMax": {"size": 1}}, writes=True)


def test_answers_are_plain_values(voipnow: ScriptedVoipNow) -> None:
    voipnow.script(
        "GetOrganizationDetails",
        answer(
            "GetOrganizationDetails",
            "<name> A </name><ID> 12345 </ID><status>1</status><credit xsi:nil='true'/><newer><a>1</a><a>2</a></newer>",
        ),
    )
    found = voipnow.client().send("GetOrganizationDetails", {"ID": 12345}, writes=False)
    assert found == {"name": " A ", "ID": 12345, "status": True, "credit": None, "newer": {"a": ["1", "2"]}}


def test_the_header_of_an_answer_tells_of_the_server(voipnow: ScriptedVoipNow) -> None:
    server = "<h:serverInfo xmlns:h='urn:h'><h:version> 5.7.0 </h:version><h:edition/></h:serverInfo>"
    voipnow.script(LIST, answer(LIST).replace("<s:Header/>", f"<s:Header>{server}</s:Header>"))
    client = voipnow.client()
    assert client.server == {}
    client.send(LIST, {}, writes=False)
    assert client.server == {"version": "5.7.0"}


def test_a_list_of_one_is_a_list(voipnow: ScriptedVoipNow) -> None:
    voipnow.script(LIST, answer(LIST, "<organization><ID>1</ID><login>a</login></organization>"))
    assert voipnow.client().read_all(LIST, "organization") == [{"ID": 1, "login": "a"}]


@pytest.mark.parametrize("content", ["", "<notice><code>030</code></notice>", "<notice><code>30</code></notice>"])
def test_no_records_are_an_empty_list(voipnow: ScriptedVoipNow, content: str) -> None:
    voipnow.script(LIST, answer(LIST, content))
    assert voipnow.client().read_all(LIST, "organization") == []


def test_documents_are_read_once_for_all_processes_and_for_a_day(voipnow: ScriptedVoipNow) -> None:
    first = voipnow.client()
    first.send(LIST, {}, writes=False)
    assert sorted(voipnow.fetched) == sorted(DOCUMENTS), "each document once, although several import it"
    assert first.calls.requests == len(DOCUMENTS) + 2
    second = voipnow.client()
    second.send(LIST, {}, writes=False)
    assert (len(voipnow.fetched), second.calls.requests) == (len(DOCUMENTS), 1)
    for entry in os.scandir(voipnow.directory / "cache"):
        assert entry.stat().st_mode & 0o777 == 0o600
    voipnow.clock.time += 24 * 3600
    voipnow.client().send(LIST, {}, writes=False)
    assert len(voipnow.fetched) == 2 * len(DOCUMENTS)


def test_a_kept_document_that_is_spoilt_is_read_anew(voipnow: ScriptedVoipNow) -> None:
    voipnow.client().send(LIST, {}, writes=False)
    spoilt = max(os.scandir(voipnow.directory / "cache"), key=lambda entry: entry.name.endswith(".document"))
    with open(spoilt.path, "w") as file:
        file.write("<half")
    os.utime(spoilt.path, (voipnow.clock.time, voipnow.clock.time))
    voipnow.client().send(LIST, {}, writes=False)
    assert len(voipnow.fetched) == len(DOCUMENTS) + 1


def test_without_a_cache_nothing_is_kept(voipnow: ScriptedVoipNow) -> None:
    voipnow.client(stored=False).send(LIST, {}, writes=False)
    assert not [entry for entry in os.scandir(voipnow.directory / "cache") if entry.name.endswith(".document")]


WSDL = "Organization/Organization.wsdl"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (WSDL, httpx.Response(404), "there is no document .*HTTP 404"),
        (WSDL, "<html><body>Log in</body></html>", "is a web page"),
        (WSDL, "<!DOCTYPE html><html><body>Log in</body></html>", "is a web page"),
        (WSDL, "<x/>", "is no WSDL and no schema, but x"),
        (WSDL, "<definitions", "not well-formed"),
        (WSDL, BOMB + "<x>&c;</x>", "document type"),
        (WSDL, '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>', "does not describe the Organization service"),
        (WSDL, DOCUMENTS[WSDL].replace("t:OrganizationInterface", "t:Nonsense"), "understood"),
        (WSDL, DOCUMENTS[WSDL].replace("../HeaderData.xsd", "https://evil.example.com/x.xsd"), "outside the server's"),
        (WSDL, DOCUMENTS[WSDL].replace("../HeaderData.xsd", "../../../../etc/passwd"), "outside the server's"),
        (WSDL, DOCUMENTS[WSDL].replace("../HeaderData.xsd", "file:///etc/passwd"), "outside the server's"),
        ("Common.xsd", BOMB + "<x>&c;</x>", "document type"),
        ("Common.xsd", DOCUMENTS["Common.xsd"].replace("xs:positiveInteger", "xs:nonsense"), "understood"),
    ],
)
def test_a_wsdl_that_cannot_be_used_is_a_clear_error(
    voipnow: ScriptedVoipNow, name: str, content: str | httpx.Response, words: str
) -> None:
    voipnow.documents[name] = content
    with pytest.raises(UnexpectedAnswer, match=words):
        voipnow.client().send(LIST, {}, writes=False)
    assert voipnow.requests == []
    voipnow.documents[name] = DOCUMENTS[name]
    voipnow.client().send(LIST, {}, writes=False)
    assert voipnow.operations == [LIST], "nothing of it is kept"


def test_another_services_wsdl_is_told(voipnow: ScriptedVoipNow) -> None:
    voipnow.documents["User/User.wsdl"] = DOCUMENTS[WSDL].replace(
        'schemaLocation="Organization', 'schemaLocation="../Organization/Organization'
    )
    with pytest.raises(UnexpectedAnswer, match="does not describe the User service"):
        voipnow.client().send("GetUsers", {}, writes=False)


def test_an_operation_that_the_schema_does_not_have_is_told(voipnow: ScriptedVoipNow) -> None:
    with pytest.raises(PbxError, match="does not have it; did you mean 'SetOrganizationPL'"):
        voipnow.client().send("GetOrganizationPL", {}, writes=False)


BAD_ANSWERS = {
    "empty": "",
    "web page": "<!DOCTYPE html><html><body>Sorry</body></html>",
    "half": envelope("<GetOrganizationsResponse>")[:60],
    "bomb": BOMB + envelope("<GetOrganizationsResponse><x>&c;</x></GetOrganizationsResponse>"),
    "external": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + envelope("<x>&e;</x>"),
    "no envelope": "<x><Body/></x>",
    "no body": envelope("")[:-40] + "</s:Envelope>",
    "another answer": answer("GetUsers"),
}


@pytest.mark.parametrize("reply", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_an_answer_that_is_none_is_a_clear_error(voipnow: ScriptedVoipNow, reply: str) -> None:
    voipnow.script(LIST, reply)
    with pytest.raises(UnexpectedAnswer) as caught:
        voipnow.client().send(LIST, {}, writes=False)
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize("reply", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_such_an_answer_leaves_a_write_in_doubt(voipnow: ScriptedVoipNow, reply: str) -> None:
    voipnow.script(ADD, reply)
    with pytest.raises(DoubtfulWrite):
        voipnow.client().send(ADD, {"login": "a"}, writes=True)
    assert voipnow.operations == [ADD]


def test_a_document_type_in_another_encoding_is_refused_too(voipnow: ScriptedVoipNow) -> None:
    content = ('<?xml version="1.0" encoding="UTF-16"?>' + BOMB + "<x/>").encode("utf-16")
    voipnow.script(LIST, httpx.Response(200, content=content))
    with pytest.raises(UnexpectedAnswer, match="document type"):
        voipnow.client().send(LIST, {}, writes=False)


def test_what_an_older_schema_lacks_is_known_before_anything_is_written(voipnow: ScriptedVoipNow) -> None:
    reader = voipnow.client().reader
    values = {"login": "a", "email": "a@example.com", "company": "Acme", "limits": {"users": 1, "phone_extensions": 2}}
    assert list(ORGANIZATION._unknown(reader, values, creating=True)) == [
        "this VoipNow's schema has no email in AddOrganization",
        "this VoipNow's schema has no userMax in SetOrganizationPL",
    ]


def test_texts_that_an_answer_could_tell_and_leaves_out_are_empty(voipnow: ScriptedVoipNow) -> None:
    assert ORGANIZATION._empty(voipnow.client().reader) == {"login": None, "name": None, "company": None}
