#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: user_list
short_description: Check and mend a list of users before they are given telephones
version_added: 0.1.0
description:
  - Reads users from a list or from a CSV file, in words that are no vendor's, and checks every one of them.
  - All that is wrong is reported at once, by row and column as a spreadsheet counts them, and nothing is returned then.
  - What spreadsheets do to numbers is mended where there is only one thing that they can have been, such as V(1001.0)
    and V(1,001E+03), and refused otherwise.
  - Refused are unknown columns, numbers, e-mail addresses and MAC addresses that two users have, and PINs that anybody
    would guess.
  - Secrets are checked and never returned; P(telephony.pbx.user_secret#lookup) gets them for a task that needs one.
  - Talks to no PBX and takes no connection options.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - plugin: telephony.pbx.user_secret
    plugin_type: lookup
extends_documentation_fragment:
  - telephony.pbx.attributes
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
  platform:
    details:
      - Needs Python 3.11 or later on the host it runs on.
# BEGIN generated options
options:
  users:
    description:
      - The users, in place of O(src).
      - 'Quote numbers: YAML reads C(0123) as another number.'
    type: list
    elements: dict
    suboptions:
      number:
        description:
          - The extension's number, digits only. Every user needs one.
        type: str
        aliases:
          - extension
          - ext
          - extension_number
      first_name:
        description:
          - First name.
        type: str
        aliases:
          - firstname
          - given_name
          - forename
      last_name:
        description:
          - Last name.
        type: str
        aliases:
          - lastname
          - surname
          - family_name
      email:
        description:
          - E-mail address. No two users may have the same.
        type: str
        aliases:
          - mail
          - e_mail
          - email_address
          - e_mail_address
      department:
        description:
          - The department's name.
        type: str
        aliases:
          - dept
      phone_number:
        description:
          - The user's own telephone number.
        type: str
        aliases:
          - phone
          - telephone
      caller_id_number:
        description:
          - The number that others see.
        type: str
        aliases:
          - caller_id
          - callerid
      simultaneous_number:
        description:
          - An external number that rings together with the extension.
        type: str
        aliases:
          - external_number
      country_code:
        description:
          - The country of the user's telephone numbers, as its digits, such as V(49); it counts before
            the list's.
          - It is used to mend numbers and is not returned.
        type: str
      mac:
        description:
          - The MAC address of the user's telephone, in any notation.
        type: str
        aliases:
          - mac_address
          - phone_mac
          - device_mac
      permission:
        description:
          - The widest kind of outbound call.
        type: str
        choices:
          - internal
          - local
          - national
          - international
        aliases:
          - permissions
          - call_permission
      voicemail:
        description:
          - Whether there is a voicemail box.
        type: bool
        aliases:
          - has_voicemail
      voicemail_to_email:
        description:
          - Whether voicemail is mailed to the user.
        type: bool
      language:
        description:
          - The language of voice prompts.
        type: str
        aliases:
          - prompt_language
      sip_password:
        description:
          - The password that phones register with. It is checked and not returned.
        type: str
        aliases:
          - secret
          - sip_secret
      voicemail_pin:
        description:
          - The PIN of the voicemail box. It is checked and not returned.
        type: str
        aliases:
          - pin
          - vmsecret
          - voicemail_password
      user_password:
        description:
          - The password of the user's portal. It is checked and not returned.
        type: str
        aliases:
          - portal_password
  src:
    description:
      - A CSV file of users on the host that runs the module, which is the controller as a rule. A relative
        path begins at the playbook's directory.
      - UTF-8, with comma, semicolon, tab or bar between the cells.
      - 'The first row names the columns, in any order: the suboptions of O(users) or their aliases, in
        upper or lower case, with blanks or hyphens for underscores. An empty cell is not given.'
    type: path
  number_lengths:
    description:
      - The lengths that numbers may have. By default any.
    type: list
    elements: int
  country_code:
    description:
      - The country of telephone numbers, as its digits, such as V(49).
      - With it, a V(+) that a spreadsheet has taken away is put back where the number has more digits
        than any inside that country, and where that is not certain the number is refused. Without it
        there is a warning.
    type: str
  pin_length:
    description:
      - The least number of digits of a voicemail PIN that is given, from 4 to 10.
    type: int
    default: 6
# END generated options
notes:
  - An empty text in O(users) is kept, so that the task that uses it can clear a field. A CSV file has no way to say so.
"""

EXAMPLES = r"""
- name: Check the list from the personnel department
  telephony.pbx.user_list:
    src: new-colleagues.csv
    number_lengths: [4]
    country_code: "49"
  register: newcomers

- name: Check users that stand in the inventory
  telephony.pbx.user_list:
    users:
      - number: "1001"
        first_name: Ada
        last_name: Lovelace
        email: ada@example.com
        mac: 00-0B-82-12-34-56
"""

RETURN = r"""
users:
  description:
    - The users in their order, without secrets. Each has only what was given.
    - MAC addresses are like V(00:0b:82:12:34:56), and telephone numbers have no blanks and brackets.
  returned: success
  type: list
  elements: dict
  sample:
    - number: "1001"
      first_name: Ada
      last_name: Lovelace
      email: ada@example.com
      mac: "00:0b:82:12:34:56"
mended:
  description: The values that a spreadsheet had damaged, and what they were taken for.
  returned: success
  type: list
  elements: dict
  contains:
    row:
      description: The row in the spreadsheet, its first being 1, or the place in O(users), from 1.
      type: int
    column:
      description: The option.
      type: str
    was:
      description: The value as given, unless it is a secret.
      type: str
    now:
      description: The value as returned, unless it is a secret.
      type: str
  sample:
    - row: 7
      column: number
      was: "1006.0"
      now: "1006"
error:
  description: The error as data; RV(ignore:error.problems) has everything that is wrong, one text each.
  returned: failure
  type: dict
  sample:
    kind: invalid_input
    what: "row 4, number: 1003 is that of row 3 already"
    problems:
      - "row 4, number: 1003 is that of row 3 already"
"""

from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.core.user_list import UserListTask

TASK = UserListTask("user_list")


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
