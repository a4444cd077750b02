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
