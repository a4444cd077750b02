# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists: found to the last page, in numeric order, and in words that the state modules understand."""

from __future__ import annotations

import json

import pytest

from tests.conformance.contract_table import Row
from tests.conformance.expectations import assert_only_reads, assert_unchanged
from tests.doors import Engine


def info(row: Row, engine: Engine, **options: object) -> list[dict[str, object]]:
    outcome = engine.ensure(f"{row.vendor}_info", resources=[row.resource.plural], **options)
    assert_only_reads(outcome)
    assert not outcome.changed
    return outcome.result[row.resource.plural]


def listed(row: Row, engine: Engine) -> list[str]:
    """Names of the simulator's objects, numbers first and in numeric order, as a human would list them."""
    names = list(engine.pbx.state(row.resource.plural))
    numbers = sorted((name for name in names if name.isdigit()), key=int)
    return numbers + sorted(name for name in names if not name.isdigit())


def test_every_page_is_read_and_the_order_is_numeric(row: Row, engine: Engine) -> None:
    engine.pbx.reset(objects=1203)
    row.prepare(engine.pbx)
    engine.pbx.add("extension", "999")
    engine.pbx.add("extension", "20000")
    names = [entry[row.resource.key.name] for entry in info(row, engine)]
    assert names == listed(row, engine)
    assert len(names) > 1200
    pages = [entry["parameters"]["page"] for entry in engine.pbx.log() if entry["kind"] == "list"]
    assert pages == ["1", "2", "3"]


def test_names_narrow_a_listing(row: Row, engine: Engine) -> None:
    row.make(engine)
    name = str(row.identity[row.resource.key.name])
    assert [entry[row.resource.key.name] for entry in info(row, engine, names=[name])] == [name]
    several = [entry[row.resource.key.name] for entry in info(row, engine, names=[f"{name[:2]}*"])]
    assert several == [other for other in listed(row, engine) if other.startswith(name[:2])]
    assert info(row, engine, names=["nothing has this name"]) == []


@pytest.mark.parametrize("shapes", ["document", "recorded"])
def test_what_is_read_can_be_given_back_and_changes_nothing(row: Row, engine: Engine, shapes: str) -> None:
    engine.pbx.options(shapes=shapes)
    row.make(engine)
    (found,) = info(row, engine, names=[str(row.identity[row.resource.key.name])], details=True)
    options = {
        field.name: found[field.name]
        for field in row.resource.fields
        if field.writable and found.get(field.name) is not None
    }
    assert {**row.identity}.items() <= options.items()
    assert len(options) > len(row.identity) + 2
    assert_unchanged(engine.run(row.module, **options))


def test_a_list_that_does_not_advance_is_an_error(row: Row, engine: Engine) -> None:
    rows = engine.ensure(f"{row.vendor}_info", resources=[row.resource.plural]).requests[-1]["operation"]
    container = row.resource.actions.rows
    page = {"response": {container: [{"name": "x"}], "total_page": 9, "total_item": 9}, "status": 0}
    engine.pbx.fault("html", operation=rows, times=None, body=json.dumps(page))
    outcome = engine.run(f"{row.vendor}_info", resources=[row.resource.plural])
    assert outcome.failed
    assert "does not advance" in outcome.message
    assert outcome.result["error"]["operation"] == rows
    assert len(outcome.requests) == 2
