# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls of a simulated UCM: those that are on, and the records and recordings of those that were."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field


@dataclass
class Leg:
    """One channel. ``trunk`` is the trunk that it goes over, empty for a phone of the house."""

    channel: str
    number: str
    name: str = ""
    unique_id: str = ""
    trunk: str = ""
    muted: bool = False
    held: bool = False


@dataclass
class LiveCall:
    """A call that is on.

    ``second`` is None while nobody (or no phone) is at the other end: in an IVR, in a queue without agents, for a
    prompt. The two are connected from ``answered_at`` on. ``inbound`` calls came in over the first leg's trunk;
    ``decide_until`` is the end of the time in which accept and refuse are possible. ``watches`` is the channel that a
    barging call listens to, ``paging`` the number of a paging group. Times are seconds on the system's clock.
    """

    first: Leg
    second: Leg | None
    service: str
    target: str
    started_at: float
    answered_at: float
    inbound: bool = False
    decide_until: float | None = None
    watches: str = ""
    paging: str = ""
    bridge_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def legs(self) -> tuple[Leg, ...]:
        return (self.first,) if self.second is None else (self.first, self.second)

    def connected(self, now: float) -> bool:
        waiting = self.decide_until is not None and now < self.decide_until
        return self.second is not None and now >= self.answered_at and not waiting


@dataclass
class Visit:
    """What a queue knows of a call: who answered it (empty: nobody), and the seconds of waiting and of talking."""

    queue: str
    agent: str
    wait: int
    talk: int


@dataclass
class CallRecord:
    """A call that is over. ``rows`` are its legs as the call records show them, all values text, each with AcctId."""

    session: str
    rows: list[dict[str, str]]
    visit: Visit | None = None


@dataclass
class Recording:
    """A recorded file. ``place`` is local, gdms or netdisk; ``month`` (YYYY-MM) the folder that it lies in."""

    directory: str
    filename: str
    month: str
    place: str = "local"
    unique_code: str = ""


@dataclass
class AgentEvent:
    """Something an agent did: ``deed`` is login, logoff, pause or unpause."""

    queue: str
    agent: str
    deed: str
    time: str


@dataclass
class Broadcast:
    """A text message that was sent; ``recipients`` are extension numbers."""

    subject: str
    source: str
    content: str
    recipients: list[str]


@dataclass
class Telephony:
    """Calls, their records (oldest first) and recordings, what agents did, and messages."""

    calls: list[LiveCall] = field(default_factory=list)
    records: list[CallRecord] = field(default_factory=list)
    recordings: list[Recording] = field(default_factory=list)
    agent_events: list[AgentEvent] = field(default_factory=list)
    broadcasts: list[Broadcast] = field(default_factory=list)
    last_channel: int = -1
    last_record: int = 0
