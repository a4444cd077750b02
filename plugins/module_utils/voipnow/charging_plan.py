# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Charging plans: what the accounts directly below an account may do, and what it costs them.

Source: the vendor's schema 3.0.0 (Add-, Edit- and DelChargingPlan, GetChargingPlans, GetChargingPlanDetails) with its
annotations; the provisioning tools can only read plans. Which plans belong to whom: the permission to manage charging
plans is one of service providers and organizations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.codecs import Codec
from ..core.errors import PbxError
from ..core.fields import Field, Values
from ..core.resource import Configured, Reader, Writer
from . import errors, names
from .account_fields import option
from .codecs import AMOUNT
from .names import OTHERWISE, PLAN_OWNERS
from .resource import MAIN, Group, Operations, VoipNowResource

_RATES = {"fixed": "fixed_rates", "inherit": "inherited_rates"}
"""Where the rates of each method are."""
_MANDATORY = {"included_minutes": "minutes", "fixed_rates.outgoing": "rate"}
"""What the schema wants of each entry of these lists."""


@dataclass(frozen=True, kw_only=True)
class ChargingPlanResource(VoipNowResource):
    """A charging plan, by its name and the account that owns it."""

    # -- whose it is

    def named(self, values: Mapping[str, Any]) -> str:
        return names.plan_of(values["name"], _owner(values))

    def find(self, reader: Reader, wanted: Values) -> dict[str, Any] | None:
        wanted_name = str(wanted["name"]).strip()
        for row in names.rows(reader, "charging_plan", _of_owner(reader, wanted)):
            if str(row.get("name", "")).strip() == wanted_name:
                return {"ID": names.id_in(row)}
        return None

    def target(self, current: Values) -> dict[str, Any]:
        return {"ID": current["id"]}

    def target_of_new(self, answer: Mapping[str, Any]) -> dict[str, Any] | None:
        return {"ID": names.id_in(answer)} if answer.get("ID") else None

    # -- reading

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        return _with_owner(super().read(reader, wanted), wanted)

    def read_listed(self, reader: Reader, row: Values) -> Values | None:
        return _with_owner(self.read_target(reader, {"ID": row["id"]}), row)

    def read_whole(self, reader: Reader, target: dict[str, Any]) -> Values | None:
        """What an answer leaves out is empty, but of flags it says nothing. Rates are those of the method."""
        document = reader.read(self.operations.get, **target).get("chargingPlan")
        if not document:
            return None
        nothing: Values = {"str": None, "float": None, "list": [], "dict": {}}
        empty = {each.name: nothing[each.type] for each in self._of(MAIN) if each.type in nothing}
        values = {**empty, **self.decode(document, self.operations.get, [MAIN])}
        others = {rates: {} for method, rates in _RATES.items() if values["method"] in _RATES.keys() - {method}}
        return self.with_names(reader, {**values, **others})

    def read_all(self, reader: Reader) -> list[Values]:
        return self.read_below(reader, None)

    def read_below(self, reader: Reader, owner: int | None) -> list[Values]:
        """The plans of an account, or all, as far as the list tells."""
        rows = names.rows(reader, "charging_plan", lambda what: owner)
        owners = names.plan_owners(reader)
        found = []
        for row, values in zip(rows, self.decode_rows(rows), strict=True):
            level, login = owners.get(str(row.get("userID")), ("", ""))
            found.append({**values, **dict.fromkeys(PLAN_OWNERS), **({level: login} if level else {})})
        return sorted(found, key=lambda each: [str(each.get(key.name) or "") for key in self.keys])

    # -- checks

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        current = self.read(reader, changes) or {}
        method = changes.get("method") or current.get("method") or "fixed"
        return [
            *super().verify(reader, changes, configured),
            *(
                f"{rates} are for method: {other}, and the plan's is {method}"
                for other, rates in _RATES.items()
                if changes.get(rates) and other != method
            ),
            *_incomplete(changes),
        ]

    # -- writing

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        return _with_rates_of_one_method(super().add_request(reader, values), values)

    def group_target(self, group: str, current: Values) -> dict[str, Any]:
        """The name goes with every edit."""
        return {**self.target(current), "name": current["name"]}

    def delete(self, writer: Writer, current: Values) -> None:
        try:
            super().delete(writer, current)
        except PbxError as error:
            if error.code == errors.CANNOT_UPDATE:
                error.remedy = "Give the accounts that have the plan another one, and run again."
            raise


def _owner(values: Mapping[str, Any]) -> str | None:
    return next((str(values[level]) for level in PLAN_OWNERS if values.get(level)), None)


def _with_owner(plan: Values | None, named: Values) -> Values | None:
    """The details have the owner's id only, and who looks for a plan knows its owner."""
    return plan and {**plan, **{level: named.get(level) for level in PLAN_OWNERS}}


def _of_owner(reader: Reader, wanted: Values) -> names.Scope:
    """Narrows the list to the plans of the account that is named."""
    for level in PLAN_OWNERS:
        if wanted.get(level):
            above = names.account(reader, level, wanted[level])
            return lambda what: names.NOBODY if above is None else names.id_in(above)
    return lambda what: names.ITSELF


def _incomplete(changes: Values) -> Iterator[str]:
    for place, part in _MANDATORY.items():
        entries: Any = changes
        for name in place.split("."):
            entries = (entries or {}).get(name)
        for entry in entries or ():
            if entry.get(part) is None:
                yield f"{place}[{entry['interval']}] has no {part}"


def _one_owner(wanted: Values) -> str | None:
    return (
        f"{' and '.join(PLAN_OWNERS)} exclude each other" if all(wanted.get(level) for level in PLAN_OWNERS) else None
    )


def _rates_of_one_method(wanted: Values) -> str | None:
    if wanted.get("fixed_rates") and wanted.get("inherited_rates"):
        return "fixed_rates and inherited_rates exclude each other"
    return None


def _with_rates_of_one_method(request: dict[str, Any], changes: Values) -> dict[str, Any]:
    """The schema has room for the rates of one method only."""
    other = "fixedCharge" if request.get("chargeMethod") == "inherit" else "inheritedCharge"
    return {name: value for name, value in request.items() if name != other and value != {}}


# -- the table


def _group(name: str, description: str | tuple[str, ...], *fields: Field) -> Field:
    """Options whose elements stand beside each other in the request."""
    return Field(name=name, description=description, type="dict", wire="", fields=fields)


def _flag(name: str, description: str, wire: str) -> Field:
    return option(name, description, wire, type="bool")


def _seconds(name: str, description: str, wire: str) -> Field:
    return option(name, description, wire, type="int", minimum=0)


def _amount(name: str, description: str, wire: str) -> Field:
    return option(name, description, wire, type="raw", codec=AMOUNT)


def _money(name: str, description: str, wire: str | None = None) -> Field:
    return option(name, description, wire, type="float")


_ENTRIES = Codec(
    lambda entries: (
        None
        if entries is None
        else [
            {name: value for name, value in entry.items() if (name, value) != ("intervalID", OTHERWISE)}
            for entry in entries
        ]
    ),
    lambda wire: [{"intervalID": OTHERWISE, **entry} for entry in wire or ()],
)
"""Entries by time interval; the one without an interval is for the rest of the time."""


def _by_interval(name: str, description: str, wire: str, value: Field) -> Field:
    interval = option(
        "interval",
        "The time interval, by name or id, or V(otherwise) for all time that is in none of them.",
        "intervalID",
        reference="time_interval",
        by_id=True,
    )
    return option(
        name,
        (description, "The list is the whole: entries that are not in it go."),
        wire,
        type="list",
        elements="dict",
        list_key="interval",
        whole=True,
        codec=_ENTRIES,
        fields=(interval, value),
    )


_NEUTRAL = {"mulFactor": 1, "adjustment": 0}


def _relative(name: str, description: str, wire: str | None = None) -> Field:
    return option(
        name,
        description,
        wire,
        type="dict",
        codec=Codec(lambda rate: None if rate is None else {**_NEUTRAL, **rate}, lambda rate: rate),
        fields=(
            _money("factor", "What the cost is multiplied by, 1 unless it is given.", "mulFactor"),
            _money("adjustment", "What is added to that, 0 unless it is given."),
        ),
    )


_KINDS_OF_CALLS = {
    "incoming": ("Calls from outside.", "externalIncoming"),
    "outgoing": ("Calls to the public network.", "external"),
    "local": ("Calls within the organization.", None),
    "extended_local": ("Calls to other organizations of the system.", "extended"),
}
_PLAN_FIELDS: tuple[Field, ...] = (
    Field(name="id", description="VoipNow's id.", wire="ID", list_wire="ID", type="int", read_only=True, internal=True),
    option("name", "The plan's name.", key=True, list_wire="name", max_length=255),
    *(
        Field(
            name=level,
            description=(
                f"The {level.replace('_', ' ')} that owns the plan, by login, identifier or id.",
                "Without O(service_provider) and O(organization) it is the account of the app, such as the "
                "administrator.",
            ),
            wire="userID",
            reference=level,
            by_id=True,
            key=True,
        )
        for level in PLAN_OWNERS
    ),
    option("identifier", "The plan's identifier, made by VoipNow.", read_only=True, list_wire="identifier"),
    option("enabled", "Whether accounts can get it.", "status", type="bool", read_only=True, list_wire="status"),
    option(
        "default",
        (
            "Whether accounts below the owner get it that name no plan.",
            "Of the plans of an owner one is the default; another that becomes it takes it from the former.",
        ),
        type="bool",
        list_wire="default",
    ),
    option(
        "type",
        "Whether calls are paid for before, out of a credit, or after. VoipNow makes a new plan V(prepaid).",
        "planType",
        choices=("prepaid", "postpaid"),
        list_wire="planType",
    ),
    Field(
        name="routing_rules",
        description="The group of outgoing routing rules, by name or id.",
        wire="channelRuleID",
        read_wire=("channelRule", "channelRuleID"),
        aliases=("channelRuleID", "channelRule"),
        reference="routing_rules",
        by_id=True,
    ),
    _group(
        "allowed_calls",
        "Which calls are allowed. A new plan allows none.",
        _flag("incoming", "Calls from outside.", "allowIn"),
        _flag("outgoing", "Calls to the public network.", "allowOut"),
        _flag("local", "Calls to extensions of the same organization.", "allowLocal"),
        _flag("extended_local", "Calls to extensions of other organizations of the system.", "allowExtended"),
    ),
    _group(
        "initial_credit",
        "What an account has to begin with, of a V(prepaid) plan; an amount, or the word V(unlimited).",
        _amount("outgoing", "For outgoing calls.", "initialCreditOut"),
        _amount("incoming", "For incoming calls.", "initialCreditIn"),
    ),
    _group(
        "included_credit",
        "How far an account may go, of a V(postpaid) plan; an amount, or the word V(unlimited).",
        _amount("outgoing", "For outgoing calls.", "includedCreditOut"),
        _amount("incoming", "For incoming calls.", "includedCreditIn"),
    ),
    _by_interval(
        "included_minutes",
        "The outgoing minutes that are included, by time interval.",
        "externalMin",
        option("minutes", "How many; every entry has it.", type="int", minimum=0),
    ),
    _group(
        "outgoing_increments",
        "In which steps outgoing calls are charged. VoipNow takes 60 and 10 seconds for a new plan.",
        _seconds("first", "The first seconds, which are charged as a whole.", "chargeOut"),
        _seconds("next", "The seconds of each step after that.", "thenChargeOut"),
    ),
    _group(
        "incoming_increments",
        "The same for incoming calls.",
        _seconds("first", "The first seconds, which are charged as a whole.", "chargeIn"),
        _seconds("next", "The seconds of each step after that.", "thenChargeIn"),
    ),
    _money("minimum_fee", "The least that an outgoing call costs.", "minFeeOut"),
    option(
        "method",
        "Whether calls have a price of their own, or one that depends on what they cost the system. "
        "VoipNow makes a new plan V(fixed).",
        "chargeMethod",
        choices=tuple(_RATES),
    ),
    option(
        "fixed_rates",
        "The prices, with O(method=fixed). For how long a time they are is VoipNow's to say; its panel shows it.",
        "fixedCharge",
        type="dict",
        fields=tuple(
            _by_interval(
                name,
                "Calls to the public network, by time interval.",
                str(wire),
                _money("rate", "The price; every entry has it.", "charge"),
            )
            if name == "outgoing"
            else _money(name, words, wire)
            for name, (words, wire) in _KINDS_OF_CALLS.items()
        ),
    ),
    option(
        "inherited_rates",
        "How prices follow costs, with O(method=inherit).",
        "inheritedCharge",
        type="dict",
        fields=tuple(_relative(name, words, wire) for name, (words, wire) in _KINDS_OF_CALLS.items()),
    ),
    Field(
        name="sound",
        description="The sound of the plan, by name or id; one of the app's own account.",
        wire="soundID",
        aliases=("soundID",),
        reference="sound",
        by_id=True,
    ),
)

CHARGING_PLAN = ChargingPlanResource(
    name="charging_plan",
    plural="charging_plans",
    summary="charging plans",
    rules=(_one_owner, _rates_of_one_method),
    fields=_PLAN_FIELDS,
    operations=Operations(
        add="AddChargingPlan",
        get="GetChargingPlanDetails",
        delete="DelChargingPlan",
        # The schema has defaults for what is not sent, and no document says that an edit leaves it alone.
        groups={MAIN: Group(write="EditChargingPlan", whole=True, finish=_with_rates_of_one_method)},
    ),
)
