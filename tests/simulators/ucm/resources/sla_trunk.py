# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared line appearance of analog trunks: addSLATrunk and updateSLATrunk. Nothing reads it; /_sim/state shows it."""

from __future__ import annotations

import re
from typing import Any

from tests.simulators.ucm.codes import ALREADY_ADDED, INVALID_VALUE, NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import check_name, selected, trunks_of

NEED_APPLY = {"need_apply": "yes"}
SETTINGS = ("device", "bargeallowed", "holdaccess")
DEVICE = re.compile(r"DAHDI ?/ ?([0-9]+)")  # the table prints it with spaces, the example without


@handles("add_sla_trunk")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Shares the line of an analog trunk, which is in trunkmode sla from then on.

    Silent in the document, chosen here: a name that no analog trunk has is -16, a line that is shared already -44; what
    is not sent is the trunk's own port, no barging, and an open hold; the port need not be the trunk's.
    """
    trunk = next((each for each in trunks_of(pbx.objects, "analog") if each.trunk_name == call["trunk_name"]), None)
    if trunk is None:
        raise Refusal(NO_SUCH_ITEM)
    sent = _settings(call)
    if trunk.shared_line is not None:
        raise Refusal(ALREADY_ADDED)
    trunk.shared_line = {
        "device": f"DAHDI/{trunk.settings['chans']}",
        "bargeallowed": "no",
        "holdaccess": "open",
        **sent,
    }
    trunk.settings["trunkmode"] = "sla"
    return NEED_APPLY


@handles("update_sla_trunk")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent. trunk_index selects, so another name renames the analog trunk (chosen: the example's
    name is not the one that its trunk has elsewhere). A trunk whose line is not shared is -16."""
    trunk = selected(pbx.objects, "analog", call["trunk_index"])
    if trunk.shared_line is None:
        raise Refusal(NO_SUCH_ITEM)
    sent = _settings(call)
    check_name(pbx.objects, call["trunk_name"], own=trunk)
    trunk.trunk_name = call["trunk_name"]
    trunk.shared_line |= sent
    return NEED_APPLY


def _settings(call: Parameters) -> dict[str, str]:
    sent = {name: call[name] for name in SETTINGS if name in call}
    if "device" in sent:
        device = DEVICE.fullmatch(sent["device"])
        if device is None:
            raise Refusal(INVALID_VALUE)
        sent["device"] = f"DAHDI/{device[1]}"
    return sent
