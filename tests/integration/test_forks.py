# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many processes against one PBX: one login for all, no ban for a wrong password, a cache of its owner alone."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Run, connection_of, run_playbook
from tests.simulators.client import Simulator

HOSTS = [f"pbx{number}" for number in range(10)]


@pytest.fixture
def ucm(simulators: Callable[[str], Simulator]) -> Simulator:
    ucm = simulators("ucm")
    ucm.reset(objects=len(HOSTS) + 1)
    return ucm


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def run(
    ucm: Simulator, sessions: Path, *, hosts: Sequence[str] = HOSTS, in_process: bool = True, **options: Any
) -> Run:
    """Each host, five at once, changes an extension of its own on the one PBX."""
    number = "{{ 1000 + groups.all.index(inventory_hostname) }}"
    tasks = [{"telephony.pbx.ucm_extension": {"extension": number, "call_waiting": False, "apply": False}}]
    connection = {**connection_of(ucm), "session_cache_path": str(sessions), **options}
    play = {"hosts": "all", "gather_facts": False, "module_defaults": {"group/telephony.pbx.ucm": connection}}
    return run_playbook(
        [{**play, "tasks": tasks}],
        sessions.parent,
        hosts=hosts,
        arguments=["-f", "5"],
        variables={"telephony_pbx_in_process": in_process},
    )


def statuses(ucm: Simulator, operation: str) -> list[int]:
    return [entry["vendor_status"] for entry in ucm.log() if entry["operation"] == operation]


@pytest.mark.parametrize(("in_process", "hosts"), [(True, HOSTS), (False, HOSTS[:5])], ids=["in process", "as modules"])
def test_all_forks_share_one_login(in_process: bool, hosts: list[str], ucm: Simulator, sessions: Path) -> None:
    found = run(ucm, sessions, hosts=hosts, in_process=in_process)
    assert found.code == 0, found
    assert statuses(ucm, "login") == [0]
    assert len(statuses(ucm, "challenge")) == 1
    assert statuses(ucm, "updateSIPAccount") == [0] * len(hosts)
    assert [event["status"] for event in found.events] == ["ok"] * len(hosts)


def test_forks_share_one_renewal_when_the_session_ends(ucm: Simulator, sessions: Path) -> None:
    assert run(ucm, sessions, hosts=HOSTS[:1]).code == 0
    ucm.options(cookie_seconds=60.0)
    ucm.clock(advance=61)
    ucm.clear_log()
    found = run(ucm, sessions)
    assert found.code == 0, found
    assert statuses(ucm, "login") == [0]


def test_a_wrong_password_is_tried_once_by_all_forks_together(ucm: Simulator, sessions: Path) -> None:
    found = run(ucm, sessions, password="not this one")
    assert found.code == 2, found
    assert statuses(ucm, "login") == [-37]
    assert [failure["count"] for failure in ucm.state("sessions")["failures"]] == [1]
    assert ucm.state("sessions")["banned"] == []
    errors = [event["result"]["error"] for event in found.events]
    assert {error["kind"] for error in errors} == {"login_rejected"}
    assert len(errors) == len(HOSTS)
    assert all("4 tries are left" in error["known"] for error in errors)
    assert not [entry for entry in ucm.log() if entry["write"]]
    # The right one works at once.
    ucm.clear_log()
    assert run(ucm, sessions, hosts=HOSTS[:2]).code == 0
    assert statuses(ucm, "login") == [0]


def test_a_changed_password_takes_effect_at_once(ucm: Simulator, sessions: Path) -> None:
    assert run(ucm, sessions, hosts=HOSTS[:2]).code == 0
    ucm.options(password="Changed-Pass-2")
    ucm.clear_log()
    assert run(ucm, sessions, hosts=HOSTS[:2], password="Changed-Pass-2").code == 0
    assert statuses(ucm, "login") == [0]


def test_without_a_stored_session_logins_come_one_after_the_other(ucm: Simulator, sessions: Path) -> None:
    """A challenge that another login overtakes is refused with -37, so that logins must not overlap."""
    ucm.options(latency_ms=15.0)
    found = run(ucm, sessions, session_cache=False)
    assert found.code == 0, found
    assert statuses(ucm, "login") == [0] * len(HOSTS)
    assert not list(sessions.glob("*.session"))


def test_logging_out_leaves_no_session_behind_and_hurts_nobody(ucm: Simulator, sessions: Path) -> None:
    found = run(ucm, sessions, logout=True)
    assert found.code == 0, found
    assert [session["user"] for session in ucm.state("sessions")["open"]] == ["admin"]
    assert not list(sessions.glob("*.session"))
    assert set(statuses(ucm, "logout")) <= {0, -6}


def test_the_cache_is_its_owners_only(ucm: Simulator, sessions: Path) -> None:
    assert run(ucm, sessions, hosts=HOSTS[:2]).code == 0
    assert stat.S_IMODE(sessions.stat().st_mode) == 0o700
    files = list(sessions.iterdir())
    assert {path.suffix for path in files} >= {".session", ".lock"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    content = b"".join(path.read_bytes() for path in files)
    assert ucm.credentials["password"].encode() not in content
    assert b"sid" not in content


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o777])
def test_a_cache_that_others_can_open_is_refused(mode: int, ucm: Simulator, sessions: Path) -> None:
    sessions.mkdir()
    sessions.chmod(mode)
    found = run(ucm, sessions, hosts=HOSTS[:1])
    assert found.code == 2
    (event,) = found.events
    assert f"the session cache {sessions} is not a directory that only its owner can use" in event["result"]["msg"]
    assert "chmod 700" in event["result"]["msg"]
    assert not ucm.log()
    assert list(sessions.iterdir()) == []


def test_a_cache_that_is_a_link_or_a_file_is_refused(ucm: Simulator, sessions: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    sessions.symlink_to(tmp_path / "elsewhere")
    assert "session cache" in json.dumps(run(ucm, sessions, hosts=HOSTS[:1]).events[0]["result"]["msg"])
    sessions.unlink()
    sessions.write_text("")
    assert "session cache" in json.dumps(run(ucm, sessions, hosts=HOSTS[:1]).events[0]["result"]["msg"])
    assert not ucm.log()
