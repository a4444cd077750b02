# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory's configuration: what is taken over, and what is said about mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import System
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_config import read_config
from tests.unit.inventory.fake_vendor import PASSWORD, Fleet

GOOD = {"name": "hq", "vendor": "toy", "url": "https://hq", "username": "u", "password": PASSWORD}


def fill_in(value: Any, variables: Mapping[str, Any]) -> Any:
    """Templates for poor: ``$name`` is a variable."""
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in variables:
            raise ValueError(f"{value[1:]} is undefined")
        return variables[value[1:]]
    return value


def read(*entries: Any, **defaults: Any) -> tuple[list[System], list[str]]:
    return read_config(entries, defaults, {"toy": Fleet().source}, fill_in)


def problems(*entries: Any, **defaults: Any) -> list[str]:
    return read(*entries, **defaults)[1]


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key != name}


def test_a_system_as_configured() -> None:
    (system,), found = read({**GOOD, "site": 7, "groups": ["a", 2], "timeout": "9", "vars": {"x": "$y"}})
    assert not found
    assert (system.name, system.site, system.groups, system.variables) == ("hq", "7", ("a", "2"), {"x": "$y"})
    assert system.connection["timeout"] == 9
    assert system.connection["validate_certs"] is True
    assert system.written == {"password": PASSWORD}
    assert system.secrets == {PASSWORD}


def test_systems_keep_the_order_of_the_file() -> None:
    systems, _ = read(*({**GOOD, "name": name} for name in ("c", "a", "b")))
    assert [system.name for system in systems] == ["c", "a", "b"]


def test_defaults_are_overruled_and_taken_back() -> None:
    defaults = {"username": "common", "password": "p", "ciphers": "X", "proxy": "http://proxy"}
    (system,), _ = read({**without("password"), "proxy": None}, toy=defaults)
    assert [system.connection[name] for name in ("username", "password", "ciphers", "proxy")] == ["u", "p", "X", None]


def test_templates_see_the_system_and_its_variables() -> None:
    entry = {**GOOD, "vars": {"v": "of the entry"}, "site": "$pbx_vendor", "groups": ["g"]}
    (system,), found = read(
        {**entry, "username": "$v", "password": "$pbx_site", "url": "https://x", "ciphers": "$pbx_name"}
    )
    assert not found
    assert system.site == "toy"
    assert [system.connection[name] for name in ("username", "password", "ciphers")] == ["of the entry", "toy", "hq"]
    assert system.written == {"password": "$pbx_site"}


def test_the_environment_fills_in_all_but_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "PASSWORD"):
        monkeypatch.setenv(f"TOY_{name}", f"https://env-{name}")
    (system,), _ = read(without("password"))
    assert system.connection["password"] == "https://env-PASSWORD"
    assert system.written == {}
    assert problems(without("url")) == ["system hq: url is missing"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("hq", "system number 1: must be a mapping with name, vendor and url"),
        (without("name"), "system number 1: name is missing"),
        ({**GOOD, "name": "two words"}, "cannot be a host's"),
        ({**GOOD, "name": "a[1:3]"}, "cannot be a host's"),
        ({**GOOD, "name": ["a"]}, "name must be a text"),
        ({**GOOD, "name": "pbx_toy"}, "system pbx_toy: a group has this name"),
        ({**GOOD, "name": "all"}, "system all: a group has this name"),
        (without("vendor"), "system hq: vendor is missing; it can be toy"),
        ({**GOOD, "vendor": "tois"}, "system hq: vendor 'tois' is not one of toy; did you mean 'toy'?"),
        ({**GOOD, "pasword": "x"}, "'pasword' is not an option of a toy system; did you mean 'password'?"),
        ({**GOOD, "vars": {"a b": 1}}, "vars: 'a b' cannot be a variable's name"),
        ({**GOOD, "vars": [1]}, "vars must be a mapping"),
        ({**GOOD, "groups": "g"}, "groups must be a list of names"),
        ({**GOOD, "groups": [{}]}, "groups must be a list of names"),
        (without("password"), "system hq: missing required arguments: password"),
        ({**GOOD, "password": ""}, "system hq: password is empty"),
        ({**GOOD, "username": "$nobody"}, "system hq: username cannot be resolved: nobody is undefined"),
        ({**GOOD, "url": "pbx.example.com"}, "url 'pbx.example.com' is not of the form https://host:port"),
        ({**GOOD, "url": "https://u:pw@hq"}, "url must not contain credentials"),
        ({**GOOD, "timeout": 0}, "timeout is 0"),
        ({**GOOD, "timeout": "soon"}, "argument 'timeout' is of type"),
    ],
)
def test_problems_of_a_system(entry: Any, problem: str) -> None:
    systems, (found,) = read(entry)
    assert problem in found
    assert PASSWORD not in found
    assert not systems or "a group has this name" in found


def test_names_must_differ() -> None:
    assert problems(GOOD, GOOD) == ["system hq: the name is given 2 times"]
    found = problems({**GOOD, "name": "a-b"}, {**GOOD, "name": "a.b"})
    assert found == ["systems a-b and a.b: the names differ too little, both give the group pbx_tenants_a_b"]


def test_problems_of_defaults() -> None:
    found = problems(GOOD, toi={}, toy={"urll": 1})
    assert found == [
        "defaults: 'toi' is not a vendor; did you mean 'toy'?",
        "defaults: 'urll' is not an option of toy; did you mean 'url'?",
    ]
    assert problems(GOOD, toy=[]) == ["defaults: toy must be a mapping of connection options"]


def test_all_problems_are_told_at_once() -> None:
    found = problems(without("url"), {**GOOD, "name": "x", "vendor": "y", "colour": 1, "groups": 1}, toi={})
    assert [text.split(":")[0] for text in found] == ["defaults", "system hq", "system x", "system x"]
