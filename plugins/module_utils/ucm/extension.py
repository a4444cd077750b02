# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""SIP extensions of the UCM.

Source: Grandstream IPPBX HTTPS API: addSIPAccountAndUser, getSIPAccount, updateSIPAccount, deleteUser, listAccount.
"""

from __future__ import annotations

import ipaddress

from ..core import codecs
from ..core.fields import ORDERED, Field, Values
from .resource import TIME_CONDITIONS, Actions, Document, UcmResource

CODECS = (
    *("ulaw", "alaw", "gsm", "g726", "g722", "g729", "h264", "ilbc", "g726aal2", "adpcm", "g723", "h263", "h263p"),
    *("vp8", "opus", "h265", "rtx"),
)
PRESENCE_STATUS = ("available", "away", "chat", "dnd", "userdef", "unavailable")
PERMISSIONS = {
    # The wire wants the cumulative text; a single word is refused with -25 (field fact).
    "internal": "internal",
    "local": "internal-local",
    "national": "internal-local-national",
    "international": "internal-local-national-international",
}
DESTINATION_TYPES = {
    "none": "0",
    "extension": "1",
    "number": "2",
    "voicemail": "3",
    "ring_group": "4",
    "queue": "5",
    "voicemail_group": "6",
}
FORWARDING_KINDS = ("unconditional", "busy", "no_answer")
NO_FORWARDING: Values = {"destination_type": "none", "destination": "", "time_condition": "all"}
ALERT_INFO = ("none", *(f"ring{n}" for n in range(1, 11)), *(f"Bellcore-dr{n}" for n in range(1, 6)), "custom")


_ACCOUNT = Document("extension")


def _forwarding(name: str, wire: str, description: str) -> Field:
    """One kind of forwarding of one presence status: three wire fields that stand beside the others."""
    return Field(
        name=name,
        description=description,
        type="dict",
        wire="",
        fields=(
            Field(
                name="destination_type",
                description="What the destination is.",
                choices=tuple(DESTINATION_TYPES),
                wire=f"{wire}_destination_type",
                codec=codecs.enum(DESTINATION_TYPES),
            ),
            Field(
                name="destination",
                description="The number that calls are forwarded to.",
                wire=wire,
                reference="any",
            ),
            Field(
                name="time_condition",
                description="When calls are forwarded.",
                choices=tuple(TIME_CONDITIONS),
                wire=f"{wire}_timetype",
                codec=codecs.enum({word: str(code) for word, code in TIME_CONDITIONS.items()}),
            ),
        ),
    )


FIELDS: tuple[Field, ...] = (
    _ACCOUNT.field(
        "extension",
        "The number of the extension.",
        aliases=("number",),
        key=True,
        list_wire="extension",
        min_length=2,
        max_length=18,
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    # Passwords
    _ACCOUNT.field(
        "sip_password",
        "The password that phones register with.",
        wire="secret",
        secret=True,
    ),
    _ACCOUNT.field(
        "voicemail_pin",
        "The password of the voicemail box.",
        wire="vmsecret",
        secret=True,
    ),
    Field(
        name="user_password",
        description=(
            "The password of the user that is created with the extension, for the user portal and Wave.",
            "It can be set at creation only and cannot be read back.",
        ),
        secret=True,
        write_only=True,
        create_only=True,
    ),
    _ACCOUNT.field(
        "outbound_password",
        "The personal password for calls through outbound routes.",
        wire="user_outrt_passwd",
        secret=True,
        min_length=4,
        max_length=10,
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    # Identity
    _ACCOUNT.field(
        "caller_id_number",
        "The caller ID number; the extension's number when empty.",
        wire="cidnumber",
        empty_means="extension",
    ),
    _ACCOUNT.field(
        "emergency_caller_id",
        "The caller ID of emergency calls.",
        wire="emergcidnumber",
        min_length=2,
        max_length=32,
    ),
    _ACCOUNT.field(
        "auth_id",
        "The SIP authentication ID; the extension's number when empty.",
        wire="authid",
        max_length=32,
    ),
    Field(
        name="prompt_language",
        description=(
            "The language of voice prompts, as a code that the UCM knows, such as V(en).",
            "It can be set at creation only and is not read back.",
        ),
        aliases=("language",),
        wire="language",
        write_only=True,
        create_only=True,
    ),
    Field(
        name="wave_privilege_id",
        description="The id of the Wave privilege. It can be set at creation only and cannot be read back.",
        type="int",
        codec=codecs.NUMBER_AS_TEXT,
        write_only=True,
        create_only=True,
    ),
    # Permission
    _ACCOUNT.choice("permission", "The widest kind of outbound call; each includes those before it.", PERMISSIONS),
    _ACCOUNT.choice(
        "skip_trunk_password",
        "Whether calls go out without the trunk's password.",
        {"never": "no", "always": "yes", "by_time": "bytime"},
        wire="bypass_outrt_auth",
    ),
    _ACCOUNT.time_condition(
        "skip_trunk_password_time_condition",
        "When the trunk's password is skipped, with O(skip_trunk_password=by_time).",
        "skip_auth_timetype",
    ),
    _ACCOUNT.flag("out_of_service", "Whether the extension is disabled.", list_wire="out_of_service"),
    # Registration and media
    _ACCOUNT.field("max_contacts", "How many phones may register at once.", type="int", minimum=1, maximum=10),
    _ACCOUNT.choice(
        "registration_acl",
        "From where phones may register.",
        {"all": 0, "local_networks": 1, "specific_ip": 2},
        wire="strategy_ipacl",
    ),
    _ACCOUNT.field(
        "local_networks",
        "Up to ten subnets from which phones may register, with O(registration_acl=local_networks).",
        type="list",
        elements="str",
        wire=tuple(f"local_network{number}" for number in range(1, 11)),
        codec=codecs.spread(),
        compare=ORDERED,
        max_length=10,
    ),
    _ACCOUNT.field("specific_ip", "The address from which phones may register, with O(registration_acl=specific_ip)."),
    _ACCOUNT.field(
        "codecs",
        "The codecs, the preferred one first.",
        wire="allow",
        type="list",
        elements="str",
        choices=CODECS,
        codec=codecs.joined(),
        compare=ORDERED,
        min_length=1,
    ),
    _ACCOUNT.field(
        "dtmf_mode",
        "How DTMF is sent. Older firmware says V(rfc2833) for V(rfc4733); the two count as equal.",
        wire="dtmfmode",
        choices=("rfc4733", "rfc2833", "info", "inband", "auto"),
        same_as={"rfc2833": "rfc4733"},
    ),
    _ACCOUNT.choice(
        "srtp",
        "Encryption of media.",
        {"disabled": "no", "required": "yes", "optional": "support"},
        wire="encryption",
    ),
    _ACCOUNT.flag("nat", "Whether the phone is behind NAT."),
    _ACCOUNT.flag("direct_media", "Whether the PBX tries to stay out of the media's path.", wire="directmedia"),
    _ACCOUNT.flag("t38", "Whether T.38 fax is supported.", wire="t38_udptl"),
    _ACCOUNT.flag("webrtc", "Whether WebRTC clients may register.", wire="enable_webrtc"),
    _ACCOUNT.flag("keepalive", "Whether the PBX sends SIP OPTIONS to the phone.", wire="enable_qualify"),
    _ACCOUNT.field(
        "keepalive_interval", "Seconds between two OPTIONS.", wire="qualifyfreq", type="int", minimum=1, maximum=3600
    ),
    _ACCOUNT.field("tel_uri", "Whether TEL URIs are sent.", choices=("disabled", "user_phone", "enabled")),
    # Calls
    _ACCOUNT.field(
        "ring_timeout",
        "Seconds that the phone rings. With O(reset) the system's setting counts.",
        type="int",
        minimum=3,
        maximum=600,
        nullable=True,
    ),
    _ACCOUNT.field(
        "max_call_duration",
        "The longest call in seconds; 0 is unlimited.",
        wire="limitime",
        type="int",
        minimum=0,
        maximum=86400,
    ),
    _ACCOUNT.field(
        "record_calls", "Which calls are recorded.", wire="auto_record", choices=("all", "external", "internal", "off")
    ),
    _ACCOUNT.flag("call_waiting", "Whether a second call is put through during a call."),
    _ACCOUNT.flag("dnd", "Do not disturb: calls are refused and forwarding has no effect."),
    _ACCOUNT.time_condition("dnd_time_condition", "When do not disturb applies.", "dnd_timetype"),
    _ACCOUNT.members("dnd_whitelist", "Numbers that get through do not disturb.", wire="dndwhitelist"),
    _ACCOUNT.flag("ring_simultaneously", "Whether an external number rings too.", wire="en_ringboth"),
    _ACCOUNT.field(
        "simultaneous_number",
        "The external number that rings too.",
        wire="external_number",
        max_length=32,
        pattern=r"[0-9A-Za-z+*#-]+",
        pattern_words="letters, digits, +, -, * and # only",
    ),
    _ACCOUNT.time_condition(
        "ring_simultaneously_time_condition", "When the external number rings too.", "ringboth_timetype"
    ),
    _ACCOUNT.flag(
        "callee_dod_on_forward",
        "Whether forwarded and simultaneous calls show the callee's DOD number.",
        wire="use_callee_dod_on_fwd_rb",
    ),
    _ACCOUNT.flag(
        "callee_dod_on_follow_me", "Whether follow-me calls show the callee's DOD number.", wire="use_callee_dod_on_fm"
    ),
    _ACCOUNT.members("forward_whitelist", "Numbers whose calls are not forwarded.", wire="fwdwhitelist"),
    _ACCOUNT.members("barge_monitors", "Extensions that may barge into calls.", wire="callbarging_monitor"),
    _ACCOUNT.members("seamless_transfer_members", "Extensions that may take over calls."),
    _ACCOUNT.flag("auto_answer", "Whether phones are asked to answer by themselves.", wire="custom_autoanswer"),
    _ACCOUNT.flag("shared_call_appearance", "Whether shared call appearance is on.", wire="sca_enable"),
    _ACCOUNT.flag(
        "hot_desking", "Whether hot desking is on; the SIP password must then be alphanumeric.", wire="enablehotdesk"
    ),
    _ACCOUNT.field(
        "alert_info", "The Alert-Info header, which chooses a ring tone.", wire="alertinfo", choices=ALERT_INFO
    ),
    _ACCOUNT.field("music_on_hold", "V(default), V(ringbacktone_default) or a playlist.", wire="mohsuggest"),
    _ACCOUNT.flag("ldap_phonebook", "Whether the extension is in the LDAP phonebook.", wire="enable_ldap"),
    # Voicemail and fax
    _ACCOUNT.flag("voicemail", "Whether the extension has a voicemail box.", wire="hasvoicemail"),
    _ACCOUNT.flag("skip_voicemail_pin", "Whether voicemail is heard without its password.", wire="skip_vmsecret"),
    _ACCOUNT.flag(
        "voicemail_to_email",
        "Whether voicemail is mailed to the user. With O(reset) the system's setting counts.",
        wire="vm_attach",
        read_wire=("voicemail.vm_attach", "extension.vm_attach"),
        nullable=True,
    ),
    _ACCOUNT.flag(
        "voicemail_keep_after_email",
        "Whether mailed voicemail is kept. With O(reset) the system's setting counts.",
        wire="vm_reserve",
        read_wire=("voicemail.vm_reserve", "extension.vm_reserve"),
        nullable=True,
    ),
    _ACCOUNT.flag("fax_detection", "Whether faxes are detected.", wire="faxdetect"),
    _ACCOUNT.flag("fax_to_email", "Whether received faxes are mailed to the user.", wire="sendtofax"),
    # Forwarding
    Field(
        name="presence_forwarding",
        description=(
            "Call forwarding for each presence status.",
            "A status that is not listed keeps its settings, and so does every suboption that is not given.",
        ),
        type="list",
        elements="dict",
        aliases=("presence_settings", "sip_presence_settings"),
        wire="sip_presence_settings",
        create_wire="presence_settings",
        read_wire=("sip_presence_settings", "presence"),
        list_key="presence_status",
        # The whole list has to be sent (document, updateSIPAccount), so a new extension gets all five at once.
        list_defaults=tuple(
            {"presence_status": status, **{kind: dict(NO_FORWARDING) for kind in FORWARDING_KINDS}}
            for status in ("available", "away", "chat", "userdef", "unavailable")
        ),
        fields=(
            Field(
                name="presence_status",
                description="The presence status that the entry is for.",
                choices=PRESENCE_STATUS,
            ),
            _forwarding("unconditional", "cfu", "Forwarding of every call."),
            _forwarding("busy", "cfb", "Forwarding when the line is busy."),
            _forwarding("no_answer", "cfn", "Forwarding when nobody answers."),
        ),
    ),
    # What the PBX tells
    _ACCOUNT.field(
        "full_name", "The user's first and last name.", wire="fullname", read_only=True, list_wire="fullname"
    ),
    _ACCOUNT.field("account_type", "The kind of extension.", read_only=True, list_wire="account_type"),
    _ACCOUNT.field(
        "presence_status", "The extension's own presence status.", read_only=True, list_wire="presence_status"
    ),
    Field(name="status", description="Registration and call state.", read_only=True, list_wire="status"),
    Field(
        name="contacts", description="Addresses of registered phones.", wire="addr", read_only=True, list_wire="addr"
    ),
)


def _forwarding_names_its_destination(wanted: Values) -> str | None:
    for entry in wanted.get("presence_forwarding") or ():
        for kind in FORWARDING_KINDS:
            rule = entry.get(kind) or {}
            destination, destination_type = rule.get("destination"), rule.get("destination_type")
            where = f"presence_forwarding[{entry.get('presence_status')}].{kind}"
            if destination and destination_type in (None, "none"):
                return f"{where} has a destination, but destination_type {destination_type or 'is not given'}"
            if destination_type in ("extension", "number") and not destination:
                return f"{where} has destination_type {destination_type}, but no destination"
    return None


def _hot_desking_wants_an_alphanumeric_password(wanted: Values) -> str | None:
    password = wanted.get("sip_password")
    if wanted.get("hot_desking") and password and not password.isalnum():
        return "sip_password must be alphanumeric with hot_desking"
    return None


def _networks_are_networks(wanted: Values) -> str | None:
    for option, parse in (("local_networks", ipaddress.ip_network), ("specific_ip", ipaddress.ip_address)):
        given = wanted.get(option) or []
        for value in [given] if isinstance(given, str) else given:
            try:
                parse(value, False) if option == "local_networks" else parse(value)
            except ValueError:
                return f"{option}: {value!r} is no {'network' if option == 'local_networks' else 'address'}"
    return None


def _acl_fits(wanted: Values) -> str | None:
    acl = wanted.get("registration_acl")
    for option, needed in (("local_networks", "local_networks"), ("specific_ip", "specific_ip")):
        if wanted.get(option) and acl not in (None, needed):
            return f"{option} is given, but registration_acl is {acl}"
    return None


EXTENSION = UcmResource(
    name="extension",
    plural="extensions",
    summary="SIP extensions",
    has_number=True,
    fields=FIELDS,
    rules=(
        _forwarding_names_its_destination,
        _hot_desking_wants_an_alphanumeric_password,
        _networks_are_networks,
        _acl_fits,
    ),
    actions=Actions(
        list="listAccount",
        rows="account",
        get="getSIPAccount",
        get_select="extension",
        document="extension",
        add="addSIPAccountAndUser",
        update="updateSIPAccount",
        update_select="extension",
        delete="deleteUser",
        delete_select="user_name",
    ),
)
