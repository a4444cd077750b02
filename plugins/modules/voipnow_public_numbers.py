#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_public_numbers
short_description: Manage the public numbers of extensions of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Assigns public numbers, also called DIDs, to an extension of any type, and takes away those that it shall not have.
  - VoipNow hands numbers down, from the account above to the one below. An extension can only get numbers that its user
    has; how an account gets some is in the examples. Whoever loses a number loses it with everything below.
  - A number that cannot be assigned is refused before anything is written, with the reason as far as the app may look,
    or with the nearest number.
  - New numbers are assigned before others are taken away. In M(telephony.pbx.voipnow_config), where a number may go
    from one extension to another of the same user, all are taken away first.
  - Public numbers themselves belong to channels; they are no matter of this module.
  - The vendor's schema has this since 3.0.0, with AssignPublicNo and UnassignPublicNo; the vendor's own list of tools
    can only read it.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_extension
  - module: telephony.pbx.voipnow_call_forwarding
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
# BEGIN generated options
options:
  number:
    description:
      - The extension's number with O(user), such as V(101), or its extended number, such as V(0003*101).
      - Digits, in an extended number with stars between.
    type: str
    aliases:
      - extensionNo
      - extendedNumber
      - extension
    required: true
  user:
    description:
      - The owner, by login, identifier or id.
    type: str
    aliases:
      - owner
      - parent
  numbers:
    description:
      - The public numbers, also called DIDs, that lead to the extension.
      - A number can be given as its external number or, once it is assigned, as its DID; with or without
        a leading plus, blanks and punctuation.
      - 'The list is the whole: numbers that are not in it are taken away, and with an empty one all are.'
      - The order does not matter.
    type: list
    elements: str
    aliases:
      - didID
      - dids
      - publicNo
# END generated options
"""

EXAMPLES = r"""
- name: The front desk has two numbers
  telephony.pbx.voipnow_public_numbers:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    user: ada
    number: "101"
    numbers:
      - "+15550000001"
      - "+15550000002"

- name: No number leads to the conference any more
  telephony.pbx.voipnow_public_numbers:
    number: 0003*300
    numbers: []

# An account gets numbers by the API's own operation, from the top down. There is no module for it.
- name: Look at what an organization has, and what it could get
  telephony.pbx.voipnow_info:
    resources: [public_number_poll]
    organization: acme
  register: of_acme

- name: Look at what a user has, and what it could get
  telephony.pbx.voipnow_info:
    resources: [users, public_number_poll]
    user: ada
    details: true
  register: of_ada

- name: The user gets the number that the front desk shall have
  telephony.pbx.voipnow_api:
    operation: AssignPublicNo
    parameters:
      userIdentifier: "{{ of_ada.users[0].identifier }}"
      didID: "{{ found | map(attribute='id') }}"
  vars:
    found: >-
      {{ of_ada.public_number_poll[0].available | default([])
         | selectattr('external_number', 'equalto', '+15550000001') }}
  when: found | length > 0
"""

RETURN = r"""
public_numbers:
  description: The extension's numbers as VoipNow has them after the run; as predicted in check mode.
  returned: success
  type: dict
  sample:
    number: "101"
    user: ada
    extended_number: 0003*101
    numbers:
      - "+15550000001"
      - "+15550000002"
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
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.public_numbers import PUBLIC_NUMBERS
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_public_numbers", VOIPNOW, PUBLIC_NUMBERS)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
