# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real ansible-inventory and ansible-playbook runs with the inventory plugin, against simulated UCMs and VoipNows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.telephony.pbx.plugins.inventory import pbx as plugin
from tests.simulators.client import Simulator, start, start_several

# Text of a PBX that would be 2, were it taken for a template.
FIRMWARE = "1.0.{{ 1+1 }}"
FACTS_CALLS = ["getSystemGeneralStatus", "getSystemStatus"]
LOGIN_CALLS = ["challenge", "login"]


@pytest.fixture(scope="module")
def simulators() -> Iterator[list[Simulator]]:
    """Two UCMs for all tests of this file."""
    started = start_several(["ucm", "ucm"], objects=3, firmware=FIRMWARE)
    yield started
    for pbx in started:
        pbx.close()


@pytest.fixture
def pbxs(simulators: list[Simulator]) -> list[Simulator]:
    """The same, as new."""
    for pbx in simulators:
        pbx.reset()
    return simulators


class Vault(str):
    """A text that is written to YAML with the tag !vault."""


yaml.SafeDumper.add_representer(Vault, lambda dumper, value: dumper.represent_scalar("!vault", str(value), style="|"))


class Checkout:
    """A directory with an inventory file, as a user has it, and a cache of sessions of its own."""

    def __init__(self, directory: Path, pbxs: list[Simulator]) -> None:
        self.directory = directory
        self.password = pbxs[0].credentials["password"]
        self.environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(directory / "cache"),
            "HQ_PASSWORD": self.password,
            "BRANCH_PASSWORD": pbxs[1].credentials["password"],
        }
        self.config: dict[str, Any] = {
            "plugin": "telephony.pbx.pbx",
            "defaults": {
                "ucm": {
                    "username": pbxs[0].credentials["username"],
                    "password": "{{ lookup('env', pbx_name | upper ~ '_PASSWORD') }}",
                    "ca_path": pbxs[0].ca,
                }
            },
            "systems": [
                {"name": "hq", "vendor": "ucm", "url": pbxs[0].url, "site": "Berlin"},
                {"name": "branch", "vendor": "ucm", "url": pbxs[1].url, "site": "Ulm"},
            ],
        }

    @property
    def hq(self) -> dict[str, Any]:
        return self.config["systems"][0]

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        (self.directory / "pbx.yml").write_text(yaml.safe_dump(self.config))
        words = [sys.executable, "-m", "ansible", *command, "-i", "pbx.yml"]
        done = subprocess.run(
            words, cwd=self.directory, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def listing(self, *more: str) -> tuple[dict[str, Any], str]:
        """What ``ansible-inventory --list`` prints, and its messages."""
        done = self.run("inventory", "--list", *more)
        return json.loads(done.stdout), done.stderr


@pytest.fixture
def checkout(tmp_path: Path, pbxs: list[Simulator]) -> Checkout:
    return Checkout(tmp_path, pbxs)


def operations(pbx: Simulator) -> list[str]:
    return [entry["operation"] for entry in pbx.log()]


def text(value: Any) -> Any:
    """A text as ``--list`` prints it: newer versions mark those that are no templates."""
    return value["__ansible_unsafe"] if isinstance(value, dict) and "__ansible_unsafe" in value else value


def test_listing_costs_two_requests_a_pbx_and_shows_no_secret(checkout: Checkout, pbxs: list[Simulator]) -> None:
    done = checkout.run("inventory", "--list", "-vvvv")
    hosts = json.loads(done.stdout[done.stdout.index("{\n") :])["_meta"]["hostvars"]
    assert list(hosts) == ["branch", "hq"]  # --list sorts
    assert text(hosts["hq"]["pbx_version"]) == FIRMWARE
    assert text(hosts["hq"]["ucm_url"]) == pbxs[0].url
    assert text(hosts["hq"]["pbx_serial"]) != text(hosts["branch"]["pbx_serial"])
    assert not {"bindcode", "up_time", "system_time"} & hosts["hq"]["pbx_facts"].keys()
    for pbx in pbxs:
        assert operations(pbx) == LOGIN_CALLS + FACTS_CALLS
        pbx.clear_log()
    assert checkout.password not in done.stdout + done.stderr
    assert "getSystemStatus: status 0" in done.stdout

    checkout.run("inventory", "--graph")
    for pbx in pbxs:
        assert operations(pbx) == FACTS_CALLS


def test_a_cached_inventory_needs_no_network(checkout: Checkout, pbxs: list[Simulator]) -> None:
    checkout.config |= {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": "facts"}
    first, _ = checkout.listing()
    for pbx in pbxs:
        pbx.clear_log()
    second, _ = checkout.listing()
    assert second == first
    assert [operations(pbx) for pbx in pbxs] == [[], []]
    (checkout.directory / "play.yml").write_text("- hosts: pbx\n")
    checkout.run("playbook", "play.yml", "--list-hosts", "--flush-cache")
    assert [operations(pbx) for pbx in pbxs] == [FACTS_CALLS, FACTS_CALLS]
    kept = "".join(path.name + path.read_text() for path in (checkout.directory / "facts").iterdir())
    assert checkout.password not in kept


def test_a_pbx_that_hangs_is_a_warning_and_the_run_goes_on(checkout: Checkout, pbxs: list[Simulator]) -> None:
    pbxs[0].fault("delay", operation="challenge", seconds=20, times=None)
    checkout.config |= {"time_limit": 1, "parallel": 1}
    began = time.monotonic()
    listing, messages = checkout.listing()
    pbxs[0].clear_faults()
    assert time.monotonic() - began < 15
    assert listing["pbx_unreachable"]["hosts"] == ["hq"]
    assert listing["pbx_ucm"]["hosts"] == ["hq", "branch"]
    assert "hq (Grandstream UCM6xxx): " in messages
    assert "within the time limit of 1 seconds" in " ".join(messages.split())
    assert text(listing["_meta"]["hostvars"]["branch"]["pbx_version"]) == FIRMWARE


def test_a_rejected_login_is_told_in_the_words_of_the_pbx(checkout: Checkout, pbxs: list[Simulator]) -> None:
    checkout.environment["HQ_PASSWORD"] = "not-the-password"
    done = checkout.run("inventory", "--list", "-vvvv")
    assert "wrong user or password (code -37)" in " ".join(done.stderr.split())
    assert "not-the-password" not in done.stdout + done.stderr
    assert operations(pbxs[0]) == LOGIN_CALLS


def test_vaulted_passwords_are_opened_and_stay_closed_when_exposed(checkout: Checkout, pbxs: list[Simulator]) -> None:
    (checkout.directory / "key").write_text("open sesame")
    cipher = subprocess.run(
        [sys.executable, "-m", "ansible", "vault", "encrypt_string", "--vault-password-file", "key", checkout.password],
        cwd=checkout.directory,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.removeprefix("!vault |\n")

    checkout.hq["password"] = Vault("\n".join(map(str.strip, cipher.splitlines())))
    checkout.config["expose_credentials"] = True
    listing, _ = checkout.listing("--vault-password-file", "key")
    hosts = listing["_meta"]["hostvars"]
    assert hosts["hq"]["pbx_reachable"] is True
    assert hosts["hq"]["ucm_password"]["__ansible_vault"].startswith("$ANSIBLE_VAULT;")
    assert hosts["branch"]["ucm_password"] == checkout.config["defaults"]["ucm"]["password"]


@pytest.mark.parametrize("exposed", [True, False])
def test_the_documented_playbook_runs_inside_the_worker(
    checkout: Checkout, pbxs: list[Simulator], exposed: bool
) -> None:
    *_, play = yaml.safe_load_all(plugin.EXAMPLES)
    (checkout.directory / "play.yml").write_text(yaml.safe_dump(play))
    checkout.config["expose_credentials"] = exposed
    if not exposed:
        checkout.environment["UCM_PASSWORD"] = checkout.password
    pbxs[1].fault("vendor_error", operation="challenge", code=-9)
    done = checkout.run("playbook", "play.yml", "-vvv")
    assert "ok: [hq]" in done.stdout
    assert "branch" not in done.stdout.split("PLAY RECAP")[1]
    assert "runs as a module of its own" not in done.stdout
    assert checkout.password not in done.stdout + done.stderr
    # The session of the inventory serves the play as well.
    assert operations(pbxs[0]) == [*LOGIN_CALLS, *FACTS_CALLS, "listUser"]


def test_mistakes_name_file_and_system(checkout: Checkout) -> None:
    checkout.hq["usrname"] = "x"
    checkout.environment["ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED"] = "true"
    done = checkout.run("inventory", "--list", check=False)
    assert done.returncode != 0
    words = " ".join(done.stderr.split())
    # Older cores break lines at the hyphens of a path.
    assert f"{checkout.directory}/pbx.ymlhasaproblem" in words.replace(" ", "")
    assert "system hq: 'usrname' is not an option of a ucm system; did you mean 'username'?" in words


# -- VoipNow


@pytest.fixture
def voipnow() -> Iterator[Simulator]:
    with start("voipnow", objects=60) as pbx:
        yield pbx


def test_a_voipnow_and_its_tenants_with_a_dead_one_beside_it(tmp_path: Path, voipnow: Simulator) -> None:
    pbx = voipnow
    (tmp_path / "play.yml").write_text(yaml.safe_dump([VOIPNOW_PLAY]))
    app = {"vendor": "voipnow", "ca_path": pbx.ca, **pbx.credentials}
    config: dict[str, Any] = {
        "plugin": "telephony.pbx.pbx",
        "systems": [
            {"name": "voip", "url": pbx.url, **app, "vars": {"voipnow_app_secret": "{{ lookup('env', 'SECRET') }}"}},
            {"name": "voip.company1", "url": "https://127.0.0.1:9", **app, "timeout": 2},
        ],
        "time_limit": 3,
        "keyed_groups": [{"key": "pbx_tenant_kind", "prefix": "kind"}],
        "cache": True,
        "cache_plugin": "ansible.builtin.jsonfile",
        "cache_connection": "facts",
    }
    (tmp_path / "pbx.yml").write_text(yaml.safe_dump(config))
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "SECRET": pbx.credentials["app_secret"],
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ansible", *words, "-i", "pbx.yml"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert pbx.credentials["app_secret"] not in done.stdout + done.stderr
        return done

    done = run("inventory", "--list")
    listing = json.loads(done.stdout)
    assert listing["pbx_unreachable"]["hosts"] == ["voip.company1"]
    assert "voip.company1 (4PSA VoipNow): " in done.stderr
    company1 = "voip.company1_3"  # the login alone would be the name of the other PBX
    assert listing["kind_organization"]["hosts"] == [company1, "voip.company2"]
    assert listing["kind_service_provider"]["hosts"] == ["voip.provider1"]
    hosts = listing["_meta"]["hostvars"]
    assert text(hosts["voip"]["pbx_version"]) == "5.7.0"
    assert text(hosts["voip"]["voipnow_url"]) == pbx.url
    assert text(hosts[company1]["pbx_tenant"]) == "company1"
    assert text(hosts[company1]["pbx_tenant_parent"]) == "provider1"
    assert text(hosts["voip.company2"]["pbx_tenant_facts"]["login"]) == "company2"

    pbx.clear_log()
    play = run("playbook", "play.yml", "-vvv")
    assert {"GetUsers"} == {entry["operation"] for entry in pbx.log()} - {"schema", "token", "GetOrganizations"}
    assert "user1 user2 user3 user4 user5 of company1" in play.stdout
    assert "user6 of company2" in play.stdout


VOIPNOW_PLAY: dict[str, Any] = {
    "hosts": "kind_organization",
    "gather_facts": False,
    "module_defaults": {
        "group/telephony.pbx.voipnow": {
            name: f"{{{{ voipnow_{name} | default(omit) }}}}" for name in plugin.SOURCES["voipnow"].vendor.connection
        }
    },
    "tasks": [
        {
            "telephony.pbx.voipnow_info": {"resources": ["users"], "organization": "{{ pbx_tenant }}"},
            "register": "found",
        },
        {
            "ansible.builtin.debug": {
                "msg": "{{ found.users | map(attribute='login') | join(' ') }} of {{ pbx_tenant }}"
            }
        },
    ],
}
