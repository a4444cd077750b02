#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: voipnow_charging_plan
short_description: Manage charging plans of a 4PSA VoipNow
version_added: 0.1.0
description:
  - Creates, changes and deletes charging plans, which say what calls the accounts directly below an account may make,
    and what they cost.
  - The operations are those of the SystemAPI's schema 3.0.0. The vendor's tools have none to change plans.
  - A plan is named by its name and its owner, O(service_provider) or O(organization). Users have no plans of their own,
    since there is no permission for it.
  - Options that are not given are never touched. VoipNow gets the whole plan with each change, since it may put back
    what is not sent.
  - The name and the owner of a plan cannot be changed; another name is another plan.
  - VoipNow does not delete a plan that accounts have; give them another one before. Deleting an account deletes its
    plans.
  - Free minutes and rates of single destinations (packages and destination exceptions) are no part of this module, see
    M(telephony.pbx.voipnow_api). They go with the plan.
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
  name:
    description:
      - The plan's name.
      - At most 255 characters.
    type: str
    required: true
  service_provider:
    description:
      - The service provider that owns the plan, by login, identifier or id.
      - Without O(service_provider) and O(organization) it is the account of the app, such as the administrator.
    type: str
  organization:
    description:
      - The organization that owns the plan, by login, identifier or id.
      - Without O(service_provider) and O(organization) it is the account of the app, such as the administrator.
    type: str
  default:
    description:
      - Whether accounts below the owner get it that name no plan.
      - Of the plans of an owner one is the default; another that becomes it takes it from the former.
    type: bool
  type:
    description:
      - Whether calls are paid for before, out of a credit, or after. VoipNow makes a new plan V(prepaid).
    type: str
    choices:
      - prepaid
      - postpaid
    aliases:
      - planType
  routing_rules:
    description:
      - The group of outgoing routing rules, by name or id.
    type: str
    aliases:
      - channelRuleID
      - channelRule
  allowed_calls:
    description:
      - Which calls are allowed. A new plan allows none.
    type: dict
    suboptions:
      incoming:
        description:
          - Calls from outside.
        type: bool
        aliases:
          - allowIn
      outgoing:
        description:
          - Calls to the public network.
        type: bool
        aliases:
          - allowOut
      local:
        description:
          - Calls to extensions of the same organization.
        type: bool
        aliases:
          - allowLocal
      extended_local:
        description:
          - Calls to extensions of other organizations of the system.
        type: bool
        aliases:
          - allowExtended
  initial_credit:
    description:
      - What an account has to begin with, of a V(prepaid) plan; an amount, or the word V(unlimited).
    type: dict
    suboptions:
      outgoing:
        description:
          - For outgoing calls.
        type: raw
        aliases:
          - initialCreditOut
      incoming:
        description:
          - For incoming calls.
        type: raw
        aliases:
          - initialCreditIn
  included_credit:
    description:
      - How far an account may go, of a V(postpaid) plan; an amount, or the word V(unlimited).
    type: dict
    suboptions:
      outgoing:
        description:
          - For outgoing calls.
        type: raw
        aliases:
          - includedCreditOut
      incoming:
        description:
          - For incoming calls.
        type: raw
        aliases:
          - includedCreditIn
  included_minutes:
    description:
      - The outgoing minutes that are included, by time interval.
      - 'The list is the whole: entries that are not in it go.'
    type: list
    elements: dict
    aliases:
      - externalMin
    suboptions:
      interval:
        description:
          - The time interval, by name or id, or V(otherwise) for all time that is in none of them.
        type: str
        aliases:
          - intervalID
        required: true
      minutes:
        description:
          - How many; every entry has it.
          - At least 0.
        type: int
  outgoing_increments:
    description:
      - In which steps outgoing calls are charged. VoipNow takes 60 and 10 seconds for a new plan.
    type: dict
    suboptions:
      first:
        description:
          - The first seconds, which are charged as a whole.
          - At least 0.
        type: int
        aliases:
          - chargeOut
      next:
        description:
          - The seconds of each step after that.
          - At least 0.
        type: int
        aliases:
          - thenChargeOut
  incoming_increments:
    description:
      - The same for incoming calls.
    type: dict
    suboptions:
      first:
        description:
          - The first seconds, which are charged as a whole.
          - At least 0.
        type: int
        aliases:
          - chargeIn
      next:
        description:
          - The seconds of each step after that.
          - At least 0.
        type: int
        aliases:
          - thenChargeIn
  minimum_fee:
    description:
      - The least that an outgoing call costs.
    type: float
    aliases:
      - minFeeOut
  method:
    description:
      - Whether calls have a price of their own, or one that depends on what they cost the system. VoipNow
        makes a new plan V(fixed).
    type: str
    choices:
      - fixed
      - inherit
    aliases:
      - chargeMethod
  fixed_rates:
    description:
      - The prices, with O(method=fixed). For how long a time they are is VoipNow's to say; its panel
        shows it.
    type: dict
    aliases:
      - fixedCharge
    suboptions:
      incoming:
        description:
          - Calls from outside.
        type: float
        aliases:
          - externalIncoming
      outgoing:
        description:
          - Calls to the public network, by time interval.
          - 'The list is the whole: entries that are not in it go.'
        type: list
        elements: dict
        aliases:
          - external
        suboptions:
          interval:
            description:
              - The time interval, by name or id, or V(otherwise) for all time that is in none of them.
            type: str
            aliases:
              - intervalID
            required: true
          rate:
            description:
              - The price; every entry has it.
            type: float
            aliases:
              - charge
      local:
        description:
          - Calls within the organization.
        type: float
      extended_local:
        description:
          - Calls to other organizations of the system.
        type: float
        aliases:
          - extended
  inherited_rates:
    description:
      - How prices follow costs, with O(method=inherit).
    type: dict
    aliases:
      - inheritedCharge
    suboptions:
      incoming:
        description:
          - Calls from outside.
        type: dict
        aliases:
          - externalIncoming
        suboptions:
          factor:
            description:
              - What the cost is multiplied by, 1 unless it is given.
            type: float
            aliases:
              - mulFactor
          adjustment:
            description:
              - What is added to that, 0 unless it is given.
            type: float
      outgoing:
        description:
          - Calls to the public network.
        type: dict
        aliases:
          - external
        suboptions:
          factor:
            description:
              - What the cost is multiplied by, 1 unless it is given.
            type: float
            aliases:
              - mulFactor
          adjustment:
            description:
              - What is added to that, 0 unless it is given.
            type: float
      local:
        description:
          - Calls within the organization.
        type: dict
        suboptions:
          factor:
            description:
              - What the cost is multiplied by, 1 unless it is given.
            type: float
            aliases:
              - mulFactor
          adjustment:
            description:
              - What is added to that, 0 unless it is given.
            type: float
      extended_local:
        description:
          - Calls to other organizations of the system.
        type: dict
        aliases:
          - extended
        suboptions:
          factor:
            description:
              - What the cost is multiplied by, 1 unless it is given.
            type: float
            aliases:
              - mulFactor
          adjustment:
            description:
              - What is added to that, 0 unless it is given.
            type: float
  sound:
    description:
      - The sound of the plan, by name or id; one of the app's own account.
    type: str
    aliases:
      - soundID
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
- name: What a reseller sells to its organizations
  telephony.pbx.voipnow_charging_plan:
    url: https://voipnow.example.com
    app_id: "{{ vault_voipnow_app_id }}"
    app_secret: "{{ vault_voipnow_app_secret }}"
    service_provider: reseller-north
    name: Business
    default: true
    type: postpaid
    routing_rules: Everything
    allowed_calls: {incoming: true, outgoing: true, local: true}
    included_credit: {outgoing: 250, incoming: unlimited}
    included_minutes:
      - {interval: Office hours, minutes: 500}
      - {interval: otherwise, minutes: 100}
    outgoing_increments: {first: 60, next: 1}
    minimum_fee: 0.02
    fixed_rates:
      incoming: 0
      outgoing:
        - {interval: Office hours, rate: 0.05}
        - {interval: otherwise, rate: 0.03}

- name: Prices that follow the costs, for the users of an organization
  telephony.pbx.voipnow_charging_plan:
    organization: acme
    name: Pay as you go
    type: prepaid
    initial_credit: {outgoing: 20}
    method: inherit
    inherited_rates:
      outgoing: {factor: 1.2, adjustment: 0.01}

- name: A plan of the administrator, whose app it is, that service providers get
  telephony.pbx.voipnow_charging_plan:
    name: Wholesale
    allowed_calls: {incoming: true, outgoing: true, local: true, extended_local: true}

- name: No such plan any more
  telephony.pbx.voipnow_charging_plan:
    service_provider: reseller-north
    name: Business
    state: absent
"""

RETURN = r"""
charging_plan:
  description:
    - The plan as VoipNow has it after the run; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: Business
    service_provider: reseller-north
    organization: null
    identifier: 5c3d2f0a91b84e77
    enabled: true
    default: true
    type: postpaid
    routing_rules: Everything
    allowed_calls: {incoming: true, outgoing: true, local: true, extended_local: false}
    included_credit: {outgoing: 250, incoming: unlimited}
    method: fixed
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
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.charging_plan import CHARGING_PLAN
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

TASK = StateTask("voipnow_charging_plan", VOIPNOW, CHARGING_PLAN)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
