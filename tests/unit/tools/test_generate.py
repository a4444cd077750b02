# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated parts: told when they are stale, and what is in them."""

from __future__ import annotations

import dataclasses
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from tools import generate

CHECKOUT = generate.ROOT
EXTENSION = Path("plugins/modules/ucm_extension.py")
RUNTIME = Path("meta/runtime.yml")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files with generated parts, brought up to date; the generator works on it."""
    for path, _ in generate.generated_files():
        target = tmp_path / path.relative_to(CHECKOUT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    run(monkeypatch)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["generate", *arguments])
    return generate.main()


@pytest.fixture
def check(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """The files that --check calls stale; its exit code fits."""

    def stale() -> list[str]:
        capsys.readouterr()
        code = run(monkeypatch, "--check")
        lines = capsys.readouterr().out.splitlines()
        found = [line.removeprefix("stale: ") for line in lines if line.startswith("stale: ")]
        assert code == (1 if found else 0)
        assert ("run: make generate" in lines) == bool(found)
        return found

    return stale


def test_what_was_generated_is_up_to_date(check: Callable[[], list[str]]) -> None:
    assert check() == []


def test_a_second_run_writes_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    capsys.readouterr()
    assert run(monkeypatch) == 0
    assert capsys.readouterr().out == ""


def change_table(monkeypatch: pytest.MonkeyPatch, module: str, change: Callable[[Any], Any]) -> None:
    """Let a module's task have a changed resource."""
    original = generate.task_of

    def task_of(name: str) -> Any:
        task = original(name)
        return type(task)(task.name, task.vendor, change(task.resource)) if name == module else task

    monkeypatch.setattr(generate, "task_of", task_of)


CHANGES: dict[str, Callable[[Field], Field | None]] = {
    "description": lambda field: dataclasses.replace(field, description="Something else."),
    "choice": lambda field: dataclasses.replace(field, choices=(*field.choices, "more"), codec=None),
    "alias": lambda field: dataclasses.replace(field, aliases=("other",)),
    "limit": lambda field: dataclasses.replace(field, max_length=7),
    "name": lambda field: dataclasses.replace(field, name="renamed"),
    "read only": lambda field: dataclasses.replace(field, read_only=True),
    "removal": lambda field: None,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_table_makes_its_page_stale(
    check: Callable[[], list[str]], copy: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Field], Field | None]
) -> None:
    def changed(resource: Any) -> Any:
        made = [change(field) if field.name == "srtp" else field for field in resource.fields]
        return dataclasses.replace(resource, fields=tuple(field for field in made if field))

    change_table(monkeypatch, "ucm_extension", changed)
    before = (copy / EXTENSION).read_text()
    assert check() == [str(EXTENSION)]
    assert (copy / EXTENSION).read_text() == before, "a check writes nothing"
    run(monkeypatch)
    assert check() == []
    assert (copy / EXTENSION).read_text() != before


def test_a_new_field_is_documented(check: Callable[[], list[str]], copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Field(name="colour", description="The colour.", choices=("red",), max_length=9, nullable=True)
    change_table(monkeypatch, "ucm_extension", lambda it: dataclasses.replace(it, fields=(*it.fields, new)))
    assert check() == [str(EXTENSION)]
    run(monkeypatch)
    options = documented(copy / EXTENSION)
    assert options["colour"] == {
        "description": ["The colour.", "At most 9 characters."],
        "type": "str",
        "choices": ["red"],
    }
    assert "colour" in options["reset"]["choices"]


def test_a_page_changed_by_hand_is_stale(check: Callable[[], list[str]], copy: Path) -> None:
    page = copy / EXTENSION
    page.write_text(page.read_text().replace("  sip_password:", "  sip_passwort:", 1))
    assert check() == [str(EXTENSION)]


def test_what_people_write_outside_the_markers_is_theirs(check: Callable[[], list[str]], copy: Path) -> None:
    page = copy / EXTENSION
    page.write_text(page.read_text().replace("- name: Have an extension", "- name: Have one", 1))
    assert check() == []


def test_a_module_without_routing_is_stale(check: Callable[[], list[str]], copy: Path) -> None:
    runtime = copy / RUNTIME
    runtime.write_text(runtime.read_text().replace("    - ucm_user\n", "", 1))
    assert check() == [str(RUNTIME)]


def test_a_changed_short_description_makes_the_lists_stale(check: Callable[[], list[str]], copy: Path) -> None:
    page = copy / EXTENSION
    text = page.read_text()
    page.write_text(text.replace("short_description: ", "short_description: Really ", 1))
    lists = [str(path.relative_to(copy)) for path, make in generate.generated_files() if make is generate.module_list]
    assert lists
    assert check() == lists


def test_missing_markers_are_an_error(check: Callable[[], list[str]], copy: Path) -> None:
    page = copy / EXTENSION
    page.write_text(page.read_text().replace("# END generated options\n", ""))
    with pytest.raises(SystemExit, match="no lines '# BEGIN generated options' and '# END generated options'"):
        check()


def documented(page: Path) -> dict[str, Any]:
    text = page.read_text().split("# BEGIN generated options\n")[1].split("# END generated options\n")[0]
    return yaml.safe_load(text)["options"]


@pytest.mark.parametrize("module", generate.module_names())
def test_the_documented_options_are_the_argument_specs(module: str) -> None:
    docs = generate.option_docs(module)
    if docs is None:
        return
    task = generate.task_of(module)

    def same(docs: dict[str, Any], spec: dict[str, Any], path: str) -> None:
        assert set(docs) <= set(spec), path
        for name, option in docs.items():
            for key in ("type", "elements", "choices", "aliases", "default", "required"):
                assert option.get(key) == spec[name].get(key), f"{path}{name}.{key}"
            assert all(line.endswith((".", ")")) for line in option["description"]), f"{path}{name}"
            same(option.get("suboptions", {}), spec[name].get("options", {}), f"{path}{name}.")
            assert set(option.get("suboptions", {})) == set(spec[name].get("options", {})), f"{path}{name}"

    same(docs, task.options(), "")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"type": "int", "minimum": 1, "maximum": 5}, "From 1 to 5."),
        ({"type": "int", "minimum": 0}, "At least 0."),
        ({"type": "int", "maximum": 5}, "At most 5."),
        ({"min_length": 2, "max_length": 5}, "From 2 to 5 characters."),
        ({"min_length": 2}, "At least 2 characters."),
        ({"min_length": 0, "max_length": 5}, "At most 5 characters."),
        ({"type": "list", "elements": "str", "compare": "ordered", "max_length": 5}, "At most 5 entries."),
        ({"pattern": "[0-9]+", "pattern_words": "digits only"}, "Digits only."),
        ({"type": "list", "elements": "str", "compare": "set"}, "The order does not matter."),
        ({"minimum_firmware": "1.0.20.13"}, "Needs firmware 1.0.20.13 or later."),
    ],
)
def test_limits_are_put_in_words(options: dict[str, Any], line: str) -> None:
    assert list(generate._limits(Field(name="odd", description="Odd.", **options))) == [line]


def test_the_action_plugin_of_a_module_that_is_gone_is_stale(
    copy: Path, check: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bygone = copy / "plugins/action/ucm_bygone.py"
    bygone.touch()
    (copy / "plugins/action/in_process.py").touch()
    assert check() == ["plugins/action/ucm_bygone.py"]
    run(monkeypatch)
    assert not bygone.exists()


def test_every_module_is_in_its_groups() -> None:
    document = yaml.safe_load(generate.runtime())
    for module in generate.module_names():
        groups = generate.task_of(module).groups
        assert [group for group, names in document["action_groups"].items() if module in names] == sorted(groups)


@pytest.mark.parametrize("module", generate.module_names())
def test_common_return_values_are_documented_and_those_of_a_pages_own_words_stay(module: str) -> None:
    page = CHECKOUT / f"plugins/modules/{module}.py"
    returns = page.read_text().partition('RETURN = r"""\n')[2].partition('"""\n')[0]
    own, _, generated = returns.partition("# BEGIN generated returns\n")
    common = generate.common_returns(module)
    assert (yaml.safe_load(generated) or {}) == {
        name: entry for name, entry in common.items() if name not in (yaml.safe_load(own) or {})
    }
    assert set(common) >= ({"api", "error"} if generate.task_of(module).vendor else set())


def test_what_a_page_tells_of_a_common_return_value_is_not_told_twice(
    check: Callable[[], list[str]], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = copy / EXTENSION
    own = "api:\n  description: Costs nothing.\n  type: dict\n"
    page.write_text(page.read_text().replace("# BEGIN generated returns\n", own + "# BEGIN generated returns\n"))
    assert check() == [str(EXTENSION)]
    run(monkeypatch)
    assert page.read_text().count("\napi:\n") == 1
