#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_queue_agents
short_description: Manage the agents of phone queues of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Puts agents into a phone queue, changes them, and takes them out. Each agent that differs is one request, and
    nothing is sent for a queue that is as it shall be.
  - A list that is given is the whole one, a list that is not given is never touched.
  - New agents must be phone terminals of the queue's organization, which is checked before the first write. If
    VoipNow refuses one nevertheless, the error tells which were done before it.
  - How many agents queues may have is a limit of the queue's owner, C(queue_members). Where agents come and others go,
    one goes before one comes, so that a queue that is full can be changed as well.
  - The vendor's schema has this since 3.0.0, with GetQueueAgents, AssignQueueAgent, SetQueueAgent, UnassignQueueAgent,
    SetQueueMember, AssignQueueRemoteAgent and SetQueueRemoteAgent; the vendor's own list of tools can only read it.
  - "Write-only: O(agents[].authenticate), O(agents[].pin), and the same of remote agents. For an agent that the queue
    has they are sent at every run, with SetQueueMember, unless O(update_password=on_create)."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_extension
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
# BEGIN generated options
options:
  number:
    description:
      - The extension's number with O(user), such as V(101), or its extended number, such as V(0003*101).
      - Digits, in an extended number with stars between.
    type: str
    aliases:
      - extensionNo
      - extendedNumber
      - extension
    required: true
  user:
    description:
      - The owner, by login, identifier or id.
    type: str
    aliases:
      - owner
      - parent
  agents:
    description:
      - 'The agents, all of them: those that are not in the list are taken out of the queue.'
      - What is not given of an agent that the queue has stays as it is.
    type: list
    elements: dict
    aliases:
      - localAgents
    suboptions:
      extension:
        description:
          - The agent's number, or extended number; a phone terminal of the queue's organization.
        type: str
        aliases:
          - extensionNo
          - agentExtendedNumber
        required: true
      supervisor:
        description:
          - Whether the agent is a supervisor of the queue.
        type: bool
      penalty:
        description:
          - Agents of a lower penalty are called first. 0 for a new agent when not given.
          - From 0 to 100.
        type: int
      authenticate:
        description:
          - Whether the agent has to give O(agents[].pin) to log in. True for a PIN that is given alone.
        type: bool
        aliases:
          - auth
      pin:
        description:
          - The PIN that the agent logs in with, which is the same in all queues of the agent.
        type: str
        aliases:
          - PIN
  remote_agents:
    description:
      - Agents without an extension, all of them.
      - The API can add and change them, but has no operation that removes one. A list that leaves one
        out is refused.
    type: list
    elements: dict
    aliases:
      - remoteAgents
    suboptions:
      agent_id:
        description:
          - The number that the agent logs in with.
          - At least 0.
        type: int
        aliases:
          - agentID
        required: true
      name:
        description:
          - The agent's name. A new agent needs it.
        type: str
      penalty:
        description:
          - Agents of a lower penalty are called first. 0 for a new agent when not given.
          - From 0 to 100.
        type: int
      registration:
        description:
          - Whether the agent is called at O(remote_agents[].phone_number), V(phone), or logs in by telephone,
            V(register). V(phone) for a new agent when not given.
        type: str
        choices:
          - phone
          - register
      phone_number:
        description:
          - The number that the agent is called at.
        type: str
        aliases:
          - phoneNumber
      require_confirmation:
        description:
          - Whether the agent has to confirm each call.
        type: bool
        aliases:
          - requireConfirmation
      authenticate:
        description:
          - Whether the agent has to give O(remote_agents[].pin) to log in. True for a PIN that is given
            alone.
        type: bool
        aliases:
          - auth
      pin:
        description:
          - The PIN that the agent logs in with.
        type: str
        aliases:
          - PIN
  update_password:
    description:
      - Whether passwords and PINs that are given are also set on an object that exists.
      - With V(always), those that the PBX lets be read are compared and sent only if they differ; those
        that it does not are sent at every run.
    type: str
    choices:
      - always
      - on_create
    default: always
# END generated options
"""

EXAMPLES = r"""
- name: Three people answer the support queue, one of them when nobody else can
  telephony.pbx.voipnow_queue_agents:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    user: ada
    number: "500"
    agents:
      - {extension: "101", supervisor: true}
      - {extension: "102"}
      - {extension: "105", penalty: 50}

- name: Agents who log in with a PIN, which later runs do not set again
  telephony.pbx.voipnow_queue_agents:
    number: 0003*500
    agents:
      - {extension: "101", pin: "{{ vault_agent_pin_101 }}"}
      - {extension: "102", pin: "{{ vault_agent_pin_102 }}"}
    update_password: on_create

- name: Somebody at home as well
  telephony.pbx.voipnow_queue_agents:
    user: ada
    number: "500"
    remote_agents:
      - {agent_id: 7001, name: Grace Hopper, phone_number: "+15550100", require_confirmation: true}

- name: Nobody
  telephony.pbx.voipnow_queue_agents:
    user: ada
    number: "500"
    agents: []
"""

RETURN = r"""
queue_agents:
  description: The agents as VoipNow has them after the run, by number, without logins; as predicted in check mode.
  returned: success
  type: dict
  sample:
    number: "500"
    user: ada
    extended_number: 0003*500
    agents:
      - {extension: "101", supervisor: true, penalty: 0}
      - {extension: "102", supervisor: false, penalty: 0}
    remote_agents: []
# BEGIN generated returns
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
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.queue_agents import QUEUE_AGENTS
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_queue_agents", VOIPNOW, QUEUE_AGENTS)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
