# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A SOAP client that knows only the WSDL files calls every operation; another parser checks what went over the wire."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.contracts import load
from tests.simulators.client import start
from tests.simulators.journal import LOG_DIR_VARIABLE
from tests.simulators.voipnow.registry import all_handlers
from tests.simulators.voipnow.schema import load_schema
from tests.unit.simulators.voipnow.conftest import Services, VoipNow, number

SCHEMA = load_schema()
# what has no meaning without a licence server, a master server, or a package of other operations
DENIED = {"Enroll", "LinkedOp", "UpdateLicense", "UpgradeHistory", "UpgradeVoipNow", "Withdraw"}
PHONE, QUEUE, IVR, CONFERENCE = "0001*101", "0001*108", "0001*109", "0001*110"
INTERVAL = {"startDate": "2026-01-01", "endDate": "2026-12-31"}
PERSON = {"firstName": "Ann", "lastName": "Lee", "company": "Lee Ltd", "email": "ann@example.com", "passwordAuto": True}


class World:
    """A system with something of everything, and a counter for names that must not be taken."""

    def __init__(self, api: VoipNow) -> None:
        self.api = api
        self.names = 0
        rows = {row["login"]: row["ID"] for row in api("GetUsers")["user"]}
        self.user = rows["user1"]
        self.company = api("GetOrganizations")["organization"][0]["ID"]
        self.provider = api("GetServiceProviders")["serviceProvider"][0]["ID"]
        self.callback = self.extension("callback")
        self.card = self.extension("callcard")
        self.caller_id = self.new_caller_id()
        self.code = self.new_code()
        api("AddAuthCallerIDCredit", extendedNumber=self.callback, CallerIDCredit=[{"ID": self.caller_id, "credit": 5}])
        api("AddCardCodeCredit", extendedNumber=self.card, codeCredit=[{"ID": self.code, "credit": 5}])
        api("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=PHONE)
        api("SetProvision", extendedNumber=PHONE, provision=True)
        self.rule = self.new_rule()
        self.plan = self.new_plan()
        self.package = self.new_package()
        self.exception = self.new_exception()
        api("Recharge", userID=self.company, credit={"creditOut": "10"})
        self.alert = self.item("Alert")
        self.button = self.item("Button")
        self.device = self.new_device()
        self.block = self.new_block()
        self.channel = api("GetChannels")["channel"][0]["ID"]
        self.group = self.new_group()
        self.rules_group = self.new_rules_group()

    def name(self) -> str:
        self.names += 1
        return f"name{self.names}"

    def extension(self, kind: str = "term") -> str:
        values = {"label": self.name(), "extensionType": kind, "passwordAuto": True}
        return str(self.api("AddExtension", parentID=self.user, **values)["extendedNumber"])

    def account(self, kind: str, parent: int | None = None) -> int:
        owner = {"parentID": parent} if parent else {}
        return int(self.api(f"Add{kind}", login=self.name(), **PERSON, **owner)["ID"])

    def new_caller_id(self) -> int:
        values = [{"CallerID": self.name(), "credit": number(10), "PIN": 1234}]
        return int(self.api("AddAuthCallerID", CallerID=values, extendedNumber=self.callback)["ID"][0])

    def new_code(self) -> int:
        values = [{"code": self.name(), "credit": number(10)}]
        return int(self.api("AddCardCode", code=values, extendedNumber=self.card)["ID"][0])

    def new_rule(self) -> int:
        rule = {"transfer": {"toNumbers": {"transferNumber": ["102"]}, "callStatus": 1, "match": 2}}
        return int(self.api("AddCallRulesIn", rule=[rule], extendedNumber=PHONE)["ID"][0])

    def new_plan(self) -> int:
        charge = {"fixedCharge": {"external": [{"charge": 0.1}], "local": 0}}
        return int(self.api("AddChargingPlan", name=self.name(), userID=self.provider, **charge)["ID"])

    def new_package(self) -> int:
        return int(self.api("AddChargingPackage", name="x", minutes=9, chargingPlanID=self.plan)["ID"][0])

    def new_exception(self) -> int:
        rows = [{"areaCode": "49", "charge": {"amount": 0.2}, "package": {"name": "Germany", "minutes": 100}}]
        return int(self.api("AddDestinationException", chargingPlanID=self.plan, exception=rows)["ID"][0])

    def item(self, kind: str) -> str:
        return str(self.api(f"AddCustom{kind}", text="Hello", code=self.name())["code"])

    def new_device(self) -> int:
        lines = [{"extendedNumber": PHONE, "line": 1}]
        values = {"serial": self.name(), "phoneModel": "yealink-t46u", "assignedExtensions": lines}
        return int(self.api("AddDevice", ownerID=self.company, **values)["deviceID"])

    def new_block(self) -> int:
        times = [{"startTime": "08:00:00", "endTime": "16:00:00"}]
        return int(self.api("AddTimeIntervalBlock", name=self.name(), timeInterval=times)["ID"][0])

    def new_channel(self) -> int:
        return int(self.api("AddChannel", SIP={"name": self.name(), "codecs": [1], "hostname": "192.0.2.1"})["ID"][0])

    def new_group(self) -> int:
        return int(self.api("AddChannelGroup", name=self.name(), channelID=[1])["ID"][0])

    def new_rules_group(self) -> int:
        rules = [{"number": "49X.", "action": "process"}, {"number": "1900X."}]
        return int(self.api("AddCallRulesOutGroup", name=self.name(), rules=rules)["ID"][0])

    def new_number(self) -> int:
        row = {"channelID": self.channel, "phoneNo": f"+1{self.names}", "did": self.name()}
        return int(self.api("AddPublicNo", publicNo=[row])["ID"][0])

    def outgoing_rule(self, group: int) -> int:
        return int(self.api("GetCallRulesOut", ID=group)["rules"][0]["ruleID"])

    def held(self) -> int:
        return int(self.api("AssignPublicNo", userID=self.company, count=1)["ID"][0])

    def other_provider(self) -> int:
        made = self.account("ServiceProvider")
        self.api("SetServiceProviderPL", ID=made)
        return made

    def agent(self) -> str:
        made = self.extension()
        self.api("AssignQueueAgent", extendedNumber=QUEUE, agentExtendedNumber=made)
        return made


def accounts(kind: str, key: str, parent: str) -> dict[str, Callable[[World], dict[str, Any]]]:
    """The operations that each level has."""

    def owner(world: World) -> int | None:
        return getattr(world, parent) if parent else None

    def owner_values(world: World) -> dict[str, Any]:
        return {"parentID": owner(world)} if parent else {}

    limits = {"phoneExtMax": number(1000), "storage": number(100), "accountExpireDays": number(3650)}
    return {
        f"Add{kind}": lambda w: {"login": w.name(), **PERSON, "verbose": True, **owner_values(w)},
        f"Get{kind}s": lambda _w: {"filter": key},
        f"Edit{kind}": lambda w: {"ID": w.account(kind, owner(w)), "city": "Springfield"},
        f"Del{kind}": lambda w: {"ID": [w.account(kind, owner(w)), w.account(kind, owner(w))]},
        f"Get{kind}Details": lambda w: {"ID": getattr(w, key)},
        f"Set{kind}CpAccess": lambda w: {"ID": getattr(w, key), "cpAccess": True},
        f"Set{kind}Status": lambda w: {"ID": getattr(w, key), "status": True, "phoneStatus": "1"},
        f"Set{kind}PL": lambda w: {"ID": w.account(kind, owner(w)), **limits, "extensionManag": True},
        f"Get{kind}PL": lambda w: {"ID": getattr(w, key)},
        f"Update{kind}PL": lambda w: {"ID": w.account(kind, owner(w)), "phoneExtMax": {"increase": "5"}},
    }


def of_phone(_world: World) -> dict[str, Any]:
    return {"extendedNumber": PHONE}


def nothing(_world: World) -> dict[str, Any]:
    return {}


DOCUMENTED: dict[str, Callable[[World], dict[str, Any]]] = {
    **accounts("ServiceProvider", "provider", ""),
    **accounts("Organization", "company", "provider"),
    **accounts("User", "user", "company"),
    "GetUserGroups": lambda w: {"ID": w.user, "share": True},
    "MoveOrganizations": lambda w: {
        "serviceProviderID": (made := w.other_provider()),
        "chargingPlanID": w.api("AddChargingPlan", name="x", userID=made)["ID"],
        "ID": [w.account("Organization", w.provider)],
    },
    "GetChargingPlans": lambda w: {"userID": w.provider},
    "GetChargingPackages": lambda w: {"chargingPlanID": w.plan},
    "GetChargingPlanDetails": lambda w: {"ID": w.plan},
    "GetDestinationExceptions": lambda w: {"chargingPlanID": w.plan, "filter": "49"},
    "GetRecharges": lambda w: {"userID": [w.company]},
    "AddExtension": lambda w: {"parentID": w.user, "label": w.name(), "extensionNo": "5005", "verbose": True},
    "GetExtensions": lambda w: {"parentID": w.company, "extensionType": "phoneQueue"},
    "DelExtension": lambda w: {"extendedNumber": [w.extension()]},
    "GetProvisionFile": of_phone,
    "GetQueueAgents": lambda _w: {"extendedNumber": QUEUE, "filter": "all"},
    "GetQueueMembership": of_phone,
    "GetScheduledConferences": lambda _w: {"extendedNumber": CONFERENCE, "interval": "anytime", "filter": "week"},
    "GetScheduledConferenceDetails": lambda _w: {"extendedNumber": CONFERENCE, "conferenceNumber": "7001"},
    "GetScheduledConferenceSessions": lambda _w: {
        "extendedNumber": CONFERENCE,
        "conferenceNumber": "7001",
        "started": "2026-01-01",
        "ended": "2026-01-31",
    },
    "GetAuthCallerID": lambda w: {"extendedNumber": w.callback},
    "GetAuthCallerIDRecharges": lambda w: {"ID": w.caller_id},
    "GetAvailableCallerID": lambda w: (
        w.api("AssignPublicNo", extendedNumber=PHONE, count=1) and {"extendedNumber": PHONE}
    ),
    "GetCallRecordingSettings": of_phone,
    "GetCallRulesIn": of_phone,
    "GetCardCode": lambda w: {"extendedNumber": w.card},
    "GetCardCodeRecharges": lambda w: {"ID": w.code},
    "GetConferenceSettings": of_phone,
    "GetExtensionDetails": of_phone,
    "GetExtensionSettings": lambda _w: {"extendedNumber": QUEUE},
    "GetFaxCenterSettings": of_phone,
    "GetSIPPreferences": of_phone,
    "GetVoicemailSettings": of_phone,
    "GetRegions": lambda _w: {"code": "de", "region": "bav"},
    "GetPhoneLang": nothing,
    "GetInterfaceLang": nothing,
    "GetTimezone": nothing,
    "GetCustomAlerts": nothing,
    "GetCustomButtons": nothing,
    "GetDeviceDetails": lambda w: {"deviceID": w.device},
    "GetDevices": lambda w: {"userID": w.company},
    "GetEquipmentList": nothing,
    "GetFileLanguages": lambda _w: {"ID": 1},
    "GetFolders": lambda _w: {"musicOnHold": -1},
    "GetOwnedSounds": lambda _w: {"folderID": 1},
    "GetSchemaVersions": nothing,
    "GetSharedSounds": lambda _w: {"own": True},
    "GetTemplates": lambda _w: {"userLevel": "user"},
    "GetTimeIntervalBlocks": lambda _w: {"filter": "office"},
    "GetTimeIntervals": lambda _w: {"ID": 1},
    "CallCosts": lambda w: {"userID": w.user, "interval": INTERVAL},
    "CallReport": lambda w: {"userID": w.user, "interval": INTERVAL, "records": 5},
    "QuickStats": lambda w: {"userID": w.company},
    "GetChannels": lambda _w: {"enabled": True},
    "GetCodecs": lambda w: {"channelID": w.channel},
    "GetPublicNo": lambda w: {"channelID": w.channel},
    "GetPublicNoPoll": lambda w: w.held() and {"userID": w.company},
    "GetCallRulesOut": lambda w: {"ID": w.rules_group},
    "GetCallRulesOutGroup": lambda _w: {"userID": 1},
    "GetChannelGroupPoll": lambda w: {"channelID": w.channel},
    "GetChannelGroups": lambda w: {"channelID": w.channel},
}

BEYOND: dict[str, Callable[[World], dict[str, Any]]] = {
    "Ping": nothing,
    "DelAccount": lambda w: {"ID": [w.account("User", w.company)]},
    "SetAccountStatus": lambda w: {"ID": w.user, "status": True},
    "LinkAccount": lambda w: {"ID": w.company, "linkUUID": "remote-1"},
    "AddChargingPlan": lambda w: {"name": w.name(), "userID": w.company, "planType": "postpaid", "allowOut": True},
    "EditChargingPlan": lambda w: {"ID": w.plan, "name": w.name(), "chargeOut": 30},
    "DelChargingPlan": lambda w: {"ID": [w.new_plan()]},
    "AddChargingPackage": lambda w: {"name": "x", "minutes": 100, "chargingPlanID": w.plan},
    "EditChargingPackage": lambda w: {"minutes": 50, "chargingPlanID": w.plan, "chargingPackageID": w.package},
    "DelChargingPackage": lambda w: {"chargingPlanID": w.plan, "ID": [w.new_package()]},
    "AddDestinationException": lambda w: {"chargingPlanID": w.plan, "exception": [{"areaCode": "44"}]},
    "EditDestinationException": lambda w: {"chargingPlanID": w.plan, "exceptionID": w.exception, "areaCode": "491"},
    "DelDestinationException": lambda w: {"chargingPlanID": w.plan, "ID": [w.new_exception()]},
    "Recharge": lambda w: {"userID": w.company, "credit": {"creditIn": "1.5"}},
    "DelMonthlyLimit": lambda w: {"userID": w.company},
    "EditExtension": lambda w: {"extendedNumber": w.extension(), "label": "other", "password": "secret-1"},
    "SetupExtension": lambda _w: {"extendedNumber": QUEUE, "phoneQueue": {"name": "Support", "size": number(10)}},
    "SetVoicemail": lambda _w: {"extendedNumber": PHONE, "status": True, "password": "4321"},
    "SetFaxCenter": lambda _w: {"extendedNumber": PHONE, "status": True, "faxFromEmail": ["fax@example.com"]},
    "SetConference": lambda _w: {"extendedNumber": PHONE, "status": True, "size": 10},
    "SetCallRecording": lambda _w: {"extendedNumber": PHONE, "status": True, "trigger": 1},
    "SetProvision": lambda _w: {"extendedNumber": PHONE, "provision": True, "dtmf": "info", "codecs": [1, 2]},
    "AssignQueueAgent": lambda w: {"extendedNumber": QUEUE, "agentExtendedNumber": w.extension(), "penalty": 5},
    "SetQueueAgent": lambda _w: {
        "extendedNumber": QUEUE,
        "agentExtendedNumber": PHONE,
        "supervisor": True,
        "penalty": 3,
    },
    "UnassignQueueAgent": lambda w: {"extendedNumber": [w.agent()], "queueExtendedNumber": QUEUE},
    "AssignQueueRemoteAgent": lambda w: {
        "extendedNumber": QUEUE,
        "name": "Remote",
        "agentID": 9000 + w.names,
        "phoneNumber": "1555123",
    },
    "SetQueueRemoteAgent": lambda w: {
        "extendedNumber": QUEUE,
        "name": "Other",
        "agentID": (w.api("AssignQueueRemoteAgent", extendedNumber=QUEUE, name="R", agentID=7, phoneNumber="1") and 7),
        "penalty": 2,
    },
    "SetQueueMember": lambda _w: {"extendedNumber": PHONE, "auth": True, "PIN": "1234"},
    "AddCallRulesIn": lambda _w: {"extendedNumber": PHONE, "rule": [{"busy": {"match": 0, "number": "1900X."}}]},
    "EditCallRulesIn": lambda w: {
        "extendedNumber": PHONE,
        "rule": [
            {"ruleID": w.rule, "status": False, "cascade": {"ring": 9, "toNumbers": [{"number": "1", "ringAfter": 0}]}}
        ],
    },
    "DelCallRulesIn": lambda w: {"extendedNumber": PHONE, "ID": [w.new_rule()]},
    "AddAuthCallerID": lambda w: {"extendedNumber": w.callback, "CallerID": [{"CallerID": w.name()}]},
    "EditAuthCallerID": lambda w: {"ID": w.caller_id, "status": True},
    "DelAuthCallerID": lambda w: {"ID": [w.new_caller_id()]},
    "AddAuthCallerIDCredit": lambda w: {
        "extendedNumber": w.callback,
        "CallerIDCredit": [{"ID": w.caller_id, "credit": 1.5}],
    },
    "AddCardCode": lambda w: {"extendedNumber": w.card, "code": [{"code": w.name()}, {"code": w.name()}]},
    "EditCardCode": lambda w: {"ID": w.code, "status": True},
    "DelCardCode": lambda w: {"ID": [w.new_code()]},
    "AddCardCodeCredit": lambda w: {"extendedNumber": w.card, "codeCredit": [{"ID": w.code, "credit": 2}]},
    "AddCustomAlert": lambda w: {
        "text": "x",
        "code": w.name(),
        "expiration": {"_value_1": "2030-01-01", "unlimited": 0},
    },
    "EditCustomAlert": lambda w: {"code": w.alert, "priority": 2},
    "SetCustomAlertStatus": lambda w: {"code": w.alert, "status": True},
    "DelCustomAlert": lambda w: {"code": [w.item("Alert")]},
    "AddCustomButton": lambda w: {"text": "x", "URL": "example.com", "location": "content", "userID": w.company},
    "EditCustomButton": lambda w: {"code": w.button, "text": "y"},
    "SetCustomButtonStatus": lambda w: {"code": w.button, "status": False},
    "DelCustomButton": lambda w: {"code": [w.item("Button")]},
    "AddTimeIntervalBlock": lambda w: {"name": w.name(), "timezone": 2, "timeInterval": [{"month": 1}]},
    "EditTimeIntervalBlock": lambda w: {"ID": w.block, "timezone": 3},
    "DelTimeIntervalBlock": lambda w: {"ID": [w.new_block()]},
    "AddTimeInterval": lambda w: {"ID": w.block, "timeInterval": [{"startTime": "10:00:00", "endTime": "11:00:00"}]},
    "EditTimeInterval": lambda w: {"ID": w.block, "intervalID": 1, "startDay": 2},
    "DelTimeInterval": lambda w: {"ID": w.new_block(), "intervalID": [1]},
    "AddDevice": lambda w: {"serial": w.name(), "name": "Desk", "adminPass": "secret-1"},
    "EditDevice": lambda w: {"deviceID": w.device, "name": "Lobby"},
    "DelDevice": lambda w: {"deviceID": [w.new_device()]},
    "AddChannel": lambda w: {"SIP": {"name": w.name(), "codecs": [1], "password": "secret-1"}},
    "EditChannel": lambda w: {"ID": w.new_channel(), "SIP": {"name": w.name(), "codecs": [2]}},
    "DelChannel": lambda w: {"ID": [w.new_channel()]},
    "AddChannelGroup": lambda w: {"name": w.name(), "notes": "x"},
    "EditChannelGroup": lambda w: {"ID": w.group, "name": w.name()},
    "DelChannelGroup": lambda w: {"ID": [w.new_group()]},
    "AddPublicNo": lambda w: {"publicNo": [{"channelID": w.channel, "phoneNo": "+1", "did": w.name()}]},
    "EditPublicNo": lambda w: {"didID": w.new_number(), "phoneNo": "+2", "did": w.name(), "location": "Shelbyville"},
    "DelPublicNo": lambda w: {"ID": [w.new_number()]},
    "AssignPublicNo": lambda w: {"userID": w.user, "didID": [w.new_number()]},
    "UnassignPublicNo": lambda w: {"didID": [w.held()], "userID": w.company},
    "AddCallRulesOutGroup": lambda w: {"name": w.name(), "rules": [{"number": "0X."}]},
    "EditCallRulesOutGroup": lambda w: {
        "ID": w.rules_group,
        "status": True,
        "ruleStatus": [{"ruleID": w.outgoing_rule(w.rules_group), "status": False}],
    },
    "DelCallRulesOutGroup": lambda w: {"ID": [w.new_rules_group()]},
    "AddCallRulesOut": lambda w: {"ID": w.rules_group, "rules": [{"number": "33X.", "action": "process"}]},
    "DelCallRulesOut": lambda w: {"ID": [w.outgoing_rule(w.new_rules_group())]},
}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """A process of its own: other tests reset theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(LOG_DIR_VARIABLE, raising=False)
        pbx = start("voipnow", objects=20)
    verify = ssl.create_default_context(cafile=pbx.ca)
    with pbx, httpx.Client(verify=verify, trust_env=False, timeout=20) as http:
        yield World(VoipNow(Services(pbx, http)))


def call(world: World, validate: Callable[[str, bytes], None], operation: str, values: dict[str, Any]) -> Any:
    answer = world.api(operation, **values)
    service, transport = SCHEMA.service_of[operation].name, world.api.services.transport
    validate(service, transport.request)
    validate(service, transport.answer)
    return answer


@pytest.mark.parametrize("operation", DOCUMENTED)
def test_documented_operation(world: World, validate: Callable[[str, bytes], None], operation: str) -> None:
    answer = call(world, validate, operation, DOCUMENTED[operation](world))
    assert answer.get("result") in (None, "success")
    assert not answer.get("notice"), "the world should have something of everything"
    documented = load("voipnow").by_action[operation][0]
    entry = world.api.pbx.log()[-1]
    assert (entry["operation"], entry["operation_id"], entry["kind"]) == (operation, documented.id, documented.kind)


@pytest.mark.parametrize("operation", BEYOND)
def test_operation_beyond_the_documented(world: World, validate: Callable[[str, bytes], None], operation: str) -> None:
    answer = call(world, validate, operation, BEYOND[operation](world))
    assert answer.get("result") in (None, "success")
    entry = world.api.pbx.log()[-1]
    assert (entry["operation"], entry["operation_id"]) == (operation, "")
    assert entry["write"] == (operation != "Ping")


def test_no_operation_is_forgotten(world: World) -> None:
    assert {operation.action for operation in load("voipnow")} == {*DOCUMENTED, "token"}
    assert {*DOCUMENTED, *BEYOND} == set(all_handlers())
    assert set(SCHEMA.service_of) == {*DOCUMENTED, *BEYOND, *DENIED}
    for operation in ("UpdateLicense", "Withdraw"):
        values = {"activationCode": "x"} if operation == "UpdateLicense" else {"enrollmentID": "x"}
        assert world.api.code(operation, **values) == "103"
