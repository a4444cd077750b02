#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_inbound_blacklist_settings
short_description: Turn the inbound blacklist of a Grandstream UCM on and off
version_added: 0.1.0
description:
  - Says whether the inbound blacklist is in use. The numbers on it belong to
    M(telephony.pbx.ucm_inbound_blacklist).
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_inbound_blacklist
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  enabled:
    description:
      - Whether the blacklist is in use.
    type: bool
    aliases:
      - enable
# END generated options
"""

EXAMPLES = r"""
- name: Use the blacklist
  telephony.pbx.ucm_inbound_blacklist_settings:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    enabled: true
"""

RETURN = r"""
inbound_blacklist_settings:
  description:
    - The setting as the PBX has it after the run; as predicted in check mode.
  returned: success
  type: dict
  sample:
    enabled: true
apply_pending:
  description: Whether changes wait for M(telephony.pbx.ucm_apply), as far as this controller knows.
  returned: success
  type: bool
  sample: false
api:
  description: What the task cost, as in M(telephony.pbx.ucm_extension).
  returned: when the PBX was asked
  type: dict
  sample: {calls: 1, logins: 0, session: cached}
error:
  description: The error as data, as in M(telephony.pbx.ucm_extension).
  returned: failure
  type: dict
"""

from ansible_collections.telephony.pbx.plugins.module_utils.core.module_door import run_module
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import StateTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist_settings import (
    INBOUND_BLACKLIST_SETTINGS,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_inbound_blacklist_settings", UCM, INBOUND_BLACKLIST_SETTINGS)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
