# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door steps of actions, reports and the hotel, held against the contract: every documented parameter is sent."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from tests.conformance.door_steps_calls_and_records import CALLS, DOWNLOADS, RECORDS
from tests.conformance.door_steps_hotel import HOTEL
from tests.conformance.expectations import assert_only_reads
from tests.conformance.sample_values import SECRET
from tests.contracts import load
from tests.coverage_report import names_in
from tests.doors import MODULES, Control, Engine, Outcome, Step
from tests.simulators.client import Simulator

FAMILIES: Mapping[str, Mapping[str, list[Step | Control]]] = {"calls": CALLS, "records": RECORDS, "hotel": HOTEL}
ELSEWHERE = frozenset({"challenge", "login", "list_department", "list_extension_group"})
"""Operations that these modules use and others are tested with."""
OF_ANSIBLE = frozenset({"changed", "diff", "failed", "invocation", "msg", "warnings"})
"""What every module may return."""
NOTHING_TO_REFUSE = frozenset({"ucm_channel_info"})

every_family = pytest.mark.parametrize("family", FAMILIES)


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    """With the second credential, which only the hotel modules take."""
    shutil.rmtree(DOWNLOADS, ignore_errors=True)
    DOWNLOADS.mkdir()
    yield Engine(simulators("ucm"), tmp_path / "sessions", pms_token=SECRET)
    shutil.rmtree(DOWNLOADS)


def runs(engine: Engine, steps: list[Step | Control]) -> Iterator[tuple[Step, Outcome | None]]:
    """Steps with their outcomes; None where validation refuses the options."""
    engine.pbx.reset(pms_token=SECRET)
    for step in steps:
        if isinstance(step, Control):
            getattr(engine.pbx, step.method)(**step.arguments)
            continue
        try:
            engine.validated(step.module, step.options)
        except AssertionError:
            yield step, None
        else:
            yield step, engine.run(step.module, check=step.check, diff=step.diff, **step.options)


@every_family
def test_every_documented_parameter_is_sent(family: str, engine: Engine) -> None:
    sent: dict[str, set[str]] = {}
    for steps in FAMILIES[family].values():
        for _step, outcome in runs(engine, steps):
            for entry in outcome.requests if outcome else ():
                sent.setdefault(entry["operation_id"], set()).update(names_in(entry["parameters"]))
    assert None not in sent, "an action that is not documented"
    contract = load("ucm")
    missing = {
        f"{operation}.{name}"
        for operation, names in sent.items()
        if operation not in ELSEWHERE
        for name in contract[operation].parameter
        if name not in names
    }
    assert not missing


@every_family
def test_every_module_succeeds_is_refused_only_reads_in_check_mode_and_returns_what_it_documents(
    family: str, engine: Engine
) -> None:
    for module, steps in FAMILIES[family].items():
        outcomes = [(step, outcome) for step, outcome in runs(engine, steps) if step.module == module]
        checked = [outcome for step, outcome in outcomes if step.check and outcome]
        assert checked, module
        for outcome in checked:
            assert not outcome.failed, outcome
            assert_only_reads(outcome)
        assert any(outcome and not outcome.failed and not step.check for step, outcome in outcomes), module
        told = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").RETURN)
        returned = {name for _step, outcome in outcomes if outcome for name in outcome.result}
        assert returned - OF_ANSIBLE | {"error"} == set(told), module
        refused = any(outcome is None or outcome.failed for _step, outcome in outcomes)
        assert refused or module in NOTHING_TO_REFUSE, module
