# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents kept on disk: for a day, for the owner only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core import private_directory
from ansible_collections.telephony.pbx.plugins.module_utils.core.document_cache import KEEP_SECONDS, DocumentCache
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from tests.unit.core.fake_clock import FakeClock

URL = "https://pbx.example.com/a.xsd"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def cache(tmp_path: Path, clock: FakeClock) -> DocumentCache:
    return DocumentCache(str(tmp_path / "cache"), clock)


def test_documents_are_kept_by_their_address(cache: DocumentCache) -> None:
    cache.store(URL, b"<a/>")
    assert (cache.load(URL), cache.load(f"{URL}x")) == (b"<a/>", None)


@pytest.mark.parametrize(("passed", "kept"), [(KEEP_SECONDS - 1, True), (KEEP_SECONDS, False), (-1, False)])
def test_they_are_kept_for_a_day(cache: DocumentCache, clock: FakeClock, passed: float, kept: bool) -> None:
    cache.store(URL, b"<a/>")
    clock.time += passed
    assert (cache.load(URL) is not None) == kept


def test_a_new_version_replaces_the_former_one(cache: DocumentCache) -> None:
    cache.store(URL, b"<a/>")
    cache.store(URL, b"<b/>")
    assert cache.load(URL) == b"<b/>"


def test_only_the_owner_can_use_them(cache: DocumentCache, tmp_path: Path) -> None:
    cache.store(URL, b"<a/>")
    (entry,) = os.scandir(tmp_path / "cache")
    assert entry.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_they_can_be_forgotten(cache: DocumentCache) -> None:
    cache.store(URL, b"<a/>")
    cache.drop()
    assert cache.load(URL) is None


def test_a_directory_of_others_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    os.chmod(tmp_path, 0o755)  # noqa: S103
    with pytest.raises(PbxError, match="only its owner can use"):
        DocumentCache(str(tmp_path), clock)


def test_a_file_that_cannot_be_replaced_keeps_its_content(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        private_directory.replace(str(target), b"x")
    assert [entry.name for entry in os.scandir(tmp_path)] == ["file"]
