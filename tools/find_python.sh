#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: find_python.sh 3.13 3.12 ...
# Prints one line "<version> <interpreter>" for each version asked for that this machine can run, in the order asked.
# Looks on PATH, then in pyenv. A candidate counts only when it starts (pyenv's shims may not), has the version asked
# for and can make virtual environments (Debian splits that off).

find_on_path() {
    old_ifs=$IFS
    IFS=:
    for directory in $PATH; do
        for name in "python$1" python3 python; do
            [ -x "$directory/$name" ] && printf '%s\n' "$directory/$name"
        done
    done
    IFS=$old_ifs
}

find_in_pyenv() {
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
        [ -x "$candidate" ] && printf '%s\n' "$candidate"
    done
}

for version in "$@"; do
    { find_on_path "$version"; find_in_pyenv "$version"; } | while IFS= read -r candidate; do
        "$candidate" - "$version" 2>/dev/null <<'PROBE' && break
import sys

if "%d.%d" % sys.version_info[:2] != sys.argv[1]:
    sys.exit(1)
import ensurepip
import venv

# Of a virtual environment, the interpreter that it was made with.
print(sys.argv[1], sys._base_executable)
PROBE
    done
done

# Versions that are not here are not an error.
exit 0
