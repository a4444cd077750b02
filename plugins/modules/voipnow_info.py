#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_info
short_description: Read accounts, extensions, charging plans and more from a 4PSA VoipNow
version_added: 0.1.0
description:
  - Reads any list of the SystemAPI, sorted and without secrets.
    Accounts, charging plans and extensions are in the vocabulary of their modules' options, so that the answer can be
    fed back;
    other lists have the vendor's names in snake case.
  - What the app may not read is listed in RV(unreadable) and does not end the run.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.voipnow_organization
  - module: telephony.pbx.voipnow_extension
extends_documentation_fragment:
  - telephony.pbx.voipnow
  - telephony.pbx.attributes
  - telephony.pbx.attributes.voipnow_module
attributes:
  diff_mode:
    support: none
    details:
      - Changes nothing.
options:
  resources:
    description:
      - What to read.
      - O(extension) must be given with V(call_recording_settings), V(caller_ids), V(conference_settings),
        V(extension_settings), V(fax_center_settings), V(incoming_rules), V(provision_files), V(queue_agents),
        V(queue_memberships), V(scheduled_conferences), V(sip_preferences), V(voicemail_settings),
        V(scheduled_conference_details) and V(scheduled_conference_sessions).
      - O(extension) or O(id) must be given with V(authorized_caller_ids) and V(card_codes).
      - O(extension) or an account must be given with V(public_number_poll).
      - O(id) must be given with V(authorized_caller_id_recharges), V(card_code_recharges), V(device_details),
        V(file_languages), V(scheduled_conference_details), V(scheduled_conference_sessions), V(time_intervals);
        with V(device_details) it can be O(serial) instead.
      - O(channel) must be given with V(channel_group_poll), V(public_numbers).
      - O(charging_plan) must be given with V(charging_packages), V(charging_plan_details),
        V(destination_exceptions).
      - O(country) must be given with V(regions).
      - O(user) must be given with V(user_groups).
    type: list
    elements: str
    choices:
      - service_providers
      - charging_plans
      - organizations
      - users
      - extensions
      - voicemails
      - agents_of_queues
      - assigned_numbers
      - call_forwarding
      - call_recording_settings
      - caller_ids
      - authorized_caller_ids
      - authorized_caller_id_recharges
      - card_codes
      - card_code_recharges
      - channel_codecs
      - channel_group_poll
      - channel_groups
      - channels
      - charging_packages
      - charging_plan_details
      - conference_settings
      - custom_alerts
      - custom_buttons
      - destination_exceptions
      - device_details
      - devices
      - equipment
      - extension_settings
      - fax_center_settings
      - file_languages
      - folders
      - incoming_rules
      - interface_languages
      - outgoing_rules
      - phone_languages
      - provision_files
      - public_number_poll
      - public_numbers
      - queue_agents
      - queue_memberships
      - recharges
      - regions
      - routing_rules
      - scheduled_conference_details
      - scheduled_conference_sessions
      - scheduled_conferences
      - schema_versions
      - shared_sounds
      - sip_preferences
      - sounds
      - templates
      - time_interval_blocks
      - time_intervals
      - timezones
      - user_groups
      - voicemail_settings
    default: [service_providers, organizations]
  names:
    description: Shell patterns; only what has a login, number or name that matches one is returned.
    type: list
    elements: str
  details:
    description:
      - Whether every account and extension is read one by one, with all the options of its module.
        Otherwise the answer has what VoipNow's lists tell.
    type: bool
    default: false
  service_provider:
    description: The service provider to read of or below, by login, identifier or id.
    type: str
  organization:
    description: The organization to read of or below, by login, identifier or id.
    type: str
  user:
    description: The user to read of or below, by login, identifier or id.
    type: str
  extension:
    description: The extended number of the extension to read of, such as V(0003*101).
    type: str
  charging_plan:
    description: The charging plan to read of, by name, identifier or id.
    type: str
  channel:
    description: The id of the channel to read of.
    type: int
  country:
    description: The country to read of, by its code.
    type: str
  id:
    description: The id of what to read of, for lists that belong to one thing.
    type: int
  serial:
    description: The serial number of the device to read, in place of O(id), with V(device_details).
    type: str
  filters:
    description:
      - What VoipNow narrows its lists by. Each says which of O(resources) it narrows; the others are read whole.
        One that narrows none of them is an error.
    type: dict
    suboptions:
      text:
        description:
          - Text that is looked for. In V(service_providers), V(organizations), V(users), V(extensions) and
            V(charging_plans) it is looked for in names, companies, e-mail addresses and logins.
          - Also for V(destination_exceptions), V(scheduled_conferences), V(authorized_caller_ids), V(card_codes),
            V(custom_alerts), V(custom_buttons), V(time_interval_blocks), V(channels), V(channel_groups),
            V(public_numbers), V(routing_rules).
          - How it is compared is VoipNow's to say; O(names) selects exactly.
        type: str
      type:
        description: The type of V(extensions), or of the extensions that V(templates) are for.
        type: str
        choices: [term, phoneQueue, ivr, voicecenter, conference, callback, callcard, intercom, queuecenter]
      template:
        description: The template, by name or id, that V(service_providers), V(organizations), V(users) or
          V(extensions) were made from.
        type: str
      server_id:
        description: The server that V(service_providers), V(organizations) or V(users) were added from, such as
          V(CTRLPANEL).
        type: str
      default:
        description: With V(true) only default V(charging_plans).
        type: bool
      level:
        description: The level of accounts that V(templates) are for, or that V(custom_alerts) are shown to.
          Alerts have no V(user), templates no V(administrator).
        type: str
        choices: [administrator, service_provider, organization, user, extension]
      location:
        description: Which V(queue_agents) are listed, phone terminals or remote agents.
        type: str
        choices: [all, local, remote]
      interval:
        description: When V(scheduled_conferences) take place.
        type: str
        choices: [anytime, today, tomorrow, next_week, next_month, in_the_past]
      started:
        description: The first day of V(scheduled_conference_sessions), as YYYY-MM-DD.
        type: str
      ended:
        description: The last day of V(scheduled_conference_sessions), as YYYY-MM-DD.
        type: str
      region:
        description: The name of V(regions), or a part of it.
        type: str
      enabled:
        description: With V(true) only enabled V(channels), V(routing_rules) or V(sounds).
        type: bool
      flow:
        description: Which calls V(channels) are for.
        type: str
        choices: [in, out, both]
      channel_group:
        description: The group of V(channels), by name or id.
        type: str
      in_use:
        description: Whether V(public_numbers) are in use.
          The schema's remark says the opposite of the tools' document, so see what your VoipNow makes of it.
        type: bool
      number_type:
        description: How V(public_numbers) are assigned.
        type: str
        choices: [exclusive, stacked]
      owner:
        description: The owner of V(devices), an account by login, identifier or id.
        type: str
      assigned_organization:
        description: The organization that V(devices) are assigned to, by login, identifier or id.
        type: str
      assigned_extensions:
        description: VoipNow's ids of extensions that V(devices) are assigned to.
        type: list
        elements: int
      music_on_hold:
        description: Whether V(folders) and V(sounds) are music on hold.
          Without it VoipNow lists the folders that are none, and all sounds.
        type: bool
      not_empty:
        description: With V(true) only V(folders) that are not empty.
        type: bool
      folder:
        description: The folder of V(sounds), by name or id.
        type: str
      language:
        description: The id of the language of V(sounds).
        type: int
      system:
        description: Whether V(sounds) are the system's.
        type: bool
      own:
        description: Whether V(shared_sounds) are those that the account shares, or those that are shared with it.
        type: bool
"""

EXAMPLES = r"""
- name: Which organizations does a service provider have?
  telephony.pbx.voipnow_info:
    resources: [organizations]
    service_provider: north
  register: voipnow

- name: Everything about the extensions of a user
  telephony.pbx.voipnow_info:
    resources: [extensions]
    user: ada
    details: true

- name: The queues of an organization that have Support in their label
  telephony.pbx.voipnow_info:
    resources: [extensions]
    organization: acme
    filters:
      type: phoneQueue
      text: Support

- name: Which regions and time zones may be given?
  telephony.pbx.voipnow_info:
    resources: [regions, timezones]
    country: us
"""

RETURN = r"""
service_providers:
  description: The service providers, by login.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {login: north, name: Nora North, email: nora@north.example.com}
charging_plans:
  description: The charging plans, by name. Those without owner are of the account of the app.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {name: Business, service_provider: north, organization: null, type: postpaid, default: true, enabled: true}
organizations:
  description: The organizations, by login.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {login: acme, name: Ada Lovelace, email: ada@acme.example.com}
users:
  description: The users, by login.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {login: ada, name: Ada Lovelace, email: ada@acme.example.com}
extensions:
  description: The extensions of every type, by extended number.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {number: "101", extended_number: 0003*101, type: term, label: Ada's desk}
voicemails:
  description: The phone terminals, which have voicemail; with O(details) also its settings.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - {number: "101", user: ada, extended_number: 0003*101, enabled: true, notify: message}
agents_of_queues:
  description: The phone queues, which have agents; with O(details) also the agents.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - number: "500"
      user: ada
      extended_number: 0003*500
      agents: [{extension: "101", supervisor: true, penalty: 0}]
      remote_agents: []
assigned_numbers:
  description: The extensions of every type; with O(details) also their public numbers.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - number: "101"
      user: ada
      extended_number: 0003*101
      numbers: ["+15550000001"]
call_forwarding:
  description: The extensions of every type; with O(details) also their rules for calls that come in.
  returned: when asked for
  type: list
  elements: dict
  sample:
    - number: "101"
      user: ada
      extended_number: 0003*101
      rules: [{action: voicemail, when: no_answer, extension_status: any, match: any, interval: null, enabled: true}]
call_recording_settings:
  description: The answer of C(GetCallRecordingSettings).
  returned: when asked for
  type: list
  elements: dict
caller_ids:
  description: The answer of C(GetAvailableCallerID), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
authorized_caller_ids:
  description: The answer of C(GetAuthCallerID), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
authorized_caller_id_recharges:
  description: The answer of C(GetAuthCallerIDRecharges), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
card_codes:
  description: The answer of C(GetCardCode), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
card_code_recharges:
  description: The answer of C(GetCardCodeRecharges), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
channel_codecs:
  description: The answer of C(GetCodecs), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
channel_group_poll:
  description: The answer of C(GetChannelGroupPoll), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
channel_groups:
  description: The answer of C(GetChannelGroups), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
channels:
  description: The answer of C(GetChannels), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
charging_packages:
  description: The answer of C(GetChargingPackages), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
charging_plan_details:
  description: The answer of C(GetChargingPlanDetails), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
conference_settings:
  description: The answer of C(GetConferenceSettings).
  returned: when asked for
  type: list
  elements: dict
custom_alerts:
  description: The answer of C(GetCustomAlerts), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
custom_buttons:
  description: The answer of C(GetCustomButtons), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
destination_exceptions:
  description: The answer of C(GetDestinationExceptions), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
device_details:
  description: The answer of C(GetDeviceDetails).
  returned: when asked for
  type: list
  elements: dict
devices:
  description: The answer of C(GetDevices), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
equipment:
  description: The answer of C(GetEquipmentList), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
extension_settings:
  description: The answer of C(GetExtensionSettings).
  returned: when asked for
  type: list
  elements: dict
fax_center_settings:
  description: The answer of C(GetFaxCenterSettings).
  returned: when asked for
  type: list
  elements: dict
file_languages:
  description: The answer of C(GetFileLanguages), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
folders:
  description: The answer of C(GetFolders), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
incoming_rules:
  description: The answer of C(GetCallRulesIn), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
interface_languages:
  description: The answer of C(GetInterfaceLang), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
outgoing_rules:
  description: The answer of C(GetCallRulesOut), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
phone_languages:
  description: The answer of C(GetPhoneLang), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
provision_files:
  description: The answer of C(GetProvisionFile).
  returned: when asked for
  type: list
  elements: dict
public_number_poll:
  description: The answer of C(GetPublicNoPoll), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
public_numbers:
  description: The answer of C(GetPublicNo), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
queue_agents:
  description:
    - The agents of a queue, phone terminals before remote ones. RV(queue_agents[].extension) is the number of a phone
      terminal, RV(queue_agents[].agent_id) that of a remote agent, RV(queue_agents[].location) says which it is.
  returned: when asked for
  type: list
  elements: dict
  contains:
    location:
      description: V(local) or V(remote).
      type: str
    extension:
      description: The number of a local agent, without the prefix of its organization.
      type: str
    id:
      description: VoipNow's id of a local agent.
      type: int
    supervisor:
      description: Whether a local agent is a supervisor.
      type: bool
    agent_id:
      description: The number by which a remote agent logs in.
      type: int
    name:
      description: The name of a remote agent.
      type: str
    phone_number:
      description: The telephone number of a remote agent.
      type: str
    registration:
      description: How a remote agent is registered, V(phone) or V(register).
      type: str
    require_confirmation:
      description: Whether a remote agent confirms each call.
      type: bool
    penalty:
      description: The agent's penalty; agents with less get calls first.
      type: int
  sample:
    - {location: local, extension: "101", id: 1, supervisor: false, penalty: 0}
    - {location: remote, agent_id: 77, name: Joe, phone_number: "+493012345", registration: phone, penalty: 0}
queue_memberships:
  description: The answer of C(GetQueueMembership), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
recharges:
  description: The answer of C(GetRecharges), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
regions:
  description: The answer of C(GetRegions), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
routing_rules:
  description: The answer of C(GetCallRulesOutGroup), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
scheduled_conference_details:
  description: The answer of C(GetScheduledConferenceDetails).
  returned: when asked for
  type: list
  elements: dict
scheduled_conference_sessions:
  description: The answer of C(GetScheduledConferenceSessions).
  returned: when asked for
  type: list
  elements: dict
scheduled_conferences:
  description: The answer of C(GetScheduledConferences).
  returned: when asked for
  type: list
  elements: dict
schema_versions:
  description: The answer of C(GetSchemaVersions), in order of name and id.
  returned: when asked for
  type: list
  elements: str
shared_sounds:
  description: The answer of C(GetSharedSounds), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
sip_preferences:
  description: The answer of C(GetSIPPreferences).
  returned: when asked for
  type: list
  elements: dict
sounds:
  description: The answer of C(GetOwnedSounds), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
templates:
  description: The answer of C(GetTemplates), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
time_interval_blocks:
  description: The answer of C(GetTimeIntervalBlocks), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
time_intervals:
  description: The answer of C(GetTimeIntervals), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
timezones:
  description: The answer of C(GetTimezone), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
user_groups:
  description: The answer of C(GetUserGroups), in order of name and id.
  returned: when asked for
  type: list
  elements: dict
voicemail_settings:
  description: The answer of C(GetVoicemailSettings).
  returned: when asked for
  type: list
  elements: dict
unreadable:
  description: The lists that could not be read, each with the error as data.
  returned: when there are any
  type: list
  elements: dict
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.tasks import VoipNowInfoTask
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = VoipNowInfoTask("voipnow_info", VOIPNOW)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
