# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VoipNow's extensions and their parts."""

from __future__ import annotations

from tests.conformance.contract_table import Row, Values, look_up
from tests.simulators.client import Simulator
from tests.simulators.voipnow.resources.extension_settings import defaults


def _state(pbx: Simulator) -> Values | None:
    extension = look_up(pbx, "extensions/0001*2001")
    if extension is None:
        return None
    kept = {name: extension[name] for name in ("label", "password", "owner")}
    return {**kept, "extensionType": extension["type"], "templateID": extension["template"]}


VOIPNOW_EXTENSION = Row(
    module="voipnow_extension",
    identity={"number": "2001", "user": "user1"},
    create={"label": "Front desk"},
    change=("label", "Reception"),
    thorough=True,
    state=_state,
    further=lambda pbx, number: pbx.add("extension", f"0001*{number}", owner="user1"),
    everyone=lambda pbx: [
        {"number": number.rpartition("*")[2], "extended": number} for number in sorted(pbx.state("extensions"))
    ],
    values={
        "type": ("term", "ivr"),
        "template": ("Default extension", "Default user"),
        "notify": ("0101", "1111"),
        "notify_email": ("boss@example.com", "other@example.com"),
    },
    selects=frozenset({"extendedNumber"}),
    demands=frozenset({"passwordAuto"}),
    never_empty={"password": "the schema wants four letters at least"},
    never_sent={
        "add_extension.verbose": "a read tells more",
        "add_extension.forceUpdate": "it makes a second extension where there is one",
        **dict.fromkeys(
            ("add_extension.parentIdentifier", "add_extension.parentLogin"),
            "the owner goes by its ID, which is looked up",
        ),
        **dict.fromkeys(
            (
                "add_extension.fromUser",
                "add_extension.fromUserIdentifier",
                "EditExtension.fromUser",
                "EditExtension.fromUserIdentifier",
            ),
            "the app's own account is who does it",
        ),
    },
    reads="list",
    paged=False,
)


def _features(pbx: Simulator, kind: str) -> Values | None:
    """What was set of it, and what it is before that."""
    extension = look_up(pbx, "extensions/0001*103")
    return extension and {**defaults(kind), **extension["features"].get(kind, {})}


VOIPNOW_VOICEMAIL = Row(
    module="voipnow_voicemail",
    identity={"number": "103", "user": "user1"},
    create={"notify": "alert"},
    change=("delete_after_days", 30),
    state=lambda pbx: _features(pbx, "E:Voicemail"),
    everyone=lambda pbx: [
        {"number": number.rpartition("*")[2], "extended": number}
        for number, extension in sorted(pbx.state("extensions").items())
        if extension["type"] == "term"
    ],
    values={"pin": ("2468", "97531")},
    never_empty={"pin": "a box without password can only be off"},
    selects=frozenset({"extendedNumber"}),
    whole=True,
    reads="list",
    paged=False,
)
