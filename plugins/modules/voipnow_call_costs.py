#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_call_costs
short_description: Read what calls cost from a 4PSA VoipNow
version_added: 0.1.0
description:
  - Reads the costs of an account's calls, those of the accounts below it included.
  - Without an account they are those of the account that registered the app.
  - It changes nothing, and reads in check mode as well. To suspend an account before it is deleted, which VoipNow does
    by the same operation, there is M(telephony.pbx.voipnow_prepare_delete).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_call_report
  - module: telephony.pbx.voipnow_prepare_delete
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_module
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
# BEGIN generated options
options:
  service_provider:
    description:
      - The costs of this service provider, by login, identifier or id.
    type: str
  organization:
    description:
      - The costs of this organization, by login, identifier or id.
    type: str
  user:
    description:
      - The costs of this user, by login, identifier or id.
    type: str
  start_date:
    description:
      - Only calls from this day on.
      - A date such as 2026-01-31.
    type: str
  end_date:
    description:
      - Only calls until the end of this day.
      - A date such as 2026-01-31.
    type: str
  year:
    description:
      - The year of O(month). By default the current month counts.
      - From 1 to 9999.
    type: int
  month:
    description:
      - Only calls of this month, instead of O(start_date) and O(end_date).
      - From 1 to 12.
    type: int
# END generated options
notes:
  - The days and months are VoipNow's.
"""

EXAMPLES = r"""
- name: What did an organization's calls cost in January?
  telephony.pbx.voipnow_call_costs:
    organization: acme
    year: 2026
    month: 1
  register: january

- name: And in its last week?
  telephony.pbx.voipnow_call_costs:
    organization: acme
    start_date: "2026-01-25"
    end_date: "2026-01-31"
"""

RETURN = r"""
costs:
  description: What the calls cost, and how many there were.
  returned: success
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.reports import CALL_COSTS as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
