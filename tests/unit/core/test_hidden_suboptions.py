# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Suboptions that a PBX takes and never tells, in the entries of a keyed list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.applier import shown
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import HIDDEN_NEW, readable
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field, Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Plan, Policy, decide
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM
from tests.unit.core.fake_resource import THING

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
        Field(name="code", description="Its code.", secret=True, write_only=True),
        Field(name="asks", description="Whether it asks for its code.", type="bool", write_only=True),
    ),
)
BOX = replace(THING, fields=(Field(name="name", description="Its name.", key=True), KEYS))
CURRENT: Values = {"name": "box", "keys": [{"key": "a", "opens": "hall"}]}


def planned(*keys: Values, update_password: str = "always") -> Plan:
    wanted = {"name": "box", "keys": list(keys)}
    return decide(BOX, wanted, "present", dict(CURRENT), Policy(update_password=update_password))


def test_they_are_sent_at_every_run() -> None:
    plan = planned({"key": "a", "code": "17", "asks": True})
    assert plan.changes == {"keys": [{"key": "a", "opens": "hall", "code": "17", "asks": True}]}
    assert plan.diff()["after"] == {"keys": [{"key": "a", "code": HIDDEN_NEW, "asks": True}]}


def test_with_on_create_only_those_of_new_entries_are() -> None:
    assert not planned({"key": "a", "code": "17"}, update_password="on_create").changed
    plan = planned({"key": "a", "code": "17"}, {"key": "b", "code": "18"}, update_password="on_create")
    assert plan.changes == {"keys": [{"key": "a", "opens": "hall"}, {"key": "b", "code": "18"}]}


def test_a_prediction_shows_what_a_read_will() -> None:
    plan = planned({"key": "a", "asks": True}, {"key": "b", "opens": "roof", "asks": False})
    assert shown(plan, plan.after)["keys"] == [{"key": "a", "opens": "hall"}, {"key": "b", "opens": "roof"}]


@pytest.mark.parametrize("value", [None, [], [{"key": "a"}]])
def test_what_has_none_stays_as_it_is(value: object) -> None:
    assert readable(KEYS, value) == value


def test_a_module_with_such_options_has_update_password() -> None:
    assert "update_password" in StateTask("ucm_box", UCM, BOX).options()
    plain = replace(BOX, fields=(BOX.fields[0], replace(KEYS, fields=KEYS.fields[:2])))
    assert "update_password" not in StateTask("ucm_box", UCM, plain).options()
