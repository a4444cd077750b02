#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_recording_info
short_description: Read which recordings a Grandstream UCM has
version_added: 0.1.0
description:
  - Lists the recordings of some kinds on the PBX, in the GDMS cloud or on a NAS, or those of one call.
  - Without O(kinds) and O(call_id) the kinds are listed.
  - It changes nothing, and reads in check mode as well.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_recording_fetch
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
  call_id:
    description:
      - Only the recordings of this call, RV(ignore:calls[].id) of M(telephony.pbx.ucm_cdr_info).
    type: str
  source:
    description:
      - 'Where the recordings are: on the PBX, in the GDMS cloud, or on a NAS.'
    type: str
    choices:
      - pbx
      - gdms
      - nas
    default: pbx
  kinds:
    description:
      - 'The kinds of recordings to list: of calls, of emergency calls, of conferences, of queues, of
        shared call appearances.'
      - Without it and O(call_id) the kinds are listed that the PBX has.
      - The order does not matter.
    type: list
    elements: str
    choices:
      - monitor
      - emergency
      - meetme
      - queue
      - sca
  month:
    description:
      - The month whose recordings are listed, for O(source=gdms). By default this month.
      - A month such as 2026-01.
    type: str
  limit:
    description:
      - The most recordings to list, for O(source=gdms). By default all of the month.
      - At least 1.
    type: int
# END generated options
"""

EXAMPLES = r"""
- name: Which recordings of queues are on the PBX?
  telephony.pbx.ucm_recording_info:
    kinds: [queue]
  register: queues

- name: Which of this April are in the cloud?
  telephony.pbx.ucm_recording_info:
    source: gdms
    kinds: [monitor]
    month: "2026-04"
  register: april

- name: The recordings of one call
  telephony.pbx.ucm_recording_info:
    call_id: "62"
  register: call
"""

RETURN = r"""
recordings:
  description: The recordings, in the order of kind and name.
  returned: unless the kinds were listed
  type: list
  elements: dict
  contains:
    filename:
      description: The name, for M(telephony.pbx.ucm_recording_fetch).
      type: str
    kind:
      description: The kind; not with O(call_id).
      type: str
    unique_code:
      description: The code, for M(telephony.pbx.ucm_recording_fetch), in the cloud and on a NAS.
      type: str
    month:
      description: The month, with O(call_id).
      type: str
  sample:
    - kind: monitor
      filename: auto-1680780504-2015-2002.venc
      unique_code: 18831795fad74300a949bc353fa91f65
kinds:
  description: The kinds of recordings that the PBX has.
  returned: without O(kinds) and O(call_id)
  type: list
  elements: str
  sample: [emergency, meetme, monitor, queue, sca]
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.recordings import RECORDING_INFO as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
