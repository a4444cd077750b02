# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields that a write had to have, put back to what they were before it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any


def put_back(now: Any, before: Any, names: Collection[str]) -> None:
    """Give what is called ``names`` in ``now`` the value that it has in ``before``, an older copy, at any depth.

    ``before`` is None in what is new; there the fields become null.
    """
    if dataclasses.is_dataclass(now):
        for item in dataclasses.fields(now):
            old = getattr(before, item.name, None)
            if item.name in names:
                setattr(now, item.name, old)
            else:
                put_back(getattr(now, item.name), old, names)
    elif isinstance(now, dict):
        for name, value in list(now.items()):
            if name not in names:
                put_back(value, before.get(name) if before is not None else None, names)
            elif before is None or name in before:
                now[name] = before[name] if before is not None else None
            else:
                del now[name]
    elif isinstance(now, list):
        old_items = before if before is not None and len(before) == len(now) else [None] * len(now)
        for item, old in zip(now, old_items, strict=True):
            put_back(item, old, names)
