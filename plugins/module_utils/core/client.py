# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What every vendor's client has in common: counters, a reading and a writing side, a log line per request."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class Calls:
    """What a run cost: requests sent, logins among them, and where the session came from."""

    requests: int = 0
    logins: int = 0
    session: str = "none"

    def since(self, earlier: Calls) -> dict[str, int | str]:
        """The difference to an earlier copy, as the result's ``api``."""
        return {
            "calls": self.requests - earlier.requests,
            "logins": self.logins - earlier.logins,
            "session": self.session,
        }

    def copy(self) -> Calls:
        return Calls(self.requests, self.logins, self.session)


class ReadSide:
    """The read-only view of a client that planners get."""

    whole_lists = False

    def __init__(self, client: Client) -> None:
        self._send = client.send
        self.read_all = client.read_all
        self.memo = client.memo

    def read(self, operation: str, /, **parameters: Any) -> Any:
        return self._send(operation, parameters, writes=False)


class WriteSide(ReadSide):
    """The writing view of a client that appliers get. What has been looked up is forgotten with every write."""

    def write(self, operation: str, /, **parameters: Any) -> Any:
        self.memo.clear()
        return self._send(operation, parameters, writes=True)


class Client(ABC):
    """A session with one PBX. ``log`` takes a line for -vvv, in which parameters never appear."""

    def __init__(self, log: Callable[[str], None]) -> None:
        self.calls = Calls()
        self.log = log
        self.memo: dict[str, Any] = {}
        self.reader = ReadSide(self)
        self.writer = WriteSide(self)

    def begin_task(self) -> None:
        """Forget what an earlier task of the same process has looked up, such as a loop's last item."""
        self.memo.clear()

    @abstractmethod
    def send(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> Any:
        """Carry out one operation of the vendor's API and return its answer, decoded."""

    @abstractmethod
    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a listing, through all its pages."""

    def leave_pending(self) -> None:  # noqa: B027
        """Remember that a write may take effect after whatever puts changes into effect now.

        Vendors without such a step need not.
        """

    @abstractmethod
    def close(self, *, logout: bool = False) -> None:
        """Give up the connections, and with ``logout`` the session too."""
