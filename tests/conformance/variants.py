# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which row is tried in which variant of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from tests.conformance.contract_table import Row
from tests.conformance.rows import ROWS

Variants = Sequence[Any]


def in_turn(names: str | Sequence[str], groups: Callable[[Row], Iterable[Variants]]) -> pytest.MarkDecorator:
    """Parametrise a test with ``row`` and ``names``.

    ``groups`` gives the variants of a row, in groups: a thorough row is tried in all of them, each other row in one of
    every group, the next row in the next one, so that all together meet all variants.
    """
    chosen = [
        (row, *(variant if isinstance(variant, tuple) else (variant,)))
        for place, row in enumerate(ROWS)
        for number, group in enumerate(groups(row))
        for variant in (group if row.thorough or not group else [group[(place + number) % len(group)]])
    ]
    return pytest.mark.parametrize(("row", *([names] if isinstance(names, str) else names)), chosen, ids=_words)


def _words(value: Any) -> str:
    return value.module if isinstance(value, Row) else str(value)
