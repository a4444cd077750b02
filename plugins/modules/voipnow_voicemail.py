#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_voicemail
short_description: Manage the voicemail of extensions of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Switches the voicemail of a phone terminal on or off and sets its password and behaviour.
  - Options that are not given are never touched. The API takes the settings together, so those that are known are
    sent along with one that changes.
  - The vendor's schema has this since 3.0.0, with SetVoicemail and GetVoicemailSettings; the vendor's own list of
    tools can only read it.
  - "Write-only: O(pin), which is sent at every run unless O(update_password=on_create)."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_extension
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
# BEGIN generated options
options:
  number:
    description:
      - The extension's number with O(user), such as V(101), or its extended number, such as V(0003*101).
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
  enabled:
    description:
      - Whether the extension has voicemail.
    type: bool
    aliases:
      - status
  pin:
    description:
      - The password of the voicemail box.
      - Digits.
    type: str
    aliases:
      - password
  delete_after_days:
    description:
      - After how many days messages are deleted.
      - At least 0.
    type: int
    aliases:
      - autoDelDays
  notify:
    description:
      - Whether a new message is told of by e-mail, V(alert), or sent with it, V(message).
    type: str
    choices:
      - alert
      - message
  auto_answer:
    description:
      - Whether the box takes calls that nobody answers.
    type: bool
    aliases:
      - autoAnswer
  auto_answer_seconds:
    description:
      - After how many seconds it takes them.
      - At least 0.
    type: int
    aliases:
      - autoAnswerTime
  in_directory:
    description:
      - Whether callers find the extension by its owner's name.
    type: bool
    aliases:
      - directory
  announce_envelope:
    description:
      - Whether date and caller are told before a message. The API's C(envelope) has the opposite sense.
    type: bool
    aliases:
      - envelope
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
- name: Voicemail that is mailed and kept for a month
  telephony.pbx.voipnow_voicemail:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    user: ada
    number: "101"
    enabled: true
    pin: "{{ vault_voicemail_pin_101 }}"
    notify: message
    delete_after_days: 30

- name: No voicemail, by extended number
  telephony.pbx.voipnow_voicemail:
    number: 0003*101
    enabled: false
"""

RETURN = r"""
voicemail:
  description: The voicemail as VoipNow has it after the run, without secrets; as predicted in check mode.
  returned: success
  type: dict
  sample:
    number: "101"
    user: ada
    extended_number: 0003*101
    enabled: true
    notify: message
    delete_after_days: 30
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.voicemail import VOICEMAIL

TASK = StateTask("voipnow_voicemail", VOIPNOW, VOICEMAIL)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
