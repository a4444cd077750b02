# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trunks, routes, blacklist and PIN groups as the controls show and change them, by id.

Behind the client's back nothing is checked but names and ids, and a new trunk is in effect at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.simulators.system import ControlError
from tests.simulators.ucm.routes import DIAL_TRUNK, DID_DESTINATIONS, INBOUND_DEFAULTS, OUTBOUND_DEFAULTS
from tests.simulators.ucm.state import InboundRoute, OutboundRoute, PinSet, Trunk, UcmState
from tests.simulators.ucm.telephony_backdoors import Table, Values
from tests.simulators.ucm.trunks import DEFAULTS, LONG_AGO


@dataclass(frozen=True)
class ById(Table):
    """Objects with ids from the system, which go on behind the highest. ``kept_in`` names the table of the state,
    ``counter`` the id that was given last; ``remove`` takes along what hangs on an object."""

    kept_in: str = ""
    counter: str = ""
    remove: Callable[[UcmState, str], None] = lambda state, key: None

    def insert(self, state: UcmState, key: str, item: Any) -> None:
        getattr(state, self.kept_in)[key] = item
        setattr(state, self.counter, max(getattr(state, self.counter), int(key)))

    def delete(self, state: UcmState, key: str) -> None:
        self.remove(state, key)


class Blacklist(Table):
    """Numbers with the id of the route that they are blocked for."""

    def show(self, state: UcmState) -> Mapping[str, Any]:
        return {number: entry["inbound_rt_index"] for number, entry in state.inbound_blacklist.items()}

    def change(self, state: UcmState, key: str, values: Values | None) -> None:
        if key not in state.inbound_blacklist:
            raise ControlError(f"{key} is not in the list")
        if values is None:
            del state.inbound_blacklist[key]
        else:
            self._block(state, key, values)

    def add(self, state: UcmState, key: str, values: Values) -> None:
        if key in state.inbound_blacklist:
            raise ControlError(f"{key} is in the list")
        self._block(state, key, {"inbound_rt_index": "0", **values})

    def _block(self, state: UcmState, key: str, values: Values) -> None:
        if values.keys() != {"inbound_rt_index"}:
            raise ControlError("an entry of the blacklist has an inbound_rt_index")
        state.inbound_blacklist[key] = {"inbound_rt_index": str(values["inbound_rt_index"])}


class BlacklistSettings(Table):
    """There is one of it, whatever the key."""

    def show(self, state: UcmState) -> Mapping[str, Any]:
        return state.inbound_blacklist_settings

    def change(self, state: UcmState, key: str, values: Values | None) -> None:
        if values is None or values.keys() != {"enable"} or values["enable"] not in ("yes", "no"):
            raise ControlError("the blacklist's settings are enable, yes or no")
        state.inbound_blacklist_settings["enable"] = values["enable"]


def _id(taken: Mapping[str, Any], key: str) -> int:
    if not key.isdecimal() or key != str(int(key)) or key == "0" or key in taken:
        raise ControlError("a new object needs an id of its own, a number from 1")
    return int(key)


def _trunks(kind: str) -> ById:
    def make(state: UcmState, key: str) -> Trunk:
        settings = {**DEFAULTS[kind], **({"host": "192.0.2.1"} if kind == "voip" else {})}
        return Trunk(_id(state.trunks, key), kind, f"trunk {key}", settings, live_since=LONG_AGO)

    return ById(
        f"{kind}_trunks",
        lambda state: {key: trunk for key, trunk in state.trunks.items() if trunk.kind == kind},
        make,
        frozenset({"trunk_index", "kind"}),
        DEFAULTS[kind],
        kept_in="trunks",
        counter="last_trunk_index",
        remove=UcmState.remove_trunk,
    )


def _outbound_route(state: UcmState, key: str) -> OutboundRoute:
    settings = {**OUTBOUND_DEFAULTS, "outbound_rt_name": f"route-{key}"}
    return OutboundRoute(_id(state.outbound_routes, key), settings, [])


def _inbound_route(state: UcmState, key: str) -> InboundRoute:
    allowed = {**dict.fromkeys((*DID_DESTINATIONS, DIAL_TRUNK), "no"), "ext_local": "yes"}
    return InboundRoute(_id(state.inbound_routes, key), 0, ["_."], dict(INBOUND_DEFAULTS), allowed)


def _pin_set(state: UcmState, key: str) -> PinSet:
    return PinSet(str(_id(state.pin_sets, key)), f"PIN group {key}", "no")


TABLES: Mapping[str, Table] = {
    "voip_trunk": _trunks("voip"),
    "analog_trunk": _trunks("analog"),
    "digital_trunk": _trunks("digital"),
    "outbound_route": ById(
        "outbound_routes",
        lambda state: state.outbound_routes,
        _outbound_route,
        frozenset({"outbound_rt_index"}),
        OUTBOUND_DEFAULTS,
        kept_in="outbound_routes",
        counter="last_outbound_rt_index",
        remove=UcmState.remove_outbound_route,
    ),
    "inbound_route": ById(
        "inbound_routes",
        lambda state: state.inbound_routes,
        _inbound_route,
        frozenset({"inbound_rt_index"}),
        INBOUND_DEFAULTS,
        kept_in="inbound_routes",
        counter="last_inbound_rt_index",
        remove=UcmState.remove_inbound_route,
    ),
    "inbound_blacklist": Blacklist("inbound_blacklist", lambda state: state.inbound_blacklist),
    "inbound_blacklist_settings": BlacklistSettings("inbound_blacklist_settings", lambda state: {}),
    "pin_set": Table("pin_sets", lambda state: state.pin_sets, _pin_set, frozenset({"pin_sets_id"})),
}
