# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every request of a run of ucm_config, spoiled in a way drawn at random: it is told, and the next run mends it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import vendor as core_vendor
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import ConnectionSettings
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import client as ucm_client
from tests.doors import Engine, Outcome
from tests.office import Values, office
from tests.simulators.client import Simulator

SEED = 20260
PARTS = 4
"""The positions are shared out among so many tests, which processes can run side by side."""
HURRY = 0.5
"""Seconds that a request may take in these tests, in place of the 30 and more of real runs."""

FAULTS: dict[str, tuple[str, Values]] = {
    "cut before": ("cut_before", {}),
    "cut after": ("cut_after", {}),
    "502 before": ("status", {"status": 502}),
    "503 after": ("status", {"status": 503, "carried_out": True}),
    "busy": ("vendor_error", {"code": -45}),
    "truncated": ("truncate", {}),
    "web page": ("html", {}),
    "slow, and done": ("delay", {"seconds": HURRY * 1.5, "carried_out": True}),
    "slow, and done later": ("delay", {"seconds": HURRY * 1.5}),
}

COMPARED = ("extensions", "users", "voip_trunks", "queues", "ivrs", "inbound_routes", "needs_apply", "pending")
VARYING = {"cookie", "login_time", "ip", "live_since", "user_password"}
"""What differs from reset to reset: the administrator's session, times, and what the system makes up itself."""


def small_office() -> Values:
    """Two kinds of account, a trunk, a queue and two IVRs that lead to each other, and a route."""
    whole = office()
    config = {kind: whole[kind][:1] for kind in ("extensions", "users", "sip_trunks", "queues", "inbound_routes")}
    config["queues"][0]["members"] = ["2000"]
    return {**config, "ivrs": whole["ivrs"]}


OPTIONS: Values = {"config": small_office(), "purge": ["queues"], "on_error": "continue"}


def prepare(pbx: Simulator) -> None:
    """A system with one queue, which is to go."""
    pbx.reset(objects=0)
    pbx.add("queue", "6599", queue_name="old")


def state_of(pbx: Simulator) -> Values:
    state = pbx.state()
    return {name: _lasting(state[name]) for name in COMPARED}


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lasting(item) for name, item in value.items() if name not in VARYING}
    return value


def additions(*outcomes: Outcome) -> Counter[tuple[str, Any]]:
    """How often each object was really added, whatever the run was told."""
    return Counter(
        (entry["operation"], entry["parameters"].get("extension") or entry["parameters"].get("trunk_name"))
        for outcome in outcomes
        for entry in outcome.requests
        if entry["kind"] == "create" and entry["carried_out"] and entry["vendor_status"] in (0, None)
    )


def assert_told(outcome: Outcome) -> None:
    """A failure names what failed and what to do; what was made good by the run itself is a warning at most."""
    if not outcome.failed:
        return
    errors = [entry["error"] for entry in outcome.result.get("failed_objects", ())] or [outcome.result["error"]]
    for error in errors:
        assert error["what"], outcome
        assert error["operation"] or error["what"].startswith("not tried, since"), outcome
        assert error["remedy"] or error["known"] or error["kind"] == "unexpected_answer", outcome
    assert "Traceback" not in outcome.message, outcome
    assert len(outcome.message) < 1500, outcome


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    made = Engine(simulators("ucm"), tmp_path / "sessions", keep_clients=True)
    yield made
    made.close()


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests time out at once instead of after the seconds that users would wait."""

    def settings(**given: Any) -> ConnectionSettings:
        return ConnectionSettings(**{**given, "timeout": HURRY})

    with monkeypatch.context() as patch:
        patch.setattr(core_vendor, "ConnectionSettings", settings)
        patch.setattr(ucm_client, "APPLY_SECONDS", HURRY)
        yield


@pytest.mark.usefixtures("hurry")
def test_what_may_yet_be_done_is_put_into_effect_by_the_next_run(engine: Engine) -> None:
    prepare(engine.pbx)
    engine.pbx.fault("delay", operation="addQueue", seconds=HURRY * 1.5)
    first = engine.run("ucm_config", **OPTIONS)
    refused = first.result["failed_objects"][0]
    assert (refused["object"], refused["error"]["kind"]) == ("queue 6500", "doubtful_write")
    assert first.operations[-1] == "applyChanges", "the rest is in effect"
    assert first.result["apply_pending"] is True
    while not all(entry["carried_out"] for entry in engine.pbx.log()):
        pass
    second = engine.ensure("ucm_config", **OPTIONS)
    assert "addQueue" not in second.operations
    assert second.operations[-1] == "applyChanges"
    assert not engine.pbx.state("needs_apply")


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("part", range(PARTS))
def test_a_fault_at_any_request_is_told_and_made_good(part: int, engine: Engine) -> None:
    pbx = engine.pbx
    for _ in range(2):  # the second begins as all others do, with a session that the system has forgotten
        prepare(pbx)
        undisturbed = engine.ensure("ucm_config", **OPTIONS)
    wanted, once = state_of(pbx), additions(undisturbed)
    assert set(once.values()) == {1}
    assert engine.ensure("ucm_config", **OPTIONS).changed is False
    dice = random.Random(SEED)  # noqa: S311
    drawn = [dice.choice(sorted(FAULTS)) for _ in undisturbed.requests]
    for position in range(part, len(drawn), PARTS):
        effect, values = FAULTS[drawn[position]]
        prepare(pbx)
        engine.clock.advance(3600)
        pbx.fault(effect, skip=position, **values)
        first = engine.run("ucm_config", **OPTIONS)
        case = f"{drawn[position]} at request {position}, {undisturbed.operations[position]}:\n{first}"
        assert any(entry["fault"] for entry in first.requests), case
        assert_told(first)
        while any(entry["fault"] == "delay" and not entry["carried_out"] for entry in pbx.log()):
            pass
        pbx.clear_faults()
        second = engine.run("ucm_config", **OPTIONS)
        assert not second.failed, f"{case}\nthen\n{second}"
        assert state_of(pbx) == wanted, f"{case}\nthen\n{second}"
        assert additions(Outcome({}, pbx.log())) == once, case
