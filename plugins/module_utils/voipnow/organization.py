# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Organizations: the accounts below a service provider. They are the only ones that can change their owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..core import codecs
from ..core.fields import Field, Values
from ..core.resource import Reader, Writer
from . import names
from .account import AccountResource, account_operations
from .account_fields import (
    LIMITS,
    OWNER,
    USERS,
    creation_fields,
    identifier_field,
    identity_fields,
    limits_fields,
    one_expiry,
    option,
    status_fields,
)


@dataclass(frozen=True, kw_only=True)
class OrganizationResource(AccountResource):
    """An organization, which can be moved to another service provider.

    Plans belong to their owner: after a move the plan of the same name is another one.
    """

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        if (
            self._moves(current, changes)
            and "charging_plan" not in changes
            and self._has_plan(writer, current, changes)
        ):
            changes = {**changes, "charging_plan": current["charging_plan"]}
        super().update(writer, current, changes)

    def warnings(self, reader: Reader, values: Values, others: Iterable[Values] | None = None) -> list[str]:
        current = self.read(reader, values) or {}
        if not self._moves(current, values) or values.get("charging_plan") or self._has_plan(reader, current, values):
            return []
        owner = values["service_provider"]
        return [
            f"the charging plan {current.get('charging_plan')!r} stays behind, since {owner} has none of that name; "
            f"without charging_plan VoipNow takes the default plan of {owner}, and refuses the move if there is none"
        ]

    @staticmethod
    def _moves(current: Values, changes: Values) -> bool:
        owner = changes.get("service_provider")
        return bool(current) and owner not in (None, current.get("service_provider"))

    def _has_plan(self, reader: Reader, current: Values, changes: Values) -> bool:
        """Whether the new owner has a plan of the present one's name."""
        plan, scope = current.get("charging_plan"), self.scope(reader, {**current, **changes})
        return plan is not None and names.resolve(reader, "charging_plan", plan, scope) is not None


ORGANIZATION = OrganizationResource(
    name="organization",
    plural="organizations",
    summary="organizations",
    rules=(one_expiry,),
    fields=(
        *identity_fields("organization"),
        Field(
            name="service_provider",
            description=(
                "The service provider above, by login, identifier or id.",
                "An organization of another one is moved, which wants a charging plan of the new one. Give "
                "O(charging_plan), else one of the former plan's name or the new one's default plan is taken.",
            ),
            aliases=("parent", "owner"),
            wire="serviceProviderID",
            create_wire="parentID",
            read_wire="parentID",
            reference="service_provider",
            by_id=True,
            group=OWNER,
            required=True,
        ),
        identifier_field(settable=True),
        *status_fields(phone_status_readable=True),
        *limits_fields(
            permissions={
                "permissions": ("permsManag", "Manage permissions."),
                "charging_plans": ("chargingPlanManag", "Manage charging plans."),
            },
            limits=USERS,
        ),
        option(
            "organization_type",
            "Whether it is a business or a group of residents.",
            "organizationType",
            choices=("business", "residential"),
            codec=codecs.enum({"business": 0, "residential": 1}),
            group=LIMITS,
        ),
        *creation_fields(linked=True),
    ),
    operations=account_operations("organization", "userPL"),
)
