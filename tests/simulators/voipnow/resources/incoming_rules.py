# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for calls that come in to an extension: forwarding, rejection, cascades, authentication.

Silent in the documents, chosen here: the list is the order in which rules are tried, ``position`` counts from 1 in it
and puts a new rule there; without one it goes last, though a remark in the schema says first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import Extension

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

BESIDE = ("ruleID", "status")  # the other member of a rule is its kind
SECRET = "password"  # of rules that authenticate, never read back


def _kind(rule: dict[str, Any]) -> str:
    return next(name for name in rule if name not in BESIDE)


def _checked(system: VoipNowSystem, rule: dict[str, Any]) -> dict[str, Any]:
    values = rule[_kind(rule)]
    if values.get("match", 2) == 0 and not values.get("number"):
        raise Refusal(codes.MISSING, "Request misses parameter number")
    if values.get("intervalID") is not None:
        selecting.row(system.objects, "time_interval_blocks", values["intervalID"], "intervalID")
    return rule


@handles("AddCallRulesIn")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    extension = selecting.extension(state, request)
    made = []
    for rule in [_checked(system, rule) for rule in request["rule"]]:
        state.last_rule += 1
        kind = _kind(rule)
        values = {name: value for name, value in rule[kind].items() if name != "position"}
        place = rule[kind].get("position", len(extension.rules) + 1)
        extension.rules.insert(max(place, 1) - 1, {kind: values, "ruleID": state.last_rule, "status": True})
        made.append(state.last_rule)
    return done(made)


@handles("EditCallRulesIn")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    """A rule that is sent replaces the one with its ID; ``order`` lists IDs as they shall stand, others follow."""
    extension = selecting.extension(system.objects, request)
    sent = [_checked(system, rule) for rule in request.get("rule", [])]
    order = request.get("order", [])
    for key in [*(rule["ruleID"] for rule in sent), *order]:
        _place(extension, key)
    for rule in sent:
        place = _place(extension, rule["ruleID"])
        kind = _kind(rule)
        values = {name: value for name, value in rule[kind].items() if name != "position"}
        status = rule.get("status", extension.rules[place]["status"])
        extension.rules[place] = {kind: values, "ruleID": rule["ruleID"], "status": status}
        if "position" in rule[kind]:
            extension.rules.insert(max(rule[kind]["position"], 1) - 1, extension.rules.pop(place))
    rank = {key: number for number, key in enumerate(order)}
    extension.rules.sort(key=lambda rule: rank.get(rule["ruleID"], len(rank)))
    return done([*(rule["ruleID"] for rule in sent)] or order)


@handles("DelCallRulesIn")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    extension = selecting.extension(system.objects, request)
    return deleted(request["ID"], lambda key: extension.rules.pop(_place(extension, key)))


@handles("GetCallRulesIn")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    extension = selecting.extension(system.objects, request)
    rows = []
    for position, rule in enumerate(extension.rules, start=1):
        kind = _kind(rule)
        shown = {"match": 2, **rule[kind], "position": position}
        shown.pop(SECRET, None)
        if kind == "authenticate":
            shown[SECRET] = "****"  # the schema demands one
        rows.append({**rule, kind: shown})
    return listed("rules", rows, extendedNumber=extension.number)


def _place(extension: Extension, key: int) -> int:
    for place, rule in enumerate(extension.rules):
        if rule["ruleID"] == key:
            return place
    raise Refusal(codes.OBJECT, f"Extension {extension.number} has no rule {key}")
