# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is missing of any module: contract row, steps for the doors, examples, groups, routing, words on options."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from tests.conformance.contract_table import CONDUCT, ROWS
from tests.conformance.door_steps import modules_with_steps
from tests.doors import MODULES, REPOSITORY, module_names, task_of

FRAGMENTS = "ansible_collections.telephony.pbx.plugins.doc_fragments"
ATTRIBUTES = {"check_mode", "diff_mode", "idempotent", "platform"}

every_module = pytest.mark.parametrize("module", module_names())


def documentation(module: str) -> dict[str, Any]:
    """A module's documentation with its fragments merged in."""
    own = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)
    merged: dict[str, Any] = {"options": {}, "attributes": {}}
    for name in own.get("extends_documentation_fragment", ()):
        file, _, part = name.removeprefix("telephony.pbx.").partition(".")
        fragment = importlib.import_module(f"{FRAGMENTS}.{file}").ModuleDocFragment
        found = yaml.safe_load(getattr(fragment, part.upper() or "DOCUMENTATION"))
        for section in merged:
            merged[section].update(found.get(section) or {})
    for section in merged:
        for name, value in (own.get(section) or {}).items():
            merged[section][name] = {**merged[section].get(name, {}), **value}
    return {**own, **merged}


def runtime() -> dict[str, Any]:
    return yaml.safe_load((REPOSITORY / "meta/runtime.yml").read_text(encoding="utf-8"))


def undescribed(options: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, option in options.items():
        if not option.get("description") or not all(map(str.strip, _texts(option["description"]))):
            yield f"{path}{name}"
        yield from undescribed(option.get("suboptions") or {}, f"{path}{name}.")


def _texts(description: Any) -> list[str]:
    return [description] if isinstance(description, str) else list(description)


def differences(spec: Mapping[str, Any], docs: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Where the documentation says something else than the argument spec."""
    for name in spec.keys() ^ docs.keys():
        yield f"{path}{name} is only in one of the two"
    for name in spec.keys() & docs.keys():
        option, doc = spec[name], docs[name]
        for key, absent in (("type", "str"), ("elements", None), ("default", None), ("required", False)):
            if option.get(key, absent) != doc.get(key, absent):
                yield f"{path}{name}: {key} is {option.get(key)} and documented as {doc.get(key)}"
        for key in ("choices", "aliases"):
            if sorted(option.get(key) or ()) != sorted(doc.get(key) or ()):
                yield f"{path}{name}: {key} differ"
        yield from differences(option.get("options") or {}, doc.get("suboptions") or {}, f"{path}{name}.")


def test_the_table_has_a_row_for_every_state_module_and_for_nothing_else() -> None:
    states = {module for module in module_names() if isinstance(task_of(module), StateTask)}
    assert states == {row.module for row in ROWS}
    assert len(ROWS) == len(states)


def test_every_vendor_of_the_table_has_its_conduct_written_down() -> None:
    assert {row.vendor for row in ROWS} <= set(CONDUCT)


def test_every_module_goes_through_both_doors() -> None:
    assert modules_with_steps() == set(module_names())


@every_module
def test_it_is_routed_and_in_its_groups(module: str) -> None:
    meta = runtime()
    assert meta["plugin_routing"]["modules"][module] == {"action_plugin": "telephony.pbx.in_process"}
    groups = {name for name, members in meta["action_groups"].items() if module in members}
    task = task_of(module)
    assert groups == set(task.groups)
    if task.vendor is not None:
        assert {"all", task.vendor.name} <= groups
    documented = documentation(module)["attributes"].get("action_group", {})
    assert {f"telephony.pbx.{group}" for group in groups} == set(documented.get("membership", ()))


@every_module
def test_its_options_are_all_described_and_as_documented(module: str) -> None:
    docs = documentation(module)
    assert not list(undescribed(docs["options"]))
    assert not list(differences(task_of(module).spec, docs["options"]))
    assert docs["module"] == module
    assert docs["short_description"]
    assert docs["version_added"]


@every_module
def test_it_says_what_modes_it_supports(module: str) -> None:
    attributes = documentation(module)["attributes"]
    assert set(attributes) >= ATTRIBUTES
    for name in ATTRIBUTES:
        assert attributes[name]["description"]
        assert attributes[name]["support"] in ("full", "partial", "none", "N/A")
    task = task_of(module)
    assert (attributes["check_mode"]["support"] != "none") == task.supports_check_mode
    if isinstance(task, StateTask):
        assert {attributes[name]["support"] for name in ("check_mode", "diff_mode", "idempotent")} == {"full"}


@every_module
def test_its_examples_use_it_and_only_options_that_it_has(module: str) -> None:
    examples = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").EXAMPLES)
    uses = [task for task in examples if f"telephony.pbx.{module}" in task]
    assert uses
    spec = task_of(module).spec
    known = {name for option, details in spec.items() for name in (option, *details.get("aliases", ()))}
    for task in uses:
        assert task["name"]
        options = task[f"telephony.pbx.{module}"] or {}
        assert set(options) <= known
        assert not _clear_text(options, spec), "an example must not teach to write secrets into playbooks"


def _clear_text(options: Mapping[str, Any], spec: Mapping[str, Any]) -> list[str]:
    secrets = {name for name, option in spec.items() if option.get("no_log")}
    return [name for name in secrets & set(options) if "{{" not in str(options[name])]


@every_module
def test_it_says_what_it_returns(module: str) -> None:
    returns = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").RETURN)
    assert not list(undescribed(returns))
    task = task_of(module)
    if isinstance(task, StateTask):
        assert returns[task.resource.name]["sample"]
        shown = {field.name for field in task.resource.fields if field.readable and not field.secret}
        assert set(returns[task.resource.name]["sample"]) <= shown
        assert {"api", "error"} <= set(returns)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.module)
def test_its_documentation_lists_what_cannot_be_read_back(row: Any) -> None:
    told = " ".join(_texts(documentation(row.module)["description"]))
    hidden = [field.name for field in row.resource.fields if field.write_only]
    assert [name for name in hidden if f"O({name})" not in told] == []
