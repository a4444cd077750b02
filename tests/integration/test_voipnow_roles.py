# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The roles for people, tenants and call centers against a simulated VoipNow.

Provider1, company1 and user1 are there, who has the numbers 101 to 110.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import REPOSITORY, connection_of, playbook_command
from tests.role_steps import RoleRun, RoleStep, run_roles
from tests.simulators.client import Simulator
from tests.simulators.redaction import hashed

pytestmark = pytest.mark.slow

PASSWORD = "Canary-password-1"
SIP_PASSWORD = "Canary-sip-4821"
PIN = "482915"


@pytest.fixture
def pbx(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("voipnow")


def unchanged(run: RoleRun) -> bool:
    return not (run.failure or run.changed or run.writes or run.diffs)


# -- people

ADA = {"number": "301", "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
BOB = {
    "number": "302",
    "first_name": "Bob",
    "email": "bob@example.com",
    "department": "Sales",
    "mac": "000B.8212.3456",
    "sip_password": SIP_PASSWORD,
    "voicemail_pin": PIN,
    "user_password": PASSWORD,
}
EVE = {"number": "303", "last_name": "Moneypenny", "email": "eve@example.com", "language": "de"}
PEOPLE = {"onboard_user_tenant": "company1", "onboard_user_handover_file": "handover/voip.csv"}


def test_people_come_change_and_leave(pbx: Simulator, tmp_path: Path) -> None:
    come = {**PEOPLE, "onboard_user_users": [ADA, BOB, EVE]}
    married = {**PEOPLE, "onboard_user_users": [{**ADA, "last_name": "King"}, BOB, EVE]}
    boxes = {**PEOPLE, "onboard_user_users": [{**BOB, "voicemail": False}, {**EVE, "voicemail_to_email": False}]}
    leave = {"offboard_user_tenant": "company1", "offboard_user_numbers": ["301"]}
    gone = {**leave, "offboard_user_action": "delete", "offboard_user_handover_file": "handover/voip.csv"}
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep("onboard_user", {**come, "onboard_user_tenant": "to-be-made"}, check=True),
            RoleStep("onboard_user", {**come, "onboard_user_tenant": "to-be-made"}),
            RoleStep("onboard_user", come, check=True),
            RoleStep("onboard_user", come),
            RoleStep("onboard_user", come),
            RoleStep("onboard_user", married),
            RoleStep("onboard_user", boxes, check=True),
            RoleStep("onboard_user", boxes),
            RoleStep("onboard_user", boxes),
            RoleStep("offboard_user", {**leave, "offboard_user_numbers": ["101"]}),
            RoleStep("offboard_user", {**leave, "offboard_user_numbers": ["999"]}),
            RoleStep("offboard_user", leave, check=True),
            RoleStep("offboard_user", leave),
            RoleStep("offboard_user", leave),
            RoleStep("offboard_user", gone, check=True),
            RoleStep("offboard_user", gone),
            RoleStep("offboard_user", gone),
            RoleStep("onboard_user", {**come, "onboard_user_users": [{**ADA, "number": "101"}, {"number": "304"}]}),
        ],
        "-vvvv",
        quiet=False,
    )
    (
        early,
        lost,
        predicted,
        made,
        again,
        renamed,
        predicted_boxes,
        changed_boxes,
        same_boxes,
        shared,
        unknown,
        leaving,
        left,
        still,
        going,
        removed,
        nothing,
        bad,
    ) = steps
    numbers = ["301", "302", "303"]

    assert early.failure == "", run
    assert early.result("onboard_user")["created"] == numbers
    assert "there is no organization 'to-be-made'" in str(lost.events)
    assert early.writes == lost.writes == predicted.writes == [], run
    assert made.failure == "", run
    assert made.diffs == predicted.diffs
    for one in (predicted, made):
        assert one.result("onboard_user")["created"] == numbers
        assert one.result("onboard_user")["phones"] == {"302": "00:0b:82:12:34:56"}
    assert made.writes == ["AddUser", "SetUserPL"] * 3 + ["AddExtension"] * 3 + ["SetVoicemail"] * 3
    assert "department: VoipNow's API has no place" in str(made.task("Tell what of the list VoipNow has no place for"))
    assert unchanged(again), run
    assert again.result("onboard_user")["unchanged"] == numbers
    assert renamed.writes == ["EditUser", "EditExtension"]
    assert renamed.result("onboard_user")["changed"] == ["301"]
    assert predicted_boxes.diffs == changed_boxes.diffs
    assert predicted_boxes.writes == []
    assert changed_boxes.writes == ["SetVoicemail"] * 2
    assert changed_boxes.result("onboard_user")["changed"] == ["302", "303"]
    assert unchanged(same_boxes), run

    assert "The user user1 also has 102, 103" in str(shared.events[-1])
    assert "There are no extensions 999" in unknown.failure
    assert shared.writes == unknown.writes == leaving.writes == going.writes == []
    assert leaving.diffs == left.diffs
    assert left.writes == ["SetUserStatus", "SetUserCpAccess"]
    assert left.result("offboard_user") == {"changed": ["301"], "unchanged": [], "missing": []}
    assert unchanged(still), run
    assert removed.writes == ["DelUser"]
    assert removed.result("offboard_user")["changed"] == ["301"]
    assert nothing.result("offboard_user")["missing"] == ["301"]
    assert unchanged(nothing), run
    assert "e-mail address of every new user; these have none: 304" in bad.failure
    assert bad.writes == []

    users = pbx.state("users")
    assert "company1-301" not in users
    assert pbx.state("extensions/0001*302")["password"] == hashed(SIP_PASSWORD)
    assert users["company1-302"]["password"] == hashed(PASSWORD)
    box = pbx.state("extensions/0001*302")["features"]["E:Voicemail"]
    assert (box["status"], box["password"]) == (False, hashed(PIN))
    assert pbx.state("extensions/0001*303")["features"]["E:Voicemail"]["notify"] == "alert"
    with (tmp_path / "handover/voip.csv").open(newline="") as file:
        kept = {row["number"]: row for row in csv.DictReader(file)}
    assert kept.keys() == {"303"}
    assert pbx.state("extensions/0001*303")["password"] == hashed(kept["303"]["sip_password"])
    secrets = {PASSWORD, SIP_PASSWORD, PIN, *(value for name, value in kept["303"].items() if name != "number")}
    assert [secret for secret in secrets if secret in run.output] == []


# -- tenants

UNLIMITED = {"users": "unlimited", "phone_extensions": "unlimited", "queues": "unlimited", "ivrs": "unlimited"}
TENANTS: dict[str, Any] = {
    "onboard_tenant_passwords": {"acme": PASSWORD, "acme-admin": PASSWORD},
    "onboard_tenant_tenants": [
        {
            "login": "acme",
            "kind": "organization",
            "parent": "reseller",
            "company": "Acme Ltd",
            "first_name": "Acme",
            "email": "acme@example.com",
            "country": "de",
            "region": "Berlin",
            "timezone": "Europe/Berlin",
            "charging_plan": "Retail",
            "limits": {"users": 3, "phone_extensions": 5, "queues": 1},
            "permissions": {"extensions": True},
            "administrator": {
                "login": "acme-admin",
                "first_name": "Ann",
                "email": "ann@example.com",
                "role": "administrator",
                "limits": {"phone_extensions": 2, "queues": 1},
            },
            "extensions": [{"number": "100", "name": "Desk"}, {"number": "400", "name": "Sales", "type": "queue"}],
        },
        {
            "login": "reseller",
            "kind": "service_provider",
            "company": "Reseller Ltd",
            "first_name": "Res",
            "email": "reseller@example.com",
            "limits": {**UNLIMITED, "organizations": 2},
            "permissions": {"organizations": True},
            "charging_plans": [{"name": "Retail", "default": True, "allowed_calls": {"outgoing": True}}],
        },
    ],
}
GONE = {**TENANTS, "onboard_tenant_state": "absent"}
MADE = [
    "service_provider reseller",
    "organization acme",
    "user acme-admin",
    "extension 100",
    "extension 400",
    "charging plan Retail",
]


def with_organization(**options: Any) -> dict[str, Any]:
    acme, reseller = TENANTS["onboard_tenant_tenants"]
    return {**TENANTS, "onboard_tenant_tenants": [{**acme, **options}, reseller]}


# Without the organization, which has been changed since.
WITH_A_FEE = {
    "onboard_tenant_tenants": [
        {"login": "reseller", "kind": "service_provider", "charging_plans": [{"name": "Retail", "minimum_fee": 0.5}]}
    ]
}


def test_tenants_are_predicted_made_left_alone_and_removed(pbx: Simulator, tmp_path: Path) -> None:
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep("onboard_tenant", TENANTS, check=True),
            RoleStep("onboard_tenant", TENANTS),
            RoleStep("onboard_tenant", TENANTS),
            RoleStep("onboard_tenant", with_organization(limits={"queues": 0, "phone_extensions": 4}, city="Berlin")),
            RoleStep("onboard_tenant", with_organization(region="Berlln")),
            RoleStep("onboard_tenant", WITH_A_FEE),
            RoleStep("onboard_tenant", GONE),
            RoleStep("onboard_tenant", {**GONE, "onboard_tenant_recursive": True}),
            RoleStep("onboard_tenant", GONE),
        ],
        "-vvvv",
        quiet=False,
    )
    predicted, made, again, edited, lost, charged, kept, removed, nothing = steps
    assert predicted.failure == "", run
    assert predicted.writes == []
    assert made.failure == "", run
    assert made.diffs == predicted.diffs
    for one in (predicted, made):
        assert one.result("onboard_tenant") == {"changed": MADE, "removed": []}
    assert unchanged(again), run
    assert edited.writes == ["EditOrganization", "SetOrganizationPL"]
    assert "did you mean 'Berlin'" in str(lost.events)
    assert charged.writes == ["EditChargingPlan"], run
    assert charged.result("onboard_tenant")["changed"] == ["charging plan Retail"]
    assert "with it would go user acme-admin, extension " in str(kept.events)
    assert lost.writes == kept.writes == []
    assert removed.writes == ["DelOrganization", "DelServiceProvider"]
    assert removed.result("onboard_tenant")["removed"] == ["service_provider reseller", "organization acme"]
    assert unchanged(nothing), run
    assert PASSWORD not in run.output


# -- the playbooks with hosts of the inventory


def test_the_playbooks_run_twice_and_are_right_when_nothing_exists(pbx: Simulator, tmp_path: Path) -> None:
    system = {"name": "voip", "vendor": "voipnow", "session_cache_path": str(tmp_path / "sessions")}
    inventory = tmp_path / "pbx.yml"
    inventory.write_text(
        json.dumps(
            {
                "plugin": "telephony.pbx.pbx",
                "expose_credentials": True,
                "systems": [{**system, **connection_of(pbx)}],
            }
        )
    )
    _, environment = playbook_command([], tmp_path)
    del environment["ANSIBLE_STDOUT_CALLBACK"]
    tenants = ["--limit", "voip", "telephony.pbx.voipnow_provisioning", "telephony.pbx.onboard_tenants"]
    tenants += ["-e", f"@{REPOSITORY / 'playbooks/vars/onboard_tenants.yml'}"]
    people = {"onboard_user_users": [ADA], "onboard_user_handover_file": str(tmp_path / "acme.csv")}

    def run(*arguments: str) -> tuple[list[str], list[str]]:
        """How many tasks of each playbook have changed something, and what was written."""
        pbx.clear_log()
        done = subprocess.run(
            ["ansible-playbook", "-i", str(inventory), *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        recaps = re.findall(r"^voip\S* +: .*changed=(\d+)", done.stdout, re.MULTILINE)
        return recaps, [entry["operation"] for entry in pbx.log() if entry["write"]]

    predicted, written = run(*tenants, "--check", "--diff")
    assert written == []
    assert run(*tenants) == (predicted, PROVISIONED + TENANTS_OF_THE_EXAMPLE)
    assert run(*tenants) == (["0", "0"], [])
    _, written = run("--limit", "voip.acme", "telephony.pbx.onboard_users", "-e", json.dumps(people))
    assert written == ["AddUser", "SetUserPL", "AddExtension", "SetVoicemail"]
    assert "acme-301" in pbx.state("users")
    assert pbx.state("users/example-user")["limits"]["phoneExtMax"] == "unlimited"
    assert pbx.state("users/acme-admin")["limits"]["phoneExtMax"] == 1


PROVISIONED = [
    *("AddServiceProvider", "SetServiceProviderPL", "AddChargingPlan"),
    *("AddOrganization", "SetOrganizationPL", "AddChargingPlan"),
    *("AddUser", "SetUserPL", "AddExtension"),
]
TENANTS_OF_THE_EXAMPLE = [
    *("AddServiceProvider", "SetServiceProviderPL", "AddChargingPlan"),
    *("AddOrganization", "SetOrganizationPL", "AddUser", "SetUserPL", "AddExtension", "AddExtension"),
]


# -- a branch office

MANAGERS: list[dict[str, Any]] = [
    {
        "login": name,
        "first_name": name.capitalize(),
        "email": f"{name}@example.com",
        "numbers": {"first": first, "last": first + 99},
        "phones": [{"number": first + 1, "name": name.capitalize()}],
        "queue": {"number": str(first + 90), "name": "Sales"},
        "ivr": {"number": str(first + 91), "name": "Welcome"},
    }
    for name, first in (("bea", 200), ("cem", 300))
]
OFFICE: dict[str, Any] = {
    "branch_office_organization": {
        "login": "berlin",
        "parent": "provider1",
        "company": "Acme Berlin",
        "first_name": "Bea",
        "email": "berlin@example.com",
        "country": "de",
        "region": "Berlin",
        "timezone": "Europe/Berlin",
        "charging_plan": "Standard",
    },
    "branch_office_managers": MANAGERS,
}


def test_a_branch_office_comes_and_goes(pbx: Simulator, tmp_path: Path) -> None:
    bea, cem = MANAGERS
    wrong = [bea, {**cem, "numbers": {"first": 250, "last": 350}, "queue": {"number": "201", "name": "x"}}]
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep("branch_office", {**OFFICE, "branch_office_managers": wrong}),
            RoleStep("branch_office", OFFICE, check=True),
            RoleStep("branch_office", OFFICE),
            RoleStep("branch_office", OFFICE),
            RoleStep("branch_office", {**OFFICE, "branch_office_state": "absent", "branch_office_recursive": True}),
        ],
    )
    refused, predicted, made, again, removed = steps
    for told in (
        "cem: 201 is not from 250 to 350. cem: 391 is not from 250 to 350",
        "cem: the range overlaps that of bea",
        "201 is given 2 times",
    ):
        assert told in refused.failure
    assert refused.requests == []
    assert predicted.writes == []
    assert made.failure == "", run
    assert made.diffs == predicted.diffs
    assert made.writes == ["AddOrganization", "SetOrganizationPL", *["AddUser", "SetUserPL"] * 2, *["AddExtension"] * 6]
    assert unchanged(again), run
    organization, manager = ({**diff["after"]["limits"]} for diff in made.diffs[:2])
    assert (organization["phone_extensions"], organization["users"], manager["phone_extensions"]) == (196, 2, 98)
    assert removed.writes == ["DelOrganization"]


# -- queues and IVRs


def test_queues_get_agents_and_routes_that_a_voipnow_cannot_have_are_refused(pbx: Simulator, tmp_path: Path) -> None:
    center = {
        "call_center_user": "user1",
        "call_center_queues": [{"number": 500, "name": "Support", "agents": ["101", 102], "strategy": "memory"}],
        "call_center_ivrs": [{"number": "600", "name": "Welcome"}],
    }
    fewer = {**center, "call_center_queues": [{"number": "500", "agents": ["102", "103"]}]}
    wrong = {**center, "call_center_queues": [{"number": "500", "agents": ["102", "1O3"]}]}
    route = {"trunk": "x", "dids": ["_1X."], "caller_ids": ["2"], "destination": {"type": "hangup"}}
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep("call_center", {**center, "call_center_routes": [route]}),
            RoleStep("call_center", center, check=True),
            RoleStep("call_center", center),
            RoleStep("call_center", center),
            RoleStep("call_center", fewer),
            RoleStep("call_center", wrong),
            RoleStep("call_center", {**center, "call_center_state": "absent"}),
        ],
    )
    refused, predicted, made, again, staffed, lost, removed = steps
    assert "call_center_routes[0].destination must be an extension, a queue or an IVR" in refused.failure
    assert "call_center_routes[0] has caller_ids" in refused.failure
    assert "call_center_routes[0].dids has the patterns _1X." in refused.failure
    assert refused.requests == []
    assert predicted.writes == [], run
    assert made.writes == ["AddExtension", "AddExtension", "AssignQueueAgent", "AssignQueueAgent"], run
    assert made.diffs == predicted.diffs
    for one in (predicted, made):
        assert one.result("call_center") == {"created": ["queue 500", "ivr 600"], "changed": [], "removed": []}
    assert "strategy: there is no module" in str(made.task("Tell what VoipNow has no place for"))
    assert unchanged(again), run
    assert staffed.writes == ["UnassignQueueAgent", "AssignQueueAgent"]
    assert staffed.result("call_center")["changed"] == ["queue 500"]
    assert "no phone terminal '1O3'; did you mean '103'?" in str(lost.events)
    assert lost.writes == []
    assert removed.writes == ["DelExtension", "DelExtension"]
    assert removed.result("call_center")["removed"] == ["ivr 600", "queue 500"]
