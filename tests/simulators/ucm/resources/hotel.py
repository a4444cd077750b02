# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hotel interface, pmsapi: rooms and guests, wake-up calls, forwarding, do-not-disturb, minibar, goods, waiters.

Its credential ``token`` is not mandatory in the table; when one is sent it must be right, in upper or lower case as the
examples have both (chosen). How the real one is made of the interface's user name and password is not said, so here it
is an option. None of the fields is marked mandatory or typed; what each action cannot do without is chosen here.
"""

from __future__ import annotations

import datetime
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.simulators.ucm.codes import INVALID_PARAMETERS, Refusal
from tests.simulators.ucm.hotel_state import NOT_CHECKED_IN, Goods, Guest, Minibar, Room, Waiter, WakeUp
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem

Fields = Mapping[str, Any]
Action = Callable[[UcmSystem, Fields], dict[str, Any] | None]

AVAILABLE = "1"
PERMISSIONS = {
    "1": "internal",
    "2": "internal-local",
    "3": "internal-local-national",
    "4": "internal-local-national-international",
}
# Names of the writes and of the room list.
GUEST_NAMES = {
    "account": "account",
    "firstname": "first_name",
    "lastname": "last_name",
    "language": "language",
    "vipcode": "vipcode",
    "credit": "credit",
}
DATES = ("datein", "dateout")
DATE_FORMATS = ("%Y/%m/%d %H:%M", "%Y%m%d")  # the table's and that of its JSON sample
READ_DATE = "%Y-%m-%d %H:%M:%S"
CODE = re.compile(r"[0-9]{1,18}")
PROMPT_FOLDER = "record/"


def refused(error: str) -> Refusal:
    return Refusal(INVALID_PARAMETERS, error=error)


def on(operation_id: str) -> Callable[[Action], Action]:
    """Register an action of the interface. It gets the fields of its document and returns the response."""

    def register(act: Action) -> Action:
        @handles(operation_id)
        def run(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
            _check_token(pbx, call.get("token"))
            (fields,) = call["data"].values()
            return act(pbx, fields) or {}

        return act

    return register


def _check_token(pbx: UcmSystem, token: str | None) -> None:
    if token is None and not pbx.options.require_pms_token:
        return
    sent, expected = ((text or "").lower().encode(errors="replace") for text in (token, pbx.options.pms_token))
    if not hmac.compare_digest(sent, expected):
        raise refused("authentication failed")


# -- rooms and guests --------------------------------------------------------------------------------------------------


@on("pms_list_rooms")
def list_rooms(pbx: UcmSystem, fields: Fields) -> dict[str, Any]:
    return _page("pms_room", [_row(room) for room in pbx.objects.hotel.rooms.values()])


@on("pms_checkin")
def check_in(pbx: UcmSystem, fields: Fields) -> None:
    """A room can have one guest; without cos he gets the room's own permission."""
    room = _room(pbx, fields)
    if room.guest is not None:
        raise refused("room is checked in")
    guest = Guest(permission=room.default_permission)
    _describe(guest, fields)
    hotel = pbx.objects.hotel
    hotel.last_order += 1
    room.guest = guest
    room.order_id = f"{pbx.clock.wall():%Y%m%d%H%M%S}{hotel.last_order:04d}{room.address}"
    _set_status(pbx, room, AVAILABLE)


@on("pms_checkout")
def check_out(pbx: UcmSystem, fields: Fields) -> None:
    """The guest goes with all that was set for him; the room is as it was before the first check-in."""
    room = _occupied(pbx, fields)
    _vacate(pbx, room)
    room.goods = []


@on("pms_update")
def update(pbx: UcmSystem, fields: Fields) -> None:
    """Changes what is sent; empty text clears. A guest must be there for what is about him; the status can be set in
    any room (chosen), but not to 0 (documented)."""
    room = _room(pbx, fields)
    about_guest = fields.keys() - {"address", "room", "status"}
    if about_guest:
        room = _occupied(pbx, fields)
        changed = Guest(**vars(room.guest))
        _describe(changed, fields)
        room.guest = changed
    if "status" in fields:
        _set_status(pbx, room, str(fields["status"]))


@on("pms_mov")
def move(pbx: UcmSystem, fields: Fields) -> None:
    """The guest takes along what was set for him and what he owes."""
    room = _occupied(pbx, fields)
    target = _room(pbx, {name: fields[f"d_{name}"] for name in ("address", "room") if f"d_{name}" in fields})
    if target.guest is not None:
        raise refused("destination room is checked in")
    for name in ("guest", "order_id", "wake_up", "forward", "dnd", "goods"):
        setattr(target, name, getattr(room, name))
    target.tmp_address = target.tmp_extension = room.address
    target.tmp_user_name = _full_name(room)
    _set_status(pbx, target, AVAILABLE)
    _vacate(pbx, room)
    room.goods = []


@on("pms_wakeup")
def wake_up(pbx: UcmSystem, fields: Fields) -> None:
    """One call per room; a new one takes the place of the old. Cancelling none succeeds."""
    room = _room(pbx, fields)
    if "w_action" not in fields:
        raise refused("w_action is missing")
    if fields["w_action"] == 0:
        room.wake_up = None
        return
    date, time = str(fields.get("w_date", "")), str(fields.get("w_time", ""))
    _date(date + time, ("%Y%m%d%H%M",), exact=len("YYYYMMDDHHMM"))
    room.wake_up = WakeUp(date, time, daily=fields.get("w_mode", 1) == 2)


@on("pms_cfu")
def forward(pbx: UcmSystem, fields: Fields) -> None:
    """How forwarding is cancelled is not said; chosen: by an empty target."""
    room = _room(pbx, fields)
    if "cfwt" not in fields:
        raise refused("cfwt is missing")
    room.forward = fields["cfwt"]


@on("pms_dnd")
def do_not_disturb(pbx: UcmSystem, fields: Fields) -> None:
    """The example has status 0, which is taken for off, and 1 for on."""
    room = _room(pbx, fields)
    if fields.get("status") not in (0, 1):
        raise refused("status is 0 or 1")
    room.dnd = fields["status"] == 1


@on("pms_get_room_goods")
def room_goods(pbx: UcmSystem, fields: Fields) -> dict[str, Any]:
    """What is billed to a room is dialled on its phone; here it is put there through /_sim/."""
    return _page("minibar_goods", [dict(goods) for goods in _room(pbx, fields).goods])


def _room(pbx: UcmSystem, fields: Fields) -> Room:
    """By address, room number, or both, which then have to belong together."""
    wanted = {name: fields[name] for name in ("address", "room") if fields.get(name)}
    for room in pbx.objects.hotel.rooms.values():
        if wanted and all(getattr(room, name) == value for name, value in wanted.items()):
            return room
    raise refused("room does not exist")


def _occupied(pbx: UcmSystem, fields: Fields) -> Room:
    room = _room(pbx, fields)
    if room.guest is None:
        raise refused("room is not checked in")
    return room


def _describe(guest: Guest, fields: Fields) -> None:
    for sent, kept in GUEST_NAMES.items():
        if sent in fields:
            setattr(guest, kept, fields[sent])
    for name in DATES:
        if name in fields:
            setattr(guest, name, _date(fields[name], DATE_FORMATS) if fields[name] else "")
    if guest.datein and guest.dateout and guest.dateout < guest.datein:
        raise refused("dateout is before datein")
    if "cos" in fields:
        if fields["cos"] not in PERMISSIONS:
            raise refused("cos is 1 to 4")
        guest.permission = PERMISSIONS[fields["cos"]]


def _date(text: str, formats: tuple[str, ...], exact: int | None = None) -> str:
    """A sent date as the room list shows it; one without time is midnight."""
    for form in formats:
        try:
            moment = datetime.datetime.strptime(text, form)
        except ValueError:
            continue
        if exact in (None, len(text)):
            return f"{moment:{READ_DATE}}"
    raise refused("invalid date")


def _set_status(pbx: UcmSystem, room: Room, status: str) -> None:
    """The document shows empty dates of the last change only; chosen: as other dates are written."""
    room.status = status
    room.s_date, room.s_time = f"{pbx.clock.wall():{READ_DATE}}".split(" ")


def _vacate(pbx: UcmSystem, room: Room) -> None:
    room.guest, room.order_id, room.wake_up, room.forward, room.dnd = None, "", None, "", False
    room.tmp_address = room.tmp_extension = room.tmp_user_name = ""
    _set_status(pbx, room, NOT_CHECKED_IN)


def _full_name(room: Room) -> str:
    return " ".join(filter(None, (room.guest.first_name, room.guest.last_name))) if room.guest else ""


def _row(room: Room) -> dict[str, Any]:
    """All values are text. permission is that of the guest, or the room's own when it has none (chosen)."""
    return {
        **vars(room.guest or Guest(permission=room.default_permission)),
        "address": room.address,
        "chki_status": "yes" if room.guest else "no",
        "default_permission": room.default_permission,
        "extension": room.address,
        "maid": room.maid,
        "number": room.address,
        "order_id": room.order_id,
        "room": room.room,
        "s_date": room.s_date,
        "s_time": room.s_time,
        "status": room.status,
        "tmp_address": room.tmp_address,
        "tmp_extension": room.tmp_extension,
        "tmp_user_name": room.tmp_user_name,
        "user_name": _full_name(room),
    }


def _page(container: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """There are fields of a page and no parameters for it: everything is on the first."""
    return {container: rows, "page": 1, "total_item": len(rows), "total_page": 1}


# -- minibar -----------------------------------------------------------------------------------------------------------


@on("pms_add_minibar")
def add_minibar(pbx: UcmSystem, fields: Fields) -> None:
    """There is one minibar. Setting it up again under its number changes it, as there is no other way; under another
    number it is refused."""
    number = _code(fields, "barcode")
    hotel = pbx.objects.hotel
    if hotel.minibar and hotel.minibar.extension != number:
        raise refused("a minibar exists")
    if not hotel.minibar and pbx.objects.number_in_use(number):
        raise refused("number is in use")
    hotel.minibar = Minibar(
        number,
        name=fields.get("barname", ""),
        prompt=fields.get("prompt", "").removeprefix(PROMPT_FOLDER),
        verify_skip=_switch(fields, "verifyskip"),
        list_goods=_switch(fields, "listgoods"),
    )


@on("pms_delete_minibar")
def delete_minibar(pbx: UcmSystem, fields: Fields) -> None:
    hotel = pbx.objects.hotel
    if hotel.minibar is None or hotel.minibar.extension != _code(fields, "barcode"):
        raise refused("minibar does not exist")
    hotel.minibar = None


@on("pms_get_minibar")
def get_minibar(pbx: UcmSystem, fields: Fields) -> dict[str, Any]:
    """Without a minibar the settings are empty and minibar_enable is "no". del_extension and global_tax cannot be
    written (documented)."""
    minibar = pbx.objects.hotel.minibar
    shown = minibar or Minibar("")
    settings = {
        "del_extension": "",
        "enable_list_goods": shown.list_goods,
        "extension": shown.extension,
        "global_tax": 1.0,
        "minibar_enable": "yes" if minibar else "no",
        "minibar_name": shown.name,
        "prompt": shown.prompt,
        "verify_skip": shown.verify_skip,
    }
    return {"minibar_settings": settings}


def _switch(fields: Fields, name: str) -> str:
    """Sent empty in the example; taken for no."""
    value = fields.get(name) or "no"
    if value not in ("yes", "no"):
        raise refused(f"{name} is yes or no")
    return value


def _code(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    if not CODE.fullmatch(value):
        raise refused(f"{name} is a number")
    return value


@on("pms_add_minibar_goods")
def add_goods(pbx: UcmSystem, fields: Fields) -> None:
    _add(pbx.objects.hotel.goods, Goods(_code(fields, "goodscode"), fields.get("goodsname", "")))


@on("pms_delete_minibar_goods")
def delete_goods(pbx: UcmSystem, fields: Fields) -> None:
    _delete(pbx.objects.hotel.goods, _code(fields, "goodscode"))


@on("pms_list_minibar_goods")
def list_goods(pbx: UcmSystem, fields: Fields) -> dict[str, Any]:
    rows = [
        {
            "amount": goods.amount,
            "extension": goods.code,
            "goods_name": goods.name,
            "goods_tax": goods.tax,
            "prompt_error": "set-failure",
            "prompt_success": "set-success",
        }
        for goods in pbx.objects.hotel.goods.values()
    ]
    return _page("goods_name", rows)


@on("pms_add_waiter")
def add_waiter(pbx: UcmSystem, fields: Fields) -> None:
    """Nothing lists waiters."""
    _add(pbx.objects.hotel.waiters, Waiter(_code(fields, "maidcode"), _code(fields, "password")))


@on("pms_delete_waiter")
def delete_waiter(pbx: UcmSystem, fields: Fields) -> None:
    _delete(pbx.objects.hotel.waiters, _code(fields, "maidcode"))


def _add(table: dict[str, Any], item: Goods | Waiter) -> None:
    if item.code in table:
        raise refused("code is in use")
    table[item.code] = item


def _delete(table: dict[str, Any], code: str) -> None:
    if code not in table:
        raise refused("code does not exist")
    del table[code]
