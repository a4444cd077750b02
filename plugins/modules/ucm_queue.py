#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_queue
short_description: Manage call queues of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes call queues.
  - Options that are not given are never touched.
  - "A new queue gets what the UCM's table calls mandatory and is not given: strategy V(ringall), music V(default),
    O(ring_time) 30, O(wrap_up_time) 10, O(max_wait_time) 60, no limit of callers, no recording,
    O(join_empty=available), O(leave_when_empty=strict)."
  - "Write-only, settable at creation only: O(notification_prompt), O(notification_frequency),
    O(virtual_queue_notification)."
  - A queue that routes, IVRs or other queues lead to cannot be deleted on every firmware.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_ivr
  - module: telephony.pbx.ucm_inbound_route
  - module: telephony.pbx.ucm_extension
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  extension:
    description:
      - The number of the queue.
      - Digits only.
    type: str
    aliases:
      - number
    required: true
  name:
    description:
      - The name of the queue. Needed to create one.
    type: str
    aliases:
      - queue_name
  strategy:
    description:
      - 'Who is rung: V(memory) is round robin with memory. V(ringall) for a new queue when not given.'
    type: str
    choices:
      - ringall
      - linear
      - leastrecent
      - fewestcalls
      - random
      - memory
  members:
    description:
      - The static agents, all of them, in the order in which V(linear) rings them.
      - Another order counts as a change with every strategy.
    type: list
    elements: str
  chairmen:
    description:
      - The queue's chairmen, all of them.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - queue_chairmans
  agent_login:
    description:
      - Whether agents log in through third-party services. To turn it on logs all dynamic agents out.
    type: bool
    aliases:
      - enable_agent_login
  agent_pin:
    description:
      - The PIN of dynamic agents.
    type: str
    aliases:
      - pin
  feature_codes:
    description:
      - Whether agents may use feature codes.
    type: bool
    aliases:
      - enable_feature
  ring_time:
    description:
      - Seconds that an agent is rung.
      - At least 5.
    type: int
    aliases:
      - ringtime
  wrap_up_time:
    description:
      - Seconds between two calls of an agent.
    type: int
    aliases:
      - wrapuptime
  retry_time:
    description:
      - Seconds until the next agent is rung.
      - At least 1.
    type: int
    aliases:
      - retry
  autofill:
    description:
      - Whether several callers are put through at once.
    type: bool
  alert_info:
    description:
      - The Alert-Info header, which chooses a ring tone.
    type: str
    choices:
      - none
      - ring1
      - ring2
      - ring3
      - ring4
      - ring5
      - ring6
      - ring7
      - ring8
      - ring9
      - ring10
      - Bellcore-dr1
      - Bellcore-dr2
      - Bellcore-dr3
      - Bellcore-dr4
      - Bellcore-dr5
      - custom
    aliases:
      - alertinfo
  replace_caller_id:
    description:
      - Whether agents see the queue's name in place of the caller's.
    type: bool
  report_hold_time:
    description:
      - Whether agents hear how long the caller has waited.
    type: bool
    aliases:
      - reporholdtime
  record_calls:
    description:
      - Which calls are recorded.
    type: str
    choices:
      - all
      - external
      - internal
      - 'off'
    aliases:
      - auto_record
  max_callers:
    description:
      - The most waiting callers; 0 is unlimited.
    type: int
    aliases:
      - maxlen
  max_wait_time:
    description:
      - Seconds after which a caller goes to O(timeout_destination).
    type: int
    aliases:
      - queue_timeout
  join_empty:
    description:
      - 'Whether callers are let in: V(always), not when all agents are paused or unavailable (V(available)),
        or not when there are none either (V(strict)).'
    type: str
    choices:
      - always
      - available
      - strict
    aliases:
      - joinempty
  leave_when_empty:
    description:
      - 'Whether waiting callers are dropped: V(never), when all agents are paused or unavailable (V(unavailable)),
        or when there are none as well (V(strict)).'
    type: str
    choices:
      - never
      - unavailable
      - strict
    aliases:
      - leavewhenempty
  music_on_hold:
    description:
      - The playlist for waiting callers, such as V(default).
    type: str
    aliases:
      - musicclass
  welcome:
    description:
      - Whether callers hear O(welcome_prompt) first.
    type: bool
    aliases:
      - enable_welcome
  welcome_prompt:
    description:
      - The prompt file of O(welcome).
    type: str
    aliases:
      - custom_welcome_prompt
  announce_position:
    description:
      - Whether callers hear their position.
    type: bool
  announce_hold_time:
    description:
      - Whether callers hear how long they may wait.
    type: bool
    aliases:
      - announce_holdtime
  announce_frequency:
    description:
      - Seconds between two announcements.
    type: int
  notification_prompt:
    description:
      - The file of an announcement of one's own to waiting callers.
      - It can be set at creation only and cannot be read back.
    type: str
  notification_frequency:
    description:
      - Seconds between two such announcements.
      - It can be set at creation only and cannot be read back.
      - From 20 to 600.
    type: int
  timeout_destination:
    description:
      - Where callers go who have waited for O(max_wait_time). Type and target are given together.
    type: dict
    suboptions:
      type:
        description:
          - What the destination is.
        type: str
        choices:
          - extension
          - voicemail
          - voicemail_group
          - ivr
          - ring_group
          - queue
          - external_number
          - play_sound
          - hangup
      target:
        description:
          - Its number or name.
          - There is none for V(play_sound) and V(hangup).
        type: str
  failover_destination:
    description:
      - Where callers go when the queue is empty. Type and target are given together.
    type: dict
    suboptions:
      type:
        description:
          - What the destination is.
        type: str
        choices:
          - extension
          - voicemail
          - voicemail_group
          - ivr
          - ring_group
          - queue
          - external_number
          - play_sound
      target:
        description:
          - Its number or name.
          - There is none for V(play_sound).
        type: str
  prompt_destination_enabled:
    description:
      - Whether callers may press 1 during O(prompt) to go to O(prompt_destination).
    type: bool
    aliases:
      - destination_voice_enable
  prompt_destination:
    description:
      - Where callers go who press 1 during O(prompt). Type and target are given together.
    type: dict
    suboptions:
      type:
        description:
          - What the destination is.
        type: str
        choices:
          - extension
          - voicemail
          - voicemail_group
          - ivr
          - ring_group
          - queue
          - external_number
      target:
        description:
          - Its number.
        type: str
  prompt:
    description:
      - The prompt file that offers O(prompt_destination).
    type: str
    aliases:
      - custom_prompt
  prompt_frequency:
    description:
      - Seconds between two such prompts.
      - From 20 to 200.
    type: int
    aliases:
      - voice_prompt_time
  virtual_queue:
    description:
      - Whether callers may hang up, keep their place and be called back.
    type: bool
    aliases:
      - vq_switch
  virtual_queue_mode:
    description:
      - How callers get into the virtual queue, such as V(periodic); the document does not list the values.
    type: str
    aliases:
      - vq_mode
  virtual_queue_delay:
    description:
      - Seconds after which callers get into the virtual queue.
    type: int
    aliases:
      - vq_periodic
  virtual_queue_prefix:
    description:
      - What is put in front of the number to call back.
    type: str
    aliases:
      - vq_outprefix
  virtual_queue_timeout_enabled:
    description:
      - Whether callers leave the virtual queue after O(virtual_queue_timeout).
    type: bool
    aliases:
      - vq_callback_enable_timeout
  virtual_queue_timeout:
    description:
      - How long callers stay in the virtual queue.
    type: int
    aliases:
      - vq_callback_timeout
  virtual_queue_notification:
    description:
      - Whether the virtual queue plays O(notification_prompt).
      - It can be set at creation only and cannot be read back.
    type: bool
    aliases:
      - enable_vq_notification
  reset_counts:
    description:
      - Whether the counts of agents' calls are reset.
    type: bool
    aliases:
      - schedule_clean_enable
  reset_frequency:
    description:
      - How often the counts are reset.
    type: str
    choices:
      - once
      - daily
      - weekly
      - monthly
    aliases:
      - pagingtype
  reset_time:
    description:
      - The time of day of the reset, as the UCM writes it.
    type: str
    aliases:
      - starttime
  reset_weekday:
    description:
      - The day of a weekly reset.
    type: str
    choices:
      - sun
      - mon
      - tue
      - wed
      - thu
      - fri
      - sat
    aliases:
      - week_date
  reset_month:
    description:
      - The month of the reset.
    type: str
    choices:
      - jan
      - feb
      - mar
      - apr
      - may
      - jun
      - jul
      - aug
      - sep
      - oct
      - nov
      - dec
    aliases:
      - custom_months
  reset_day:
    description:
      - The day of the month of the reset.
    type: str
    aliases:
      - custom_dates
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
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
- name: Have a queue
  telephony.pbx.ucm_queue:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    extension: "6500"
    name: support
    strategy: linear
    members: ["1002", "1001", "1003"]
    max_wait_time: 120
    timeout_destination:
      type: voicemail
      target: "1000"

- name: Hang up on those who have waited too long
  telephony.pbx.ucm_queue:
    extension: "6500"
    timeout_destination:
      type: hangup

- name: No queue any more
  telephony.pbx.ucm_queue:
    extension: "6500"
    state: absent
"""

RETURN = r"""
queue:
  description:
    - The queue as the PBX has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    extension: "6500"
    name: support
    strategy: linear
    members: ["1002", "1001", "1003"]
    timeout_destination: {type: voicemail, target: "1000"}
# BEGIN generated returns
apply_pending:
  description: Whether changes wait for M(telephony.pbx.ucm_apply), as far as this controller knows.
  returned: success
  type: bool
  sample: false
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue import QUEUE
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_queue", UCM, QUEUE)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
