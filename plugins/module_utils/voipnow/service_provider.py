# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Service providers: the accounts directly below the administrator."""

from __future__ import annotations

from .account import AccountResource, account_operations
from .account_fields import (
    ORGANIZATIONS,
    USERS,
    creation_fields,
    identifier_field,
    identity_fields,
    limits_fields,
    one_expiry,
    status_fields,
)

SERVICE_PROVIDER = AccountResource(
    name="service_provider",
    plural="service_providers",
    summary="service providers",
    rules=(one_expiry,),
    fields=(
        *identity_fields("service provider"),
        identifier_field(settable=False),
        *status_fields(phone_status_readable=True),
        *limits_fields(
            permissions={
                "permissions": ("permsManag", "Manage permissions."),
                "charging_plans": ("chargingPlanManag", "Manage charging plans."),
                "organizations": ("organizationManag", "Manage organizations."),
                "stacked_numbers": ("stackedManag", "Manage stacked phone numbers."),
            },
            limits={**USERS, **ORGANIZATIONS},
        ),
        *creation_fields(linked=True),
    ),
    operations=account_operations("service_provider", "userPL"),
)
