# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Extension groups of the UCM, which the API can only list.

Source: Grandstream IPPBX HTTPS API: listExtensionGroup.
"""

from __future__ import annotations

from ..core import codecs
from ..core.fields import SET, Field
from .resource import Actions, UcmResource

EXTENSION_GROUP = UcmResource(
    name="extension_group",
    plural="extension_groups",
    summary="extension groups",
    fields=(
        Field(name="name", description="The group's name.", key=True, list_wire="group_name"),
        Field(
            name="members",
            description="The numbers of its members.",
            type="list",
            elements="str",
            codec=codecs.joined(),
            compare=SET,
            read_only=True,
            list_wire="members",
            reference="extension",
        ),
    ),
    actions=Actions(list="listExtensionGroup", rows="extension_group"),
)
