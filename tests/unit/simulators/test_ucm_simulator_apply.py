# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""applyChanges, what waits for it, and times at which the system has no time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def test_changes_wait_for_apply(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=2)
    assert api.pbx.state("needs_apply") is False
    api.ok("addSIPAccountAndUser", extension="2000")
    api.ok("updateSIPAccount", extension="2000", dnd="yes")
    api.ok("deleteUser", user_name="1000")
    assert api.pbx.state("needs_apply") is True
    assert api.pbx.state("pending") == ["addSIPAccountAndUser", "updateSIPAccount", "deleteUser"]
    assert api("applyChanges") == {"response": {"settings": "0"}, "status": 0}
    assert api.pbx.state("needs_apply") is False
    assert api.pbx.state("applies") == 1
    assert api.status("applyChanges") == 0


def test_refused_writes_do_not_wait(ucm: Callable[..., Any]) -> None:
    api = ucm()
    assert api.status("addSIPAccountAndUser", extension="1000") == -44
    assert api.status("deleteUser", user_name="4711") == -16
    assert api.status("cleanTerminalChatInformation", extension="1001") == 0
    assert api.pbx.state("pending") == []


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("conference", True, -69), ("digital_calls", True, -98), ("other_task", -51, -51), ("other_task", -251, -251)],
)
def test_refused_apply(ucm: Callable[..., Any], option: str, value: Any, code: int) -> None:
    api = ucm()
    api.ok("deleteUser", user_name="1000")
    api.pbx.options(**{option: value})
    assert api("applyChanges") == {"response": {}, "status": code}
    assert api.pbx.state("needs_apply") is True
    api.pbx.options(**{option: type(value)(0)})
    assert api.status("applyChanges") == 0


@pytest.mark.parametrize("code", [-45, -46])
def test_apply_takes_its_time(ucm: Callable[..., Any], code: int) -> None:
    api = ucm(apply_seconds=30.0, busy_code=code)
    api.ok("applyChanges")
    assert api.pbx.state("busy_seconds") > 29
    assert api.status("deleteUser", user_name="1000") == code
    assert api.status("applyChanges") == code
    assert api.status("getSIPAccount", extension="1000") == 0
    assert api.status("addSIPAccountAndUser", extension="x") == -15  # nonsense is refused before
    api.pbx.clock(advance=30)
    assert api.status("deleteUser", user_name="1000") == 0


def test_writes_too_close_together(ucm: Callable[..., Any]) -> None:
    api = ucm(write_gap_seconds=15.0)
    write = {"extension": "1000", "dnd": "yes"}
    assert [api.status("updateSIPAccount", **write) for _ in range(3)] == [0, -45, -45]
    assert api.status("applyChanges") == 0
    api.pbx.clock(advance=15)  # being refused does not prolong it
    assert api.status("updateSIPAccount", **write) == 0


def test_applies_too_close_together(ucm: Callable[..., Any]) -> None:
    api = ucm(apply_gap_seconds=60.0)
    assert [api.status("applyChanges") for _ in range(2)] == [0, -57]
    api.pbx.clock(advance=60)
    assert api.status("applyChanges") == 0


def test_status_of_the_system(ucm: Callable[..., Any]) -> None:
    api = ucm(model="UCM6510", firmware="1.2.3.4")
    general = api.ok("getSystemGeneralStatus")
    parts = {f"{part}-version": "1.2.3.4" for part in ("base", "boot", "core", "gswave", "lang", "prog", "rcvr")}
    assert general == {"product-model": "UCM6510", **parts}
    status = api.ok("getSystemStatus")
    assert status.keys() == {"idle-time", "part-number", "serial-number", "system-time", "up-time"}
    api.pbx.options(shapes="recorded")
    assert api.ok("getSystemStatus").keys() == status.keys() | {"bindcode", "mac"}
