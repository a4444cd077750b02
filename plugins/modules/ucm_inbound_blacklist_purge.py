#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_inbound_blacklist_purge
short_description: Take every number off the inbound blacklist of a Grandstream UCM
version_added: 0.1.0
description:
  - Empties the inbound blacklist with one request, however long it is.
  - The list is read first. RV(ignore:changed) is true when there was a number on it; an empty list is left alone.
  - To keep some numbers, use C(purge) of M(telephony.pbx.ucm_config) instead.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_inbound_blacklist
  - module: telephony.pbx.ucm_config
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  confirm:
    description:
      - 'Must be V(true): every number is taken off the blacklist.'
    type: bool
    required: true
# END generated options
"""

EXAMPLES = r"""
- name: Start over with the blacklist
  telephony.pbx.ucm_inbound_blacklist_purge:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    confirm: true
"""

RETURN = r"""
numbers:
  description: The numbers that were on the blacklist.
  returned: success
  type: list
  elements: str
  sample: ["004930555"]
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist_purge import (
    INBOUND_BLACKLIST_PURGE as TASK,
)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
