# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Automatic attendants: listIVR, getIVR, addIVR, updateIVR, deleteIVR. They are selected by their ids, not numbers."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.codes import INVALID_VALUE, NO_SUCH_ITEM, UPDATE_FAILED, Refusal
from tests.simulators.ucm.defaults import IVR_DEFAULTS
from tests.simulators.ucm.listing import Column, page_of
from tests.simulators.ucm.references import check_new_number, check_target, refuse_when_used
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Ivr, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import nothing_to_read, shown
from tests.simulators.ucm.validation import ALSO_NAMED

NEED_APPLY = {"need_apply": "yes"}

LISTS = ("ivr_blackwhite_list", "ivr_out_blackwhite_list")  # shown by get only
LIST_COLUMNS = tuple(sorted({*IVR_DEFAULTS, "extension", "ivr_id"} - set(LISTS)))

# The examples have i (invalid) and t (timeout); the rest is on the phone (and in the system's own web pages, which have
# no # among the keys).
KEYS = frozenset("0123456789*it")
HANGUP = "member_hangup"
EVENTS = ALSO_NAMED["ivr"] | {"member_prompt", HANGUP}


def _column(name: str) -> Column:
    return lambda row: row[name]


@handles("list_ivr")
def list_ivrs(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    rows = [_answer(ivr, pbx.options.shapes) for ivr in pbx.objects.ivrs.values()]
    return page_of("ivr", rows, {name: _column(name) for name in LIST_COLUMNS}, call)


@handles("get_ivr")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """By id, as in the example. Its number, of which the table speaks, is unknown here, as it is to deleteIVR by its
    text (documented)."""
    ivr = pbx.objects.ivrs.get(call["ivr"])
    if ivr is None:
        return nothing_to_read(pbx.options)
    return {"ivr": _answer(ivr, pbx.options.shapes), "members": [dict(event) for event in ivr.events]}


@handles("add_ivr")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the IVR under the next id, which is never given again and has to be looked up."""
    ivr = Ivr(f"ivr-{pbx.objects.last_ivr + 1}", call["extension"])
    _store(pbx.objects, ivr, call)
    check_new_number(pbx.objects, pbx.options, ivr.extension)
    pbx.objects.last_ivr += 1
    pbx.objects.ivrs[ivr.ivr_id] = ivr
    return NEED_APPLY


@handles("update_ivr")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Replaces what is sent; table and example agree on what must be sent.

    Silent in the document, chosen here: the IVR gets another number when extension has one that is free; without
    members the key events stay, otherwise the list replaces them.
    """
    ivr = _ivr(pbx, call)
    if call["extension"] != ivr.extension:
        check_new_number(pbx.objects, pbx.options, call["extension"])
    _store(pbx.objects, ivr, call)
    ivr.extension = call["extension"]
    return NEED_APPLY


@handles("delete_ivr")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """A key that leads back into the same IVR does not count as a use of it (chosen)."""
    ivr = _ivr(pbx, call)
    refuse_when_used(pbx.objects, "ivr", ivr.ivr_id, own=ivr)
    del pbx.objects.ivrs[ivr.ivr_id]
    return NEED_APPLY


def _ivr(pbx: UcmSystem, call: Parameters) -> Ivr:
    ivr = pbx.objects.ivrs.get(call["ivr"])
    if ivr is None:
        raise Refusal(NO_SUCH_ITEM)
    return ivr


def _answer(ivr: Ivr, shapes: str) -> dict[str, Any]:
    """No real answer has been recorded; for ``recorded`` it is guessed that unset is empty text."""
    answer = {**IVR_DEFAULTS, **ivr.settings, "extension": ivr.extension, "ivr_id": ivr.ivr_id}
    return shown(dict(sorted(answer.items())), shapes)


def _store(state: UcmState, ivr: Ivr, call: Parameters) -> None:
    values = {name: value for name, value in call.items() if name in IVR_DEFAULTS}
    if any(isinstance(value, int) and value < 0 for value in values.values()):
        raise Refusal(INVALID_VALUE)
    if "members" in call:
        ivr.events = _checked_events(state, ivr, call["members"])
    ivr.settings |= {name: None if value == "" and name not in LISTS else value for name, value in values.items()}


def _checked_events(state: UcmState, ivr: Ivr, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The keys and events are in no table. Chosen here: a key or event that does not exist answers -15; a key twice, an
    event without its target, with another's, or with one that does not exist -25. An IVR may lead to itself."""
    for event in events:
        name = event.get("keypress_event")
        if event.get("keypress") not in KEYS or name not in EVENTS:
            raise Refusal(INVALID_VALUE)
        targets = event.keys() - {"keypress", "keypress_event"}
        if targets != (set() if name == HANGUP else {name}) or (targets and not event[name]):
            raise Refusal(UPDATE_FAILED)
        if name != HANGUP and event[name] != ivr.ivr_id:
            check_target(state, name.removeprefix("member_"), event[name])
    if len({event["keypress"] for event in events}) != len(events):
        raise Refusal(UPDATE_FAILED)
    return events
