# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ucm_info, ucm_api and ucm_apply, and the apply that ends a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telephony.pbx.plugins.module_utils.core.compare import HIDDEN
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, Task, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import ClientPool
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.catalog import CONFIGURATION
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.tasks import ApiTask, ApplyTask, UcmInfoTask
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM
from tests.unit.ucm.scripted_ucm import PASSWORD, URL, USER, ScriptedUcm, failure, success

INFO, API, APPLY = UcmInfoTask("ucm_info", UCM), ApiTask("ucm_api", UCM), ApplyTask("ucm_apply", UCM)


class Pool(ClientPool):
    """A pool whose clients talk to the scripted UCM."""

    def __init__(self, ucm: ScriptedUcm) -> None:
        super().__init__()
        self.ucm = ucm

    def client(self, *_: Any) -> Any:
        return self.ucm.client()


class Runner:
    def __init__(self, ucm: ScriptedUcm) -> None:
        self.ucm = ucm
        self.warnings: list[str] = []

    def __call__(self, task: Task, *, check: bool = False, **options: Any) -> dict[str, Any]:
        given = {"url": URL, "username": USER, "password": PASSWORD, **options}
        validation = ArgumentSpecValidator(task.spec).validate(given)
        assert validation.error_messages == []
        context = Context(check_mode=check, warn=self.warnings.append, clients=Pool(self.ucm))
        return run_task(task, validation.validated_parameters, context)


@pytest.fixture
def run(ucm: ScriptedUcm) -> Runner:
    return Runner(ucm)


# -- ucm_info

ACCOUNTS = success(account=[{"extension": "1001", "fullname": "Ada"}, {"extension": "1000"}, {"extension": "2000"}])


def test_info_lists_in_order_and_filters_by_name(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("listAccount", ACCOUNTS)
    result = run(INFO, resources=["extensions"])
    assert result["extensions"] == [
        {"extension": "1000"},
        {"extension": "1001", "full_name": "Ada"},
        {"extension": "2000"},
    ]
    assert result["changed"] is False
    names = [row["extension"] for row in run(INFO, resources=["extensions"], names=["10*", "2???"])["extensions"]]
    assert names == ["1000", "1001", "2000"]
    assert run(INFO, resources=["extensions"], names=["1001"])["extensions"] == [
        {"extension": "1001", "full_name": "Ada"}
    ]


def test_info_reads_details_without_secrets(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("listAccount", ACCOUNTS)
    ucm.script(
        "getSIPAccount",
        lambda request: success(extension={"extension": request["extension"], "secret": "S3cret-1", "dnd": "no"}),
    )
    result = run(INFO, resources=["extensions"], details=True, names=["1001"])
    assert result["extensions"] == [{"extension": "1001", "dnd": False, "full_name": "Ada"}]
    assert len(ucm.sent("getSIPAccount")) == 1, "only what was asked for"


def test_info_reads_everything_that_can_be_configured(ucm: ScriptedUcm, run: Runner) -> None:
    empty = {container: [] for container in ("account", "user_id", "voip_trunk", "analogtrunk", "digital_trunks")}
    empty |= {name: [] for name in ("local_department_info", "extension_group", "pin_sets_id", "outbound_route")}
    empty |= {name: [] for name in ("queue", "paginggroup", "ivr", "inbound_route", "number")}
    for listing in {resource.actions.list for resource in CONFIGURATION} - {None}:
        ucm.script(listing, success(**empty))
    ucm.script("getInboundBlacklistSettings", success(inbound_blacklist_settings={"enable": "yes"}))
    kinds = [resource.plural for resource in CONFIGURATION]
    result = run(INFO, resources=kinds, names=["10*"], details=True)
    assert not result.get("failed"), result
    assert [name for name in result if name in kinds] == kinds
    assert result["inbound_blacklist_settings"] == [{"enabled": True}], "what there is one of has no name to filter by"
    assert not any(result[kind] for kind in kinds if kind != "inbound_blacklist_settings")


def test_info_tells_what_the_account_may_not_read(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("listUser", failure(-47))
    ucm.script("listAccount", ACCOUNTS)
    result = run(INFO, resources=["users", "extensions"])
    assert len(result["extensions"]) == 3
    assert "users" not in result
    (unreadable,) = result["unreadable"]
    assert (unreadable["resource"], unreadable["code"]) == ("users", -47)
    assert run.warnings == ["not readable: users"]


def test_info_ends_where_nothing_can_be_read(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("login", failure(-37, remain_num=4))
    result = run(INFO, resources=["users", "extensions"])
    assert result["failed"] is True
    assert ucm.actions == ["challenge", "login"]
    assert "4 tries are left" in result["msg"]


def test_info_ends_where_no_answer_comes(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("listUser", b"<html>")
    assert run(INFO, resources=["users", "extensions"])["error"]["kind"] == "unexpected_answer"
    assert "listAccount" not in ucm.actions


# -- ucm_api


def test_api_reads_and_masks(ucm: ScriptedUcm, run: Runner) -> None:
    ucm.script("listUser", success(user_id=[{"user_name": "admin", "cookie": "live-session", "pin": ["12", None]}]))
    result = run(API, action="listUser", parameters={"page": "1"})
    assert result["response"] == {"user_id": [{"user_name": "admin", "cookie": HIDDEN, "pin": [HIDDEN, None]}]}
    assert (result["changed"], result["sent"]) == (False, True)
    assert ucm.requests[-1]["page"] == "1"


def test_api_writes_count_as_changes_and_are_not_sent_in_a_check(ucm: ScriptedUcm, run: Runner) -> None:
    check = run(API, check=True, action="updateQueue", parameters={"queue": "6500"})
    assert (check["changed"], check["sent"]) == (True, False)
    assert ucm.requests == []
    ucm.script("updateQueue", success(need_apply="yes"))
    result = run(API, action="updateQueue", parameters={"queue": "6500"})
    assert (result["changed"], result["sent"], result["apply_pending"]) == (True, True, True)
    assert run(API, check=True, action="listQueue")["sent"] is True, "reads are sent in a check"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"action": "login"}, "action login is done by the module itself"),
        ({"action": "listAcount"}, "'listAcount' is not a documented action; did you mean 'listAccount'?"),
    ],
)
def test_api_refuses_what_is_not_an_action(
    ucm: ScriptedUcm, run: Runner, options: dict[str, Any], problem: str
) -> None:
    result = run(API, **options)
    assert result["error"]["problems"] == [problem]
    assert ucm.requests == []


def test_api_sends_undocumented_actions_when_asked_to(ucm: ScriptedUcm, run: Runner) -> None:
    result = run(API, action="getNumberList", undocumented=True)
    assert (result["sent"], result["changed"]) == (True, True)


def test_api_cannot_be_given_a_cookie(ucm: ScriptedUcm, run: Runner) -> None:
    run(API, action="listUser", parameters={"cookie": "stolen"})
    assert ucm.requests[-1]["cookie"] == ucm.cookies[0]


HOTEL = {
    "json": '{"addminibarwaiter": {"maidcode": "77", "password": "S3cret-9472"}}',
    "object": {"addminibarwaiter": {"maidcode": "77", "password": "S3cret-9472"}},
    "xml": "<addminibarwaiter><maidcode>77</maidcode><password>S3cret-9472</password></addminibarwaiter>",
}


@pytest.mark.parametrize("data", HOTEL.values(), ids=HOTEL)
def test_api_shows_no_secret_of_its_parameters(ucm: ScriptedUcm, run: Runner, data: Any) -> None:
    ucm.script("pmsapi", failure(-1, error="bad S3cret-9472, T0ken-9472"))
    result = run(API, action="pmsapi", parameters={"token": "T0ken-9472", "data": data})
    assert result["failed"] is True
    assert "S3cret-9472" not in repr(result)
    assert "T0ken-9472" not in repr(result)
    assert "addminibarwaiter" in repr(result["invocation"])


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "<a", "hello", 17])
def test_api_takes_any_document(ucm: ScriptedUcm, run: Runner, data: Any) -> None:
    assert run(API, action="pmsapi", parameters={"data": data})["sent"] is True


# -- ucm_apply and the apply that ends a change


def test_apply_counts_as_a_change_unless_only_what_is_pending_is_asked_for(ucm: ScriptedUcm, run: Runner) -> None:
    assert run(APPLY)["changed"] is True
    assert run(APPLY, only_pending=True)["changed"] is False
    assert ucm.actions.count("applyChanges") == 1
    ucm.client().send("updateSIPAccount", {}, writes=True)
    assert run(APPLY, check=True, only_pending=True)["changed"] is True
    assert ucm.actions.count("applyChanges") == 1
    assert run(APPLY, only_pending=True)["changed"] is True
    assert ucm.actions.count("applyChanges") == 2


Commit = Callable[..., dict[str, Any]]


@pytest.fixture
def commit(ucm: ScriptedUcm) -> Commit:
    def ended(*, apply: bool = True, changed: bool = False, check: bool = False) -> dict[str, Any]:
        return UCM.commit(ucm.client(), {"apply": apply}, changed, check)

    return ended


def test_nothing_is_applied_when_nothing_waits(ucm: ScriptedUcm, commit: Commit) -> None:
    assert commit() == {"apply_pending": False}
    assert ucm.requests == []


@pytest.mark.parametrize("changed", [False, True])
def test_what_waits_is_applied_whoever_left_it(ucm: ScriptedUcm, commit: Commit, changed: bool) -> None:
    ucm.client().send("updateSIPAccount", {}, writes=True)
    assert commit(changed=changed) == {"apply_pending": False, "committed": True}
    assert ucm.actions[-1] == "applyChanges"
    assert commit() == {"apply_pending": False}


def test_without_apply_it_waits(ucm: ScriptedUcm, commit: Commit) -> None:
    ucm.client().send("updateSIPAccount", {}, writes=True)
    assert commit(apply=False, changed=True) == {"apply_pending": True}
    assert "applyChanges" not in ucm.actions


@pytest.mark.parametrize("apply", [False, True])
def test_a_check_foretells_the_apply_and_sends_none(ucm: ScriptedUcm, commit: Commit, apply: bool) -> None:
    foretold = commit(apply=apply, changed=True, check=True)
    assert ucm.requests == []
    ucm.client().send("updateSIPAccount", {}, writes=True)
    assert commit(apply=apply, changed=True) == foretold


def test_an_apply_that_fails_says_what_is_stored(ucm: ScriptedUcm, commit: Commit) -> None:
    ucm.client().send("updateSIPAccount", {}, writes=True)
    ucm.script("applyChanges", failure(-69))
    with pytest.raises(PbxError) as caught:
        commit(changed=True)
    assert "The change is stored on the PBX" in str(caught.value.known)
    assert caught.value.facts == {"apply_pending": True}
    assert ucm.client().apply_pending is True
