# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Connection options of 4PSA VoipNow."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - The address of VoipNow, such as V(https://voipnow.example.com), without a path.
      - Falls back to the environment variable E(VOIPNOW_URL) or E(TELEPHONY_PBX_VOIPNOW_URL).
    type: str
    required: true
  app_id:
    description:
      - The ID, or key, of an app that is registered under I(Unified Communications > Integrations > Apps).
        It must be trusted, and can manage what the account that registered it can manage.
      - Falls back to the environment variable E(VOIPNOW_APP_ID) or E(TELEPHONY_PBX_VOIPNOW_APP_ID).
    type: str
    required: true
  app_secret:
    description:
      - The app's secret. A rejected one is not tried again for five minutes.
      - Falls back to the environment variable E(VOIPNOW_APP_SECRET) or E(TELEPHONY_PBX_VOIPNOW_APP_SECRET).
    type: str
    required: true
  token_file:
    description:
      - A file that the access token is shared through with other programs, as one line
        C(created:expires:token), times in seconds since 1970.
        A token in it is used as long as it lives, and a new one is written to it.
      - Remove the file when you change O(app_id); nothing in it tells which app it is of.
      - Falls back to the environment variable E(VOIPNOW_TOKEN_FILE) or E(TELEPHONY_PBX_VOIPNOW_TOKEN_FILE).
    type: path
  schema_version:
    description:
      - The version of the SystemAPI's schema, such as V(3.5.0). V(latest) is the newest that VoipNow has.
      - Falls back to the environment variable E(VOIPNOW_SCHEMA_VERSION) or
        E(TELEPHONY_PBX_VOIPNOW_SCHEMA_VERSION).
    type: str
    default: latest
  validate_certs:
    description:
      - Whether VoipNow's certificate is verified.
      - Falls back to the environment variable E(VOIPNOW_VALIDATE_CERTS) or E(TELEPHONY_PBX_VOIPNOW_VALIDATE_CERTS).
    type: bool
    default: true
  ca_path:
    description:
      - A PEM file, or a directory of them, with the authorities to trust instead of the system's.
      - Falls back to the environment variable E(VOIPNOW_CA_PATH) or E(TELEPHONY_PBX_VOIPNOW_CA_PATH).
    type: path
  ciphers:
    description:
      - The TLS ciphers to offer, in OpenSSL's notation.
      - Falls back to the environment variable E(VOIPNOW_CIPHERS) or E(TELEPHONY_PBX_VOIPNOW_CIPHERS).
    type: str
  proxy:
    description:
      - The HTTP proxy to use; an empty text uses none. By default E(HTTPS_PROXY) and E(NO_PROXY) count.
      - Falls back to the environment variable E(VOIPNOW_PROXY) or E(TELEPHONY_PBX_VOIPNOW_PROXY).
    type: str
  timeout:
    description:
      - Seconds to wait for an answer.
      - Falls back to the environment variable E(VOIPNOW_TIMEOUT) or E(TELEPHONY_PBX_VOIPNOW_TIMEOUT).
    type: int
    default: 30
  busy_timeout:
    description:
      - Seconds to wait in all, between the attempts of a read, while VoipNow cannot answer, and of any request while it
        says that there are too many.
      - Falls back to the environment variable E(VOIPNOW_BUSY_TIMEOUT) or E(TELEPHONY_PBX_VOIPNOW_BUSY_TIMEOUT).
    type: int
    default: 150
  session_cache:
    description:
      - Whether the access token, encrypted, and VoipNow's WSDL and lists of time zones and regions are kept for the
        tasks and forks that follow. Without it every task asks for a token and reads the WSDL.
      - Falls back to the environment variable E(VOIPNOW_SESSION_CACHE) or E(TELEPHONY_PBX_VOIPNOW_SESSION_CACHE).
    type: bool
    default: true
  session_cache_path:
    description:
      - The directory of tokens, documents and locks, by default V(telephony.pbx) in the user's cache directory.
      - Only its owner may have access to it.
      - Falls back to the environment variable E(VOIPNOW_SESSION_CACHE_PATH) or
        E(TELEPHONY_PBX_VOIPNOW_SESSION_CACHE_PATH).
    type: path
  logout:
    description:
      - Whether the access token is forgotten after the task. VoipNow has no way to end it before its time.
      - Falls back to the environment variable E(VOIPNOW_LOGOUT) or E(TELEPHONY_PBX_VOIPNOW_LOGOUT).
    type: bool
    default: false
requirements:
  - httpx >= 0.27, on the host that runs the module (the controller, as a rule)
  - zeep >= 4.3, on the same host
notes:
  - Runs inside Ansible's worker process when the connection is local, which makes loops many times faster.
    Set the variable C(telephony_pbx_in_process=false) to run it as an ordinary module.
  - Changes are in effect at once.
"""
