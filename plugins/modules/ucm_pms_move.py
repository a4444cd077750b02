#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_move
short_description: Move a hotel guest of a Grandstream UCM to another room
version_added: 0.1.0
description:
  - Moves a guest to another room, with all that was set for him.
  - RV(ignore:changed) is false when the room list shows that the guest of O(to_room) came from O(room), which is
    empty now. Check mode moves nobody.
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
# BEGIN generated options
options:
  room:
    description:
      - The number of the room that the guest leaves.
    type: str
    required: true
  to_room:
    description:
      - The number of the room that the guest gets.
    type: str
    required: true
# END generated options
"""

EXAMPLES = r"""
- name: The shower of 101 is broken
  telephony.pbx.ucm_pms_move:
    room: "101"
    to_room: "204"
"""

RETURN = r"""
pms_room:
  description: The room that the guest has now, as in M(telephony.pbx.ucm_pms_room).
  returned: success, unless in check mode he would be moved
  type: dict
  sample:
    room: "204"
    checked_in: true
    last_name: Lovelace
    previous_address: "4001"
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_rooms import MOVE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
