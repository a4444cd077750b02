# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract files are whole, consistent and free of prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tests.contracts
from tests.contracts import Contract, Operation, load, vendors

CONTRACTS = Path(tests.contracts.__file__).parent
OPERATIONS = [(vendor, operation) for vendor in vendors() for operation in load(vendor)]
TYPES = {"string", "integer", "number", "boolean", "limit", "array", "object"}


@pytest.fixture(params=vendors())
def contract(request: pytest.FixtureRequest) -> Contract:
    return load(request.param)


def test_ucm_is_complete() -> None:
    ucm = load("ucm")
    assert len(ucm.operations) == 121
    assert sum(len(operation.parameters) for operation in ucm) == 1145
    assert len(ucm.errors) == 28


def test_ids_are_unique(contract: Contract) -> None:
    ids = [operation.id for operation in contract]
    assert len(ids) == len(set(ids))
    assert all(contract[name].id == name for name in ids)


@pytest.mark.parametrize(("vendor", "operation"), OPERATIONS, ids=lambda value: getattr(value, "id", value))
def test_operation_is_consistent(vendor: str, operation: Operation) -> None:
    for parameters in (operation.parameters, operation.returns):
        names = {parameter.name for parameter in parameters}
        assert len(names) == len(parameters)
        for parameter in parameters:
            assert parameter.type in TYPES
            assert (parameter.separator is None) == (not parameter.items_enum)
            assert parameter.secret == (parameter.leaf in load(vendor).secrets)
    for parameter in operation.parameters:
        parent = parameter.name.rpartition(".")[0].removesuffix("[]")
        assert not parent or parent in operation.parameter or "." in parent
    for rule in operation.required_if:
        assert {rule.parameter, *rule.then} <= operation.parameter.keys()
    for group in operation.one_of:
        assert set(group) <= operation.parameter.keys()


def test_files_hold_no_prose(contract: Contract) -> None:
    """Facts are words, not sentences: no text in a contract file is longer than a list of names needs."""

    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        return [value] if isinstance(value, str) else []

    data = json.loads((CONTRACTS / f"{contract.vendor}.json").read_text(encoding="utf-8"))
    assert [text for text in texts(data) if len(text.split()) > 4] == []


def test_actions_with_several_operations() -> None:
    by_action = load("ucm").by_action
    assert {operation.id for operation in by_action["recapi"]} == {
        "recapi_local",
        "recapi_remote_list",
        "recapi_remote_download",
    }
    assert load("ucm")["pms_checkin"].wire == "pmsapi checkin"
    assert [operation.id for operation in by_action["addSIPAccountAndUser"]] == ["add_sip_account_and_user"]
