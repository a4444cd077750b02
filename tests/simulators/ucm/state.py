# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a simulated UCM remembers, as plain dataclasses and dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.ucm.hotel_state import Hotel
from tests.simulators.ucm.telephony_state import Telephony

ADMIN = "admin"
ADMIN_ID = 0
FIRST_USER_ID = 2  # as in the vendor's example, where 0 is the administrator
EXTENSION_PRIVILEGE = 3


@dataclass
class Account:
    """An extension. ``settings`` holds what differs from the defaults of its kind; ``presence`` None is the default."""

    extension: str
    kind: str = "SIP"
    settings: dict[str, Any] = field(default_factory=dict)
    presence: list[dict[str, Any]] | None = None
    voicemail: dict[str, str | None] = field(default_factory=lambda: {"vm_attach": None, "vm_reserve": None})
    user_password: str = ""
    wave_privilege_id: str = "0"
    status: str = "Unavailable"
    addr: str = "-"
    urgent_messages: int = 0
    new_messages: int = 0
    old_messages: int = 0
    chat_messages: int = 0


@dataclass
class User:
    """The person behind an extension, or the administrator."""

    user_id: int
    user_name: str
    privilege: int = EXTENSION_PRIVILEGE
    department: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    enable_multiple_extension: str = "no"
    multiple_extension: str | None = None
    email: str | None = None
    language: str | None = None
    fax: str | None = None
    family_number: str | None = None
    phone_number: str | None = None
    cookie: str | None = None
    login_time: str | None = None
    email_to_user: str = "no"
    ip: str | None = None

    @property
    def fullname(self) -> str | None:
        return " ".join(filter(None, (self.first_name, self.last_name))) or None


@dataclass
class Department:
    """``name`` may end in a space, as one of the vendor's example does."""

    department_id: int
    name: str
    father_id: int = 0


@dataclass
class ExtensionGroup:
    """``members`` are extension numbers in order."""

    group_id: str
    group_name: str
    members: list[str] = field(default_factory=list)


@dataclass
class Trunk:
    """A way to the outside. ``kind`` is voip, analog or digital; ids are counted over all kinds.

    ``settings`` are complete. ``shared_line`` is what was said about the shared line appearance of an analog trunk,
    None where it is off. ``live_since`` is when the trunk's last change took effect, None before the apply it needs.
    ``status`` is set through /_sim/ only, otherwise it is worked out.
    """

    trunk_index: int
    kind: str
    trunk_name: str
    settings: dict[str, Any]
    shared_line: dict[str, str] | None = None
    live_since: float | None = None
    status: str | None = None


@dataclass
class OutboundRoute:
    """``patterns`` are dicts of match, allow and strip_prefix, ``failover`` rows as getOutboundRoute shows them."""

    outbound_rt_index: int
    settings: dict[str, Any]
    patterns: list[dict[str, Any]]
    members: list[str] = field(default_factory=list)
    failover: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class InboundRoute:
    """``settings`` are complete; ``did_destinations`` are the kinds of number that a caller may reach by DID.

    ``time_conditions`` and ``modes`` are further destinations, as listInboundRoute shows them among the members.
    """

    inbound_rt_index: int
    trunk_index: int
    patterns: list[str]
    settings: dict[str, Any]
    did_destinations: dict[str, str]
    time_conditions: list[dict[str, Any]] = field(default_factory=list)
    modes: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class PinSet:
    """``members`` are dicts of pin and pin_name."""

    pin_sets_id: str
    pin_sets_name: str
    record_in_cdr: str
    members: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Queue:
    """A call queue. ``settings`` holds what differs from the defaults; ``logged_off`` and ``paused`` are members."""

    extension: str
    settings: dict[str, Any] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    chairmen: list[str] = field(default_factory=list)
    logged_off: list[str] = field(default_factory=list)
    paused: list[str] = field(default_factory=list)


@dataclass
class PagingGroup:
    """A paging or intercom group. ``allowed`` are those who may page; everybody when empty."""

    extension: str
    settings: dict[str, Any] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)


@dataclass
class Ivr:
    """An automatic attendant. ``events`` are its key events as they were sent, in order."""

    ivr_id: str
    extension: str
    settings: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, str]] = field(default_factory=list)


@dataclass
class RingGroup:
    """A ring group. No operation reads or writes it, but calls, prompts and key events can go to it."""

    extension: str
    members: list[str] = field(default_factory=list)


@dataclass
class UcmState:
    """Objects by their natural key, and what waits for an apply."""

    accounts: dict[str, Account] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    groups: dict[str, ExtensionGroup] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    paging_groups: dict[str, PagingGroup] = field(default_factory=dict)
    ivrs: dict[str, Ivr] = field(default_factory=dict)
    ring_groups: dict[str, RingGroup] = field(default_factory=dict)
    telephony: Telephony = field(default_factory=Telephony)
    hotel: Hotel = field(default_factory=Hotel)
    last_ivr: int = 0
    trunks: dict[str, Trunk] = field(default_factory=dict)
    outbound_routes: dict[str, OutboundRoute] = field(default_factory=dict)
    inbound_routes: dict[str, InboundRoute] = field(default_factory=dict)
    inbound_blacklist: dict[str, dict[str, str]] = field(default_factory=dict)  # inbound_rt_index is "0" for all routes
    inbound_blacklist_settings: dict[str, str] = field(default_factory=lambda: {"enable": "no"})
    pin_sets: dict[str, PinSet] = field(default_factory=dict)
    last_trunk_index: int = 0
    last_outbound_rt_index: int = 0
    last_inbound_rt_index: int = 0
    last_user_id: int = FIRST_USER_ID - 1
    pending: list[str] = field(default_factory=list)
    applies: int = 0
    applied_at: float = float("-inf")
    written_at: float = float("-inf")
    busy_until: float = float("-inf")

    def numbered(self) -> tuple[Mapping[str, Any], ...]:
        """Tables whose keys are numbers that can be dialled; a number is free when it is in none of them."""
        ivrs = {ivr.extension: ivr for ivr in self.ivrs.values()}
        return (self.accounts, self.queues, self.paging_groups, self.ring_groups, ivrs, self.hotel.numbers())

    def number_in_use(self, number: str) -> bool:
        return any(number in table for table in self.numbered())

    def routes_over(self, trunk_index: int) -> tuple[list[OutboundRoute], list[InboundRoute]]:
        """Routes that need a trunk: as their own, not as a failover."""
        outbound = [
            route for route in self.outbound_routes.values() if route.settings["default_trunk_index"] == trunk_index
        ]
        return outbound, [route for route in self.inbound_routes.values() if route.trunk_index == trunk_index]

    def remove_trunk(self, key: str) -> None:
        """Delete a trunk with its shared line, its routes and its places among the failover trunks of others."""
        trunk_index = self.trunks.pop(key).trunk_index
        outbound, inbound = self.routes_over(trunk_index)
        for gone in outbound:
            self.remove_outbound_route(str(gone.outbound_rt_index))
        for each in inbound:
            self.remove_inbound_route(str(each.inbound_rt_index))
        for route in self.outbound_routes.values():
            route.failover = [row for row in route.failover if row["failover_trunk_index"] != trunk_index]

    def remove_outbound_route(self, key: str) -> None:
        """Delete a route; trunks whose LDAP prefix it gave have none from then on (chosen)."""
        outbound_rt_index = self.outbound_routes.pop(key).outbound_rt_index
        for trunk in self.trunks.values():
            if trunk.settings.get("ldap_default_outrt") == outbound_rt_index:
                trunk.settings["ldap_default_outrt"] = None

    def remove_inbound_route(self, key: str) -> None:
        """Delete a route with its entries in the blacklist."""
        del self.inbound_routes[key]
        self.inbound_blacklist = {
            number: entry for number, entry in self.inbound_blacklist.items() if entry["inbound_rt_index"] != key
        }

    def add_user(self, user_name: str, **values: Any) -> User:
        """A user for a new extension; ids are never given twice."""
        self.last_user_id += 1
        user = User(self.last_user_id, user_name, **values)
        self.users[user_name] = user
        return user

    def remove_account(self, number: str) -> None:
        """Delete an extension with what hangs on it: its user, its hotel room, and its places in all that has members.

        Silent in the document, chosen here: numbers in other extensions' lists and forwards, and those that are the
        target of a queue or of an IVR's key, stay, as text.
        """
        del self.accounts[number]
        self.users.pop(number, None)
        self.hotel.rooms.pop(number, None)
        for members in self._memberships():
            if number in members:
                members.remove(number)

    def _memberships(self) -> Iterator[list[str]]:
        for holder in (*self.groups.values(), *self.ring_groups.values(), *self.outbound_routes.values()):
            yield holder.members
        for queue in self.queues.values():
            yield from (queue.members, queue.chairmen, queue.logged_off, queue.paused)
        for paging in self.paging_groups.values():
            yield from (paging.members, paging.allowed)
