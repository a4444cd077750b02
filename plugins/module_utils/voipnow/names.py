# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What a playbook names and VoipNow knows by an id: accounts, regions, time zones, plans, templates, rules.

A name, an identifier and an id are all understood. Source: the vendor's schema 3.0.0, the lists of each service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from ..core.errors import PbxError, UnexpectedAnswer, nearest
from ..core.resource import Reader
from . import errors
from .codecs import EVERYBODY
from .operations import SERVICES

Row = dict[str, Any]
Scope = Callable[[str], Any]
"""Tells country, parent_id and id of the object that refers to something, when needed; None for what is unknown."""
_NEEDED = {"region": "country", "user_group": "id"}
"""What must be known of an object before what it refers to can be looked up."""


class Level(NamedTuple):
    """A level of accounts: the operations' word for it, and the container of its list."""

    word: str
    rows: str


LEVELS: dict[str, Level] = {
    "service_provider": Level("ServiceProvider", "serviceProvider"),
    "organization": Level("Organization", "organization"),
    "user": Level("User", "user"),
}
PARENTS: dict[str, str | None] = {"service_provider": None, "organization": "service_provider", "user": "organization"}


EXTENSION_TYPES: tuple[str, ...] = (
    "term",
    "phoneQueue",
    "ivr",
    "voicecenter",
    "conference",
    "callback",
    "callcard",
    "intercom",
    "queuecenter",
)
"""The types of extensions, in VoipNow's own words; each has a list of its own."""


class Listing(NamedTuple):
    """A list of things with an id and a name. ``scope`` are the parameters that narrow it, by what ``Scope`` tells."""

    operation: str
    rows: str
    scope: Mapping[str, str] = {}
    constants: Mapping[str, Any] = {}


LISTINGS: dict[str, Listing] = {
    "region": Listing("GetRegions", "region", {"country": "code"}),
    "timezone": Listing("GetTimezone", "timezone"),
    "charging_plan": Listing("GetChargingPlans", "chargingPlan", {"parent_id": "userID"}),
    "template": Listing("GetTemplates", "template"),
    "routing_rules": Listing("GetCallRulesOutGroup", "rulesGroup"),
    "channel_group": Listing("GetChannelGroups", "group"),
    "folder": Listing("GetFolders", "folders", constants={"musicOnHold": -1}),
    "sound": Listing("GetOwnedSounds", "sounds"),
    "time_interval": Listing("GetTimeIntervalBlocks", "timeIntervalBlock"),
    "user_group": Listing("GetUserGroups", "groups", {"id": "ID"}, {"share": True}),
}

OTHERWISE = "otherwise"
"""In place of a time interval: all time that is in none of them."""
_PASSED_ON = {("user_group", EVERYBODY), ("time_interval", OTHERWISE)}
"""What no list has, and needs none."""

PLAN_OWNERS: tuple[str, ...] = ("service_provider", "organization")
"""Who can have charging plans beside the administrator, by the permissions that there are."""
NOBODY, ITSELF = 0, -1
"""In place of the id that narrows a list: of an account that is not there, and of the account of the app."""


def anywhere(what: str) -> None:
    """A scope that tells nothing."""
    return


def is_known_later(kind: str, scope: Scope) -> bool:
    """Whether a reference can only be looked up once the object that has it is there."""
    return kind == "user_group" and not scope("id")


def is_fixed(kind: str, scope: Scope) -> bool:
    """Whether nobody can add to what there is, so that what is missing will never be there."""
    return kind == "timezone" or (kind == "region" and bool(scope("country")))


def id_in(row: Mapping[str, Any]) -> int:
    """The id of a row or of the answer to an add, which may be a list of one.

    Raises:
        UnexpectedAnswer: there is none.
    """
    value = row.get("ID")
    value = value[0] if isinstance(value, list) and value else value
    if not str(value).isdecimal():
        raise UnexpectedAnswer("an object in the answer has no id", remedy="Check schema_version.")
    return int(str(value))


Answer = TypeVar("Answer")


def if_allowed(read: Callable[..., Answer], *arguments: Any, **parameters: Any) -> Answer | None:
    """What ``read`` returns; None where VoipNow does not let the app read it, such as what is above its own account."""
    try:
        return read(*arguments, **parameters)
    except PbxError as error:
        if error.code not in errors.FORBIDDEN:
            raise
        return None


# -- what has been looked up

_NAMES = "names"
_PREFIXES = "prefixes"
_WHOLE = "all "
"""How the keys of whole lists begin."""


def _known(reader: Reader, kind: str) -> dict[Any, Any]:
    """What this run knows of a kind's names and ids."""
    return reader.memo.setdefault(_NAMES, {}).setdefault(kind, {})


def kept_after(operation: str, memo: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a memo that a write leaves true.

    No name depends on extensions or on who has which public number, no account on those below it, and nothing but
    themselves on charging plans.
    """
    service = SERVICES.get(operation)
    if service == "Extension" or operation in ("AssignPublicNo", "UnassignPublicNo"):
        kept = memo.get(_NAMES, {})
    elif service == "Billing":
        kept = {kind: known for kind, known in memo.get(_NAMES, {}).items() if kind != "charging_plan"}
    else:
        words = [level.word for level in LEVELS.values()]
        above = tuple(LEVELS)[: words.index(service)] if service in words else ()
        kept = {kind: known for kind, known in memo.get(_NAMES, {}).items() if kind in above}
    return {_NAMES: kept} if kept else {}


def kept_between_tasks(memo: Mapping[str, Any]) -> dict[str, Any]:
    """What the next item of a loop need not look up again: the accounts that were found, and their prefixes."""
    kept: dict[str, Any] = {_PREFIXES: memo.get(_NAMES, {}).get(_PREFIXES, {})}
    for level in LEVELS:
        known = memo.get(_NAMES, {}).get(level, {})
        kept[level] = {key: row for key, row in known.items() if row and not key.startswith(_WHOLE)}
    return {_NAMES: kept}


def prefixes(reader: Reader) -> dict[int, str]:
    """What stands before the star in the extended numbers of a user's extensions, by the user's id, as far as known."""
    return _known(reader, _PREFIXES)


# -- accounts


def find_account(reader: Reader, kind: str, login: str, parent_id: int | None = None) -> Row | None:
    """The list's row of an account by its login, which is unique on the whole system.

    The filter is documented by four words only, so nothing is taken from a list that has nothing but by asking for
    the parent's whole list.
    """
    if reader.whole_lists:
        return _one_of(reader, kind, "login", login)
    known, key = _known(reader, kind), f"login {login}"
    if key not in known:
        row = _with_login(_accounts(reader, kind, filter=login), login)
        if row is None and (parent_id is not None or PARENTS[kind] is None):
            row = _with_login(accounts(reader, kind, parent_id), login)
        known[key] = row
        if row is not None:
            known.setdefault(_details_key({"ID": id_in(row)}), row)
    return known[key]


def accounts(reader: Reader, kind: str, parent_id: int | None = None) -> list[Row]:
    """Every account of a level, or those below a parent."""
    known, key = _known(reader, kind), f"{_WHOLE}below {parent_id}"
    if key not in known:
        narrow = {} if parent_id is None else {"parentID": parent_id}
        known[key] = _accounts(reader, kind, **narrow)
    return known[key]


def _one_of(reader: Reader, kind: str, column: str, value: str) -> Row | None:
    """The account that has a value in a column of the whole list, which is kept by its login and id as well."""
    known, key = _known(reader, kind), f"{_WHOLE}by {column}"
    if key not in known:
        rows = accounts(reader, kind)
        known[key] = {str(row[column]).strip(): row for row in reversed(rows) if row.get(column)}
        for row in rows:
            known.setdefault(f"login {str(row['login']).strip()}", row)
            known.setdefault(_details_key({"ID": id_in(row)}), row)
    return known[key].get(value)


def _accounts(reader: Reader, kind: str, **narrow: Any) -> list[Row]:
    level = LEVELS[kind]
    return [row for row in reader.read_all(f"Get{level.word}s", level.rows, **narrow) if row.get("login")]


def _with_login(rows: list[Row], login: str) -> Row | None:
    return next((row for row in rows if str(row["login"]).strip() == login), None)


def account(reader: Reader, kind: str, reference: Any) -> Row | None:
    """An account by login, identifier or id: ``login`` and ``ID`` at least; None when there is none."""
    text = str(reference).strip()
    if reader.whole_lists:
        ways = ("login", "identifier", "ID")
        return next((row for way in ways if (row := _one_of(reader, kind, way, text))), None)
    return (
        find_account(reader, kind, text)
        or _details(reader, kind, identifier=text)
        or (_details(reader, kind, ID=int(text)) if text.isdecimal() and int(text) > 0 else None)
    )


def account_of_id(reader: Reader, kind: str, identifier: Any) -> Row | None:
    if identifier in (None, ""):
        return None
    if reader.whole_lists and (row := _one_of(reader, kind, "ID", str(identifier))):
        return row
    return _details(reader, kind, ID=int(identifier))


def _details(reader: Reader, kind: str, **target: Any) -> Row | None:
    """An account's details, or None where VoipNow says that there is none."""
    known, key = _known(reader, kind), _details_key(target)
    if key not in known:
        try:
            row = reader.read(f"Get{LEVELS[kind].word}Details", **target)
        except PbxError as error:
            if error.code not in errors.NOT_THERE:
                raise
            row = {}
        known[key] = row if row.get("login") else None
    return known[key]


def _details_key(target: Mapping[str, Any]) -> str:
    return f"details of {target}"


# -- lists of names


def rows(reader: Reader, kind: str, scope: Scope) -> list[Row]:
    """The rows of a list of names."""
    listing = LISTINGS[kind]
    told = {wire: scope(name) for name, wire in listing.scope.items()}
    narrow = {wire: value for wire, value in told.items() if value not in (None, "")}
    if (not narrow and kind in _NEEDED) or NOBODY in narrow.values():
        return []
    known, key = _known(reader, kind), f"list {narrow}"
    if key not in known:
        if ITSELF in narrow.values():
            owners = plan_owners(reader)
            known[key] = [row for row in rows(reader, kind, anywhere) if str(row.get("userID")) not in owners]
        else:
            known[key] = reader.read_all(listing.operation, listing.rows, **listing.constants, **narrow)
    return known[key]


def row(reader: Reader, kind: str, reference: Any, scope: Scope) -> Row | None:
    """The row that a name, an identifier or an id means, names first; one that the parent has not is none."""
    text = str(reference).strip()
    found = rows(reader, kind, scope)
    for same in (
        lambda each: str(each.get("name", "")).strip() == text,
        lambda each: str(each.get("name", "")).strip().lower() == text.lower(),
        lambda each: str(each.get("identifier", "")) == text,
        lambda each: str(each.get("ID", "")) == text,
    ):
        match = next((each for each in found if same(each)), None)
        if match is not None:
            return match
    return None


# -- charging plans


def plan_owners(reader: Reader) -> dict[str, tuple[str, str]]:
    """Level and login by id of the accounts that may have charging plans, as far as the app may read them."""
    found = {}
    for level in PLAN_OWNERS:
        try:
            found |= {str(id_in(row)): (level, str(row["login"]).strip()) for row in accounts(reader, level)}
        except PbxError as error:
            if error.code not in errors.FORBIDDEN:
                raise
    return found


def plan_of(name: Any, owner: Any) -> str:
    """What tells a charging plan from all others: names are those of its owner only."""
    return f"{name} of {owner or 'the account of the app'}"


# -- both


def resolve(reader: Reader, kind: str, reference: Any, scope: Scope) -> tuple[str, Any] | None:
    """The name, which is a login for accounts, and the id of what a reference means; None when it is unknown."""
    if (kind, reference) in _PASSED_ON:
        return reference, reference
    if kind in LEVELS:
        found = account(reader, kind, reference)
        return None if found is None else (str(found["login"]).strip(), id_in(found))
    match = row(reader, kind, reference, scope)
    return None if match is None else (str(match.get("name") or match["ID"]).strip(), id_in(match))


def name_of(reader: Reader, kind: str, identifier: Any, scope: Scope) -> Any:
    """The name of an id; the id itself, as text, where nothing has it or the app may not read it; a name stays."""
    if identifier in (None, "") or not str(identifier).isdecimal():
        return identifier
    if kind in LEVELS:
        found = if_allowed(account_of_id, reader, kind, identifier)
        return str(found["login"]).strip() if found else str(identifier)
    match = next((each for each in rows(reader, kind, scope) if str(each.get("ID")) == str(identifier)), None)
    return str(match.get("name") or identifier).strip() if match else str(identifier)


def problem(reader: Reader, kind: str, reference: Any, scope: Scope) -> str:
    """What to say of a reference that means nothing, with the nearest name."""
    called = kind.replace("_", " ")
    if kind == "region" and not scope("country"):
        return f"the region {reference!r} cannot be looked up without a country"
    if kind in LEVELS:
        known = [str(each["login"]) for each in accounts(reader, kind)]
    else:
        known = [str(each.get("name")) for each in rows(reader, kind, scope)]
    where = f" in {scope('country')}" if kind == "region" else ""
    whose = "the account above has no" if kind == "charging_plan" and scope("parent_id") else "there is no"
    return f"{whose} {called} {str(reference)!r}{where}{nearest(str(reference), known)}"
