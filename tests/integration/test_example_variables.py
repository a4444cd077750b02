# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks of trunk, call center and hotel, with the files of variables that users start from."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.doors import REPOSITORY, connection_of, playbook_command
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

PLAYBOOKS = ("site_trunk", "call_center", "hotel_rooms")


def test_the_playbooks_do_what_their_examples_say(simulators: Callable[[str], Simulator], tmp_path: Path) -> None:
    pbx = simulators("ucm")
    pbx.options(registration_seconds=0)
    inventory = tmp_path / "pbx.yml"
    system = {"name": "hq", "vendor": "ucm", "session_cache_path": str(tmp_path / "sessions"), **connection_of(pbx)}
    inventory.write_text(json.dumps({"plugin": "telephony.pbx.pbx", "expose_credentials": True, "systems": [system]}))
    _, environment = playbook_command([], tmp_path)
    del environment["ANSIBLE_STDOUT_CALLBACK"]
    command = ["ansible-playbook", "-i", str(inventory), *(f"telephony.pbx.{name}" for name in PLAYBOOKS)]
    for name in PLAYBOOKS:
        command += ["-e", f"@{REPOSITORY / 'playbooks/vars' / name}.yml"]
    command += ["-e", "vault_carrier_a_password=Canary-trunk-1", "-e", "{call_center_open: true}"]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert re.search(r"hq +: .*changed=4 .*failed=0", done.stdout), done.stdout + done.stderr
    for told in (
        "the trunk is Registered",
        "created: queue 6500, queue 6501, ivr 7001, inbound_route carrier-a _302110000, ivr 7000",
        "checked in or changed: 101, 102",
    ):
        assert told in done.stdout, re.findall("created.*", done.stdout)
    assert "Canary-trunk-1" not in done.stdout + done.stderr
    assert pbx.state("needs_apply") is False
