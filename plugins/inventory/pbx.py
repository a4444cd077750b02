# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: pbx
short_description: PBXs and their tenants as hosts and groups
version_added: 0.1.0
author:
  - The telephony.pbx contributors (@telephony-pbx)
description:
  - Makes a host of every PBX that the file lists, with product, firmware, serial number and site as variables,
    and a host of every tenant, on systems that have tenants. A Grandstream UCM has none and counts as its own.
    The tenants of a 4PSA VoipNow are its service providers and organizations, and its users if asked for.
  - The file's name must end in C(pbx.yml), C(pbx.yaml), C(telephony.yml) or C(telephony.yaml).
  - Hosts are ready to use. Tasks run on the controller (C(ansible_connection=local), with its Python), and the
    connection options are variables named after their environment variables, C(ucm_url) after E(UCM_URL). See the
    examples for the C(module_defaults) that pass them to all modules.
  - Secrets do not become variables, unless O(expose_credentials=true). What is not known is not defined.
  - B(Groups of PBXs) are C(pbx) with all of them, C(pbx_ucm) and its like for each vendor, C(pbx_site_<site>), and
    C(pbx_unreachable) with those that did not answer, which have no facts, and the reason in C(pbx_error).
  - B(Groups of tenants) are C(pbx_tenants) with all of them and C(pbx_tenants_<name>) for each PBX.
  - Characters that cannot be in the name of a group become underscores.
options:
  plugin:
    description: Tells that the file is for this plugin.
    type: str
    required: true
    choices: [telephony.pbx.pbx]
  systems:
    description:
      - The PBXs, in the order in which they become hosts.
      - Beside what is described here, an entry takes all connection options of the vendor's modules, such as
        C(validate_certs), C(ca_path), C(ciphers), C(proxy) and C(timeout); see M(telephony.pbx.ucm_info) and
        M(telephony.pbx.voipnow_info).
        All but C(url) fall back to the environment variables that they have there.
      - Values may be templates, with lookups, and encrypted with Ansible Vault. Templates see extra variables, the
        entry's own O(systems[].vars), and C(pbx_name), C(pbx_vendor) and C(pbx_site).
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description: The name of the host.
        type: str
        required: true
      vendor:
        description: What kind of system it is.
        type: str
        required: true
        choices: [ucm, voipnow]
      url:
        description: The address of the PBX's API. May come from O(defaults).
        type: str
        required: true
      username:
        description: The API user (C(ucm)).
        type: str
      password:
        description: The API user's password (C(ucm)).
        type: str
      app_id:
        description: The registered app's key (C(voipnow)).
        type: str
      app_secret:
        description: The registered app's secret (C(voipnow)).
        type: str
      users:
        description:
          - Whether users are tenants as well (C(voipnow)). They cost a request for each organization.
        type: bool
        default: false
      site:
        description: Where the PBX stands, or whose it is.
        type: str
      groups:
        description: More groups for the PBX to be in.
        type: list
        elements: str
      vars:
        description:
          - Variables of the PBX and of its tenants. They win over those of the plugin.
          - Templates in them are left for the time of use.
        type: dict
  defaults:
    description:
      - Options for all systems of a vendor, such as how to connect, by the vendor's name. A system's own options win,
        and a null there takes the default back.
    type: dict
    default: {}
  expose_credentials:
    description:
      - Whether secret connection options become variables as well, C(ucm_password) for example.
      - They do so as they stand in the file. A template stays a template and is looked up when a task needs it, a
        vault stays encrypted; what is written in clear is a variable in clear.
    type: bool
    default: false
  on_error:
    description:
      - What to do about a PBX that does not answer, or refuses.
      - With V(warn) there is a warning, and the PBX stays, in the group C(pbx_unreachable).
      - With V(skip) the PBX is left out, which is only mentioned at C(-v).
      - With V(fail) there is no inventory.
    type: str
    choices: [warn, skip, fail]
    default: warn
  time_limit:
    description: Seconds that a PBX may take in all. The others do not wait for one that takes longer.
    type: int
    default: 60
  parallel:
    description: How many PBXs are asked at once.
    type: int
    default: 10
  filters:
    description:
      - Conditions on the variables that decide, for PBXs and tenants alike, which of them become hosts.
      - Each entry has either C(include) or C(exclude) with a condition. The first one that holds decides; where none
        does, the host is included. So a list of what to include ends with C(exclude=true).
      - A condition that fails, on a variable that is not defined for example, does not hold, or is an error with
        O(strict=true).
    type: list
    elements: dict
    default: []
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
requirements:
  - httpx >= 0.27, on the controller
  - zeep >= 4.3, for C(voipnow)
notes:
  - With O(cache=true) the answers of each PBX are kept under a hash of all its connection options, the password among
    them, so that any change of those asks anew, and only that PBX. Failures are not kept.
    O(groups), O(compose) and the other options that only arrange what is known may change without asking again.
  - A UCM costs two requests, a VoipNow three and one for each service provider; and a login when no session is left
    from an earlier run.
  - What a PBX answers is never taken for a template.
seealso:
  - module: telephony.pbx.ucm_info
  - module: telephony.pbx.voipnow_info
"""

EXAMPLES = r"""
# hosts/pbx.yml
plugin: telephony.pbx.pbx
systems:
  - name: hq
    vendor: ucm
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ lookup('ansible.builtin.env', 'HQ_PBX_PASSWORD') }}"
    site: Berlin
    groups: [customer_acme]
    vars:
      local_area_code: "030"
  - name: warehouse
    vendor: ucm
    url: https://192.0.2.20:8089
    username: ansible
    password: "{{ lookup('ansible.builtin.env', 'WAREHOUSE_PBX_PASSWORD') }}"
    ca_path: /etc/ssl/pbx-ca.pem
    site: Erfurt

# Many PBXs alike, and groups by model and firmware.
---
plugin: telephony.pbx.pbx
defaults:
  ucm:
    url: "https://{{ pbx_name }}.voice.example.com:8089"
    username: ansible
    password: "{{ lookup('ansible.builtin.env', pbx_name | upper ~ '_PASSWORD') }}"
    ciphers: DEFAULT@SECLEVEL=1
systems:
  - {name: pbx01, vendor: ucm, site: Lyon}
  - {name: pbx02, vendor: ucm, site: Lyon}
  - {name: pbx03, vendor: ucm, site: Nantes}
keyed_groups:
  - key: pbx_product
    prefix: model
groups:
  old_firmware: pbx_version is version('1.0.20', '<')
compose:
  location: pbx_site | upper
filters:
  - exclude: pbx_site == 'Nantes'
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: ~/.cache/ansible_inventory
cache_timeout: 3600

# A VoipNow, whose organizations become hosts such as voip.acme; grouped by what they are.
---
plugin: telephony.pbx.pbx
systems:
  - name: voip
    vendor: voipnow
    url: https://voipnow.example.com
    app_id: 3d5a7c91e0b24f68
    app_secret: "{{ lookup('ansible.builtin.env', 'VOIPNOW_APP_SECRET') }}"
keyed_groups:
  - key: pbx_tenant_kind | default('pbx')
    prefix: voip

# A playbook for these hosts; the password comes from group_vars, or from the environment variable UCM_PASSWORD.
---
- name: Users of every UCM that answers
  hosts: pbx_ucm:!pbx_unreachable
  gather_facts: false
  module_defaults:
    group/telephony.pbx.ucm:
      url: "{{ ucm_url }}"
      username: "{{ ucm_username }}"
      password: "{{ ucm_password | default(omit) }}"
      validate_certs: "{{ ucm_validate_certs | default(omit) }}"
      ca_path: "{{ ucm_ca_path | default(omit) }}"
      ciphers: "{{ ucm_ciphers | default(omit) }}"
      proxy: "{{ ucm_proxy | default(omit) }}"
      timeout: "{{ ucm_timeout | default(omit) }}"
      busy_timeout: "{{ ucm_busy_timeout | default(omit) }}"
      session_cache: "{{ ucm_session_cache | default(omit) }}"
      session_cache_path: "{{ ucm_session_cache_path | default(omit) }}"
      logout: "{{ ucm_logout | default(omit) }}"
  tasks:
    - name: List the users
      telephony.pbx.ucm_info:
        resources: [users]
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.module_utils.basic import missing_required_lib
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.utils.vars import combine_vars

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import check_names
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import (
    READY_TO_USE,
    STANDING_GROUPS,
    Host,
    PbxFacts,
    System,
    hosts_of,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_config import read_config
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_reading import (
    Reading,
    cache_key,
    read_systems,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inventory import UCM_INVENTORY
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.inventory import VOIPNOW_INVENTORY

try:  # since ansible-core 2.19 a text is a template only if it is marked as trusted
    from ansible.template import trust_as_template
except ImportError:  # before, it is one unless it is marked as unsafe, and results that look like data become data
    from ansible.utils.unsafe_proxy import wrap_var as not_a_template

    TEMPLATING: dict[str, Any] = {"convert_data": False}

    def trust_as_template(value: str) -> str:
        return value

else:
    TEMPLATING = {}

    def not_a_template(value: Any) -> Any:
        return value


SOURCES = {source.vendor.name: source for source in (UCM_INVENTORY, VOIPNOW_INVENTORY)}
FILE_NAMES = ("pbx.yml", "pbx.yaml", "telephony.yml", "telephony.yaml")
LEAST_ONE = ("parallel", "time_limit")


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Reads the file, has the PBXs asked or remembered, and tells Ansible the hosts."""

    NAME = "telephony.pbx.pbx"

    def verify_file(self, path: str) -> bool:
        return super().verify_file(path) and path.endswith(FILE_NAMES)

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path, cache)
        config = self._read_config_data(path)
        systems = self._systems(config, path)
        readings = self._readings(systems, may_remember=cache)
        self._report(systems, readings, path)
        for name in STANDING_GROUPS:
            self.inventory.add_group(name)
        taken = {system.name for system in systems}
        expose = self.get_option("expose_credentials")
        for system, reading in zip(systems, readings, strict=True):
            if reading.facts is None and self.get_option("on_error") == "skip":
                continue
            for host in hosts_of(system, reading.facts, reading.error, expose_credentials=expose, taken=taken):
                self._add(host)

    # -- configuration

    def _systems(self, config: Mapping[str, Any], path: str) -> list[System]:
        problems = check_names(map(str, config), self._options, "an option of this plugin")
        problems += [f"{name} must be 1 at least" for name in LEAST_ONE if self.get_option(name) < 1]
        problems += self._filter_problems()
        entries, defaults = self.get_option("systems"), self.get_option("defaults") or {}
        systems, more = read_config(entries, defaults, SOURCES, self._resolved)
        problems += more
        if problems:
            count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
            raise AnsibleParserError(f"{path} has {count}: {'; '.join(problems)}")
        return systems

    def _filter_problems(self) -> Iterator[str]:
        for place, entry in enumerate(self.get_option("filters") or [], 1):
            if not isinstance(entry, Mapping) or len(entry) != 1 or not entry.keys() <= {"include", "exclude"}:
                yield f"filters: number {place} must have either include or exclude, with a condition"
            elif not all(isinstance(condition, (str, bool)) for condition in entry.values()):
                yield f"filters: number {place} must have a condition as text"

    def _resolved(self, value: Any, variables: Mapping[str, Any]) -> Any:
        """A value of the file without templates, vaults and tags."""
        self.templar.available_variables = combine_vars(dict(variables), self._vars)
        try:
            return json.loads(json.dumps(self.templar.template(value, **TEMPLATING), default=str))
        except Exception as error:  # a filter may raise anything
            raise ValueError(str(error)) from error

    # -- asking and remembering

    def _readings(self, systems: list[System], *, may_remember: bool) -> list[Reading]:
        """A reading per system, from the cache where that has one and the inventory is not to be refreshed."""
        readings: dict[str, Reading] = {}
        keys: dict[str, str] = {}
        if self.get_option("cache"):
            for system in systems:
                try:
                    keys[system.name] = cache_key(system)
                except (PbxError, OSError) as error:
                    self.display.vvv(f"telephony.pbx: {system.name} is not cached: {error}")
        if may_remember:
            remembered = ((name, self._remembered(key)) for name, key in keys.items())
            readings = {name: Reading(facts) for name, facts in remembered if facts}
        to_ask = [system for system in systems if system.name not in readings]
        for missing in dict.fromkeys(system.vendor.missing_library for system in to_ask):
            if missing:
                raise AnsibleError(missing_required_lib(missing))
        limits = {name: self.get_option(name) for name in LEAST_ONE}
        for system, reading in zip(to_ask, read_systems(to_ask, **limits), strict=True):
            readings[system.name] = reading
            for line in reading.log:
                self.display.vvv(line, host=system.name)
            if reading.facts and system.name in keys:
                self._cache[keys[system.name]] = reading.facts.as_data()
        return [readings[system.name] for system in systems]

    def _remembered(self, key: str) -> PbxFacts | None:
        try:
            return PbxFacts.from_data(self._cache.get(key))
        except (AnsibleError, LookupError, TypeError, ValueError) as error:  # not what a cache plugin has written
            self.display.vvv(f"telephony.pbx: {error}")
            return None

    def _report(self, systems: list[System], readings: list[Reading], path: str) -> None:
        errors = [
            f"{system.name} ({system.vendor.title}): {reading.error}"
            for system, reading in zip(systems, readings, strict=True)
            if reading.error
        ]
        if errors and self.get_option("on_error") == "fail":
            raise AnsibleError(f"{path}: {' '.join(errors)}")
        show = self.display.warning if self.get_option("on_error") == "warn" else self.display.v
        for error in errors:
            show(error)

    # -- hosts

    def _add(self, host: Host) -> None:
        variables = {
            **{name: trust_as_template(value) for name, value in READY_TO_USE.items()},
            **not_a_template(dict(host.facts)),
            **host.written,
        }
        if not self._is_wanted(host.name, variables):
            return
        self.inventory.add_host(host.name)
        for name, value in variables.items():
            self.inventory.set_variable(host.name, name, value)
        for group in host.groups:
            self.inventory.add_group(group.name)
            if group.parent:
                self.inventory.add_child(group.parent, group.name)
            self.inventory.add_child(group.name, host.name)
        strict = self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), self._variables(host), host.name, strict=strict)
        composed = self._variables(host)
        self._add_host_to_composed_groups(self.get_option("groups"), composed, host.name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), composed, host.name, strict=strict)

    def _variables(self, host: Host) -> dict[str, Any]:
        return self.inventory.get_host(host.name).get_vars()

    def _is_wanted(self, name: str, variables: dict[str, Any]) -> bool:
        """The first filter that holds decides."""
        for entry in self.get_option("filters") or []:
            ((word, condition),) = entry.items()
            try:
                holds = condition if isinstance(condition, bool) else bool(self._compose(condition, variables))
            except Exception as error:  # what templates raise differs by version, and constructed does alike
                if self.get_option("strict"):
                    raise AnsibleParserError(f"The filter {condition!r} fails for {name}: {error}") from error
                continue
            if holds:
                return word == "include"
        return True
