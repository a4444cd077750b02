#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_info
short_description: Read extensions, users and more from a Grandstream UCM
version_added: 0.1.0
description:
  - Reads lists of resources, in the vocabulary of the modules' options, sorted and without secrets.
  - What the account may not read is listed in RV(unreadable) and does not end the run.
author:
  - The telephony.pbx contributors (@telephony-pbx)
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
options:
  resources:
    description: What to read.
    type: list
    elements: str
    choices: [extensions, users, departments, extension_groups, system]
    default: [system]
  names:
    description: Shell patterns; only objects whose number or name matches one are read.
    type: list
    elements: str
  details:
    description:
      - Whether every object is read one by one, with all the options of its state module.
        Otherwise the answer has what the UCM's lists tell.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Which extensions and users are there?
  telephony.pbx.ucm_info:
    resources: [extensions, users]
  register: pbx

- name: Everything about the extensions of one range
  telephony.pbx.ucm_info:
    resources: [extensions]
    names: ["10??"]
    details: true
  register: range
"""

RETURN = r"""
extensions:
  description: The extensions, in numeric order.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - extension: "1001"
      out_of_service: false
      full_name: Ada Lovelace
      account_type: SIP
      status: Idle
users:
  description: The users, the administrator among them.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - user_name: "1001"
      first_name: Ada
departments:
  description: The departments, each with its parent's name.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: Engineering, parent: Example Inc}
extension_groups:
  description: The extension groups with their members.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: support, members: ["1001", "1002"]}
system:
  description: Model, versions, serial number and clock.
  returned: when asked for
  type: dict
  sample:
    model: UCM6302 V1.2B
    firmware: 1.0.17.11
unreadable:
  description: The resources that could not be read, each with the error as data.
  returned: when there are any
  type: list
  elements: dict
api:
  description: What the task cost, as in M(telephony.pbx.ucm_extension).
  returned: when the PBX was asked
  type: dict
  sample: {calls: 1, logins: 0, session: cached}
error:
  description: The error as data, as in M(telephony.pbx.ucm_extension).
  returned: failure
  type: dict
"""

from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.tasks import InfoTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = InfoTask("ucm_info", UCM)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
