# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations and resource tables against the vendor's documented operations: nothing is missing, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow import lists, operations
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.catalog import CONFIGURATION
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.resource import VoipNowResource
from tests.contracts import Operation, load

NO_OPTIONS = {
    "ID": "chosen by the resource",
    "identifier": "the same, but for an organization's own",
    "extendedNumber": "the same",
    "parentIdentifier": "the parent's id is sent, however it is given",
    "parentLogin": "the same",
    "serviceProviderIdentifier": "the same",
    "chargingPlanIdentifier": "the plan's id is sent, however it is given",
    "accountExpireDays": "at creation only: each change would prolong the account",
    "passwordAuto": "sent for a new account without a password",
    "forceUpdate": "would make a second account where the login is taken",
    "verbose": "the account is read after it was made",
    "scope": "for the vendor's Automation only",
    "fromUser": "makes an add or an edit on behalf of another account, but not the rest of a task: with voipnow_api",
    "fromUserIdentifier": "the same",
}

AT_CREATION_ONLY = {"templateID", "login"}
"""What an edit could change as well: a template says nothing later, and another login would be another account."""


def contract() -> dict[str, Operation]:
    return {operation.action: operation for operation in load("voipnow")}


def wires(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        if field.flattened:
            yield from wires(field.fields)
        else:
            yield str(field.wire)
            if field.create_wire:
                yield field.create_wire


def writes_of(resource: VoipNowResource) -> dict[str, tuple[Field, ...]]:
    """The fields that each writing operation of a resource may send."""
    found = {**dict(resource._written({}, creating=True)), **dict(resource._written({}, creating=False))}
    for group in resource.operations.groups.values():
        found[group.write] += tuple(resource.field(name) for name in group.also)
    return found


def test_every_documented_operation_is_known() -> None:
    documented = set(contract()) - {"token"}
    assert {name for name in documented if name[0].isupper()} <= operations.KNOWN


def test_operations_that_only_read_are_named_as_such() -> None:
    for name, operation in contract().items():
        if name in operations.KNOWN:
            writes = operation.kind in ("create", "update", "delete", "action")
            assert operations.writes(name, {}) == writes, name


def test_no_operation_is_in_two_tables() -> None:
    assert not operations.READS & operations.WRITES
    assert len(operations.KNOWN) == 165


@pytest.mark.parametrize("resource", CONFIGURATION, ids=lambda resource: resource.name)
def test_every_documented_parameter_is_an_option(resource: VoipNowResource) -> None:
    for name, fields in writes_of(resource).items():
        if name not in contract():
            continue  # younger or older than the document, such as EditExtension
        parents = {"parentID"} if resource.name == "service_provider" else set()  # always the administrator
        parameters = {parameter.name.split(".")[0] for parameter in contract()[name].parameters}
        known = {wire.lower() for wire in wires(fields)}
        missing = {one for one in parameters if one.lower() not in known and one not in NO_OPTIONS}
        assert not missing - parents - (AT_CREATION_ONLY if name.startswith("Edit") else set()), name


@pytest.mark.parametrize("resource", CONFIGURATION, ids=lambda resource: resource.name)
def test_the_vendors_names_are_aliases(resource: VoipNowResource) -> None:
    for field in (*resource.fields, *(sub for whole in resource.fields for sub in whole.fields)):
        if field.writable and isinstance(field.wire, str) and field.wire and field.wire != field.name:
            assert field.wire in field.aliases or field.reference, f"{resource.name}: {field.name}"


@pytest.mark.parametrize("resource", CONFIGURATION, ids=lambda resource: resource.name)
def test_every_group_of_a_field_has_an_operation(resource: VoipNowResource) -> None:
    assert {field.group or "" for field in resource.fields} <= resource.operations.groups.keys()
    for group in resource.operations.groups.values():
        assert group.write in operations.WRITES
        assert group.read is None or group.read in operations.READS


def test_info_reads_every_documented_read() -> None:
    reads = {name for name in contract() if name in operations.READS}
    of_resources = {
        operation
        for resource in CONFIGURATION
        for operation in (resource.operations.get, *(group.read for group in resource.operations.groups.values()))
    } | {"GetServiceProviders", "GetOrganizations", "GetUsers", "GetExtensions", "GetChargingPlans"}
    reports = {"CallCosts", "CallReport", "QuickStats"}
    assert reads - of_resources - reports <= {entry.operation for entry in lists.LISTS.values()}


@pytest.mark.parametrize(
    ("parameters", "writes"),
    [({}, False), ({"prepareDelete": False}, False), ({"prepareDelete": "0"}, False), ({"prepareDelete": True}, True)],
)
def test_a_report_that_suspends_an_account_is_a_write(parameters: dict[str, Any], writes: bool) -> None:
    assert operations.writes("CallCosts", parameters) is writes


def test_an_unknown_operation_is_taken_to_write() -> None:
    assert operations.writes("FrobnicateUser", {})


def test_card_codes_are_secret_and_country_codes_are_not() -> None:
    assert "code" in operations.secret_names("GetCardCode")
    assert "code" not in operations.secret_names("GetRegions")
