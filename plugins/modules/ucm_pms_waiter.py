#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_waiter
short_description: Add and remove waiters of the minibar of a Grandstream UCM's hotel interface
version_added: 0.1.0
description:
  - Adds and removes the waiters who bill items of the minibar.
  - The interface does not tell which waiters there are, so RV(ignore:changed) is always true, and the UCM may
    refuse to add one who is there or to remove one who is not. In check mode nothing is sent.
  - Write-only are all options, O(waiter_password) among them.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_pms_minibar
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.hotel
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_pms
attributes:
  diff_mode:
    support: none
  idempotent:
    support: none
    details:
      - Which waiters there are cannot be read, so the action is sent whenever the task runs.
# BEGIN generated options
options:
  state:
    description:
      - Whether the waiter is added or removed. The interface does not tell which waiters there are.
    type: str
    choices:
      - present
      - absent
    default: present
  code:
    description:
      - The waiter's code.
      - Digits only.
    type: str
    aliases:
      - maidcode
    required: true
  waiter_password:
    description:
      - The waiter's password. Needed to add one.
    type: str
# END generated options
"""

EXAMPLES = r"""
- name: Add a waiter
  telephony.pbx.ucm_pms_waiter:
    code: "9898"
    waiter_password: "{{ vault_waiter_9898 }}"

- name: Remove a waiter
  telephony.pbx.ucm_pms_waiter:
    code: "9898"
    state: absent
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_minibar import WAITER as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
