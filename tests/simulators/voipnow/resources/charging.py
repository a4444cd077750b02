# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charging plans with their packages and exceptions, and the credits and limits that accounts are given.

Silent in the documents, chosen here: a plan belongs to the administrator, a service provider or an organization, and
serves the accounts directly below its owner; one plan of an owner is the default; identifiers are the server's; a plan
that accounts have cannot be deleted (152); an edit replaces what it sends, and what it does not send falls back to the
schema's default where it has one, as limits do (``unsent_limits``).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done, listed, matches
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import ADMIN_ID, USER, Account

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

PLANS, PACKAGES, EXCEPTIONS = "charging_plans", "charging_packages", "destination_exceptions"
PLAN_TYPES = ("prepaid", "postpaid")
# members of a plan that select, are answered elsewhere, or are no settings
BESIDE = "ID identifier userID userIdentifier userLogin forceChannelRule exception scope signature status".split()
DEFAULTS = {
    "allowIn": False,
    "allowOut": False,
    "allowLocal": False,
    "allowExtended": False,
    "planType": "prepaid",
    "chargeOut": 60,
    "thenChargeOut": 10,
    "minFeeOut": 0.0,
    "chargeIn": 60,
    "thenChargeIn": 10,
    "chargeMethod": "fixed",
}


def _settings(request: Parameters) -> dict[str, Any]:
    settings = {name: value for name, value in request.items() if name not in BESIDE}
    if settings.get("planType", PLAN_TYPES[0]) not in PLAN_TYPES:
        raise Refusal(codes.PLAN, f"planType is one of {', '.join(PLAN_TYPES)}")
    return settings


def _check(system: VoipNowSystem, settings: dict[str, Any], owner: int, but: int = 0) -> None:
    state = system.objects
    if not settings["name"]:
        raise missing("name")
    for key, row in state.rows(PLANS).items():
        if key != but and row["userID"] == owner and row["name"] == settings["name"]:
            raise Refusal(codes.DUPLICATE, f"Duplicate record charging plan {settings['name']}")
    if "channelRuleID" in settings:
        selecting.row(state, "outgoing_rule_groups", settings["channelRuleID"], "channelRuleID", codes.RULES_GROUP)


def _make_default(system: VoipNowSystem, plan: dict[str, Any]) -> None:
    for row in system.objects.rows(PLANS).values():
        if row is not plan and row["userID"] == plan["userID"]:
            row["default"] = False


@handles("AddChargingPlan")
def add_plan(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    owner = state.accounts[selecting.owner_id(state, request)]
    if owner.kind == USER:
        raise Refusal(codes.PLANS_DENIED, "Users have no charging plans")
    settings = _settings(request)
    _check(system, settings, owner.id)
    plan = {
        **DEFAULTS,
        "default": False,
        **settings,
        "identifier": secrets.token_hex(8),
        "userID": owner.id,
        "status": True,
        "scope": request.get("scope"),
        "signature": request.get("signature"),
    }
    key = state.tables[PLANS].add(plan)
    if plan["default"]:
        _make_default(system, plan)
    for sent in request.get("exception", []):
        _add_exception(system, key, sent)
    return {"result": "success", "ID": key, "identifier": plan["identifier"]}


@handles("EditChargingPlan")
def edit_plan(system: VoipNowSystem, request: Parameters) -> Values:
    key = _plan(system, request)
    plan = system.objects.rows(PLANS)[key]
    settings = _settings(request)
    _check(system, settings, plan["userID"], but=key)
    for one, other in (("fixedCharge", "inheritedCharge"), ("inheritedCharge", "fixedCharge")):
        if one in settings:
            plan.pop(other, None)
    for one, other in (("channelRuleID", "channelRule"), ("channelRule", "channelRuleID")):
        if one in settings:
            plan.pop(other, None)
    unsent = {} if system.options.unsent_limits == "keep" else DEFAULTS
    plan.update({**unsent, **settings})
    if plan["default"]:
        _make_default(system, plan)
    return done([key], [plan["identifier"]])


@handles("DelChargingPlan")
def delete_plans(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    name = "ID" if "ID" in request else "identifier"

    def remove(value: Any) -> None:
        key = _plan(system, {name: value})
        if any(account.plan == key for account in state.accounts.values()):
            raise Refusal(codes.CANNOT_UPDATE, f"Charging plan {key} is in use")
        del state.rows(PLANS)[key]
        for table in (PACKAGES, EXCEPTIONS):
            for each in [each for each, row in state.rows(table).items() if row["chargingPlanID"] == key]:
                del state.rows(table)[each]

    return deleted(request[name], remove)


def _plan(system: VoipNowSystem, request: Parameters) -> int:
    key = selecting.plan(system.objects, request, "ID", "identifier")
    if key is None:
        raise missing("ID")
    return key


@handles("GetChargingPlans")
def list_plans(system: VoipNowSystem, request: Parameters) -> Values:
    """Those of one owner, or all."""
    state = system.objects
    owner = selecting.holder(state, request)
    rows = []
    for key, row in state.rows(PLANS).items():
        if owner is not None and row["userID"] != owner.id:
            continue
        if request.get("default", row["default"]) != row["default"] or not matches(request.get("filter"), row["name"]):
            continue
        if request.get("scope", row["scope"]) != row["scope"]:
            continue
        shown = {name: row[name] for name in ("identifier", "status", "name", "planType", "default", "userID", "scope")}
        rows.append({**shown, "ID": key, "userName": state.accounts[row["userID"]].name})
    return listed("chargingPlan", rows)


@handles("GetChargingPlanDetails")
def read_plan(system: VoipNowSystem, request: Parameters) -> Values:
    key = _plan(system, request)
    plan = {name: value for name, value in system.objects.rows(PLANS)[key].items() if name != "scope"}
    login = system.objects.accounts[plan["userID"]].login
    return {"chargingPlan": {**plan, "ID": key, "userLogin": login}}


# -- packages and exceptions -------------------------------------------------------------------------------------------


def _require_plan(system: VoipNowSystem, request: Parameters) -> int:
    key = selecting.plan(system.objects, request)
    if key is None:
        raise missing("chargingPlanID")
    return key


def _of_plan(system: VoipNowSystem, table: str, plan: int, key: int, called: str) -> dict[str, Any]:
    row = selecting.row(system.objects, table, key, called)
    if row["chargingPlanID"] != plan:
        raise Refusal(codes.OBJECT, f"{called} {key} is of another charging plan")
    return row


def _delete(system: VoipNowSystem, request: Parameters, table: str) -> Values:
    plan = _require_plan(system, request)

    def remove(key: int) -> None:
        _of_plan(system, table, plan, key, "ID")
        del system.objects.rows(table)[key]

    return deleted(request["ID"], remove)


def _add_package(system: VoipNowSystem, plan: int, sent: Parameters) -> int:
    return system.objects.tables[PACKAGES].add(
        {"chargingPlanID": plan, **{name: sent[name] for name in ("name", "minutes") if name in sent}}
    )


@handles("AddChargingPackage")
def add_package(system: VoipNowSystem, request: Parameters) -> Values:
    return done([_add_package(system, _require_plan(system, request), request)])


@handles("EditChargingPackage")
def edit_package(system: VoipNowSystem, request: Parameters) -> Values:
    key = request["chargingPackageID"]
    row = _of_plan(system, PACKAGES, _require_plan(system, request), key, "chargingPackageID")
    row.update({name: request[name] for name in ("name", "minutes") if name in request})
    return done([key])


@handles("DelChargingPackage")
def delete_packages(system: VoipNowSystem, request: Parameters) -> Values:
    return _delete(system, request, PACKAGES)


@handles("GetChargingPackages")
def list_packages(system: VoipNowSystem, request: Parameters) -> Values:
    plan = _require_plan(system, request)
    rows = [
        {"ID": key, **{name: row[name] for name in ("name", "minutes") if name in row}}
        for key, row in system.objects.rows(PACKAGES).items()
        if row["chargingPlanID"] == plan and matches(request.get("filter"), row.get("name"))
    ]
    return listed("package", rows, chargingPlanID=plan)


def _exception(system: VoipNowSystem, plan: int, sent: Parameters) -> dict[str, Any]:
    row = {name: sent[name] for name in ("areaCode", "description", "chargingPackageID") if name in sent}
    row.update(sent.get("charge", {}))
    if "chargingPackageID" in row:
        _of_plan(system, PACKAGES, plan, row["chargingPackageID"], "chargingPackageID")
    if "package" in sent:
        minutes = int(sent["package"]["minutes"])
        row["chargingPackageID"] = _add_package(system, plan, {**sent["package"], "minutes": minutes})
    return row


def _add_exception(system: VoipNowSystem, plan: int, sent: Parameters) -> int:
    if not sent.get("areaCode"):
        raise missing("areaCode")
    return system.objects.tables[EXCEPTIONS].add({"chargingPlanID": plan, **_exception(system, plan, sent)})


@handles("AddDestinationException")
def add_exceptions(system: VoipNowSystem, request: Parameters) -> Values:
    plan = _require_plan(system, request)
    return done([_add_exception(system, plan, sent) for sent in request["exception"]])


@handles("EditDestinationException")
def edit_exception(system: VoipNowSystem, request: Parameters) -> Values:
    plan, key = _require_plan(system, request), request["exceptionID"]
    _of_plan(system, EXCEPTIONS, plan, key, "exceptionID").update(_exception(system, plan, request))
    return done([key])


@handles("DelDestinationException")
def delete_exceptions(system: VoipNowSystem, request: Parameters) -> Values:
    return _delete(system, request, EXCEPTIONS)


@handles("GetDestinationExceptions")
def list_exceptions(system: VoipNowSystem, request: Parameters) -> Values:
    """The filter looks at area code and description (annotation of the schema)."""
    plan = _require_plan(system, request)
    packages = system.objects.rows(PACKAGES)
    rows = []
    for key, row in system.objects.rows(EXCEPTIONS).items():
        if row["chargingPlanID"] != plan or not matches(request.get("filter"), row["areaCode"], row.get("description")):
            continue
        package = packages.get(row.get("chargingPackageID", 0), {})
        shown = {name: value for name, value in row.items() if name not in ("chargingPlanID", "setupAmount")}
        named = {"chargingPackage": package.get("name"), "minutes": package.get("minutes")}
        rows.append({**shown, **named, "ID": key})
    return listed("exception", rows, chargingPlanID=plan)


# -- credits and limits of accounts ------------------------------------------------------------------------------------


@handles("Recharge")
def recharge(system: VoipNowSystem, request: Parameters) -> Values:
    """Credit is for prepaid plans, limits are for postpaid ones (annotation of the schema)."""
    state = system.objects
    account = _account(system, request)
    way = "credit" if "credit" in request else "limit"
    if (way == "credit") != (_plan_type(system, account) == PLAN_TYPES[0]):
        raise Refusal(codes.CANNOT_UPDATE, f"The charging plan of account {account.id} has no {way}s")
    state.tables["recharges"].add({"userID": account.id, "way": way, "crDate": system.moment(), **request[way]})
    return done([account.id], [account.identifier])


@handles("DelMonthlyLimit")
def delete_monthly_limit(system: VoipNowSystem, request: Parameters) -> Values:
    account = _account(system, request)
    rows = system.objects.rows("recharges")
    gone = [key for key, row in rows.items() if row["userID"] == account.id and row.get("monthly")]
    for key in gone:
        del rows[key]
    return {"items": len(gone), "result": "success"}


def _account(system: VoipNowSystem, request: Parameters) -> Account:
    account = selecting.holder(system.objects, request)
    if account is None or account.id == ADMIN_ID:
        raise Refusal(codes.ACCOUNT, "Only accounts below the administrator are charged")
    return account


def _plan_type(system: VoipNowSystem, account: Account) -> str:
    return str(system.objects.rows(PLANS).get(account.plan or 0, {}).get("planType", PLAN_TYPES[1]))


@handles("GetRecharges")
def list_recharges(system: VoipNowSystem, request: Parameters) -> Values:
    """One entry for every account that was asked for, or for every one that has recharges."""
    state = system.objects
    recharges = state.rows("recharges")
    name = "userID" if "userID" in request else "userIdentifier"
    if name in request:
        asked = [selecting.holder(state, {name: value}) for value in request[name]]
    else:
        asked = [state.accounts[key] for key in dict.fromkeys(row["userID"] for row in recharges.values())]
    return {"recharge": [_recharges(system, account) for account in asked if account is not None]}


def _recharges(system: VoipNowSystem, account: Account) -> Values:
    kind = _plan_type(system, account)
    way, inward, outward = (
        ("credit", "creditIn", "creditOut") if kind == PLAN_TYPES[0] else ("limit", "limitIn", "limitOut")
    )
    rows, sums = [], {inward: 0.0, outward: 0.0}
    for key, row in system.objects.rows("recharges").items():
        if row["userID"] == account.id and row["way"] == way:
            rows.append({**{name: row[name] for name in row if name not in ("userID", "way")}, f"{way}ID": key})
            for name in sums:
                sums[name] += _amount(row.get(name))
    return {
        way: rows,
        "planType": kind,
        "currentIn": sums[inward],
        "currentOut": sums[outward],
        "notice": None if rows else listed("", [])["notice"],
        "currency": "USD",
        "userID": account.id,
        "userIdentifier": account.identifier,
    }


def _amount(text: str | None) -> float:
    """Amounts of recharges are text in the schema."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
