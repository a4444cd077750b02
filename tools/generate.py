# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the generated parts: documentation of options and common returns, action plugins, meta/runtime.yml, lists.

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
    "recursive": [
        "Whether an object that others are below is deleted with everything below it.",
        "Without it such an object is not deleted, and the error tells what would go.",
    ],
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
APPLY_PENDING: dict[str, Any] = {
    "description": "Whether changes wait for M(telephony.pbx.%s_apply), as far as this controller knows.",
    "returned": "success",
    "type": "bool",
    "sample": False,
}
SENT: dict[str, Any] = {
    "description": "Whether the action was sent; false in check mode.",
    "returned": "success",
    "type": "bool",
    "sample": True,
}
API: dict[str, Any] = {
    "description": "What the task cost.",
    "returned": "when the PBX was asked",
    "type": "dict",
    "contains": {
        "calls": {"description": "Number of requests, logins included.", "type": "int"},
        "logins": {"description": "Number of logins.", "type": "int"},
        "session": {
            "description": (
                "V(new) when this process logged in, V(cached) when it found a session that another had opened, "
                "V(none) when it needed none."
            ),
            "type": "str",
        },
    },
    "sample": {"calls": 3, "logins": 0, "session": "cached"},
}
ERROR: dict[str, Any] = {
    "description": "The error as data, for rescue blocks; RV(ignore:msg) has the same as text.",
    "returned": "failure",
    "type": "dict",
    "contains": {
        "kind": {
            "description": (
                "One of V(invalid_input), V(connection_failed), V(login_rejected), V(unexpected_answer), V(pbx_error) "
                "and V(doubtful_write)."
            ),
            "type": "str",
        },
        "object": {"description": "What the task was about.", "type": "str"},
        "operation": {"description": "The request that failed, in the PBX's words.", "type": "str"},
        "code": {"description": "The PBX's own code.", "type": "raw"},
        "pbx_message": {"description": "The PBX's own words.", "type": "str"},
        "what": {"description": "What went wrong.", "type": "str"},
        "known": {"description": "What is known of the object now, after a write.", "type": "str"},
        "remedy": {"description": "What you can do about it.", "type": "str"},
        "problems": {
            "description": "Everything that is wrong, one text each, with V(invalid_input).",
            "type": "list",
            "elements": "str",
        },
    },
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
        if name in spec and name not in docs:
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


def page(text: str, module: str) -> str:
    """A module's page with its generated parts."""
    return with_returns(with_option_docs(text, module), module)


# -- common return values


def common_returns(module: str) -> dict[str, Any]:
    """The documentation of the return values that a module has in common with others."""
    task = task_of(module)
    if task.vendor is None:
        return {}
    pending = {**APPLY_PENDING, "description": APPLY_PENDING["description"] % task.vendor.name}
    return {
        **({"sent": SENT} if isinstance(task, _action_task()) else {}),
        **({"apply_pending": pending} if "apply" in task.spec else {}),
        "api": API,
        "error": ERROR,
    }


def _action_task() -> type:
    return importlib.import_module(f"{PACKAGE}.module_utils.core.action_task").ActionTask


def with_returns(text: str, module: str) -> str:
    """A page with the common return values, but for those that the page describes in words of its own."""
    common = common_returns(module)
    if not common:
        return text
    head, start, returns = text.partition('RETURN = r"""\n')
    returns, end, tail = returns.partition('"""\n')
    own = yaml.safe_load(between(returns, "returns", "")) or {}
    entries = {name: entry for name, entry in common.items() if name not in own}
    body = yaml.dump(entries, Dumper=_Dumper, sort_keys=False, width=100, allow_unicode=True)
    return head + start + between(returns, "returns", body.rstrip("\n")) + end + tail


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

    def ignore_aliases(self, data: Any) -> bool:
        return True

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
    }
    return "---\n# Generated by make generate.\n" + yaml.dump(document, Dumper=_Dumper, sort_keys=False)


# -- action plugins

SHARED_ACTION = "in_process"
"""The only one that is written by hand."""

ACTION = """\
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
\"""Generated by make generate: runs {module} in Ansible's worker.\"""

from __future__ import annotations

from ansible_collections.telephony.pbx.plugins.action.in_process import ActionModule as InProcess
from ansible_collections.telephony.pbx.plugins.modules.{module} import TASK


class ActionModule(InProcess):
    module_task = TASK
"""
"""Ansible imports a module's action plugin once, before it forks its workers, and with it all that they need. What
meta/runtime.yml routes to a shared action is imported by every worker anew."""


def orphaned_actions() -> list[Path]:
    """Action plugins whose module is gone."""
    kept = {*module_names(), SHARED_ACTION}
    return sorted(path for path in (ROOT / "plugins/action").glob("*.py") if path.stem not in kept)


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
        yield ROOT / f"plugins/modules/{module}.py", lambda text, module=module: page(text, module)
        yield ROOT / f"plugins/action/{module}.py", lambda _text, module=module: ACTION.format(module=module)
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
    for path in orphaned_actions():
        stale.append(path.relative_to(ROOT))
        if not check:
            path.unlink()
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path}")
    if check and stale:
        print("run: make generate")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
