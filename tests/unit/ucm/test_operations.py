# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of actions against the contract: all of them, what they change, and what is secret."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm import client, operations, wire
from tests.contracts import READING_KINDS, WRITING_KINDS
from tests.unit.ucm.tables import CONTRACT


def test_every_documented_action_is_known_and_no_other() -> None:
    assert len(CONTRACT.operations) == 121
    assert set(CONTRACT.by_action) == operations.DOCUMENTED


def test_each_action_is_in_one_set() -> None:
    sets = [operations.SESSION, operations.READS, operations.WRITES, operations.MIXED]
    assert sum(map(len, sets)) == len(operations.DOCUMENTED)


@pytest.mark.parametrize("action", sorted(CONTRACT.by_action))
def test_an_action_writes_if_the_contract_says_so(action: str) -> None:
    kinds = {operation.kind for operation in CONTRACT.by_action[action]}
    if action in operations.SESSION:
        assert kinds == {"auth"}
    elif action == "cdrapi":
        assert kinds == {"report"}, "deletes with a parameter: see below"
    elif action in operations.MIXED:
        assert kinds & READING_KINDS
        assert kinds & WRITING_KINDS
    else:
        assert kinds <= (READING_KINDS if action in operations.READS else WRITING_KINDS)
        assert operations.writes(action, {}) == (action in operations.WRITES)


@pytest.mark.parametrize("operation", CONTRACT.by_action["pmsapi"], ids=lambda operation: operation.id)
@pytest.mark.parametrize("form", ["json", "object", "xml", "xml with a head"])
def test_a_hotel_call_writes_if_its_document_does(operation: Any, form: str) -> None:
    name = operation.sub_action
    data: Any = {name: {"room": "101", "note": "listPMSRoom"}}
    if form == "json":
        data = json.dumps(data)
    elif form.startswith("xml"):
        head = '<?xml version="1.0" encoding="utf-8"?>\n' if form.endswith("head") else ""
        data = f"{head}<{name}><room>101</room><note>listPMSRoom</note></{name}>"
    assert operations.writes("pmsapi", {"data": data}) == operation.writes


@pytest.mark.parametrize("data", [None, "", "<", {}, 17])
def test_a_hotel_call_that_cannot_be_read_is_taken_to_write(data: Any) -> None:
    assert operations.writes("pmsapi", {"data": data}) is True
    assert operations.writes("pmsapi", {}) is True


def test_call_records_are_read_unless_they_are_deleted() -> None:
    assert "delete" in CONTRACT["cdrapi"].parameter
    assert operations.writes("cdrapi", {"format": "json"}) is False
    assert operations.writes("cdrapi", {"delete": ""}) is False
    assert operations.writes("cdrapi", {"delete": "4711"}) is True


def test_an_unknown_action_is_taken_to_write() -> None:
    assert operations.writes("listSomethingNew", {}) is True


def test_secret_names_are_the_contracts() -> None:
    assert CONTRACT.secrets <= operations.SECRET_NAMES
    marked = {
        parameter.leaf
        for operation in CONTRACT
        for parameter in (*operation.parameters, *operation.returns)
        if parameter.secret
    }
    assert marked <= operations.SECRET_NAMES
    assert operations.SECRET_NAMES - CONTRACT.secrets - marked == set()
    assert all(name == name.lower() for name in operations.SECRET_NAMES), "names are compared in lower case"


def test_actions_without_an_envelope_are_actions() -> None:
    assert operations.DOCUMENTED >= wire.ENVELOPE_FREE
    assert client.APPLY in operations.WRITES
