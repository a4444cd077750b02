# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playPromptByOrg: phones ring, and whoever answers hears a prompt."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.calls import PLAYBACK, phone, start
from tests.simulators.ucm.codes import INVALID_VALUE, NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem


@handles("play_prompt_by_org")
def play(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Every phone that rings gets a channel.

    Silent in the document, chosen here: extensions, ring groups and extension groups (by name or id) that do not exist
    answer -16, and nothing rings then; name_voice needs an extension; whether a prompt or playlist exists is not
    checked, as no action lists them. need_apply is "yes" as in the example.
    """
    if not call["variable"]:
        raise Refusal(INVALID_VALUE)
    if call["type"] == "name_voice" and call["variable"] not in pbx.objects.accounts:
        raise Refusal(NO_SUCH_ITEM)
    numbers = [call["channel"]] if "channel" in call else []
    for target in call.get("specified_channel", []):
        if not target.keys() >= {"exten_type", "extension"}:
            raise Refusal(INVALID_VALUE)
        for name in target["extension"].split(","):
            numbers += _phones(pbx, target["exten_type"], name)
    if not all(number in pbx.objects.accounts for number in numbers):
        raise Refusal(NO_SUCH_ITEM)
    for number in dict.fromkeys(numbers):
        start(pbx, phone(pbx, number), None, PLAYBACK, call["variable"])
    return {"need_apply": "yes"}


def _phones(pbx: UcmSystem, kind: str, name: str) -> list[str]:
    if kind == "extension":
        return [name]
    if kind == "ringgroup" and name in pbx.objects.ring_groups:
        return pbx.objects.ring_groups[name].members
    for group in pbx.objects.groups.values():
        if kind == "extension_group" and name in (group.group_id, group.group_name):
            return group.members
    raise Refusal(NO_SUCH_ITEM)
