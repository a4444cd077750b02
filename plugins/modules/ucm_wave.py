#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_wave
short_description: Clear chats and save login codes of Wave clients of a Grandstream UCM
version_added: 0.1.0
description:
  - Clears the chat history of a user's Wave client, or saves the QR code with which the client logs in.
  - 'The code is a credential: it is written into a file that only its owner can read, and is in no result.'
  - With O(action=clear_chat), RV(ignore:changed) is always true, and check mode sends nothing.
  - With O(action=save_login_code), RV(ignore:changed) is true when the file's content or mode differs from what the
    UCM answers. Check mode reads the code as well, and writes nothing.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_extension
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
      - A login code is written only if it differs. Chats are cleared whenever the task runs.
# BEGIN generated options
options:
  action:
    description:
      - V(clear_chat) removes the chat history of the user's Wave client.
      - V(save_login_code) writes the QR code with which Wave logs in into O(dest), as a picture.
    type: str
    choices:
      - clear_chat
      - save_login_code
    required: true
  extension:
    description:
      - The user's extension.
    type: str
    required: true
  dest:
    description:
      - The file, on the host that runs the module. A relative path begins at the playbook's directory.
      - It is replaced in one step, so that it is never there in part.
    type: path
  mode:
    description:
      - The file's mode.
      - An octal mode in quotation marks, such as '0640'.
    type: str
    default: '0600'
# END generated options
"""

EXAMPLES = r"""
- name: Save the login code for a new colleague
  telephony.pbx.ucm_wave:
    action: save_login_code
    extension: "1001"
    dest: handover/1001.png

- name: Clear the chats of somebody who leaves
  telephony.pbx.ucm_wave:
    action: clear_chat
    extension: "1001"
"""

RETURN = r"""
sent:
  description: Whether the action was sent; false in check mode.
  returned: with O(action=clear_chat)
  type: bool
  sample: true
file:
  description: The file, its path and size in bytes.
  returned: with O(action=save_login_code)
  type: dict
  sample: {path: handover/1001.png, size: 812}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.wave import WAVE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
