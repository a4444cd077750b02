# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret leaves: not in output at -vvvv with --diff, not in logs, caches, facts or results, whatever happens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from tests.doors import Engine, Run, connection_of, run_playbook
from tests.simulators.client import Simulator

CANARIES = {
    "api_password": "Kanari-api-88x42",
    "wrong_password": "Kanari-wrong-88x42",
    "sip_password": "KanariSip88x42",
    "new_sip_password": "KanariNew88x42",
    "third_sip_password": "KanariThird88x42",
    "voicemail_pin": "7391648820",
    "user_password": "KanariUser88x42",
    "outbound_password": "6620184739",
    "bad_outbound_password": "Kanari8842",
    "raw_secret": "KanariRaw88x42",
    "kept_on_the_pbx": "KanariKept88x42",
    "pms_token": "KanariToken88x42",
    "proxy_password": "KanariProxy88x42",
}
COOKIE = re.compile(r"sid\d{4,}-\d{4,}")
"""Sessions of the simulated UCM look so; they are worth as much as a password for ten minutes."""
SHORT_PIN = "7391"


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    ucm = simulators("ucm")
    ucm.reset(password=CANARIES["api_password"])
    kept = CANARIES["kept_on_the_pbx"]
    ucm.change("extension", "1002", secret=kept, vmsecret=kept, user_outrt_passwd=kept)
    return ucm


def fault(ucm: Simulator, effect: str, **values: Any) -> dict[str, Any]:
    announcement = {name: getattr(ucm, name) for name in ("vendor", "url", "ca", "control")}
    return {
        "simulator": {
            "announcement": {**announcement, "credentials": {}},
            "method": "fault",
            "effect": effect,
            **values,
        }
    }


@dataclass(frozen=True)
class Case:
    """A task, and words of the error that it has to end with; ``once`` leaves it out of the slow ordinary door."""

    task: dict[str, Any]
    words: str | None = None
    once: bool = False


def cases(ucm: Simulator) -> Iterator[Case]:
    """What succeeds, what is refused here, what the PBX refuses and repeats, what nobody answers."""
    names = ("sip_password", "voicemail_pin", "user_password", "outbound_password")

    def extension(**options: Any) -> dict[str, Any]:
        return {"telephony.pbx.ucm_extension": {"extension": "2001", **options}}

    def api(action: str, **parameters: Any) -> dict[str, Any]:
        return {"telephony.pbx.ucm_api": {"action": action, "parameters": parameters}}

    def echo(*names: str) -> Case:
        """The PBX refuses an update, and repeats what it refuses."""
        words = ", ".join(CANARIES[name] for name in names)
        response = {"error": f"weak: {words}"}
        return Case(fault(ucm, "vendor_error", operation="updateSIPAccount", code=-25, response=response))

    yield Case({**extension(**{name: "{{ " + name + " }}" for name in names}), "register": "made"})
    yield Case({"ansible.builtin.set_fact": {"made": "{{ made }}", "cacheable": True}})
    yield Case(extension(sip_password="{{ new_sip_password }}", voicemail_pin="{{ voicemail_pin }}"))
    yield Case(extension(sip_password="{{ new_sip_password }}", colour="red"), "Unsupported parameters")
    yield Case(
        extension(outbound_password="{{ bad_outbound_password }}"), "outbound_password: the value must be digits"
    )
    yield echo("third_sip_password", "voicemail_pin")
    yield Case(
        extension(sip_password="{{ third_sip_password }}", voicemail_pin="{{ voicemail_pin }}", permission="local"),
        'The PBX said: "weak: ',
    )
    yield echo("raw_secret")
    yield Case(
        api("updateSIPAccount", extension="1002", secret="{{ raw_secret }}", vmsecret="{{ raw_secret }}"),
        'The PBX said: "weak: ',
    )
    yield Case({"telephony.pbx.ucm_api": {"parameters": {"secret": "{{ raw_secret }}"}}}, "missing required arguments")
    yield Case(api("updateSIPAccount", extension="1002", user_outrt_passwd="{{ outbound_password }}"), once=True)
    yield Case({**api("getSIPAccount", extension="1002"), "register": "read"})
    yield Case({"ansible.builtin.set_fact": {"read": "{{ read }}", "cacheable": True}})
    yield Case(api("listUser"))
    yield Case({"telephony.pbx.ucm_info": {"resources": ["users", "extensions", "system"], "details": True}}, once=True)
    page = f"<p>{CANARIES['third_sip_password']}</p>"
    yield Case(fault(ucm, "html", operation="updateSIPAccount", body=page, times=2), once=True)
    yield Case(extension(sip_password="{{ third_sip_password }}"), "web page", once=True)
    yield Case(api("pmsapi", data=json.dumps({"getHotelInfo": {"token": "{{ pms_token }}"}})), "pmsapi", once=True)
    yield Case(api("pmsapi", data="<listPMSRoom><token>{{ pms_token }}</token></listPMSRoom>"), "pmsapi")
    yield Case(extension(url="https://127.0.0.1:1", sip_password="{{ sip_password }}"), "no answer", once=True)
    proxy = "http://me:{{ proxy_password }}@127.0.0.1:1"
    yield Case(extension(proxy=proxy, sip_password="{{ sip_password }}"), "no answer")
    yield Case(extension(url="https://me:{{ proxy_password }}@127.0.0.1:1"), "url must not contain credentials")
    yield Case(extension(password="{{ wrong_password }}", session_cache=False), "wrong user or password", once=True)


def vaulted(directory: Path) -> list[str]:
    """The secrets as an operator keeps them; the arguments that open them."""
    vault = VaultLib([("default", VaultSecret(b"open"))])
    lines = []
    for name, value in CANARIES.items():
        text = vault.encrypt(value.encode()).decode().strip().replace("\n", "\n  ")
        lines.append(f"{name}: !vault |\n  {text}")
    (directory / "secrets.yml").write_text("\n".join(lines) + "\n")
    (directory / "vault-password").write_text("open\n")
    return ["--extra-vars", f"@{directory / 'secrets.yml'}", "--vault-password-file", str(directory / "vault-password")]


def run(ucm: Simulator, directory: Path, wanted: list[Case], *, in_process: bool) -> Run:
    connection = {
        **connection_of(ucm),
        "password": "{{ api_password }}",
        "session_cache_path": str(directory / "sessions"),
        "timeout": 5,
    }
    tasks = [{"name": f"step {number}", "ignore_errors": True, **case.task} for number, case in enumerate(wanted)]
    play = {"hosts": "all", "gather_facts": False, "module_defaults": {"group/telephony.pbx.ucm": connection}}
    return run_playbook(
        [{**play, "tasks": tasks}],
        directory,
        arguments=["-vvvv", "--diff", *vaulted(directory)],
        variables={"telephony_pbx_in_process": in_process},
        environment={
            "ANSIBLE_LOG_PATH": str(directory / "ansible.log"),
            "ANSIBLE_CACHE_PLUGIN": "ansible.builtin.jsonfile",
            "ANSIBLE_CACHE_PLUGIN_CONNECTION": str(directory / "facts"),
        },
        quiet=False,
    )


def shown_by(found: Run, ucm: Simulator, directory: Path) -> dict[str, str]:
    """Everything that a run has shown or left behind, by where it is."""
    shown = {
        "output": found.output,
        "results": json.dumps([event["result"] for event in found.events]),
        "the simulator's log": json.dumps(ucm.log()),
        "the simulator's state": json.dumps(ucm.state()),
    }
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.name != "play.yml":  # in which the PBX's error is written down for the simulator
            shown[str(path.relative_to(directory))] = path.read_bytes().decode("latin-1")
    return shown


@pytest.mark.parametrize(
    "in_process", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["in process", "as a module"]
)
def test_no_secret_is_shown_or_left_anywhere(in_process: bool, ucm: Simulator, tmp_path: Path) -> None:
    wanted = [case for case in cases(ucm) if in_process or not case.once]
    found = run(ucm, tmp_path, wanted, in_process=in_process)
    shown = shown_by(found, ucm, tmp_path)
    assert "ansible.log" in shown
    assert any(name.startswith("facts/") for name in shown)
    assert any(name.endswith(".session") for name in shown)
    leaks = [
        (place, name, text[max(0, text.index(canary) - 120) : text.index(canary) + 40])
        for place, text in shown.items()
        for name, canary in CANARIES.items()
        if canary in text
    ]
    leaks += [(place, "cookie", match[0]) for place, text in shown.items() if (match := COOKIE.search(text))]
    assert leaks == []
    assert "Traceback" not in found.output
    assert_the_cases_were_what_they_are_there_for(wanted, found, ucm)


def assert_the_cases_were_what_they_are_there_for(wanted: list[Case], found: Run, ucm: Simulator) -> None:
    """A leak cannot be seen where nothing happens: the secrets arrived, and the failures are those that were meant."""
    for case, event in zip(wanted, found.events, strict=True):
        message = str(event["result"].get("msg"))
        assert (event["status"] == "failed") == (case.words is not None), message
        assert case.words is None or case.words in message, message
    (created,) = [entry["parameters"] for entry in ucm.log() if entry["operation"] == "addSIPAccountAndUser"]
    assert {"secret", "vmsecret", "user_password", "user_outrt_passwd"} <= set(created)
    assert found.events[2]["result"]["diff"]["after"] == {"sip_password": "******** (new)"}
    read = [str(event["result"]["response"]) for event in found.events if "response" in event["result"]]
    assert any("'secret': '********'" in text and "'extension': '1002'" in text for text in read)


def test_a_short_pin_is_hidden_and_takes_nothing_else_with_it(ucm: Simulator, tmp_path: Path) -> None:
    engine = Engine(ucm, tmp_path / "sessions")
    ucm.fault("vendor_error", kind="create", code=-25, response={"error": f"PIN {SHORT_PIN} is weak"})
    refused = engine.run("ucm_extension", extension="2001", voicemail_pin=SHORT_PIN, auth_id=f"x{SHORT_PIN}")
    assert refused.failed
    assert 'The PBX said: "PIN ******** is weak"' in refused.message
    assert SHORT_PIN not in json.dumps(refused.result)
    made = engine.run("ucm_extension", extension="2001", voicemail_pin=SHORT_PIN, permission="local")
    assert made.changed is True
    assert made.result["diff"]["after"] == {
        "extension": "2001",
        "voicemail_pin": "******** (new)",
        "permission": "local",
    }


def test_a_password_that_is_a_word_of_the_result_does_not_garble_it(ucm: Simulator, tmp_path: Path) -> None:
    for word in ("changed", "extension", "password", "diff", "present"):
        ucm.reset(password=word)
        outcome = Engine(ucm, tmp_path / word).run("ucm_extension", extension="2001", permission="local")
        assert not outcome.failed, outcome
        assert outcome.changed
        assert {"changed", "extension", "diff", "api", "invocation"} <= set(outcome.result)
        assert outcome.result["diff"]["after"]["permission"] == "local"
