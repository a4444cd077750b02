# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Automatic attendants (IVRs) of the UCM.

Source: Grandstream IPPBX HTTPS API: listIVR, addIVR, getIVR, updateIVR, deleteIVR. An update restates the whole IVR.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..core import codecs
from ..core.fields import Field, Values
from ..core.resource import Reader
from .destination import Kind, complete_destinations, destination
from .extension import ALERT_INFO, PERMISSIONS
from .resource import Actions, Document, UcmResource, without_repeats

_IVR = Document("ivr", listed=True, restated=True)

KEYS = {**{key: key for key in "0123456789*"}, "timeout": "t", "invalid": "i"}


def _event(name: str, reference: str | None = None, *, target: bool = True) -> Kind:
    """A key event. Its target has a field of the event's own name, as the document's member_prompt has."""
    return Kind(f"member_{name}", f"member_{name}" if target else None, reference)


EVENTS = {
    "prompt": _event("prompt"),
    "extension": _event("account", "extension"),
    "voicemail": _event("voicemail", "extension"),
    "voicemail_group": _event("vmgroup"),
    "ivr": _event("ivr", "ivr"),
    "ring_group": _event("ringgroup"),
    "queue": _event("queue", "queue"),
    "paging_group": _event("paginggroup", "paging_group"),
    "conference": _event("conference"),
    "fax": _event("fax"),
    "disa": _event("disa"),
    "directory": _event("directory"),
    "callback": _event("callback"),
    "external_number": _event("external_number"),
    "hangup": _event("hangup", target=False),
}

NEW_IVR: dict[str, Any] = {
    "welcome_prompt": "welcome",
    "response_timeout": 10,
    "digit_timeout": 3,
    "timeout_prompt": "ivr-create-timeout",
    "invalid_prompt": "invalid",
    "tloop": 3,
    "iloop": 3,
    "permission": "internal",
}
"""What the add demands: the document's one default (digit_timeout), its example's values, the least permission."""


def _unless_given(wire: str) -> str:
    return f"A new IVR has V({NEW_IVR[wire]}) unless it is given."


FIELDS: tuple[Field, ...] = (
    _IVR.identifier("ivr_id"),
    _IVR.field(
        "extension",
        "The number of the IVR.",
        aliases=("number",),
        key=True,
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    _IVR.field("name", "The name of the IVR. Needed to create one.", wire="ivr_name", required=True),
    # Prompts
    _IVR.field("welcome_prompt", ("The prompt that callers hear first.", _unless_given("welcome_prompt"))),
    _IVR.field("prompt_language", "The language of prompts, as a code that the UCM knows.", wire="language"),
    _IVR.number(
        "response_timeout", ("Seconds to wait for the first key after the prompt.", _unless_given("response_timeout"))
    ),
    _IVR.number("digit_timeout", ("Seconds to wait for each further key.", _unless_given("digit_timeout"))),
    _IVR.field("timeout_prompt", ("The prompt when no key comes.", _unless_given("timeout_prompt"))),
    _IVR.number(
        "timeout_repeats",
        ("How often it is repeated until the event of key V(timeout).", _unless_given("tloop")),
        wire="tloop",
    ),
    _IVR.field("invalid_prompt", ("The prompt after a key without event.", _unless_given("invalid_prompt"))),
    _IVR.number(
        "invalid_repeats",
        ("How often it is repeated until the event of key V(invalid).", _unless_given("iloop")),
        wire="iloop",
    ),
    # Keys
    Field(
        name="key_events",
        description=(
            "What the keys do, all of them: a key that is not in the list does nothing, one that is given without a "
            "destination keeps the one that it has.",
            "Without this option the keys stay as they are.",
        ),
        type="list",
        elements="dict",
        wire="members",
        aliases=("members",),
        list_key="key",
        whole=True,
        always_sent=True,
        fields=(
            Field(
                name="key",
                description="The key, or what happens instead of one.",
                choices=tuple(KEYS),
                aliases=("keypress",),
                wire="keypress",
                codec=codecs.enum(KEYS),
            ),
            destination(
                "destination",
                (
                    "Where the key leads.",
                    "The vendor's document shows V(prompt) only; the others are worded after its inbound routes.",
                ),
                EVENTS,
                "keypress_event",
                clears=False,
            ),
        ),
    ),
    # What callers may dial
    _IVR.flag("dial_extension", "Whether callers may dial extensions."),
    _IVR.flag("dial_conference", "Whether callers may dial conference rooms."),
    _IVR.flag("dial_queue", "Whether callers may dial queues."),
    _IVR.flag("dial_ring_group", "Whether callers may dial ring groups.", wire="dial_ringgroup"),
    _IVR.flag("dial_voicemail_group", "Whether callers may dial voicemail groups.", wire="dial_vmgroup"),
    _IVR.flag("dial_paging_group", "Whether callers may dial paging groups.", wire="dial_paginggroup"),
    _IVR.flag("dial_fax", "Whether callers may dial fax extensions."),
    _IVR.flag("dial_directory", "Whether callers may dial by name."),
    _IVR.flag("dial_trunk", "Whether callers may dial out through trunks, as far as O(permission) goes."),
    _IVR.choice("permission", ("How far callers may dial out.", _unless_given("permission")), PERMISSIONS),
    _IVR.flag(
        "back_to_menu",
        "Whether callers get back to the menu when a call cannot be put through.",
        wire="dial_failed_back2menu",
    ),
    _IVR.choice(
        "dial_filter",
        "Whether only the numbers of the lists may be dialled, or all but those.",
        {"off": "no", "whitelist": "white", "blacklist": "black"},
        wire="switch",
    ),
    _IVR.members(
        "dial_filter_internal",
        "The internal numbers of O(dial_filter), all of them.",
        wire="ivr_blackwhite_list",
        list_wire=None,
    ),
    _IVR.members(
        "dial_filter_external",
        "The external numbers of O(dial_filter), all of them, with O(dial_trunk=true).",
        wire="ivr_out_blackwhite_list",
        list_wire=None,
    ),
    _IVR.field("alert_info", "The Alert-Info header, which chooses a ring tone.", wire="alertinfo", choices=ALERT_INFO),
    _IVR.flag("replace_caller_id", "Whether the callee sees the IVR's name in place of the caller's."),
)


class IvrResource(UcmResource):
    """An IVR. A key that is given without a destination keeps the one that it has."""

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        without = [event["key"] for event in changes.get("key_events") or () if not event.get("destination")]
        found = [f"key_events[{key}] is new and has no destination" for key in without]
        return found + super().verify(reader, changes, configured)


IVR = IvrResource(
    name="ivr",
    plural="ivrs",
    summary="IVRs",
    has_number=True,
    fields=FIELDS,
    rules=(complete_destinations(FIELDS), without_repeats("dial_filter_internal", "dial_filter_external")),
    actions=Actions(
        list="listIVR",
        rows="ivr",
        identifier="ivr_id",
        get="getIVR",
        get_select="ivr",
        document="ivr",
        add="addIVR",
        defaults={**NEW_IVR, "permission": PERMISSIONS[NEW_IVR["permission"]]},
        not_in_add=frozenset({"back_to_menu"}),
        update="updateIVR",
        update_select="ivr",
        delete="deleteIVR",
        delete_select="ivr",
    ),
)
