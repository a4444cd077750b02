# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls while they are on: who talks to whom, how they begin and end. An ended call leaves a call record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.system import ControlError
from tests.simulators.ucm.codes import NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.history import Talk, add_record
from tests.simulators.ucm.telephony_state import Leg, LiveCall, Visit

if TYPE_CHECKING:
    from tests.simulators.ucm.system import UcmSystem

# Shown for a way out when the system has no trunk. Whether a call gets out is nothing that a dial action answers.
NO_TRUNK = (1, "trunk_1")
DIAL, QUEUE, IVR, PLAYBACK, CHANSPY, PAGE = "macro-dial", "queue", "ivr", "playback", "chanspy", "page"
DECISION_SECONDS = 10.0  # documented: after that a call that waits for a decision is accepted


def phone(pbx: UcmSystem, number: str) -> Leg:
    """A channel to an extension, or a Refusal when there is none (-16, chosen). Whether the phone is registered, or in
    another call, does not matter (chosen)."""
    if number not in pbx.objects.accounts:
        raise Refusal(NO_SUCH_ITEM)
    user = pbx.objects.users.get(number)
    return _leg(pbx, f"PJSIP/{number}", number, (user.fullname if user else None) or "")


def outside(pbx: UcmSystem, number: str, trunk_name: str = "") -> Leg:
    """A channel to an outside number over a trunk: the named one, or else the first SIP trunk."""
    trunks = pbx.objects.trunks.values()
    fitting = (each for each in trunks if (each.trunk_name == trunk_name if trunk_name else each.kind == "voip"))
    found = next(fitting, None)
    index, name = (found.trunk_index, found.trunk_name) if found else (NO_TRUNK[0], trunk_name or NO_TRUNK[1])
    leg = _leg(pbx, f"PJSIP/trunk_{index}", number, "")
    leg.trunk = name
    return leg


def _leg(pbx: UcmSystem, stem: str, number: str, name: str) -> Leg:
    telephony = pbx.objects.telephony
    telephony.last_channel += 1
    unique = f"{int(pbx.clock.wall().timestamp())}.{telephony.last_channel}"
    return Leg(f"{stem}-{telephony.last_channel:08x}", number, name, unique)


def start(pbx: UcmSystem, first: Leg, second: Leg | None, service: str, target: str, watches: str = "") -> LiveCall:
    """Put a call on. Both ends ring for answer_seconds."""
    now = pbx.clock.now()
    call = LiveCall(first, second, service, target, now, now + pbx.options.answer_seconds, watches=watches)
    pbx.objects.telephony.calls.append(call)
    return call


def start_paging(pbx: UcmSystem, caller: str, group: str) -> None:
    leg = _leg(pbx, "MulticastRTP/0x47e2650c", group, "")
    start(pbx, phone(pbx, caller), leg, PAGE, group).paging = group


def arrive(pbx: UcmSystem, caller: str, values: Mapping[str, Any]) -> None:
    """A call from outside, which no operation can make: ``callee`` is its extension, ``trunk`` the name of its trunk.
    With ``waits`` it waits for acceptCall or refuseCall."""
    if "callee" not in values or values.keys() - {"callee", "trunk", "waits"}:
        raise ControlError("a call has a callee and perhaps a trunk and waits")
    if values["callee"] not in pbx.objects.accounts:
        raise ControlError(f"there is no {values['callee']}")
    first = outside(pbx, caller, values.get("trunk", ""))
    call = start(pbx, first, phone(pbx, values["callee"]), DIAL, values["callee"])
    call.inbound = True
    if values.get("waits"):
        call.decide_until = pbx.clock.now() + DECISION_SECONDS


def with_channel(pbx: UcmSystem, channel: str) -> tuple[LiveCall, Leg]:
    """The call that a channel belongs to; an unknown channel answers -16 (chosen)."""
    for call in pbx.objects.telephony.calls:
        for leg in call.legs():
            if leg.channel == channel:
                return call, leg
    raise Refusal(NO_SUCH_ITEM)


def other_end(call: LiveCall, leg: Leg) -> Leg | None:
    return call.second if leg is call.first else call.first


def end_call(pbx: UcmSystem, call: LiveCall) -> None:
    """Take a call off, with those that listen to it, and write its record. Listeners leave none (chosen)."""
    telephony = pbx.objects.telephony
    telephony.calls.remove(call)
    channels = {leg.channel for leg in call.legs()}
    telephony.calls = [each for each in telephony.calls if each.watches not in channels]
    if call.watches:
        return
    now = pbx.clock.now()
    alone = call.second is None and now >= call.answered_at
    answered = alone or call.connected(now)
    over = pbx.clock.wall()
    begun = over - datetime.timedelta(seconds=now - call.started_at)
    talk = Talk(
        src=call.first.number,
        dst=call.target,
        start=begun.replace(microsecond=0),
        ring=int(min(call.answered_at, now) - call.started_at),
        talk=max(int(now - call.answered_at), 0) if answered else None,
        caller_name=call.first.name,
        answered_by=(call.second.number if call.second else call.target) if answered else "",
        channel=call.first.channel,
        dst_channel=call.second.channel if call.second else "",
        src_trunk=call.first.trunk if call.inbound else "",
        dst_trunk=(call.second.trunk if call.second else "") or ("" if call.inbound else call.first.trunk),
        action_type={DIAL: "DIAL", PAGE: f"PAGE[{call.target}]", QUEUE: f"QUEUE[{call.target}]"}.get(
            call.service, call.service.upper()
        ),
    )
    visit = Visit(call.target, talk.answered_by if call.second else "", talk.ring, talk.talk or 0)
    add_record(telephony, [talk], visit if call.service == QUEUE else None)
