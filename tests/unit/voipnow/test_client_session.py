# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens: one for all processes, renewed before they end and once when refused; a refused app is not asked again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import (
    ConnectionFailed,
    DoubtfulWrite,
    InvalidInput,
    LoginRejected,
    PbxError,
    UnexpectedAnswer,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.shared_session import REJECTION_SECONDS
from tests.unit.voipnow.scripted_voipnow import APP_ID, SECRET, URL, ScriptedVoipNow, answer, fault

ADD, LIST = "AddOrganization", "GetOrganizations"


def ask(voipnow: ScriptedVoipNow, **app: Any) -> Any:
    client = voipnow.client(**app)
    client.send(LIST, {}, writes=False)
    return client


def test_the_token_is_asked_for_as_the_vendor_does(voipnow: ScriptedVoipNow) -> None:
    ask(voipnow)
    assert voipnow.forms == [
        {
            "client_id": APP_ID,
            "client_secret": SECRET,
            "grant_type": "client_credentials",
            "type": "unifiedapi",
            "redirect_uri": f"{URL}/oauth/token.php",
        }
    ]


def test_one_token_serves_a_client_and_other_processes(voipnow: ScriptedVoipNow) -> None:
    first = ask(voipnow)
    first.send(LIST, {}, writes=False)
    second = ask(voipnow)
    assert len(voipnow.tokens) == 1
    assert (first.calls.session, first.calls.logins) == ("new", 1)
    assert (second.calls.session, second.calls.logins, second.calls.requests) == ("cached", 0, 1)


def test_a_changed_secret_finds_no_token(voipnow: ScriptedVoipNow) -> None:
    ask(voipnow)
    with pytest.raises(LoginRejected):
        ask(voipnow, app_secret="another-secret")


@pytest.mark.parametrize(("passed", "tokens"), [(3299, 1), (3300, 2)])
def test_a_token_is_renewed_five_minutes_before_its_end(voipnow: ScriptedVoipNow, passed: int, tokens: int) -> None:
    client = ask(voipnow)
    voipnow.clock.time += passed
    client.send(LIST, {}, writes=False)
    ask(voipnow)
    assert len(voipnow.tokens) == tokens


def test_a_token_of_a_short_life_is_used_for_half_of_it(voipnow: ScriptedVoipNow) -> None:
    voipnow.expires_in = 60
    ask(voipnow)
    voipnow.clock.time += 29
    ask(voipnow)
    assert len(voipnow.tokens) == 1
    voipnow.clock.time += 1
    ask(voipnow)
    assert len(voipnow.tokens) == 2


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize(
    "refusal", [fault("SOAP-ENV:Server", "Invalid access token"), fault("100", "Bad data"), httpx.Response(401)]
)
def test_a_refused_token_is_renewed_once(voipnow: ScriptedVoipNow, writes: bool, refusal: httpx.Response) -> None:
    voipnow.script(ADD, refusal, answer(ADD, "<result>success</result>"))
    client = voipnow.client()
    assert client.send(ADD, {"login": "a"}, writes=writes) == {"result": "success"}
    assert voipnow.operations == [ADD, ADD]
    assert client.calls.logins == 2


def test_a_token_that_is_refused_again_is_an_error(voipnow: ScriptedVoipNow) -> None:
    voipnow.script(LIST, fault("100", "Bad authentication data"))
    with pytest.raises(PbxError) as caught:
        ask(voipnow)
    assert caught.value.code == "100"
    assert (len(voipnow.tokens), len(voipnow.requests)) == (2, 2)


def test_code_100_is_about_the_object_once_the_token_was_accepted(voipnow: ScriptedVoipNow) -> None:
    client = ask(voipnow)
    voipnow.script("GetOrganizationDetails", fault("100", "There is no such object"))
    with pytest.raises(PbxError, match="one code for both"):
        client.send("GetOrganizationDetails", {"ID": 9}, writes=False)
    assert len(voipnow.tokens) == 1


def test_a_token_that_another_process_renewed_is_taken_over(voipnow: ScriptedVoipNow) -> None:
    slow, quick = ask(voipnow), ask(voipnow)
    voipnow.tokens[0] = "ended"
    quick.send(LIST, {}, writes=False)
    slow.send(LIST, {}, writes=False)
    assert len(voipnow.tokens) == 2
    assert slow.calls.session == "cached"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (httpx.Response(401, json={"error": "invalid_client"}), "does not know the app"),
        (httpx.Response(400, json={"error": "unauthorized_client"}), "does not trust the app"),
        (httpx.Response(400, json={"error": "invalid_scope", "error_description": "No scope"}), "No scope"),
        (httpx.Response(403, text="Forbidden"), "does not know the app"),
    ],
)
def test_a_refused_app_is_not_asked_for_again(voipnow: ScriptedVoipNow, reply: httpx.Response, words: str) -> None:
    voipnow.token_replies = [reply]
    with pytest.raises(LoginRejected, match=words) as first:
        ask(voipnow)
    assert first.value.obj == f"app {APP_ID}"
    voipnow.clock.time += REJECTION_SECONDS - 1
    for _ in range(2):
        with pytest.raises(LoginRejected, match="299 seconds ago; not asked again"):
            ask(voipnow)
    assert len(voipnow.forms) == 1
    voipnow.clock.time += 1
    ask(voipnow)
    assert len(voipnow.forms) == 2


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout("slow"), httpx.ReadError("cut"), httpx.Response(503)], ids=repr)
def test_a_login_without_an_answer_is_not_repeated(voipnow: ScriptedVoipNow, trouble: httpx.Response) -> None:
    voipnow.token_replies = [trouble]
    with pytest.raises(ConnectionFailed):
        voipnow.client().send(ADD, {"login": "a"}, writes=True)
    assert len(voipnow.forms) == 1


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(200, text="<html>"),
        httpx.Response(404, text="<html>"),
        httpx.Response(200, json={"access_token": "x"}),
        httpx.Response(200, json={"access_token": "x", "expires_in": "soon"}),
        httpx.Response(200, json={"access_token": "", "expires_in": 3600}),
        httpx.Response(200, json=["x"]),
    ],
    ids=repr,
)
def test_an_answer_without_a_token_is_told(voipnow: ScriptedVoipNow, reply: httpx.Response) -> None:
    voipnow.token_replies = [reply]
    with pytest.raises(UnexpectedAnswer, match="VoipNow's address"):
        ask(voipnow)


def test_logging_out_forgets_the_token_for_all(voipnow: ScriptedVoipNow) -> None:
    ask(voipnow).close(logout=True)
    ask(voipnow).close()
    ask(voipnow)
    assert len(voipnow.tokens) == 2


def test_log_lines_have_no_parameters_and_no_secrets(voipnow: ScriptedVoipNow) -> None:
    client = voipnow.client()
    client.send(ADD, {"login": "ada", "password": "pw-1234"}, writes=True)
    lines = "\n".join(voipnow.log)
    assert f"{ADD}: HTTP 200 in" in lines
    for hidden in ("ada", "pw-1234", SECRET, voipnow.tokens[0]):
        assert hidden not in lines


@pytest.mark.parametrize("url", ["https://h/soap2", "https://h/?x=1"])
def test_an_address_with_a_path_is_refused(voipnow: ScriptedVoipNow, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.voipnow.scripted_voipnow.URL", url)
    with pytest.raises(InvalidInput, match="must be https://host"):
        voipnow.client()


# -- the token file


def test_a_token_file_is_written_and_used(voipnow: ScriptedVoipNow, tmp_path: Path) -> None:
    path = tmp_path / "token"
    ask(voipnow, token_file=str(path), stored=False)
    now = int(voipnow.clock.time)
    assert path.read_text() == f"{now}:{now + 3600}:{voipnow.tokens[0]}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    second = ask(voipnow, token_file=str(path), stored=False)
    assert (len(voipnow.tokens), second.calls.session, second.calls.logins) == (1, "cached", 0)


def test_a_token_of_another_program_is_used(voipnow: ScriptedVoipNow, tmp_path: Path) -> None:
    path = tmp_path / "token"
    now = int(voipnow.clock.time)
    path.write_text(f"{now - 100}:{now + 3500}:1|a:b|c")
    voipnow.tokens.append("1|a:b|c")
    ask(voipnow, token_file=str(path))
    assert voipnow.forms == []


@pytest.mark.parametrize("left", [-10, 299])
def test_a_token_near_its_end_is_replaced(voipnow: ScriptedVoipNow, tmp_path: Path, left: int) -> None:
    path = tmp_path / "token"
    now = int(voipnow.clock.time)
    path.write_text(f"{now - 3600}:{now + left}:old")
    ask(voipnow, token_file=str(path))
    assert voipnow.tokens[0] in path.read_text()


def test_a_token_in_the_file_that_is_refused_is_replaced(voipnow: ScriptedVoipNow, tmp_path: Path) -> None:
    path = tmp_path / "token"
    now = int(voipnow.clock.time)
    path.write_text(f"{now}:{now + 3600}:revoked")
    ask(voipnow, token_file=str(path))
    assert voipnow.tokens[0] in path.read_text()
    assert len(voipnow.requests) == 2


@pytest.mark.parametrize("content", ["nonsense", "1:2", "1:x:token", "1:2:", "1:2:two words", "\xff"])
def test_a_token_file_of_another_form_is_told_and_not_shown(
    voipnow: ScriptedVoipNow, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "token"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(PbxError, match="the token file") as caught:
        ask(voipnow, token_file=str(path))
    assert "two words" not in str(caught.value)


def test_a_token_file_that_cannot_be_written_is_told(voipnow: ScriptedVoipNow, tmp_path: Path) -> None:
    with pytest.raises(PbxError, match="cannot be written"):
        ask(voipnow, token_file=str(tmp_path / "missing" / "token"))


# -- results


@pytest.mark.parametrize("status", [200, 500])
def test_a_fault_is_an_error_with_code_words_and_remedy(voipnow: ScriptedVoipNow, status: int) -> None:
    reply = fault("200", "Duplicate record login")
    voipnow.script(ADD, httpx.Response(status, content=reply.content))
    with pytest.raises(PbxError) as caught:
        voipnow.client().send(ADD, {"login": "a"}, writes=True)
    error = caught.value
    assert (error.kind, error.code, error.pbx_message) == ("pbx_error", "200", "Duplicate record login")
    assert "another parent" in str(error.remedy)
    assert voipnow.operations == [ADD]


@pytest.mark.parametrize(
    ("code", "words", "found"),
    [
        ("SOAP-ENV:Client.117", "misses", "117"),
        ("SOAP-ENV:Server", "117: misses", "117"),
        ("SOAP-ENV:Server", "Error code 117 - misses", "117"),
        ("SOAP-ENV:Server", "cannot be 1000", None),
    ],
)
def test_codes_are_found_wherever_they_are(voipnow: ScriptedVoipNow, code: str, words: str, found: str | None) -> None:
    voipnow.script(ADD, fault(code, words))
    with pytest.raises(PbxError) as caught:
        voipnow.client().send(ADD, {"login": "a"}, writes=True)
    assert caught.value.code == found


@pytest.mark.parametrize(("result", "known"), [("failure", None), ("partial", "VoipNow carried it out in part")])
def test_a_good_answer_can_be_a_failure(voipnow: ScriptedVoipNow, result: str, known: str | None) -> None:
    notices = "<notice><message>Duplicate</message><code>200</code></notice>"
    voipnow.script(ADD, answer(ADD, f"<result>{result}</result>{notices}"))
    with pytest.raises(PbxError) as caught:
        voipnow.client().send(ADD, {"login": "a"}, writes=True)
    assert (caught.value.code, caught.value.pbx_message, caught.value.known) == ("200", "Duplicate", known)


def test_notices_with_a_success_are_logged(voipnow: ScriptedVoipNow) -> None:
    notices = "<notice><message>Mail sent</message></notice>"
    voipnow.script(ADD, answer(ADD, f"<ID>4</ID><result>success</result>{notices}"))
    assert voipnow.client().send(ADD, {"login": "a"}, writes=True)["ID"] == 4
    assert any("Mail sent" in line for line in voipnow.log)


def test_a_read_that_has_nothing_but_a_notice_is_an_error(voipnow: ScriptedVoipNow) -> None:
    voipnow.script(LIST, answer(LIST, "<notice><message>No</message><code>115</code></notice>"))
    with pytest.raises(PbxError) as caught:
        ask(voipnow)
    assert caught.value.code == "115"


def test_reads_are_repeated_and_writes_are_not(voipnow: ScriptedVoipNow) -> None:
    voipnow.script(LIST, httpx.Response(503), httpx.ReadError("cut"), answer(LIST))
    ask(voipnow)
    assert voipnow.operations == [LIST] * 3
    for trouble in (httpx.Response(500, text="<html>"), httpx.ReadError("cut"), httpx.ReadTimeout("slow")):
        voipnow.requests.clear()
        voipnow.script(ADD, trouble)
        with pytest.raises(DoubtfulWrite):
            voipnow.client().send(ADD, {"login": "a"}, writes=True)
        assert voipnow.operations == [ADD]
