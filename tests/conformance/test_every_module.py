# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is missing of any module: contract, steps for the doors, examples, groups, action plugin, documentation."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telephony.pbx.plugins.action import in_process
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_wire import HotelStateTask
from tests.conformance.contract_table import CONDUCT
from tests.conformance.door_steps import modules_with_steps
from tests.conformance.rows import ROWS
from tests.conformance.test_hotel_states import MODULES as HOTEL_MODULES
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
    """But for those that test_hotel_states.py has, and says why."""
    states = {module for module in module_names() if isinstance(task_of(module), StateTask)}
    assert {module for module in states if isinstance(task_of(module), HotelStateTask)} == HOTEL_MODULES
    assert states - HOTEL_MODULES == {row.module for row in ROWS}
    assert len(ROWS) + len(HOTEL_MODULES) == len(states)


def test_every_vendor_of_the_table_has_its_conduct_written_down() -> None:
    assert {row.vendor for row in ROWS} <= set(CONDUCT)


def test_every_module_goes_through_both_doors() -> None:
    assert modules_with_steps() == set(module_names())


@every_module
def test_it_has_its_action_plugin_and_is_in_its_groups(module: str) -> None:
    meta = runtime()
    action = importlib.import_module(f"ansible_collections.telephony.pbx.plugins.action.{module}")
    assert issubclass(action.ActionModule, in_process.ActionModule)
    assert action.ActionModule.module_task is task_of(module)
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
def test_ansible_finds_the_parts_of_fragments_that_are_meant(module: str) -> None:
    """It takes the last word for a file before it takes it for a part of one."""
    files = {path.stem for path in (REPOSITORY / "plugins/doc_fragments").glob("*.py")}
    own = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)
    for name in own.get("extends_documentation_fragment", ()):
        file, _, part = name.removeprefix("telephony.pbx.").partition(".")
        assert file in files
        assert part not in files


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
        assert {attributes[name]["support"] for name in ("check_mode", "diff_mode")} == {"full"}
        options = [field for field in task.resource.fields if field.writable and not field.key]
        unseen = all(field.write_only for field in options)
        assert attributes["idempotent"]["support"] == ("none" if unseen else "full")


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
    return [name for name in secrets & set(options) if options[name] != "" and "{{" not in str(options[name])]


@every_module
def test_its_examples_are_not_refused(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what needs no PBX: the argument spec and the task's own checks. Examples with templates are left out."""
    monkeypatch.chdir(tmp_path)
    task = task_of(module)
    required = [name for name, option in task.spec.items() if option.get("required")]
    for example in yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").EXAMPLES):
        options = example.get(f"telephony.pbx.{module}", "another module's") or {}
        if "{{" in str(options) or not isinstance(options, dict):
            continue
        (tmp_path / str(options.get("dest", "."))).parent.mkdir(exist_ok=True)
        connection = {
            name: "https://pbx.example.com" for name in required if task.vendor and name in task.vendor.connection
        }
        validation = ArgumentSpecValidator(task.spec, **task.constraints()).validate({**connection, **options})
        assert not validation.error_messages, example
        assert not task.check(validation.validated_parameters), example


@every_module
def test_it_says_what_it_returns(module: str) -> None:
    returns = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").RETURN)
    assert not list(undescribed(returns))
    task = task_of(module)
    if isinstance(task, StateTask):
        assert returns[task.resource.name]["sample"]
        shown = {field.name for field in task.resource.fields if field.readable and not field.secret}
        assert set(returns[task.resource.name]["sample"]) <= shown
    if task.vendor is not None:
        assert {"api", "error"} <= set(returns)
        assert ("apply_pending" in returns) >= ("apply" in task.spec)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.module)
def test_its_documentation_lists_what_cannot_be_read_back(row: Any) -> None:
    told = " ".join(_texts(documentation(row.module)["description"]))
    hidden = [field.name for field in row.resource.fields if field.write_only]
    assert [name for name in hidden if f"O({name})" not in told] == []
