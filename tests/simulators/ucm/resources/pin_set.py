# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""PIN groups: listPinSets, addPinSets, getPinSets, updatePinSets, deletePinSets."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import (
    ALREADY_ADDED,
    INVALID_VALUE,
    NO_SUCH_ITEM,
    OPERATION_FAILED,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import PinSet, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import nothing_to_read

NEED_APPLY = {"need_apply": "yes"}
COLUMNS = ("pin_sets_id", "pin_sets_name", "record_in_cdr")


@handles("list_pin_sets", columns=dict.fromkeys(("document", "recorded"), frozenset(COLUMNS)))
def list_sets(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Ids are text, as in the example. The names that the table gives for options are those of extension groups.
    Chosen: the names of the answer may be asked for, those of the table are unknown (-1)."""
    rows = [_row(pin_set) for pin_set in pbx.objects.pin_sets.values()]
    return page_of("pin_sets_id", rows, {name: itemgetter(name) for name in COLUMNS}, call)


@handles("add_pin_sets")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the group under the id that the request brings along.

    Silent in the document, chosen here: ids are numbers from 1 (-15); id and name are there once (-44); without
    record_in_cdr the group is not recorded.
    """
    if call["pin_sets_id"] < 1:
        raise Refusal(INVALID_VALUE)
    pin_sets_id = str(call["pin_sets_id"])
    made = PinSet(pin_sets_id, call["pin_sets_name"], call.get("record_in_cdr", "no"), _members(call))
    if pin_sets_id in pbx.objects.pin_sets:
        raise Refusal(ALREADY_ADDED)
    _check_name(pbx.objects, made)
    pbx.objects.pin_sets[pin_sets_id] = made
    return NEED_APPLY


@handles("get_pin_sets")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The group's own settings stand under the name of its id; PINs are readable (documented)."""
    pin_set = pbx.objects.pin_sets.get(str(call["pin_sets_id"]))
    if pin_set is None:
        return nothing_to_read(pbx.options)
    members = [{**member, "pin_sets_id": pin_set.pin_sets_id} for member in pin_set.members]
    return {"members": members, "pin_sets_id": _row(pin_set)}


@handles("update_pin_sets")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Replaces name and members; record_in_cdr is left alone when it is not sent."""
    old = _selected(pbx.objects, call)
    record = call.get("record_in_cdr", old.record_in_cdr)
    made = PinSet(old.pin_sets_id, call["pin_sets_name"], record, _members(call))
    _check_name(pbx.objects, made)
    pbx.objects.pin_sets[old.pin_sets_id] = made
    return NEED_APPLY


@handles("delete_pin_sets")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """A group that an outbound route uses stays: -24 (chosen, as for trunks)."""
    pin_set = _selected(pbx.objects, call)
    if any(route.settings["pin_sets_id"] == pin_set.pin_sets_id for route in pbx.objects.outbound_routes.values()):
        raise Refusal(OPERATION_FAILED)
    del pbx.objects.pin_sets[pin_set.pin_sets_id]
    return NEED_APPLY


def _selected(state: UcmState, call: Parameters) -> PinSet:
    pin_set = state.pin_sets.get(str(call["pin_sets_id"]))
    if pin_set is None:
        raise Refusal(NO_SUCH_ITEM)
    return pin_set


def _row(pin_set: PinSet) -> dict[str, str]:
    return {name: getattr(pin_set, name) for name in COLUMNS}


def _check_name(state: UcmState, made: PinSet) -> None:
    if not made.pin_sets_name.strip():
        raise Refusal(INVALID_VALUE)
    for pin_set in state.pin_sets.values():
        if pin_set.pin_sets_name == made.pin_sets_name and pin_set.pin_sets_id != made.pin_sets_id:
            raise Refusal(ALREADY_ADDED)


def _members(call: Parameters) -> list[dict[str, str]]:
    """Silent in the document, chosen here: every member's group is this one, and a PIN is there once (-25)."""
    members = call["members"]
    if any(member["pin_sets_id"] != call["pin_sets_id"] for member in members):
        raise Refusal(UPDATE_FAILED)
    if len({member["pin"] for member in members}) != len(members):
        raise Refusal(UPDATE_FAILED)
    return [{"pin": member["pin"], "pin_name": member["pin_name"]} for member in members]
