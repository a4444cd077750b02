# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""One session for all processes that use an account: taken from the cache, or opened under the account's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .client import Calls
from .errors import LoginRejected
from .session_cache import SessionCache
from .transport import Clock

REJECTION_SECONDS = 300.0
"""How long a refused credential is not tried again from this cache: a ban's usual length."""


class SharedSession:
    """The session of one account.

    Args:
        calls: the client's counters; an opener counts its logins there.
        operation: what logging in is called in messages.
    """

    def __init__(self, cache: SessionCache, clock: Clock, calls: Calls, operation: str = "login") -> None:
        self._cache = cache
        self._clock = clock
        self._calls = calls
        self._operation = operation

    def get(self, stale: str | None, open_session: Callable[[], tuple[str, float]]) -> str:
        """The session's secret: another process's, else a new one.

        ``stale`` is the one that was refused, if one was. ``open_session`` returns a new one and the time, in seconds
        since 1970, until which it is used.

        Raises:
            LoginRejected: the credential is refused, or was a short while ago, in which case it is not asked again.
        """
        with self._cache.locked():
            stored = self._cache.load() or {}
            now = self._clock.now()
            if "rejected" in stored and now - stored["at"] < REJECTION_SECONDS:
                raise self._remembered(stored["rejected"], now - stored["at"])
            secret = stored.get("secret")
            if secret and secret != stale and now < stored["until"]:
                self._calls.session = "cached"
                return str(secret)
            logins = self._calls.logins
            try:
                secret, until = open_session()
            except LoginRejected as error:
                self._cache.store({"rejected": error.data(), "at": self._clock.now()})
                raise
            self._cache.store({"secret": secret, "until": until})
            self._calls.session = "new" if self._calls.logins > logins else "cached"
            return secret

    def _remembered(self, error: dict[str, Any], seconds: float) -> LoginRejected:
        again = f"The same credential is tried again after {REJECTION_SECONDS / 60:g} minutes."
        return LoginRejected(
            f"{error['what']}, as the PBX said {seconds:.0f} seconds ago; not asked again",
            operation=self._operation,
            obj=error["object"],
            code=error["code"],
            known=error["known"],
            remedy=f"{error['remedy']} {again}" if error["remedy"] else again,
        )
