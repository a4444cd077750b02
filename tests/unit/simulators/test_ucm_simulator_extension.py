# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions: life, shapes, forwarding, secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.contracts import load
from tests.simulators.ucm.accounts import PRESENCE_STATUSES

OFF = {
    "cfb": None,
    "cfn": None,
    "cfu": None,
    "cfb_timetype": 0,
    "cfn_timetype": 0,
    "cfu_timetype": 0,
    "cfb_destination_type": "0",
    "cfn_destination_type": "0",
    "cfu_destination_type": "0",
}


def presence(**changed: Any) -> list[dict[str, Any]]:
    """A complete list in which ``available`` has other values."""
    entries = [{"presence_status": status, **OFF} for status in PRESENCE_STATUSES]
    entries[0] |= changed
    return entries


def test_life_of_an_extension(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    new = {"extension": "2000", "secret": "Abc123456!", "vmsecret": "4711", "permission": "internal-local"}
    assert api("addSIPAccountAndUser", **new, max_contacts="3") == {"response": {"need_apply": "yes"}, "status": 0}
    extension = api.ok("getSIPAccount", extension="2000")["extension"]
    assert new.items() <= extension.items()
    assert extension["max_contacts"] == 3
    update = api("updateSIPAccount", extension="2000", dnd="yes", vm_attach="yes")
    assert update == {"response": {"extension": {"alertinfo": None, "extension": "2000"}}, "status": 0}
    after = api.ok("getSIPAccount", extension="2000")
    assert after["extension"] == {**extension, "dnd": "yes"}
    assert after["voicemail"] == {"vm_attach": "yes", "vm_reserve": None}
    assert api("deleteUser", user_name="2000") == {"response": {"need_apply": "yes"}, "status": 0}
    assert api.status("getSIPAccount", extension="2000") == -16
    assert api.status("getUser", user_name="2000") == -16
    assert api.status("deleteUser", user_name="2000") == -16
    assert api.status("updateSIPAccount", extension="2000") == -16


def test_documented_shape_of_get(ucm: Callable[..., Any]) -> None:
    """Containers, names and types are those of the contract's answer, no more and no less."""
    response = ucm(objects=2).ok("getSIPAccount", extension="1000")
    contract = load("ucm")["get_sip_account"].returned
    assert response.keys() == {name for name in contract if "." not in name and name != "status"}
    kinds = {"string": str, "integer": int}
    # typed as text in the table, numbers in the example
    numbers = {f"sip_presence_settings[].{forward}_timetype" for forward in ("cfb", "cfn", "cfu")}
    for container, prefix in (("extension", ""), ("cti_feature_privilege", ""), ("voicemail", "")):
        fields = {name.split(".", 1)[1]: row for name, row in contract.items() if name.startswith(container + ".")}
        assert response[container].keys() == fields.keys()
        for name, value in response[container].items():
            assert value is None or type(value) is kinds[fields[name].type], (prefix, name, value)
    entries = {name.split(".", 1)[1] for name in contract if name.startswith("sip_presence_settings[].")}
    assert [entry["presence_status"] for entry in response["sip_presence_settings"]] == list(PRESENCE_STATUSES)
    for entry in response["sip_presence_settings"]:
        assert entry.keys() == entries
        for name, value in entry.items():
            kind = int if f"sip_presence_settings[].{name}" in numbers else str
            assert value is None or type(value) is kind
    assert response["extension"]["account_type"] == "SIP(WebRTC) "


def test_recorded_shape_of_get(ucm: Callable[..., Any]) -> None:
    response = ucm(objects=2, shapes="recorded").ok("getSIPAccount", extension="1000")
    assert response.keys() == {"extension", "voicemail", "presence", "cti"}
    assert response["extension"]["account_type"] == "SIP(WebRTC)"
    assert response["extension"]["authid"] == ""
    assert response["extension"]["max_contacts"] == 1
    assert response["voicemail"] == {"vm_attach": "", "vm_reserve": ""}
    assert response["presence"][0]["cfu"] == ""
    assert response["presence"][0]["cfu_destination_type"] == 0
    assert response["cti"].keys() == {"active_call", "callbarge", "extension_status", "hangup"}


def test_account_type_follows_webrtc(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.ok("updateSIPAccount", extension="1000", enable_webrtc="no")
    assert api.ok("getSIPAccount", extension="1000")["extension"]["account_type"] == "SIP "
    assert api.ok("listAccount")["account"][0]["account_type"] == "SIP "


@pytest.mark.parametrize(
    ("number", "code"),
    [("20", 0), ("2" * 18, 0), ("2", -15), ("2" * 19, -15), ("20a", -15), ("٢٢", -15), ("", -15), (2000, -1)],
)
def test_numbers(ucm: Callable[..., Any], number: Any, code: int) -> None:
    assert ucm(objects=1).status("addSIPAccountAndUser", extension=number) == code


@pytest.mark.parametrize("code", [-44, -8])
def test_duplicate(ucm: Callable[..., Any], code: int) -> None:
    api = ucm(objects=1, fxs_ports=1, duplicate_code=code)
    assert api.status("addSIPAccountAndUser", extension="1000", dnd="yes") == code
    assert api.status("addSIPAccountAndUser", extension="90") == code
    assert api.ok("getSIPAccount", extension="1000")["extension"]["dnd"] == "no"


@pytest.mark.parametrize(("missing", "status", "response"), [("-16", -16, {}), ("-26", -26, {}), ("empty", 0, {})])
def test_missing(ucm: Callable[..., Any], missing: str, status: int, response: dict[str, Any]) -> None:
    api = ucm(missing_code=missing)
    assert api("getSIPAccount", extension="4711") == {"response": response, "status": status}
    assert api("getUser", user_name="4711") == {"response": response, "status": status}
    assert api.status("updateSIPAccount", extension="4711") == -16
    assert api.status("deleteUser", user_name="4711") == -16


def test_secrets_are_made_up_when_not_sent(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for number in ("2000", "2001"):
        api.ok("addSIPAccountAndUser", extension=number)
    first, second = (api.ok("getSIPAccount", extension=number)["extension"] for number in ("2000", "2001"))
    assert first["secret"]
    assert first["vmsecret"].isdecimal()
    assert first["secret"] != second["secret"]


@pytest.mark.parametrize(
    ("secret", "strong"),
    [("Abc12345!", True), ("abc12345!", False), ("ABC12345!", False), ("Abcdefgh!", False), ("Abc12345", False)],
)
@pytest.mark.parametrize("name", ["secret", "user_password"])
def test_strict_secrets(ucm: Callable[..., Any], name: str, secret: str, strong: bool) -> None:
    api = ucm(objects=1, strict_secrets=True)
    code = 0 if strong else -25
    assert api.status("addSIPAccountAndUser", extension="2000", **{name: secret}) == code
    assert ("2000" in api.pbx.state("extensions")) is strong
    if name == "secret":
        assert api.status("updateSIPAccount", extension="1000", secret=secret) == code


def test_required_secrets(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0, require_secrets=True)
    secrets = {"secret": "a", "vmsecret": "1", "user_password": "b"}
    for left_out in secrets:
        given = {name: value for name, value in secrets.items() if name != left_out}
        assert api.status("addSIPAccountAndUser", extension="2000", **given) == -25
    assert api.status("addSIPAccountAndUser", extension="2000", **secrets) == 0


def test_empty_text_clears(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.ok("updateSIPAccount", extension="1000", authid="me", dndwhitelist="1,2", cidnumber="77", ring_timeout=30)
    api.ok("updateSIPAccount", extension="1000", authid="", dndwhitelist="", cidnumber="", ring_timeout=None)
    extension = api.ok("getSIPAccount", extension="1000")["extension"]
    assert (extension["authid"], extension["dndwhitelist"], extension["ring_timeout"]) == (None, "", None)
    assert extension["cidnumber"] == "1000"


def test_hot_desking(ucm: Callable[..., Any]) -> None:
    """The password must be alphanumeric, and an authentication id is accepted but not kept."""
    api = ucm(objects=1)
    api.ok("updateSIPAccount", extension="1000", secret="With!sign", authid="me")
    assert api.status("updateSIPAccount", extension="1000", enablehotdesk="yes") == -25
    api.ok("updateSIPAccount", extension="1000", enablehotdesk="yes", secret="plain1")
    api.ok("updateSIPAccount", extension="1000", authid="me")
    assert api.ok("getSIPAccount", extension="1000")["extension"]["authid"] is None
    assert api.status("updateSIPAccount", extension="1000", secret="With!sign") == -25


def test_dtmfmode_reads_by_its_older_name(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    for sent, read in (("info", "info"), ("rfc4733", "rfc2833"), ("auto", "auto"), ("rfc2833", "rfc2833")):
        api.ok("updateSIPAccount", extension="1000", dtmfmode=sent)
        assert api.ok("getSIPAccount", extension="1000")["extension"]["dtmfmode"] == read


@pytest.mark.parametrize("name", ["presence_settings", "sip_presence_settings"])
def test_presence_on_add(ucm: Callable[..., Any], name: str) -> None:
    """Times as text or number, targets as empty text or null: read back as numbers and null."""
    api = ucm(objects=0)
    sent = presence(cfu="6000", cfu_destination_type="1", cfn="", cfn_timetype="2")
    api.ok("addSIPAccountAndUser", extension="2000", **{name: sent})
    read = api.ok("getSIPAccount", extension="2000")["sip_presence_settings"]
    expected = presence(cfu="6000", cfu_destination_type="1", cfn=None, cfn_timetype=2)
    assert read == sorted(expected, key=lambda entry: entry["presence_status"])


def test_both_presence_lists_at_once(ucm: Callable[..., Any]) -> None:
    both = {"presence_settings": presence(), "sip_presence_settings": presence()}
    assert ucm(objects=0).status("addSIPAccountAndUser", extension="2000", **both) == -1


def test_presence_is_replaced_as_a_whole(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.ok("updateSIPAccount", extension="1000", sip_presence_settings=presence(cfb="1001", cfb_destination_type="1"))
    sent = presence()
    sent[1] = {"presence_status": sent[1]["presence_status"], "cfu_destination_type": "3"}
    api.ok("updateSIPAccount", extension="1000", sip_presence_settings=sent)
    read = {
        entry["presence_status"]: entry for entry in api.ok("getSIPAccount", extension="1000")["sip_presence_settings"]
    }
    assert read["available"] == {"presence_status": "available", **OFF}
    assert read["away"] == {"presence_status": "away", **OFF, "cfu_destination_type": "3"}


def spoiled() -> list[tuple[str, list[dict[str, Any]]]]:
    nameless = presence()
    del nameless[2]["presence_status"]
    return [
        ("one missing", presence()[1:]),
        ("empty", []),
        ("twice", [*presence(), presence()[0]]),
        ("nameless", nameless),
        ("type without target", presence(cfu_destination_type="5")),
    ]


@pytest.mark.parametrize("entries", [entries for _, entries in spoiled()], ids=[name for name, _ in spoiled()])
def test_spoiled_presence(ucm: Callable[..., Any], entries: list[dict[str, Any]]) -> None:
    api = ucm(objects=1)
    assert api.status("updateSIPAccount", extension="1000", dnd="yes", sip_presence_settings=entries) == -25
    assert api.ok("getSIPAccount", extension="1000")["extension"]["dnd"] == "no"
    assert api.status("addSIPAccountAndUser", extension="2000", presence_settings=entries) == -25


def test_presence_may_name_dnd(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1)
    api.ok("updateSIPAccount", extension="1000", sip_presence_settings=[*presence(), {"presence_status": "dnd"}])
    assert len(api.ok("getSIPAccount", extension="1000")["sip_presence_settings"]) == 6


def test_update_may_answer_need_apply(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1, update_need_apply=True)
    answer = api.ok("updateSIPAccount", extension="1000", alertinfo="ring1")
    assert answer == {"extension": {"alertinfo": "ring1", "extension": "1000"}, "need_apply": "yes"}


def test_delete_cascades(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=4)
    groups = {group["group_name"]: group["members"] for group in api.ok("listExtensionGroup")["extension_group"]}
    assert groups == {"Reception": "1000,1001", "Field service": "1001,1002,1003", "Nobody": None}
    api.ok("deleteUser", user_name="1001")
    api.ok("deleteUser", user_name="1000")
    rows = {group["group_name"]: group for group in api.ok("listExtensionGroup")["extension_group"]}
    assert (rows["Reception"]["members"], rows["Reception"]["tmp"]) == (None, None)
    assert rows["Field service"]["members"] == "1002,1003"
    assert {row["user_name"] for row in api.ok("listUser")["user_id"]} == {"admin", "1002", "1003"}


def test_analog_phones_are_listed_only(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=1, fxs_ports=2)
    rows = {row["extension"]: row for row in api.ok("listAccount")["account"]}
    assert rows.keys() == {"1000", "90", "91"}
    assert (rows["90"]["account_type"], rows["90"]["presence_status"]) == ("FXS ", None)
    assert api.status("getSIPAccount", extension="90") == -16
    assert api.status("updateSIPAccount", extension="90") == -16
    assert api.status("deleteUser", user_name="90") == -16


def test_wave_client(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    assert api.pbx.state("extensions/1002/chat_messages") == 2
    assert api("cleanTerminalChatInformation", extension="1002") == {"response": {"need_apply": "no"}, "status": 0}
    assert api.pbx.state("extensions/1002/chat_messages") == 0
    assert api.status("cleanTerminalChatInformation", extension=1002) == 0
    assert api.status("cleanTerminalChatInformation", extension="4711") == -16
    first = api.ok("getSIPAccountQR", extension="1000")["qr_base"]
    assert first.startswith("iVBORw0KGgo")  # a PNG file in base64
    assert api.ok("getSIPAccountQR", extension=1001)["qr_base"] != first
    api.ok("updateSIPAccount", extension="1000", secret="changed")
    assert api.ok("getSIPAccountQR", extension="1000")["qr_base"] != first
    assert api.status("getSIPAccountQR", extension="4711") == -16
    assert api.pbx.state("needs_apply") is True  # by the update alone
