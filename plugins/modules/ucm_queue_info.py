#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_queue_info
short_description: Read statistics of call queues from a Grandstream UCM
version_added: 0.1.0
description:
  - Reads the statistics of queues and agents over some days. It changes nothing, and runs in check mode as well.
  - The document shows the overview only, so the histories are returned with what the firmware sends. Names that are
    known are the same for every firmware; values under other names are returned under those.
  - Some firmware sends rows of a history twice. Rows that are the same in everything are returned once.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_queue_agent
  - module: telephony.pbx.ucm_cdr_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
# BEGIN generated options
options:
  statistics:
    description:
      - 'Which statistics to read: totals of queues and agents, the calls of agents, or when agents logged
        in and out, or paused.'
    type: str
    choices:
      - overview
      - call_details
      - login_history
      - pause_history
    default: overview
  start_date:
    description:
      - The first day.
      - A date such as 2026-01-31.
    type: str
    required: true
  end_date:
    description:
      - The last day. By default the UCM decides.
      - A date such as 2026-01-31.
    type: str
  queue:
    description:
      - Only this queue. By default all of them.
    type: str
  agent:
    description:
      - Only this agent. By default all of them.
    type: str
  chairman:
    description:
      - The chairman on whose behalf to read, V(admin) or a number. By default V(admin).
    type: str
  limit:
    description:
      - The most rows of a history to read. By default all are read, in as many requests as it takes.
        Not with O(statistics=overview).
      - At least 1.
    type: int
# END generated options
"""

EXAMPLES = r"""
- name: How did January go?
  telephony.pbx.ucm_queue_info:
    start_date: "2026-01-01"
    end_date: "2026-01-31"
  register: january

- name: Who lost more than a tenth of the calls?
  ansible.builtin.debug:
    msg: "{{ january.overview.queues | selectattr('answered_rate', 'lt', 90) | map(attribute='queue') }}"

- name: Every call of one queue today
  telephony.pbx.ucm_queue_info:
    statistics: call_details
    queue: "6500"
    start_date: "{{ now().strftime('%Y-%m-%d') }}"
"""

RETURN = r"""
overview:
  description: Totals, and those of every queue and agent, in numeric order.
  returned: with O(statistics=overview)
  type: dict
  contains:
    total:
      description: The totals.
      type: dict
    queues:
      description: The queues.
      type: list
      elements: dict
    agents:
      description: The agents.
      type: list
      elements: dict
  sample:
    total: {chairman: admin, total_calls: 2, abandoned_rate: 50.0, average_wait: 2.0, average_talk: 7.0}
    queues:
      - {queue: "6500", total_calls: 2, answered_calls: 1, answered_rate: 50.0, average_wait: 2.0}
    agents:
      - {agent: "1004", total_calls: 2, answered_calls: 1, answered_rate: 50.0, average_talk: 7.0}
records:
  description: The rows of a history, in the order of time.
  returned: with the other statistics
  type: list
  elements: dict
  sample:
    - chairman: admin
      queue: "6500"
      agent: "1004"
      caller: "+4930123456"
      start_time: "2026-01-30 07:17:08"
      connected: true
      wait_time: 5
      talk_time: 121
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue_statistics import QUEUE_INFO as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
