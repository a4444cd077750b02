# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hierarchy of accounts: who may be below whom, what is unique, what is deleted with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.simulators.voipnow.conftest import VoipNow

PERSON = {"firstName": "Ann", "lastName": "Lee", "email": "ann@example.com", "passwordAuto": True}


@pytest.fixture
def api(voipnow: Callable[..., VoipNow]) -> VoipNow:
    """A service provider ``sp`` with an organization ``org`` with a user ``ann``."""
    made = voipnow()
    made.account("ServiceProvider", "sp")
    made.account("Organization", "org", "sp")
    made.account("User", "ann", "org")
    return made


def of(api: VoipNow, kind: str, login: str) -> dict[str, Any]:
    rows = api(f"Get{kind}s")[kind[0].lower() + kind[1:]]
    (row,) = [row for row in rows if row["login"] == login]
    return api(f"Get{kind}Details", ID=row["ID"])


def test_levels(api: VoipNow) -> None:
    provider, company, user = (
        of(api, *each) for each in (("ServiceProvider", "sp"), ("Organization", "org"), ("User", "ann"))
    )
    assert (provider["parentID"], company["parentID"], user["parentID"]) == (1, provider["ID"], company["ID"])
    assert len({each["ID"] for each in (provider, company, user)}) == 3
    assert len({each["identifier"] for each in (provider, company, user)}) == 3
    assert api("GetUserDetails", identifier=user["identifier"])["login"] == "ann"
    for kind, parent in (("User", "sp"), ("User", "ann"), ("Organization", "org")):
        assert api.code(f"Add{kind}", login="x", parentLogin=parent, **PERSON) == "251"
    assert api.code("AddServiceProvider", login="x", parentID=provider["ID"], **PERSON) == "251"
    assert api.code("AddUser", login="x", parentID=4711, **PERSON) == "251"
    assert api.code("AddUser", login="x", **PERSON) == "117"
    assert api.code("GetOrganizationDetails", ID=user["ID"]) == "250"
    assert api.code("GetUserDetails", ID=4711) == "250"
    assert api.code("GetUserDetails", identifier="nobody") == "250"
    assert api.code("GetUserDetails") == "117"
    assert api.code("AddUser", login="x", parentLogin="org", fromUser=4711, **PERSON) == "113"


def test_details_say_what_was_said(api: VoipNow) -> None:
    said = {
        "firstName": "Bo",
        "lastName": "Ek",
        "company": "Ek AB",
        "email": "bo@example.com",
        "phone": "+46 8 1234",
        "fax": "08-55",
        "address": "Long Street 1",
        "city": "Stockholm",
        "pcode": "111 22",
        "country": "se",
        "timezone": 5,
        "interfaceLang": "en",
        "notes": "two\nlines",
        "chargingIdentifier": "abc_123",
        "subscriptionID": "S-1",
        "phoneLang": "de",
        "role": "administrator",
    }
    made = api("AddUser", login="bo", password="Secret-1", parentLogin="org", verbose=True, **said)
    read = api("GetUserDetails", ID=made["ID"])
    for values in (made, read):
        assert {name: values[name] for name in said} == said
        assert values["name"] == "Bo Ek"
        assert values["password"] is None
        assert (values["status"], values["cpAccess"]) == (True, True)
    api("EditUser", ID=made["ID"], city="", company="Other AB")
    read = api("GetUserDetails", ID=made["ID"])
    assert (read["city"], read["company"], read["phone"]) == (None, "Other AB", said["phone"])


def test_generated_password_comes_back_once(api: VoipNow) -> None:
    made = api("AddUser", login="bo", parentLogin="org", **PERSON)
    assert len(made["password"]) >= 8
    assert made["result"] == "success"
    assert made["email"] is None, "without verbose only what names the account"
    assert api("GetUserDetails", ID=made["ID"])["password"] is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"login": None}, "117"),
        ({"email": None}, "117"),
        ({"firstName": None, "lastName": None}, "117"),
        ({"passwordAuto": None}, "117"),
        ({"login": "with space"}, "310"),
        ({"email": "no address"}, "300"),
        ({"country": "xx"}, "301"),
        ({"country": "long"}, "301"),
        ({"phone": "call me"}, "304"),
        ({"fax": "fax me"}, "305"),
        ({"interfaceLang": "zz"}, "306"),
        ({"company": "ab"}, "308"),
        ({"address": "x"}, "309"),
        ({"city": "x"}, "311"),
        ({"pcode": "12345678901"}, "312"),
        ({"notes": "x" * 1025}, "313"),
        ({"country": "us", "region": 21}, "314"),
        ({"region": 9999}, "314"),
        ({"chargingIdentifier": "abc"}, "303"),
        ({"templateID": 4711}, "252"),
        ({"channelRuleID": 4711}, "260"),
        ({"chargingPlanID": 4711}, "258"),
        ({"chargingPlanIdentifier": "none"}, "258"),
        ({"chargingPlanID": 1}, "315"),
        ({"timezone": 999}, "152"),
        ({"role": "king"}, "Client"),
        ({"password": "abc"}, "Client"),
    ],
)
def test_refused_values(api: VoipNow, values: dict[str, Any], code: str) -> None:
    before = api.pbx.state("users")
    sent = {**PERSON, "login": "bo", "parentLogin": "org", **values}
    found = api.code("AddUser", **{name: value for name, value in sent.items() if value is not None})
    assert found.removeprefix("e:") == code
    assert api.pbx.state("users") == before


def test_logins_are_unique_over_all_levels(api: VoipNow) -> None:
    for login in ("sp", "org", "ann", "admin"):
        assert api.code("AddUser", login=login, parentLogin="org", **PERSON) == "200"
    user = of(api, "User", "ann")["ID"]
    assert api.code("EditUser", ID=user, login="org") == "200"
    api("EditUser", ID=user, login="eve")
    assert api("AddUser", login="ann", parentLogin="org", **PERSON)["login"] == "ann"
    assert api.code("AddOrganization", login="o2", parentLogin="sp", identifier="a", **PERSON, company="x") == "308"
    api("AddOrganization", login="o2", parentLogin="sp", identifier="mine", **PERSON)
    assert api.code("AddOrganization", login="o3", parentLogin="sp", identifier="mine", **PERSON) == "200"


def test_force_update(api: VoipNow, voipnow: Callable[..., VoipNow]) -> None:
    twin = api("AddUser", login="ann", parentLogin="org", forceUpdate=True, **PERSON)
    assert twin["login"] == "ann1"
    api.pbx.options(force_update="update")
    again = api("AddUser", login="ann1", parentLogin="org", forceUpdate=True, **{**PERSON, "firstName": "Zoe"})
    assert again["ID"] == twin["ID"]
    assert api("GetUserDetails", ID=twin["ID"])["firstName"] == "Zoe"


def test_flagged_logins_stay(api: VoipNow) -> None:
    made = api("AddUser", login="bo", parentLogin="org", accountFlag=["noneditablelogin"], **PERSON)["ID"]
    assert api.code("EditUser", ID=made, login="bob") == "310"
    api("EditUser", ID=made, login="bo", firstName="Bo")


def test_lists(api: VoipNow) -> None:
    api.account("Organization", "org2", "sp")
    api.account("User", "bob", "org2", company="Widgets")
    assert [row["login"] for row in api("GetUsers")["user"]] == ["ann", "bob"]
    provider, company = of(api, "ServiceProvider", "sp"), of(api, "Organization", "org2")
    assert len(api("GetUsers", parentID=provider["ID"])["user"]) == 2
    assert [row["login"] for row in api("GetUsers", parentIdentifier=company["identifier"])["user"]] == ["bob"]
    for text in ("BOB", "widg", "bob@example"):
        assert [row["login"] for row in api("GetUsers", filter=text)["user"]] == ["bob"]
    empty = api("GetUsers", filter="nobody at all")
    assert empty["user"] == []
    assert empty["notice"] == [{"message": "No records found", "code": "030"}]
    assert api.code("GetUsers", parentID=4711) == "251"


def test_status_and_panel_access(api: VoipNow) -> None:
    company = of(api, "Organization", "org")["ID"]
    api("SetOrganizationStatus", ID=company, status=True, phoneStatus="32")
    assert of(api, "Organization", "org")["phoneStatus"] == "32"
    api("SetOrganizationStatus", ID=company, status=False)
    read = of(api, "Organization", "org")
    assert (read["status"], read["phoneStatus"]) == (False, "1"), "unsent is reset"
    assert api.code("AddUser", login="x", parentLogin="org", **PERSON) == "107"
    api.pbx.options(unsent_phone_status="keep")
    api("SetAccountStatus", ID=company, status=True, phoneStatus="16")
    api("SetOrganizationStatus", ID=company, status=True)
    assert of(api, "Organization", "org")["phoneStatus"] == "16"
    api("SetOrganizationCpAccess", ID=company, cpAccess=False)
    assert of(api, "Organization", "org")["cpAccess"] is False
    assert api.code("SetServiceProviderCpAccess", ID=of(api, "ServiceProvider", "sp")["ID"]) == "117"


def test_nothing_below_the_expired(api: VoipNow) -> None:
    provider = of(api, "ServiceProvider", "sp")["ID"]
    api("UpdateServiceProviderPL", ID=provider, accountExpireDays={"_value_1": 2, "unlimited": False})
    api("AddUser", login="x", parentLogin="org", **PERSON)
    api.pbx.clock(advance=4 * 86400)
    api.token = api.grant().json()["access_token"]
    assert api.code("AddUser", login="y", parentLogin="org", **PERSON) == "106"
    assert api("QuickStats")["serviceProviders"]["expired"] == 1


def test_deleting_takes_everything_below_along(api: VoipNow) -> None:
    provider, user = of(api, "ServiceProvider", "sp"), of(api, "User", "ann")
    number = api("AddExtension", parentLogin="ann", label="desk")["extendedNumber"]
    plan = api("AddChargingPlan", name="x", userID=provider["ID"])["ID"]
    held = api("AssignPublicNo", extendedNumber=number, count=1)["ID"][0]
    assert api.pbx.state(f"public_numbers/{held}")["holders"] == [
        provider["ID"],
        provider["ID"] + 1,
        user["ID"],
        number,
    ]
    assert api("DelServiceProvider", ID=[provider["ID"]]) == {"items": 1, "result": "success"}
    assert api.code("GetUserDetails", ID=user["ID"]) == "250"
    assert api.code("GetExtensionDetails", extendedNumber=number) == "100"
    assert api.code("GetChargingPlanDetails", ID=plan) == "258"
    state = api.pbx.state()
    assert state["public_numbers"][str(held)]["holders"] == []
    assert [state[name] for name in ("service_providers", "organizations", "users", "extensions")] == [{}] * 4
    assert api.account("ServiceProvider", "sp") > user["ID"], "IDs are not given twice"


def test_some_deleted_is_partial(api: VoipNow) -> None:
    user = of(api, "User", "ann")["ID"]
    assert api("DelUser", ID=[4711, user]) == {"items": 1, "result": "partial"}
    assert api.code("DelUser", ID=[user]) == "250"
    assert api.code("DelUser", identifier=["nobody"]) == "250"
    assert api.code("DelUser", ID=[of(api, "Organization", "org")["ID"]]) == "250"


def test_moving_organizations(api: VoipNow) -> None:
    target = api.account("ServiceProvider", "sp2")
    company = of(api, "Organization", "org")["ID"]
    values = {"serviceProviderID": target, "ID": [company]}
    assert api.code("MoveOrganizations", **values) == "315"
    assert api.code("MoveOrganizations", **values, chargingPlanID=1) == "315", "a plan of the administrator"
    plan = api("AddChargingPlan", name="p", userID=target)["ID"]
    api("UpdateServiceProviderPL", ID=target, organizationMax={"value": "0"})  # zeep loses the number 0 here
    assert api.code("MoveOrganizations", **values, chargingPlanID=plan) == "152"
    api("UpdateServiceProviderPL", ID=target, organizationMax={"unlimited": True}, userMax={"value": 1})
    assert api.code("MoveOrganizations", **values, chargingPlanID=plan) == "152", "its limits are above the new owner's"
    api("UpdateOrganizationPL", ID=company, userMax={"value": 1})
    held = api("AssignPublicNo", userID=company, count=1)["ID"][0]
    assert api("MoveOrganizations", **values, chargingPlanID=plan) == {"items": 1, "result": "success"}
    moved = of(api, "Organization", "org")
    assert (moved["parentID"], moved["chargingPlanID"], moved["chargingPlan"]) == (target, plan, "p")
    assert of(api, "User", "ann")["parentID"] == company
    assert api.pbx.state(f"public_numbers/{held}/holders") == [target, company]
    used = {login: api.pbx.state(f"service_providers/{login}/used") for login in ("sp", "sp2")}
    assert used["sp"] == {"organizationMax": 0, "userMax": 0}
    assert used["sp2"] == {"organizationMax": 1, "userMax": 1}
    assert api.code("MoveOrganizations", serviceProviderID=company, ID=[company]) == "251"


def test_charging_plans_come_from_the_parent(api: VoipNow) -> None:
    provider = of(api, "ServiceProvider", "sp")["ID"]
    first = api("AddChargingPlan", name="first", userLogin="sp", default=True)
    assert api.code("AddChargingPlan", name="first", userLogin="sp") == "200"
    second = api("AddChargingPlan", name="second", userID=provider, default=True, planType="postpaid")
    plans = {row["name"]: row["default"] for row in api("GetChargingPlans", userID=provider)["chargingPlan"]}
    assert plans == {"first": False, "second": True}
    by_default = api("AddOrganization", login="o2", parentLogin="sp", verbose=True, **PERSON)
    assert by_default["chargingPlanID"] == second["ID"]
    named = api("AddOrganization", login="o3", parentLogin="sp", chargingPlanIdentifier=first["identifier"], **PERSON)
    assert api("GetOrganizationDetails", ID=named["ID"])["chargingPlan"] == "first"
    assert api.code("DelChargingPlan", ID=[first["ID"]]) == "152"
    api("EditOrganization", ID=named["ID"], chargingPlanID=second["ID"])
    assert api("DelChargingPlan", ID=[first["ID"]])["items"] == 1
    assert api.code("AddChargingPlan", name="x", userLogin="ann") == "520"
    for unsent, kind in (("keep", "postpaid"), ("reset", "prepaid")):
        api.pbx.options(unsent_limits=unsent)
        api("EditChargingPlan", ID=second["ID"], name="renamed", chargeOut=30)
        read = api("GetChargingPlanDetails", identifier=second["identifier"])["chargingPlan"]
        assert (read["name"], read["chargeOut"], read["planType"]) == ("renamed", 30, kind)
        assert (read["userLogin"], read["default"]) == ("sp", True)


def test_preparing_deletion_suspends_for_good(api: VoipNow) -> None:
    user = of(api, "User", "ann")["ID"]
    api("CallCosts", userID=user, prepareDelete=True)
    assert of(api, "User", "ann")["status"] is False
    assert api.code("SetUserStatus", ID=user, status=True) == "152"
    assert api.code("CallCosts", userID=1, prepareDelete=True) == "250"
