# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that take others with them, and names that can be given in several ways: what a plan makes of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.bulk import Reconciler
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import MOST_CONTENTS, Plan, Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Named, Reader
from tests.unit.core.fake_resource import THING, FakePbx, ThingResource


@dataclass(frozen=True, kw_only=True)
class Shelf(ThingResource):
    """Things in which others are; ``#a`` is another name of ``a``."""

    inside: tuple[str, ...] = ()

    @property
    def cascades(self) -> bool:
        return True

    def contents(self, reader: Reader, current: Values, leaving: Collection[Named] = ()) -> list[str]:
        return list(self.inside)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        return {**wanted, "name": wanted["name"].removeprefix("#")}


def shelf(*inside: str) -> Shelf:
    return Shelf(**{field.name: getattr(THING, field.name) for field in dataclasses.fields(THING)}, inside=inside)


def with_one_thing() -> FakePbx:
    pbx = FakePbx()
    pbx.writer.write("addThing", id="a", lbl="Reception")
    return pbx


def deleted(*inside: str, **policy: bool) -> Plan:
    return plan(shelf(*inside), {"name": "#a"}, "absent", with_one_thing().reader, Policy(**policy))


def purged(*inside: str) -> list[Plan]:
    """What a configuration of none plans for one shelf."""
    resource = shelf(*inside)
    return Reconciler([resource], with_one_thing().reader, Policy(), purge={resource.plural: 5}).plan(
        {resource.plural: []}
    )


def test_an_empty_object_is_deleted() -> None:
    made = deleted()
    assert (made.action, made.notes, made.identity) == ("delete", (), {"name": "a"})


def test_what_would_go_with_it_is_told() -> None:
    with pytest.raises(InvalidInput, match="with it would go cup, plate") as caught:
        deleted("cup", "plate")
    assert "recursive: true" in str(caught.value)
    assert caught.value.obj == "thing a"


def test_what_goes_with_it_on_purpose_is_told_as_well() -> None:
    made = deleted("cup", "plate", recursive=True)
    assert (made.action, made.notes) == ("delete", ("thing a: with it goes cup, plate",))


def test_a_long_list_is_cut_short() -> None:
    made = deleted(*(f"cup {number}" for number in range(MOST_CONTENTS + 5)), recursive=True)
    assert made.notes[0].endswith(f"cup {MOST_CONTENTS - 1} and 5 more")


def test_a_purge_takes_nothing_along_that_it_does_not_delete_itself() -> None:
    assert [planned.action for planned in purged()] == ["delete"]
    with pytest.raises(InvalidInput, match="thing a: it is not empty: with it would go cup; purge them as well"):
        purged("cup")


def test_a_configuration_may_give_names_in_several_ways_but_each_object_once() -> None:
    resource, pbx = shelf(), with_one_thing()
    (same,) = Reconciler([resource], pbx.reader, Policy()).plan({resource.plural: [{"name": "#a"}]})
    assert (same.action, same.identity) == ("nothing", {"name": "a"})
    with pytest.raises(InvalidInput, match=r"things\[1\] \(thing a\) is the same object as config.things\[0\]"):
        Reconciler([resource], pbx.reader, Policy()).plan({resource.plural: [{"name": "#a"}, {"name": "a"}]})
