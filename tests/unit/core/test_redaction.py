# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret leaves in a text or a result."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import HIDDEN
from ansible_collections.telephony.pbx.plugins.module_utils.core.redaction import (
    mask_names,
    mask_options,
    scrub,
    secret_values,
    texts_in,
)
from tests.unit.core.strategies import JSON

SPEC: dict[str, Any] = {
    "name": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "codes": {"type": "list", "no_log": True},
    "skip_password": {"type": "bool", "no_log": False},
    "proxy": {"type": "str"},
    "url": {"type": "str"},
    "nested": {"type": "dict", "options": {"pin": {"no_log": True}, "label": {}}},
    "rows": {"type": "list", "options": {"deep": {"type": "dict", "options": {"key": {"no_log": True}}}}},
}
PARAMETERS: dict[str, Any] = {
    "name": "thing",
    "password": "s3cret",
    "codes": ["1111", 2222, {"x": "3333"}],
    "skip_password": True,
    "proxy": "http://user:pr0xy@proxy:3128",
    "url": "https://pbx",
    "nested": {"pin": 4444, "label": "l"},
    "rows": [{"deep": {"key": "5555"}}, {"deep": None}],
}


def test_secret_values_are_found_at_any_depth() -> None:
    assert secret_values(SPEC, PARAMETERS) == {"s3cret", "1111", "2222", "3333", "4444", "5555", "pr0xy"}


def test_what_is_not_given_or_empty_is_no_secret() -> None:
    assert secret_values(SPEC, {"password": None, "codes": [], "nested": None, "rows": None}) == set()
    assert secret_values(SPEC, {"password": "", "nested": {"pin": True}}) == set()


@pytest.mark.parametrize("address", ["http://proxy:3128", "http://user@proxy:3128", "", "proxy", "http://user:@proxy"])
def test_addresses_without_a_password_hold_no_secret(address: str) -> None:
    assert secret_values(SPEC, {"proxy": address}) == set()


def test_texts_in_finds_scalars_and_skips_bools() -> None:
    assert texts_in({"a": ["x", 1, True, None, "", {"b": 2.5}]}) == {"x", "1", "2.5"}


def test_options_are_masked_and_the_rest_is_shown() -> None:
    assert mask_options(SPEC, PARAMETERS) == {
        **PARAMETERS,
        "password": HIDDEN,
        "codes": HIDDEN,
        "nested": {"pin": HIDDEN, "label": "l"},
        "rows": [{"deep": {"key": HIDDEN}}, {"deep": None}],
    }
    assert mask_options(SPEC, {"password": None}) == {"password": None}, "not given is no secret"


@pytest.mark.parametrize(
    ("answer", "masked"),
    [
        ({"secret": "x"}, {"secret": HIDDEN}),
        ({"Secret": 7}, {"Secret": HIDDEN}),
        ({"secret": ""}, {"secret": ""}),
        ({"secret": None}, {"secret": None}),
        ({"a": [{"secret": "x", "b": 1}]}, {"a": [{"secret": HIDDEN, "b": 1}]}),
        ({"secret": ["x", "y"]}, {"secret": [HIDDEN, HIDDEN]}),
        ({"secret": [{"secret": "x", "name": "n"}]}, {"secret": [{"secret": HIDDEN, "name": "n"}]}),
        ({"secret": {"id": 1}}, {"secret": {"id": 1}}),
        ("secret", "secret"),
    ],
)
def test_values_under_secret_names_are_masked(answer: Any, masked: Any) -> None:
    assert mask_names(answer, {"secret"}) == masked


@given(JSON, st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=3))
def test_nothing_scrubbed_contains_a_secret(value: Any, secrets: set[str]) -> None:
    secrets = {secret for secret in secrets if secret not in HIDDEN}
    scrubbed = scrub({"result": value}, secrets)["result"]

    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [text for item in node.values() for text in texts(item)]
        if isinstance(node, list):
            return [text for item in node for text in texts(item)]
        return [node] if isinstance(node, str) else []

    for text in texts(scrubbed):
        # Masks are cut out first: a secret may by chance be made of a mask's end and what follows it.
        for part in text.split(HIDDEN):
            assert not any(secret in part for secret in secrets)


@given(st.text("ab1*", max_size=30), st.sets(st.text("ab1", min_size=1, max_size=7), min_size=17, max_size=40))
def test_many_secrets_are_scrubbed_as_few_are(text: str, secrets: set[str]) -> None:
    one_by_one = text
    for secret in sorted(secrets, key=len, reverse=True):
        one_by_one = scrub(one_by_one, {secret})
    many = scrub(text, secrets)
    for part in many.split(HIDDEN):
        assert not any(secret in part for secret in secrets)
    assert (many == text) == (one_by_one == text)


def test_longer_secrets_are_scrubbed_first() -> None:
    assert scrub("abc abcdef", {"abc", "abcdef"}) == f"{HIDDEN} {HIDDEN}"


def test_scrubbing_reaches_numbers_and_tuples_and_leaves_names_and_the_rest() -> None:
    result = {"a": {"b 1234": 1234}, "b": (1234, "pin 1234"), "changed": True, "n": 912345, "f": 0.1234, "m": 12}
    scrubbed = scrub(result, {"1234"})
    assert scrubbed == {
        "a": {"b 1234": HIDDEN},
        "b": [HIDDEN, f"pin {HIDDEN}"],
        "changed": True,
        "n": HIDDEN,
        "f": HIDDEN,
        "m": 12,
    }
    assert json.dumps(scrubbed)


def test_a_results_own_names_stay() -> None:
    assert scrub({"failed": True, "msg": "it failed"}, {"failed"}) == {"failed": True, "msg": f"it {HIDDEN}"}
    assert scrub({"diff": {"before": {}, "after": {}}}, {"e"}) == {"diff": {"before": {}, "after": {}}}


def test_scrubbing_with_no_secrets_changes_nothing() -> None:
    result = {"a": "x"}
    assert scrub(result, set()) == result
    assert scrub(result, {""}) == result


def test_what_is_scrubbed_is_a_copy() -> None:
    result = {"a": ["secret"]}
    assert scrub(result, {"secret"}) == {"a": [HIDDEN]}
    assert result == {"a": ["secret"]}
