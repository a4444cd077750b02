# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of the contract table, a simulated PBX with what the row needs, and an engine that talks to it.

Nothing of the collection is imported here at once: pytest reads this file before the collection's loader is set up.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.simulators.client import Simulator

if TYPE_CHECKING:
    from tests.conformance.contract_table import Row
    from tests.doors import Engine


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that wants a row is run for every row, unless it chooses rows itself."""
    chosen = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "row" in metafunc.fixturenames and not any("row" in names for names in chosen):
        from tests.conformance.rows import ROWS

        metafunc.parametrize("row", ROWS, ids=lambda row: row.module)


_PARSED: dict[str, dict[str, Any]] = {}
"""What has been understood of the simulators' WSDL files, by their directory."""


@pytest.fixture(autouse=True)
def wsdl_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run would read the same files anew, which takes ten times as long as the rest of it."""
    from ansible_collections.telephony.pbx.plugins.module_utils.voipnow import soap

    class Services(soap.Services):
        def __init__(self, root: str, *rest: Any) -> None:
            super().__init__(root, *rest)
            self._bindings = _PARSED.setdefault(root, self._bindings)

    monkeypatch.setattr(soap, "Services", Services)


@pytest.fixture
def pbx(row: Row, simulators: Callable[[str], Simulator]) -> Simulator:
    simulator = simulators(row.vendor)
    row.prepare(simulator)
    return simulator


@pytest.fixture
def engine(pbx: Simulator, tmp_path: Path) -> Engine:
    from tests.doors import Engine

    return Engine(pbx, tmp_path / "sessions")
