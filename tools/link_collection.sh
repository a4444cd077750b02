#!/bin/sh
# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Makes collections/ansible_collections/telephony/pbx out of links to this checkout, so that Ansible and Python find the
# collection without its being installed. A directory of links, and not one link to the checkout: that would hold itself.

set -eu
cd "$(dirname "$0")/.."
links=collections/ansible_collections/telephony/pbx
mkdir -p "$links"

for name in CHANGELOG.md LICENSE README.md changelogs docs extensions galaxy.yml meta playbooks plugins requirements.txt roles; do
    if [ -e "$name" ]; then
        ln -sfn "../../../../$name" "$links/$name"
    else
        rm -f "$links/$name"
    fi
done
