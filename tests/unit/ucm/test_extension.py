# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions: the documented and the recorded shapes of answers, presence lists, rules, and what goes on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError, UnexpectedAnswer
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.extension import EXTENSION
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.user import USER
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success

STATUSES = ("available", "away", "chat", "unavailable", "userdef")


def forwarding(unset: Any, kind: type, busy: str = "", status: str = "available") -> dict[str, Any]:
    """An entry of the presence list; ``unset`` is what stands for no number, ``kind`` the type of destination types."""
    return {
        "presence_status": status,
        "cfb": busy or unset,
        "cfb_destination_type": kind(1 if busy else 0),
        "cfb_timetype": 2 if busy else 0,
        "cfn": unset,
        "cfn_destination_type": kind(0),
        "cfn_timetype": 0,
        "cfu": unset,
        "cfu_destination_type": kind(0),
        "cfu_timetype": 0,
    }


COMMON = {
    "allow": "ulaw,alaw,g722",
    "bypass_outrt_auth": "bytime",
    "callbarging_monitor": "1001,1002",
    "dnd": "no",
    "dnd_timetype": 0,
    "encryption": "support",
    "extension": "1000",
    "hasvoicemail": "yes",
    "permission": "internal-local-national",
    "secret": "s3cret",
    "strategy_ipacl": 1,
    "local_network1": "192.0.2.0/24",
}
# As the vendor's example has it: null for unset, destination types as text, a space behind the type.
DOCUMENTED = {
    "extension": {
        **COMMON,
        "account_type": "SIP(WebRTC) ",
        "alertinfo": None,
        "cidnumber": "1000",
        "dndwhitelist": "",
        "dtmfmode": "rfc4733",
        "fullname": None,
        "fwdwhitelist": None,
        "limitime": None,
        "max_contacts": 1,
        "ring_timeout": None,
        "qualifyfreq": 60,
        "local_network2": None,
    },
    "cti_feature_privilege": {"active_call": "no"},
    "sip_presence_settings": [forwarding(None, str, "1001" if status == "away" else "", status) for status in STATUSES],
    "voicemail": {"vm_attach": "yes", "vm_reserve": None},
}
# As clients of real systems have recorded it: empty text for unset, numbers as they come, other names for two parts.
RECORDED = {
    "extension": {
        **COMMON,
        "account_type": "SIP(WebRTC)",
        "alertinfo": "",
        "cidnumber": "1000",
        "dndwhitelist": "",
        "dtmfmode": "rfc2833",
        "fullname": "",
        "fwdwhitelist": "",
        "limitime": "",
        "max_contacts": "1",
        "ring_timeout": "",
        "qualifyfreq": "60",
        "local_network2": "",
    },
    "cti": {"active_call": "no"},
    "presence": [forwarding("", int, "1001" if status == "away" else "", status) for status in STATUSES],
    "voicemail": {"vm_attach": "yes", "vm_reserve": ""},
}
SHAPES = pytest.mark.parametrize("shape", [DOCUMENTED, RECORDED], ids=["documented", "recorded"])


def test_both_shapes_mean_the_same() -> None:
    documented, recorded = EXTENSION.decode(DOCUMENTED), EXTENSION.decode(RECORDED)
    assert documented.pop("dtmf_mode") == "rfc4733"
    assert recorded.pop("dtmf_mode") == "rfc2833"
    assert documented == recorded


@SHAPES
def test_answers_are_read_in_the_options_words(shape: dict[str, Any]) -> None:
    values = EXTENSION.decode(shape)
    assert {name: value for name, value in values.items() if name not in ("presence_forwarding", "dtmf_mode")} == {
        "extension": "1000",
        "sip_password": "s3cret",
        "caller_id_number": "1000",
        "permission": "national",
        "skip_trunk_password": "by_time",
        "registration_acl": "local_networks",
        "local_networks": ["192.0.2.0/24"],
        "codecs": ["ulaw", "alaw", "g722"],
        "srtp": "optional",
        "max_contacts": 1,
        "keepalive_interval": 60,
        "ring_timeout": None,
        "max_call_duration": None,
        "dnd": False,
        "dnd_time_condition": "all",
        "dnd_whitelist": [],
        "forward_whitelist": [],
        "barge_monitors": ["1001", "1002"],
        "alert_info": None,
        "voicemail": True,
        "voicemail_to_email": True,
        "voicemail_keep_after_email": None,
        "full_name": None,
        "account_type": "SIP(WebRTC)",
    }
    assert values["presence_forwarding"][1]["busy"] == {
        "destination_type": "extension",
        "destination": "1001",
        "time_condition": "out_of_office_time",
    }


def planned(ucm: ScriptedUcm, shape: dict[str, Any], **wanted: Any) -> Any:
    ucm.script("getSIPAccount", success(**shape))
    return plan(EXTENSION, {"extension": "1000", **wanted}, "present", ucm.client().reader, Policy())


@SHAPES
def test_what_is_as_wanted_needs_nothing_in_either_shape(ucm: ScriptedUcm, shape: dict[str, Any]) -> None:
    made = planned(
        ucm,
        shape,
        dtmf_mode="rfc4733",
        barge_monitors=["1002", "1001"],
        local_networks=["192.0.2.0/24"],
        voicemail_to_email=True,
        forward_whitelist=[],
        sip_password="s3cret",
        presence_forwarding=[{"presence_status": "away", "busy": {"destination": "1001"}}],
    )
    assert made.action == "nothing", made.diff()


@SHAPES
def test_the_presence_list_is_sent_whole_and_the_rest_not_at_all(ucm: ScriptedUcm, shape: dict[str, Any]) -> None:
    wanted = [{"presence_status": "chat", "unconditional": {"destination_type": "voicemail"}}]
    made = planned(ucm, shape, presence_forwarding=wanted)
    assert made.diff()["before"] == {
        "presence_forwarding": [{"presence_status": "chat", "unconditional": {"destination_type": "none"}}]
    }
    assert made.diff()["after"] == {"presence_forwarding": wanted}
    EXTENSION.update(ucm.client().writer, made.before, made.changes)
    request = ucm.requests[-1]
    assert set(request) == {"action", "cookie", "extension", "sip_presence_settings"}
    entries = {entry["presence_status"]: entry for entry in request["sip_presence_settings"]}
    assert set(entries) == set(STATUSES)
    assert entries["chat"]["cfu_destination_type"] == "3"
    assert entries["away"]["cfb"] == "1001"
    assert entries["away"]["cfb_timetype"] == "2"
    assert all(len(entry) == 10 for entry in entries.values())


def test_a_new_extension_gets_all_five_presence_entries(ucm: ScriptedUcm) -> None:
    ucm.script("getSIPAccount", failure(-16))
    wanted = {
        "extension": "1000",
        "presence_forwarding": [{"presence_status": "dnd", "no_answer": {"destination_type": "voicemail"}}],
        "permission": "international",
        "ring_timeout": 20,
        "dnd": False,
        "local_networks": ["192.0.2.0/24"],
        "user_password": "pw",
    }
    made = plan(EXTENSION, wanted, "present", ucm.client().reader)
    assert made.action == "create"
    EXTENSION.create(ucm.client().writer, {**made.identity, **made.changes})
    request = ucm.requests[-1]
    assert request["action"] == "addSIPAccountAndUser"
    assert request["permission"] == "internal-local-national-international"
    assert (request["ring_timeout"], request["dnd"], request["user_password"]) == (20, "no", "pw")
    assert request["local_network1"] == "192.0.2.0/24"
    assert request["local_network10"] == ""
    entries = {entry["presence_status"]: entry for entry in request["presence_settings"]}
    assert set(entries) == {*STATUSES, "dnd"}
    assert entries["away"]["cfu_destination_type"] == "0"
    assert entries["dnd"]["cfn_destination_type"] == "3"
    assert "sip_presence_settings" not in request


def test_an_empty_caller_id_is_the_number_that_is_read_back(ucm: ScriptedUcm) -> None:
    for had, changes in (("1000", {}), ("4930", {"caller_id_number": "1000"})):
        extension = {**DOCUMENTED["extension"], "cidnumber": had}
        made = planned(ucm, {**DOCUMENTED, "extension": extension}, caller_id_number="")
        assert made.changes == changes
        assert made.diff()["after"] == changes


def test_reset_sends_null(ucm: ScriptedUcm) -> None:
    shape = {**DOCUMENTED, "extension": {**DOCUMENTED["extension"], "ring_timeout": 20}}
    ucm.script("getSIPAccount", success(**shape))
    policy = Policy(reset=("ring_timeout", "voicemail_to_email"))
    made = plan(EXTENSION, {"extension": "1000"}, "present", ucm.client().reader, policy)
    EXTENSION.update(ucm.client().writer, made.before or {}, made.changes)
    request = ucm.requests[-1]
    assert {name: request[name] for name in request if name not in ("action", "cookie")} == {
        "extension": "1000",
        "ring_timeout": None,
        "vm_attach": None,
    }


def test_a_delete_names_the_user(ucm: ScriptedUcm) -> None:
    EXTENSION.delete(ucm.client().writer, {"extension": "1000"})
    assert ucm.requests[-1] == {"action": "deleteUser", "user_name": "1000", "cookie": ucm.cookies[0]}


LISTED = success(account=[{"extension": "1000"}, {"extension": "999"}], total_page=1)


@pytest.mark.parametrize(
    ("answer", "listed"), [(failure(-16), False), (failure(-26), True), (failure(-1), True), (success(), False)]
)
def test_a_missing_extension_is_recognised_whatever_the_pbx_answers(
    ucm: ScriptedUcm, answer: Any, listed: bool
) -> None:
    ucm.script("getSIPAccount", answer)
    ucm.script("listAccount", LISTED)
    assert EXTENSION.read(ucm.client().reader, {"extension": "2000"}) is None
    assert ("listAccount" in ucm.actions) is listed


def test_an_extension_that_is_listed_and_cannot_be_read_is_an_error(ucm: ScriptedUcm) -> None:
    ucm.script("getSIPAccount", failure(-26))
    ucm.script("listAccount", LISTED)
    with pytest.raises(PbxError) as caught:
        EXTENSION.read(ucm.client().reader, {"extension": "1000"})
    assert caught.value.code == -26


def test_other_errors_are_no_absence(ucm: ScriptedUcm) -> None:
    ucm.script("getSIPAccount", failure(-47))
    with pytest.raises(PbxError) as caught:
        EXTENSION.read(ucm.client().reader, {"extension": "1000"})
    assert caught.value.code == -47


def test_a_field_of_an_unknown_form_is_named(ucm: ScriptedUcm) -> None:
    ucm.script("getSIPAccount", success(extension={"extension": "1000", "max_contacts": "several"}))
    with pytest.raises(UnexpectedAnswer, match="max_contacts"):
        EXTENSION.read(ucm.client().reader, {"extension": "1000"})
    ucm.script("listUser", success(user_id=[{"user_name": "1000", "privilege": "several"}]))
    with pytest.raises(UnexpectedAnswer, match="several"):
        USER.read_all(ucm.client().reader)


def test_lists_are_in_numeric_order_with_the_fields_that_they_have(ucm: ScriptedUcm) -> None:
    rows = [
        {"extension": "1000", "fullname": "", "out_of_service": "no", "urgemsg": 0, "status": "Idle", "addr": "-"},
        {"extension": "999", "fullname": "Ada", "account_type": "SIP "},
        {"extension": None},
    ]
    ucm.script("listAccount", success(account=rows, total_page=1))
    assert EXTENSION.read_all(ucm.client().reader) == [
        {"extension": "999", "full_name": "Ada", "account_type": "SIP"},
        {"extension": "1000", "full_name": None, "out_of_service": False, "status": "Idle", "contacts": "-"},
    ]


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"extension": "1"}, "extension: '1' has 1 characters, but must have 2 to 18"),
        ({"extension": "10a"}, "extension: '10a' must be digits only"),
        ({"ring_timeout": 2}, "ring_timeout is 2, but must be 3 to 600"),
        ({"outbound_password": "12"}, "outbound_password: the value has 2 characters, but must have 4 to 10"),
        ({"local_networks": ["192.0.2.0/33"]}, "local_networks: '192.0.2.0/33' is no network"),
        ({"specific_ip": "192.0.2"}, "specific_ip: '192.0.2' is no address"),
        (
            {"specific_ip": "192.0.2.1", "registration_acl": "all"},
            "specific_ip is given, but registration_acl is all",
        ),
        ({"hot_desking": True, "sip_password": "a-b"}, "sip_password must be alphanumeric with hot_desking"),
        (
            {"presence_forwarding": [{"presence_status": "away", "busy": {"destination": "1"}}]},
            "presence_forwarding[away].busy has a destination, but destination_type is not given",
        ),
        (
            {"presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": "number"}}]},
            "presence_forwarding[away].busy has destination_type number, but no destination",
        ),
        (
            {"presence_forwarding": [{"presence_status": "away"}, {"presence_status": "away"}]},
            "presence_forwarding has presence_status away more than once",
        ),
    ],
)
def test_bad_input_is_found(wanted: dict[str, Any], problem: str) -> None:
    assert problems(EXTENSION, {"extension": "1000", **wanted}) == [problem]


@pytest.mark.parametrize(
    "wanted",
    [
        {"local_networks": ["192.0.2.0/24", "2001:db8::/32", "192.0.2.5/24"]},
        {"local_networks": [], "registration_acl": "all"},
        {"specific_ip": "2001:db8::1", "registration_acl": "specific_ip"},
        {"specific_ip": "", "registration_acl": "all"},
        {"hot_desking": True, "sip_password": "abc123"},
        {"hot_desking": False, "sip_password": "a-b"},
        {"presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": "voicemail"}}]},
        {"presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": "none"}}]},
    ],
)
def test_good_input_is_left_alone(wanted: dict[str, Any]) -> None:
    assert problems(EXTENSION, {"extension": "1000", **wanted}) == []
