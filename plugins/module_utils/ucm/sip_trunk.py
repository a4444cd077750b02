# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""SIP trunks of the UCM, peer and register.

Source: Grandstream IPPBX HTTPS API: listVoIPTrunk, addSIPTrunk, getSIPTrunk, updateSIPTrunk, deleteSIPTrunk.
"""

from __future__ import annotations

from ..core import codecs
from ..core.fields import ORDERED, Field, Values
from .extension import CODECS
from .resource import Actions, Document, UcmResource

_TRUNK = Document("trunk")
_CC_POLICY = ("native", "never")

FIELDS: tuple[Field, ...] = (
    _TRUNK.identifier("trunk_index"),
    _TRUNK.field(
        "name",
        "The name of the trunk.",
        wire="trunk_name",
        key=True,
        list_wire="trunk_name",
        min_length=2,
        max_length=64,
    ),
    _TRUNK.field(
        "host",
        "The provider's address or host name. Needed to create a trunk.",
        required=True,
        max_length=60,
        list_wire="host",
    ),
    _TRUNK.field(
        "trunk_type",
        "Whether the provider is a peer or wants registrations. Needed to create a trunk; it cannot be changed.",
        choices=("peer", "register"),
        required=True,
        create_only=True,
        list_wire="trunk_type",
    ),
    _TRUNK.field(
        "trunk_username",
        "The user name at the provider.",
        wire="username",
        aliases=(),
        max_length=64,
        list_wire="username",
    ),
    _TRUNK.field("trunk_password", "The password at the provider.", wire="secret", secret=True, max_length=64),
    _TRUNK.field("auth_id", "The SIP authentication ID.", wire="authid", max_length=64),
    _TRUNK.flag("register", "Whether the PBX registers at the provider.", wire="need_register"),
    _TRUNK.flag(
        "outbound_without_registration",
        "Whether calls go out while the registration has failed.",
        wire="allow_outgoing_calls_if_reg_failed",
    ),
    _TRUNK.flag("authenticate_inbound", "Whether inbound calls are challenged.", wire="auth_trunk"),
    _TRUNK.field("transport", "The SIP transport.", choices=("udp", "tcp", "tls")),
    _TRUNK.field("outbound_proxy", "The outbound proxy.", wire="outboundproxy"),
    _TRUNK.flag(
        "remove_outbound_proxy_from_route",
        "Whether the outbound proxy is left out of the Route header. Not with O(tel_uri=enabled).",
        wire="rmv_obp_from_route",
    ),
    _TRUNK.flag("nat", "Whether Contact headers are rewritten for NAT."),
    _TRUNK.field("from_domain", "The domain of the From header.", wire="fromdomain", max_length=60),
    _TRUNK.field("from_user", "The user part of the From header.", wire="fromuser", max_length=64),
    _TRUNK.field("tel_uri", "Whether TEL URIs are sent.", choices=("disabled", "user_phone", "enabled")),
    _TRUNK.flag("out_of_service", "Whether the trunk is disabled."),
    # Caller ID
    _TRUNK.field(
        "caller_id_number",
        "The caller ID number.",
        wire="cidnumber",
        min_length=2,
        max_length=64,
        # Mandatory in a request that keeps the trunk's caller ID (updateSIPTrunk, keepcid).
        always_sent=True,
    ),
    _TRUNK.field("caller_id_name", "The caller ID name.", wire="cidname", min_length=2, max_length=64),
    _TRUNK.flag(
        "keep_trunk_caller_id",
        "Whether the trunk's caller ID is always shown. Needs O(caller_id_number).",
        wire="keepcid",
    ),
    _TRUNK.flag(
        "keep_original_caller_id", "Whether the original caller's ID is shown on forwarded calls.", wire="keeporgcid"
    ),
    _TRUNK.field("pai_number", "The PAI header: a number, or name<number>; the caller ID when empty.", max_length=60),
    _TRUNK.flag("pass_through_pai", "Whether PAI headers of passing calls are kept.", wire="passthrough_pai"),
    _TRUNK.flag("send_ppi", "Whether a P-Preferred-Identity header is sent."),
    _TRUNK.flag("dod_in_ppi", "Whether the PPI header has the DOD number.", wire="use_dod_in_ppi"),
    _TRUNK.flag(
        "original_caller_id_in_ppi", "Whether the PPI header has the original caller ID.", wire="use_origcid_in_ppi"
    ),
    # Media
    _TRUNK.field(
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
    _TRUNK.field(
        "dtmf_mode",
        (
            "How DTMF is sent. Older firmware says V(rfc2833) for V(rfc4733); the two count as equal.",
            "With O(reset) the global setting counts.",
        ),
        wire="dtmfmode",
        choices=("rfc4733", "rfc2833", "info", "inband", "auto"),
        same_as={"rfc2833": "rfc4733"},
        nullable=True,
    ),
    _TRUNK.choice(
        "srtp",
        "Encryption of media.",
        {"disabled": "no", "required": "yes", "optional": "support"},
        wire="encryption",
    ),
    _TRUNK.field("fax_route", "Where detected faxes go, as the UCM words it.", wire="fax_intelligent_route"),
    _TRUNK.field("fax_destination", "The target of fax routing.", wire="fax_intelligent_route_destination"),
    # Calls
    _TRUNK.field(
        "did_mode", "Where the number of an inbound call is taken from.", choices=("request-line", "to-header")
    ),
    _TRUNK.number(
        "max_outbound_calls",
        "The most simultaneous outbound calls; 0 is unlimited.",
        wire="out_maxchans",
        minimum=0,
        maximum=999,
    ),
    _TRUNK.flag("direct_callback", "Whether callers back reach the extension that called them.", wire="dialin_direct"),
    _TRUNK.flag("record_calls", "Whether calls are recorded.", wire="auto_recording"),
    _TRUNK.flag("keepalive", "Whether SIP OPTIONS are sent to the provider.", wire="enable_qualify"),
    _TRUNK.number("keepalive_interval", "Seconds between two OPTIONS.", wire="qualifyfreq", minimum=1, maximum=3600),
    _TRUNK.field("cc_agent_policy", "Call completion, together with O(cc_monitor_policy).", choices=_CC_POLICY),
    _TRUNK.field("cc_monitor_policy", "Call completion, together with O(cc_agent_policy).", choices=_CC_POLICY),
    _TRUNK.number("cc_max_agents", "The most requests for call completion.", minimum=1, maximum=999),
    _TRUNK.number("cc_max_monitors", "The most callers who may request call completion.", minimum=1, maximum=999),
    _TRUNK.flag("sfu_conference", "Whether the trunk is for video conferences only.", wire="use_for_sfu_conf"),
    # LDAP
    _TRUNK.flag("ldap_sync", "Whether LDAP contacts are synchronised with a peer.", wire="ldap_sync_enable"),
    _TRUNK.number("ldap_sync_port", "The TCP port of LDAP synchronisation.", minimum=1, maximum=65534),
    _TRUNK.field(
        "ldap_sync_password",
        "The password of LDAP synchronisation, the same on both peers.",
        wire="ldap_sync_passwd",
        secret=True,
        min_length=4,
        max_length=64,
        pattern=r"\w+",
        pattern_words="letters, digits and underscores only",
    ),
    _TRUNK.field(
        "ldap_outbound_route",
        "The outbound route whose prefix is put before synchronised contacts. With O(reset) none is.",
        wire="ldap_default_outrt",
        reference="outbound_route",
        by_id=True,
        nullable=True,
    ),
    _TRUNK.field("ldap_custom_prefix", "The prefix put before synchronised contacts.", min_length=1, max_length=14),
    # What the PBX tells
    _TRUNK.field("status", "The state of the trunk, such as Registered or Reachable.", read_only=True),
)


def _caller_id_to_keep(wanted: Values) -> str | None:
    if wanted.get("keep_trunk_caller_id") and wanted.get("caller_id_number") == "":
        return "keep_trunk_caller_id needs a caller_id_number"
    return None


def _tel_uri_excludes_removed_proxy(wanted: Values) -> str | None:
    if wanted.get("tel_uri") == "enabled" and wanted.get("remove_outbound_proxy_from_route"):
        return "tel_uri enabled excludes remove_outbound_proxy_from_route"
    return None


def _register_needs_a_password(wanted: Values) -> str | None:
    if wanted.get("trunk_type") == "register" and wanted.get("trunk_password") == "":
        return "a register trunk needs a trunk_password"
    return None


SIP_TRUNK = UcmResource(
    name="sip_trunk",
    plural="sip_trunks",
    summary="SIP trunks",
    referred_as="trunk",
    fields=FIELDS,
    rules=(_caller_id_to_keep, _tel_uri_excludes_removed_proxy, _register_needs_a_password),
    actions=Actions(
        list="listVoIPTrunk",
        rows="voip_trunk",
        identifier="trunk_index",
        get="getSIPTrunk",
        get_select="trunk",
        document="trunk",
        add="addSIPTrunk",
        update="updateSIPTrunk",
        update_select="trunk",
        delete="deleteSIPTrunk",
        delete_select="trunk",
    ),
)
