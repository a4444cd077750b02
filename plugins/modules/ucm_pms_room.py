#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_room
short_description: Manage guests and the state of hotel rooms of a Grandstream UCM
version_added: 0.1.0
description:
  - Checks guests in and out, changes what is known of them, and sets the state of rooms.
  - Rooms are made in the web interface of the UCM. Wake-up calls, forwarding and do-not-disturb are set with
    M(telephony.pbx.ucm_pms_room_action).
  - Options that are not given are never touched. RV(ignore:changed) comes from comparing with the UCM's room list.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_pms_move
  - module: telephony.pbx.ucm_pms_room_action
  - module: telephony.pbx.ucm_pms_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.hotel
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_pms
# BEGIN generated options
options:
  room:
    description:
      - The room's number.
    type: str
    required: true
  checked_in:
    description:
      - 'Whether there is a guest in the room: V(true) checks one in, V(false) checks him out.'
      - A guest who is there already is changed. For a new guest check the old one out before.
    type: bool
  account:
    description:
      - The guest's account number.
    type: str
  first_name:
    description:
      - The guest's first name.
    type: str
    aliases:
      - firstname
  last_name:
    description:
      - The guest's last name.
    type: str
    aliases:
      - lastname
  language:
    description:
      - The language of voice prompts, as the UCM words it, such as V(EN).
    type: str
  vip_code:
    description:
      - The guest's category.
    type: str
    aliases:
      - vipcode
  arrival:
    description:
      - When the guest arrives, such as V(2026-01-31 15:00). Some firmware refuses a check-in without
        it.
    type: str
    aliases:
      - datein
  departure:
    description:
      - When the guest leaves, in the form of O(arrival). Some firmware refuses a check-in without it.
    type: str
    aliases:
      - dateout
  credit:
    description:
      - The guest's credit.
    type: str
  permission:
    description:
      - The widest kind of outbound call. By default the room's own.
    type: str
    choices:
      - internal
      - local
      - national
      - international
    aliases:
      - cos
  status:
    description:
      - The state of the room for the housekeeping.
      - A check-in and a check-out set it as well, before it is set to what is given here.
    type: str
    choices:
      - available
      - cleaning
      - repairing
      - vacant
      - dirty
      - closed
# END generated options
notes:
  - The room list shows a guest's permission in words, and a check-in wants one of four classes of service.
    O(permission) takes them to be the same four, the lowest first.
"""

EXAMPLES = r"""
- name: A guest arrives
  telephony.pbx.ucm_pms_room:
    room: "101"
    checked_in: true
    account: "4711"
    first_name: Ada
    last_name: Lovelace
    language: EN
    arrival: "2026-01-31 15:00"
    departure: "2026-02-02 11:00"
    permission: national

- name: The guest leaves, and the room has to be cleaned
  telephony.pbx.ucm_pms_room:
    room: "101"
    checked_in: false
    status: dirty

- name: The room is ready
  telephony.pbx.ucm_pms_room:
    room: "101"
    status: available
"""

RETURN = r"""
pms_room:
  description: The room as the UCM has it after the run; as predicted in check mode.
  returned: success
  type: dict
  sample:
    room: "101"
    checked_in: true
    first_name: Ada
    last_name: Lovelace
    arrival: "2026-01-31 15:00"
    departure: "2026-02-02 11:00"
    permission: national
    status: available
    address: "4001"
    extension: "4001"
# BEGIN generated returns
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_rooms import ROOM as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
