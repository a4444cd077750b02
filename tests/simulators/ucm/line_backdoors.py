# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks, routes, blacklist and PIN groups as the controls show and change them. The keys are the ids.

What has settings is shown flat: the settings beside the other fields. Behind the client's back nothing is checked but
the names, and a new trunk is in effect at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from tests.simulators.system import ControlError
from tests.simulators.ucm.routes import (
    DIAL_TRUNK,
    DID_DESTINATIONS,
    INBOUND_DEFAULTS,
    OUTBOUND_DEFAULTS,
)
from tests.simulators.ucm.state import InboundRoute, OutboundRoute, PinSet, Trunk, UcmState
from tests.simulators.ucm.trunks import DEFAULTS, LONG_AGO

Values = Mapping[str, Any]


def flat(item: Any) -> dict[str, Any]:
    values = {each.name: getattr(item, each.name) for each in fields(item)}
    return {**values.pop("settings", {}), **values}


def set_flat(item: Any, values: Values, locked: frozenset[str]) -> None:
    """Set fields and settings by name; ControlError (and nothing set) when a name is neither."""
    own = {each.name for each in fields(item)} - {"settings"} - locked
    settings = getattr(item, "settings", {})
    if unknown := values.keys() - own - settings.keys():
        raise ControlError(f"cannot set {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if name in own:
            setattr(item, name, value)
        else:
            settings[name] = value


def _new_id(table: Mapping[str, Any], key: str) -> int:
    if not key.isdecimal() or key != str(int(key)) or key == "0" or key in table:
        raise ControlError("a new object needs an id of its own, a number from 1")
    return int(key)


def _existing(table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise ControlError(f"there is no {key}")
    return table[key]


class Lines:
    """One of the tables with server ids: how its objects are made from their id, and removed."""

    def __init__(
        self,
        table: Callable[[UcmState], dict[str, Any]],
        make: Callable[[int], Any],
        remove: Callable[[UcmState, str], None],
        counter: str,
        kind: str | None = None,
    ) -> None:
        self._table, self._make, self._remove, self._counter, self._kind = table, make, remove, counter, kind
        self._locked = frozenset({counter.removeprefix("last_"), "kind"})

    def show(self, state: UcmState) -> dict[str, Any]:
        return {key: flat(item) for key, item in self._table(state).items() if self._is_mine(item)}

    def change(self, state: UcmState, key: str, values: Values | None) -> None:
        item = _existing(self._table(state), key)
        if not self._is_mine(item):
            raise ControlError(f"{key} is a trunk of another kind")
        if values is None:
            self._remove(state, key)
        else:
            set_flat(item, values, self._locked)

    def add(self, state: UcmState, key: str, values: Values) -> None:
        table = self._table(state)
        index = _new_id(table, key)
        item = self._make(index)
        set_flat(item, values, self._locked)
        table[key] = item
        setattr(state, self._counter, max(getattr(state, self._counter), index))

    def _is_mine(self, item: Any) -> bool:
        return self._kind is None or item.kind == self._kind


def _trunks(kind: str) -> Lines:
    def make(index: int) -> Trunk:
        settings = {**DEFAULTS[kind], **({"host": "192.0.2.1"} if kind == "voip" else {})}
        return Trunk(index, kind, f"trunk {index}", settings, live_since=LONG_AGO)

    return Lines(lambda state: state.trunks, make, UcmState.remove_trunk, "last_trunk_index", kind)


def _outbound_route(index: int) -> OutboundRoute:
    return OutboundRoute(index, {**OUTBOUND_DEFAULTS, "outbound_rt_name": f"route-{index}"}, [])


def _inbound_route(index: int) -> InboundRoute:
    allowed = {**dict.fromkeys((*DID_DESTINATIONS, DIAL_TRUNK), "no"), "ext_local": "yes"}
    return InboundRoute(index, 0, ["_."], dict(INBOUND_DEFAULTS), allowed)


VOIP_TRUNKS, ANALOG_TRUNKS, DIGITAL_TRUNKS = map(_trunks, ("voip", "analog", "digital"))
OUTBOUND_ROUTES = Lines(
    lambda state: state.outbound_routes, _outbound_route, UcmState.remove_outbound_route, "last_outbound_rt_index"
)
INBOUND_ROUTES = Lines(
    lambda state: state.inbound_routes, _inbound_route, UcmState.remove_inbound_route, "last_inbound_rt_index"
)


def change_blacklist(state: UcmState, number: str, values: Values | None) -> None:
    _existing(state.inbound_blacklist, number)
    if values is None:
        del state.inbound_blacklist[number]
    else:
        _block(state, number, values)


def add_blacklist(state: UcmState, number: str, values: Values) -> None:
    if number in state.inbound_blacklist:
        raise ControlError(f"{number} is in the list")
    _block(state, number, {"inbound_rt_index": "0", **values})


def _block(state: UcmState, number: str, values: Values) -> None:
    if values.keys() != {"inbound_rt_index"}:
        raise ControlError("an entry of the blacklist has an inbound_rt_index")
    state.inbound_blacklist[number] = str(values["inbound_rt_index"])


def change_blacklist_settings(state: UcmState, key: str, values: Values | None) -> None:
    """There is one of it, whatever the key."""
    if values is None or values.keys() != {"enable"} or values["enable"] not in ("yes", "no"):
        raise ControlError("the blacklist's settings are enable, yes or no")
    state.inbound_blacklist_enabled = values["enable"]


def add_blacklist_settings(state: UcmState, key: str, values: Values) -> None:
    raise ControlError("the blacklist's settings are always there")


def change_pin_set(state: UcmState, pin_sets_id: str, values: Values | None) -> None:
    pin_set = _existing(state.pin_sets, pin_sets_id)
    if values is None:
        del state.pin_sets[pin_sets_id]
    else:
        set_flat(pin_set, values, frozenset({"pin_sets_id"}))


def add_pin_set(state: UcmState, pin_sets_id: str, values: Values) -> None:
    _new_id(state.pin_sets, pin_sets_id)
    pin_set = PinSet(pin_sets_id, f"PIN group {pin_sets_id}", "no")
    set_flat(pin_set, values, frozenset({"pin_sets_id"}))
    state.pin_sets[pin_sets_id] = pin_set
