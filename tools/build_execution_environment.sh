#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Usage: build_execution_environment.sh ARTIFACT
# Makes the build context of the execution environment in build/ee, with the artifact in it, and builds the image
# telephony-pbx-ee where podman or docker is there and running.

set -eu
artifact=$1
definition=build/ee_definition

rm -rf build/ee "$definition"
mkdir -p "$definition"
cp execution-environment.yml "$definition/"
cp "$artifact" "$definition/telephony-pbx.tar.gz"
ansible-builder create --file "$definition/execution-environment.yml" --context build/ee
# What the image's build would ask of the collection.
ansible-builder introspect build/artifact_check

for engine in podman docker; do
    if command -v "$engine" > /dev/null && "$engine" info > /dev/null 2>&1; then
        exec "$engine" build --file build/ee/Containerfile --tag telephony-pbx-ee build/ee 2>/dev/null ||
        exec "$engine" build --tag telephony-pbx-ee build/ee
    fi
done
echo 'The build context is in build/ee. No image was built: neither podman nor docker is running here.'
