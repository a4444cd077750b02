# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a VoipNow, an app or the options: told with option or operation, what, where and how to mend.

Forms that options must have are in tests/unit/voipnow/test_accounts.py; WSDL and answers in every spoilt form, at the
client, in tests/unit/voipnow/test_soap.py; apps that get no token in test_client_session.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.doors import Engine, Outcome, replaced, run_playbook
from tests.simulators.client import Simulator
from tests.simulators.voipnow.documents import document

SP, ORG, USER, EXT, LIMITS = (
    f"voipnow_{name}" for name in ("service_provider", "organization", "user", "extension", "limits")
)
PERSON = {"name": "Ada", "email": "ada@example.com"}
SECRET_FILE = "/etc/passwd"
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET_FILE}">]>'


@pytest.fixture
def engine(simulators: Callable[[str], Simulator], tmp_path: Path) -> Engine:
    """Ten extensions of user1, of company1, of provider1, who has five queues at most; company1 has three."""
    pbx = simulators("voipnow")
    pbx.reset(objects=10)
    pbx.change("service_provider", "provider1", queueExtMax=5)
    pbx.change("organization", "company1", queueExtMax=3)
    pbx.change("user", "user1", queueExtMax=2)
    return Engine(pbx, tmp_path / "sessions")


def assert_refused(outcome: Outcome, *words: str) -> None:
    assert outcome.failed, outcome
    for told in words:
        assert told in outcome.message, outcome.message
    assert outcome.result["error"]["remedy"] or outcome.result["error"]["problems"], outcome
    assert outcome.writes == []


# -- limits above those of the account above

NEW_ORG = {"login": "acme", "service_provider": "provider1", **PERSON}
NEW_USER = {"login": "ada", "organization": "company1", **PERSON}
BEYOND: dict[str, tuple[str, dict[str, Any], str]] = {
    "new organization": (
        ORG,
        {**NEW_ORG, "limits": {"queues": 6}},
        "organization acme: limits.queues is 6, but service provider provider1 has 5",
    ),
    "unlimited": (
        ORG,
        {**NEW_ORG, "limits": {"queues": "unlimited"}},
        "organization acme: limits.queues is unlimited, but service provider provider1 has 5",
    ),
    "organization": (
        ORG,
        {"login": "company1", "limits": {"queues": 6}},
        "organization company1: limits.queues is 6, but service provider provider1 has 5",
    ),
    "new user": (
        USER,
        {**NEW_USER, "limits": {"queues": "4", "ivrs": 1}},
        "user ada: limits.queues is 4, but organization company1 has 3",
    ),
    "user": (
        USER,
        {"login": "user1", "limits": {"queues": 4}},
        "user user1: limits.queues is 4, but organization company1 has 3",
    ),
    "increase": (
        LIMITS,
        {"user": "user1", "increase": {"queues": 2}},
        "user user1: queues would be 4, but organization company1 has 3",
    ),
    "increase of an organization": (
        LIMITS,
        {"organization": "company1", "increase": {"queues": 3}},
        "organization company1: queues would be 6, but service provider provider1 has 5",
    ),
}


@pytest.mark.parametrize("case", BEYOND)
def test_limits_above_the_parents_are_told_before_anything_is_written(case: str, engine: Engine) -> None:
    module, options, words = BEYOND[case]
    assert_refused(engine.run(module, **options), words)
    checked = engine.run(module, check=True, **options)
    assert any(words in warning and "an earlier task" in warning for warning in checked.warnings), checked
    assert checked.writes == []


def test_nobody_is_above_a_service_provider(engine: Engine) -> None:
    outcome = engine.ensure(SP, login="provider1", limits={"queues": "unlimited"})
    assert (outcome.changed, outcome.warnings) == (True, [])


def test_an_organization_is_not_moved_below_who_may_have_less(engine: Engine) -> None:
    engine.ensure(SP, login="north", **PERSON, limits={"organizations": 2, "queues": 1})
    outcome = engine.run(ORG, login="company1", service_provider="north")
    assert_refused(outcome, "limits.queues is 3, but service provider north has 1")


def test_what_only_voipnow_knows_to_be_beyond_is_told_with_what_was_done(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="GetOrganizationPL", code="115", times=None)
    outcome = engine.run(USER, **NEW_USER, limits={"queues": 4})
    assert outcome.failed
    assert outcome.result["error"]["operation"] == "SetUserPL"
    for words in ("code 152", "queueExtMax cannot be 4", "The user was created, but limits could not be set"):
        assert words in outcome.message


# -- names that mean nothing

NAMES: dict[str, tuple[str, dict[str, Any], str]] = {
    "region": (ORG, {"login": "company1", "country": "us", "region": "New Yrok"}, "did you mean 'New York'?"),
    "region of another country": (USER, {"login": "user1", "country": "de", "region": "Texas"}, "in de"),
    "region of a service provider": (
        SP,
        {"login": "provider1", "country": "us", "region": "Texsa"},
        "service_provider provider1: region: there is no region 'Texsa' in us; did you mean 'Texas'?",
    ),
    "time zone": (
        USER,
        {"login": "user1", "timezone": "Europe/Berln"},
        "user user1: timezone: there is no timezone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
    ),
    "time zone of a new account": (ORG, {**NEW_ORG, "timezone": "Americ/New_York"}, "'America/New_York'?"),
}


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize("case", NAMES)
def test_regions_and_time_zones_are_named_with_the_nearest(case: str, check: bool, engine: Engine) -> None:
    module, options, words = NAMES[case]
    assert_refused(engine.run(module, check=check, **options), words)


PLANS: dict[str, tuple[str, dict[str, Any], str]] = {
    "service provider": (SP, {"login": "provider1"}, "no charging plan 'Standart'; did you mean 'Standard'?"),
    "new service provider": (SP, {"login": "north", **PERSON}, "did you mean 'Standard'?"),
    "organization": (ORG, {"login": "company1"}, "the account above has no charging plan 'Standart'; did you mean"),
    "new user": (USER, NEW_USER, "charging_plan: the account above has no charging plan 'Standart'; did you mean"),
    "info": ("voipnow_info", {"resources": ["charging_plan_details"]}, "no charging plan 'Standart'; did you mean"),
}


@pytest.mark.parametrize("case", PLANS)
def test_a_charging_plan_that_does_not_exist_is_named_with_the_nearest(case: str, engine: Engine) -> None:
    module, options, words = PLANS[case]
    assert_refused(engine.run(module, **options, charging_plan="Standart"), words)


# -- logins and numbers


def test_a_login_of_another_parent_is_told_with_its_place(engine: Engine) -> None:
    engine.ensure(ORG, **NEW_ORG)
    for check in (False, True):
        outcome = engine.run(USER, check=check, login="user1", organization="acme", **PERSON)
        words = "user user1: organization can only be set when the object is created: it is 'company1', not 'acme'"
        assert_refused(outcome, words, "If you meant a new object, give it another login.")


def test_a_login_of_another_level_is_told_before_the_write(engine: Engine) -> None:
    words = "user company1: login: organization company1 has this login already"
    assert_refused(engine.run(USER, **{**NEW_USER, "login": "company1"}), words)
    checked = engine.run(USER, check=True, **{**NEW_USER, "login": "company1"})
    assert any(words in warning for warning in checked.warnings), checked


def test_a_login_that_the_app_may_not_see_is_voipnows_to_refuse(engine: Engine) -> None:
    engine.pbx.fault("vendor_error", operation="GetServiceProviders", code="113", times=None)
    outcome = engine.run(USER, **{**NEW_USER, "login": "provider1"})
    assert outcome.failed
    for words in (
        "user provider1, AddUser: there is such a record already (code 200)",
        "Duplicate record login provider1",
        "unique on the whole system: it may belong to another parent",
    ):
        assert words in outcome.message
    assert "provider1" not in engine.pbx.state("users")


@pytest.mark.parametrize("number", ["12", "12345678"])
def test_a_number_of_a_length_that_voipnow_does_not_allow(number: str, engine: Engine) -> None:
    outcome = engine.run(EXT, number=number, user="user1", label="Desk")
    assert outcome.failed
    assert f"extension {number} user1" in outcome.message
    assert "3 to 7 digits" in outcome.message
    assert "Mend what VoipNow's words name" in outcome.message
    assert len(engine.pbx.state("extensions")) == 10


# -- apps


def test_an_app_that_is_not_trusted(engine: Engine) -> None:
    engine.pbx.options(trusted=False)
    outcome = engine.run(USER, login="user1", city="Bonn")
    assert_refused(outcome, "oauth/token.php: VoipNow does not trust the app", "Switch on App is trusted")
    assert outcome.operations.count("token") == 1, "a refused app is not asked for again"


def test_an_app_whose_secret_is_wrong(engine: Engine) -> None:
    outcome = replaced(engine, app_secret="not this one").run(USER, login="user1")
    assert_refused(outcome, "VoipNow does not know the app, or the secret is wrong", "Check app_id and app_secret")
    assert "not this one" not in str(outcome)


# -- documents and answers that are none


def wsdl(service: str, of: str) -> str:
    """A service's WSDL at the address of another one."""
    text = document(f"{of}/{of}.wsdl", "3.0.0", "https://voipnow.example.com")
    assert text is not None
    return text.decode().replace(f'schemaLocation="{of}', f'schemaLocation="../{of}/{of}')


DOCUMENTS: dict[str, tuple[str, str]] = {
    "login page": ("<!DOCTYPE html><html><body>Log in</body></html>", "is a web page"),
    "another document": ("<rss><channel/></rss>", "is no WSDL and no schema, but rss"),
    "half": ('<?xml version="1.0"?><definitions', "not well-formed"),
    "another service's": (wsdl("User", "Organization"), "does not describe the User service"),
    "bomb": (BOMB + "<x>&b;</x>", "has a document type, which is refused"),
    "external entity": (EXTERNAL + "<x>&e;</x>", "has a document type, which is refused"),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_wsdl_that_is_none(case: str, engine: Engine) -> None:
    body, words = DOCUMENTS[case]
    params = {"file": "latest/User/User.wsdl"}
    engine.pbx.fault("html", operation="schema", params=params, body=body, times=None)
    outcome = engine.run(USER, login="user1", city="Bonn")
    assert_refused(outcome, "/soap2/schema/latest/User/User.wsdl", words, "Check url and schema_version.")
    assert outcome.result["error"]["kind"] == "unexpected_answer"
    engine.pbx.clear_faults()
    assert engine.ensure(USER, login="user1", city="Bonn").changed, "nothing of it is kept"


def answer(document_type: str, entity: str) -> str:
    envelope = "http://schemas.xmlsoap.org/soap/envelope/"
    return (
        f'<?xml version="1.0"?>{document_type}<s:Envelope xmlns:s="{envelope}"><s:Body><GetUsersResponse>'
        f"<user><ID>4</ID><login>user1</login><name>{entity}</name></user></GetUsersResponse></s:Body></s:Envelope>"
    )


ANSWERS = {
    "bomb": answer(BOMB, "&b;"),
    "external entity": answer(EXTERNAL, "&e;"),
    "parameter entity": answer('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>', "x"),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_entities_in_an_answer_are_refused(case: str, engine: Engine) -> None:
    engine.pbx.fault("html", operation="GetUsers", body=ANSWERS[case], times=None)
    outcome = engine.run(USER, login="user1", city="Bonn")
    assert_refused(outcome, "user user1, GetUsers: the answer is no XML that can be read", "document type", "proxy")
    assert outcome.result["error"]["kind"] == "unexpected_answer"
    assert "root:" not in str(outcome)


def test_entities_in_the_answer_to_a_write_leave_it_in_doubt(engine: Engine) -> None:
    engine.pbx.fault("html", operation="EditUser", body=ANSWERS["external entity"], carried_out=True)
    outcome = engine.ensure(USER, login="user1", city="Bonn")
    assert outcome.operations.count("EditUser") == 1
    assert any("a read shows that the PBX carried the update out" in warning for warning in outcome.warnings)
    engine.pbx.fault("html", operation="EditUser", body=ANSWERS["bomb"], times=None)
    outcome = engine.run(USER, login="user1", city="Kiel")
    assert outcome.result["error"]["kind"] == "doubtful_write"
    assert "after the first time a read showed that nothing was done" in outcome.message


# -- as a user sees it


def test_in_a_playbook_each_is_one_failed_task_without_a_traceback(engine: Engine, tmp_path: Path) -> None:
    cases = {
        **{f"limits: {name}": case for name, case in BEYOND.items()},
        **{f"names: {name}": case for name, case in NAMES.items()},
        "plan": (ORG, {"login": "company1", "charging_plan": "Standart"}, "has no charging plan 'Standart'"),
        "parent": (USER, {**NEW_USER, "login": "user1", "organization": "other"}, "it is 'company1', not 'other'"),
        "number": (EXT, {"number": "12", "user": "user1", "label": "Desk"}, "3 to 7 digits"),
    }
    tasks = [
        {"name": name, f"telephony.pbx.{module}": options, "ignore_errors": True}
        for name, (module, options, _words) in cases.items()
    ]
    untrusted = {**engine.connection, "session_cache_path": str(tmp_path / "other")}
    spoilt = {"effect": "html", "operation": "GetChannels", "body": ANSWERS["external entity"], "times": None}
    engine.pbx.fault(**spoilt)
    info = {"telephony.pbx.voipnow_info": {"resources": ["channels"]}, "ignore_errors": True}
    tasks.append({"name": "entity", **info})
    play = {
        "hosts": "all",
        "gather_facts": False,
        "module_defaults": {"group/telephony.pbx.voipnow": untrusted},
        "tasks": tasks,
    }
    run = run_playbook([play], tmp_path, arguments=["-vvv"], quiet=False)
    told = {event["task"]: str(event["result"].get("msg")) for event in run.events}
    for name, (_module, _options, words) in cases.items():
        assert words in told[name], (name, told[name])
    assert "document type" in told["entity"]
    assert {event["status"] for event in run.events} == {"failed"}
    assert "Traceback" not in run.output
    assert "root:" not in run.output
