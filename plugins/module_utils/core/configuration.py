# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reading a configuration, and what is wrong with it by itself, before a PBX is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .argument_spec import check_names, limit_problems, rule_problems
from .fields import Values
from .objects import read_object
from .resource import Resource

ROOT = "config"
"""What places in the input begin with."""


@dataclass(frozen=True)
class Wanted:
    """One object of the configuration: ``where`` is its place in the input, such as ``config.extensions[3]``.

    An object that is not ``sound`` has something wrong with it by itself and cannot be compared.
    """

    resource: Resource
    values: Values
    where: str
    sound: bool = True

    @property
    def label(self) -> str:
        return self.resource.label(self.values)

    @property
    def name(self) -> str:
        """What references call it."""
        return str(self.values[self.resource.key.name])

    @cached_property
    def identity(self) -> tuple[str, ...]:
        return identity_key(self.resource, self.values)


def identity_key(resource: Resource, values: Values) -> tuple[str, ...]:
    """What two values of the same object have in common."""
    return tuple(str(field_.canonical(values.get(field_.name))) for field_ in resource.keys)


def name_space(resource: Resource) -> str:
    """Kinds of one space cannot have objects of the same name: all that are dialled, all kinds of trunk."""
    return "numbers" if resource.has_number else resource.reference_name


def read_config(resources: Iterable[Resource], config: Mapping[str, Any]) -> tuple[list[Wanted], list[str]]:
    """The objects of a configuration in dependency order, and every problem, each with its place in the input."""
    by_name = {resource.plural: resource for resource in resources}
    found = [f"{ROOT}: {problem}" for problem in check_names(config, by_name, "a resource")]
    wanted: list[Wanted] = []
    for plural, resource in by_name.items():
        objects = config.get(plural) or []
        if isinstance(objects, Mapping) and resource.key.fixed:
            objects = [objects]
        if isinstance(objects, list):
            wanted += _objects(resource, objects, found)
        else:
            found.append(f"{ROOT}.{plural} is a {type(objects).__name__}, not a list of objects")
    found += twins(wanted)
    found += collisions(wanted)
    return wanted, found


def _objects(resource: Resource, objects: list[Any], found: list[str]) -> Iterator[Wanted]:
    for index, given in enumerate(objects):
        where = f"{ROOT}.{resource.plural}[{index}]"
        before = len(found)
        values = read_object(resource, given, found, where)
        if not values:
            continue
        if values.get(resource.key.name) in (None, "", []):
            found.append(f"{where} has no {resource.key.name}")
            continue
        found += [f"{where}.{problem}" for problem in limit_problems(resource, values)]
        label = resource.label(values)
        found += [f"{where} ({label}): {problem}" for problem in rule_problems(resource, values)]
        yield Wanted(resource, values, where, sound=len(found) == before)


def twins(wanted: Iterable[Wanted]) -> Iterator[str]:
    """Objects that the configuration has twice."""
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for one in wanted:
        first = seen.setdefault((one.resource.plural, one.identity), one.where)
        if first != one.where:
            yield f"{one.where} ({one.label}) is the same object as {first}"


def collisions(wanted: list[Wanted]) -> Iterator[str]:
    """Numbers and names that two kinds of objects of the configuration claim."""
    claims: dict[tuple[str, str], Wanted] = {}
    for one in wanted:
        if one.resource.creatable:
            other = claims.setdefault((name_space(one.resource), one.name), one)
            if other.resource is not one.resource:
                what = "number" if one.resource.has_number else "name"
                yield f"{one.where} ({one.label}): {other.where} ({other.label}) has the same {what}"
