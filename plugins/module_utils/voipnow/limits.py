# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Relative changes of an account's limits: so many more, so many fewer.

Source: the provisioning tools' document, update-permissions-limits; the vendor's schema 3.0.0, type limit. There each
limit has its own direction, so that one request can raise some and lower others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import DoubtfulWrite, InvalidInput, PbxError
from ..core.fields import Field, Values
from ..core.planner import TAKEN_FOR_GRANTED
from ..core.resource import Reader
from ..core.task import Context
from . import names
from .account import AccountResource, is_above, limits_beyond, limits_read
from .account_fields import LIMITS
from .account_task import Account, AccountTask, level_in
from .client import VoipNowClient
from .codecs import LIMIT, UNLIMITED_WORD
from .names import LEVELS, PARENTS
from .organization import ORGANIZATION
from .service_provider import SERVICE_PROVIDER
from .user import USER
from .vendor import VOIPNOW

_RESOURCES: dict[str, AccountResource] = {each.name: each for each in (SERVICE_PROVIDER, ORGANIZATION, USER)}
_DIRECTIONS = {"increase": 1, "decrease": -1}


def limits_of(level: str) -> dict[str, str]:
    """The limits that a level has: their names on the wire by their options."""
    return {field.name: str(field.wire) for field in _RESOURCES[level].field("limits").fields}


def _amounts(name: str, description: tuple[str, ...]) -> Field:
    """A service provider has every limit that the other levels have."""
    return Field(
        name=name,
        description=description,
        type="dict",
        fields=tuple(
            Field(
                name=limit.name,
                description=limit.description,
                aliases=limit.aliases,
                wire=limit.wire,
                type="int",
                minimum=0,
            )
            for limit in SERVICE_PROVIDER.field("limits").fields
        ),
    )


class LimitsTask(AccountTask):
    """Increases and decreases limits. An amount of 0 is none; with no other nothing is sent."""

    def constraints(self) -> dict[str, Any]:
        given = super().constraints()
        return {**given, "required_one_of": [*given["required_one_of"], tuple(_DIRECTIONS)]}

    def check(self, params: Mapping[str, Any]) -> list[str]:
        given = self.given(params)
        named = {way: given.get(way) or {} for way in _DIRECTIONS}
        problems = [f"{way} names no limit" for way in _DIRECTIONS if way in given and not named[way]]
        twice = [name for name in named["increase"] if name in named["decrease"]]
        problems += [f"{name} is both in increase and in decrease" for name in twice]
        level = level_in(params)
        if level:
            has = limits_of(level)
            foreign = dict.fromkeys(name for limits in named.values() for name in limits if name not in has)
            called = level.replace("_", " ")
            problems += [f"there is no limit {name} of {called}s" for name in foreign]
        return [*problems, *super().check(params)]

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        given = self.given(params)
        amounts = {
            name: sign * amount
            for way, sign in _DIRECTIONS.items()
            for name, amount in (given.get(way) or {}).items()
            if amount
        }
        account = self.account(client, params)
        if account is None:
            raise ValueError("a task is checked before it runs")
        named = [name for way in _DIRECTIONS for name in given.get(way) or {}]
        before = _read(client, account)
        after = {**before, **_moved(before, amounts)}
        request = _request(client, account, amounts)
        beyond = _beyond_the_parents(client.reader, account, _raised(amounts, after))
        if beyond and not context.check_mode:
            raise InvalidInput(beyond, remedy="Increase those of the account above first.")
        for problem in beyond:
            context.warn(f"{account.level.replace('_', ' ')} {account.login}: {problem}; {TAKEN_FOR_GRANTED}")
        sent = bool(request) and not context.check_mode
        if sent:
            after = _send(client, account, request, before, after, context)
        result: dict[str, Any] = {
            "changed": bool(amounts),
            "sent": sent,
            "limits": {name: after.get(name) for name in named},
        }
        if context.diff_mode:
            header = f"{account.level.replace('_', ' ')} {account.login}"
            different = [name for name in amounts if before.get(name) != after.get(name)]
            result["diff"] = {
                "before_header": header,
                "after_header": header,
                "before": _shown(before, different),
                "after": _shown(after, different),
            }
        return result


def _shown(limits: Values, chosen: list[str]) -> Values:
    return {"limits": {name: limits.get(name) for name in chosen}} if chosen else {}


def _read(client: VoipNowClient, account: Account) -> Values:
    """The limits of an account, by option."""
    resource = _RESOURCES[account.level]
    document = resource.operations.groups[LIMITS].document
    answer = client.reader.read(f"Get{LEVELS[account.level].word}PL", ID=account.id).get(document) or {}
    return {name: LIMIT.decode(answer.get(wire)) for name, wire in limits_of(account.level).items() if wire in answer}


def _moved(before: Values, amounts: Mapping[str, int]) -> Values:
    """The limits after a change, as far as they can be told; of a limit that the answer lacks nothing can.

    Raises:
        InvalidInput: a limit would be less than nothing, or less than unlimited.
    """
    problems = []
    moved: Values = {}
    for name, amount in amounts.items():
        now = before.get(name)
        if now == UNLIMITED_WORD:
            moved[name] = now
            if amount < 0:
                problems.append(f"{name} is unlimited, and cannot be decreased by {-amount}")
        elif now is not None:
            moved[name] = now + amount
            if moved[name] < 0:
                problems.append(f"{name} is {now}, and cannot be decreased by {-amount}")
    if problems:
        raise InvalidInput(problems)
    return moved


def _beyond_the_parents(reader: Reader, account: Account, limits: Values) -> list[str]:
    """Which limits would be beyond those of the account above, in words."""
    parent = PARENTS[account.level]
    if parent is None or not limits:
        return []
    details = reader.read(f"Get{LEVELS[account.level].word}Details", ID=account.id)
    identifier = details.get("parentID")
    allowed = limits_read(reader, parent, identifier) if identifier else {}
    if not any(is_above(limit, allowed.get(name)) for name, limit in limits.items()):
        return []
    login = names.name_of(reader, parent, identifier, names.anywhere)
    found = limits_beyond(limits, f"{parent.replace('_', ' ')} {login}", allowed)
    return [f"{name} would be {problem}" for name, problem in found]


def _raised(amounts: Mapping[str, int], after: Values) -> Values:
    return {name: after.get(name) for name, amount in amounts.items() if amount > 0}


def _request(client: VoipNowClient, account: Account, amounts: Mapping[str, int]) -> Values:
    """What the operation takes beside the account.

    Raises:
        InvalidInput: this VoipNow's schema does not have a limit.
    """
    operation, wires = f"Update{LEVELS[account.level].word}PL", limits_of(account.level)
    unknown = [wires[name] for name in amounts if not client.knows(operation, wires[name])]
    if unknown:
        raise InvalidInput([f"this VoipNow's schema has no {wire} in {operation}" for wire in unknown])
    return {
        wires[name]: {"increase" if amount > 0 else "decrease": str(abs(amount))} for name, amount in amounts.items()
    }


def _send(
    client: VoipNowClient, account: Account, request: Values, before: Values, expected: Values, context: Context
) -> Values:
    """Send a change; the limits as they are then.

    Raises:
        DoubtfulWrite: whether it was carried out is not known. What is read afterwards may know.
    """
    try:
        client.writer.write(f"Update{LEVELS[account.level].word}PL", ID=account.id, **request)
    except DoubtfulWrite as doubt:
        now = _read_again(client, account)
        if now is not None and now == expected != before:
            context.warn(f"VoipNow's answer was lost, but the limits are changed: {doubt.what}")
            return now
        if now is not None and now == before != expected:
            doubt.known = "The limits are as they were before"
            doubt.remedy = "Run again."
        else:
            doubt.remedy = "Look at the limits before you run it again: it would change them once more."
        raise
    now = _read_again(client, account)
    if now is None:
        context.warn("the limits were changed, but could not be read again; those in the result are computed")
    return expected if now is None else now


def _read_again(client: VoipNowClient, account: Account) -> Values | None:
    try:
        return _read(client, account)
    except PbxError:
        return None


LIMITS_CHANGE = LimitsTask(
    "voipnow_limits",
    VOIPNOW,
    what="The limits",
    needs_account=True,
    fields=(
        _amounts("increase", ("By how much limits are increased.", "What is unlimited stays so.")),
        _amounts("decrease", ("By how much limits are decreased.", "What is unlimited cannot be.")),
    ),
)
