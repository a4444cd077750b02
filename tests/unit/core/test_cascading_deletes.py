# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that take others with them, and names that can be given in several ways: what a plan makes of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import MOST_CONTENTS, Plan, Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Reader
from tests.unit.core.fake_resource import THING, FakePbx, ThingResource


@dataclass(frozen=True, kw_only=True)
class Shelf(ThingResource):
    """Things in which others are; ``#a`` is another name of ``a``."""

    inside: tuple[str, ...] = ()

    @property
    def cascades(self) -> bool:
        return True

    def contents(self, reader: Reader, current: Values) -> list[str]:
        return list(self.inside)

    def resolve(self, reader: Reader, wanted: Values) -> Values:
        return {**wanted, "name": wanted["name"].removeprefix("#")}


def deleted(*inside: str, **policy: bool) -> Plan:
    pbx = FakePbx()
    pbx.writer.write("addThing", id="a", lbl="Reception")
    values = {field.name: getattr(THING, field.name) for field in dataclasses.fields(THING)}
    return plan(Shelf(**values, inside=inside), {"name": "#a"}, "absent", pbx.reader, Policy(**policy))


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
