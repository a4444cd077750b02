# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VoipNow's charging plans."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.contract_table import Row, Values, named
from tests.conformance.sample_values import OMIT
from tests.simulators.client import Simulator

_OWNER = 2
"""The id of provider1."""


def _another(pbx: Simulator, number: int) -> None:
    plan = {**pbx.state("charging_plans/1"), "name": str(number), "identifier": f"plan {number}", "default": False}
    pbx.add("charging_plan", str(number), **{**plan, "userID": _OWNER})


def _everyone(pbx: Simulator) -> Iterator[Values]:
    owners = {
        account["id"]: {level: login}
        for level in ("service_provider", "organization")
        for login, account in pbx.state(f"{level}s").items()
    }
    for plan in pbx.state("charging_plans").values():
        yield {"name": plan["name"], **owners.get(plan["userID"], {})}


_RATES = frozenset({"chargeMethod", "fixedCharge", "inheritedCharge"})
_NEVER_SENT = {
    "AddChargingPlan": {
        "userIdentifier": "the owner goes by its ID",
        "userLogin": "the same",
        "channelRule": "the group of rules goes by its ID",
        "forceChannelRule": "a group of rules that is not there is refused before",
        "scope": "for the vendor's Automation only",
        "signature": "the same",
        **dict.fromkeys(
            (
                "exception",
                *(f"exception[].{name}" for name in ("areaCode", "description", "charge", "package")),
                *(f"exception[].package.{name}" for name in ("name", "minutes")),
                *(
                    f"exception[].charge.{name}"
                    for name in ("initialAmount", "initialInterval", "amount", "interval", "setupAmount")
                ),
            ),
            "destination exceptions have operations of their own, to change them later",
        ),
    },
    "EditChargingPlan": {"channelRule": "the group of rules goes by its ID", "identifier": "a plan goes by its ID"},
    "DelChargingPlan": {
        "identifier": "a plan goes by its ID",
        "timeIntervalRemoval": "intervals are no part of the plan, and others may refer to them",
    },
}

VOIPNOW_CHARGING_PLAN = Row(
    module="voipnow_charging_plan",
    identity={"name": "Gold", "service_provider": "provider1"},
    create={
        "type": "postpaid",
        "allowed_calls": {"incoming": True, "outgoing": True},
        "included_credit": {"outgoing": 12.5},
        "fixed_rates": {"local": 0.25},
    },
    change=("minimum_fee", 0.75),
    state=lambda pbx: named(pbx, "charging_plans", name="Gold", userID=_OWNER),
    further=_another,
    everyone=_everyone,
    values={
        "default": (True, False),
        # What is not sent may fall back to the first of these.
        "type": ("prepaid", "postpaid"),
        "allowed_calls": tuple(
            dict.fromkeys(("incoming", "outgoing", "local", "extended_local"), allowed) for allowed in (False, True)
        ),
        "outgoing_increments": ({"first": 60, "next": 10}, {"first": 30, "next": 1}),
        "incoming_increments": ({"first": 60, "next": 10}, {"first": 1, "next": 6}),
        "minimum_fee": (0.0, 0.5),
        # The schema has no word for none.
        "routing_rules": ("Everything", OMIT),
        "sound": ("Welcome", "Goodbye"),
        "initial_credit": ({"outgoing": 20, "incoming": "unlimited"}, {"outgoing": "unlimited", "incoming": 0}),
        "included_credit": ({"outgoing": "unlimited", "incoming": 3}, {"outgoing": 7.25, "incoming": "unlimited"}),
        "included_minutes": (
            [{"interval": "Office hours", "minutes": 500}, {"interval": "otherwise", "minutes": 100}],
            [{"interval": "otherwise", "minutes": 50}],
        ),
        "method": ("fixed", "inherit"),
        "fixed_rates": (
            {
                "incoming": 0.0,
                "outgoing": [{"interval": "otherwise", "rate": 0.5}, {"interval": "Office hours", "rate": 0.75}],
                "local": 0.125,
                "extended_local": 1.0,
            },
            OMIT,
        ),
        "inherited_rates": (
            OMIT,
            {
                "incoming": {"factor": 1.5, "adjustment": 0.25},
                "outgoing": {"factor": 2.0, "adjustment": -0.5},
                "local": {"factor": 1.0, "adjustment": 0.0},
                "extended_local": {"factor": 0.0, "adjustment": 0.125},
            },
        ),
    },
    together={"fixed_rates": {"method": "fixed"}, "inherited_rates": {"method": "inherit"}},
    quarrels=(("fixed_rates", "inherited_rates"),),
    touches={"method": _RATES, "fixed_rates": _RATES, "inherited_rates": _RATES},
    selects=frozenset({"ID"}),
    whole=True,
    never_empty=dict.fromkeys(("routing_rules", "sound"), "VoipNow has no id for none"),
    reads="list",
    paged=False,
    never_sent={f"{operation}.{name}": why for operation, told in _NEVER_SENT.items() for name, why in told.items()},
)
