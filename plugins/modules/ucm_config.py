#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_config
short_description: Bring a Grandstream UCM to a configuration, as a whole
version_added: 0.1.0
description:
  - Creates and changes every object of O(config), in the order in which they need each other, with one login, one list
    of each kind of object, and one apply at the end.
  - Objects that are not in O(config), and options that are not given, are never touched, unless O(purge) says so.
  - Everything is checked before the first write, and all problems are told together, each with its place in the
    input, such as C(config.queues[3].members[1]). Among them are names that are no option, values out of range,
    objects that are there twice, numbers that two kinds of objects claim, in O(config) or on the PBX, references to
    what neither the PBX nor O(config) has, and a purge beyond its limit.
  - Objects may refer to each other in a circle, as IVRs do. They are created without those references first.
  - An object is compared with its row in the UCM's list where that has all the options that are given. Else it is read
    by itself, which costs a request.
  - Write-only options are those of the objects' modules, and follow O(update_password).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_info
  - module: telephony.pbx.ucm_apply
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
attributes:
  check_mode:
    details:
      - All checks are made, on the PBX as it is. What an earlier task of the same check would create counts as missing.
  idempotent:
    support: partial
    details:
      - An option that cannot be read back is sent at every run, unless O(update_password=on_create).
options:
  config:
    description:
      - Lists of objects by their kind. The options of an object, their aliases, types and limits are those of the
        kind's own module.
      - The answer of M(telephony.pbx.ucm_info) with O(telephony.pbx.ucm_info#module:details=true) fits as it is. What
        can only be read is ignored, secrets have to be added.
      - C(departments) and C(extension_groups), which the API cannot create, have to be there already; an object has a
        C(name).
      - C(extensions), see M(telephony.pbx.ucm_extension).
      - C(users), see M(telephony.pbx.ucm_user). They come with their extensions.
      - C(sip_trunks), see M(telephony.pbx.ucm_sip_trunk).
      - C(analog_trunks), see M(telephony.pbx.ucm_analog_trunk).
      - C(digital_trunks), see M(telephony.pbx.ucm_digital_trunk).
      - C(sla_trunks), see M(telephony.pbx.ucm_sla_trunk).
      - C(pin_sets), see M(telephony.pbx.ucm_pin_set).
      - C(outbound_routes), see M(telephony.pbx.ucm_outbound_route). New ones are made in the order of the list.
      - C(queues), see M(telephony.pbx.ucm_queue).
      - C(paging_groups), see M(telephony.pbx.ucm_paging_group).
      - C(ivrs), see M(telephony.pbx.ucm_ivr).
      - C(inbound_routes), see M(telephony.pbx.ucm_inbound_route).
      - C(inbound_blacklist), see M(telephony.pbx.ucm_inbound_blacklist).
      - C(inbound_blacklist_settings), see M(telephony.pbx.ucm_inbound_blacklist_settings). Since there is only one
        such object, it may stand without a list.
    type: dict
    required: true
  purge:
    description:
      - Kinds of objects of which everything is deleted that is not in O(config). O(config) has to have them, as an
        empty list if none shall be left.
      - Objects are deleted after everything else, those that others refer to last. Only what stands in the way of a
        new object, with its number or name, goes first.
    type: list
    elements: str
    choices:
      - extensions
      - sip_trunks
      - analog_trunks
      - digital_trunks
      - pin_sets
      - outbound_routes
      - queues
      - paging_groups
      - ivrs
      - inbound_routes
      - inbound_blacklist
    default: []
  purge_limit:
    description:
      - The most objects of one kind that O(purge) may delete. Beyond it the run is refused, with the list of them.
    type: int
    default: 10
  on_error:
    description:
      - What to do when the PBX refuses an object. With V(stop) the run ends there, with V(continue) it goes on with the
        other objects. It fails in both cases, and RV(failed_objects) has the errors.
      - What is done stays done and is put into effect. A run ends in any case when the PBX does not answer any more, or
        does not accept the login.
    type: str
    choices: [stop, continue]
    default: stop
  update_password:
    description:
      - Whether passwords and PINs that are given are also set on objects that exist.
      - With V(always), those that the PBX lets be read are compared and sent only if they differ; those that it does
        not are sent at every run.
    type: str
    choices: [always, on_create]
    default: always
"""

EXAMPLES = r"""
- name: A small office
  telephony.pbx.ucm_config:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    config:
      extensions:
        - {extension: "1001", sip_password: "{{ vault_sip_1001 }}", permission: national}
        - {extension: "1002", sip_password: "{{ vault_sip_1002 }}", permission: internal}
      users:
        - {user_name: "1001", first_name: Ada, last_name: Lovelace}
      sip_trunks:
        - {name: carrier-a, host: sip.example.net, trunk_type: peer}
      outbound_routes:
        - {name: national, trunk: carrier-a, patterns: ["_0ZX."], permission: national}
      queues:
        - {extension: "6500", name: support, members: ["1001", "1002"]}
      inbound_routes:
        - {trunk: carrier-a, did_patterns: ["_302110000"], destination: {type: queue, target: "6500"}}

- name: What would change if the file were applied, and what would go
  telephony.pbx.ucm_config:
    config: "{{ lookup('ansible.builtin.file', 'hq.yml') | from_yaml }}"
    purge: [queues, ivrs, inbound_routes]
    purge_limit: 3
  check_mode: true
  diff: true

- name: Queues exactly as listed, and as many of the others as possible
  telephony.pbx.ucm_config:
    config:
      queues: "{{ queues }}"
    purge: [queues]
    on_error: continue
    update_password: on_create
"""

RETURN = r"""
counts:
  description: How many objects were created, updated, deleted and left as they are; as predicted in check mode.
  returned: when the configuration was accepted
  type: dict
  sample: {create: 2, update: 1, delete: 0, nothing: 97}
objects:
  description:
    - The objects that were changed, in the order of the work, each with what was done and the difference.
    - Secrets are masked.
  returned: when the configuration was accepted
  type: list
  elements: dict
  sample:
    - resource: queues
      object: queue 6500
      action: update
      diff:
        before: {members: ["1001"]}
        after: {members: ["1001", "1002"]}
failed_objects:
  description: The objects that could not be changed, as RV(objects), each with the error as text and as data.
  returned: when there are any
  type: list
  elements: dict
  sample:
    - resource: queues
      object: queue 6501
      action: create
      diff:
        before: {}
        after: {name: sales}
      msg: "queue 6501, addQueue: the data could not be updated (code -25)."
      error: {kind: pbx_error, code: -25, operation: addQueue}
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

from ansible_collections.telephony.pbx.plugins.module_utils.core.config_task import ConfigTask
from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.catalog import CONFIGURATION
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = ConfigTask("ucm_config", UCM, CONFIGURATION)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
