# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The token file of VoipNow's provisioning tools: one line, ``created:expires:token``, times in seconds since 1970.

Source: the tools' document, configuration (token file) and token management.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from ..core import private_directory
from ..core.errors import PbxError


class Token(NamedTuple):
    """A token, and from when until when VoipNow takes it, in seconds since 1970."""

    created: float
    expires: float
    secret: str


def read(path: str) -> Token | None:
    """The token in the file; None where there is no file, or an empty one.

    Raises:
        PbxError: the file cannot be read, or has another form.
    """
    try:
        with open(path, encoding="ascii") as file:
            line = file.read().strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, f"cannot be read ({getattr(error, 'strerror', None) or 'it is no text'})") from error
    if not line:
        return None
    try:
        created, expires, secret = line.split(":", 2)
        return Token(float(created), float(expires), _checked(secret))
    except ValueError:
        raise _unusable(path, "is not of the form created:expires:token") from None


def _checked(secret: str) -> str:
    if not secret or any(character.isspace() for character in secret):
        raise ValueError("a token is one word")
    return secret


def write(path: str, token: Token) -> None:
    """Replace the file, 0600.

    Raises:
        PbxError: it cannot be written.
    """
    try:
        private_directory.replace(
            os.path.abspath(path), f"{token.created:.0f}:{token.expires:.0f}:{token.secret}\n".encode()
        )
    except OSError as error:
        raise _unusable(path, f"cannot be written ({error.strerror})") from error


def _unusable(path: str, what: str) -> PbxError:
    return PbxError(f"the token file {path} {what}", remedy="Mend or remove it, or leave token_file out.")
