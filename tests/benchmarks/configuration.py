# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configurations that the bulk scenarios bring a system to."""

from __future__ import annotations

from typing import Any

FIRST_EXTENSION, FIRST_QUEUE, MEMBERS = 10000, 6000, 10


def new_office(extensions: int, queues: int) -> dict[str, Any]:
    """Extensions with passwords and some settings, and queues with ten of them each."""
    numbers = [str(FIRST_EXTENSION + index) for index in range(extensions)]
    return {
        "extensions": [
            {
                "extension": number,
                "sip_password": f"Sip-{number}-Pass",
                "voicemail_pin": f"77{number}",
                "permission": "national",
                "max_contacts": 2,
                "call_waiting": True,
                "codecs": ["ulaw", "alaw", "g722"],
            }
            for number in numbers
        ],
        "queues": [
            {
                "extension": str(FIRST_QUEUE + index),
                "name": f"queue-{index}",
                "strategy": "ringall",
                "members": [numbers[(index * MEMBERS + place) % extensions] for place in range(MEMBERS)],
            }
            for index in range(queues)
        ],
    }


def present_office(extensions: int) -> dict[str, Any]:
    """The settings that a simulated system's first extensions are born with."""
    settings = {"permission": "internal", "max_contacts": 1, "call_waiting": True, "dnd": False, "voicemail": True}
    return {"extensions": [{"extension": str(1000 + index), **settings} for index in range(extensions)]}
