# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The inventory as data: what a vendor contributes to it, and the hosts, groups and variables that come of that.

A vendor takes part with one :class:`InventorySource`, whose ``read`` turns a client into :class:`PbxFacts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from .client import Client
from .redaction import secret_values
from .vendor import Spec, Vendor

ALL_PBXS = "pbx"
ALL_TENANTS = "pbx_tenants"
UNREACHABLE = "pbx_unreachable"
STANDING_GROUPS = (ALL_PBXS, ALL_TENANTS, UNREACHABLE)

READY_TO_USE = {
    "ansible_connection": "local",
    "ansible_python_interpreter": "{{ ansible_playbook_python }}",
}
"""What lets the modules run on the controller, inside its own process; constants, so the template may be trusted."""

_FORM = 1
"""Of the stored facts; another number makes older ones count as missing."""


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """One tenant of a PBX: ``id`` is unique on the PBX, ``kind`` is the vendor's word, such as ``organization``.

    ``parent`` is the name of the tenant above, where tenants have tenants and it is known.
    """

    id: str
    name: str
    kind: str
    parent: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PbxFacts:
    """What a PBX says about itself. ``facts`` are in the vocabulary of the vendor's info module, without secrets."""

    product: str | None = None
    version: str | None = None
    serial: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    tenants: tuple[Tenant, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For a cache: nothing but dicts, lists and scalars."""
        data = asdict(self)
        return {"form": _FORM, **data, "tenants": list(data["tenants"])}

    @classmethod
    def from_data(cls, data: Any) -> PbxFacts | None:
        """The facts that ``as_data`` made, or None when it was not this version's. They share nothing with ``data``."""
        if not isinstance(data, Mapping) or data.get("form") != _FORM:
            return None
        data = deepcopy(data)
        rest = {name: value for name, value in data.items() if name not in ("form", "tenants")}
        try:
            return cls(**rest, tenants=tuple(Tenant(**tenant) for tenant in data["tenants"]))
        except (TypeError, KeyError):
            return None


@dataclass(frozen=True, kw_only=True)
class InventorySource:
    """A vendor's part in the inventory.

    Args:
        vendor: its connection options and how a client is opened.
        read: reads the facts and the tenants of a PBX, with as few requests as possible. It gets the system's
            validated options as well.
        own_tenant: whether the PBX itself takes the place of its tenants, as one without tenants does.
        options: the argument spec of what an entry can say beside the connection options. They count for the cache.
    """

    vendor: Vendor
    read: Callable[[Client, Mapping[str, Any]], PbxFacts]
    own_tenant: bool = False
    options: Spec = field(default_factory=dict)

    @property
    def spec(self) -> Spec:
        """All options of an entry that are the vendor's."""
        return {**self.vendor.connection, **self.options}


@dataclass(frozen=True, kw_only=True)
class System:
    """One PBX as configured.

    ``connection`` holds the validated options, those of the source among them. ``written`` holds the secret ones as
    they stand in the file, where a template is still a template, and ``variables`` the author's own variables likewise.
    """

    name: str
    source: InventorySource
    connection: Mapping[str, Any] = field(repr=False)
    written: Mapping[str, Any] = field(repr=False, default_factory=dict)
    site: str | None = None
    groups: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(repr=False, default_factory=dict)

    @property
    def vendor(self) -> Vendor:
        return self.source.vendor

    @property
    def secrets(self) -> set[str]:
        return secret_values(self.vendor.connection, self.connection)

    @property
    def tenant_group(self) -> str:
        return group_name(f"{ALL_TENANTS}_{self.name}")

    def groups_of_pbx(self) -> list[Group]:
        """The groups of the PBX itself, as far as the configuration decides them."""
        found = [Group(group_name(f"{ALL_PBXS}_{self.vendor.name}"), ALL_PBXS)]
        if self.site is not None:
            found.append(Group(group_name(f"{ALL_PBXS}_site_{self.site}"), ALL_PBXS))
        if self.source.own_tenant:
            found.append(Group(self.tenant_group, ALL_TENANTS))
        return found + [Group(group_name(name)) for name in self.groups]


class Group(NamedTuple):
    name: str
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class Host:
    """A host to be. Nothing in ``facts`` may be templated; ``written`` is the configuration's, and may be."""

    name: str
    groups: tuple[Group, ...]
    facts: Mapping[str, Any]
    written: Mapping[str, Any]


def group_name(text: str) -> str:
    """``text`` with an underscore for whatever Ansible does not take in the name of a group."""
    return re.sub(r"^[\d\W]|\W", "_", text)


def hosts_of(
    system: System,
    facts: PbxFacts | None,
    error: str | None,
    *,
    expose_credentials: bool,
    taken: Collection[str] = (),
) -> list[Host]:
    """The host of a PBX, then those of its tenants, by name. Without facts there is the former, as unreachable.

    ``taken`` are the names that tenants must not get, such as those of other PBXs.
    """
    known = facts or PbxFacts()
    variables = {
        "pbx_name": system.name,
        "pbx_vendor": system.vendor.name,
        "pbx_url": system.connection["url"],
        "pbx_site": system.site,
        "pbx_product": known.product,
        "pbx_version": known.version,
        "pbx_serial": known.serial,
        "pbx_facts": known.facts,
        "pbx_reachable": facts is not None,
        **_connection_variables(system),
    }
    common = {name: value for name, value in variables.items() if value is not None}
    prefix = system.vendor.name
    exposed = {f"{prefix}_{name}": value for name, value in system.written.items()} if expose_credentials else {}
    written = {**exposed, **system.variables}
    pbx = Host(
        name=system.name,
        groups=(*system.groups_of_pbx(), *([] if facts else [Group(UNREACHABLE, ALL_PBXS)])),
        facts={**common, **({"pbx_error": error} if error else {})},
        written=written,
    )
    tenants = [
        Host(
            name=name,
            groups=(Group(system.tenant_group, ALL_TENANTS),),
            facts={
                **common,
                "pbx_tenant": tenant.name,
                "pbx_tenant_id": tenant.id,
                "pbx_tenant_kind": tenant.kind,
                **({"pbx_tenant_parent": tenant.parent} if tenant.parent else {}),
                "pbx_tenant_facts": tenant.facts,
            },
            written=written,
        )
        for name, tenant in _tenant_hosts(system.name, known.tenants, taken)
    ]
    return [pbx, *tenants]


def _connection_variables(system: System) -> dict[str, Any]:
    """``ucm_url`` and its like: the environment's names in lower case. Secrets are left out."""
    return {
        f"{system.vendor.name}_{name}": system.connection.get(name)
        for name, option in system.vendor.connection.items()
        if not option.get("no_log")
    }


def _tenant_hosts(pbx: str, tenants: tuple[Tenant, ...], taken: Collection[str]) -> list[tuple[str, Tenant]]:
    """Host names of tenants, sorted: ``<pbx>.<tenant>``, with the tenant's id where two would be the same."""
    reserved = {name.removeprefix(f"{pbx}.") for name in taken if name.startswith(f"{pbx}.")}
    short = {tenant.id: _host_part(tenant.name) or _host_part(tenant.id) for tenant in tenants}
    long = {id_: f"{name}_{_host_part(id_)}" for id_, name in short.items()}
    uses = Counter([*short.values(), *long.values(), *reserved])
    named = []
    for tenant in tenants:
        name = short[tenant.id] if uses[short[tenant.id]] == 1 else long[tenant.id]
        while name in reserved:
            name += f"_{_host_part(tenant.id)}"
        named.append((f"{pbx}.{name}", tenant))
    return sorted(named, key=lambda pair: pair[0])


def _host_part(text: str) -> str:
    return re.sub(r"[^\w-]+", "_", text).strip("_")
