# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hotel interface (pmsapi) remembers: rooms with their guests, the minibar, its goods and its waiters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOT_CHECKED_IN = "0"


@dataclass
class Guest:
    """What check-in says, under the names and in the date format in which the room list shows it."""

    account: str = ""
    first_name: str = ""
    last_name: str = ""
    language: str = ""
    vipcode: str = ""
    datein: str = ""
    dateout: str = ""
    credit: str = ""
    permission: str = ""


@dataclass
class WakeUp:
    """``date`` is YYYYMMDD, ``time`` HHMM, as sent."""

    date: str
    time: str
    daily: bool = False


@dataclass
class Room:
    """A room of the hotel. ``address`` is its extension's number, ``guest`` None until somebody checks in."""

    address: str
    room: str
    status: str = NOT_CHECKED_IN
    default_permission: str = "internal"
    guest: Guest | None = None
    order_id: str = ""
    tmp_address: str = ""
    tmp_extension: str = ""
    tmp_user_name: str = ""
    s_date: str = ""
    s_time: str = ""
    maid: str = ""
    wake_up: WakeUp | None = None
    forward: str = ""
    dnd: bool = False
    goods: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Minibar:
    """The one minibar that a system can have."""

    extension: str
    name: str = ""
    prompt: str = ""
    verify_skip: str = "no"
    list_goods: str = "no"


@dataclass
class Goods:
    """A minibar item; price and tax cannot be written through the interface."""

    code: str
    name: str = ""
    amount: str = ""
    tax: float = 0.0


@dataclass
class Waiter:
    """A housekeeper who may bill minibar items."""

    code: str
    password: str


@dataclass
class Hotel:
    """Rooms by their address, goods and waiters by their codes."""

    rooms: dict[str, Room] = field(default_factory=dict)
    minibar: Minibar | None = None
    goods: dict[str, Goods] = field(default_factory=dict)
    waiters: dict[str, Waiter] = field(default_factory=dict)
    last_order: int = 0

    def numbers(self) -> Mapping[str, Any]:
        """The minibar by the number that is dialled to bill an item."""
        return {self.minibar.extension: self.minibar} if self.minibar else {}
