# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paging groups: listPaginggroup, getPaginggroup, addPaginggroup, updatePaginggroup, deletePaginggroup; and pages:
MulticastPaging, MulticastPagingHangup."""

from __future__ import annotations

import ipaddress
import re
from typing import Any

from tests.simulators.ucm.calls import end_call, start_paging
from tests.simulators.ucm.codes import (
    DATA_MODIFIED,
    INVALID_VALUE,
    NO_PERMISSION,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.defaults import PAGING_GROUP_DEFAULTS
from tests.simulators.ucm.listing import Column, page_of
from tests.simulators.ucm.references import check_new_number, extensions_in, refuse_when_used
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import PagingGroup, UcmState
from tests.simulators.ucm.system import UcmSystem
from tests.simulators.ucm.trunks import nothing_to_read, shown, stored

NEED_APPLY = {"need_apply": "yes"}
MULTICAST = "3way"

SETTINGS = frozenset(PAGING_GROUP_DEFAULTS) - {"holiday"}
LIST_COLUMNS = (*sorted(PAGING_GROUP_DEFAULTS), "extension", "members", "tmp")
PATTERNS = {
    "custom_date": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "time": re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]"),
}
FIRST_ADDRESS, LAST_ADDRESS = ipaddress.IPv4Address("224.0.1.0"), ipaddress.IPv4Address("238.255.255.255")
LAST_PORT = 65535


def _column(name: str) -> Column:
    return lambda row: row[name]


@handles("list_paginggroup")
def list_groups(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The list does not show who is allowed to page (documented)."""
    rows = [_answer(group, pbx.options.shapes) for group in pbx.objects.paging_groups.values()]
    return page_of("paginggroup", rows, {name: _column(name) for name in LIST_COLUMNS}, call)


@handles("get_paginggroup")
def get(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    group = pbx.objects.paging_groups.get(call["paginggroup"])
    return nothing_to_read(pbx.options) if group is None else {"paginggroup": _answer(group, pbx.options.shapes)}


@handles("add_paginggroup")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Creates the group. The number under paginggroup and the former multicast address, which the table copies from the
    update, are taken when they fit (chosen: another number answers -25, the address is ignored)."""
    number = call["extension"]
    if call.get("paginggroup", number) != number:
        raise Refusal(UPDATE_FAILED)
    group = PagingGroup(number)
    _store(pbx.objects, group, call)
    check_new_number(pbx.objects, pbx.options, number)
    pbx.objects.paging_groups[number] = group
    return NEED_APPLY


@handles("update_paginggroup")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes what is sent and leaves the rest (the documented example sends type and members).

    Silent in the document, chosen here: another number under extension answers -25; a former multicast address or port
    that is not the present one answers -43, as somebody else has changed it.
    """
    group = _group(pbx, call["paginggroup"])
    if call.get("extension", group.extension) != group.extension:
        raise Refusal(UPDATE_FAILED)
    for name in ("multicast_ip", "multicast_port"):
        if call.get(f"old_{name}") and call[f"old_{name}"] != str(_setting(group, name)):
            raise Refusal(DATA_MODIFIED)
    _store(pbx.objects, group, call)
    return NEED_APPLY


@handles("delete_paginggroup")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """A page that is on ends with its group (chosen)."""
    group = _group(pbx, call["paginggroup"])
    refuse_when_used(pbx.objects, "paginggroup", group.extension)
    _end_pages(pbx, group.extension)
    del pbx.objects.paging_groups[group.extension]
    return NEED_APPLY


@handles("multicast_paging")
def page(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Silent in the document, chosen here: the group must be of the multicast type (-16) and not be paging already
    (-25), the caller an extension (-16) that is allowed to (-47). need_apply is "yes" as in the example."""
    group = _group(pbx, call["pagingnum"])
    if _setting(group, "paginggroup_type") != MULTICAST or call["caller"] not in pbx.objects.accounts:
        raise Refusal(NO_SUCH_ITEM)
    if group.allowed and call["caller"] not in group.allowed:
        raise Refusal(NO_PERMISSION)
    if any(each.paging == group.extension for each in pbx.objects.telephony.calls):
        raise Refusal(UPDATE_FAILED)
    start_paging(pbx, call["caller"], group.extension)
    return NEED_APPLY


@handles("multicast_paging_hangup")
def hang_up(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Without a page that is on: -16 (chosen)."""
    if not _end_pages(pbx, _group(pbx, call["pagingnum"]).extension):
        raise Refusal(NO_SUCH_ITEM)
    return NEED_APPLY


def _end_pages(pbx: UcmSystem, number: str) -> int:
    pages = [each for each in pbx.objects.telephony.calls if each.paging == number]
    for each in pages:
        end_call(pbx, each)
    return len(pages)


def _group(pbx: UcmSystem, number: str) -> PagingGroup:
    group = pbx.objects.paging_groups.get(number)
    if group is None:
        raise Refusal(NO_SUCH_ITEM)
    return group


def _setting(group: PagingGroup, name: str) -> Any:
    return group.settings.get(name, PAGING_GROUP_DEFAULTS[name])


def _answer(group: PagingGroup, shapes: str) -> dict[str, Any]:
    """No real answer has been recorded; for ``recorded`` it is guessed that unset is empty text."""
    answer = {name: _setting(group, name) for name in PAGING_GROUP_DEFAULTS}
    answer["extension"] = answer["tmp"] = group.extension
    answer["members"] = ",".join(group.members) or None
    answer["number_allowed"] = ",".join(group.allowed) or None
    return shown(dict(sorted(answer.items())), shapes)


def _store(state: UcmState, group: PagingGroup, call: Parameters) -> None:
    """Check everything, then keep it. Documented is the range of the address; ports, dates and times of another form
    answer -15 as well, and a multicast group needs address and port (-25): chosen."""
    values = {name: value for name, value in call.items() if name in SETTINGS}
    for name, pattern in PATTERNS.items():
        if values.get(name) and not pattern.fullmatch(values[name]):
            raise Refusal(INVALID_VALUE)
    if values.get("multicast_ip") and not _is_multicast(values["multicast_ip"]):
        raise Refusal(INVALID_VALUE)
    if not 0 < values.get("multicast_port", 1) <= LAST_PORT or values.get("limitime", 0) < 0:
        raise Refusal(INVALID_VALUE)
    values = stored(values)
    merged = {**PAGING_GROUP_DEFAULTS, **group.settings, **values}
    if merged["paginggroup_type"] == MULTICAST and not (merged["multicast_ip"] and merged["multicast_port"]):
        raise Refusal(UPDATE_FAILED)
    members, allowed = (
        extensions_in(state, call[name]) if name in call else now
        for name, now in (("members", group.members), ("number_allowed", group.allowed))
    )
    group.settings |= values
    group.members, group.allowed = members, allowed


def _is_multicast(text: str) -> bool:
    try:
        return FIRST_ADDRESS <= ipaddress.IPv4Address(text) <= LAST_ADDRESS
    except ValueError:
        return False
