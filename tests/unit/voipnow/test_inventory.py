# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VoipNow's tenants for the inventory, from scripted answers."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError, UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import PbxFacts, Tenant
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.inventory import VOIPNOW_INVENTORY

PROVIDERS = [{"ID": 2, "login": "north", "name": "North", "email": "n@x"}, {"ID": 3, "login": "south"}]
ORGANIZATIONS = {2: [{"ID": 5, "login": "acme", "name": "Acme", "identifier": "a1"}], 3: [{"ID": 6, "login": "bolt"}]}
USERS = {5: [{"ID": 9, "login": "ada"}], 6: []}
PING = {"title": "VoipNow", "version": "5.7.0", "buildNo": "1", "users": 3, "availableUpdate": "NO"}


class Scripted:
    """The reading side of a client with answers by operation; an exception among them is raised."""

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = {"Ping": PING, "GetSchemaVersions": {"versions": ["3.0.0", "3.5.0"]}, **answers}
        self.memo: dict[str, Any] = {}
        self.reader = self
        self.server = {"version": "5.6.1"}
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def read(self, operation: str, /, **parameters: Any) -> Any:
        self.asked.append((operation, parameters))
        answer = self.answers[operation]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        answer = self.read(operation, **parameters)
        if isinstance(answer, dict):
            parent = parameters.get("parentID")
            answer = answer[parent] if parent else [row for rows in answer.values() for row in rows]
        return answer


def scripted(**answers: Any) -> Scripted:
    known = {"GetServiceProviders": PROVIDERS, "GetOrganizations": ORGANIZATIONS, "GetUsers": USERS}
    return Scripted(**{**known, **answers})


def facts(client: Scripted, *, users: bool = False) -> PbxFacts:
    return VOIPNOW_INVENTORY.read(client, {"users": users})


def test_a_tenant_is_called_by_its_login_and_knows_who_is_above() -> None:
    client = scripted()
    found = facts(client)
    assert (found.product, found.version) == ("VoipNow", "5.7.0")
    assert found.facts == {"build_no": "1", "schema_versions": ["3.0.0", "3.5.0"]}
    assert [(tenant.name, tenant.kind, tenant.parent) for tenant in found.tenants] == [
        ("north", "service_provider", None),
        ("south", "service_provider", None),
        ("acme", "organization", "north"),
        ("bolt", "organization", "south"),
    ]
    assert found.tenants[2] == Tenant(
        id="5",
        name="acme",
        kind="organization",
        parent="north",
        facts={"id": 5, "login": "acme", "name": "Acme", "identifier": "a1", "service_provider": "north"},
    )
    assert len(client.asked) == 3 + len(PROVIDERS)


def test_users_are_tenants_if_asked_for() -> None:
    client = scripted()
    assert [tenant.name for tenant in facts(client, users=True).tenants][4:] == ["ada"]
    assert [asked for asked in client.asked if asked[0] == "GetUsers"] == [
        ("GetUsers", {"parentID": 5}),
        ("GetUsers", {"parentID": 6}),
    ]


def test_an_app_of_an_organization_sees_what_it_may() -> None:
    refused = PbxError("wrong level", code="113")
    found = facts(scripted(GetServiceProviders=refused, Ping=refused))
    assert [(tenant.name, tenant.parent) for tenant in found.tenants] == [("acme", None), ("bolt", None)]
    assert (found.product, found.version) == ("VoipNow", "5.6.1"), "the version is in every answer's header"


@pytest.mark.parametrize("operation", ["Ping", "GetSchemaVersions", "GetOrganizations"])
def test_what_cannot_be_understood_is_no_inventory(operation: str) -> None:
    with pytest.raises(UnexpectedAnswer):
        facts(scripted(**{operation: UnexpectedAnswer("a web page")}))


def test_other_refusals_are_told() -> None:
    with pytest.raises(PbxError, match="expired"):
        facts(scripted(GetOrganizations=PbxError("the account has expired", code="102")))
