# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Starting calls.

Source: Grandstream IPPBX HTTPS API: dialExtension, dialOutbound, dialIVR, dialIVROutbound, dialQueue, dialRinggroup,
dialOutboundTwo.
"""

from __future__ import annotations

from ..core.action_task import ActionTask, Variant
from ..core.fields import Field
from .vendor import UCM

NUMBER = {"pattern": r"\+?[0-9A-Za-z*#]+", "pattern_words": "digits, letters, * and #, perhaps after a +"}
"""What can be dialled."""

CALL = ActionTask(
    "ucm_call",
    UCM,
    label="call from {caller} to {callee}",
    choice=("caller_type", "callee_type"),
    defaults={"caller_type": "extension", "callee_type": "extension"},
    fields=(
        Field(
            name="caller",
            description="The number that is called first; when it answers, O(callee) is called.",
            required=True,
            **NUMBER,
        ),
        Field(
            name="caller_type",
            description="Whether O(caller) is an extension or a number outside.",
            choices=("extension", "external"),
        ),
        Field(name="callee", description="The number that O(caller) is connected to.", required=True, **NUMBER),
        Field(
            name="callee_type",
            description=(
                "What O(callee) is.",
                "An extension can be connected to an extension, an external number or an IVR; "
                "an external number to another one, an IVR, a queue or a ring group.",
            ),
            choices=("extension", "external", "ivr", "queue", "ring_group"),
        ),
    ),
    variants={
        (caller_type, callee_type): Variant(operation=operation, sends={"caller": caller, "callee": callee})
        for caller_type, callee_type, operation, caller, callee in (
            ("extension", "extension", "dialExtension", "caller", "callee"),
            ("extension", "external", "dialOutbound", "caller", "outbound"),
            ("extension", "ivr", "dialIVR", "caller", "ivrnumber"),
            # The document's table prints caller, its example outcaller; the example is followed.
            ("external", "ivr", "dialIVROutbound", "outcaller", "ivrnumber"),
            ("external", "queue", "dialQueue", "outcaller", "queue"),
            ("external", "ring_group", "dialRinggroup", "outcaller", "ringgroup"),
            ("external", "external", "dialOutboundTwo", "outcaller", "outcallee"),
        )
    },
)
