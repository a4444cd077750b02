# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.voipnow.scripted_voipnow import ScriptedVoipNow


@pytest.fixture
def voipnow(tmp_path: Path) -> ScriptedVoipNow:
    """A VoipNow that answers success to everything with a good token."""
    # Not at the top: this file may be read before the collection's loader is set up.
    from tests.unit.voipnow.scripted_voipnow import ScriptedVoipNow

    return ScriptedVoipNow(tmp_path)
