# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes that wait until everything else of a run is written, and deletes that wait for what moves away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.bulk import Outcome, Reconciler
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field, Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Policy
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Named, Reader, Resource
from tests.unit.core.fake_resource import FIELDS, FakePbx, Fault, ThingResource

INSIDE = Field(name="inside", description="The thing that it is in.", reference="thing", wire="in")


@dataclass(frozen=True, kw_only=True)
class Box(ThingResource):
    """Things inside each other, of which an outer one shrinks last. What is inside goes with it."""

    def in_two(self, before: Values, changes: Values) -> tuple[Values, Values]:
        if "size" not in changes or changes["size"] >= before.get("size", 0):
            return changes, {}
        return {name: value for name, value in changes.items() if name != "size"}, {"size": changes["size"]}

    @property
    def cascades(self) -> bool:
        return True

    def contents(self, reader: Reader, current: Values, leaving: Collection[Named] = ()) -> list[str]:
        inside = [row for row in self.read_all(reader) if row.get("inside") == current["name"]]
        return [self.called(row) for row in inside if ("thing", row["name"]) not in leaving]


BOX = Box(name="thing", plural="things", summary="boxes", fields=(*FIELDS, INSIDE))


@pytest.fixture
def pbx() -> FakePbx:
    """B is in a, and c in b; each has size 50."""
    made = FakePbx()
    for name, outer in (("a", ""), ("b", "a"), ("c", "b")):
        made.writer.write("addThing", **{"id": name, "size": "50", "in": outer})
    made.sent.clear()
    return made


def refusal() -> Fault:
    return Fault(lambda: PbxError("refused"))


def writes(pbx: FakePbx) -> list[tuple[str, Any]]:
    """Which thing was set to what, in order."""
    return [(values["id"], values.get("size") or values.get("lbl")) for sent, values in pbx.sent if sent == "setThing"]


def run(pbx: FakePbx, things: list[Values], *, purge: int | None = None, resource: Resource = BOX) -> Outcome:
    limits = {} if purge is None else {"things": purge}
    reconciler = Reconciler([resource], pbx.reader, Policy(), purge=limits)
    return reconciler.apply(reconciler.plan({"things": things}), pbx.writer, lambda text: None, stop=False)


def sized(size: int, **more: Any) -> list[Values]:
    return [{"name": name, "size": size, **more} for name in "abc"]


def test_what_grows_does_so_in_order_and_what_shrinks_in_reverse(pbx: FakePbx) -> None:
    run(pbx, sized(60))
    assert writes(pbx) == [("a", "60"), ("b", "60"), ("c", "60")]
    pbx.sent.clear()
    outcome = run(pbx, sized(40))
    assert writes(pbx) == [("c", "40"), ("b", "40"), ("a", "40")]
    assert outcome.counts["update"] == 3


def test_the_rest_of_a_change_does_not_wait(pbx: FakePbx) -> None:
    outcome = run(pbx, sized(40, label="L"))
    assert writes(pbx) == [*((name, "L") for name in "abc"), *((name, "40") for name in "cba")]
    assert outcome.counts["update"] == 3, "an object counts once"
    assert run(pbx, sized(40, label="L")).counts["nothing"] == 3


def test_what_could_not_wait_to_the_end_is_told(pbx: FakePbx) -> None:
    pbx.faults = [None, None, None, refusal()]
    outcome = run(pbx, sized(40, label="L"))
    (failed,) = outcome.failed
    assert failed["object"] == "thing c"
    assert "The update was carried out, but for size" in failed["msg"]
    pbx.faults = [refusal()]
    (failed,) = run(pbx, sized(30)).failed
    assert "carried out" not in failed["msg"], "nothing of it was"


def test_what_leaves_does_not_keep_a_box_from_going(pbx: FakePbx) -> None:
    kept = [{"name": "b", "inside": "d"}, {"name": "c"}, {"name": "d"}]
    with pytest.raises(InvalidInput, match="thing a: it is not empty: with it would go thing b"):
        run(pbx, [{"name": "b"}, {"name": "c"}], purge=1)
    run(pbx, kept, purge=1)
    assert pbx.writes == ["addThing", "setThing", "deleteThing"]


def test_a_box_stays_whose_content_could_not_leave(pbx: FakePbx) -> None:
    pbx.faults = [None, refusal()]
    outcome = run(pbx, [{"name": "b", "inside": "d"}, {"name": "c"}, {"name": "d"}], purge=1)
    assert [one["object"] for one in outcome.failed] == ["thing b", "thing a"]
    assert "not tried, since thing b could not be taken away from it before" in outcome.failed[1]["msg"]
    assert "deleteThing" not in pbx.writes
