#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_extension
short_description: Manage SIP extensions of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes SIP extensions, with their voicemail, forwarding and secrets.
  - Options that are not given are never touched.
  - The user's name, e-mail address and department belong to M(telephony.pbx.ucm_user).
  - "Write-only, settable at creation only: O(user_password), O(prompt_language), O(wave_privilege_id)."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_user
  - module: telephony.pbx.ucm_apply
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  extension:
    description:
      - The number of the extension.
      - From 2 to 18 characters.
      - Digits only.
    type: str
    aliases:
      - number
    required: true
  sip_password:
    description:
      - The password that phones register with.
    type: str
    aliases:
      - secret
  voicemail_pin:
    description:
      - The password of the voicemail box.
    type: str
    aliases:
      - vmsecret
  user_password:
    description:
      - The password of the user that is created with the extension, for the user portal and Wave.
      - It can be set at creation only and cannot be read back.
    type: str
  outbound_password:
    description:
      - The personal password for calls through outbound routes.
      - From 4 to 10 characters.
      - Digits only.
    type: str
    aliases:
      - user_outrt_passwd
  caller_id_number:
    description:
      - The caller ID number; the extension's number when empty.
    type: str
    aliases:
      - cidnumber
  emergency_caller_id:
    description:
      - The caller ID of emergency calls.
      - From 2 to 32 characters.
    type: str
    aliases:
      - emergcidnumber
  auth_id:
    description:
      - The SIP authentication ID; the extension's number when empty.
      - At most 32 characters.
    type: str
    aliases:
      - authid
  prompt_language:
    description:
      - The language of voice prompts, as a code that the UCM knows, such as V(en).
      - It can be set at creation only and is not read back.
    type: str
    aliases:
      - language
  wave_privilege_id:
    description:
      - The id of the Wave privilege. It can be set at creation only and cannot be read back.
    type: int
  permission:
    description:
      - The widest kind of outbound call; each includes those before it.
    type: str
    choices:
      - internal
      - local
      - national
      - international
  skip_trunk_password:
    description:
      - Whether calls go out without the trunk's password.
    type: str
    choices:
      - never
      - always
      - by_time
    aliases:
      - bypass_outrt_auth
  skip_trunk_password_time_condition:
    description:
      - When the trunk's password is skipped, with O(skip_trunk_password=by_time).
    type: str
    choices:
      - all
      - office_time
      - out_of_office_time
      - holiday
      - out_of_holiday
      - out_of_office_time_or_holiday
      - specific_time
      - office_time_and_out_of_holiday
    aliases:
      - skip_auth_timetype
  out_of_service:
    description:
      - Whether the extension is disabled.
    type: bool
  max_contacts:
    description:
      - How many phones may register at once.
      - From 1 to 10.
    type: int
  registration_acl:
    description:
      - From where phones may register.
    type: str
    choices:
      - all
      - local_networks
      - specific_ip
    aliases:
      - strategy_ipacl
  local_networks:
    description:
      - Up to ten subnets from which phones may register, with O(registration_acl=local_networks).
      - At most 10 entries.
    type: list
    elements: str
  specific_ip:
    description:
      - The address from which phones may register, with O(registration_acl=specific_ip).
    type: str
  codecs:
    description:
      - The codecs, the preferred one first.
      - At least 1 entries.
    type: list
    elements: str
    choices:
      - ulaw
      - alaw
      - gsm
      - g726
      - g722
      - g729
      - h264
      - ilbc
      - g726aal2
      - adpcm
      - g723
      - h263
      - h263p
      - vp8
      - opus
      - h265
      - rtx
    aliases:
      - allow
  dtmf_mode:
    description:
      - How DTMF is sent. Older firmware says V(rfc2833) for V(rfc4733); the two count as equal.
    type: str
    choices:
      - rfc4733
      - rfc2833
      - info
      - inband
      - auto
    aliases:
      - dtmfmode
  srtp:
    description:
      - Encryption of media.
    type: str
    choices:
      - disabled
      - required
      - optional
    aliases:
      - encryption
  nat:
    description:
      - Whether the phone is behind NAT.
    type: bool
  direct_media:
    description:
      - Whether the PBX tries to stay out of the media's path.
    type: bool
    aliases:
      - directmedia
  t38:
    description:
      - Whether T.38 fax is supported.
    type: bool
    aliases:
      - t38_udptl
  webrtc:
    description:
      - Whether WebRTC clients may register.
    type: bool
    aliases:
      - enable_webrtc
  keepalive:
    description:
      - Whether the PBX sends SIP OPTIONS to the phone.
    type: bool
    aliases:
      - enable_qualify
  keepalive_interval:
    description:
      - Seconds between two OPTIONS.
      - From 1 to 3600.
    type: int
    aliases:
      - qualifyfreq
  tel_uri:
    description:
      - Whether TEL URIs are sent.
    type: str
    choices:
      - disabled
      - user_phone
      - enabled
  ring_timeout:
    description:
      - Seconds that the phone rings. With O(reset) the system's setting counts.
      - From 3 to 600.
    type: int
  max_call_duration:
    description:
      - The longest call in seconds; 0 is unlimited.
      - From 0 to 86400.
    type: int
    aliases:
      - limitime
  record_calls:
    description:
      - Which calls are recorded.
    type: str
    choices:
      - all
      - external
      - internal
      - 'off'
    aliases:
      - auto_record
  call_waiting:
    description:
      - Whether a second call is put through during a call.
    type: bool
  dnd:
    description:
      - 'Do not disturb: calls are refused and forwarding has no effect.'
    type: bool
  dnd_time_condition:
    description:
      - When do not disturb applies.
    type: str
    choices:
      - all
      - office_time
      - out_of_office_time
      - holiday
      - out_of_holiday
      - out_of_office_time_or_holiday
      - specific_time
      - office_time_and_out_of_holiday
    aliases:
      - dnd_timetype
  dnd_whitelist:
    description:
      - Numbers that get through do not disturb.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - dndwhitelist
  ring_simultaneously:
    description:
      - Whether an external number rings too.
    type: bool
    aliases:
      - en_ringboth
  simultaneous_number:
    description:
      - The external number that rings too.
      - At most 32 characters.
      - 'Letters, digits, +, -, * and # only.'
    type: str
    aliases:
      - external_number
  ring_simultaneously_time_condition:
    description:
      - When the external number rings too.
    type: str
    choices:
      - all
      - office_time
      - out_of_office_time
      - holiday
      - out_of_holiday
      - out_of_office_time_or_holiday
      - specific_time
      - office_time_and_out_of_holiday
    aliases:
      - ringboth_timetype
  callee_dod_on_forward:
    description:
      - Whether forwarded and simultaneous calls show the callee's DOD number.
    type: bool
    aliases:
      - use_callee_dod_on_fwd_rb
  callee_dod_on_follow_me:
    description:
      - Whether follow-me calls show the callee's DOD number.
    type: bool
    aliases:
      - use_callee_dod_on_fm
  forward_whitelist:
    description:
      - Numbers whose calls are not forwarded.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - fwdwhitelist
  barge_monitors:
    description:
      - Extensions that may barge into calls.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - callbarging_monitor
  seamless_transfer_members:
    description:
      - Extensions that may take over calls.
      - The order does not matter.
    type: list
    elements: str
  auto_answer:
    description:
      - Whether phones are asked to answer by themselves.
    type: bool
    aliases:
      - custom_autoanswer
  shared_call_appearance:
    description:
      - Whether shared call appearance is on.
    type: bool
    aliases:
      - sca_enable
  hot_desking:
    description:
      - Whether hot desking is on; the SIP password must then be alphanumeric.
    type: bool
    aliases:
      - enablehotdesk
  alert_info:
    description:
      - The Alert-Info header, which chooses a ring tone.
    type: str
    choices:
      - none
      - ring1
      - ring2
      - ring3
      - ring4
      - ring5
      - ring6
      - ring7
      - ring8
      - ring9
      - ring10
      - Bellcore-dr1
      - Bellcore-dr2
      - Bellcore-dr3
      - Bellcore-dr4
      - Bellcore-dr5
      - custom
    aliases:
      - alertinfo
  music_on_hold:
    description:
      - V(default), V(ringbacktone_default) or a playlist.
    type: str
    aliases:
      - mohsuggest
  ldap_phonebook:
    description:
      - Whether the extension is in the LDAP phonebook.
    type: bool
    aliases:
      - enable_ldap
  voicemail:
    description:
      - Whether the extension has a voicemail box.
    type: bool
    aliases:
      - hasvoicemail
  skip_voicemail_pin:
    description:
      - Whether voicemail is heard without its password.
    type: bool
    aliases:
      - skip_vmsecret
  voicemail_to_email:
    description:
      - Whether voicemail is mailed to the user. With O(reset) the system's setting counts.
    type: bool
    aliases:
      - vm_attach
  voicemail_keep_after_email:
    description:
      - Whether mailed voicemail is kept. With O(reset) the system's setting counts.
    type: bool
    aliases:
      - vm_reserve
  fax_detection:
    description:
      - Whether faxes are detected.
    type: bool
    aliases:
      - faxdetect
  fax_to_email:
    description:
      - Whether received faxes are mailed to the user.
    type: bool
    aliases:
      - sendtofax
  presence_forwarding:
    description:
      - Call forwarding for each presence status.
      - A status that is not listed keeps its settings, and so does every suboption that is not given.
    type: list
    elements: dict
    aliases:
      - presence_settings
      - sip_presence_settings
    suboptions:
      presence_status:
        description:
          - The presence status that the entry is for.
        type: str
        choices:
          - available
          - away
          - chat
          - dnd
          - userdef
          - unavailable
        required: true
      unconditional:
        description:
          - Forwarding of every call.
        type: dict
        suboptions:
          destination_type:
            description:
              - What the destination is.
            type: str
            choices:
              - none
              - extension
              - number
              - voicemail
              - ring_group
              - queue
              - voicemail_group
          destination:
            description:
              - The number that calls are forwarded to.
            type: str
          time_condition:
            description:
              - When calls are forwarded.
            type: str
            choices:
              - all
              - office_time
              - out_of_office_time
              - holiday
              - out_of_holiday
              - out_of_office_time_or_holiday
              - specific_time
              - office_time_and_out_of_holiday
      busy:
        description:
          - Forwarding when the line is busy.
        type: dict
        suboptions:
          destination_type:
            description:
              - What the destination is.
            type: str
            choices:
              - none
              - extension
              - number
              - voicemail
              - ring_group
              - queue
              - voicemail_group
          destination:
            description:
              - The number that calls are forwarded to.
            type: str
          time_condition:
            description:
              - When calls are forwarded.
            type: str
            choices:
              - all
              - office_time
              - out_of_office_time
              - holiday
              - out_of_holiday
              - out_of_office_time_or_holiday
              - specific_time
              - office_time_and_out_of_holiday
      no_answer:
        description:
          - Forwarding when nobody answers.
        type: dict
        suboptions:
          destination_type:
            description:
              - What the destination is.
            type: str
            choices:
              - none
              - extension
              - number
              - voicemail
              - ring_group
              - queue
              - voicemail_group
          destination:
            description:
              - The number that calls are forwarded to.
            type: str
          time_condition:
            description:
              - When calls are forwarded.
            type: str
            choices:
              - all
              - office_time
              - out_of_office_time
              - holiday
              - out_of_holiday
              - out_of_office_time_or_holiday
              - specific_time
              - office_time_and_out_of_holiday
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
  reset:
    description:
      - Options to put back to the PBX's default.
      - An option that is not given, or given as null, is left untouched instead.
    type: list
    elements: str
    choices:
      - ring_timeout
      - voicemail_to_email
      - voicemail_keep_after_email
# END generated options
"""

EXAMPLES = r"""
- name: Have an extension
  telephony.pbx.ucm_extension:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    extension: "1001"
    sip_password: "{{ vault_sip_password_1001 }}"
    voicemail_pin: "{{ vault_voicemail_pin_1001 }}"
    permission: national

- name: Forward calls to a colleague when away, leaving everything else alone
  telephony.pbx.ucm_extension:
    extension: "1001"
    presence_forwarding:
      - presence_status: away
        unconditional:
          destination_type: extension
          destination: "1002"

- name: Let the system's ring timeout count again
  telephony.pbx.ucm_extension:
    extension: "1001"
    reset: [ring_timeout]

- name: Many extensions, applied once at the end
  telephony.pbx.ucm_extension:
    extension: "{{ item }}"
    call_waiting: true
    apply: false
  loop: "{{ range(1000, 1100) | map('string') | list }}"
  notify: Apply the UCM's changes

- name: No extension any more
  telephony.pbx.ucm_extension:
    extension: "1001"
    state: absent
"""

RETURN = r"""
extension:
  description:
    - The extension as the PBX has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    extension: "1001"
    permission: national
    full_name: Ada Lovelace
    max_contacts: 1
    voicemail: true
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.extension import EXTENSION
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_extension", UCM, EXTENSION)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
