# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection that Ansible takes for a remote one, and which leads to this machine."""

from __future__ import annotations

from ansible.plugins.connection.local import Connection as LocalConnection

DOCUMENTATION = """
name: elsewhere
short_description: This machine, as if it were another
version_added: 0.1.0
description:
  - For tests.
options: {}
extends_documentation_fragment: [connection_pipelining]
"""


class Connection(LocalConnection):
    transport = "elsewhere"
