# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Challenge, login, cookies, bans, and the envelope around every call."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest


def test_challenge_and_login(ucm: Callable[..., Any]) -> None:
    api = ucm()
    challenge = api.challenge()
    assert challenge.keys() == {"response", "status"}
    assert re.fullmatch(r"[0-9]{16}", challenge["response"]["challenge"])
    login = api.answer_challenge(challenge["response"]["challenge"])
    assert login["status"] == 0
    assert login["response"].keys() == {"cookie"}
    assert re.fullmatch(r"sid[0-9]+-[0-9]+", login["response"]["cookie"])


def test_a_newer_challenge_takes_the_place_of_the_older(ucm: Callable[..., Any]) -> None:
    api = ucm()
    first = api.challenge()["response"]["challenge"]
    second = api.challenge()["response"]["challenge"]
    assert api.answer_challenge(first)["status"] == -37
    assert api.answer_challenge(second)["status"] == -37  # a failed login uses the challenge up as well


def test_a_challenge_serves_one_login(ucm: Callable[..., Any]) -> None:
    api = ucm()
    challenge = api.challenge()["response"]["challenge"]
    assert api.answer_challenge(challenge)["status"] == 0
    assert api.answer_challenge(challenge)["status"] == -37


def test_sessions_live_side_by_side(ucm: Callable[..., Any]) -> None:
    api = ucm()
    older = api.cookie
    api.login()
    assert api.cookie != older
    assert [api.raw(action="listUser", cookie=cookie)["status"] for cookie in (older, api.cookie)] == [0, 0]


def test_single_session(ucm: Callable[..., Any]) -> None:
    api = ucm(single_session=True)
    older = api.cookie
    api.login()
    assert [api.raw(action="listUser", cookie=cookie)["status"] for cookie in (older, api.cookie)] == [-6, 0]


@pytest.mark.parametrize("cookie", [{}, {"cookie": "sid1-1"}, {"cookie": None}, {"cookie": 7}, {"cookie": ["a"]}])
def test_bad_cookie(ucm: Callable[..., Any], cookie: dict[str, Any]) -> None:
    api = ucm()
    assert api.raw(action="listUser", **cookie) == {"response": {}, "status": -6}
    assert api.raw(action="fireTheBoss", **cookie)["status"] == -6


@pytest.mark.parametrize("code", [-6, -8])
def test_cookie_expires(ucm: Callable[..., Any], code: int) -> None:
    api = ucm(expired_code=code)
    api.pbx.clock(advance=590)
    assert api.status("listUser") == 0
    api.pbx.clock(advance=11)
    assert [api.status("listUser"), api.status("listUser")] == [code, code]
    api.login()
    assert api.status("listUser") == 0


def test_use_prolongs_the_cookie(ucm: Callable[..., Any]) -> None:
    api = ucm(cookie_seconds=300.0, prolong_cookie=True)
    for _ in range(3):
        api.pbx.clock(advance=290)
        assert api.status("listUser") == 0
    api.pbx.clock(advance=301)
    assert api.status("listUser") == -6


def test_logout(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api("logout") == {"response": {}, "status": 0}
    assert api.status("listUser") == -6
    assert api.status("logout") == -6
    assert api.raw(action="logout")["status"] == -6


def test_wrong_passwords_ban_the_address(ucm: Callable[..., Any], clients: Callable[..., Any]) -> None:
    api = ucm()
    answers = []
    for _ in range(5):
        answers.append(api.answer_challenge(api.challenge()["response"]["challenge"], password="wrong"))
    assert [answer["status"] for answer in answers] == [-37] * 5
    assert [answer["response"] for answer in answers] == [{"remain_num": left} for left in (4, 3, 2, 1, 0)]
    assert api.challenge() == {"response": {"remain_time": 300}, "status": -68}
    assert api.answer_challenge("0000000000000000") == {"response": {"remain_time": 300}, "status": -70}
    assert api.status("listUser") == 0  # sessions that are open stay open
    assert clients(api.pbx, local_address="127.0.0.2").login().status("listUser") == 0
    api.pbx.clock(advance=299)
    assert api.challenge()["status"] == -68
    api.pbx.clock(advance=2)
    assert api.login().status("listUser") == 0


def test_a_login_that_succeeds_clears_the_count(ucm: Callable[..., Any]) -> None:
    api = ucm(login_attempts=2)
    for _ in range(3):
        assert api.answer_challenge(api.challenge()["response"]["challenge"], password="wrong")["status"] == -37
        api.login()


def test_unknown_user(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api.challenge("nobody") == {"response": {"remain_number": 4}, "status": -71}
    login = api.raw(action="login", user="nobody", token="0" * 32)
    assert login == {"response": {"remain_num": 3}, "status": -71}
    for _ in range(3):
        api.challenge("nobody")
    assert api.challenge()["status"] == -68


def test_login_without_token(ucm: Callable[..., Any]) -> None:
    api = ucm()
    user = api.pbx.credentials["username"]
    assert api.raw(action="login", user=user) == {"response": {}, "status": -1}
    assert api.raw(action="login") == {"response": {}, "status": -1}
    assert api.pbx.state("sessions/failures") == []


def test_changed_credentials(ucm: Callable[..., Any]) -> None:
    api = ucm(username="robot", password="Other-1")
    assert api.pbx.credentials.items() >= {"username": "robot", "password": "Other-1"}.items()
    api.pbx.options(password="Changed-1")
    assert api.answer_challenge(api.challenge()["response"]["challenge"])["status"] == -37


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"{}", b'{"request": []}', b'{"request": {}}', b'{"request": {"action": 1}}']
)
def test_malformed_bodies(ucm: Callable[..., Any], body: bytes) -> None:
    answer = ucm().http.post("/api", content=body, headers={"Content-Type": "application/json;charset=UTF-8"})
    assert (answer.status_code, answer.json()) == (200, {"response": {}, "status": -1})


def test_wrong_envelope_and_content_type(ucm: Callable[..., Any]) -> None:
    api = ucm()
    good = {"request": {"action": "listUser", "cookie": api.cookie}}
    assert api.http.post("/api", json=good).json()["status"] == 0
    assert api.http.post("/api", json={**good, "extra": 1}).json()["status"] == -1
    assert api.http.post("/api", json=good, headers={"Content-Type": "text/plain"}).json()["status"] == -1
    deep = b'{"request": {"action": "listUser", "sidx": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
    answer = api.http.post("/api", content=deep, headers={"Content-Type": "application/json"})
    assert answer.json()["status"] == -1


def test_only_post_api_exists(ucm: Callable[..., Any]) -> None:
    http = ucm().http
    assert http.get("/api").status_code == 405
    assert [http.post(path).status_code for path in ("/", "/api/", "/cgi", "/API")] == [404] * 4


def test_answers_are_utf8_json(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.pbx.change("user", "1001", first_name="Jürgen")
    body = {"request": {"action": "getUser", "cookie": api.cookie, "user_name": "1001"}}
    answer = api.http.post("/api", json=body)
    assert answer.headers["content-type"] == "application/json;charset=UTF-8"
    assert "Jürgen".encode() in answer.content


def test_unpaired_surrogates_do_no_harm(ucm: Callable[..., Any]) -> None:
    api = ucm()
    headers = {"Content-Type": "application/json"}
    body = '{"request": {"action": "updateSIPAccount", "cookie": "%s", "extension": "1001", "cidnumber": "\\ud800"}}'
    assert api.http.post("/api", content=body % api.cookie, headers=headers).json()["status"] == 0
    assert api.status("getSIPAccount", extension="1001") == 0
