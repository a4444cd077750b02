# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Paging and intercom groups of the UCM.

Source: Grandstream IPPBX HTTPS API: listPaginggroup, addPaginggroup, getPaginggroup, updatePaginggroup,
deletePaginggroup.
"""

from __future__ import annotations

import ipaddress
from typing import Any

from ..core.fields import Field, Values
from ..core.resource import Reader
from .resource import Actions, Document, UcmResource, without_repeats

_GROUP = Document("paginggroup", listed=True)
FIRST_ADDRESS, LAST_ADDRESS = ipaddress.IPv4Address("224.0.1.0"), ipaddress.IPv4Address("238.255.255.255")

FIELDS: tuple[Field, ...] = (
    _GROUP.field(
        "extension",
        "The number of the group.",
        aliases=("number",),
        key=True,
        always_sent=True,
        pattern=r"\d+",
        pattern_words="digits only",
    ),
    _GROUP.field(
        "name",
        "The name of the group. Needed to create one.",
        wire="paginggroup_name",
        required=True,
        always_sent=True,
    ),
    _GROUP.choice(
        "type",
        "Whether members hear (V(paging)), hear and speak (V(intercom)), are reached by multicast, or hear an "
        "announcement at a set time. Needed to create a group.",
        {"paging": "1way", "intercom": "2way", "multicast": "3way", "announcement": "announcement"},
        wire="paginggroup_type",
        required=True,
        always_sent=True,
    ),
    _GROUP.members("members", "The extensions of the group, all of them.", reference="extension"),
    _GROUP.members(
        "allowed_callers",
        "The extensions that may page, all of them; everybody when empty.",
        wire="number_allowed",
        list_wire=None,
        reference="extension",
    ),
    _GROUP.field("prompt", "The prompt file.", wire="custom_prompt"),
    _GROUP.flag(
        "replace_caller_id",
        "Whether members see the group's name in place of the caller's.",
    ),
    _GROUP.number("max_call_duration", "The longest call in seconds; 0 is unlimited.", wire="limitime"),
    _GROUP.field(
        "multicast_ip",
        f"The multicast address, from {FIRST_ADDRESS} to {LAST_ADDRESS}, with O(type=multicast).",
    ),
    _GROUP.number("multicast_port", "The multicast port, with O(type=multicast)."),
    _GROUP.flag(
        "announcement_enabled",
        "Whether the announcement is made, with O(type=announcement).",
        wire="enable",
    ),
    _GROUP.field(
        "announcement_date",
        "The date of the announcement, such as V(2026-08-01), with O(type=announcement).",
        wire="custom_date",
    ),
    _GROUP.field(
        "announcement_time",
        "The time of the announcement, with O(type=announcement).",
        wire="time",
        pattern=r"([01]\d|2[0-3]):[0-5]\d",
        pattern_words="a time such as 08:30",
    ),
)


def _address_is_multicast(wanted: Values) -> str | None:
    address = wanted.get("multicast_ip")
    if not address:
        return None
    try:
        fits = FIRST_ADDRESS <= ipaddress.IPv4Address(address) <= LAST_ADDRESS
    except ValueError:
        fits = False
    return None if fits else f"multicast_ip: {address!r} is not an address from {FIRST_ADDRESS} to {LAST_ADDRESS}"


class PagingGroupResource(UcmResource):
    """A paging group. When its multicast address changes, the update tells the former one as well."""

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        request = super().update_request(reader, current, changes)
        if {"multicast_ip", "multicast_port"} & set(changes):
            for name in ("multicast_ip", "multicast_port"):
                if current.get(name) is not None:
                    request[f"old_{name}"] = str(current[name])
        return request


PAGING_GROUP = PagingGroupResource(
    name="paging_group",
    plural="paging_groups",
    summary="paging and intercom groups",
    has_number=True,
    fields=FIELDS,
    rules=(_address_is_multicast, without_repeats("members", "allowed_callers")),
    actions=Actions(
        list="listPaginggroup",
        rows="paginggroup",
        get="getPaginggroup",
        get_select="paginggroup",
        document="paginggroup",
        add="addPaginggroup",
        update="updatePaginggroup",
        update_select="paginggroup",
        delete="deletePaginggroup",
        delete_select="paginggroup",
    ),
)
