# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/whole-pbx.md: its file and its tasks do what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.doors import REPOSITORY, connection_of, run_playbook
from tests.office import KINDS
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SECRETS = {"vault_sip_2000": "Guide-Pass-2000", "vault_sip_2001": "Guide-Pass-2001"}


def blocks() -> tuple[str, list[dict[str, Any]]]:
    """The page's file and its tasks."""
    found = BLOCK.findall((REPOSITORY / "docs/whole-pbx.md").read_text(encoding="utf-8"))
    (file,) = [block for block in found if block.startswith("---\n")]
    return file, [task for block in found if block is not file for task in yaml.safe_load(block)]


def test_the_file_is_applied_exported_and_purged(simulators: Callable[[str], Simulator], tmp_path: Path) -> None:
    pbx = simulators("ucm")
    pbx.reset(objects=3)
    file, tasks = blocks()
    (tmp_path / "pbx").mkdir()
    (tmp_path / "pbx/hq.yml").write_text(file, encoding="utf-8")
    connection = {**connection_of(pbx), "session_cache_path": str(tmp_path / "sessions")}
    play = {
        "hosts": "all",
        "gather_facts": False,
        "module_defaults": {"group/telephony.pbx.ucm": connection},
        "vars": {"kinds": KINDS},
        "tasks": tasks,
    }

    def run(*arguments: str, plays: int = 1) -> list[list[dict[str, Any]]]:
        """The results of each play; no secret is in the output."""
        done = run_playbook(
            [play] * plays, tmp_path, variables=SECRETS, arguments=("--diff", *arguments), collect=pbx, quiet=False
        )
        assert done.code == 0, done
        assert not any(secret in done.output for secret in SECRETS.values())
        assert "opening-hours" in done.output, "the diff is shown"
        assert not ("--check" in arguments and [e for event in done.events for e in event["requests"] if e["write"]])
        found = [event["result"] for event in done.events]
        return [found[start : start + len(tasks)] for start in range(0, len(found), len(tasks))]

    ((check, *_),) = run("--check")
    (apply, _, _, as_exported, purge), again = run(plays=2)
    assert check["diff"] == apply["diff"]
    assert apply["counts"] == {"create": 8, "update": 2, "delete": 0, "nothing": 1}
    assert as_exported["changed"] is False
    assert purge["counts"]["delete"] == 3, "the inbound routes that the system is born with"
    assert not any(result["changed"] for result in again if "counts" in result)
    export = yaml.safe_load((tmp_path / "pbx/export.yml").read_text(encoding="utf-8"))
    assert list(export) == sorted(KINDS)
    assert [ivr["name"] for ivr in export["ivrs"]] == ["day", "opening-hours"]
