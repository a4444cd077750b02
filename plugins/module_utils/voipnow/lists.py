# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What voipnow_info reads beside the resources: one line for each list of the SystemAPI.

Names in answers become options' words: those of the field tables, else the vendor's in snake_case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.fields import Values
from ..core.resource import Reader
from .operations import secret_names

ACCOUNT, EXTENSION, PLAN, CHANNEL, COUNTRY, ID = "account", "extension", "charging_plan", "channel", "country", "id"
SERIAL = "serial"
SELECTORS = (ACCOUNT, EXTENSION, PLAN, CHANNEL, COUNTRY, ID, SERIAL)
"""What a list can be narrowed by; an account is a service provider, an organization or a user."""


@dataclass(frozen=True)
class List:
    """A list of the SystemAPI.

    Args:
        operation, rows: the operation and the container in its answer; without a container the answer is the row.
        by: the parameters that narrow it, by what gives them.
        needs: those that must be given; of several in one place, one.
        either: those that exclude each other on the wire; the first that is given is sent.
        constants: what is always sent.
        parts: containers whose rows come one after the other in place of one container, with what is added to each.
        words: words for some names that are the list's own.
    """

    operation: str
    rows: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str | tuple[str, ...], ...] = ()
    either: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


_OF_USER = {ACCOUNT: "userID"}
_OF_EXTENSION = {EXTENSION: "extendedNumber"}
_OF_HOLDER = {**_OF_USER, **_OF_EXTENSION}


def _settings(operation: str, rows: str = "") -> List:
    return List(operation, rows, _OF_EXTENSION, (EXTENSION,))


def _codes(operation: str, rows: str) -> List:
    by, one = {ID: "ID", **_OF_EXTENSION}, (ID, EXTENSION)
    return List(operation, rows, by, (one,), either=one)


LISTS: dict[str, List] = {
    "call_recording_settings": _settings("GetCallRecordingSettings"),
    "caller_ids": _settings("GetAvailableCallerID", "CallerID"),
    "authorized_caller_ids": _codes("GetAuthCallerID", "CallerID"),
    "authorized_caller_id_recharges": List("GetAuthCallerIDRecharges", "recharge", {ID: "ID"}, (ID,)),
    "card_codes": _codes("GetCardCode", "code"),
    "card_code_recharges": List("GetCardCodeRecharges", "recharge", {ID: "ID"}, (ID,)),
    "channel_codecs": List("GetCodecs", "codecs", {CHANNEL: "channelID"}),
    "channel_group_poll": List("GetChannelGroupPoll", "channelGroup", {CHANNEL: "channelID"}, (CHANNEL,)),
    "channel_groups": List("GetChannelGroups", "group", {CHANNEL: "channelID"}),
    "channels": List("GetChannels", "channel"),
    "charging_packages": List("GetChargingPackages", "package", {PLAN: "chargingPlanID"}, (PLAN,)),
    "charging_plan_details": List("GetChargingPlanDetails", "chargingPlan", {PLAN: "ID"}, (PLAN,)),
    "conference_settings": _settings("GetConferenceSettings"),
    "custom_alerts": List("GetCustomAlerts", "button", _OF_USER),
    "custom_buttons": List("GetCustomButtons", "button", _OF_USER),
    "destination_exceptions": List("GetDestinationExceptions", "exception", {PLAN: "chargingPlanID"}, (PLAN,)),
    "device_details": List(
        "GetDeviceDetails", "", {ID: "deviceID", SERIAL: "serial"}, ((ID, SERIAL),), either=(ID, SERIAL)
    ),
    "devices": List("GetDevices", "devices", _OF_USER),
    "equipment": List("GetEquipmentList", "equipment"),
    "extension_settings": _settings("GetExtensionSettings"),
    "fax_center_settings": _settings("GetFaxCenterSettings"),
    "file_languages": List("GetFileLanguages", "languages", {ID: "ID"}, (ID,)),
    "folders": List("GetFolders", "folders", _OF_USER),
    "incoming_rules": _settings("GetCallRulesIn", "rules"),
    "interface_languages": List("GetInterfaceLang", "interfaceLang"),
    "outgoing_rules": List("GetCallRulesOut", "rules", {ID: "ID"}),
    "phone_languages": List("GetPhoneLang", "phoneLang"),
    "provision_files": _settings("GetProvisionFile"),
    "public_number_poll": List(
        "GetPublicNoPoll",
        "publicNo",
        _OF_HOLDER,
        ((EXTENSION, ACCOUNT),),
        either=(EXTENSION, ACCOUNT),
    ),
    "public_numbers": List(
        "GetPublicNo",
        "publicNo",
        {CHANNEL: "channelID", **_OF_HOLDER},
        (CHANNEL,),
        either=(EXTENSION, ACCOUNT),
    ),
    "queue_agents": List(
        "GetQueueAgents",
        by=_OF_EXTENSION,
        needs=(EXTENSION,),
        parts={"localAgents": {"location": "local"}, "remoteAgents": {"location": "remote"}},
        words={"extensionNo": "extension"},
    ),
    "queue_memberships": _settings("GetQueueMembership", "member"),
    "recharges": List("GetRecharges", "recharge", _OF_USER),
    "regions": List("GetRegions", "region", {COUNTRY: "code"}, (COUNTRY,)),
    "routing_rules": List("GetCallRulesOutGroup", "rulesGroup", _OF_USER),
    "scheduled_conference_details": List(
        "GetScheduledConferenceDetails", "", {**_OF_EXTENSION, ID: "conferenceNumber"}, (EXTENSION, ID)
    ),
    "scheduled_conference_sessions": List(
        "GetScheduledConferenceSessions", "", {**_OF_EXTENSION, ID: "conferenceNumber"}, (EXTENSION, ID)
    ),
    "scheduled_conferences": _settings("GetScheduledConferences"),
    "schema_versions": List("GetSchemaVersions", "versions"),
    "shared_sounds": List("GetSharedSounds", "sounds", _OF_USER),
    "sip_preferences": _settings("GetSIPPreferences"),
    "sounds": List("GetOwnedSounds", "sounds", _OF_USER),
    "templates": List("GetTemplates", "template", _OF_USER),
    "time_interval_blocks": List("GetTimeIntervalBlocks", "timeIntervalBlock", _OF_USER),
    "time_intervals": List("GetTimeIntervals", "timeInterval", {ID: "ID"}, (ID,)),
    "timezones": List("GetTimezone", "timezone", {COUNTRY: "code"}),
    "user_groups": List("GetUserGroups", "groups", {ACCOUNT: "ID"}, (ACCOUNT,), {"share": True}),
    "voicemail_settings": _settings("GetVoicemailSettings"),
}

_WORDS = {
    "pcode": "postal_code",
    "cpAccess": "panel_access",
    "crDate": "created",
    "status": "enabled",
    "extensionNo": "number",
    "phoneNo": "phone_number",
    "externalNo": "external_number",
    "rulesNo": "rules",
}
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def read(reader: Reader, name: str, selected: Mapping[str, Any]) -> list[Any]:
    """The rows of a list in options' words, sorted, without secrets. ``selected`` is by selector."""
    entry = LISTS[name]
    given = [what for what in entry.by if selected.get(what) is not None]
    beaten = [what for what in entry.either if what in given][1:]
    narrow = {entry.by[what]: selected[what] for what in given if what not in beaten}
    answer = reader.read(entry.operation, **entry.constants, **narrow)
    hidden = secret_names(entry.operation)
    if entry.parts:
        rows = [row for part, more in entry.parts.items() for row in _renamed(_rows(answer, part), entry.words, more)]
    elif entry.rows:
        rows = _rows(answer, entry.rows)
    else:
        rows = [{key: value for key, value in answer.items() if key not in ("notice", "result")}]
    return sorted((in_words(row, hidden) for row in rows), key=_order)


def _rows(answer: Mapping[str, Any], container: str) -> list[Any]:
    rows = answer.get(container)
    return rows if isinstance(rows, list) else [] if rows is None else [rows]


def _renamed(rows: list[Any], words: Mapping[str, str], more: Mapping[str, Any]) -> Iterator[Values]:
    for row in rows:
        yield {words.get(key, key): value for key, value in row.items()} | more


def in_words(value: Any, hidden: frozenset[str] = frozenset()) -> Any:
    """An answer in options' words: limits as numbers or the word unlimited; what is secret or empty is left out."""
    if isinstance(value, list):
        return [in_words(item, hidden) for item in value]
    if not isinstance(value, Mapping):
        return value
    if value.keys() == {"value", "unlimited"}:
        return "unlimited" if value["unlimited"] else value["value"]
    return {
        _word(key): int(item) if _is_id(key, item) else in_words(item, hidden)
        for key, item in value.items()
        if key.lower() not in hidden and item not in (None, "")
    }


def _is_id(name: str, value: Any) -> bool:
    """Some ids are decimals by the schema."""
    return isinstance(value, float) and value.is_integer() and name.endswith("ID")


def _word(name: str) -> str:
    return _WORDS.get(name) or _CAPITAL.sub("_", name).lower()


def _order(row: Any) -> tuple[str, int]:
    if not isinstance(row, Mapping):
        return (str(row), 0)
    name = row.get("name") or row.get("code") or row.get("did") or ""
    number = next(
        (row[key] for key in ("id", "rule_id", "device_id", "interval_id") if isinstance(row.get(key), int)), 0
    )
    return (str(name), number)
