# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Channels to the outside, their codecs and their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import delete_rows, deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.places import CODECS
from tests.simulators.voipnow.registry import Parameters, Values, handles

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

CHANNELS, GROUPS, NUMBERS = "channels", "channel_groups", "public_numbers"


def codec(number: int) -> dict[str, Any]:
    return {"ID": number, "name": CODECS[number - 1], "type": "audio"}


def _check(system: VoipNowSystem, settings: Parameters, but: int = 0) -> None:
    for number in settings["codecs"]:
        if number > len(CODECS):
            raise Refusal(codes.OBJECT, f"There is no codec {number}")
    for key, row in system.objects.rows(CHANNELS).items():
        if key != but and row["name"] == settings["name"]:
            raise Refusal(codes.DUPLICATE, f"Duplicate record channel {settings['name']}")


@handles("AddChannel")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    settings = request.get("SIP")
    if settings is None:
        raise missing("SIP")
    _check(system, settings)
    row = {"type": "sip", "status": True, "paid": True, "flow": "both", **settings, "crDate": system.moment()}
    return done([system.objects.tables[CHANNELS].add(row)])


@handles("EditChannel")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    row = selecting.row(system.objects, CHANNELS, request["ID"], "ID")
    if (settings := request.get("SIP")) is not None:
        _check(system, settings, but=request["ID"])
        row.update(settings)
    return done([request["ID"]])


@handles("DelChannel")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    """Its numbers go with it; a channel whose numbers are in use stays (chosen)."""
    state = system.objects

    def remove(key: int) -> None:
        selecting.row(state, CHANNELS, key, "ID")
        numbers = {number: row for number, row in state.rows(NUMBERS).items() if row["channelID"] == key}
        if any(row["holders"] for row in numbers.values()):
            raise Refusal(codes.CANNOT_UPDATE, f"Numbers of channel {key} are in use")
        for number in numbers:
            del state.rows(NUMBERS)[number]
        for group in state.rows(GROUPS).values():
            group["channels"] = [each for each in group["channels"] if each != key]
        del state.rows(CHANNELS)[key]

    return deleted(request["ID"], remove)


@handles("GetChannels")
def list_channels(system: VoipNowSystem, request: Parameters) -> Values:
    """``enabled`` is a boolean: true for enabled channels only, false or nothing for all (text of the schema)."""
    rows = []
    groups = system.objects.rows(GROUPS)
    if "groupID" in request:
        selecting.row(system.objects, GROUPS, request["groupID"], "groupID")
    for key, row in system.objects.rows(CHANNELS).items():
        if "groupID" in request and key not in groups[request["groupID"]]["channels"]:
            continue
        if request.get("flow", "both") != "both" and row["flow"] not in (request["flow"], "both"):
            continue
        if (request.get("enabled") and not row["status"]) or not matches(request.get("filter"), row["name"]):
            continue
        rows.append({"ID": key, **{name: row[name] for name in ("name", "type", "status", "paid", "flow", "crDate")}})
    return listed("channel", rows)


@handles("GetCodecs")
def list_codecs(system: VoipNowSystem, request: Parameters) -> Values:
    key = request.get("channelID")
    assigned = selecting.row(system.objects, CHANNELS, key, "channelID")["codecs"] if key is not None else []
    rest = [number for number in range(1, len(CODECS) + 1) if number not in assigned]
    shown = {"assigned": [codec(number) for number in assigned], "available": [codec(number) for number in rest]}
    return {"codecs": shown, "channelID": key}


# -- groups ------------------------------------------------------------------------------------------------------------


def _group(system: VoipNowSystem, request: Parameters, but: int = 0) -> dict[str, Any]:
    if not request.get("name"):
        raise missing("name")
    for key in request.get("channelID", []):
        selecting.row(system.objects, CHANNELS, key, "channelID")
    for key, row in system.objects.rows(GROUPS).items():
        if key != but and row["name"] == request["name"]:
            raise Refusal(codes.DUPLICATE, f"Duplicate record channel group {request['name']}")
    row = {"name": request["name"]}
    if "notes" in request:
        row["notes"] = request["notes"]
    return {**row, "channels": request["channelID"]} if "channelID" in request else row


@handles("AddChannelGroup")
def add_group(system: VoipNowSystem, request: Parameters) -> Values:
    row = {"channels": [], **_group(system, request), "crDate": system.moment()}
    return done([system.objects.tables[GROUPS].add(row)])


@handles("EditChannelGroup")
def edit_group(system: VoipNowSystem, request: Parameters) -> Values:
    row = selecting.row(system.objects, GROUPS, request["ID"], "ID")
    row.update(_group(system, request, but=request["ID"]))
    return done([request["ID"]])


@handles("DelChannelGroup")
def delete_groups(system: VoipNowSystem, request: Parameters) -> Values:
    return delete_rows(system.objects, GROUPS, request["ID"])


@handles("GetChannelGroups")
def list_groups(system: VoipNowSystem, request: Parameters) -> Values:
    channel = request.get("channelID")
    if channel is not None:
        selecting.row(system.objects, CHANNELS, channel, "channelID")
    rows = [
        {"ID": key, **row, "channels": len(row["channels"])}
        for key, row in system.objects.rows(GROUPS).items()
        if (channel is None or channel in row["channels"]) and matches(request.get("filter"), row["name"])
    ]
    return listed("group", rows)


@handles("GetChannelGroupPoll")
def poll_groups(system: VoipNowSystem, request: Parameters) -> Values:
    """Groups that the channel is in, and the others."""
    channel = request["channelID"]
    selecting.row(system.objects, CHANNELS, channel, "channelID")
    found: dict[str, list[Any]] = {"available": [], "assigned": []}
    for key, row in system.objects.rows(GROUPS).items():
        found["assigned" if channel in row["channels"] else "available"].append({"ID": key, "name": row["name"]})
    return {"channelGroup": found, "notice": None if any(found.values()) else listed("", [])["notice"]}
