# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quick enough to be no part of what is measured. The limits are far below what an idle machine does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

CALLS = 300
CALLS_PER_SECOND = 60
SECONDS_FOR_TEN_THOUSAND = 5.0


def test_calls_over_one_connection(ucm: Callable[..., Any]) -> None:
    """Also fails when answers wait for delayed acknowledgements (40 ms each)."""
    api = ucm(objects=100)
    started = time.perf_counter()
    for number in range(CALLS):
        api.ok("getSIPAccount", extension=str(1000 + number % 100))
    assert CALLS / (time.perf_counter() - started) > CALLS_PER_SECOND


def test_ten_thousand_objects(ucm: Callable[..., Any]) -> None:
    started = time.perf_counter()
    api = ucm(objects=10_000)
    assert len(api.ok("listAccount")["account"]) == 10_000
    api.ok("addSIPAccountAndUser", extension="77777")
    api.ok("listAccount", sidx="fullname", item_num="10", page="700")
    assert time.perf_counter() - started < SECONDS_FOR_TEN_THOUSAND
