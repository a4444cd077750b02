# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role hotel_room against a simulated UCM with the rooms 101 to 103, whose addresses are 1000 to 1002."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.role_steps import RoleRun, RoleStep, run_roles
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

ROLE = "hotel_room"
WATER = {"goods_name": "water", "count": 2, "amount": 2.5, "time": "2026-03-01 21:07:00", "maid": "9898", "tax": 0.0}
ADA = {
    "room": 101,
    "account": 47110,
    "first_name": "Ada",
    "last_name": "Lovelace",
    "language": "EN",
    "arrival": "2026-03-01 15:00",
    "departure": "2026-03-04 11:00",
    "permission": "national",
    "credit": 100,
    "wake_up": {"date": "2026-03-02", "time": "07:30", "repeat": "daily"},
}
GRACE = {"room": "102", "last_name": "Hopper"}


def step(action: str, *rooms: dict[str, Any], check: bool = False, **variables: Any) -> RoleStep:
    return RoleStep(ROLE, {"hotel_room_action": action, "hotel_room_rooms": list(rooms), **variables}, check=check)


@pytest.fixture
def pbx(simulators: Callable[[str], Simulator]) -> Simulator:
    pbx = simulators("ucm")
    pbx.options(require_pms_token=True)
    return pbx


def unchanged(run: RoleRun) -> bool:
    return not (run.failure or run.changed or run.writes or run.diffs)


def test_guests_are_checked_in_moved_and_checked_out(pbx: Simulator, tmp_path: Path) -> None:
    arrive = ("check_in", ADA, GRACE)
    # Grace goes first, or her room would not be free for Ada.
    move = ("move", {"room": 102, "to_room": 103}, {"room": "101", "to_room": "102", "last_name": "Lovelace"})
    leave = ("check_out", {"room": 102, "status": "dirty"}, {"room": 103}, {"room": 101})
    pbx.change("room", "1000", goods=[WATER])
    run, steps = run_roles(
        pbx,
        tmp_path,
        [
            step(*arrive, check=True),
            step(*arrive),
            step(*arrive),
            step("check_in", {**ADA, "credit": "250"}, {**GRACE, "wake_up": ADA["wake_up"]}),
            step(*move),
            step(*move),
            step(*leave, check=True),
            step(*leave),
            step(*leave),
        ],
    )
    assert run.code == 0, run
    predicted, arrived, again, changed, moved, stayed, leaving, left, gone = steps
    assert predicted.writes == []
    assert arrived.diffs == predicted.diffs
    assert len(arrived.writes) == 3
    for one in (predicted, arrived):
        assert one.changed == ["Check the guests in", "Set wake-up calls"]
        assert one.result(ROLE) == {"changed": ["101", "102"], "unchanged": [], "bills": []}
    assert unchanged(again)
    assert again.result(ROLE)["unchanged"] == ["101", "102"]
    assert changed.result(ROLE)["changed"] == ["101"]
    assert changed.writes == ["pmsapi update", "pmsapi wakeup"]

    assert moved.result(ROLE)["changed"] == ["102", "101"]
    assert unchanged(stayed)
    assert stayed.result(ROLE)["unchanged"] == ["102", "101"]

    assert leaving.writes == []
    assert left.diffs == leaving.diffs
    goods = {"name": "water", "count": 2, "price": 2.5, "tax_rate": 0.0, "time": WATER["time"], "waiter": "9898"}
    for one in (leaving, left):
        assert one.result(ROLE) == {
            "changed": ["102", "103"],
            "unchanged": ["101"],
            "bills": [{"room": "102", "goods": [goods]}, {"room": "103", "goods": []}],
        }
    shown = [event["result"]["msg"] for event in left.events if event["item"] and "msg" in event["result"]]
    assert shown[0] == ["room 102:", "2026-03-01 21:07:00  2 x water, price 2.5, tax rate 0.0"]
    assert unchanged(gone)
    assert pbx.state("rooms/1001/status") == "5"


def test_moves_in_a_row_are_predicted(pbx: Simulator, tmp_path: Path) -> None:
    run, (arrived,) = run_roles(pbx, tmp_path, [step("check_in", ADA, GRACE)])
    assert run.code == 0, run
    assert arrived.result(ROLE)["changed"] == ["101", "102"]
    room = pbx.state("rooms/1000")
    guest = {"account": "47110", "first_name": "Ada", "credit": "100", "permission": "internal-local-national"}
    assert {name: room["guest"][name] for name in guest} == guest
    assert (room["wake_up"]["date"], room["wake_up"]["time"], room["wake_up"]["daily"]) == ("20260302", "0730", True)

    moves = step("move", {"room": "102", "to_room": "103"}, {"room": "101", "to_room": "102"})
    _, (predicted,) = run_roles(pbx, tmp_path, [moves], "--check")
    assert predicted.result(ROLE)["changed"] == ["102", "101"]
    assert predicted.writes == []


def test_bad_input_is_refused_with_its_place_and_the_token_is_never_printed(pbx: Simulator, tmp_path: Path) -> None:
    pbx.fault("vendor_error", operation="pms_checkin", code=-1)
    run, (refused, arrived, bad, moves, unknown, wrong_guest) = run_roles(
        pbx,
        tmp_path,
        [
            step("check_in", GRACE),
            step("check_in", GRACE, {"room": "101"}),
            step(
                "check_in",
                {"room": "102", "last_name": "Lovelace"},
                {"room": "109", "arrival": "tomorrow"},
                {"room": "109", "wake_up": {"date": "2026-13-01", "time": 450}},
            ),
            step("move", {"room": 101, "to_room": 102}, {"room": 102, "to_room": 102}, {"room": 103, "to_room": 102}),
            step("check_in", {"room": "101", "lastname": "x"}),
            step("check_out", {"room": "102", "last_name": "Lovelace"}),
        ],
        "-vvvv",
        quiet=False,
    )
    assert refused.failure
    assert arrived.result(ROLE)["changed"] == ["102", "101"]
    for told in (
        "hotel_room_rooms[0]: in room 102 is another guest, with last_name Hopper",
        "hotel_room_rooms[1].room: there is no room 109",
        "hotel_room_rooms[1].arrival: tomorrow is no date and time",
        "hotel_room_rooms[2].room: 109 is that of hotel_room_rooms[1] already",
        "hotel_room_rooms[2].wake_up.date: 2026-13-01 is no date",
        "hotel_room_rooms[2].wake_up.time: 450 is no time in quotation marks",
        "Nothing was written",
    ):
        assert told in bad.failure
    assert "hotel_room_rooms[0].to_room: room 102 has a guest already" in moves.failure
    assert "hotel_room_rooms[2].room: there is no guest in room 103" in moves.failure
    assert "hotel_room_rooms[1]: room and to_room are the same" in moves.failure
    assert "lastname" in unknown.failure
    assert "in room 102 is another guest" in wrong_guest.failure
    for one in (bad, moves, unknown, wrong_guest):
        assert one.writes == []
    assert pbx.credentials["pms_token"] not in run.output
