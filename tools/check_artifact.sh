#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: check_artifact.sh ARTIFACT
# Installs the Galaxy artifact in a directory of its own and asks for every plugin's documentation there; fails when one
# is missing, or when something is aboard that only a checkout needs.

set -eu
artifact=$1
installed=build/artifact_check
collection=$installed/ansible_collections/telephony/pbx

rm -rf "$installed"
ansible-galaxy collection install --force --no-deps --collections-path "$installed" "$artifact"

surplus=$(cd "$collection" && find . -name '.?*' -o -name __pycache__ -o -path './tests/[!s]*' -name '*.py' -o -path ./tools -o -path ./build)
[ -z "$surplus" ] || { echo "The artifact holds what it should not: $surplus" >&2; exit 1; }

checked=0
for directory in modules:module inventory:inventory lookup:lookup; do
    for plugin in "$collection/plugins/${directory%:*}"/*.py; do
        [ -e "$plugin" ] || continue
        name=$(basename "$plugin" .py)
        [ "$name" != __init__ ] || continue
        ANSIBLE_COLLECTIONS_PATH=$installed ansible-doc --type "${directory#*:}" "telephony.pbx.$name" > /dev/null
        checked=$((checked + 1))
    done
done
[ "$checked" -gt 0 ] || { echo 'The artifact holds no documented plugin' >&2; exit 1; }
echo "$artifact: installs, documentation of $checked plugins found"
