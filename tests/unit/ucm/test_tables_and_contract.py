# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every resource table against the vendor's documented operations: names, enums, limits, types, secrets.

A new table is found and checked without a line here. Where one departs from the contract on purpose, the departure
stands in DEPARTURES with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import operations
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.resource import UcmResource
from tests.contracts import Operation, Parameter
from tests.unit.ucm.tables import OnWire, example, operation, read, resources, words_on_wire, written

DEPARTURES = {
    "addSIPAccountAndUser sip_presence_settings": "documented once by this name and once as presence_settings, as sent",
    "addSIPAccountAndUser allow g722": "in the tables and examples of the read side only, and accepted",
    "updateSIPAccount allow g722": "the same",
    "addSIPAccountAndUser presence_settings[].cfu null": "an empty text clears it as well",
    "addSIPAccountAndUser presence_settings[].cfb null": "the same",
    "addSIPAccountAndUser presence_settings[].cfn null": "the same",
    "updateSIPAccount sip_presence_settings[].cfu null": "the same",
    "updateSIPAccount sip_presence_settings[].cfb null": "the same",
    "updateSIPAccount sip_presence_settings[].cfn null": "the same",
    "updateUser user_id": "no option: what was read is sent back",
    # Trunks and routes
    "updateAnalogTrunk trunkgroup": "sent with trunk_index, which it is equal to",
    "addOutboundRoute outbound_rt_index": "the system gives the ids; the example leaves it out",
    "updateOutboundRoute outbound_rt_index": "outbound_route selects, as in the example",
    "addOutboundRoute password null": "an empty text takes it away as well",
    "addOutboundRoute pattern[].match": "the option is a list of texts, of which the codec makes objects",
    "updateOutboundRoute pattern[].match": "the same",
    "addOutboundRoute pattern[].outbound_rt_index": "the system gives the ids",
    "addOutboundRoute pattern[].allow": "null in the document, and not described",
    "addOutboundRoute pattern[].strip_prefix": "the same",
    "addInboundRoute inbound_route": "the system gives the ids; the example leaves it out",
    "addInboundRoute prepend": "called incoming_prepend in the examples, with the same description",
    "updateInboundRoute prepend": "the same",
    "updateInboundRoute trunk_index": "part of the key, and no parameter of the update: not sent",
    **{
        f"{action}InboundRoute {name} type object, sent as '[\"7\"]'": "typed as an object, sent as text in the example"
        for action in ("add", "update")
        for name in ("multi_mode", "time_condition")
    },
    **{
        f"{action}InboundRoute destination_type {word}": "no list of values: named as the fields of the targets"
        for action in ("add", "update")
        for word in "account byDID callback conference directory disa external_number fax ivr paginggroup queue "
        "ringgroup vmgroup voicemail".split()
    },
    # The blacklist: one option names a route by its trunk and patterns, and goes as the route's id
    **{
        f"{action}InboundBlacklist inbound_rt_index{rest}": "made of trunk and patterns by the resource"
        for action in ("add", "update")
        for rest in (".all", ".trunk", ".did_patterns", ".caller_id_patterns", " type string, sent as {}")
    },
    "updateInboundBlacklistSettings number": "copied from another table; the example leaves it out",
    "updateInboundBlacklistSettings inbound_rt_index": "the same",
    # PIN sets: the resource makes the id, which every member repeats
    "addPinSets pin_sets_id": "no option: made when a set is created",
    "addPinSets members[].pin_sets_id": "the same",
    "updatePinSets members[].pin_sets_id": "the same",
    # Queues, paging groups, IVRs
    "addQueue destination_type_t hangup": "in the example of the read only, and accepted",
    "updateQueue destination_type_t hangup": "the same",
    "addPaginggroup paginggroup": "copied from the update; the example leaves it out",
    "addPaginggroup old_multicast_ip": "there is no former address",
    "addPaginggroup old_multicast_port": "the same",
    "updatePaginggroup old_multicast_ip": "no option: what was read is sent back",
    "updatePaginggroup old_multicast_port": "the same",
    "addIVR language null": "an empty text clears it as well",
    **{
        f"{action}IVR members": "keys and events have no list of values, and one event its field"
        for action in ("add", "get", "update")
    },
}

RESOURCES = resources()
every_resource = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


def writing(resource: UcmResource) -> Iterator[tuple[Operation, bool]]:
    """The operations that carry a resource's fields, and whether they create."""
    for action, creating in ((resource.actions.add, True), (resource.actions.update, False)):
        if found := operation(action):
            yield found, creating


def carried(resource: UcmResource, *, creating: bool) -> Iterator[OnWire]:
    """What the add or the update of a resource can carry."""
    later = resource.actions.not_in_add if creating else frozenset()
    yield from written(tuple(field for field in resource.fields if field.name not in later), creating=creating)


def both_sides(resource: UcmResource) -> Iterator[tuple[str, Field, Parameter]]:
    """Each field that a request carries, beside the parameter of that name, and what to call the pair."""
    for op, creating in writing(resource):
        for path, field in carried(resource, creating=creating):
            if path in op.parameter:
                yield f"{op.action} {path}", field, op.parameter[path]


def selects(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def departs(name: str) -> bool:
    """Whether a departure, or one that it lies in, is meant."""
    return name in DEPARTURES or name.partition("[]")[0] in DEPARTURES


def nothing_else(found: Iterator[str]) -> None:
    """Fail with everything found that no departure explains."""
    unexplained = [name for name in found if not departs(name)]
    assert not unexplained, "\n" + "\n".join(unexplained)


def test_the_tables_are_found() -> None:
    assert {"extension", "user", "department", "extension_group"} <= {resource.name for resource in RESOURCES}


@every_resource
def test_no_name_is_sent_that_is_not_documented(resource: UcmResource) -> None:
    nothing_else(
        f"{op.action} {path}"
        for op, creating in writing(resource)
        for path, _ in carried(resource, creating=creating)
        if path not in op.parameter
    )


@every_resource
def test_every_documented_parameter_is_reached_by_an_option(resource: UcmResource) -> None:
    def unreached() -> Iterator[str]:
        for op, creating in writing(resource):
            names = {path for path, _ in carried(resource, creating=creating)} | {"cookie"}
            names.update(resource.actions.defaults if creating else selects(resource.actions.update_select))
            yield from (f"{op.action} {parameter.name}" for parameter in op.parameters if parameter.name not in names)

    nothing_else(unreached())


@every_resource
def test_enums_agree(resource: UcmResource) -> None:
    def different() -> Iterator[str]:
        for name, field, parameter in both_sides(resource):
            documented = {str(value) for value in (*parameter.enum, *parameter.items_enum)}
            mine = words_on_wire(field)
            if not documented and not (field.choices and field.type != "bool"):
                continue
            # Old names of a setting are taken from the user; the PBX counts them as equal.
            mine = (mine or set()) - set(field.same_as or ())
            yield from (f"{name} {value}" for value in sorted(mine ^ documented))

    nothing_else(different())


@every_resource
def test_limits_agree(resource: UcmResource) -> None:
    def different() -> Iterator[str]:
        for name, field, parameter in both_sides(resource):
            limits = {
                "minimum": (field.minimum, parameter.min),
                "maximum": (field.maximum, parameter.max),
            }
            if field.type == "str":
                limits["min_length"] = (field.min_length, parameter.min_length)
                limits["max_length"] = (field.max_length, parameter.max_length)
            yield from (f"{name} {limit}" for limit, (mine, documented) in limits.items() if mine != documented)

    nothing_else(different())


@every_resource
def test_null_can_be_sent_where_it_is_documented_and_nowhere_else(resource: UcmResource) -> None:
    nothing_else(
        f"{name} null" for name, field, parameter in both_sides(resource) if field.nullable != parameter.nullable
    )


@every_resource
def test_secrets_agree(resource: UcmResource) -> None:
    nothing_else(
        f"{name} secret" for name, field, parameter in both_sides(resource) if field.secret != parameter.secret
    )


@every_resource
def test_types_on_the_wire_agree(resource: UcmResource) -> None:
    def different() -> Iterator[str]:
        for name, field, parameter in both_sides(resource):
            if field.by_id or isinstance(field.wire, tuple):
                continue
            wire = field.codec.encode(example(field))
            fits = {
                "string": isinstance(wire, str),
                # Numbers come bare or quoted without rule.
                "integer": str(wire).lstrip("-").isdigit() and not isinstance(wire, bool),
                "number": isinstance(wire, (int, float)) and not isinstance(wire, bool),
                "array": isinstance(wire, list),
                "object": isinstance(wire, dict),
            }
            if not fits[parameter.type]:
                yield f"{name} type {parameter.type}, sent as {wire!r}"

    nothing_else(different())


@every_resource
def test_what_is_read_is_in_a_documented_answer(resource: UcmResource) -> None:
    get, listing = operation(resource.actions.get), operation(resource.actions.list)
    if get is None:
        return  # the list tells everything: see the next test
    listed = listing.returned if listing else {}
    nothing_else(
        f"{get.action} {' or '.join(paths)}"
        for field, paths in read(resource.fields)
        if not field.fixed
        and not set(paths) & set(get.returned)
        and f"{resource.actions.rows}[].{field.list_wire}" not in listed
    )


@every_resource
def test_what_is_listed_is_in_the_documented_list(resource: UcmResource) -> None:
    listing = operation(resource.actions.list)
    if listing is None:
        assert any(field.fixed for field in resource.keys), "there is one such object"
        return
    assert resource.actions.rows in listing.returned
    nothing_else(
        f"{listing.action} {field.list_wire}"
        for field in resource.fields
        if field.list_wire and f"{resource.actions.rows}[].{field.list_wire}" not in listing.returned
    )


@every_resource
def test_actions_are_of_the_kind_that_they_are_used_for(resource: UcmResource) -> None:
    """A plan reads with list and get only, so these must not change anything."""
    actions = resource.actions
    used = {actions.list: "list", actions.get: "read", actions.add: "create", actions.update: "update"}
    used[actions.delete] = "delete"
    for action, kind in used.items():
        if action is None:
            continue
        found = operation(action)
        assert found is not None
        assert found.kind in (kind, "list") if kind == "read" else found.kind == kind
        assert (action in operations.READS) == (kind in ("list", "read"))


@every_resource
def test_objects_are_chosen_by_documented_parameters(resource: UcmResource) -> None:
    actions = resource.actions
    chosen = [(actions.get, actions.get_select), (actions.update, actions.update_select)]
    for action, names in (*chosen, (actions.delete, actions.delete_select)):
        if found := operation(action):
            assert {name for name in selects(names) if name} <= set(found.parameter), action


def test_no_departure_is_stale() -> None:
    """Every departure is one: without it, a test above fails."""
    real: set[str] = set()

    def collect(found: Iterator[str]) -> None:
        for name in found:
            real.update({name, name.partition("[]")[0]})

    checks = [value for name, value in globals().items() if name.startswith("test_") and hasattr(value, "pytestmark")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "nothing_else", collect)
        for check in checks:
            for resource in RESOURCES:
                check(resource)
    assert set(DEPARTURES) <= real
