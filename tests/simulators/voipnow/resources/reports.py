# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports: what calls cost, which calls there were, and how many of everything there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import listed
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.limits import expired
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.state import ADMIN_ID, ORGANIZATION, SERVICE_PROVIDER, USER, Account

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

CURRENCY = "USD"
MOST_RECORDS = 1000
NO_PHONE_SERVICE = "64"
COUNTED = {
    "ANSWERED": "answered",
    "NO ANSWER": "unanswered",
    "BUSY": "busy",
    "FAILED": "failed",
    "UNKNOWN": "unknown",
    "NOT ALLOWED": "unallowed",
}
STATISTICS = {SERVICE_PROVIDER: "serviceProviders", ORGANIZATION: "organizations", USER: "users"}
EXTENSIONS = {
    "term": "phoneTerminal",
    "phoneQueue": "phoneQueue",
    "queuecenter": "queueCenter",
    "ivr": "IVR",
    "voicecenter": "voicemailCenter",
    "conference": "conference",
    "callback": "callback",
    "callcard": "callingCard",
    "intercom": "intercomPaging",
}
CALL = (
    "source destination initiated startDate duration answerDate flow type disposition hangupCause networkCode".split()
)


def _account(system: VoipNowSystem, request: Parameters) -> Account:
    found = selecting.holder(system.objects, request)
    return system.objects.accounts[ADMIN_ID] if found is None else found


def _calls(system: VoipNowSystem, account: Account, first: str, last: str) -> Iterator[dict[str, Any]]:
    """Calls of the account and of everyone below, between two days."""
    state = system.objects
    owners = {account.id, *(each.id for each in state.below(account.id))}
    for call in state.rows("calls").values():
        if call["userID"] in owners and first <= call["initiated"][:10] <= last:
            yield call


def _interval(request: Parameters) -> tuple[str, str]:
    interval = request.get("interval", {})
    first, last = interval.get("startDate", ""), interval.get("endDate", "9999")
    if first > last:
        raise Refusal(codes.CANNOT_RETRIEVE, "The interval ends before it begins")
    return first, last


@handles("CallCosts")
def costs(system: VoipNowSystem, request: Parameters) -> Values:
    """Of an interval, else of a month: by default the current one. ``prepareDelete`` suspends the account for good."""
    account = _account(system, request)
    if "interval" in request:
        first, last = _interval(request)
    else:
        today = system.clock.wall().date()
        year, month = request.get("year", today.year), request.get("month", today.month)
        if not 1 <= month <= 12:
            raise Refusal(codes.CANNOT_RETRIEVE, f"There is no month {month}")
        first, last = f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-31"
    calls = list(_calls(system, account, first, last))
    if request.get("prepareDelete"):
        if account.id == ADMIN_ID:
            raise Refusal(codes.ACCOUNT, "The administrator cannot be deleted")
        account.suspended, account.status, account.phone_status = True, False, NO_PHONE_SERVICE
    kinds, flows = Counter(call["type"] for call in calls), Counter(call["flow"] for call in calls)
    return {
        "cost": round(sum(call["cost"] for call in calls), 4),
        "profit": round(sum(call["profit"] for call in calls), 4),
        "currency": CURRENCY,
        "totalCalls": len(calls),
        "localCall": kinds["local"],
        "elocalCall": kinds["elocal"],
        "externalCall": kinds["out"],
        "incomingCall": flows["in"],
        "outgoingCall": flows["out"],
        "numberCost": 0.0,
    }


@handles("CallReport")
def report(system: VoipNowSystem, request: Parameters) -> Values:
    """At most 1,000 records, the oldest ones; the sums are of all that fit (chosen)."""
    account = _account(system, request)
    wanted = request.get("records", MOST_RECORDS)
    if not 1 <= wanted <= MOST_RECORDS:
        raise Refusal(codes.CANNOT_RETRIEVE, f"records is between 1 and {MOST_RECORDS}")
    conditions = {
        name: request[name] for name in ("flow", "type", "disposition", "hangupCause", "networkCode") if name in request
    }
    calls = [
        call
        for call in _calls(system, account, *_interval(request))
        if all(call[name] == value for name, value in conditions.items())
    ]
    calls.sort(key=lambda call: call["initiated"])
    rows = [{name: call[name] for name in CALL if name in call} for call in calls[:wanted]]
    sums = {"incomingCalls": _sums(calls, "in"), "outgoingCalls": _sums(calls, "out")}
    return listed("call", rows, **sums)


def _sums(calls: list[dict[str, Any]], flow: str) -> dict[str, int]:
    found = Counter(COUNTED[call["disposition"]] for call in calls if call["flow"] == flow)
    return {"total": found.total(), **{name: found[name] for name in COUNTED.values()}}


@handles("QuickStats")
def statistics(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    account = _account(system, request)
    accounts = list(state.below(account.id))
    if account.kind == USER:
        accounts.append(account)
    values: Values = {}
    for kind, name in STATISTICS.items():
        found = [each for each in accounts if each.kind == kind]
        values[name] = {
            "total": len(found),
            "active": sum(1 for each in found if each.status and not expired(system, each)),
            "expired": sum(1 for each in found if expired(system, each)),
            "suspended": sum(1 for each in found if not each.status),
        }
    owners = {account.id, *(each.id for each in accounts)}
    numbers = Counter(each.type for each in state.extensions.values() if each.owner in owners)
    values["extensions"] = {
        name: {"total": numbers[kind], "active": numbers[kind]} for kind, name in EXTENSIONS.items()
    }
    calls = list(_calls(system, account, "", "9999"))
    for name, flow in (("incomingCalls", "in"), ("outgoingCalls", "out")):
        found_calls = [call for call in calls if call["flow"] == flow]
        values[name] = {
            "total": len(found_calls),
            "duration": float(sum(int(call["duration"]) for call in found_calls)),
            "cost": round(sum(call["cost"] for call in found_calls), 4),
            "profit": round(sum(call["profit"] for call in found_calls), 4),
        }
    held = [row for row in state.rows("public_numbers").values() if account.id in (ADMIN_ID, *row["holders"])]
    return {**values, "currency": CURRENCY, "phoneNumbers": len(held)}
