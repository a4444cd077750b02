# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reports: what calls cost, which calls there were, and how many of everything there is.

Source: the provisioning tools' document, call-costs, call-report and quick-stats; the vendor's schema 3.0.0, Report.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..core import codecs
from ..core.codecs import Codec
from ..core.fields import Field, Values, encode
from ..core.task import Context
from . import call_report
from .account_task import AccountTask
from .call_report import DISPOSITIONS, FLOWS, MOST_RECORDS, TYPES, Period, day
from .client import VoipNowClient
from .lists import in_words
from .vendor import VOIPNOW

COSTS, STATISTICS = "CallCosts", "QuickStats"
_DAY = r"\d{4}-\d\d-\d\d"
_COSTS_WORDS = {
    "totalCalls": "total_calls",
    "localCall": "local_calls",
    "elocalCall": "extended_local_calls",
    "externalCall": "external_calls",
    "incomingCall": "incoming_calls",
    "outgoingCall": "outgoing_calls",
}
_EXTENSION_WORDS = {
    "phoneTerminal": "term",
    "queueCenter": "queuecenter",
    "IVR": "ivr",
    "voicemailCenter": "voicecenter",
    "callingCard": "callcard",
    "intercomPaging": "intercom",
}
"""The types of extensions as voipnow_extension has them; the others are alike."""


def _enum(values: Mapping[str, str]) -> Codec:
    return codecs.enum(dict(values))


def _date(name: str, description: str) -> Field:
    return Field(name=name, description=description, pattern=_DAY, pattern_words="a date such as 2026-01-31")


PERIOD = (
    _date("start_date", "Only calls from this day on."),
    _date("end_date", "Only calls until the end of this day."),
)


def _real_days(wanted: Values) -> str | None:
    for name in ("start_date", "end_date"):
        try:
            day(wanted.get(name))
        except ValueError:
            return f"{name} {wanted[name]!r} is no date that there is"
    return None


def _end_after_start(wanted: Values) -> str | None:
    first, last = wanted.get("start_date"), wanted.get("end_date")
    return f"end_date {last} is before start_date" if first and last and last < first else None


def _one_period(wanted: Values) -> str | None:
    month, days = ({"year", "month"} & wanted.keys(), {"start_date", "end_date"} & wanted.keys())
    if len(month) == 1:
        return "year and month go together"
    return "year and month exclude start_date and end_date" if month and days else None


class CostsTask(AccountTask):
    """What calls cost. It never asks to prepare the account's deletion."""

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        given = self.given(params)
        request = _selector(self, client, params) | _interval(given) | encode(self.fields, _without_days(given))
        return {"changed": False, "costs": costs_in(client.reader.read(COSTS, **request))}


class CallReportTask(AccountTask):
    """The calls, in as many requests as it takes."""

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        given = self.given(params)
        limit = given.pop("limit", None)
        # Schema 3.0.0 misspells it in the request.
        spelt = "disposition" if client.knows(call_report.OPERATION, "disposition") else "disposion"
        request = {
            {"disposition": spelt}.get(wire, wire): value
            for wire, value in encode(self.fields, _without_days(given)).items()
        } | _selector(self, client, params)
        if limit is None:
            # VoipNow may be a day ahead of the clock here.
            now = datetime.fromtimestamp(context.clock.now(), UTC).date()
            period = Period(day(given.get("start_date")), day(given.get("end_date")))
            calls, complete = call_report.read_calls(client.reader, request, period, now, spelt)
            if not complete:
                context.warn(
                    f"VoipNow tells {MOST_RECORDS} calls at a time, and has more of one day and kind than that: "
                    "the report is not complete"
                )
        else:
            calls = call_report.read_some(client.reader, request | _interval(given), limit)
            complete = len(calls) < limit
        return {"changed": False, "calls": calls, "complete": complete, "totals": call_report.totals(calls)}


class StatisticsTask(AccountTask):
    """How many accounts, extensions and calls there are."""

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        answer = _content(client.reader.read(STATISTICS, **_selector(self, client, params)))
        extensions = answer.get("extensions")
        statistics = in_words(answer)
        if isinstance(extensions, Mapping):
            # Names of types, which are no words to be put in snake case.
            statistics["extensions"] = {
                _EXTENSION_WORDS.get(name, name): in_words(numbers) for name, numbers in extensions.items()
            }
        return {"changed": False, "statistics": statistics}


class PrepareDeleteTask(AccountTask):
    """Puts an account into a suspension that cannot be undone, whenever it runs."""

    def check(self, params: Mapping[str, Any]) -> list[str]:
        problems = super().check(params)
        if not params["confirm"]:
            problems.append("confirm must be true, since nothing ends the suspension of the account")
        return problems

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        account = self.account(client, params)
        if account is None:
            raise ValueError("a task is checked before it runs")
        if context.check_mode:
            return {"changed": True, "sent": False}
        answer = client.writer.write(COSTS, userID=account.id, prepareDelete=True)
        return {"changed": True, "sent": True, "costs": costs_in(answer)}


def costs_in(answer: Mapping[str, Any]) -> Values:
    """What calls cost and how many there were, by the words that results have for them."""
    return in_words({_COSTS_WORDS.get(name, name): value for name, value in _content(answer).items()})


def _content(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in ("notice", "result")}


def _selector(task: AccountTask, client: VoipNowClient, params: Mapping[str, Any]) -> dict[str, Any]:
    account = task.account(client, params)
    return {} if account is None else {"userID": account.id}


def _interval(given: Values) -> dict[str, Any]:
    return Period(day(given.get("start_date")), day(given.get("end_date"))).parameters()


def _without_days(given: Values) -> Values:
    return {name: value for name, value in given.items() if name not in ("start_date", "end_date")}


_PERIOD_RULES = (_real_days, _end_after_start)

CALL_COSTS = CostsTask(
    "voipnow_call_costs",
    VOIPNOW,
    what="The costs",
    needs_account=False,
    fields=(
        *PERIOD,
        Field(
            name="year",
            description="The year of O(month). By default the current month counts.",
            type="int",
            minimum=1,
            maximum=9999,
        ),
        Field(
            name="month",
            description="Only calls of this month, instead of O(start_date) and O(end_date).",
            type="int",
            minimum=1,
            maximum=12,
        ),
    ),
    rules=(*_PERIOD_RULES, _one_period),
)

CALL_REPORT = CallReportTask(
    "voipnow_call_report",
    VOIPNOW,
    what="The calls",
    needs_account=False,
    fields=(
        *PERIOD,
        Field(
            name="flow",
            description="Only calls that come in, or that go out.",
            choices=tuple(FLOWS),
            codec=_enum(FLOWS),
        ),
        Field(
            name="type",
            description="Only calls inside the organization, V(local), between organizations of this VoipNow, "
            "V(extended_local), or with the outside, V(external).",
            choices=tuple(TYPES),
            codec=_enum(TYPES),
        ),
        Field(
            name="disposition",
            description="Only calls that ended so.",
            choices=tuple(DISPOSITIONS),
            codec=_enum(DISPOSITIONS),
        ),
        Field(
            name="hangup_cause",
            description="Only calls with this cause of the hangup, such as V(16).",
            type="int",
            wire="hangupCause",
            aliases=("hangupCause",),
            codec=codecs.RAW,
        ),
        Field(
            name="network_code",
            description="Only calls with this code of the network, such as V(480).",
            wire="networkCode",
            aliases=("networkCode",),
        ),
        Field(
            name="limit",
            description=(
                "The most calls to read, in one request. Which ones they are is for VoipNow to choose.",
                "By default all that fit are read, in as many requests as it takes.",
            ),
            type="int",
            minimum=1,
            maximum=MOST_RECORDS,
        ),
    ),
    rules=_PERIOD_RULES,
)

QUICK_STATS = StatisticsTask("voipnow_quick_stats", VOIPNOW, what="The statistics", needs_account=False, fields=())

PREPARE_DELETE = PrepareDeleteTask(
    "voipnow_prepare_delete",
    VOIPNOW,
    what="The suspension",
    needs_account=True,
    fields=(
        Field(
            name="confirm",
            description="Must be V(true): nothing ends the suspension again.",
            type="bool",
            required=True,
        ),
    ),
)
