# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Door steps of VoipNow's modules that are no state modules."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conformance.sample_values import SECRET
from tests.doors import Control, Step

TENANT = {
    "service_providers": [{"login": "north", "first_name": "Nora", "email": "n@example.com", "password": SECRET}],
    "organizations": [{"login": "acme", "owner": "north", "first_name": "Acme", "email": "a@example.com"}],
    "extensions": [{"number": "0001*101", "label": "Front desk"}, {"number": 102, "user": "user1", "label": None}],
}

VOIPNOW: Mapping[str, list[Step | Control]] = {
    "voipnow_api": [
        Step("voipnow_api", {"operation": "GetUsers", "parameters": {"filter": "user1"}}),
        Step("voipnow_api", {"operation": "EditUser", "parameters": {"ID": 4, "city": "Berlin"}}, check=True),
        Step("voipnow_api", {"operation": "EditUser", "parameters": {"ID": 4, "city": "Berlin", "password": SECRET}}),
        Step("voipnow_api", {"operation": "GetUsres", "parameters": {"password": SECRET}}),
        Step("voipnow_api", {"operation": "GetUsers", "service": "PBX"}),
        Step("voipnow_api", {"operation": "DelUser", "parameters": {"ID": 4711}}),
    ],
    "voipnow_config": [
        Step("voipnow_config", {"config": TENANT, "purge": ["extensions"], "purge_limit": 99}, check=True),
        Step("voipnow_config", {"config": TENANT, "purge": ["extensions"], "purge_limit": 99}),
        Step("voipnow_config", {"config": TENANT, "update_password": "on_create"}, diff=False),
        Step("voipnow_config", {"config": {"users": [{"login": "ada", "pasword": SECRET}], "usrs": []}}),
        Step("voipnow_config", {"config": {"users": []}, "purge": ["users"], "purge_limit": 99}),
    ],
    "voipnow_info": [
        Step("voipnow_info", {"resources": ["users", "extensions", "regions"], "names": ["*1*"], "country": "de"}),
        Step("voipnow_info", {"resources": ["users"], "names": ["user1"], "details": True}, check=True),
        Step("voipnow_info", {"resources": ["extensions"], "user": "usr1"}),
        Step("voipnow_info", {"resources": ["regions"]}),
        Control("fault", {"effect": "vendor_error", "operation": "GetOrganizations", "code": "113", "times": None}),
        Step("voipnow_info", {"resources": ["users", "organizations"]}),
        Step("voipnow_info", {"resources": ["useres"]}),
    ],
}
"""Steps by module."""
