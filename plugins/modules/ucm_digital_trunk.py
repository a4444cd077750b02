#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_digital_trunk
short_description: Manage digital trunks of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes digital (E1 and T1) trunks on the UCM's channel groups.
  - Options that are not given are never touched.
  - "Write-only, settable at creation only: O(technology)."
  - A trunk that routes use cannot be deleted on every firmware; delete the routes first.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_outbound_route
  - module: telephony.pbx.ucm_inbound_route
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  name:
    description:
      - The name of the trunk.
    type: str
    aliases:
      - trunk_name
    required: true
  channel_group:
    description:
      - The channel group of the trunk. Needed to create one.
    type: int
    aliases:
      - group_index
  technology:
    description:
      - The signalling protocol.
      - It can be set at creation only and cannot be read back.
    type: str
    choices:
      - PRI
      - SS7
      - MFC/R2
      - EM
      - EM_W
  line_selection:
    description:
      - Which free channel an outbound call takes.
    type: str
    choices:
      - ascend
      - poll
      - descend
    aliases:
      - dahdilineselectmode
  direct_callback:
    description:
      - Whether callers back reach the extension that called them.
    type: bool
    aliases:
      - dialin_direct
  record_calls:
    description:
      - Whether calls are recorded.
    type: bool
    aliases:
      - auto_recording
  caller_id_number:
    description:
      - The caller ID number.
    type: str
    aliases:
      - callerid
  caller_id_name:
    description:
      - The caller ID name.
    type: str
    aliases:
      - cidname
  hide_caller_id:
    description:
      - Whether the caller ID is hidden.
    type: bool
    aliases:
      - hidecallerid
  keep_trunk_caller_id:
    description:
      - Whether the trunk's caller ID is always shown.
    type: bool
    aliases:
      - keepcid
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
- name: Have a digital trunk
  telephony.pbx.ucm_digital_trunk:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: primary
    channel_group: 1
    technology: PRI
    line_selection: poll

- name: Show a caller ID
  telephony.pbx.ucm_digital_trunk:
    name: primary
    caller_id_number: "4930123456"
    hide_caller_id: false

- name: No trunk any more
  telephony.pbx.ucm_digital_trunk:
    name: primary
    state: absent
"""

RETURN = r"""
digital_trunk:
  description:
    - The trunk as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: primary
    channel_group: 1
    line_selection: poll
    status: Unavailable
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.digital_trunk import DIGITAL_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_digital_trunk", UCM, DIGITAL_TRUNK)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
