# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Emptying the inbound blacklist: only when there is something on it, and never in doubt without a look."""

from __future__ import annotations

import httpx
import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist_purge import (
    INBOUND_BLACKLIST_PURGE as PURGE,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.inbound_blacklist_purge import OPERATION
from tests.unit.ucm.scripted_ucm import ScriptedUcm, success
from tests.unit.ucm.task_runner import TaskRunner

ENTRY = {"number": "0123", "inbound_rt_index": "0"}
FULL, EMPTY = success(number=[ENTRY], total_page=1), success(number=[], total_page=1)
CUT = httpx.ReadError("cut")


@pytest.mark.parametrize("check", [True, False])
def test_an_empty_list_is_left_alone(ucm: ScriptedUcm, task: TaskRunner, check: bool) -> None:
    ucm.script("listInboundBlacklist", EMPTY)
    result = task(PURGE, confirm=True, check=check, diff=True)
    assert (result["changed"], result["numbers"]) == (False, [])
    assert not ucm.sent(OPERATION)


def test_check_mode_tells_what_would_go(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("listInboundBlacklist", FULL)
    result = task(PURGE, confirm=True, check=True, diff=True)
    assert (result["changed"], result["numbers"], ucm.sent(OPERATION)) == (True, ["0123"], [])
    assert result["diff"]["before"] == {"inbound_blacklist": [{"number": "0123", "route": {"all": True}}]}


def test_a_full_list_is_emptied_with_one_request_and_applied(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("listInboundBlacklist", FULL)
    ucm.script(OPERATION, success(need_apply="yes"))
    result = task(PURGE, confirm=True)
    assert (result["changed"], result["apply_pending"]) == (True, False)
    assert ucm.actions[-2:] == [OPERATION, "applyChanges"]


@pytest.mark.parametrize(("left", "failed"), [(EMPTY, False), (FULL, True)])
def test_after_a_cut_it_looks(ucm: ScriptedUcm, task: TaskRunner, left: dict, failed: bool) -> None:
    ucm.script("listInboundBlacklist", FULL, left)
    ucm.script(OPERATION, lambda _: CUT)
    result = task(PURGE, confirm=True)
    assert result.get("failed", False) is failed
    assert len(ucm.sent(OPERATION)) == 1
    assert not failed or result["error"]["known"] == "Numbers are left on the blacklist"


def test_it_has_to_be_confirmed(task: TaskRunner) -> None:
    assert "confirm must be true" in task.problem(PURGE, confirm=False)
