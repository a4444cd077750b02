# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long property tests look for counterexamples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Quick enough for every run; HYPOTHESIS_PROFILE=thorough looks longer.
# Neither a deadline nor the speed of drawing values: how busy the machine is says nothing about the code.
SLOW = (HealthCheck.too_slow,)
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=SLOW)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
