# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying a plan out, and looking after a write whose outcome is in doubt."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.applier import apply, shown
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import ConnectionFailed, DoubtfulWrite, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Policy, plan
from tests.unit.core.fake_resource import THING, FakePbx, Fault

DONE = Fault.doubt(carried_out=True)
LOST = Fault.doubt(carried_out=False)
RUNNING = Fault.doubt(carried_out=False, still_running=True)
DONE_LATE = Fault.doubt(carried_out=True, still_running=True)


@pytest.fixture
def pbx() -> FakePbx:
    """A PBX with the thing ``a``."""
    made = FakePbx()
    made.writer.write("addThing", id="a", lbl="Reception", size="5", password="old-password")
    made.sent.clear()
    return made


@pytest.fixture
def warnings() -> list[str]:
    return []


def run(pbx: FakePbx, warnings: list[str], wanted: Values, state: str = "present", **policy: Any) -> Values | None:
    made = Policy(**policy)
    planned = plan(THING, {"name": "a", **wanted}, state, pbx.reader, made)
    return apply(planned, pbx.reader, pbx.writer, made, warnings.append)


def test_an_update_sends_what_changes_and_reads_back(pbx: FakePbx, warnings: list[str]) -> None:
    kept = run(pbx, warnings, {"label": "Lab", "size": 5})
    assert [operation for operation, _ in pbx.sent] == ["getThing", "setThing", "getThing"]
    assert pbx.sent[1][1] == {"id": "a", "lbl": "Lab"}
    assert kept is not None
    assert kept["label"] == "Lab"
    assert warnings == []


def test_a_create_and_a_delete(pbx: FakePbx, warnings: list[str]) -> None:
    created = run(pbx, warnings, {"name": "b", "label": "Lab"})
    assert created is not None
    assert created["serial"] == 2, "what the PBX gave it is read back"
    assert run(pbx, warnings, {"name": "b"}, "absent") is None
    assert pbx.writes == ["addThing", "deleteThing"]
    assert warnings == []


WANTED: dict[str, tuple[Values, str, str]] = {
    "create": ({"name": "b", "label": "Lab"}, "present", "addThing"),
    "update": ({"label": "Lab"}, "present", "setThing"),
    "update of a secret": ({"password": "new-password"}, "present", "setThing"),
    "delete": ({}, "absent", "deleteThing"),
}
writes = pytest.mark.parametrize(("wanted", "state", "operation"), WANTED.values(), ids=WANTED)


@writes
@pytest.mark.parametrize("fault", [DONE, DONE_LATE], ids=["cut", "timeout"])
def test_a_doubtful_write_that_was_done_is_not_repeated(
    pbx: FakePbx, warnings: list[str], wanted: Values, state: str, operation: str, fault: Fault
) -> None:
    pbx.faults.append(fault)
    run(pbx, warnings, wanted, state)
    assert pbx.writes == [operation]
    (warning,) = warnings
    assert "a read shows that the PBX carried the" in warning


@writes
def test_a_doubtful_write_that_was_not_done_is_sent_once_more(
    pbx: FakePbx, warnings: list[str], wanted: Values, state: str, operation: str
) -> None:
    pbx.faults.append(LOST)
    kept = run(pbx, warnings, wanted, state)
    assert pbx.writes == [operation, operation]
    assert (kept is None) == (state == "absent")
    assert warnings == []


@writes
def test_a_write_is_never_sent_a_third_time(
    pbx: FakePbx, warnings: list[str], wanted: Values, state: str, operation: str
) -> None:
    pbx.faults += [LOST, LOST]
    with pytest.raises(DoubtfulWrite) as caught:
        run(pbx, warnings, wanted, state)
    assert pbx.writes == [operation, operation]
    assert "sent twice" in str(caught.value.known)
    assert "Run again" in str(caught.value.remedy)


@writes
def test_a_write_that_may_still_be_running_is_not_repeated(
    pbx: FakePbx, warnings: list[str], wanted: Values, state: str, operation: str
) -> None:
    pbx.faults.append(RUNNING)
    with pytest.raises(DoubtfulWrite) as caught:
        run(pbx, warnings, wanted, state)
    assert pbx.writes == [operation]
    assert "not carried out, or not yet" in str(caught.value.known)
    assert caught.value.obj == f"thing {wanted.get('name', 'a')}"


@writes
def test_where_looking_fails_too_the_error_says_what_is_known(
    pbx: FakePbx, warnings: list[str], wanted: Values, state: str, operation: str
) -> None:
    pbx.faults.append(DONE)
    pbx.read_faults += [None, ConnectionFailed("no answer")]
    with pytest.raises(DoubtfulWrite) as caught:
        run(pbx, warnings, wanted, state)
    assert pbx.writes == [operation]
    assert "is not known, and looking failed too: no answer" in str(caught.value.known)
    assert "nothing twice" in str(caught.value.remedy)


def test_an_object_that_was_created_in_part_is_not_created_again(pbx: FakePbx, warnings: list[str]) -> None:
    pbx.faults.append(DONE)
    pbx.tamper = lambda document: document.update(lbl=None)
    with pytest.raises(DoubtfulWrite) as caught:
        run(pbx, warnings, {"name": "b", "label": "Lab"})
    assert pbx.writes == ["addThing"]
    assert caught.value.known == "A read shows the object, but not all that was asked for."


def test_what_cannot_be_read_back_does_not_make_a_create_doubtful(pbx: FakePbx, warnings: list[str]) -> None:
    pbx.faults.append(DONE)
    run(pbx, warnings, {"name": "b", "label": "Lab", "pin": "1234", "birth_code": "99"})
    assert pbx.writes == ["addThing"]


def test_an_update_of_nothing_that_can_be_read_back_is_sent_once_more(pbx: FakePbx, warnings: list[str]) -> None:
    """No read can show whether it was done, and doing it twice does no harm."""
    pbx.faults.append(DONE)
    run(pbx, warnings, {"pin": "1234"})
    assert pbx.writes == ["setThing", "setThing"]
    assert warnings == []


def test_an_error_that_says_that_nothing_was_done_ends_the_run(pbx: FakePbx, warnings: list[str]) -> None:
    pbx.faults.append(Fault(lambda: PbxError("refused", code=-25)))
    with pytest.raises(PbxError, match="refused"):
        run(pbx, warnings, {"label": "Lab"})
    assert pbx.writes == ["setThing"]


def test_fields_that_were_accepted_and_not_kept_are_named(pbx: FakePbx, warnings: list[str]) -> None:
    pbx.tamper = lambda document: document.update(lbl="Rec", size="5", password="kept-password")
    run(pbx, warnings, {"label": "Lab", "size": 9, "password": "S3cret-9472", "active": True})
    assert warnings == ["thing a: the PBX accepted, but did not keep: label, size, password"]


def test_a_secret_shown_as_asterisks_is_not_called_lost(pbx: FakePbx, warnings: list[str]) -> None:
    pbx.tamper = lambda document: document.update(password="********")
    run(pbx, warnings, {"password": "S3cret-9472", "pin": "1234"})
    assert warnings == []


def test_a_delete_or_create_without_effect_is_told(pbx: FakePbx, warnings: list[str]) -> None:
    pbx._carry_out = lambda operation, parameters: None  # type: ignore[method-assign]
    run(pbx, warnings, {}, "absent")
    run(pbx, warnings, {"name": "b"})
    assert warnings == [
        "thing a: the PBX accepted the delete, but still has the object",
        "thing b: the PBX accepted the create, but does not have the object",
    ]


@pytest.mark.parametrize("fault", [None, DONE, LOST])
def test_secrets_are_in_no_warning(pbx: FakePbx, warnings: list[str], fault: Fault | None) -> None:
    pbx.tamper = lambda document: document.update(password="other", lbl="other")
    if fault:
        pbx.faults.append(fault)
    run(pbx, warnings, {"label": "Lab", "password": "S3cret-9472", "pin": "S3cret-9472"})
    assert warnings
    assert "S3cret-9472" not in repr(warnings)


def test_the_shown_object_has_no_secrets_and_is_empty_when_gone(pbx: FakePbx) -> None:
    planned = plan(THING, {"name": "a"}, "present", pbx.reader)
    assert "password" not in shown(planned, planned.before)
    assert shown(planned, planned.before)["label"] == "Reception"
    assert shown(planned, None) == {}


def test_a_prediction_shows_nothing_that_a_real_run_could_not_show(pbx: FakePbx) -> None:
    planned = plan(THING, {"name": "b", "label": "Lab", "note": "Unseen"}, "present", pbx.reader)
    assert shown(planned, planned.after) == {"name": "b", "label": "Lab"}
