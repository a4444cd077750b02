#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_ivr
short_description: Manage IVRs of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes IVRs (automatic attendants) with what their keys do.
  - Options that are not given are never touched.
  - The UCM replaces an IVR as a whole; the module reads first and sends what is not given unchanged.
  - "O(key_events) is all keys: one that is not in the list does nothing afterwards."
  - An IVR that routes, queues or other IVRs lead to cannot be deleted on every firmware.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_inbound_route
  - module: telephony.pbx.ucm_queue
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  extension:
    description:
      - The number of the IVR.
      - Digits only.
    type: str
    aliases:
      - number
    required: true
  name:
    description:
      - The name of the IVR. Needed to create one.
    type: str
    aliases:
      - ivr_name
  welcome_prompt:
    description:
      - The prompt that callers hear first.
      - A new IVR has V(welcome) unless it is given.
    type: str
  prompt_language:
    description:
      - The language of prompts, as a code that the UCM knows.
    type: str
    aliases:
      - language
  response_timeout:
    description:
      - Seconds to wait for the first key after the prompt.
      - A new IVR has V(10) unless it is given.
    type: int
  digit_timeout:
    description:
      - Seconds to wait for each further key.
      - A new IVR has V(3) unless it is given.
    type: int
  timeout_prompt:
    description:
      - The prompt when no key comes.
      - A new IVR has V(ivr-create-timeout) unless it is given.
    type: str
  timeout_repeats:
    description:
      - How often it is repeated until the event of key V(timeout).
      - A new IVR has V(3) unless it is given.
    type: int
    aliases:
      - tloop
  invalid_prompt:
    description:
      - The prompt after a key without event.
      - A new IVR has V(invalid) unless it is given.
    type: str
  invalid_repeats:
    description:
      - How often it is repeated until the event of key V(invalid).
      - A new IVR has V(3) unless it is given.
    type: int
    aliases:
      - iloop
  key_events:
    description:
      - 'What the keys do, all of them: a key that is not in the list does nothing, one that is given
        without a destination keeps the one that it has.'
      - Without this option the keys stay as they are.
    type: list
    elements: dict
    aliases:
      - members
    suboptions:
      key:
        description:
          - The key, or what happens instead of one.
        type: str
        choices:
          - '0'
          - '1'
          - '2'
          - '3'
          - '4'
          - '5'
          - '6'
          - '7'
          - '8'
          - '9'
          - '*'
          - timeout
          - invalid
        aliases:
          - keypress
        required: true
      destination:
        description:
          - Where the key leads.
          - The vendor's document shows V(prompt) only; the others are worded after its inbound routes.
        type: dict
        suboptions:
          type:
            description:
              - What the destination is.
            type: str
            choices:
              - prompt
              - extension
              - voicemail
              - voicemail_group
              - ivr
              - ring_group
              - queue
              - paging_group
              - conference
              - fax
              - disa
              - directory
              - callback
              - external_number
              - hangup
          target:
            description:
              - Its number or name.
              - There is none for V(hangup).
            type: str
  dial_extension:
    description:
      - Whether callers may dial extensions.
    type: bool
  dial_conference:
    description:
      - Whether callers may dial conference rooms.
    type: bool
  dial_queue:
    description:
      - Whether callers may dial queues.
    type: bool
  dial_ring_group:
    description:
      - Whether callers may dial ring groups.
    type: bool
    aliases:
      - dial_ringgroup
  dial_voicemail_group:
    description:
      - Whether callers may dial voicemail groups.
    type: bool
    aliases:
      - dial_vmgroup
  dial_paging_group:
    description:
      - Whether callers may dial paging groups.
    type: bool
    aliases:
      - dial_paginggroup
  dial_fax:
    description:
      - Whether callers may dial fax extensions.
    type: bool
  dial_directory:
    description:
      - Whether callers may dial by name.
    type: bool
  dial_trunk:
    description:
      - Whether callers may dial out through trunks, as far as O(permission) goes.
    type: bool
  permission:
    description:
      - How far callers may dial out.
      - A new IVR has V(internal) unless it is given.
    type: str
    choices:
      - internal
      - local
      - national
      - international
  back_to_menu:
    description:
      - Whether callers get back to the menu when a call cannot be put through.
    type: bool
    aliases:
      - dial_failed_back2menu
  dial_filter:
    description:
      - Whether only the numbers of the lists may be dialled, or all but those.
    type: str
    choices:
      - 'off'
      - whitelist
      - blacklist
    aliases:
      - switch
  dial_filter_internal:
    description:
      - The internal numbers of O(dial_filter), all of them.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - ivr_blackwhite_list
  dial_filter_external:
    description:
      - The external numbers of O(dial_filter), all of them, with O(dial_trunk=true).
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - ivr_out_blackwhite_list
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
      - Whether the callee sees the IVR's name in place of the caller's.
    type: bool
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
# END generated options
"""

EXAMPLES = r"""
- name: Have an IVR
  telephony.pbx.ucm_ivr:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    extension: "7000"
    name: reception
    welcome_prompt: welcome
    dial_extension: true
    key_events:
      - key: "1"
        destination: {type: queue, target: "6500"}
      - key: "2"
        destination: {type: extension, target: "1001"}
      - key: timeout
        destination: {type: prompt, target: goodbye}

- name: Give callers more time, leaving everything else alone
  telephony.pbx.ucm_ivr:
    extension: "7000"
    response_timeout: 15

- name: No IVR any more
  telephony.pbx.ucm_ivr:
    extension: "7000"
    state: absent
"""

RETURN = r"""
ivr:
  description:
    - The IVR as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    extension: "7000"
    name: reception
    welcome_prompt: welcome
    key_events:
      - key: "1"
        destination: {type: queue, target: "6500"}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.ivr import IVR
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_ivr", UCM, IVR)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
