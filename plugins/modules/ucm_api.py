#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_api
short_description: Call any action of a Grandstream UCM's API
version_added: 0.1.0
description:
  - Calls an action of the UCM's HTTPS API as it is, for what no other module does.
  - Session, busy codes and errors are handled as in every module. Values are passed on unchanged.
  - RV(ignore:changed) is true for every action that is not known to only read. In check mode those are not sent.
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
    support: none
    details:
      - An action is sent whenever the task runs.
options:
  action:
    description: The action, as the UCM's document writes it.
    type: str
    required: true
  parameters:
    description:
      - The action's parameters. Values under names such as V(secret), V(pin) or V(password) are kept out of all
        output.
    type: dict
    default: {}
  undocumented:
    description: Whether an action that the document does not have may be sent; it is taken to change something.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Read one SIP account as the UCM tells it
  telephony.pbx.ucm_api:
    action: getSIPAccount
    parameters:
      extension: "1001"
  register: account

- name: Remove the Wave chat history of somebody who left
  telephony.pbx.ucm_api:
    action: cleanTerminalChatInformation
    parameters:
      extension: "1001"
"""

RETURN = r"""
response:
  description: The UCM's answer, without the envelope; secrets are hidden. A text where the UCM answers with one.
  returned: when sent
  type: raw
  sample:
    extension: {extension: "1001", permission: internal}
sent:
  description: Whether the action was sent; false for what would change something in check mode.
  returned: success
  type: bool
apply_pending:
  description: Whether changes wait for M(telephony.pbx.ucm_apply), as far as this controller knows.
  returned: when sent
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.tasks import ApiTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = ApiTask("ucm_api", UCM)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
