# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the generated parts: option documentation, meta/runtime.yml, the lists of modules in README and docs.

``python -m tools.generate`` writes them, ``--check`` only tells whether they are up to date (exit code 1 if not).
What is generated stands between lines with BEGIN generated and END generated.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "ansible_collections.telephony.pbx.plugins"

REQUIRES_ANSIBLE = ">=2.18.0"
STATE_OPTIONS: dict[str, list[str]] = {
    "state": ["Whether the object shall exist."],
    "update_password": [
        "Whether passwords and PINs that are given are also set on an object that exists.",
        "With V(always), those that the PBX lets be read are compared and sent only if they differ; those that it "
        "does not are sent at every run.",
    ],
    "reset": [
        "Options to put back to the PBX's default.",
        "An option that is not given, or given as null, is left untouched instead.",
    ],
}


def module_names() -> list[str]:
    return sorted(path.stem for path in (ROOT / "plugins/modules").glob("*.py"))


def task_of(module: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.modules.{module}").TASK


# -- option documentation


def option_docs(module: str) -> dict[str, Any] | None:
    """The documentation of a module's own options, made from its field table; None for modules without one."""
    task = task_of(module)
    fields = getattr(getattr(task, "resource", task), "fields", None)
    if fields is None:
        return None
    spec = task.options()
    docs = {field.name: _field_docs(field, spec[field.name]) for field in fields if field.writable}
    for name, description in STATE_OPTIONS.items():
        if name in spec:
            docs[name] = {"description": description, **_spec_docs(spec[name])}
    return docs


def _field_docs(field: Any, spec: dict[str, Any]) -> dict[str, Any]:
    description = [field.description] if isinstance(field.description, str) else list(field.description)
    description += list(_limits(field))
    docs: dict[str, Any] = {"description": description, **_spec_docs(spec)}
    if field.fields:
        docs["suboptions"] = {sub.name: _field_docs(sub, spec["options"][sub.name]) for sub in field.fields}
    return docs


def _limits(field: Any) -> Iterator[str]:
    if field.minimum is not None or field.maximum is not None:
        yield f"{_range(field.minimum, field.maximum)}."
    if field.min_length is not None or field.max_length is not None:
        unit = "entries" if field.type == "list" else "characters"
        yield f"{_range(field.min_length or None, field.max_length)} {unit}."
    if field.pattern_words:
        yield f"{field.pattern_words.capitalize()}."
    if field.compare == "set":
        yield "The order does not matter."
    if field.minimum_firmware:
        yield f"Needs firmware {field.minimum_firmware} or later."
    if field.deprecated:
        yield f"Deprecated; {field.deprecated}"


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return f"At most {high}"
    return f"At least {low}" if high is None else f"From {low} to {high}"


def _spec_docs(spec: dict[str, Any]) -> dict[str, Any]:
    keys = ("type", "elements", "choices", "aliases", "default", "required")
    return {key: spec[key] for key in keys if key in spec}


def with_option_docs(text: str, module: str) -> str:
    docs = option_docs(module)
    if docs is None:
        return text
    body = yaml.dump({"options": docs}, Dumper=_Dumper, sort_keys=False, width=100, allow_unicode=True)
    return between(text, "options", body.rstrip("\n"))


def with_user_options(text: str) -> str:
    """A role's argument spec with what ``user_list`` knows of a user, from the same table. Roles have no aliases."""
    spec = task_of("user_list").spec["users"]["options"]
    options = option_docs("user_list")["users"]["suboptions"]
    for name, option in options.items():
        option.pop("aliases", None)
        if spec[name].get("no_log"):
            option["no_log"] = True
    body = yaml.dump({"options": options}, Dumper=_Dumper, sort_keys=False, width=100, allow_unicode=True)
    return between(text, "user options", body.rstrip("\n"))


class _Dumper(yaml.SafeDumper):
    """YAML as yamllint likes it: list items indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


# -- runtime.yml


def runtime(_text: str = "") -> str:
    groups: dict[str, list[str]] = {}
    for module in module_names():
        for group in task_of(module).groups:
            groups.setdefault(group, []).append(module)
    document = {
        "requires_ansible": REQUIRES_ANSIBLE,
        "action_groups": dict(sorted(groups.items())),
        "plugin_routing": {"modules": {name: {"action_plugin": "telephony.pbx.in_process"} for name in module_names()}},
    }
    return "---\n# Generated by make generate.\n" + yaml.dump(document, Dumper=_Dumper, sort_keys=False)


# -- lists of modules


def short_description(module: str) -> str:
    text = (ROOT / f"plugins/modules/{module}.py").read_text()
    found = re.search(r"^short_description: (.+)$", text, re.MULTILINE)
    return found.group(1) if found else ""


def module_list(text: str) -> str:
    rows = [f"| `{name}` | {short_description(name)} |" for name in module_names()]
    return between(
        text, "modules", "\n".join(["| module | what it is for |", "|---|---|", *rows]), comment=("<!-- ", " -->")
    )


def between(text: str, name: str, body: str, comment: tuple[str, str] = ("# ", "")) -> str:
    """``text`` with ``body`` between its markers.

    Raises:
        SystemExit: the markers are missing.
    """
    begin, end = (f"{comment[0]}{word} generated {name}{comment[1]}" for word in ("BEGIN", "END"))
    pattern = re.compile(rf"^( *){re.escape(begin)}$.*?^ *{re.escape(end)}$", re.DOTALL | re.MULTILINE)
    if not pattern.search(text):
        raise SystemExit(f"no lines '{begin}' and '{end}'")
    return pattern.sub(lambda found: textwrap.indent(f"{begin}\n{body}\n{end}", found[1]), text)


def generated_files() -> Iterator[tuple[Path, Callable[[str], str]]]:
    """Every file with a generated part, and what makes its new text from the present one."""
    for module in module_names():
        yield ROOT / f"plugins/modules/{module}.py", lambda text, module=module: with_option_docs(text, module)
    yield ROOT / "meta/runtime.yml", runtime
    yield ROOT / "roles/onboard_user/meta/argument_specs.yml", with_user_options
    for path in (ROOT / "README.md", ROOT / "docs/docsite/rst/modules.md"):
        if path.exists():
            yield path, module_list


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if something is stale")
    check = parser.parse_args().check
    stale = []
    for path, make in generated_files():
        old = path.read_text() if path.exists() else ""
        new = make(old)
        if new != old:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.write_text(new)
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path}")
    if check and stale:
        print("run: make generate")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
