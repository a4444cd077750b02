# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The fields that service providers, organizations and users have in common.

Source: the provisioning tools' document (parameters of add, edit, set-status, set-control-panel-access and
set-permissions-limits) and the vendor's schema 3.0.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core import codecs
from ..core.fields import SET, Field
from .codecs import EXPIRY, FLAG, LIMIT, TEXTS

STATUS, PANEL, OWNER, LIMITS = "status", "panel", "owner", "limits"
"""The groups of an account's fields beside the main one."""

PHONE_STATUS = {"full": "1", "internal_and_incoming": "16", "incoming_only": "32", "none": "64"}
PROVISIONING = {"none": "0", "view": "2", "modify": "4"}


def option(name: str, description: str | tuple[str, ...], wire: str | None = None, **more: Any) -> Field:
    """A field whose vendor name, where it differs, is an alias."""
    wire = wire or name
    if wire != name:
        more.setdefault("aliases", (wire,))
    more.setdefault("wire", wire)
    if more.get("type") == "bool":
        more.setdefault("codec", FLAG)
    return Field(name=name, description=description, **more)


def identity_fields(called: str, *, routing_rules_readable: bool = False) -> tuple[Field, ...]:
    """Login, id and contact data. The routing rules are in the details of users only."""
    hidden = "" if routing_rules_readable else f" VoipNow does not tell it of a {called}, so it is sent at every run."
    return (
        Field(
            name="id", description="VoipNow's id.", wire="ID", list_wire="ID", type="int", read_only=True, internal=True
        ),
        option("login", f"The {called}'s login, which is unique on the whole VoipNow.", key=True, list_wire="login"),
        option(
            "name",
            "The name as a whole. Where the schema has first and last names, give those instead.",
            list_wire="name",
            max_length=255,
        ),
        option("first_name", "First name. Since schema 3.5.0.", "firstName", max_length=255),
        option("last_name", "Last name. Since schema 3.5.0.", "lastName", max_length=255),
        option("company", "The company.", min_length=3, max_length=255),
        option("email", "E-mail address.", required=True, list_wire="email", max_length=255),
        option(
            "password",
            "The password for the control panel. Without it VoipNow makes one for a new account.",
            write_only=True,
            secret=True,
            min_length=4,
            max_length=64,
        ),
        option("phone", "Phone number.", max_length=255),
        option("fax", "Fax number.", max_length=255),
        option("address", "Postal address.", min_length=3, max_length=255),
        option("city", "City.", min_length=2, max_length=255),
        option("postal_code", "Postal code.", "pcode", max_length=10),
        option("country", "Country, by its code.", pattern="[A-Za-z]{2}", pattern_words="a code of two letters"),
        option("region", "The region, by name or id; it must be one of the country.", reference="region", by_id=True),
        option("timezone", "The time zone, by name or id.", reference="timezone", by_id=True),
        option(
            "interface_language",
            "The language of the control panel, by its code.",
            "interfaceLang",
            max_length=2,
        ),
        option("notes", "Notes.", max_length=1024),
        option("server_id", "The server that the account was added from, such as V(CTRLPANEL).", "serverID"),
        option(
            "charging_identifier",
            "The identifier that calls are charged to.",
            "chargingIdentifier",
            pattern="[A-Za-z0-9_*-]{6,32}",
            pattern_words="6 to 32 letters, digits, _, - and *",
        ),
        option("subscription_id", "The subscription of the account. Since schema 5.", "subscriptionID"),
        Field(
            name="charging_plan",
            description="The charging plan, by name, identifier or id; one of the account above. "
            "Without a plan nobody below can call.",
            wire="chargingPlanID",
            read_wire=("chargingPlan", "chargingPlanID"),
            aliases=("chargingPlanID", "chargingPlanIdentifier"),
            reference="charging_plan",
            by_id=True,
        ),
        Field(
            name="routing_rules",
            description="The group of outgoing routing rules, by name or id; for a VoipNow without charging plans."
            + hidden,
            wire="channelRuleID",
            read_wire=("channelRuleID", "channelRuleId"),
            aliases=("channelRuleID",),
            reference="routing_rules",
            by_id=True,
            write_only=not routing_rules_readable,
        ),
        Field(
            name="template",
            description="The account template, by name or id.",
            wire="templateID",
            aliases=("templateID",),
            reference="template",
            by_id=True,
            create_only=True,
        ),
    )


def identifier_field(*, settable: bool) -> Field:
    if settable:
        return option(
            "identifier", "The account's identifier, which VoipNow makes if it is not given.", create_only=True
        )
    return option("identifier", "The account's identifier, made by VoipNow.", read_only=True)


def creation_fields(*, linked: bool) -> tuple[Field, ...]:
    """What only an add takes, and what leaves no trace that could be compared."""
    links = (
        option(
            "link_resource_id",
            "The resource of a linked account.",
            "linkResourceID",
            type="int",
            create_only=True,
            write_only=True,
        ),
        option("link_uuid", "The remote user of a linked account.", "linkUUID", create_only=True, write_only=True),
    )
    return (
        option(
            "account_flags",
            "Flags of the account; V(noneditablelogin) forbids to change its login later.",
            "accountFlag",
            type="list",
            elements="str",
            choices=("noneditablelogin",),
            compare=SET,
            codec=TEXTS,
            create_only=True,
            write_only=True,
        ),
        option(
            "notify",
            "Who is told of the new account: four digits 0 or 1, for administrator, service provider, organization "
            "and user.",
            "notifyOnly",
            pattern="[01]{4}",
            pattern_words="four digits 0 or 1",
            create_only=True,
            write_only=True,
        ),
        option(
            "notify_email",
            "Another address that is told of the new account. Since schema 5.",
            "otherNotifyEmail",
            create_only=True,
            write_only=True,
        ),
        option("deployment_unit", "The deployment keeping unit.", "dku", create_only=True, write_only=True),
        *(links if linked else ()),
    )


def status_fields(*, phone_status_readable: bool) -> tuple[Field, ...]:
    hidden = () if phone_status_readable else ("VoipNow does not tell it of users, so it is sent at every run.",)
    return (
        option("enabled", "Whether the account is enabled.", "status", type="bool", group=STATUS),
        option(
            "phone_status",
            (
                "What the account may use phones for: V(full) is all calls, V(internal_and_incoming) to be called and "
                "to call internally, V(incoming_only) only to be called.",
                *hidden,
            ),
            "phoneStatus",
            choices=tuple(PHONE_STATUS),
            codec=codecs.enum(PHONE_STATUS),
            write_only=not phone_status_readable,
            group=STATUS,
        ),
        option("panel_access", "Whether the account may use the control panel.", "cpAccess", type="bool", group=PANEL),
    )


_PERMISSIONS: dict[str, tuple[str, str]] = {
    "extensions": ("extensionManag", "Manage extensions."),
    "extension_features": ("extFeatureManag", "Manage the features of extensions."),
    "sip": ("sipManag", "Manage SIP."),
    "sip_trunking": ("sipTrunkingManag", "Manage SIP trunking."),
    "messaging": ("IMManag", "Manage instant messaging. Gone since schema 5."),
    "sounds": ("soundManag", "Manage sounds."),
    "numbers": ("numberManag", "Manage phone numbers."),
    "call_api": ("callAPIManag", "Use the call API."),
    "caller_ids": ("callerIDManag", "Manage caller IDs."),
}
_LIMITS: dict[str, tuple[str, str]] = {
    "phone_extensions": ("phoneExtMax", "Phone terminals."),
    "queues": ("queueExtMax", "Queues."),
    "ivrs": ("ivrExtMax", "IVRs."),
    "voicemail_centers": ("voicemailExtMax", "Voicemail centers."),
    "queue_centers": ("queuecenterExtMax", "Queue login centers."),
    "conferences": ("confExtMax", "Conferences."),
    "callbacks": ("callbackExtMax", "Callback extensions."),
    "callback_caller_ids": ("callbackCallerIDMax", "Caller IDs of callback extensions."),
    "calling_cards": ("callCardExtMax", "Calling card extensions."),
    "calling_card_codes": ("callCardCodesMax", "Codes of calling cards."),
    "intercoms": ("intercomExtMax", "Intercom extensions."),
    "concurrent_calls": ("concurentCalls", "Public calls at the same time."),
    "concurrent_internal_calls": ("concurentInternalCalls", "Internal calls at the same time."),
    "queue_members": ("queueMembersMax", "Members of queues."),
    "concurrent_speech": ("concurentText2Speech", "Texts spoken at the same time. Schema 3 only."),
    "mailboxes": ("mailboxMax", "Mailboxes."),
    "storage": ("storage", "Storage, in megabytes. Since schema 5."),
    "mailbox_size": ("mailboxSize", "Size of a mailbox. Schema 3 only."),
    "recording_storage": ("recordStorage", "Storage for recordings. Schema 3 only."),
    "sound_storage": ("soundStorage", "Storage for sounds. Schema 3 only."),
    "music_storage": ("mohStorage", "Storage for music on hold. Schema 3 only."),
    "fax_storage": ("faxStorage", "Storage for faxes. Schema 3 only."),
}
USERS: dict[str, tuple[str, str]] = {"users": ("userMax", "Users.")}
ORGANIZATIONS: dict[str, tuple[str, str]] = {"organizations": ("organizationMax", "Organizations.")}
ALL_LIMITS = {**_LIMITS, **USERS, **ORGANIZATIONS}
"""The limits of any level, by option: the name on the wire, and what is limited."""


def limits_fields(
    permissions: Mapping[str, tuple[str, str]], limits: Mapping[str, tuple[str, str]]
) -> tuple[Field, ...]:
    """Permissions, limits and expiry, with those of one level beside those of all."""
    flags = {**_PERMISSIONS, **permissions}
    numbers = {**_LIMITS, **limits}
    provisioning = option(
        "provisioning",
        "Look at or change the provisioning of devices.",
        "provisionManag",
        choices=tuple(PROVISIONING),
        codec=codecs.enum(PROVISIONING),
    )
    return (
        _flattened(
            "permissions",
            "What the account may do. A new account may do nothing.",
            [*(option(name, text, wire, type="bool") for name, (wire, text) in flags.items()), provisioning],
        ),
        _flattened(
            "limits",
            (
                "How much the account may have, each a number or the word V(unlimited). A new account has 0 of all.",
                "No limit can be above that of the account above.",
            ),
            [option(name, text, wire, type="raw", codec=LIMIT) for name, (wire, text) in numbers.items()],
        ),
        option(
            "expires",
            "The last day of the account as YYYY-MM-DD, or V(unlimited).",
            "accountExpire",
            type="raw",
            codec=EXPIRY,
            group=LIMITS,
        ),
        option(
            "expires_in_days",
            (
                "For a new account the days until it expires, or V(unlimited), in place of O(expires).",
                "It says nothing to an account that exists, since each run would prolong it.",
            ),
            "accountExpireDays",
            type="raw",
            codec=LIMIT,
            group=LIMITS,
            create_only=True,
            write_only=True,
        ),
    )


def _flattened(name: str, description: str | tuple[str, ...], fields: Iterable[Field]) -> Field:
    return Field(name=name, description=description, type="dict", fields=tuple(fields), wire="", group=LIMITS)


def with_one_expiry(request: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A request for permissions and limits: VoipNow wants exactly one of the two forms of expiry."""
    if changes.get("expires_in_days") is not None:
        request.pop("accountExpire", None)
    elif "accountExpire" not in request:
        request["accountExpireDays"] = LIMIT.encode("unlimited")
    return request


def one_expiry(wanted: Mapping[str, Any]) -> str | None:
    """A rule: the two forms of expiry exclude each other."""
    if wanted.get("expires") is not None and wanted.get("expires_in_days") is not None:
        return "expires and expires_in_days exclude each other"
    return None
