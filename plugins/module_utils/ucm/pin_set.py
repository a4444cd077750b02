# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""PIN sets of the UCM.

Source: Grandstream IPPBX HTTPS API: listPinSets, addPinSets, getPinSets, updatePinSets, deletePinSets.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from typing import Any

from ..core.fields import Field, Values
from ..core.resource import Reader
from . import names
from .resource import Actions, Document, UcmResource

_SET = Document("pin_sets_id")

FIELDS: tuple[Field, ...] = (
    _SET.identifier("pin_sets_id"),
    _SET.field(
        "name",
        "The name of the PIN set.",
        wire="pin_sets_name",
        key=True,
        always_sent=True,
        list_wire="pin_sets_name",
    ),
    _SET.flag("record_in_cdr", "Whether call records show the PIN set and the PIN's name.", list_wire="record_in_cdr"),
    Field(
        name="members",
        description=(
            "The PINs of the set, all of them: those that are not in the list are deleted. Needed to create a set.",
            "A name that the set has already keeps its PIN when none is given.",
        ),
        type="list",
        elements="dict",
        list_key="name",
        whole=True,
        required=True,
        always_sent=True,
        fields=(
            Field(
                name="name",
                description="The name of the PIN, such as that of its owner.",
                wire="pin_name",
                aliases=("pin_name",),
            ),
            Field(
                name="pin",
                description="The PIN.",
                secret=True,
                pattern=r"\d+",
                pattern_words="digits only",
            ),
        ),
    ),
)


def _pins_are_different(wanted: Values) -> str | None:
    given = [member["pin"] for member in wanted.get("members") or () if member.get("pin")]
    return "members has a PIN more than once" if len(set(given)) < len(given) else None


def new_id(milliseconds: int, taken: Collection[str]) -> str:
    """An id for a new set, as the document's examples have it: the time in milliseconds, or the next free number."""
    while str(milliseconds) in taken:
        milliseconds += 1
    return str(milliseconds)


class PinSetResource(UcmResource):
    """A PIN set. The caller gives its id, which every member repeats."""

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        identifier = new_id(int(time.time() * 1000), names.listing(reader, "pin_set").values())
        request = {"pin_sets_id": identifier, **super().add_request(reader, values)}
        return _with_id(request, identifier)

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        return _with_id(super().update_request(reader, current, changes), self._selected(current))

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        without = [member["name"] for member in changes.get("members") or () if not member.get("pin")]
        return [f"members[{name}] is new and has no pin" for name in without]


def _with_id(request: dict[str, Any], identifier: str) -> dict[str, Any]:
    members = [{**member, "pin_sets_id": identifier} for member in request.get("members", ())]
    return {**request, "members": members}


PIN_SET = PinSetResource(
    name="pin_set",
    plural="pin_sets",
    summary="PIN sets",
    fields=FIELDS,
    rules=(_pins_are_different,),
    actions=Actions(
        list="listPinSets",
        rows="pin_sets_id",
        identifier="pin_sets_id",
        get="getPinSets",
        get_select="pin_sets_id",
        document="pin_sets_id",
        add="addPinSets",
        update="updatePinSets",
        update_select="pin_sets_id",
        delete="deletePinSets",
        delete_select="pin_sets_id",
    ),
)
