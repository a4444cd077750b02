# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting, stopping, TLS, the controls, the log."""

from __future__ import annotations

import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.simulators.client import ROOT, Simulator, SimulatorError, start, start_several
from tests.simulators.journal import LOG_DIR_VARIABLE
from tests.simulators.redaction import hashed

Launch = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def launch() -> Iterator[Launch]:
    """Runs the command line; what a test leaves behind is ended after it."""
    processes: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [sys.executable, "-m", "tests.simulators", *arguments]
        processes.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, text=True, **pipes))
        return processes[-1]

    yield run
    for process in processes:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def test_announcement_and_clean_end_on_sigterm(tmp_path: Path, launch: Launch, clients: Callable[..., Any]) -> None:
    process = launch("ucm", "--objects", "3", "--state-dir", str(tmp_path), **{LOG_DIR_VARIABLE: str(tmp_path / "log")})
    announcement = json.loads(process.stdout.readline())
    assert announcement.keys() == {"vendor", "url", "ca", "credentials", "control"}
    assert announcement["vendor"] == "ucm"
    assert announcement["control"] == announcement["url"] + "/_sim"
    assert announcement["ca"] == str(tmp_path / "ca.pem")
    with Simulator(announcement) as pbx:
        clients(pbx).login()  # its connection stays open, which must not delay the end
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert (process.stdout.read(), process.stderr.read()) == ("", "")
    (file,) = (tmp_path / "log").glob("*.jsonl")
    assert [json.loads(line)["operation"] for line in file.read_text().splitlines()] == ["challenge", "login"]


def test_ends_when_stdin_closes(launch: Launch) -> None:
    process = launch("ucm", "--until-stdin-closes")
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(10) == 0


def test_serves_on_without_stdin(launch: Launch, clients: Callable[..., Any]) -> None:
    process = launch("ucm")
    announcement = json.loads(process.stdout.readline())
    process.stdin.close()
    with Simulator(announcement) as pbx:
        clients(pbx).login()
    process.terminate()
    assert process.wait(10) == 0


def test_ends_during_an_answer(launch: Launch, clients: Callable[..., Any]) -> None:
    process = launch("ucm", "--until-stdin-closes")
    with Simulator(json.loads(process.stdout.readline())) as pbx:
        api = clients(pbx).login()
        pbx.fault("delay", seconds=60)
        with pytest.raises(httpx.ReadTimeout):
            api.http.post("/api", json={"request": {"action": "listUser", "cookie": api.cookie}}, timeout=0.05)
        process.stdin.close()
        assert process.wait(10) == 0
    assert process.stderr.read() == ""


@pytest.mark.parametrize("arguments", [["pbx"], ["ucm", "--objects=-1"], ["ucm", "--shapes=round"], []])
def test_bad_command_line(launch: Launch, arguments: list[str]) -> None:
    process = launch(*arguments)
    assert process.wait(20) == 2
    assert "usage:" in process.stderr.read()


def test_start_reports_failure() -> None:
    with pytest.raises(SimulatorError, match="did not start"):
        start("ucm", shapes="round")


def test_several_systems_are_separate(clients: Callable[..., Any]) -> None:
    systems = start_several(["ucm", "ucm"], objects=2)
    try:
        first, second = (clients(system).login() for system in systems)
        assert systems[0].url != systems[1].url
        first.ok("deleteUser", user_name="1000")
        assert second.ok("listAccount")["total_item"] == 2
        assert first.ok("getSystemStatus")["serial-number"] != second.ok("getSystemStatus")["serial-number"]
        systems[0].close()
        assert second.ok("listAccount")["total_item"] == 2
    finally:
        for system in systems:
            system.close()


def test_tls_is_verified(running_ucm: Simulator) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.post(running_ucm.url + "/api", json={}, verify=ssl.create_default_context(), trust_env=False)


def test_authority_is_kept_in_state_dir(tmp_path: Path) -> None:
    with start("ucm", state_dir=tmp_path) as first:
        authority = Path(first.ca).read_bytes()
        assert (tmp_path / "ca-key.pem").stat().st_mode & 0o077 == 0
    with start("ucm", state_dir=tmp_path) as second:
        assert Path(second.ca).read_bytes() == authority
        assert second.clock() > 0


def test_without_tls(clients: Callable[..., Any]) -> None:
    with start("ucm", tls=False) as pbx:
        assert pbx.ca is None
        assert pbx.url.startswith("http://127.0.0.1:")
        clients(pbx).login()


def test_connection_stays_open(running_ucm: Simulator) -> None:
    where = urlsplit(running_ucm.url)
    context = ssl.create_default_context(cafile=running_ucm.ca)
    connection = http.client.HTTPSConnection(where.hostname, where.port, context=context, timeout=10)
    connection.connect()
    address = connection.sock.getsockname()
    for _ in range(3):
        connection.request("GET", "/_sim/clock")
        connection.getresponse().read()
        assert connection.sock.getsockname() == address
    connection.close()


def test_log(ucm: Callable[..., Any]) -> None:
    api = ucm()
    pbx = api.pbx
    api.ok("getUser", user_name="1001")
    assert api.status("getUser", user_name="4711") == -16
    api.ok("updateSIPAccount", extension="1001", dnd="yes")
    log = pbx.log()
    assert [entry["sequence"] for entry in log] == [1, 2, 3, 4, 5]
    assert [entry["operation"] for entry in log] == ["challenge", "login", "getUser", "getUser", "updateSIPAccount"]
    assert [entry["operation_id"] for entry in log[3:]] == ["get_user", "update_sip_account"]
    assert [entry["kind"] for entry in log] == ["auth", "auth", "read", "read", "update"]
    assert [entry["write"] for entry in log] == [False, False, False, False, True]
    assert [entry["vendor_status"] for entry in log] == [0, 0, 0, -16, 0]
    assert {entry["http_status"] for entry in log} == {200}
    assert log[2]["parameters"] == {"cookie": hashed(api.cookie), "user_name": "1001"}
    assert all(0 < entry["duration_ms"] < 1000 for entry in log)
    assert [entry["sequence"] for entry in pbx.log(since=3)] == [4, 5]
    pbx.clear_log()
    assert pbx.log() == []
    api.ok("getUser", user_name="1001")
    assert [entry["sequence"] for entry in pbx.log()] == [6]


def test_log_of_what_is_no_call(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.pbx.clear_log()
    api.http.get("/api?password=canary")
    api.http.post("/cgi", content=b"canary")
    api("fireTheBoss", reason="canary")
    first, second, third = api.pbx.log()
    assert (first["method"], first["http_status"], first["query"]) == ("GET", 405, ["password"])
    assert (second["path"], second["http_status"], second["operation"]) == ("/cgi", 404, "")
    assert (third["operation"], third["operation_id"], third["write"]) == ("fireTheBoss", "", False)
    assert "canary" not in json.dumps([first, second, third])


def test_reset(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=2)
    pbx = api.pbx
    api.ok("addSIPAccountAndUser", extension="2000")
    pbx.fault("html", times=None)
    pbx.clock(advance=100)
    pbx.reset(objects=3, shapes="recorded")
    assert list(pbx.state("extensions")) == ["1000", "1001", "1002"]
    assert pbx.faults() == []
    assert pbx.log() == []
    assert pbx.clock() < 100
    assert pbx.state("options/shapes") == "recorded"
    assert api.status("listAccount") == -6
    pbx.reset()
    assert pbx.state("options/shapes") == "document"
    assert pbx.state("extensions") == {}  # as it was started


def test_state_paths(ucm: Callable[..., Any]) -> None:
    pbx = ucm(objects=2).pbx
    assert pbx.state("extensions/1001/dnd") == "no"
    assert pbx.state("extensions/1001/sip_presence_settings/0/presence_status") == "available"
    assert pbx.state("users/1001/user_id") == 3
    assert pbx.state()["needs_apply"] is False
    for path in ("extensions/4711", "extensions/1001/nothing", "extensions/1001/sip_presence_settings/9"):
        with pytest.raises(SimulatorError, match="nothing at"):
            pbx.state(path)


def test_changes_behind_the_clients_back(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3)
    pbx = api.pbx
    pbx.change("extension", "1001", dnd="yes", new_messages=4)
    pbx.change("user", "1001", first_name="Zoe", last_name=None)
    pbx.delete("extension", "1002")
    pbx.add("extension", "2000", permission="internal-local")
    pbx.add("department", "9", name="Night shift", father_id=1)
    pbx.change("extension_group", "group-3", members=["1001"])
    account = api.ok("getSIPAccount", extension="1001")["extension"]
    assert (account["dnd"], account["fullname"]) == ("yes", "Zoe")
    rows = {row["extension"]: row for row in api.ok("listAccount")["account"]}
    assert rows.keys() == {"1000", "1001", "2000"}
    assert rows["1001"]["newmsg"] == 4
    assert api.ok("getSIPAccount", extension="2000")["extension"]["permission"] == "internal-local"
    assert api.ok("getUser", user_name="2000")["user_name"]["user_id"] == 5
    assert "Night shift" in [row["name"] for row in api.ok("listDepartment")["local_department_info"]]
    assert api.ok("listExtensionGroup")["extension_group"][2]["members"] == "1001"
    assert pbx.state("needs_apply") is False


def test_more_changes_behind_the_clients_back(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=3, rooms=2)
    pbx = api.pbx
    pbx.add("queue", "6500", queue_name="q", members=["1000"])
    pbx.change("queue", "6500", ringtime=12, chairmen=["1001"])
    pbx.add("paging_group", "8000", paginggroup_name="p", paginggroup_type="2way")
    pbx.add("ivr", "ivr-3", ivr_name="i")
    pbx.add("ring_group", "6401", members=["1002"])
    pbx.add("room", "1002", room="205")
    pbx.add("minibar", "12450", name="bar")
    pbx.add("minibar_goods", "01", name="apple", amount="3")
    pbx.add("call", "0301", callee="1000")
    queue = api.ok("getQueue", queue="6500")["queue"]
    assert (queue["members"], queue["ringtime"], queue["queue_chairmans"]) == ("1000", 12, "1001")
    assert pbx.state("queues/6500/strategy") == "ringall"
    assert api.ok("getIVR", ivr="ivr-3")["ivr"]["extension"] == "7003"
    assert api.ok("listPaginggroup")["total_item"] == 1
    assert api.ok("pmsapi", data={"getMiniBar": {}})["minibar_settings"]["minibar_name"] == "bar"
    assert pbx.state("rooms/1002/room") == "205"
    (channel,) = pbx.state("calls")
    for resource, key in (
        ("queue", "6500"),
        ("paging_group", "8000"),
        ("ivr", "ivr-3"),
        ("minibar", "12450"),
        ("minibar_goods", "01"),
        ("room", "1002"),
        ("call", channel),
        ("cdr", "1"),
    ):
        pbx.delete(resource, key)
        with pytest.raises(SimulatorError, match="there is no"):
            pbx.delete(resource, key)
    assert (pbx.state("calls"), pbx.state("queues"), pbx.state("minibars")) == ({}, {}, {})
    assert "1" not in pbx.state("cdrs")
    recording = next(iter(pbx.state("recordings")))
    pbx.delete("recording", recording)
    assert recording not in pbx.state("recordings")


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("PATCH", "/state", {"extension": "4711", "set": {}}, "there is no 4711"),
        ("PATCH", "/state", {"extension": "1000", "set": {"colour": "red"}}, "has no colour"),
        ("PATCH", "/state", {"extension": "1000"}, "set or delete"),
        ("PATCH", "/state", {"set": {}}, "exactly one object"),
        ("PATCH", "/state", {"planet": "1", "set": {}}, "no resource planet"),
        ("PATCH", "/state", {"options": {"colour": "red"}}, "no option colour"),
        ("PATCH", "/state", {"options": {"shapes": "round"}}, "one of document, recorded"),
        ("PATCH", "/state", {"options": {"conference": 1}}, "conference is bool"),
        ("POST", "/objects", {"extension": "1000", "set": {}}, "in use"),
        ("POST", "/objects", {"queue": "1000", "set": {}}, "in use"),
        ("POST", "/objects", {"ivr": "seven", "set": {}}, "ivr- and a number"),
        ("POST", "/objects", {"cdr": "1", "set": {}}, "cannot be added"),
        ("POST", "/objects", {"call": "0301", "set": {}}, "has a callee"),
        ("POST", "/objects", {"call": "0301", "set": {"callee": "4711"}}, "there is no 4711"),
        ("PATCH", "/state", {"room": "1000", "set": {"guest": {}}}, "cannot set guest"),
        ("PATCH", "/state", {"ring_group": "6400", "set": {"colour": "red"}}, "cannot set colour"),
        ("POST", "/reset", {"speed": 9}, "knows objects and options"),
        ("POST", "/reset", {"objects": -1}, "not negative"),
        ("POST", "/clock", {"advance": -1}, "backwards"),
        ("POST", "/clock", {}, "number of seconds"),
        ("GET", "/log?since=x", None, "invalid literal"),
    ],
)
def test_bad_control_requests(ucm: Callable[..., Any], method: str, path: str, body: Any, message: str) -> None:
    api = ucm(objects=1)
    answer = api.http.request(method, "/_sim" + path, json=body)
    assert answer.status_code == 400
    assert message in answer.json()["error"]


def test_clock_moves_date_and_uptime(ucm: Callable[..., Any]) -> None:
    api = ucm(cookie_seconds=10.0**6)
    before = api.ok("getSystemStatus")
    api.pbx.clock(advance=3600)
    after = api.ok("getSystemStatus")
    assert int(after["up-time"][:2]) == int(before["up-time"][:2]) + 1
    assert after["system-time"] > before["system-time"]


def test_latency(ucm: Callable[..., Any]) -> None:
    api = ucm()
    api.pbx.options(latency_ms=30)
    api.ok("getSystemStatus")
    assert api.pbx.log()[-1]["duration_ms"] >= 30


def test_log_directory_collects_resets(tmp_path: Path, launch: Launch, clients: Callable[..., Any]) -> None:
    process = launch("ucm", "ucm", "--until-stdin-closes", **{LOG_DIR_VARIABLE: str(tmp_path)})
    systems = [Simulator(json.loads(process.stdout.readline())) for _ in range(2)]
    for system in systems:
        clients(system).login()
    systems[0].reset()
    clients(systems[0]).challenge()
    for system in systems:
        system.close()
    process.stdin.close()
    assert process.wait(10) == 0
    files = {file.name.rsplit("-", 1)[1]: file.read_text().splitlines() for file in tmp_path.glob("*.jsonl")}
    operations = {name: [json.loads(line)["operation"] for line in lines] for name, lines in files.items()}
    assert operations == {"1.jsonl": ["challenge", "login", "challenge"], "2.jsonl": ["challenge", "login"]}
