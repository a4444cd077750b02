# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Numbers on the inbound blacklist of the UCM.

Source: Grandstream IPPBX HTTPS API: listInboundBlacklist, addInboundBlacklist, updateInboundBlacklist,
deleteInboundBlacklist. The number alone selects an entry, so a number is blocked on one route or on all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..core.codecs import Codec
from ..core.errors import InvalidInput
from ..core.fields import Field, Values
from ..core.resource import Reader, Target
from .inbound_route import INBOUND_ROUTE
from .resource import Actions, UcmResource

ALL_ROUTES = "0"
EVERYWHERE: Values = {"all": True}
_TRUE_OR_NOT_GIVEN = Codec(lambda value: value or None, lambda wire: wire or None)

_BY_NAME = {field.name: field for field in INBOUND_ROUTE.keys}


def _route_key(name: str, description: str, **more: Any) -> Field:
    """An option of the same name and form as the route's own."""
    key = _BY_NAME[name]
    return Field(
        name=name,
        description=description,
        type=key.type,
        elements=key.elements,
        codec=key.codec,
        compare=key.compare,
        pattern=key.pattern,
        pattern_words=key.pattern_words,
        **more,
    )


FIELDS: tuple[Field, ...] = (
    Field(name="number", description="The caller's number.", key=True, list_wire="number"),
    Field(
        name="route",
        description=(
            "The inbound route that the number is blocked on. Without it, a new entry counts for all routes.",
            "It is given as a whole.",
        ),
        type="dict",
        whole=True,
        wire="inbound_rt_index",
        fields=(
            Field(name="all", description="Whether it is all routes.", type="bool", codec=_TRUE_OR_NOT_GIVEN),
            _route_key("trunk", "The trunk of the route.", reference="trunk"),
            _route_key("did_patterns", "The dialled numbers of the route, all of them."),
            _route_key("caller_id_patterns", "The caller ID patterns of the route, all of them."),
        ),
    ),
)


def _all_or_one(wanted: Values) -> str | None:
    route = wanted.get("route")
    if route is None:
        return None
    named = [name for name in _BY_NAME if route.get(name)]
    if route.get("all") and named:
        return f"route.all excludes {', '.join(named)}"
    if not route.get("all") and not {"trunk", "did_patterns"} <= set(named):
        return "route needs trunk and did_patterns, or all"
    return None


class InboundBlacklistResource(UcmResource):
    """An entry of the blacklist. A route is named by its trunk and its patterns; the wire has its id, or 0 for all."""

    def rows(self, reader: Reader, wanted: Values) -> list[Values]:
        return [
            {"number": str(row["number"]).strip(), "route": _named(reader, str(row.get("inbound_rt_index", "")))}
            for row in reader.read_all(str(self.actions.list), self.actions.rows)
            if row.get("number") not in (None, "")
        ]

    def targets(self, values: Values, whole: Values, fields: tuple[Field, ...] | None = None) -> Iterator[Target]:
        """The route itself as well, which is named by several options."""
        yield from super().targets(values, whole, fields)
        route = values.get("route")
        if route and not route.get("all") and (fields is None or any(field.name == "route" for field in fields)):
            yield "route", (INBOUND_ROUTE.reference_name, INBOUND_ROUTE.named(route))

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        return {"number": values["number"], "inbound_rt_index": _index(reader, values.get("route"))}

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        return {"inbound_rt_index": _index(reader, changes["route"])}

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        found = super().verify(reader, changes, configured)
        route = changes.get("route") or EVERYWHERE
        made = (configured or {}).get(INBOUND_ROUTE.reference_name, ())
        if found or route.get("all") or INBOUND_ROUTE.named(route) in made:
            return found
        if _find(reader, route) is None:
            found.append(f"route: {INBOUND_ROUTE.label(route)} does not exist")
        return found


def _find(reader: Reader, route: Values) -> Values | None:
    return next((row for row in INBOUND_ROUTE.rows(reader, route) if INBOUND_ROUTE.same_object(row, route)), None)


def _index(reader: Reader, route: Values | None) -> str:
    """The wire's value for a route.

    Raises:
        InvalidInput: there is no such route.
    """
    if not route or route.get("all"):
        return ALL_ROUTES
    found = _find(reader, route)
    if found is None:
        raise InvalidInput([f"{INBOUND_ROUTE.label(route)} does not exist"])
    return str(found["inbound_rt_index"])


def _named(reader: Reader, index: str) -> Values:
    """The route of an id; a route that nothing has is shown without a name."""
    if index in ("", ALL_ROUTES):
        return dict(EVERYWHERE)
    key = "inbound routes"
    if key not in reader.memo:
        reader.memo[key] = {str(row["inbound_rt_index"]): row for row in INBOUND_ROUTE.rows(reader, {})}
    route = reader.memo[key].get(index, {})
    return {name: route[name] for name in _BY_NAME if route.get(name)}


INBOUND_BLACKLIST = InboundBlacklistResource(
    name="inbound_blacklist",
    plural="inbound_blacklist",
    summary="blocked callers",
    fields=FIELDS,
    rules=(_all_or_one,),
    actions=Actions(
        list="listInboundBlacklist",
        rows="number",
        add="addInboundBlacklist",
        update="updateInboundBlacklist",
        update_select="number",
        delete="deleteInboundBlacklist",
        delete_select="number",
    ),
)
