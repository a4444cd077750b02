#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_limits
short_description: Increase and decrease limits of accounts of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Gives an account so many more or so many fewer of something. Each run does it once more.
  - To set limits to numbers, which a second run leaves alone, use the option C(limits) of the account's own module.
  - RV(ignore:changed) is always true, unless every amount is 0; then nothing is sent. In check mode the limits are
    read, and nothing is sent.
  - Limits that are not named stay as they are. VoipNow lets no limit be above that of the account above.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_service_provider
  - module: telephony.pbx.voipnow_organization
  - module: telephony.pbx.voipnow_user
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_module
attributes:
  diff_mode:
    support: full
    details:
      - Made of the limits as they were read before and after. In check mode the latter are computed.
  idempotent:
    support: none
    details:
      - An amount is added or taken away whenever the task runs.
# BEGIN generated options
options:
  service_provider:
    description:
      - The limits of this service provider, by login, identifier or id.
    type: str
  organization:
    description:
      - The limits of this organization, by login, identifier or id.
    type: str
  user:
    description:
      - The limits of this user, by login, identifier or id.
    type: str
  increase:
    description:
      - By how much limits are increased.
      - What is unlimited stays so.
    type: dict
    suboptions:
      phone_extensions:
        description:
          - Phone terminals.
          - At least 0.
        type: int
        aliases:
          - phoneExtMax
      queues:
        description:
          - Queues.
          - At least 0.
        type: int
        aliases:
          - queueExtMax
      ivrs:
        description:
          - IVRs.
          - At least 0.
        type: int
        aliases:
          - ivrExtMax
      voicemail_centers:
        description:
          - Voicemail centers.
          - At least 0.
        type: int
        aliases:
          - voicemailExtMax
      queue_centers:
        description:
          - Queue login centers.
          - At least 0.
        type: int
        aliases:
          - queuecenterExtMax
      conferences:
        description:
          - Conferences.
          - At least 0.
        type: int
        aliases:
          - confExtMax
      callbacks:
        description:
          - Callback extensions.
          - At least 0.
        type: int
        aliases:
          - callbackExtMax
      callback_caller_ids:
        description:
          - Caller IDs of callback extensions.
          - At least 0.
        type: int
        aliases:
          - callbackCallerIDMax
      calling_cards:
        description:
          - Calling card extensions.
          - At least 0.
        type: int
        aliases:
          - callCardExtMax
      calling_card_codes:
        description:
          - Codes of calling cards.
          - At least 0.
        type: int
        aliases:
          - callCardCodesMax
      intercoms:
        description:
          - Intercom extensions.
          - At least 0.
        type: int
        aliases:
          - intercomExtMax
      concurrent_calls:
        description:
          - Public calls at the same time.
          - At least 0.
        type: int
        aliases:
          - concurentCalls
      concurrent_internal_calls:
        description:
          - Internal calls at the same time.
          - At least 0.
        type: int
        aliases:
          - concurentInternalCalls
      queue_members:
        description:
          - Members of queues.
          - At least 0.
        type: int
        aliases:
          - queueMembersMax
      concurrent_speech:
        description:
          - Texts spoken at the same time. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - concurentText2Speech
      mailboxes:
        description:
          - Mailboxes.
          - At least 0.
        type: int
        aliases:
          - mailboxMax
      storage:
        description:
          - Storage, in megabytes. Since schema 5.
          - At least 0.
        type: int
      mailbox_size:
        description:
          - Size of a mailbox. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - mailboxSize
      recording_storage:
        description:
          - Storage for recordings. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - recordStorage
      sound_storage:
        description:
          - Storage for sounds. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - soundStorage
      music_storage:
        description:
          - Storage for music on hold. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - mohStorage
      fax_storage:
        description:
          - Storage for faxes. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - faxStorage
      users:
        description:
          - Users.
          - At least 0.
        type: int
        aliases:
          - userMax
      organizations:
        description:
          - Organizations.
          - At least 0.
        type: int
        aliases:
          - organizationMax
  decrease:
    description:
      - By how much limits are decreased.
      - What is unlimited cannot be.
    type: dict
    suboptions:
      phone_extensions:
        description:
          - Phone terminals.
          - At least 0.
        type: int
        aliases:
          - phoneExtMax
      queues:
        description:
          - Queues.
          - At least 0.
        type: int
        aliases:
          - queueExtMax
      ivrs:
        description:
          - IVRs.
          - At least 0.
        type: int
        aliases:
          - ivrExtMax
      voicemail_centers:
        description:
          - Voicemail centers.
          - At least 0.
        type: int
        aliases:
          - voicemailExtMax
      queue_centers:
        description:
          - Queue login centers.
          - At least 0.
        type: int
        aliases:
          - queuecenterExtMax
      conferences:
        description:
          - Conferences.
          - At least 0.
        type: int
        aliases:
          - confExtMax
      callbacks:
        description:
          - Callback extensions.
          - At least 0.
        type: int
        aliases:
          - callbackExtMax
      callback_caller_ids:
        description:
          - Caller IDs of callback extensions.
          - At least 0.
        type: int
        aliases:
          - callbackCallerIDMax
      calling_cards:
        description:
          - Calling card extensions.
          - At least 0.
        type: int
        aliases:
          - callCardExtMax
      calling_card_codes:
        description:
          - Codes of calling cards.
          - At least 0.
        type: int
        aliases:
          - callCardCodesMax
      intercoms:
        description:
          - Intercom extensions.
          - At least 0.
        type: int
        aliases:
          - intercomExtMax
      concurrent_calls:
        description:
          - Public calls at the same time.
          - At least 0.
        type: int
        aliases:
          - concurentCalls
      concurrent_internal_calls:
        description:
          - Internal calls at the same time.
          - At least 0.
        type: int
        aliases:
          - concurentInternalCalls
      queue_members:
        description:
          - Members of queues.
          - At least 0.
        type: int
        aliases:
          - queueMembersMax
      concurrent_speech:
        description:
          - Texts spoken at the same time. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - concurentText2Speech
      mailboxes:
        description:
          - Mailboxes.
          - At least 0.
        type: int
        aliases:
          - mailboxMax
      storage:
        description:
          - Storage, in megabytes. Since schema 5.
          - At least 0.
        type: int
      mailbox_size:
        description:
          - Size of a mailbox. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - mailboxSize
      recording_storage:
        description:
          - Storage for recordings. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - recordStorage
      sound_storage:
        description:
          - Storage for sounds. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - soundStorage
      music_storage:
        description:
          - Storage for music on hold. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - mohStorage
      fax_storage:
        description:
          - Storage for faxes. Schema 3 only.
          - At least 0.
        type: int
        aliases:
          - faxStorage
      users:
        description:
          - Users.
          - At least 0.
        type: int
        aliases:
          - userMax
      organizations:
        description:
          - Organizations.
          - At least 0.
        type: int
        aliases:
          - organizationMax
# END generated options
"""

EXAMPLES = r"""
- name: Five more telephones and one queue fewer for an organization
  telephony.pbx.voipnow_limits:
    organization: acme
    increase:
      phone_extensions: 5
    decrease:
      queues: 1

- name: What would it come to?
  telephony.pbx.voipnow_limits:
    user: ada
    increase:
      storage: 500
  check_mode: true
  register: would
"""

RETURN = r"""
limits:
  description: The limits that were named, as they are after the task; in check mode as they would be.
  returned: success
  type: dict
  sample:
    phone_extensions: 25
    queues: unlimited
sent:
  description: Whether the change was sent; false in check mode and with nothing but 0.
  returned: success
  type: bool
  sample: true
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.limits import LIMITS_CHANGE as TASK


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
