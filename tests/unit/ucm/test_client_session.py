# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The UCM client's session: login, sharing, renewal, and logins that are refused."""

from __future__ import annotations

import hashlib
import json

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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.client import COOKIE_SECONDS
from tests.unit.ucm.scripted_ucm import PASSWORD, URL, USER, ScriptedUcm, failure, success

LOGIN = ["challenge", "login"]


def test_nothing_is_sent_before_the_first_operation(ucm: ScriptedUcm) -> None:
    ucm.client()
    assert ucm.requests == []


def test_the_login_is_a_challenge_and_the_md5_of_it_with_the_password(ucm: ScriptedUcm) -> None:
    ucm.client().send("listAccount", {}, writes=False)
    token = hashlib.md5(f"challenge-1{PASSWORD}".encode(), usedforsecurity=False).hexdigest()
    assert ucm.requests == [
        {"action": "challenge", "user": USER, "version": "1.0"},
        {"action": "login", "user": USER, "token": token},
        {"action": "listAccount", "cookie": ucm.cookies[0]},
    ]


def test_requests_go_as_json_to_one_address(ucm: ScriptedUcm) -> None:
    ucm.client().send("getUser", {"user_name": "Jürgen"}, writes=False)
    for request in ucm.raw:
        assert (request.method, str(request.url)) == ("POST", f"{URL}/api")
        assert request.headers["content-type"] == "application/json;charset=UTF-8"
    assert json.loads(ucm.raw[-1].content) == {
        "request": {"action": "getUser", "user_name": "Jürgen", "cookie": ucm.cookies[0]}
    }


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}/api", f"{URL}/api/"])
def test_the_address_may_end_in_api_or_not(ucm: ScriptedUcm, url: str) -> None:
    ucm.client(url=url).send("listAccount", {}, writes=False)
    assert {str(request.url) for request in ucm.raw} == {f"{URL}/api"}


def test_plain_http_is_refused(ucm: ScriptedUcm) -> None:
    with pytest.raises(InvalidInput, match="is not https"):
        ucm.client(url="http://pbx.example.com:8089")


def test_one_login_serves_a_client_and_other_processes(ucm: ScriptedUcm) -> None:
    first = ucm.client()
    first.send("listAccount", {}, writes=False)
    first.send("listUser", {}, writes=False)
    second = ucm.client()
    second.send("listAccount", {}, writes=False)
    assert ucm.actions == [*LOGIN, "listAccount", "listUser", "listAccount"]
    assert (first.calls.session, first.calls.logins, first.calls.requests) == ("new", 1, 4)
    assert (second.calls.session, second.calls.logins, second.calls.requests) == ("cached", 0, 1)


@pytest.mark.parametrize("step", LOGIN)
def test_a_pbx_that_is_busy_at_login_is_waited_for(ucm: ScriptedUcm, step: str) -> None:
    ucm.script(step, failure(-46), lambda parameters: ucm.replies.pop(step) and ucm._reply(parameters))
    ucm.client().send("listAccount", {}, writes=False)
    assert ucm.clock.slept == [15.0]
    assert ucm.actions[-3:] == [*LOGIN, "listAccount"]


def test_without_a_cache_each_process_logs_in(ucm: ScriptedUcm) -> None:
    for _ in range(2):
        ucm.client(stored=False).send("listAccount", {}, writes=False)
    assert ucm.actions == [*LOGIN, "listAccount"] * 2


def test_an_old_session_is_not_tried(ucm: ScriptedUcm) -> None:
    ucm.client().send("listAccount", {}, writes=False)
    ucm.clock.time += COOKIE_SECONDS
    ucm.client().send("listAccount", {}, writes=False)
    assert ucm.actions == [*LOGIN, "listAccount"] * 2
    assert ucm.requests[-1]["cookie"] == ucm.cookies[1]


@pytest.mark.parametrize("code", [-5, -6])
@pytest.mark.parametrize("writes", [False, True])
def test_an_ended_session_is_renewed_once(ucm: ScriptedUcm, code: int, writes: bool) -> None:
    ucm.script("updateUser", failure(code), success(need_apply="yes"))
    client = ucm.client()
    assert client.send("updateUser", {"user_name": "1"}, writes=writes) == {"need_apply": "yes"}
    assert ucm.actions == [*LOGIN, "updateUser", *LOGIN, "updateUser"]
    assert [request["cookie"] for request in ucm.sent("updateUser")] == ucm.cookies
    assert client.calls.logins == 2


@pytest.mark.parametrize("code", [-5, -6])
def test_a_session_that_ends_again_at_once_is_an_error(ucm: ScriptedUcm, code: int) -> None:
    ucm.script("listAccount", failure(code))
    with pytest.raises(PbxError) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert caught.value.code == code
    assert ucm.actions == [*LOGIN, "listAccount"] * 2


def test_a_session_that_another_process_renewed_is_taken_over(ucm: ScriptedUcm) -> None:
    slow, quick = ucm.client(), ucm.client()
    slow.send("listAccount", {}, writes=False)
    quick.send("listAccount", {}, writes=False)
    ucm.cookies[0] = "ended"
    quick.send("listAccount", {}, writes=False)
    slow.send("listAccount", {}, writes=False)
    assert ucm.actions.count("login") == 2, "one at the start and one renewal for both"
    assert slow.calls.session == "cached"


def test_a_timeout_code_renews_the_session_of_a_read(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", failure(-8), success(account=[]))
    assert ucm.client().send("listAccount", {}, writes=False) == {"account": []}
    assert ucm.actions == [*LOGIN, "listAccount"] * 2


def test_a_timeout_code_leaves_a_write_in_doubt(ucm: ScriptedUcm) -> None:
    ucm.script("updateUser", failure(-8), success())
    client = ucm.client()
    with pytest.raises(DoubtfulWrite) as caught:
        client.send("updateUser", {}, writes=True)
    assert caught.value.code == -8
    assert len(ucm.sent("updateUser")) == 1
    client.send("getUser", {}, writes=False)
    assert ucm.requests[-1]["cookie"] == ucm.cookies[1], "the look after it has a fresh session"


@pytest.mark.parametrize("code", [-37, -68, -70, -71])
@pytest.mark.parametrize("step", ["challenge", "login"])
def test_a_refused_login_is_never_repeated_and_remembered(ucm: ScriptedUcm, code: int, step: str) -> None:
    ucm.script(step, failure(code))
    with pytest.raises(LoginRejected) as first:
        ucm.client().send("listAccount", {}, writes=False)
    assert first.value.code == code
    assert first.value.obj == f"user {USER}"
    asked = len(ucm.requests)
    assert asked == LOGIN.index(step) + 1
    ucm.clock.time += REJECTION_SECONDS - 1
    for _ in range(2):
        with pytest.raises(LoginRejected, match="299 seconds ago; not asked again") as second:
            ucm.client().send("listAccount", {}, writes=False)
        assert second.value.code == code
    assert len(ucm.requests) == asked
    ucm.clock.time += 1
    with pytest.raises(LoginRejected):
        ucm.client().send("listAccount", {}, writes=False)
    assert len(ucm.requests) == 2 * asked, "after the ban's usual length it is tried again"


def test_a_refusal_belongs_to_its_password(ucm: ScriptedUcm) -> None:
    with pytest.raises(LoginRejected):
        ucm.client(password="wrong").send("listAccount", {}, writes=False)
    ucm.client().send("listAccount", {}, writes=False)
    with pytest.raises(LoginRejected, match="not asked again"):
        ucm.client(password="wrong").send("listAccount", {}, writes=False)


def test_a_running_session_survives_the_refusal_of_another_password(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("listAccount", {}, writes=False)
    with pytest.raises(LoginRejected):
        ucm.client(password="wrong").send("listAccount", {}, writes=False)
    client.send("listAccount", {}, writes=False)
    ucm.client().send("listAccount", {}, writes=False)
    assert ucm.actions.count("login") == 2


@pytest.mark.parametrize(
    ("step", "response", "words"),
    [
        ("login", {"remain_num": 3}, "3 tries are left before the PBX bans this address and user"),
        ("login", {"remain_num": 0}, "0 tries are left"),
        ("challenge", {"remain_number": 2}, "2 tries are left"),
        ("login", {"remain_num": 0, "remain_time": 287}, "The ban lasts for 287 more seconds"),
        ("login", {"remain_num": 3, "remain_time": 0}, "3 tries are left"),
    ],
)
def test_tries_that_are_left_and_the_bans_length_are_told(
    ucm: ScriptedUcm, step: str, response: dict[str, int], words: str
) -> None:
    ucm.script(step, failure(-37, **response))
    for _ in range(2):
        with pytest.raises(LoginRejected) as caught:
            ucm.client().send("listAccount", {}, writes=False)
        assert words in str(caught.value)


def test_a_refusal_without_counts_is_told_as_well(ucm: ScriptedUcm) -> None:
    ucm.script("login", {"response": [], "status": -37})
    with pytest.raises(LoginRejected) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert caught.value.known is None
    assert "wrong user or password" in str(caught.value)


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout("slow"), httpx.ReadError("cut"), httpx.Response(503)], ids=repr)
def test_a_login_without_an_answer_is_not_repeated(ucm: ScriptedUcm, trouble: httpx.Response | Exception) -> None:
    ucm.script("login", trouble)
    with pytest.raises(ConnectionFailed):
        ucm.client().send("updateUser", {}, writes=True)
    assert ucm.actions == LOGIN


@pytest.mark.parametrize("reply", [b"<html>", b"{", {"status": 0}, success(cookie="")], ids=repr)
def test_a_login_with_an_answer_of_another_kind_is_an_error(ucm: ScriptedUcm, reply: bytes | dict[str, object]) -> None:
    ucm.script("login", reply)
    with pytest.raises(UnexpectedAnswer):
        ucm.client().send("listAccount", {}, writes=False)
    assert ucm.actions == LOGIN


def test_another_error_at_login_is_not_taken_for_a_refusal(ucm: ScriptedUcm) -> None:
    ucm.script("login", failure(-9), success(cookie="sid"))
    with pytest.raises(PbxError) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert (caught.value.kind, caught.value.code) == ("pbx_error", -9)
    ucm.script("listAccount", success())
    ucm.client().send("listAccount", {}, writes=False)


def test_logging_out_ends_the_session_for_all(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("listAccount", {}, writes=False)
    client.close(logout=True)
    assert ucm.requests[-1] == {"action": "logout", "cookie": ucm.cookies[0]}
    ucm.client().send("listAccount", {}, writes=False)
    assert ucm.actions.count("login") == 2


def test_closing_leaves_the_session_to_others(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("listAccount", {}, writes=False)
    client.close()
    ucm.client().close(logout=True)
    assert "logout" not in ucm.actions, "a client that had no session ends none"
    ucm.client().send("listAccount", {}, writes=False)
    assert ucm.actions.count("login") == 1


def test_log_lines_have_no_parameters_and_no_cookie(ucm: ScriptedUcm) -> None:
    ucm.client().send("getUser", {"user_name": "Ada Lovelace"}, writes=False)
    assert len(ucm.log) == 3
    assert "getUser: status 0 in" in ucm.log[2]
    for text in ("Ada", "sid1", PASSWORD, "challenge-1"):
        assert text not in repr(ucm.log)
