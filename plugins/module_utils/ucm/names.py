# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Names and the UCM's ids of what objects refer to, looked up in lists and kept until the next write.

Source: Grandstream IPPBX HTTPS API, the list actions. A playbook names a trunk; the wire wants its trunk_index.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.errors import InvalidInput, PbxError, nearest
from ..core.resource import Reader
from . import errors


class Listing(NamedTuple):
    """Where a kind of object is listed: action, container, the name's field and the id's."""

    action: str
    rows: str
    name: str
    identifier: str


LISTINGS: dict[str, tuple[Listing, ...]] = {
    "extension": (Listing("listAccount", "account", "extension", "extension"),),
    "department": (Listing("listDepartment", "local_department_info", "name", "name"),),
    "extension_group": (Listing("listExtensionGroup", "extension_group", "group_name", "group_id"),),
    "trunk": (
        Listing("listVoIPTrunk", "voip_trunk", "trunk_name", "trunk_index"),
        Listing("listAnalogTrunk", "analogtrunk", "trunk_name", "trunk_index"),
        Listing("listDigitalTrunk", "digital_trunks", "trunk_name", "trunk_index"),
    ),
    "outbound_route": (Listing("listOutboundRoute", "outbound_route", "outbound_rt_name", "outbound_rt_index"),),
    "queue": (Listing("listQueue", "queue", "extension", "extension"),),
    "ivr": (Listing("listIVR", "ivr", "extension", "ivr_id"),),
    "paging_group": (Listing("listPaginggroup", "paginggroup", "extension", "extension"),),
    "pin_set": (Listing("listPinSets", "pin_sets_id", "pin_sets_name", "pin_sets_id"),),
}
"""Kinds that can be looked up. References to other kinds (ring groups, conferences) are passed on unchecked."""

UNIONS: dict[str, tuple[str, ...]] = {"member": ("extension", "extension_group")}
"""Kinds that stand for several others."""
LISTINGS |= {union: tuple(place for kind in members for place in LISTINGS[kind]) for union, members in UNIONS.items()}

WITH_IDS = frozenset(
    kind for kind, places in LISTINGS.items() if any(place.name != place.identifier for place in places)
)
"""Kinds that the wire names otherwise than people do."""


def kinds(reference: str | None) -> tuple[str, ...]:
    """The kinds that a reference may name."""
    return UNIONS.get(str(reference), (str(reference),))


def listing(reader: Reader, kind: str) -> dict[str, str]:
    """Every object of a kind as name to id, both as text."""
    key = f"names of {kind}"
    if key not in reader.memo:
        reader.memo[key] = {
            str(row[place.name]).strip(): str(row[place.identifier])
            for place in LISTINGS[kind]
            for row in _rows(reader, kind, place)
            if row.get(place.name) not in (None, "") and row.get(place.identifier) is not None
        }
    return reader.memo[key]


def _rows(reader: Reader, kind: str, place: Listing) -> list[dict[str, Any]]:
    """One of a kind's lists. A model without digital ports may not know the list of digital trunks."""
    try:
        return reader.read_all(place.action, place.rows)
    except PbxError as error:
        if len(LISTINGS[kind]) > 1 and error.code in errors.NOT_ON_THIS_MODEL:
            return []
        raise


def id_of(reader: Reader, kind: str | None, name: Any) -> Any:
    """The id of a name; among kinds that stand for others, what has no id of its own goes by its name.

    Raises:
        InvalidInput: there is none; the message offers the nearest name.
    """
    if kind not in LISTINGS or name in (None, ""):
        return name
    if kind in UNIONS:
        found = (listing(reader, each).get(str(name)) for each in UNIONS[kind] if each in WITH_IDS)
        return next(filter(None, found), name)
    known = listing(reader, kind)
    if str(name) not in known:
        raise InvalidInput([str(problem(reader, kind, name))])
    return known[str(name)]


def name_of(reader: Reader, kind: str | None, identifier: Any) -> Any:
    """The name of an id; the id itself where nothing has it."""
    if kind not in LISTINGS or identifier in (None, ""):
        return identifier
    for each in kinds(kind):
        if each in WITH_IDS:
            for name, known in listing(reader, each).items():
                if known == str(identifier):
                    return name
    return str(identifier)


def problem(reader: Reader, kind: str | None, name: Any) -> str | None:
    """What is wrong with a reference, or None; what cannot be looked up is taken to be right."""
    if kind not in LISTINGS or name in (None, ""):
        return None
    known = listing(reader, kind)
    return (
        None if str(name) in known else f"{' or '.join(kinds(kind))} {name!r} does not exist{nearest(str(name), known)}"
    )
