# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The resources that make up a VoipNow's configuration."""

from __future__ import annotations

from .call_forwarding import CALL_FORWARDING
from .charging_plan import CHARGING_PLAN
from .extension import EXTENSION
from .organization import ORGANIZATION
from .public_numbers import PUBLIC_NUMBERS
from .queue_agents import QUEUE_AGENTS
from .resource import VoipNowResource
from .service_provider import SERVICE_PROVIDER
from .user import USER
from .voicemail import VOICEMAIL

CONFIGURATION: tuple[VoipNowResource, ...] = (
    SERVICE_PROVIDER,
    CHARGING_PLAN,
    ORGANIZATION,
    USER,
    EXTENSION,
    VOICEMAIL,
    QUEUE_AGENTS,
    PUBLIC_NUMBERS,
    CALL_FORWARDING,
)
"""In dependency order."""

BY_PLURAL: dict[str, VoipNowResource] = {resource.plural: resource for resource in CONFIGURATION}
