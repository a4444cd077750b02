# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking many PBXs at once: limits of time, errors, order, and the names that answers are cached under."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import ConnectionFailed, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import PbxFacts
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_reading import cache_key, read_systems
from tests.unit.inventory.fake_vendor import PASSWORD, Fleet, Gate, ToyClient

FACTS = PbxFacts(product="T-1000")


def test_readings_are_in_the_order_of_the_systems() -> None:
    names = [f"pbx{number}" for number in range(20)]
    fleet = Fleet({f"https://{name}": PbxFacts(serial=name) for name in names})
    readings = read_systems([fleet.system(name) for name in names], parallel=4, time_limit=30)
    assert [reading.facts.serial for reading in readings if reading.facts] == names
    assert readings[3].log == ["asking https://pbx3"]


def test_no_more_are_asked_at_once_than_allowed() -> None:
    gate = Gate(FACTS)
    fleet = Fleet({f"https://pbx{number}": gate for number in range(3)})
    systems = [fleet.system(f"pbx{number}") for number in range(3)]
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.extend(read_systems(systems, parallel=2, time_limit=30)))
    thread.start()
    assert gate.held.acquire(timeout=30)
    assert gate.held.acquire(timeout=30)
    assert len(fleet.asked) == 2
    gate.opened.set()
    thread.join(30)
    assert len(answers) == len(fleet.asked) == 3


def test_one_that_hangs_is_given_up_and_holds_nobody() -> None:
    gate = Gate(FACTS)
    fleet = Fleet({"https://hangs": gate, "https://a": FACTS, "https://b": FACTS})
    systems = [fleet.system(name) for name in ("hangs", "a", "b")]
    began = time.monotonic()
    hanging, *others = read_systems(systems, parallel=1, time_limit=0.2)
    took = time.monotonic() - began
    assert hanging.facts is None
    assert "not done within the time limit of 0.2 seconds" in str(hanging.error)
    assert [other.facts for other in others] == [FACTS, FACTS]
    assert 0.2 <= took < 5
    gate.opened.set()


def test_a_pause_beyond_the_time_limit_is_not_made() -> None:
    def pauses(client: ToyClient) -> PbxFacts:
        client.clock.sleep(15)
        return FACTS

    (reading,) = read_systems([Fleet({"https://hq": pauses}).system()], parallel=1, time_limit=10)
    assert "not done within the time limit of 10 seconds" in str(reading.error)


def test_requests_are_kept_shorter_than_the_time_limit() -> None:
    fleet = Fleet({"https://hq": FACTS, "https://quick": FACTS})
    read_systems([fleet.system(), fleet.system("quick", timeout=5)], parallel=1, time_limit=40)
    assert [(asked["timeout"], asked["busy_timeout"]) for asked in fleet.asked] == [(20, 20), (5, 20)]


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (ConnectionFailed("no answer", operation="info"), "info: no answer."),
        (KeyError("model"), "the answer could not be understood (KeyError: 'model')"),
    ],
)
def test_an_error_is_of_one_system_only(failure: Exception, words: str) -> None:
    fleet = Fleet({"https://hq": failure, "https://b": FACTS})
    failed, good = read_systems([fleet.system(), fleet.system("b")], parallel=2, time_limit=30)
    assert (failed.facts, failed.error) == (None, words)
    assert (good.facts, good.error) == (FACTS, None)


def test_errors_have_no_secrets() -> None:
    fleet = Fleet({"https://hq": FACTS}, password="another")
    (reading,) = read_systems([fleet.system()], parallel=1, time_limit=30)
    assert "wrong password" in str(reading.error)
    assert PASSWORD not in str(reading.error)


def test_clients_are_closed_and_logged_out_where_asked_for() -> None:
    fleet = Fleet({"https://a": FACTS, "https://b": FACTS, "https://c": PbxError("no")})
    systems = [fleet.system("a"), fleet.system("b", logout=True), fleet.system("c", logout=True)]
    read_systems(systems, parallel=1, time_limit=30)
    assert fleet.closed == [("https://a", False), ("https://b", True), ("https://c", False)]


@pytest.fixture
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_cache_key_is_of_the_whole_connection(cache_home: Path) -> None:
    fleet = Fleet()
    keys = [
        cache_key(fleet.system(**options))
        for options in (
            {},
            {"password": "other"},
            {"username": "other"},
            {"url": "https://other"},
            {"validate_certs": False},
        )
    ]
    assert len(set(keys)) == len(keys)
    assert cache_key(fleet.system("other-name", url="https://hq", site="elsewhere")) == keys[0]


def test_a_cache_key_is_of_this_machine_and_long(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = Fleet().system()
    here = cache_key(system)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home / "elsewhere"))
    assert cache_key(system) != here
    assert len(here.removeprefix("telephony_pbx_")) == 32
