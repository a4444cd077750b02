# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Outbound routes of the UCM.

Source: Grandstream IPPBX HTTPS API: listOutboundRoute, addOutboundRoute, getOutboundRoute, updateOutboundRoute,
deleteOutboundRoute.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..core.fields import ORDERED, SET, Field, Values
from ..core.resource import Reader
from .dial_patterns import AS_OBJECTS, PATTERN, PATTERN_WORDS, overlap
from .extension import PERMISSIONS
from .resource import Actions, Document, UcmResource, without_repeats

_ROUTE = Document("outbound_route")

FIELDS: tuple[Field, ...] = (
    _ROUTE.identifier("outbound_rt_index"),
    _ROUTE.field(
        "name",
        "The name of the route.",
        wire="outbound_rt_name",
        key=True,
        list_wire="outbound_rt_name",
        min_length=2,
        max_length=24,
        pattern=r"[0-9A-Za-z_.-]+",
        pattern_words="letters, digits, _, - and . only",
    ),
    _ROUTE.field(
        "trunk",
        "The name of the trunk that calls go out through, of any kind. Needed to create a route.",
        wire="default_trunk_index",
        aliases=(),
        required=True,
        reference="trunk",
        by_id=True,
    ),
    Field(
        name="patterns",
        description=(
            "The dialled numbers that the route is for, all of them. Needed to create a route.",
            "V(X) is a digit, V(Z) one from 1, V(N) one from 2, V([13-5]) one of those, V(.) one or more of any "
            "characters, V(!) none or more. A comment may follow, such as V(_9X. /* long distance */).",
            "A pattern that overlaps with another route's is warned of: the route that is higher in the UCM's list "
            "wins, and the API cannot move routes.",
        ),
        type="list",
        elements="str",
        aliases=("pattern",),
        wire="pattern",
        list_wire="pattern",
        codec=AS_OBJECTS,
        compare=SET,
        required=True,
        min_length=1,
        pattern=PATTERN,
        pattern_words=PATTERN_WORDS,
    ),
    _ROUTE.choice(
        "permission",
        "What a caller must be allowed to use the route; with V(none) nobody needs to be.",
        {"none": "none", **PERMISSIONS},
        list_wire="permission",
    ),
    _ROUTE.flag("out_of_service", "Whether the route is disabled.", list_wire="out_of_service"),
    _ROUTE.field(
        "route_password",
        "The digits that callers must dial to use the route. An empty text takes it away.",
        wire="password",
        aliases=(),
        secret=True,
        min_length=4,
        max_length=10,
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    _ROUTE.number("strip", "How many digits are taken off the front of the number.", minimum=0, maximum=32),
    _ROUTE.field(
        "prepend",
        "What is put in front of the number after that.",
        min_length=0,
        max_length=20,
        pattern=r"[0-9A-Za-z+_*#]+",
        pattern_words="letters, digits, +, _, * and # only",
    ),
    _ROUTE.flag("caller_filter", "Whether only O(allowed_callers) may use the route.", wire="enable_wlist"),
    _ROUTE.members(
        "allowed_callers",
        "The numbers of extensions and the names of extension groups that may use the route, with "
        "O(caller_filter=true).",
        wire="members",
        reference="member",
        by_id=True,
    ),
    # What the PBX tells, and what the API cannot set
    Field(
        name="sequence",
        description="The place among the routes.",
        type="int",
        read_only=True,
        list_wire="sequence",
    ),
    _ROUTE.field(
        "pin_set", "The PIN set.", wire="pin_sets_id", read_only=True, reference="pin_set", by_id=True, aliases=()
    ),
    _ROUTE.field("call_limits", "The limits of a call's length.", wire="limitime", read_only=True),
    _ROUTE.number("time_mode", "When the route is in use, as the UCM's code.", read_only=True),
    Field(
        name="failover_trunks",
        description="The trunks that are tried next.",
        type="list",
        elements="dict",
        wire="failover_outbound_data",
        read_only=True,
        compare=ORDERED,
        fields=(
            Field(name="trunk", description="Its name.", wire="failover_trunk_index", reference="trunk", by_id=True),
            Field(name="strip", description="Digits taken off.", wire="failover_strip", type="int"),
            Field(name="prepend", description="Digits put in front.", wire="failover_prepend"),
        ),
    ),
)


class OutboundRouteResource(UcmResource):
    """An outbound route. Only an update knows the callers, so a new route with callers is written twice.

    Routes are sorted as the UCM tries them. New ones go to the end of its list, so a list of routes that is created in
    that order has it again.
    """

    def sort_key(self, values: Values) -> tuple[Any, ...]:
        return (values.get("sequence") or 0, *super().sort_key(values))

    def warnings(self, reader: Reader, values: Values, others: Iterable[Values] | None = None) -> list[str]:
        found = []
        if others is None and values.get("patterns"):
            others = (row for row in self.rows(reader, {}) if not self.same_object(row, values))
        for row in others or ():
            for pattern in values.get("patterns") or ():
                clashing = [other for other in row.get("patterns") or () if overlap(pattern, other)]
                if clashing:
                    found.append(
                        f"{pattern} overlaps with {', '.join(clashing)} of {self.label(row)}; the UCM takes the route "
                        "that is higher in its list, whose order the API cannot change"
                    )
        return found


OUTBOUND_ROUTE = OutboundRouteResource(
    name="outbound_route",
    plural="outbound_routes",
    summary="outbound routes",
    fields=FIELDS,
    rules=(without_repeats("patterns", "allowed_callers"),),
    actions=Actions(
        list="listOutboundRoute",
        rows="outbound_route",
        identifier="outbound_rt_index",
        get="getOutboundRoute",
        get_select="outbound_route",
        document="outbound_route",
        add="addOutboundRoute",
        not_in_add=frozenset({"allowed_callers"}),
        update="updateOutboundRoute",
        update_select="outbound_route",
        delete="deleteOutboundRoute",
        delete_select="outbound_route",
    ),
)
