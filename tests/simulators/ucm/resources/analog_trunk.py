# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Analog trunks: listAnalogTrunk, addAnalogTrunk, getAnalogTrunk, updateAnalogTrunk, deleteAnalogTrunk."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Trunk
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import (
    ANALOG_DEFAULTS,
    check_name,
    check_switches,
    delete_trunk,
    new_trunk,
    nothing_to_read,
    selected,
    shown,
    stored,
    trunks_of,
)

NEED_APPLY = {"need_apply": "yes"}
KIND = "analog"
LIST_COLUMNS = ("trunk_name", "trunk_index", "chans", "out_of_service", "trunkmode")
# Real systems list everything that they know of an analog trunk (recorded answer).
RECORDED_COLUMNS = (*ANALOG_DEFAULTS, "trunk_name", "trunk_index", "trunkgroup", "tmp")
GAINS = ("rxgain", "txgain")
SWITCHES = ("enablecurrentdisconnectthreshold",)
# What the text says to send for the group on add, and what its example sends.
NEW_GROUP = frozenset({"0", ""})


@handles("list_analog_trunk", columns={"document": frozenset(LIST_COLUMNS), "recorded": frozenset(RECORDED_COLUMNS)})
def list_trunks(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    columns = LIST_COLUMNS if pbx.options.shapes == "document" else RECORDED_COLUMNS
    rows = [_row(trunk, pbx.options.shapes) for trunk in trunks_of(pbx.objects, KIND)]
    return page_of("analogtrunk", rows, {name: itemgetter(name) for name in columns}, call)


@handles("add_analog_trunk")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the trunk; its id has to be looked up.

    Silent in the document, chosen here: a group other than 0 or empty is -15; ports are numbers from 1 (-15), and two
    trunks may name the same one; trunkmode alone opens no shared line.
    """
    if call["trunkgroup"] not in NEW_GROUP:
        raise Refusal(INVALID_VALUE)
    values = {name: value for name, value in call.items() if name not in ("cookie", "trunkgroup")}
    name = values.pop("trunk_name")
    values = _checked(values)
    check_name(pbx.objects, name)
    new_trunk(pbx.objects, KIND, name, values)
    return NEED_APPLY


@handles("get_analog_trunk")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    trunk = pbx.objects.trunks.get(str(call["analogtrunk"]))
    if trunk is None or trunk.kind != KIND:
        return nothing_to_read(pbx.options)
    return {"analogtrunk": _row(trunk, pbx.options.shapes)}


@handles("update_analog_trunk")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest.

    trunk_index (table) and trunkgroup (example) both select the trunk; together they must be the same (-25, chosen).
    Back to trunkmode normal ends the shared line, for which no delete is documented (chosen).
    """
    indexes = {call[name] for name in ("trunk_index", "trunkgroup") if name in call}
    if len(indexes) > 1:
        raise Refusal(UPDATE_FAILED)
    trunk = selected(pbx.objects, KIND, indexes.pop())
    values = {name: value for name, value in call.items() if name not in ("cookie", "trunk_index", "trunkgroup")}
    name = values.pop("trunk_name", trunk.trunk_name)
    values = _checked(values)
    check_name(pbx.objects, name, own=trunk)
    trunk.trunk_name = name
    trunk.settings |= values
    if trunk.settings["trunkmode"] == "normal":
        trunk.shared_line = None
    return NEED_APPLY


@handles("delete_analog_trunk")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Its shared line goes with it (chosen)."""
    delete_trunk(pbx.objects, pbx.options, KIND, call["analogtrunk"])
    return NEED_APPLY


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    check_switches(values, SWITCHES)
    if "chans" in values:
        if values["chans"] < 1:
            raise Refusal(INVALID_VALUE)
        values["chans"] = str(values["chans"])
    return stored(values)


def _row(trunk: Trunk, shapes: str) -> dict[str, Any]:
    """Gains have a decimal point in the documented example and none in recorded answers."""
    row = shown(trunk.settings, shapes)
    for name in GAINS:
        gain = float(row[name])
        row[name] = int(gain) if shapes == "recorded" and gain.is_integer() else gain
    return row | {
        "trunk_name": trunk.trunk_name,
        **dict.fromkeys(("trunk_index", "trunkgroup", "tmp"), trunk.trunk_index),
    }
