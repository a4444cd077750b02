# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets in logs and state are replaced by the head of their hash: equal secrets stay equal, none can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from typing import Any


def hashed(value: Any) -> str:
    """``sha256:`` and the first 12 hex digits of the hash of the text (of the JSON, if it is no text)."""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, default=str)
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def redacted(value: Any, secrets: Collection[str], known: Collection[str] | None = None) -> Any:
    """Copy of ``value`` with the values of all ``secrets`` hashed, at any depth.

    With ``known``, values under other names are hashed as well: whoever misspells ``password`` must not be logged.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {
            str(name): hashed(item)
            if item is not None and (name in secrets or (known is not None and name not in known))
            else redacted(item, secrets, known)
            for name, item in value.items()
        }
    return [redacted(item, secrets, known) for item in value]
