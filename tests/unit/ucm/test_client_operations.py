# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The UCM client's operations: errors, waiting for a busy PBX, lists in pages, answers of other kinds, apply."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import (
    ConnectionFailed,
    DoubtfulWrite,
    PbxError,
    UnexpectedAnswer,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import client as client_module
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import errors
from tests.contracts import load
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success

# -- errors

CONTRACT_CODES = {int(code) for code in load("ucm").errors} - {0}


def test_every_documented_code_has_words_and_a_remedy() -> None:
    assert set(errors.CODES) >= CONTRACT_CODES
    assert set(errors.CODES) - CONTRACT_CODES == {-251}, "one page of the vendor prints -51 so"
    for code, meaning in errors.CODES.items():
        assert meaning.words, code
        assert not meaning.words.endswith("."), code
        assert meaning.remedy.endswith("."), code


HANDLED = {*errors.INVALID_SESSION, errors.MAYBE_EXPIRED, *errors.BUSY_SECONDS}


@pytest.mark.parametrize("code", sorted(set(errors.CODES) - HANDLED))
@pytest.mark.parametrize("writes", [False, True])
def test_every_code_is_an_error_with_its_words_and_remedy(ucm: ScriptedUcm, code: int, writes: bool) -> None:
    ucm.script("updateUser", failure(code))
    with pytest.raises(PbxError) as caught:
        ucm.client().send("updateUser", {}, writes=writes)
    error = caught.value
    assert (error.kind, error.code, error.operation) == ("pbx_error", code, "updateUser")
    assert (error.what, error.remedy) == errors.CODES[code]
    assert len(ucm.sent("updateUser")) == 1


def test_a_code_that_is_not_documented_is_told() -> None:
    error = errors.error_for(-999, {}, "getUser")
    assert error.code == -999
    assert "not documented" in error.what
    assert error.remedy


@pytest.mark.parametrize(
    ("response", "words"),
    [
        ({"error": "bad thing"}, "bad thing"),
        ({"message": "bad thing"}, "bad thing"),
        ({"body": "bad thing"}, "bad thing"),
        ({"error": ""}, None),
        ({}, None),
        (["x"], None),
        ("text", None),
    ],
)
def test_the_pbxs_words_are_passed_on(response: Any, words: str | None) -> None:
    assert errors.error_for(-1, response, "getUser").pbx_message == words


# -- busy


@pytest.mark.parametrize(("code", "pause"), [(-45, 15.0), (-46, 15.0), (-57, 60.0)])
@pytest.mark.parametrize("writes", [False, True])
def test_a_busy_pbx_is_waited_for(ucm: ScriptedUcm, code: int, pause: float, writes: bool) -> None:
    ucm.script("updateUser", failure(code), failure(code), success(done="yes"))
    assert ucm.client().send("updateUser", {}, writes=writes) == {"done": "yes"}
    assert ucm.clock.slept == [pause, pause]


@pytest.mark.parametrize(
    ("code", "limit", "pauses"), [(-45, 150.0, 10), (-45, 44.0, 2), (-45, 0.0, 0), (-57, 150.0, 2), (-57, 59.0, 0)]
)
def test_waiting_has_a_limit(ucm: ScriptedUcm, code: int, limit: float, pauses: int) -> None:
    ucm.script("updateUser", failure(code))
    with pytest.raises(PbxError) as caught:
        ucm.client(busy_timeout=limit).send("updateUser", {}, writes=True)
    assert len(ucm.clock.slept) == pauses
    assert sum(ucm.clock.slept) <= limit
    assert caught.value.code == code
    assert str(caught.value.known).startswith("Nothing was done")


def test_waiting_for_different_reasons_counts_together(ucm: ScriptedUcm) -> None:
    ucm.script("updateUser", failure(-57), failure(-45), failure(-57), success())
    with pytest.raises(PbxError):
        ucm.client(busy_timeout=134.0).send("updateUser", {}, writes=True)
    assert ucm.clock.slept == [60.0, 15.0]


def test_waiting_is_logged(ucm: ScriptedUcm) -> None:
    ucm.script("updateUser", failure(-45), success())
    ucm.client().send("updateUser", {}, writes=True)
    assert any("busy (-45), waiting 15 s" in line for line in ucm.log)


# -- lists

SIZE = 3


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PAGE_SIZE", SIZE)


def rows(count: int, start: int = 0) -> list[dict[str, int]]:
    return [{"n": number} for number in range(start, start + count)]


def pages_of(total: int) -> Any:
    """Answers as the UCM pages them."""

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        page, size = int(request["page"]), int(request["item_num"])
        found = rows(total)[(page - 1) * size : page * size]
        return success(account=found, total_item=total, total_page=max(-(-total // size), 1), page=page)

    return answer


@pytest.mark.parametrize(("total", "asked"), [(0, 1), (1, 1), (SIZE, 1), (SIZE + 1, 2), (2 * SIZE, 2), (10, 4)])
def test_lists_are_read_through_all_their_pages(ucm: ScriptedUcm, total: int, asked: int) -> None:
    ucm.script("listAccount", pages_of(total))
    assert ucm.client().read_all("listAccount", "account") == rows(total)
    assert [request["page"] for request in ucm.sent("listAccount")] == [str(page) for page in range(1, asked + 1)]


def test_page_numbers_go_as_text_beside_other_parameters(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", success(account=[]))
    ucm.client().read_all("listAccount", "account", sidx="extension")
    assert ucm.sent("listAccount") == [
        {"action": "listAccount", "sidx": "extension", "item_num": str(SIZE), "page": "1", "cookie": ucm.cookies[0]}
    ]


@pytest.mark.parametrize("count", [1, SIZE, 2 * SIZE])
def test_a_list_without_page_counts_is_one_page(ucm: ScriptedUcm, count: int) -> None:
    ucm.script("listDepartment", success(rows=rows(count)))
    assert ucm.client().read_all("listDepartment", "rows") == rows(count)
    assert len(ucm.sent("listDepartment")) == 1


def test_page_counts_may_be_text(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", success(account=rows(3), total_page="2"), success(account=rows(1, 3), total_page="2"))
    assert ucm.client().read_all("listAccount", "account") == rows(4)


def test_a_device_that_ignores_paging_sends_all_at_once(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", success(account=rows(10), total_page=4))
    assert ucm.client().read_all("listAccount", "account") == rows(10)
    assert len(ucm.sent("listAccount")) == 1


def test_a_list_that_does_not_advance_is_an_error(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", success(account=rows(3), total_page=1000))
    with pytest.raises(UnexpectedAnswer, match="page 2 is the same as page 1"):
        ucm.client().read_all("listAccount", "account")
    assert len(ucm.sent("listAccount")) == 2


def test_a_list_that_never_ends_is_an_error(ucm: ScriptedUcm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_PAGES", 5)
    ucm.script("listAccount", lambda request: success(account=rows(1, int(request["page"])), total_page=10**9))
    with pytest.raises(UnexpectedAnswer, match="more than 5 pages"):
        ucm.client().read_all("listAccount", "account")
    assert len(ucm.sent("listAccount")) == 5


@pytest.mark.parametrize("code", sorted(errors.UNCLEAR_READ))
def test_where_paging_is_refused_the_list_is_asked_for_at_once(ucm: ScriptedUcm, code: int) -> None:
    ucm.script("listUser", failure(code), success(user_id=rows(10), total_page=4))
    assert ucm.client().read_all("listUser", "user_id", sord="asc") == rows(10)
    assert ucm.requests[-1] == {"action": "listUser", "sord": "asc", "cookie": ucm.cookies[0]}


def test_where_the_plain_list_is_refused_too_that_is_the_error(ucm: ScriptedUcm) -> None:
    ucm.script("listUser", failure(-1), failure(-26))
    with pytest.raises(PbxError) as caught:
        ucm.client().read_all("listUser", "user_id")
    assert caught.value.code == -26


def test_other_errors_and_errors_of_later_pages_end_the_list(ucm: ScriptedUcm) -> None:
    ucm.script("listUser", failure(-47))
    with pytest.raises(PbxError) as caught:
        ucm.client().read_all("listUser", "user_id")
    assert caught.value.code == -47
    ucm.script("listAccount", success(account=rows(3), total_page=2), failure(-26))
    with pytest.raises(PbxError) as caught:
        ucm.client().read_all("listAccount", "account")
    assert caught.value.code == -26
    assert (len(ucm.sent("listUser")), len(ucm.sent("listAccount"))) == (1, 2)


@pytest.mark.parametrize("answer", [{"account": "x"}, {"account": ["x"]}, {"account": {"0": {}}}], ids=repr)
def test_a_list_of_another_form_is_an_error(ucm: ScriptedUcm, answer: dict[str, Any]) -> None:
    ucm.script("listAccount", success(**answer))
    with pytest.raises(UnexpectedAnswer, match="account is not a list of objects"):
        ucm.client().read_all("listAccount", "account")


def test_a_list_whose_container_is_missing_is_empty(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", success())
    assert ucm.client().read_all("listAccount", "account") == []


# -- answers of other kinds


ODD_ANSWERS = {
    "web page": (b" <!DOCTYPE html><html>login</html>", "a web page"),
    "cut short": (b'{"response": {"exten', "cut short"),
    "other object": (b'{"hello": 1}', "cut short, or not of"),
    "other list": (b"[1, 2]", "cut short, or not of"),
    "text": (b"hello", "not of a Grandstream"),
    "nothing": (b"", "not of a Grandstream"),
    "no text at all": (b"\xff\xfe\x00", "not of a Grandstream"),
    "status that is no number": (b'{"status": "fine", "response": {}}', "not of a Grandstream"),
    "status null": (b'{"status": null}', "not of a Grandstream"),
    "nested without end": (b"[" * 100_000, "cut short"),
}


@pytest.mark.parametrize(("content", "words"), ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_what_is_not_the_api_is_told(ucm: ScriptedUcm, content: bytes, words: str) -> None:
    ucm.script("listAccount", content)
    with pytest.raises(UnexpectedAnswer, match=words) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert caught.value.code is None
    assert "https://host:8089" in str(caught.value.remedy)


@pytest.mark.parametrize(("content", "words"), ODD_ANSWERS.values(), ids=ODD_ANSWERS)
def test_what_is_not_the_api_leaves_a_write_in_doubt(ucm: ScriptedUcm, content: bytes, words: str) -> None:
    ucm.script("updateUser", content)
    with pytest.raises(DoubtfulWrite, match=words):
        ucm.client().send("updateUser", {}, writes=True)
    assert len(ucm.sent("updateUser")) == 1


def test_an_http_error_is_told_as_such(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", httpx.Response(404, content=b"<html>"))
    with pytest.raises(UnexpectedAnswer) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert caught.value.code == "HTTP 404"


def test_the_status_in_the_body_counts_whatever_http_says(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", httpx.Response(401, json=failure(-47)))
    with pytest.raises(PbxError) as caught:
        ucm.client().send("listAccount", {}, writes=False)
    assert caught.value.code == -47


@pytest.mark.parametrize(("body", "response"), [({"status": "0", "response": {"a": 1}}, {"a": 1}), ({"status": 0}, {})])
def test_the_envelope_may_have_its_status_as_text_and_no_response(ucm: ScriptedUcm, body: Any, response: Any) -> None:
    ucm.script("listAccount", body)
    assert ucm.client().send("listAccount", {}, writes=False) == response


@pytest.mark.parametrize("action", ["cdrapi", "recapi", "queueapi"])
@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b'{"cdr_root": []}', {"cdr_root": []}),
        (b"<xml/>", "<xml/>"),
        (b"a,b\n1,2\n", "a,b\n1,2\n"),
        (b"RIFF\xff", "RIFF\N{REPLACEMENT CHARACTER}"),
        (b"", ""),
    ],
)
def test_some_actions_answer_without_an_envelope(ucm: ScriptedUcm, action: str, content: bytes, answer: Any) -> None:
    ucm.script(action, content)
    assert ucm.client().send(action, {}, writes=False) == answer


@pytest.mark.parametrize("action", ["cdrapi", "recapi", "queueapi"])
def test_errors_of_such_actions_have_the_envelope(ucm: ScriptedUcm, action: str) -> None:
    ucm.script(action, failure(-47))
    with pytest.raises(PbxError) as caught:
        ucm.client().send(action, {}, writes=False)
    assert caught.value.code == -47
    ucm.script(action, httpx.Response(404, content=b"gone"))
    with pytest.raises(UnexpectedAnswer):
        ucm.client().send(action, {}, writes=False)


def test_files_may_be_larger_than_other_answers(ucm: ScriptedUcm) -> None:
    large = b"x" * (3 * 1024**2)
    ucm.script("recapi", large)
    assert len(ucm.client().send("recapi", {}, writes=False)) == len(large)
    ucm.script("listAccount", large)
    with pytest.raises(UnexpectedAnswer, match="larger than 2 MiB"):
        ucm.client().send("listAccount", {}, writes=False)


def test_reads_are_retried_and_writes_are_not(ucm: ScriptedUcm) -> None:
    ucm.script("listAccount", httpx.ReadError("cut"), httpx.Response(503), success(account=[]))
    assert ucm.client().read_all("listAccount", "account") == []
    assert len(ucm.sent("listAccount")) == 3
    ucm.script("updateUser", httpx.ReadError("cut"), success())
    with pytest.raises(DoubtfulWrite):
        ucm.client().send("updateUser", {}, writes=True)
    ucm.script("getUser", httpx.ReadError("cut"))
    with pytest.raises(ConnectionFailed):
        ucm.client().send("getUser", {}, writes=False)


# -- apply


@pytest.mark.parametrize(
    ("action", "answer", "pending"),
    [
        ("addSIPAccountAndUser", success(need_apply="yes"), True),
        ("updateUser", success(need_apply="no"), False),
        ("updateUser", success(), False),
        ("updateSIPAccount", success(extension={}), True),
        ("dialExtension", success(need_apply="no"), False),
    ],
)
def test_writes_that_wait_for_an_apply_are_remembered(
    ucm: ScriptedUcm, action: str, answer: dict[str, Any], pending: bool
) -> None:
    ucm.script(action, answer)
    client = ucm.client()
    client.send(action, {}, writes=True)
    assert client.apply_pending is pending
    assert ucm.client().apply_pending is pending, "by other processes too"


def test_reads_leave_nothing_pending(ucm: ScriptedUcm) -> None:
    ucm.script("getSIPAccount", success(need_apply="yes"))
    client = ucm.client()
    client.send("getSIPAccount", {}, writes=False)
    assert client.apply_pending is False


def test_refused_writes_leave_nothing_pending(ucm: ScriptedUcm) -> None:
    ucm.script("updateSIPAccount", failure(-25))
    client = ucm.client()
    with pytest.raises(PbxError):
        client.send("updateSIPAccount", {}, writes=True)
    assert client.apply_pending is False


@pytest.mark.parametrize("trouble", [httpx.ReadError("cut"), b"<html>", failure(-8)], ids=repr)
@pytest.mark.parametrize(("action", "pending"), [("deleteUser", True), ("addQueue", True), ("dialExtension", False)])
def test_writes_in_doubt_may_wait_for_an_apply(ucm: ScriptedUcm, trouble: Any, action: str, pending: bool) -> None:
    ucm.script(action, trouble)
    client = ucm.client()
    with pytest.raises(DoubtfulWrite):
        client.send(action, {}, writes=True)
    assert client.apply_pending is pending


def test_an_apply_leaves_nothing_pending(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("updateSIPAccount", {}, writes=True)
    client.apply_changes()
    assert client.apply_pending is False
    assert ucm.requests[-1] == {"action": "applyChanges", "cookie": ucm.cookies[0]}


@pytest.mark.parametrize("pending", [False, True])
@pytest.mark.parametrize("trouble", [failure(-69), httpx.ReadTimeout("slow")], ids=repr)
def test_an_apply_that_failed_leaves_what_was_pending(ucm: ScriptedUcm, pending: bool, trouble: Any) -> None:
    client = ucm.client()
    if pending:
        client.send("updateSIPAccount", {}, writes=True)
    ucm.script("applyChanges", trouble)
    with pytest.raises(PbxError):
        client.apply_changes()
    assert client.apply_pending is pending


def test_what_another_process_writes_during_an_apply_stays_pending(ucm: ScriptedUcm) -> None:
    """The PBX may have begun to apply before that write came."""
    mine, other = ucm.client(), ucm.client()
    mine.send("updateSIPAccount", {}, writes=True)

    def apply(request: dict[str, Any]) -> dict[str, Any]:
        other.send("updateSIPAccount", {}, writes=True)
        return success()

    ucm.script("applyChanges", apply)
    mine.apply_changes()
    assert other.apply_pending is True


def test_an_apply_has_more_time_than_other_requests(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("updateSIPAccount", {}, writes=True)
    client.apply_changes()
    limits = [request.extensions["timeout"]["read"] for request in ucm.raw[-2:]]
    assert limits == [30.0, 120.0]


def test_a_busy_pbx_is_waited_for_with_an_apply_too(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.send("updateSIPAccount", {}, writes=True)
    ucm.script("applyChanges", failure(-45), failure(-57), success())
    client.apply_changes()
    assert ucm.clock.slept == [15.0, 60.0]
    assert client.apply_pending is False


def test_the_two_sides_of_a_client_read_and_write(ucm: ScriptedUcm) -> None:
    client = ucm.client()
    client.reader.memo["names"] = {}
    client.reader.read("getUser", user_name="1")
    assert client.memo
    client.writer.write("updateSIPAccount", extension="1")
    assert client.memo == {}, "what was looked up may be different after a write"
    assert client.apply_pending is True
