# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be done to an object, and that planning does none of it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.client import ReadSide
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import HIDDEN, HIDDEN_NEW
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Plan, Policy, plan
from tests.unit.core.fake_resource import FIELDS, THING, FakePbx

BY_HAND = dataclasses.replace(THING, by_hand=True)


@pytest.fixture
def pbx() -> FakePbx:
    """A PBX with the thing ``a``."""
    made = FakePbx()
    made.writer.write("addThing", id="a", lbl="Reception", size="5", password="old-password", origin="north")
    made.sent.clear()
    return made


def planned(pbx: FakePbx, wanted: Values, state: str = "present", **policy: Any) -> Plan:
    return plan(THING, {"name": "a", **wanted}, state, pbx.reader, Policy(**policy))


def test_what_is_not_there_is_created_with_all_that_is_given(pbx: FakePbx) -> None:
    made = planned(pbx, {"name": "b", "label": "Lab", "pin": "1234"})
    assert (made.action, made.changed, made.before) == ("create", True, None)
    assert made.changes == {"label": "Lab", "pin": "1234"}
    assert made.after == {"name": "b", "label": "Lab", "pin": "1234"}
    assert made.diff()["before"] == {}
    assert made.diff()["after"] == {"name": "b", "label": "Lab", "pin": HIDDEN_NEW}


def test_what_differs_is_updated_and_nothing_else(pbx: FakePbx) -> None:
    made = planned(pbx, {"label": "Lab", "size": 5})
    assert made.action == "update"
    assert made.changes == {"label": "Lab"}
    assert made.before is not None
    assert made.after == {**made.before, "label": "Lab"}
    assert made.diff() == {
        "before_header": "thing a",
        "after_header": "thing a",
        "before": {"label": "Reception"},
        "after": {"label": "Lab"},
    }


def test_what_is_as_wanted_needs_nothing(pbx: FakePbx) -> None:
    made = planned(pbx, {"label": " Reception ", "size": 5, "password": "old-password"})
    assert (made.action, made.changed, made.changes) == ("nothing", False, {})
    assert made.after == made.before
    assert (made.diff()["before"], made.diff()["after"]) == ({}, {})


def test_absent_deletes_what_is_there_and_ignores_other_options(pbx: FakePbx) -> None:
    made = planned(pbx, {"size": 50}, "absent")
    assert (made.action, made.after, made.changes) == ("delete", None, {})
    shown = made.diff()
    assert shown["after"] == {}
    assert shown["before"]["label"] == "Reception"
    assert "password" not in shown["before"]
    assert None not in shown["before"].values(), "what was not set is not told"


def test_absent_does_nothing_twice(pbx: FakePbx) -> None:
    assert planned(pbx, {"name": "b"}, "absent").action == "nothing"


def test_keyed_lists_are_sent_whole_and_shown_in_part(pbx: FakePbx) -> None:
    made = planned(pbx, {"rules": [{"event": "hang_up", "target": "9"}]})
    assert made.changes["rules"] == [
        {"event": "ring", "target": None, "active": False, "code": None},
        {"event": "hang_up", "target": "9", "active": False, "code": None},
    ]
    assert made.diff()["after"] == {"rules": [{"event": "hang_up", "target": "9"}]}


def test_what_can_only_be_set_at_creation_is_refused_later(pbx: FakePbx) -> None:
    assert planned(pbx, {"name": "b", "origin": "south"}).changes == {"origin": "south"}
    assert planned(pbx, {"origin": "north"}).action == "nothing"
    with pytest.raises(InvalidInput, match="thing a: origin can only be set when the object is created"):
        planned(pbx, {"origin": "south"})


def test_what_is_hidden_and_of_creation_only_is_left_alone_later(pbx: FakePbx) -> None:
    assert planned(pbx, {"birth_code": "1"}).action == "nothing"
    assert planned(pbx, {"name": "b", "birth_code": "1"}).changes == {"birth_code": "1"}


def test_what_is_needed_to_create_is_asked_for_only_then(pbx: FakePbx) -> None:
    fields = tuple(dataclasses.replace(field, required=field.name in ("label", "size")) for field in FIELDS)
    strict = dataclasses.replace(THING, fields=fields)
    assert plan(strict, {"name": "a", "active": True}, "present", pbx.reader).action == "update"
    assert plan(strict, {"name": "b", "label": "L", "size": 0}, "present", pbx.reader).action == "create"
    with pytest.raises(InvalidInput, match="thing b: size must be given to create it"):
        plan(strict, {"name": "b", "label": "L"}, "present", pbx.reader)
    with pytest.raises(InvalidInput, match="label, size must be given"):
        plan(strict, {"name": "b", "label": ""}, "present", pbx.reader)
    assert plan(strict, {"name": "b"}, "absent", pbx.reader).action == "nothing"


@pytest.mark.parametrize("name", ["pin", "note"])
def test_what_cannot_be_read_back_is_sent_always_or_at_creation_only(pbx: FakePbx, name: str) -> None:
    assert planned(pbx, {name: "1234"}, update_password="always").changes == {name: "1234"}
    assert planned(pbx, {name: "1234"}, update_password="on_create").action == "nothing"
    assert planned(pbx, {"name": "b", name: "1234"}, update_password="on_create").changes == {name: "1234"}


def test_a_secret_that_can_be_read_back_is_sent_if_it_differs(pbx: FakePbx) -> None:
    made = planned(pbx, {"password": "new-password"})
    assert made.changes == {"password": "new-password"}
    assert made.diff()["before"] == {"password": HIDDEN}
    assert made.diff()["after"] == {"password": HIDDEN_NEW}
    assert planned(pbx, {"password": "new-password"}, update_password="on_create").action == "nothing"
    assert planned(pbx, {"password": "old-password"}).action == "nothing"


def test_a_secret_shown_as_asterisks_counts_as_one_that_cannot_be_read_back(pbx: FakePbx) -> None:
    pbx.documents["a"]["password"] = "******"
    assert planned(pbx, {"password": "old-password"}).changes == {"password": "old-password"}
    assert planned(pbx, {"password": "old-password"}, update_password="on_create").action == "nothing"


def test_a_secret_that_is_not_set_yet_is_sent(pbx: FakePbx) -> None:
    pbx.documents["a"]["password"] = None
    made = planned(pbx, {"password": "first"})
    assert made.changes == {"password": "first"}
    assert made.diff()["before"] == {"password": None}


def test_a_field_that_this_pbx_does_not_report_is_left_with_a_note(pbx: FakePbx) -> None:
    del pbx.documents["a"]["size"]
    made = planned(pbx, {"size": 7, "label": "Lab"})
    assert made.changes == {"label": "Lab"}
    assert made.notes == ("thing a: this PBX does not report size, so it was left as it is",)


def test_reset_sends_null_unless_it_is_null_already(pbx: FakePbx) -> None:
    made = planned(pbx, {}, reset=("label",))
    assert made.changes == {"label": None}
    assert made.diff()["before"] == {"label": "Reception"}
    assert made.diff()["after"] == {"label": None}
    pbx.documents["a"]["lbl"] = ""
    assert planned(pbx, {}, reset=("label",)).action == "nothing"
    assert planned(pbx, {"name": "b"}, reset=("label",)).changes == {}, "a new object has the PBX's defaults"


def test_what_cannot_be_created_is_an_error(pbx: FakePbx) -> None:
    with pytest.raises(PbxError, match="thing b: there is no such object, and this resource cannot create it"):
        plan(BY_HAND, {"name": "b", "size": 1}, "present", pbx.reader)
    assert plan(BY_HAND, {"name": "a", "size": 1}, "present", pbx.reader).action == "update"


def test_a_check_takes_it_that_an_earlier_task_creates_it(pbx: FakePbx) -> None:
    made = plan(BY_HAND, {"name": "b", "size": 1}, "present", pbx.reader, Policy(assume_created=True))
    assert made.action == "update"
    assert made.changes == {"size": 1}
    assert made.diff()["after"] == {"size": 1}
    assert made.after is not None
    assert made.after["name"] == "b"
    assert made.notes == ("thing b does not exist; this check takes it that an earlier task creates it",)


def test_a_check_of_nothing_but_the_name_changes_nothing(pbx: FakePbx) -> None:
    made = plan(BY_HAND, {"name": "b"}, "present", pbx.reader, Policy(assume_created=True))
    assert made.action == "nothing"
    assert len(made.notes) == 1


def test_values_are_verified_before_a_write_and_only_then(pbx: FakePbx) -> None:
    careful = dataclasses.replace(THING, missing=("Attic", "Reception"))
    with pytest.raises(InvalidInput, match="thing a: label 'Attic' does not exist"):
        plan(careful, {"name": "a", "label": "Attic"}, "present", pbx.reader)
    assert plan(careful, {"name": "a", "label": "Reception"}, "present", pbx.reader).action == "nothing"
    assert plan(careful, {"name": "a"}, "absent", pbx.reader).action == "delete"


def test_a_check_takes_it_that_an_earlier_task_creates_what_is_referred_to(pbx: FakePbx) -> None:
    careful = dataclasses.replace(THING, missing=("Attic",))
    made = plan(careful, {"name": "a", "label": "Attic"}, "present", pbx.reader, Policy(assume_created=True))
    assert made.changes == {"label": "Attic"}
    assert len(made.notes) == 1
    assert "label 'Attic' does not exist" in made.notes[0]


def test_the_reading_side_has_no_way_to_write(pbx: FakePbx) -> None:
    public = {name for name in dir(ReadSide(pbx)) if not name.startswith("_")}
    assert public == {"read", "read_all", "memo", "whole_lists"}
    asked: list[bool] = []
    pbx.send = lambda operation, parameters, *, writes: asked.append(writes)  # type: ignore[method-assign]
    ReadSide(pbx).read("setThing", id="a")
    assert asked == [False], "whatever is read is sent as a read"


@pytest.mark.parametrize("state", ["present", "absent"])
def test_planning_writes_nothing(pbx: FakePbx, state: str) -> None:
    for name in ("a", "b"):
        planned(pbx, {"name": name, "label": "Lab", "pin": "1"}, state)
    assert pbx.sent
    assert pbx.writes == []
