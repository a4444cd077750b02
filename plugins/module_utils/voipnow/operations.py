# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Every operation of VoipNow's SystemAPI: the service that it belongs to, and whether it changes anything.

Source: the vendor's schema 3.0.0 (160 operations) and its provisioning tools (87 operations, five of them younger).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_READS: dict[str, str] = {
    "ServiceProvider": """
        GetServiceProviderDetails GetServiceProviderPL GetServiceProviders
    """,
    "Organization": """
        GetOrganizationDetails GetOrganizationPL GetOrganizations
    """,
    "User": """
        GetUserDetails GetUserGroups GetUserPL GetUsers
    """,
    "Extension": """
        GetAuthCallerID GetAuthCallerIDRecharges GetAvailableCallerID GetCallRecordingSettings GetCallRulesIn
        GetCardCode GetCardCodeRecharges GetConferenceSettings GetExtensionDetails GetExtensionSettings
        GetExtensions GetFaxCenterSettings GetProvisionFile GetQueueAgents GetQueueMembership GetSIPPreferences
        GetScheduledConferenceDetails GetScheduledConferenceSessions GetScheduledConferences
        GetVoicemailSettings
    """,
    "Billing": """
        GetChargingPackages GetChargingPlanDetails GetChargingPlans GetDestinationExceptions GetRecharges
    """,
    "Channel": """
        GetCallRulesOut GetCallRulesOutGroup GetChannelGroupPoll GetChannelGroups GetChannels GetCodecs
        GetPublicNo GetPublicNoPoll
    """,
    "PBX": """
        GetCustomAlerts GetCustomButtons GetDeviceDetails GetDevices GetEquipmentList GetFileLanguages
        GetFolders GetInterfaceLang GetOwnedSounds GetPhoneLang GetRegions GetSchemaVersions GetSharedSounds
        GetTemplates GetTimeIntervalBlocks GetTimeIntervals GetTimezone Ping
    """,
    "Report": """
        CallCosts CallReport QuickStats
    """,
}
_WRITES: dict[str, str] = {
    "ServiceProvider": """
        AddServiceProvider DelServiceProvider EditServiceProvider SetServiceProviderCpAccess
        SetServiceProviderPL SetServiceProviderStatus UpdateServiceProviderPL
    """,
    "Organization": """
        AddOrganization DelOrganization EditOrganization MoveOrganizations SetOrganizationCpAccess
        SetOrganizationPL SetOrganizationStatus UpdateOrganizationPL
    """,
    "User": """
        AddUser DelUser EditUser SetUserCpAccess SetUserPL SetUserStatus UpdateUserPL
    """,
    "Extension": """
        AddAuthCallerID AddAuthCallerIDCredit AddCallRulesIn AddCardCode AddCardCodeCredit AddExtension
        AssignQueueAgent AssignQueueRemoteAgent DelAuthCallerID DelCallRulesIn DelCardCode DelExtension
        EditAuthCallerID EditCallRulesIn EditCardCode EditExtension SetCallRecording SetConference SetFaxCenter
        SetProvision SetQueueAgent SetQueueMember SetQueueRemoteAgent SetVoicemail SetupExtension
        UnassignQueueAgent
    """,
    "Billing": """
        AddChargingPackage AddChargingPlan AddDestinationException DelChargingPackage DelChargingPlan
        DelDestinationException DelMonthlyLimit EditChargingPackage EditChargingPlan EditDestinationException
        Recharge
    """,
    "Channel": """
        AddCallRulesOut AddCallRulesOutGroup AddChannel AddChannelGroup AddPublicNo AssignPublicNo
        DelCallRulesOut DelCallRulesOutGroup DelChannel DelChannelGroup DelPublicNo EditCallRulesOutGroup
        EditChannel EditChannelGroup EditPublicNo UnassignPublicNo
    """,
    "PBX": """
        AddCustomAlert AddCustomButton AddDevice AddTimeInterval AddTimeIntervalBlock DelCustomAlert
        DelCustomButton DelDevice DelTimeInterval DelTimeIntervalBlock EditCustomAlert EditCustomButton
        EditDevice EditTimeInterval EditTimeIntervalBlock Enroll SetCustomAlertStatus SetCustomButtonStatus
        UpdateLicense UpgradeHistory UpgradeVoipNow Withdraw
    """,
    "Account": """
        DelAccount LinkAccount SetAccountStatus
    """,
    "GlobalOp": """
        LinkedOp
    """,
}

READS = frozenset(name for names in _READS.values() for name in names.split())
WRITES = frozenset(name for names in _WRITES.values() for name in names.split())
KNOWN = READS | WRITES

SERVICES: dict[str, str] = {
    name: service for table in (_READS, _WRITES) for service, names in table.items() for name in names.split()
}
"""The service of each operation; a name belongs to one service only."""

AGENTS: dict[str, str] = {service: service.lower() for service in sorted({*_READS, *_WRITES})} | {
    "ServiceProvider": "sp"
}
"""The agent that serves each service, at /soap2/<agent>_agent.php."""

SECRET_NAMES = frozenset(
    """
    password phoneaccesspassword adminpass adminpin participantpin pin accesstoken access_token client_secret appsecret
    cryptedauth
    """.split()
)
"""Names, in lower case, under which requests and answers carry secrets, at any depth."""


def writes(operation: str, parameters: Mapping[str, Any]) -> bool:
    """Whether a call changes anything; an unknown operation is taken to.

    A report of call costs does when it is asked to prepare the account's deletion: that suspends it for good.
    """
    if operation == "CallCosts":
        return parameters.get("prepareDelete") not in (None, False, "", 0, "0", "false")
    return operation not in READS


def secret_names(operation: str) -> frozenset[str]:
    """``SECRET_NAMES``, and for calling cards also the code, which opens a card as a password does."""
    return SECRET_NAMES | {"code"} if "CardCode" in operation else SECRET_NAMES
