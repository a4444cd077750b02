# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: user_secret
short_description: Get a user's password or PIN, making a new one where there is none
version_added: 0.1.0
description:
  - Gives a secret of one user to the task that sets it. It takes the first that there is of the one in O(users), the
    one in the file O(src), the one kept in the file O(handover), and a new one.
  - New secrets are made for all kinds that are not given, kept in the hand-over file, and on the disk before they are
    used. So an interrupted run loses none, and the next one uses the same.
  - In a run with C(--check) new secrets are made and not kept.
  - Use it directly in an option that is a secret, such as O(telephony.pbx.ucm_extension#module:sip_password). Values
    that go through a variable, a fact or a loop are printed sooner or later.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.user_list
  - plugin: ansible.builtin.password
    plugin_type: lookup
options:
  _terms:
    description:
      - The extension's number, and the kind of secret, V(sip_password), V(voicemail_pin) or V(user_password).
    required: true
  users:
    description:
      - Users as in the option O(telephony.pbx.user_list#module:users), of which this one's secrets are taken.
    type: list
    elements: dict
    default: []
  src:
    description:
      - A CSV file of users, as in the option O(telephony.pbx.user_list#module:src).
    type: str
  handover:
    description:
      - The CSV file that keeps new secrets, with the columns V(number), V(sip_password), V(voicemail_pin) and
        V(user_password). It is made if it is missing. Secrets that were given are not copied into it.
      - Only its owner may have access to it. Every PBX needs a file of its own, since numbers repeat.
      - Hand the secrets over and remove the file, or the lines. Otherwise a number's next user gets them.
      - Needed when there is a secret to be made.
    type: str
  pin_length:
    description:
      - The number of digits of a new PIN, and the least of one that is given, from 4 to 10.
    type: int
    default: 6
  password_length:
    description:
      - The number of characters of a new password, from 16 to 32.
    type: int
    default: 16
  alphanumeric:
    description:
      - Whether a new SIP password has letters and digits only, as hot desking wants.
        Otherwise passwords have upper and lower case, digits and special characters.
    type: bool
    default: false
  keep:
    description:
      - Whether new secrets are kept in the hand-over file. Without it they are, but not in a run with C(--check).
      - A task's own C(check_mode) cannot be seen from here. Give V(false) to a task that only ever checks, and V(true)
        to one that writes even with C(--check), or nobody will know the secret that it sets. Both can be said in the
        C(vars) of the task, by the variable of this option.
    type: bool
    vars:
      - name: user_secret_keep
notes:
  - Relative paths begin at the playbook's directory.
  - PINs never have the number in them, nor repeats, sequences and the usual favourites. A given PIN that does is
    refused, named by its row.
"""

EXAMPLES = r"""
- name: Give an extension its secrets
  telephony.pbx.ucm_extension:
    extension: "1001"
    sip_password: "{{ lookup('telephony.pbx.user_secret', '1001', 'sip_password', handover=secrets_file) }}"
    voicemail_pin: "{{ lookup('telephony.pbx.user_secret', '1001', 'voicemail_pin', handover=secrets_file) }}"
    update_password: on_create
  vars:
    secrets_file: "~/handover/{{ inventory_hostname }}.csv"
"""

RETURN = r"""
_raw:
  description: The secret.
  type: list
  elements: str
"""

from typing import Any

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.secret_policy import Policy
from ansible_collections.telephony.pbx.plugins.module_utils.core.user_secret import SecretSource

try:  # ansible-core 2.22 and later mask registered secrets wherever they would be shown
    from ansible.module_utils.secrets import register_secret
except ImportError:
    register_secret = None


class LookupModule(LookupBase):
    """Hands the options to the source of secrets; no error has a secret in it."""

    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **kwargs: Any) -> list[str]:
        self.set_options(var_options=variables, direct=kwargs)
        keep = self.get_option("keep")
        if len(terms) != 2:
            raise AnsibleLookupError("user_secret wants two terms, the number and the kind of secret")
        number, kind = map(str, terms)
        source = SecretSource(
            users=self.get_option("users"),
            src=self._path("src"),
            handover=self._path("handover"),
            policy=Policy(
                pin_length=self.get_option("pin_length"),
                password_length=self.get_option("password_length"),
                alphanumeric=self.get_option("alphanumeric"),
            ),
            stores=not (variables or {}).get("ansible_check_mode", False) if keep is None else keep,
        )
        try:
            secret = source.secret(number, kind)
        except PbxError as error:
            raise AnsibleLookupError(error.message()) from None
        if register_secret is not None:
            register_secret(secret)
        return [secret]

    def _path(self, option: str) -> str | None:
        path = self.get_option(option)
        return self._loader.path_dwim(path) if path else None
