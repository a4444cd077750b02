#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_config
short_description: Bring a 4PSA VoipNow to a configuration, as a whole
version_added: 0.1.0
description:
  - Creates and changes every object of O(config), those above before those below, with one token and one list of each
    kind of object.
  - Objects that are not in O(config), and options that are not given, are never touched, unless O(purge) says so.
  - Everything is checked before the first write, and all problems are told together, each with its place in the
    input, such as C(config.users[3].organization). Among them are names that are no option, values out of range,
    objects that are there twice, parents that neither VoipNow nor O(config) has, limits above those of the account
    above, and a purge beyond its limit.
  - An object is compared with its row in VoipNow's list where that has all the options that are given. Else it is read
    by itself, which costs a request for an extension, and two for an account.
  - Write-only options are those of the objects' modules, and follow O(update_password).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
attributes:
  check_mode:
    details:
      - All checks are made, on VoipNow as it is. What an earlier task of the same check would create counts as missing.
  idempotent:
    support: partial
    details:
      - An option that cannot be read back is sent at every run, unless O(update_password=on_create).
options:
  config:
    description:
      - Lists of objects by their kind. The options of an object, their aliases, types and limits are those of the
        kind's own module.
      - The answer of M(telephony.pbx.voipnow_info) with O(telephony.pbx.voipnow_info#module:details=true) fits as it
        is. What can only be read is ignored, passwords have to be added.
      - C(service_providers), see M(telephony.pbx.voipnow_service_provider).
      - C(charging_plans), see M(telephony.pbx.voipnow_charging_plan). A plan is written after its owner and before the
        accounts that get it, whatever their levels.
      - C(organizations), see M(telephony.pbx.voipnow_organization). One of another service provider is moved.
      - C(users), see M(telephony.pbx.voipnow_user).
      - C(extensions), see M(telephony.pbx.voipnow_extension).
      - C(voicemails), see M(telephony.pbx.voipnow_voicemail), C(agents_of_queues), see
        M(telephony.pbx.voipnow_queue_agents), C(assigned_numbers), see M(telephony.pbx.voipnow_public_numbers), and
        C(call_forwarding), see M(telephony.pbx.voipnow_call_forwarding). Their extensions may be part of O(config), and
        come and go with C(extensions), so O(purge) does not have these kinds.
      - The account above may be part of O(config). It is named by its login then.
    type: dict
    required: true
  purge:
    description:
      - Kinds of objects of which everything is deleted that is not in O(config). O(config) has to have them, as an
        empty list if none shall be left. Mind that this is everything that the app can see.
      - Objects are deleted after everything else, those below before those above. An account that has others or
        extensions below it is deleted only if O(purge) deletes those as well.
      - The plans of V(charging_plans) are deleted like everything else, default plans and those of the administrator
        among them, and only if O(purge) has V(charging_plans) itself. A plan that an account keeps is refused by
        VoipNow. Plans of an account that is deleted go with it in any case.
    type: list
    elements: str
    choices:
      - service_providers
      - charging_plans
      - organizations
      - users
      - extensions
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
      - What is done stays done. A run ends in any case when the PBX does not answer any more, or
        does not accept the login.
    type: str
    choices: [stop, continue]
    default: stop
  update_password:
    description:
      - Whether passwords, and other options that cannot be read back, are also set on objects that exist.
        With V(always) they are sent at every run, which counts as a change.
    type: str
    choices: [always, on_create]
    default: always
"""

EXAMPLES = r"""
- name: An organization with two users, who get what they may have later
  telephony.pbx.voipnow_config:
    url: https://voipnow.example.com
    app_id: 3d5a7c91e0b24f68
    app_secret: "{{ vault_voipnow_app_secret }}"
    config:
      organizations:
        - login: acme
          service_provider: reseller-1
          first_name: Acme
          email: admin@acme.example.com
          limits: {users: 20, phone_extensions: 40, storage: unlimited}
          permissions: {extensions: true, sip: true}
      users:
        - {login: acme-ada, organization: acme, first_name: Ada, email: ada@acme.example.com}
        - {login: acme-bob, organization: acme, first_name: Bob, email: bob@acme.example.com}

- name: What would change if the file were applied, and what would go
  telephony.pbx.voipnow_config:
    config: "{{ lookup('ansible.builtin.file', 'tenants.yml') | from_yaml }}"
    purge: [users, extensions]
    purge_limit: 3
  check_mode: true
  diff: true

- name: As many as possible, with passwords for new accounts only
  telephony.pbx.voipnow_config:
    config:
      users: "{{ users }}"
      extensions: "{{ extensions }}"
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
    - resource: users
      object: user acme-ada
      action: update
      diff:
        before: {city: null}
        after: {city: Berlin}
failed_objects:
  description: The objects that could not be changed, as RV(objects), each with the error as text and as data.
  returned: when there are any
  type: list
  elements: dict
  sample:
    - resource: users
      object: user acme-bob
      action: create
      diff:
        before: {}
        after: {email: bob@acme.example.com}
      msg: "user acme-bob, AddUser: the data cannot be updated (code 152)."
      error: {kind: pbx_error, code: "152", operation: AddUser}
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

from ansible_collections.telephony.pbx.plugins.module_utils.core.config_task import ConfigTask
from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.catalog import CONFIGURATION
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = ConfigTask("voipnow_config", VOIPNOW, CONFIGURATION)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
