# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests held against the documented parameters.

The document does not say which code answers which mistake. Chosen here: -1 (invalid parameters) when the request has
the wrong form (unknown or missing name, wrong type), -15 (invalid value) when a value lies outside what the tables
allow. Field facts give the exceptions: -25 for permission and dtmfmode, -1 for a numeric page or item_num and for an
unknown name in options.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.contracts import Operation, Parameter
from tests.simulators.ucm.codes import INVALID_PARAMETERS, INVALID_VALUE, UPDATE_FAILED, Refusal
from tests.simulators.ucm.pms_documents import FromText

INTEGER = re.compile(r"-?[0-9]{1,18}")
COUNT = re.compile(r"[0-9]{1,9}")
ONLY_DIGITS = re.compile(r"[0-9]{1,18}")
NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]+)?")

# Real systems answer -1 to these as JSON numbers (field fact), although the tables type them as integers.
TEXT_ONLY = frozenset({"page", "item_num"})

# Parameters whose refused values answer "failed to update data" on real systems (field fact).
REFUSED_AS_UPDATE_FAILED = frozenset({"permission", "dtmfmode"})

# Values that the tables leave out and that are accepted all the same: the tables print "acs" where the examples send
# "asc"; the codec g722 is in the tables and examples of the read side only.
ALSO_ACCEPTED: Mapping[str, frozenset[str]] = {"sord": frozenset({"acs"}), "allow": frozenset({"g722"})}


# Ids, and what is read back as a number, that the tables type as text: the examples send some quoted, some bare.
BARE_OR_QUOTED = frozenset(
    {
        "default_trunk_index",
        "did_strip",
        "inbound_muti_mode",
        "inbound_route",
        "inbound_rt_index",
        "outbound_route",
        "outbound_rt_index",
        "trunk",
        "trunk_index",
        "trunkgroup",
    }
)

# Digits that the tables type as integers and in which a leading zero counts: they stay text, as the examples have them.
DIGITS = frozenset({"pin", "queue"})

# JSON of a structure that is in no document: typed as an object, sent as the text of a list in the example.
JSON_TEXT = frozenset({"multi_mode", "time_condition"})

# Typed as text in the tables and answered as numbers; the type of the answer is taken, so that the limits count.
NUMBERS_TYPED_AS_TEXT = frozenset({"ringtime", "wrapuptime", "maxlen"})

# Fields of key events of an IVR, by resource: an event is named like the field with its target. Documented is only the
# prompt; the others are what the system's own web pages send (field fact).
ALSO_NAMED: Mapping[str, frozenset[str]] = {
    "ivr": frozenset(
        f"member_{kind}"
        for kind in "account voicemail conference vmgroup ivr ringgroup queue paginggroup fax disa directory "
        "external_number callback".split()
    )
}


@dataclass
class Node:
    """A parameter with the parameters inside it."""

    parameter: Parameter
    members: dict[str, Node] = field(default_factory=dict)


@cache
def tree(operation: Operation) -> dict[str, Node]:
    """Top-level parameters of an operation; those of objects and arrays hang below."""
    top: dict[str, Node] = {}
    for parameter in operation.parameters:
        level = top
        *path, leaf = parameter.name.replace("[]", "").split(".")
        for name in path:  # the documents of the hotel interface have an element that is no parameter itself
            level = level.setdefault(name, Node(Parameter(name, "object"))).members
        level[leaf] = Node(parameter)
    if "members" in top and top["members"].members:
        for name in ALSO_NAMED.get(operation.resource, ()):
            top["members"].members[name] = Node(Parameter(name, "string"))
    return top


def check(
    operation: Operation, values: Mapping[str, Any], options_names: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Parameters with integers as int and text as str; Refusal when one is not as documented.

    ``options_names`` are the column names that ``options`` may list. None stays None where null is documented.
    """
    nodes = tree(operation)
    cleaned = _members(nodes, _by_example(operation, values))
    for group in operation.one_of:
        if not any(name in values for name in group):
            raise Refusal(INVALID_PARAMETERS)
    for rule in operation.required_if:
        if cleaned.get(rule.parameter) == rule.value and any(values.get(name) in (None, "") for name in rule.then):
            raise Refusal(INVALID_PARAMETERS)
    if "options" in cleaned and not options_names.issuperset(cleaned["options"].split(",")):
        raise Refusal(INVALID_PARAMETERS)
    return cleaned


def _by_example(operation: Operation, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What selects the object of a delete goes by the example's name and, where it prints another, by the table's."""
    if operation.kind != "delete":
        return values
    names = {parameter.printed: parameter.name for parameter in operation.parameters if parameter.printed}
    if any(printed in values and name in values for printed, name in names.items()):
        raise Refusal(INVALID_PARAMETERS)
    return {names.get(name, name): value for name, value in values.items()}


def check_inside(operation: Operation, name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The same for the object that the text of one parameter holds."""
    return _members(tree(operation)[name].members, value)


def _members(nodes: Mapping[str, Node], values: Mapping[str, Any]) -> dict[str, Any]:
    if not values.keys() <= nodes.keys():
        raise Refusal(INVALID_PARAMETERS)
    for name, node in nodes.items():
        if node.parameter.required and name not in values:
            raise Refusal(INVALID_PARAMETERS)
    return {name: _value(nodes[name], value) for name, value in values.items()}


def _value(node: Node, value: Any) -> Any:
    parameter = node.parameter
    if value is None:
        if parameter.nullable:
            return None
        raise Refusal(INVALID_VALUE)
    if isinstance(value, bool):
        raise Refusal(INVALID_PARAMETERS)  # the wire knows no true and false
    if parameter.type == "array":
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise Refusal(INVALID_PARAMETERS)
        return [_members(node.members, item) for item in value]
    if parameter.leaf in JSON_TEXT:
        return _json(value)
    if parameter.type == "object":
        if not isinstance(value, dict):
            raise Refusal(INVALID_PARAMETERS)
        return _members(node.members, value)
    if isinstance(value, FromText) and node.members:
        return _members(node.members, value)
    if parameter.leaf in TEXT_ONLY:
        if not isinstance(value, str) or not COUNT.fullmatch(value):
            raise Refusal(INVALID_PARAMETERS)
        return int(value)
    if parameter.type in ("integer", "number") or parameter.leaf in NUMBERS_TYPED_AS_TEXT:
        return _number(parameter, value)
    return _text(parameter, value)


def _json(value: Any) -> list[Any]:
    """A list; one object stands for a list of one, an empty one for none."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise Refusal(INVALID_PARAMETERS) from None
    if isinstance(value, dict):
        return [value] if value else []
    if not isinstance(value, list):
        raise Refusal(INVALID_PARAMETERS)
    return value


def _number(parameter: Parameter, value: Any) -> int | float | str:
    """Numbers come bare or quoted without rule, so both are taken."""
    if parameter.leaf in DIGITS:
        if not isinstance(value, str | int) or not ONLY_DIGITS.fullmatch(str(value)):
            raise Refusal(INVALID_PARAMETERS)
        return str(value)
    pattern, kind = (NUMBER, float) if parameter.type == "number" else (INTEGER, int)
    if isinstance(value, str):
        if value == "":
            raise Refusal(INVALID_VALUE)
        if not pattern.fullmatch(value):
            raise Refusal(INVALID_PARAMETERS)
        value = kind(value)
    elif not isinstance(value, int if kind is int else (int, float)):
        raise Refusal(INVALID_PARAMETERS)
    allowed = {str(item) for item in parameter.enum}
    if allowed and str(value) not in allowed:
        raise Refusal(INVALID_VALUE)
    if (parameter.min is not None and value < parameter.min) or (parameter.max is not None and value > parameter.max):
        raise Refusal(INVALID_VALUE)
    return value


def _text(parameter: Parameter, value: Any) -> str:
    if isinstance(value, int) and parameter.enum and all(str(item).isdecimal() for item in parameter.enum):
        value = str(value)  # codes typed as text are sent bare in the vendor's own examples
    if isinstance(value, int) and parameter.leaf in BARE_OR_QUOTED:
        value = str(value)
    if not isinstance(value, str):
        raise Refusal(INVALID_PARAMETERS)
    also = ALSO_ACCEPTED.get(parameter.leaf, frozenset())
    if parameter.enum and value not in parameter.enum and value not in parameter.also_seen and value not in also:
        raise Refusal(UPDATE_FAILED if parameter.leaf in REFUSED_AS_UPDATE_FAILED else INVALID_VALUE)
    items = {*parameter.items_enum, *also} if parameter.items_enum and parameter.leaf != "options" else None
    if items is not None and not items.issuperset(value.split(parameter.separator)):
        raise Refusal(INVALID_VALUE)
    if value == "" and not parameter.required:
        return value  # empty text clears an optional field, whatever its shortest length
    if parameter.min_length is not None and len(value) < parameter.min_length:
        raise Refusal(INVALID_VALUE)
    if parameter.max_length is not None and len(value) > parameter.max_length:
        raise Refusal(INVALID_VALUE)
    return value
