# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vendor document's provisioning example: nine steps from a service provider to a phone terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.simulators.voipnow.limits import TYPES, limit_names
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.unit.simulators.voipnow.conftest import VoipNow


def everything(kind: str) -> dict[str, Any]:
    """The known limits, all unlimited, as a careful client sends them."""
    limits = {name: {"_value_1": 0, "unlimited": True} for name in limit_names(kind)}
    return {**limits, "extensionManag": True, "numberManag": True}


def person(login: str) -> dict[str, Any]:
    return {
        "login": login,
        "firstName": "Auto",
        "lastName": login,
        "company": f"{login} Ltd",
        "email": f"{login}@example.com",
        "passwordAuto": True,
    }


def test_nine_steps(voipnow: Callable[..., VoipNow]) -> None:
    api = voipnow()
    provider, company, user = TYPES
    sp = api("AddServiceProvider", **person("spX123"))["ID"]
    assert api.code("AddOrganization", **person("orgY456"), parentID=sp) == "152", "no limits yet"
    api("SetServiceProviderPL", ID=sp, **everything(provider))
    plan = api("AddChargingPlan", name="Plan", userID=sp, planType="postpaid", allowOut=True)["ID"]
    org = api("AddOrganization", **person("orgY456"), parentID=sp, chargingPlanID=plan)["ID"]
    api("SetOrganizationPL", ID=org, **everything(company))
    below = api("AddChargingPlan", name="Plan", userID=org, planType="postpaid", allowOut=True)["ID"]
    ann = api("AddUser", **person("userZ789"), parentID=org, chargingPlanID=below)["ID"]
    assert api.code("AddExtension", parentID=ann, label="Terminal", passwordAuto=True) == "152"
    api("SetUserPL", ID=ann, **everything(user))
    made = api("AddExtension", parentID=ann, label="Terminal", extensionType="term", passwordAuto=True)
    assert made["extendedNumber"] == "0001*101"
    assert made["password"]
    assert api("GetUserDetails", ID=ann)["chargingPlanID"] == below
    assert api.pbx.state("users/userZ789/limits/phoneExtMax") == UNLIMITED
    used = api.pbx.state("service_providers/spX123/used")
    assert used == {"organizationMax": 1, "userMax": 1, "phoneExtMax": 1}
    codes = [entry["vendor_status"] for entry in api.pbx.log() if entry["write"]]
    assert codes.count("success") == 9
