#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_prepare_delete
short_description: Suspend an account of a 4PSA VoipNow for good, before it is deleted
version_added: 0.1.0
description:
  - B(This cannot be undone.) VoipNow puts the account into an irreversible suspension, so that no cost comes up
    after the last report. What is left to do with it is to delete it, with C(state=absent) of its own module.
  - To disable an account for a while, use O(telephony.pbx.voipnow_user#module:enabled) of its own module.
  - It is VoipNow's report of call costs with C(prepareDelete), and returns the costs of the current month.
  - VoipNow does not tell whether an account is suspended so, hence it is sent, and RV(ignore:changed) is true, whenever
    the task runs. In check mode nothing is sent.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_call_costs
  - module: telephony.pbx.voipnow_organization
  - module: telephony.pbx.voipnow_user
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_module
attributes:
  diff_mode:
    support: none
  idempotent:
    support: none
    details:
      - It is sent whenever the task runs. To repeat it does no harm.
# BEGIN generated options
options:
  service_provider:
    description:
      - The suspension of this service provider, by login, identifier or id.
    type: str
  organization:
    description:
      - The suspension of this organization, by login, identifier or id.
    type: str
  user:
    description:
      - The suspension of this user, by login, identifier or id.
    type: str
  confirm:
    description:
      - 'Must be V(true): nothing ends the suspension again.'
    type: bool
    required: true
# END generated options
"""

EXAMPLES = r"""
- name: The last bill of an organization that leaves; there is no way back
  telephony.pbx.voipnow_prepare_delete:
    organization: acme
    confirm: true
  register: last

- name: Delete it with all that it has
  telephony.pbx.voipnow_organization:
    login: acme
    state: absent
    recursive: true
"""

RETURN = r"""
costs:
  description: What the calls of the current month cost, and how many there were.
  returned: when sent
  type: dict
  contains:
    cost:
      description: What they cost.
      type: float
    profit:
      description: The profit that was made with them.
      type: float
    currency:
      description: The currency of both.
      type: str
    total_calls:
      description: The number of calls.
      type: int
    local_calls:
      description: Those inside the organization.
      type: int
    extended_local_calls:
      description: Those between organizations of this VoipNow.
      type: int
    external_calls:
      description: Those with the outside.
      type: int
    incoming_calls:
      description: Those that came in.
      type: int
    outgoing_calls:
      description: Those that went out.
      type: int
    number_cost:
      description: What phone numbers cost.
      type: float
  sample:
    cost: 1.2
    profit: 0.3
    currency: USD
    total_calls: 7
    local_calls: 1
    extended_local_calls: 0
    external_calls: 6
    incoming_calls: 3
    outgoing_calls: 4
    number_cost: 0.0
sent:
  description: Whether the suspension was sent; false in check mode.
  returned: success
  type: bool
  sample: true
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.reports import PREPARE_DELETE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
