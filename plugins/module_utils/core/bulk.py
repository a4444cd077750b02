# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reconciling a whole configuration: many objects of many resources, in dependency order, with few requests.

Nothing is written before everything has been checked: names and types, limits, numbers that two kinds of objects
claim, references to what neither exists nor is part of the configuration, and how much a purge would delete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import applier
from .argument_spec import check_names, problems
from .compare import differences
from .errors import InvalidInput, PbxError
from .fields import Field, Values, translate
from .objects import read_object
from .planner import Plan, Policy, decide
from .resource import Reader, Resource, Writer

PROGRESS_STEP = 250


@dataclass(frozen=True)
class Wanted:
    """One object of the configuration: ``where`` is its place in the input, such as ``extensions[3]``."""

    resource: Resource
    values: Values
    where: str

    @property
    def label(self) -> str:
        return self.resource.label(self.values)


@dataclass
class Outcome:
    """What a run did: counts by action, one entry for each object that changed or failed, and warnings to give."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("create", "update", "delete", "nothing"), 0))
    objects: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(self.counts[action] for action in ("create", "update", "delete"))


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
        self._listed: dict[str, list[Values]] = {}
        self._indexed: dict[str, dict[tuple[str, ...], Values]] = {}
        self._names: dict[str, set[str]] | None = None

    # -- before the first write

    def plan(self, config: Mapping[str, Any]) -> list[Plan]:
        """Everything that must be done, in order: creates and updates first, deletes last and backwards.

        Raises:
            InvalidInput: with every problem of the whole configuration, each with its place in the input.
        """
        wanted = read_config(self.resources, config)
        found = list(number_collisions(wanted))
        if found:
            raise InvalidInput(found)
        plans: list[Plan] = []
        for done, one in enumerate(wanted, 1):
            if not (one.resource.creatable or one.resource.changeable):
                found += self._prerequisite(one)
                continue
            planned = self._plan_one(one, wanted)
            plans.append(planned)
            if planned.changed:
                found += [f"{one.where} ({one.label}): {problem}" for problem in self._refused(planned, wanted)]
            if done % PROGRESS_STEP == 0:
                self.progress(f"compared {done} of {len(wanted)} objects")
        purges = self._purges(wanted, found)
        if found:
            raise InvalidInput(found, remedy="Nothing was written; mend the configuration and run again.")
        return plans + purges

    def _prerequisite(self, one: Wanted) -> list[str]:
        """Objects that the API can only list must be there already, as they are wanted."""
        row = self._index(one.resource).get(identity_key(one.resource, one.values))
        if row is None:
            return [f"{one.where} ({one.label}) does not exist, and the API cannot create it"]
        differing = differences(one.resource.fields, row, {name: one.values[name] for name in one.values})[1]
        return [f"{one.where} ({one.label}) differs in {', '.join(differing)}, which the API cannot change"] * bool(
            differing
        )

    def _plan_one(self, one: Wanted, wanted: list[Wanted]) -> Plan:
        """Compare with the list's row where that has every wanted field, else, or to change it, with a read."""
        resource = one.resource
        row = self._index(resource).get(identity_key(resource, one.values))
        if row is None and resource.created_with:
            creators = self._configured_names(wanted).get(resource.created_with, ())
            if str(one.values[resource.key.name]) in creators:
                policy = replace(self.policy, assume_created=True)
                planned = decide(resource, one.values, "present", None, policy)
                return replace(planned, before=None, notes=())
        if row is None:
            return decide(resource, one.values, "present", None, self.policy)
        compared = {name for name in one.values if self._is_compared(resource.field(name))}
        if compared <= row.keys():
            planned = decide(resource, one.values, "present", row, self.policy)
            if not planned.changed:
                return planned
        return decide(resource, one.values, "present", resource.read_listed(self.reader, row), self.policy)

    def _is_compared(self, field_: Field) -> bool:
        return field_.readable and not (field_.secret and self.policy.update_password == "on_create")  # noqa: S105

    def _refused(self, planned: Plan, wanted: list[Wanted]) -> Iterable[str]:
        """What stands against a change: a number that another kind has, a reference to nothing."""
        resource = planned.resource
        number = str(planned.identity[resource.key.name])
        if planned.action == "create" and resource.has_number:
            for other in self.resources:
                if other is not resource and other.has_number and other.plural not in self.purge:
                    taken = any(str(row[other.key.name]) == number for row in self._rows(other))
                    if taken:
                        yield f"on the PBX the number belongs to {other.name} {number}"
        known = self._configured_names(wanted)
        unknown: list[Values] = []

        def check(field_: Field, value: Any) -> Any:
            if str(value) not in known.get(str(field_.reference), ()):
                unknown.append({field_.name: value})
            return value

        translate(resource.fields, {**planned.identity, **planned.changes}, check)
        if unknown:
            yield from resource.verify(self.reader, {**planned.identity, **planned.changes}, known)

    def _configured_names(self, wanted: list[Wanted]) -> dict[str, set[str]]:
        if self._names is None:
            self._names = {}
            for one in wanted:
                names = self._names.setdefault(one.resource.reference_name, set())
                names.add(str(one.values[one.resource.key.name]))
        return self._names

    def _rows(self, resource: Resource) -> list[Values]:
        if resource.plural not in self._listed:
            self._listed[resource.plural] = resource.read_all(self.reader)
        return self._listed[resource.plural]

    def _index(self, resource: Resource) -> dict[tuple[str, ...], Values]:
        if resource.plural not in self._indexed:
            self._indexed[resource.plural] = {identity_key(resource, row): row for row in self._rows(resource)}
        return self._indexed[resource.plural]

    def _purges(self, wanted: list[Wanted], found: list[str]) -> list[Plan]:
        plans: list[Plan] = []
        for resource in reversed(self.resources):
            if resource.plural not in self.purge:
                continue
            kept = {identity_key(resource, one.values) for one in wanted if one.resource is resource}
            rows = [row for row in self._rows(resource) if identity_key(resource, row) not in kept]
            limit = self.purge[resource.plural]
            if len(rows) > limit:
                names = ", ".join(resource.label(row) for row in rows)
                found.append(f"purge of {resource.plural} would delete {len(rows)}, more than {limit}: {names}")
            plans += [decide(resource, row, "absent", row, self.policy) for row in rows]
        return plans

    # -- writing

    def apply(self, plans: list[Plan], writer: Writer, warn: Callable[[str], None], *, stop: bool) -> Outcome:
        """Carry the plans out. With ``stop`` the first error ends the run, else the rest goes on without its object.

        References among new objects that point forwards are set in a second pass.
        """
        work = two_passes(plans)
        outcome = Outcome()
        outcome.counts["nothing"] = sum(not planned.changed for planned in work)
        work = [planned for planned in work if planned.changed]
        for done, planned in enumerate(work, 1):
            try:
                planned = self._looked_up(planned)
                applier.apply(planned, self.reader, writer, self.policy, warn)
            except PbxError as error:
                error.obj = error.obj or planned.label
                outcome.failed.append({**entry(planned), "error": error.data(), "msg": error.message()})
                if stop:
                    break
                continue
            outcome.objects.append(entry(planned))
            outcome.counts[planned.action] += 1
            if done % PROGRESS_STEP == 0:
                self.progress(f"carried out {done} of {len(work)} changes")
        return outcome

    def _looked_up(self, planned: Plan) -> Plan:
        """A plan for an object that has come into being since, with what the PBX has made of it."""
        if planned.action != "update" or planned.before is not None:
            return planned
        current = planned.resource.read(self.reader, planned.identity)
        return decide(planned.resource, {**planned.identity, **planned.changes}, "present", current, self.policy)


def predicted(plans: list[Plan]) -> Outcome:
    """The outcome of a run in which nothing fails, for check mode."""
    outcome = Outcome()
    for planned in two_passes(plans):
        outcome.counts[planned.action] += 1
        if planned.changed:
            outcome.objects.append(entry(planned))
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


def two_passes(plans: list[Plan]) -> list[Plan]:
    """Plans in which a new object refers only to what exists by then; what it refers to later is set afterwards."""
    new = [(planned.resource.reference_name, str(planned.identity[planned.resource.key.name])) for planned in plans]
    created = {name for name, planned in zip(new, plans, strict=True) if planned.action == "create"}
    first: list[Plan] = []
    second: list[Plan] = []
    made: set[tuple[str, str]] = set()
    for name, planned in zip(new, plans, strict=True):
        late = [
            field_.name
            for field_ in planned.resource.fields
            if field_.name in planned.changes
            and not field_.required
            and refers_to(field_, planned.changes[field_.name], created - made)
        ]
        if planned.action == "create" and late:
            early = {key: value for key, value in planned.changes.items() if key not in late}
            first.append(replace(planned, changes=early))
            later = {key: planned.changes[key] for key in late}
            second.append(replace(planned, action="update", changes=later))
        else:
            first.append(planned)
        made.add(name)
    deletes = [planned for planned in first if planned.action == "delete"]
    return [planned for planned in first if planned.action != "delete"] + second + deletes


def refers_to(field_: Field, value: Any, objects: set[tuple[str, str]]) -> bool:
    """Whether a value refers to one of ``objects``, at any depth."""
    found = False

    def check(inner: Field, item: Any) -> Any:
        nonlocal found
        found = found or (str(inner.reference), str(item)) in objects
        return item

    translate((field_,), {field_.name: value}, check)
    return found


def identity_key(resource: Resource, values: Values) -> tuple[str, ...]:
    """What two values of the same object have in common."""
    return tuple(str(field_.canonical(values.get(field_.name))) for field_ in resource.keys)


def number_collisions(wanted: list[Wanted]) -> Iterable[str]:
    """Numbers that two kinds of objects of the configuration claim."""
    claims: dict[str, Wanted] = {}
    for one in wanted:
        if one.resource.has_number:
            other = claims.setdefault(str(one.values[one.resource.key.name]), one)
            if other.resource is not one.resource:
                yield f"{one.where} ({one.label}): {other.where} ({other.label}) has the same number"


def read_config(resources: Iterable[Resource], config: Mapping[str, Any]) -> list[Wanted]:
    """The objects of a configuration in dependency order, types and limits checked.

    Raises:
        InvalidInput: with every problem, each with its place in the input.
    """
    by_name = {resource.plural: resource for resource in resources}
    found = check_names(config, by_name, "a resource")
    wanted: list[Wanted] = []
    for plural, resource in by_name.items():
        objects = config.get(plural) or []
        if not isinstance(objects, list):
            found.append(f"{plural} is a {type(objects).__name__}, not a list of objects")
            continue
        seen: dict[Any, str] = {}
        for index, given in enumerate(objects):
            where = f"{plural}[{index}]"
            values = read_object(resource, given, found, where)
            if not values:
                continue
            if values.get(resource.key.name) in (None, "", []):
                found.append(f"{where} has no {resource.key.name}")
                continue
            one = Wanted(resource, values, where)
            found += [f"{where} ({one.label}): {problem}" for problem in problems(resource, values)]
            identity = identity_key(resource, values)
            if identity in seen:
                found.append(f"{where} ({one.label}) is the same object as {seen[identity]}")
            seen.setdefault(identity, where)
            wanted.append(one)
    if found:
        raise InvalidInput(found, remedy="Nothing was sent; mend the configuration and run again.")
    return wanted
