# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Every action of the UCM's HTTPS API, and which of them change nothing.

Source: Grandstream IPPBX HTTPS API, supported queries and operation methods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SESSION = frozenset({"challenge", "login", "logout"})
READS = frozenset(
    """
    getAnalogTrunk getDigitalTrunk getIVR getInboundBlacklistSettings getInboundRoute getOutboundRoute getPaginggroup
    getPinSets getQueue getRecordInfosByCall getSIPAccount getSIPAccountQR getSIPTrunk getSystemGeneralStatus
    getSystemStatus getUser listAccount listAnalogTrunk listBridgedChannels listDepartment listDigitalTrunk
    listExtensionGroup listIVR listInboundBlacklist listInboundRoute listOutboundRoute listPaginggroup listPinSets
    listQueue listUnBridgedChannels listUser listVoIPTrunk queueapi recapi
    """.split()
)
WRITES = frozenset(
    """
    MulticastPaging MulticastPagingHangup acceptCall addAnalogTrunk addDigitalTrunk addIVR addInboundBlacklist
    addInboundRoute addMessageBroadcast addOutboundRoute addPaginggroup addPinSets addQueue addSIPAccountAndUser
    addSIPTrunk addSLATrunk applyChanges callTransfer callbarge cleanTerminalChatInformation deleteAllInboundBlacklist
    deleteAnalogTrunk deleteDigitalTrunk deleteIVR deleteInboundBlacklist deleteInboundRoute deleteOutboundRoute
    deletePaginggroup deletePinSets deleteQueue deleteSIPTrunk deleteUser dialExtension dialIVR dialIVROutbound
    dialOutbound dialOutboundTwo dialQueue dialRinggroup Hangup hold loginLogoffQueueAgent mute pauseUnpauseQueueAgent
    playPromptByOrg refuseCall transferNumberInbound transferNumberOutbound unhold unmute updateAnalogTrunk
    updateDigitalTrunk updateIVR updateInboundBlacklist updateInboundBlacklistSettings updateInboundRoute
    updateOutboundRoute updatePaginggroup updatePinSets updateQueue updateSIPAccount updateSIPTrunk updateSLATrunk
    updateUser
    """.split()
)
RUNTIME = frozenset(
    """
    MulticastPaging MulticastPagingHangup acceptCall addMessageBroadcast callTransfer callbarge
    cleanTerminalChatInformation dialExtension dialIVR dialIVROutbound dialOutbound dialOutboundTwo dialQueue
    dialRinggroup Hangup hold loginLogoffQueueAgent mute pauseUnpauseQueueAgent playPromptByOrg refuseCall
    transferNumberInbound transferNumberOutbound unhold unmute
    """.split()
)
"""Writes that change no configuration: nothing waits for an apply, although some answer need_apply "yes"."""
MIXED = frozenset({"cdrapi", "pmsapi"})
"""Actions that read or write, depending on their parameters."""
DOCUMENTED = SESSION | READS | WRITES | MIXED

_PMS_READS = frozenset({"listPMSRoom", "getPMSRoomGoods", "listMiniBarGoods", "getMiniBar"})
_FIRST_NAME = re.compile(r"^(?:\s*<\?.*?\?>)?\W*(\w+)", re.DOTALL)
"""What a hotel call wants: the root of its XML or the first member of its JSON."""

SECRET_NAMES = frozenset(
    """
    secret vmsecret user_password user_outrt_passwd password pin token cookie ldap_sync_passwd qr_base
    """.split()
)
"""Names under which requests and answers carry secrets, at any depth."""


def writes(action: str, parameters: Mapping[str, Any]) -> bool:
    """Whether a call changes anything; an unknown action is taken to."""
    if action == "cdrapi":
        return parameters.get("delete") not in (None, "")
    if action == "pmsapi":
        wanted = _FIRST_NAME.search(str(parameters.get("data")))
        return not wanted or wanted[1] not in _PMS_READS
    return action not in READS
