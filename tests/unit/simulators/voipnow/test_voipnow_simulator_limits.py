# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Permissions and limits: unlimited or a number, never above the parent's, and what they keep from being added."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.voipnow.limits import limit_names, permission_names
from tests.simulators.voipnow.state import KINDS
from tests.unit.simulators.voipnow.conftest import VoipNow, number

ACCOUNTS = {"service_providers": "sp", "organizations": "org", "users": "ann"}
UNLIMITED = {"_value_1": 0, "unlimited": True}
PERSON = {"firstName": "Ann", "email": "ann@example.com", "passwordAuto": True}


@pytest.fixture
def api(voipnow: Callable[..., VoipNow]) -> VoipNow:
    made = voipnow()
    made.account("ServiceProvider", "sp")
    made.account("Organization", "org", "sp")
    made.account("User", "ann", "org")
    return made


def ids(api: VoipNow) -> tuple[int, int, int]:
    """The three accounts, from the top down."""
    found = api.pbx.state()
    return tuple(found[name][login]["id"] for name, login in ACCOUNTS.items())


def limits(api: VoipNow, kind: str, account: int) -> dict[str, Any]:
    answer = api(f"Get{kind}PL", ID=account)
    return answer["extensionPL"] if kind == "User" else answer["userPL"]


def test_names_come_from_the_schema() -> None:
    assert [len(limit_names(kind)) for kind in KINDS] == [24, 23, 22]
    assert "organizationMax" in limit_names(KINDS[0])
    assert "userMax" in limit_names(KINDS[1])
    assert {"multiUser", "provisionManag"} <= set(permission_names(KINDS[2]))


def test_a_new_account_may_nothing(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    made = api("AddServiceProvider", login="sp", **PERSON)["ID"]
    values = limits(api, "ServiceProvider", made)
    assert {name: values[name] for name in limit_names(KINDS[0])} == dict.fromkeys(limit_names(KINDS[0]), number(0))
    assert not any(values[name] for name in permission_names(KINDS[0]) if name != "provisionManag")
    assert values["accountExpire"]["unlimited"] is True
    assert api.code("AddOrganization", login="org", parentLogin="sp", **PERSON) == "152"
    api.pbx.options(enforce_limits=False)
    api("AddOrganization", login="org", parentLogin="sp", **PERSON)


def test_set_resets_what_is_not_sent(api: VoipNow) -> None:
    provider, company, user = ids(api)
    api("SetOrganizationPL", ID=company, phoneExtMax=number(5), extensionManag=True, organizationType=1)
    values = limits(api, "Organization", company)
    assert (values["phoneExtMax"], values["storage"]) == (number(5), UNLIMITED)
    assert (values["extensionManag"], values["organizationType"]) == (True, 1)
    api("SetUserPL", ID=user, queueExtMax=number(1))
    values = limits(api, "User", user)
    assert values["phoneExtMax"] == number(5), "as much as the parent has"
    api("SetUserPL", ID=user)
    assert limits(api, "User", user)["queueExtMax"] == UNLIMITED
    api.pbx.options(unsent_limits="keep")
    api("SetUserPL", ID=user, queueExtMax=number(3))
    api("SetUserPL", ID=user, phoneExtMax=number(2))
    values = limits(api, "User", user)
    assert (values["queueExtMax"], values["phoneExtMax"]) == (number(3), number(2))
    api("SetOrganizationPL", ID=company, sipManag=True)
    assert limits(api, "Organization", company)["extensionManag"] is True, "permissions stay"
    assert provider == 2


def test_unlimited_is_the_default_of_the_attribute(api: VoipNow) -> None:
    api("SetUserPL", ID=4, phoneExtMax={"_value_1": 7})
    assert limits(api, "User", 4)["phoneExtMax"] == UNLIMITED


def test_a_child_cannot_exceed_its_parent(api: VoipNow) -> None:
    provider, company, user = ids(api)
    api("SetUserPL", ID=user, phoneExtMax=number(8), queueExtMax=number(3))
    api("SetServiceProviderPL", ID=provider, phoneExtMax=number(10), queueExtMax=number(5))
    values = limits(api, "Organization", company), limits(api, "User", user)
    assert [each["phoneExtMax"]["_value_1"] for each in values] == [10, 8], (
        "lowered with the parent's, if it was higher"
    )
    assert [each["queueExtMax"]["_value_1"] for each in values] == [5, 3]
    for value in (number(11), UNLIMITED):
        assert api.code("SetOrganizationPL", ID=company, phoneExtMax=value) == "152"
    for change in ({"value": 11}, {"increase": "1"}, {"unlimited": True}):
        assert api.code("UpdateOrganizationPL", ID=company, phoneExtMax=change) == "152"
    assert api.code("SetUserPL", ID=user, phoneExtMax=number(11)) == "152"
    api("SetOrganizationPL", ID=company, phoneExtMax=number(7))
    assert limits(api, "User", user)["phoneExtMax"] == number(7)
    api("SetServiceProviderPL", ID=provider)
    assert limits(api, "User", user)["phoneExtMax"] == number(7), "raising raises nobody else"


def test_relative_changes(api: VoipNow) -> None:
    api("SetUserPL", ID=4, phoneExtMax=number(5))
    for change, after in (
        ({"increase": "3"}, number(8)),
        ({"decrease": "2"}, number(6)),
        ({"value": 1}, number(1)),
        ({"unlimited": True}, UNLIMITED),
        ({"increase": "3"}, UNLIMITED),
    ):
        api("UpdateUserPL", ID=4, phoneExtMax=change)
        assert limits(api, "User", 4)["phoneExtMax"] == after
    assert api.code("UpdateUserPL", ID=4, phoneExtMax={"decrease": "1"}) == "152"
    api("UpdateUserPL", ID=4, phoneExtMax={"value": 1}, storage={"value": 9}, callAPIManag=True)
    values = limits(api, "User", 4)
    assert (values["phoneExtMax"], values["storage"], values["callAPIManag"]) == (number(1), number(9), True)
    assert values["queueExtMax"] == UNLIMITED, "unsent stays"
    assert api.code("UpdateUserPL", ID=4, phoneExtMax={"decrease": "2"}) == "152"
    assert api.code("UpdateUserPL", ID=4, phoneExtMax={}) == "117"
    assert api.code("UpdateUserPL", ID=4, phoneExtMax={"increase": "many"}).removeprefix("e:") == "Client"


def test_expiry(api: VoipNow) -> None:
    api("SetUserPL", ID=4, accountExpire={"_value_1": "2031-05-06", "unlimited": False})
    assert limits(api, "User", 4)["accountExpire"] == {"_value_1": datetime.date(2031, 5, 6), "unlimited": False}
    api("SetUserPL", ID=4, accountExpireDays=number(10))
    until = limits(api, "User", 4)["accountExpire"]["_value_1"]
    assert 9 <= (until - datetime.datetime.now(datetime.UTC).date()).days <= 11
    api("UpdateUserPL", ID=4, phoneExtMax={"value": 1})
    assert limits(api, "User", 4)["accountExpire"]["_value_1"] == until
    api("SetUserPL", ID=4)
    assert limits(api, "User", 4)["accountExpire"]["unlimited"] is True


def test_limits_stop_additions_on_every_level(api: VoipNow) -> None:
    provider, company, user = ids(api)
    api.account("User", "bob", "org")
    api("UpdateOrganizationPL", ID=company, userMax={"value": 2})
    assert api.code("AddUser", login="eve", parentLogin="org", **PERSON) == "152"
    api("UpdateServiceProviderPL", ID=provider, organizationMax={"value": 1})
    assert api.code("AddOrganization", login="o2", parentLogin="sp", **PERSON) == "152"
    for account in (user, 5):
        api("SetUserPL", ID=account, phoneExtMax=number(3))
    api("UpdateOrganizationPL", ID=company, phoneExtMax={"value": 4})
    for _each in range(3):
        api("AddExtension", parentLogin="ann", label="x")
    assert api.code("AddExtension", parentLogin="ann", label="x") == "152", "the user's limit"
    last = api("AddExtension", parentLogin="bob", label="x")["extendedNumber"]
    assert api.code("AddExtension", parentLogin="bob", label="x") == "152", "the organization's limit"
    api("AddExtension", parentLogin="bob", label="x", extensionType="phoneQueue")
    api("DelExtension", extendedNumber=[last])
    api("AddExtension", parentLogin="bob", label="x")


def test_sharing(api: VoipNow) -> None:
    api.pbx.add("user_group", "1", userID=3, name="Sales", code="sales", members=[4])
    api.pbx.add("user_group", "2", userID=99, name="Others", code="others", members=[])
    groups = api("GetUserGroups", ID=4, share=True)["groups"]
    assert groups == [{"ID": 1, "name": "Sales", "code": "sales", "status": 1}]
    api("SetUserPL", ID=4, shareVoicemail={"groupID": [1]}, shareFaxes={"everybody": True})
    values = limits(api, "User", 4)
    assert values["shareVoicemail"] == [{"groupID": 1, "name": None}]
    assert values["shareFaxes"] == [{"groupID": None, "name": "everybody"}]
    assert values["shareRecordings"] == []
    for group in (2, 3):
        assert api.code("SetUserPL", ID=4, shareVoicemail={"groupID": [group]}) == "100"
