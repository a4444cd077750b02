#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_room_action
short_description: Set wake-up calls, forwarding and do-not-disturb of hotel rooms of a Grandstream UCM
version_added: 0.1.0
description:
  - Sets and cancels a room's wake-up call, forwards its calls, and switches do-not-disturb.
  - None of it can be read back, so RV(ignore:changed) is always true. In check mode nothing is sent, but the room
    is looked up.
  - Write-only are all options but O(room).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_pms_room
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
      - The state cannot be read, so the action is sent whenever the task runs. To repeat it does no harm.
# BEGIN generated options
options:
  action:
    description:
      - What to do.
      - 'How forwarding is cancelled is not documented: V(cancel_forward) sends an empty number.'
      - 'The values of do-not-disturb are not documented either: V(set_dnd) sends 1 and V(clear_dnd) 0.'
    type: str
    choices:
      - set_wake_up
      - cancel_wake_up
      - forward
      - cancel_forward
      - set_dnd
      - clear_dnd
    required: true
  room:
    description:
      - The room's number.
    type: str
    required: true
  date:
    description:
      - The day of the wake-up call; of a daily one the first.
      - A date such as 2026-01-31.
    type: str
  time:
    description:
      - The time of the wake-up call.
      - A time in quotation marks, such as '07:30'.
    type: str
  repeat:
    description:
      - Whether the wake-up call comes once or every day. By default once.
    type: str
    choices:
      - once
      - daily
  forward_to:
    description:
      - The number that all calls are forwarded to.
    type: str
# END generated options
"""

EXAMPLES = r"""
- name: Wake the guest of 101
  telephony.pbx.ucm_pms_room_action:
    action: set_wake_up
    room: "101"
    date: "2026-02-01"
    time: "07:30"

- name: Do not disturb the guest of 102
  telephony.pbx.ucm_pms_room_action:
    action: set_dnd
    room: "102"

- name: Forward the calls of 103 to the bar
  telephony.pbx.ucm_pms_room_action:
    action: forward
    room: "103"
    forward_to: "4002"
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_rooms import ROOM_ACTION as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
