# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret is ever readable in a log, a state or a log file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.simulators.client import start
from tests.simulators.journal import LOG_DIR_VARIABLE
from tests.simulators.redaction import hashed, redacted

CANARIES = {
    "secret": "Canary1!aaa",
    "vmsecret": "90817263",
    "user_password": "Canary2!bbb",
    "user_outrt_passwd": "556677",
}


def hotel_requests() -> list[str]:
    """Where a password can stand in the text of a hotel request, rightly or not."""
    return [
        "<pms_data_request><addminibarwaiter><password>PASSWORD</password></addminibarwaiter></pms_data_request>",
        "<pms_data_request><addminibarwaiter><pasword>PASSWORD</pasword></addminibarwaiter></pms_data_request>",
        "<pms_data_request><addminibarwaiter>PASSWORD</addminibarwaiter></pms_data_request>",
        '<pms_data_request><addminibarwaiter password="PASSWORD"/></pms_data_request>',
        '{"addminibarwaiter": {"password": {"is": "PASSWORD"}}}',
    ]


def use_secrets(api: Any) -> set[str]:
    """Send and receive every secret there is; returns all that must not be seen."""
    api.ok("addSIPAccountAndUser", extension="2000", **CANARIES)
    api.status("updateSIPAccount", extension="2000", pasword="Canary3!ccc", secret={"a": ["Canary4!ddd"]})
    api.status("pmsapi", token="Canary5!eee", format="xml", data="<addminibarwaiter><password>Canary6!fff</password>")
    for number, data in enumerate(hotel_requests(), start=7):
        api.status("pmsapi", token="Canary5!eee", data=data.replace("PASSWORD", f"Canary{number}!ggg"))
    api.status("pmsapi", data={"addminibarwaiter": {"password": "Canary12!hhh"}})
    api.status("pmsapi", data=["Canary13!iii"])
    api.status("listUser", data="Canary14!jjj")
    api.ok("pmsapi", data='{"addminibarwaiter": {"maidcode": "9898", "password": "80706051"}}')
    api.ok("addQueue", extension="6500", queue_name="q", strategy="linear", pin="31415926")
    api.status("addPinSets", pin_sets_id="1", pin_sets_name="n", members=[{"pin": "7654321", "pin_name": "x"}])
    admin = api.ok("listUser")["user_id"][0]
    qr = api.ok("getSIPAccountQR", extension="2000")["qr_base"]
    seeded = api.ok("getSIPAccount", extension="1000")["extension"]
    challenge = api.challenge()["response"]["challenge"]
    login = api.answer_challenge(challenge)["response"]["cookie"]
    more = {f"Canary{number}" for number in range(1, 15)} | {"80706051", "31415926"}
    return {
        *CANARIES.values(),
        *more,
        *(admin["cookie"], qr, seeded["secret"], login, api.cookie, "7654321"),
        api.pbx.credentials["password"],
        api.pbx.credentials["pms_token"],
    }


def test_log_and_state(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=2)
    secrets = use_secrets(api)
    log, state = api.pbx.log(), api.pbx.state()
    for text in (json.dumps(log), json.dumps(state)):
        assert [secret for secret in secrets if secret in text] == []
    added = next(entry for entry in log if entry["operation"] == "addSIPAccountAndUser")["parameters"]
    assert {name: added[name] for name in CANARIES} == {name: hashed(value) for name, value in CANARIES.items()}
    assert state["extensions"]["2000"]["secret"] == hashed(CANARIES["secret"])
    assert api.pbx.state("extensions/2000/secret") == hashed(CANARIES["secret"])
    assert api.pbx.state("extensions/2000/user_outrt_passwd") == hashed(CANARIES["user_outrt_passwd"])
    assert state["queues"]["6500"]["pin"] == hashed("31415926")
    assert state["waiters"]["9898"]["password"] == hashed("80706051")
    assert api.pbx.state("options/pms_token") == hashed(api.pbx.credentials["pms_token"])
    assert hashed(api.cookie) in [session["cookie"] for session in state["sessions"]["open"]]


def test_log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clients: Callable[..., Any]) -> None:
    monkeypatch.setenv(LOG_DIR_VARIABLE, str(tmp_path))
    with start("ucm", objects=2) as pbx:
        secrets = use_secrets(clients(pbx).login())
    (file,) = tmp_path.iterdir()
    text = file.read_text(encoding="utf-8")
    assert '"operation":"addSIPAccountAndUser"' in text
    assert [secret for secret in secrets if secret in text] == []


def test_redacted() -> None:
    value = {"pin": "1", "a": [{"pin": "1", "b": 2}], "c": None, "d": {"pin": None}, "e": 1.5}
    assert redacted(value, {"pin"}) == {
        "pin": hashed("1"),
        "a": [{"pin": hashed("1"), "b": 2}],
        "c": None,
        "d": {"pin": None},
        "e": 1.5,
    }
    assert redacted({"a": 1, "b": {"x": 1}}, set(), {"a"}) == {"a": 1, "b": hashed({"x": 1})}
    assert hashed("a") != hashed("b")
    assert hashed("a").startswith("sha256:")
    assert len(hashed("a")) == len("sha256:") + 12
