#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pin_set
short_description: Manage PIN sets of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes PIN sets.
  - Options that are not given are never touched.
  - The PINs can be read back, and are sent only if they differ.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_outbound_route
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  name:
    description:
      - The name of the PIN set.
    type: str
    aliases:
      - pin_sets_name
    required: true
  record_in_cdr:
    description:
      - Whether call records show the PIN set and the PIN's name.
    type: bool
  members:
    description:
      - 'The PINs of the set, all of them: those that are not in the list are deleted. Needed to create
        a set.'
      - A name that the set has already keeps its PIN when none is given.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - The name of the PIN, such as that of its owner.
        type: str
        aliases:
          - pin_name
        required: true
      pin:
        description:
          - The PIN.
          - Digits only.
        type: str
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
- name: Have a PIN for each manager
  telephony.pbx.ucm_pin_set:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: managers
    record_in_cdr: true
    members:
      - name: ada
        pin: "{{ vault_pin_ada }}"
      - name: bob
        pin: "{{ vault_pin_bob }}"

- name: Take Bob's PIN away, and leave Ada's as it is
  telephony.pbx.ucm_pin_set:
    name: managers
    members:
      - name: ada

- name: No PIN set any more
  telephony.pbx.ucm_pin_set:
    name: managers
    state: absent
"""

RETURN = r"""
pin_set:
  description:
    - The PIN set as the PBX has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: managers
    record_in_cdr: true
    members: [{name: ada}, {name: bob}]
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pin_set import PIN_SET
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_pin_set", UCM, PIN_SET)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
