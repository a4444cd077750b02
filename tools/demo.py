# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``make demo``: the collection at work on two embedded PBXs, from a spreadsheet of 25 people to one who leaves.

Everything is what a user would run, in a temporary directory. Every step is checked against what the PBXs have and
what they were sent; the first that is not as it should be ends the demo with exit code 1.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.simulators.client import Simulator, start

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = ROOT / "playbooks/example_users.csv"
TENANTS = ROOT / "playbooks/vars/onboard_tenants.yml"
UCM, VOIPNOW = "hq", "voip"
"""The systems of the inventory."""
TENANT = "acme"
"""The organization of the VoipNow that the people of the list go to."""
HEADCOUNT = 25
SHOWN_ITEMS = 3
"""So many items of a loop are shown; the rest are counted."""

CREATE, UPDATE, APPLY = "addSIPAccountAndUser", "updateSIPAccount", "applyChanges"
CHANGED_ITEM = re.compile(r"^changed: \[[\w.]+\] => \(item=(.+)\)$", re.MULTILINE)
RECAP = re.compile(r"^[\w.]+ +: .*changed=(\d+) .*failed=(\d+)", re.MULTILINE)

INVENTORY = """\
plugin: telephony.pbx.pbx
expose_credentials: true
systems:
  - name: hq
    vendor: ucm
    site: Berlin
    url: {ucm.url}
    ca_path: {ucm.ca}
    username: {ucm.credentials[username]}
    password: "{{{{ lookup('ansible.builtin.env', 'HQ_PASSWORD') }}}}"
    vars:
      onboard_user_country_code: "49"
      onboard_user_handover_file: {handover}/hq.csv
  - name: voip
    vendor: voipnow
    url: {voipnow.url}
    ca_path: {voipnow.ca}
    app_id: {voipnow.credentials[app_id]}
    app_secret: "{{{{ lookup('ansible.builtin.env', 'VOIP_APP_SECRET') }}}}"
    vars:
      onboard_user_country_code: "49"
      onboard_user_handover_file: {handover}/voip.csv
"""


class DemoFailed(Exception):
    """Something is not as it should be."""


@dataclass(frozen=True)
class Playbook:
    """How a run ended: its output, the requests that the PBX got, and how long it took."""

    output: str
    requests: list[dict[str, Any]]
    seconds: float

    @property
    def changed(self) -> int:
        """Changed tasks, as the recap counts them."""
        return int(RECAP.findall(self.output)[-1][0])

    @property
    def changed_items(self) -> list[str]:
        return CHANGED_ITEM.findall(self.output)

    @property
    def writes(self) -> list[str]:
        return [entry["operation"] for entry in self.requests if entry["write"]]

    @property
    def cost(self) -> str:
        return f"{len(self.requests)} requests, {self.seconds:.1f} s"


class Stage:
    """The temporary directory with inventory and hand-over files, and the embedded PBXs."""

    def __init__(self, ucm: Simulator, voipnow: Simulator, directory: Path) -> None:
        self.ucm = ucm
        self.voipnow = voipnow
        self.directory = directory
        self.handover = directory / "handover"
        shutil.copy(TENANTS, directory)
        (directory / "pbx.yml").write_text(INVENTORY.format(ucm=ucm, voipnow=voipnow, handover=self.handover))
        # Nothing of the caller's settings, and nothing left behind in the caller's home.
        foreign = ("ANSIBLE_", "UCM_", "VOIPNOW_", "TELEPHONY_PBX_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        self._environment = {
            **kept,
            "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"),
            "ANSIBLE_HOME": str(directory / "ansible"),
            "ANSIBLE_NOCOLOR": "1",
            "XDG_CACHE_HOME": str(directory / "cache"),
            "HQ_PASSWORD": ucm.credentials["password"],
            "VOIP_APP_SECRET": voipnow.credentials["app_secret"],
        }

    def inventory(self) -> str:
        command = ["ansible-inventory", "-i", "pbx.yml", "--graph"]
        say_command(command)
        done = self._run("inventory", command[1:])
        show_output(done.splitlines())
        return done

    def play(self, playbook: str, limit: str, *arguments: str) -> Playbook:
        """Run a playbook of the collection on one host, and show what is worth reading of its output."""
        command = ["ansible-playbook", "-i", "pbx.yml", f"telephony.pbx.{playbook}", "--limit", limit, *arguments]
        say_command(command)
        pbx = self.ucm if limit == UCM else self.voipnow
        entries = pbx.log()
        since, started = entries[-1]["sequence"] if entries else 0, time.monotonic()
        output = self._run("playbook", command[1:])
        seconds = time.monotonic() - started
        show_output(worth_reading(output))
        if not RECAP.search(output) or RECAP.findall(output)[-1][1] != "0":
            raise DemoFailed("the playbook failed")
        return Playbook(output, pbx.log(since), seconds)

    def secrets_handed_over(self, system: str) -> set[str]:
        """The secrets in the hand-over file of a system, which must have a line for everybody and be private."""
        path = self.handover / f"{system}.csv"
        lines = path.read_text().splitlines()
        mode = stat.S_IMODE(path.stat().st_mode)
        ensure(
            "Their new passwords and PINs are in the hand-over file",
            holds=len(lines) == HEADCOUNT + 1,
            found=len(lines),
        )
        ensure("which only its owner can read", holds=mode == 0o600, found=oct(mode))
        return {secret for line in lines[1:] for secret in line.split(",")[1:] if secret}

    def _run(self, program: str, arguments: Sequence[str]) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "ansible", program, *arguments],
            cwd=self.directory,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            show_output(done.stdout.splitlines())
            raise DemoFailed(f"ansible-{program} ended with exit code {done.returncode}")
        return done.stdout


def worth_reading(output: str) -> Iterator[str]:
    """The tasks that changed something or tell something, long loops cut short, and the recap."""
    blocks = [block.strip("\n") for block in re.split(r"\n\n(?=TASK|PLAY)", output)]
    for block in blocks:
        if not re.search(r"^changed:|^fatal:|^\[WARNING\]|\"msg\":|^PLAY RECAP", block, re.MULTILINE):
            continue
        lines = block.splitlines()
        items = [line for line in lines if CHANGED_ITEM.match(line)]
        for line in lines:
            if line.startswith("ok:") and "(item=" in line:
                continue
            if line in items[SHOWN_ITEMS:]:
                if line == items[-1]:
                    yield f"... and {len(items) - SHOWN_ITEMS} more"
                continue
            if line.strip():
                yield re.sub(r"( \*{4,}| +)$", "", line)
        yield ""


def show_output(lines: Iterable[str]) -> None:
    print("\n".join(f"    {line}" if line else "" for line in lines).rstrip() + "\n", flush=True)


def heading(text: str) -> None:
    bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
    print(f"\n{bold}== {text}{plain}\n", flush=True)


def say(text: str) -> None:
    print(textwrap.fill(text, 100, initial_indent="  ", subsequent_indent="  ") + "\n", flush=True)


def say_command(command: Sequence[str]) -> None:
    shown = " ".join(f"'{word}'" if " " in word or "{" in word else word for word in command)
    print(f"  $ {shown}\n", flush=True)


def ensure(what: str, *, holds: bool, found: Any = None) -> None:
    """Tell that something holds, or end the demo."""
    if not holds:
        raise DemoFailed(f"not so: {what}" + (f" (found: {found})" if found is not None else ""))
    print(f"  [x] {what}", flush=True)


def onboard(stage: Stage, limit: str, *arguments: str) -> Playbook:
    return stage.play("onboard_users", limit, "-e", f"onboard_user_csv={PEOPLE.name}", *arguments)


def show_inventory(stage: Stage) -> None:
    heading("The inventory asks the PBXs what they are")
    graph = stage.inventory()
    ensure(
        "Each is a host, in the groups of its vendor and its site",
        holds=all(name in graph for name in ("@pbx_ucm", "@pbx_voipnow", "@pbx_site_Berlin", UCM, VOIPNOW)),
    )


def show_onboarding(stage: Stage) -> None:
    heading(f"{HEADCOUNT} people from a spreadsheet get their telephones")
    say(
        "The file has been through a spreadsheet: a number became 2007.0, a telephone number lost its plus, and MAC "
        "addresses are written in four ways. What is certain is mended, anything else would be refused."
    )
    born = set(stage.ucm.state("extensions"))
    run = onboard(stage, UCM)
    new = set(stage.ucm.state("extensions")) - born
    ensure(f"The PBX has {HEADCOUNT} new extensions ({run.cost})", holds=len(new) == HEADCOUNT, found=len(new))
    user = stage.ucm.state("users/2007")
    ensure(
        "Grace is 2007, with her department", holds=(user["first_name"], user["department"]) == ("Grace", "Networking")
    )
    ensure("All of it took effect with one apply", holds=run.writes.count(APPLY) == 1 and run.writes[-1] == APPLY)
    ensure("and nothing waits", holds=stage.ucm.state("needs_apply") is False)
    secrets = stage.secrets_handed_over(UCM)
    ensure("and which nothing was printed of", holds=not any(secret in run.output for secret in secrets))


def show_second_run(stage: Stage) -> None:
    heading("The same again changes nothing")
    run = onboard(stage, UCM)
    ensure(f"changed=0 ({run.cost})", holds=run.changed == 0, found=run.changed)
    ensure("The PBX got no write", holds=run.writes == [], found=run.writes)


def show_drift(stage: Stage) -> None:
    heading("Somebody changes an extension in the web interface")
    stage.ucm.change("extension", "2007", permission="internal-local-national-international")
    say("Extension 2007 may call abroad now. A check finds it, and changes nothing:")
    run = onboard(stage, UCM, "--check", "--diff")
    ensure("One extension differs", holds=run.changed_items == ["2007 Grace Weiß"], found=run.changed_items)
    ensure("in one field", holds='-    "permission": "international"' in run.output)
    # The task of the extension and the apply that would follow.
    ensure("changed=2: the extension, and the apply that would follow", holds=run.changed == 2, found=run.changed)
    ensure("The PBX got no write", holds=run.writes == [], found=run.writes)

    heading("A run repairs it")
    run = onboard(stage, UCM)
    ensure("Only this extension was written", holds=run.writes == [UPDATE, APPLY], found=run.writes)
    permission = stage.ucm.state("extensions/2007")["permission"]
    ensure("It has its permission back", holds=permission == "internal-local-national", found=permission)


def show_offboarding(stage: Stage) -> None:
    heading("Lena leaves, and Ada takes her calls")
    variables = {"offboard_user_numbers": ["2012"], "offboard_user_forward_to": "2001"}
    run = stage.play("offboard_users", UCM, "-e", json.dumps(variables))
    account = stage.ucm.state("extensions/2012")
    ensure("2012 is out of service", holds=account["out_of_service"] == "yes")
    targets = {entry["cfu"] for entry in account["sip_presence_settings"]}
    ensure("Her calls go to 2001, whatever her presence status", holds=targets == {"2001"}, found=targets)
    ensure("Nobody else was written", holds=run.writes == [UPDATE, APPLY], found=run.writes)


def show_tenant(stage: Stage) -> None:
    heading("The other PBX is shared: a reseller and its customer get their part of it")
    run = stage.play("onboard_tenants", VOIPNOW, "-e", f"@{TENANTS.name}")
    organization = stage.voipnow.state(f"organizations/{TENANT}")
    found = organization["limits"]["phoneExtMax"]
    ensure(f"The customer is there, with room for 40 telephones ({run.cost})", holds=found == 40, found=found)


def show_same_people(stage: Stage) -> None:
    host = f"{VOIPNOW}.{TENANT}"
    heading("The same people, from the same file, on the other vendor's PBX")
    born = set(stage.voipnow.state("extensions"))
    run = onboard(stage, host)
    new = set(stage.voipnow.state("extensions")) - born
    ensure(f"The customer has {HEADCOUNT} new extensions ({run.cost})", holds=len(new) == HEADCOUNT, found=len(new))
    owners = {stage.voipnow.state(f"extensions/{number}")["owner"] for number in new}
    ensure("each of somebody with a login of their own", holds=len(owners) == HEADCOUNT, found=len(owners))
    secrets = stage.secrets_handed_over(VOIPNOW)
    ensure("and which nothing was printed of", holds=not any(secret in run.output for secret in secrets))

    heading("The same again changes nothing there either")
    run = onboard(stage, host)
    ensure(f"changed=0 ({run.cost})", holds=run.changed == 0, found=run.changed)
    ensure("The PBX got no write", holds=run.writes == [], found=run.writes)


def main() -> int:
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="telephony-pbx-demo-") as directory,
        start("ucm") as ucm,
        start("voipnow", objects=0) as voipnow,
    ):
        heading("Two embedded PBXs")
        stage = Stage(ucm, voipnow, Path(directory))
        say(
            f"A simulated Grandstream UCM with {len(ucm.state('extensions'))} extensions answers at {ucm.url}, and a "
            f"simulated 4PSA VoipNow at {voipnow.url}: with the wire and the errors of the real ones, and certificates "
            "of their own authority."
        )
        try:
            for show in (
                show_inventory,
                show_onboarding,
                show_second_run,
                show_drift,
                show_offboarding,
                show_tenant,
                show_same_people,
            ):
                show(stage)
        except DemoFailed as failed:
            print(f"\n  [ ] {failed}\n\nThe demo failed.", file=sys.stderr)
            return 1
    heading(f"Done in {time.monotonic() - started:.0f} s. Nothing is left behind.")
    say("To go on: docs/getting-started.md, and the playbooks in playbooks/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
