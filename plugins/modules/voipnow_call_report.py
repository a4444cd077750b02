#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_call_report
short_description: Read call records from a 4PSA VoipNow
version_added: 0.1.0
description:
  - Reads the calls of an account, those of the accounts below it included.
  - Without an account they are those of the account that registered the app.
  - VoipNow tells 1000 calls at a time and cannot continue where it stopped. Where an answer is full the period is
    halved, down to single days, and a full day is read by flow, type and disposition. What is full even then is told
    by RV(complete) and a warning.
  - Values that this page does not name are returned as well, under VoipNow's names.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_call_costs
  - module: telephony.pbx.voipnow_quick_stats
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
      - The calls of this service provider, by login, identifier or id.
    type: str
  organization:
    description:
      - The calls of this organization, by login, identifier or id.
    type: str
  user:
    description:
      - The calls of this user, by login, identifier or id.
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
  flow:
    description:
      - Only calls that come in, or that go out.
    type: str
    choices:
      - in
      - out
  type:
    description:
      - Only calls inside the organization, V(local), between organizations of this VoipNow, V(extended_local),
        or with the outside, V(external).
    type: str
    choices:
      - local
      - extended_local
      - external
  disposition:
    description:
      - Only calls that ended so.
    type: str
    choices:
      - answered
      - busy
      - failed
      - no_answer
      - unknown
      - not_allowed
  hangup_cause:
    description:
      - Only calls with this cause of the hangup, such as V(16).
    type: int
    aliases:
      - hangupCause
  network_code:
    description:
      - Only calls with this code of the network, such as V(480).
    type: str
    aliases:
      - networkCode
  limit:
    description:
      - The most calls to read, in one request. Which ones they are is for VoipNow to choose.
      - By default all that fit are read, in as many requests as it takes.
      - From 1 to 1000.
    type: int
# END generated options
notes:
  - The days are VoipNow's. Give O(start_date) where you can; without it a long history takes more requests.
"""

EXAMPLES = r"""
- name: The calls of an organization in January
  telephony.pbx.voipnow_call_report:
    organization: acme
    start_date: "2026-01-01"
    end_date: "2026-01-31"
  register: january

- name: The minutes that they talked
  ansible.builtin.debug:
    msg: "{{ january.calls | map(attribute='duration') | sum / 60 }}"

- name: Calls from outside that a user did not answer
  telephony.pbx.voipnow_call_report:
    user: ada
    start_date: "2026-01-01"
    flow: in
    type: external
    disposition: no_answer
"""

RETURN = r"""
calls:
  description: The calls, in the order of their beginning.
  returned: success
  type: list
  elements: dict
  contains:
    source:
      description: Who called.
      type: str
    destination:
      description: Who was called.
      type: str
    initiated_at:
      description: When the call was initiated, as VoipNow words it.
      type: str
    started_at:
      description: When it began.
      type: str
    answered_at:
      description: When it was answered, if it was.
      type: str
    duration:
      description: How long it lasted, in seconds.
      type: int
    flow:
      description: V(in) or V(out).
      type: str
    type:
      description: V(local), V(extended_local) or V(external).
      type: str
    disposition:
      description: How it ended, one of the choices of O(disposition).
      type: str
    hangup_cause:
      description: The cause of the hangup.
      type: int
    network_code:
      description: The network's code.
      type: str
  sample:
    - source: "+15559000000"
      destination: 0003*101
      initiated_at: "2026-01-05T08:00:00+00:00"
      started_at: "2026-01-05T08:00:00+00:00"
      answered_at: "2026-01-05T08:00:05+00:00"
      duration: 30
      flow: in
      type: external
      disposition: answered
      hangup_cause: 16
      network_code: "200"
complete:
  description:
    - Whether RV(calls) is known to have every call that fits. It is false with as many calls as O(limit) allows,
      and where one day has 1000 calls of one flow, type and disposition.
  returned: success
  type: bool
  sample: true
totals:
  description: How many of RV(calls) came in and went out, C(total) and by disposition.
  returned: success
  type: dict
  contains:
    incoming:
      description: Of those that came in.
      type: dict
    outgoing:
      description: Of those that went out.
      type: dict
  sample:
    incoming: {total: 1, answered: 1, busy: 0, failed: 0, no_answer: 0, unknown: 0, not_allowed: 0}
    outgoing: {total: 0, answered: 0, busy: 0, failed: 0, no_answer: 0, unknown: 0, not_allowed: 0}
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.reports import CALL_REPORT as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
