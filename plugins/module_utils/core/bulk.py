# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reconciling a whole configuration: many objects of many resources, in dependency order, with few requests.

Nothing is written before everything has been checked: names and types, limits, numbers that two kinds of objects
claim, references to what neither exists nor is part of the configuration, and how much a purge would delete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from . import applier
from .compare import differences
from .configuration import ROOT, Wanted, identity_key, name_space, read_config, twins
from .dependence import check_not_held, check_nothing_missing, left_behind, placed_below, purged_references
from .errors import ConnectionFailed, DoubtfulWrite, InvalidInput, LoginRejected, PbxError
from .fields import Field, Values
from .ordering import Step, in_order
from .planner import Plan, Policy, decide, not_empty
from .resource import Named, Reader, Resource, Writer

PROGRESS_STEP = 250
NOTHING_WRITTEN = "Nothing was written; mend the configuration and run again."


@dataclass
class Outcome:
    """What a run did: counts by action, one entry for each object that changed or failed, and whether it broke off.

    ``errors`` belong to ``failed``, one to one.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("create", "update", "delete", "nothing"), 0))
    objects: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    errors: list[PbxError] = field(default_factory=list)
    stopped: bool = False

    @property
    def changed(self) -> bool:
        return any(self.counts[action] for action in ("create", "update", "delete"))

    @property
    def in_doubt(self) -> bool:
        """Whether the PBX may do something yet that it was not seen to do."""
        return any(isinstance(error, DoubtfulWrite) for error in self.errors)

    def note(self, planned: Plan) -> None:
        self.counts[planned.action] += 1
        if planned.changed:
            self.objects.append(entry(planned))


def listing(reader: Reader) -> Reader:
    """The same reader, but one that asks for each listing once; for planning, while nothing is written."""
    listings: dict[tuple[Any, ...], list[dict[str, Any]]] = {}

    def read_all(operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        asked = (operation, container, *sorted(parameters.items()))
        if asked not in listings:
            listings[asked] = reader.read_all(operation, container, **parameters)
        return listings[asked]

    once = copy(reader)
    once.read_all, once.whole_lists = read_all, True  # type: ignore[method-assign]
    return once


class Reconciler:
    """Brings a PBX to a configuration.

    Args:
        resources: every resource that a configuration may have, in dependency order: what is referred to comes first.
        reader: the read-only client.
        policy: as for one object.
        purge: the most objects to delete, for each resource (by its plural) whose other objects shall go.
        progress: takes a line on long runs.
    """

    def __init__(
        self,
        resources: Iterable[Resource],
        reader: Reader,
        policy: Policy,
        *,
        purge: Mapping[str, int] | None = None,
        progress: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.resources = tuple(resources)
        self.reader = reader
        self.policy = policy
        self.purge = dict(purge or {})
        self.progress = progress
        self._start_over([])

    def _start_over(self, wanted: list[Wanted]) -> None:
        self._listed = listing(self.reader)
        self._indexed: dict[str, dict[tuple[str, ...], Values]] = {}
        self._taken: dict[str, dict[str, Resource]] = {}
        self._wanted: dict[str, dict[str, Values]] = {}
        for one in wanted:
            kind = self._wanted.setdefault(one.resource.reference_name, {})
            kind |= dict.fromkeys((one.name, one.resource.named(one.values)), one.values)

    # -- before the first write

    def plan(self, config: Mapping[str, Any]) -> list[Plan]:
        """What must be done with each object, in the configuration's order, and then what must go.

        Raises:
            InvalidInput: with every problem of the whole configuration, each with its place in the input.
        """
        wanted, found = read_config(self.resources, config)
        found += [
            f"{ROOT} has no {plural}, of which purge deletes what is not there; give [] to delete all of them"
            for plural in self.purge
            if config.get(plural) is None
        ]
        self._start_over(wanted)
        try:
            wanted = self._resolved(wanted, found)
            purges = self._purges(wanted, found)
            plans = self._plan_wanted(wanted, {planned.named for planned in purges}, found)
            plans = self._with_warnings(plans + purges)
        except InvalidInput:
            raise
        except PbxError as error:
            if not found:
                raise
            raise InvalidInput(
                found, known=f"The rest could not be checked: {error.what}", remedy=NOTHING_WRITTEN
            ) from error
        finally:
            self._start_over([])
        if found:
            raise InvalidInput(found, remedy=NOTHING_WRITTEN)
        return plans

    def _resolved(self, wanted: list[Wanted], found: list[str]) -> list[Wanted]:
        """The objects by the names that reads show, which may show some of them to be the same."""
        resolved = [self._resolve_one(one, found) for one in wanted]
        if any(one is not other for one, other in zip(wanted, resolved, strict=True)):
            self._start_over(resolved)
            found += [problem for problem in twins(resolved) if problem not in found]
        return resolved

    def _resolve_one(self, one: Wanted, found: list[str]) -> Wanted:
        if not one.sound:
            return one
        try:
            values = one.resource.resolve(self._listed, one.values)
        except InvalidInput as error:
            found += [f"{one.where} ({one.label}): {problem}" for problem in error.problems]
            return replace(one, sound=False)
        return one if values == one.values else Wanted(one.resource, values, one.where)

    def _plan_wanted(self, wanted: list[Wanted], purged: set[tuple[str, str]], found: list[str]) -> list[Plan]:
        plans: list[Plan] = []
        for done, one in enumerate(wanted, 1):
            if one.sound:
                try:
                    planned = self._plan_one(one, found)
                except InvalidInput as error:
                    found += [f"{one.where} ({one.label}): {problem}" for problem in error.problems]
                else:
                    plans.append(planned)
                    if planned.changed:
                        found += self._refused(one, planned)
            found += purged_references(one, purged)
            if done % PROGRESS_STEP == 0:
                self.progress(f"compared {done} of {len(wanted)} objects")
        return plans

    def _plan_one(self, one: Wanted, found: list[str]) -> Plan:
        """Compare with the list's row where that has every wanted field, else, or to change it, with a read."""
        resource = one.resource
        row = self._index(resource).get(one.identity)
        if not (resource.creatable or resource.changeable):
            found += _prerequisite(one, row)
            return _unchanged(one)
        if row is None and not resource.creatable:
            if resource.named(one.values) in self._wanted.get(str(resource.created_with), ()):
                planned = decide(resource, one.values, "present", None, replace(self.policy, assume_created=True))
                return replace(planned, before=None, notes=())
            raise InvalidInput(["there is no such object, and this resource cannot create it"])
        if row is not None:
            compared = {name for name in one.values if self._is_compared(resource.field(name))}
            whole = compared <= row.keys()
            planned = decide(resource, one.values, "present", row, self.policy) if whole else None
            if planned is None or planned.changed:
                row = resource.read_listed(self._listed, row)
                planned = decide(resource, one.values, "present", row, self.policy)
            return planned if planned.changed else _unchanged(one, planned.notes)
        return decide(resource, one.values, "present", None, self.policy)

    def _is_compared(self, field_: Field) -> bool:
        return field_.readable and not (field_.secret and self.policy.update_password == "on_create")  # noqa: S105

    def _refused(self, one: Wanted, planned: Plan) -> Iterator[str]:
        """What stands against a change: a number or name that another kind has, a reference to nothing."""
        if planned.action == "create":
            other = self._owners(name_space(one.resource)).get(one.name)
            if other is not None and other is not one.resource:
                what = "number" if one.resource.has_number else "name"
                yield f"{one.where} ({one.label}): on the PBX the {what} belongs to {other.name} {one.name}"
        written = {**planned.identity, **planned.changes}
        for problem in one.resource.verify(self._listed, written, self._wanted):
            yield f"{one.where}.{problem}"

    def _owners(self, space: str) -> dict[str, Resource]:
        """Who has which name on the PBX, among kinds that share their names; what a purge may delete is not told."""
        if space not in self._taken:
            self._taken[space] = {
                str(row[resource.key.name]): resource
                for resource in self.resources
                if resource.creatable and name_space(resource) == space and resource.plural not in self.purge
                for row in self._index(resource).values()
            }
        return self._taken[space]

    def _index(self, resource: Resource) -> dict[tuple[str, ...], Values]:
        if resource.plural not in self._indexed:
            names = None if resource.plural in self.purge else self._wanted.get(resource.reference_name, {}).keys()
            rows = resource.read_keyed(self._listed, names)
            self._indexed[resource.plural] = {identity_key(resource, row): row for row in rows}
        return self._indexed[resource.plural]

    def _purges(self, wanted: list[Wanted], found: list[str]) -> list[Plan]:
        plans: list[Plan] = []
        going: set[str] = set()
        for resource in reversed(self.resources):
            if resource.plural not in self.purge:
                continue
            kept = {one.identity for one in wanted if one.resource is resource}
            rows = [row for key, row in self._index(resource).items() if key not in kept]
            limit = self.purge[resource.plural]
            if len(rows) > limit:
                names = ", ".join(resource.label(row) for row in rows)
                found.append(f"purge of {resource.plural} would delete {len(rows)}, more than {limit}: {names}")
                continue
            placed = placed_below(wanted, resource.reference_name) if resource.cascades else []
            for row in rows:
                whole = resource.read_listed(self._listed, row)
                planned = decide(resource, whole or row, "absent", whole or row, self.policy)
                contents = []
                if resource.cascades:
                    leaving = {child for child, above in placed if above != planned.named[1]}
                    contents = resource.contents(self._listed, whole or row, leaving)
                staying = [other for other in contents if other not in going]
                if staying:
                    found.append(
                        f"purge of {resource.plural}: {planned.label}: {not_empty(staying)}; purge them as well"
                    )
                plans.append(planned)
                going.add(resource.called(whole or row))
        return plans

    def _with_warnings(self, plans: list[Plan]) -> list[Plan]:
        """What is to be known of the changed objects beside the others, of each pair once."""
        others: dict[str, dict[tuple[str, ...], Values]] = {}
        for planned in plans:
            if planned.changed:
                resource = planned.resource
                rows = others.setdefault(resource.plural, dict(self._index(resource)))
                rows.pop(identity_key(resource, planned.identity), None)
        warned = []
        for planned in plans:
            if planned.action in ("create", "update"):
                resource, rows = planned.resource, others[planned.resource.plural]
                written = {**planned.identity, **planned.changes}
                told = resource.warnings(self._listed, written, rows.values())
                rows[identity_key(resource, planned.identity)] = planned.after or written
                planned = replace(planned, notes=(*planned.notes, *(f"{planned.label}: {line}" for line in told)))
            warned.append(planned)
        return warned

    # -- writing

    def apply(self, plans: list[Plan], writer: Writer, warn: Callable[[str], None], *, stop: bool) -> Outcome:
        """Carry the plans out. With ``stop`` the first error ends the run, else the rest goes on without its object."""
        outcome = Outcome()
        outcome.counts["nothing"] = sum(not planned.changed for planned in plans)
        steps = in_order(planned for planned in plans if planned.changed)
        failed: set[int] = set()
        missing: set[Named] = set()
        held: dict[Named, str] = {}
        for done, step in enumerate(steps, 1):
            if id(step.whole) in failed:
                continue
            try:
                check_nothing_missing(missing, step.plan)
                check_not_held(held, step.plan)
                planned = self._looked_up(step)
                if planned.changed:
                    applier.apply(planned, self.reader, writer, self.policy, warn)
            except PbxError as error:
                failed.add(id(step.whole))
                if step.plan.action == "create":
                    missing.add(step.whole.named)
                held |= dict.fromkeys(left_behind(step.whole), step.whole.label)
                outcome.failed.append(_failure(step, error))
                outcome.errors.append(error)
                outcome.stopped = stop or isinstance(error, (LoginRejected, ConnectionFailed))
                if outcome.stopped:
                    break
                continue
            if step.is_last:
                outcome.note(step.whole)
            if done % PROGRESS_STEP == 0:
                self.progress(f"carried out {done} of {len(steps)} changes")
        return outcome

    def _looked_up(self, step: Step) -> Plan:
        """The plan of a step, for an object that has been written since with what the PBX has made of it."""
        planned = step.plan
        if planned.action != "update" or not (step.is_late or planned.before is None):
            return planned
        current = planned.resource.read(self.reader, planned.identity)
        return decide(planned.resource, {**planned.identity, **planned.changes}, "present", current, self.policy)


def predicted(plans: Iterable[Plan]) -> Outcome:
    """The outcome of a run in which nothing fails, for check mode."""
    plans = list(plans)
    outcome = Outcome()
    outcome.counts["nothing"] = sum(not planned.changed for planned in plans)
    for step in in_order(planned for planned in plans if planned.changed):
        if step.is_last:
            outcome.note(step.whole)
    return outcome


def entry(planned: Plan) -> dict[str, Any]:
    """One object of a result: what is done to it, and the difference."""
    difference = planned.diff()
    return {
        "resource": planned.resource.plural,
        "object": planned.label,
        "action": planned.action,
        "diff": {name: difference[name] for name in ("before", "after")},
    }


def _failure(step: Step, error: PbxError) -> dict[str, Any]:
    error.obj = error.obj or step.whole.label
    if step.follows and not error.known:
        error.known = f"The {step.whole.action} was carried out, but for {', '.join(step.plan.changes)}"
    return {**entry(step.whole), "error": error.data(), "msg": error.message()}


def _unchanged(one: Wanted, notes: tuple[str, ...] = ()) -> Plan:
    """Without the object itself: of ten thousand that are as they should be, none need be kept."""
    return Plan(one.resource, "nothing", one.resource.identity(one.values), None, None, notes=notes)


def _prerequisite(one: Wanted, row: Values | None) -> Iterator[str]:
    """Objects that the API can only list must be there already, as they are wanted."""
    if row is None:
        yield f"{one.where} ({one.label}) does not exist, and the API cannot create it"
        return
    differing = differences(one.resource.fields, row, one.values)[1]
    if differing:
        yield f"{one.where} ({one.label}) differs in {', '.join(differing)}, which the API cannot change"
