# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters of voipnow_info: all that the document has can be said, and VoipNow is asked to apply them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.filters import FILTERS, LISTED_BY
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.lists import LISTS
from tests.contracts import load
from tests.doors import Engine, Outcome
from tests.simulators.client import Simulator

NOT_SENT = {
    "parentIdentifier": "the id is sent, however the account is given",
    "userIdentifier": "the same",
    "identifier": "the same",
    "parentID": "the account that the options name",
    "share": "always sent",
}
OPERATIONS = LISTED_BY | {name: entry.operation for name, entry in LISTS.items()}


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Six telephones of user1, of company1, of provider1."""
    pbx = simulators("voipnow")
    pbx.reset(objects=6)
    return Engine(pbx, tmp_path / "sessions")


def info(engine: Engine, resource: str, filters: dict[str, Any] | None = None, **options: Any) -> list[Any]:
    found = engine.ensure("voipnow_info", resources=[resource], filters=filters, **options)
    assert "unreadable" not in found.result, found
    return found.result[resource]


def asked(outcome: Outcome, operation: str) -> list[dict[str, Any]]:
    return [entry["parameters"] for entry in outcome.requests if entry["operation"] == operation]


def test_every_documented_parameter_of_a_list_can_be_given() -> None:
    documented = {operation.action: operation.parameter.keys() for operation in load("voipnow")}
    for name, operation in OPERATIONS.items():
        by = set(LISTS[name].by.values()) if name in LISTS else {"userID"}
        filters = {each.lists[name] for each in FILTERS.values() if name in each.lists}
        left = set(documented.get(operation, ())) - by - filters - NOT_SENT.keys()
        allowed = {"ID"} if name in ("templates",) else set()
        assert left <= allowed, (name, left)
        assert filters <= set(documented.get(operation, ())), (name, filters)


@pytest.mark.parametrize(
    ("resource", "filters", "operation", "parameters"),
    [
        ("users", {"text": "user1"}, "GetUsers", {"filter": "user1"}),
        ("organizations", {"template": "Default organization"}, "GetOrganizations", {"templateID": 2}),
        ("service_providers", {"server_id": "CTRLPANEL"}, "GetServiceProviders", {"serverID": "CTRLPANEL"}),
        ("charging_plans", {"default": True}, "GetChargingPlans", {"default": True}),
        ("templates", {"level": "organization"}, "GetTemplates", {"userLevel": "organization"}),
        ("templates", {"level": "extension", "type": "ivr"}, "GetTemplates", {"extensionType": "ivr"}),
        ("custom_alerts", {"level": "service_provider"}, "GetCustomAlerts", {"displayLevel": "reseller"}),
        ("sounds", {"music_on_hold": True, "system": False}, "GetOwnedSounds", {"musicOnHold": 1, "system": 0}),
        ("sounds", {"enabled": True, "folder": "Music"}, "GetOwnedSounds", {"status": 1, "folderID": 2}),
        ("sounds", {"folder": "7", "language": 1}, "GetOwnedSounds", {"folderID": 7, "languageID": 1}),
        ("folders", {"music_on_hold": True, "not_empty": True}, "GetFolders", {"musicOnHold": 1, "emptyFolder": 1}),
        ("shared_sounds", {"own": False}, "GetSharedSounds", {"own": False}),
        ("channels", {"flow": "in", "enabled": True}, "GetChannels", {"flow": "in", "enabled": True}),
        ("channels", {"channel_group": "1", "text": "Carr"}, "GetChannels", {"groupID": 1, "filter": "Carr"}),
        ("devices", {"owner": "company1"}, "GetDevices", {"ownerID": 3}),
        ("devices", {"assigned_organization": "company1"}, "GetDevices", {"assignedOrganizationID": 3}),
        ("routing_rules", {"enabled": True}, "GetCallRulesOutGroup", {"status": True}),
    ],
)
def test_filters_are_sent_by_the_lists_own_names(
    resource: str, filters: dict[str, Any], operation: str, parameters: dict[str, Any], engine: Engine
) -> None:
    outcome = engine.ensure("voipnow_info", resources=[resource], filters=filters)
    assert "unreadable" not in outcome.result, outcome
    assert parameters.items() <= asked(outcome, operation)[-1].items()


def test_extensions_of_one_type_are_one_request(engine: Engine) -> None:
    outcome = engine.ensure("voipnow_info", resources=["extensions"], filters={"type": "term", "text": "103"})
    assert [row["number"] for row in outcome.result["extensions"]] == ["103"]
    assert asked(outcome, "GetExtensions") == [{"extensionType": "term", "filter": "103"}]
    assert info(engine, "extensions", {"type": "ivr"}, user="user1") == []
    assert len(info(engine, "extensions", {"type": "term"}, organization="company1", details=True)) == 6


def test_a_filter_holds_for_the_lists_that_have_it_and_for_no_other(engine: Engine) -> None:
    lists = ["users", "organizations", "regions"]
    found = engine.ensure("voipnow_info", resources=lists, filters={"text": "user1"}, country="us").result
    assert [row["login"] for row in found["users"]] == ["user1"]
    assert found["organizations"] == []
    assert len(found["regions"]) > 1
    assert [row["name"] for row in info(engine, "regions", {"region": "Texas"}, country="us")] == ["Texas"]


def test_an_account_itself_is_filtered_too(engine: Engine) -> None:
    assert [row["login"] for row in info(engine, "organizations", {"text": "company"}, organization="company1")]
    assert info(engine, "organizations", {"text": "nobody"}, organization="company1") == []


@pytest.mark.parametrize(
    ("resource", "filters", "words"),
    [
        ("users", {"type": "ivr"}, "filters.type narrows none of users, but extensions, templates"),
        ("templates", {"level": "administrator"}, "filters.level is administrator, which templates do not have"),
        ("users", {"template": "Default usr"}, "no template 'Default usr'; did you mean 'Default user'?"),
        ("devices", {"owner": "company2"}, "no organization 'company2'; did you mean 'company1'?"),
        ("device_details", None, "device_details needs id or serial"),
    ],
)
def test_what_is_wrong_with_a_filter_is_told(
    resource: str, filters: dict[str, Any] | None, words: str, engine: Engine
) -> None:
    outcome = engine.run("voipnow_info", resources=[resource], filters=filters)
    assert outcome.failed
    assert words in outcome.message


def test_a_device_goes_by_its_serial_number(engine: Engine) -> None:
    device = {"serial": "ab12cd", "name": "Desk phone"}
    engine.ensure("voipnow_api", operation="AddDevice", parameters=device)
    (found,) = info(engine, "device_details", serial="ab12cd")
    assert found["name"] == "Desk phone"
    assert info(engine, "device_details", id=found["device_id"], serial="other") == [found], "the id comes first"


def test_the_agents_of_a_queue_are_one_list(engine: Engine) -> None:
    engine.ensure("voipnow_extension", user="user1", number="500", type="phoneQueue", label="Support")
    remote = {"name": "Joe", "agentID": 77, "phoneNumber": "+4930123"}
    for operation, agent in (
        ("AssignQueueAgent", {"agentExtendedNumber": "0001*102", "supervisor": True, "penalty": 3}),
        ("AssignQueueRemoteAgent", remote),
    ):
        parameters = {"extendedNumber": "0001*500", **agent}
        engine.ensure("voipnow_api", operation=operation, parameters=parameters)
    local, far = info(engine, "queue_agents", extension="0001*500")
    identifier = local.pop("id")
    assert isinstance(identifier, int)
    assert local == {"location": "local", "extension": "102", "supervisor": True, "penalty": 3}
    assert (far["location"], far["name"], far["agent_id"], far["phone_number"]) == ("remote", "Joe", 77, "+4930123")
    assert isinstance(far["agent_id"], int)
    assert info(engine, "queue_agents", {"location": "remote"}, extension="0001*500") == [far]
