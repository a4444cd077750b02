# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The planner: what must be done to an object. It reads and never writes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .compare import differences, merge_values, without_secrets
from .errors import InvalidInput, PbxError
from .fields import Field, Values
from .resource import Reader, Resource

Action = Literal["create", "update", "delete", "nothing"]
MOST_CONTENTS = 20
"""How many of the objects that go with another are named."""
TAKEN_FOR_GRANTED = "this check takes it that an earlier task sees to it"
"""What check mode says of something that stands against a write, and that a task before it may have mended."""


@dataclass(frozen=True)
class Policy:
    """What a run may do with fields that need a decision.

    ``update_password`` is ``always`` (a given secret that differs is sent) or ``on_create``. A secret or another field
    that cannot be read back is sent at every run with ``always``, and the run says that it changed.
    ``reset`` names options to put back to the PBX's default. ``assume_created`` is for check mode: objects that are
    referred to and do not exist are taken to be created by an earlier task.
    ``recursive`` allows to delete an object that takes others with it.
    """

    update_password: str = "always"  # noqa: S105
    reset: tuple[str, ...] = ()
    assume_created: bool = False
    recursive: bool = False


@dataclass(frozen=True)
class Plan:
    """What is to be done with one object.

    ``changes`` holds the whole new value of every field to send; ``before`` is None when there is no object, or,
    of an update, when the object comes into being earlier in the same run and is to be read then;
    ``after`` is the object as predicted, None when it will be gone. ``notes`` are warnings for the user.
    """

    resource: Resource
    action: Action
    identity: Values
    before: Values | None
    after: Values | None
    changes: Values = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return self.action != "nothing"

    @property
    def label(self) -> str:
        return self.resource.label(self.identity)

    @property
    def named(self) -> tuple[str, str]:
        """The object as references go by: what ``Field.reference`` calls its kind, and its name."""
        return self.resource.reference_name, self.resource.named(self.identity)

    @property
    def whole(self) -> Values:
        """The object as it was, with what is to be done to it."""
        return {**(self.before or {}), **(self.after or {}), **self.identity, **self.changes}

    def diff(self) -> dict[str, Any]:
        """The differing fields as ``before`` and ``after``, secrets masked; both empty for nothing."""
        fields = self.resource.fields
        if self.action == "create":
            before, after = differences(fields, {}, {**self.identity, **self.changes})
            before = {}
        elif self.action == "delete":
            before, after = without_secrets(fields, self.before or {}), {}
            before = {name: value for name, value in before.items() if value not in (None, [], {})}
        else:
            before, after = differences(fields, self.before or {}, self.changes)
        return {
            "before_header": self.label,
            "after_header": self.label,
            "before": before,
            "after": after,
        }


def plan(resource: Resource, wanted: Values, state: str, reader: Reader, policy: Policy | None = None) -> Plan:
    """Work out what must be done to make the PBX have ``wanted``.

    Args:
        wanted: the given options of the object, the key among them; what is not in it is not managed.
        state: ``present`` or ``absent``.
        reader: the read-only client.

    Raises:
        InvalidInput: a field that can only be set at creation is to be changed, or one is missing to create.
    """
    policy = policy or Policy()
    wanted = resource.resolve(reader, wanted)
    current = resource.read(reader, wanted)
    planned = decide(resource, wanted, state, current, policy)
    if planned.action == "delete" and resource.cascades:
        return _with_contents(planned, resource.contents(reader, planned.before or {}), policy)
    if planned.action not in ("create", "update"):
        return planned
    written = {**planned.identity, **planned.changes}
    found = resource.verify(reader, written)
    if found and policy.assume_created:
        notes = (
            *planned.notes,
            *(f"{planned.label}: {problem}; {TAKEN_FOR_GRANTED}" for problem in found),
        )
        return replace(planned, notes=notes)
    if found:
        raise InvalidInput(
            found,
            obj=planned.label,
            remedy="Correct the option, or have an earlier task create or change what it needs.",
        )
    warnings = tuple(f"{planned.label}: {warning}" for warning in resource.warnings(reader, written))
    return replace(planned, notes=planned.notes + warnings) if warnings else planned


def not_empty(contents: list[str]) -> str:
    """What is said of an object that would take others with it."""
    return f"it is not empty: with it would go {_listed(contents)}"


def _listed(contents: list[str]) -> str:
    told = ", ".join(contents[:MOST_CONTENTS])
    return f"{told} and {len(contents) - MOST_CONTENTS} more" if len(contents) > MOST_CONTENTS else told


def _with_contents(planned: Plan, contents: list[str], policy: Policy) -> Plan:
    if not contents:
        return planned
    if not policy.recursive:
        raise InvalidInput(
            [not_empty(contents)],
            obj=planned.label,
            remedy="Delete those first, or give recursive: true to delete everything at once.",
        )
    return replace(planned, notes=(*planned.notes, f"{planned.label}: with it goes {_listed(contents)}"))


def decide(resource: Resource, wanted: Values, state: str, current: Values | None, policy: Policy) -> Plan:
    """``plan`` without the reading, for callers that have the object already."""
    wanted = _spelt_out(resource, wanted)
    identity = resource.identity(wanted)
    assumed: tuple[str, ...] = ()
    if state == "absent":
        return Plan(resource, "nothing" if current is None else "delete", identity, current, None)
    if current is None and not resource.creatable:
        if not policy.assume_created:
            raise PbxError(
                "there is no such object, and this resource cannot create it",
                obj=resource.label(wanted),
                remedy=resource.made_by,
            )
        assumed = (f"{resource.label(wanted)} does not exist; this check takes it that an earlier task creates it",)
        current = {**dict.fromkeys(field_.name for field_ in resource.fields if field_.readable), **identity}
    elif current is None:
        missing = [field.name for field in resource.fields if field.required and wanted.get(field.name) in (None, "")]
        if missing:
            raise InvalidInput(
                [f"{', '.join(missing)} must be given to create it"],
                obj=resource.label(wanted),
                remedy="Give the missing options, or check the key if the object should exist already.",
            )
        after = merge_values(resource.fields, wanted, {})
        changes = {name: value for name, value in after.items() if name not in identity}
        return Plan(resource, "create", identity, None, after, changes)
    changes, notes = _changes(resource, wanted, current, policy)
    action: Action = "update" if changes else "nothing"
    return Plan(resource, action, identity, current, {**current, **changes}, changes, assumed + notes)


def _spelt_out(resource: Resource, wanted: Values) -> Values:
    """``wanted`` with what empty texts stand for, so that they are compared with what the PBX reads back."""
    meant = {field_.name: wanted[field_.empty_means] for field_ in resource.fields if field_.empty_means in wanted}
    return {name: meant.get(name, value) if value == "" else value for name, value in wanted.items()}


def _changes(resource: Resource, wanted: Values, current: Values, policy: Policy) -> tuple[Values, tuple[str, ...]]:
    if policy.update_password == "on_create":  # noqa: S105
        wanted = resource.hidden_of_new(wanted, current)
    after = merge_values(resource.fields, wanted, current)
    after.update(dict.fromkeys(policy.reset))
    changes: Values = {}
    notes = []
    for field_ in resource.fields:
        name = field_.name
        if field_.key or name not in {*wanted, *policy.reset}:
            continue
        if not comparable(field_, current):
            hidden = (field_.secret or field_.write_only) and not field_.create_only
            if hidden and policy.update_password == "always":  # noqa: S105
                changes[name] = after[name]
            elif not (field_.secret or field_.write_only or field_.create_only):
                notes.append(f"{resource.label(wanted)}: this PBX does not report {name}, so it was left as it is")
        elif differences((field_,), current, {name: after[name]}) != ({}, {}):
            if field_.secret and policy.update_password == "on_create":  # noqa: S105
                continue
            if field_.create_only:
                raise InvalidInput(
                    [f"{name} can only be set when the object is created{_differing(field_, current, after)}"],
                    obj=resource.label(wanted),
                    remedy=f"Leave {name} as it is, or delete the object and create it anew. "
                    f"If you meant a new object, give it another {resource.key.name}.",
                )
            changes[name] = after[name]
    return changes, tuple(notes)


def _differing(field_: Field, current: Values, after: Values) -> str:
    if field_.secret or isinstance(current[field_.name], (dict, list)):
        return ""
    return f": it is {current[field_.name]!r}, not {after[field_.name]!r}"


def comparable(field_: Field, current: Values) -> bool:
    """Whether the PBX said what the field is; a secret that it shows as asterisks does not count."""
    value = current.get(field_.name)
    masked = field_.secret and isinstance(value, str) and set(value) == {"*"}
    return field_.name in current and not masked
