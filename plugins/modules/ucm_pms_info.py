#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_info
short_description: Read rooms, bills and the minibar from a Grandstream UCM's hotel interface
version_added: 0.1.0
description:
  - Reads the rooms with their guests, what is billed to rooms, the minibar and its goods, in the vocabulary of the
    modules' options.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_pms_room
  - module: telephony.pbx.ucm_pms_minibar
  - module: telephony.pbx.ucm_pms_minibar_goods
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.hotel
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_pms
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
# BEGIN generated options
options:
  resources:
    description:
      - 'What to read: rooms with their guests, what is billed to each room, the minibar, its goods.'
      - What is billed takes one request for each room.
      - The order does not matter.
    type: list
    elements: str
    choices:
      - rooms
      - room_goods
      - minibar
      - minibar_goods
    default:
      - rooms
  rooms:
    description:
      - Shell patterns; only rooms whose number matches one are read.
      - The order does not matter.
    type: list
    elements: str
# END generated options
"""

EXAMPLES = r"""
- name: Who is there?
  telephony.pbx.ucm_pms_info:
  register: hotel

- name: Make out the bill of 101
  telephony.pbx.ucm_pms_info:
    resources: [room_goods]
    rooms: ["101"]
  register: bill
"""

RETURN = r"""
rooms:
  description: The rooms, in numeric order.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - room: "101"
      checked_in: true
      last_name: Lovelace
      status: available
      address: "4001"
      extension: "4001"
room_goods:
  description: The rooms, each with what is billed to it.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - room: "101"
      goods:
        - {name: water, count: 2, price: 2.5, tax_rate: 0.0, time: "2026-01-31 21:07:00", waiter: "9898"}
minibar:
  description: The minibar; empty when there is none.
  returned: when asked for
  type: dict
  sample: {number: "12450", name: winebar, prompt: welcome, skip_waiter_code: false, bill_several: true}
minibar_goods:
  description: What can be billed, by its code.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {code: "900", name: water, price: 2.5, tax_rate: 0.0}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_info import HOTEL_INFO as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
