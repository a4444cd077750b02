# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Digital (E1 and T1) trunks of the UCM.

Source: Grandstream IPPBX HTTPS API: listDigitalTrunk, addDigitalTrunk, getDigitalTrunk, updateDigitalTrunk,
deleteDigitalTrunk.
"""

from __future__ import annotations

from ..core.fields import Field
from .resource import Actions, Document, UcmResource

_TRUNK = Document("trunk")

FIELDS: tuple[Field, ...] = (
    _TRUNK.identifier("trunk_index"),
    _TRUNK.field(
        "name",
        "The name of the trunk.",
        wire="trunk_name",
        key=True,
        always_sent=True,
        list_wire="trunk_name",
    ),
    _TRUNK.number(
        "channel_group",
        "The channel group of the trunk. Needed to create one.",
        wire="group_index",
        required=True,
        always_sent=True,
    ),
    Field(
        name="technology",
        description=("The signalling protocol.", "It can be set at creation only and cannot be read back."),
        choices=("PRI", "SS7", "MFC/R2", "EM", "EM_W"),
        create_only=True,
        write_only=True,
    ),
    _TRUNK.choice(
        "line_selection",
        "Which free channel an outbound call takes.",
        {"ascend": "ascend", "poll": "poll", "descend": "descend"},
        wire="dahdilineselectmode",
    ),
    _TRUNK.flag("direct_callback", "Whether callers back reach the extension that called them.", wire="dialin_direct"),
    _TRUNK.flag("record_calls", "Whether calls are recorded.", wire="auto_recording"),
    # Caller ID
    _TRUNK.field("caller_id_number", "The caller ID number.", wire="callerid"),
    _TRUNK.field("caller_id_name", "The caller ID name.", wire="cidname"),
    _TRUNK.flag("hide_caller_id", "Whether the caller ID is hidden.", wire="hidecallerid"),
    _TRUNK.flag("keep_trunk_caller_id", "Whether the trunk's caller ID is always shown.", wire="keepcid"),
    # What the PBX tells
    _TRUNK.flag("out_of_service", "Whether the trunk is disabled.", read_only=True, list_wire="out_of_service"),
    _TRUNK.field("status", "The state of the trunk.", read_only=True),
    Field(name="line_type", description="The kind of line.", wire="type", read_only=True, list_wire="type"),
    Field(name="span", description="The port.", type="int", read_only=True, list_wire="span"),
    Field(name="channels", description="The channels.", wire="channel", read_only=True, list_wire="channel"),
)

DIGITAL_TRUNK = UcmResource(
    name="digital_trunk",
    plural="digital_trunks",
    summary="digital trunks",
    referred_as="trunk",
    fields=FIELDS,
    actions=Actions(
        list="listDigitalTrunk",
        rows="digital_trunks",
        identifier="trunk_index",
        get="getDigitalTrunk",
        get_select="trunk",
        document="trunk",
        add="addDigitalTrunk",
        update="updateDigitalTrunk",
        update_select="trunk",
        delete="deleteDigitalTrunk",
        delete_select="trunk",
    ),
)
