# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real ansible-playbook runs of the onboarding roles against a simulated UCM."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Run, playbook_command, run_playbook
from tests.simulators.client import Simulator
from tests.simulators.redaction import hashed

pytestmark = pytest.mark.slow

IN_PROCESS, ORDINARY = "in the worker", "as modules"
CREATE, UPDATE, APPLY = "addSIPAccountAndUser", "updateSIPAccount", "applyChanges"
SECRET_PARAMETERS = {"secret": "sip_password", "vmsecret": "voicemail_pin", "user_password": "user_password"}

ADA = {"number": "2001", "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"}
BOB = {"number": "2002", "first_name": "Bob", "department": "Sales", "permission": "national", "mac": "000B.8212.3456"}
EVE = {"number": "2003", "first_name": "Eve", "phone_number": "+49 30 123", "simultaneous_number": "+49 171 1234567"}


class Site:
    """A directory with a play for a role, and the simulated UCM that it is for."""

    def __init__(self, pbx: Simulator, directory: Path) -> None:
        self.pbx = pbx
        self.directory = directory
        self.handover = directory / "handover" / "hq.csv"
        self.in_process = True
        self.connection = {
            "url": pbx.url,
            "ca_path": pbx.ca,
            "username": pbx.credentials["username"],
            "password": pbx.credentials["password"],
            "session_cache_path": str(directory / "sessions"),
        }

    def how(self, role: str, variables: dict[str, Any], *arguments: str, quiet: bool = True) -> dict[str, Any]:
        play = {
            "hosts": "all",
            "gather_facts": False,
            "module_defaults": {"group/telephony.pbx.ucm": self.connection},
            # Not as extra variables: Ansible itself prints those at -vvvv.
            "vars": {"telephony_pbx_in_process": self.in_process, **variables},
            "tasks": [{"ansible.builtin.import_role": {"name": f"telephony.pbx.{role}"}}],
        }
        return {
            "plays": [play],
            "directory": self.directory,
            "arguments": arguments,
            "collect": self.pbx,
            "quiet": quiet,
        }

    def onboard(self, users: list[dict[str, Any]], *arguments: str, quiet: bool = True, **variables: Any) -> Run:
        variables = {"onboard_user_handover_file": "handover/hq.csv", "onboard_user_users": users, **variables}
        return run_playbook(**self.how("onboard_user", variables, *arguments, quiet=quiet))

    def offboard(self, numbers: list[Any], *arguments: str, **variables: Any) -> Run:
        variables = {"offboard_user_numbers": numbers, **variables}
        return run_playbook(**self.how("offboard_user", variables, *arguments))

    def kept(self) -> dict[str, dict[str, str]]:
        with self.handover.open(newline="") as file:
            return {row.pop("number"): row for row in csv.DictReader(file)}

    def secrets_on_pbx(self, number: str) -> dict[str, str]:
        """The hashes of an extension's secrets, as the simulator has them."""
        account = self.pbx.state(f"extensions/{number}")
        return {kind: account[name] for name, kind in SECRET_PARAMETERS.items()}


@pytest.fixture
def site(simulators: Callable[[str], Simulator], tmp_path: Path) -> Site:
    return Site(simulators("ucm"), tmp_path)


def succeeded(run: Run) -> Run:
    assert run.code == 0, [event["result"].get("msg") for event in run.events if "failed" in event["status"]]
    return run


def result(run: Run, role: str) -> dict[str, Any]:
    (facts,) = [event["result"]["ansible_facts"] for event in run.events if event["task"].endswith(": Sum up")]
    return facts[f"{role}_result"]


def changed_tasks(run: Run) -> list[str]:
    events = [event for event in run.events if not event["item"] and event["result"].get("changed")]
    return [event["task"].rpartition(" : ")[2] for event in events]


def writes(run: Run) -> list[str]:
    return [entry["operation"] for event in run.events for entry in event["requests"] if entry["write"]]


def diffs(run: Run) -> dict[tuple[str, str], Any]:
    """The diff of every item of every task."""
    events = [event for event in run.events if event["item"]]
    return {(event["task"], str(event["result"]["item"])): event["result"].get("diff") for event in events}


def failure(run: Run) -> str:
    assert run.code != 0
    return " ".join(str(event["result"].get("msg")) for event in run.events if event["status"] == "failed")


def with_descendants(process: int) -> list[int]:
    """A process and all below it. Ansible's workers are in sessions of their own, so no group has them all."""
    children = (path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children"))
    return [process, *(below for pids in children for pid in pids for below in with_descendants(int(pid)))]


# -- onboard_user


@pytest.mark.parametrize("door", [IN_PROCESS, ORDINARY])
def test_newcomers_are_predicted_created_and_left_alone(site: Site, door: str) -> None:
    site.in_process = door == IN_PROCESS
    newcomers = [ADA, BOB, EVE] if site.in_process else [BOB]  # every module is a slow process there
    numbers = [user["number"] for user in newcomers]
    site.pbx.options(require_secrets=True, strict_secrets=True)

    predicted = succeeded(site.onboard(newcomers, "--check", "--diff"))
    assert writes(predicted) == []
    assert not site.handover.parent.exists()
    warnings = {warning for event in predicted.events for warning in event["result"].get("warnings", ())}
    assert len([text for text in warnings if "takes it that an earlier task creates it" in text]) == len(numbers)

    done = succeeded(site.onboard(newcomers, "--diff"))
    assert writes(done) == [CREATE] * len(numbers) + ["updateUser"] * len(numbers) + [APPLY]
    assert diffs(done) == diffs(predicted)
    assert changed_tasks(done) == changed_tasks(predicted)
    for run in (predicted, done):
        assert result(run, "onboard_user") == {
            "created": numbers,
            "changed": [],
            "unchanged": [],
            "phones": {"2002": "00:0b:82:12:34:56"},
        }
    assert site.pbx.state("needs_apply") is False
    bob = site.pbx.state("users/2002")
    assert (bob["first_name"], bob["department"]) == ("Bob", "Sales")
    assert site.pbx.state("extensions/2002")["permission"] == "internal-local-national"
    if EVE in newcomers:
        eve = site.pbx.state("extensions/2003")
        assert (eve["external_number"], eve["en_ringboth"]) == ("+491711234567", "yes")

    again = succeeded(site.onboard(newcomers, "--diff"))
    assert changed_tasks(again) == []
    assert writes(again) == []
    assert result(again, "onboard_user")["unchanged"] == numbers


def test_new_secrets_are_those_in_the_hand_over_file(site: Site) -> None:
    given = {**BOB, "sip_password": "Canary-1234", "voicemail_pin": "482915"}
    succeeded(site.onboard([ADA, given]))
    assert stat.S_IMODE(site.handover.stat().st_mode) == 0o600
    kept = site.kept()
    assert list(kept) == ["2001", "2002"]
    assert site.secrets_on_pbx("2001") == {kind: hashed(value) for kind, value in kept["2001"].items()}
    assert kept["2002"]["sip_password"] == kept["2002"]["voicemail_pin"] == ""
    assert site.secrets_on_pbx("2002") == {
        "sip_password": hashed("Canary-1234"),
        "voicemail_pin": hashed("482915"),
        "user_password": hashed(kept["2002"]["user_password"]),
    }


def test_who_exists_keeps_secrets_and_whatever_the_list_does_not_say(site: Site) -> None:
    before = site.pbx.state("extensions/1001")
    user_before = site.pbx.state("users/1001")
    run = succeeded(site.onboard([{"number": "1001", "last_name": "Changed", "sip_password": "Canary-1234"}]))
    assert writes(run) == ["updateUser", APPLY]
    assert result(run, "onboard_user")["changed"] == ["1001"]
    after = site.pbx.state("extensions/1001")
    assert {name for name in before if before[name] != after[name]} <= {"fullname"}
    assert site.pbx.state("users/1001") == {**user_before, "last_name": "Changed"}
    assert not site.handover.exists()


def test_a_csv_file_is_read_from_beside_the_playbook(site: Site) -> None:
    site.directory.mkdir(exist_ok=True)
    (site.directory / "users.csv").write_text(
        "\ufeffNumber;First Name;Phone;PIN\r\n2001.0;Ada;493012345678;\r\n\r\n2002;Bob;;482915\r\n"
    )
    variables = {"onboard_user_csv": "users.csv", "onboard_user_country_code": "49"}
    how = site.how("onboard_user", {"onboard_user_handover_file": "handover/hq.csv", **variables})
    run = succeeded(run_playbook(**how))
    assert result(run, "onboard_user")["created"] == ["2001", "2002"]
    assert site.pbx.state("users/2001")["phone_number"] == "+493012345678"
    assert site.secrets_on_pbx("2002")["voicemail_pin"] == hashed("482915")


def test_a_bad_list_is_refused_as_a_whole_before_the_first_request(site: Site) -> None:
    run = site.onboard([ADA, {**BOB, "number": "2001"}, {**EVE, "voicemail_pin": "123456"}])
    message = failure(run)
    assert "entry 2, number: 2001 is that of entry 1 already" in message
    assert "entry 3, voicemail_pin: must not have 4 digits in sequence" in message
    assert site.pbx.log() == []
    assert not site.handover.exists()


def test_an_unsafe_hand_over_file_ends_the_run_before_a_write(site: Site) -> None:
    site.handover.parent.mkdir(parents=True)
    site.handover.write_text("number,sip_password,voicemail_pin,user_password\n")
    site.handover.chmod(0o644)
    for mode in ("--check", "--diff"):
        run = site.onboard([ADA], mode)
        assert run.code != 0
        assert "can be used by others" in json.dumps(run.events)
        assert writes(run) == []


def test_one_who_is_refused_does_not_stop_the_others_and_is_made_up_for(site: Site) -> None:
    site.pbx.fault("vendor_error", operation=CREATE, params={"extension": "2002"}, code=-25)
    run = site.onboard([ADA, BOB, EVE])
    assert run.code != 0
    assert writes(run) == [CREATE] * 3
    assert site.pbx.state("needs_apply") is True
    kept = site.kept()
    assert set(kept) == {"2001", "2002", "2003"}

    run = succeeded(site.onboard([ADA, BOB, EVE]))
    assert result(run, "onboard_user")["created"] == ["2002"]
    assert site.kept() == kept
    for number, secrets in kept.items():
        assert site.secrets_on_pbx(number) == {kind: hashed(value) for kind, value in secrets.items()}
    assert site.pbx.state("needs_apply") is False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the processes of a run in /proc")
def test_a_run_that_is_killed_loses_no_secret(site: Site) -> None:
    """Killed while the PBX, which has carried the creation out, has not answered yet."""
    site.pbx.fault("delay", operation=CREATE, params={"extension": "2002"}, seconds=20.0, carried_out=True)
    variables = {"onboard_user_handover_file": "handover/hq.csv", "onboard_user_users": [ADA, BOB, EVE]}
    how = site.how("onboard_user", variables)
    del how["collect"]
    command, environment = playbook_command(**how)
    process = subprocess.Popen(command, env=environment, cwd=site.directory, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        created = [entry for entry in site.pbx.log() if entry["operation"] == CREATE]
        if len(created) == 2 and created[1]["carried_out"]:
            for running in with_descendants(process.pid):
                os.kill(running, signal.SIGKILL)
            process.wait()
    assert process.returncode == -signal.SIGKILL
    assert set(site.kept()) == {"2001", "2002"}

    run = succeeded(site.onboard([ADA, BOB, EVE]))
    assert writes(run).count(CREATE) == 1
    assert writes(run)[-1] == APPLY
    assert result(run, "onboard_user")["created"] == ["2003"]
    for number, secrets in site.kept().items():
        assert site.secrets_on_pbx(number) == {kind: hashed(value) for kind, value in secrets.items()}
    assert changed_tasks(succeeded(site.onboard([ADA, BOB, EVE]))) == []


def test_what_waits_is_applied_by_the_next_run(site: Site) -> None:
    run = succeeded(site.onboard([ADA], onboard_user_apply=False))
    assert APPLY not in writes(run)
    for mode, expected in (("--check", []), ("--diff", [APPLY])):
        run = succeeded(site.onboard([ADA], mode))
        assert writes(run) == expected
        assert changed_tasks(run) == ["Put the changes into effect"]
    assert site.pbx.state("needs_apply") is False


@pytest.mark.parametrize("door", [IN_PROCESS, ORDINARY])
def test_no_secret_is_printed_at_any_verbosity(site: Site, door: str) -> None:
    site.in_process = door == IN_PROCESS
    secrets = {"sip_password": "Canary-sip-1", "voicemail_pin": "4829150637", "user_password": "Canary-user-1"}
    given = {**BOB, **secrets}
    variables = {"onboard_user_handover_file": "handover/hq.csv"}

    outputs = {}
    csv_file = site.directory / "users.csv"
    csv_file.write_text("number,sip_password,pin\n2004,Canary-csv-1,5938271604\n")
    newcomers = [ADA, given] if site.in_process else [given]
    outputs["created"] = succeeded(site.onboard(newcomers, "-vvvv", "--diff", quiet=False)).output
    from_file = site.how("onboard_user", {**variables, "onboard_user_csv": "users.csv"}, "-vvvv", quiet=False)
    outputs["created from a file"] = succeeded(run_playbook(**from_file)).output

    site.pbx.fault("vendor_error", operation=CREATE, params={"extension": "2005"}, code=-25)
    refused = {**given, "number": "2005", "mac": "", "email": "x@example.com"}
    csv_file.write_text(
        "number,sip_password,pin,mac\n2006,Canary-csv-1,5938271604,none\n2007,Canary-csv-1,1234567890,\n"
    )
    failing = {
        "refused by the PBX": site.onboard([refused], "-vvvv", quiet=False),
        "a bad file": run_playbook(**from_file),
    }
    if site.in_process:
        failing |= {
            "a bad PIN": site.onboard([{**given, "voicemail_pin": "8765432109"}], "-vvvv", quiet=False),
            "an unknown word": site.onboard([{**given, "frist_name": "Bob"}], "-vvvv", quiet=False),
            "a hand-over file in the way": site.onboard(
                [{**ADA, "number": "2008", "voicemail_pin": "4829150637"}],
                "-vvvv",
                quiet=False,
                onboard_user_handover_file="users.csv",
            ),
        }
    for what, run in failing.items():
        assert run.code != 0, what
        outputs[what] = run.output

    made = [value for row in site.kept().values() for value in row.values() if value]
    assert len(made) == (4 if site.in_process else 1), "what was not given, and only that"
    for what, output in outputs.items():
        for secret in (*made, *secrets.values(), "8765432109", "Canary-csv-1", "5938271604", "1234567890"):
            assert secret not in output, f"{what}: {output[max(0, output.find(secret) - 300) : output.find(secret)]}"


# -- offboard_user


def test_disabling_is_predicted_done_and_left_alone(site: Site) -> None:
    site.pbx.change("extension", "1002", dnd="yes", en_ringboth="yes", external_number="0171123", chat_messages=5)
    before = site.pbx.state("extensions/1002")
    variables = {"offboard_user_forward_to": "1001", "offboard_user_clear_chats": True}

    predicted = succeeded(site.offboard(["1002"], "--check", "--diff", **variables))
    assert writes(predicted) == []
    assert site.pbx.state("extensions/1002") == before

    done = succeeded(site.offboard([1002], "--diff", **variables))
    assert writes(done) == ["cleanTerminalChatInformation", UPDATE, APPLY]
    assert diffs(done) == diffs(predicted)
    assert changed_tasks(done) == changed_tasks(predicted)
    assert result(done, "offboard_user") == {"changed": ["1002"], "unchanged": [], "missing": []}
    after = site.pbx.state("extensions/1002")
    assert (after["out_of_service"], after["dnd"], after["en_ringboth"]) == ("yes", "no", "no")
    assert after["external_number"] == "0171123"
    assert after["chat_messages"] == 0
    forwards = [(entry["cfu"], entry["cfu_destination_type"]) for entry in after["sip_presence_settings"]]
    assert forwards == [("1001", "1")] * 5

    again = succeeded(site.offboard(["1002"], **variables))
    assert changed_tasks(again) == []
    assert writes(again) == []
    assert result(again, "offboard_user")["unchanged"] == ["1002"]


def test_disabling_leaves_forwarding_alone_unless_asked(site: Site) -> None:
    run = succeeded(site.offboard(["1002"], "--diff"))
    (write,) = [entry for event in run.events for entry in event["requests"] if entry["operation"] == UPDATE]
    assert set(write["parameters"]) - {"cookie"} == {"extension", "out_of_service"}
    run = succeeded(site.offboard(["1003"], offboard_user_forward_to="0049301234"))
    kinds = {entry["cfu_destination_type"] for entry in site.pbx.state("extensions/1003")["sip_presence_settings"]}
    assert kinds == {"2"}


def test_deleting_frees_the_number_and_its_secrets(site: Site) -> None:
    succeeded(site.onboard([ADA, BOB]))
    variables = {
        "offboard_user_action": "delete",
        "offboard_user_clear_chats": True,
        "offboard_user_handover_file": "handover/hq.csv",
    }
    predicted = succeeded(site.offboard(["2001", "7777"], "--check", **variables))
    assert writes(predicted) == []
    assert set(site.kept()) == {"2001", "2002"}

    done = succeeded(site.offboard(["2001", "7777"], **variables))
    assert writes(done) == ["cleanTerminalChatInformation", "deleteUser", APPLY]
    assert changed_tasks(done) == changed_tasks(predicted)
    assert result(done, "offboard_user") == {"changed": ["2001"], "unchanged": [], "missing": ["7777"]}
    assert set(site.kept()) == {"2002"}
    assert stat.S_IMODE(site.handover.stat().st_mode) == 0o600
    assert "2001" not in site.pbx.state("extensions")

    again = succeeded(site.offboard(["2001", "7777"], **variables))
    assert changed_tasks(again) == []
    assert writes(again) == []
    assert result(again, "offboard_user")["missing"] == ["2001", "7777"]


@pytest.mark.parametrize(
    ("numbers", "variables", "why"),
    [
        (["1002", "7777"], {}, "There are no extensions 7777, so they cannot be disabled"),
        (["10o2"], {}, "These are no numbers: 10o2"),
        (["1002"], {"offboard_user_forward_to": "1002"}, "Calls cannot be forwarded to somebody who leaves"),
        (
            ["1002"],
            {"offboard_user_forward_to": "1001", "offboard_user_action": "delete"},
            "Calls of somebody who is deleted cannot be forwarded",
        ),
        (
            ["1001", "1002"],
            {"offboard_user_action": "delete", "offboard_user_max_deletes": 1},
            "One run deletes 1 users at most",
        ),
        (["1002"], {"offboard_user_action": "remove"}, "offboard_user_action"),
    ],
)
def test_mistakes_are_found_before_the_first_write(
    site: Site, numbers: list[str], variables: dict[str, Any], why: str
) -> None:
    run = site.offboard(numbers, **variables)
    assert why in failure(run) + json.dumps(run.events)
    assert writes(run) == []


# -- playbooks


def test_the_playbooks_want_one_pbx(site: Site) -> None:
    inventory = site.directory / "pbx.yml"
    site.directory.mkdir(exist_ok=True)
    systems = [{"name": name, "vendor": "ucm", **site.connection} for name in ("hq", "branch")]
    inventory.write_text(json.dumps({"plugin": "telephony.pbx.pbx", "expose_credentials": True, "systems": systems}))
    (site.directory / "users.csv").write_text("number,first_name\n2001,Ada\n")
    settings = {
        "onboard_user_csv": str(site.directory / "users.csv"),
        "onboard_user_handover_file": str(site.handover),
        "offboard_user_numbers": ["2001"],
    }

    def play(playbook: str, *arguments: str) -> str:
        _, environment = playbook_command([], site.directory)
        del environment["ANSIBLE_STDOUT_CALLBACK"]
        command = ["ansible-playbook", "-i", str(inventory), f"telephony.pbx.{playbook}", *arguments]
        done = subprocess.run(
            [*command, "--extra-vars", json.dumps(settings)],
            env=environment,
            cwd=site.directory,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout + done.stderr

    refused = play("onboard_users")
    assert "The list would go to hq, branch. Name one with --limit." in refused
    assert not [entry for entry in site.pbx.log() if entry["write"]]
    assert "1 created, 0 changed, 0 unchanged" in play("onboard_users", "--limit", "hq")
    assert re.search(r"hq +: .*changed=0 .*failed=0", play("onboard_users", "--limit", "hq"))
    assert "disabled: 2001" in play("offboard_users", "--limit", "hq")
