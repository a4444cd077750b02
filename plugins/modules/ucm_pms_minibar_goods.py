#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_pms_minibar_goods
short_description: Manage what is in the minibar of a Grandstream UCM's hotel interface
version_added: 0.1.0
description:
  - Adds and removes items that can be billed to rooms.
  - The interface cannot change an item. Its price and tax are set in the web interface and returned here.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_pms_minibar
  - module: telephony.pbx.ucm_pms_info
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.hotel
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_pms
# BEGIN generated options
options:
  code:
    description:
      - The code of the item.
      - Digits only.
    type: str
    aliases:
      - goodscode
    required: true
  name:
    description:
      - The name of the item. It can be set when the item is created only, since the interface cannot
        change an item; its price and tax are set in the web interface.
    type: str
    aliases:
      - goodsname
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
# END generated options
"""

EXAMPLES = r"""
- name: Sell water
  telephony.pbx.ucm_pms_minibar_goods:
    code: "900"
    name: water

- name: Sell no beer any more
  telephony.pbx.ucm_pms_minibar_goods:
    code: "901"
    state: absent
"""

RETURN = r"""
pms_minibar_goods:
  description: The item as the UCM has it after the run; empty when it is gone.
  returned: success
  type: dict
  sample: {code: "900", name: water, price: 2.5, tax_rate: 0.0}
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.pms_minibar import MINIBAR_GOODS as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
