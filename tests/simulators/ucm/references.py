# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers that objects are given, and numbers and ids by which they name each other."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.accounts import PATTERNS
from tests.simulators.ucm.codes import INVALID_VALUE, OPERATION_FAILED, UPDATE_FAILED, Refusal
from tests.simulators.ucm.options import UcmOptions
from tests.simulators.ucm.routes import TABLES
from tests.simulators.ucm.state import Ivr, UcmState

# Queues have three destinations: at a timeout, from the prompt, and when nobody is there.
QUEUE_SUFFIXES = ("t", "v", "el")
# The field of a queue's destination, by kind, where it is not called like the kind.
QUEUE_FIELDS = {"voicemail": "vm_extension", "queue": "queue_dest"}


def check_new_number(state: UcmState, options: UcmOptions, number: str) -> None:
    """A number of the form that extensions have (-15), which nothing has that can be dialled (-44; the document names
    the code, that it is about numbers of all kinds is chosen)."""
    if not PATTERNS["extension"].fullmatch(number):
        raise Refusal(INVALID_VALUE)
    if state.number_in_use(number):
        raise Refusal(options.duplicate_code)


def extensions_in(state: UcmState, text: str) -> list[str]:
    """Comma-joined extensions, in order; empty text names none.

    Silent in the document, chosen here: one that does not exist, and one that is named twice, spoil the write (-25).
    """
    numbers = text.split(",") if text else []
    if not state.accounts.keys() >= set(numbers) or len(set(numbers)) != len(numbers):
        raise Refusal(UPDATE_FAILED)
    return numbers


def check_target(state: UcmState, kind: str, target: str) -> None:
    """What calls are sent to must exist where its kind is simulated (-25, chosen). IVRs go by their ids (the system's
    own web pages send these), everything else by its number."""
    if kind in TABLES and target not in getattr(state, TABLES[kind]):
        raise Refusal(UPDATE_FAILED)


def refuse_when_used(state: UcmState, kind: str, target: str, own: Ivr | None = None) -> None:
    """Silent in the document, chosen here: what an inbound route, a queue or another IVR's key leads to cannot be
    deleted (-24), so that clients have to take things down in order."""
    if (kind, target) in _destinations(state, own):
        raise Refusal(OPERATION_FAILED)


def _destinations(state: UcmState, own: Ivr | None) -> list[tuple[str, Any]]:
    """Kind and target of every destination, but for those of ``own``."""
    found = []
    for route in state.inbound_routes.values():
        for values in (route.settings, *route.time_conditions, *route.modes):
            kind = values.get("destination_type")
            found.append((kind, values.get(kind)))
    for queue in state.queues.values():
        for suffix in QUEUE_SUFFIXES:
            kind = queue.settings.get(f"destination_type_{suffix}")
            found.append((kind, queue.settings.get(f"{QUEUE_FIELDS.get(kind, kind)}_{suffix}")))
    for ivr in state.ivrs.values():
        if ivr is not own:
            for event in ivr.events:
                name = event["keypress_event"]
                found.append((name.removeprefix("member_"), event.get(name)))
    return found
