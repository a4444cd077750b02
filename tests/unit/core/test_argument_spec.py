# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Argument specs made from field tables, and the checks before the first request."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from hypothesis import given as drawn

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import (
    argument_spec,
    check_names,
    given,
    problems,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import ORDERED, Field
from tests.unit.core.fake_resource import FIELDS, THING, ThingResource
from tests.unit.core.strategies import objects_of

SPEC = argument_spec(FIELDS)


def test_the_spec_has_every_writable_field_and_no_other() -> None:
    assert list(SPEC) == [field.name for field in FIELDS if field.writable]
    assert "serial" not in SPEC


def test_options_say_type_elements_choices_and_aliases() -> None:
    assert SPEC["name"] == {"type": "str", "aliases": ["id"]}
    assert SPEC["size"] == {"type": "int"}
    assert SPEC["colour"] == {"type": "str", "choices": ["red", "green", "blue"]}
    assert SPEC["order"] == {"type": "list", "elements": "str"}


def test_secrets_are_no_log_and_what_only_looks_like_one_says_so() -> None:
    assert {name for name, option in SPEC.items() if option.get("no_log")} == {"password", "pin", "birth_code"}
    assert SPEC["rules"]["options"]["code"]["no_log"] is True
    for name in ("skip_password", "pin_length", "client_secret_name", "key"):
        (option,) = argument_spec([Field(name=name, description="No secret.")]).values()
        assert option["no_log"] is False, name


def test_suboptions_have_specs_and_the_key_of_a_list_is_required() -> None:
    rules = SPEC["rules"]
    assert rules["type"] == "list"
    assert rules["elements"] == "dict"
    assert rules["options"]["event"] == {"type": "str", "choices": ["ring", "hang_up", "hold"], "required": True}
    assert "required" not in rules["options"]["target"]
    assert set(SPEC["address"]["options"]) == {"street", "number"}


def test_nothing_has_a_default_since_unset_means_untouched() -> None:
    def defaults(spec: dict[str, Any]) -> list[str]:
        found = [name for name, option in spec.items() if "default" in option]
        return found + [name for option in spec.values() for name in defaults(option.get("options", {}))]

    assert defaults(SPEC) == []


@drawn(objects_of(FIELDS, tidy=True))
def test_ansible_takes_the_spec_and_leaves_values_as_they_are(values: dict[str, Any]) -> None:
    validated = ArgumentSpecValidator(SPEC).validate(values)
    assert validated.error_messages == []
    assert given(THING, validated.validated_parameters) == values


@drawn(objects_of(FIELDS))
def test_values_within_the_limits_have_no_problems(values: dict[str, Any]) -> None:
    assert problems(THING, values) == []


def field(**options: Any) -> ThingResource:
    key = Field(name="name", description="Its name.", key=True)
    made = {"name": "odd", "description": "Odd.", **options}
    return ThingResource(name="thing", plural="things", summary="things", fields=(key, Field(**made)))


WORD = {"pattern": "[a-z]+", "pattern_words": "small letters only"}
TEXTS = {"type": "list", "elements": "str", "compare": ORDERED}
ROWS = {
    "type": "list",
    "elements": "dict",
    "list_key": "who",
    "fields": (Field(name="who", description="Who."), Field(name="age", description="Age.", type="int", minimum=1)),
}


@pytest.mark.parametrize(
    ("options", "value", "problem"),
    [
        ({"type": "int", "minimum": 3}, 2, "odd is 2, but must be 3 at least"),
        ({"type": "int", "maximum": 3}, 4, "odd is 4, but must be 3 at most"),
        ({"type": "int", "minimum": 0, "maximum": 3}, -1, "odd is -1, but must be 0 to 3"),
        ({"min_length": 2}, "a", "odd: 'a' has 1 characters, but must have 2 at least"),
        ({"max_length": 2}, "abc", "odd: 'abc' has 3 characters, but must have 2 at most"),
        ({"min_length": 2, "max_length": 3}, "a", "odd: 'a' has 1 characters, but must have 2 to 3"),
        (WORD, "A1", "odd: 'A1' must be small letters only"),
        ({"secret": True, "max_length": 2}, "abc", "odd: the value has 3 characters, but must have 2 at most"),
        ({"secret": True, **WORD}, "A1", "odd: the value must be small letters only"),
        ({**TEXTS, "max_length": 1}, ["a", "b"], "odd has 2 entries, but must have 1 at most"),
        ({**TEXTS, "min_length": 1}, [], "odd has 0 entries, but must have 1 at least"),
        ({**TEXTS, **WORD}, ["a", "1"], "odd: '1' must be small letters only"),
        (ROWS, [{"who": "a"}, {"who": "b"}, {"who": "a"}], "odd has who a more than once"),
        (ROWS, [{"who": "a", "age": 0}], "odd[a].age is 0, but must be 1 at least"),
        ({**ROWS, "list_key": None, "compare": ORDERED}, [{"age": 0}], "odd.age is 0, but must be 1 at least"),
        (
            {"type": "dict", "fields": (Field(name="age", description="Age.", type="int", minimum=1),)},
            {"age": 0},
            "odd.age is 0, but must be 1 at least",
        ),
        (
            {"reference": "thing", "by_id": True, "nullable": True},
            "",
            "odd is empty; to put it back to the PBX's default, name it in reset",
        ),
        (
            {"pattern": r"\d+", "pattern_words": "digits only"},
            "\N{ARABIC-INDIC DIGIT ONE}",
            "odd: '\N{ARABIC-INDIC DIGIT ONE}' must be digits only",
        ),
    ],
)
def test_problems_name_the_option_and_the_limit(options: dict[str, Any], value: Any, problem: str) -> None:
    assert problems(field(**options), {"odd": value}) == [problem]


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({"type": "int", "minimum": 0, "maximum": 3}, 0),
        ({"type": "int", "minimum": 0, "maximum": 3}, 3),
        ({"min_length": 2, "max_length": 3}, "ab"),
        ({"min_length": 2, "max_length": 3}, "abc"),
        ({"min_length": 2, **WORD}, ""),  # an empty text clears, whatever the limits
        ({"min_length": 2}, None),
        ({**TEXTS, "min_length": 2, "max_length": 2}, ["a", "bcdefg"]),  # lengths are of the list, not of its texts
        (ROWS, [{"who": "a", "age": 1}, {"who": "b"}]),
    ],
)
def test_limits_include_their_ends(options: dict[str, Any], value: Any) -> None:
    assert problems(field(**options), {"odd": value}) == []


def test_all_problems_are_told_rules_last() -> None:
    def rule(wanted: dict[str, Any]) -> str | None:
        return "size and label exclude each other" if "size" in wanted and "label" in wanted else None

    resource = ThingResource(name="thing", plural="things", summary="things", fields=FIELDS, rules=(rule,))
    found = problems(resource, {"label": "x" * 41, "size": 101})
    assert [text.split()[0] for text in found] == ["label:", "size", "size"]
    assert found[-1] == "size and label exclude each other"
    assert problems(resource, {"size": 1}) == []


def test_given_leaves_out_null_at_any_depth_and_keeps_empty() -> None:
    params = {
        "name": "a",
        "label": "",
        "size": None,
        "order": [],
        "active": False,
        "address": {"street": None, "number": 1},
        "rules": [{"event": "ring", "target": None, "active": False, "code": None}],
        "url": "https://pbx",
    }
    assert given(THING, params) == {
        "name": "a",
        "label": "",
        "order": [],
        "active": False,
        "address": {"number": 1},
        "rules": [{"event": "ring", "active": False}],
    }


def test_unknown_names_get_the_nearest_known_one() -> None:
    assert check_names(["extension", "users", "zzz"], ["extensions", "users"], "a resource") == [
        "'extension' is not a resource; did you mean 'extensions'?",
        "'zzz' is not a resource",
    ]
