#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_info
short_description: Read extensions, trunks, routes, queues and more from a Grandstream UCM
version_added: 0.1.0
description:
  - Reads lists of resources, in the vocabulary of the modules' options, sorted and without secrets. Outbound routes are
    in the order in which the UCM tries them.
  - With O(details=true) the answer is a configuration for M(telephony.pbx.ucm_config), which changes nothing on the
    same UCM and rebuilds another, once the secrets are added.
  - What the account may not read is listed in RV(unreadable) and does not end the run.
author:
  - The telephony.pbx contributors (@telephony-pbx)
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
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
    choices:
      - departments
      - extension_groups
      - extensions
      - users
      - sip_trunks
      - analog_trunks
      - digital_trunks
      - sla_trunks
      - pin_sets
      - outbound_routes
      - queues
      - paging_groups
      - ivrs
      - inbound_routes
      - inbound_blacklist
      - inbound_blacklist_settings
      - system
    default: [system]
  names:
    description:
      - Shell patterns; only objects whose number or name matches one are read. For inbound routes it is their trunk's
        name.
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

- name: Everything that can be configured, for a file that telephony.pbx.ucm_config takes
  telephony.pbx.ucm_info:
    resources:
      - departments
      - extension_groups
      - extensions
      - users
      - sip_trunks
      - analog_trunks
      - outbound_routes
      - queues
      - paging_groups
      - ivrs
      - inbound_routes
      - inbound_blacklist
      - inbound_blacklist_settings
    details: true
  register: pbx
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
sip_trunks:
  description: The SIP trunks.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: carrier-a, host: sip.example.net, trunk_type: peer}
analog_trunks:
  description: The analog trunks.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: pots, mode: normal, out_of_service: false}
digital_trunks:
  description: The digital trunks.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: e1, line_type: E1, span: 1}
sla_trunks:
  description: The analog trunks, with what can be read of their shared lines.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: pots, mode: sla}
pin_sets:
  description: The PIN sets, with details the names of their PINs.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: night, record_in_cdr: true, members: [{name: Ada}]}
outbound_routes:
  description: The outbound routes, in the order in which the UCM tries them.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: national, patterns: ["_0ZX."], permission: national, out_of_service: false, sequence: 1}
queues:
  description: The call queues.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {extension: "6500", name: support, strategy: ringall, members: ["1001", "1002"]}
paging_groups:
  description: The paging and intercom groups.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {extension: "6600", name: floor, type: paging, members: ["1001", "1002"]}
ivrs:
  description: The IVRs, with details their keys as well.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {extension: "7000", name: menu, dial_extension: true}
inbound_routes:
  description: The inbound routes of all trunks.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {trunk: carrier-a, did_patterns: ["_302110000"], out_of_service: false}
inbound_blacklist:
  description: The blocked callers.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {number: "5550100", route: {all: true}}
inbound_blacklist_settings:
  description: The blacklist's switch, as a list of one.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {enabled: true}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.tasks import UcmInfoTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = UcmInfoTask("ucm_info", UCM)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
