# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Digital trunks: listDigitalTrunk, addDigitalTrunk, getDigitalTrunk, updateDigitalTrunk, deleteDigitalTrunk."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import INVALID_VALUE, Refusal
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Trunk
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import (
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
KIND = "digital"
COLUMNS = ("trunk_name", "type", "trunk_index", "span", "channel", "out_of_service")
NOT_READ = frozenset({"channel", "span", "technology", "type"})
SWITCHES = ("hidecallerid",)


@handles("list_digital_trunk")
def list_trunks(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Ids are quoted here and bare in getDigitalTrunk (documented examples). The list of a real system is not recorded;
    chosen: the same."""
    rows = [_row(trunk) for trunk in trunks_of(pbx.objects, KIND)]
    if call.get("sidx") == "trunk_index":  # in the order of the ids, not of their text
        rows.sort(key=lambda row: int(row["trunk_index"]), reverse=call.get("sord") == "desc")
        call = {name: value for name, value in call.items() if name not in ("sidx", "sord")}
    return page_of("digital_trunks", rows, {name: itemgetter(name) for name in COLUMNS}, call)


@handles("add_digital_trunk")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the trunk; its id has to be looked up. Silent in the document, chosen here: any channel group from 1."""
    values = {name: value for name, value in call.items() if name not in ("cookie", "trunk_name")}
    values = _checked(values)
    check_name(pbx.objects, call["trunk_name"])
    new_trunk(pbx.objects, KIND, call["trunk_name"], values)
    return NEED_APPLY


@handles("get_digital_trunk")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Nothing is plugged in, so the state is that of the documented example. Through /_sim/ it can be another."""
    trunk = pbx.objects.trunks.get(str(call["trunk"]))
    if trunk is None or trunk.kind != KIND:
        return nothing_to_read(pbx.options)
    settings = {name: value for name, value in trunk.settings.items() if name not in NOT_READ}
    return {
        "trunk": {
            **shown(settings, pbx.options.shapes),
            "status": trunk.status or "Unavailable",
            "trunk_index": trunk.trunk_index,
            "trunk_name": trunk.trunk_name,
        }
    }


@handles("update_digital_trunk")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Name and channel group are mandatory in table and example; of the rest, what is sent changes."""
    trunk = selected(pbx.objects, KIND, call["trunk"])
    values = {name: value for name, value in call.items() if name not in ("cookie", "trunk", "trunk_name")}
    values = _checked(values)
    check_name(pbx.objects, call["trunk_name"], own=trunk)
    trunk.trunk_name = call["trunk_name"]
    trunk.settings |= values
    return NEED_APPLY


@handles("delete_digital_trunk")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    delete_trunk(pbx.objects, pbx.options, KIND, call["trunk"])
    return NEED_APPLY


def _row(trunk: Trunk) -> dict[str, Any]:
    row = {name: trunk.settings.get(name) for name in COLUMNS}
    return row | {"trunk_index": str(trunk.trunk_index), "trunk_name": trunk.trunk_name}


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    check_switches(values, SWITCHES)
    if values["group_index"] < 1:
        raise Refusal(INVALID_VALUE)
    return stored(values)
