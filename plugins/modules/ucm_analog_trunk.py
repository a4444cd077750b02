#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_analog_trunk
short_description: Manage analog trunks of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes analog (FXO) trunks.
  - Options that are not given are never touched.
  - How a line is shared belongs to M(telephony.pbx.ucm_sla_trunk).
  - A trunk that routes use cannot be deleted on every firmware; delete the routes first.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_sla_trunk
  - module: telephony.pbx.ucm_outbound_route
  - module: telephony.pbx.ucm_inbound_route
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  name:
    description:
      - The name of the trunk.
    type: str
    aliases:
      - trunk_name
    required: true
  ports:
    description:
      - The FXO ports of the trunk. Needed to create one.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - chans
  mode:
    description:
      - Whether the line is shared; see M(telephony.pbx.ucm_sla_trunk).
    type: str
    choices:
      - normal
      - sla
    aliases:
      - trunkmode
  out_of_service:
    description:
      - Whether the trunk is disabled.
    type: bool
  line_selection:
    description:
      - Which free line an outbound call takes, such as V(ascend), V(poll) or V(descend).
    type: str
    aliases:
      - dahdilineselectmode
  max_outbound_calls:
    description:
      - The most simultaneous outbound calls; 0 is unlimited.
    type: int
    aliases:
      - out_maxchans
  direct_callback:
    description:
      - Whether callers back reach the extension that called them.
    type: bool
    aliases:
      - dialin_direct
  record_calls:
    description:
      - Whether calls are recorded.
    type: bool
    aliases:
      - auto_record
  dial_delay:
    description:
      - The delay before dialling.
      - From 0 to 3000.
    type: int
    aliases:
      - fxooutbandcalldialdelay
  ring_timeout:
    description:
      - After what time without ringing a call counts as gone, in milliseconds (as the UCM's values suggest).
      - From 4000 to 20000.
    type: int
    aliases:
      - ringtimeout
  caller_id_detection:
    description:
      - Whether caller IDs are detected.
    type: bool
    aliases:
      - usecallerid
  caller_id_mode:
    description:
      - How caller ID numbers are put together, as the UCM's code.
    type: int
    aliases:
      - cidmode
  caller_id_scheme:
    description:
      - How caller IDs are sent on the line, such as V(bell).
    type: str
    aliases:
      - cidsignalling
  caller_id_start:
    description:
      - When caller IDs are sent, such as V(ring).
    type: str
    aliases:
      - cidstart
  fax_detection:
    description:
      - Which calls faxes are detected in, such as V(incoming).
    type: str
    aliases:
      - faxdetect
  fax_gateway:
    description:
      - Whether the port is in fax gateway mode.
    type: bool
  rx_gain:
    description:
      - The gain of what is heard.
      - From -13 to 12.
    type: float
    aliases:
      - rxgain
  tx_gain:
    description:
      - The gain of what is said.
      - From -13 to 12.
    type: float
    aliases:
      - txgain
  echo_cancellation_mode:
    description:
      - The echo canceller's mode, as the UCM's code.
    type: int
    aliases:
      - lectype
  tone_country:
    description:
      - The country whose tones are used, such as V(us), or V(custom).
    type: str
    aliases:
      - countrytone
  busy_detection:
    description:
      - Whether busy tones end a call.
    type: bool
    aliases:
      - busydetect
  busy_count:
    description:
      - How many busy tones end a call.
    type: int
    aliases:
      - busycount
  busy_tone:
    description:
      - The busy tone, such as V(f1=480@-50,f2=620@-50,c=500/500).
    type: str
    aliases:
      - busy
  congestion_detection:
    description:
      - Whether congestion tones end a call.
    type: bool
    aliases:
      - congestiondetect
  congestion_count:
    description:
      - How many congestion tones end a call.
    type: int
    aliases:
      - congestioncount
  congestion_tone:
    description:
      - The congestion tone, in the form of O(busy_tone).
    type: str
    aliases:
      - congestion
  polarity_switch:
    description:
      - Whether polarity reversals are heeded.
    type: bool
    aliases:
      - polarityswitch
  polarity_on_answer_delay:
    description:
      - How long after an answer polarity reversals are not heeded.
      - From 100 to 2000.
    type: int
    aliases:
      - polarityonanswerdelay
  current_disconnect:
    description:
      - Whether a loss of current ends a call.
    type: bool
    aliases:
      - enablecurrentdisconnectthreshold
  current_disconnect_threshold:
    description:
      - How long a loss of current has to last, in milliseconds.
      - From 50 to 3000.
    type: int
    aliases:
      - currentdisconnectthreshold
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
- name: Have an analog trunk on the first port
  telephony.pbx.ucm_analog_trunk:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: lift
    ports: ["1"]
    tone_country: us

- name: Raise the volume of what is heard
  telephony.pbx.ucm_analog_trunk:
    name: lift
    rx_gain: 2.5

- name: No trunk any more
  telephony.pbx.ucm_analog_trunk:
    name: lift
    state: absent
"""

RETURN = r"""
analog_trunk:
  description:
    - The trunk as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: lift
    ports: ["1"]
    mode: normal
    rx_gain: 0.0
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.analog_trunk import ANALOG_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_analog_trunk", UCM, ANALOG_TRUNK)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
