# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Asks many PBXs at once, each within a time limit, and names what their answers are cached under."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import ConnectionFailed, PbxError
from .inventory import PbxFacts, System
from .redaction import scrub
from .session_cache import SessionCache, default_directory
from .transport import Clock


@dataclass
class Reading:
    """What came of asking one PBX: its facts or, as text without secrets, the error. ``log`` is for -vvv."""

    facts: PbxFacts | None = None
    error: str | None = None
    log: list[str] = field(default_factory=list)


def read_systems(systems: Sequence[System], *, parallel: int, time_limit: float) -> list[Reading]:
    """Ask every system, ``parallel`` at a time, and return the readings in the order of ``systems``.

    A system that is not done ``time_limit`` seconds after its turn has begun has failed and gives its place to the
    next, so the whole takes ``time_limit`` times the number of turns at most. A thread cannot be stopped: that of a
    failed system ends by itself with the request it waits for, and what it brings is dropped.
    """
    waiting = deque(range(len(systems)))
    deadlines: dict[int, float] = {}
    readings: dict[int, Reading] = {}
    done: queue.SimpleQueue[tuple[int, Reading]] = queue.SimpleQueue()
    while waiting or deadlines:
        while waiting and len(deadlines) < parallel:
            turn = waiting.popleft()
            deadlines[turn] = time.monotonic() + time_limit
            _start(systems[turn], time_limit, lambda reading, turn=turn: done.put((turn, reading)))
        try:
            turn, reading = done.get(timeout=max(0.0, min(deadlines.values()) - time.monotonic()))
        except queue.Empty:
            now = time.monotonic()
            for turn in [turn for turn, deadline in deadlines.items() if deadline <= now]:
                del deadlines[turn]
                readings[turn] = Reading(error=_too_slow(time_limit).message())
        else:
            if deadlines.pop(turn, None) is not None:
                readings[turn] = reading
    return [readings[turn] for turn in range(len(systems))]


def _start(system: System, time_limit: float, done: Callable[[Reading], None]) -> None:
    # A daemon, since a PBX that hangs must not keep the program from ending.
    threading.Thread(target=lambda: done(_read(system, time_limit)), name=system.name, daemon=True).start()


def _read(system: System, time_limit: float) -> Reading:
    reading = Reading()
    try:
        reading.facts = _ask(system, time_limit, reading.log.append)
    except PbxError as error:
        reading.error = error.message()
    except Exception as error:  # noqa: BLE001 - whatever a PBX answers, the others are not to suffer
        reading.error = f"the answer could not be understood ({type(error).__name__}: {error})"
    if reading.error:
        reading.error = scrub(reading.error, system.secrets)
    return reading


def _ask(system: System, time_limit: float, log: Callable[[str], None]) -> PbxFacts:
    deadline = time.monotonic() + time_limit

    def sleep(seconds: float) -> None:
        """Wait for another try, unless that is too late for anybody to see."""
        if time.monotonic() + seconds > deadline:
            raise _too_slow(time_limit)
        time.sleep(seconds)

    options = dict(system.connection)
    # Leaves time for the PBX's own reason to be told instead of the time limit.
    options["timeout"] = min(options["timeout"], max(1.0, time_limit / 2))
    options["busy_timeout"] = min(options["busy_timeout"], time_limit / 2)
    client = system.vendor.open(options, log, Clock(sleep=sleep))
    try:
        facts = system.source.read(client, system.connection)
    except BaseException:
        client.close()
        raise
    try:
        client.close(logout=options["logout"])
    except PbxError as error:
        log(f"logging out failed: {error.message()}")
    return facts


def _too_slow(time_limit: float) -> PbxError:
    return ConnectionFailed(
        f"not done within the time limit of {time_limit:g} seconds",
        remedy="Check that the PBX is reachable and not busy, or raise the inventory's time_limit.",
    )


class _KeyedName(SessionCache):
    """A text's name, made with the key that names sessions: it gives nothing away to who has only the name."""

    def __init__(self, directory: str, text: str) -> None:
        super().__init__(directory, (), text, stored=False)

    def __str__(self) -> str:
        return Path(self._path_of_session).stem


def cache_key(system: System) -> str:
    """The name under which a cache keeps the facts of a system: a keyed hash of all its connection options.

    Another address, user or password is another name, and so is another machine or another user of it.

    Raises:
        PbxError, OSError: the directory of the key cannot be used.
    """
    options = {name: system.connection[name] for name in sorted(system.connection)}
    directory = system.connection["session_cache_path"] or default_directory()
    return f"telephony_pbx_{_KeyedName(directory, json.dumps([system.vendor.name, options], default=str))}"
