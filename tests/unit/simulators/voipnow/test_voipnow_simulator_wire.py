# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wire as it is: tokens, envelopes, strictness, faults, and what the log and the state may not show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from zeep.exceptions import Fault

from tests.unit.simulators.voipnow.conftest import VoipNow, number

SPACES = {"u": "UserMessages", "o": "OrganizationData", "c": "Common", "a": "AccountData"}
DECLARED = " ".join(f'xmlns:{short}="http://4psa.com/{name}.xsd/3.0.0"' for short, name in SPACES.items())
ANN = {"login": "ann", "firstName": "Ann", "email": "ann@example.com", "passwordAuto": True}
PASSWORD = "Very-Secret-1"


def envelope(token: str | None, body: str, header: str = "http://4psa.com/HeaderData.xsd/3.0.0") -> str:
    sent = f'<userCredentials xmlns="{header}"><accessToken>{token}</accessToken></userCredentials>' if token else ""
    return (
        '<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">'
        f"<e:Header>{sent}</e:Header><e:Body {DECLARED}>{body}</e:Body>"
        "</e:Envelope>"
    )


def fault(response: httpx.Response) -> tuple[str, str]:
    found = re.search(r"<faultcode>(.*?)</faultcode><faultstring>(.*?)</faultstring>", response.text)
    assert found, response.text
    return found[1].removeprefix("e:"), found[2]


def send(api: VoipNow, body: str, agent: str = "user") -> httpx.Response:
    return api.post(agent, envelope(api.token, body))


# -- tokens ------------------------------------------------------------------------------------------------------------


def test_token(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(token_seconds=900)
    answer = api.grant()
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 900
    assert re.fullmatch(r"1\|\w{32}\|1\|\d+\|\w{32}", answer.json()["access_token"])
    first = api.token
    api.token = answer.json()["access_token"]
    assert api("Ping")["title"] == "VoipNow"
    api.token = first
    assert api("Ping")["title"] == "VoipNow", "several tokens live side by side"


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"client_secret": None}, 400, "invalid_request"),
        ({"grant_type": None}, 400, "invalid_request"),
        ({"type": "soap"}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_no_token(voipnow: Callable[..., VoipNow], changed: dict[str, Any], status: int, error: str) -> None:
    answer = voipnow().grant(**changed)
    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_untrusted_app(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    api.pbx.options(trusted=False)
    answer = api.grant()
    assert (answer.status_code, answer.json()) == (400, {"error": "unauthorized_client"})
    assert api.http.get(f"{api.pbx.url}/oauth/token.php").status_code == 405


def test_tokens_end(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(token_seconds=60)
    api.pbx.clock(advance=59)
    api("Ping")
    api.pbx.clock(advance=2)
    assert api.code("Ping") == "100"
    api.token = api.grant().json()["access_token"]
    api("Ping")
    api.pbx.delete("token", "*")
    assert api.code("Ping") == "100"
    api.pbx.options(single_token=True)
    first, second = (api.grant().json()["access_token"] for _each in range(2))
    api.token = first
    assert api.code("Ping") == "100"
    api.token = second
    api("Ping")
    api.token = "made up"
    assert api.code("Ping") == "100"


def test_header_of_any_namespace(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    body = '<m:Ping xmlns:m="http://4psa.com/PBXMessages.xsd/3.0.0"/>'
    for namespace in ("http://4psa.com/HeaderData/3.0.0", f"{api.pbx.url}/soap2/schema/latest/HeaderData.xsd", ""):
        assert api.post("pbx", envelope(api.token, body, namespace)).status_code == 200
    nested = envelope(api.token, body).replace("<accessToken>", "<userCredentials><accessToken>")
    assert api.post("pbx", nested.replace("</accessToken>", "</accessToken></userCredentials>")).status_code == 200
    assert fault(api.post("pbx", envelope(None, body)))[0] == "100"


# -- envelopes and strictness ------------------------------------------------------------------------------------------

TARGET = "<c:ID>4711</c:ID>"


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("<u:GetUserDetails/>", "117", "parameter ID"),
        (f"<u:GetUserDetails>{TARGET}</u:GetUserDetails>", "250", "4711"),
        ("<u:Nothing/>", "Client", "no operation Nothing"),
        ('<x:GetOrganizations xmlns:x="http://4psa.com/OrganizationMessages.xsd/3.0.0"/>', "Client", "no operation"),
        (f"<GetUserDetails>{TARGET}</GetUserDetails>", "Client", "namespace"),
        ("<u:GetUserDetails><ID>4711</ID></u:GetUserDetails>", "Client", "no element ID"),
        (f"<u:GetUserDetails>{TARGET}<c:colour>red</c:colour></u:GetUserDetails>", "Client", "no element colour"),
        (f"<u:GetUserDetails>{TARGET}{TARGET}</u:GetUserDetails>", "Client", "too often"),
        (f"<u:GetUserDetails>{TARGET}<c:identifier>x</c:identifier></u:GetUserDetails>", "Client", "excludes"),
        ("<u:GetUserDetails><c:ID>0</c:ID></u:GetUserDetails>", "250", "positiveInteger"),
        ("<u:GetUserDetails><c:ID>one</c:ID></u:GetUserDetails>", "250", "positiveInteger"),
        ('<u:GetUserDetails><c:ID colour="red">1</c:ID></u:GetUserDetails>', "Client", "attributes"),
        ("<u:GetUserDetails>text</u:GetUserDetails>", "Client", "text"),
        (
            "<u:AddUser><o:login>x</o:login><o:company>Late</o:company></u:AddUser>",
            "Client",
            "comes too late",
        ),
        ("<u:SetUserCpAccess><c:ID>1</c:ID><a:cpAccess>true</a:cpAccess></u:SetUserCpAccess>", "Client", "too late"),
        ("<u:SetUserCpAccess><c:ID>1</c:ID></u:SetUserCpAccess>", "117", "parameter cpAccess"),
        ("<u:SetUserCpAccess><a:cpAccess>maybe</a:cpAccess></u:SetUserCpAccess>", "Client", "boolean"),
        (
            f"<u:SetUserStatus><a:phoneStatus>2</a:phoneStatus>{TARGET}</u:SetUserStatus>",
            "Client",
            "one of 1, 16, 32, 64",
        ),
        (f'<u:SetUserPL><a:phoneExtMax unlimited="x">1</a:phoneExtMax>{TARGET}</u:SetUserPL>', "Client", "unlimited"),
        (f"<u:SetUserPL><a:phoneExtMax>-1</a:phoneExtMax>{TARGET}</u:SetUserPL>", "Client", "unsignedInt"),
        (
            f"<u:SetUserPL><a:accountExpire>2030-01-01</a:accountExpire><a:accountExpireDays>1</a:accountExpireDays>"
            f"{TARGET}</u:SetUserPL>",
            "Client",
            "excludes",
        ),
    ],
)
def test_strictness(voipnow: Callable[..., VoipNow], body: str, code: str, words: str) -> None:
    api = voipnow()
    before = api.pbx.state()
    answer = send(api, body)
    assert answer.status_code == 500
    found = fault(answer)
    assert found[0] == code
    assert words in found[1]
    assert {**api.pbx.state(), "tokens": 0} == {**before, "tokens": 0}
    assert "serverInfo" in answer.text
    assert fault(api.post("user", envelope("x", body)))[0] == "100", "the token comes first"


def test_values_that_only_the_documents_list(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    assert len(api("GetFolders", musicOnHold=-1)["folders"]) == 2
    assert api.code("GetFolders", musicOnHold=2).removeprefix("e:") == "Client"
    assert api.code("GetOwnedSounds", system=7).removeprefix("e:") == "Client"


def test_what_is_no_envelope(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    body = f"<u:GetUserDetails>{TARGET}</u:GetUserDetails>"
    whole = envelope(api.token, body)
    for document in ("", "no XML", whole[:-5], "<Envelope/>", envelope(api.token, ""), envelope(api.token, body * 2)):
        assert fault(api.post("user", document))[0] in ("Client", "100")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    answer = api.post(
        "user", whole.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}').replace("4711", "&b;")
    )
    assert "aaaa" not in answer.text
    deep = "<x>" * 100_000 + "</x>" * 100_000
    assert api.post("user", envelope(api.token, deep)).status_code == 500
    assert api.post("user", whole, **{"Content-Type": "application/json"}).status_code == 415
    assert api.http.get(f"{api.pbx.url}/soap2/user_agent.php").status_code == 405
    assert api.post("nobody", whole).status_code == 404


def test_namespaces_can_be_left_out(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(namespaces="any", fault_status=200)
    answer = send(api, "<GetUserDetails><ID>4711</ID></GetUserDetails>")
    assert (answer.status_code, fault(answer)[0]) == (200, "250")
    assert fault(send(api, "<GetUserDetails><colour>red</colour></GetUserDetails>"))[0] == "Client"


def test_texts_survive(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=1)
    text = "Ümläut & <tag> \"quoted\" 'x' ]]> 日本 😀"
    user = api("GetUsers")["user"][0]["ID"]
    api("EditUser", ID=user, lastName=text, notes=f"{text}\n  kept\t ")
    read = api("GetUserDetails", ID=user)
    assert (read["lastName"], read["notes"]) == (text, f"{text}\n  kept\t ")


def test_defaults_of_the_schema_are_for_empty_elements(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=1)
    assert "<o:email>" not in send(api, "<u:GetUsers/>").text
    answer = send(api, f"<u:SetUserStatus><a:status>1</a:status><a:phoneStatus/>{TARGET}</u:SetUserStatus>")
    assert fault(answer)[0] == "250", "an empty phoneStatus is its default"
    entry = api.pbx.log()[-1]
    assert entry["parameters"] == {"status": True, "phoneStatus": "1", "ID": 4711}


# -- faults and secrets ------------------------------------------------------------------------------------------------


def test_refusals_as_notices(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=10, failures="notice")
    answer = api("SetUserStatus", ID=4711, status=True)
    assert answer["result"] == "failure"
    assert answer["notice"] == [{"message": "There is no account with ID 4711", "code": "250"}]
    twin = api("AddUser", **{**ANN, "login": "user1"}, parentLogin="company1")
    assert (twin["result"], twin["notice"][0]["code"], twin["ID"]) == ("failure", "200", None)
    assert api.code("GetUserDetails", ID=4711) == "250", "reads have no result"
    assert api.code("DelUser", ID=[4711]) == "250", "their answer has no notice"


def test_vendor_error_and_other_faults(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=10)
    api.pbx.fault("vendor_error", operation="GetUsers", code="103")
    with pytest.raises(Fault, match="Service access denied") as caught:
        api("GetUsers")
    assert caught.value.code == "103"
    api.pbx.fault("status", operation=["add_user"], status=503, headers={"Retry-After": "1"})
    assert send(api, "<u:AddUser/>").status_code == 503
    api.pbx.fault("cut_after", kind="create")
    with pytest.raises(httpx.RemoteProtocolError):
        api("AddUser", **ANN, parentLogin="company1")
    assert "ann" in api.pbx.state("users")
    api.pbx.fault("status", operation="token", status=500)
    assert api.grant().status_code == 500
    api.pbx.fault("html", operation="schema", body="<!DOCTYPE x><x/>")
    assert api.http.get(f"{api.pbx.url}/soap2/schema/latest/Common.xsd").text == "<!DOCTYPE x><x/>"
    api.pbx.fault("alter", operation="AddUser", parameters={"company": "Other Ltd"})
    made = api("AddUser", **{**ANN, "login": "bob"}, parentLogin="company1", company="Right Ltd")["ID"]
    assert api("GetUserDetails", ID=made)["company"] == "Other Ltd"


def test_fields_that_are_not_kept(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=10)
    user = api("GetUsers")["user"][0]["ID"]
    api("EditUser", ID=user, city="Before")
    api.pbx.fault("forget", operation="EditUser", fields=["city"])
    api("EditUser", ID=user, city="After", company="Right Ltd")
    read = api("GetUserDetails", ID=user)
    assert (read["city"], read["company"]) == ("Before", "Right Ltd")
    api.pbx.fault("forget", operation="EditExtension", fields=["label"])
    before = api("GetExtensionDetails", extendedNumber="0001*101")["label"]
    api("EditExtension", extendedNumber="0001*101", label="new")
    assert api("GetExtensionDetails", extendedNumber="0001*101")["label"] == before, "a mandatory field is put back"
    api.pbx.fault("forget", operation="AddUser", fields=["phone"])
    made = api("AddUser", **ANN, parentLogin="company1", phone="123")["ID"]
    assert api("GetUserDetails", ID=made)["phone"] is None


def test_no_secret_in_log_or_state(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=10)
    secret = {**ANN, "passwordAuto": None, "password": PASSWORD}
    user = api("AddUser", **secret, parentLogin="company1")["ID"]
    api("SetUserPL", ID=user)
    api("AddExtension", parentID=user, label="x", password=PASSWORD)
    api("SetVoicemail", extendedNumber="0001*101", password=PASSWORD)
    number_ = api("AddExtension", parentID=user, label="x", extensionType="callcard")["extendedNumber"]
    api("AddCardCode", extendedNumber=number_, code=[{"code": PASSWORD, "PIN": 918273}])
    api("AddDevice", serial="1", adminPass=PASSWORD)
    api("AddChannel", SIP={"name": "x", "codecs": [1], "password": PASSWORD})
    api("AssignQueueAgent", extendedNumber="0001*108", agentExtendedNumber="0001*101", PIN="918273")
    api("AddCallRulesIn", extendedNumber="0001*101", rule=[{"authenticate": {"password": PASSWORD}}])
    send(api, f"<u:AddUser><o:passwort>{PASSWORD}</o:passwort></u:AddUser>")
    token = api.grant().json()["access_token"]
    text = json.dumps([api.pbx.log(), api.pbx.state()])
    for hidden in (PASSWORD, "918273", token, api.token, api.pbx.credentials["app_secret"], "Born-user1", "Ext-0-pass"):
        assert hidden not in text
    read = json.dumps(
        [
            api("GetVoicemailSettings", extendedNumber="0001*101"),
            api("GetDeviceDetails", serial="1"),
            api("GetCallRulesIn", extendedNumber="0001*101"),
        ],
        default=str,
    )
    assert PASSWORD not in read


def test_controls(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow(objects=10)
    api.pbx.add("organization", "late", parent="provider1", company="Late Ltd")
    api.pbx.add("user", "eve", parent="late", phoneExtMax=1)
    api.pbx.add("extension", "0002*200", owner="eve", label="desk")
    api.pbx.change("user", "eve", city="Paris", status=False, login="eva")
    api.pbx.change("extension", "0002*200", label="new")
    user = api("GetUsers", filter="eva")["user"][0]["ID"]
    read = api("GetUserDetails", ID=user)
    assert (read["city"], read["status"]) == ("Paris", False)
    assert api("GetUserPL", ID=user)["extensionPL"]["phoneExtMax"] == number(1)
    assert api("GetExtensionDetails", extendedNumber="0002*200")["label"] == "new"
    api.pbx.delete("organization", "late")
    assert api.code("GetExtensionDetails", extendedNumber="0002*200") == "100"
    assert api.pbx.state("users/user1/contact/country") == "us"
    api.pbx.change("sound", "1", shared=False)
    assert len(api("GetSharedSounds")["sounds"]) == 2


def test_quick_enough(voipnow: Callable[..., VoipNow]) -> None:
    """Several hundred requests a second on a busy machine; seconds for 10,000 extensions would be a bug."""
    api = voipnow(objects=10_000)
    rows = api("GetExtensions")["extension"]
    assert len(rows) == 7000
    body = '<m:GetExtensionDetails xmlns:m="http://4psa.com/ExtensionMessages.xsd/3.0.0">'
    document = envelope(api.token, f"{body}<c:extendedNumber>0100*101</c:extendedNumber></m:GetExtensionDetails>")
    for _each in range(300):
        assert api.post("extension", document).status_code == 200
    spent = [entry["duration_ms"] for entry in api.pbx.log() if entry["operation"] == "GetExtensionDetails"]
    assert len(spent) == 300
    assert sorted(spent)[150] < 5
