# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of rules for calls that go out. The list of a group is the order in which its rules are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import ADMIN_ID

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

GROUPS = "outgoing_rule_groups"


def _group(system: VoipNowSystem, key: int | None, called: str) -> dict[str, Any]:
    return selecting.row(system.objects, GROUPS, key, called, codes.RULES_GROUP)


def _put(system: VoipNowSystem, group: dict[str, Any], rules: list[dict[str, Any]]) -> list[int]:
    state = system.objects
    for rule in rules:
        if "channelID" in rule:
            selecting.row(state, "channels", rule["channelID"], "channelID")
        if "intervalID" in rule:
            selecting.row(state, "time_interval_blocks", rule["intervalID"], "intervalID")
    made = []
    for rule in rules:
        state.last_rule += 1
        place = rule.get("position", len(group["rules"]) + 1)
        values = {name: value for name, value in rule.items() if name != "position"}
        group["rules"].insert(
            max(place, 1) - 1, {"action": "block", **values, "ruleID": state.last_rule, "status": True}
        )
        made.append(state.last_rule)
    return made


def _check_name(system: VoipNowSystem, name: str, owner: int, but: int = 0) -> None:
    for key, row in system.objects.rows(GROUPS).items():
        if key != but and row["userID"] == owner and row["name"] == name:
            raise Refusal(codes.DUPLICATE, f"Duplicate record outgoing rules group {name}")


@handles("AddCallRulesOutGroup")
def add_group(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    owner = selecting.owner_id(state, request)
    if not request.get("name"):
        raise missing("name")
    _check_name(system, request["name"], owner)
    group: dict[str, Any] = {
        "name": request["name"],
        "userID": owner,
        "default": request.get("default", False),
        "status": True,
        "crDate": system.moment(),
        "rules": [],
    }
    _put(system, group, request["rules"])
    return done([state.tables[GROUPS].add(group)])


@handles("EditCallRulesOutGroup")
def edit_group(system: VoipNowSystem, request: Parameters) -> Values:
    """``changeOrder`` lists rules as they shall stand; others follow (chosen)."""
    group = _group(system, request.get("ID"), "ID")
    if "name" in request:
        _check_name(system, request["name"], group["userID"], but=request["ID"])
    rules = {rule["ruleID"]: rule for rule in group["rules"]}
    changed = [change["ruleID"] for change in request.get("ruleStatus", [])]
    for key in (*changed, *request.get("changeOrder", [])):
        if key not in rules:
            raise Refusal(codes.OBJECT, f"Group {request['ID']} has no rule {key}")
    group.update({name: request[name] for name in ("name", "status") if name in request})
    for change in request.get("ruleStatus", []):
        rules[change["ruleID"]]["status"] = change["status"]
    rank = {key: number for number, key in enumerate(request.get("changeOrder", []))}
    group["rules"].sort(key=lambda rule: rank.get(rule["ruleID"], len(rank)))
    return done([request["ID"]])


@handles("DelCallRulesOutGroup")
def delete_groups(system: VoipNowSystem, request: Parameters) -> Values:
    """A group that a charging plan or an account uses stays (chosen)."""
    state = system.objects

    def remove(key: int) -> None:
        _group(system, key, "ID")
        users = [*state.rows("charging_plans").values(), *(account.contact for account in state.accounts.values())]
        if any(user.get("channelRuleID") == key for user in users):
            raise Refusal(codes.CANNOT_UPDATE, f"Outgoing rules group {key} is in use")
        del state.rows(GROUPS)[key]

    return deleted(request["ID"], remove)


@handles("GetCallRulesOutGroup")
def list_groups(system: VoipNowSystem, request: Parameters) -> Values:
    """With ``status`` enabled groups only. The answer demands an owner: without one it names the administrator."""
    state = system.objects
    owner = selecting.holder(state, request)
    plans = state.rows("charging_plans").values()
    rows = [
        {
            "ID": key,
            **{name: row[name] for name in ("name", "status", "crDate", "default")},
            "rulesNo": len(row["rules"]),
            "inUse": any(plan.get("channelRuleID") == key for plan in plans),
        }
        for key, row in state.rows(GROUPS).items()
        if (owner is None or row["userID"] == owner.id)
        and (row["status"] or not request.get("status"))
        and matches(request.get("filter"), row["name"])
    ]
    return listed("rulesGroup", rows, userID=ADMIN_ID if owner is None else owner.id)


@handles("AddCallRulesOut")
def add_rules(system: VoipNowSystem, request: Parameters) -> Values:
    return done(_put(system, _group(system, request.get("ID"), "ID"), request["rules"]))


@handles("DelCallRulesOut")
def delete_rules(system: VoipNowSystem, request: Parameters) -> Values:
    """Without a group the rules are looked for in all (chosen)."""
    state = system.objects
    if "rulesGroupID" in request:
        groups = [_group(system, request["rulesGroupID"], "rulesGroupID")]
    else:
        groups = list(state.rows(GROUPS).values())

    def remove(key: int) -> None:
        for group in groups:
            for rule in group["rules"]:
                if rule["ruleID"] == key:
                    group["rules"].remove(rule)
                    return
        raise Refusal(codes.OBJECT, f"There is no rule {key}")

    return deleted(request["ID"], remove)


@handles("GetCallRulesOut")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    """Without an ID the default group of the administrator (chosen)."""
    rows = system.objects.rows(GROUPS)
    default = next((key for key, row in rows.items() if row["default"] and row["userID"] == ADMIN_ID), None)
    key = request.get("ID", default)
    group = _group(system, key, "ID")
    rules = [{**rule, "position": place} for place, rule in enumerate(group["rules"], start=1)]
    return listed("rules", rules, ID=key, name=group["name"], userID=group["userID"])
