# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ``make demo`` runs: that it shows what it promises, notices when it does not, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import demo

SECONDS = 600
"""Far more than it takes: a guard against one that hangs."""
OUTPUT = """
PLAY [Onboard users] ****

TASK [a : Nothing to see] ****
ok: [hq]

TASK [a : Create] ****
ok: [hq] => (item=1)
changed: [hq] => (item=2)
changed: [hq] => (item=3)
changed: [hq] => (item=4)
changed: [hq] => (item=5)

PLAY RECAP ****
hq                         : ok=10   changed=1    unreachable=0    failed=0    skipped=0
"""


@pytest.fixture
def short_path() -> Iterator[Path]:
    """Ansible makes a socket below the temporary directory, and a socket's path has little room."""
    with tempfile.TemporaryDirectory(prefix="t-") as directory:
        yield Path(directory)


@pytest.mark.slow
def test_the_demo_works_and_leaves_nothing_behind(short_path: Path) -> None:
    home, temporary = short_path / "home", short_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tools.demo"],
        cwd=demo.ROOT,
        env={**os.environ, "HOME": str(home), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert done.stdout.count("[x]") >= 26
    assert done.stdout.count("changed=0 (") == 2  # one for each vendor
    assert list(temporary.iterdir()) == []
    assert list(home.iterdir()) == []


def test_what_does_not_hold_ends_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A PBX that gets a write in the second run."""

    def second_run(stage: demo.Stage) -> None:
        entries = [{"operation": "updateUser", "write": True}]
        run = demo.Playbook(OUTPUT, entries, 1.0)
        demo.ensure("The PBX got no write", holds=run.writes == [], found=run.writes)

    monkeypatch.setattr(demo, "show_inventory", second_run)
    assert demo.main() == 1
    assert "not so: The PBX got no write (found: ['updateUser'])" in capsys.readouterr().err


def test_output_is_read_as_ansible_writes_it() -> None:
    run = demo.Playbook(OUTPUT, [], 1.0)
    assert run.changed == 1
    assert run.changed_items == ["2", "3", "4", "5"]
    assert list(demo.worth_reading(OUTPUT)) == [
        "TASK [a : Create]",
        "changed: [hq] => (item=2)",
        "changed: [hq] => (item=3)",
        "changed: [hq] => (item=4)",
        "... and 1 more",
        "",
        "PLAY RECAP",
        "hq                         : ok=10   changed=1    unreachable=0    failed=0    skipped=0",
        "",
    ]
