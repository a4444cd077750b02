#!/usr/bin/python
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: ucm_sip_trunk
short_description: Manage SIP trunks of a Grandstream UCM
version_added: 0.1.0
description:
  - Creates, changes and deletes SIP trunks, peer and register.
  - Options that are not given are never touched.
  - A new trunk is registered or reachable only a while after the changes are applied; see C(status) in the result.
  - A trunk that routes use cannot be deleted on every firmware; delete the routes first.
author:
  - The telephony.pbx contributors (@telephony-pbx)
seealso:
  - module: telephony.pbx.ucm_outbound_route
  - module: telephony.pbx.ucm_inbound_route
  - module: telephony.pbx.ucm_apply
extends_documentation_fragment:
  - telephony.pbx.ucm
  - telephony.pbx.ucm.apply
  - telephony.pbx.attributes
  - telephony.pbx.attributes.ucm_state
# BEGIN generated options
options:
  name:
    description:
      - The name of the trunk.
      - From 2 to 64 characters.
    type: str
    aliases:
      - trunk_name
    required: true
  host:
    description:
      - The provider's address or host name. Needed to create a trunk.
      - At most 60 characters.
    type: str
  trunk_type:
    description:
      - Whether the provider is a peer or wants registrations. Needed to create a trunk; it cannot be
        changed.
    type: str
    choices:
      - peer
      - register
  trunk_username:
    description:
      - The user name at the provider.
      - At most 64 characters.
    type: str
  trunk_password:
    description:
      - The password at the provider.
      - At most 64 characters.
    type: str
    aliases:
      - secret
  auth_id:
    description:
      - The SIP authentication ID.
      - At most 64 characters.
    type: str
    aliases:
      - authid
  register:
    description:
      - Whether the PBX registers at the provider.
    type: bool
    aliases:
      - need_register
  outbound_without_registration:
    description:
      - Whether calls go out while the registration has failed.
    type: bool
    aliases:
      - allow_outgoing_calls_if_reg_failed
  authenticate_inbound:
    description:
      - Whether inbound calls are challenged.
    type: bool
    aliases:
      - auth_trunk
  transport:
    description:
      - The SIP transport.
    type: str
    choices:
      - udp
      - tcp
      - tls
  outbound_proxy:
    description:
      - The outbound proxy.
    type: str
    aliases:
      - outboundproxy
  remove_outbound_proxy_from_route:
    description:
      - Whether the outbound proxy is left out of the Route header. Not with O(tel_uri=enabled).
    type: bool
    aliases:
      - rmv_obp_from_route
  nat:
    description:
      - Whether Contact headers are rewritten for NAT.
    type: bool
  from_domain:
    description:
      - The domain of the From header.
      - At most 60 characters.
    type: str
    aliases:
      - fromdomain
  from_user:
    description:
      - The user part of the From header.
      - At most 64 characters.
    type: str
    aliases:
      - fromuser
  tel_uri:
    description:
      - Whether TEL URIs are sent.
    type: str
    choices:
      - disabled
      - user_phone
      - enabled
  out_of_service:
    description:
      - Whether the trunk is disabled.
    type: bool
  caller_id_number:
    description:
      - The caller ID number.
      - From 2 to 64 characters.
    type: str
    aliases:
      - cidnumber
  caller_id_name:
    description:
      - The caller ID name.
      - From 2 to 64 characters.
    type: str
    aliases:
      - cidname
  keep_trunk_caller_id:
    description:
      - Whether the trunk's caller ID is always shown. Needs O(caller_id_number).
    type: bool
    aliases:
      - keepcid
  keep_original_caller_id:
    description:
      - Whether the original caller's ID is shown on forwarded calls.
    type: bool
    aliases:
      - keeporgcid
  pai_number:
    description:
      - 'The PAI header: a number, or name<number>; the caller ID when empty.'
      - At most 60 characters.
    type: str
  pass_through_pai:
    description:
      - Whether PAI headers of passing calls are kept.
    type: bool
    aliases:
      - passthrough_pai
  send_ppi:
    description:
      - Whether a P-Preferred-Identity header is sent.
    type: bool
  dod_in_ppi:
    description:
      - Whether the PPI header has the DOD number.
    type: bool
    aliases:
      - use_dod_in_ppi
  original_caller_id_in_ppi:
    description:
      - Whether the PPI header has the original caller ID.
    type: bool
    aliases:
      - use_origcid_in_ppi
  codecs:
    description:
      - The codecs, the preferred one first.
      - At least 1 entries.
    type: list
    elements: str
    choices:
      - ulaw
      - alaw
      - gsm
      - g726
      - g722
      - g729
      - h264
      - ilbc
      - g726aal2
      - adpcm
      - g723
      - h263
      - h263p
      - vp8
      - opus
      - h265
      - rtx
    aliases:
      - allow
  dtmf_mode:
    description:
      - How DTMF is sent. Older firmware says V(rfc2833) for V(rfc4733); the two count as equal.
      - With O(reset) the global setting counts.
    type: str
    choices:
      - rfc4733
      - rfc2833
      - info
      - inband
      - auto
    aliases:
      - dtmfmode
  srtp:
    description:
      - Encryption of media.
    type: str
    choices:
      - disabled
      - required
      - optional
    aliases:
      - encryption
  fax_route:
    description:
      - Where detected faxes go, as the UCM words it.
    type: str
    aliases:
      - fax_intelligent_route
  fax_destination:
    description:
      - The target of fax routing.
    type: str
    aliases:
      - fax_intelligent_route_destination
  did_mode:
    description:
      - Where the number of an inbound call is taken from.
    type: str
    choices:
      - request-line
      - to-header
  max_outbound_calls:
    description:
      - The most simultaneous outbound calls; 0 is unlimited.
      - From 0 to 999.
    type: int
    aliases:
      - out_maxchans
  direct_callback:
    description:
      - Whether callers back reach the extension that called them.
    type: bool
    aliases:
      - dialin_direct
  record_calls:
    description:
      - Whether calls are recorded.
    type: bool
    aliases:
      - auto_recording
  keepalive:
    description:
      - Whether SIP OPTIONS are sent to the provider.
    type: bool
    aliases:
      - enable_qualify
  keepalive_interval:
    description:
      - Seconds between two OPTIONS.
      - From 1 to 3600.
    type: int
    aliases:
      - qualifyfreq
  cc_agent_policy:
    description:
      - Call completion, together with O(cc_monitor_policy).
    type: str
    choices:
      - native
      - never
  cc_monitor_policy:
    description:
      - Call completion, together with O(cc_agent_policy).
    type: str
    choices:
      - native
      - never
  cc_max_agents:
    description:
      - The most requests for call completion.
      - From 1 to 999.
    type: int
  cc_max_monitors:
    description:
      - The most callers who may request call completion.
      - From 1 to 999.
    type: int
  sfu_conference:
    description:
      - Whether the trunk is for video conferences only.
    type: bool
    aliases:
      - use_for_sfu_conf
  ldap_sync:
    description:
      - Whether LDAP contacts are synchronised with a peer.
    type: bool
    aliases:
      - ldap_sync_enable
  ldap_sync_port:
    description:
      - The TCP port of LDAP synchronisation.
      - From 1 to 65534.
    type: int
  ldap_sync_password:
    description:
      - The password of LDAP synchronisation, the same on both peers.
      - From 4 to 64 characters.
      - Letters, digits and underscores only.
    type: str
    aliases:
      - ldap_sync_passwd
  ldap_outbound_route:
    description:
      - The outbound route whose prefix is put before synchronised contacts. With O(reset) none is.
    type: str
    aliases:
      - ldap_default_outrt
  ldap_custom_prefix:
    description:
      - The prefix put before synchronised contacts.
      - From 1 to 14 characters.
    type: str
  state:
    description:
      - Whether the object shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
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
  reset:
    description:
      - Options to put back to the PBX's default.
      - An option that is not given, or given as null, is left untouched instead.
    type: list
    elements: str
    choices:
      - dtmf_mode
      - ldap_outbound_route
# END generated options
"""

EXAMPLES = r"""
- name: Have a trunk to a provider that wants registrations
  telephony.pbx.ucm_sip_trunk:
    url: https://pbx.example.com:8089
    username: ansible
    password: "{{ vault_ucm_password }}"
    name: provider
    host: sip.provider.example
    trunk_type: register
    trunk_username: "4930123456"
    trunk_password: "{{ vault_provider_password }}"
    codecs: [alaw, g722]

- name: Have a trunk to another PBX
  telephony.pbx.ucm_sip_trunk:
    name: branch
    host: 192.0.2.20
    trunk_type: peer
    keepalive: true

- name: Let the global setting for DTMF count again
  telephony.pbx.ucm_sip_trunk:
    name: provider
    reset: [dtmf_mode]

- name: No trunk any more
  telephony.pbx.ucm_sip_trunk:
    name: branch
    state: absent
"""

RETURN = r"""
sip_trunk:
  description:
    - The trunk as the PBX has it after the run, without secrets; as predicted in check mode.
    - Empty when it is gone.
  returned: success
  type: dict
  sample:
    name: provider
    host: sip.provider.example
    trunk_type: register
    status: Registered
# BEGIN generated returns
apply_pending:
  description: Whether changes wait for M(telephony.pbx.ucm_apply), as far as this controller knows.
  returned: success
  type: bool
  sample: false
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
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.sip_trunk import SIP_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM

TASK = StateTask("ucm_sip_trunk", UCM, SIP_TRUNK)


def main() -> None:
    run_module(TASK)


if __name__ == "__main__":
    main()
