# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What trunks of all kinds have in common: defaults, ids and names, state of registration, deletion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.simulators.ucm.codes import (
    ALREADY_ADDED,
    GET_FAILED,
    INVALID_VALUE,
    NO_SUCH_ITEM,
    OPERATION_FAILED,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.state import Trunk, UcmState

# A trunk nobody has touched, in the types in which the get actions answer.
SIP_DEFAULTS: Mapping[str, Any] = {
    "allow": "ulaw,alaw,gsm,g726,g729,ilbc",
    "allow_outgoing_calls_if_reg_failed": "yes",
    "auth_trunk": "no",
    "authid": None,
    "auto_recording": "no",
    "cc_agent_policy": "never",
    "cc_max_agents": 5,
    "cc_max_monitors": 5,
    "cc_monitor_policy": "never",
    "cidname": None,
    "cidnumber": None,
    "dialin_direct": "no",
    "did_mode": "request-line",
    "dtmfmode": None,
    "enable_qualify": "no",
    "encryption": "no",
    "fax_intelligent_route": "no",
    "fax_intelligent_route_destination": None,
    "faxdetect": "no",
    "fromdomain": None,
    "fromuser": None,
    "host": None,
    "keepcid": "no",
    "keeporgcid": "no",
    "ldap_custom_prefix": None,
    "ldap_default_outrt": None,
    "ldap_default_outrt_prefix": None,
    "ldap_sync_enable": "no",
    "ldap_sync_passwd": None,
    "ldap_sync_port": None,
    "nat": "no",
    "need_register": "no",
    "out_maxchans": 0,
    "out_of_service": "no",
    "outboundproxy": None,
    "pai_number": None,
    "passthrough_pai": "yes",
    "qualifyfreq": 60,
    "rmv_obp_from_route": "no",
    "secret": None,
    "send_ppi": "no",
    "tel_uri": "disabled",
    "transport": "udp",
    "trunk_type": "peer",
    "uri_sip_or_sips": 0,
    "use_dod_as_from_name": "no",
    "use_dod_in_ppi": "no",
    "use_for_sfu_conf": "no",
    "use_origcid_in_ppi": "no",
    "username": None,
}
ANALOG_DEFAULTS: Mapping[str, Any] = {
    "auto_record": "no",
    "busy": "f1=480@-50,f2=620@-50,c=500/500",
    "busycount": 2,
    "busydetect": "yes",
    "callerid": "asreceived",
    "chans": "1",
    "cidmode": 0,
    "cidsignalling": "bell",
    "cidstart": "ring",
    "congestion": "f1=480@-50,f2=620@-50,c=250/250",
    "congestioncount": 2,
    "congestiondetect": "yes",
    "countrytone": "us",
    "currentdisconnectthreshold": 200,
    "dahdilineselectmode": "ascend",
    "dialin_direct": "no",
    "echocancel": 128,
    "enablecurrentdisconnectthreshold": "yes",
    "fax_gateway": "no",
    "fax_intelligent_route": "no",
    "fax_intelligent_route_destination": None,
    "faxdetect": "incoming",
    "fxooutbandcalldialdelay": 0,
    "lectype": 0,
    "out_maxchans": 0,
    "out_of_service": "no",
    "polarityonanswerdelay": 600,
    "polarityswitch": "no",
    "ringtimeout": 8000,
    "rxgain": 0,
    "trunkmode": "normal",
    "txgain": 0,
    "usecallerid": "yes",
}
# span, type and channel belong to the digital port, which no action configures; technology is write only.
DIGITAL_DEFAULTS: Mapping[str, Any] = {
    "auto_recording": "no",
    "callerid": None,
    "channel": "1-15,17-31",
    "cidname": None,
    "dahdilineselectmode": "ascend",
    "dialin_direct": "no",
    "fax_intelligent_route": "no",
    "fax_intelligent_route_destination": None,
    "faxdetect": "yes",
    "group_index": 1,
    "hidecallerid": "no",
    "keepcid": "no",
    "out_of_service": "no",
    "pulsedial": "no",
    "span": 3,
    "technology": "PRI",
    "type": "E1 (CPE)",
}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "voip": SIP_DEFAULTS,
    "analog": ANALOG_DEFAULTS,
    "digital": DIGITAL_DEFAULTS,
}

# A change of one of these needs an apply before the trunk is tried again; others leave its state alone (chosen).
REGISTRATION = frozenset(
    "host username secret authid transport outboundproxy fromdomain fromuser "
    "need_register out_of_service enable_qualify".split()
)
# Hosts that are called so never answer.
DEAD = "invalid"
# In effect since long before the start; a number, so that the state can be shown as JSON.
LONG_AGO = -1e9
YES_OR_NO = re.compile(r"yes|no")


def new_trunk(state: UcmState, kind: str, trunk_name: str, values: Mapping[str, Any]) -> Trunk:
    """A trunk under the next id, which is never given again."""
    state.last_trunk_index += 1
    trunk = Trunk(state.last_trunk_index, kind, trunk_name, {**DEFAULTS[kind], **values})
    state.trunks[str(trunk.trunk_index)] = trunk
    return trunk


def trunks_of(state: UcmState, kind: str) -> list[Trunk]:
    return [trunk for trunk in state.trunks.values() if trunk.kind == kind]


def selected(state: UcmState, kind: str, trunk_index: Any) -> Trunk:
    """The trunk that a write selects. The action of another kind does not know it (chosen): -16."""
    trunk = state.trunks.get(str(trunk_index))
    if trunk is None or trunk.kind != kind:
        raise Refusal(NO_SUCH_ITEM)
    return trunk


def nothing_to_read(options: UcmOptions) -> dict[str, Any]:
    """The answer to reading what does not exist."""
    if options.missing_code == "empty":
        return {}
    raise Refusal(GET_FAILED if options.missing_code == "-26" else NO_SUCH_ITEM)


def check_name(state: UcmState, name: str, own: Trunk | None = None) -> None:
    """Silent in the document, chosen here: no two trunks of whatever kind have one name (-44), none has none (-15)."""
    if not name.strip():
        raise Refusal(INVALID_VALUE)
    if any(trunk.trunk_name == name and trunk is not own for trunk in state.trunks.values()):
        raise Refusal(ALREADY_ADDED)


def referenced_trunk(state: UcmState, trunk_index: str | int) -> int:
    """The id of the trunk that a route names, of whatever kind.

    Silent in the document, chosen here: a trunk that does not exist spoils the route (-25); -16 is about what the
    action itself selects.
    """
    if str(trunk_index) not in state.trunks:
        raise Refusal(UPDATE_FAILED)
    return int(trunk_index)


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Empty text clears a setting; unset is null."""
    return {name: None if value == "" else value for name, value in values.items()}


def check_switches(values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    """Settings without a list of values in the tables, of which the examples show yes and no."""
    if not all(YES_OR_NO.fullmatch(values[name]) for name in names if name in values):
        raise Refusal(INVALID_VALUE)


def change_settings(trunk: Trunk, values: Mapping[str, Any]) -> None:
    if any(trunk.settings[name] != values[name] for name in REGISTRATION & values.keys() & trunk.settings.keys()):
        trunk.live_since = None
    trunk.settings |= values


def delete_trunk(state: UcmState, options: UcmOptions, kind: str, trunk_index: Any) -> None:
    """Silent in the document: a trunk that routes use is refused with -24 or takes them along, as the option says."""
    trunk = selected(state, kind, trunk_index)
    if options.trunk_delete == "refuse" and any(state.routes_over(trunk.trunk_index)):
        raise Refusal(OPERATION_FAILED)
    state.remove_trunk(str(trunk.trunk_index))


def sip_status(trunk: Trunk, options: UcmOptions, now: float) -> str:
    """The state of a SIP trunk in the document's words.

    Which state is when is silent in the document. Chosen here: a peer without heartbeat is Unmonitored, with one it is
    Reachable once applied; a register trunk is Unregistered until registration_seconds after the apply that follows the
    change. Hosts with "invalid" in their name are Unreachable, or Rejected after the same time. A trunk that is out of
    service, or does not register although it could, is like a peer without heartbeat.
    """
    if trunk.status is not None:
        return trunk.status
    settings = trunk.settings
    dead = DEAD in settings["host"].lower()
    live = trunk.live_since is not None and now >= trunk.live_since
    in_service = settings["out_of_service"] == "no"
    if settings["trunk_type"] == "register" and settings["need_register"] == "yes" and in_service:
        if not live or now < trunk.live_since + options.registration_seconds:
            return "Unregistered"
        return "Rejected" if dead else "Registered"
    if settings["enable_qualify"] == "yes" and live and in_service:
        return "Unreachable" if dead else "Reachable"
    return "Unmonitored"


def shown(values: Mapping[str, Any], shapes: str) -> dict[str, Any]:
    """Unset is null in the documents and empty text in recorded answers."""
    if shapes == "document":
        return dict(values)
    return {name: "" if value is None else value for name, value in values.items()}
