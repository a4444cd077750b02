# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action module of the UCM against the documented operations: names, mandatory parameters, enums, limits.

A new action task is found and checked without a line here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils import ucm as package
from ansible_collections.telephony.pbx.plugins.module_utils.core.action_task import ActionTask, Variant
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import operations
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_wire import HotelActionTask
from tests.contracts import Operation
from tests.unit.ucm.tables import CONTRACT, words_on_wire

LOCAL = frozenset({"dest", "mode"})
"""Options that name a file and are not sent."""
SUFFIXES = frozenset({"@"})
"""Parts of another parameter."""
LOOKED_UP = frozenset({"address"})
"""What a task adds that it has looked up."""
ALL_HOTEL = frozenset({"cookie", "token", "format", "data"})


def action_tasks() -> list[ActionTask]:
    modules = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
    found = {
        value.name: value for module in modules for value in vars(module).values() if isinstance(value, ActionTask)
    }
    return [found[name] for name in sorted(found)]


TASKS = action_tasks()
VARIANTS = [(task, variant) for task in TASKS for variant in task.variants.values()]
every_variant = pytest.mark.parametrize(
    ("task", "variant"), VARIANTS, ids=[f"{task.name}-{'-'.join(key)}" for task in TASKS for key in task.variants]
)


def documented(task: ActionTask, variant: Variant) -> Operation:
    if isinstance(task, HotelActionTask):
        return next(each for each in CONTRACT.by_action["pmsapi"] if each.sub_action == variant.operation)
    (found,) = CONTRACT.by_action[variant.operation]
    return found


def parameters(task: ActionTask, variant: Variant) -> dict[str, Any]:
    """The documented parameters that a variant may send, by the names that it has for them."""
    op = documented(task, variant)
    if isinstance(task, HotelActionTask):
        prefix = f"data.{op.sub_action}."
        return {name.removeprefix(prefix): each for name, each in op.parameter.items() if name not in ALL_HOTEL}
    return {name: each for name, each in op.parameter.items() if name != "cookie" and "." not in name}


def sent_fields(task: ActionTask, variant: Variant) -> Iterator[tuple[str, Field]]:
    for field in variant.table(task.fields):
        local = field.name in LOCAL and "dest" in variant.sends
        if not local and field.wire not in SUFFIXES:
            yield str(field.wire), field


def test_the_tasks_are_found() -> None:
    names = {task.name for task in TASKS}
    assert {"ucm_call", "ucm_channel", "ucm_queue_agent", "ucm_prompt", "ucm_wave", "ucm_pms_waiter"} <= names


@every_variant
def test_what_is_sent_is_documented(task: ActionTask, variant: Variant) -> None:
    names = {name for name, _ in sent_fields(task, variant)} | variant.constants.keys()
    assert names <= parameters(task, variant).keys()


@every_variant
def test_what_is_mandatory_is_sent(task: ActionTask, variant: Variant) -> None:
    needed = {name for name, each in parameters(task, variant).items() if each.required}
    always = {name for name, field in sent_fields(task, variant) if field.name not in variant.optional}
    several = {name for name, field in sent_fields(task, variant) if field.name in variant.optional and field.elements}
    assert needed <= always | several | variant.constants.keys()


@pytest.mark.parametrize("operation", sorted({variant.operation for _, variant in VARIANTS}))
def test_every_documented_parameter_is_reached(operation: str) -> None:
    reached: set[str] = set()
    wanted: set[str] = set()
    for task, variant in VARIANTS:
        if variant.operation == operation:
            wanted |= parameters(task, variant).keys()
            reached |= {name for name, _ in sent_fields(task, variant)} | variant.constants.keys()
    # One extension goes by another name than several.
    reached |= {"channel"} if operation == "playPromptByOrg" else set()
    assert wanted - reached <= LOOKED_UP | {"specified_channel[]"}


@every_variant
def test_words_on_the_wire_are_documented(task: ActionTask, variant: Variant) -> None:
    names = parameters(task, variant)
    for name, field in sent_fields(task, variant):
        allowed = {str(value) for value in (*names[name].enum, *(["None"] if names[name].nullable else []))}
        if names[name].enum and field.choices:
            assert words_on_wire(field) == allowed, name
    for name, value in variant.constants.items():
        if names[name].enum:
            assert str(value) in {str(each) for each in names[name].enum}, name


@every_variant
def test_an_action_is_of_the_kind_that_it_is_used_for(task: ActionTask, variant: Variant) -> None:
    op = documented(task, variant)
    if isinstance(task, HotelActionTask):
        assert op.writes
    else:
        assert (variant.operation in operations.RUNTIME) == op.writes
        assert (variant.operation in operations.READS) == (not op.writes)


def test_actions_that_configure_nothing_are_documented_writes() -> None:
    assert operations.RUNTIME <= operations.WRITES
    kinds = {CONTRACT.by_action[action][0].kind for action in operations.RUNTIME}
    assert kinds == {"action"}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_options_are_described(task: ActionTask) -> None:
    assert not any(group.endswith("_state") for group in task.groups)
    for field in task.fields:
        lines = [field.description] if isinstance(field.description, str) else field.description
        assert all(line[0].isupper() or line[0] in "VO" for line in lines), field.name
        assert all(line.endswith(".") for line in lines), field.name
