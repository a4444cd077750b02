# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Attributes that all modules have in common; those that differ have fragments of their own.

    None may be named as a file beside this one: Ansible takes ``attributes.ucm`` for the fragment ``ucm``.
    """

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    support: full
    description: Can run in check_mode and return changed status prediction without modifying the target.
  diff_mode:
    support: full
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
  idempotent:
    support: full
    description: When run twice in a row outside check mode, with the same arguments, the second run changes nothing.
  platform:
    platforms: all
    description: Target systems that the module can be run for.
    details:
      - The module talks to the PBX over the network; the host it runs on needs Python 3.11 or later and the
        packages named under requirements.
    support: full
"""

    UCM_MODULE = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/telephony.pbx.ucm) or C(group/telephony.pbx.all) in C(module_defaults) for this module.
    support: full
    membership:
      - telephony.pbx.ucm
      - telephony.pbx.all
"""

    UCM_STATE = r"""
options: {}
attributes:
  action_group:
    description:
      - Use C(group/telephony.pbx.ucm) or C(group/telephony.pbx.all) in C(module_defaults) for this module, and
        C(group/telephony.pbx.ucm_state) for options that only state modules have, such as O(apply).
    support: full
    membership:
      - telephony.pbx.ucm
      - telephony.pbx.ucm_state
      - telephony.pbx.all
"""

    UCM_PMS = r"""
options: {}
attributes:
  action_group:
    description:
      - Use C(group/telephony.pbx.ucm) or C(group/telephony.pbx.all) in C(module_defaults) for this module, and
        C(group/telephony.pbx.ucm_pms) for the option that only the hotel modules have, O(pms_token).
    support: full
    membership:
      - telephony.pbx.ucm
      - telephony.pbx.ucm_pms
      - telephony.pbx.all
"""

    VOIPNOW_MODULE = r"""
options: {}
attributes:
  action_group:
    description:
      - Use C(group/telephony.pbx.voipnow) or C(group/telephony.pbx.all) in C(module_defaults) for this module.
    support: full
    membership:
      - telephony.pbx.voipnow
      - telephony.pbx.all
"""

    VOIPNOW_STATE = r"""
options: {}
attributes:
  action_group:
    description:
      - Use C(group/telephony.pbx.voipnow) or C(group/telephony.pbx.all) in C(module_defaults) for this module, and
        C(group/telephony.pbx.voipnow_state) for options that only state modules have.
    support: full
    membership:
      - telephony.pbx.voipnow
      - telephony.pbx.voipnow_state
      - telephony.pbx.all
"""
