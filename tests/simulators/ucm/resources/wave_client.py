# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Wave client of an extension: cleanTerminalChatInformation and getSIPAccountQR."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from typing import Any

from tests.simulators.ucm.codes import NO_SUCH_ITEM, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Account
from tests.simulators.ucm.system import UcmSystem

PNG_SIDE = 24


@handles("clean_terminal_chat_information")
def clean(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Forgets the chats. A number without Wave client answers -16 (chosen)."""
    _account(pbx, call).chat_messages = 0
    return {"need_apply": "no"}


@handles("get_sip_account_qr")
def get_qr(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """A picture that changes with the extension's password. What the real code contains is in no document, so this one
    can be looked at but not scanned."""
    account = _account(pbx, call)
    seed = f"{account.extension}:{account.settings.get('secret')}".encode()
    return {"qr_base": base64.b64encode(_png(seed)).decode()}


def _account(pbx: UcmSystem, call: Parameters) -> Account:
    """The table types the number as integer, the example sends it as text; both are taken."""
    account = pbx.objects.accounts.get(str(call["extension"]))
    if account is None or account.kind != "SIP":
        raise Refusal(NO_SUCH_ITEM)
    return account


def _png(seed: bytes) -> bytes:
    """A square of black and white dots made of the hash of ``seed``, as a PNG file."""
    width = PNG_SIDE // 8
    dots = hashlib.shake_256(seed).digest(width * PNG_SIDE)
    rows = b"".join(b"\0" + dots[start : start + width] for start in range(0, len(dots), width))
    header = struct.pack(">IIBBBBB", PNG_SIDE, PNG_SIDE, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
