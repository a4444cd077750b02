#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_sla_trunk
short_description: Share the line of an analog trunk of a Grandstream UCM
version_added: 0.1.0
description:
  - Turns shared line appearance (SLA) on for an analog trunk, and changes its settings.
  - The UCM's API cannot read these settings. What is given is sent at every run, and the run says that it changed.
  - With O(update_password=on_create) nothing is ever sent, as the analog trunk has to exist before.
  - The API has no way to end a shared line; the O(telephony.pbx.ucm_analog_trunk#module:mode) of the analog trunk
    may.
  - In check mode a trunk that does not exist is taken to be created by an earlier task, with a warning.
  - "Write-only: O(device), O(allow_barge), O(hold_access). Without any of them nothing is sent."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_analog_trunk
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
attributes:
  idempotent:
    support: none
    details:
      - The settings cannot be read back, so that every run sends them and says that it changed.
# BEGIN generated options
options:
  name:
    description:
      - The name of the analog trunk.
    type: str
    aliases:
      - trunk_name
    required: true
  device:
    description:
      - The port, such as V(DAHDI/1).
    type: str
  allow_barge:
    description:
      - Whether others may barge into calls.
    type: bool
    aliases:
      - bargeallowed
  hold_access:
    description:
      - Who may take a held call back.
    type: str
    choices:
      - open
      - private
    aliases:
      - holdaccess
  update_password:
    description:
      - Whether passwords and PINs that are given are also set on an object that exists.
      - With V(always), those that the PBX lets be read are compared and sent only if they differ; those
        that it does not are sent at every run.
    type: str
    choices:
      - always
      - on_create
    default: always
# END generated options
"""

EXAMPLES = r"""
- name: Share the line of an analog trunk
  telephony.pbx.ucm_sla_trunk:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: lift
    device: DAHDI/1
    allow_barge: true
    hold_access: open
"""

RETURN = r"""
sla_trunk:
  description:
    - The analog trunk, as far as it can be read, as the PBX has it after the run; as predicted in check mode.
  returned: success
  type: dict
  sample:
    name: lift
    mode: sla
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.sla_trunk import SLA_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_sla_trunk", UCM, SLA_TRUNK)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
