# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract's rows, one per state module."""

from __future__ import annotations

from tests.conformance.contract_table import Row
from tests.conformance.rows.ucm_accounts import UCM_EXTENSION, UCM_USER
from tests.conformance.rows.ucm_queues_and_menus import UCM_IVR, UCM_PAGING_GROUP, UCM_QUEUE
from tests.conformance.rows.ucm_routes import (
    UCM_INBOUND_BLACKLIST,
    UCM_INBOUND_BLACKLIST_SETTINGS,
    UCM_INBOUND_ROUTE,
    UCM_OUTBOUND_ROUTE,
    UCM_PIN_SET,
)
from tests.conformance.rows.ucm_trunks import UCM_ANALOG_TRUNK, UCM_DIGITAL_TRUNK, UCM_SIP_TRUNK, UCM_SLA_TRUNK
from tests.conformance.rows.voipnow_accounts import VOIPNOW_ORGANIZATION, VOIPNOW_SERVICE_PROVIDER, VOIPNOW_USER
from tests.conformance.rows.voipnow_calls import VOIPNOW_CALL_FORWARDING, VOIPNOW_PUBLIC_NUMBERS
from tests.conformance.rows.voipnow_charging import VOIPNOW_CHARGING_PLAN
from tests.conformance.rows.voipnow_extensions import VOIPNOW_EXTENSION, VOIPNOW_VOICEMAIL
from tests.conformance.rows.voipnow_queues import VOIPNOW_QUEUE_AGENTS

ROWS: tuple[Row, ...] = (
    UCM_EXTENSION,
    UCM_USER,
    UCM_SIP_TRUNK,
    UCM_ANALOG_TRUNK,
    UCM_DIGITAL_TRUNK,
    UCM_SLA_TRUNK,
    UCM_OUTBOUND_ROUTE,
    UCM_INBOUND_ROUTE,
    UCM_INBOUND_BLACKLIST,
    UCM_INBOUND_BLACKLIST_SETTINGS,
    UCM_PIN_SET,
    UCM_QUEUE,
    UCM_PAGING_GROUP,
    UCM_IVR,
    VOIPNOW_SERVICE_PROVIDER,
    VOIPNOW_ORGANIZATION,
    VOIPNOW_USER,
    VOIPNOW_CHARGING_PLAN,
    VOIPNOW_EXTENSION,
    VOIPNOW_VOICEMAIL,
    VOIPNOW_QUEUE_AGENTS,
    VOIPNOW_PUBLIC_NUMBERS,
    VOIPNOW_CALL_FORWARDING,
)
