# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of an extension: their defaults, the answer's shapes, and what beyond the tables a value must satisfy."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from tests.simulators.ucm.codes import INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.state import Account, User

# An extension nobody has touched, in the types in which getSIPAccount answers.
DEFAULTS: Mapping[str, Any] = {
    "alertinfo": None,
    "allow": "ulaw,alaw,gsm,g726,g722,g729,h264,ilbc",
    "authid": None,
    "auto_record": "off",
    "bypass_outrt_auth": "no",
    "call_waiting": "yes",
    "callbarging_monitor": "",
    "cc_agent_policy": "never",
    "cc_max_agents": 1,
    "cc_max_monitors": 2,
    "cc_monitor_policy": "never",
    "cidnumber": None,
    "custom_autoanswer": "no",
    "directmedia": "no",
    "dnd": "no",
    "dnd_timetype": 0,
    "dndwhitelist": "",
    "dtmfmode": "rfc2833",
    "emergcidnumber": None,
    "en_ringboth": "no",
    "enable_ldap": "yes",
    "enable_qualify": "no",
    "enable_webrtc": "yes",
    "enablehotdesk": "no",
    "encryption": "no",
    "external_number": None,
    "fax_gateway": "no",
    "faxdetect": "no",
    "fwdwhitelist": None,
    "hasvoicemail": "yes",
    "ice_support": "yes",
    "intranet_ip_filter": "no",
    "limitime": None,
    **{f"local_network{number}": None for number in range(1, 11)},
    "max_contacts": 1,
    "media_encryption": "auto_dtls",
    "missed_call": "no",
    "mohsuggest": "default",
    "nat": "yes",
    "out_of_service": "no",
    "permission": "internal",
    "presence_def_script": None,
    "presence_status": "available",
    "qualify": 1000,
    "qualifyfreq": 60,
    "ring_timeout": None,
    "ringboth_timetype": 0,
    "sca_enable": "no",
    "seamless_transfer_members": "",
    "secret": None,
    "sendtofax": None,
    "skip_auth_timetype": 0,
    "skip_vmsecret": "no",
    "specific_ip": None,
    "strategy_ipacl": 0,
    "t38_udptl": "no",
    "tel_uri": "disabled",
    "use_avpf": "yes",
    "use_callee_dod_on_fm": "no",
    "use_callee_dod_on_fwd_rb": "no",
    "user_outrt_passwd": None,
    "vmsecret": None,
}
CTI_PRIVILEGES: Mapping[str, str] = {"active_call": "no", "callbarge": "no", "extension_status": "no", "hangup": "no"}

# The examples always show these five. dnd is in the table's list of statuses as well; an entry for it may be sent but
# need not (chosen here: nothing is forwarded during do-not-disturb).
PRESENCE_STATUSES = ("available", "away", "chat", "unavailable", "userdef")
FORWARDS = ("cfb", "cfn", "cfu")
# Kinds of forward target that need a target: extension, custom number, ring group, queue, voicemail group.
KINDS_WITH_TARGET = frozenset({"1", "2", "4", "5", "6"})

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "extension": re.compile(r"[0-9]{2,18}"),
    "authid": re.compile(r"[^\s,;:?\"()<>@\[\]={}]*"),
    "external_number": re.compile(r"[0-9A-Za-z+*#-]*"),
    "emergcidnumber": re.compile(r"[0-9A-Za-z]*"),
    "user_outrt_passwd": re.compile(r"[0-9]*"),
}
STRONG = tuple(re.compile(part) for part in (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^0-9A-Za-z]"))
SHORTEST_STRONG = 8


def account_defaults(number: str) -> dict[str, Any]:
    return {"extension": number, **DEFAULTS}


def full_settings(account: Account) -> dict[str, Any]:
    return {**account_defaults(account.extension), **account.settings}


def account_type(account: Account, shapes: str) -> str:
    """SIP or SIP(WebRTC), or the kind of the phone. The documented examples have a space behind it."""
    kind = account.kind
    if kind == "SIP" and account.settings.get("enable_webrtc", DEFAULTS["enable_webrtc"]) == "yes":
        kind = "SIP(WebRTC)"
    return kind if shapes == "recorded" else kind + " "


def presence_of(account: Account) -> list[dict[str, Any]]:
    """Forwarding per presence status, in the types of the documented getSIPAccount answer."""
    if account.presence is not None:
        return account.presence
    return [_presence_entry({"presence_status": status}) for status in PRESENCE_STATUSES]


def presence_from(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A sent presence list, checked. It replaces the old one: what an entry leaves out is off.

    The whole list has to be sent (document); half a list, a status twice or an entry without its status answers -25
    (field fact: that code for incomplete presence).
    """
    statuses = [entry.get("presence_status") for entry in entries]
    if not set(PRESENCE_STATUSES).issubset(statuses) or len(statuses) != len(set(statuses)) or None in statuses:
        raise Refusal(UPDATE_FAILED)
    made = [_presence_entry(entry) for entry in entries]
    for entry in made:
        for forward in FORWARDS:
            if entry[f"{forward}_destination_type"] in KINDS_WITH_TARGET and not entry[forward]:
                raise Refusal(UPDATE_FAILED)  # silent in the document, chosen here
    return sorted(made, key=lambda entry: entry["presence_status"])


def _presence_entry(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Empty text and null both mean no target, and are read as null. Time types are read as numbers."""
    entry: dict[str, Any] = {}
    for forward in FORWARDS:
        entry[forward] = sent.get(forward) or None
        entry[f"{forward}_destination_type"] = str(sent.get(f"{forward}_destination_type", "0"))
        entry[f"{forward}_timetype"] = int(sent.get(f"{forward}_timetype", 0))
    entry["presence_status"] = sent["presence_status"]
    return entry


def checked(values: dict[str, Any], account: Account, options: UcmOptions) -> dict[str, Any]:
    """Sent settings as they are stored, or a Refusal. ``account`` is the extension as it is (a blank one on add).

    Chosen here, where the document is silent: bad characters answer -15; numbers that are named in lists and forwards
    need not exist; empty text clears.
    """
    for name, pattern in PATTERNS.items():
        if isinstance(values.get(name), str) and not pattern.fullmatch(values[name]):
            raise Refusal(INVALID_VALUE)
    if values.get("specific_ip"):
        _ip_address(values["specific_ip"])
    if options.strict_secrets:
        for name in ("secret", "user_password"):
            if name in values and not _strong(values[name]):
                raise Refusal(UPDATE_FAILED)
    if "dtmfmode" in values:
        values["dtmfmode"] = readable_dtmfmode(values["dtmfmode"], options)
    stored = {name: _cleared(name) if value == "" else value for name, value in values.items()}
    merged = {**DEFAULTS, **account.settings, **stored}
    if merged["enablehotdesk"] == "yes":
        # documented: such a password is alphanumeric only, and the number takes the place of the authentication id
        if merged["secret"] and not merged["secret"].isalnum():
            raise Refusal(UPDATE_FAILED)
        if merged["authid"] is not None:
            stored["authid"] = None
    return stored


def _cleared(name: str) -> str | None:
    """Unset is null but for the few lists that the documented example shows as empty text."""
    return "" if DEFAULTS.get(name) == "" else None


def readable_dtmfmode(value: str, options: UcmOptions) -> str:
    """The document writes rfc4733 and reads rfc2833; recorded systems of older firmware know rfc2833 only (-25)."""
    if value == "rfc4733":
        if options.shapes == "recorded":
            raise Refusal(UPDATE_FAILED)
        return "rfc2833"
    return value


def _strong(secret: str) -> bool:
    return len(secret) >= SHORTEST_STRONG and all(part.search(secret) for part in STRONG)


def _ip_address(text: str) -> None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        raise Refusal(INVALID_VALUE) from None


def get_answer(account: Account, user: User | None, shapes: str) -> dict[str, Any]:
    """The response of getSIPAccount.

    ``document`` follows the documented example to the letter. ``recorded`` follows what a client of real systems reads:
    forwarding under presence, privileges under cti; empty text instead of null and forward kinds as numbers are chosen
    here after the recorded lists.
    """
    extension = full_settings(account)
    extension["account_type"] = account_type(account, shapes)
    extension["fullname"] = user.fullname if user else None
    if extension["cidnumber"] is None:
        extension["cidnumber"] = account.extension
    if shapes == "document":
        return {
            "extension": dict(sorted(extension.items())),
            "cti_feature_privilege": dict(CTI_PRIVILEGES),
            "sip_presence_settings": presence_of(account),
            "voicemail": dict(account.voicemail),
        }
    presence = [
        {name: int(value) if name.endswith("_destination_type") else _no_null(value) for name, value in entry.items()}
        for entry in presence_of(account)
    ]
    return {
        "extension": {name: _no_null(value) for name, value in sorted(extension.items())},
        "voicemail": {name: _no_null(value) for name, value in account.voicemail.items()},
        "presence": presence,
        "cti": dict(CTI_PRIVILEGES),
    }


def _no_null(value: Any) -> Any:
    return "" if value is None else value
