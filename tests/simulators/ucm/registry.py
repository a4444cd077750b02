# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which function carries out which operation. One file per resource in ``resources`` fills it when it is imported."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.simulators.ucm import resources

if TYPE_CHECKING:
    from tests.simulators.ucm.system import UcmSystem

Parameters = dict[str, Any]
Run = Callable[["UcmSystem", Parameters], dict[str, Any]]


@dataclass(frozen=True)
class Handler:
    """``run`` gets the system and the checked parameters and returns the response object, or raises Refusal.

    ``columns`` are the names that ``options`` may list, per shape; empty for operations without that parameter.
    """

    run: Run
    columns: Mapping[str, frozenset[str]]


_handlers: dict[str, Handler] = {}


def handles(operation_id: str, columns: Mapping[str, frozenset[str]] | None = None) -> Callable[[Run], Run]:
    """Register a function for an operation, named as in the contract."""

    def register(run: Run) -> Run:
        _handlers[operation_id] = Handler(run, columns or {})
        return run

    return register


def all_handlers() -> Mapping[str, Handler]:
    """Handlers by operation id."""
    for module in pkgutil.iter_modules(resources.__path__):
        importlib.import_module(f"{resources.__name__}.{module.name}")
    return _handlers
