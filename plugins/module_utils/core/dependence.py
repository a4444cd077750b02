# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What objects of one configuration need of one another: where one fails or goes, others cannot be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .configuration import Wanted
from .errors import PbxError
from .fields import Values, references
from .planner import Plan
from .resource import Named, Resource, Target


def placed_below(wanted: list[Wanted], kind: str) -> list[tuple[Named, str]]:
    """The objects that the configuration has below one of a kind, each with the name of that one."""
    return [
        ((one.resource.reference_name, one.name), str(value))
        for one in wanted
        for _place, field_, value in references(one.resource.fields, one.values)
        if not field_.key and field_.reference == kind
    ]


def left_behind(planned: Plan) -> set[Named]:
    """What an update takes an object away from, to another one."""
    if planned.action != "update":
        return set()
    had = planned.before or {}
    before = {name: value for name, value in had.items() if name in planned.changes}
    return {target for _place, target in planned.resource.targets(before, had)}


def check_not_held(held: Mapping[Named, str], planned: Plan) -> None:
    """Raises PbxError where an object is to be deleted that another one is below still, since it could not be moved."""
    if planned.action == "delete" and planned.named in held:
        raise PbxError(
            f"not tried, since {held[planned.named]} could not be taken away from it before",
            remedy="It is made good with that object.",
        )


def _needs(resource: Resource, values: Values, whole: Values) -> Iterator[Target]:
    """What an object refers to, with the places, its very being in the place of none."""
    if resource.created_with:
        yield "", (resource.created_with, resource.named(values))
    yield from resource.targets(values, whole)


def check_nothing_missing(missing: set[Named], planned: Plan) -> None:
    """Raises PbxError where an object needs one that could not be created."""
    if missing and planned.action != "delete":
        for _place, named in _needs(planned.resource, {**planned.identity, **planned.changes}, planned.whole):
            if named in missing:
                raise PbxError(
                    f"not tried, since {' '.join(named)} could not be created",
                    remedy="It is made good with that object.",
                )


def purged_references(one: Wanted, purged: set[tuple[str, str]]) -> Iterator[str]:
    """References to what the same run would delete, an object's very being among them."""
    if purged:
        for place, named in _needs(one.resource, one.values, one.values):
            if named in purged:
                where = f"{one.where}.{place}" if place else f"{one.where} ({one.label})"
                yield f"{where}: purge would delete {' '.join(named)}"
