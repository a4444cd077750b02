# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIP trunks: listVoIPTrunk, addSIPTrunk, getSIPTrunk, updateSIPTrunk, deleteSIPTrunk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from tests.simulators.ucm.accounts import readable_dtmfmode
from tests.simulators.ucm.codes import INVALID_PARAMETERS, INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Trunk
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import (
    SIP_DEFAULTS,
    change_settings,
    check_name,
    delete_trunk,
    new_trunk,
    nothing_to_read,
    selected,
    shown,
    sip_status,
    stored,
    trunks_of,
)

NEED_APPLY = {"need_apply": "yes"}
KIND = "voip"
HOST = re.compile(r"[0-9A-Za-z._:\[\]-]+")
LDAP_PASSWORD = re.compile(r"\w+", re.ASCII)

# The options row prints one name with a dot. How the answer calls it is not shown; chosen: without what is before it.
LIST_OPTIONS = (
    *("trunk_index", "trunk_name", "host", "trunk_type", "username"),
    *("technology", "ldap_sync_enable", "trunks.out_of_service"),
)
COLUMNS = tuple(name.rpartition(".")[2] for name in LIST_OPTIONS)
RECORDED_COLUMNS = COLUMNS[:5]


@handles("list_voip_trunk")
def list_trunks(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Without options all that may be asked for (documented); recorded answers have five columns."""
    if "options" in call:
        call["options"] = ",".join(name.rpartition(".")[2] for name in call["options"].split(","))
    elif pbx.options.shapes == "recorded":
        call["options"] = ",".join(RECORDED_COLUMNS)
    rows = [_row(trunk, pbx.options.shapes) for trunk in trunks_of(pbx.objects, KIND)]
    return page_of("voip_trunk", rows, {name: itemgetter(name) for name in COLUMNS}, call)


@handles("add_sip_trunk")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the trunk; its id has to be looked up.

    Silent in the document, chosen here: a register trunk needs its user name (the table demands it of all, the example
    of a peer leaves it out) and registers unless need_register says otherwise.
    """
    values = {name: value for name, value in call.items() if name != "cookie"}
    name = values.pop("trunk_name")
    if values["trunk_type"] == "register":
        if not values.get("username"):
            raise Refusal(INVALID_PARAMETERS)
        values.setdefault("need_register", "yes")
    values = _checked(pbx, values, SIP_DEFAULTS)
    check_name(pbx.objects, name)
    new_trunk(pbx.objects, KIND, name, values)
    return NEED_APPLY


@handles("get_sip_trunk")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """All that table and example show; the password is part of it."""
    trunk = pbx.objects.trunks.get(call["trunk"])
    if trunk is None or trunk.kind != KIND:
        return nothing_to_read(pbx.options)
    status = sip_status(trunk, pbx.options, pbx.clock.now())
    return {
        "trunk": {
            **shown(trunk.settings, pbx.options.shapes),
            "status": status,
            "trunk_index": trunk.trunk_index,
            "trunk_name": trunk.trunk_name,
        }
    }


@handles("update_sip_trunk")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends one field)."""
    trunk = selected(pbx.objects, KIND, call["trunk"])
    values = {name: value for name, value in call.items() if name not in ("cookie", "trunk")}
    name = values.pop("trunk_name", trunk.trunk_name)
    values = _checked(pbx, values, trunk.settings)
    check_name(pbx.objects, name, own=trunk)
    trunk.trunk_name = name
    change_settings(trunk, values)
    return NEED_APPLY


@handles("delete_sip_trunk")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    delete_trunk(pbx.objects, pbx.options, KIND, call["trunk"])
    return NEED_APPLY


def _row(trunk: Trunk, shapes: str) -> dict[str, Any]:
    row = {name: trunk.settings.get(name) for name in COLUMNS}
    row |= {"trunk_index": trunk.trunk_index, "trunk_name": trunk.trunk_name, "technology": "SIP"}
    return shown(row, shapes)


def _checked(pbx: UcmSystem, values: dict[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Sent settings as they are stored, or a Refusal. ``settings`` are those of the trunk as it is.

    Documented are the characters of the LDAP password (-15) and what contradicts each other (-25): a kept caller id
    without number, tel_uri with rmv_obp_from_route, LDAP sync on a register trunk. Chosen here, where the document is
    silent: a host has no spaces (-15), and neither it nor a register trunk's user name and password can be cleared.
    """
    if "host" in values and not HOST.fullmatch(values["host"]):
        raise Refusal(INVALID_VALUE)
    if values.get("ldap_sync_passwd") and not LDAP_PASSWORD.fullmatch(values["ldap_sync_passwd"]):
        raise Refusal(INVALID_VALUE)
    if values.get("dtmfmode"):
        values["dtmfmode"] = readable_dtmfmode(values["dtmfmode"], pbx.options)
    if values.get("ldap_default_outrt") is not None and str(values["ldap_default_outrt"]) not in (
        pbx.objects.outbound_routes
    ):
        raise Refusal(UPDATE_FAILED)
    values = stored(values)
    merged = {**settings, **values}
    registers = merged["trunk_type"] == "register"
    if (
        (merged["keepcid"] == "yes" and not merged["cidnumber"])
        or (merged["tel_uri"] == "enabled" and merged["rmv_obp_from_route"] == "yes")
        or (registers and merged["ldap_sync_enable"] == "yes")
        or (registers and not (merged["username"] and merged["secret"]))
    ):
        raise Refusal(UPDATE_FAILED)
    return values
