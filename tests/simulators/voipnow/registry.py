# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which function carries out which operation. One file per resource in ``resources`` fills it when it is imported."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.simulators.voipnow import resources

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

Parameters = dict[str, Any]
Values = dict[str, Any]
Run = Callable[["VoipNowSystem", Parameters], Values]

_handlers: dict[str, Run] = {}


def handles(*operations: str) -> Callable[[Run], Run]:
    """Register a function: it gets the system and the request's values and returns the answer's, or raises Refusal."""

    def register(run: Run) -> Run:
        for operation in operations:
            _handlers[operation] = run
        return run

    return register


def all_handlers() -> Mapping[str, Run]:
    """Handlers by operation."""
    for module in pkgutil.iter_modules(resources.__path__):
        importlib.import_module(f"{resources.__name__}.{module.name}")
    return _handlers
