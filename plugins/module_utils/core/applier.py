# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The applier: carries a plan out, looks after a doubtful write, reads back and reports."""

from __future__ import annotations

from collections.abc import Callable

from .compare import differences, readable, without_secrets
from .errors import DoubtfulWrite, PbxError
from .fields import Values
from .planner import Plan, Policy, comparable
from .resource import Reader, Writer


def apply(plan: Plan, reader: Reader, writer: Writer, policy: Policy, warn: Callable[[str], None]) -> Values | None:
    """Carry ``plan`` out and return the object as the PBX has it now, None when it is gone.

    A write whose outcome is in doubt is looked after: a read shows whether it was carried out. If it was, the run
    goes on with a warning; if it was not, it is sent once more, unless the PBX may be busy with it still.

    Raises:
        PbxError: with what is known of the object.
    """
    try:
        _send(plan, writer)
    except DoubtfulWrite as doubt:
        _settle(plan, doubt, reader, writer, warn)
    kept = plan.resource.read(reader, plan.identity)
    _warn_of_lost_fields(plan, kept, warn)
    return kept


def _send(plan: Plan, writer: Writer) -> None:
    resource = plan.resource
    if plan.action == "create":
        resource.create(writer, {**plan.identity, **plan.changes})
    elif plan.action == "update":
        resource.update(writer, plan.before or {}, plan.changes)
    elif plan.action == "delete":
        resource.delete(writer, plan.before or {})


def _settle(plan: Plan, doubt: DoubtfulWrite, reader: Reader, writer: Writer, warn: Callable[[str], None]) -> None:
    doubt.obj = doubt.obj or plan.label
    try:
        current = plan.resource.read(reader, plan.identity)
    except PbxError as error:
        doubt.known = f"Whether the {plan.action} was carried out is not known, and looking failed too: {error.what}."
        doubt.remedy = "Run again when the PBX answers: the run looks first and does nothing twice."
        raise doubt from error
    if _carried_out(plan, current):
        warn(f"{plan.label}: {doubt.what}, but a read shows that the PBX carried the {plan.action} out")
    elif doubt.still_running:
        doubt.known = f"A read shows that the {plan.action} is not carried out, or not yet."
        doubt.remedy = "The PBX may be working on it still: run again in a while, nothing will be done twice."
        raise doubt
    elif plan.action == "create" and current is not None:
        doubt.known = "A read shows the object, but not all that was asked for."
        doubt.remedy = "Run again: the run updates what differs."
        raise doubt
    else:
        try:
            _send(plan, writer)
        except DoubtfulWrite as again:
            again.known = f"The {plan.action} was sent twice; after the first time a read showed that nothing was done."
            again.remedy = "Run again when the PBX answers: the run looks first and does nothing twice."
            raise


def _carried_out(plan: Plan, current: Values | None) -> bool:
    """Whether what a read shows is what was asked for, as far as it can be read back.

    An update of nothing but what cannot be read back leaves no trace; it counts as not carried out, since to send it
    once more does no harm.
    """
    if plan.action == "delete" or current is None:
        return plan.action == "delete" and current is None
    visible = _visible(plan, current)
    return bool(visible or plan.action == "create") and differences(plan.resource.fields, current, visible) == ({}, {})


def _visible(plan: Plan, current: Values) -> Values:
    """What was sent and can be compared with what the PBX shows.

    A list that differs only in what cannot be read back looks as before, and so tells nothing.
    """
    found: Values = {}
    for field in plan.resource.fields:
        if field.name in plan.changes and comparable(field, current):
            value = readable(field, plan.changes[field.name])
            if value is plan.changes[field.name] or differences((field,), plan.before or {}, {field.name: value})[1]:
                found[field.name] = value
    return found


def _warn_of_lost_fields(plan: Plan, kept: Values | None, warn: Callable[[str], None]) -> None:
    if plan.action == "delete":
        if kept is not None:
            warn(f"{plan.label}: the PBX accepted the delete, but still has the object")
        return
    if kept is None:
        warn(f"{plan.label}: the PBX accepted the {plan.action}, but does not have the object")
        return
    lost = differences(plan.resource.fields, kept, _visible(plan, kept))[1]
    if lost:
        warn(f"{plan.label}: the PBX accepted, but did not keep: {', '.join(lost)}")


def shown(plan: Plan, values: Values | None) -> Values:
    """The object for the result: as it is, without secrets; empty when it is gone.

    What cannot be read back is left out of a prediction as well, so that it is what the real run returns.
    """
    fields = tuple(field for field in plan.resource.fields if field.readable)
    told = {field.name: readable(field, values[field.name]) for field in fields if field.name in (values or {})}
    return without_secrets(fields, told)
