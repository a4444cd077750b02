# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts and extensions against the simulated VoipNow: what is sent, and what a user is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

SP, ORG, USER, EXT = (f"voipnow_{name}" for name in ("service_provider", "organization", "user", "extension"))
NORTH = {"login": "north", "first_name": "Nora", "email": "nora@example.com"}
ACME = {"login": "acme", "service_provider": "provider1", "name": "Acme", "email": "acme@example.com"}
ADA = {"login": "ada", "organization": "company1", "first_name": "Ada", "email": "ada@example.com"}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Ten extensions of user1, of company1, of provider1."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    return Engine(pbx, tmp_path / "sessions")


def written(outcome: Outcome) -> list[str]:
    return [entry["operation"] for entry in outcome.writes]


def sent(outcome: Outcome, operation: str) -> dict[str, Any]:
    (entry,) = [entry for entry in outcome.requests if entry["operation"] == operation]
    return entry["parameters"]


@pytest.mark.parametrize(("module", "options"), [(SP, NORTH), (ORG, ACME), (USER, ADA)])
def test_an_account_lives_and_goes(engine: Engine, module: str, options: dict[str, Any]) -> None:
    key = {"login": options["login"]}
    predicted = engine.run(module, check=True, **options)
    assert (predicted.changed, predicted.writes) == (True, [])
    made = engine.ensure(module, **options)
    assert made.result["diff"] == predicted.result["diff"]
    again = engine.ensure(module, **options)
    assert (again.changed, again.warnings, again.writes) == (False, [], [])
    assert engine.ensure(module, **key, city="Berlin", panel_access=False, enabled=False).changed
    changed = engine.ensure(module, **key, city="Berlin", panel_access=False, enabled=False)
    assert not changed.changed
    assert engine.ensure(module, **key, state="absent").changed
    assert not engine.ensure(module, **key, state="absent").changed


def test_each_group_is_written_by_its_own_operation_and_only_if_it_differs(engine: Engine) -> None:
    assert written(engine.ensure(ORG, login="company1", city="Berlin")) == ["EditOrganization"]
    assert written(engine.ensure(ORG, login="company1", enabled=False)) == ["SetOrganizationStatus"]
    assert written(engine.ensure(ORG, login="company1", panel_access=False)) == ["SetOrganizationCpAccess"]
    assert written(engine.ensure(ORG, login="company1", limits={"users": 9})) == ["SetOrganizationPL"]
    both = engine.ensure(ORG, login="company1", city="Bonn", enabled=True, limits={"users": "9"})
    assert written(both) == ["EditOrganization", "SetOrganizationStatus"]


def test_an_edit_sends_what_differs_and_no_more(engine: Engine) -> None:
    outcome = engine.ensure(ORG, login="company1", city="Berlin", email="company1@example.com")
    assert sent(outcome, "EditOrganization").keys() == {"ID", "city"}


def test_limits_are_sent_whole_and_numbers_are_never_unlimited(engine: Engine) -> None:
    engine.ensure(ORG, **ACME, limits={"users": 3, "queues": "unlimited"}, permissions={"sip": True})
    outcome = engine.ensure(ORG, login="acme", limits={"users": 4})
    kept = outcome.result["organization"]
    assert (kept["limits"]["users"], kept["limits"]["queues"], kept["limits"]["ivrs"]) == (4, "unlimited", 0)
    assert kept["permissions"]["sip"] is True
    request = sent(outcome, "SetOrganizationPL")
    assert {"phoneExtMax", "queueExtMax", "userMax", "sipManag", "provisionManag"} <= request.keys()
    assert ("accountExpire" in request) != ("accountExpireDays" in request)


def test_an_expiry_survives_a_change_of_limits(engine: Engine) -> None:
    engine.ensure(ORG, **ACME, expires="2031-05-06")
    kept = engine.ensure(ORG, login="acme", limits={"users": 4}).result["organization"]
    assert kept["expires"] == "2031-05-06"
    assert engine.ensure(ORG, login="acme", expires="unlimited").result["organization"]["expires"] == "unlimited"


def test_days_until_expiry_count_at_creation_only(engine: Engine) -> None:
    engine.ensure(ORG, **ACME, expires_in_days=30)
    again = engine.ensure(ORG, **ACME, expires_in_days=30)
    assert not again.changed
    both = engine.run(ORG, **ACME, expires_in_days=3, expires="2031-05-06")
    assert "expires and expires_in_days exclude each other" in both.message


def test_the_status_of_phones_is_not_reset_by_the_accounts(engine: Engine) -> None:
    engine.ensure(ORG, login="company1", phone_status="incoming_only")
    kept = engine.ensure(ORG, login="company1", enabled=False).result["organization"]
    assert (kept["enabled"], kept["phone_status"]) == (False, "incoming_only")


@pytest.mark.parametrize("reference", ["login", "identifier", "ID"])
def test_a_parent_is_named_by_login_identifier_or_id(engine: Engine, reference: str) -> None:
    rows = engine.ensure("voipnow_api", operation="GetServiceProviders").result["response"]["serviceProvider"]
    options = {**ACME, "service_provider": str(rows[0][reference])}
    made = engine.ensure(ORG, **options)
    assert made.result["organization"]["service_provider"] == "provider1"
    assert not engine.ensure(ORG, **options).changed


def test_an_organization_is_moved_with_a_plan_of_its_new_owner(engine: Engine) -> None:
    engine.ensure(SP, **NORTH, limits=dict.fromkeys(("organizations", "users", "phone_extensions"), "unlimited"))
    engine.ensure(ORG, **ACME)
    refused = engine.run(ORG, login="acme", service_provider="north", charging_plan="Gold")
    assert "the account above has no charging plan 'Gold'" in refused.message
    assert refused.writes == []
    unclear = engine.run(ORG, check=True, login="acme", service_provider="north")
    assert any("north has none of that name" in warning for warning in unclear.warnings)
    engine.ensure(
        "voipnow_api",
        operation="AddChargingPlan",
        parameters={"name": "Of north", "userID": _id_of(engine, "north"), "allowOut": True},
    )
    moved = engine.ensure(ORG, login="acme", service_provider="north", charging_plan="Of north")
    assert written(moved) == ["MoveOrganizations"]
    kept = moved.result["organization"]
    assert (kept["service_provider"], kept["charging_plan"]) == ("north", "Of north")


def test_a_moved_organization_gets_the_plan_of_the_same_name(engine: Engine) -> None:
    engine.ensure(SP, **NORTH, limits=dict.fromkeys(("organizations", "users", "phone_extensions"), "unlimited"))
    parameters = {"name": "Standard", "userID": _id_of(engine, "north"), "allowOut": True}
    engine.ensure("voipnow_api", operation="AddChargingPlan", parameters=parameters)
    engine.ensure(ORG, **ACME, charging_plan="Standard")
    moved = engine.ensure(ORG, login="acme", service_provider="north", charging_plan="Standard")
    assert written(moved) == ["MoveOrganizations"]
    assert "chargingPlanID" in sent(moved, "MoveOrganizations")


def _id_of(engine: Engine, login: str) -> int:
    rows = engine.ensure("voipnow_api", operation="GetServiceProviders", parameters={"filter": login})
    return int(rows.result["response"]["serviceProvider"][0]["ID"])


def test_a_parent_that_the_app_may_not_read_goes_by_its_id(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="GetServiceProviderDetails", code="113")
    kept = engine.ensure(ORG, login="company1", city="company1 city", check=True).result["organization"]
    assert kept["service_provider"].isdecimal()


def test_a_user_cannot_be_moved(engine: Engine) -> None:
    engine.ensure(ORG, **ACME)
    assert "can only be set when the object is created" in engine.run(USER, login="user1", organization="acme").message


def test_regions_and_time_zones_go_by_name(engine: Engine) -> None:
    made = engine.ensure(ORG, **ACME, country="us", region="new york", timezone="America/New_York")
    kept = made.result["organization"]
    assert (kept["region"], kept["timezone"]) == ("New York", "America/New_York")
    again = engine.ensure(ORG, **ACME, country="us", region="New York", timezone="america/new_york")
    assert not again.changed
    assert {"GetRegions", "GetTimezone"}.isdisjoint(again.operations), "these lists are kept"
    assert engine.ensure(ORG, login="acme", region="Texas").changed


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"country": "us", "region": "New Yrok"}, "no region 'New Yrok' in us; did you mean 'New York'?"),
        ({"timezone": "Europe/Berln"}, "no timezone 'Europe/Berln'; did you mean 'Europe/Berlin'?"),
        ({"service_provider": "provider2"}, "no service provider 'provider2'; did you mean 'provider1'?"),
        ({"charging_plan": "Standart"}, "no charging plan 'Standart'; did you mean 'Standard'?"),
        ({"template": "Default organisation"}, "did you mean 'Default organization'?"),
        ({"limits": {"users": -1}}, "limits.users is -1, but must be a number or the word unlimited"),
        ({"limits": {"users": "lots"}}, "limits.users is 'lots'"),
        ({"expires": "tomorrow"}, "expires is 'tomorrow', but must be a date"),
        ({"country": "Germany"}, "country: 'Germany' must be a code of two letters"),
        ({"company": "X"}, "must have 3 to 255"),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(engine: Engine, options: dict[str, Any], words: str) -> None:
    outcome = engine.run(ORG, **{**ACME, **options})
    assert outcome.failed
    assert words in outcome.message
    assert outcome.writes == []


def test_a_limit_above_the_parents_leaves_no_account_half_made(engine: Engine) -> None:
    engine.ensure(ORG, **ACME, limits={"phone_extensions": 5})
    outcome = engine.run(USER, **{**ADA, "organization": "acme"}, limits={"phone_extensions": 6, "queues": 1})
    assert "limits.phone_extensions is 6, but organization acme has 5" in outcome.message
    assert "limits.queues is 1, but organization acme has 0" in outcome.message
    assert outcome.writes == []


def test_check_mode_takes_missing_parents_to_come(engine: Engine) -> None:
    organization = engine.run(ORG, check=True, **{**ACME, "service_provider": "south"}, limits={"users": 3})
    user = engine.run(USER, check=True, **{**ADA, "organization": "acme"}, charging_plan="New plan")
    extension = engine.run(EXT, check=True, user="ada", number="101", label="Desk")
    for outcome in (organization, user, extension):
        assert (outcome.failed, outcome.changed, outcome.writes) == (False, True, [])
        assert any("this check takes it that an earlier task sees to it" in warning for warning in outcome.warnings)


def test_an_account_that_is_not_empty_is_deleted_with_everything_or_not_at_all(engine: Engine) -> None:
    refused = engine.run(ORG, login="company1", state="absent")
    assert "with it would go user user1, extension" in refused.message
    assert "recursive: true" in refused.message
    predicted = engine.run(ORG, check=True, login="company1", state="absent", recursive=True)
    assert (predicted.changed, predicted.writes) == (True, [])
    assert any("with it goes user user1" in warning for warning in predicted.warnings)
    assert written(engine.ensure(ORG, login="company1", state="absent", recursive=True)) == ["DelOrganization"]
    assert engine.ensure("voipnow_info", resources=["users"]).result["users"] == []


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ("vendor_error", "The user was created, but limits could not be set"),
        ("status", "A read shows the object, but not all that was asked for"),
        ("cut_before", "A read shows the object, but not all that was asked for"),
    ],
)
def test_an_account_that_is_made_in_part_is_told_and_completed(engine: Engine, effect: str, words: str) -> None:
    code = {"code": "152"} if effect == "vendor_error" else {}
    engine.pbx.fault(effect, operation="SetUserPL", **code)
    outcome = engine.run(USER, **ADA, limits={"phone_extensions": 1})
    assert words in outcome.message
    assert outcome.operations.count("AddUser") == outcome.operations.count("SetUserPL") == 1
    assert written(engine.ensure(USER, **ADA, limits={"phone_extensions": 1})) == ["SetUserPL"]


@pytest.mark.parametrize("effect", ["cut_after", "cut_before", "status", "html"])
@pytest.mark.parametrize("operation", ["AddUser", "EditUser", "DelUser"])
def test_a_doubtful_write_is_looked_after_and_never_doubled(engine: Engine, operation: str, effect: str) -> None:
    if operation != "AddUser":
        engine.ensure(USER, **ADA)
    engine.pbx.fault(effect, operation=operation)
    wanted = {"AddUser": {}, "EditUser": {"city": "Bonn"}, "DelUser": {"state": "absent"}}[operation]
    outcome = engine.ensure(USER, **{**ADA, **wanted})
    assert outcome.changed
    carried_out = effect == "cut_after"
    assert outcome.operations.count(operation) == (1 if carried_out else 2)
    assert any("a read shows" in warning for warning in outcome.warnings) == carried_out


def test_a_password_is_sent_once_and_never_shown(engine: Engine) -> None:
    secret = "Correct-Horse-7"
    made = engine.ensure(USER, **ADA, password=secret, update_password="on_create")
    again = engine.ensure(USER, **ADA, password=secret, update_password="on_create")
    changed = engine.ensure(USER, **ADA, password=secret)
    assert (made.changed, again.changed, changed.changed) == (True, False, True)
    assert secret not in f"{made}{again}{changed}{engine.lines}"


def test_sharing_goes_by_the_groups_names(engine: Engine) -> None:
    engine.ensure(USER, login="user1", share_voicemail=["Everyone"], share_faxes=["everybody"])
    kept = engine.ensure(USER, login="user1", limits={"queues": 5}).result["user"]
    assert (kept["share_voicemail"], kept["share_faxes"]) == (["Everyone"], ["everybody"])
    assert engine.ensure(USER, login="user1", share_voicemail=[]).result["user"]["share_voicemail"] == []
    assert "no user group 'Nobody'" in engine.run(USER, login="user1", share_faxes=["Nobody"]).message


# -- extensions


@pytest.mark.parametrize(
    "kind",
    ["term", "phoneQueue", "ivr", "voicecenter", "conference", "callback", "callcard", "intercom", "queuecenter"],
)
def test_an_extension_of_every_type_lives_and_goes(engine: Engine, kind: str) -> None:
    key = {"user": "user1", "number": "250"}
    made = engine.ensure(EXT, **key, type=kind, label="First")
    assert made.result["extension"]["extended_number"] == "0001*250"
    assert not engine.ensure(EXT, **key, type=kind, label="First").changed
    edited = engine.ensure(EXT, **key, label="Second")
    assert written(edited) == ["EditExtension"]
    assert edited.result["extension"]["type"] == kind
    by_extended = engine.ensure(EXT, number="0001*250", label="Second")
    assert not by_extended.changed
    assert by_extended.result["extension"]["user"] == "user1"
    assert engine.ensure(EXT, number="0001*250", state="absent").changed
    assert not engine.ensure(EXT, **key, state="absent").changed


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"number": "101"}, "user must be given"),
        ({"number": "0077*101"}, "a new one needs number: 101 and user"),
        ({"number": "101", "user": "user1", "type": "ivr"}, "type can only be set when the object is created"),
        ({"number": "101", "user": "usr1"}, "no user 'usr1'; did you mean 'user1'?"),
        ({"number": "12", "user": "user1"}, "extensionNo has 3 to 7 digits"),
        ({"number": "10a", "user": "user1"}, "number"),
    ],
)
def test_bad_extensions_are_told(engine: Engine, options: dict[str, Any], words: str) -> None:
    outcome = engine.run(EXT, **{"label": "x", **options})
    assert outcome.failed
    assert words in outcome.message


def test_a_second_extension_needs_one_list_only(engine: Engine) -> None:
    outcome = engine.run(EXT, check=True, user="user1", number="190", label="x")
    assert outcome.operations.count("GetExtensions") == 1
    assert outcome.changed


# -- what reads and what is raw


def test_what_info_reads_can_be_fed_back(engine: Engine) -> None:
    found = engine.ensure("voipnow_info", resources=["organizations", "users", "extensions"], details=True).result
    for module, rows in ((ORG, "organizations"), (USER, "users"), (EXT, "extensions")):
        spec = engine.validated(module, {"number": "1"} if module == EXT else {"login": "x"})
        for row in found[rows]:
            options = {name: value for name, value in row.items() if name in spec and value is not None}
            again = engine.ensure(module, **options)
            assert (again.changed, again.writes) == (False, []), (module, options)


def test_info_reads_below_an_account(engine: Engine) -> None:
    engine.ensure(ORG, **ACME, limits={"users": 1})
    engine.ensure(USER, **{**ADA, "organization": "acme"})
    found = engine.ensure("voipnow_info", resources=["organizations", "users", "extensions"], organization="acme")
    assert [row["login"] for row in found.result["organizations"]] == ["acme"]
    assert [row["login"] for row in found.result["users"]] == ["ada"]
    assert found.result["extensions"] == []


def test_info_reads_every_list(engine: Engine) -> None:
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.lists import LISTS

    selected = {"user": "user1", "extension": "0001*101", "charging_plan": "1", "channel": 1, "country": "us", "id": 1}
    outcome = engine.ensure("voipnow_info", resources=list(LISTS), **selected)
    unreadable = {entry["resource"]: entry["what"] for entry in outcome.result.get("unreadable", ())}
    answered = {name for name in LISTS if isinstance(outcome.result.get(name), list)}
    assert answered | unreadable.keys() == set(LISTS)
    assert {"timezones", "voicemail_settings", "schema_versions", "devices"} <= answered
    assert "password" not in str(outcome.result["voicemail_settings"])


def test_info_says_what_a_list_needs(engine: Engine) -> None:
    outcome = engine.run("voipnow_info", resources=["regions", "user_groups"])
    assert "regions needs country" in outcome.message
    assert "user_groups needs service_provider or organization or user" in outcome.message
    assert outcome.requests == []


def test_the_api_sends_numbers_as_numbers_and_no_write_in_check_mode(engine: Engine) -> None:
    call = {"operation": "SetUserPL", "parameters": {"ID": 4, "phoneExtMax": 7, "accountExpireDays": "unlimited"}}
    assert engine.run("voipnow_api", check=True, **call).result["sent"] is False
    assert engine.ensure("voipnow_api", **call).changed
    assert engine.ensure(USER, login="user1").result["user"]["limits"]["phone_extensions"] == 7


def test_the_api_refuses_what_it_does_not_know(engine: Engine) -> None:
    assert "did you mean 'GetUserDetails'" in engine.run("voipnow_api", operation="GetUserDetail").message
    assert "of the service User" in engine.run("voipnow_api", operation="GetUsers", service="PBX").message
    unknown = engine.run("voipnow_api", operation="GetUsr", service="User")
    assert "does not have it; did you mean" in unknown.message


def test_an_ended_token_is_renewed(engine: Engine) -> None:
    engine.ensure(USER, login="user1")
    engine.clock.advance(3400)
    outcome = engine.ensure(USER, login="user1", city="Bonn")
    assert (outcome.result["api"]["logins"], outcome.changed) == (1, True)
