#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_message_broadcast
short_description: Send a text message to many users of a Grandstream UCM
version_added: 0.1.0
description:
  - Sends a text message to extensions, departments and extension groups.
  - RV(ignore:changed) is always true, since every run sends the message; check mode sends none, but looks
    departments and groups up.
  - 'Messages cannot be listed or taken back. Ring groups cannot be addressed: the document has lost how.'
author:
  - The telephony.pbx contributors (@telephony-pbx)
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
      - Every run sends the message.
# BEGIN generated options
options:
  subject:
    description:
      - The name of the broadcast.
    type: str
    required: true
  sender:
    description:
      - Who the message is said to be from.
    type: str
    aliases:
      - source
  content:
    description:
      - The text of the message.
    type: str
  extensions:
    description:
      - Extensions that get the message.
      - The order does not matter.
    type: list
    elements: str
  departments:
    description:
      - Departments whose members get it, by name, or by id where names are doubled.
      - The order does not matter.
    type: list
    elements: str
  extension_groups:
    description:
      - Extension groups whose members get it, by name.
      - The order does not matter.
    type: list
    elements: str
  department_members:
    description:
      - Single extensions picked from departments.
    type: list
    elements: dict
    suboptions:
      department:
        description:
          - The department, by name or id. It must be given.
        type: str
      extension:
        description:
          - The extension. It must be given.
        type: str
# END generated options
"""

EXAMPLES = r"""
- name: Tell two departments
  telephony.pbx.ucm_message_broadcast:
    subject: Maintenance
    sender: IT
    content: Telephones are restarted at 22:00.
    departments: [Sales, Support]
    extensions: ["1000"]
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.announcements import MESSAGE_BROADCAST as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
