# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a simulated VoipNow is born with. The same options give the same system, but for what the clock says."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from tests.simulators.voipnow.limits import everything_allowed
from tests.simulators.voipnow.places import CODECS
from tests.simulators.voipnow.resources.charging import DEFAULTS as PLAN_DEFAULTS
from tests.simulators.voipnow.resources.reports import COUNTED
from tests.simulators.voipnow.state import (
    ADMIN,
    ADMIN_ID,
    ORGANIZATION,
    SERVICE_PROVIDER,
    USER,
    Account,
    Extension,
    VoipNowState,
)

if TYPE_CHECKING:
    from tests.simulators.voipnow.options import VoipNowOptions

PER_USER = 10
PER_ORGANIZATION = 50
PER_PROVIDER = 500
# types of a user's ten extensions, in their order
TYPES = ("term",) * 7 + ("phoneQueue", "ivr", "conference")
FIRST_CALL = datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)
BETWEEN_CALLS = datetime.timedelta(hours=17, minutes=11)


def born(options: VoipNowOptions, moment: str) -> VoipNowState:
    """``objects`` extensions below as many users, organizations and service providers as they need; 0: none."""
    state = VoipNowState()
    admin = state.add_account(
        ADMIN, 0, "admin", _identifier("admin"), contact={"name": "Administrator", "email": "admin@example.com"}
    )
    admin.created = moment
    _add_plan(state, ADMIN_ID, moment)
    _add_outside(state, options, moment)
    _add_lists(state, moment)
    provider = company = user = admin
    terms: list[Extension] = []
    for number in range(options.objects):
        if number % PER_PROVIDER == 0:
            provider = _add(state, SERVICE_PROVIDER, admin, "provider", number // PER_PROVIDER + 1, moment)
            _add_plan(state, provider.id, moment)
        if number % PER_ORGANIZATION == 0:
            company = _add(state, ORGANIZATION, provider, "company", number // PER_ORGANIZATION + 1, moment)
            _add_plan(state, company.id, moment)
            group = {"name": "Everyone", "code": "everyone", "userID": company.id, "members": []}
            state.tables["user_groups"].add(group)
        if number % PER_USER == 0:
            user = _add(state, USER, company, "user", number // PER_USER + 1, moment)
            group["members"].append(user.id)
        kind = TYPES[number % PER_USER]
        extension = state.add_extension(
            user,
            str(101 + number % PER_ORGANIZATION),
            kind,
            _identifier(f"extension {number}"),
            label=f"{user.name} {number % PER_USER + 1}",
            password=f"Ext-{number}-pass",
            created=moment,
        )
        if kind == "term":
            terms.append(extension)
        elif kind == "conference" and number < PER_USER:
            _add_conferences(state, extension, moment)
    _add_calls(state, options.calls, terms)
    return state


def _identifier(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _add(state: VoipNowState, kind: str, parent: Account, name: str, number: int, moment: str) -> Account:
    login = f"{name}{number}"
    plans = state.rows("charging_plans")
    return state.add_account(
        kind,
        parent.id,
        login,
        _identifier(login),
        password=f"Born-{login}",
        contact={
            "firstName": name.capitalize(),
            "lastName": str(number),
            "company": f"{name.capitalize()} {number} Ltd",
            "email": f"{login}@example.com",
            "country": "us",
        },
        plan=next(key for key, row in plans.items() if row["userID"] == parent.id),
        created=moment,
        **everything_allowed(kind),
    )


def _add_plan(state: VoipNowState, owner: int, moment: str) -> None:
    plan = {"name": "Standard", "default": True, "userID": owner, "status": True, "scope": None, "signature": None}
    everything = dict.fromkeys(("allowIn", "allowOut", "allowLocal", "allowExtended"), True)
    identifier = _identifier(f"plan {owner}")
    state.tables["charging_plans"].add({**PLAN_DEFAULTS, **everything, **plan, "identifier": identifier})


def _add_outside(state: VoipNowState, options: VoipNowOptions, moment: str) -> None:
    """A channel in a group, with public numbers, and a group of outgoing rules that lets everything pass."""
    channel = state.tables["channels"].add(
        {
            "name": "Carrier",
            "type": "sip",
            "hostname": "192.0.2.10",
            "status": True,
            "paid": True,
            "flow": "both",
            "codecs": list(range(1, min(3, len(CODECS)) + 1)),
            "crDate": moment,
        }
    )
    state.tables["channel_groups"].add({"name": "Carriers", "channels": [channel], "crDate": moment})
    for number in range(options.numbers):
        digits = f"1555{number:07}"
        row = {"channelID": channel, "phoneNo": f"+{digits}", "did": digits, "location": "Springfield", "cost": 1.0}
        kind = "stacked" if number % 10 == 9 else "exclusive"
        state.tables["public_numbers"].add({**row, "type": kind, "holders": [], "crDate": moment})
    state.last_rule += 1
    rule = {"action": "process", "number": "X.", "channelID": channel, "ruleID": state.last_rule, "status": True}
    group = {"name": "Everything", "userID": ADMIN_ID, "default": True, "status": True, "crDate": moment}
    state.tables["outgoing_rule_groups"].add({**group, "rules": [rule]})


def _add_lists(state: VoipNowState, moment: str) -> None:
    for level in ("serviceProvider", "organization", "user", "extension"):
        row = {"name": f"Default {level}", "userID": ADMIN_ID, "userLevel": level, "extensionType": "term"}
        state.tables["templates"].add(row)
    interval = {"startTime": "09:00:00", "endTime": "17:00:00", "startDay": 1, "endDay": 31, "startWkday": 2}
    state.tables["time_interval_blocks"].add(
        {
            "name": "Office hours",
            "type": "interval",
            "timezone": 1,
            "userID": ADMIN_ID,
            "crDate": moment,
            "intervals": {1: {**interval, "endWkday": 6}},
            "last": 1,
        }
    )
    for music, names in ((0, ("Welcome", "Goodbye")), (1, ("Piano",))):
        folder = state.tables["folders"].add(
            {"name": "Music" if music else "Announcements", "userID": ADMIN_ID, "crDate": moment}
        )
        for name in names:
            state.tables["sounds"].add(
                {
                    "name": name,
                    "userID": ADMIN_ID,
                    "system": 1,
                    "status": 1,
                    "folderID": folder,
                    "musicOnHold": music,
                    "shared": True,
                    "languages": ["en"],
                    "crDate": moment,
                }
            )


def _add_conferences(state: VoipNowState, extension: Extension, moment: str) -> None:
    state.tables["scheduled_conferences"].add(
        {
            "extendedNumber": extension.number,
            "conferenceNumber": "7001",
            "name": "Weekly",
            "type": "recurring",
            "startTime": "10:00:00",
            "endTime": "11:00:00",
            "adminPIN": "9182",
            "participantPIN": "4711",
            "roomSize": 20,
            "timezone": 1,
            "weekday": 2,
            "crDate": moment,
        }
    )
    state.tables["conference_sessions"].add(
        {
            "extendedNumber": extension.number,
            "conferenceNumber": "7001",
            "started": (FIRST_CALL + datetime.timedelta(hours=2)).isoformat(),
            "ended": (FIRST_CALL + datetime.timedelta(hours=3)).isoformat(),
            "participants": 5,
        }
    )


def _add_calls(state: VoipNowState, number: int, terms: list[Extension]) -> None:
    """Of phone terminals in turn, alternately in and out; every third to the outside costs something."""
    dispositions = tuple(COUNTED)
    for index in range(number if terms else 0):
        extension = terms[index % len(terms)]
        started = FIRST_CALL + BETWEEN_CALLS * index
        disposition = dispositions[0 if index % 5 < 3 else 1 + index // 5 % (len(dispositions) - 1)]
        kind = ("out", "local", "elocal")[index % 3]
        flow = ("in", "out")[index % 2]
        other = f"+1555{9000000 + index}" if kind == "out" else extension.extension_no
        duration = 30 + index % 7 * 15 if disposition == "ANSWERED" else 0
        cost = round(duration / 60 * 0.1, 4) if (kind, flow) == ("out", "out") else 0.0
        ends = (other, extension.number) if flow == "in" else (extension.number, other)
        call = {
            "userID": extension.owner,
            "source": ends[0],
            "destination": ends[1],
            "initiated": started.isoformat(),
            "startDate": started.isoformat(),
            "duration": str(duration),
            "flow": flow,
            "type": kind,
            "disposition": disposition,
            "hangupCause": 16 if duration else 19,
            "networkCode": "200" if duration else "480",
            "cost": cost,
            "profit": round(cost / 4, 4),
        }
        if duration:
            call["answerDate"] = (started + datetime.timedelta(seconds=5)).isoformat()
        state.tables["calls"].add(call)
