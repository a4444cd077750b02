#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# make demo. The set-up is that target's; what is shown is in demo.py.

set -eu
cd "$(dirname "$0")/.."
if [ ! -x .venv/bin/python ]; then
    echo 'There is no .venv yet: make demo sets it up.' >&2
    exit 1
fi
exec .venv/bin/python -m tools.demo
