# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tools.new knows of VoipNow: a resource is scaffolded from the schema that tests/contracts/voipnow.json holds.

Every text, number and flag of its add becomes an option. Values with parts, references by id and whose it is are for
the author, and are listed above the table. The simulator serves the whole schema, so no handlers are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tests.contracts import load
from tests.simulators.voipnow.schema import Complex, Element, Group, Limited, Schema, Simple, load_schema
from tests.simulators.voipnow.state import TABLES
from tools.scaffold_texts import Refused, comment, example_text, names_of, quoted

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OWNER = re.compile(r"(user|parent|from|owner)\w*|extendedNumber|chargingPlan(ID|Identifier)|assigned\w+")
"""Parameters that say whose an object is, or on whose behalf it is made."""
_ASIDE = frozenset({"ID", "identifier", "scope", "signature", "verbose", "forceUpdate", "notice", "result"})
_TAKEN = frozenset({"url", "proxy", "timeout", "ciphers", "state", "reset"})
"""Options that every module of VoipNow has."""
_KEYS = ("name", "code", "serial", "did")
_WHOLE = frozenset({"integer", "int", "long", "positiveInteger", "nonNegativeInteger", "unsignedInt"})
_BROKEN = frozenset({"float", "double"})
_SECRET = re.compile(r"pass$|password|pin$", re.IGNORECASE)


@dataclass(frozen=True)
class Wire:
    """The operations of a resource; ``stem`` is common to their names. ``schema`` is None where it has none of them."""

    resource: str
    stem: str
    schema: Schema | None

    @property
    def add(self) -> str:
        return f"Add{self.stem}"

    @property
    def edit(self) -> str:
        return f"Edit{self.stem}"

    @property
    def delete(self) -> str:
        return f"Del{self.stem}"

    @property
    def list(self) -> str:
        plural = f"Get{self.stem}s"
        return plural if self.schema is None or plural in self.schema.service_of else f"Get{self.stem}"

    @property
    def details(self) -> str | None:
        name = f"Get{self.stem}Details"
        return name if self.schema and name in self.schema.service_of else None

    def takes(self, operation: str) -> Mapping[str, Element]:
        """The elements of a request, by name."""
        known = self.schema and operation in self.schema.service_of
        return _elements(self.schema.request(operation)) if known else {}

    def needs(self, operation: str) -> set[str]:
        """The elements that a request cannot do without; of a choice none is."""
        known = self.schema and operation in self.schema.service_of
        return set(_needed(self.schema.request(operation))) if known else set()

    @property
    def rows(self) -> str:
        """The container of the list's rows."""
        found = _elements(self.schema.response(self.list)) if self.schema else {}
        names = [name for name, each in found.items() if isinstance(each.type, Complex) and name != "notice"]
        return names[0] if names else _camel(self.resource)[0].lower() + _camel(self.resource)[1:]

    @property
    def columns(self) -> Mapping[str, Element]:
        found = _elements(self.schema.response(self.list)) if self.schema else {}
        return _elements(found[self.rows].type) if self.rows in found else {}

    @property
    def document(self) -> str:
        """The container in the details' answer; empty where the answer is the object."""
        found = _elements(self.schema.response(self.details)) if self.schema and self.details else {}
        names = [name for name, each in found.items() if self.key in _elements(each.type)]
        return names[0] if names and self.key not in found else ""

    @property
    def told(self) -> Mapping[str, Element]:
        """What a read of one object answers."""
        if not (self.schema and self.details):
            return self.columns
        answer = _elements(self.schema.response(self.details))
        return _elements(answer[self.document].type) if self.document else answer

    @property
    def select(self) -> str:
        """The parameter that chooses an object, which its row has as well."""
        names = [name for name in self.takes(self.delete) if name in self.columns]
        return next((name for name in names if name.endswith("ID")), names[0] if names else "ID")

    @property
    def key(self) -> str:
        """What people call an object."""
        names = [name for name, each in self.takes(self.add).items() if _is_plain(each) and not _is_aside(name)]
        if not self.select.endswith("ID") and self.select in names:
            return self.select
        listed = [name for name in names if name in self.columns] or names
        return next((name for name in _KEYS if name in listed), listed[0] if listed else "name")

    @property
    def restated(self) -> list[str]:
        """The key, where an edit cannot do without it, though something else chooses the object."""
        return [self.key] if self.key in self.needs(self.edit) and self.key != self.select else []

    @property
    def plain(self) -> list[Element]:
        """What becomes an option beside the key."""
        return [
            each
            for name, each in self.takes(self.add).items()
            if name != self.key and _is_plain(each) and not _is_aside(name) and not name.endswith("ID")
        ]

    @property
    def left(self) -> list[str]:
        """The names of what the author has to make options of."""
        have = {self.key, self.select, *_ASIDE, *(each.name for each in self.plain)}
        return [name for name in {**self.takes(self.add), **self.takes(self.edit)} if name not in have]


def find_wire(resource: str) -> Wire:
    """The schema's operations of a resource, by its own name or by what the provisioning tools call it.

    Raises:
        Refused: such objects are documented, and cannot be added.
    """
    schema = load_schema()
    stems = {name.removeprefix("Add") for name in schema.service_of if name.startswith("Add")}
    lists = [each.action for each in load("voipnow") if each.resource == resource and each.kind == "list"]
    called = [_camel(resource), *(action.removeprefix("Get") for action in lists)]
    for name in (*called, *(each.removesuffix("s") for each in called)):
        stem = next((stem for stem in stems if stem.lower() == name.lower()), None)
        if stem:
            return Wire(resource, stem, schema)
    stem = _camel(resource.removesuffix("_settings"))
    setting = next((name for name in schema.service_of if name.lower() == f"set{stem}".lower()), None)
    if setting:
        raise Refused(
            f"nobody adds a {stem}: {setting} writes it of what there is. Take a part of extensions for a pattern, "
            "plugins/module_utils/voipnow/voicemail.py"
        )
    if resource in {each.resource for each in load("voipnow")}:
        raise Refused(f"VoipNow has no Add{_camel(resource)}: {resource} can only be read, with voipnow_info")
    return Wire(resource, _camel(resource), None)


def _camel(resource: str) -> str:
    return "".join(word.capitalize() for word in resource.split("_"))


def _elements(kind: object) -> Mapping[str, Element]:
    return kind.elements if isinstance(kind, Complex) else {}


def _needed(kind: object) -> Iterator[str]:
    for part in kind.parts if isinstance(kind, Complex | Group) else ():
        if isinstance(part, Element):
            yield from [part.name] * bool(part.low)
        elif part.kind == "sequence":
            yield from _needed(part)


def _is_plain(element: Element) -> bool:
    if element.several:
        return False
    whole = isinstance(element.type, Limited) and element.type.value.base in _WHOLE
    return whole or isinstance(element.type, Simple)


def _is_aside(name: str) -> bool:
    return name in _ASIDE or _OWNER.fullmatch(name) is not None


# -- texts


def option_name(wire: str, resource: str) -> str:
    name = _CAPITAL.sub("_", wire).lower()
    return f"{resource.rpartition('_')[2]}_{name}" if name in _TAKEN else name


def field_text(wire: Wire, element: Element | None, *, key: bool = False) -> str:
    """One field of the table; without an element, the key as far as it is guessed."""
    name = element.name if element else wire.key
    option = option_name(name, wire.resource)
    description = f"The {option.replace('_', ' ')} of the {wire.resource.replace('_', ' ')}."
    given = [quoted(option), quoted(description), *([quoted(name)] if option != name else [])]
    given += ["key=True"] if key else []
    given += [f"list_wire={quoted(name)}"] if name in wire.columns or key else []
    given += list(_kind(element.type)) if element else []
    if element and not key:
        given += ["secret=True"] if _SECRET.search(name) else []
        given += ["required=True"] if name in wire.needs(wire.add) else []
        given += [] if name in wire.told else ["write_only=True"]
        given += [] if name in wire.takes(wire.edit) else ["create_only=True"]
    body = "".join(f"            {part},\n" for part in given)
    return f"        option(\n{body}        ),"


def _kind(kind: Simple | Limited | Complex) -> Iterator[str]:
    if isinstance(kind, Limited):
        yield 'type="raw"'
        yield "codec=LIMIT"
    elif isinstance(kind, Simple) and kind.base == "boolean":
        yield 'type="bool"'
    elif isinstance(kind, Simple) and kind.base in _WHOLE | _BROKEN:
        yield f'type="{"int" if kind.base in _WHOLE else "float"}"'
        yield from _limits({"minimum": kind.min, "maximum": kind.max})
    elif isinstance(kind, Simple) and kind.enum:
        yield f"choices=({', '.join(map(quoted, kind.enum))}{',' if len(kind.enum) == 1 else ''})"
    elif isinstance(kind, Simple):
        yield from _limits({"min_length": kind.min_length or None, "max_length": kind.max_length})


def _limits(limits: Mapping[str, int | None]) -> Iterator[str]:
    return (f"{name}={value}" for name, value in limits.items() if value is not None)


def sample(element: Element) -> str | int | bool:
    """A value of an option that the schema allows."""
    kind = element.type.value if isinstance(element.type, Limited) else element.type
    if not isinstance(kind, Simple) or kind.base == "boolean":
        return True
    if kind.base in _WHOLE | _BROKEN:
        return max(kind.min or 1, 1)
    return kind.enum[0] if kind.enum else "x" * max(kind.min_length, 4)


def note_text(wire: Wire) -> str:
    """The comment above the table: what the author has to confirm, and what is in the schema and not in the table."""
    if wire.schema is None:
        return comment(
            "The schema in tests/contracts/voipnow.json has no such operations yet: their names and those below are "
            "guesses by the vendor's habit. Put the documented ones into the contract, then here."
        )
    operations = (wire.list, wire.details, wire.add, wire.edit, wire.delete)
    known = [name for name in operations if name and name in wire.schema.service_of]
    lines = [f"From the schema, to be confirmed: {', '.join(known)}. The descriptions are to be written."]
    missing = [name for name in (wire.edit, wire.delete) if name not in known]
    if missing:
        lines.append(f"The schema has no {' and no '.join(missing)}: say what that means for an object that differs.")
    if wire.left:
        lines.append(
            f"In the schema and not in this table yet: {', '.join(wire.left)}. What ends in ID refers to another "
            "object, by its name in the option (reference and by_id); whose an object is, is a key as the user of an "
            "extension is."
        )
    needs = wire.needs(wire.list)
    if needs:
        lines.append(f"The list wants {', '.join(sorted(needs))}: give it in _rows.")
    return comment(*lines)


def _methods(wire: Wire) -> Iterator[str]:
    """Methods that not every resource needs."""
    if wire.select == "ID":
        yield (
            "    def target_of_new(self, answer: Mapping[str, Any]) -> dict[str, Any] | None:\n"
            '        return {"ID": names.id_in(answer)} if answer.get("ID") else None\n'
        )
    if not wire.details or wire.document:
        source = (
            f'reader.read(self.operations.get, **target).get("{wire.document}")'
            if wire.details
            else f'_row(reader, "{wire.select}", target["{wire.select}"])'
        )
        yield (
            "    def read_whole(self, reader: Reader, target: dict[str, Any]) -> Values | None:\n"
            f"        document = {source}\n"
            "        if not document:\n"
            "            return None\n"
            '        empty = {each.name: None for each in self._of(MAIN) if each.type == "str" and each.readable}\n'
            "        return self.with_names(reader, {**empty, **self.decode(document, self.operations.get, [MAIN])})\n"
        )
    if wire.restated:
        restated = ", ".join(f'"{name}": current["{option_name(name, wire.resource)}"]' for name in wire.restated)
        yield (
            "    def group_target(self, group: str, current: Values) -> dict[str, Any]:\n"
            f"        return {{**self.target(current), {restated}}}\n"
        )


def substitutions(wire: Wire) -> dict[str, str]:
    names = names_of("voipnow", wire.resource)
    key = option_name(wire.key, wire.resource)
    takes = wire.takes(wire.add)
    by_id = wire.select.endswith("ID")
    required = [each for each in wire.plain if each.name in wire.needs(wire.add)]
    given = {option_name(each.name, wire.resource): sample(each) for each in required}
    changeable = [
        each
        for each in wire.plain
        if each.name in wire.told and each.name in wire.takes(wire.edit) and each not in required
    ]
    change = ((option_name(each.name, wire.resource), sample(each)) for each in changeable)
    fields = [field_text(wire, takes.get(wire.key), key=True), *(field_text(wire, each) for each in wire.plain)]
    if by_id:
        fields.insert(
            0,
            "        Field(\n"
            '            name="id",\n'
            '            description="VoipNow\'s id.",\n'
            f'            wire="{wire.select}",\n'
            f'            list_wire="{wire.select}",\n'
            '            type="int",\n'
            "            read_only=True,\n"
            "            internal=True,\n"
            "        ),",
        )
    table = names["plural"]
    table = table if table in TABLES else next(iter(get_close_matches(table, TABLES, 1)), table)
    methods = "\n".join(_methods(wire))
    fields_text = "\n".join(fields)
    operations = [wire.list, wire.details, wire.add, wire.edit, wire.delete]
    known = [name for name in operations if name and (wire.schema is None or name in wire.schema.service_of)]
    return {
        **names,
        "Class": _camel(wire.resource),
        "Article": names["article"].capitalize(),
        "source": ", ".join(known),
        "note": note_text(wire),
        "abc": "from collections.abc import Mapping\n" if "Mapping[" in methods else "",
        "field": "Field, " if by_id else "",
        "names": "from . import names\n" if "names." in methods else "",
        "codecs": "from .codecs import LIMIT\n" if "LIMIT" in fields_text else "",
        "helpers": ", ".join(_helpers(methods, edits=wire.edit in known)),
        "methods": methods and f"\n{methods}",
        "fields": fields_text,
        "groups": f'        groups={{MAIN: Group(write="{wire.edit}")}},\n' if wire.edit in known else "",
        "get": wire.details or wire.list,
        "add": wire.add,
        "delete": wire.delete,
        "list": wire.list,
        "rows": wire.rows,
        "key": key,
        "key_wire": wire.key,
        "key_value": "first",
        "select": wire.select,
        "selected": "id" if by_id else option_name(wire.select, wire.resource),
        "table": table,
        "example": example_text({key: "first", **given}),
        "row_create": ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in given.items()),
        "row_change": ", ".join(map(quoted, next(change, ("option", "new value")))),
    }


def _helpers(methods: str, *, edits: bool) -> Iterator[str]:
    if edits or "MAIN" in methods:
        yield "MAIN"
    if edits:
        yield "Group"
    yield from ("Operations", "VoipNowResource")


def left_to_do(wire: Wire, row: str | None) -> Iterator[str]:
    names = names_of("voipnow", wire.resource)
    package = "plugins/module_utils/voipnow"
    if wire.schema is None:
        known = {each.resource for each in load("voipnow")}
        nearest = get_close_matches(wire.resource, known, 1)
        like = f" (it has {nearest[0]})" if nearest else ""
        yield f"left: the operations in tests/contracts/voipnow.json{like}, and in {package}/operations.py"
        yield f"left: handlers in tests/simulators/voipnow/resources/{wire.resource}.py"
    yield f"left: what the comment in {package}/{wire.resource}.py lists, and descriptions of the options"
    if row:
        yield f"left: a row in tests/conformance/rows, and its name in ROWS, such as\n\n{row}"
    yield (
        f"left: {names['CONSTANT']} in CONFIGURATION of {package}/catalog.py, for voipnow_info and voipnow_config; "
        f"{names['plural']} goes out of LISTS in {package}/lists.py then, if it is there"
    )
