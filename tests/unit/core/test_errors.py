# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors as text and as data."""

from __future__ import annotations

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import (
    ConnectionFailed,
    DoubtfulWrite,
    InvalidInput,
    LoginRejected,
    PbxError,
    UnexpectedAnswer,
    nearest,
)


def test_the_text_names_object_operation_code_words_what_is_known_and_the_remedy() -> None:
    error = PbxError(
        "updating was refused",
        operation="updateThing",
        obj="thing a",
        code=-25,
        pbx_message="weak secret",
        known="Nothing was done",
        remedy="Use a better one.",
    )
    assert str(error) == (
        'thing a, updateThing: updating was refused (code -25). The PBX said: "weak secret". Nothing was done. '
        "Use a better one."
    )


def test_the_text_leaves_out_what_is_not_known() -> None:
    assert str(PbxError("it failed")) == "it failed."
    assert str(PbxError("it failed", obj="thing a")) == "thing a: it failed."
    assert str(PbxError("it failed", operation="getThing", code="HTTP 503")) == "getThing: it failed (code HTTP 503)."
    assert str(PbxError("status 0 it was", code=0)) == "status 0 it was (code 0)."


def test_sentences_end_once() -> None:
    assert str(PbxError("what", remedy="Is it on?")) == "what. Is it on?"
    assert str(PbxError("no such name; did you mean 'a'?")) == "no such name; did you mean 'a'?"


def test_the_data_has_the_same_parts() -> None:
    error = PbxError("what", operation="op", obj="o", code=-1, pbx_message="m", remedy="r", known="k")
    assert error.data() == {
        "kind": "pbx_error",
        "object": "o",
        "operation": "op",
        "code": -1,
        "pbx_message": "m",
        "what": "what",
        "known": "k",
        "remedy": "r",
    }
    assert set(PbxError("what").data()) == set(error.data()), "always the same keys"


def test_invalid_input_lists_its_problems() -> None:
    error = InvalidInput(["a is odd", "b is missing"], remedy="Fix both.")
    assert error.problems == ("a is odd", "b is missing")
    assert str(error) == "a is odd; b is missing. Fix both."
    assert error.data()["problems"] == ["a is odd", "b is missing"]


def test_kinds_are_told_apart_in_data() -> None:
    made = [InvalidInput(["x"]), *(kind("x") for kind in (ConnectionFailed, DoubtfulWrite, LoginRejected))]
    kinds = [error.data()["kind"] for error in (*made, UnexpectedAnswer("x"), PbxError("x"))]
    assert kinds == [
        "invalid_input",
        "connection_failed",
        "doubtful_write",
        "login_rejected",
        "unexpected_answer",
        "pbx_error",
    ]


def test_a_doubtful_write_knows_whether_the_pbx_may_be_at_work() -> None:
    assert DoubtfulWrite("cut").still_running is False
    assert DoubtfulWrite("timeout", still_running=True, operation="addThing").still_running is True


def test_each_error_has_facts_of_its_own() -> None:
    one, other = PbxError("a"), PbxError("b")
    one.facts["changed"] = True
    assert other.facts == {}


def test_the_nearest_word_is_offered_if_one_is_near() -> None:
    assert nearest("extnsions", ["users", "extensions"]) == "; did you mean 'extensions'?"
    assert nearest("zzz", ["users", "extensions"]) == ""
    assert nearest("zzz", []) == ""
