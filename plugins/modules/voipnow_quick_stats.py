#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_quick_stats
short_description: Read how many accounts, extensions and calls a 4PSA VoipNow has
version_added: 0.1.0
description:
  - Reads the statistics of an account and of what is below it.
  - Without an account they are those of the account that registered the app.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_info
  - module: telephony.pbx.voipnow_call_report
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
      - The statistics of this service provider, by login, identifier or id.
    type: str
  organization:
    description:
      - The statistics of this organization, by login, identifier or id.
    type: str
  user:
    description:
      - The statistics of this user, by login, identifier or id.
    type: str
# END generated options
"""

EXAMPLES = r"""
- name: How much does a service provider have?
  telephony.pbx.voipnow_quick_stats:
    service_provider: north
  register: north

- name: Telephones that are in use
  ansible.builtin.debug:
    msg: "{{ north.statistics.extensions.term.active }}"
"""

RETURN = r"""
statistics:
  description: The statistics. What VoipNow does not tell is left out, and other values are there under VoipNow's names
    in snake case.
  returned: success
  type: dict
  contains:
    service_providers:
      description: C(total), C(active), C(expired) and C(suspended) ones.
      type: dict
    organizations:
      description: The same of organizations.
      type: dict
    users:
      description: The same of users.
      type: dict
    extensions:
      description: The same by type of extension, the types being those of M(telephony.pbx.voipnow_extension).
      type: dict
    incoming_calls:
      description: C(total), C(duration), C(cost) and C(profit) of calls that came in.
      type: dict
    outgoing_calls:
      description: The same of calls that went out.
      type: dict
    currency:
      description: The currency.
      type: str
    last_login:
      description: When the account was last logged in to.
      type: str
    phone_numbers:
      description: The number of phone numbers.
      type: int
  sample:
    organizations: {total: 2, active: 1, expired: 0, suspended: 1}
    users: {total: 5, active: 5, expired: 0, suspended: 0}
    extensions:
      term: {total: 7, active: 7}
      ivr: {total: 1, active: 1}
    incoming_calls: {total: 20, duration: 915.0, cost: 0.0, profit: 0.0}
    outgoing_calls: {total: 20, duration: 795.0, cost: 0.325, profit: 0.0812}
    currency: USD
    phone_numbers: 20
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.reports import QUICK_STATS as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
