# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions and users of the UCM."""

from __future__ import annotations

from tests.conformance.contract_table import Row, Values, look_up
from tests.conformance.sample_values import OMIT
from tests.simulators.client import Simulator


def _extension_state(pbx: Simulator) -> Values | None:
    extension = look_up(pbx, "extensions/2001")
    if extension is None:
        return None
    voicemail = extension.pop("voicemail")
    return {**extension, **voicemail, "language": pbx.state("users/2001")["language"]}


def _forwarding(status: str, **kinds: tuple[str, str, str]) -> Values:
    names = ("destination_type", "destination", "time_condition")
    return {"presence_status": status} | {kind: dict(zip(names, rule, strict=True)) for kind, rule in kinds.items()}


UCM_EXTENSION = Row(
    module="ucm_extension",
    identity={"extension": "2001"},
    create={"sip_password": "Aa1Reception", "voicemail_pin": "604417", "permission": "national", "auth_id": "desk2001"},
    change=("record_calls", "external"),
    state=_extension_state,
    further=lambda pbx, number: pbx.add("extension", str(number)),
    everyone=lambda pbx: [{"extension": number} for number in pbx.state("extensions")],
    thorough=True,
    values={
        "sip_password": ("Aa1First", "Aa1Second"),
        "outbound_password": ("4711", "0815471108"),
        "local_networks": (["192.0.2.0/24", "198.51.100.0/24"], OMIT),
        "specific_ip": (OMIT, "203.0.113.7"),
        "registration_acl": ("local_networks", "specific_ip"),
        # Hot desking puts the number in the place of the authentication id.
        "hot_desking": (False, True),
        "auth_id": ("desk1", OMIT),
        "dtmf_mode": ("info", "rfc4733"),
        "presence_forwarding": (
            [
                _forwarding(
                    "away",
                    unconditional=("extension", "1001", "office_time"),
                    busy=("number", "0049301234", "holiday"),
                    no_answer=("voicemail", "", "all"),
                )
            ],
            [_forwarding("available", busy=("queue", "6500", "all")), _forwarding("chat", busy=("number", "7", "all"))],
        ),
    },
    together={
        "local_networks": {"registration_acl": "local_networks"},
        "specific_ip": {"registration_acl": "specific_ip"},
    },
    touches={"hot_desking": frozenset({"enablehotdesk", "authid"})},
    quarrels=(("hot_desking", "auth_id"),),
    never_sent={
        **{
            f"add_sip_account_and_user.{name}": "presence_settings is the documented name"
            for name in (
                "sip_presence_settings",
                "sip_presence_settings[].presence_status",
                *(
                    f"sip_presence_settings[].{kind}{part}"
                    for kind in ("cfb", "cfn", "cfu")
                    for part in ("", "_timetype", "_destination_type")
                ),
            )
        }
    },
)

UCM_USER = Row(
    module="ucm_user",
    identity={"user_name": "1001"},
    create={"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com", "department": "Sales"},
    change=("phone_number", "004930123456"),
    state=lambda pbx: look_up(pbx, "users/1001"),
    further=lambda pbx, number: pbx.add("extension", str(number)),
    everyone=lambda pbx: [{"user_name": name} for name in pbx.state("users")],
    values={
        "department": ("Support", "R&D"),
        # The simulator, like the document, shows no way to change it.
        "privilege": (3, 3),
    },
    selects=frozenset({"user_id"}),
    whole=True,
)
