# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls: dial*, Hangup, callbarge, mute, hold, transfers, accept and refuse, and the lists of channels.

Channels live as long as their call; their names are given by the lists only. Silent in the document, chosen here: a
number that must be known and is not, and an unknown channel, answer -16; a number outside of other signs than phones
have -15; what a call is in no state for -25.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from tests.simulators.ucm.calls import (
    CHANSPY,
    DIAL,
    IVR,
    QUEUE,
    end_call,
    other_end,
    outside,
    phone,
    start,
    with_channel,
)
from tests.simulators.ucm.codes import (
    INVALID_PARAMETERS,
    INVALID_VALUE,
    NO_PERMISSION,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.history import TIME
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.telephony_state import Leg, LiveCall

NEED_APPLY = {"need_apply": "yes"}
NO_APPLY = {"need_apply": "no"}
OUTSIDE_NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
BARGE = re.compile(r"([0-9]{2,18})(@[01])?")


# -- lists -------------------------------------------------------------------------------------------------------------


@handles("list_bridged_channels")
def list_bridged(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """bridge_time is a date, as in the example; the table speaks of a duration."""
    now = pbx.clock.now()
    rows = [
        {
            "bridge_id": each.bridge_id,
            "bridge_time": _date(pbx, each.answered_at),
            "callerid1": each.first.number,
            "callerid2": each.second.number,
            "channel1": each.first.channel,
            "channel2": each.second.channel,
            "have_send": 1,
            "inbound_trunk_name": each.first.trunk if each.inbound else "",
            "name1": each.first.name,
            "name2": each.second.name,
            "outbound_trunk_name": each.second.trunk or ("" if each.inbound else each.first.trunk),
            "uniqueid1": each.first.unique_id,
            "uniqueid2": each.second.unique_id,
        }
        for each in pbx.objects.telephony.calls
        if each.connected(now) and each.second is not None
    ]
    return _page(rows)


@handles("list_unbridged_channels")
def list_unbridged(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Channels that ring, or have no phone at the other end. No example shows one, so they are as in the table."""
    now = pbx.clock.now()
    rows = [
        _unbridged(pbx, each, leg, now)
        for each in pbx.objects.telephony.calls
        if not each.connected(now)
        for leg in each.legs()
    ]
    return _page(rows)


def _unbridged(pbx: UcmSystem, call: LiveCall, leg: Leg, now: float) -> dict[str, Any]:
    other = other_end(call, leg)
    return {
        "channel": leg.channel,
        "state": "Up" if now >= call.answered_at or (call.inbound and leg is call.first) else "Ringing",
        "service": call.service,
        "callername": leg.name,
        "callernum": leg.number,
        "connectednum": other.number if other else call.target,
        "connectedname": other.name if other else "",
        "alloc_time": _date(pbx, max(call.started_at, min(call.answered_at, now))),
        "inbound_trunk_name": leg.trunk if call.inbound else "",
        "outbound_trunk_name": "" if call.inbound else leg.trunk,
    }


def _page(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """There are fields of a page and no parameters for it: everything is on the first."""
    return {"channel": rows, "total_item": len(rows), "total_page": 1, "page": 1}


def _date(pbx: UcmSystem, seconds: float) -> str:
    moment = pbx.clock.wall() + datetime.timedelta(seconds=seconds - pbx.clock.now())
    return f"{moment:{TIME}}"


# -- dialling ----------------------------------------------------------------------------------------------------------


@handles("dial_extension")
def dial_extension(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """callee is in the example only; without it there is nobody to call: -1 (chosen)."""
    if not call.get("callee"):
        raise Refusal(INVALID_PARAMETERS)
    start(pbx, phone(pbx, call["caller"]), phone(pbx, call["callee"]), DIAL, call["callee"])
    return NO_APPLY


@handles("dial_outbound")
def dial_outbound(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The answer in the document is a copy of the request; chosen: that of the other dial actions."""
    start(pbx, phone(pbx, call["caller"]), _outside(pbx, call["outbound"]), DIAL, call["outbound"])
    return NO_APPLY


@handles("dial_ivr")
def dial_ivr(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    start(pbx, phone(pbx, call["caller"]), None, IVR, _ivr_number(pbx, call))
    return NO_APPLY


@handles("dial_ivr_outbound")
def dial_ivr_outbound(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    start(pbx, _outside(pbx, call["outcaller"]), None, IVR, _ivr_number(pbx, call))
    return NO_APPLY


@handles("dial_queue")
def dial_queue(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The first agent who is logged in and not paused takes it; without one the caller waits (chosen)."""
    queue = pbx.objects.queues.get(call["queue"])
    if queue is None:
        raise Refusal(NO_SUCH_ITEM)
    free = [agent for agent in queue.members if agent not in queue.logged_off and agent not in queue.paused]
    start(pbx, _outside(pbx, call["outcaller"]), phone(pbx, free[0]) if free else None, QUEUE, queue.extension)
    return NO_APPLY


@handles("dial_ringgroup")
def dial_ringgroup(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The first member answers (chosen)."""
    group = pbx.objects.ring_groups.get(call["ringgroup"])
    if group is None:
        raise Refusal(NO_SUCH_ITEM)
    callee = phone(pbx, group.members[0]) if group.members else None
    start(pbx, _outside(pbx, call["outcaller"]), callee, DIAL, group.extension)
    return NO_APPLY


@handles("dial_outbound_two")
def dial_outbound_two(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    start(pbx, _outside(pbx, call["outcaller"]), _outside(pbx, call["outcallee"]), DIAL, call["outcallee"])
    return NO_APPLY


def _outside(pbx: UcmSystem, number: str, trunk: str = "") -> Leg:
    if not OUTSIDE_NUMBER.fullmatch(number):
        raise Refusal(INVALID_VALUE)
    return outside(pbx, number, trunk)


def _ivr_number(pbx: UcmSystem, call: Parameters) -> str:
    """By its number here (documented), not by its id."""
    if call["ivrnumber"] not in (ivr.extension for ivr in pbx.objects.ivrs.values()):
        raise Refusal(NO_SUCH_ITEM)
    return call["ivrnumber"]


# -- what is done to calls ---------------------------------------------------------------------------------------------


@handles("hangup")
def hang_up(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Ends the whole call, whichever of its channels is named. need_apply is "yes" as in the example."""
    end_call(pbx, with_channel(pbx, call["channel"])[0])
    return NEED_APPLY


@handles("callbarge")
def barge(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Text and example contradict each other on which of exten and barge-exten listens. Chosen: exten must be the
    extension of the channel, as in the example, and barge-exten (with @0 or @1 or without) one that gets a channel of
    its own. need_apply is "yes" as in the example."""
    live, leg = with_channel(pbx, call["channel"])
    barger = BARGE.fullmatch(call["barge-exten"])
    if barger is None:
        raise Refusal(INVALID_VALUE)
    if call["exten"] != leg.number:
        raise Refusal(NO_SUCH_ITEM)
    if not live.connected(pbx.clock.now()):
        raise Refusal(UPDATE_FAILED)
    start(pbx, phone(pbx, barger[1]), None, CHANSPY, leg.number, watches=leg.channel)
    return NEED_APPLY


@handles("mute")
def mute(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """No action reads whether a channel is muted or held (see /_sim/state). Doing it twice succeeds (chosen)."""
    with_channel(pbx, call["channel"])[1].muted = True
    return {}


@handles("unmute")
def unmute(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    with_channel(pbx, call["channel"])[1].muted = False
    return {}


@handles("hold")
def hold(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    with_channel(pbx, call["channel"])[1].held = True
    return {}


@handles("unhold")
def unhold(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    with_channel(pbx, call["channel"])[1].held = False
    return {}


@handles("call_transfer")
def transfer(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The named channel leaves the call, and the extension takes its place."""
    live, leg = with_channel(pbx, call["channel"])
    if not live.connected(pbx.clock.now()):
        raise Refusal(UPDATE_FAILED)
    stays = other_end(live, leg)
    live.first, live.second = stays, phone(pbx, call["extension"])
    live.target = call["extension"]
    live.inbound = live.inbound and bool(live.first.trunk)
    return NO_APPLY


@handles("transfer_number_inbound")
def transfer_inbound(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The channel is the caller's, from outside (-25 for another); the call rings and is answered at another phone."""
    live, leg = with_channel(pbx, call["channel"])
    if not live.inbound or leg is not live.first:
        raise Refusal(UPDATE_FAILED)
    _send_on(pbx, live, phone(pbx, call["callee"]), call["callee"])
    return NO_APPLY


@handles("transfer_number_outbound")
def transfer_outbound(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The channel is the caller's in a call to the outside (-25 for another); he gets another outside number."""
    live, leg = with_channel(pbx, call["channel"])
    if live.inbound or leg is not live.first or live.second is None or not live.second.trunk:
        raise Refusal(UPDATE_FAILED)
    _send_on(pbx, live, _outside(pbx, call["outbound"], live.second.trunk), call["outbound"])
    return NO_APPLY


def _send_on(pbx: UcmSystem, live: LiveCall, second: Leg, target: str) -> None:
    live.second, live.target, live.decide_until = second, target, None
    live.answered_at = pbx.clock.now() + pbx.options.answer_seconds


@handles("accept_call")
def accept(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    _waiting(pbx, call).decide_until = None
    return {}


@handles("refuse_call")
def refuse(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    end_call(pbx, _waiting(pbx, call))
    return {}


def _waiting(pbx: UcmSystem, call: Parameters) -> LiveCall:
    """A call that waits for a decision. Without the Call Control option -47, after ten seconds or when it is decided
    -25 (chosen; option and time are documented)."""
    if not pbx.options.call_control:
        raise Refusal(NO_PERMISSION)
    live, _leg = with_channel(pbx, call["channel"])
    if live.decide_until is None or pbx.clock.now() >= live.decide_until:
        raise Refusal(UPDATE_FAILED)
    return live
