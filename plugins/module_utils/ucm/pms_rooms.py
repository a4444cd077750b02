# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Hotel rooms: the guest in a room, its status, moving to another room, wake-up calls, forwarding, do-not-disturb.

Source: Grandstream IPPBX HTTPS API: pmsapi with checkin, update, checkout, mov, wakeup, cfu, dnd and listPMSRoom.
Rooms themselves are made in the web interface.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..core import codecs
from ..core.action_task import TableTask, Variant
from ..core.client import Client
from ..core.codecs import Codec
from ..core.compare import without_secrets
from ..core.errors import DoubtfulWrite, InvalidInput, PbxError, nearest
from ..core.fields import Field, Values, encode
from ..core.resource import Reader, Resource, Writer
from ..core.task import Context
from .answers import decoded
from .client import HOTEL, UcmClient
from .extension import PERMISSIONS
from .pms_wire import (
    MOMENT,
    HotelActionTask,
    HotelGroup,
    HotelStateTask,
    ask_rows,
    is_moment,
    tell,
    text_problem,
)
from .resource import natural
from .vendor import UCM_HOTEL

LIST = "listPMSRoom"
WHERE_ROOMS_ARE_MADE = "Check the number. Rooms are made in the web interface."
STATUS = {"available": "1", "cleaning": "2", "repairing": "3", "vacant": "4", "dirty": "5", "closed": "6"}
CLASSES = {word: str(number) for number, word in enumerate(PERMISSIONS, 1)}
"""Classes of service, the lowest first; the room list shows permissions instead, of which there are four as well."""


def _read(name: str, wire: str | None = None) -> Field:
    return Field(name=name, description=f"{name}.", wire=wire or name, read_only=True)


GUEST = (
    Field(name="account", description="The guest's account number."),
    Field(
        name="first_name",
        description="The guest's first name.",
        wire="firstname",
        read_wire=("first_name", "firstname"),
        aliases=("firstname",),
    ),
    Field(
        name="last_name",
        description="The guest's last name.",
        wire="lastname",
        read_wire=("last_name", "lastname"),
        aliases=("lastname",),
    ),
    Field(name="language", description="The language of voice prompts, as the UCM words it, such as V(EN)."),
    Field(name="vip_code", description="The guest's category.", wire="vipcode", aliases=("vipcode",)),
    Field(
        name="arrival",
        description="When the guest arrives, such as V(2026-01-31 15:00). Some firmware refuses a check-in without it.",
        wire="datein",
        codec=MOMENT,
        aliases=("datein",),
    ),
    Field(
        name="departure",
        description="When the guest leaves, in the form of O(arrival). Some firmware refuses a check-in without it.",
        wire="dateout",
        codec=MOMENT,
        aliases=("dateout",),
    ),
    Field(name="credit", description="The guest's credit."),
    Field(
        name="permission",
        description="The widest kind of outbound call. By default the room's own.",
        choices=tuple(CLASSES),
        wire="cos",
        read_wire="permission",
        codec=codecs.enum(CLASSES, also_read={wire: word for word, wire in PERMISSIONS.items()}),
        aliases=("cos",),
    ),
)
GUEST_NAMES = tuple(field.name for field in GUEST)

FIELDS = (
    Field(name="room", description="The room's number.", key=True),
    Field(
        name="checked_in",
        description=(
            "Whether there is a guest in the room: V(true) checks one in, V(false) checks him out.",
            "A guest who is there already is changed. For a new guest check the old one out before.",
        ),
        type="bool",
        wire="chki_status",
    ),
    *GUEST,
    Field(
        name="status",
        description=(
            "The state of the room for the housekeeping.",
            "A check-in and a check-out set it as well, before it is set to what is given here.",
        ),
        choices=tuple(STATUS),
        codec=codecs.enum(STATUS, also_read={"0": "not_checked_in"}),
    ),
    _read("address"),
    _read("extension"),
    _read("guest", "user_name"),
    _read("default_permission"),
    _read("previous_address", "tmp_address"),
    _read("previous_extension", "tmp_extension"),
    _read("previous_guest", "tmp_user_name"),
    _read("status_date", "s_date"),
    _read("status_time", "s_time"),
    _read("waiter", "maid"),
    _read("order_id"),
)


def read_rooms(reader: Reader) -> list[Values]:
    """Every room, kept until the next write."""
    if LIST not in reader.memo:
        rows = ask_rows(reader, LIST, "pms_room")
        rooms = decoded(FIELDS, rows, f"{HOTEL} {LIST}")
        reader.memo[LIST] = sorted(
            (room for room in rooms if room.get("room")), key=lambda room: natural(str(room["room"]))
        )
    return reader.memo[LIST]


def room_at(reader: Reader, number: str) -> Values:
    """Raises InvalidInput when there is no such room."""
    rooms = read_rooms(reader)
    found = next((room for room in rooms if room["room"] == number), None)
    if found is None:
        known = [str(room["room"]) for room in rooms]
        raise InvalidInput([f"there is no room {number}{nearest(number, known)}"], remedy=WHERE_ROOMS_ARE_MADE)
    return found


def _place(room: Mapping[str, Any]) -> dict[str, str]:
    """What names a room on the wire: its address and its number."""
    return {name: str(room[name]) for name in ("address", "room") if room.get(name)}


@dataclass(frozen=True, kw_only=True)
class RoomResource(Resource):
    """A room and the guest in it. Nothing makes rooms; what can be changed is who is in them and their status."""

    @property
    def creatable(self) -> bool:
        return False

    @property
    def made_by(self) -> str:
        return WHERE_ROOMS_ARE_MADE

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        return next((dict(room) for room in self.read_all(reader) if self.same_object(room, wanted)), None)

    def read_all(self, reader: Reader) -> list[Values]:
        return read_rooms(reader)

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        about_guest = [name for name in GUEST_NAMES if changes.get(name) is not None]
        current = self.read(reader, changes) or {}
        if not about_guest or changes.get("checked_in") or current.get("checked_in"):
            return []
        return [f"there is no guest to set {', '.join(about_guest)} for; checked_in: true checks one in"]

    def create(self, writer: Writer, values: Values) -> None:
        raise PbxError("rooms cannot be made through the API", remedy="Make the room in the web interface.")

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """Check in or out, or change the guest; then the status, where it is not sent along.

        Whether an update is partial is not said, so the whole guest is sent, as in the example. The room is looked at
        once more: after a write in doubt the guest may be there.
        """
        current = self.read(writer, current) or current
        place, status = _place(current), {name: changes[name] for name in ("status",) if name in changes}
        guest = {name: changes[name] for name in GUEST_NAMES if name in changes}
        inside = changes.get("checked_in", current.get("checked_in"))
        if inside and not current.get("checked_in"):
            tell(writer, "checkin", {**place, **encode(GUEST, guest)})
        elif current.get("checked_in") and not inside:
            tell(writer, "checkout", place)
        elif guest:
            whole = {name: current[name] for name in GUEST_NAMES if current.get(name) is not None} | guest
            if whole.get("permission") not in CLASSES:  # one that no class of service stands for
                whole.pop("permission", None)
            tell(writer, "update", {**place, **encode((*GUEST, self.field("status")), {**whole, **status})})
            return
        if status:
            tell(writer, "update", {**place, **encode((self.field("status"),), status)})

    def delete(self, writer: Writer, current: Values) -> None:
        raise PbxError("rooms cannot be removed through the API", remedy="Remove the room in the web interface.")


def _guest_of_an_empty_room(wanted: Values) -> str | None:
    about_guest = [name for name in GUEST_NAMES if name in wanted]
    if wanted.get("checked_in") is False and about_guest:
        return f"{', '.join(about_guest)} cannot be given with checked_in: false"
    return None


def _real_moments(wanted: Values) -> str | None:
    for name in ("arrival", "departure"):
        if wanted.get(name) and not is_moment(str(wanted[name])):
            return f"{name} {wanted[name]!r} is no date and time such as 2026-01-31 15:00"
    arrival, departure = (MOMENT.decode(wanted.get(name)) or "" for name in ("arrival", "departure"))
    return "departure is before arrival" if arrival and departure and departure < arrival else None


PMS_ROOM = RoomResource(
    name="pms_room",
    plural="pms_rooms",
    summary="hotel rooms and their guests",
    fields=FIELDS,
    rules=(_guest_of_an_empty_room, _real_moments, text_problem),
)

ROOM = HotelStateTask("ucm_pms_room", UCM_HOTEL, PMS_ROOM)


# -- moving


class MoveTask(HotelGroup, TableTask):
    """Moves a guest. The room list tells where a guest came from, so a second run finds him moved."""

    def label(self, params: Mapping[str, Any]) -> str:
        return f"guest of room {params['room']}"

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        source, target = (room_at(client.reader, params[name]) for name in ("room", "to_room"))
        if _moved(source, target):
            return {"changed": False, "pms_room": without_secrets(FIELDS, target)}
        if not source.get("checked_in") and not context.check_mode:
            raise InvalidInput([f"there is no guest in room {params['room']}"])
        if target.get("checked_in"):
            raise InvalidInput(
                [f"room {params['to_room']} has a guest already"],
                remedy="Choose another room, or check its guest out before.",
            )
        if context.check_mode:
            if not source.get("checked_in"):
                context.warn(
                    f"there is no guest in room {params['room']}; this check takes it that an earlier task makes one"
                )
            return {"changed": True}
        try:
            tell(client.writer, "mov", {**_place(source), **{f"d_{name}": of for name, of in _place(target).items()}})
        except DoubtfulWrite as doubt:
            self._settle(client.reader, params, doubt, context)
        return {"changed": True, "pms_room": without_secrets(FIELDS, room_at(client.reader, params["to_room"]))}

    @staticmethod
    def _settle(reader: Reader, params: Mapping[str, Any], doubt: DoubtfulWrite, context: Context) -> None:
        """Look whether a move in doubt was carried out; if not, it is an error."""
        reader.memo.clear()
        if not _moved(*(room_at(reader, params[name]) for name in ("room", "to_room"))):
            doubt.known = "A read shows that the guest has not moved, or not yet"
            doubt.remedy = "Run again: nothing is done twice."
            raise doubt
        context.warn(f"{doubt.what}, but a read shows that the guest has moved")


def _moved(source: Values, target: Values) -> bool:
    came_from = target.get("previous_address")
    return bool(
        target.get("checked_in")
        and not source.get("checked_in")
        and came_from == source.get("address")
        and came_from != target.get("address")
    )


MOVE = MoveTask(
    "ucm_pms_move",
    UCM_HOTEL,
    fields=(
        Field(name="room", description="The number of the room that the guest leaves.", required=True),
        Field(name="to_room", description="The number of the room that the guest gets.", required=True),
    ),
    rules=(
        lambda wanted: "room and to_room are the same" if wanted["room"] == wanted["to_room"] else None,
        text_problem,
    ),
)


# -- what cannot be read


class RoomActionTask(HotelActionTask):
    """Looks the room's address up, by which the interface knows it."""

    def request(self, client: Client, variant: Variant, values: Values) -> dict[str, Any]:
        return {**_place(room_at(client.reader, values["room"])), **super().request(client, variant, values)}


def _without(separator: str) -> Codec:
    return Codec(lambda value: value and value.replace(separator, ""), codecs.TEXT.decode)


_ROOM = {"room": "room"}

ROOM_ACTION = RoomActionTask(
    "ucm_pms_room_action",
    UCM_HOTEL,
    label="room {room}",
    choice=("action",),
    fields=(
        Field(
            name="action",
            description=(
                "What to do.",
                "How forwarding is cancelled is not documented: V(cancel_forward) sends an empty number.",
                "The values of do-not-disturb are not documented either: V(set_dnd) sends 1 and V(clear_dnd) 0.",
            ),
            choices=("set_wake_up", "cancel_wake_up", "forward", "cancel_forward", "set_dnd", "clear_dnd"),
            required=True,
        ),
        Field(name="room", description="The room's number.", required=True),
        Field(
            name="date",
            description="The day of the wake-up call; of a daily one the first.",
            pattern=r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
            pattern_words="a date such as 2026-01-31",
            codec=_without("-"),
        ),
        Field(
            name="time",
            description="The time of the wake-up call.",
            # Without quotation marks YAML makes 10:30 the number 630.
            pattern=r"(?:[01]\d|2[0-3]):[0-5]\d",
            pattern_words="a time in quotation marks, such as '07:30'",
            codec=_without(":"),
        ),
        Field(
            name="repeat",
            description="Whether the wake-up call comes once or every day. By default once.",
            choices=("once", "daily"),
            codec=codecs.enum({"once": "1", "daily": "2"}),
        ),
        Field(name="forward_to", description="The number that all calls are forwarded to."),
    ),
    rules=(text_problem,),
    variants={
        "set_wake_up": Variant(
            operation="wakeup",
            sends={**_ROOM, "repeat": "w_mode", "date": "w_date", "time": "w_time"},
            optional=frozenset({"repeat"}),
            constants={"w_action": "1"},
        ),
        "cancel_wake_up": Variant(operation="wakeup", sends=_ROOM, constants={"w_action": "0"}),
        "forward": Variant(operation="cfu", sends={**_ROOM, "forward_to": "cfwt"}),
        "cancel_forward": Variant(operation="cfu", sends=_ROOM, constants={"cfwt": ""}),
        "set_dnd": Variant(operation="dnd", sends=_ROOM, constants={"status": "1"}),
        "clear_dnd": Variant(operation="dnd", sends=_ROOM, constants={"status": "0"}),
    },
)
