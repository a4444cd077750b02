# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What VoipNow's lists can be narrowed by, beside the account or the object that they are of.

Source: the provisioning tools' document, parameters of the get operations, and the vendor's schema 3.0.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from ..core.errors import InvalidInput
from ..core.fields import Values
from ..core.resource import Reader
from ..core.vendor import Spec
from . import names
from .names import EXTENSION_TYPES, LEVELS

_LEVELS = {
    "userLevel": {"service_provider": "serviceProvider", "organization": "organization", "user": "user"},
    "displayLevel": {"administrator": "admin", "service_provider": "reseller", "organization": "client"},
}
"""A list's words for levels; those of alerts are older than the others. All have ``extension`` as well."""

LISTED_BY = {f"{level}s": f"Get{each.word}s" for level, each in LEVELS.items()} | {
    "extensions": "GetExtensions",
    "charging_plans": "GetChargingPlans",
}
"""The operations that list the resources that have modules of their own, as far as they have filters."""


@dataclass(frozen=True)
class Filter:
    """A suboption of ``filters``.

    Args:
        lists: the parameter of each list that takes it, by the list's name in ``resources``.
        spec: what Ansible checks it by.
        refers: the kinds of things that it names, and that are sent by their id.
        as_number: flags are sent as 1 and 0.
    """

    lists: Mapping[str, str]
    spec: Mapping[str, Any]
    refers: tuple[str, ...] = ()
    as_number: bool = False


def _of(wire: str, *lists: str) -> dict[str, str]:
    return dict.fromkeys(lists, wire)


def _choices(*values: str) -> dict[str, Any]:
    return {"type": "str", "choices": list(values)}


_TEXT, _NUMBER, _FLAG = {"type": "str"}, {"type": "int"}, {"type": "bool"}
_ACCOUNTS = tuple(f"{level}s" for level in LEVELS)

FILTERS: dict[str, Filter] = {
    "text": Filter(
        _of(
            "filter",
            *(*_ACCOUNTS, "extensions", "charging_plans", "destination_exceptions", "scheduled_conferences"),
            *("authorized_caller_ids", "card_codes", "custom_alerts", "custom_buttons", "time_interval_blocks"),
            *("channels", "channel_groups", "public_numbers", "routing_rules"),
        ),
        _TEXT,
    ),
    "type": Filter(_of("extensionType", "extensions", "templates"), _choices(*EXTENSION_TYPES)),
    "template": Filter(_of("templateID", *_ACCOUNTS, "extensions"), _TEXT, refers=("template",)),
    "server_id": Filter(_of("serverID", *_ACCOUNTS), _TEXT),
    "default": Filter(_of("default", "charging_plans"), _FLAG),
    "level": Filter(
        {"templates": "userLevel", "custom_alerts": "displayLevel"}, _choices("administrator", *LEVELS, "extension")
    ),
    "location": Filter(_of("filter", "queue_agents"), _choices("all", "local", "remote")),
    "interval": Filter(
        _of("interval", "scheduled_conferences"),
        _choices("anytime", "today", "tomorrow", "next_week", "next_month", "in_the_past"),
    ),
    "started": Filter(_of("started", "scheduled_conference_sessions"), _TEXT),
    "ended": Filter(_of("ended", "scheduled_conference_sessions"), _TEXT),
    "region": Filter(_of("region", "regions"), _TEXT),
    "enabled": Filter({"channels": "enabled", "routing_rules": "status", "sounds": "status"}, _FLAG),
    "flow": Filter(_of("flow", "channels"), _choices("in", "out", "both")),
    "channel_group": Filter(_of("groupID", "channels"), _TEXT, refers=("channel_group",)),
    "in_use": Filter(_of("inUse", "public_numbers"), _FLAG),
    "number_type": Filter(_of("type", "public_numbers"), _choices("exclusive", "stacked")),
    "owner": Filter(_of("ownerID", "devices"), _TEXT, refers=tuple(LEVELS)),
    "assigned_organization": Filter(_of("assignedOrganizationID", "devices"), _TEXT, refers=("organization",)),
    "assigned_extensions": Filter(_of("assignedExtensions", "devices"), {"type": "list", "elements": "int"}),
    "music_on_hold": Filter(_of("musicOnHold", "folders", "sounds"), _FLAG, as_number=True),
    "not_empty": Filter(_of("emptyFolder", "folders"), _FLAG, as_number=True),
    "folder": Filter(_of("folderID", "sounds"), _TEXT, refers=("folder",)),
    "language": Filter(_of("languageID", "sounds"), _NUMBER),
    "system": Filter(_of("system", "sounds"), _FLAG, as_number=True),
    "own": Filter(_of("own", "shared_sounds"), _FLAG),
}


def options() -> Spec:
    """The suboptions of ``filters``."""
    return {name: dict(each.spec) for name, each in FILTERS.items()}


def problems(given: Values, resources: list[str]) -> list[str]:
    """Filters that none of the lists takes, and values that one of them does not know."""
    found = []
    for name, value in given.items():
        takers = [each for each in resources if each in FILTERS[name].lists]
        if not takers:
            can = ", ".join(FILTERS[name].lists)
            found.append(f"filters.{name} narrows none of {', '.join(resources)}, but {can}")
        if name == "level":
            found += [
                f"filters.level is {value}, which {each} do not have"
                for each in takers
                if value != "extension" and value not in _LEVELS[FILTERS[name].lists[each]]
            ]
    return found


def resolved(reader: Reader, given: Values) -> Values:
    """Filters with ids in place of names.

    Raises:
        InvalidInput: a name means nothing.
    """
    found = dict(given)
    for name, value in given.items():
        kinds = FILTERS[name].refers
        if kinds:
            known = next(filter(None, (names.resolve(reader, kind, value, names.anywhere) for kind in kinds)), None)
            if known is None and not str(value).isdecimal():
                what = "; ".join(names.problem(reader, kind, value, names.anywhere) for kind in kinds)
                raise InvalidInput([f"filters.{name}: {what}"])
            # Lists of names may leave some out that go by their id all the same.
            found[name] = known[1] if known else int(value)
    return found


def narrowed(reader: Reader, given: Values, resource: str, operation: str) -> Reader:
    """A reader that narrows ``operation``, which lists ``resource``, by what that takes of ``given``.

    ``given`` is what ``resolved`` returned. With nothing to narrow by it is the same reader.
    """
    narrow: Values = {
        FILTERS[name].lists[resource]: _sent(name, value, resource)
        for name, value in given.items()
        if resource in FILTERS[name].lists
    }
    if not narrow:
        return reader
    kind = narrow.pop("extensionType", None) if resource == "extensions" else None

    def read(asked: str, /, **parameters: Any) -> Any:
        return reader.read(asked, **parameters, **(narrow if asked == operation else {}))

    def read_all(asked: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        if asked == operation and kind not in (None, parameters.get("extensionType")):
            return []  # extensions are listed type by type
        return reader.read_all(asked, container, **parameters, **(narrow if asked == operation else {}))

    other = copy(reader)
    other.read, other.read_all, other.memo = read, read_all, {}  # type: ignore[method-assign]
    return other


def _sent(name: str, value: Any, resource: str) -> Any:
    if name == "level":
        return _LEVELS[FILTERS[name].lists[resource]].get(value, value)
    numbers = FILTERS[name].as_number or (name, resource) == ("enabled", "sounds")
    return int(value) if numbers else value
