# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that the system has and nobody changes: regions, time zones, languages, equipment, templates, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import listed, matches
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.places import COUNTRIES, EQUIPMENT, LANGUAGES, REGIONS, TIMEZONES
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import KINDS, ORGANIZATION, SERVICE_PROVIDER, USER

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem


def _country(code: str) -> str:
    if code.lower() not in COUNTRIES:
        raise Refusal(codes.COUNTRY, f"Invalid country code {code}")
    return code.lower()


@handles("GetRegions")
def regions(system: VoipNowSystem, request: Parameters) -> Values:
    """Of one country; ``region`` is free text. The first one is the default (chosen)."""
    country = _country(request["code"])
    found = [(number, name) for number, (where, name) in enumerate(REGIONS, start=1) if where == country]
    first = found[0][0] if found else 0
    rows = [
        {"ID": number, "name": name, "default": number == first}
        for number, name in found
        if matches(request.get("region"), name)
    ]
    return listed("region", rows)


@handles("GetTimezone")
def timezones(system: VoipNowSystem, request: Parameters) -> Values:
    """All, or those of a country, which may have none (field fact)."""
    country = _country(request["code"]) if request.get("code") else None
    rows = [
        {"ID": number, "name": name}
        for number, (where, name) in enumerate(TIMEZONES, start=1)
        if country is None or where == country
    ]
    return listed("timezone", rows)


def _languages(system: VoipNowSystem) -> list[Values]:
    return [{"name": name, "code": code, "version": system.options.product_version} for code, name in LANGUAGES.items()]


@handles("GetPhoneLang")
def phone_languages(system: VoipNowSystem, request: Parameters) -> Values:
    return listed("phoneLang", _languages(system))


@handles("GetInterfaceLang")
def interface_languages(system: VoipNowSystem, request: Parameters) -> Values:
    return listed("interfaceLang", _languages(system))


@handles("GetEquipmentList")
def equipment(system: VoipNowSystem, request: Parameters) -> Values:
    rows = [
        {
            "uniqueID": key,
            "model": model,
            "firmware": [
                {"uniqueID": f"{key}-{version}", "name": version, "protocol": ["http", "tftp", "https"]}
                for version in firmware
            ],
        }
        for key, model, firmware in EQUIPMENT
    ]
    return {"equipment": rows}


@handles("GetSchemaVersions")
def schema_versions(system: VoipNowSystem, request: Parameters) -> Values:
    return {"versions": [system.options.schema_version]}


@handles("Ping")
def ping(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    kinds = [account.kind for account in state.accounts.values()]
    return {
        "title": "VoipNow",
        "version": system.options.product_version,
        "buildNo": "1",
        "serviceProviders": kinds.count(SERVICE_PROVIDER),
        "organizations": kinds.count(ORGANIZATION),
        "users": kinds.count(USER),
        "extensions": len(state.extensions),
        "activSSO": False,
        "availableUpdate": "NO",
        "api": [{"protocol": "SystemAPI", "version": system.options.schema_version}],
        "infrastructureID": system.infrastructure_id,
        "currency": "USD",
        "charging": True,
        "automationAgent": False,
    }


@handles("GetTemplates")
def templates(system: VoipNowSystem, request: Parameters) -> Values:
    """``extensionType`` chooses among templates of extensions only (chosen)."""
    state = system.objects
    rows = state.rows("templates")
    if "ID" in request:
        keys = [request["ID"]] if selecting.row(state, "templates", request["ID"], "ID", codes.TEMPLATE) else []
    else:
        keys = list(rows)
    owner = selecting.holder(state, request)
    accounts = [account.template for account in state.accounts.values() if account.kind in KINDS]
    used = [*accounts, *(extension.template for extension in state.extensions.values())]
    found = []
    for key in keys:
        row = rows[key]
        if request.get("userLevel", row["userLevel"]) != row["userLevel"]:
            continue
        if (
            row["userLevel"] == "extension"
            and request.get("extensionType", row["extensionType"]) != row["extensionType"]
        ):
            continue
        if owner is not None and row["userID"] != owner.id:
            continue
        found.append({**row, "ID": key, "userName": state.accounts[row["userID"]].name, "users": used.count(key)})
    return listed("template", found)
