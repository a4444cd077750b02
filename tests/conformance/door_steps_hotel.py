# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Door steps of the hotel modules. The first of them has the second credential."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conformance.sample_values import SECRET
from tests.doors import Control, Step

GUEST = {
    "account": "4711",
    "first_name": "Niels",
    "last_name": "O'Neil & <Co>",
    "language": "EN",
    "vip_code": "1",
    "arrival": "2026-01-31 15:00",
    "departure": "2026-02-02T11:00",
    "credit": "100",
    "permission": "national",
}
BILLED = {"goods_name": "water", "count": 2, "amount": "2.5", "tax": 0.0, "time": "2026-01-31 21:07:00", "maid": "98"}

HOTEL: Mapping[str, list[Step | Control]] = {
    "ucm_pms_room": [
        Control("options", {"pms_token": SECRET}),
        Step("ucm_pms_room", {"room": "102", "checked_in": True, "last_name": "Bohr", "pms_token": SECRET}),
        Step("ucm_pms_room", {"room": "103", "checked_in": True, "pms_token": "0" * 32}),
        Step("ucm_pms_room", {"room": "101", "checked_in": True, **GUEST}, check=True),
        Step("ucm_pms_room", {"room": "101", "checked_in": True, **GUEST}),
        Step("ucm_pms_room", {"room": "101", "checked_in": True, **GUEST}),
        Step("ucm_pms_room", {"room": "101", **GUEST, "lastname": "Bohr", "checked_in": None, "status": "dirty"}),
        Step("ucm_pms_room", {"room": "101", "checked_in": False, "status": "cleaning"}),
        Step("ucm_pms_room", {"room": "103", "last_name": "Bohr"}, check=True),
        Step("ucm_pms_room", {"room": "103", "checked_in": False, "last_name": "Bohr"}),
        Step("ucm_pms_room", {"room": "999", "status": "dirty"}),
    ],
    "ucm_pms_move": [
        Step("ucm_pms_room", {"room": "101", "checked_in": True}, diff=False),
        Step("ucm_pms_move", {"room": "101", "to_room": "102"}, check=True),
        Step("ucm_pms_move", {"room": "101", "to_room": "102"}),
        Step("ucm_pms_move", {"room": "101", "to_room": "102"}),
        Step("ucm_pms_move", {"room": "101", "to_room": "101"}),
        Step("ucm_pms_move", {"room": "101", "to_room": "103"}),
    ],
    "ucm_pms_room_action": [
        Step("ucm_pms_room_action", {"room": "101", "action": "set_dnd"}, check=True),
        Step("ucm_pms_room_action", {"room": "101", "action": "set_dnd"}),
        Step(
            "ucm_pms_room_action",
            {"room": "101", "action": "set_wake_up", "date": "2026-02-01", "time": "07:30", "repeat": "daily"},
        ),
        Step("ucm_pms_room_action", {"room": "101", "action": "cancel_wake_up"}),
        Step("ucm_pms_room_action", {"room": "101", "action": "forward", "forward_to": "1002"}),
        Step("ucm_pms_room_action", {"room": "101", "action": "cancel_forward"}),
        Step("ucm_pms_room_action", {"room": "999", "action": "set_dnd"}),
        Step("ucm_pms_room_action", {"room": "101", "action": "set_wake_up", "date": "2026-02-01", "time": 630}),
    ],
    "ucm_pms_minibar": [
        Step("ucm_pms_minibar", {"number": "12450", "name": "wine"}, check=True),
        Step(
            "ucm_pms_minibar",
            {"number": "12450", "name": "wine", "prompt": "hi", "skip_waiter_code": False, "bill_several": True},
        ),
        Step("ucm_pms_minibar", {"barcode": "12450", "number": "12450", "name": "beer"}),
        Step("ucm_pms_minibar", {"number": "12451"}),
        Step("ucm_pms_minibar", {"number": "12450", "state": "absent"}, check=True),
        Step("ucm_pms_minibar", {"number": "12450", "state": "absent"}),
        Step("ucm_pms_minibar", {"number": "12450", "state": "absent"}),
    ],
    "ucm_pms_minibar_goods": [
        Step("ucm_pms_minibar_goods", {"code": "900", "name": "water"}, check=True),
        Step("ucm_pms_minibar_goods", {"code": "900", "name": "water"}),
        Step("ucm_pms_minibar_goods", {"code": "900", "name": "wine"}),
        Step("ucm_pms_minibar_goods", {"code": "900", "state": "absent"}, check=True),
        Step("ucm_pms_minibar_goods", {"code": "900", "state": "absent"}),
        Step("ucm_pms_minibar_goods", {"code": "9 00"}),
    ],
    "ucm_pms_waiter": [
        Step("ucm_pms_waiter", {"code": "9898", "waiter_password": SECRET}, check=True),
        Step("ucm_pms_waiter", {"code": "9898", "waiter_password": SECRET}),  # the simulator wants digits
        Step("ucm_pms_waiter", {"code": "9898", "waiter_password": "132457"}),
        Step("ucm_pms_waiter", {"code": "9898"}),
        Step("ucm_pms_waiter", {"code": "9898", "state": "absent"}),
        Step("ucm_pms_waiter", {"code": "77", "state": "absent"}),
    ],
    "ucm_pms_info": [
        Control("change", {"resource": "room", "key": "1000", "goods": [BILLED]}),
        Control("add", {"resource": "minibar", "key": "12450", "name": "winebar"}),
        Control("add", {"resource": "minibar_goods", "key": "900", "name": "water"}),
        Step("ucm_pms_info", {"resources": ["rooms", "room_goods", "minibar", "minibar_goods"], "rooms": ["10*"]}),
        Step("ucm_pms_info", {"resources": ["rooms"], "rooms": ["102"]}, check=True),
        Step("ucm_pms_info", {"resources": ["waiters"]}),
    ],
}
