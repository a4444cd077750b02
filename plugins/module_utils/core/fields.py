# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The field table: what a resource's options are, what they are on the wire, and how they are compared.

Everything else is made from it: argument specs, documentation, validation, payloads, comparison and diff.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import codecs
from .codecs import Codec

Values = dict[str, Any]
"""Option names to option values."""

_CODEC_OF_TYPE = {
    "str": codecs.TEXT,
    "path": codecs.TEXT,
    "int": codecs.NUMBER,
    "float": codecs.DECIMAL,
    "bool": codecs.YES_NO,
}
_TYPES = {*_CODEC_OF_TYPE, "list", "dict", "raw"}

ORDERED = "ordered"
"""A list whose order matters."""
SET = "set"
"""A list compared without regard to order and repeats."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One option of a resource.

    Args:
        name: the option, in the field's standard terms.
        description: one line or several, without the choices and limits, which are added.
        type, elements, choices, aliases: as in an Ansible argument spec.
        fields: the suboptions of a dict, or of the dicts of a list.
        codec: how a value looks on the wire; by default that of the type.
        wire: the name on the wire (default: ``name``); a tuple spreads a list over several names; an empty
            text flattens a dict's suboptions into its parent.
        create_wire, read_wire, list_wire: the same where they differ. ``read_wire`` is a path with dots, or
            several of which the first that is there counts. ``list_wire`` is None when listings lack the field.
        compare: for lists ``ordered`` or ``set``, or with ``list_key`` a keyed list.
        list_key: the suboption that names an entry of a list of dicts; entries are merged by it with those
            that the PBX has.
        list_defaults: the entries of a new object's keyed list, where an API wants the whole list.
        whole: a dict or keyed list that is given replaces the one that the PBX has: suboptions of the dict that are
            not given are empty, entries of the list that are not given go. What is not given inside an entry stays.
        same_as: values that the PBX holds equal, such as an old name of a setting.
        empty_means: the field whose value an empty text stands for.
        fixed: the value of the key of what every PBX has exactly one of; such a key is no option.
        key: names the object; create_only: cannot be changed later; read_only: never sent;
        write_only: never read back; secret: never shown; nullable: may be put back to the PBX's default;
        always_sent: sent with every update even if unchanged; internal: the vendor's own id, read and never shown.
        required: needed to create the object.
        deprecated: what to use instead.
        minimum_firmware: the first firmware that knows the field, such as ``1.0.20.13``.
        group: the operations that read and write it, where a resource has several groups of them.
        reference: the resource that the value names, for ordering and checks; by_id: on the wire it is the
            vendor's id instead of the name.
    """

    name: str
    description: str | tuple[str, ...]
    type: str = "str"
    elements: str | None = None
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    codec: Codec | None = None
    wire: str | tuple[str, ...] | None = None
    create_wire: str | None = None
    read_wire: str | tuple[str, ...] | None = None
    list_wire: str | None = None
    compare: str | None = None
    list_key: str | None = None
    list_defaults: tuple[Values, ...] = ()
    whole: bool = False
    same_as: Mapping[str, str] | None = None
    empty_means: str | None = None
    fixed: str | None = None
    key: bool = False
    create_only: bool = False
    read_only: bool = False
    write_only: bool = False
    secret: bool = False
    nullable: bool = False
    always_sent: bool = False
    internal: bool = False
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    pattern_words: str | None = None
    deprecated: str | None = None
    minimum_firmware: str | None = None
    group: str | None = None
    reference: str | None = None
    by_id: bool = False

    def __post_init__(self) -> None:
        for problem in self._contradictions():
            raise ValueError(f"field {self.name}: {problem}")
        if self.codec is None:
            object.__setattr__(self, "codec", _CODEC_OF_TYPE.get(self.type, codecs.RAW))
        if self.wire is None:
            object.__setattr__(self, "wire", self.name)

    def _contradictions(self) -> Iterator[str]:
        if self.type not in _TYPES:
            yield f"type {self.type} is not one of {sorted(_TYPES)}"
        if (self.type == "list") != (self.elements is not None):
            yield "a list, and only a list, names its elements"
        if self.read_only and (self.write_only or self.create_only or self.required or self.nullable):
            yield "read_only excludes write_only, create_only, required and nullable"
        if self.by_id and not self.reference:
            yield "by_id needs a reference"
        if self.internal and not self.read_only:
            yield "an internal field is read_only"
        if self.fixed and not (self.key and self.internal):
            yield "a fixed value is that of a key, and internal"
        if self.key and not self.fixed and (self.read_only or self.write_only or self.secret or self.nullable):
            yield "a key is written, read and shown"
        if self.fields and "dict" not in (self.type, self.elements):
            yield "suboptions belong to dicts"
        if self.list_key and not any(sub.name == self.list_key for sub in self.fields):
            yield f"list_key {self.list_key} is not a suboption"
        if self.compare and (self.type != "list" or self.compare not in (ORDERED, SET)):
            yield "compare is ordered or set, and of lists"
        if self.type == "list" and not self.read_only and not (self.compare or self.list_key):
            yield "a list says how it is compared"
        if self.whole and not (self.fields and (self.type == "dict" or self.list_key)):
            yield "whole is of dicts with suboptions and of keyed lists"
        if self.compare == SET and self.elements == "dict":
            yield "a set is of scalars; dicts are told apart by a list_key"
        if isinstance(self.wire, tuple) and self.type != "list":
            yield "only a list is spread over several wire names"
        if (self.minimum is not None or self.maximum is not None) and self.type not in ("int", "float"):
            yield "limits are of numbers"
        if (self.min_length is not None or self.max_length is not None) and self.type not in ("str", "list"):
            yield "lengths are of texts and lists"
        if self.empty_means and (self.type != "str" or self.required or self.nullable):
            yield "an empty text with a meaning is of texts that may be empty"
        if self.pattern and not self.pattern_words:
            yield "a pattern is explained in words"
        if self.always_sent and (self.read_only or self.write_only):
            yield "what is always sent is read before"

    @property
    def writable(self) -> bool:
        return not self.read_only

    @property
    def readable(self) -> bool:
        return not self.write_only

    @property
    def flattened(self) -> bool:
        """Whether the suboptions' wire fields stand beside this field instead of below it."""
        return self.type == "dict" and self.wire == ""

    def parts(self, value: Values) -> tuple[Field, ...]:
        """The suboptions of a dict; a kind of field may choose them by the dict's value."""
        return self.fields

    @property
    def beside(self) -> tuple[Field, ...]:
        """The wire's own fields that a flattened dict stands for."""
        return self.fields

    def decode_beside(self, document: Mapping[str, Any]) -> Values | None:
        """The value of a flattened dict, from the answer that it is in; None when it is not there."""
        return decode(self.fields, document) or None

    def encode_beside(self, value: Values, *, creating: bool) -> dict[str, Any]:
        """What a flattened dict adds to a request."""
        return encode(self.fields, value, creating=creating)

    @property
    def cleared(self) -> Any:
        """The value that takes away what is there."""
        return {"list": [], "dict": {}}.get(self.type, "")

    def canonical(self, value: Any) -> Any:
        """The form in which two values of this field are compared: what would come back from the wire."""
        if self.fields:
            return value
        if not self.by_id:  # there the codec is that of the ids, and values are names
            value = self.codec.decode(self.codec.encode(value))
        if self.type != "list":
            return self._same(value)
        items = [self._same(item) for item in value or ()]
        return sorted(set(items), key=str) if self.compare == SET else items

    def _same(self, value: Any) -> Any:
        if value == "":
            return None
        return (self.same_as or {}).get(value, value) if isinstance(value, str) else value

    def read_paths(self) -> tuple[str, ...]:
        """The paths where a read answer has the field, the first that is there counting."""
        if self.read_wire is None:
            return (str(self.wire),)
        return (self.read_wire,) if isinstance(self.read_wire, str) else self.read_wire


Rule = Callable[[Values], "str | None"]
"""A check over several options of one object: gets what the user gave, returns the problem or None."""


def find(document: Mapping[str, Any], path: str) -> tuple[bool, Any]:
    """Look a dotted path up in an answer: whether it is there, and its value."""
    if "." not in path and isinstance(document, dict):  # the usual case, ten thousand times a hundred fields
        return (True, document[path]) if path in document else (False, None)
    node: Any = document
    for part in path.split("."):
        if not isinstance(node, Mapping) or part not in node:
            return False, None
        node = node[part]
    return True, node


def decode(fields: tuple[Field, ...], document: Mapping[str, Any]) -> Values:
    """Turn a read answer into option values; fields that are not in the answer are left out.

    Raises:
        ValueError: a value is of a form that the codec does not know; the message names the field.
    """
    values: Values = {}
    for field in fields:
        if not field.readable:
            continue
        found, value = _decode_field(field, document)
        if found:
            values[field.name] = value
    return values


def _decode_field(field: Field, document: Mapping[str, Any]) -> tuple[bool, Any]:
    if field.flattened:
        inner = field.decode_beside(document)
        return inner is not None, inner
    if isinstance(field.wire, tuple):
        wires = [find(document, f"{field.read_wire or ''}{name}") for name in field.wire]
        found, value = any(there for there, wire in wires), [wire for there, wire in wires]
    else:
        found, value = False, None
        for path in field.read_paths():
            found, value = find(document, path)
            if found:
                break
    if not found:
        return False, None
    try:
        if field.fields and field.type == "list":
            return True, [decode(field.fields, entry) for entry in field.codec.decode(value) or ()]
        if field.fields:
            return True, decode(field.fields, field.codec.decode(value) or {})
        return True, field.codec.decode(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{field.name}: cannot read {type(value).__name__} from the PBX ({error})") from error


def encode(fields: tuple[Field, ...], values: Values, *, creating: bool = False) -> dict[str, Any]:
    """Turn option values into a flat request; only what is in ``values`` is in the request."""
    document: dict[str, Any] = {}
    for field in fields:
        if field.name in values and field.writable:
            _encode_field(field, values[field.name], document, creating)
    return document


def _encode_field(field: Field, value: Any, document: dict[str, Any], creating: bool) -> None:
    if field.flattened:
        document.update(field.encode_beside(value or {}, creating=creating))
    elif isinstance(field.wire, tuple):
        wires = field.codec.encode(value or [])
        document.update(zip(field.wire, [*wires, *[""] * (len(field.wire) - len(wires))], strict=True))
    else:
        if field.fields and field.type == "list":
            value = [encode(field.fields, entry, creating=creating) for entry in value or ()]
        elif field.fields and value is not None:
            value = encode(field.fields, value, creating=creating)
        name = field.create_wire if creating and field.create_wire else field.wire
        document[name] = field.codec.encode(value)


def translate(fields: tuple[Field, ...], values: Values, convert: Callable[[Field, Any], Any]) -> Values:
    """A copy of ``values`` with ``convert`` applied to each reference, at any depth; lists item by item."""
    result: Values = {}
    by_name = {field.name: field for field in fields}
    for name, value in values.items():
        field = by_name.get(name)
        if field is None or value is None:
            result[name] = value
        elif field.fields and field.type == "dict":
            result[name] = translate(field.parts(value), value, convert)
        elif field.fields:
            result[name] = [translate(field.fields, entry, convert) for entry in value]
        elif not field.reference:
            result[name] = value
        elif field.type == "list":
            result[name] = [convert(field, item) for item in value]
        else:
            result[name] = convert(field, value)
    return result


def references(fields: tuple[Field, ...], values: Values, place: str = "") -> Iterator[tuple[str, Field, Any]]:
    """Every reference in ``values``, at any depth: its place, such as ``members[1]``, its field, and what it names.

    Entries of a keyed list go by their keys, others by their index.
    """
    for field in fields:
        value, where = values.get(field.name), f"{place}{field.name}"
        if value is None:
            continue
        if field.fields and field.type == "dict":
            yield from references(field.parts(value), value, f"{where}.")
        elif field.fields:
            for index, entry in enumerate(value):
                yield from references(field.fields, entry, f"{where}[{entry.get(field.list_key, index)}].")
        elif field.reference and field.type == "list":
            yield from ((f"{where}[{index}]", field, item) for index, item in enumerate(value))
        elif field.reference:
            yield where, field, value
