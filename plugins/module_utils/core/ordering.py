# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The order in which the objects of a configuration are written, so that what one refers to is there by then.

Where objects refer to each other in a circle, they are written without that first, and are deleted after it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Any

from .configuration import name_space
from .fields import Field, references
from .planner import Plan

Named = tuple[str, str]
"""What ``Field.reference`` calls a kind, and the name of an object of it."""


@dataclass(frozen=True)
class Step:
    """One write. ``whole`` is what is to be done with the object, ``plan`` the part of it that is done now.

    ``is_late`` means that the object may have been written since it was planned, ``is_last`` that this completes it.
    """

    plan: Plan
    whole: Plan
    is_late: bool = False
    is_last: bool = True


def in_order(plans: Iterable[Plan]) -> list[Step]:
    """The steps of a run: what blocks a new object's name goes, then creates and updates, then all other deletes."""
    plans = list(plans)
    made = {_claim(planned): planned.resource for planned in plans if planned.action == "create"}
    deletes = [planned for planned in plans if planned.action == "delete"]
    blocking = {planned.named for planned in deletes if made.get(_claim(planned)) not in (None, planned.resource)}
    first = [planned for planned in deletes if planned.named in blocking or (blocking & _targets(planned))]
    last = [planned for planned in deletes if planned not in first]
    return [*_deletes(first), *_writes([planned for planned in plans if planned.action != "delete"]), *_deletes(last)]


def _writes(plans: list[Plan]) -> Iterator[Step]:
    """Creates and updates; a value that refers to what is made later is written after everything is there."""
    pending = {planned.named for planned in plans if planned.action == "create"}
    later: list[Step] = []
    for planned in plans:
        late = {
            field.name: planned.changes[field.name]
            for field in planned.resource.fields
            if field.name in planned.changes
            and not field.required
            and refers_to(field, planned.changes[field.name], pending)
        }
        early = {name: value for name, value in planned.changes.items() if name not in late}
        if late:
            later.append(Step(replace(planned, action="update", changes=late), planned, is_late=True))
        if early or planned.action == "create":
            yield Step(replace(planned, changes=early) if late else planned, planned, is_last=not late)
        pending.discard(planned.named)
    yield from later


def _deletes(plans: list[Plan]) -> Iterator[Step]:
    """Deletes, each after those of the objects that refer to it. In a circle one reference is taken out first."""
    names = {planned.named for planned in plans}
    left = [(planned, _targets(planned) & names) for planned in plans]
    while left:
        wanted = set().union(*(targets for _planned, targets in left))
        free = [planned for planned, _targets_of in left if planned.named not in wanted]
        if free:
            yield from (Step(planned, planned) for planned in free)
            left = [(planned, targets) for planned, targets in left if planned.named in wanted]
        else:
            target = left[0][0].named
            for planned, targets in left:
                if target in targets:
                    yield Step(_detached(planned, {target}), planned, is_late=True, is_last=False)
            left = [(planned, targets - {target}) for planned, targets in left]


def _targets(planned: Plan) -> set[Named]:
    """What an object that is to be deleted refers to, itself left out."""
    found = references(planned.resource.fields, planned.before or {})
    return {(str(field.reference), str(value)) for _place, field, value in found} - {planned.named}


def _detached(planned: Plan, objects: Set[Named]) -> Plan:
    """An update that takes the references to ``objects`` out of an object that is to be deleted."""
    before = planned.before or {}
    changes = {
        field.name: _without(field, before[field.name], objects)
        for field in planned.resource.fields
        if field.name in before and field.writable and refers_to(field, before[field.name], objects)
    }
    return replace(planned, action="update", changes=changes)


def _without(field: Field, value: Any, objects: Set[Named]) -> Any:
    if field.type == "list":
        return [item for item in value if not refers_to(field, [item], objects)]
    return field.cleared


def refers_to(field: Field, value: Any, objects: Set[Named]) -> bool:
    """Whether a value refers to one of ``objects``, at any depth."""
    found = references((field,), {field.name: value})
    return any((str(inner.reference), str(item)) in objects for _place, inner, item in found)


def _claim(planned: Plan) -> Named:
    return name_space(planned.resource), str(planned.identity[planned.resource.key.name])
