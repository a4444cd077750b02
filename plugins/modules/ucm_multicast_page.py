#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_multicast_page
short_description: Start and end multicast pages of a Grandstream UCM
version_added: 0.1.0
description:
  - Lets an extension speak to a multicast paging group, and ends a page.
  - RV(ignore:changed) is always true, since the UCM does not tell whether a page is on; in check mode nothing is
    sent.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_paging_group
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
  idempotent:
    support: none
    details:
      - The action is sent whenever the task runs.
# BEGIN generated options
options:
  action:
    description:
      - Whether a page begins or ends.
    type: str
    choices:
      - start
      - stop
    default: start
  paging_group:
    description:
      - The number of the multicast paging group.
    type: str
    required: true
  caller:
    description:
      - The extension that speaks. Needed to start.
    type: str
# END generated options
"""

EXAMPLES = r"""
- name: Page the warehouse from the reception
  telephony.pbx.ucm_multicast_page:
    paging_group: "8005"
    caller: "1004"

- name: End the page
  telephony.pbx.ucm_multicast_page:
    action: stop
    paging_group: "8005"
"""

RETURN = r"""
# BEGIN generated returns
sent:
  description: Whether the action was sent; false in check mode.
  returned: success
  type: bool
  sample: true
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.announcements import MULTICAST_PAGE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
