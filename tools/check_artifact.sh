#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: check_artifact.sh ARTIFACT
# Installs the Galaxy artifact in a directory of its own and asks for every plugin's documentation there. Fails when one
# has none, and when the artifact holds something that only a checkout needs.

set -eu
artifact=$1
installed=build/artifact_check
collection=$installed/ansible_collections/telephony/pbx

rm -rf "$installed"
export ANSIBLE_COLLECTIONS_PATH="$PWD/$installed"
ansible-galaxy collection install --force --no-deps --collections-path "$installed" "$artifact" > /dev/null

for path in "$collection"/* "$collection"/.[!.]* "$collection"/tests/*; do
    [ -e "$path" ] || continue
    case ${path#"$collection/"} in
        *.md | FILES.json | LICENSE | LICENSES | MANIFEST.json | requirements.txt) ;;
        changelogs | docs | extensions | meta | playbooks | plugins | roles) ;;
        tests | tests/config.yml | tests/sanity) ;;
        *)
            echo "$artifact holds what only a checkout needs: ${path#"$collection/"}" >&2
            exit 1
            ;;
    esac
done

documented=0
for type in module inventory lookup; do
    directory=$type
    [ "$type" != module ] || directory=modules
    for plugin in "$collection/plugins/$directory"/[!_]*.py; do
        [ -e "$plugin" ] || continue
        name=telephony.pbx.$(basename "$plugin" .py)
        ansible-doc --type "$type" "$name" 2> /dev/null | grep -q "$name" || { echo "$artifact: $name has no documentation" >&2; exit 1; }
        documented=$((documented + 1))
    done
done
echo "$artifact installs, and $documented modules and plugins show their documentation"
