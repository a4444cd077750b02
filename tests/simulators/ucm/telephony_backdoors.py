# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Queues, groups, IVRs, calls, records and the hotel as the controls show and change them.

Behind the client's back nothing is checked but names and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from tests.simulators.system import ControlError
from tests.simulators.ucm.defaults import IVR_DEFAULTS, PAGING_GROUP_DEFAULTS, QUEUE_DEFAULTS
from tests.simulators.ucm.hotel_state import Goods, Minibar, Room, Waiter
from tests.simulators.ucm.state import Ivr, PagingGroup, Queue, RingGroup, UcmState

Values = Mapping[str, Any]
FIRST_IVR = 7000


@dataclass(frozen=True)
class Table:
    """Objects by their keys. ``make`` gets the key of a new one; None where the controls add none.

    ``defaults`` are those of sparse settings, which are shown and set beside the other fields. ``locked`` fields cannot
    be set.
    """

    plural: str
    objects: Callable[[UcmState], Mapping[str, Any]]
    make: Callable[[UcmState, str], Any] | None = None
    locked: frozenset[str] = frozenset()
    defaults: Values = field(default_factory=dict)

    def show(self, state: UcmState) -> Mapping[str, Any]:
        return {key: self._flat(item) for key, item in self.objects(state).items()}

    def change(self, state: UcmState, key: str, values: Values | None) -> None:
        if key not in self.objects(state):
            raise ControlError(f"there is no {key}")
        if values is None:
            self.delete(state, key)
            return
        item = self.objects(state)[key]
        own = {each.name for each in fields(item)} - {"settings"} - self.locked
        if unknown := values.keys() - own - self.defaults.keys():
            raise ControlError(f"cannot set {', '.join(sorted(unknown))}")
        for name, value in values.items():
            if name in own:
                setattr(item, name, value)
            else:
                item.settings[name] = value

    def add(self, state: UcmState, key: str, values: Values) -> None:
        if self.make is None or key in self.objects(state):
            raise ControlError(f"{key} cannot be added to {self.plural}")
        self.insert(state, key, self.make(state, key))
        self.change(state, key, values)

    def insert(self, state: UcmState, key: str, item: Any) -> None:
        self.objects(state)[key] = item  # type: ignore[index]

    def delete(self, state: UcmState, key: str) -> None:
        del self.objects(state)[key]  # type: ignore[attr-defined]

    def _flat(self, item: Any) -> dict[str, Any]:
        own = {each.name: getattr(item, each.name) for each in fields(item)}
        return {**self.defaults, **own.pop("settings", {}), **own}


@dataclass(frozen=True)
class Listed(Table):
    """A list of what happened or is happening; what is deleted goes without a trace."""

    items: Callable[[UcmState], list[Any]] = lambda state: []

    def delete(self, state: UcmState, key: str) -> None:
        self.items(state).remove(self.objects(state)[key])


class TheMinibar(Table):
    """The one minibar."""

    def insert(self, state: UcmState, key: str, item: Minibar) -> None:
        if state.hotel.minibar is not None:
            raise ControlError("there is a minibar already")
        state.hotel.minibar = item

    def delete(self, state: UcmState, key: str) -> None:
        state.hotel.minibar = None


def _listed(plural: str, items: Callable[[UcmState], list[Any]], key_of: Callable[[Any], str]) -> Listed:
    return Listed(plural, lambda state: {key_of(item): item for item in items(state)}, items=items)


def _numbered(made: Callable[[str], Any]) -> Callable[[UcmState, str], Any]:
    """Maker of what has a number that can be dialled."""

    def make(state: UcmState, number: str) -> Any:
        if state.number_in_use(number):
            raise ControlError(f"{number} is in use")
        return made(number)

    return make


def _ivr(state: UcmState, ivr_id: str) -> Ivr:
    """Its number goes by its id: that of ivr-3 is 7003."""
    number = ivr_id.removeprefix("ivr-")
    if not number.isdecimal():
        raise ControlError("the id of an IVR is ivr- and a number")
    state.last_ivr = max(state.last_ivr, int(number))
    return _numbered(lambda extension: Ivr(ivr_id, extension))(state, str(FIRST_IVR + int(number)))


NUMBER = frozenset({"extension"})
TABLES: Mapping[str, Table] = {
    "queue": Table("queues", lambda state: state.queues, _numbered(Queue), NUMBER, QUEUE_DEFAULTS),
    "paging_group": Table(
        "paging_groups", lambda state: state.paging_groups, _numbered(PagingGroup), NUMBER, PAGING_GROUP_DEFAULTS
    ),
    "ivr": Table("ivrs", lambda state: state.ivrs, _ivr, frozenset({"ivr_id"}), IVR_DEFAULTS),
    "ring_group": Table("ring_groups", lambda state: state.ring_groups, _numbered(RingGroup), NUMBER),
    # calls are added by the system itself, as they need its clock
    "call": _listed("calls", lambda state: state.telephony.calls, lambda call: call.first.channel),
    "cdr": _listed("cdrs", lambda state: state.telephony.records, lambda record: record.rows[0]["AcctId"]),
    "recording": _listed(
        "recordings", lambda state: state.telephony.recordings, lambda each: f"{each.place}:{each.filename}"
    ),
    "agent_event": _listed(
        "agent_events",
        lambda state: state.telephony.agent_events,
        lambda each: f"{each.time} {each.queue} {each.agent} {each.deed}",
    ),
    "broadcast": _listed("broadcasts", lambda state: state.telephony.broadcasts, lambda each: each.subject),
    # the guest comes with check-in and the wake-up call with its action
    "room": Table(
        "rooms",
        lambda state: state.hotel.rooms,
        lambda state, address: Room(address, address),
        frozenset({"address", "guest", "wake_up"}),
    ),
    "minibar": TheMinibar("minibars", lambda state: state.hotel.numbers(), _numbered(Minibar), NUMBER),
    "minibar_goods": Table(
        "minibar_goods", lambda state: state.hotel.goods, lambda state, code: Goods(code), frozenset({"code"})
    ),
    "waiter": Table(
        "waiters", lambda state: state.hotel.waiters, lambda state, code: Waiter(code, ""), frozenset({"code"})
    ),
}
