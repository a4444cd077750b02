#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_call_forwarding
short_description: Manage call forwarding of extensions of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Manages the rules for calls that come in to an extension, such as to forward all calls, or those that are not
    answered, to another number or to voicemail, or to refuse some callers. VoipNow calls them incoming call rules.
  - VoipNow goes through the rules in their order. What becomes of a call after a rule that was for it is a matter of
    O(rules[].final).
  - Rules are known by what they say. Those that are there as they are wanted stay untouched, others of the same action
    are changed, what is missing is added, and what is too much is deleted, in this order. An error in the midst of that
    tells what was done.
  - "Write-only: O(rules[].password), which is sent at every run unless O(update_password=on_create). Then it is sent
    with a rule that is new or changed otherwise."
  - The vendor's schema has this since 3.0.0, with AddCallRulesIn, EditCallRulesIn and DelCallRulesIn; the vendor's own
    list of tools can only read it.
notes:
  - Schema 3.0.0 has no plus in numbers and patterns; later versions of VoipNow take it. Where yours refuses it, nothing
    is written.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_extension
  - module: telephony.pbx.voipnow_voicemail
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
  rules:
    description:
      - The rules in the order in which they are tried.
      - 'The list is the whole: rules that are not in it go, and with an empty one all do. Rules that
        are as they should be are left alone.'
      - An option that a rule leaves out has the value that is told here; where none is told, it stays
        as it is.
    type: list
    elements: dict
    aliases:
      - rule
    suboptions:
      action:
        description:
          - What happens to a call; every rule has one.
          - V(forward) leads it to O(rules[].numbers), V(voicemail) to the extension's own voicemail.
          - V(busy), V(congestion) and V(hangup) refuse it.
          - V(cascade) rings the extension and, one after the other, O(rules[].cascade).
          - V(authenticate) lets it on only with O(rules[].password).
          - V(set_priority) gives it O(rules[].priority) and lets it on.
          - Extensions that are no phone terminals have no V(voicemail), V(cascade) and V(authenticate).
        type: str
        choices:
          - forward
          - voicemail
          - busy
          - congestion
          - hangup
          - cascade
          - authenticate
          - set_priority
      numbers:
        description:
          - 'Where V(forward) leads the call: extensions, public numbers or groups of users, which all
            ring.'
          - At least 1 entries.
          - 'A number: digits, *, and x z n . - [ ] of patterns.'
          - The order does not matter.
        type: list
        elements: str
        aliases:
          - transferNumber
      ring_seconds:
        description:
          - For how many seconds V(forward) or V(cascade) rings.
          - At least 0.
        type: int
        aliases:
          - ring
      when:
        description:
          - Of V(forward) and V(voicemail), what became of the call at the extension itself. Without it,
            V(always).
        type: str
        choices:
          - always
          - no_answer
          - rejected
          - busy
        aliases:
          - callStatus
      extension_status:
        description:
          - Of V(forward) and V(voicemail), whether a telephone is registered. Without it, V(any).
        type: str
        choices:
          - any
          - registered
          - unregistered
        aliases:
          - extensionStatus
      match:
        description:
          - Whose calls the rule is for. Without it V(number) if O(rules[].caller) is given, else V(any).
          - V(other_numbers) are all but O(rules[].caller); the schema explains it without listing it,
            so that a VoipNow may refuse it.
        type: str
        choices:
          - any
          - number
          - other_numbers
          - anonymous
      caller:
        description:
          - The caller's number, or a pattern of numbers, such as V(0900X.).
          - 'A number or pattern: digits, * x z n . - [ ].'
        type: str
        aliases:
          - number
      interval:
        description:
          - The block of time intervals in which the rule is for calls, by name or id. Without it, at
            any time.
        type: str
        aliases:
          - intervalID
      enabled:
        description:
          - Whether the rule is followed. Without it, V(true).
        type: bool
        aliases:
          - status
      final:
        description:
          - Of V(forward), V(voicemail), V(cascade) and V(authenticate), whether no further rule is followed
            when the call is not completed.
        type: bool
      call_extension:
        description:
          - Of V(forward), whether the extension itself rings as well.
        type: bool
        aliases:
          - call
      ask_name:
        description:
          - Of V(forward), whether callers are asked for their name before they are connected.
        type: bool
        aliases:
          - askForCaller
      allow_transfer:
        description:
          - Of V(forward), whether public numbers that are called may transfer the call.
        type: bool
        aliases:
          - transferFromCallee
      cascade:
        description:
          - Whom V(cascade) rings, each so many seconds after the one before.
          - From 1 to 10 entries.
        type: list
        elements: dict
        aliases:
          - toNumbers
        suboptions:
          number:
            description:
              - The number.
            type: str
          after_seconds:
            description:
              - How many seconds after the one before it is called. Without it, V(0).
              - At least 0.
            type: int
            aliases:
              - ringAfter
      password:
        description:
          - What callers must enter with V(authenticate).
          - VoipNow does not tell it, and wants it with a new rule and with every change of one.
          - From 4 to 64 characters.
        type: str
      sound:
        description:
          - What callers hear when they are to authenticate, by the sound's name or id.
        type: str
        aliases:
          - soundID
      priority:
        description:
          - The priority that V(set_priority) gives.
        type: int
      keypad_code:
        description:
          - With this code, dialled after C(*74), the extension's telephone switches the rule on and off.
          - At least 0.
        type: int
        aliases:
          - key
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
- name: Forward all calls
  telephony.pbx.voipnow_call_forwarding:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    user: ada
    number: "101"
    rules:
      - action: forward
        numbers: "102"

- name: To a colleague when busy, to voicemail when nobody answers, and no calls from some numbers
  telephony.pbx.voipnow_call_forwarding:
    user: ada
    number: "101"
    rules:
      - action: hangup
        caller: "0900X."
      - action: forward
        when: busy
        numbers: ["102", "103"]
        ring_seconds: 20
      - action: voicemail
        when: no_answer

- name: Outside of office hours, callers need a password
  telephony.pbx.voipnow_call_forwarding:
    number: 0003*101
    rules:
      - action: authenticate
        interval: Closed
        password: "{{ vault_caller_password }}"
    update_password: on_create

- name: Ring the desk, after ten seconds the mobile telephone as well
  telephony.pbx.voipnow_call_forwarding:
    number: 0003*101
    rules:
      - action: cascade
        ring_seconds: 30
        cascade:
          - number: "104"
          - number: "004915112345678"
            after_seconds: 10

- name: No forwarding
  telephony.pbx.voipnow_call_forwarding:
    number: 0003*101
    rules: []
"""

RETURN = r"""
call_forwarding:
  description: The extension's rules as VoipNow has them after the run, without secrets; as predicted in check mode.
  returned: success
  type: dict
  sample:
    number: "101"
    user: ada
    extended_number: 0003*101
    rules:
      - action: forward
        match: any
        enabled: true
        interval:
        when: busy
        extension_status: any
        numbers:
          - "102"
        ring_seconds: 20
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.call_forwarding import CALL_FORWARDING
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_call_forwarding", VOIPNOW, CALL_FORWARDING)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
