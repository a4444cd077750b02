# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Challenge, login, cookies and the ban of an address that guesses passwords.

A newer challenge of the same user takes the place of the older (field fact). Silent in the document, chosen here: a
challenge serves one login and waits for ever; failures are counted per user and address; the last permitted one bans
the address, which is then refused at challenge (-68) and login (-70), while sessions that are open stay open; a login
that succeeds clears the count.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from tests.simulators.clock import Clock
from tests.simulators.ucm.codes import (
    COOKIE_ERROR,
    LOGIN_FORBIDDEN,
    LOGIN_RESTRICTION,
    UNKNOWN_USER_NAME,
    WRONG_ACCOUNT_OR_PASSWORD,
    Refusal,
)
from tests.simulators.ucm.options import UcmOptions


@dataclass
class Session:
    """``used`` is when its life began (or was last prolonged); a session with ``lasting`` does not expire."""

    cookie: str
    user: str
    used: float
    lasting: bool = False


class Sessions:
    """The open sessions of one system."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._challenges: dict[str, str] = {}
        self._failures: dict[tuple[str, str], int] = {}
        self._banned_until: dict[str, float] = {}
        self._open: dict[str, Session] = {}

    def challenge(self, options: UcmOptions, user: str, address: str) -> str:
        self._refuse_banned(address, LOGIN_RESTRICTION)
        if user != options.username:
            left = self._count_failure(options, user, address)
            raise Refusal(UNKNOWN_USER_NAME, remain_number=left)
        self._challenges[user] = f"{secrets.randbelow(10**16):016d}"
        return self._challenges[user]

    def login(self, options: UcmOptions, user: str, token: str, address: str) -> str:
        self._refuse_banned(address, LOGIN_FORBIDDEN)
        if user != options.username:
            left = self._count_failure(options, user, address)
            raise Refusal(UNKNOWN_USER_NAME, remain_num=left)
        challenge = self._challenges.pop(user, None)
        expected = hashlib.md5(f"{challenge}{options.password}".encode(), usedforsecurity=False).hexdigest()
        if challenge is None or not hmac.compare_digest(expected.encode(), token.encode()):
            left = self._count_failure(options, user, address)
            raise Refusal(WRONG_ACCOUNT_OR_PASSWORD, remain_num=left)
        self._failures.pop((user, address), None)
        if options.single_session:
            self._open = {cookie: session for cookie, session in self._open.items() if session.user != user}
        return self.open(user)

    def open(self, user: str, lasting: bool = False) -> str:
        cookie = f"sid{secrets.randbelow(10**9)}-{secrets.randbelow(10**10)}"
        self._open[cookie] = Session(cookie, user, self._clock.now(), lasting)
        return cookie

    def use(self, options: UcmOptions, cookie: object) -> Session:
        """The session of ``cookie``; Refusal when there is none or its time is over."""
        session = self._open.get(cookie) if isinstance(cookie, str) else None
        if session is None:
            raise Refusal(COOKIE_ERROR)
        now = self._clock.now()
        if not session.lasting and now - session.used >= options.cookie_seconds:
            # It stays known, so that every later use is answered alike.
            raise Refusal(options.expired_code)
        if options.prolong_cookie:
            session.used = now
        return session

    def close(self, cookie: str) -> None:
        self._open.pop(cookie, None)

    def state(self) -> dict[str, object]:
        return {
            "open": list(self._open.values()),
            "failures": [
                {"user": user, "address": address, "count": count} for (user, address), count in self._failures.items()
            ],
            "banned": [
                {"address": address, "remain_time": until - self._clock.now()}
                for address, until in self._banned_until.items()
                if until > self._clock.now()
            ],
        }

    def _refuse_banned(self, address: str, code: int) -> None:
        left = self._banned_until.get(address, 0.0) - self._clock.now()
        if left > 0:
            raise Refusal(code, remain_time=int(left + 0.999))

    def _count_failure(self, options: UcmOptions, user: str, address: str) -> int:
        """Attempts left after one more failure."""
        count = self._failures.get((user, address), 0) + 1
        self._failures[user, address] = count
        if count >= options.login_attempts:
            del self._failures[user, address]
            self._banned_until[address] = self._clock.now() + options.ban_seconds
        return max(options.login_attempts - count, 0)
