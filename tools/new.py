# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaffold a resource: python -m tools.new VENDOR RESOURCE (make new VENDOR=ucm RESOURCE=speed_dial).

Makes a table that works, with the key and what a new object cannot do without, a module page, handlers for the
simulator where it has none, and a changelog fragment, then runs tools.generate. Names of the wire are taken from
tests/contracts where the vendor documents such a resource, and guessed by the vendor's habit where it does not yet.
What is left to do is printed. Templates are in tools/templates/<vendor>. What is here about the wire is the UCM's;
tools/new_voipnow.py is the same for VoipNow.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import Template

from tests.contracts import Contract, Operation, Parameter, load
from tests.contracts import vendors as documented_vendors
from tools import new_voipnow
from tools.scaffold_texts import ROOT, Refused, comment, example_text, names_of, quoted

TEMPLATES = Path(__file__).with_name("templates")
SESSION = "cookie"
KINDS = {"list": "list", "get": "read", "add": "create", "update": "update", "delete": "delete"}
"""What an action is for, and the contract's kind of such operations."""


@dataclass(frozen=True)
class Wire:
    """What is known, or guessed, of a resource on the wire.

    ``operations`` are the contract's, by what they are for; empty where the contract has none.
    """

    resource: str
    operations: dict[str, Operation]

    @property
    def documented(self) -> bool:
        return bool(self.operations)

    def action(self, purpose: str) -> str | None:
        if self.documented:
            found = self.operations.get(purpose)
            return found.action if found else None
        return purpose + "".join(word.capitalize() for word in self.resource.split("_"))

    def identifier_of(self, purpose: str) -> str:
        """The id of an operation in the contract, by which a simulator's handler is registered."""
        if self.documented:
            found = self.operations.get(purpose)
            return found.id if found else ""
        return f"{purpose}_{self.resource}"

    def _parameters(self, purpose: str) -> list[Parameter]:
        found = self.operations.get(purpose)
        return [one for one in found.parameters if one.name != SESSION] if found else []

    @property
    def rows(self) -> str:
        return self._container("list", "array")

    @property
    def document(self) -> str:
        return self._container("get", "object")

    def _container(self, purpose: str, kind: str) -> str:
        found = self.operations.get(purpose)
        names = [one.name for one in found.returns if one.type == kind and "." not in one.name] if found else []
        return names[0] if names else self.resource

    @property
    def columns(self) -> list[str]:
        """The names that a list answers of each object."""
        found = self.operations.get("list")
        prefix = f"{self.rows}[]."
        names = [one.name.removeprefix(prefix) for one in found.returns if one.name.startswith(prefix)] if found else []
        return names or [self.key]

    @property
    def key(self) -> str:
        """The wire name of what people call an object: its number, else its name, else what an add needs first."""
        settings = [one.name for one in self._parameters("add") or self._parameters("update") if "." not in one.name]
        names = [name for name in settings if name in ("extension", "number") or name.endswith("name")]
        return (names or settings or ["name"])[0]

    @property
    def identifier(self) -> str | None:
        """The list's column with the id that the vendor gives, where it gives one."""
        settings = {one.name for one in self._parameters("add")}
        return next((name for name in self.columns if name.endswith(("_id", "_index")) and name not in settings), None)

    def select(self, purpose: str) -> str:
        """The parameter that chooses the object."""
        names = [one.name for one in self._parameters(purpose)]
        likely = [self.resource, self.document, self.identifier, self.key]
        return next((name for name in likely if name in names), names[0] if names else self.key)

    @property
    def needed(self) -> list[Parameter]:
        """What an add needs beside the key, lists and objects left out."""
        scalars = [
            one for one in self._parameters("add") if "." not in one.name and one.type not in ("array", "object")
        ]
        return [one for one in scalars if one.required and one.name not in (self.key, self.identifier)]

    @property
    def left(self) -> list[Parameter]:
        """Documented settings that the scaffolded table does not have."""
        have = {self.key, self.identifier, self.select("update"), *(one.name for one in self.needed)}
        both = {one.name: one for one in (*self._parameters("add"), *self._parameters("update"))}
        return [one for name, one in both.items() if name not in have and "." not in name]


def find_wire(vendor: str, resource: str) -> Wire:
    """The contract's operations of a resource: of its own name, or of one that its name ends with."""
    contract: Contract | None = load(vendor) if vendor in documented_vendors() else None
    known = sorted({operation.resource for operation in contract or ()}, key=len, reverse=True)
    name = next((one for one in known if resource == one or resource.endswith(f"_{one}")), None)
    operations: dict[str, Operation] = {}
    for purpose, kind in KINDS.items():
        found = [one for one in contract or () if one.resource == name and one.kind == kind and not one.sub_action]
        if found:
            operations[purpose] = found[0]
    return Wire(resource, operations if {"list", "get"} & operations.keys() else {})


# -- texts


def option_name(wire: str) -> str:
    return "name" if wire.endswith("_name") else wire


def field_text(wire: Wire, parameter: Parameter | None, *, key: bool = False) -> str:
    """One field of the table; without a parameter, the key as far as it is known."""
    name = parameter.name if parameter else wire.key
    maker, options = "field", []
    if name != option_name(name) and key:
        options.append(f'wire="{name}"')
    if key:
        options.append("key=True")
    if name in wire.columns:
        options.append(f'list_wire="{name}"')
    if parameter:
        enum = tuple(map(str, parameter.enum))
        limits = {"min_length": parameter.min_length, "max_length": parameter.max_length}
        if set(enum) == {"yes", "no"}:
            maker, limits = "flag", {}
        elif parameter.type in ("integer", "number"):
            maker, limits = "number", {"minimum": parameter.min, "maximum": parameter.max}
        elif enum:
            choices = ", ".join(f'"{value}"' for value in enum)
            options.append(f"choices=({choices}{',' if len(enum) == 1 else ''})")
            limits = {}
        options += [f"{limit}={value:g}" for limit, value in limits.items() if value is not None]
        options += ["secret=True"] if parameter.secret else []
        options += ["required=True"] if parameter.required and not key else []
    shown = name if not key else option_name(name)
    words = shown.replace("_", " ")
    description = f"The {words} of the {wire.resource.replace('_', ' ')}."
    body = "".join(f"        {option},\n" for option in (f'"{shown}"', f'"{description}"', *options))
    return f"    _ANSWER.{maker}(\n{body}    ),"


def note_text(wire: Wire) -> str:
    """The comment above the table: what the author has to confirm, and what is documented and not in it yet."""
    if not wire.documented:
        return "\n".join(
            [
                "# The vendor's contract in tests/contracts has no such resource yet: the actions and names below are",
                "# guesses by the vendor's habit. Put the documented ones into the contract, then here.",
            ]
        )
    purposes = ", ".join(f"{purpose}: {one.action}" for purpose, one in wire.operations.items())
    lines = [f"From the contract, to be confirmed with the vendor's document: {purposes}."]
    if wire.left:
        lines.append("Documented and not in this table yet: " + ", ".join(one.name for one in wire.left) + ".")
    return comment(" ".join(lines))


def actions_text(wire: Wire) -> str:
    pairs: list[tuple[str, str | None]] = [("list", wire.action("list")), ("rows", wire.rows)]
    pairs.append(("identifier", wire.identifier))
    if wire.action("get"):
        pairs += [("get", wire.action("get")), ("get_select", wire.select("get")), ("document", wire.document)]
    pairs.append(("add", wire.action("add")))
    for purpose in ("update", "delete"):
        if wire.action(purpose):
            pairs += [(purpose, wire.action(purpose)), (f"{purpose}_select", wire.select(purpose))]
    return "\n".join(f'        {name}="{value}",' for name, value in pairs if value)


def sample(parameter: Parameter) -> str | int | bool:
    """A value of an option that the vendor's documents allow."""
    if set(map(str, parameter.enum)) == {"yes", "no"}:
        return True
    if parameter.type in ("integer", "number"):
        return int(parameter.enum[0]) if parameter.enum else int(parameter.min or 1)
    return str(parameter.enum[0]) if parameter.enum else "x" * max(parameter.min_length or 1, 4)


def substitutions(vendor: str, wire: Wire) -> dict[str, str]:
    names = names_of(vendor, wire.resource)
    plural = names["plural"]
    actions = [action for action in map(wire.action, KINDS) if action]
    identifier = [f'    _ANSWER.identifier("{wire.identifier}"),'] if wire.identifier else []
    key = next((one for one in wire._parameters("add") if one.name == wire.key), None)
    fields = [*identifier, field_text(wire, key, key=True), *(field_text(wire, one) for one in wire.needed)]
    key_value = "7001" if wire.key in ("extension", "number") else "first"
    given = {one.name: sample(one) for one in wire.needed}
    example = {option_name(wire.key): key_value, **given}
    change = next(((one.name, sample(one)) for one in wire.left), ("option", "new value"))
    return {
        **names,
        "source": ", ".join(actions),
        "helpers": 'Actions, Document, UcmResource\n\n_ANSWER = Document("' + wire.document + '")',
        "note": note_text(wire),
        "fields": "\n".join(fields),
        "actions": actions_text(wire),
        "rows": wire.rows,
        "document": wire.document,
        "key": option_name(wire.key),
        "key_wire": wire.key,
        "key_value": key_value,
        "a_key": f"a {wire.key.replace('_', ' ')}",
        "example": example_text(example),
        "writing_action": wire.action("update") or wire.action("add") or actions[0],
        "columns": ", ".join(map(quoted, wire.columns)) + ("," if len(wire.columns) == 1 else ""),
        "index": f"str(max(map(int, pbx.objects.{plural}), default=0) + 1)"
        if wire.identifier
        else f'call["{wire.key}"]',
        "stored": f'{{**_settings(call), "{wire.identifier}": index}}' if wire.identifier else "_settings(call)",
        "not_stored": ", ".join(quoted(name) for name in sorted({SESSION, wire.select("update")} - {wire.key})),
        "row_create": ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in given.items()),
        "row_change": ", ".join(map(quoted, change)),
        **{f"{purpose}_id": wire.identifier_of(purpose) for purpose in KINDS},
        **{f"{purpose}_select": wire.select(purpose) for purpose in KINDS},
    }


# -- files


def fill(vendor: str, template: str, values: dict[str, str]) -> str:
    return Template((TEMPLATES / vendor / f"{template}.txt").read_text()).substitute(values)


def handlers_text(vendor: str, values: dict[str, str], have: set[str]) -> str | None:
    """Handlers of the operations that the simulator does not know yet; None when it knows them all."""
    first, *sections = re.split(r"(?=^@handles)", fill(vendor, "handlers", values), flags=re.MULTILINE)
    sections[-1], functions = re.split(r"(?=^def _selected)", sections[-1], maxsplit=1, flags=re.MULTILINE)
    kept = []
    for section in sections:
        (operation,) = re.findall(r'^@handles\("(\w*)"', section, re.MULTILINE)
        if operation and operation not in have:
            kept.append(section)
    return first + "".join(kept) + functions if kept else None


def handled(vendor: str) -> set[str]:
    """The operations that the vendor's simulator has handlers for."""
    files = (ROOT / f"tests/simulators/{vendor}/resources").glob("*.py")
    return {name for path in files for name in re.findall(r'@handles\(\s*"(\w+)"', path.read_text())}


def add_to_state(plural: str, path: Path) -> bool:
    """Give the simulator's state a table for the new objects, behind the last one that it has."""
    text = path.read_text() if path.exists() else ""
    tables = list(re.finditer(r"^    \w+: dict\[str, \w+\] = field\(default_factory=dict\)$", text, re.MULTILINE))
    if not tables or f"    {plural}:" in text:
        return False
    at = tables[-1].end()
    line = f"\n    {plural}: dict[str, dict[str, Any]] = field(default_factory=dict)"
    path.write_text(text[:at] + line + text[at:])
    return True


def check(vendor: str, resource: str) -> None:
    """Raise Refused for what cannot be scaffolded."""
    known = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())
    if vendor not in known:
        raise Refused(f"tools/templates has no vendor {vendor!r}; known: {', '.join(known)}")
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", resource):
        raise Refused(f"{resource!r} is no resource name: small letters, digits, single underscores, in the singular")
    if resource.startswith(f"{vendor}_"):
        raise Refused(f"give the resource without the vendor: {resource.removeprefix(f'{vendor}_')}")
    for path in (f"plugins/module_utils/{vendor}/{resource}.py", f"plugins/modules/{vendor}_{resource}.py"):
        if (ROOT / path).exists():
            raise Refused(f"{path} exists already")


def scaffold(vendor: str, resource: str) -> Iterator[str]:
    """Write the files; yields what was done and what is left to do."""
    check(vendor, resource)
    if vendor == "voipnow":
        known = new_voipnow.find_wire(resource)
        values = new_voipnow.substitutions(known)
        yield from write(files_of(vendor, values))
        yield from new_voipnow.left_to_do(known, missing_row(vendor, values))
        return
    wire = find_wire(vendor, resource)
    values = substitutions(vendor, wire)
    files = files_of(vendor, values)
    handlers = handlers_text(vendor, values, handled(vendor))
    path = f"tests/simulators/{vendor}/resources/{resource}.py"
    if handlers and not (ROOT / path).exists():
        files[path] = handlers
    yield from write(files)
    if path in files and not add_to_state(values["plural"], ROOT / f"tests/simulators/{vendor}/state.py"):
        yield f"left: a dict {values['plural']} in tests/simulators/{vendor}/state.py"
    yield from left_to_do(vendor, wire, values)


def files_of(vendor: str, values: dict[str, str]) -> dict[str, str]:
    """The texts of the files that every resource has, by their paths."""
    return {
        f"plugins/module_utils/{vendor}/{values['resource']}.py": fill(vendor, "table", values),
        f"plugins/modules/{values['module']}.py": fill(vendor, "module", values),
        f"changelogs/fragments/{values['module']}.yml": fill(vendor, "fragment", values),
    }


def write(files: dict[str, str]) -> Iterator[str]:
    for name, text in files.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text)
        yield f"written: {name}"


def missing_row(vendor: str, values: dict[str, str]) -> str | None:
    """A contract row to begin with; None where the module has one."""
    rows = "".join(path.read_text() for path in sorted((ROOT / "tests/conformance/rows").glob("*.py")))
    if f'module="{values["module"]}"' in rows:
        return None
    return "".join(f"    {line}\n" for line in fill(vendor, "row", values).splitlines())


def left_to_do(vendor: str, wire: Wire, values: dict[str, str]) -> Iterator[str]:
    if not wire.documented:
        known = {one.resource for one in load(vendor)} if vendor in documented_vendors() else set()
        nearest = get_close_matches(wire.resource, known, 1)
        like = f" (it has {nearest[0]})" if nearest else ""
        yield f"left: tests/contracts/{vendor}.json has no resource {wire.resource}{like}: add its operations"
    yield f"left: a Field in plugins/module_utils/{vendor}/{wire.resource}.py for each documented parameter"
    row = missing_row(vendor, values)
    if row:
        yield f"left: a row in tests/conformance/rows, and its name in ROWS, such as\n\n{row}"
    yield f"left: {values['CONSTANT']} among the resources of {vendor}_info, in plugins/module_utils/{vendor}/tasks.py"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.new", description=str(__doc__).partition("\n")[0])
    parser.add_argument("vendor")
    parser.add_argument("resource", help="in the singular, such as call_queue")
    given = parser.parse_args()
    try:
        for line in scaffold(given.vendor, given.resource):
            print(line)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return subprocess.run([sys.executable, "-m", "tools.generate"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
