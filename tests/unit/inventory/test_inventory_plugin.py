# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin as Ansible loads and calls it, with PBXs in memory."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import inventory_loader
from ansible.template import Templar
from ansible.utils.display import Display

from ansible_collections.telephony.pbx.plugins.inventory import pbx as plugin
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import ConnectionFailed
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import PbxFacts, Tenant
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_reading import Reading
from tests.unit.inventory.fake_vendor import PASSWORD, Fleet

EXAMPLES = Path(__file__).resolve().parents[3] / "playbooks/inventory"
TRAP = "{{ 1+1 }}"
FACTS = PbxFacts(product="T-1000", version="1.2.3", serial="0815", facts={"model": "T-1000"})
WITH_TENANTS = replace(
    FACTS,
    tenants=(
        Tenant(id="1", name="Zeta", kind="organization", facts={"seats": 5}),
        Tenant(id="2", name="Acme", kind="organization", facts={"seats": 50}),
    ),
)
SYSTEM = {"name": "hq", "vendor": "toy", "url": "https://hq", "username": "u", "password": PASSWORD}


@pytest.fixture
def fleet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fleet:
    """PBXs that the plugin finds as vendor toy; the controller's keys lie in the test's directory."""
    fleet = Fleet({"https://hq": FACTS})
    monkeypatch.setattr(plugin, "SOURCES", {"toy": fleet.source})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "keys"))
    return fleet


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What is shown as a warning, and what at -v."""
    lines: dict[str, list[str]] = {"warning": [], "v": []}
    for level, texts in lines.items():
        monkeypatch.setattr(Display, level, lambda self, msg, *_, texts=texts, **__: texts.append(str(msg)))
    return lines


class Inventory:
    """An inventory read from one file."""

    def __init__(self, path: Path, cache: bool) -> None:
        self.loader = DataLoader()
        self.data = InventoryData()
        module = inventory_loader.get("telephony.pbx.pbx")
        assert module.verify_file(str(path))
        # As ansible-core's manager does it; called directly, since that would turn errors into warnings.
        module.parse(self.data, self.loader, str(path), cache=cache)
        module.update_cache_if_changed() if module.get_option("cache") else None
        self.data.reconcile_inventory()

    @property
    def hosts(self) -> list[str]:
        return list(self.data.hosts)

    def vars(self, host: str) -> dict[str, Any]:
        return self.data.hosts[host].get_vars()

    def groups(self, host: str) -> set[str]:
        return {group.name for group in self.data.hosts[host].get_groups()} - {"all"}

    def members(self, group: str) -> list[str]:
        return [host.name for host in self.data.groups[group].get_hosts()]

    def template(self, host: str, text: str, **more: Any) -> Any:
        """``text`` as a template of a playbook's author, with the variables of a host."""
        templar = Templar(loader=self.loader, variables={**self.vars(host), **more})
        return templar.template(plugin.trust_as_template(text))


@pytest.fixture
def read(tmp_path: Path, fleet: Fleet) -> Callable[..., Inventory]:
    """Reads an inventory file: its options, then ``systems`` (the one above, by default)."""

    def read(*systems: dict[str, Any], cache_used: bool = True, **options: Any) -> Inventory:
        path = tmp_path / "pbx.yml"
        document = {"plugin": "telephony.pbx.pbx", "systems": list(systems) or [SYSTEM], **options}
        path.write_text(yaml.safe_dump(document))
        return Inventory(path, cache_used)

    return read


Read = Callable[..., Inventory]


def system(name: str, **options: Any) -> dict[str, Any]:
    return {**SYSTEM, "name": name, "url": f"https://{name}", **options}


# -- hosts and groups


def test_pbxs_and_tenants_become_hosts_in_groups(read: Read, fleet: Fleet) -> None:
    fleet.pbxs |= {"https://hq": WITH_TENANTS, "https://b": FACTS}
    inventory = read(system("hq", site="Köln-Süd", groups=["vip"]), system("b"))
    assert inventory.hosts == ["hq", "hq.Acme", "hq.Zeta", "b"]
    assert inventory.groups("hq") == {"pbx", "pbx_toy", "pbx_site_Köln_Süd", "vip"}
    assert inventory.groups("hq.Acme") == {"pbx_tenants", "pbx_tenants_hq"}
    assert inventory.members("pbx") == ["hq", "b"]
    assert inventory.members("pbx_tenants") == ["hq.Acme", "hq.Zeta"]
    assert inventory.members("pbx_unreachable") == []


def test_a_pbx_that_is_its_own_tenant(read: Read, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.own_tenant = True
    monkeypatch.setattr(plugin, "SOURCES", {"toy": fleet.source})
    assert read().members("pbx_tenants_hq") == ["hq"]


def test_hosts_are_ready_to_use(read: Read) -> None:
    inventory = read()
    assert inventory.vars("hq")["ansible_connection"] == "local"
    interpreter = inventory.template("hq", "{{ ansible_python_interpreter }}", ansible_playbook_python="/my/python")
    assert interpreter == "/my/python"
    assert inventory.template("hq", "{{ toy_url }} {{ toy_username }}") == "https://hq u"


def test_variables_of_the_file_win_and_are_templates(read: Read) -> None:
    inventory = read({**SYSTEM, "vars": {"ansible_connection": "ssh", "label": "{{ pbx_name }} in {{ city }}"}})
    assert inventory.vars("hq")["ansible_connection"] == "ssh"
    assert inventory.template("hq", "{{ label }}", city="Ulm") == "hq in Ulm"


def test_answers_are_never_templates(read: Read, fleet: Fleet) -> None:
    fleet.pbxs["https://hq"] = replace(
        FACTS,
        version=TRAP,
        facts={"model": TRAP, TRAP: [TRAP]},
        tenants=(Tenant(id=TRAP, name=TRAP, kind=TRAP, facts={"note": TRAP}),),
    )
    inventory = read(compose={"copied": "pbx_version"}, keyed_groups=[{"key": "pbx_version", "prefix": "v"}])
    assert inventory.hosts == ["hq", "hq.1_1"]
    for host in inventory.hosts:
        assert inventory.template(host, "{{ pbx_version }}") == TRAP
        assert inventory.template(host, "{{ pbx_facts.model }}") == TRAP
        assert inventory.template(host, "{{ copied }}") == TRAP
        assert inventory.template(host, "{{ [pbx_version] | first }}x") == f"{TRAP}x"
    assert inventory.template("hq.1_1", "{{ pbx_tenant }} {{ pbx_tenant_facts.note }}") == f"{TRAP} {TRAP}"
    assert "v____1_1___" in inventory.groups("hq")


def test_words_of_the_pbx_in_errors_are_never_templates(read: Read, fleet: Fleet, shown: Any) -> None:
    fleet.pbxs["https://hq"] = ConnectionFailed("no", pbx_message=TRAP)
    inventory = read()
    assert inventory.template("hq", "{{ pbx_error }}") == f'no. The PBX said: "{TRAP}".'
    assert TRAP in shown["warning"][0]


def test_resolved_values_are_not_templated_again(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE", TRAP)
    assert read({**SYSTEM, "site": "{{ lookup('env', 'SITE') }}"}).template("hq", "{{ pbx_site }}") == TRAP


# -- credentials


def test_no_credential_in_variables(read: Read) -> None:
    inventory = read()
    assert PASSWORD not in json.dumps(inventory.vars("hq"), default=str)


def test_exposed_credentials_stand_as_in_the_file(read: Read, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOY_SECRET", PASSWORD)
    written = "{{ lookup('env', pbx_vendor | upper ~ '_SECRET') }}"
    inventory = read({**SYSTEM, "password": written}, expose_credentials=True)
    assert fleet.asked[0]["password"] == PASSWORD
    assert inventory.vars("hq")["toy_password"] == written
    assert inventory.template("hq", "{{ toy_password }}") == PASSWORD


def test_a_password_that_looks_like_data_stays_text(read: Read, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    for fleet.password in ("[1, 2]", "{'a': 1}", "007", "True"):
        monkeypatch.setenv("ODD_SECRET", fleet.password)
        read({**SYSTEM, "password": "{{ lookup('env', 'ODD_SECRET') }}"})
        assert fleet.asked[-1]["password"] == fleet.password


# -- errors


def test_a_dead_pbx_is_a_warning_and_stays(read: Read, fleet: Fleet, shown: Any) -> None:
    fleet.pbxs["https://dead"] = ConnectionFailed("no answer", remedy="Wake it up.")
    inventory = read(system("dead", site="Ulm"), SYSTEM)
    assert shown["warning"] == ["dead (Toy PBX): no answer. Wake it up."]
    assert inventory.hosts == ["dead", "hq"]
    assert inventory.groups("dead") == {"pbx", "pbx_toy", "pbx_site_Ulm", "pbx_unreachable"}
    assert inventory.vars("dead")["pbx_error"] == "no answer. Wake it up."
    assert inventory.template("dead", "{{ pbx_reachable }}") in (False, "False")


def test_a_dead_pbx_can_be_skipped(read: Read, fleet: Fleet, shown: Any) -> None:
    fleet.pbxs["https://dead"] = ConnectionFailed("no answer")
    assert read(system("dead"), SYSTEM, on_error="skip").hosts == ["hq"]
    assert shown == {"warning": [], "v": ["dead (Toy PBX): no answer."]}


def test_dead_pbxs_can_be_the_end(read: Read, fleet: Fleet) -> None:
    fleet.pbxs |= {"https://a": ConnectionFailed("no answer"), "https://b": ConnectionFailed("no route")}
    with pytest.raises(AnsibleError, match=r"a \(Toy PBX\): no answer\. b \(Toy PBX\): no route\."):
        read(system("a"), SYSTEM, system("b"), on_error="fail")


def test_mistakes_in_the_file_are_told_together(read: Read, fleet: Fleet, tmp_path: Path) -> None:
    with pytest.raises(AnsibleError) as caught:
        read(
            system("a", vendor="tois"),
            {**SYSTEM, "password": "{{ nobody_knows }}"},
            on_eror="warn",
            parallel=0,
            filters=[{"include": "x", "exclude": "y"}, {"exclude": 1}, "x"],
        )
    told = str(caught.value)
    assert told.startswith(f"{tmp_path}/pbx.yml has 7 problems: ")
    for words in (
        "'on_eror' is not an option of this plugin; did you mean 'on_error'?",
        "parallel must be 1 at least",
        "filters: number 1 must have either include or exclude, with a condition",
        "filters: number 2 must have a condition as text",
        "filters: number 3 must have either include or exclude, with a condition",
        "system a: vendor 'tois' is not one of toy; did you mean 'toy'?",
        "system hq: password cannot be resolved: 'nobody_knows' is undefined",
    ):
        assert words in told
    assert not fleet.asked


def test_options_may_be_empty(read: Read) -> None:
    assert read(filters=None, defaults=None, groups=None).hosts == ["hq"]
    assert read(systems=[]).hosts == []


def test_without_httpx_it_is_told_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(AnsibleError, match="httpx"):
        read()


@pytest.mark.parametrize("name", ["pbx.yml", "hosts.pbx.yaml", "telephony.yml", "x-telephony.yaml"])
def test_file_names(name: str, tmp_path: Path) -> None:
    module = inventory_loader.get("telephony.pbx.pbx")
    assert not module.verify_file(str(tmp_path / name))
    for file in (name, "hosts.yml", "pbx.json"):
        (tmp_path / file).touch()
    assert module.verify_file(str(tmp_path / name))
    assert not module.verify_file(str(tmp_path / "hosts.yml"))
    assert not module.verify_file(str(tmp_path / "pbx.json"))


# -- compose, groups, filters


def test_constructed_variables_and_groups(read: Read, fleet: Fleet) -> None:
    fleet.pbxs["https://hq"] = WITH_TENANTS
    inventory = read(
        compose={"size": "pbx_tenant_facts.seats", "place": "pbx_site | default('nowhere')"},
        groups={"old": "pbx_version is version('2', '<')", "big": "size | int > 10"},
        keyed_groups=[{"key": "pbx_product", "prefix": "model", "parent_group": "models"}],
    )
    assert inventory.template("hq", "{{ place }}") == "nowhere"
    assert inventory.members("old") == ["hq", "hq.Acme", "hq.Zeta"]
    assert inventory.members("big") == ["hq.Acme"]
    assert inventory.members("models") == inventory.members("model_T_1000") == ["hq", "hq.Acme", "hq.Zeta"]


def test_strict_makes_failing_expressions_errors(read: Read) -> None:
    for broken in (
        {"compose": {"size": "pbx_tenant_facts.seats"}},
        {"groups": {"big": "size | int > 10"}},
        {"filters": [{"include": "size > 10"}]},
    ):
        assert read(**broken).hosts == ["hq"]
        with pytest.raises(AnsibleError):
            read(strict=True, **broken)


@pytest.mark.parametrize(
    ("filters", "hosts"),
    [
        ([], ["hq", "hq.Acme", "hq.Zeta", "b"]),
        ([{"exclude": "pbx_tenant == 'Zeta'"}], ["hq", "hq.Acme", "b"]),
        ([{"include": "pbx_site == 'Ulm'"}, {"exclude": True}], ["b"]),
        (
            [{"exclude": "pbx_tenant is not defined"}, {"include": "pbx_tenant_facts.seats > 10"}],
            ["hq.Acme", "hq.Zeta"],
        ),
        ([{"include": "city == 'Ulm'"}, {"exclude": "true"}], ["b"]),
    ],
)
def test_filters(read: Read, fleet: Fleet, filters: list[Any], hosts: list[str]) -> None:
    fleet.pbxs |= {"https://hq": WITH_TENANTS, "https://b": FACTS}
    found = read(SYSTEM, system("b", site="Ulm", vars={"city": "{{ pbx_site }}"}), filters=filters)
    assert found.hosts == hosts


# -- cache


@pytest.fixture
def cached(read: Read, tmp_path: Path) -> Read:
    """Like ``read``, with answers kept in files."""

    def cached(*systems: dict[str, Any], **options: Any) -> Inventory:
        where = {"cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "cache")}
        return read(*systems, **{"cache": True, **where, **options})

    return cached


def test_a_hit_asks_nobody(cached: Read, fleet: Fleet) -> None:
    fleet.pbxs["https://hq"] = replace(WITH_TENANTS, version=TRAP)
    first = cached()
    asked = len(fleet.asked)
    second = cached(groups={"fresh": "true"})
    assert len(fleet.asked) == asked == 1
    assert first.hosts == second.hosts
    assert second.members("fresh") == second.hosts
    for host in first.hosts:
        assert {**second.vars(host), "group_names": None} == {**first.vars(host), "group_names": None}
        assert second.template(host, "{{ pbx_version }}") == TRAP


def test_a_changed_connection_is_no_hit_and_only_its_own(cached: Read, fleet: Fleet) -> None:
    fleet.pbxs["https://b"] = FACTS
    cached(SYSTEM, system("b"))
    cached(SYSTEM, system("b", timeout=5))
    assert [asked["url"] for asked in fleet.asked] == ["https://hq", "https://b", "https://b"]
    fleet.password = "new"
    inventory = cached({**SYSTEM, "password": "new"})
    assert fleet.asked[-1]["password"] == "new"
    assert inventory.vars("hq")["pbx_reachable"] is True


def test_a_wrong_password_finds_nothing(cached: Read, fleet: Fleet, shown: Any) -> None:
    cached()
    assert cached({**SYSTEM, "password": "wrong"}).members("pbx_unreachable") == ["hq"]


def test_refreshing_asks_and_remembers_anew(cached: Read, fleet: Fleet) -> None:
    cached()
    fleet.pbxs["https://hq"] = replace(FACTS, version="2.0")
    assert cached().vars("hq")["pbx_version"] == "1.2.3"
    assert cached(cache_used=False).vars("hq")["pbx_version"] == "2.0"
    assert cached().vars("hq")["pbx_version"] == "2.0"
    assert len(fleet.asked) == 2


def test_failures_are_not_kept(cached: Read, fleet: Fleet, shown: Any) -> None:
    fleet.pbxs |= {"https://hq": ConnectionFailed("no answer"), "https://b": FACTS}
    cached(SYSTEM, system("b"))
    fleet.pbxs["https://hq"] = FACTS
    assert cached(SYSTEM, system("b")).members("pbx_unreachable") == []
    assert [asked["url"] for asked in fleet.asked] == ["https://hq", "https://b", "https://hq"]


def test_stale_and_broken_entries_are_no_hits(cached: Read, fleet: Fleet, tmp_path: Path) -> None:
    cached()
    (entry,) = (tmp_path / "cache").iterdir()
    good = entry.read_text()
    for content in ("{", "[]", good.replace("form", "shape")):
        entry.write_text(content)
        assert cached().vars("hq")["pbx_version"] == "1.2.3"
    assert len(fleet.asked) == 4


def test_no_secret_in_the_cache(cached: Read, tmp_path: Path) -> None:
    cached()
    (entry,) = (tmp_path / "cache").iterdir()
    assert PASSWORD not in entry.read_text() + entry.name


def test_cached_data_is_not_changed(cached: Read, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.pbxs["https://hq"] = WITH_TENANTS
    cached()
    handed_out: list[tuple[Any, Any]] = []
    remembered = PbxFacts.from_data

    def watched(data: Any) -> PbxFacts | None:
        handed_out.append((data, copy.deepcopy(data)))
        return remembered(data)

    monkeypatch.setattr(PbxFacts, "from_data", watched)
    inventory = cached(compose={"pbx_facts": "dict(model='mine')"})
    inventory.vars("hq.Acme")["pbx_tenant_facts"]["seats"] = 0
    assert handed_out
    assert all(data == before for data, before in handed_out)


# -- documentation


def test_the_documentation_names_every_vendor_and_connection_option() -> None:
    document = yaml.safe_load(plugin.DOCUMENTATION)
    *_, (play,) = yaml.safe_load_all(plugin.EXAMPLES)
    entry = document["options"]["systems"]["suboptions"]
    assert entry["vendor"]["choices"] == list(plugin.SOURCES)
    for source in plugin.SOURCES.values():
        credentials = {"username", "password", "app_id", "app_secret"} & source.vendor.connection.keys()
        assert credentials | source.options.keys() <= entry.keys()
    (defaults,) = play["module_defaults"].values()
    assert defaults.keys() == plugin.SOURCES["ucm"].vendor.connection.keys()
    assert all(f"ucm_{name}" in value for name, value in defaults.items())


def _example_files() -> list[Any]:
    documented = [entry for entry in yaml.safe_load_all(plugin.EXAMPLES) if isinstance(entry, dict)]
    return [*documented, *map(yaml.safe_load, (path.read_text() for path in sorted(EXAMPLES.glob("*.yml"))))]


@pytest.mark.parametrize("document", _example_files())
def test_examples_have_no_mistakes(document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HQ_PBX", "WAREHOUSE_PBX", "PBX01", "PBX02", "PBX03", "LYON_1", "LYON_2", "NANTES_1", "UCM"):
        monkeypatch.setenv(f"{name}_PASSWORD", PASSWORD)
    monkeypatch.setenv("VOIPNOW_APP_SECRET", PASSWORD)
    monkeypatch.setenv("UCM_USERNAME", "u")
    monkeypatch.setenv("UCM_URL", "https://pbx")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "keys"))
    monkeypatch.setattr(plugin, "read_systems", lambda systems, **_: [Reading(FACTS) for _ in systems])
    path = tmp_path / "pbx.yml"
    path.write_text(yaml.safe_dump({**document, "strict": True, "cache": False}))
    inventory = Inventory(path, cache=False)
    wanted = [entry["name"] for entry in document["systems"]]
    assert inventory.hosts == [name for name in wanted if name != "pbx03"]
