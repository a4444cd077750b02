# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vendor's status codes by name, and the exception that carries one to the envelope."""

from __future__ import annotations

from typing import Any

INVALID_PARAMETERS = -1
COOKIE_ERROR = -6
INVALID_VALUE = -15
NO_SUCH_ITEM = -16
UNSUPPORTED = -19
OPERATION_FAILED = -24
UPDATE_FAILED = -25
GET_FAILED = -26
WRONG_ACCOUNT_OR_PASSWORD = -37
DATA_MODIFIED = -43
ALREADY_ADDED = -44
NO_PERMISSION = -47
RETRY_AFTER_60_SECONDS = -57
LOGIN_RESTRICTION = -68
CONFERENCE_IN_PROGRESS = -69
LOGIN_FORBIDDEN = -70
UNKNOWN_USER_NAME = -71
DIGITAL_CALLS = -98


class Refusal(Exception):
    """Ends a call with ``code``; ``response`` is what stands beside it in the envelope."""

    def __init__(self, code: int, **response: Any) -> None:
        super().__init__(code)
        self.code = code
        self.response = response
