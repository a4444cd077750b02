# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The blacklist of callers: listInboundBlacklist, addInboundBlacklist, updateInboundBlacklist, deleteInboundBlacklist,
deleteAllInboundBlacklist; getInboundBlacklistSettings, updateInboundBlacklistSettings."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

from tests.simulators.ucm.codes import (
    ALREADY_ADDED,
    INVALID_PARAMETERS,
    INVALID_VALUE,
    NO_SUCH_ITEM,
    UPDATE_FAILED,
    Refusal,
)
from tests.simulators.ucm.listing import page_of
from tests.simulators.ucm.registry import Parameters, handles
from tests.simulators.ucm.state import UcmState
from tests.simulators.ucm.system import UcmSystem

NEED_APPLY = {"need_apply": "yes"}
ALL_ROUTES = "0"
NUMBER = re.compile(r"[0-9A-Za-z+*#._@-]{1,64}")


@handles("list_inbound_blacklist")
def list_numbers(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Everything on one page: page and item_num are no parameters here. total_blacklist_item is called the number of
    pages and is the number of entries in the example, which is followed."""
    rows = [{"number": number, **entry} for number, entry in pbx.objects.inbound_blacklist.items()]
    if call.get("sord") == "descending":
        call["sord"] = "desc"
    columns = {name: itemgetter(name) for name in ("number", "inbound_rt_index")}
    return page_of("number", rows, columns, call) | {"total_blacklist_item": len(rows)}


@handles("add_inbound_blacklist")
def add(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Blocks a number for one route, or for all (0).

    The answer follows the example; the table repeats that of the list. Silent in the document, chosen here: a number is
    there once (-44), as it alone selects on update and delete; it has no spaces and no commas (-15).
    """
    if not NUMBER.fullmatch(call["number"]):
        raise Refusal(INVALID_VALUE)
    route = _route(pbx.objects, call["inbound_rt_index"])
    if call["number"] in pbx.objects.inbound_blacklist:
        raise Refusal(ALREADY_ADDED)
    pbx.objects.inbound_blacklist[call["number"]] = {"inbound_rt_index": route}
    return NEED_APPLY


@handles("update_inbound_blacklist")
def update(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """Changes the route; the number selects."""
    _check_listed(pbx.objects, call["number"])
    pbx.objects.inbound_blacklist[call["number"]] = {"inbound_rt_index": _route(pbx.objects, call["inbound_rt_index"])}
    return NEED_APPLY


@handles("delete_inbound_blacklist")
def delete(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    _check_listed(pbx.objects, call["number"])
    del pbx.objects.inbound_blacklist[call["number"]]
    return NEED_APPLY


@handles("delete_all_inbound_blacklist")
def delete_all(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """With nothing to delete it succeeds as well (chosen)."""
    pbx.objects.inbound_blacklist.clear()
    return NEED_APPLY


@handles("get_inbound_blacklist_settings")
def get_settings(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """As in the example; the table repeats that of the list. A new system has the blacklist off (chosen)."""
    return {"inbound_blacklist_settings": dict(pbx.objects.inbound_blacklist_settings)}


@handles("update_inbound_blacklist_settings")
def update_settings(pbx: UcmSystem, call: Parameters) -> dict[str, Any]:
    """The example sets enable, which the table does not have; number and route of the table (a copy of add's) are taken
    and ignored. Without enable -1 (chosen)."""
    if "enable" not in call:
        raise Refusal(INVALID_PARAMETERS)
    pbx.objects.inbound_blacklist_settings["enable"] = call["enable"]
    return NEED_APPLY


def _check_listed(state: UcmState, number: str) -> None:
    if number not in state.inbound_blacklist:
        raise Refusal(NO_SUCH_ITEM)


def _route(state: UcmState, inbound_rt_index: str) -> str:
    """Silent in the document, chosen here: a route that does not exist spoils the entry (-25)."""
    if inbound_rt_index != ALL_ROUTES and inbound_rt_index not in state.inbound_routes:
        raise Refusal(UPDATE_FAILED)
    return inbound_rt_index
