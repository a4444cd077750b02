# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role site_trunk against a simulated UCM, where a trunk registers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.role_steps import RoleRun, RoleStep, run_roles
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

ROLE = "site_trunk"
SECRETS = {"password": "Canary-trunk-1", "pin": "48291506", "route": "5938271"}
NO_DELAY = {"site_trunk_wait_delay": 0, "site_trunk_wait_retries": 2}

TRUNK: dict[str, Any] = {
    "site_trunk_name": "carrier [a]",
    "site_trunk_type": "register",
    "site_trunk_host": "sip.example.net",
    "site_trunk_username": 302110000,
    "site_trunk_password": SECRETS["password"],
    "site_trunk_codecs": ["alaw", "ulaw"],
    "site_trunk_outbound_routes": [
        {"name": "abroad", "patterns": ["_00ZX."], "permission": "international", "strip": 2, "prepend": "+"},
        {"name": "service", "patterns": [118], "pin": SECRETS["route"], "pin_set": "night"},
    ],
    "site_trunk_pin_sets": [{"name": "night", "members": [{"name": "Ada", "pin": SECRETS["pin"]}]}],
    "site_trunk_inbound_routes": [
        {"dids": [30211], "destination": {"type": "extension", "target": 1001}},
        {"dids": ["_30212XXXX"], "strip": 5, "destination": {"type": "did"}},
    ],
    "site_trunk_blacklist": [5550100],
    **NO_DELAY,
}
CREATED = [
    "sip_trunk carrier [a]",
    "pin_set night",
    "outbound_route abroad",
    "outbound_route service",
    "inbound_route carrier [a] _30211",
    "inbound_route carrier [a] _30212XXXX",
    "inbound_blacklist 5550100",
]
SWITCH = "inbound_blacklist_settings of the PBX"


@pytest.fixture
def pbx(simulators: Callable[[str], Simulator]) -> Simulator:
    pbx = simulators("ucm")
    pbx.options(registration_seconds=0)
    return pbx


def unchanged(run: RoleRun) -> bool:
    return not (run.failure or run.changed or run.writes or run.diffs)


def test_it_is_predicted_made_left_alone_and_removed(pbx: Simulator, tmp_path: Path) -> None:
    gone = {**TRUNK, "site_trunk_state": "absent"}
    _, (predicted, made, again, kept, removed, nothing) = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep(ROLE, TRUNK, check=True),
            RoleStep(ROLE, TRUNK),
            RoleStep(ROLE, TRUNK),
            RoleStep(ROLE, {**gone, "site_trunk_inbound_routes": []}),
            RoleStep(ROLE, gone),
            RoleStep(ROLE, gone),
        ],
    )
    assert predicted.writes == []
    assert made.diffs == predicted.diffs
    assert made.writes.count("applyChanges") == 1
    assert made.writes[-1] == "applyChanges"
    expected = {"created": CREATED, "changed": [SWITCH], "removed": []}
    assert made.result(ROLE) == {**expected, "status": "Registered", "without_pin_set": ["route service: night"]}
    assert unchanged(again)
    assert again.result(ROLE)["status"] == "Registered"

    assert "inbound route carrier [a] _30211: trunk is trunk carrier [a]" in kept.failure
    assert kept.writes == []
    routes_and_trunk = {label for label in CREATED if "route" in label or "trunk" in label}
    assert set(removed.result(ROLE)["removed"]) == routes_and_trunk
    assert removed.writes[-1] == "applyChanges"
    assert unchanged(nothing)
    assert "5550100" in pbx.state("inbound_blacklist")


def test_a_trunk_that_stays_down_is_told_with_what_to_check(pbx: Simulator, tmp_path: Path) -> None:
    rejected = {**TRUNK, "site_trunk_host": "invalid.example", "site_trunk_outbound_routes": []}
    peer = {"site_trunk_name": "peer", "site_trunk_type": "peer", "site_trunk_host": "invalid.example", **NO_DELAY}
    _, (down, silent, asked) = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep(ROLE, rejected),
            RoleStep(ROLE, peer),
            RoleStep(ROLE, {**peer, "site_trunk_keepalive": True}),
        ],
    )
    assert "carrier [a] is set up, but its state is Rejected after 2 looks" in down.failure
    assert "password" in down.failure
    assert "invalid.example" in down.failure
    assert [request["operation"] for request in down.requests].count("getSIPTrunk") >= 2
    assert silent.result(ROLE)["status"] == "Unmonitored"
    assert "its state is Unreachable" in asked.failure


def test_bad_input_is_refused_with_its_place_and_no_secret_is_ever_printed(pbx: Simulator, tmp_path: Path) -> None:
    bad = {
        "site_trunk_name": "carrier-a",
        "site_trunk_type": "register",
        "site_trunk_host": "sip.example.net",
        "site_trunk_username": "x" * 65,
        "site_trunk_outbound_routes": [{"name": "no spaces", "patterns": ["_0."]}, {"name": "bare"}],
        "site_trunk_inbound_routes": [{"dids": ["1"], "destination": {"type": "queue", "target": "6999"}}] * 2,
        "site_trunk_pin_sets": [{"name": "night", "members": [{"name": "Ada", "pin": "12x"}]}],
    }
    pbx.fault("vendor_error", operation="addSIPTrunk", code=-25)
    run, (refused, nameless, mistaken, spoiled, made, changed) = run_roles(
        pbx,
        tmp_path,
        [
            RoleStep(ROLE, bad),
            RoleStep(ROLE, {"site_trunk_host": "sip.example.net"}),
            RoleStep(ROLE, {**TRUNK, "site_trunk_password": [SECRETS["password"]], "site_trunk_type": "register?"}),
            RoleStep(ROLE, TRUNK),
            RoleStep(ROLE, TRUNK),
            RoleStep(ROLE, {**TRUNK, "site_trunk_password": "Canary-trunk-2"}),
        ],
        "-vvvv",
        quiet=False,
    )
    for told in (
        "site_trunk_username: 'xxx",
        "site_trunk_outbound_routes[0].name: 'no spaces'",
        "site_trunk_outbound_routes[1]",
        "site_trunk_inbound_routes[1] (inbound_route carrier-a _1) is the same object as site_trunk_inbound_routes[0]",
        "site_trunk_inbound_routes[0].destination.target: queue '6999' does not exist",
        "site_trunk_pin_sets[0].members[Ada].pin: the value must be digits only",
        "Nothing was written",
    ):
        assert told in refused.failure
    assert "config." not in refused.failure
    assert "site_trunk_name" in nameless.failure
    assert mistaken.failure
    assert refused.writes == nameless.writes == mistaken.writes == []
    assert "-25" in spoiled.failure
    assert made.result(ROLE)["created"] == CREATED
    assert changed.writes == ["updateSIPTrunk", "applyChanges"]
    (trunk,) = [one for one in pbx.state("voip_trunks").values() if one["trunk_name"] == "carrier [a]"]
    assert (trunk["trunk_type"], trunk["username"], trunk["allow"]) == ("register", "302110000", "alaw,ulaw")
    routes = {one["outbound_rt_name"]: one for one in pbx.state("outbound_routes").values()}
    assert [pattern["match"] for pattern in routes["service"]["patterns"]] == ["_118"]
    assert (int(routes["abroad"]["strip"]), routes["abroad"]["prepend"]) == (2, "+")
    assert pbx.state("inbound_blacklist_settings/enable") == "yes"
    for secret in (*SECRETS.values(), "Canary-trunk-2"):
        assert secret not in run.output, run.output[max(0, run.output.find(secret) - 300) : run.output.find(secret)]
