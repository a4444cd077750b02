# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Door steps of what happens on a UCM rather than stands there: calls, announcements, records, recordings, statistics.

Together they send every documented parameter of their operations; test_every_module.py holds that against the contract.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.doors import Control, Step

DOWNLOADS = Path(tempfile.gettempdir()) / f"telephony-pbx-door-steps-{os.getpid()}"
"""Where steps write files. Whoever runs steps makes it, empty, and takes it away."""

RECORDING = "auto-1767600000-1000-1001.wav"
QUEUE = Control("add", {"resource": "queue", "key": "6500", "members": ["1001"]})
IVR = Control("add", {"resource": "ivr", "key": "ivr-0"})


def _channel(action: str, channel: str, **more: object) -> Step:
    return Step("ucm_channel", {"action": action, "channel": channel, **more})


def _cdr(**filters: object) -> Step:
    return Step("ucm_cdr_info", filters)


CALLS: Mapping[str, list[Step | Control]] = {
    "ucm_call": [
        QUEUE,
        IVR,
        Step("ucm_call", {"caller": "1000", "callee": "1001"}, check=True),
        Step("ucm_call", {"caller": 1000, "callee": "1001"}),
        Step("ucm_call", {"caller": "1000", "callee": "+4930123", "callee_type": "external"}),
        Step("ucm_call", {"caller": "1000", "callee": "7000", "callee_type": "ivr"}),
        *(
            Step("ucm_call", {"caller": "0301", "caller_type": "external", "callee": callee, "callee_type": kind})
            for kind, callee in (("external", "0302"), ("ivr", "7000"), ("queue", "6500"), ("ring_group", "6400"))
        ),
        Step("ucm_call", {"caller": "1000", "callee": "1001", "callee_type": "queue"}),
        Step("ucm_call", {"caller": "1999", "callee": "1001"}),
        Step("ucm_call", {"caller": "my aunt", "callee": "1001"}),
    ],
    "ucm_channel": [
        Step("ucm_call", {"caller": "1000", "callee": "1001"}),
        Step("ucm_channel", {"action": "mute", "channel": "PJSIP/1000-00000000"}, check=True),
        *(_channel(action, "PJSIP/1000-00000000") for action in ("mute", "unmute", "hold", "unhold")),
        _channel(
            "barge",
            "PJSIP/1001-00000001",
            monitored_extension="1001",
            listener="1002",
            mode="whisper",
            ask_permission=False,
        ),
        _channel("transfer", "PJSIP/1000-00000000", destination="1003"),
        _channel("hangup", "PJSIP/1000-00000000"),
        Control("add", {"resource": "call", "key": "0301", "callee": "1000", "waits": True}),
        _channel("accept", "PJSIP/trunk_1-00000004"),
        _channel("transfer_inbound", "PJSIP/trunk_1-00000004", destination="1002"),
        Control("add", {"resource": "call", "key": "0302", "callee": "1000", "waits": True}),
        _channel("refuse", "PJSIP/trunk_1-00000007"),
        Step("ucm_call", {"caller": "1000", "callee": "0303", "callee_type": "external"}),
        _channel("transfer_outbound", "PJSIP/1000-00000009", destination="0304"),
        _channel("hangup", "PJSIP/none"),
        _channel("barge", "PJSIP/none"),
    ],
    "ucm_channel_info": [
        Step("ucm_call", {"caller": "1000", "callee": "1001"}),
        Control("options", {"answer_seconds": 60.0}),
        Step("ucm_call", {"caller": "1002", "callee": "0303", "callee_type": "external"}),
        Step("ucm_channel_info", {}),
        Step("ucm_channel_info", {"numbers": ["1001"]}, check=True),
        Step("ucm_channel_info", {"trunks": ["Provider"]}),
    ],
    "ucm_queue_agent": [
        QUEUE,
        Step("ucm_queue_agent", {"action": "login", "agent": "1001"}),
        Step("ucm_queue_agent", {"action": "login", "agent": "1001", "queue": "6500"}),
        Step("ucm_queue_agent", {"action": "pause", "agent": "1001"}, check=True),
        Step("ucm_queue_agent", {"action": "pause", "agent": "1001", "queue": "6500"}),
        Step("ucm_queue_agent", {"action": "unpause", "agent": "1001"}),
        Step("ucm_queue_agent", {"action": "logoff", "agent": "1009", "queue": "6500"}),
    ],
    "ucm_message_broadcast": [
        Step("ucm_message_broadcast", {"subject": "S", "departments": ["Sales"]}, check=True),
        Step(
            "ucm_message_broadcast",
            {
                "subject": "S",
                "source": "IT",
                "content": "c",
                "departments": ["Sales"],
                "extensions": [1000],
                "extension_groups": ["Reception"],
                "department_members": [{"department": "R&D", "extension": "1004"}],
            },
        ),
        Step("ucm_message_broadcast", {"subject": "S", "departments": ["Salez"]}),
        Step("ucm_message_broadcast", {"subject": "S"}),
    ],
    "ucm_prompt": [
        Step("ucm_prompt", {"prompt": "fire", "extensions": ["1000"]}, check=True),
        Step("ucm_prompt", {"prompt": "fire", "extensions": ["1000"]}),
        Step(
            "ucm_prompt",
            {
                "kind": "music",
                "prompt": "song",
                "playlist": "jazz",
                "extensions": ["1000", "1001"],
                "ring_groups": ["6400"],
                "extension_groups": ["Reception"],
            },
        ),
        Step("ucm_prompt", {"prompt": "fire", "playlist": "jazz", "extensions": ["1000"]}),
    ],
    "ucm_multicast_page": [
        Control("add", {"resource": "paging_group", "key": "8005", "paginggroup_type": "3way"}),
        Step("ucm_multicast_page", {"paging_group": "8005", "caller": "1000"}, check=True),
        Step("ucm_multicast_page", {"paging_group": "8005", "caller": "1000"}),
        Step("ucm_multicast_page", {"paging_group": "8005", "action": "stop"}),
        Step("ucm_multicast_page", {"paging_group": "8006", "caller": "1000"}),
        Step("ucm_multicast_page", {"paging_group": "8005"}),
    ],
    "ucm_wave": [
        Step("ucm_wave", {"action": "clear_chat", "extension": "1000"}, check=True),
        Step("ucm_wave", {"action": "clear_chat", "extension": "1000"}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": str(DOWNLOADS / "c")}, check=True),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": str(DOWNLOADS / "c.png")}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": str(DOWNLOADS / "c.png")}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": "none/1000.png"}),
        Step("ucm_wave", {"action": "save_login_code", "extension": "1000", "dest": "1000.png", "mode": 384}),
        Step("ucm_wave", {"action": "clear_chat", "extension": "1999"}),
    ],
}

RECORDS: Mapping[str, list[Step | Control]] = {
    "ucm_cdr_info": [
        _cdr(callers=["1000-1002"], start_time="2026-01-06 00:00+02:00", limit=2),
        _cdr(callees=["1@"], end_time="2026-01-10T12:30", time_filter="end", min_duration=10, max_duration=200),
        _cdr(answered_by="1001", caller_name="Nobody"),
        Step("ucm_cdr_info", {"limit": 1}, check=True),
        Control("options", {"shapes": "recorded"}),
        _cdr(callees=["6500"]),
        _cdr(start_time="yesterday"),
        _cdr(start_time="2026-01-10", end_time="2026-01-09", min_duration=5, max_duration=4),
    ],
    "ucm_cdr_purge": [
        Step("ucm_cdr_purge", {"all": True, "confirm": False}),
        Step("ucm_cdr_purge", {"confirm": True}),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}, check=True),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}),
        Step("ucm_cdr_purge", {"end_time": "2026-01-10", "confirm": True}),
        Control("fault", {"effect": "cut_after", "operation": "cdrapi", "params": {"delete": "yes"}}),
        Step("ucm_cdr_purge", {"all": True, "confirm": True}),
    ],
    "ucm_recording_info": [
        Step("ucm_recording_info"),
        Step("ucm_recording_info", {"kinds": ["monitor", "queue"]}, check=True),
        Step("ucm_recording_info", {"source": "gdms", "kinds": ["monitor"], "month": "2026-01", "limit": 1}),
        Step("ucm_recording_info", {"source": "nas"}),
        Step("ucm_recording_info", {"call_id": "1"}),
        Step("ucm_recording_info", {"call_id": "999999"}),
        Step("ucm_recording_info", {"call_id": "1", "kinds": ["queue"]}),
    ],
    "ucm_recording_fetch": [
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": str(DOWNLOADS)}, check=True),
        Step("ucm_recording_fetch", {"filename": f"2026-01/{RECORDING}", "kind": "monitor", "dest": str(DOWNLOADS)}),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": str(DOWNLOADS)}),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": str(DOWNLOADS), "force": True}, check=True),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": str(DOWNLOADS), "mode": "0640"}),
        Step("ucm_recording_fetch", {"source": "nas", "filename": "none.wav", "dest": str(DOWNLOADS)}),
        Step(
            "ucm_recording_fetch",
            {"source": "gdms", "kind": "queue", "filename": "a", "unique_code": "d0", "dest": str(DOWNLOADS / "b")},
        ),
        Step("ucm_recording_fetch", {"filename": RECORDING, "dest": str(DOWNLOADS / "d"), "checksum": "0" * 64}),
        Step("ucm_recording_fetch", {"filename": "../../etc/passwd", "dest": str(DOWNLOADS)}),
    ],
    "ucm_queue_info": [
        Step("ucm_queue_info", {"start_date": "2026-01-01", "end_date": "2026-03-01"}),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "statistics": "call_details", "limit": 2}, check=True),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "queue": "6500", "agent": "1003", "chairman": "admin"}),
        Control("options", {"shapes": "recorded"}),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "end_date": "2026-03-01"}),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "statistics": "call_details"}),
        Step("ucm_queue_info", {"start_date": "2026-01-01", "statistics": "pause_history"}),
        Step("ucm_queue_info", {"start_date": "2026-01-02", "end_date": "2026-01-01"}),
    ],
}
