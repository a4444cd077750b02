#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_api
short_description: Call any operation of a 4PSA VoipNow's SystemAPI
version_added: 0.1.0
description:
  - Calls a SOAP operation of the SystemAPI as it is, for what no other module does.
  - Token, WSDL and errors are handled as in every module. Order and namespaces of the elements come from the WSDL.
  - RV(ignore:changed) is true for every operation that is not known to only read. In check mode those are not sent.
  - A report of call costs with C(prepareDelete) suspends the account for good, and counts as a change.
author:
  - The telephony.pbx contributors (@telephony-pbx)
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_module
attributes:
  diff_mode:
    support: none
  idempotent:
    support: none
    details:
      - An operation is sent whenever the task runs.
options:
  operation:
    description: The operation, as the WSDL writes it, such as V(GetUserDetails).
    type: str
    required: true
  parameters:
    description:
      - The operation's parameters by the local names of their elements, in any order. What repeats is a list.
      - A limit is a number, or the word V(unlimited), or a dictionary of C(value) and C(unlimited).
        A number is always sent with C(unlimited=false), since the schema takes a bare one for no limit at all.
      - Values under names such as V(password), V(pin) or V(adminPass) are kept out of all output.
    type: dict
    default: {}
  service:
    description: The service of an operation that this collection does not know. It is taken to change something.
    type: str
    choices: [Account, Billing, Channel, Extension, GlobalOp, Organization, PBX, Report, ServiceProvider, User]
"""

EXAMPLES = r"""
- name: Read one user as VoipNow tells it
  telephony.pbx.voipnow_api:
    operation: GetUserDetails
    parameters:
      ID: 22
  register: user

- name: Recharge an account
  telephony.pbx.voipnow_api:
    operation: Recharge
    parameters:
      userID: 22
      credit:
        creditOut: 20
"""

RETURN = r"""
response:
  description: VoipNow's answer by the local names of its elements; secrets are hidden.
  returned: when sent
  type: dict
  sample:
    ID: 22
    login: ada
    status: true
sent:
  description: Whether the operation was sent; false for what would change something in check mode.
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.tasks import ApiTask
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = ApiTask("voipnow_api", VOIPNOW)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
