# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the contract say again and again, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from tests.conformance.contract_table import CONDUCT, Row
from tests.doors import Outcome
from tests.simulators.client import Simulator

SUCCESS = frozenset(conduct.success for conduct in CONDUCT.values())


def wire_names(field: Field) -> set[str]:
    """The top-level names that a request or an object of the simulator has for an option."""
    if field.flattened:
        return set().union(*map(wire_names, field.beside))
    if isinstance(field.wire, tuple):
        return set(field.wire)
    return {str(field.wire), *filter(None, [field.create_wire])}


def wire_names_of(row: Row, options: Iterable[str]) -> set[str]:
    return set().union(*(wire_names(row.resource.field(name)) for name in options))


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def assert_only_reads(outcome: Outcome) -> None:
    assert not outcome.writes, outcome


def assert_unchanged(outcome: Outcome) -> None:
    """Nothing changed, nothing was written, nothing is shown as different, nothing was warned of."""
    assert not outcome.failed, outcome
    assert not outcome.changed, outcome
    assert_only_reads(outcome)
    assert not outcome.warnings, outcome
    if "diff" in outcome.result:
        assert (outcome.result["diff"]["before"], outcome.result["diff"]["after"]) == ({}, {}), outcome


def assert_settled(row: Row, outcome: Outcome, options: Iterable[str]) -> None:
    """A run with what an earlier one was given found nothing to do, but for what cannot be read back."""
    unseen = row.unseen(options)
    if not unseen:
        assert_unchanged(outcome)
        return
    assert outcome.changed, outcome
    assert not outcome.warnings, outcome
    assert "diff" not in outcome.result or set(outcome.result["diff"]["after"]) == unseen, outcome


def assert_sends_only(row: Row, outcome: Outcome, options: Iterable[str]) -> None:
    """The writes on the object carry the given options' wire names, what selects the object, and nothing else."""
    keys = {field.name for field in row.resource.keys}
    always = {field.name for field in row.resource.fields if field.always_sent}
    together = set().union(*(group for group in row.restated if group & set(options)))
    allowed = wire_names_of(row, {*options, *together, *keys, *always}) | row.selects | {"cookie"}
    assert outcome.writes, outcome
    for entry in outcome.writes:
        more = row.demands if entry["kind"] == "create" else frozenset()
        assert set(entry["parameters"]) <= allowed | more, (set(entry["parameters"]) - allowed - more, str(outcome))


def without_apply(row: Row, outcome: Outcome) -> Outcome:
    return Outcome(outcome.result, [entry for entry in outcome.requests if entry["operation"] != row.conduct.apply])


def waits(row: Row, pbx: Simulator) -> bool:
    """Whether a change waits to be put into effect."""
    return bool(row.conduct.apply and pbx.state("needs_apply"))


def touched(row: Row, options: Iterable[str]) -> set[str]:
    """Names of the simulator's object that setting these options may change."""
    return set().union(*(row.touches.get(name) or wire_names_of(row, [name]) for name in options))


def done(outcome: Outcome, kinds: Iterable[str] = ("create", "update", "delete")) -> list[str]:
    """The operations of a run that wrote to the configuration and were carried out without the PBX's refusal."""
    return [
        entry["operation"]
        for entry in outcome.requests
        if entry["kind"] in kinds and entry["carried_out"] and entry["vendor_status"] in (*SUCCESS, None)
    ]
