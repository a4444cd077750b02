#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_prompt
short_description: Play a prompt to telephones of a Grandstream UCM
version_added: 0.1.0
description:
  - Lets telephones ring and plays a recording to everybody who answers.
  - RV(ignore:changed) is always true, since every run lets telephones ring; check mode does not.
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
      - Every run lets telephones ring.
# BEGIN generated options
options:
  kind:
    description:
      - 'Which kind of recording is played: a custom IVR prompt, the recorded name of an extension, or
        a file of music on hold.'
    type: str
    choices:
      - ivr
      - name
      - music
    default: ivr
  prompt:
    description:
      - The file's name without its ending; with O(kind=name) the extension's number.
    type: str
    required: true
  playlist:
    description:
      - The playlist that the music is in, for O(kind=music). By default the default playlist.
    type: str
  extensions:
    description:
      - Extensions that ring; who answers hears the prompt.
      - The order does not matter.
    type: list
    elements: str
  ring_groups:
    description:
      - Ring groups whose members ring, by number.
      - The order does not matter.
    type: list
    elements: str
  extension_groups:
    description:
      - Extension groups whose members ring, by name.
      - The order does not matter.
    type: list
    elements: str
# END generated options
"""

EXAMPLES = r"""
- name: Announce the fire drill
  telephony.pbx.ucm_prompt:
    prompt: fire-drill
    extension_groups: [ground-floor, first-floor]
    ring_groups: ["6400"]

- name: Let somebody hear his recorded name
  telephony.pbx.ucm_prompt:
    kind: name
    prompt: "1001"
    extensions: ["1001"]
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.announcements import PROMPT as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
