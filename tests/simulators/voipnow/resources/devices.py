# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Devices: phones that are provisioned, their owners, and the extensions on their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, listed
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.places import EQUIPMENT, TIMEZONES
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import ADMIN_ID, ORGANIZATION

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

DEVICES = "devices"
SECRET = "adminPass"  # never read back (chosen)


def _check(system: VoipNowSystem, request: Parameters, but: int = 0) -> None:
    state = system.objects
    serial = request.get("serial")
    if serial is not None and any(row["serial"] == serial for key, row in state.rows(DEVICES).items() if key != but):
        raise Refusal(codes.DUPLICATE, f"Duplicate record device {serial}")
    selecting.account(state, request, "ownerID")
    assigned = selecting.account(state, request, "assignedOrganizationID")
    if assigned is not None and assigned.kind != ORGANIZATION:
        raise Refusal(codes.ACCOUNT, f"Account {assigned.id} is no organization")
    for each in request.get("assignedExtensions", []):
        selecting.extension(state, each, "extendedNumber", "term")


@handles("AddDevice")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    if not request["serial"]:
        raise missing("serial")
    _check(system, request)
    row = {"status": True, "updateInterval": 10, "ownerID": ADMIN_ID, "assignedExtensions": [], **request}
    key = system.objects.tables[DEVICES].add(row)
    return {"deviceID": key, "serial": row["serial"]}


@handles("EditDevice")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    """Extensions that are sent replace those that there were; without any they stay (chosen)."""
    key = request["deviceID"]
    row = selecting.row(system.objects, DEVICES, key, "deviceID")
    _check(system, request, but=key)
    row.update({name: value for name, value in request.items() if name != "deviceID"})
    return {"deviceID": key, "serial": row["serial"]}


@handles("DelDevice")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    def remove(key: int) -> None:
        selecting.row(system.objects, DEVICES, key, "deviceID")
        del system.objects.rows(DEVICES)[key]

    return deleted(request["deviceID"], remove)


def _extensions(system: VoipNowSystem, row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**each, "number": system.objects.extensions[each["extendedNumber"]].extension_no}
        for each in row["assignedExtensions"]
    ]


@handles("GetDevices")
def list_devices(system: VoipNowSystem, request: Parameters) -> Values:
    """``assignedExtensions`` are IDs here, which no other operation shows; an account sees what is in its tree."""
    state = system.objects
    seen_by = selecting.holder(state, request)
    wanted = set(request.get("assignedExtensions", []))
    rows = []
    for key, row in state.rows(DEVICES).items():
        places = {row.get("ownerID"), row.get("assignedOrganizationID")} - {None}
        if seen_by is not None and not any(state.within(place, seen_by.id) for place in places):
            continue
        if any(request.get(name, row.get(name)) != row.get(name) for name in ("ownerID", "assignedOrganizationID")):
            continue
        if wanted and not wanted & {state.extensions[each["extendedNumber"]].id for each in row["assignedExtensions"]}:
            continue
        rows.append(_listed(system, key, row))
    return listed("devices", rows)


def _listed(system: VoipNowSystem, key: int, row: dict[str, Any]) -> dict[str, Any]:
    model = next((model for unique, model, _firmware in EQUIPMENT if unique == row.get("phoneModel")), None)
    zone = row.get("timezoneID")
    return {
        "deviceID": key,
        "status": int(row["status"]),
        "name": row.get("name"),
        "serial": row["serial"],
        "manufacturer": model.split(" ")[0] if model else None,
        "model": model,
        "firmware": row.get("firmware"),
        "firmwareVersion": row.get("firmwareVersion"),
        "mac": row.get("phoneMAC"),
        "ownerID": row.get("ownerID"),
        "assignedOrganizationID": row.get("assignedOrganizationID"),
        "assignedExtensions": _extensions(system, row),
        "tplID": row.get("tplID"),
        "timezone": TIMEZONES[zone - 1][1] if zone and 0 < zone <= len(TIMEZONES) else "",
    }


@handles("GetDeviceDetails")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    """Younger than the public schema; its answer is inferred: what AddDevice sets."""
    rows = system.objects.rows(DEVICES)
    key = request.get("deviceID")
    if key is None:
        key = next((key for key, row in rows.items() if row["serial"] == request["serial"]), 0)
    row = selecting.row(system.objects, DEVICES, key, "deviceID")
    values = {name: value for name, value in row.items() if name != SECRET}
    return {**values, "deviceID": key, "assignedExtensions": _extensions(system, row)}
