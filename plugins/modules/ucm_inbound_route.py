#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_inbound_route
short_description: Manage inbound routes of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes inbound routes.
  - Options that are not given are never touched.
  - "A route has no name on the UCM: O(trunk), O(did_patterns) and O(caller_id_patterns) name it, the patterns in
    any order. A route with other patterns is another route; delete the former one."
  - "Write-only: O(time_conditions), O(multi_mode), O(caller_filter). What is given of them is sent at every run,
    and the run says that it changed."
  - "Some firmware may want all time conditions and modes with every change. They are not lost: a route that has any
    is changed without them, and where that is refused the error says so."
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_sip_trunk
  - module: telephony.pbx.ucm_ivr
  - module: telephony.pbx.ucm_queue
  - module: telephony.pbx.ucm_inbound_blacklist
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  trunk:
    description:
      - The name of the trunk that calls come in through, of any kind.
    type: str
    required: true
  did_patterns:
    description:
      - 'The dialled numbers that the route is for, all of them. They name the route together with O(trunk)
        and O(caller_id_patterns): other patterns make another route.'
      - V(X) is a digit, V(Z) one from 1, V(N) one from 2, V([13-5]) one of those, V(.) one or more of
        any characters, V(!) none or more.
      - At least 1 entries.
      - A pattern that begins with one underscore and has no comma.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - did_pattern_match
    required: true
  caller_id_patterns:
    description:
      - The callers that the route is for, all of them; without it the route is for every caller.
      - A pattern that begins with one underscore and has no comma.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - did_pattern_allow
  destination:
    description:
      - Where calls go. With V(did) the dialled number decides, among what O(did_destinations) allows.
      - Type and target are given together.
    type: dict
    suboptions:
      type:
        description:
          - What the destination is.
        type: str
        choices:
          - did
          - extension
          - voicemail
          - voicemail_group
          - ivr
          - ring_group
          - queue
          - paging_group
          - conference
          - fax
          - disa
          - directory
          - callback
          - external_number
      target:
        description:
          - Its number or name.
          - There is none for V(did).
        type: str
  did_destinations:
    description:
      - What is within a caller's reach by the dialled number. What is not given stays as it is.
    type: dict
    suboptions:
      extension:
        description:
          - Whether extensions are.
        type: bool
        aliases:
          - ext_local
      voicemail_group:
        description:
          - Whether voicemail groups are.
        type: bool
        aliases:
          - voicemailgroups
      ivr:
        description:
          - Whether IVRs are.
        type: bool
        aliases:
          - voicemenus
      ring_group:
        description:
          - Whether ring groups are.
        type: bool
        aliases:
          - ext_group
      queue:
        description:
          - Whether queues are.
        type: bool
        aliases:
          - ext_queues
      paging_group:
        description:
          - Whether paging groups are.
        type: bool
        aliases:
          - ext_paging
      conference:
        description:
          - Whether conference rooms are.
        type: bool
        aliases:
          - ext_conference
      fax:
        description:
          - Whether fax extensions are.
        type: bool
        aliases:
          - ext_fax
      directory:
        description:
          - Whether dialling by name is.
        type: bool
        aliases:
          - ext_directory
      trunk:
        description:
          - Whether the outside is, through trunks.
        type: bool
        aliases:
          - dial_trunk
  time_conditions:
    description:
      - Further destinations, by time.
      - The document does not describe the entries; C(listInboundRoute) shows them among C(members). They
        are sent as they are, cannot be told apart when read, and so are sent at every run.
    type: list
    elements: dict
    aliases:
      - time_condition
  multi_mode:
    description:
      - Further destinations, by inbound mode.
      - The document does not describe the entries; C(listInboundRoute) shows them among C(members). They
        are sent as they are, cannot be told apart when read, and so are sent at every run.
    type: list
    elements: dict
  out_of_service:
    description:
      - Whether the route is disabled.
    type: bool
  permission:
    description:
      - How far calls may go that this route sends out through trunks.
    type: str
    choices:
      - internal
      - local
      - national
      - international
  strip:
    description:
      - How many digits are taken off the front of the dialled number.
    type: int
    aliases:
      - did_strip
  prepend:
    description:
      - What is put in front of the dialled number after that.
    type: str
    aliases:
      - incoming_prepend
  set_caller_id:
    description:
      - Whether the caller's name and number are changed.
    type: bool
    aliases:
      - set_callerid_enable
  caller_id_number:
    description:
      - The caller's number. V(${CALLERID(num\)}) is the number as it is, V(${CALLERID(num\):2}) without
        its first two digits, V(${CALLERID(num\):-4}) its last four, V(${CALLERID(num\):1:3}) three from
        the second on; other digits stay.
    type: str
    aliases:
      - set_callerid_number
  caller_id_name:
    description:
      - The caller's name. V(${CALLERID(name\)}) is the name as it is; other text stays.
    type: str
    aliases:
      - set_callerid_name
  prepend_trunk_name:
    description:
      - Whether the trunk's name is put before the caller's name.
    type: bool
  caller_filter:
    description:
      - Whether only listed callers may use the route.
      - It cannot be read back.
    type: bool
    aliases:
      - enable_wlist
  block_collect_calls:
    description:
      - Whether collect calls are refused.
    type: bool
    aliases:
      - blocking_did_collect_calls
  alert_info:
    description:
      - The Alert-Info header, which chooses a ring tone.
    type: str
    aliases:
      - alertinfo
  inbound_mode_enabled:
    description:
      - Whether the route follows the global inbound mode.
    type: bool
    aliases:
      - enable_inbound_muti_mode
  inbound_mode:
    description:
      - The inbound mode of the route, as the UCM's code.
    type: int
    aliases:
      - inbound_muti_mode
  inbound_mode_suffix:
    description:
      - What is dialled after the global code to switch the mode of the route.
    type: str
    aliases:
      - inbound_suffix
  multi_mode_enabled:
    description:
      - Whether the route has several modes. It can be set at creation only.
    type: bool
    aliases:
      - en_multi_mode
  seamless_transfer_members:
    description:
      - Extensions that may take over calls.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - seamless_transfer_did_whitelist
  fax_detection:
    description:
      - Whether faxes are detected. It can be set at creation only.
    type: bool
    aliases:
      - enable_fax_detect
  fax_route:
    description:
      - Where detected faxes go, such as V(email). It can be set at creation only.
    type: str
    aliases:
      - fax_intelligent_route
  fax_destination:
    description:
      - The target of fax routing. It can be set at creation only.
    type: str
    aliases:
      - fax_intelligent_route_destination
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
- name: Lead a number to an IVR
  telephony.pbx.ucm_inbound_route:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    trunk: provider
    did_patterns: [_4930123450]
    destination:
      type: ivr
      target: "7000"

- name: Dial extensions through by their last four digits
  telephony.pbx.ucm_inbound_route:
    trunk: provider
    did_patterns: [_493012345XXXX]
    strip: 9
    destination:
      type: did
    did_destinations:
      extension: true

- name: Another way for one caller
  telephony.pbx.ucm_inbound_route:
    trunk: provider
    did_patterns: [_4930123450]
    caller_id_patterns: [_0301112233]
    destination:
      type: extension
      target: "1001"

- name: No route any more
  telephony.pbx.ucm_inbound_route:
    trunk: provider
    did_patterns: [_4930123450]
    state: absent
"""

RETURN = r"""
inbound_route:
  description:
    - The route as the PBX has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    trunk: provider
    did_patterns: [_4930123450]
    caller_id_patterns: []
    destination: {type: ivr, target: "7000"}
    out_of_service: false
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_route import INBOUND_ROUTE
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_inbound_route", UCM, INBOUND_ROUTE)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
