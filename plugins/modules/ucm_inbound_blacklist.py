#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_inbound_blacklist
short_description: Manage blocked callers of a Grandstream UCM
version_added: 0.1.0
description:
  - Puts numbers on the inbound blacklist, and takes them off it.
  - A number is blocked on one route or on all.
  - Whether the blacklist is in use belongs to M(telephony.pbx.ucm_inbound_blacklist_settings).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_inbound_blacklist_settings
  - module: telephony.pbx.ucm_inbound_route
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  number:
    description:
      - The caller's number.
    type: str
    required: true
  route:
    description:
      - The inbound route that the number is blocked on. Without it, a new entry counts for all routes.
      - It is given as a whole.
    type: dict
    suboptions:
      all:
        description:
          - Whether it is all routes.
        type: bool
      trunk:
        description:
          - The trunk of the route.
        type: str
      did_patterns:
        description:
          - The dialled numbers of the route, all of them.
          - A pattern that begins with one underscore and has no comma.
          - The order does not matter.
        type: list
        elements: str
      caller_id_patterns:
        description:
          - The caller ID patterns of the route, all of them.
          - A pattern that begins with one underscore and has no comma.
          - The order does not matter.
        type: list
        elements: str
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
- name: Block a caller everywhere
  telephony.pbx.ucm_inbound_blacklist:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    number: "0190123456"
    route:
      all: true

- name: Block a caller on one route
  telephony.pbx.ucm_inbound_blacklist:
    number: "0190123456"
    route:
      trunk: provider
      did_patterns: [_4930123450]

- name: Let a caller through again
  telephony.pbx.ucm_inbound_blacklist:
    number: "0190123456"
    state: absent
"""

RETURN = r"""
inbound_blacklist:
  description:
    - The entry as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    number: "0190123456"
    route: {all: true}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist import INBOUND_BLACKLIST
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_inbound_blacklist", UCM, INBOUND_BLACKLIST)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
