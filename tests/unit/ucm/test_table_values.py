# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every field of every resource table of the UCM: its values to the wire and back, and any answer at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import argument_spec, problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import difference, differences
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field, decode, encode
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.destination import Destination
from tests.unit.core.strategies import JSON, OF_KIND, texts, values_of
from tests.unit.ucm.tables import resources

# There are many fields, and each is simple.
FEW = settings(max_examples=settings().max_examples // 5)
# Tests get names, since hypothesis prints what they get.
RESOURCES = {resource.name: resource for resource in resources()}
FIELDS = {f"{name}.{one.name}": one for name, resource in RESOURCES.items() for one in resource.fields}
every_resource = pytest.mark.parametrize("name", RESOURCES)
every_field = pytest.mark.parametrize("name", FIELDS)


def destinations(field: Destination, tidy: bool) -> st.SearchStrategy[dict[str, str]]:
    """Complete ones: a type, and a target if the type wants one."""
    target = texts(field.fields[1], tidy=True)
    return st.sampled_from(sorted(field.kinds)).flatmap(
        lambda word: target.map(
            lambda text: {"type": word, "target": text} if field.target_wire(word) else {"type": word}
        )
    )


OF_KIND[Destination] = destinations


@dataclasses.dataclass
class OneList:
    """A reader that has the same rows for every list."""

    rows: list[dict[str, Any]]
    memo: dict[str, Any] = dataclasses.field(default_factory=dict)

    def read_all(self, operation: str, container: str) -> list[dict[str, Any]]:
        return self.rows


def read_path(field: Field, name: str) -> str:
    """Where a get answer has what is written under a name."""
    if field.flattened:
        return next(read_path(sub, name) for sub in field.beside if sub.wire == name)
    return f"{field.read_wire or ''}{name}" if isinstance(field.wire, tuple) else field.read_paths()[0]


def answer_with(field: Field, request: dict[str, Any]) -> dict[str, Any]:
    """A get answer that has what a request has sent of a field, where the field is read."""
    answer: dict[str, Any] = {}
    for name, value in request.items():
        node = answer
        *parents, leaf = read_path(field, name).split(".")
        for parent in parents:
            node = node.setdefault(parent, {})
        node[leaf] = value
    return answer


def there_and_back(field: Field, value: Any) -> Any:
    """What the PBX shows of a value that was sent."""
    return decode((field,), answer_with(field, encode((field,), {field.name: value}))).get(field.name)


def outcome(work: Callable[[], Any]) -> tuple[Any, UnexpectedAnswer | None]:
    """What a function returns, or the error with which it refuses an answer."""
    try:
        return work(), None
    except UnexpectedAnswer as error:
        return None, error


def same(field: Field, one: Any, other: Any) -> bool:
    return difference(field, one, other) is None


@every_field
@FEW
@given(data=st.data())
def test_values_come_back_from_the_wire(name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    if not field.writable or not field.readable:
        return
    tidy = data.draw(values_of(field, tidy=True))
    back = there_and_back(field, tidy)
    assert same(field, back, tidy)
    assert same(field, tidy, back), "nothing is added on the way"
    if not field.fields:
        # Where two words mean the same, either may come back.
        assert back == tidy or field.same_as
    if not field.by_id:  # names of references are looked up as they are
        # Also with blanks at the ends, separators inside and entries twice, or every run would change something.
        given_by_user = data.draw(values_of(field))
        assert same(field, there_and_back(field, given_by_user), given_by_user)


@every_resource
@given(data=st.data())
def test_any_answer_is_decoded_or_refused(name: str, data: st.DataObject) -> None:
    resource = RESOURCES[name]
    paths = sorted({path for field in resource.fields if not field.flattened for path in field.read_paths()})
    answer: dict[str, Any] = {}
    for path in data.draw(st.lists(st.sampled_from(paths), max_size=6)):
        top, _, leaf = path.partition(".")
        value = data.draw(JSON)
        if leaf and isinstance(answer.setdefault(top, {}), dict):
            answer[top][leaf] = value
        elif not leaf:
            answer[top] = value
    values, refusal = outcome(lambda: resource.decode(answer))
    if refusal:
        assert refusal.operation == resource.actions.get
        assert refusal.remedy
    else:
        assert differences(resource.fields, values, values) == ({}, {})


@every_resource
@given(data=st.data())
def test_any_list_is_decoded_or_refused(name: str, data: st.DataObject) -> None:
    resource = RESOURCES[name]
    columns = sorted({field.list_wire for field in resource.fields if field.list_wire})
    if not columns:
        return
    rows = data.draw(st.lists(st.dictionaries(st.sampled_from(columns), JSON, max_size=6), max_size=3))

    decoded, refusal = outcome(lambda: resource.decode_rows(OneList(rows), rows))  # type: ignore[arg-type]
    if refusal:
        assert refusal.operation == resource.actions.list
    else:
        assert len(decoded) <= len(rows)


@every_resource
@FEW
@given(data=st.data())
def test_values_within_the_limits_have_no_problems_of_their_own(name: str, data: st.DataObject) -> None:
    resource = RESOURCES[name]
    for field in resource.fields:
        if field.writable:
            wanted = {field.name: data.draw(values_of(field, tidy=True))}
            ruled = {problem for rule in resource.rules if (problem := rule(wanted))}
            assert set(problems(resource, wanted)) == ruled


@every_resource
def test_options_have_descriptions_and_specs(name: str) -> None:
    resource = RESOURCES[name]
    spec = argument_spec(resource.fields)
    for field in resource.fields:
        lines = [field.description] if isinstance(field.description, str) else field.description
        assert all(line[0].isupper() and line.endswith(".") for line in lines), field.name
        if field.secret:
            assert spec[field.name]["no_log"] is True
