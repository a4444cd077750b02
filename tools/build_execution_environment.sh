#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: build_execution_environment.sh ARTIFACT
# Makes the execution environment's build context in build/ee, with the artifact in it, tries what can be tried without
# an image, and builds the image telephony-pbx-ee where podman or docker runs.

set -eu
artifact=$1
definition=build/ee_definition
installed=build/ee_check

rm -rf build/ee "$definition" "$installed"
mkdir -p "$definition"
cp execution-environment.yml "$definition/"
cp "$artifact" "$definition/telephony-pbx.tar.gz"
ansible-builder create --file "$definition/execution-environment.yml" --context build/ee --output-filename Containerfile

# Two steps of the image's build: the collection's installation, and the look for what it needs.
export ANSIBLE_COLLECTIONS_PATH="$PWD/$installed"
(cd build/ee/_build && ansible-galaxy collection install -r requirements.yml -p "$ANSIBLE_COLLECTIONS_PATH" > /dev/null)
needed=$(ansible-builder introspect "$installed")
printf '%s\n' "$needed"
printf '%s\n' "$needed" | grep -q httpx || { echo 'The image would lack what requirements.txt names' >&2; exit 1; }

for engine in podman docker; do
    if "$engine" info > /dev/null 2>&1; then
        exec "$engine" build --file build/ee/Containerfile --tag telephony-pbx-ee build/ee
    fi
done
echo 'The build context is in build/ee. No image was built: neither podman nor docker runs here.'
