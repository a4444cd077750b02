#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_call
short_description: Start calls on a Grandstream UCM
version_added: 0.1.0
description:
  - Calls one number and, when it answers, connects it to another one, or to an IVR, a queue or a ring group.
  - What cannot be connected with what is refused before anything is sent.
  - RV(ignore:changed) is always true, since every run starts a call; check mode starts none.
  - The UCM tells whether it took the order, not whether anybody answered.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_channel
  - module: telephony.pbx.ucm_channel_info
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
      - Every run starts a call.
# BEGIN generated options
options:
  caller:
    description:
      - The number that is called first; when it answers, O(callee) is called.
      - 'Digits, letters, * and #, perhaps after a +.'
    type: str
    required: true
  caller_type:
    description:
      - Whether O(caller) is an extension or a number outside.
    type: str
    choices:
      - extension
      - external
    default: extension
  callee:
    description:
      - The number that O(caller) is connected to.
      - 'Digits, letters, * and #, perhaps after a +.'
    type: str
    required: true
  callee_type:
    description:
      - What O(callee) is.
      - An extension can be connected to an extension, an external number or an IVR; an external number
        to another one, an IVR, a queue or a ring group.
    type: str
    choices:
      - extension
      - external
      - ivr
      - queue
      - ring_group
    default: extension
# END generated options
"""

EXAMPLES = r"""
- name: Let 1005 talk to 1002
  telephony.pbx.ucm_call:
    caller: "1005"
    callee: "1002"

- name: Call a customer from the desk
  telephony.pbx.ucm_call:
    caller: "1005"
    callee: "+4930123456"
    callee_type: external

- name: Call a customer back into the support queue
  telephony.pbx.ucm_call:
    caller: "+4930123456"
    caller_type: external
    callee: "6500"
    callee_type: queue
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.calls import CALL as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
