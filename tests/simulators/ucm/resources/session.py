# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""challenge, login, logout."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.codes import INVALID_PARAMETERS, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem


@handles("challenge")
def challenge(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Any version is taken: an unknown one means the latest, and there is only one."""
    return {"challenge": pbx.sessions.challenge(pbx.options, call["user"], pbx.client_address)}


@handles("login")
def login(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """url is taken and ignored, as the document says of it. Without a token -1, and no failure is counted (chosen)."""
    if not call.get("token"):
        raise Refusal(INVALID_PARAMETERS)
    return {"cookie": pbx.sessions.login(pbx.options, call["user"], call["token"], pbx.client_address)}


@handles("logout")
def logout(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The table does not demand the cookie; without a live one the answer is -6 as elsewhere (chosen)."""
    session = pbx.sessions.use(pbx.options, call.get("cookie"))
    pbx.sessions.close(session.cookie)
    return {}
