# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of extensions: those of their type, and voicemail, faxes, conferences, recording and SIP of phone terminals.

Silent in the documents, chosen here: what is not sent stays as it is; what was never set reads as the schema's default,
or as off, and is left out where neither makes sense; features of phones cannot be read or set on other types.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import done, done_extension, only
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.schema import Complex, Simple, load_schema
from tests.simulators.voipnow.simple_types import READ
from tests.simulators.voipnow.state import Extension

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

# type of extension: element of its settings in SetupExtension and GetExtensionSettings, type of the element
SETTINGS = {
    "term": ("phoneTerminal", "E:PhoneTerminal"),
    "phoneQueue": ("phoneQueue", "E:PhoneQueue"),
    "ivr": ("IVR", "E:IVR"),
    "voicecenter": ("voicemailCenter", "E:VoicemailCenterInfo"),
    "queuecenter": ("queueCenter", "E:QueueCenterInfo"),
    "conference": ("conference", "E:ConferenceInfo"),
}
# operation that sets, operation that reads, type of the settings
FEATURES = {
    "SetVoicemail": ("GetVoicemailSettings", "E:Voicemail"),
    "SetFaxCenter": ("GetFaxCenterSettings", "E:FaxCenter"),
    "SetConference": ("GetConferenceSettings", "E:Conference"),
    "SetCallRecording": ("GetCallRecordingSettings", "E:CallRecording"),
}
SIP = "E:SIPPreferencesInfo"
PROVISIONING = "E:ProvisioningInfo"
NEVER_READ = ("password", "phoneAccessPassword", "adminPass")


def _complex(name: str) -> Complex:
    found = load_schema().type(name)
    assert isinstance(found, Complex)
    return found


def defaults(name: str) -> dict[str, Any]:
    """What a type's elements are without having been set: the default of the schema; false for other booleans."""
    values: dict[str, Any] = {}
    for called, element in _complex(name).elements.items():
        if not isinstance(element.type, Simple):
            continue
        if element.default:
            read = READ.get(element.type.base)
            values[called] = read(element.default) if read else element.default
        elif element.type.base == "boolean":
            values[called] = False
    return values


def _readable(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in NEVER_READ}


# -- settings of the type ----------------------------------------------------------------------------------------------


@handles("SetupExtension")
def set_up(system: VoipNowSystem, request: Parameters) -> Values:
    extension = selecting.extension(system.objects, request)
    sent = {name: value for name, value in request.items() if name != "extendedNumber"}
    if not sent:
        raise missing("phoneTerminal")
    ((name, values),) = sent.items()
    if SETTINGS.get(extension.type, ("",))[0] != name:
        raise Refusal(codes.CANNOT_UPDATE, f"Extension {extension.number} is of type {extension.type}, not {name}")
    settings = dict(values)
    if (clone := settings.pop("cloneID", None)) is not None:
        copied = selecting.extension(system.objects, {"extendedNumber": clone}, "extendedNumber", extension.type)
        settings = {**copied.settings, **settings}
    extension.settings.update(settings)
    return done_extension(extension)


@handles("GetExtensionSettings")
def read_settings(system: VoipNowSystem, request: Parameters) -> Values:
    """Callback, calling card and intercom extensions have no settings in the schema: only number and type come back."""
    extension = selecting.extension(system.objects, request)
    answer: Values = {"extendedNumber": extension.number, "extensionType": extension.type}
    if extension.type not in SETTINGS:
        return answer
    name, kind = SETTINGS[extension.type]
    values = {**defaults(kind), **extension.settings}
    if extension.type == "term":
        values.update(state="unregistered", terminal=extension.label)
    elif extension.type == "phoneQueue":
        supervisors = sum(1 for agent in extension.agents if agent["supervisor"])
        agents = len(extension.agents) + len(extension.remote_agents)
        values.update(agents=agents, registeredAgents=len(extension.agents), supervisors=supervisors)
    elif extension.type == "voicecenter" and not str(values.get("connectionSnd", "1")).isdigit():
        del values["connectionSnd"]  # written as text, read as an ID
    answer[name] = _readable(values)
    return answer


# -- features of phones ------------------------------------------------------------------------------------------------


def set_feature(system: VoipNowSystem, request: Parameters, feature: str) -> Values:
    extension = selecting.extension(system.objects, request, "extendedNumber", "term")
    sent = {name: value for name, value in request.items() if name != "extendedNumber"}
    extension.features.setdefault(feature, {}).update(sent)
    if feature == "E:FaxCenter":  # the only one of these whose answer names no extension
        return done()
    return done_extension(extension)


def read_feature(system: VoipNowSystem, request: Parameters, feature: str) -> Values:
    extension = _phone(system, request)
    values = {**defaults(feature), **extension.features.get(feature, {})}
    return {**_readable(values), "extendedNumber": extension.number}


def _phone(system: VoipNowSystem, request: Parameters) -> Extension:
    extension = selecting.extension(system.objects, request)
    if extension.type != "term":
        raise Refusal(codes.CANNOT_RETRIEVE, f"Extension {extension.number} is no phone terminal")
    return extension


@handles("SetProvision")
def provision(system: VoipNowSystem, request: Parameters) -> Values:
    extension = selecting.extension(system.objects, request, "extendedNumber", "term")
    sent = {name: value for name, value in request.items() if name not in ("extendedNumber", "regenerate")}
    extension.features.setdefault(PROVISIONING, {}).update(sent)
    return {"location": _file(extension), "result": "success"}


@handles("GetProvisionFile")
def provision_file(system: VoipNowSystem, request: Parameters) -> Values:
    extension = _phone(system, request)
    if not extension.features.get(PROVISIONING, {}).get("provision"):
        raise Refusal(codes.CANNOT_RETRIEVE, f"Extension {extension.number} is not provisioned")
    return {"location": _file(extension), "result": "success"}


def _file(extension: Extension) -> str:
    return f"/provisioning/{extension.identifier}.cfg"


@handles("GetSIPPreferences")
def sip_preferences(system: VoipNowSystem, request: Parameters) -> Values:
    """Younger than the public schema; its answer is inferred: what SetProvision sets."""
    extension = _phone(system, request)
    values = {**defaults(SIP), **extension.features.get(PROVISIONING, {}), "extendedNumber": extension.number}
    return only(system.schema.response("GetSIPPreferences"), values)


for _set, (_get, _feature) in FEATURES.items():
    handles(_set)(partial(set_feature, feature=_feature))
    handles(_get)(partial(read_feature, feature=_feature))
