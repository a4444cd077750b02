# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole configurations: checked as a whole, written in order, and unchanged the second time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.bulk import Outcome, Reconciler, predicted
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Field
from ansible_collections.telephony.pbx.plugins.module_utils.core.objects import secrets_in
from ansible_collections.telephony.pbx.plugins.module_utils.core.ordering import in_order
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Plan, Policy

from .fake_resource import FIELDS, THING, FakePbx, Fault, ThingResource

CONFIG = {"things": [{"name": "a", "label": "A", "tags": ["x", "y"]}, {"id": "b", "size": "5", "active": "yes"}]}
FRIEND = Field(name="friend", description="Another thing.", reference="thing")


def reconcile(pbx: FakePbx, config: dict[str, Any], *, stop: bool = True, **more: Any) -> Outcome:
    reconciler = Reconciler((THING,), pbx.reader, Policy(), **more)
    warnings: list[str] = []
    outcome = reconciler.apply(reconciler.plan(config), pbx.writer, warnings.append, stop=stop)
    assert not warnings
    return outcome


def refused(pbx: FakePbx, config: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        Reconciler((THING,), pbx.reader, Policy(), **more).plan(config)
    assert not pbx.writes
    return list(caught.value.problems)


def test_objects_are_made_and_the_second_run_changes_nothing() -> None:
    pbx = FakePbx()
    first = reconcile(pbx, CONFIG)
    assert first.counts == {"create": 2, "update": 0, "delete": 0, "nothing": 0}
    assert [entry["object"] for entry in first.objects] == ["thing a", "thing b"]
    written = len(pbx.writes)
    second = reconcile(pbx, CONFIG)
    assert second.counts == {"create": 0, "update": 0, "delete": 0, "nothing": 2}
    assert not second.changed
    assert len(pbx.writes) == written


def test_one_difference_is_one_write() -> None:
    pbx = FakePbx()
    reconcile(pbx, CONFIG)
    written = len(pbx.writes)
    outcome = reconcile(pbx, {"things": [{"name": "a", "label": "Z"}]})
    assert pbx.writes[written:] == ["setThing"]
    assert outcome.objects[0]["diff"] == {"before": {"label": "A"}, "after": {"label": "Z"}}
    assert pbx.documents["a"]["lbl"] == "Z"
    assert pbx.documents["a"]["tags"] == "x|y"


def test_what_is_predicted_is_what_is_done() -> None:
    pbx = FakePbx()
    plans = Reconciler((THING,), pbx.reader, Policy()).plan(CONFIG)
    foreseen = predicted(plans)
    assert not pbx.writes
    done = reconcile(pbx, CONFIG)
    assert (foreseen.counts, foreseen.objects) == (done.counts, done.objects)


def test_every_problem_is_told_with_its_place() -> None:
    config = {
        "thinks": [],
        "things": [{"name": "a", "colour": "greem"}, {"label": "no name"}, {"name": "a"}, {"name": "b", "sise": 1}, 7],
    }
    problems = refused(FakePbx(), config)
    assert any("'thinks' is not a resource; did you mean 'things'?" in problem for problem in problems)
    assert any("things[0].colour is 'greem'" in problem and "'green'" in problem for problem in problems)
    assert any("things[1] has no name" in problem for problem in problems)
    assert any("things[2]" in problem and "things[0]" in problem for problem in problems)
    assert any("things[3]: 'sise' is no option; did you mean 'size'?" in problem for problem in problems)
    assert any("things[4] is a int" in problem for problem in problems)


def test_a_secret_of_the_wrong_form_is_not_shown() -> None:
    assert not any(
        "hunter2" in problem for problem in refused(FakePbx(), {"things": [{"name": "a", "pin": ["hunter2"]}]})
    )
    assert set(secrets_in(FIELDS, CONFIG["things"][0] | {"pin": "hunter2"})) == {"hunter2"}


def test_a_purge_deletes_the_rest_up_to_its_limit() -> None:
    pbx = FakePbx()
    reconcile(pbx, {"things": [{"name": name} for name in "abcd"]})
    written = len(pbx.writes)
    with pytest.raises(InvalidInput, match="would delete 3, more than 2: thing b, thing c, thing d"):
        Reconciler((THING,), pbx.reader, Policy(), purge={"things": 2}).plan({"things": [{"name": "a"}]})
    assert len(pbx.writes) == written
    outcome = reconcile(pbx, {"things": [{"name": "a"}]}, purge={"things": 3})
    assert outcome.counts["delete"] == 3
    assert list(pbx.documents) == ["a"]


def refusal() -> Fault:
    return Fault(lambda: PbxError("refused", code=-25))


def test_the_first_error_stops_the_run() -> None:
    pbx = FakePbx(faults=[refusal()])
    outcome = reconcile(pbx, CONFIG)
    assert [entry["object"] for entry in outcome.failed] == ["thing a"]
    assert outcome.counts["create"] == 0
    assert not pbx.documents


def test_the_rest_goes_on_where_it_is_wanted_and_the_next_run_converges() -> None:
    pbx = FakePbx(faults=[refusal()])
    outcome = reconcile(pbx, CONFIG, stop=False)
    assert [entry["object"] for entry in outcome.failed] == ["thing a"]
    assert list(pbx.documents) == ["b"]
    reconcile(pbx, CONFIG)
    assert sorted(pbx.documents) == ["a", "b"]


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_cut_write_doubles_nothing(carried_out: bool) -> None:
    pbx = FakePbx(faults=[Fault.doubt(carried_out=carried_out)])
    reconciler = Reconciler((THING,), pbx.reader, Policy())
    warnings: list[str] = []
    outcome = reconciler.apply(reconciler.plan(CONFIG), pbx.writer, warnings.append, stop=True)
    assert outcome.counts["create"] == 2
    assert bool(warnings) is carried_out
    assert sorted(pbx.documents) == ["a", "b"]


def test_a_number_belongs_to_one_kind_of_object() -> None:
    dialled = replace(THING, has_number=True)
    other = ThingResource(name="widget", plural="widgets", summary="widgets", fields=FIELDS, has_number=True)
    with pytest.raises(
        InvalidInput, match=r"\.widgets\[0\] \(widget 1\): config\.things\[0\] \(thing 1\) has the same"
    ):
        Reconciler((dialled, other), FakePbx().reader, Policy()).plan(
            {"things": [{"name": "1"}], "widgets": [{"name": "1"}]}
        )


def written(plans: list[Plan]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(step.plan.action, step.plan.identity["name"], dict(step.plan.changes)) for step in in_order(plans)]


LINKED = replace(THING, fields=(*FIELDS, FRIEND))


def linked(action: Any, name: str, friend: str) -> Plan:
    values = {"label": name, "friend": friend}
    if action == "delete":
        return Plan(LINKED, "delete", {"name": name}, {"name": name, **values}, None)
    return Plan(LINKED, action, {"name": name}, None if action == "create" else {}, None, values)


def test_new_objects_may_point_at_each_other() -> None:
    assert written([linked("create", "a", "b"), linked("create", "b", "a")]) == [
        ("create", "a", {"label": "a"}),
        ("create", "b", {"label": "b", "friend": "a"}),
        ("update", "a", {"friend": "b"}),
    ]


def test_an_object_that_exists_points_at_a_new_one_when_that_is_there() -> None:
    assert written([linked("update", "a", "b"), linked("create", "b", "a")]) == [
        ("create", "b", {"label": "b", "friend": "a"}),
        ("update", "a", {"label": "a", "friend": "b"}),
    ]


def test_an_object_is_made_after_what_it_refers_to_and_the_rest_stay_in_their_order() -> None:
    plans = [linked("create", "a", "d"), linked("create", "b", ""), linked("create", "c", "a")]
    plans += [linked("create", "d", "b"), linked("create", "e", "e")]
    assert [(action, name) for action, name, _ in written(plans)] == [
        ("create", "b"),
        ("create", "d"),
        ("create", "a"),
        ("create", "c"),
        ("create", "e"),
        ("update", "e"),
    ]


@dataclass(frozen=True, kw_only=True)
class BoxedResource(ThingResource):
    """Things that are known by their name and the box that they are in; a friend is one of the same box."""

    def named(self, values: Mapping[str, Any]) -> str:
        return f"{values['name']} in {values['box']}"

    def meant(self, field: Field, value: Any, values: Mapping[str, Any]) -> str:
        return f"{value} in {values['box']}" if field.name == "friend" else str(value)


BOX = replace(LINKED, name="box", plural="boxes", fields=(*FIELDS, replace(FRIEND, reference="boxed")))
BOXED = BoxedResource(
    name="boxed",
    plural="boxed",
    summary="boxed things",
    fields=(
        *FIELDS,
        Field(name="box", description="Its box.", key=True, reference="box"),
        replace(FRIEND, reference="boxed"),
    ),
)


def boxed(action: Any, name: str, box: str, friend: str = "") -> Plan:
    values = {"friend": friend} if friend else {}
    if action == "delete":
        return Plan(BOXED, "delete", {"name": name, "box": box}, {"name": name, "box": box, **values}, None)
    return Plan(BOXED, action, {"name": name, "box": box}, None, None, values)


def test_a_reference_means_one_of_several_objects_of_a_name() -> None:
    plans = [boxed("create", "a", "1", "b"), boxed("create", "b", "2"), boxed("create", "b", "1")]
    steps = [(step.plan.identity["name"], step.plan.identity["box"], step.is_last) for step in in_order(plans)]
    assert steps == [("b", "2", True), ("b", "1", True), ("a", "1", True)]
    gone = in_order([boxed("delete", "b", "2"), boxed("delete", "b", "1"), boxed("delete", "a", "1", "b")])
    assert [(step.plan.identity["name"], step.plan.identity["box"]) for step in gone] == [
        ("b", "2"),
        ("a", "1"),
        ("b", "1"),
    ]


def test_in_a_circle_the_one_goes_first_that_need_not_wait() -> None:
    """A thing is in a box from the first; a box gets its friend later."""
    box = Plan(BOX, "create", {"name": "1"}, None, None, {"label": "Box", "friend": "a in 1"})
    steps = in_order([boxed("create", "a", "1"), box])
    assert [(step.plan.action, step.plan.label, step.plan.changes) for step in steps] == [
        ("create", "box 1", {"label": "Box"}),
        ("create", "boxed a 1", {}),
        ("update", "box 1", {"friend": "a in 1"}),
    ]


def test_an_object_in_two_steps_is_one_object_of_the_outcome() -> None:
    plans = [linked("create", "a", "b"), linked("create", "b", "a")]
    outcome = predicted(plans)
    assert outcome.counts["create"] == 2
    assert outcome.counts["update"] == 0
    assert [entry["diff"]["after"]["friend"] for entry in outcome.objects] == ["a", "b"], "in the order of completion"


def test_what_refers_to_others_is_deleted_before_them() -> None:
    chain = [linked("delete", "a", ""), linked("delete", "b", "a"), linked("delete", "c", "b")]
    assert [name for _, name, _ in written(chain)] == ["c", "b", "a"]


def test_a_circle_is_opened_before_it_is_deleted() -> None:
    assert written([linked("delete", "a", "b"), linked("delete", "b", "a")]) == [
        ("update", "b", {"friend": ""}),
        ("delete", "a", {}),
        ("delete", "b", {}),
    ]


def test_what_has_a_new_objects_number_is_deleted_first() -> None:
    dialled = replace(THING, has_number=True)
    other = ThingResource(name="widget", plural="widgets", summary="widgets", fields=FIELDS, has_number=True)
    plans = [
        Plan(dialled, "create", {"name": "1"}, None, None, {}),
        Plan(other, "delete", {"name": "2"}, {"name": "2"}, None),
        Plan(other, "delete", {"name": "1"}, {"name": "1"}, None),
    ]
    assert [(action, name) for action, name, _ in written(plans)] == [("delete", "1"), ("create", "1"), ("delete", "2")]


def test_a_purge_wants_the_kind_in_the_configuration() -> None:
    assert (
        "config has no things, of which purge deletes what is not there"
        in refused(FakePbx(), {}, purge={"things": 9})[0]
    )
    assert "things" in refused(FakePbx(), {"things": None}, purge={"things": 9})[0]


def test_problems_of_the_input_and_of_the_pbx_are_told_together() -> None:
    pbx = FakePbx()
    reconcile(pbx, {"things": [{"name": "a", "birth_code": "1"}]})
    resource = replace(THING, missing=("Attic",))
    config = {"thinks": [], "things": [{"name": "b", "size": 101}, {"name": "c", "label": "Attic"}]}
    with pytest.raises(InvalidInput) as caught:
        Reconciler((resource,), pbx.reader, Policy()).plan(config)
    assert list(caught.value.problems) == [
        "config: 'thinks' is not a resource; did you mean 'things'?",
        "config.things[0].size is 101, but must be 0 to 100",
        "config.things[1].label 'Attic' does not exist",
    ]


def test_problems_of_the_input_are_told_where_the_pbx_cannot_be_asked() -> None:
    pbx = FakePbx(faults=[refusal()])
    pbx.reader.read_all = lambda *_, **__: (_ for _ in ()).throw(PbxError("no permission", code=-47))
    with pytest.raises(InvalidInput, match=r"size is 101.*The rest could not be checked: no permission"):
        Reconciler((THING,), pbx.reader, Policy()).plan({"things": [{"name": "b", "size": 101}, {"name": "c"}]})


def test_long_runs_tell_how_far_they_are() -> None:
    pbx = FakePbx()
    lines: list[str] = []
    reconcile(pbx, {"things": [{"name": f"thing-{number}"} for number in range(501)]}, progress=lines.append)
    assert lines == [
        "compared 250 of 501 objects",
        "compared 500 of 501 objects",
        "carried out 250 of 501 changes",
        "carried out 500 of 501 changes",
    ]


def test_what_refers_to_an_object_that_failed_is_not_tried() -> None:
    pbx = FakePbx(faults=[refusal()])
    config = {"things": [{"name": "a"}, {"name": "b", "friend": "a"}, {"name": "c"}]}
    reconciler = Reconciler((LINKED,), pbx.reader, Policy())
    outcome = reconciler.apply(reconciler.plan(config), pbx.writer, lambda line: None, stop=False)
    assert [entry["object"] for entry in outcome.failed] == ["thing a", "thing b"]
    assert "not tried, since thing a could not be created" in outcome.failed[1]["msg"]
    assert list(pbx.documents) == ["c"]
    assert not outcome.stopped
