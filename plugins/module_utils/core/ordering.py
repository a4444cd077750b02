# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The order in which the objects of a configuration are written, so that what one refers to is there by then.

Where objects refer to each other in a circle, they are written without that first, and are deleted after it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any, NamedTuple

from .configuration import name_space
from .fields import Field
from .planner import Plan
from .resource import Named


@dataclass(frozen=True)
class Step:
    """One write. ``whole`` is what is to be done with the object, ``plan`` the part of it that is done now.

    ``is_late`` means that the object may have been written since it was planned, ``is_last`` that this completes it,
    ``follows`` that another step of the same object came before.
    """

    plan: Plan
    whole: Plan
    is_late: bool = False
    is_last: bool = True
    follows: bool = False


def in_order(plans: Iterable[Plan]) -> list[Step]:
    """The steps of a run.

    What blocks a new object's name goes, then come creates and updates, then all other deletes, and then what updates
    kept back until everything else is done (``Resource.in_two``).
    """
    plans = list(plans)
    made = {_claim(planned): planned.resource for planned in plans if planned.action == "create"}
    deletes = [planned for planned in plans if planned.action == "delete"]
    blocking = {planned.named for planned in deletes if made.get(_claim(planned)) not in (None, planned.resource)}
    first = [planned for planned in deletes if planned.named in blocking or (blocking & _targets(planned))]
    last = [planned for planned in deletes if planned not in first]
    kept: list[Step] = []
    writes = _writes([planned for planned in plans if planned.action != "delete"], kept)
    return [*_deletes(first), *writes, *_deletes(last), *reversed(kept)]


def _writes(plans: list[Plan], kept: list[Step]) -> Iterator[Step]:
    """Creates and updates as they come, but each after what it refers to is made.

    Where that is a circle, a value that refers to what is made later is written after everything is there. What is
    written later still is added to ``kept``.
    """
    links = _links(plans)
    done: set[int] = set()
    later: list[Step] = []
    for index in _scheduled(links):
        planned = plans[index]
        changes, last = planned.changes, {}
        if planned.action == "update":
            changes, last = planned.resource.in_two(planned.before or {}, changes)
        waiting = {link.field for link in links[index] if link.can_wait and not link.makers <= done}
        late = {name: value for name, value in changes.items() if name in waiting}
        early = {name: value for name, value in changes.items() if name not in late}
        begins = bool(early) or planned.action == "create"
        if begins:
            step = Step(replace(planned, changes=early), planned, is_last=not (late or last))
            yield step if late or last else Step(planned, planned)
        if late:
            plan = replace(planned, action="update", changes=late)
            later.append(Step(plan, planned, is_late=True, is_last=not last, follows=begins))
        if last:
            plan = replace(planned, changes=last)
            kept.append(Step(plan, planned, is_late=True, follows=begins or bool(late)))
        done.add(index)
    yield from later


class _Link(NamedTuple):
    """That a plan refers, by a field, to what others create. ``makers`` are their places among all plans."""

    field: str
    can_wait: bool
    makers: Set[int]


def _links(plans: list[Plan]) -> list[list[_Link]]:
    """The links of each plan. An object that another one brings into being refers to that one by its key."""
    makers: dict[Named, set[int]] = {}
    for index, planned in enumerate(plans):
        if planned.action == "create":
            makers.setdefault(planned.named, set()).add(index)
    links: list[list[_Link]] = []
    for planned in plans:
        resource, found = planned.resource, []
        written = {**planned.identity, **planned.changes}
        if resource.created_with:
            creator = (resource.created_with, resource.named(written))
            found.append(_Link(resource.key.name, can_wait=False, makers=makers.get(creator, frozenset())))
        for field in resource.fields if makers else ():
            if field.name in written:
                for _place, target in resource.targets(written, planned.whole, (field,)):
                    can_wait = not (field.key or field.required)
                    found.append(_Link(field.name, can_wait, makers.get(target, frozenset())))
        links.append([link for link in found if link.makers])
    return links


def _scheduled(links: list[list[_Link]]) -> Iterator[int]:
    """The places of plans in an order in which each comes after what it waits for, else in their own order.

    In a circle the first one goes on that need not wait.
    """
    waits = [set().union(*(link.makers for link in each)) - {index} for index, each in enumerate(links)]
    firm = [set().union(*(link.makers for link in each if not link.can_wait)) for each in links]
    waiters: dict[int, list[int]] = {}
    for index, others in enumerate(waits):
        for other in others:
            waiters.setdefault(other, []).append(index)
    free = [index for index, others in enumerate(waits) if not others]
    left = list(range(len(links)))
    done: set[int] = set()
    while len(done) < len(links):
        if free:
            index = heappop(free)
        else:
            left = [each for each in left if each not in done]
            index = next((each for each in left if firm[each] <= done), left[0])
        done.add(index)
        yield index
        for other in waiters.get(index, ()):
            waits[other].discard(index)
            if not waits[other] and other not in done:
                heappush(free, other)


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
    before = planned.before or {}
    return {target for _place, target in planned.resource.targets(before, before)} - {planned.named}


def _detached(planned: Plan, objects: Set[Named]) -> Plan:
    """An update that takes the references to ``objects`` out of an object that is to be deleted."""
    before = planned.before or {}

    def refers(field: Field, value: Any) -> bool:
        found = planned.resource.targets({field.name: value}, before, (field,))
        return any(target in objects for _place, target in found)

    changes = {
        field.name: [item for item in before[field.name] if not refers(field, [item])]
        if field.type == "list"
        else field.cleared
        for field in planned.resource.fields
        if field.name in before and field.writable and refers(field, before[field.name])
    }
    return replace(planned, action="update", changes=changes)


def _claim(planned: Plan) -> Named:
    return name_space(planned.resource), str(planned.identity[planned.resource.key.name])
