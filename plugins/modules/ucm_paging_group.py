#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_paging_group
short_description: Manage paging and intercom groups of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes paging, intercom, multicast and announcement groups.
  - Options that are not given are never touched.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
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
      - The number of the group.
      - Digits only.
    type: str
    aliases:
      - number
    required: true
  name:
    description:
      - The name of the group. Needed to create one.
    type: str
    aliases:
      - paginggroup_name
  type:
    description:
      - Whether members hear (V(paging)), hear and speak (V(intercom)), are reached by multicast, or hear
        an announcement at a set time. Needed to create a group.
    type: str
    choices:
      - paging
      - intercom
      - multicast
      - announcement
    aliases:
      - paginggroup_type
  members:
    description:
      - The extensions of the group, all of them.
      - The order does not matter.
    type: list
    elements: str
  allowed_callers:
    description:
      - The extensions that may page, all of them; everybody when empty.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - number_allowed
  prompt:
    description:
      - The prompt file.
    type: str
    aliases:
      - custom_prompt
  replace_caller_id:
    description:
      - Whether members see the group's name in place of the caller's.
    type: bool
  max_call_duration:
    description:
      - The longest call in seconds; 0 is unlimited.
    type: int
    aliases:
      - limitime
  multicast_ip:
    description:
      - The multicast address, from 224.0.1.0 to 238.255.255.255, with O(type=multicast).
    type: str
  multicast_port:
    description:
      - The multicast port, with O(type=multicast).
    type: int
  announcement_enabled:
    description:
      - Whether the announcement is made, with O(type=announcement).
    type: bool
    aliases:
      - enable
  announcement_date:
    description:
      - The date of the announcement, such as V(2026-08-01), with O(type=announcement).
    type: str
    aliases:
      - custom_date
  announcement_time:
    description:
      - The time of the announcement, with O(type=announcement).
      - A time such as 08:30.
    type: str
    aliases:
      - time
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
- name: Have an intercom group
  telephony.pbx.ucm_paging_group:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    extension: "8004"
    name: workshop
    type: intercom
    members: ["1001", "1002"]

- name: Have a group that pages by multicast, for the reception only
  telephony.pbx.ucm_paging_group:
    extension: "8005"
    name: hall
    type: multicast
    multicast_ip: 224.0.2.1
    multicast_port: 6767
    allowed_callers: ["1000"]

- name: No group any more
  telephony.pbx.ucm_paging_group:
    extension: "8004"
    state: absent
"""

RETURN = r"""
paging_group:
  description:
    - The group as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    extension: "8004"
    name: workshop
    type: intercom
    members: ["1001", "1002"]
    allowed_callers: []
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.paging_group import PAGING_GROUP
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_paging_group", UCM, PAGING_GROUP)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
