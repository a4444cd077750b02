# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.ucm.scripted_ucm import ScriptedUcm
    from tests.unit.ucm.task_runner import TaskRunner


@pytest.fixture
def ucm(tmp_path: Path) -> ScriptedUcm:
    """A UCM that answers success to everything with a good cookie."""
    # Not at the top: this file may be read before the collection's loader is set up.
    from tests.unit.ucm.scripted_ucm import ScriptedUcm

    return ScriptedUcm(tmp_path)


@pytest.fixture
def task(ucm: ScriptedUcm) -> TaskRunner:
    """Runs tasks against it."""
    from tests.unit.ucm.task_runner import TaskRunner

    return TaskRunner(ucm)
