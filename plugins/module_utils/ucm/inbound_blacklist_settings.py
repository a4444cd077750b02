# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The switch of the UCM's inbound blacklist.

Source: Grandstream IPPBX HTTPS API: getInboundBlacklistSettings, updateInboundBlacklistSettings (their examples; the
tables are copies of other actions').
"""

from __future__ import annotations

from ..core.fields import Field
from .resource import Actions, Document, UcmResource

_SETTINGS = Document("inbound_blacklist_settings")

INBOUND_BLACKLIST_SETTINGS = UcmResource(
    name="inbound_blacklist_settings",
    plural="inbound_blacklist_settings",
    summary="the inbound blacklist's switch",
    fields=(
        Field(
            name="scope",
            description="There is one such object.",
            key=True,
            fixed="of the PBX",
            read_only=True,
            internal=True,
        ),
        _SETTINGS.flag("enabled", "Whether the blacklist is in use.", wire="enable"),
    ),
    actions=Actions(
        get="getInboundBlacklistSettings",
        document="inbound_blacklist_settings",
        update="updateInboundBlacklistSettings",
    ),
)
