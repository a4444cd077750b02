#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_channel
short_description: Control calls that are on at a Grandstream UCM
version_added: 0.1.0
description:
  - Ends, mutes, holds and transfers calls, listens to them, and decides over calls that wait for it.
  - 'RV(ignore:changed) is always true: the UCM does not tell whether a channel is muted or held. In check mode
    nothing is sent.'
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_channel_info
  - module: telephony.pbx.ucm_call
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
      - The action is sent whenever the task runs.
# BEGIN generated options
options:
  action:
    description:
      - What to do.
      - V(hangup) ends the call.
      - V(mute), V(unmute), V(hold) and V(unhold) act on the channel's own side.
      - V(transfer) sends the other side of the channel to O(destination).
      - V(transfer_inbound) sends an external caller to another extension, V(transfer_outbound) the caller
        of an outbound call to another external number; both before or after the call is answered.
      - V(barge) lets O(listener) listen to the channel, or speak there.
      - V(accept) and V(refuse) decide over an inbound call that waits for it. They need the I(Call Control)
        option of the API settings and come too late after 10 seconds.
    type: str
    choices:
      - hangup
      - mute
      - unmute
      - hold
      - unhold
      - transfer
      - transfer_inbound
      - transfer_outbound
      - barge
      - accept
      - refuse
    required: true
  channel:
    description:
      - The channel, as M(telephony.pbx.ucm_channel_info) names it.
    type: str
    required: true
  destination:
    description:
      - 'Where a transfer goes: an extension, or with V(transfer_outbound) an external number.'
      - 'Digits, letters, * and #, perhaps after a +.'
    type: str
  listener:
    description:
      - The extension that is let into the call.
      - 'Digits, letters, * and #, perhaps after a +.'
    type: str
  monitored_extension:
    description:
      - The extension whose O(channel) it is.
      - 'Digits, letters, * and #, perhaps after a +.'
    type: str
  mode:
    description:
      - Whether O(listener) only listens, whispers to the monitored extension, or joins and is heard by
        both. When it is not given, the UCM decides; it is expected to let listen.
    type: str
    choices:
      - listen
      - whisper
      - join
  ask_permission:
    description:
      - Whether the monitored extension is asked first. When it is not given, the UCM decides.
    type: bool
# END generated options
notes:
  - The document contradicts itself on which of its parameters C(exten) and C(barge-exten) is the listener.
    O(listener) goes as C(barge-exten), as in the document's example and in the UCM's own web pages.
"""

EXAMPLES = r"""
- name: Which calls are on?
  telephony.pbx.ucm_channel_info:
    numbers: ["1005"]
  register: active

- name: End the calls of 1005
  telephony.pbx.ucm_channel:
    action: hangup
    channel: "{{ item.caller_channel }}"
  loop: "{{ active.calls }}"

- name: Send the caller on to a colleague
  telephony.pbx.ucm_channel:
    action: transfer
    channel: PJSIP/1005-00000040
    destination: "1002"

- name: Whisper to an agent without asking him
  telephony.pbx.ucm_channel:
    action: barge
    channel: PJSIP/1005-00000040
    monitored_extension: "1005"
    listener: "1009"
    mode: whisper
    ask_permission: false
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.channels import CHANNEL as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
