# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts, groups and variables made from a configured system and its facts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import (
    Group,
    PbxFacts,
    Tenant,
    group_name,
    hosts_of,
)
from tests.unit.inventory.fake_vendor import PASSWORD, Fleet

FACTS = PbxFacts(product="T-1000", version="1.2.3", serial="0815", facts={"model": "T-1000"})


def tenants(*names: str) -> PbxFacts:
    """Facts with a tenant of each name; ids are 1, 2, ..."""
    made = (Tenant(id=str(number), name=name, kind="tenant") for number, name in enumerate(names, 1))
    return replace(FACTS, tenants=tuple(made))


def test_a_pbx_has_its_facts_and_connection_as_variables() -> None:
    system = Fleet().system(site="Berlin", timeout=7, ca_path="/etc/ca.pem")
    (host,) = hosts_of(system, FACTS, None, expose_credentials=False)
    assert host.name == "hq"
    assert host.facts == {
        "pbx_name": "hq",
        "pbx_vendor": "toy",
        "pbx_url": "https://hq",
        "pbx_site": "Berlin",
        "pbx_product": "T-1000",
        "pbx_version": "1.2.3",
        "pbx_serial": "0815",
        "pbx_facts": {"model": "T-1000"},
        "pbx_reachable": True,
        "toy_url": "https://hq",
        "toy_username": "u",
        "toy_validate_certs": True,
        "toy_ca_path": "/etc/ca.pem",
        "toy_timeout": 7,
        "toy_busy_timeout": 150,
        "toy_session_cache": True,
        "toy_logout": False,
    }
    assert host.written == {}


def test_what_is_not_known_is_not_defined() -> None:
    (host,) = hosts_of(Fleet().system(), PbxFacts(), None, expose_credentials=False)
    assert not {"pbx_site", "pbx_product", "pbx_version", "pbx_serial", "toy_proxy", "pbx_error"} & host.facts.keys()


def test_credentials_are_variables_only_when_exposed_and_then_as_written() -> None:
    written = "{{ lookup('env', 'TOY') }}"
    system = replace(Fleet().system(), written={"password": written})
    (hidden,) = hosts_of(system, FACTS, None, expose_credentials=False)
    (exposed,) = hosts_of(system, FACTS, None, expose_credentials=True)
    assert "toy_password" not in {**hidden.facts, **hidden.written}
    assert exposed.written == {"toy_password": written}
    assert PASSWORD not in json.dumps([exposed.facts, dict(exposed.written)])


def test_the_representation_of_a_system_has_no_secret() -> None:
    assert PASSWORD not in repr(Fleet().system())


def test_groups_of_a_pbx_without_tenants_of_its_own() -> None:
    system = Fleet(own_tenant=True).system("hq-1", site="Berlin Mitte", groups=["customer-1", "2nd"])
    (host,) = hosts_of(system, FACTS, None, expose_credentials=False)
    assert host.groups == (
        Group("pbx_toy", "pbx"),
        Group("pbx_site_Berlin_Mitte", "pbx"),
        Group("pbx_tenants_hq_1", "pbx_tenants"),
        Group("customer_1"),
        Group("_nd"),
    )


def test_an_unreachable_pbx_keeps_its_groups_and_tells_why() -> None:
    (host,) = hosts_of(Fleet().system(), None, "no answer", expose_credentials=False)
    assert host.groups == (Group("pbx_toy", "pbx"), Group("pbx_unreachable", "pbx"))
    assert host.facts["pbx_error"] == "no answer"
    assert host.facts["pbx_reachable"] is False


def test_tenants_are_hosts_in_their_pbx_group_with_the_connection_of_the_pbx() -> None:
    facts = replace(FACTS, tenants=(Tenant(id="7", name="Acme {{ 1+1 }}", kind="organization", facts={"seats": 5}),))
    system = Fleet().system(site="Berlin", groups=["vip"], vars={"x": "{{ y }}"})
    pbx, tenant = hosts_of(system, facts, None, expose_credentials=False)
    assert "pbx_tenants_hq" not in {group.name for group in pbx.groups}
    assert tenant.name == "hq.Acme_1_1"
    assert tenant.groups == (Group("pbx_tenants_hq", "pbx_tenants"),)
    assert tenant.facts["pbx_tenant"] == "Acme {{ 1+1 }}"
    assert tenant.facts["pbx_tenant_id"] == "7"
    assert tenant.facts["pbx_tenant_kind"] == "organization"
    assert tenant.facts["pbx_tenant_facts"] == {"seats": 5}
    assert (tenant.facts["pbx_site"], tenant.facts["toy_url"]) == ("Berlin", "https://hq")
    assert tenant.written == {"x": "{{ y }}"}


@pytest.mark.parametrize(
    ("names", "hosts"),
    [
        (["b", "a"], ["hq.a", "hq.b"]),
        (["R&D", "R/D", "x"], ["hq.R_D_1", "hq.R_D_2", "hq.x"]),
        (["a", "a", "a_1"], ["hq.a_1", "hq.a_1_3", "hq.a_2"]),
        (["***"], ["hq.1"]),
        (["Zürich"], ["hq.Zürich"]),
    ],
)
def test_host_names_of_tenants(names: list[str], hosts: list[str]) -> None:
    made = hosts_of(Fleet().system(), tenants(*names), None, expose_credentials=False)
    assert [host.name for host in made[1:]] == hosts


def test_a_tenant_never_gets_the_name_of_another_pbx() -> None:
    facts = tenants("branch", "branch_1", "x")
    made = hosts_of(Fleet().system(), facts, None, expose_credentials=False, taken={"hq", "hq.branch", "hq.branch_1"})
    assert [host.name for host in made] == ["hq", "hq.branch_1_1", "hq.branch_1_2", "hq.x"]


def test_a_tenant_tells_the_one_above_it() -> None:
    tenant = Tenant(id="8", name="Sales", kind="department", parent="Acme")
    _, host = hosts_of(Fleet().system(), replace(FACTS, tenants=(tenant,)), None, expose_credentials=False)
    assert host.facts["pbx_tenant_parent"] == "Acme"


def test_the_order_of_answers_does_not_matter() -> None:
    facts = tenants("b", "a", "a")
    turned = replace(facts, tenants=facts.tenants[::-1])
    system = Fleet().system()
    assert hosts_of(system, facts, None, expose_credentials=False) == hosts_of(
        system, turned, None, expose_credentials=False
    )


def test_group_names_are_those_ansible_would_make() -> None:
    from ansible.inventory.group import to_safe_group_name

    for text in ("a b", "9lives", "käse", "a-b.c", "_x", "{{ x }}", "中文"):
        assert group_name(text) == to_safe_group_name(text, force=True, silent=True)


def test_facts_survive_a_cache() -> None:
    facts = replace(FACTS, tenants=(Tenant(id="7", name="Acme", kind="organization", facts={"seats": [1, 2]}),))
    assert PbxFacts.from_data(json.loads(json.dumps(facts.as_data()))) == facts


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"form": 0}, {"form": 1}, {"form": 1, "tenants": [{}]}, {"form": 1, "tenants": [], "colour": "red"}],
)
def test_what_is_not_stored_facts_counts_as_nothing(data: Any) -> None:
    assert PbxFacts.from_data(data) is None
