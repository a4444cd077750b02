# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate authority of the simulators' own, so that clients can verify what they talk to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificate:
    """Files in PEM form; ``ca`` is what clients trust."""

    ca: Path
    chain: Path
    key: Path


def issue(directory: Path, host: str) -> Certificate:
    """A certificate for ``host`` and the names of this machine. An authority in ``directory`` is used again."""
    ca_file, ca_key = directory / "ca.pem", directory / "ca-key.pem"
    if ca_file.exists() and ca_key.exists():
        authority = trustme.CA.from_pem(ca_file.read_bytes(), ca_key.read_bytes())
    else:
        authority = trustme.CA(organization_name="telephony.pbx simulators")
        ca_file.write_bytes(authority.cert_pem.bytes())
        _private(ca_key, authority.private_key_pem.bytes())
    leaf = authority.issue_cert(*dict.fromkeys([host, "127.0.0.1", "::1", "localhost"]))
    chain, key = directory / "server.pem", directory / "server-key.pem"
    chain.write_bytes(b"".join(part.bytes() for part in leaf.cert_chain_pems))
    _private(key, leaf.private_key_pem.bytes())
    return Certificate(ca_file, chain, key)


def _private(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
