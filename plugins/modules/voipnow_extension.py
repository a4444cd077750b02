#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_extension
short_description: Manage extensions of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Creates, changes and deletes extensions of every type, which users own.
  - Options that are not given are never touched. An extension is edited in place, with the API's EditExtension.
  - An extension is named by O(number) and O(user), or by its extended number alone.
    VoipNow chooses the extended number of a new one.
  - The type and the owner of an extension cannot be changed. The same number of another user is another extension,
    which VoipNow refuses within one organization.
  - "Write-only: O(password), which is sent at every run unless O(update_password=on_create).
    Settable at creation only, and not read back: O(notify), O(notify_email)."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_user
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
# BEGIN generated options
options:
  number:
    description:
      - The number with O(user), such as V(101), or the extended number, such as V(0003*101).
      - A new extension needs the number and O(user).
      - Digits, in an extended number with stars between.
    type: str
    aliases:
      - extensionNo
      - extendedNumber
      - extension
    required: true
  user:
    description:
      - The owner, by login, identifier or id.
    type: str
    aliases:
      - owner
      - parent
  type:
    description:
      - The type, which is a phone terminal if it is not given.
    type: str
    choices:
      - term
      - phoneQueue
      - ivr
      - voicecenter
      - conference
      - callback
      - callcard
      - intercom
      - queuecenter
    aliases:
      - extensionType
  label:
    description:
      - The extension's label.
      - At most 255 characters.
    type: str
  password:
    description:
      - The password that phones register with. Without it VoipNow makes one for a new extension.
      - From 4 to 64 characters.
    type: str
  template:
    description:
      - The extension template, by name or id.
    type: str
    aliases:
      - templateID
  notify:
    description:
      - 'Who is told of the new extension: four digits 0 or 1, for administrator, service provider, organization
        and user. Since schema 5.'
      - Four digits 0 or 1.
    type: str
    aliases:
      - notifyOnly
  notify_email:
    description:
      - Another address that is told of the new extension. Since schema 5.
    type: str
    aliases:
      - otherNotifyEmail
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
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
- name: A phone
  telephony.pbx.voipnow_extension:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    user: ada
    number: "101"
    label: Ada's desk
    password: "{{ vault_sip_password_101 }}"
    update_password: on_create

- name: A queue and an IVR
  telephony.pbx.voipnow_extension:
    user: reception
    number: "{{ item.number }}"
    type: "{{ item.type }}"
    label: "{{ item.label }}"
  loop:
    - {number: "100", type: phoneQueue, label: Reception}
    - {number: "200", type: ivr, label: Welcome}

- name: Another label, by extended number
  telephony.pbx.voipnow_extension:
    number: 0003*101
    label: Front desk

- name: No extension any more
  telephony.pbx.voipnow_extension:
    user: ada
    number: "101"
    state: absent
"""

RETURN = r"""
extension:
  description:
    - The extension as VoipNow has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    number: "101"
    user: ada
    extended_number: 0003*101
    type: term
    label: Ada's desk
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
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.extension import EXTENSION
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_extension", VOIPNOW, EXTENSION)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
