# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Destinations: a type and one wire field for each type's target."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import difference, merge
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field, decode, encode
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.destination import (
    Kind,
    complete_destinations,
    destination,
)

KINDS = {
    "extension": Kind("account", "account_t", "extension"),
    "ivr": Kind("ivr", "ivr_t", "ivr"),
    "ring_group": Kind("ringgroup", "ringgroup_t"),
    "hangup": Kind("hangup"),
}
TIMEOUT = destination("timeout", "Where to.", KINDS, "destination_type_t", read_wire="queue", unknown="{}_t")
KEY = destination("destination", "Where to.", KINDS, "keypress_event", clears=False)
EVENTS = Field(
    name="events",
    description="Events.",
    type="list",
    elements="dict",
    list_key="key",
    fields=(Field(name="key", description="The key."), KEY),
)

ANSWERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"destination_type_t": "account", "account_t": "1001", "ivr_t": None}, {"type": "extension", "target": "1001"}),
    ({"destination_type_t": "account", "account_t": 1001}, {"type": "extension", "target": "1001"}),
    ({"destination_type_t": "hangup", "account_t": "1001"}, {"type": "hangup"}),
    # A new object has a type without a target, which leads nowhere.
    ({"destination_type_t": "account", "account_t": ""}, {}),
    ({"destination_type_t": None}, {}),
    # A type that no option has.
    ({"destination_type_t": "announcement", "announcement_t": "7"}, {"type": "announcement", "target": "7"}),
]


@pytest.mark.parametrize(("answer", "value"), ANSWERS)
def test_a_destination_is_read_from_the_field_of_its_type(answer: dict[str, Any], value: dict[str, Any]) -> None:
    assert decode((TIMEOUT,), {"queue": answer}) == {"timeout": value}


def test_a_destination_that_is_not_reported_is_left_out() -> None:
    assert decode((TIMEOUT,), {"queue": {"account_t": "1001"}}) == {}
    assert decode((TIMEOUT,), {}) == {}


def test_a_new_object_gets_the_type_and_its_target_only() -> None:
    value = {"timeout": {"type": "ring_group", "target": "6400"}}
    sent = encode((TIMEOUT,), value, creating=True)
    assert sent == {"destination_type_t": "ringgroup", "ringgroup_t": "6400"}


def test_a_change_empties_the_fields_of_the_other_types() -> None:
    sent = encode((TIMEOUT,), {"timeout": {"type": "extension", "target": "1001"}})
    assert sent == {"destination_type_t": "account", "account_t": "1001", "ivr_t": "", "ringgroup_t": ""}
    sent = encode((TIMEOUT,), {"timeout": {"type": "hangup"}})
    assert sent == {"destination_type_t": "hangup", "account_t": "", "ivr_t": "", "ringgroup_t": ""}


def test_an_entry_of_a_list_has_no_fields_but_its_own() -> None:
    events = [
        {"key": "1", "destination": {"type": "hangup"}},
        {"key": "2", "destination": {"type": "ivr", "target": "x"}},
    ]
    wire = [{"key": "1", "keypress_event": "hangup"}, {"key": "2", "keypress_event": "ivr", "ivr_t": "x"}]
    assert encode((EVENTS,), {"events": events}) == {"events": wire}
    assert decode((EVENTS,), {"events": wire}) == {"events": events}


def test_an_unknown_type_goes_back_as_it_came() -> None:
    wire = [{"key": "1", "keypress_event": "member_moon", "member_moon": "7"}]
    assert encode((EVENTS,), decode((EVENTS,), {"events": wire})) == {"events": wire}


def test_a_given_destination_replaces_the_former_one() -> None:
    before, wanted = {"type": "extension", "target": "1001"}, {"type": "hangup"}
    after = merge(TIMEOUT, wanted, before)
    assert after == wanted
    assert difference(TIMEOUT, before, after) == (before, {"type": "hangup", "target": None})
    assert difference(TIMEOUT, {"type": "hangup"}, after) is None


def test_the_type_tells_what_the_target_names() -> None:
    def target(word: str) -> Field:
        return TIMEOUT.parts({"type": word})[1]

    assert (target("ivr").reference, target("ivr").by_id) == ("ivr", True)
    assert (target("extension").reference, target("extension").by_id) == ("extension", False)
    assert target("ring_group").reference is None
    assert target("announcement").reference is None


def test_the_wire_fields_are_known() -> None:
    assert [field.wire for field in TIMEOUT.beside] == ["destination_type_t", "account_t", "ivr_t", "ringgroup_t"]
    assert [field.read_wire for field in TIMEOUT.beside][:2] == ["queue.destination_type_t", "queue.account_t"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"target": "1001"}, "timeout has no type"),
        ({"type": "ivr"}, "timeout is of type ivr, but has no target"),
        ({"type": "ivr", "target": ""}, "timeout is of type ivr, but has no target"),
        ({"type": "hangup", "target": "1"}, "timeout is of type hangup, which has no target"),
        ({"type": "hangup"}, None),
        ({}, None),
        ({"type": "ivr", "target": "7000"}, None),
    ],
)
def test_incomplete_destinations_are_refused(value: dict[str, Any], problem: str | None) -> None:
    rule = complete_destinations((TIMEOUT, EVENTS))
    assert rule({"timeout": value}) == problem
    nested = rule({"events": [{"key": "1", "destination": value}]})
    assert nested == (problem and problem.replace("timeout", "events[1].destination"))
    assert rule({}) is None
