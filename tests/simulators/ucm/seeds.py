# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a simulated UCM is born with: departments, extensions, their users, groups, the administrator, trunks and
routes, hotel rooms, and a past of calls."""

from __future__ import annotations

import secrets

from tests.simulators.clock import Clock
from tests.simulators.ucm.history import seed_calls
from tests.simulators.ucm.hotel_state import Room
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.routes import new_inbound_route, new_outbound_route
from tests.simulators.ucm.sessions import Sessions
from tests.simulators.ucm.state import ADMIN, ADMIN_ID, Account, Department, ExtensionGroup, RingGroup, UcmState, User
from tests.simulators.ucm.trunks import LONG_AGO, new_trunk

FIRST_EXTENSION = 1000
FIRST_FXS = 90
FIRST_ROOM = 101  # not the number of the room's extension, although the two are the same in some examples
RING_GROUP = "6400"
# id, name, father; the space behind Support is meant (the vendor's own example has one)
DEPARTMENTS = ((1, "Headquarters", 0), (2, "Support ", 1), (3, "Sales", 1), (4, "Networking", 2), (5, "R&D", 1))
FIRST_NAMES = ("Ada", "Björn", "Chen", "Dora", "Emre", "Fatima", "Grace", "Hugo", "Ines", "Jürgen")
LAST_NAMES = ("Almeida", "Bauer", "Costa", "Diaz", "Eriksen", "Fischer", "Garcia")
GROUPS = (("group-1", "Reception", (0, 1)), ("group-2", "Field service", (1, 2, 3)), ("group-3", "Nobody", ()))


def born(options: UcmOptions, sessions: Sessions, clock: Clock) -> UcmState:
    """The state at start. Extensions are 1000, 1001, ... and grow a digit where the thousands end."""
    state = UcmState()
    for number, name, father in DEPARTMENTS:
        state.departments[str(number)] = Department(number, name, father)
    state.users[ADMIN] = User(
        ADMIN_ID,
        ADMIN,
        privilege=0,
        cookie=sessions.open(ADMIN, lasting=True),
        login_time=f"{clock.wall():%Y-%m-%d %H:%M:%S}",
        ip="192.0.2.10",
    )
    for index in range(options.objects):
        _extension(state, index)
    for index in range(options.fxs_ports):
        number = str(FIRST_FXS + index)
        state.accounts[number] = Account(number, kind="FXS", status="Idle")
        state.add_user(number)
    for group_id, name, places in GROUPS:
        members = [str(FIRST_EXTENSION + place) for place in places if place < options.objects]
        state.groups[group_id] = ExtensionGroup(group_id, name, members)
    _ring_group_and_rooms(state, options)
    seed_calls(state.telephony, options)
    if options.objects:
        _lines(state)
    return state


def _lines(state: UcmState) -> None:
    """Trunks and routes that are in use already. A system without extensions has none."""
    registered = {"trunk_type": "register", "need_register": "yes", "username": "49305550", "secret": new_secret()}
    provider = new_trunk(state, "voip", "Provider", {"host": "sip.provider.example", **registered})
    branch = new_trunk(state, "voip", "Branch office", {"host": "198.51.100.250", "enable_qualify": "yes"})
    analog = new_trunk(state, "analog", "Analog line", {})
    for trunk in (provider, branch, analog):
        trunk.live_since = LONG_AGO
    for name, trunk, permission, patterns in (
        ("Emergency", analog, "internal", ("_11[02]",)),
        ("National", provider, "internal-local-national", ("_0Z!", "_115")),
        ("Branch", branch, "internal", ("_7XXX",)),
    ):
        settings = {"outbound_rt_name": name, "default_trunk_index": trunk.trunk_index, "permission": permission}
        rows = [{"match": pattern, "allow": None, "strip_prefix": None} for pattern in patterns]
        new_outbound_route(state, settings, rows)
    first = str(FIRST_EXTENSION)
    to_first = {"destination_type": "account", "account": first}
    new_inbound_route(state, provider.trunk_index, ["_49305550."], {}, {"ext_local": "yes"})
    new_inbound_route(state, provider.trunk_index, ["_493055599"], to_first, {"ext_local": "yes"})
    new_inbound_route(state, analog.trunk_index, ["_."], to_first, {"ext_local": "yes"})


def _ring_group_and_rooms(state: UcmState, options: UcmOptions) -> None:
    """What can be made through no operation. Rooms belong to the first extensions."""
    numbers = [str(FIRST_EXTENSION + index) for index in range(options.objects)]
    if numbers:
        state.ring_groups[RING_GROUP] = RingGroup(RING_GROUP, numbers[:2])
    for index, address in enumerate(numbers[: options.rooms]):
        state.hotel.rooms[address] = Room(address, str(FIRST_ROOM + index))


def _extension(state: UcmState, index: int) -> None:
    number = str(FIRST_EXTENSION + index)
    registered = index % 3 == 1
    state.accounts[number] = Account(
        number,
        settings={"secret": new_secret(), "vmsecret": new_pin(), "cidnumber": number},
        user_password=new_secret(),
        status="Idle" if registered else "Unavailable",
        addr=f"198.51.100.{index % 250 + 1}:5060" if registered else "-",
        chat_messages=index % 5,
    )
    if index % 4 == 3:  # nobody has typed in who this is
        state.add_user(number)
        return
    first, last = (FIRST_NAMES[index % len(FIRST_NAMES)], LAST_NAMES[index % len(LAST_NAMES)])
    state.add_user(
        number,
        first_name=first,
        last_name=last,
        email=f"user{number}@example.com",
        department=DEPARTMENTS[index % len(DEPARTMENTS)][1],
    )


def new_secret() -> str:
    """A password that is strong by the rules of strict systems."""
    return f"Aa1!{secrets.token_hex(6)}"


def new_pin() -> str:
    return f"{secrets.randbelow(10**6):06d}"
