#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_outbound_route
short_description: Manage outbound routes of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes outbound routes over trunks of any kind.
  - Options that are not given are never touched.
  - The API cannot set the order of routes, their failover trunks, PIN sets, times and limits of a call's length.
  - A new route with O(allowed_callers) is written twice, since only a change can set them.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_sip_trunk
  - module: telephony.pbx.ucm_analog_trunk
  - module: telephony.pbx.ucm_digital_trunk
  - module: telephony.pbx.ucm_pin_set
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  name:
    description:
      - The name of the route.
      - From 2 to 24 characters.
      - Letters, digits, _, - and . only.
    type: str
    aliases:
      - outbound_rt_name
    required: true
  trunk:
    description:
      - The name of the trunk that calls go out through, of any kind. Needed to create a route.
    type: str
  patterns:
    description:
      - The dialled numbers that the route is for, all of them. Needed to create a route.
      - V(X) is a digit, V(Z) one from 1, V(N) one from 2, V([13-5]) one of those, V(.) one or more of
        any characters, V(!) none or more. A comment may follow, such as V(_9X. /* long distance */).
      - 'A pattern that overlaps with another route''s is warned of: the route that is higher in the UCM''s
        list wins, and the API cannot move routes.'
      - At least 1 entries.
      - A pattern that begins with one underscore and has no comma.
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - pattern
  permission:
    description:
      - What a caller must be allowed to use the route; with V(none) nobody needs to be.
    type: str
    choices:
      - none
      - internal
      - local
      - national
      - international
  out_of_service:
    description:
      - Whether the route is disabled.
    type: bool
  route_password:
    description:
      - The digits that callers must dial to use the route. An empty text takes it away.
      - From 4 to 10 characters.
      - Digits only.
    type: str
  strip:
    description:
      - How many digits are taken off the front of the number.
      - From 0 to 32.
    type: int
  prepend:
    description:
      - What is put in front of the number after that.
      - At most 20 characters.
      - 'Letters, digits, +, _, * and # only.'
    type: str
  caller_filter:
    description:
      - Whether only O(allowed_callers) may use the route.
    type: bool
    aliases:
      - enable_wlist
  allowed_callers:
    description:
      - The numbers of extensions and the names of extension groups that may use the route, with O(caller_filter=true).
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - members
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
- name: Have a route for national calls
  telephony.pbx.ucm_outbound_route:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: national
    trunk: provider
    patterns: [_0Z., _0800XXXX]
    permission: national

- name: Let only the sales group and the reception use it
  telephony.pbx.ucm_outbound_route:
    name: national
    caller_filter: true
    allowed_callers: [sales, "1000"]

- name: Ask callers for no password any more
  telephony.pbx.ucm_outbound_route:
    name: national
    route_password: ""

- name: No route any more
  telephony.pbx.ucm_outbound_route:
    name: national
    state: absent
"""

RETURN = r"""
outbound_route:
  description:
    - The route as the PBX has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: national
    trunk: provider
    patterns: [_0Z., _0800XXXX]
    permission: national
    strip: 0
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.outbound_route import OUTBOUND_ROUTE
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_outbound_route", UCM, OUTBOUND_ROUTE)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
