# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Stands in for get-pip.py, which ansible-test wants to download from a host of its own.

Python brings a pip along (ensurepip), and that pip fetches the one that ansible-test asks for from the package index,
which is what get-pip does. Delete this file from ansible-test's cache to have the original downloaded again.
"""

from __future__ import annotations

import subprocess
import sys

# get-pip's own switches, which pip does not know.
GET_PIP_ONLY = {"--no-setuptools", "--no-wheel"}

# Two processes: ensurepip turns pip's configuration off for its own, and the second needs that.
subprocess.run([sys.executable, "-m", "ensurepip"], check=True)
packages = [argument for argument in sys.argv[1:] if argument not in GET_PIP_ONLY]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", *packages]))
