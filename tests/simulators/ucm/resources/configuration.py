# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""applyChanges."""

from __future__ import annotations

from typing import Any

from tests.simulators.ucm.codes import CONFERENCE_IN_PROGRESS, DIGITAL_CALLS, RETRY_AFTER_60_SECONDS, Refusal
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.system import UcmSystem


@handles("apply_changes")
def apply_changes(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Puts all pending changes into effect, whoever made them.

    Silent in the document, chosen here: it answers at once and works on for apply_seconds; with nothing pending it
    succeeds as well; an apply during an apply is answered like a write that comes too soon.
    """
    options, objects, now = pbx.options, pbx.objects, pbx.clock.now()
    if options.other_task:
        raise Refusal(options.other_task)
    if options.conference:
        raise Refusal(CONFERENCE_IN_PROGRESS)
    if options.digital_calls:
        raise Refusal(DIGITAL_CALLS)
    if now < objects.busy_until:
        raise Refusal(options.busy_code)
    if now - objects.applied_at < options.apply_gap_seconds:
        raise Refusal(RETRY_AFTER_60_SECONDS)
    objects.pending.clear()
    objects.applies += 1
    objects.applied_at = now
    objects.busy_until = now + options.apply_seconds
    for trunk in objects.trunks.values():
        if trunk.live_since is None:
            trunk.live_since = objects.busy_until
    return {"settings": "0"}
