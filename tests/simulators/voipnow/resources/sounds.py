# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sounds and their folders. The schema has no operation that changes them; the controls under /_sim do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import selecting
from tests.simulators.voipnow.answers import listed
from tests.simulators.voipnow.places import LANGUAGES
from tests.simulators.voipnow.registry import Parameters, Values, handles

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

ALL = -1


def _owner(system: VoipNowSystem, request: Parameters) -> int:
    return selecting.owner_id(system.objects, request)


@handles("GetFolders")
def list_folders(system: VoipNowSystem, request: Parameters) -> Values:
    """By default folders without music on hold, empty ones as well (text of the schema)."""
    state = system.objects
    owner, music = _owner(system, request), request.get("musicOnHold", 0)
    rows = []
    for key, row in state.rows("folders").items():
        inside = [sound for sound in state.rows("sounds").values() if sound["folderID"] == key]
        played = sum(1 for sound in inside if sound["musicOnHold"])
        if row["userID"] != owner or (request.get("emptyFolder") and not inside):
            continue
        if (music == 0 and played) or (music == 1 and (not played or played < len(inside))):
            continue
        numbers = {"musicOnHoldSoundsNo": played, "nonMusicOnHoldSoundsNo": len(inside) - played}
        rows.append({**row, "ID": key, "userName": state.accounts[owner].name, **numbers})
    return listed("folders", rows)


def _shown(system: VoipNowSystem, key: int, row: dict[str, Any]) -> dict[str, Any]:
    folder = system.objects.rows("folders").get(row["folderID"], {})
    values = {name: row[name] for name in ("name", "system", "status", "folderID", "musicOnHold", "crDate")}
    return {**values, "ID": key, "folder": folder.get("name")}


@handles("GetOwnedSounds")
def list_owned(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    owner = _owner(system, request)
    rows = []
    for key, row in state.rows("sounds").items():
        if row["userID"] != owner or request.get("folderID", row["folderID"]) != row["folderID"]:
            continue
        if "languageID" in request and not set(list(LANGUAGES)[request["languageID"] - 1 :][:1]) & set(
            row["languages"]
        ):
            continue
        if any(request.get(name, ALL) not in (ALL, row[name]) for name in ("musicOnHold", "system", "status")):
            continue
        rows.append(_shown(system, key, row))
    return listed("sounds", rows, userID=owner)


@handles("GetSharedSounds")
def list_shared(system: VoipNowSystem, request: Parameters) -> Values:
    """Those that the account shares (``own``), or those of accounts above that are shared with it (chosen)."""
    state = system.objects
    owner = _owner(system, request)
    above = {account.id for account in state.chain(owner)} - {owner}
    owners = {owner} if request.get("own", True) else above
    rows = [
        _shown(system, key, row)
        for key, row in state.rows("sounds").items()
        if row["shared"] and row["userID"] in owners
    ]
    return listed("sounds", rows, userID=owner)


@handles("GetFileLanguages")
def list_languages(system: VoipNowSystem, request: Parameters) -> Values:
    """The languages that a sound exists in."""
    row = selecting.row(system.objects, "sounds", request["ID"], "ID")
    rows = [{"code": code, "name": LANGUAGES[code]} for code in row["languages"]]
    return listed("languages", rows)
