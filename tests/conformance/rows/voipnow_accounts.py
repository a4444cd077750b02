# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The three levels of VoipNow's accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conformance.contract_table import Row, Values, look_up
from tests.conformance.sample_values import OMIT
from tests.doors import task_of
from tests.simulators.client import Simulator

_UNSEEN = frozenset({"used", "suspended", "created", "kind", "id"})
"""What the simulator keeps for itself."""
_WIRE = {
    "plan": "chargingPlanID",
    "template": "templateID",
    "phone_status": "phoneStatus",
    "panel_access": "cpAccess",
    "expires": "accountExpire",
    "flags": "accountFlag",
    "parent": "parentID",
}
_NEVER_SENT = {
    "identifier": "an account is chosen by its ID, which every answer has",
    "parentIdentifier": "parents go by their ID",
    "parentLogin": "parents go by their ID",
    "chargingPlanIdentifier": "plans go by their ID",
    "verbose": "a read tells more",
    "forceUpdate": "it makes a second account where there is one",
    **dict.fromkeys(
        ("fromUser", "fromUserIdentifier"),
        "only adds and edits can be made on behalf of another account: status, limits, moves and deletes of the same "
        "task would be the app's all the same",
    ),
    "passwordAuto": "a new password that nobody knows is no state",
    "login": "it is the key",
}


def _state(level: str, login: str) -> Callable[[Simulator], Values | None]:
    def state(pbx: Simulator) -> Values | None:
        account = look_up(pbx, f"{level}/{login}")
        if account is None:
            return None
        nested = [account.pop(name) for name in ("contact", "permissions", "limits")]
        shares = account.pop("shares")
        links = account.pop("links")
        account["linkUUID"] = [link["UUID"] for link in links]
        account["linkResourceID"] = [link["resourceID"] for link in links]
        nested.append({name: share.get("groupID") or share.get("everybody") or [] for name, share in shares.items()})
        for name in _UNSEEN:
            account.pop(name)
        values = {_WIRE.get(name, name): value for name, value in account.items()}
        for part in nested:
            values |= {name: value for name, value in part.items() if value != ""}
        return values

    return state


def _groups(module: str) -> tuple[frozenset[str], ...]:
    """Options that one operation of the API takes together only."""
    resource = task_of(module).resource
    whole = {name for name, group in resource.operations.groups.items() if group.whole}
    return tuple(
        frozenset(field.name for field in resource.fields if field.writable and field.group == name) for name in whole
    )


def _never_sent(level: str, *parameters: str) -> dict[str, str]:
    """Why these parameters, such as ``add.verbose``, are not sent."""
    suffixes = {
        "status": "set_{}_status",
        "panel": "set_{}_control_panel_access",
        "limits": "set_{}_permissions_limits",
    }
    told = {}
    for parameter in parameters:
        verb, _, name = parameter.partition(".")
        operation = suffixes.get(verb, f"{verb}_{{}}").format(level)
        told[f"{operation}.{name}"] = _NEVER_SENT[name]
    return told


_OF_ALL = (
    *("add.chargingPlanIdentifier", "add.forceUpdate", "add.parentIdentifier", "add.verbose", "delete.identifier"),
    *("edit.chargingPlanIdentifier", "edit.forceUpdate", "edit.identifier", "edit.login", "edit.passwordAuto"),
    *("panel.identifier", "limits.identifier", "status.identifier"),
)
_OF_CHILDREN = ("add.fromUser", "add.fromUserIdentifier", "add.parentLogin", "edit.fromUser", "edit.fromUserIdentifier")


def _gold_plan(owner: int) -> Callable[[Simulator], None]:
    """Adds a plan to an account beside its usual one."""

    def add(pbx: Simulator) -> None:
        plan = {**pbx.state("charging_plans/1"), "name": "Gold", "identifier": "gold", "default": False}
        pbx.add("charging_plan", "900", **{**plan, "userID": owner})

    return add


def _limits(module: str, *values: Any) -> tuple[Values, ...]:
    fields = task_of(module).resource.field("limits").fields
    return tuple({field.name: value for field in fields} for value in values)


def _values(module: str, **more: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    permissions = task_of(module).resource.field("permissions").fields
    provisioning = ("modify", "view")
    return {
        "name": ("Whole Name", OMIT),
        "first_name": ("", "Grace"),
        "last_name": ("", "Hopper"),
        "country": ("de", "us"),
        "region": ("Berlin", OMIT),
        "template": ("Default organization", "Default user"),
        "timezone": ("Europe/Berlin", "America/New_York"),
        "interface_language": ("de", "fr"),
        "phone": ("+49 30 1234", "0049 (30) 99"),
        "fax": ("+49 30 1235", "4711"),
        "email": ("first@example.com", "second@example.com"),
        "charging_identifier": ("charge_one", "charge-two*"),
        # The schema has room for one of the two.
        "charging_plan": ("Gold", OMIT),
        "routing_rules": (OMIT, "Everything"),
        "permissions": tuple(
            {field.name: provisioning[which] if field.choices else which == 0 for field in permissions}
            for which in (0, 1)
        ),
        # What is not sent may fall back to these.
        "limits": _limits(module, "unlimited", 7),
        "expires": ("unlimited", "2031-05-06", OMIT),
        "phone_status": ("full", "none"),
        # The simulator has a name of its own for it, and cannot forget it.
        "panel_access": (True, OMIT),
        "expires_in_days": (30, 60),
        "account_flags": (["noneditablelogin"], ["noneditablelogin"]),
        "notify": ("0101", "1111"),
        "notify_email": ("boss@example.com", "other@example.com"),
        **more,
    }


_TOGETHER: dict[str, Values] = {"region": {"country": "de"}, "name": {"first_name": "", "last_name": ""}}
"""A region is one of its country; a name as a whole shows only where there are no parts of it."""
_TOUCHES = {"expires_in_days": frozenset({"accountExpire"})}
_QUARRELS = (("expires", "expires_in_days"),)
_NEVER_EMPTY = {
    "name": "an account is called something",
    "country": "the schema has room for two letters only",
    "charging_identifier": "the schema wants six letters at least",
    "password": "the schema wants four letters at least",
    **dict.fromkeys(("region", "timezone", "charging_plan", "routing_rules"), "VoipNow has no id for none"),
}

VOIPNOW_ORGANIZATION = Row(
    module="voipnow_organization",
    identity={"login": "acme"},
    create={
        "service_provider": "provider1",
        "name": "Acme",
        "email": "acme@example.com",
        "limits": {"users": 5},
        "panel_access": False,
    },
    change=("city", "Berlin"),
    state=_state("organizations", "acme"),
    prepare=_gold_plan(2),
    further=lambda pbx, number: pbx.add("organization", str(number), parent="provider1"),
    everyone=lambda pbx: [{"login": login} for login in pbx.state("organizations")],
    values=_values("voipnow_organization", service_provider=("provider1", "provider1")),
    together=_TOGETHER,
    touches=_TOUCHES,
    selects=frozenset({"ID"}),
    demands=frozenset({"passwordAuto", "accountExpireDays"}),
    restated=_groups("voipnow_organization"),
    reads="list",
    paged=False,
    quarrels=_QUARRELS,
    never_empty=_NEVER_EMPTY,
    never_sent=_never_sent("organization", *_OF_ALL, *_OF_CHILDREN),
)

VOIPNOW_SERVICE_PROVIDER = Row(
    module="voipnow_service_provider",
    identity={"login": "north"},
    create={"name": "North", "email": "north@example.com", "enabled": False},
    change=("city", "Berlin"),
    state=_state("service_providers", "north"),
    prepare=_gold_plan(1),
    further=lambda pbx, number: pbx.add("service_provider", str(number)),
    everyone=lambda pbx: [{"login": login} for login in pbx.state("service_providers")],
    values=_values("voipnow_service_provider"),
    together=_TOGETHER,
    touches=_TOUCHES,
    selects=frozenset({"ID"}),
    demands=frozenset({"passwordAuto", "accountExpireDays"}),
    restated=_groups("voipnow_service_provider"),
    like=VOIPNOW_ORGANIZATION,
    reads="list",
    paged=False,
    quarrels=_QUARRELS,
    never_empty=_NEVER_EMPTY,
    never_sent={
        **_never_sent("service_provider", *_OF_ALL),
        "add_service_provider.parentID": "only the administrator is above, whose app it is",
    },
)


def _two_companies(pbx: Simulator) -> None:
    pbx.add("organization", "company2", parent="provider1")
    _gold_plan(3)(pbx)


VOIPNOW_USER = Row(
    module="voipnow_user",
    identity={"login": "ada"},
    create={"organization": "company1", "name": "Ada", "email": "ada@example.com", "limits": {"queues": 1}},
    change=("city", "Berlin"),
    state=_state("users", "ada"),
    prepare=_two_companies,
    further=lambda pbx, number: pbx.add("user", str(number), parent="company1"),
    everyone=lambda pbx: [{"login": login} for login in pbx.state("users")],
    values=_values(
        "voipnow_user",
        organization=("company1", "company2"),
        phone_language=("de", "fr"),
        **dict.fromkeys(
            ("share_voicemail", "share_faxes", "share_recordings", "share_call_history"), (["Everyone"], ["everybody"])
        ),
    ),
    together=_TOGETHER,
    touches=_TOUCHES,
    selects=frozenset({"ID"}),
    demands=frozenset({"passwordAuto", "accountExpireDays"}),
    restated=_groups("voipnow_user"),
    like=VOIPNOW_ORGANIZATION,
    reads="list",
    paged=False,
    quarrels=_QUARRELS,
    never_empty=_NEVER_EMPTY,
    never_sent=_never_sent("user", *_OF_ALL, *_OF_CHILDREN),
)
