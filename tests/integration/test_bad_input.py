# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What users give wrongly, and what stands where they took a PBX to be: a clear error each, and nothing is written.

What validation refuses on the way through Ansible is in tests/conformance/test_doors.py; answers of a PBX that are none
are in tests/conformance/test_spoiled_requests.py.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome, replaced, run_playbook
from tests.foreign_server import foreign_server
from tests.simulators.client import Simulator

# Options of ucm_extension, what the message says, and what it advises.
OPTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "number below its range": ({"max_contacts": 0}, "max_contacts is 0, but must be 1 to 10"),
    "number above its range": ({"keepalive_interval": 3601}, "keepalive_interval is 3601, but must be 1 to 3600"),
    "extension not digits": ({"extension": "20-01"}, "extension: '20-01' must be digits only"),
    "extension too short": ({"extension": "2"}, "extension: '2' has 1 characters, but must have 2 to 18"),
    "key empty": ({"extension": ""}, "extension must not be empty"),
    "text too long": ({"auth_id": "x" * 33}, "auth_id"),
    "secret of the wrong form": ({"outbound_password": "letters"}, "outbound_password: the value must be digits only"),
    "contradicting options": (
        {"registration_acl": "all", "local_networks": ["192.0.2.0/24"]},
        "local_networks is given, but registration_acl is all",
    ),
    "given and reset": ({"ring_timeout": 30, "reset": ["ring_timeout"]}, "ring_timeout is both given and in reset"),
    "forwarding without destination": (
        {"presence_forwarding": [{"presence_status": "away", "busy": {"destination_type": "extension"}}]},
        "presence_forwarding[away].busy has destination_type extension, but no destination",
    ),
    "destination without type": (
        {"presence_forwarding": [{"presence_status": "away", "busy": {"destination": "1002"}}]},
        "presence_forwarding[away].busy has a destination, but destination_type is not given",
    ),
    "address that is none": ({"specific_ip": "the office"}, "specific_ip: 'the office' is no address"),
    "eleven networks": ({"local_networks": [f"192.0.2.{n}/32" for n in range(11)]}, "local_networks has 11 entries"),
    "http": ({"url": "http://127.0.0.1:8088"}, "url 'http://127.0.0.1:8088' is not https"),
    "no scheme": ({"url": "pbx.example.com"}, "url 'pbx.example.com' is not of the form https://host:port"),
    "url with credentials": ({"url": "https://me:word@127.0.0.1"}, "url must not contain credentials"),
    "port out of range": ({"url": "https://127.0.0.1:99999"}, "url"),
    "timeout 0": ({"timeout": 0}, "timeout is 0, but must be 1 at least"),
    "unknown ciphers": ({"ciphers": "ROT13"}, "ciphers 'ROT13' is not a list that OpenSSL knows"),
    "proxy that is none": ({"proxy": "nonsense://127.0.0.1:1"}, "proxy"),
    "no codecs": ({"codecs": []}, "codecs has 0 entries, but must have 1 at least"),
}

HANGUP = {"type": "hangup"}
# Options of the other modules of objects, by module, and what the message says.
OTHER_MODULES: dict[str, tuple[str, dict[str, Any], str]] = {
    "no codecs of a trunk": (
        "ucm_sip_trunk",
        {"name": "Provider", "codecs": []},
        "codecs has 0 entries, but must have 1 at least",
    ),
    "number of calls": (
        "ucm_sip_trunk",
        {"name": "Provider", "max_outbound_calls": 1000},
        "max_outbound_calls is 1000, but must be 0 to 999",
    ),
    "empty name of a route": (
        "ucm_sip_trunk",
        {"name": "Provider", "ldap_outbound_route": ""},
        "ldap_outbound_route is empty; to put it back to the PBX's default, name it in reset",
    ),
    "gain": ("ucm_analog_trunk", {"name": "Analog line", "rx_gain": 12.5}, "rx_gain is 12.5, but must be -13 to 12"),
    "strip": ("ucm_outbound_route", {"name": "National", "strip": 33}, "strip is 33, but must be 0 to 32"),
    "pattern": (
        "ucm_outbound_route",
        {"name": "National", "patterns": ["0Z!"]},
        "patterns: '0Z!' must be a pattern that begins with one underscore",
    ),
    "destination without target": (
        "ucm_inbound_route",
        {"trunk": "Provider", "did_patterns": ["_4."], "destination": {"type": "queue"}},
        "destination is of type queue, but has no target",
    ),
    "blocked on all routes and on one": (
        "ucm_inbound_blacklist",
        {"number": "0190", "route": {"all": True, "trunk": "Provider"}},
        "route.all excludes trunk",
    ),
    "one PIN for two": (
        "ucm_pin_set",
        {"name": "Staff", "members": [{"name": "Ada", "pin": "471147"}, {"name": "Emre", "pin": "471147"}]},
        "members has a PIN more than once",
    ),
    "ring time": ("ucm_queue", {"extension": "6500", "ring_time": 4}, "ring_time is 4, but must be 5 at least"),
    "member twice": ("ucm_queue", {"extension": "6500", "members": ["1001"] * 2}, "members has 1001 more than once"),
    "multicast address": (
        "ucm_paging_group",
        {"extension": "6300", "multicast_ip": "192.0.2.1"},
        "multicast_ip: '192.0.2.1' is not an address from 224.0.1.0 to 238.255.255.255",
    ),
    "key bound twice": (
        "ucm_ivr",
        {"extension": "7100", "key_events": [{"key": "1", "destination": HANGUP}, {"key": "1", "destination": HANGUP}]},
        "key_events has key 1 more than once",
    ),
}
# What only the PBX's lists show to be wrong.
UNKNOWN: dict[str, tuple[str, dict[str, Any], str]] = {
    "member of a queue": (
        "ucm_queue",
        {"extension": "6510", "name": "Support", "members": ["1001", "1999"]},
        "members[1]: extension '1999' does not exist; did you mean '1009'?",
    ),
    "trunk of an outbound route": (
        "ucm_outbound_route",
        {"name": "National", "trunk": "Provder"},
        "trunk 'Provder' does not exist; did you mean 'Provider'?",
    ),
    "trunk of an inbound route": (
        "ucm_inbound_route",
        {"trunk": "Analog lines", "did_patterns": ["_4."]},
        "trunk 'Analog lines' does not exist; did you mean 'Analog line'?",
    ),
    "target of a key": (
        "ucm_ivr",
        {
            "extension": "7100",
            "name": "Welcome",
            "key_events": [{"key": "1", "destination": {"type": "extension", "target": "1999"}}],
        },
        "key_events[1].destination.target: extension '1999' does not exist",
    ),
    "new PIN without PIN": (
        "ucm_pin_set",
        {"name": "Staff", "members": [{"name": "Ada"}]},
        "members[Ada] is new and has no pin",
    ),
    "route of the blacklist": (
        "ucm_inbound_blacklist",
        {"number": "0190", "route": {"trunk": "Provider", "did_patterns": ["_7."]}},
        "inbound_route Provider _7. does not exist",
    ),
}


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    return simulators("ucm")


@pytest.fixture
def engine(ucm: Simulator, tmp_path: Path) -> Engine:
    return Engine(ucm, tmp_path / "sessions")


def change(engine: Engine, **options: Any) -> Outcome:
    return engine.run("ucm_extension", **{"extension": "1001", "permission": "national", **options})


def assert_refused(outcome: Outcome, words: str, kind: str) -> None:
    """It failed with these words and a remedy or a reason, and nothing reached the PBX."""
    assert outcome.failed
    assert words in outcome.message
    assert outcome.result["error"]["kind"] == kind
    assert not outcome.requests
    assert "Traceback" not in outcome.message
    assert len(outcome.message) < 600


@pytest.mark.parametrize("case", OPTIONS)
def test_an_option_that_cannot_be_is_named_before_the_first_request(case: str, engine: Engine) -> None:
    options, words = OPTIONS[case]
    assert_refused(change(engine, **options), words, "invalid_input")


@pytest.mark.parametrize("case", OTHER_MODULES)
def test_an_option_of_another_module_that_cannot_be_is_named_too(case: str, engine: Engine) -> None:
    module, options, words = OTHER_MODULES[case]
    assert_refused(engine.run(module, **options), words, "invalid_input")


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_does_not_exist_is_named_before_the_write(case: str, engine: Engine) -> None:
    module, options, words = UNKNOWN[case]
    outcome = engine.run(module, **options)
    assert outcome.failed
    assert words in outcome.message
    assert outcome.result["error"]["kind"] == "invalid_input"
    assert outcome.result["error"]["remedy"]
    assert not outcome.writes


def test_overlapping_patterns_are_warned_of_and_written(engine: Engine) -> None:
    options = {"name": "Mobile", "trunk": "Provider", "patterns": ["_01[567]X."]}
    predicted = engine.ensure("ucm_outbound_route", check=True, **options)
    made = engine.ensure("ucm_outbound_route", **options)
    (warning,) = made.warnings
    assert "outbound_route Mobile: _01[567]X. overlaps with _0Z! of outbound_route National" in warning
    assert "the UCM takes the route that is higher in its list" in warning
    assert predicted.warnings == made.warnings
    assert made.changed


def test_everything_that_is_wrong_is_told_at_once(engine: Engine) -> None:
    outcome = change(engine, max_contacts=0, auth_id="x" * 33, specific_ip="nowhere")
    assert [problem.split()[0].rstrip(":") for problem in outcome.result["error"]["problems"]] == [
        "auth_id",
        "max_contacts",
        "specific_ip",
    ]


def test_a_department_that_is_not_there_is_named_with_the_nearest(engine: Engine) -> None:
    outcome = engine.run("ucm_user", user_name="1001", department="Suport")
    assert outcome.failed
    assert "'Suport'" in outcome.message
    assert "did you mean 'Support'?" in outcome.message
    assert not outcome.writes


def test_an_unknown_action_is_named_with_the_nearest(engine: Engine) -> None:
    outcome = engine.run("ucm_api", action="getSIPAcount", parameters={"extension": "1001"})
    assert_refused(outcome, "'getSIPAcount' is not a documented action; did you mean 'getSIPAccount'?", "invalid_input")


def test_an_object_that_another_module_makes_has_to_be_there(engine: Engine) -> None:
    outcome = engine.run("ucm_user", user_name="7777", first_name="Nobody")
    assert outcome.failed
    assert "user 7777: there is no such object" in outcome.message
    assert not outcome.writes


# -- TLS


def test_a_ca_file_that_is_not_there(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "none.pem"
    assert_refused(change(engine, ca_path=str(path)), f"ca_path '{path}' cannot be read", "invalid_input")


@pytest.mark.parametrize(
    "content", ["", "no certificate\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_ca_file_without_a_certificate(content: str, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "empty.pem"
    path.write_text(content)
    words = f"ca_path '{path}' holds no certificate that can be read"
    assert_refused(change(engine, ca_path=str(path)), words, "invalid_input")


def test_a_certificate_that_does_not_verify(engine: Engine) -> None:
    outcome = change(engine, ca_path=None)
    assert_refused(outcome, "the certificate of 127.0.0.1 does not verify", "connection_failed")
    assert "ca_path" in outcome.message
    assert not engine.clock.pauses, "trying again would not help"
    assert not change(engine, ca_path=None, validate_certs=False).failed


def test_a_certificate_of_another_host(engine: Engine, tmp_path: Path) -> None:
    with foreign_server(tmp_path, name="pbx.example.com") as server:
        outcome = change(engine, url=server.url, ca_path=str(server.ca))
        assert_refused(outcome, "the certificate of 127.0.0.1 does not verify", "connection_failed")
        assert (
            "pbx.example.com" in outcome.message or "doesn't match" in outcome.message or "mismatch" in outcome.message
        )
        assert server.requests == []


def test_a_port_that_speaks_no_tls(engine: Engine, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def greet() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"220 mail.example.com ESMTP\r\n")
                connection.recv(1000)

        threading.Thread(target=greet, daemon=True).start()
        outcome = change(engine, url=f"https://127.0.0.1:{port}")
    assert_refused(outcome, "TLS with 127.0.0.1 failed", "connection_failed")


# -- nobody there, or somebody else


def test_a_host_that_does_not_resolve(engine: Engine) -> None:
    outcome = change(engine, url="https://pbx.invalid:8089")
    assert_refused(outcome, "the host pbx.invalid does not resolve", "connection_failed")
    assert not engine.clock.pauses


def test_a_connection_that_is_refused(engine: Engine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    outcome = change(engine, url=f"https://127.0.0.1:{port}")
    assert_refused(outcome, "no answer (127.0.0.1", "connection_failed")
    assert outcome.result["error"]["operation"] == "challenge"
    assert len(engine.clock.pauses) == 3, "the PBX may be restarting"


STRANGERS = {
    "SOAP": (
        '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"/>',
        "text/xml",
    ),
    "a login page": ("<!DOCTYPE html><html><body>Login</body></html>", "text/html"),
    "another PBX's JSON": ('{"error": {"code": 401, "message": "Invalid API key."}}', "application/json"),
    "JSON-RPC": ('{"jsonrpc": "2.0", "id": 1, "result": []}', "application/json"),
    "a list": ('[{"id": 1}]', "application/json"),
    "text": ("OK", "text/plain"),
    "nothing": ("", "text/plain"),
    "3 MB": ('{"status": 0, "response": "' + "x" * 3_000_000 + '"}', "application/json"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_server_that_is_no_ucm(stranger: str, engine: Engine, tmp_path: Path) -> None:
    body, content_type = STRANGERS[stranger]
    with foreign_server(tmp_path, body=body, content_type=content_type) as server:
        outcome = change(engine, url=server.url, ca_path=str(server.ca))
        assert outcome.result["error"]["operation"] == "challenge"
        assert_refused(outcome, "the answer", "unexpected_answer")
        assert "url" in outcome.message, "the remedy is to look at the address"
        assert server.requests == ["/api"]


@pytest.mark.parametrize("status", [301, 302, 401, 403, 404, 405])
def test_a_server_that_refuses(status: int, engine: Engine, tmp_path: Path) -> None:
    with foreign_server(tmp_path, body="<html>no</html>", status=status) as server:
        outcome = change(engine, url=server.url, ca_path=str(server.ca))
        assert_refused(outcome, f"HTTP {status}", "unexpected_answer")
        assert server.requests == ["/api"]


# -- logins


def test_a_wrong_password_tells_how_many_tries_are_left(ucm: Simulator, engine: Engine) -> None:
    outcome = change(replaced(engine, password="not this one"))
    assert outcome.failed
    assert "user apiuser, login: wrong user or password (code -37)" in outcome.message
    assert "4 tries are left before the PBX bans this address and user" in outcome.message
    assert outcome.operations == ["challenge", "login"]


def test_an_unknown_user_is_told_as_such(engine: Engine) -> None:
    outcome = change(replaced(engine, username="admin2"))
    assert outcome.failed
    assert "user admin2, challenge: the user does not exist (code -71)" in outcome.message
    assert outcome.operations == ["challenge"]


def test_a_ban_tells_how_long_it_lasts(ucm: Simulator, engine: Engine, tmp_path: Path) -> None:
    ucm.options(login_attempts=2)
    for number in range(2):
        change(replaced(engine, password=f"wrong {number}"))
    ucm.clock(advance=100)
    outcome = change(engine)
    assert outcome.failed
    assert "logins are restricted for this address (code -68)" in outcome.message
    assert "The ban lasts for 200 more seconds" in outcome.message
    assert outcome.operations == ["challenge"]
    assert not change(engine).requests, "who is banned does not ask again"


def test_no_permission_is_told_with_what_to_look_at(ucm: Simulator, engine: Engine) -> None:
    ucm.fault("vendor_error", kind="read", code=-47)
    outcome = change(engine)
    assert outcome.failed
    assert "no permission (code -47)" in outcome.message
    assert "permitted addresses" in outcome.message


def test_in_a_playbook_a_failure_is_one_task_without_a_traceback(
    ucm: Simulator, engine: Engine, tmp_path: Path
) -> None:
    options = {**engine.connection, "extension": "1001", "ca_path": None}
    run = run_playbook(
        [{"hosts": "all", "gather_facts": False, "tasks": [{"telephony.pbx.ucm_extension": options}]}],
        tmp_path,
        arguments=["-vvv"],
        quiet=False,
    )
    assert run.code == 2
    assert "does not verify" in run.events[0]["result"]["msg"]
    assert "Traceback" not in run.output
