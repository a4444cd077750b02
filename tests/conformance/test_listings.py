# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists: found to the last page, in numeric order, and in words that the state modules understand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conformance.contract_table import Row
from tests.conformance.expectations import assert_only_reads, assert_unchanged
from tests.conformance.rows import ROWS
from tests.conformance.variants import in_turn
from tests.doors import Engine

LISTED = pytest.mark.parametrize("row", [row for row in ROWS if row.further], ids=lambda row: row.module)
PAGED = pytest.mark.parametrize("row", [row for row in ROWS if row.paged and row.further], ids=lambda row: row.module)


def info(row: Row, engine: Engine, **options: object) -> list[dict[str, Any]]:
    outcome = engine.ensure(f"{row.vendor}_info", resources=[row.resource.plural], **options)
    assert_only_reads(outcome)
    assert not outcome.changed
    return outcome.result[row.resource.plural]


def listed(row: Row, engine: Engine) -> list[Any]:
    """Keys of the simulator's objects, numbers first and in numeric order, or in the PBX's own."""
    keys = [_texts(row, one) for one in row.everyone(engine.pbx)]
    if row.ordered:
        return keys
    return sorted(keys, key=lambda texts: [_place(text) for text in texts])


def _place(text: str) -> tuple[bool, str]:
    return (not text.isdigit(), text.rjust(9) if text.isdigit() else text)


def _texts(row: Row, values: dict[str, Any]) -> tuple[str, ...]:
    """The shown keys of an object."""
    return tuple(str(values.get(key.name)) for key in row.resource.keys if not key.internal)


def wanted(row: Row) -> dict[str, list[str]]:
    """What narrows a listing to the row's own object, and perhaps to others with the same first key."""
    key = row.identity.get(row.resource.key.name)
    return {} if key is None else {"names": [key]}


@LISTED
def test_every_page_is_read_and_the_order_is_numeric(row: Row, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    if row.conduct.page_size:
        monkeypatch.setattr(row.conduct.page_size, 3)
    for number in (20000, 999, 3001, 3002, 3003, 3004, 3005):
        row.further(engine.pbx, number)
    found = [_texts(row, entry) for entry in info(row, engine)]
    assert found == listed(row, engine)
    assert len(found) >= 7
    if row.paged:
        pages = {entry["parameters"].get("page") for entry in engine.pbx.log() if entry["kind"] == "list"}
        assert {"1", "2", "3"} <= pages


@LISTED
def test_names_narrow_a_listing(row: Row, engine: Engine) -> None:
    row.make(engine)
    name = row.identity[row.resource.key.name]
    everyone = listed(row, engine)
    assert [_texts(row, entry) for entry in info(row, engine, names=[name])] == [
        other for other in everyone if other[0] == name
    ]
    several = [_texts(row, entry) for entry in info(row, engine, names=[f"{name[:2]}*"])]
    assert several == [other for other in everyone if other[0].startswith(name[:2])]
    assert info(row, engine, names=["nothing has this name"]) == []


@in_turn("shapes", lambda row: [[shape] for shape in row.conduct.shapes])
def test_what_is_read_can_be_given_back_and_changes_nothing(row: Row, engine: Engine, shapes: str) -> None:
    engine.pbx.options(**row.conduct.shapes[shapes])
    row.make(engine)
    listing = info(row, engine, **wanted(row), details=True)
    (found,) = (one for one in listing if row.identity.items() <= one.items())
    options = {
        field.name: found[field.name]
        for field in row.resource.fields
        if field.writable and found.get(field.name) is not None
    }
    assert {**row.identity}.items() <= options.items()
    seen = {name for name in row.create if row.resource.field(name).readable and not row.resource.field(name).secret}
    assert seen <= set(options)
    assert_unchanged(engine.run(row.module, **options))


@PAGED
def test_a_list_that_does_not_advance_is_an_error(row: Row, engine: Engine) -> None:
    rows = engine.ensure(f"{row.vendor}_info", resources=[row.resource.plural]).requests[-1]["operation"]
    container = row.resource.actions.rows
    page = {"response": {container: [{"name": "x"}], "total_page": 9, "total_item": 9}, "status": 0}
    engine.pbx.fault("html", operation=rows, times=None, body=json.dumps(page))
    outcome = engine.run(f"{row.vendor}_info", resources=[row.resource.plural])
    assert outcome.failed
    assert "does not advance" in outcome.message
    assert outcome.result["error"]["operation"] == rows
    assert outcome.operations.count(rows) == 2
