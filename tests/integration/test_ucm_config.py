# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A UCM in one configuration: built, left alone, exported, rebuilt, purged, and refused as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, ModuleDoor, ModuleHost, Outcome, PlaybookDoor, Step
from tests.office import SECRETS, Values, configure, export, office, with_secrets
from tests.simulators.client import Simulator

APPLY = "applyChanges"
SHAPES = pytest.mark.parametrize("shapes", ["document", "recorded"])


@pytest.fixture
def pbx(simulators: Callable[[str], Simulator]) -> Simulator:
    """A system without extensions and lines."""
    simulator = simulators("ucm")
    simulator.reset(objects=0)
    return simulator


@pytest.fixture
def engine(pbx: Simulator, tmp_path: Path) -> Engine:
    return Engine(pbx, tmp_path / "sessions")


def refused(engine: Engine, config: Values, **options: Any) -> list[str]:
    """The problems of a configuration that is refused before anything is written, the same in a check."""
    problems = []
    for check in (True, False):
        outcome = engine.run("ucm_config", config=config, check=check, **options)
        assert outcome.failed, outcome
        assert outcome.result["error"]["kind"] == "invalid_input", outcome
        assert not outcome.writes, outcome
        problems.append(outcome.result["error"]["problems"])
    assert problems[0] == problems[1]
    assert all(problem in outcome.message for problem in problems[0])
    return problems[0]


def assert_refused(engine: Engine, config: Values, *words: str, **options: Any) -> None:
    """Each of ``words`` begins a problem, in this order, and there is no other."""
    problems = refused(engine, config, **options)
    assert len(problems) == len(words), problems
    for problem, beginning in zip(problems, words, strict=True):
        assert problem.startswith(beginning), problems


def unchanged(outcome: Outcome) -> bool:
    return not (outcome.failed or outcome.changed or outcome.writes or outcome.result["objects"] or outcome.warnings)


# -- built, and left alone


@SHAPES
def test_a_check_foretells_the_run_and_the_second_run_finds_nothing_to_do(
    engine: Engine, pbx: Simulator, shapes: str
) -> None:
    pbx.reset(objects=0, shapes=shapes)
    checked = configure(engine, office(), check=True)
    assert not checked.writes
    done = configure(engine, office())
    assert not done.warnings
    for name in ("changed", "counts", "objects", "diff", "apply_pending"):
        assert checked.result[name] == done.result[name], name
    assert done.result["counts"] == {"create": 21, "update": 3, "delete": 0, "nothing": 3}
    assert unchanged(configure(engine, office())), "secrets that can be read back are compared"


def test_there_is_one_login_and_one_apply_at_the_end(engine: Engine) -> None:
    operations = configure(engine, office()).operations
    assert (operations.count("login"), operations.count(APPLY)) == (1, 1)
    assert operations[-1] == APPLY


def test_without_apply_the_changes_wait(engine: Engine, pbx: Simulator) -> None:
    outcome = configure(engine, office(), apply=False)
    assert outcome.result["apply_pending"] is True
    assert APPLY not in outcome.operations
    assert pbx.state("needs_apply") is True


def test_one_difference_is_one_write_and_the_diff_shows_it(engine: Engine) -> None:
    configure(engine, office())
    config = office()
    config["queues"][0]["members"] = ["2001", "2002", "2003"]
    outcome = configure(engine, config)
    assert [entry["operation"] for entry in outcome.writes] == ["updateQueue", APPLY]
    (entry,) = outcome.result["objects"]
    assert entry == {
        "resource": "queues",
        "object": "queue 6500",
        "action": "update",
        "diff": {"before": {"members": ["2002", "2001"]}, "after": {"members": ["2001", "2002", "2003"]}},
    }
    assert outcome.result["diff"] == [
        {"before_header": "queue 6500", "after_header": "queue 6500", **entry["diff"]},
    ]


def test_an_unchanged_run_asks_for_each_list_once_and_for_what_no_list_tells_once(engine: Engine) -> None:
    configure(engine, office())
    operations = configure(engine, office()).operations
    config = office()
    # The lists of inbound routes go trunk by trunk; there are four trunks.
    assert all(
        operations.count(each) == 1 for each in set(operations) if each.startswith("list") and "Inbound" not in each
    )
    assert operations.count("listInboundRoute") == 4
    assert operations.count("getSIPAccount") == len(config["extensions"])
    assert "getUser" not in operations, "the list has all that is wanted of users"


def test_lists_are_enough_where_they_have_what_is_wanted(engine: Engine) -> None:
    configure(engine, office())
    config = {"queues": [{"extension": "6500", "name": "support", "strategy": "linear", "members": ["2002", "2001"]}]}
    assert configure(engine, config).operations == ["listQueue"]


def test_update_password_on_create_leaves_passwords_alone(engine: Engine) -> None:
    configure(engine, office())
    config = {"extensions": [{"extension": "2000", "sip_password": "Another-1", "permission": "national"}]}
    assert unchanged(configure(engine, config, update_password="on_create"))
    assert configure(engine, config).changed


def test_no_secret_is_shown(engine: Engine) -> None:
    secrets = ["Sip-Pass-2000", "832000", "Carrier-Pass-1", "4711", "7352", "9182"]
    config = office()
    outcome = configure(engine, config)
    shown = json.dumps(outcome.result) + " ".join(outcome.warnings + engine.lines)
    assert not [secret for secret in secrets if secret in shown]
    config["extensions"][0]["voicemail_pin"] = ["Not-A-Pin"]
    assert "Not-A-Pin" not in str(engine.run("ucm_config", config=config).result)


# -- exported and rebuilt


@SHAPES
def test_an_export_changes_nothing_and_rebuilds_the_same_after_a_wipe(
    engine: Engine, pbx: Simulator, shapes: str
) -> None:
    pbx.reset(objects=0, shapes=shapes)
    configure(engine, office())
    first = export(engine)
    assert unchanged(configure(engine, first))
    assert unchanged(configure(engine, with_secrets(first)))
    assert not any(secret in json.dumps(first) for secret in ("Sip-Pass", "Carrier-Pass", "4711", "7352", "9182"))
    pbx.reset(objects=0, shapes=shapes)
    assert export(engine) != first
    configure(engine, with_secrets(first))
    assert json.dumps(export(engine), sort_keys=True) == json.dumps(first, sort_keys=True)
    assert pbx.state("pin_sets")


@SHAPES
def test_the_export_of_a_system_in_use_changes_nothing_on_it(engine: Engine, pbx: Simulator, shapes: str) -> None:
    pbx.reset(objects=12, shapes=shapes)
    assert unchanged(configure(engine, export(engine)))


def test_the_answer_of_ucm_info_is_a_configuration_as_it_is(engine: Engine, pbx: Simulator) -> None:
    pbx.reset()
    pbx.fault("vendor_error", operation="listDigitalTrunk", code=-47, times=None)
    told = engine.ensure("ucm_info", resources=["extensions", "digital_trunks", "system"], details=True)
    assert [entry["resource"] for entry in told.result["unreadable"]] == ["digital_trunks"]
    pbx.clear_faults()
    assert unchanged(configure(engine, told.result))


def test_the_order_of_outbound_routes_survives(engine: Engine, pbx: Simulator) -> None:
    config = {kind: office()[kind] for kind in ("extensions", "sip_trunks")}
    names = ["zulu", "alpha", "mike"]
    config["outbound_routes"] = [
        {"name": name, "trunk": "branch", "patterns": [f"_{place}XX"], "permission": "internal"}
        for place, name in enumerate(names)
    ]
    configure(engine, config)
    assert [route["name"] for route in export(engine)["outbound_routes"]] == names


# -- checked before the first write


def test_a_key_that_is_no_resource_is_refused_with_the_nearest(engine: Engine) -> None:
    assert_refused(engine, {"queus": []}, "config: 'queus' is not a resource; did you mean 'queues'?")


def test_all_problems_are_told_together_with_their_places(engine: Engine, pbx: Simulator) -> None:
    pbx.add("queue", "2002", queue_name="in the way")
    config = office()
    config["extension"] = []
    config["extensions"][0]["ring_timeout"] = 601
    config["extensions"][1]["permision"] = "national"
    config["extensions"].append({"extension": "2000"})
    config["users"][0]["department"] = "Sails"
    config["sip_trunks"][1]["trunk_type"] = "pier"
    config["outbound_routes"][0]["trunk"] = "carrier-c"
    config["queues"][0]["members"] = ["2001", "2009"]
    config["queues"][1]["extension"] = "7000"
    config["ivrs"][0]["key_events"].append({"key": "1", "destination": {"type": "extension", "target": "2000"}})
    config["ivrs"][1]["key_events"][0]["destination"]["target"] = "7009"
    config["inbound_routes"][0]["destination"] = {"type": "queue", "target": "6509"}
    config["inbound_blacklist"][0]["route"] = {"trunk": "pots", "did_patterns": ["_1."]}
    config["inbound_blacklist"][1]["route"]["trunk"] = "carier-a"
    problems = refused(engine, config)
    for expected in (
        "config: 'extension' is not a resource; did you mean 'extensions'?",
        "config.extensions[0].ring_timeout is 601, but must be 3 to 600",
        "config.extensions[1]: 'permision' is no option; did you mean 'permission'?",
        "config.extensions[5] (extension 2000) is the same object as config.extensions[0]",
        "config.sip_trunks[1].trunk_type is 'pier', but must be one of peer, register; did you mean 'peer'?",
        "config.ivrs[0].key_events has key 1 more than once",
        "config.ivrs[0] (ivr 7000): config.queues[1] (queue 7000) has the same number",
        "config.extensions[2] (extension 2002): on the PBX the number belongs to queue 2002",
        "config.users[0].department 'Sails' does not exist; did you mean 'Sales'?",
        "config.outbound_routes[0].trunk 'carrier-c' does not exist",
        "config.queues[0].members[1]: extension '2009' does not exist",
        "config.ivrs[1].key_events[1].destination.target: ivr '7009' does not exist",
        "config.inbound_routes[0].destination.target: queue '6509' does not exist",
        "config.inbound_blacklist[0].route: inbound_route pots _1. does not exist",
        "config.inbound_blacklist[1].route.trunk: trunk 'carier-a' does not exist",
    ):
        assert any(problem.startswith(expected) for problem in problems), (expected, problems)
    assert len(problems) == 15, problems


def test_what_is_wrong_by_itself_does_not_hide_what_it_refers_to(engine: Engine) -> None:
    config = {"extensions": [{"extension": "2000", "ring_timeout": 1}], "queues": [{"extension": "6500", "name": "x"}]}
    config["queues"][0]["members"] = ["2000"]
    assert_refused(engine, config, "config.extensions[0].ring_timeout is 1")


def test_what_cannot_be_created_or_changed_is_told_before_the_first_write(engine: Engine) -> None:
    configure(engine, office())
    config = {
        "departments": [{"name": "Nowhere"}],
        "users": [{"user_name": "2999", "first_name": "Nobody"}],
        "sip_trunks": [{"name": "branch", "trunk_type": "register"}, {"name": "new"}],
        "queues": [{"extension": "6510"}],
        "ivrs": [{"extension": "7010", "name": "x", "key_events": [{"key": "1"}]}],
    }
    assert_refused(
        engine,
        config,
        "config.departments[0] (department Nowhere) does not exist, and the API cannot create it",
        "config.users[0] (user 2999): there is no such object",
        "config.sip_trunks[0] (sip_trunk branch): trunk_type can only be set when the object is created",
        "config.sip_trunks[1] (sip_trunk new): host, trunk_type must be given to create it",
        "config.queues[0] (queue 6510): name must be given to create it",
        "config.ivrs[0].key_events[1] is new and has no destination",
    )


def test_trunks_of_all_kinds_share_their_names(engine: Engine) -> None:
    configure(engine, {"analog_trunks": [{"name": "pots", "ports": ["1"]}]})
    peer = {"host": "192.0.2.1", "trunk_type": "peer"}
    assert_refused(
        engine,
        {
            "sip_trunks": [{"name": "pots", **peer}, {"name": "e1", **peer}],
            "digital_trunks": office()["digital_trunks"],
        },
        "config.digital_trunks[0] (digital_trunk e1): config.sip_trunks[1] (sip_trunk e1) has the same name",
        "config.sip_trunks[0] (sip_trunk pots): on the PBX the name belongs to analog_trunk pots",
    )


def test_problems_are_told_even_where_the_pbx_does_not_answer(engine: Engine, pbx: Simulator) -> None:
    pbx.fault("vendor_error", operation="listAccount", code=-47, times=None)
    outcome = engine.run(
        "ucm_config", config={"extensions": [{"extension": "2000", "ring_timeout": 1}, {"extension": "2001"}]}
    )
    assert "config.extensions[0].ring_timeout is 1" in outcome.message
    assert "The rest could not be checked" in outcome.message


def test_patterns_that_overlap_are_warned_of_once(engine: Engine, pbx: Simulator) -> None:
    base = {"trunk": "branch", "permission": "internal"}
    config = {
        "sip_trunks": [office()["sip_trunks"][1]],
        "outbound_routes": [
            {"name": "local", "patterns": ["_8XXX"], **base},
            {"name": "near", "patterns": ["_81XX"], **base},
        ],
    }
    for check in (True, False):
        outcome = configure(engine, config, check=check)
        (warning,) = outcome.warnings
        assert "near" in warning
        assert "_81XX overlaps with _8XXX" in warning
        assert "local" in warning
    assert unchanged(configure(engine, config)), "what is there already is not warned of at every run"


# -- purged


def purge_all(engine: Engine, **options: Any) -> Outcome:
    kinds = ["extensions", "sip_trunks", "analog_trunks", "digital_trunks", "pin_sets", "outbound_routes"]
    kinds += ["queues", "paging_groups", "ivrs", "inbound_routes", "inbound_blacklist"]
    return engine.run("ucm_config", config={kind: [] for kind in kinds}, purge=kinds, **options)


def test_a_purge_takes_everything_down_in_order_circles_among_it(engine: Engine, pbx: Simulator) -> None:
    configure(engine, office())
    checked = purge_all(engine, check=True)
    outcome = purge_all(engine)
    assert not outcome.failed, outcome
    assert outcome.result["counts"]["delete"] == 21
    assert checked.result["objects"] == outcome.result["objects"]
    left = ("extensions", "queues", "paging_groups", "ivrs", "inbound_routes", "outbound_routes", "pin_sets")
    trunks = ("voip_trunks", "analog_trunks", "digital_trunks", "inbound_blacklist")
    assert not any(pbx.state(kind) for kind in left + trunks)
    assert not purge_all(engine).changed


def test_nothing_is_deleted_unless_it_is_asked_for(engine: Engine, pbx: Simulator) -> None:
    configure(engine, office())
    assert unchanged(configure(engine, {"queues": [], "extensions": []}))


def test_a_purge_beyond_its_limit_is_refused_with_the_list(engine: Engine) -> None:
    configure(engine, office())
    config = {"extensions": office()["extensions"][:2], "queues": []}
    assert_refused(
        engine,
        config,
        "purge of extensions would delete 3, more than 2: extension 2002, extension 2003, extension 2004",
        purge=["queues", "extensions"],
        purge_limit=2,
    )


def test_a_purge_wants_the_kind_in_the_configuration(engine: Engine) -> None:
    configure(engine, office())
    assert_refused(engine, {}, "config has no queues, of which purge deletes what is not there", purge=["queues"])


def test_what_a_purge_would_delete_cannot_be_referred_to(engine: Engine) -> None:
    configure(engine, office())
    config = office()
    config["extensions"] = config["extensions"][1:]
    assert_refused(
        engine,
        config,
        "config.users[0] (user 2000): purge would delete extension 2000",
        "config.outbound_routes[1].allowed_callers[0]: purge would delete extension 2000",
        "config.queues[1].members[0]: purge would delete extension 2000",
        "config.paging_groups[0].members[0]: purge would delete extension 2000",
        "config.ivrs[1].key_events[timeout].destination.target: purge would delete extension 2000",
        purge=["extensions"],
    )


def test_a_number_that_a_purge_frees_can_be_taken(engine: Engine) -> None:
    configure(engine, office())
    config = {"ivrs": [{"extension": "6501", "name": "was a queue"}], "queues": office()["queues"][:1]}
    assert_refused(engine, config, "config.ivrs[0] (ivr 6501): on the PBX the number belongs to queue 6501")
    outcome = configure(engine, config, purge=["queues"])
    assert [(entry["action"], entry["object"]) for entry in outcome.result["objects"]] == [
        ("delete", "queue 6501"),
        ("create", "ivr 6501"),
    ]


# -- refused by the PBX


def failures(outcome: Outcome) -> list[tuple[str, Any]]:
    return [(entry["object"], entry["error"]["code"]) for entry in outcome.result["failed_objects"]]


def refuse(pbx: Simulator, numbers: Iterable[str]) -> None:
    """The system refuses new extensions without giving a reason (field fact)."""
    for number in numbers:
        params = {"extension": number}
        pbx.fault("vendor_error", operation="addSIPAccountAndUser", params=params, code=-25)


def test_the_first_refusal_ends_the_run_and_what_is_done_is_put_into_effect(engine: Engine, pbx: Simulator) -> None:
    refuse(pbx, ["2001"])
    outcome = engine.run("ucm_config", config=office())
    assert outcome.failed
    assert failures(outcome) == [("extension 2001", -25)]
    assert outcome.result["error"]["operation"] == "addSIPAccountAndUser"
    assert "extension 2001" in outcome.message
    assert "The run stopped there" in outcome.message
    assert [entry["object"] for entry in outcome.result["objects"]] == ["extension 2000"]
    assert outcome.operations[-1] == APPLY
    assert unchanged(configure(engine, {"extensions": office()["extensions"][:1]}))


def test_the_rest_goes_on_where_it_is_wanted_without_what_needs_the_refused(engine: Engine, pbx: Simulator) -> None:
    refuse(pbx, ["2000", "2004"])
    outcome = engine.run("ucm_config", config=office(), on_error="continue")
    assert failures(outcome) == [
        ("extension 2000", -25),
        ("extension 2004", -25),
        ("user 2000", None),
        ("outbound_route branches", None),
        ("queue 6501", None),
        ("paging_group 6600", None),
        ("ivr 7001", None),
        ("ivr 7000", None),
    ]
    assert "8 objects failed; the first: extension 2000" in outcome.message
    assert "not tried, since extension 2000 could not be created" in outcome.result["failed_objects"][2]["msg"]
    assert not outcome.result["apply_pending"]
    configure(engine, office())
    assert unchanged(configure(engine, office()))


def test_a_login_that_is_refused_ends_any_run(engine: Engine, pbx: Simulator) -> None:
    engine.connection["password"] = "wrong"
    outcome = engine.run("ucm_config", config=office(), on_error="continue")
    assert outcome.operations == ["challenge", "login"]
    assert outcome.result["error"]["kind"] == "login_rejected"


def test_what_the_pbx_did_not_keep_is_warned_of(engine: Engine, pbx: Simulator) -> None:
    pbx.fault("forget", operation="addQueue", fields=["members"], params={"extension": "6500"})
    outcome = configure(engine, office())
    assert outcome.warnings == ["queue 6500: the PBX accepted, but did not keep: members"]


# -- through the doors


@pytest.mark.parametrize("door", ["module", "in process"])
def test_a_whole_office_goes_through_both_doors(
    pbx: Simulator, module_host: ModuleHost, tmp_path: Path, door: str
) -> None:
    broken = office()
    broken["queues"][0]["members"] = ["2009"]
    config = office()
    config["extensions"][0]["sip_password"] = "Canary-Pass-77"
    steps = [
        Step("ucm_config", {"config": broken}),
        Step("ucm_config", {"config": config}, check=True),
        Step("ucm_config", {"config": config}),
        Step("ucm_config", {"config": config}),
        Step("ucm_config", {"config": {"queues": []}, "purge": ["queues"], "purge_limit": 0}),
        Step("ucm_config", {"config": {"queues": []}, "purge": ["users"]}),
    ]
    if door == "module":
        outcomes = ModuleDoor(pbx, module_host, tmp_path / "sessions").run_steps(steps)
    else:
        outcomes = PlaybookDoor(pbx, tmp_path, in_process=True).run_steps(steps)
    refusal, checked, done, again, too_much, wrong = outcomes
    assert "config.queues[0].members[0]: extension '2009' does not exist" in refusal.message
    assert not refusal.writes
    assert checked.result["diff"] == done.result["diff"]
    assert done.result["counts"]["create"] == 21
    assert unchanged(again)
    assert "more than 0: queue 6500, queue 6501" in too_much.message
    assert "value of purge must be one or more of" in wrong.message
    assert not any("Canary-Pass-77" in json.dumps(outcome.result) for outcome in outcomes)


def test_the_page_names_every_kind_and_the_module_that_describes_it() -> None:
    from ansible_collections.telephony.pbx.plugins.module_utils.ucm.catalog import CONFIGURATION
    from ansible_collections.telephony.pbx.plugins.modules import ucm_config

    for resource in CONFIGURATION:
        assert f"C({resource.plural})" in ucm_config.DOCUMENTATION
        if resource.changeable:
            assert f"M(telephony.pbx.ucm_{resource.name})" in ucm_config.DOCUMENTATION
    assert set(SECRETS) <= {resource.plural for resource in CONFIGURATION}
