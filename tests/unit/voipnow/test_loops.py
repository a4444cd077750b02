# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the items of a loop, run by one process, need not look up again, and how they get over what is outdated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.doors import Engine
from tests.simulators.client import Simulator

EXTENSION = "voipnow_extension"


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Iterator[Engine]:
    """Ten extensions of user1, of company1, of provider1; one process for all runs."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    made = Engine(pbx, tmp_path / "sessions", keep_clients=True)
    yield made
    made.close()


def test_further_items_look_up_neither_the_owner_nor_its_other_extensions(engine: Engine) -> None:
    engine.ensure(EXTENSION, user="user1", number="901", label="One")
    made = engine.ensure(EXTENSION, user="user1", number="902", label="Two")
    assert made.operations == ["GetExtensionDetails", "AddExtension", "GetExtensionDetails"]
    kept = engine.ensure(EXTENSION, user="user1", number="902", label="Two")
    assert kept.operations == ["GetExtensionDetails"]
    assert not kept.changed


def test_an_owner_that_was_missing_is_looked_up_again(engine: Engine) -> None:
    assert engine.run(EXTENSION, user="ada", number="901", label="One").failed
    engine.pbx.add("user", "ada", parent="company1")
    assert engine.ensure(EXTENSION, user="ada", number="901", label="One").changed


def test_an_owner_that_was_made_anew_is_found_after_one_refusal(engine: Engine) -> None:
    engine.ensure(EXTENSION, user="user1", number="901", label="One")
    engine.pbx.delete("user", "user1")
    engine.pbx.add("user", "user1", parent="company1")
    assert engine.run(EXTENSION, user="user1", number="902", label="Two").failed
    made = engine.ensure(EXTENSION, user="user1", number="902", label="Two")
    assert made.changed
    assert engine.pbx.state("extensions/0001*902")["owner"] == engine.pbx.state("users/user1/id")


def test_what_another_run_added_is_not_added_again(engine: Engine) -> None:
    engine.ensure(EXTENSION, user="user1", number="901", label="One")
    engine.pbx.add("extension", "0001*902", owner="user1", label="Two")
    assert not engine.ensure(EXTENSION, user="user1", number="902", label="Two").changed
