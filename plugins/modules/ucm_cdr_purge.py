#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_cdr_purge
short_description: Delete call records of a Grandstream UCM
version_added: 0.1.0
description:
  - Deletes the call detail records that fit the filters, or all of them. They cannot be brought back.
  - 'Whether any fit is read first: RV(ignore:changed) is true when there are any. Check mode reads only.'
  - The document names the parameter that deletes, but neither its values nor what is deleted when more than 1000
    records fit. V(yes) is sent, until a read finds no record any more; if the records stay, the task fails.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_cdr_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
# BEGIN generated options
options:
  confirm:
    description:
      - 'Must be V(true): deleted call records cannot be brought back.'
    type: bool
    required: true
  all:
    description:
      - Whether every call record is deleted. Needed when no filter is given.
    type: bool
    default: false
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
# END generated options
"""

EXAMPLES = r"""
- name: Delete what a test has left behind
  telephony.pbx.ucm_cdr_purge:
    callers: ["9990-9999"]
    start_time: "2026-01-30"
    confirm: true

- name: Keep call records for half a year
  telephony.pbx.ucm_cdr_purge:
    end_time: "{{ '%Y-%m-%d' | ansible.builtin.strftime((now().timestamp() - 180 * 86400) | int) }}"
    confirm: true
"""

RETURN = r"""
sent:
  description: Whether a deletion was sent.
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.call_records import CDR_PURGE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
