# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call queues: listQueue, getQueue, addQueue, updateQueue, deleteQueue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.simulators.ucm.codes import INVALID_PARAMETERS, NO_SUCH_ITEM, UPDATE_FAILED, Refusal
from tests.simulators.ucm.defaults import QUEUE_DEFAULTS
from tests.simulators.ucm.listing import Column, page_of
from tests.simulators.ucm.references import (
    QUEUE_FIELDS,
    QUEUE_SUFFIXES,
    check_new_number,
    check_target,
    extensions_in,
    refuse_when_used,
)
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import Queue, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import nothing_to_read, shown, stored

NEED_APPLY = {"need_apply": "yes"}

# Destinations that need no target.
WITHOUT_TARGET = frozenset({"hangup", "playsound"})

COLUMNS: dict[str, Column] = {
    "extension": lambda row: row["extension"],
    "queue_name": lambda row: row["queue_name"],
    "strategy": lambda row: row["strategy"],
    "queue_chairmans": lambda row: row["queue_chairmans"],
    "members": lambda row: row["members"],
}


@handles("list_queue")
def list_queues(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Numbers are text, as in the example; the table types them as integers."""
    rows = [answer_of(queue, pbx.options.shapes) for queue in pbx.objects.queues.values()]
    return page_of("queue", rows, COLUMNS, call)


@handles("get_queue")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Without the number, which the table does not demand, nothing is selected: -1 (chosen)."""
    queue = pbx.objects.queues.get(_number(call, "queue"))
    return nothing_to_read(pbx.options) if queue is None else {"queue": answer_of(queue, pbx.options.shapes)}


@handles("add_queue")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the queue. What the table calls mandatory and the example leaves out is as getQueue shows it.

    The number is in the example only; without it -1 (chosen).
    """
    number = _number(call, "extension")
    queue = Queue(number)
    _store(pbx.objects, queue, call)
    check_new_number(pbx.objects, pbx.options, number)
    pbx.objects.queues[number] = queue
    return NEED_APPLY


@handles("update_queue")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends a name and members).

    Whether extension, which stands beside queue, gives the queue another number is not said; chosen: no, -25.
    """
    queue = _queue(pbx, call)
    if call.get("extension", queue.extension) != queue.extension:
        raise Refusal(UPDATE_FAILED)
    _store(pbx.objects, queue, call)
    return NEED_APPLY


@handles("delete_queue")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    queue = _queue(pbx, call)
    refuse_when_used(pbx.objects, "queue", queue.extension)
    del pbx.objects.queues[queue.extension]
    return NEED_APPLY


def answer_of(queue: Queue, shapes: str) -> dict[str, Any]:
    """A queue as getQueue shows it, which leaves out the announcements that only add can set (documented). No real
    answer has been recorded; for ``recorded`` it is guessed that unset is empty text, as in the recorded answers of
    other actions, and that types are those of the example."""
    settings = {name: queue.settings.get(name, default) for name, default in QUEUE_DEFAULTS.items()}
    settings["extension"] = settings["tmp2"] = queue.extension
    settings["members"] = ",".join(queue.members) or None
    settings["queue_chairmans"] = ",".join(queue.chairmen) or None
    return shown(dict(sorted(settings.items())), shapes)


def _number(call: Parameters, name: str) -> str:
    if name not in call:
        raise Refusal(INVALID_PARAMETERS)
    return call[name]


def _queue(pbx: UcmSystem, call: Parameters) -> Queue:
    queue = pbx.objects.queues.get(_number(call, "queue"))
    if queue is None:
        raise Refusal(NO_SUCH_ITEM)
    return queue


def _store(state: UcmState, queue: Queue, call: Parameters) -> None:
    """Check everything, then keep it. An agent who is no longer a member loses what was known of him (chosen)."""
    values = {name: value for name, value in call.items() if name not in ("cookie", "queue", "extension")}
    members, chairmen = (
        extensions_in(state, values.pop(name)) if name in values else list(now)
        for name, now in (("members", queue.members), ("queue_chairmans", queue.chairmen))
    )
    _check_destinations(state, queue, values)
    queue.settings |= stored(values)
    queue.members, queue.chairmen = members, chairmen
    queue.logged_off, queue.paused = (
        [agent for agent in agents if agent in members] for agents in (queue.logged_off, queue.paused)
    )


def _check_destinations(state: UcmState, queue: Queue, values: Mapping[str, Any]) -> None:
    """A destination that is sent needs its target, and targets must exist (-25, chosen)."""
    merged = {**QUEUE_DEFAULTS, **queue.settings, **values}
    for suffix in QUEUE_SUFFIXES:
        for kind in ("account", "voicemail", "queue", "ringgroup", "ivr"):
            if target := values.get(_field(kind, suffix)):
                check_target(state, kind, target)
        kind = values.get(f"destination_type_{suffix}")
        if kind and kind not in WITHOUT_TARGET and not merged[_field(kind, suffix)]:
            raise Refusal(UPDATE_FAILED)


def _field(kind: str, suffix: str) -> str:
    return f"{QUEUE_FIELDS.get(kind, kind)}_{suffix}"
