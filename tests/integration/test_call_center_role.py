# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role call_center against a simulated UCM. The trunk Provider and the extensions 1000 to 1009 are there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.role_steps import RoleRun, RoleStep, run_roles
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

ROLE = "call_center"
MAKE, REMOVE = "Set up queues, IVRs and routes", "Remove routes, IVRs and queues"
PIN = "48291506"

IVR, VOICEMAIL = {"type": "ivr", "target": "7000"}, {"type": "voicemail", "target": "1000"}
CENTER: dict[str, Any] = {
    "call_center_queues": [
        {
            "number": "6500",
            "name": "support",
            "strategy": "linear",
            "agents": ["1003", "1001"],
            "agent_pin": PIN,
            "greeting": "hello",
            "timeout_destination": VOICEMAIL,
        },
        {"number": 6501, "name": "sales", "agents": [1004], "empty_destination": IVR},
    ],
    "call_center_ivrs": [
        {
            "number": "7000",
            "name": "main",
            "keys": [
                {"key": 1, "destination": {"type": "queue", "target": 6500}},
                {"key": "2", "destination": {"type": "ivr", "target": "7001"}},
                {"key": "timeout", "destination": {"type": "hangup"}},
            ],
        },
        {"number": "7001", "name": "hours", "keys": [{"key": "*", "destination": IVR}]},
    ],
    "call_center_routes": [
        {"trunk": "Provider", "dids": [302110000, "_30211X"], "destination": IVR, "closed_destination": VOICEMAIL}
    ],
}
CREATED = ["queue 6500", "queue 6501", "ivr 7000", "ivr 7001", "inbound_route Provider _302110000,_30211X"]


@pytest.fixture
def pbx(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


def route_of(pbx: Simulator) -> dict[str, Any]:
    (route,) = [one for one in pbx.state("inbound_routes").values() if "_302110000" in one["patterns"]]
    return route


def unchanged(run: RoleRun) -> bool:
    return not (run.failure or run.changed or run.writes or run.diffs)


def test_it_is_predicted_made_left_alone_closed_and_removed(pbx: Simulator, tmp_path: Path) -> None:
    gone = {**CENTER, "call_center_state": "absent"}
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep(ROLE, CENTER, check=True),
            RoleStep(ROLE, CENTER),
            RoleStep(ROLE, CENTER),
            RoleStep(ROLE, {**CENTER, "call_center_open": False}),
            RoleStep(ROLE, {"call_center_queues": [{"number": "6500", "ring_time": 25}]}),
            RoleStep(ROLE, {**gone, "call_center_ivrs": []}),
            RoleStep(ROLE, gone, check=True),
            RoleStep(ROLE, gone),
            RoleStep(ROLE, gone),
        ],
    )
    assert run.code == 0, run
    predicted, made, again, closed, part, kept, going, removed, nothing = steps

    assert predicted.writes == []
    assert made.diffs == predicted.diffs
    for one in (predicted, made):
        assert one.changed == [MAKE]
        assert sorted(one.result(ROLE)["created"]) == sorted(CREATED)
    assert made.writes.count("applyChanges") == 1
    assert made.writes[-1] == "applyChanges"
    assert unchanged(again)

    assert closed.result(ROLE) == {"created": [], "changed": CREATED[-1:], "removed": []}
    assert closed.writes == ["updateInboundRoute", "applyChanges"]
    assert part.writes == ["updateQueue", "applyChanges"]

    assert re.search(r"ivr 7000: key_events\[\d\].destination.target is queue 6500", kept.failure)
    assert kept.writes == going.writes == []
    assert sorted(removed.result(ROLE)["removed"]) == sorted(CREATED)
    assert going.diffs == removed.diffs
    assert removed.writes[-1] == "applyChanges"
    assert unchanged(nothing)
    assert pbx.state("queues") == pbx.state("ivrs") == {}
    assert len(pbx.state("inbound_routes")) == 3  # those of birth


def test_modules_of_their_own_make_what_the_variables_say(pbx: Simulator, tmp_path: Path) -> None:
    run, (made,) = run_roles(pbx, tmp_path, [RoleStep(ROLE, CENTER)], in_process=False)
    assert run.code == 0, run
    assert made.changed == [MAKE]
    support, sales = pbx.state("queues/6500"), pbx.state("queues/6501")
    assert (support["members"], support["strategy"]) == (["1003", "1001"], "linear")
    assert (support["enable_welcome"], support["custom_welcome_prompt"]) == ("yes", "hello")
    ivrs = {one["extension"]: number for number, one in pbx.state("ivrs").items()}
    assert sales["ivr_el"] == ivrs["7000"]
    events = {one["keypress"]: one["keypress_event"] for one in pbx.state(f"ivrs/{ivrs['7000']}")["events"]}
    assert events == {"1": "member_queue", "2": "member_ivr", "t": "member_hangup"}
    assert route_of(pbx)["ivr"] == ivrs["7000"]


BAD: dict[str, Any] = {
    "call_center_queues": [
        {"number": "1001", "name": "taken", "agents": ["1000", "1999"], "agent_pin": PIN},
        {"number": "6500", "name": "mine", "empty_destination": {"type": "queue", "target": "6999"}},
    ],
    "call_center_ivrs": [
        {"number": "6500", "name": "mine as well"},
        {"number": "7001", "name": "twice", "keys": [{"key": "1", "destination": VOICEMAIL}] * 2},
    ],
    "call_center_routes": [{"trunk": "Provder", "dids": ["1"], "destination": VOICEMAIL}],
}


def test_bad_input_is_refused_with_its_place_and_no_secret_is_ever_printed(pbx: Simulator, tmp_path: Path) -> None:
    lost = {"type": "extension", "target": "1999"}
    route = {"trunk": "Provider", "dids": ["1"], "destination": VOICEMAIL}
    short = {"number": "6501", "name": "x", "agent_pin": PIN}
    pbx.fault("vendor_error", operation="addQueue", params={"extension": "6501"}, code=-25)
    run, (bad, closed, empty, unknown, refused, made) = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep(ROLE, BAD),
            RoleStep(ROLE, {"call_center_routes": [route, {**route, "dids": ["2"], "closed_destination": lost}]}),
            RoleStep(ROLE),
            RoleStep(ROLE, {"call_center_queues": [{**short, "agentz": ["1001"]}]}),
            RoleStep(ROLE, {"call_center_queues": [short]}),
            RoleStep(ROLE, {"call_center_queues": [short]}),
        ],
        "-vvvv",
        quiet=False,
    )
    for told in (
        "call_center_ivrs[0] (ivr 6500): call_center_queues[1] (queue 6500) has the same number",
        "call_center_ivrs[1].keys has key 1 more than once",
        "call_center_queues[0] (queue 1001): on the PBX the number belongs to extension 1001",
        "call_center_queues[0].agents[1]: extension '1999' does not exist",
        "call_center_queues[1].empty_destination.target: queue '6999' does not exist",
        "call_center_routes[0].trunk 'Provder' does not exist; did you mean 'Provider'?",
        "Nothing was written",
    ):
        assert told in bad.failure
    assert "config." not in bad.failure
    assert "call_center_routes[1].closed_destination: extension 1999 does not exist" in str(closed.events[-1])
    assert "all are empty" in empty.failure
    assert "agentz" in unknown.failure
    for step in (bad, closed, empty, unknown):
        assert step.writes == [], run
    assert "-25" in refused.failure
    assert made.result(ROLE)["created"] == ["queue 6501"]
    assert PIN not in run.output, run.output[max(0, run.output.find(PIN) - 300) : run.output.find(PIN)]
