#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_service_provider
short_description: Manage service providers of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Creates, changes and deletes service providers, with status, panel access, permissions and limits.
  - Options that are not given are never touched. What VoipNow needs as a whole, the module reads first.
  - Status, panel access, permissions and limits are part of the account; each is written only if it differs.
    If one of these fails on a new account, the error says so, and the next run goes on from there.
  - The API's C(forceUpdate) is not offered, since it makes a second account where the login is taken.
  - "Write-only: O(password) and O(routing_rules), which are sent at every run unless O(update_password=on_create).
    Settable at creation only, and not read back: O(expires_in_days), O(account_flags), O(notify), O(notify_email),
    O(deployment_unit), O(link_resource_id), O(link_uuid)."
  - The app must be registered by the administrator.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_organization
  - module: telephony.pbx.voipnow_info
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_state
# BEGIN generated options
options:
  login:
    description:
      - The service provider's login, which is unique on the whole VoipNow.
    type: str
    required: true
  name:
    description:
      - The name as a whole. Where the schema has first and last names, give those instead.
      - At most 255 characters.
    type: str
  first_name:
    description:
      - First name. Since schema 3.5.0.
      - At most 255 characters.
    type: str
    aliases:
      - firstName
  last_name:
    description:
      - Last name. Since schema 3.5.0.
      - At most 255 characters.
    type: str
    aliases:
      - lastName
  company:
    description:
      - The company.
      - From 3 to 255 characters.
    type: str
  email:
    description:
      - E-mail address.
      - At most 255 characters.
    type: str
  password:
    description:
      - The password for the control panel. Without it VoipNow makes one for a new account.
      - From 4 to 64 characters.
    type: str
  phone:
    description:
      - Phone number.
      - At most 255 characters.
    type: str
  fax:
    description:
      - Fax number.
      - At most 255 characters.
    type: str
  address:
    description:
      - Postal address.
      - From 3 to 255 characters.
    type: str
  city:
    description:
      - City.
      - From 2 to 255 characters.
    type: str
  postal_code:
    description:
      - Postal code.
      - At most 10 characters.
    type: str
    aliases:
      - pcode
  country:
    description:
      - Country, by its code.
      - A code of two letters.
    type: str
  region:
    description:
      - The region, by name or id; it must be one of the country.
    type: str
  timezone:
    description:
      - The time zone, by name or id.
    type: str
  interface_language:
    description:
      - The language of the control panel, by its code.
      - At most 2 characters.
    type: str
    aliases:
      - interfaceLang
  notes:
    description:
      - Notes.
      - At most 1024 characters.
    type: str
  server_id:
    description:
      - The server that the account was added from, such as V(CTRLPANEL).
    type: str
    aliases:
      - serverID
  charging_identifier:
    description:
      - The identifier that calls are charged to.
      - 6 to 32 letters, digits, _, - and *.
    type: str
    aliases:
      - chargingIdentifier
  subscription_id:
    description:
      - The subscription of the account. Since schema 5.
    type: str
    aliases:
      - subscriptionID
  charging_plan:
    description:
      - The charging plan, by name, identifier or id; one of the account above. Without a plan nobody
        below can call.
    type: str
    aliases:
      - chargingPlanID
      - chargingPlanIdentifier
  routing_rules:
    description:
      - The group of outgoing routing rules, by name or id; for a VoipNow without charging plans. VoipNow
        does not tell it of a service provider, so it is sent at every run.
    type: str
    aliases:
      - channelRuleID
  template:
    description:
      - The account template, by name or id.
    type: str
    aliases:
      - templateID
  enabled:
    description:
      - Whether the account is enabled.
    type: bool
    aliases:
      - status
  phone_status:
    description:
      - 'What the account may use phones for: V(full) is all calls, V(internal_and_incoming) to be called
        and to call internally, V(incoming_only) only to be called.'
    type: str
    choices:
      - full
      - internal_and_incoming
      - incoming_only
      - none
    aliases:
      - phoneStatus
  panel_access:
    description:
      - Whether the account may use the control panel.
    type: bool
    aliases:
      - cpAccess
  permissions:
    description:
      - What the account may do. A new account may do nothing.
    type: dict
    suboptions:
      extensions:
        description:
          - Manage extensions.
        type: bool
        aliases:
          - extensionManag
      extension_features:
        description:
          - Manage the features of extensions.
        type: bool
        aliases:
          - extFeatureManag
      sip:
        description:
          - Manage SIP.
        type: bool
        aliases:
          - sipManag
      sip_trunking:
        description:
          - Manage SIP trunking.
        type: bool
        aliases:
          - sipTrunkingManag
      messaging:
        description:
          - Manage instant messaging. Gone since schema 5.
        type: bool
        aliases:
          - IMManag
      sounds:
        description:
          - Manage sounds.
        type: bool
        aliases:
          - soundManag
      numbers:
        description:
          - Manage phone numbers.
        type: bool
        aliases:
          - numberManag
      call_api:
        description:
          - Use the call API.
        type: bool
        aliases:
          - callAPIManag
      caller_ids:
        description:
          - Manage caller IDs.
        type: bool
        aliases:
          - callerIDManag
      permissions:
        description:
          - Manage permissions.
        type: bool
        aliases:
          - permsManag
      charging_plans:
        description:
          - Manage charging plans.
        type: bool
        aliases:
          - chargingPlanManag
      organizations:
        description:
          - Manage organizations.
        type: bool
        aliases:
          - organizationManag
      stacked_numbers:
        description:
          - Manage stacked phone numbers.
        type: bool
        aliases:
          - stackedManag
      provisioning:
        description:
          - Look at or change the provisioning of devices.
        type: str
        choices:
          - none
          - view
          - modify
        aliases:
          - provisionManag
  limits:
    description:
      - How much the account may have, each a number or the word V(unlimited). A new account has 0 of
        all.
      - No limit can be above that of the account above.
    type: dict
    suboptions:
      phone_extensions:
        description:
          - Phone terminals.
        type: raw
        aliases:
          - phoneExtMax
      queues:
        description:
          - Queues.
        type: raw
        aliases:
          - queueExtMax
      ivrs:
        description:
          - IVRs.
        type: raw
        aliases:
          - ivrExtMax
      voicemail_centers:
        description:
          - Voicemail centers.
        type: raw
        aliases:
          - voicemailExtMax
      queue_centers:
        description:
          - Queue login centers.
        type: raw
        aliases:
          - queuecenterExtMax
      conferences:
        description:
          - Conferences.
        type: raw
        aliases:
          - confExtMax
      callbacks:
        description:
          - Callback extensions.
        type: raw
        aliases:
          - callbackExtMax
      callback_caller_ids:
        description:
          - Caller IDs of callback extensions.
        type: raw
        aliases:
          - callbackCallerIDMax
      calling_cards:
        description:
          - Calling card extensions.
        type: raw
        aliases:
          - callCardExtMax
      calling_card_codes:
        description:
          - Codes of calling cards.
        type: raw
        aliases:
          - callCardCodesMax
      intercoms:
        description:
          - Intercom extensions.
        type: raw
        aliases:
          - intercomExtMax
      concurrent_calls:
        description:
          - Public calls at the same time.
        type: raw
        aliases:
          - concurentCalls
      concurrent_internal_calls:
        description:
          - Internal calls at the same time.
        type: raw
        aliases:
          - concurentInternalCalls
      queue_members:
        description:
          - Members of queues.
        type: raw
        aliases:
          - queueMembersMax
      concurrent_speech:
        description:
          - Texts spoken at the same time. Schema 3 only.
        type: raw
        aliases:
          - concurentText2Speech
      mailboxes:
        description:
          - Mailboxes.
        type: raw
        aliases:
          - mailboxMax
      storage:
        description:
          - Storage, in megabytes. Since schema 5.
        type: raw
      mailbox_size:
        description:
          - Size of a mailbox. Schema 3 only.
        type: raw
        aliases:
          - mailboxSize
      recording_storage:
        description:
          - Storage for recordings. Schema 3 only.
        type: raw
        aliases:
          - recordStorage
      sound_storage:
        description:
          - Storage for sounds. Schema 3 only.
        type: raw
        aliases:
          - soundStorage
      music_storage:
        description:
          - Storage for music on hold. Schema 3 only.
        type: raw
        aliases:
          - mohStorage
      fax_storage:
        description:
          - Storage for faxes. Schema 3 only.
        type: raw
        aliases:
          - faxStorage
      users:
        description:
          - Users.
        type: raw
        aliases:
          - userMax
      organizations:
        description:
          - Organizations.
        type: raw
        aliases:
          - organizationMax
  expires:
    description:
      - The last day of the account as YYYY-MM-DD, or V(unlimited).
    type: raw
    aliases:
      - accountExpire
  expires_in_days:
    description:
      - For a new account the days until it expires, or V(unlimited), in place of O(expires).
      - It says nothing to an account that exists, since each run would prolong it.
    type: raw
    aliases:
      - accountExpireDays
  account_flags:
    description:
      - Flags of the account; V(noneditablelogin) forbids to change its login later.
      - The order does not matter.
    type: list
    elements: str
    choices:
      - noneditablelogin
    aliases:
      - accountFlag
  notify:
    description:
      - 'Who is told of the new account: four digits 0 or 1, for administrator, service provider, organization
        and user.'
      - Four digits 0 or 1.
    type: str
    aliases:
      - notifyOnly
  notify_email:
    description:
      - Another address that is told of the new account. Since schema 5.
    type: str
    aliases:
      - otherNotifyEmail
  deployment_unit:
    description:
      - The deployment keeping unit.
    type: str
    aliases:
      - dku
  link_resource_id:
    description:
      - The resource of a linked account.
    type: int
    aliases:
      - linkResourceID
  link_uuid:
    description:
      - The remote user of a linked account.
    type: str
    aliases:
      - linkUUID
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
  recursive:
    description:
      - Whether an object that others are below is deleted with everything below it.
      - Without it such an object is not deleted, and the error tells what would go.
    type: bool
    default: false
  update_password:
    description:
      - Whether passwords and PINs that are given are also set on an object that exists.
      - With V(always), those that the PBX lets be read are compared and sent only if they differ; those
        that it does not are sent at every run.
    type: str
    choices:
      - always
      - on_create
    default: always
# END generated options
"""

EXAMPLES = r"""
- name: A reseller with limits
  telephony.pbx.voipnow_service_provider:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    login: north
    first_name: Nora
    last_name: North
    company: North Telecom
    email: nora@north.example.com
    country: us
    charging_plan: Resellers
    permissions:
      organizations: true
      extensions: true
      charging_plans: true
    limits:
      organizations: 20
      users: 500
      phone_extensions: 1000
      storage: unlimited

- name: No panel for a while
  telephony.pbx.voipnow_service_provider:
    login: north
    panel_access: false

- name: Gone, with everything below
  telephony.pbx.voipnow_service_provider:
    login: north
    state: absent
    recursive: true
"""

RETURN = r"""
service_provider:
  description:
    - The service provider as VoipNow has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    login: north
    company: North Telecom
    enabled: true
    limits: {organizations: 20, users: 500}
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.service_provider import SERVICE_PROVIDER
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_service_provider", VOIPNOW, SERVICE_PROVIDER)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
