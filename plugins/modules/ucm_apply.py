#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_apply
short_description: Put pending changes of a Grandstream UCM into effect
version_added: 0.1.0
description:
  - Changes to a UCM wait until they are applied. This applies everything that is pending, whoever changed it.
  - The UCM does not tell whether anything is pending, so RV(ignore:changed) is true whenever an apply was sent.
  - The UCM refuses to apply during conferences and digital calls; the error says so, and nothing is lost.
author:
  - The telephony.pbx contributors (@telephony-pbx)
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_module
attributes:
  diff_mode:
    support: none
  idempotent:
    support: partial
    details:
      - With O(only_pending=true) the second run changes nothing.
options:
  only_pending:
    description:
      - Whether to apply only when a run from this controller has left changes pending.
        What others have changed does not count.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Apply the UCM's changes
  telephony.pbx.ucm_apply:

- name: Apply what an interrupted run has left behind
  telephony.pbx.ucm_apply:
    only_pending: true
"""

RETURN = r"""
apply_pending:
  description: Whether changes still wait, as far as this controller knows.
  returned: success
  type: bool
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.tasks import ApplyTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = ApplyTask("ucm_apply", UCM)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
