# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The UCM's error codes: what each means and what to do about it.

Source: Grandstream IPPBX HTTPS API, error return codes, and field facts on -8, -25, -37, -45, -47 and -251.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.errors import LoginRejected, PbxError
from .operations import RUNTIME


class Meaning(NamedTuple):
    words: str
    remedy: str


CODES: dict[int, Meaning] = {
    -1: Meaning("invalid parameters", "Check names and values; this firmware may not know one of the options."),
    -5: Meaning("authentication is needed", "Run again; if it lasts, check that the API user may use the API."),
    -6: Meaning("the session is not valid", "Another program may log in as the same user: give Ansible its own."),
    -7: Meaning("the connection was closed", "Run again."),
    -8: Meaning("the system timed out", "Run again; the PBX may be busy, or the session has ended."),
    -9: Meaning("an abnormal system error", "Look at the PBX's system log."),
    -15: Meaning("an invalid value", "Check the values given against the option's limits."),
    -16: Meaning("there is no such item", "Check the number or name; it may have been deleted meanwhile."),
    -19: Meaning("not supported by this PBX", "The firmware or model does not have this feature."),
    -24: Meaning("operating on the data failed", "Check whether another object uses this one."),
    -25: Meaning(
        "updating the data was refused, without a reason",
        "Usual causes: a weak password (upper, lower, digit and special character are wanted), a missing user "
        "password or voicemail PIN (CloudUCM wants all three), or a value that this firmware does not have.",
    ),
    -26: Meaning("getting the data failed", "Run again; the firmware may not know a parameter of the request."),
    -37: Meaning(
        "wrong user or password",
        "Check username and password. The login is not repeated, since the PBX bans the address after a few failures.",
    ),
    -43: Meaning("the data has been changed or deleted meanwhile", "Run again: the run reads anew."),
    -44: Meaning("the item exists already", "The number may belong to another kind of object."),
    -45: Meaning("too many operations, or another user is at work", "Run again after 15 seconds."),
    -46: Meaning("too many operations, or another user is at work", "Run again after 15 seconds."),
    -47: Meaning(
        "no permission",
        "Check the API user's privileges and that its permitted addresses include this one (an empty list denies all).",
    ),
    -50: Meaning("the request contains characters that the PBX does not allow", "Remove special characters."),
    -51: Meaning("another task is running on the PBX", "Run again when it has ended."),
    -57: Meaning("too many operations, or another user is at work", "Run again after 60 seconds."),
    -68: Meaning("logins are restricted for this address", "Wait until the ban ends, or lift it in the web interface."),
    -69: Meaning("a conference is in progress, so changes cannot be applied", "Apply when it has ended: ucm_apply."),
    -70: Meaning("logging in is forbidden", "Wait until the ban ends, or lift it in the web interface."),
    -71: Meaning("the user does not exist", "Check username: it is the API user, not the web administrator."),
    -90: Meaning("the conference is in use and cannot be changed", "Run again when it has ended."),
    -98: Meaning("digital calls are in progress, so changes cannot be applied", "Apply when they have ended."),
    -251: Meaning("another task is running on the PBX", "Run again when it has ended."),
}

UPDATE_FAILED = -25
ACTION_REFUSED = Meaning(
    "the action was refused, without a reason",
    "Check whether the call, agent or group is in a state for it; it may have changed meanwhile.",
)
"""What a failed update is where no configuration is updated."""

BUSY_SECONDS = {-45: 15.0, -46: 15.0, -57: 60.0}
"""Codes that say nothing was done, and after how many seconds to ask again."""
REJECTED_LOGIN = frozenset({-37, -68, -70, -71})
INVALID_SESSION = frozenset({-5, -6})
MAYBE_EXPIRED = -8
NO_SUCH_ITEM = -16
INVALID_PARAMETERS = -1
ALREADY_THERE = -44
NOT_ON_THIS_MODEL = frozenset({-1, -19})
"""Codes that a list answers with where the model does not have what it would list."""
UNCLEAR_READ = frozenset({-1, -15, -24, -26})
"""Codes that have been seen, beside others' meanings, for reading what does not exist."""


def error_for(status: int, response: Any, operation: str) -> PbxError:
    """The error for a negative status, with the PBX's words where it sends any."""
    meaning = CODES.get(status, Meaning("an error that is not documented", "Look at the PBX's operation log."))
    if status == UPDATE_FAILED and operation in RUNTIME:
        meaning = ACTION_REFUSED
    words = None
    if isinstance(response, dict):
        named = ("error", "error_msg", "message", "body")
        words = next((str(response[name]) for name in named if response.get(name)), None)
    return PbxError(meaning.words, operation=operation, code=status, pbx_message=words, remedy=meaning.remedy)


def login_error(status: int, response: Any, operation: str, user: str) -> LoginRejected:
    """The error for a refused login: how many tries are left, or how long the ban lasts.

    The documents name the counts ``remain_number`` (challenge) and ``remain_num`` (login), and give no unit for
    ``remain_time``.
    """
    meaning = CODES[status]
    response = response if isinstance(response, dict) else {}
    left = response.get("remain_num", response.get("remain_number"))
    ban = response.get("remain_time")
    known = None
    if ban not in (None, "", 0, "0"):
        known = f"The ban lasts for {ban} more seconds (as far as the PBX says)"
    elif left not in (None, ""):
        known = f"{left} tries are left before the PBX bans this address and user"
    return LoginRejected(
        meaning.words, operation=operation, obj=f"user {user}", code=status, known=known, remedy=meaning.remedy
    )
