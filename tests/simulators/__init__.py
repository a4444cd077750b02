# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated phone systems: one stateful PBX per vendor that speaks the vendor's own wire (see README.md).

Start them from a shell with ``python -m tests.simulators``, from Python with :func:`tests.simulators.client.start`.
"""
