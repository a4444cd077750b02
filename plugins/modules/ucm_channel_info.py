#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_channel_info
short_description: Read which calls are on at a Grandstream UCM
version_added: 0.1.0
description:
  - Lists the calls that are on, with both of their channels, and the channels that are not connected to another.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_channel
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
# BEGIN generated options
options:
  numbers:
    description:
      - Only calls and channels of these numbers, on either side.
      - The order does not matter.
    type: list
    elements: str
  trunks:
    description:
      - Only calls and channels over these trunks.
      - The order does not matter.
    type: list
    elements: str
# END generated options
"""

EXAMPLES = r"""
- name: Which calls are on?
  telephony.pbx.ucm_channel_info:
  register: active

- name: Wait until the trunk is quiet
  telephony.pbx.ucm_channel_info:
    trunks: [provider]
  register: active
  until: not active.calls and not active.channels
  retries: 60
  delay: 10
"""

RETURN = r"""
calls:
  description: The calls that are on, in the order of their channels.
  returned: success
  type: list
  elements: dict
  sample:
    - caller_channel: PJSIP/1001-00000002
      caller_number: "1001"
      caller_name: Ada Lovelace
      caller_unique_id: "1574692996.4"
      callee_channel: PJSIP/1000-00000003
      callee_number: "1000"
      callee_name:
      callee_unique_id: "1574692996.5"
      answered_at: "2026-01-31 09:43:19"
      bridge_id: 7f12ed1a-f03d-4575-a4cb-f986f864c2a2
      inbound_trunk:
      outbound_trunk:
channels:
  description: Channels that ring, or have nobody at the other end.
  returned: success
  type: list
  elements: dict
  sample:
    - channel: PJSIP/1001-00000007
      state: Ringing
      service: macro-dial
      caller_number: "1001"
      caller_name: Ada Lovelace
      connected_number: "1000"
      connected_name:
      changed_at: "2026-01-31 09:45:02"
      inbound_trunk:
      outbound_trunk:
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.channels import CHANNEL_INFO as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
