# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""addMessageBroadcast. Nothing lists or deletes what was sent."""

from __future__ import annotations

import json
from typing import Any

from tests.simulators.ucm.codes import INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import Broadcast
from tests.simulators.ucm.validation import check_inside

ACTION = "add_message_broadcast"


@handles(ACTION)
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Sends a message to the extensions that the recipient's JSON text names.

    No answer is shown in the document; chosen: an empty response. Examples with an empty recipient have lost theirs:
    text that is no JSON object answers -15, recipients that do not exist and a message to nobody -25 (chosen).
    """
    try:
        recipient = json.loads(call["recipient"])
    except (ValueError, RecursionError):
        recipient = None
    if not isinstance(recipient, dict) or not call["subject"]:
        raise Refusal(INVALID_VALUE)
    numbers = _extensions(pbx, check_inside(pbx.contract[ACTION], "recipient", recipient))
    if not numbers or not all(number in pbx.objects.accounts for number in numbers):
        raise Refusal(UPDATE_FAILED)
    message = Broadcast(call["subject"], call.get("source", ""), call.get("content", ""), list(dict.fromkeys(numbers)))
    pbx.objects.telephony.broadcasts.append(message)
    return {}


def _extensions(pbx: UcmSystem, recipient: dict[str, Any]) -> list[str]:
    """Departments are named by their ids, groups by ids or names. An empty department or group is nobody (chosen)."""
    numbers = _split(recipient, "extension")
    for department_id in _split(recipient, "department"):
        if department_id not in pbx.objects.departments:
            raise Refusal(UPDATE_FAILED)
        name = pbx.objects.departments[department_id].name
        numbers += [user.user_name for user in pbx.objects.users.values() if user.department == name]
    for wanted in _split(recipient, "extension_group"):
        groups = [each for each in pbx.objects.groups.values() if wanted in (each.group_id, each.group_name)]
        if not groups:
            raise Refusal(UPDATE_FAILED)
        numbers += groups[0].members
    for picked in recipient.get("department_extension", []):
        if picked.get("department_id") not in pbx.objects.departments:
            raise Refusal(UPDATE_FAILED)
        numbers.append(picked.get("extension", ""))
    return numbers


def _split(recipient: dict[str, Any], name: str) -> list[str]:
    return [part for part in recipient.get(name, "").split(",") if part]
