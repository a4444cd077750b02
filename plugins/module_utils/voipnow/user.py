# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Users: the accounts below an organization, which own extensions."""

from __future__ import annotations

from ..core.fields import SET, Field
from .account import AccountResource, account_operations
from .account_fields import (
    LIMITS,
    creation_fields,
    identifier_field,
    identity_fields,
    limits_fields,
    one_expiry,
    option,
    status_fields,
)
from .codecs import SHARE


def _share(name: str, what: str, wire: str) -> Field:
    return option(
        name,
        f"With whom {what} are shared: groups of the organization by name or id, or V(everybody); nobody when empty.",
        wire,
        type="list",
        elements="str",
        codec=SHARE,
        compare=SET,
        reference="user_group",
        by_id=True,
        group=LIMITS,
    )


USER = AccountResource(
    name="user",
    plural="users",
    summary="users",
    rules=(one_expiry,),
    fields=(
        *identity_fields("user", routing_rules_readable=True),
        Field(
            name="organization",
            description=(
                "The organization above, by login, identifier or id.",
                "VoipNow cannot move a user to another one.",
            ),
            aliases=("parent",),
            wire="parentID",
            reference="organization",
            by_id=True,
            create_only=True,
            required=True,
        ),
        identifier_field(settable=False),
        option("phone_language", "The language of voice prompts, by its code.", "phoneLang", max_length=2),
        option(
            "role",
            "The role in the organization. Since schema 5.",
            choices=("member", "administrator", "owner"),
        ),
        *status_fields(phone_status_readable=False),
        *limits_fields(permissions={"multi_user": ("multiUser", "Be used by several people.")}, limits={}),
        _share("share_voicemail", "voice messages", "shareVoicemail"),
        _share("share_faxes", "faxes", "shareFaxes"),
        _share("share_recordings", "recordings", "shareRecordings"),
        _share("share_call_history", "lists of calls", "shareCallHistory"),
        *creation_fields(linked=False),
    ),
    operations=account_operations("user", "extensionPL"),
)
