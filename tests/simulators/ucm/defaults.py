# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of queues, paging groups and IVRs that nobody has touched, in the types in which the get actions answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.simulators.ucm.references import QUEUE_SUFFIXES

QUEUE_TARGETS = (
    *("account", "announcement", "directory", "external_number", "ivr", "queue_dest", "ringgroup", "vm_extension"),
    "vmgroup",
)
# As getQueue answers in the example. There is more in it than can be written.
QUEUE_DEFAULTS: Mapping[str, Any] = {
    **{f"{name}{suffix}": None for name in QUEUE_TARGETS for suffix in ("", *(f"_{each}" for each in QUEUE_SUFFIXES))},
    "alertinfo": None,
    "announce_frequency": 20,
    "announce_holdtime": "no",
    "announce_position": "no",
    "auto_record": "off",
    "autofill": "yes",
    "createid": "0",
    "custom_dates": None,
    "custom_months": None,
    "custom_prompt": None,
    "custom_welcome_prompt": None,
    "destination_type": "voicemail",
    "destination_type_el": "playsound",
    "destination_type_t": "hangup",
    "destination_type_v": "account",
    "destination_voice_enable": "no",
    "email": None,
    "enable_agent_login": "no",
    "enable_destination": "D",
    "enable_feature": "no",
    "enable_welcome": "no",
    "hasvoicemail": "no",
    "joinempty": "no",
    "leavewhenempty": "strict",
    "maxlen": 0,
    "musicclass": "default",
    "pagingtype": "once",
    "permission": "internal",
    "pin": None,
    "queue_chairman": None,
    "queue_name": None,
    "queue_timeout": 60,
    "queuesasvm": "no",
    "replace_caller_id": "no",
    "reporholdtime": "no",
    "retry": 5,
    "ringtime": 30,
    "schedule_clean_enable": "no",
    "starttime": None,
    "strategy": "ringall",
    "tmp": None,
    "vmsecret": None,
    "voice_prompt_time": 60,
    "vq_callback_enable_timeout": "no",
    "vq_callback_timeout": 60,
    "vq_mode": "periodic",
    "vq_outprefix": None,
    "vq_periodic": 20,
    "vq_switch": "no",
    "waittime": None,
    "week_date": None,
    "wrapuptime": 10,
}

# As getPaginggroup answers in the example, where a group that was added without them has date, time and switch of an
# announcement. holiday cannot be written.
PAGING_GROUP_DEFAULTS: Mapping[str, Any] = {
    "custom_date": "2018-08-01",
    "custom_prompt": None,
    "enable": "yes",
    "holiday": None,
    "limitime": 0,
    "multicast_ip": None,
    "multicast_port": None,
    "paginggroup_name": None,
    "paginggroup_type": None,
    "replace_caller_id": "no",
    "time": "00:00",
}

# Everything that table and example call mandatory is null here and sent on add.
IVR_DEFAULTS: Mapping[str, Any] = {
    **{
        f"dial_{name}": "no"
        for name in "conference directory extension failed_back2menu fax multimedia_conference paginggroup queue "
        "ringgroup trunk vmgroup".split()
    },
    "alertinfo": None,
    "digit_timeout": None,
    "iloop": None,
    "invalid_prompt": None,
    "ivr_blackwhite_list": "",
    "ivr_name": None,
    "ivr_out_blackwhite_list": "",
    "language": None,
    "permission": "internal",
    "replace_caller_id": "no",
    "response_timeout": None,
    "switch": "no",
    "timeout_prompt": None,
    "tloop": None,
    "welcome_prompt": None,
}
