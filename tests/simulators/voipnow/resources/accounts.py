# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Service providers, organizations and users: to add, change, list and delete them. One code for the three levels.

Silent in the documents, chosen here: an account is born enabled, with phone service and panel access, and without
password in any answer but that of a generated one; edits leave alone what is not sent; an empty text clears a field.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, contacts, selecting
from tests.simulators.voipnow.answers import deleted, done_account, listed, matches, only
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.limits import check_room, expired, nothing_allowed, refuse_beyond_parent
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import (
    ACCOUNT_LIMITS,
    ADMIN_ID,
    KINDS,
    ORGANIZATION,
    PARENT_KIND,
    SERVICE_PROVIDER,
    USER,
    Account,
)

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

CALLED = {SERVICE_PROVIDER: "ServiceProvider", ORGANIZATION: "Organization", USER: "User"}


def add(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    """Name, e-mail and login are mandatory, and a password unless the system shall make one (chosen)."""
    state = system.objects
    selecting.check_context(state, request)
    parent = selecting.parent(state, request)
    if parent is None:
        if kind != SERVICE_PROVIDER:
            raise missing("parentID")
        parent = state.accounts[ADMIN_ID]
    if parent.kind != PARENT_KIND[kind]:
        raise Refusal(codes.PARENT, f"Account {parent.id} cannot own accounts of this level")
    if not request.get("login"):
        raise missing("login")
    if not any(request.get(name) for name in ("name", "firstName", "lastName")):
        raise missing("name")
    if not request.get("email"):
        raise missing("email")
    if not request.get("passwordAuto") and "password" not in request:
        raise missing("password")
    fields = _fields(system, request, {})
    refuse_below_dead(system, parent)
    plan = usable_plan(system, parent, selecting.plan(state, request))
    if "templateID" in request:
        selecting.row(state, "templates", request["templateID"], "templateID", codes.TEMPLATE)
    login, twin = request["login"], state.logins.get(request["login"])
    if twin is not None:
        if not request.get("forceUpdate"):
            raise Refusal(codes.DUPLICATE, f"Duplicate record login {login}")
        if system.options.force_update == "update":
            return _update_twin(system, state.accounts[twin], request, kind)
        login = next(made for number in range(1, 10_000) if (made := f"{login}{number}") not in state.logins)
    identifier = request.get("identifier") or secrets.token_hex(8)
    if identifier in state.identifiers:
        raise Refusal(codes.DUPLICATE, f"Duplicate record identifier {identifier}")
    if kind in ACCOUNT_LIMITS:
        check_room(system, parent, ACCOUNT_LIMITS[kind])
    password = request["password"] if "password" in request else secrets.token_urlsafe(9)
    account = state.add_account(
        kind,
        parent.id,
        login,
        identifier,
        password=password,
        contact=fields,
        plan=plan,
        template=request.get("templateID"),
        created=system.moment(),
        scope=request.get("scope"),
        flags=_flags(request),
        links=_links(request),
        **nothing_allowed(kind),
    )
    return _added(system, account, request, {} if "password" in request else {"password": password})


def _added(system: VoipNowSystem, account: Account, request: Parameters, more: Values) -> Values:
    """Without ``verbose`` only what names the new account (chosen)."""
    operation = f"Add{CALLED[account.kind]}"
    values = details(system, account)
    if not request.get("verbose"):
        values = {name: values[name] for name in ("ID", "identifier", "login", "name", "parentID")}
    return {**only(system.schema.response(operation), values), **more, "result": "success"}


def _update_twin(system: VoipNowSystem, twin: Account, request: Parameters, kind: str) -> Values:
    if twin.kind != kind:
        raise Refusal(codes.DUPLICATE, f"Duplicate record login {twin.login}")
    twin.contact.update(_fields(system, request, twin.contact))
    twin.password = request.get("password", twin.password)
    return _added(system, twin, request, {})


def _fields(system: VoipNowSystem, request: Parameters, before: Values) -> Values:
    """The contact data of a request, checked."""
    if "channelRuleID" in request:
        group = request["channelRuleID"]
        selecting.row(system.objects, "outgoing_rule_groups", group, "channelRuleID", codes.RULES_GROUP)
    return contacts.check(request, before)


def _flags(request: Parameters) -> list[str]:
    sent = request.get("accountFlag", [])
    return sent if isinstance(sent, list) else [sent]


def _links(request: Parameters) -> list[dict[str, Any]]:
    if "linkUUID" not in request:
        return []
    return [{"resourceID": request.get("linkResourceID", 1), "UUID": request["linkUUID"]}]


def refuse_below_dead(system: VoipNowSystem, parent: Account) -> None:
    """Nothing can be added below what is disabled or expired. Panel access of the parent does not matter (chosen)."""
    for account in system.objects.chain(parent.id):
        if not account.status:
            raise Refusal(codes.PARENT_DISABLED, f"Account {account.id} is disabled")
        if expired(system, account):
            raise Refusal(codes.PARENT_EXPIRED, f"Account {account.id} has expired")


def usable_plan(system: VoipNowSystem, parent: Account, plan: int | None) -> int | None:
    """The plan of an account below ``parent``: one of the parent's own, else the parent's default plan (chosen)."""
    plans = system.objects.rows("charging_plans")
    if plan is not None:
        if plans[plan]["userID"] != parent.id:
            raise Refusal(codes.PLAN, f"Charging plan {plan} does not belong to account {parent.id}")
        return plan
    return next((key for key, row in plans.items() if row["userID"] == parent.id and row.get("default")), None)


def details(system: VoipNowSystem, account: Account) -> Values:
    """Everything that an answer may say about an account, of any level."""
    state = system.objects
    parent = state.accounts[account.parent]
    plan = state.rows("charging_plans").get(account.plan or 0, {})
    return {
        **{name: value for name, value in account.contact.items() if value != ""},
        "name": account.name,
        "login": account.login,
        "ID": account.id,
        "identifier": account.identifier,
        "status": account.status,
        "phoneStatus": account.phone_status,
        "cpAccess": account.panel_access,
        "parentID": parent.id,
        "parentIdentifier": parent.identifier,
        "parentName": parent.name,
        "chargingPlanID": account.plan,
        "chargingPlanIdentifier": plan.get("identifier"),
        "chargingPlan": plan.get("name"),
        "templateID": account.template,
        "crDate": account.created,
        "scope": account.scope,
        "link": account.links,
        "accountFlag": account.flags,
    }


def read(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    account = selecting.target(system.objects, request, kind)
    return only(system.schema.response(f"Get{CALLED[kind]}Details"), details(system, account))


def list_all(system: VoipNowSystem, request: Parameters, kind: str, container: str) -> Values:
    """Everyone of that level below the parent, at any depth; the filter is free text (inferred)."""
    state = system.objects
    parent = selecting.parent(state, request)
    found = state.accounts.values() if parent is None else state.below(parent.id)
    rows = []
    for account in found:
        contact = account.contact
        if account.kind != kind or not matches(
            request.get("filter"), account.name, contact.get("company"), contact.get("email"), account.login
        ):
            continue
        if request.get("templateID", account.template) != account.template:
            continue
        if request.get("serverID", contact.get("serverID")) != contact.get("serverID"):
            continue
        if request.get("scope", account.scope) != account.scope:
            continue
        rows.append(
            {
                "ID": account.id,
                "name": account.name,
                "login": account.login,
                "email": contact.get("email"),
                "identifier": account.identifier,
                "scope": account.scope,
            }
        )
    return listed(container, rows)


def edit(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    state = system.objects
    account = selecting.target(state, request, kind)
    selecting.check_context(state, request)
    if request.get("login") == "" or request.get("email") == "":
        raise Refusal(codes.LOGIN if request.get("login") == "" else codes.EMAIL, "Login and e-mail cannot be empty")
    fields = _fields(system, request, account.contact)
    plan = selecting.plan(state, request)
    if plan is not None:
        usable_plan(system, state.accounts[account.parent], plan)
    login = request.get("login", account.login)
    if login != account.login:
        if account.flags:
            raise Refusal(codes.LOGIN, "The login of this account cannot be edited")
        if login in state.logins:
            raise Refusal(codes.DUPLICATE, f"Duplicate record login {login}")
        state.rename(account, login)
    account.contact.update(fields)
    account.plan = account.plan if plan is None else plan
    if request.get("passwordAuto"):
        account.password = secrets.token_urlsafe(9)
    account.password = request.get("password", account.password)
    return done_account(account)


def delete(system: VoipNowSystem, request: Parameters, kinds: tuple[str, ...]) -> Values:
    """Takes everything below along."""
    state = system.objects
    name = "ID" if "ID" in request else "identifier"

    def remove(value: Any) -> None:
        state.remove_account(selecting.target(state, {name: value}, *kinds))

    return deleted(request[name], remove)


def set_status(system: VoipNowSystem, request: Parameters, kinds: tuple[str, ...]) -> Values:
    """The schema's default of phoneStatus may mean that leaving it out resets it; an option decides."""
    account = selecting.target(system.objects, request, *kinds)
    if account.suspended:
        raise Refusal(codes.CANNOT_UPDATE, f"Account {account.id} is suspended for good")
    account.status = request.get("status", account.status)
    unsent = "1" if system.options.unsent_phone_status == "reset" else account.phone_status
    account.phone_status = request.get("phoneStatus", unsent)
    return done_account(account)


def set_panel_access(system: VoipNowSystem, request: Parameters, kind: str) -> Values:
    account = selecting.target(system.objects, request, kind)
    if "cpAccess" not in request:
        raise missing("cpAccess")
    account.panel_access = request["cpAccess"]
    return done_account(account)


@handles("MoveOrganizations")
def move(system: VoipNowSystem, request: Parameters) -> Values:
    """Without a plan the new owner's default plan; without that 315 (chosen). The new owner's limits must suffice."""
    state = system.objects
    owner = selecting.account(state, request, "serviceProviderID", "serviceProviderIdentifier", code=codes.PARENT)
    if owner is None or owner.kind != SERVICE_PROVIDER:
        raise Refusal(codes.PARENT, "The new owner is no service provider")
    refuse_below_dead(system, owner)
    plan = usable_plan(system, owner, selecting.plan(state, request))
    if plan is None:
        raise Refusal(codes.PLAN, "The new owner has no default charging plan, and none was given")
    name = "ID" if "ID" in request else "identifier"

    def move_one(value: Any) -> None:
        account = selecting.target(state, {name: value}, ORGANIZATION)
        if account.parent != owner.id:
            check_room(system, owner, ACCOUNT_LIMITS[ORGANIZATION])
            for limit, used in account.used.items():
                check_room(system, owner, limit, used)
            refuse_beyond_parent(account.limits, owner)
            state.move(account, owner.id)
        account.plan = plan

    return deleted(request[name], move_one)


@handles("GetUserGroups")
def list_user_groups(system: VoipNowSystem, request: Parameters) -> Values:
    """With ``share`` all groups of the organization, without it those that the user is a member of (chosen)."""
    state = system.objects
    user = selecting.target(state, request, USER)
    rows = [
        {"ID": key, "name": row["name"], "code": row["code"], "status": 1}
        for key, row in state.rows("user_groups").items()
        if row["userID"] == user.parent and (request["share"] or user.id in row["members"])
    ]
    return listed("groups", rows)


@handles("LinkAccount")
def link(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    account = selecting.account(state, request, "ID", "identifier", "login")
    if account is None:
        raise missing("ID")
    account.links = _links(request)
    return done_account(account)


for _kind in KINDS:
    _name = CALLED[_kind]
    handles(f"Add{_name}")(partial(add, kind=_kind))
    handles(f"Edit{_name}")(partial(edit, kind=_kind))
    handles(f"Del{_name}")(partial(delete, kinds=(_kind,)))
    handles(f"Get{_name}s")(partial(list_all, kind=_kind, container=_name[0].lower() + _name[1:]))
    handles(f"Get{_name}Details")(partial(read, kind=_kind))
    handles(f"Set{_name}Status")(partial(set_status, kinds=(_kind,)))
    handles(f"Set{_name}CpAccess")(partial(set_panel_access, kind=_kind))
handles("DelAccount")(partial(delete, kinds=KINDS))
handles("SetAccountStatus")(partial(set_status, kinds=KINDS))
