#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_queue_agent
short_description: Log agents of a Grandstream UCM's queues in and out, and pause them
version_added: 0.1.0
description:
  - Logs a static agent in to or out of a queue, or pauses and unpauses him.
  - The UCM does not tell an agent's state, so RV(ignore:changed) is always true, even if the agent was in that
    state already. In check mode nothing is sent.
  - It is in effect at once and needs no apply.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_queue
  - module: telephony.pbx.ucm_queue_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
  idempotent:
    support: none
    details:
      - The state cannot be read, so the action is sent whenever the task runs. To repeat it does no harm.
# BEGIN generated options
options:
  action:
    description:
      - What the agent is made to do.
    type: str
    choices:
      - login
      - logoff
      - pause
      - unpause
    required: true
  agent:
    description:
      - The agent's extension, a static member of the queue.
    type: str
    required: true
  queue:
    description:
      - The queue's number. Needed to log in and out.
      - Without it an agent is paused or unpaused in all of his queues, as far as the document shows.
    type: str
# END generated options
"""

EXAMPLES = r"""
- name: The early shift begins
  telephony.pbx.ucm_queue_agent:
    action: login
    queue: "6500"
    agent: "{{ item }}"
  loop: ["1001", "1002"]

- name: An agent has lunch
  telephony.pbx.ucm_queue_agent:
    action: pause
    agent: "1001"
"""

RETURN = r"""
# BEGIN generated returns
sent:
  description: Whether the action was sent; false in check mode.
  returned: success
  type: bool
  sample: true
api:
  description: What the task cost.
  returned: when the PBX was asked
  type: dict
  contains:
    calls:
      description: Number of requests, logins included.
      type: int
    logins:
      description: Number of logins.
      type: int
    session:
      description: V(new) when this process logged in, V(cached) when it found a session that another
        had opened, V(none) when it needed none.
      type: str
  sample:
    calls: 3
    logins: 0
    session: cached
error:
  description: The error as data, for rescue blocks; RV(ignore:msg) has the same as text.
  returned: failure
  type: dict
  contains:
    kind:
      description: One of V(invalid_input), V(connection_failed), V(login_rejected), V(unexpected_answer),
        V(pbx_error) and V(doubtful_write).
      type: str
    object:
      description: What the task was about.
      type: str
    operation:
      description: The request that failed, in the PBX's words.
      type: str
    code:
      description: The PBX's own code.
      type: raw
    pbx_message:
      description: The PBX's own words.
      type: str
    what:
      description: What went wrong.
      type: str
    known:
      description: What is known of the object now, after a write.
      type: str
    remedy:
      description: What you can do about it.
      type: str
    problems:
      description: Everything that is wrong, one text each, with V(invalid_input).
      type: list
      elements: str
# END generated returns
"""

from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue_agent import QUEUE_AGENT as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
