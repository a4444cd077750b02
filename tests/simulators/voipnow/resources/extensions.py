# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extensions of every type: to add, label, list and delete them.

Silent in the documents, chosen here: numbers are unique within an organization, whose four digits stand before them in
the extended number; without ``extensionNo`` the first free number from 101 is taken; owners are users.
"""

from __future__ import annotations

import secrets
from itertools import count
from typing import TYPE_CHECKING

from tests.simulators.voipnow import codes, selecting
from tests.simulators.voipnow.answers import deleted, done_extension, listed, matches, only
from tests.simulators.voipnow.codes import Refusal, missing
from tests.simulators.voipnow.limits import check_room
from tests.simulators.voipnow.registry import Parameters, Values, handles
from tests.simulators.voipnow.resources.accounts import refuse_below_dead
from tests.simulators.voipnow.state import EXTENSION_LIMITS, USER, Account, Extension

if TYPE_CHECKING:
    from tests.simulators.voipnow.system import VoipNowSystem

DEFAULT_TYPE = "term"
SHORTEST_NUMBER = 3
FIRST_NUMBER = 101


@handles("AddExtension")
def add(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    selecting.check_context(state, request)
    owner = selecting.parent(state, request)
    if owner is None:
        raise missing("parentID")
    if owner.kind != USER:
        raise Refusal(codes.PARENT, f"Account {owner.id} is no user")
    if not request["label"]:
        raise missing("label")
    if "templateID" in request:
        selecting.row(state, "templates", request["templateID"], "templateID", codes.TEMPLATE)
    refuse_below_dead(system, owner)
    kind = request.get("extensionType", DEFAULT_TYPE)
    check_room(system, owner, EXTENSION_LIMITS[kind])
    number = request.get("extensionNo")
    if number is not None:
        _check_number(system, number)
    if number is None or state.extended(owner, number) in state.extensions:
        if number is not None:
            twin = state.extensions[state.extended(owner, number)]
            if not request.get("forceUpdate"):
                raise Refusal(codes.DUPLICATE, f"Duplicate record extension {number}")
            if system.options.force_update == "update":
                return _update_twin(system, twin, request, owner)
        number = _free_number(system, owner)
    generated = "password" not in request and bool(request.get("passwordAuto"))
    password = secrets.token_urlsafe(9) if generated else request.get("password", "")
    extension = state.add_extension(
        owner,
        number,
        kind,
        secrets.token_hex(8),
        label=request["label"],
        password=password,
        template=request.get("templateID"),
        created=system.moment(),
    )
    return _added(system, extension, request, {"password": password} if generated else {})


def _added(system: VoipNowSystem, extension: Extension, request: Parameters, more: Values) -> Values:
    """Without ``verbose`` only what names the new extension (chosen)."""
    values = details(system, extension)
    if not request.get("verbose"):
        values = {name: values[name] for name in ("extendedNumber", "extensionNo", "extensionType", "label")}
    return {**values, **more, "result": "success"}


def _update_twin(system: VoipNowSystem, twin: Extension, request: Parameters, owner: Account) -> Values:
    if twin.type != request.get("extensionType", DEFAULT_TYPE) or twin.owner != owner.id:
        raise Refusal(codes.DUPLICATE, f"Duplicate record extension {twin.extension_no}")
    twin.label = request["label"]
    twin.password = request.get("password", twin.password)
    return _added(system, twin, request, {})


def _check_number(system: VoipNowSystem, number: str) -> None:
    digits = number.isascii() and number.isdigit()
    longest = system.options.extension_digits
    if not digits or not SHORTEST_NUMBER <= len(number) <= longest:
        raise Refusal(codes.CANNOT_UPDATE, f"extensionNo has {SHORTEST_NUMBER} to {longest} digits")


def _free_number(system: VoipNowSystem, owner: Account) -> str:
    state = system.objects
    return next(
        str(number) for number in count(FIRST_NUMBER) if state.extended(owner, str(number)) not in state.extensions
    )


def details(system: VoipNowSystem, extension: Extension) -> Values:
    owner = system.objects.accounts[extension.owner]
    return {
        "parentID": owner.id,
        "parentIdentifier": owner.identifier,
        "parentName": owner.name,
        "templateID": extension.template,
        "crDate": extension.created,
        "label": extension.label,
        "extendedNumber": extension.number,
        "extensionType": extension.type,
        "extensionNo": extension.extension_no,
    }


@handles("GetExtensionDetails")
def read(system: VoipNowSystem, request: Parameters) -> Values:
    extension = selecting.extension(system.objects, request)
    return only(system.schema.response("GetExtensionDetails"), details(system, extension))


@handles("GetExtensions")
def list_all(system: VoipNowSystem, request: Parameters) -> Values:
    """One type at a time, phone terminals unless another is named. The filter looks at label, number and owner."""
    state = system.objects
    parent = selecting.parent(state, request)
    kind, wanted = request.get("extensionType", DEFAULT_TYPE), request.get("filter")
    if parent is None:
        numbers = list(state.extensions)
    else:
        owners = [parent.id, *(account.id for account in state.below(parent.id))]
        numbers = [number for owner in owners for number in state.owned[owner]]
    rows = []
    for number in numbers:
        extension = state.extensions[number]
        owner = state.accounts[extension.owner]
        if extension.type != kind or not matches(wanted, extension.label, number, owner.name, owner.login):
            continue
        if request.get("templateID", extension.template) != extension.template:
            continue
        rows.append(
            {
                "name": owner.name,
                "label": extension.label,
                "email": owner.contact.get("email"),
                "extensionType": extension.type,
                "extendedNumber": number,
                "identifier": extension.identifier,
            }
        )
    return listed("extension", rows)


@handles("EditExtension")
def edit(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects
    extension = selecting.extension(state, request)
    selecting.check_context(state, request)
    if not request["label"]:
        raise missing("label")
    extension.label = request["label"]
    extension.password = request.get("password", extension.password)
    return done_extension(extension)


@handles("DelExtension")
def delete(system: VoipNowSystem, request: Parameters) -> Values:
    state = system.objects

    def remove(number: str) -> None:
        state.remove_extension(selecting.extension(state, {"extendedNumber": number}))

    return deleted(request["extendedNumber"], remove)
