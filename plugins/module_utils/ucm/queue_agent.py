# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Agents of queues: logging them in and out, pausing them.

Source: Grandstream IPPBX HTTPS API: loginLogoffQueueAgent, pauseUnpauseQueueAgent. No action reads an agent's state.
"""

from __future__ import annotations

from ..core.action_task import ActionTask, Variant
from ..core.fields import Field
from .vendor import UCM

_SENDS = {"agent": "interface", "queue": "extension"}

QUEUE_AGENT = ActionTask(
    "ucm_queue_agent",
    UCM,
    label="agent {agent}",
    choice=("action",),
    fields=(
        Field(
            name="action",
            description="What the agent is made to do.",
            choices=("login", "logoff", "pause", "unpause"),
            required=True,
        ),
        Field(name="agent", description="The agent's extension, a static member of the queue.", required=True),
        Field(
            name="queue",
            description=(
                "The queue's number. Needed to log in and out.",
                "Without it an agent is paused or unpaused in all of his queues, as far as the document shows.",
            ),
        ),
    ),
    variants={
        "login": Variant(operation="loginLogoffQueueAgent", sends=_SENDS, constants={"operatetype": "login"}),
        "logoff": Variant(operation="loginLogoffQueueAgent", sends=_SENDS, constants={"operatetype": "logoff"}),
        **{
            name: Variant(
                operation="pauseUnpauseQueueAgent",
                sends=_SENDS,
                optional=frozenset({"queue"}),
                constants={"operatetype": name},
            )
            for name in ("pause", "unpause")
        },
    },
)
