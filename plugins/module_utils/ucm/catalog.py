# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The resources that make up a UCM's configuration."""

from __future__ import annotations

from .analog_trunk import ANALOG_TRUNK
from .department import DEPARTMENT
from .digital_trunk import DIGITAL_TRUNK
from .extension import EXTENSION
from .extension_group import EXTENSION_GROUP
from .inbound_blacklist import INBOUND_BLACKLIST
from .inbound_blacklist_settings import INBOUND_BLACKLIST_SETTINGS
from .inbound_route import INBOUND_ROUTE
from .ivr import IVR
from .outbound_route import OUTBOUND_ROUTE
from .paging_group import PAGING_GROUP
from .pin_set import PIN_SET
from .queue import QUEUE
from .resource import UcmResource
from .sip_trunk import SIP_TRUNK
from .sla_trunk import SLA_TRUNK
from .user import USER

CONFIGURATION: tuple[UcmResource, ...] = (
    DEPARTMENT,
    EXTENSION_GROUP,
    EXTENSION,
    USER,
    SIP_TRUNK,
    ANALOG_TRUNK,
    DIGITAL_TRUNK,
    SLA_TRUNK,
    PIN_SET,
    OUTBOUND_ROUTE,
    QUEUE,
    PAGING_GROUP,
    IVR,
    INBOUND_ROUTE,
    INBOUND_BLACKLIST,
    INBOUND_BLACKLIST_SETTINGS,
)
"""In dependency order: what is referred to comes first, as far as objects do not refer to each other."""

BY_PLURAL: dict[str, UcmResource] = {resource.plural: resource for resource in CONFIGURATION}
