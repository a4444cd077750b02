# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that are given as a whole, keys that are fixed, and numbers with a fraction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import (
    argument_spec,
    given,
    problems,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import difference, merge, without_secrets
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field, Values, decode, encode
from ansible_collections.telephony.pbx.plugins.module_utils.core.objects import read_object
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Reader
from tests.unit.core.fake_resource import THING, ThingResource

PLACE = Field(
    name="place",
    description="Where.",
    type="dict",
    whole=True,
    fields=(Field(name="town", description="The town."), Field(name="street", description="The street.")),
)
KEYS = Field(
    name="keys",
    description="All keys.",
    type="list",
    elements="dict",
    list_key="key",
    whole=True,
    fields=(
        Field(name="key", description="The key."),
        Field(name="opens", description="What it opens."),
        Field(name="code", description="Its code.", secret=True),
    ),
)
PRESENT = [{"key": "a", "opens": "hall", "code": "11"}, {"key": "b", "opens": "roof", "code": "22"}]


def test_a_whole_dict_replaces_the_former_one() -> None:
    before = {"town": "Ulm", "street": "Gasse"}
    after = merge(PLACE, {"town": "Ulm"}, before)
    assert after == {"town": "Ulm"}
    assert difference(PLACE, before, after) == ({"street": "Gasse"}, {"street": None})
    assert difference(PLACE, {"town": "Ulm"}, after) is None
    assert difference(PLACE, {"town": "Ulm", "street": ""}, after) is None


def test_entries_that_are_not_given_go_and_what_is_not_given_inside_stays() -> None:
    after = merge(KEYS, [{"key": "c", "opens": "cellar"}, {"key": "a", "opens": "attic"}], PRESENT)
    assert after == [{"key": "a", "opens": "attic", "code": "11"}, {"key": "c", "opens": "cellar"}]
    before, now = difference(KEYS, PRESENT, after) or (None, None)
    assert before == [{"key": "a", "opens": "hall"}, {"key": "b", "opens": "roof", "code": "********"}]
    assert now == [{"key": "a", "opens": "attic"}, {"key": "c", "opens": "cellar"}]


@pytest.mark.parametrize("wanted", [[{"key": "b"}, {"key": "a"}], PRESENT])
def test_the_same_entries_are_no_difference(wanted: list[Values]) -> None:
    assert difference(KEYS, PRESENT, merge(KEYS, wanted, PRESENT)) is None


def test_all_entries_can_go() -> None:
    before, now = difference(KEYS, PRESENT, merge(KEYS, [], PRESENT)) or (None, None)
    assert [entry["key"] for entry in before or ()] == ["a", "b"]
    assert now == []


@pytest.mark.parametrize("more", [{}, {"type": "list", "elements": "str", "compare": "set"}, {"type": "dict"}])
def test_only_dicts_and_keyed_lists_are_given_as_a_whole(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="whole is of"):
        Field(name="odd", description="Odd.", whole=True, **more)


# -- fixed keys

ONLY = Field(name="scope", description="One.", key=True, fixed="of the house", read_only=True, internal=True)
SINGLE = ThingResource(
    name="switch",
    plural="switches",
    summary="a switch",
    fields=(ONLY, Field(name="on", description="On?", type="bool")),
)


def test_a_fixed_key_is_no_option_and_names_the_object() -> None:
    assert set(argument_spec(SINGLE.fields)) == {"on"}
    values = given(SINGLE, {"on": True})
    assert values == {"scope": "of the house", "on": True}
    assert SINGLE.label(values) == "switch of the house"
    assert without_secrets(SINGLE.fields, values) == {"on": True}
    found: list[str] = []
    assert read_object(SINGLE, {"on": True}, found, "switches[0]") == values
    assert read_object(SINGLE, {"scope": "x"}, found, "switches[0]")
    assert found == ["switches[0]: 'scope' is no option"]


@pytest.mark.parametrize("more", [{}, {"key": True}, {"internal": True, "read_only": True}])
def test_a_fixed_value_is_of_an_internal_key(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a fixed value is that of a key"):
        Field(name="odd", description="Odd.", fixed="x", **more)


# -- numbers with a fraction

GAIN = Field(name="gain", description="The gain.", type="float", minimum=-13, maximum=12)


@pytest.mark.parametrize(
    ("wire", "value"), [(0.0, 0.0), ("0.0", 0.0), (0, 0.0), ("-1.5", -1.5), (None, None), ("", None)]
)
def test_fractions_are_read_in_any_form(wire: Any, value: float | None) -> None:
    assert decode((GAIN,), {"gain": wire}) == {"gain": value}


@pytest.mark.parametrize(("value", "wire"), [(2.0, "2"), (2, "2"), (-1.5, "-1.5"), (None, "None")])
def test_fractions_are_written_only_where_there_is_one(value: float | None, wire: str) -> None:
    assert str(encode((GAIN,), {"gain": value})["gain"]) == wire


def test_fractions_have_limits_and_configurations_take_them() -> None:
    resource = replace(SINGLE, fields=(ONLY, GAIN))
    assert problems(resource, {"gain": 12.5}) == ["gain is 12.5, but must be -13 to 12"]
    found: list[str] = []
    assert read_object(resource, {"gain": "1.5"}, found, "x")["gain"] == 1.5
    read_object(resource, {"gain": "loud"}, found, "x")
    assert found == ["x.gain is 'loud', but must be a number"]


# -- warnings


@dataclass(frozen=True, kw_only=True)
class DoubtfulThing(ThingResource):
    def warnings(self, reader: Reader, values: Values, others: Any = None) -> list[str]:
        return [f"{values['label']} is a strange label"] if values.get("label") else []


class Empty:
    memo: dict[str, Any]

    @staticmethod
    def read(operation: str, /, **parameters: Any) -> Any:
        return None


def test_a_plan_that_writes_carries_the_resources_warnings() -> None:
    resource = DoubtfulThing(name="thing", plural="things", summary="things", fields=THING.fields)
    planned = plan(resource, {"name": "a", "label": "x"}, "present", Empty())  # type: ignore[arg-type]
    assert planned.notes == ("thing a: x is a strange label",)
    assert not plan(resource, {"name": "a"}, "absent", Empty()).notes  # type: ignore[arg-type]


def test_references_of_a_key_are_checked_when_nothing_else_is_given() -> None:
    class Refusing(ThingResource):
        def verify(self, reader: Reader, changes: Values, configured: Any = None) -> list[str]:
            return [f"{changes['name']} does not exist"]

    resource = Refusing(name="thing", plural="things", summary="things", fields=THING.fields)
    with pytest.raises(InvalidInput, match="a does not exist"):
        plan(resource, {"name": "a"}, "present", Empty())  # type: ignore[arg-type]
    checked = plan(resource, {"name": "a"}, "present", Empty(), Policy(assume_created=True))  # type: ignore[arg-type]
    assert checked.notes == ("thing a: a does not exist; this check takes it that an earlier task sees to it",)
