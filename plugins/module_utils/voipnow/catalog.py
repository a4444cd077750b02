# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The resources that make up a VoipNow's configuration."""

from __future__ import annotations

from .extension import EXTENSION
from .organization import ORGANIZATION
from .resource import VoipNowResource
from .service_provider import SERVICE_PROVIDER
from .user import USER

CONFIGURATION: tuple[VoipNowResource, ...] = (SERVICE_PROVIDER, ORGANIZATION, USER, EXTENSION)
"""In dependency order."""

BY_PLURAL: dict[str, VoipNowResource] = {resource.plural: resource for resource in CONFIGURATION}
