# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Connection options of the Grandstream UCM, and the apply step of its state modules."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - The address of the UCM's HTTPS API, such as V(https://pbx.example.com:8089).
      - Falls back to the environment variable E(UCM_URL).
    type: str
    required: true
  username:
    description:
      - The API user, as configured under I(Integrations > API Configuration > HTTPS API Settings (New\)).
        Give Ansible a user of its own, since logins of one user disturb each other.
      - Falls back to the environment variable E(UCM_USERNAME).
    type: str
    required: true
  password:
    description:
      - The API user's password.
      - A rejected password is never tried again, since the UCM bans addresses after a few failures.
      - Falls back to the environment variable E(UCM_PASSWORD).
    type: str
    required: true
  validate_certs:
    description:
      - Whether the UCM's certificate is verified.
      - Falls back to the environment variable E(UCM_VALIDATE_CERTS).
    type: bool
    default: true
  ca_path:
    description:
      - A PEM file, or a directory of them, with the authorities to trust instead of the system's.
      - Falls back to the environment variable E(UCM_CA_PATH).
    type: path
  ciphers:
    description:
      - The TLS ciphers to offer, in OpenSSL's notation. Old firmware with weak keys needs V(DEFAULT@SECLEVEL=1).
      - Falls back to the environment variable E(UCM_CIPHERS).
    type: str
  proxy:
    description:
      - The HTTP proxy to use; an empty text uses none. By default E(HTTPS_PROXY) and E(NO_PROXY) count.
      - Falls back to the environment variable E(UCM_PROXY).
    type: str
  timeout:
    description:
      - Seconds to wait for an answer.
      - Falls back to the environment variable E(UCM_TIMEOUT).
    type: int
    default: 30
  busy_timeout:
    description:
      - Seconds to wait in all while the UCM says that it is busy. It asks for pauses of 15 or 60 seconds.
      - Falls back to the environment variable E(UCM_BUSY_TIMEOUT).
    type: int
    default: 150
  session_cache:
    description:
      - Whether the session is kept, encrypted, for the tasks and forks that follow. Without it every task logs in.
      - Falls back to the environment variable E(UCM_SESSION_CACHE).
    type: bool
    default: true
  session_cache_path:
    description:
      - The directory of sessions and locks, by default V(telephony.pbx) in the user's cache directory.
      - Only its owner may have access to it.
      - Falls back to the environment variable E(UCM_SESSION_CACHE_PATH).
    type: path
  logout:
    description:
      - Whether the session is ended after the task. Others that share it log in again.
      - Falls back to the environment variable E(UCM_LOGOUT).
    type: bool
    default: false
requirements:
  - httpx >= 0.27, on the host that runs the module (the controller, as a rule)
notes:
  - Runs inside Ansible's worker process when the connection is local, which makes loops many times faster.
    Set the variable C(telephony_pbx_in_process=false) to run it as an ordinary module.
"""

    APPLY = r"""
options:
  apply:
    description:
      - Whether changes are put into effect at once.
        Applying is slow and covers everything that is pending on the UCM, whoever changed it.
      - With many tasks set it to V(false) and apply once at the end, with M(telephony.pbx.ucm_apply), as a handler
        for example.
      - With V(true), changes of an earlier run from this controller that were never applied are applied as well.
    type: bool
    default: true
"""

    HOTEL = r"""
options:
  pms_token:
    description:
      - The second credential of the hotel interface, if the UCM wants one.
      - It is an MD5 sum of the PMS user and password. How they are joined is not documented, so it is taken as it is.
      - Falls back to the environment variable E(UCM_PMS_TOKEN).
    type: str
notes:
  - C(group/telephony.pbx.ucm_pms) in C(module_defaults) sets O(pms_token) for the hotel modules.
  - What the hotel interface changes is in effect at once and needs no apply.
"""
