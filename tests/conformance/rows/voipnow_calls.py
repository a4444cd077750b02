# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where calls to VoipNow's extensions come from and go to: public numbers and call forwarding."""

from __future__ import annotations

from typing import Any

from tests.conformance.contract_table import Row, Values, look_up
from tests.simulators.client import Simulator

NUMBERS = [f"+1555{number:07}" for number in range(4)]
USER1_AND_ABOVE = [2, 3, 4]
"""The ids of provider1, company1 and user1."""


def _everyone(pbx: Simulator) -> list[Values]:
    return [{"number": number.rpartition("*")[2], "extended": number} for number in sorted(pbx.state("extensions"))]


def _hand_down(pbx: Simulator) -> None:
    """Three public numbers for user1."""
    for number in ("1", "2", "3"):
        pbx.change("public_number", number, holders=USER1_AND_ABOVE)


def _holders(pbx: Simulator) -> Values:
    rows = pbx.state("public_numbers").values()
    return {"holders": {row["phoneNo"]: row["holders"] for row in rows if row["holders"] != USER1_AND_ABOVE}}


VOIPNOW_PUBLIC_NUMBERS = Row(
    module="voipnow_public_numbers",
    identity={"number": "104", "user": "user1"},
    create={"numbers": NUMBERS[:1]},
    change=("numbers", NUMBERS[:2]),
    state=_holders,
    prepare=_hand_down,
    everyone=_everyone,
    values={"numbers": (NUMBERS[1:2], NUMBERS[1:3])},
    touches={"numbers": frozenset({"holders"})},
    selects=frozenset({"extendedNumber"}),
    never_sent={
        **{
            f"{operation}.{name}": "the numbers are an extension's"
            for operation in ("AssignPublicNo", "UnassignPublicNo")
            for name in ("userID", "userIdentifier")
        },
        **dict.fromkeys(
            ("AssignPublicNo.count", "AssignPublicNo.location"), "who wants any number cannot say which in a second run"
        ),
    },
    reads="list",
    paged=False,
)


def _rules(pbx: Simulator) -> Values | None:
    extension = look_up(pbx, "extensions/0001*103")
    return extension and {"rule": extension["rules"]}


def _every_action(number: str, seconds: int, keypad: int, *, yes: bool) -> list[Values]:
    """A rule for each action but the one that needs a password, with all that it can have."""
    of_any: Values = {"caller": f"{number}X.", "interval": "Office hours", "keypad_code": keypad, "enabled": yes}
    status = {"when": "busy" if yes else "no_answer", "extension_status": "registered" if yes else "unregistered"}
    flags = dict.fromkeys(("call_extension", "ask_name", "allow_transfer", "final"), yes)
    own: list[Values] = [
        {"action": "hangup"},
        {"action": "forward", "numbers": [number, "0001*105"], "ring_seconds": seconds, **status, **flags},
        {"action": "forward", "numbers": ["106"], "ring_seconds": seconds, **status, **flags},
        {"action": "voicemail", **status, "final": yes},
        {"action": "cascade", "ring_seconds": seconds, "final": yes, "cascade": _cascade(number, seconds)},
        {"action": "set_priority", "priority": seconds},
        {"action": "busy"},
        {"action": "congestion"},
    ]
    return [{**of_any, "keypad_code": keypad + place, **rule} for place, rule in enumerate(own)]


def _cascade(number: str, seconds: int) -> list[Values]:
    return [{"number": "101", "after_seconds": 0}, {"number": number, "after_seconds": seconds}]


PASSWORDS = "a password is never told, see tests/unit/voipnow/test_call_forwarding.py"
_KINDS = ("busy", "congestion", "hangup", "transfer", "cascade", "setCallPriority", "authenticate")
_OF_PASSWORDS = ("", *(f".{name}" for name in ("match", "number", "intervalID", "key", "password", "soundID", "final")))


def _never_sent() -> dict[str, str]:
    positions = {f"EditCallRulesIn.rule[].{kind}.position": "the order is sent" for kind in _KINDS}
    authenticate: dict[str, Any] = {
        f"{operation}.rule[].authenticate{name}": PASSWORDS
        for operation in ("AddCallRulesIn", "EditCallRulesIn")
        for name in (*_OF_PASSWORDS, ".position")
    }
    return {**positions, **authenticate}


CHANGED = {
    "action": "forward",
    "numbers": ["102"],
    "when": "no_answer",
    "extension_status": "any",
    "match": "any",
    "interval": "Office hours",
    "enabled": True,
}

VOIPNOW_CALL_FORWARDING = Row(
    module="voipnow_call_forwarding",
    identity={"number": "103", "user": "user1"},
    create={"rules": [{"action": "forward", "numbers": ["102"], "when": "busy"}]},
    change=("rules", [CHANGED]),
    state=_rules,
    everyone=_everyone,
    values={"rules": (_every_action("102", 20, 1, yes=True), _every_action("104", 30, 11, yes=False)[::-1])},
    touches={"rules": frozenset({"rule", "order"})},
    selects=frozenset({"extendedNumber", "order", "ID"}),
    never_sent=_never_sent(),
    reads="list",
    paged=False,
)
