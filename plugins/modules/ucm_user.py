#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_user
short_description: Manage the personal data of users of a Grandstream UCM
version_added: 0.1.0
description:
  - Changes a user's name, e-mail address, department and numbers.
  - Users come and go with their extension, see M(telephony.pbx.ucm_extension); this module cannot create or delete
    them.
  - The UCM replaces a user as a whole; the module reads first and sends what is not given unchanged.
  - In check mode a user that does not exist is taken to be created by an earlier task, with a warning.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_extension
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  user_name:
    description:
      - The user's name, which is the extension's number for extension users.
    type: str
    aliases:
      - extension
      - number
    required: true
  first_name:
    description:
      - First name.
    type: str
  last_name:
    description:
      - Last name.
    type: str
  email:
    description:
      - E-mail address.
    type: str
  department:
    description:
      - The department's name.
    type: str
  phone_number:
    description:
      - Phone number.
    type: str
  home_number:
    description:
      - Home number.
    type: str
    aliases:
      - family_number
  fax_number:
    description:
      - Fax number.
    type: str
    aliases:
      - fax
  privilege:
    description:
      - Privilege level, as a number.
    type: int
# END generated options
"""

EXAMPLES = r"""
- name: Name the owner of an extension
  telephony.pbx.ucm_user:
    user_name: "1001"
    first_name: Ada
    last_name: Lovelace
    email: ada@example.com
    department: Engineering

- name: Remove a phone number, leaving the rest
  telephony.pbx.ucm_user:
    user_name: "1001"
    phone_number: ""
"""

RETURN = r"""
user:
  description: The user as the PBX has it after the run; as predicted in check mode.
  returned: success
  type: dict
  sample:
    user_name: "1001"
    first_name: Ada
    last_name: Lovelace
    email: ada@example.com
    privilege: 3
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
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.user import USER
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_user", UCM, USER)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
