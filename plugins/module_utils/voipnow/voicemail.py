# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The voicemail of phone terminals. Source: the vendor's schema 3.0.0, SetVoicemail and GetVoicemailSettings."""

from __future__ import annotations

from ..core.codecs import Codec
from .account_fields import option
from .extension_part import KEYS, ExtensionPart
from .resource import MAIN, Group, Operations

_NOT = Codec(lambda value: None if value is None else not value, lambda wire: None if wire is None else not wire)
"""The schema's remark on ``envelope``: 0 is yes, 1 is no."""

VOICEMAIL = ExtensionPart(
    name="voicemail",
    plural="voicemails",
    summary="the voicemail of extensions",
    types=("term",),
    fields=(
        *KEYS,
        option("enabled", "Whether the extension has voicemail.", "status", type="bool"),
        option(
            "pin",
            "The password of the voicemail box.",
            "password",
            write_only=True,
            secret=True,
            pattern="[0-9]+",
            pattern_words="digits",
        ),
        option("delete_after_days", "After how many days messages are deleted.", "autoDelDays", type="int", minimum=0),
        option(
            "notify",
            "Whether a new message is told of by e-mail, V(alert), or sent with it, V(message).",
            choices=("alert", "message"),
        ),
        option("auto_answer", "Whether the box takes calls that nobody answers.", "autoAnswer", type="bool"),
        option(
            "auto_answer_seconds",
            "After how many seconds it takes them.",
            "autoAnswerTime",
            type="int",
            minimum=0,
        ),
        option("in_directory", "Whether callers find the extension by its owner's name.", "directory", type="bool"),
        option(
            "announce_envelope",
            "Whether date and caller are told before a message. The API's C(envelope) has the opposite sense.",
            "envelope",
            type="bool",
            codec=_NOT,
        ),
    ),
    operations=Operations(get="GetVoicemailSettings", groups={MAIN: Group(write="SetVoicemail", whole=True)}),
)
