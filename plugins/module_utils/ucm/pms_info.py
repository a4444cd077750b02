# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What the hotel interface tells: rooms with their guests, the minibar, its goods, and what is billed to rooms.

Source: Grandstream IPPBX HTTPS API: pmsapi with listPMSRoom, getMiniBar, listMiniBarGoods and getPMSRoomGoods.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from ..core.action_task import TableTask
from ..core.compare import without_secrets
from ..core.fields import SET, Field, Values
from ..core.resource import Reader
from ..core.task import Context
from .answers import COUNT, RATE, decoded, shown
from .client import HOTEL, UcmClient
from .pms_minibar import PMS_MINIBAR, PMS_MINIBAR_GOODS
from .pms_rooms import PMS_ROOM
from .pms_wire import HotelGroup, ask_rows
from .vendor import UCM_HOTEL

BILLED = "getPMSRoomGoods"
BILLED_FIELDS = (
    shown("name", "goods_name"),
    shown("count", codec=COUNT),
    shown("price", "amount", RATE),
    shown("tax_rate", "tax", RATE),
    shown("time"),
    shown("waiter", "maid"),
)


class HotelInfoTask(HotelGroup, TableTask):
    """Reads the lists that are asked for."""

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        reader, patterns = client.reader, params["rooms"]
        result: dict[str, Any] = {"changed": False}
        for name in dict.fromkeys(params["resources"]):
            result[name] = READERS[name](reader, patterns)
        return result


def _rooms(reader: Reader, patterns: list[str] | None) -> list[Values]:
    return [
        without_secrets(PMS_ROOM.fields, room)
        for room in PMS_ROOM.read_all(reader)
        if not patterns or any(fnmatchcase(str(room["room"]), pattern) for pattern in patterns)
    ]


def _billed(reader: Reader, patterns: list[str] | None) -> list[Values]:
    """What is billed to each of the rooms; one request for each of them."""
    rooms = [str(room["room"]) for room in _rooms(reader, patterns)]
    operation = f"{HOTEL} {BILLED}"
    bills = (
        (room, decoded(BILLED_FIELDS, ask_rows(reader, BILLED, "minibar_goods", room=room), operation))
        for room in rooms
    )
    return [{"room": room, "goods": sorted(goods, key=lambda row: str(row.get("time")))} for room, goods in bills]


def _minibar(reader: Reader, patterns: list[str] | None) -> Values:
    return next((without_secrets(PMS_MINIBAR.fields, each) for each in PMS_MINIBAR.read_all(reader)), {})


def _goods(reader: Reader, patterns: list[str] | None) -> list[Values]:
    return [without_secrets(PMS_MINIBAR_GOODS.fields, each) for each in PMS_MINIBAR_GOODS.read_all(reader)]


READERS = {"rooms": _rooms, "room_goods": _billed, "minibar": _minibar, "minibar_goods": _goods}

HOTEL_INFO = HotelInfoTask(
    "ucm_pms_info",
    UCM_HOTEL,
    defaults={"resources": ["rooms"]},
    fields=(
        Field(
            name="resources",
            description=(
                "What to read: rooms with their guests, what is billed to each room, the minibar, its goods.",
                "What is billed takes one request for each room.",
            ),
            type="list",
            elements="str",
            choices=tuple(READERS),
            compare=SET,
        ),
        Field(
            name="rooms",
            description="Shell patterns; only rooms whose number matches one are read.",
            type="list",
            elements="str",
            compare=SET,
        ),
    ),
)
