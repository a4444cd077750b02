# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Door steps of VoipNow's reports, of relative limits, and of the suspension before a deletion."""

from __future__ import annotations

from collections.abc import Mapping

from tests.doors import Control, Step

DAYS = {"start_date": "2026-01-05", "end_date": "2026-01-31"}

VOIPNOW_REPORTS: Mapping[str, list[Step | Control]] = {
    "voipnow_call_costs": [
        Step("voipnow_call_costs", {"organization": "company1", "year": 2026, "month": "1"}),
        Step("voipnow_call_costs", {"user": "user1", **DAYS, "month": None}, check=True),
        Step("voipnow_call_costs", {"user": "user1", **DAYS, "month": 1}),
        Step("voipnow_call_costs", {"user": "usr1"}),
        Step("voipnow_call_costs", {"user": "user1", "organization": "company1"}),
    ],
    "voipnow_call_report": [
        Step("voipnow_call_report", {"organization": "company1", **DAYS}),
        Step("voipnow_call_report", {"flow": "in", "disposition": "no_answer", "hangupCause": "19", "type": None}),
        Step("voipnow_call_report", {"limit": 3, "network_code": 200}, check=True),
        Step("voipnow_call_report", {"disposition": "lost"}),
        Step("voipnow_call_report", {"start_date": "2026-02-30", "limit": 1001}),
        Control("fault", {"effect": "vendor_error", "operation": "CallReport", "code": "103"}),
        Step("voipnow_call_report"),
    ],
    "voipnow_limits": [
        Step("voipnow_user", {"login": "user1", "limits": {"phone_extensions": 10, "queues": 3}}),
        Step(
            "voipnow_limits", {"user": "user1", "increase": {"phoneExtMax": "5"}, "decrease": {"queues": 1}}, check=True
        ),
        Step("voipnow_limits", {"user": "user1", "increase": {"phoneExtMax": "5"}, "decrease": {"queues": 1}}),
        Step("voipnow_limits", {"user": "user1", "increase": {"queues": 0, "ivrs": None}}, diff=False),
        Step("voipnow_limits", {"user": "user1", "decrease": {"queues": 9}}),
        Step("voipnow_limits", {"user": "user1", "increase": {"tables": 1}}),
        Step("voipnow_limits", {"user": "user1"}),
        Step("voipnow_limits", {"increase": {"queues": 1}}),
    ],
    "voipnow_prepare_delete": [
        Step("voipnow_prepare_delete", {"user": "user1", "confirm": False}),
        Step("voipnow_prepare_delete", {"user": "user1"}),
        Step("voipnow_prepare_delete", {"user": "user1", "confirm": True}, check=True),
        Step("voipnow_prepare_delete", {"user": "user1", "confirm": True}),
        Step("voipnow_prepare_delete", {"confirm": True}),
    ],
    "voipnow_quick_stats": [
        Step("voipnow_quick_stats", {"user": "user1"}),
        Step("voipnow_quick_stats", check=True),
        Step("voipnow_quick_stats", {"organization": "compny1"}),
    ],
}
