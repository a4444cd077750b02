# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The rules for calls that come in to extensions.

Source: the vendor's schema 3.0.0, AddCallRulesIn, EditCallRulesIn, DelCallRulesIn and GetCallRulesIn. What it remarks
on the place of a new rule is not certain, so that the position is always sent, and the order looked at afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from ..core.errors import PbxError, UnexpectedAnswer
from ..core.fields import ORDERED, Values
from ..core.resource import Configured, Reader, Writer
from .account_fields import option
from .call_rules import ACTIONS, PHONE, RULE, completed, decoded, differ, encoded, make_sense, paired, passwords_of_new
from .extension import EXTENSION
from .extension_part import KEYS, ExtensionPart
from .names import EXTENSION_TYPES
from .resource import MAIN, Group, Operations

AT_ONCE = 10
"""How many rules the schema lets one request add."""


class Rule(NamedTuple):
    """A rule as VoipNow has it."""

    id: int
    values: Values


@dataclass(frozen=True, kw_only=True)
class CallForwardingResource(ExtensionPart):
    """The incoming call rules of an extension, as a whole list."""

    # -- reading

    def read_part(self, reader: Reader, target: dict[str, Any]) -> Values:
        return {"rules": [rule.values for rule in self._rules(reader, target)]}

    def _rules(self, reader: Reader, target: dict[str, Any]) -> list[Rule]:
        """The rules in their order, asked for once between two writes."""
        key = f"incoming rules of {target}"
        if key not in reader.memo:
            rows = reader.read_all(self.operations.get, "rules", **target)
            try:
                rules = sorted((decoded(row) for row in rows), key=lambda placed: placed[0])
                named = self.with_names(reader, {"rules": [values for _place, _id, values in rules]})["rules"]
                reader.memo[key] = [Rule(rule[1], values) for rule, values in zip(rules, named, strict=True)]
            except (KeyError, TypeError, ValueError) as error:
                raise UnexpectedAnswer(
                    f"a rule cannot be read: {error}", operation=self.operations.get, remedy="Check schema_version."
                ) from error
        return reader.memo[key]

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        """Rules as a read will show them: with what is meant by what is not given, and with what stays as it is."""
        resolved = super().resolve(reader, wanted)
        if "rules" not in resolved:
            return resolved
        current = (self.read(reader, resolved) or {}).get("rules") or []
        return {**resolved, "rules": completed(resolved["rules"], current)}

    # -- checks

    def verify(self, reader: Reader, changes: Values, configured: Configured | None = None) -> list[str]:
        found = super().verify(reader, changes, configured)
        rules = changes.get("rules") or []
        current = self.read(reader, changes)
        if current is not None:
            kind = (EXTENSION.read_target(reader, self.target(current)) or {}).get("type") or PHONE
            found += [
                f"rules[{index}]: extension {current['extended_number']} is of type {kind}, and {rule['action']} is "
                "for phone terminals only"
                for index, rule in enumerate(rules)
                if kind != PHONE and ACTIONS[rule["action"]].phones_only
            ]
        there = (current or {}).get("rules") or []
        found += [
            f"rules[{index}].password: VoipNow wants it with a new rule that authenticates and with every change of one"
            for index, (rule, place) in enumerate(zip(rules, paired(rules, there), strict=True))
            if rule["action"] == "authenticate"
            and not rule.get("password")
            and (place is None or differ(rule, there[place]))
        ]
        return found

    def hidden_of_new(self, wanted: Values, current: Values) -> Values:
        if "rules" not in wanted:
            return wanted
        return {**wanted, "rules": passwords_of_new(wanted["rules"], current.get("rules") or [])}

    # -- writing

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        """Add, change and sort, delete, in this order: while it goes on, no call is without its rules.

        What is there is looked at anew, so that to be called again after a write in doubt does nothing twice.
        """
        target, wanted = self.target(current), changes["rules"]
        requests = [encoded(rule) for rule in self.with_ids(writer, {"rules": wanted}, current)["rules"]]
        had = self._rules(writer, target)
        places = paired(wanted, [rule.values for rule in had])
        gone = [rule.id for place, rule in enumerate(had) if place not in places]
        ids: dict[int, int] = {n: had[place].id for n, place in enumerate(places) if place is not None}
        changed = [n for n, place in enumerate(places) if place is not None and differ(wanted[n], had[place].values)]
        new = [n for n in range(len(wanted)) if n not in ids]
        done: list[str] = []
        try:
            if new:
                ids |= self._added(writer, target, {n: requests[n] for n in new}, done)
                changed += [n for n in new if not wanted[n]["enabled"]]
            order = [ids[n] for n in range(len(wanted))]
            stand = [rule.id for rule in self._rules(writer, target) if rule.id not in gone]
            if changed or order != stand:
                edits = [{**requests[n], "ruleID": ids[n], "status": wanted[n]["enabled"]} for n in changed]
                sorting = [*order, *gone] if order != stand else []
                writer.write("EditCallRulesIn", rule=edits, order=sorting, **target)
                done.append("those that stay were changed and sorted")
            if gone:
                writer.write("DelCallRulesIn", ID=gone, **target)
        except PbxError as error:
            if done and not error.known:
                error.known = f"Of the rules, {' and '.join(done)}"
            raise
        writer.memo[self._place(current)] = target

    def _added(
        self, writer: Writer, target: dict[str, Any], new: dict[int, dict[str, Any]], done: list[str]
    ) -> dict[int, int]:
        """Add rules, each at its place in the list; their ids by these places. IDs count up."""
        before = {rule.id for rule in self._rules(writer, target)}
        places = list(new)
        for first in range(0, len(places), AT_ONCE):
            some = places[first : first + AT_ONCE]
            rules = [{kind: {**body, "position": n + 1} for kind, body in new[n].items()} for n in some]
            writer.write("AddCallRulesIn", rule=rules, **target)
            done.append(f"{len(some)} were added")
        made = sorted(rule.id for rule in self._rules(writer, target) if rule.id not in before)
        if len(made) != len(places):
            raise PbxError(
                f"VoipNow accepted {len(places)} new rules, but has {len(made)} more than before",
                operation="AddCallRulesIn",
                remedy="Run again: the run makes good what differs.",
            )
        return dict(zip(places, made, strict=True))


CALL_FORWARDING = CallForwardingResource(
    name="call_forwarding",
    plural="call_forwarding",
    summary="the incoming call rules of extensions",
    types=EXTENSION_TYPES,
    rules=(*ExtensionPart.rules, make_sense),
    fields=(
        *KEYS,
        option(
            "rules",
            (
                "The rules in the order in which they are tried.",
                "The list is the whole: rules that are not in it go, and with an empty one all do. Rules that are as "
                "they should be are left alone.",
                "An option that a rule leaves out has the value that is told here; where none is told, it stays as "
                "it is.",
            ),
            "rule",
            type="list",
            elements="dict",
            compare=ORDERED,
            fields=RULE,
        ),
    ),
    operations=Operations(get="GetCallRulesIn", groups={MAIN: Group(write="EditCallRulesIn")}),
)
