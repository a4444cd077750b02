# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action modules: options choose the operation, and what does not belong to it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import codecs
from ansible_collections.telephony.pbx.plugins.module_utils.core.action_task import ActionTask, Variant
from ansible_collections.telephony.pbx.plugins.module_utils.core.client import Client
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import SET, Field
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import ClientPool, Vendor

FIELDS = (
    Field(name="deed", description="What to do.", choices=("open", "close"), required=True),
    Field(name="door", description="Which.", required=True, pattern=r"\d+", pattern_words="digits only"),
    Field(name="keys", description="With what.", type="list", elements="str", compare=SET, codec=codecs.joined()),
    Field(name="slowly", description="How.", type="bool"),
)
VARIANTS = {
    "open": Variant(
        operation="openDoor",
        sends={"door": "number", "keys": "with", "slowly": "slow"},
        optional=frozenset({"slowly"}),
        constants={"force": 0},
    ),
    "close": Variant(operation="closeDoor", sends={"door": "door_id"}),
}


class Wire(Client):
    """Remembers what was written."""

    def __init__(self) -> None:
        super().__init__(lambda line: None)
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def send(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> Any:
        assert writes
        self.sent.append((operation, parameters))

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        raise AssertionError("nothing is listed")

    def close(self, *, logout: bool = False) -> None:
        pass


class Pool(ClientPool):
    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.wire = wire

    def client(self, *_: Any) -> Wire:
        return self.wire


VENDOR = Vendor(name="acme", title="Acme", connection={"url": {"type": "str"}}, open=lambda *_: Wire())


def door_task(**more: Any) -> ActionTask:
    table = {"choice": ("deed",), "variants": VARIANTS, "label": "door {door}", "fields": FIELDS, **more}
    return ActionTask("acme_door", VENDOR, **table)


def run(params: Mapping[str, Any], *, check: bool = False, task: ActionTask | None = None) -> tuple[dict, Wire]:
    wire = Wire()
    task = task or door_task()
    whole = {**dict.fromkeys(task.spec), **task.defaults, **params}
    return run_task(task, whole, Context(check_mode=check, clients=Pool(wire))), wire


def test_the_options_are_the_tables() -> None:
    spec = door_task(defaults={"slowly": False}).spec
    assert spec["deed"] == {"type": "str", "choices": ["open", "close"], "required": True}
    assert spec["slowly"] == {"type": "bool", "default": False}
    assert "url" in spec
    assert "state" not in spec
    assert door_task().groups == ("all", "acme")


def test_the_choice_says_what_is_sent() -> None:
    result, wire = run({"deed": "open", "door": "7", "keys": ["a", "b"], "slowly": True})
    assert (result["changed"], result["sent"]) == (True, True)
    assert wire.sent == [("openDoor", {"number": "7", "with": "a,b", "slow": "yes", "force": 0})]
    _, wire = run({"deed": "close", "door": "7"})
    assert wire.sent == [("closeDoor", {"door_id": "7"})]


def test_what_is_optional_and_not_given_is_not_sent() -> None:
    _, wire = run({"deed": "open", "door": "7", "keys": ["a"]})
    assert wire.sent == [("openDoor", {"number": "7", "with": "a", "force": 0})]


def test_a_check_sends_nothing_and_says_that_it_would_change() -> None:
    result, wire = run({"deed": "close", "door": "7"}, check=True)
    assert (result["changed"], result["sent"], wire.sent) == (True, False, [])


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"deed": "open", "door": "7"}, "deed open needs keys"),
        ({"deed": "open", "door": "7", "keys": []}, "deed open needs keys"),
        ({"deed": "close", "door": ""}, "deed close needs door"),
        (
            {"deed": "close", "door": "7", "keys": ["a"], "slowly": False},
            "keys, slowly cannot be given with deed close",
        ),
        ({"deed": "close", "door": "x"}, "door: 'x' must be digits only"),
    ],
)
def test_what_does_not_belong_together_is_refused_before_anything_is_sent(params: dict[str, Any], words: str) -> None:
    result, wire = run(params)
    assert words in result["msg"]
    assert result["error"]["object"] == f"door {params['door']}"
    assert wire.sent == []


def test_a_default_is_not_taken_for_given() -> None:
    task = door_task(defaults={"slowly": False})
    _, wire = run({"deed": "close", "door": "7"}, task=task)
    assert wire.sent == [("closeDoor", {"door_id": "7"})]


def test_several_options_choose_together_and_the_possible_are_named() -> None:
    fields = (*FIELDS, Field(name="kind", description="Kind.", choices=("wood", "glass")))
    variants = {("open", "wood"): VARIANTS["close"], ("close", "wood"): VARIANTS["close"]}
    task = door_task(fields=fields, choice=("deed", "kind"), variants=variants)
    result, wire = run({"deed": "open", "kind": "glass", "door": "7"}, task=task)
    assert "cannot do deed open with kind glass; it can do open with wood, close with wood" in result["msg"]
    assert wire.sent == []
    assert run({"deed": "open", "kind": "wood", "door": "7"}, task=task)[1].sent == [("closeDoor", {"door_id": "7"})]


def test_rules_over_several_options_count() -> None:
    task = door_task(rules=(lambda wanted: "not door 13" if wanted["door"] == "13" else None,))
    assert "not door 13" in run({"deed": "close", "door": "13"}, task=task)[0]["msg"]


@pytest.mark.parametrize(
    "variant",
    [
        Variant(operation="x", sends={"window": "window"}),
        Variant(operation="x", sends={"door": "door"}, optional=frozenset({"keys"})),
    ],
)
def test_a_variant_takes_options_of_the_table_only(variant: Variant) -> None:
    with pytest.raises(ValueError, match="an option that the table does not have"):
        door_task(variants={"open": variant})


def test_options_are_not_named_as_those_of_the_connection() -> None:
    with pytest.raises(ValueError, match="same name"):
        door_task(fields=(*FIELDS, Field(name="address", description="X.", aliases=("url",))))
