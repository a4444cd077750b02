#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_cdr_info
short_description: Read call records from a Grandstream UCM
version_added: 0.1.0
description:
  - Reads call detail records with filters, in as many requests as it takes.
  - A call with several legs is one record with RV(calls[].legs). Most of its own values are empty then; those of the
    legs count.
  - Values that this page does not name are returned as well, under the UCM's names.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_cdr_purge
  - module: telephony.pbx.ucm_recording_info
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
  callers:
    description:
      - Only calls from these.
      - Each is a number, a range such as V(5302-5304), or a pattern in which C(@) stands for any digits
        and C(_) for one character. V(0-0) matches empty and non-numeric ones.
      - One number, range or pattern, without a comma.
      - The order does not matter.
    type: list
    elements: str
  callees:
    description:
      - Only calls to these.
      - Each is a number, a range such as V(5302-5304), or a pattern in which C(@) stands for any digits
        and C(_) for one character. V(0-0) matches empty and non-numeric ones.
      - One number, range or pattern, without a comma.
      - The order does not matter.
    type: list
    elements: str
  caller_name:
    description:
      - Only calls of this caller name.
    type: str
  answered_by:
    description:
      - Only calls that this number answered.
    type: str
  start_time:
    description:
      - Only calls from this time on.
      - A time without a zone is taken as the UCM takes it; without a time of day the day begins.
      - 'A date such as 2026-01-31, perhaps with a time and a zone: 2026-01-31 17:30:00+01:00.'
    type: str
  end_time:
    description:
      - Only calls until this time.
      - A time without a zone is taken as the UCM takes it; without a time of day the day begins.
      - 'A date such as 2026-01-31, perhaps with a time and a zone: 2026-01-31 17:30:00+01:00.'
    type: str
  time_filter:
    description:
      - Whether the times are compared with a call's start or with its end. By default the start counts.
    type: str
    choices:
      - start
      - end
  min_duration:
    description:
      - Only calls of at least so many seconds.
    type: int
  max_duration:
    description:
      - Only calls of at most so many seconds.
    type: int
  limit:
    description:
      - The most records to read. By default all that fit are read, in as many requests as it takes.
      - At least 1.
    type: int
# END generated options
notes:
  - The UCM gives at most 1000 records at a time. The result is sorted by the start of the calls.
"""

EXAMPLES = r"""
- name: Yesterday's calls of the sales team
  telephony.pbx.ucm_cdr_info:
    callers: ["2000-2099"]
    start_time: "2026-01-30"
    end_time: "2026-01-30 23:59:59"
  register: yesterday

- name: The minutes they talked
  ansible.builtin.debug:
    msg: "{{ yesterday.calls | map(attribute='talk_time') | sum / 60 }}"

- name: The recordings of all of them
  ansible.builtin.debug:
    msg: "{{ yesterday.calls | map(attribute='recordings') | flatten }}"

- name: Long calls from outside
  telephony.pbx.ucm_cdr_info:
    callers: ["0@"]
    min_duration: 3600
    limit: 100
"""

RETURN = r"""
calls:
  description: The calls, in the order of their start.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description:
        - The record's id, for O(telephony.pbx.ucm_recording_info#module:call_id).
        - Where there are legs, theirs are meant.
      type: str
    session:
      description: The id of the call.
      type: str
    caller:
      description: Who called.
      type: str
    callee:
      description: Who was called.
      type: str
    answered_by:
      description: Who answered.
      type: str
    started_at:
      description: When the call began, as the UCM words it.
      type: str
    duration:
      description: Seconds from the start to the end.
      type: int
    talk_time:
      description: Seconds from the answer to the end.
      type: int
    disposition:
      description: How the call ended, such as V(ANSWERED) or V(NO ANSWER).
      type: str
    recordings:
      description: The recordings of the call and its legs, each below the folder of its month.
      type: list
      elements: str
    legs:
      description: The legs of a call that has several, with the same values.
      type: list
      elements: dict
  sample:
    - id: "62"
      session: 1574857028274003-1004
      caller: "1004"
      callee: "1005"
      answered_by: "1005"
      started_at: "2026-01-30 07:17:08"
      answered_at: "2026-01-30 07:17:13"
      ended_at: "2026-01-30 07:19:14"
      duration: 126
      talk_time: 121
      disposition: ANSWERED
      recordings: ["2026-01/auto-1574857028-1004-1005.wav"]
      legs: []
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.call_records import CDR_INFO as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
