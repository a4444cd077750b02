# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""A rule for calls that come in: its table, how it looks on the wire, and which of two lists' rules are the same.

Source: the vendor's schema 3.0.0, callRuleChoice; what the elements mean, and which extensions have which rules, from
its user guide on incoming call rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.codecs import enum
from ..core.compare import differences
from ..core.fields import ORDERED, SET, Field, Values, find
from .account_fields import option
from .codecs import TEXTS

PHONE = "term"
"""The type of extension that has every kind of rule."""

_CALLERS = {"any": 2, "number": 0, "other_numbers": -1, "anonymous": 1}
_CALLS = {"always": 0, "no_answer": 1, "rejected": 2, "busy": 3}
_STATES = {"any": 0, "registered": 1, "unregistered": -1}
_COMMON = {"match": "match", "caller": "number", "interval": "intervalID", "keypad_code": "key"}
"""Where a rule of any action has its options, below the element of its kind."""
_OF_ANY_CALL = {"match": "any", "enabled": True, "interval": None}
_OF_TRANSFERS = {"when": "always", "extension_status": "any"}
_WHEN = {"when": "callStatus", "extension_status": "extensionStatus", "final": "final"}


@dataclass(frozen=True, kw_only=True)
class Action:
    """What a rule does.

    Args:
        kind: the element of the schema.
        options: its own options, with the dotted path of each below that element.
        needs: those without which it makes no sense.
        defaults: what is meant by those that are not given.
        constants: what the element has beside them.
        phones_only: only phone terminals have such rules.
    """

    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    phones_only: bool = False


ACTIONS: dict[str, Action] = {
    "forward": Action(
        kind="transfer",
        options={
            "numbers": "toNumbers.transferNumber",
            "ring_seconds": "toNumbers.ring",
            "call_extension": "toNumbers.call",
            "ask_name": "toNumbers.askForCaller",
            "allow_transfer": "toNumbers.transferFromCallee",
            **_WHEN,
        },
        needs=("numbers",),
        defaults=_OF_TRANSFERS,
    ),
    "voicemail": Action(
        kind="transfer",
        options=_WHEN,
        defaults=_OF_TRANSFERS,
        constants={"toVoicemail": True},
        phones_only=True,
    ),
    "busy": Action(kind="busy"),
    "congestion": Action(kind="congestion"),
    "hangup": Action(kind="hangup"),
    "cascade": Action(
        kind="cascade",
        options={"cascade": "toNumbers", "ring_seconds": "ring", "final": "final"},
        needs=("cascade", "ring_seconds"),
        phones_only=True,
    ),
    "authenticate": Action(
        kind="authenticate",
        options={"password": "password", "sound": "soundID", "final": "final"},
        phones_only=True,
    ),
    "set_priority": Action(kind="setCallPriority", options={"priority": "priority"}, needs=("priority",)),
}

RULE: tuple[Field, ...] = (
    Field(
        name="action",
        description=(
            "What happens to a call; every rule has one.",
            "V(forward) leads it to O(rules[].numbers), V(voicemail) to the extension's own voicemail.",
            "V(busy), V(congestion) and V(hangup) refuse it.",
            "V(cascade) rings the extension and, one after the other, O(rules[].cascade).",
            "V(authenticate) lets it on only with O(rules[].password).",
            "V(set_priority) gives it O(rules[].priority) and lets it on.",
            "Extensions that are no phone terminals have no V(voicemail), V(cascade) and V(authenticate).",
        ),
        choices=tuple(ACTIONS),
    ),
    option(
        "numbers",
        "Where V(forward) leads the call: extensions, public numbers or groups of users, which all ring.",
        "transferNumber",
        type="list",
        elements="str",
        compare=SET,
        min_length=1,
        pattern=r"[+*XZN.\[\]\d-]+",
        pattern_words="a number: digits, *, and X Z N . - [ ] of patterns",
    ),
    option(
        "ring_seconds",
        "For how many seconds V(forward) or V(cascade) rings.",
        "ring",
        type="int",
        minimum=0,
    ),
    option(
        "when",
        "Of V(forward) and V(voicemail), what became of the call at the extension itself. Without it, V(always).",
        "callStatus",
        choices=tuple(_CALLS),
        codec=enum(_CALLS),
    ),
    option(
        "extension_status",
        "Of V(forward) and V(voicemail), whether a telephone is registered. Without it, V(any).",
        "extensionStatus",
        choices=tuple(_STATES),
        codec=enum(_STATES),
    ),
    option(
        "match",
        (
            "Whose calls the rule is for. Without it V(number) if O(rules[].caller) is given, else V(any).",
            "V(other_numbers) are all but O(rules[].caller); the schema explains it without listing it, so that a "
            "VoipNow may refuse it.",
        ),
        choices=tuple(_CALLERS),
        codec=enum(_CALLERS),
    ),
    option(
        "caller",
        "The caller's number, or a pattern of numbers, such as V(0900X.).",
        "number",
        pattern=r"[+*XZN.\[\]\d-]+",
        pattern_words="a number or pattern: digits, * X Z N . - [ ]",
    ),
    option(
        "interval",
        "The block of time intervals in which the rule is for calls, by name or id. Without it, at any time.",
        "intervalID",
        reference="time_interval",
        by_id=True,
    ),
    option("enabled", "Whether the rule is followed. Without it, V(true).", "status", type="bool"),
    option(
        "final",
        "Of V(forward), V(voicemail), V(cascade) and V(authenticate), whether no further rule is followed when the "
        "call is not completed.",
        type="bool",
    ),
    option(
        "call_extension",
        "Of V(forward), whether the extension itself rings as well.",
        "call",
        type="bool",
    ),
    option(
        "ask_name",
        "Of V(forward), whether callers are asked for their name before they are connected.",
        "askForCaller",
        type="bool",
    ),
    option(
        "allow_transfer",
        "Of V(forward), whether public numbers that are called may transfer the call.",
        "transferFromCallee",
        type="bool",
    ),
    option(
        "cascade",
        "Whom V(cascade) rings, each so many seconds after the one before.",
        "toNumbers",
        type="list",
        elements="dict",
        compare=ORDERED,
        min_length=1,
        max_length=10,
        fields=(
            option("number", "The number."),
            option(
                "after_seconds",
                "How many seconds after the one before it is called. Without it, V(0).",
                "ringAfter",
                type="int",
                minimum=0,
            ),
        ),
    ),
    option(
        "password",
        (
            "What callers must enter with V(authenticate).",
            "VoipNow does not tell it, and wants it with a new rule and with every change of one.",
        ),
        min_length=4,
        max_length=64,
        write_only=True,
        secret=True,
    ),
    option(
        "sound",
        "What callers hear when they are to authenticate, by the sound's name or id.",
        "soundID",
        reference="sound",
        by_id=True,
    ),
    option("priority", "The priority that V(set_priority) gives.", type="int"),
    option(
        "keypad_code",
        "With this code, dialled after C(*74), the extension's telephone switches the rule on and off.",
        "key",
        type="int",
        minimum=0,
    ),
)
_BY_NAME = {each.name: each for each in RULE}
_OUTSIDE = ("action", "enabled")
"""Options that stand beside the element of a rule's kind, or are that."""


# -- single rules


def encoded(rule: Values) -> dict[str, Any]:
    """A rule as a request has it, under the element of its kind. References are ids."""
    action = ACTIONS[rule["action"]]
    body: dict[str, Any] = dict(action.constants)
    for name, path in {**_COMMON, **action.options}.items():
        if rule.get(name) is not None:
            inner, _dot, last = path.rpartition(".")
            (body.setdefault(inner, {}) if inner else body)[last] = _encode(_BY_NAME[name], rule[name])
    return {action.kind: body}


def _encode(each: Field, value: Any) -> Any:
    if not each.fields:
        return each.codec.encode(value)
    return [
        {str(sub.wire): sub.codec.encode(entry[sub.name]) for sub in each.fields if sub.name in entry}
        for entry in value
    ]


def _decode(each: Field, value: Any) -> Any:
    if not each.fields:
        return TEXTS.decode(value) if each.type == "list" else each.codec.decode(value)
    return [{sub.name: sub.codec.decode(entry.get(str(sub.wire))) for sub in each.fields} for entry in value]


def decoded(row: Mapping[str, Any]) -> tuple[int, int, Values]:
    """Position, id and values of a rule in an answer. The action of a kind that is not known is the kind itself.

    Raises:
        ValueError, KeyError, TypeError: it is no such rule.
    """
    kind, body = next(((name, value) for name, value in row.items() if isinstance(value, Mapping)), ("", None))
    if body is None:
        raise ValueError("it has no kind")
    names = [name for name, action in ACTIONS.items() if action.kind == kind]
    name = "voicemail" if len(names) > 1 and body.get("toVoicemail") else next(iter(names), kind)
    action = ACTIONS.get(name, Action(kind=kind))
    values: Values = {"action": name, **_OF_ANY_CALL, **action.defaults, "enabled": row.get("status") is not False}
    for each, path in {**_COMMON, **action.options}.items():
        found, value = find(body, path)
        if found and value is not None and _BY_NAME[each].readable:
            values[each] = _decode(_BY_NAME[each], value)
    return int(body.get("position") or 0), int(row["ruleID"]), values


def completed(wanted: list[Values], current: list[Values]) -> list[Values]:
    """The wanted rules with what is meant by options that are not given, and with what stays as it is."""
    rules = [_spelt_out(rule) for rule in wanted]
    completed = []
    for rule, place in zip(rules, paired(rules, current), strict=True):
        old = current[place] if place is not None else {}
        same = place is not None and not differ(_without_password(rule), old)
        kept = {name: value for name, value in old.items() if same or (name not in rule and name != "caller")}
        completed.append({**rule, **kept})
    return completed


def passwords_of_new(wanted: list[Values], current: list[Values]) -> list[Values]:
    """The wanted rules without the passwords of those that are there and otherwise as they should be."""
    return [
        rule if place is None or differ(_without_password(rule), current[place]) else _without_password(rule)
        for rule, place in zip(wanted, paired(wanted, current), strict=True)
    ]


def _spelt_out(rule: Values) -> Values:
    """A rule with what is meant by options that are not given."""
    given = {name: value for name, value in rule.items() if value != ""}
    matched = {"match": "number"} if given.get("caller") else {}
    spelt = {**_OF_ANY_CALL, **ACTIONS[given["action"]].defaults, **matched, **given}
    if "cascade" in spelt:
        spelt["cascade"] = [{"after_seconds": 0, **entry} for entry in spelt["cascade"]]
    return spelt


def _without_password(rule: Values) -> Values:
    return {name: value for name, value in rule.items() if name != "password"}


def differ(wanted: Values, current: Values) -> bool:
    """Whether a rule is not what is wanted, in what that says."""
    return differences(RULE, current, wanted) != ({}, {})


def paired(wanted: list[Values], current: list[Values]) -> list[int | None]:
    """For each wanted rule the place of the one that it is or is made of, if there is one; none is taken twice.

    Equal rules come first, then others of the same action. The schema has no way to take a rule's interval away, so
    such a rule is made anew.
    """
    places: list[int | None] = [None] * len(wanted)
    left = dict(enumerate(current))

    def equal(rule: Values, old: Values) -> bool:
        return not differ(_without_password(rule), old)

    def alike(rule: Values, old: Values) -> bool:
        return rule["action"] == old["action"] and (rule["interval"] is not None or old["interval"] is None)

    for fits in (equal, alike):
        for index, rule in enumerate(wanted):
            if places[index] is None:
                places[index] = next((place for place, old in left.items() if fits(rule, old)), None)
                left.pop(places[index], None)
    return places


def make_sense(wanted: Values) -> str | None:
    """What is wrong with the given rules by themselves, all of it."""
    found = [
        f"rules[{index}] {problem}"
        for index, rule in enumerate(wanted.get("rules") or ())
        for problem in _problems(rule)
    ]
    return "; ".join(found) or None


def _problems(rule: Values) -> Iterator[str]:
    name = rule.get("action")
    if name is None:
        yield "has no action"
        return
    action = ACTIONS.get(name, Action(kind=name))
    known = {*_OUTSIDE, *_COMMON, *action.options}
    strange = [each for each in rule if each not in known]
    if strange:
        yield f"has {', '.join(strange)}, which {name} does not"
    lacking = [each for each in action.needs if rule.get(each) in (None, [])]
    if lacking:
        yield f"has no {', '.join(lacking)}, without which there is no {name}"
    if any(not entry.get("number") for entry in rule.get("cascade") or ()):
        yield "has an entry without number in cascade"
    match = rule.get("match")
    if match in ("number", "other_numbers") and not rule.get("caller"):
        yield f"has match {match}, but no caller"
    if match in ("any", "anonymous") and rule.get("caller"):
        yield f"has a caller, but match {match}"
