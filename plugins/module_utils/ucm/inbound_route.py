# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Inbound routes of the UCM.

Source: Grandstream IPPBX HTTPS API: listInboundRoute, addInboundRoute, getInboundRoute, updateInboundRoute,
deleteInboundRoute. A route has no name: its trunk and its patterns name it.
"""

from __future__ import annotations

from typing import Any

from ..core import codecs
from ..core.codecs import Codec
from ..core.errors import PbxError
from ..core.fields import ORDERED, SET, Field, Values
from ..core.resource import Reader, Writer
from . import errors, names
from .destination import Kind, complete_destinations, destination
from .dial_patterns import JOINED, PATTERN, PATTERN_WORDS
from .extension import PERMISSIONS
from .resource import Actions, Document, UcmResource, without_repeats

_ROUTE = Document("inbound_routes")
_DID = Document("inbound_did_destination")

DESTINATIONS = {
    "did": Kind("byDID"),
    "extension": Kind("account", "account", "extension"),
    "voicemail": Kind("voicemail", "voicemail", "extension"),
    "voicemail_group": Kind("vmgroup", "vmgroup"),
    "ivr": Kind("ivr", "ivr", "ivr"),
    "ring_group": Kind("ringgroup", "ringgroup"),
    "queue": Kind("queue", "queue", "queue"),
    "paging_group": Kind("paginggroup", "paginggroup", "paging_group"),
    "conference": Kind("conference", "conference"),
    "fax": Kind("fax", "fax"),
    "disa": Kind("disa", "disa"),
    "directory": Kind("directory", "directory"),
    "callback": Kind("callback", "callback"),
    "external_number": Kind("external_number", "external_number"),
}
DID_DESTINATIONS = {
    "extension": ("ext_local", "Whether extensions are."),
    "voicemail_group": ("voicemailgroups", "Whether voicemail groups are."),
    "ivr": ("voicemenus", "Whether IVRs are."),
    "ring_group": ("ext_group", "Whether ring groups are."),
    "queue": ("ext_queues", "Whether queues are."),
    "paging_group": ("ext_paging", "Whether paging groups are."),
    "conference": ("ext_conference", "Whether conference rooms are."),
    "fax": ("ext_fax", "Whether fax extensions are."),
    "directory": ("ext_directory", "Whether dialling by name is."),
    "trunk": ("dial_trunk", "Whether the outside is, through trunks."),
}
NOTHING_FURTHER: Values = {"multi_mode": "[]", "time_condition": "[]"}


def _count_further(members: Any) -> int:
    """How many of a listed route's members are time conditions or modes, and not the route's own destination.

    Source: the example of listInboundRoute, whose one member has 0 for all three. A count is passed on.
    """
    if isinstance(members, int):
        return members
    if not isinstance(members, (list, type(None))) or not all(isinstance(member, dict) for member in members or ()):
        raise ValueError("the members are not a list of objects")
    return sum(
        any(codecs.TEXT.decode(member.get(mark)) not in (None, "0") for mark in ("tc", "timetype", "inbound_mode"))
        for member in members or ()
    )


def _patterns(name: str, description: str | tuple[str, ...], wire: str, **more: Any) -> Field:
    return Field(
        name=name,
        description=description,
        type="list",
        elements="str",
        wire=wire,
        list_wire=wire,
        codec=JOINED,
        compare=SET,
        key=True,
        pattern=PATTERN,
        pattern_words=PATTERN_WORDS,
        **more,
    )


def _raw_entries(name: str, description: str, wire: str) -> Field:
    return Field(
        name=name,
        description=(
            description,
            "The document does not describe the entries; C(listInboundRoute) shows them among C(members). They are "
            "sent as they are, cannot be told apart when read, and so are sent at every run.",
        ),
        type="list",
        elements="dict",
        wire=wire,
        aliases=(wire,) if wire != name else (),
        codec=codecs.json_text(),
        compare=ORDERED,
        write_only=True,
    )


FIELDS: tuple[Field, ...] = (
    _ROUTE.identifier("inbound_rt_index"),
    _ROUTE.field(
        "trunk",
        "The name of the trunk that calls come in through, of any kind.",
        wire="trunk_index",
        aliases=(),
        list_wire="trunk_index",
        key=True,
        reference="trunk",
        by_id=True,
    ),
    _patterns(
        "did_patterns",
        (
            "The dialled numbers that the route is for, all of them. They name the route together with O(trunk) and "
            "O(caller_id_patterns): other patterns make another route.",
            "V(X) is a digit, V(Z) one from 1, V(N) one from 2, V([13-5]) one of those, V(.) one or more of any "
            "characters, V(!) none or more.",
        ),
        "did_pattern_match",
        aliases=("did_pattern_match",),
        # Recorded answers have the patterns as objects beside the route.
        read_wire=("did_pattern_match", "inbound_routes.did_pattern_match"),
        required=True,
        always_sent=True,
        min_length=1,
    ),
    _patterns(
        "caller_id_patterns",
        "The callers that the route is for, all of them; without it the route is for every caller.",
        "did_pattern_allow",
        aliases=("did_pattern_allow",),
        read_wire="inbound_routes.did_pattern_allow",
    ),
    destination(
        "destination",
        (
            "Where calls go. With V(did) the dialled number decides, among what O(did_destinations) allows.",
            "Type and target are given together.",
        ),
        DESTINATIONS,
        "destination_type",
        read_wire="inbound_routes",
    ),
    Field(
        name="did_destinations",
        description="What is within a caller's reach by the dialled number. What is not given stays as it is.",
        type="dict",
        wire="",
        fields=tuple(_DID.flag(name, words, wire=wire) for name, (wire, words) in DID_DESTINATIONS.items()),
    ),
    _raw_entries("time_conditions", "Further destinations, by time.", "time_condition"),
    _raw_entries("multi_mode", "Further destinations, by inbound mode.", "multi_mode"),
    _ROUTE.flag("out_of_service", "Whether the route is disabled.", list_wire="out_of_service"),
    _ROUTE.choice(
        "permission",
        "How far calls may go that this route sends out through trunks.",
        PERMISSIONS,
        list_wire="permission",
    ),
    _ROUTE.number(
        "strip",
        "How many digits are taken off the front of the dialled number.",
        wire="did_strip",
        codec=codecs.NUMBER_AS_TEXT,
    ),
    _ROUTE.field("prepend", "What is put in front of the dialled number after that.", wire="incoming_prepend"),
    # The caller's name and number
    _ROUTE.flag("set_caller_id", "Whether the caller's name and number are changed.", wire="set_callerid_enable"),
    _ROUTE.field(
        "caller_id_number",
        (
            "The caller's number. V(${CALLERID(num\\)}) is the number as it is, V(${CALLERID(num\\):2}) without its "
            "first two digits, V(${CALLERID(num\\):-4}) its last four, V(${CALLERID(num\\):1:3}) three from the second "
            "on; other digits stay.",
        ),
        wire="set_callerid_number",
    ),
    _ROUTE.field(
        "caller_id_name",
        "The caller's name. V(${CALLERID(name\\)}) is the name as it is; other text stays.",
        wire="set_callerid_name",
    ),
    _ROUTE.flag("prepend_trunk_name", "Whether the trunk's name is put before the caller's name."),
    Field(
        name="caller_filter",
        description=("Whether only listed callers may use the route.", "It cannot be read back."),
        type="bool",
        aliases=("enable_wlist",),
        wire="enable_wlist",
        write_only=True,
    ),
    _ROUTE.flag("block_collect_calls", "Whether collect calls are refused.", wire="blocking_did_collect_calls"),
    _ROUTE.field("alert_info", "The Alert-Info header, which chooses a ring tone.", wire="alertinfo"),
    # Inbound modes
    _ROUTE.flag(
        "inbound_mode_enabled",
        "Whether the route follows the global inbound mode.",
        wire="enable_inbound_muti_mode",
    ),
    _ROUTE.number(
        "inbound_mode",
        "The inbound mode of the route, as the UCM's code.",
        wire="inbound_muti_mode",
        codec=codecs.NUMBER_AS_TEXT,
    ),
    _ROUTE.field(
        "inbound_mode_suffix",
        "What is dialled after the global code to switch the mode of the route.",
        wire="inbound_suffix",
    ),
    _ROUTE.flag(
        "multi_mode_enabled",
        "Whether the route has several modes. It can be set at creation only.",
        wire="en_multi_mode",
        create_only=True,
    ),
    _ROUTE.members(
        "seamless_transfer_members",
        "Extensions that may take over calls.",
        wire="seamless_transfer_did_whitelist",
    ),
    # Fax
    _ROUTE.flag(
        "fax_detection",
        "Whether faxes are detected. It can be set at creation only.",
        wire="enable_fax_detect",
        create_only=True,
    ),
    _ROUTE.field(
        "fax_route",
        "Where detected faxes go, such as V(email). It can be set at creation only.",
        wire="fax_intelligent_route",
        create_only=True,
    ),
    _ROUTE.field(
        "fax_destination",
        "The target of fax routing. It can be set at creation only.",
        wire="fax_intelligent_route_destination",
        create_only=True,
    ),
    Field(
        name="further_destinations",
        description="How many time conditions and modes the route has.",
        type="int",
        codec=Codec(lambda count: count, _count_further),
        wire="members",
        list_wire="members",
        read_only=True,
        internal=True,
    ),
)


class InboundRouteResource(UcmResource):
    """An inbound route. Routes are listed trunk by trunk."""

    def rows(self, reader: Reader, wanted: Values) -> list[Values]:
        """The routes of the wanted trunk, or of every trunk; none for a trunk that does not exist."""
        trunks = names.listing(reader, "trunk")
        chosen = [wanted["trunk"]] if wanted.get("trunk") else list(trunks)
        rows = [
            {**row, "trunk_index": trunks[trunk], "did_pattern_match": _listed_patterns(row)}
            for trunk in chosen
            if trunk in trunks
            for row in reader.read_all("listInboundRoute", "inbound_route", trunk_index=trunks[trunk])
        ]
        return self.decode_rows(reader, rows)

    def add_request(self, reader: Reader, values: Values) -> dict[str, Any]:
        """The example of the add has the patterns as JSON text, where the table has them joined by commas."""
        objects = [{"did_pattern_match": pattern} for pattern in values["did_patterns"]]
        return {**super().add_request(reader, values), "did_pattern_match": codecs.json_text().encode(objects)}

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        """The table wants the further destinations with every update, but they cannot be restated: only that a route
        has none can be said, when it has none."""
        nothing = {} if current.get("further_destinations") else NOTHING_FURTHER
        return {**nothing, **super().update_request(reader, current, changes)}

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        try:
            super().update(writer, current, changes)
        except PbxError as error:
            if error.code == errors.INVALID_PARAMETERS and current.get("further_destinations"):
                error.remedy = (
                    "The route has time conditions or modes, which cannot be read back in full, and this firmware "
                    "seems to want them with every change: give time_conditions and multi_mode as well."
                )
            raise


def _listed_patterns(row: dict[str, Any]) -> Any:
    """Recorded answers have an empty did_pattern_match, and the patterns in a field of their own."""
    return row.get("did_pattern_match") or row.get("did_pattern_match_list")


INBOUND_ROUTE = InboundRouteResource(
    name="inbound_route",
    plural="inbound_routes",
    summary="inbound routes",
    fields=FIELDS,
    rules=(complete_destinations(FIELDS), without_repeats("did_patterns", "caller_id_patterns")),
    actions=Actions(
        list="listInboundRoute",
        rows="inbound_route",
        identifier="inbound_rt_index",
        get="getInboundRoute",
        get_select="inbound_route",
        document="inbound_routes",
        add="addInboundRoute",
        defaults={"ext_local": "yes", **NOTHING_FURTHER},
        update="updateInboundRoute",
        update_select="inbound_route",
        delete="deleteInboundRoute",
        delete_select="inbound_route",
    ),
)
