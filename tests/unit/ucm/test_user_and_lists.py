# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users, which are replaced as a whole; departments and groups, which can only be listed; names and ids."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.ucm import names
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.department import DEPARTMENT
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.extension_group import EXTENSION_GROUP
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.system import read_system
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.user import USER
from tests.unit.ucm.scripted_ucm import ScriptedUcm, failure, success
from tests.unit.ucm.tables import CONTRACT

DOCUMENT = {
    "user_id": 7,
    "privilege": 3,
    "department": "Support ",
    "first_name": "Ada",
    "last_name": None,
    "email": "ada@example.com",
    "language": "en",
    "fax": "",
    "family_number": None,
    "phone_number": "123",
    "cookie": "live-session",
    "email_to_user": "no",
}
DEPARTMENTS = success(
    local_department_info=[
        {"department_id": 1, "father_id": 0, "name": "Headquarters"},
        {"department_id": 2, "father_id": 1, "name": "Support "},
        {"department_id": 3, "father_id": 1, "name": "Sales"},
    ]
)


@pytest.fixture
def with_user(ucm: ScriptedUcm) -> ScriptedUcm:
    ucm.script("getUser", success(user_name=dict(DOCUMENT)))
    ucm.script("listDepartment", DEPARTMENTS)
    return ucm


def planned(ucm: ScriptedUcm, **wanted: Any) -> Any:
    return plan(USER, {"user_name": "1000", **wanted}, "present", ucm.client().reader)


def test_an_update_restates_the_whole_user(with_user: ScriptedUcm) -> None:
    made = planned(with_user, last_name="Lovelace")
    assert made.diff()["before"] == {"last_name": None}
    assert made.diff()["after"] == {"last_name": "Lovelace"}
    USER.update(with_user.client().writer, made.before, made.changes)
    request = with_user.requests[-1]
    assert request == {
        "action": "updateUser",
        "cookie": with_user.cookies[0],
        "user_name": "1000",
        "user_id": "7",
        "privilege": "3",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@example.com",
        "department": "Support",
        "phone_number": "123",
        "family_number": "",
        "fax": "",
    }
    required = {parameter.name for parameter in CONTRACT["update_user"].parameters if parameter.required}
    assert required <= set(request)


def test_what_is_as_wanted_needs_nothing(with_user: ScriptedUcm) -> None:
    assert planned(with_user, first_name="Ada", last_name="", department="Support", privilege=3).action == "nothing"
    assert with_user.sent("listDepartment") == [], "nothing is verified when nothing is sent"


def test_a_department_must_exist(with_user: ScriptedUcm) -> None:
    assert planned(with_user, department="Sales").changes == {"department": "Sales"}
    assert planned(with_user, department="").changes == {"department": ""}
    with pytest.raises(InvalidInput, match=r"user 1000: department 'Sale' does not exist; did you mean 'Sales'\?"):
        planned(with_user, department="Sale")


def test_a_live_session_in_an_answer_is_not_read(with_user: ScriptedUcm) -> None:
    values = USER.read(with_user.client().reader, {"user_name": "1000"})
    assert "live-session" not in repr(values)


def test_a_user_is_not_created(ucm: ScriptedUcm) -> None:
    ucm.script("getUser", failure(-16))
    with pytest.raises(PbxError, match="user 1000: there is no such object"):
        planned(ucm, first_name="Ada")
    made = plan(
        USER, {"user_name": "1000", "first_name": "Ada"}, "present", ucm.client().reader, Policy(assume_created=True)
    )
    assert made.changes == {"first_name": "Ada"}


def test_departments_name_their_parents(ucm: ScriptedUcm) -> None:
    ucm.script("listDepartment", DEPARTMENTS)
    assert DEPARTMENT.read_all(ucm.client().reader) == [
        {"name": "Headquarters", "parent": None},
        {"name": "Sales", "parent": "Headquarters"},
        {"name": "Support", "parent": "Headquarters"},
    ]


def test_groups_name_their_members(ucm: ScriptedUcm) -> None:
    rows = [{"group_name": "Nobody", "members": None}, {"group_name": "Lab", "members": "1001,1000"}]
    ucm.script("listExtensionGroup", success(extension_group=rows, total_page=1))
    assert EXTENSION_GROUP.read_all(ucm.client().reader) == [
        {"name": "Lab", "members": ["1001", "1000"]},
        {"name": "Nobody", "members": []},
    ]


def test_the_system_is_told_without_its_secret(ucm: ScriptedUcm) -> None:
    ucm.script("getSystemGeneralStatus", success(**{"product-model": "UCM6302 ", "prog-version": "1.0.27.13"}))
    ucm.script("getSystemStatus", success(**{"serial-number": "20AB", "up-time": "", "bindcode": "topsecret"}))
    assert read_system(ucm.client().reader) == {"model": "UCM6302", "firmware": "1.0.27.13", "serial_number": "20AB"}


# -- names and ids


def test_listings_are_of_documented_actions() -> None:
    for places in names.LISTINGS.values():
        for place in places:
            (operation,) = CONTRACT.by_action[place.action]
            assert operation.kind == "list"
            for column in (place.name, place.identifier):
                assert f"{place.rows}[].{column}" in operation.returned, place


@pytest.fixture
def with_trunks(ucm: ScriptedUcm) -> ScriptedUcm:
    ucm.script("listVoIPTrunk", success(voip_trunk=[{"trunk_index": 1, "trunk_name": "Telco "}]))
    ucm.script("listAnalogTrunk", success(analogtrunk=[{"trunk_index": "2", "trunk_name": "Copper"}]))
    ucm.script("listDigitalTrunk", success(digital_trunks=[]))
    return ucm


def test_names_become_ids_and_ids_names(with_trunks: ScriptedUcm) -> None:
    reader = with_trunks.client().reader
    assert names.id_of(reader, "trunk", "Telco") == "1"
    assert names.id_of(reader, "trunk", "Copper") == "2"
    assert names.name_of(reader, "trunk", 2) == "Copper"
    assert names.name_of(reader, "trunk", "1") == "Telco"
    assert with_trunks.actions.count("listVoIPTrunk") == 1, "what was looked up is kept"


def test_an_unknown_name_is_an_error_and_an_unknown_id_stays(with_trunks: ScriptedUcm) -> None:
    reader = with_trunks.client().reader
    with pytest.raises(InvalidInput, match="trunk 'Telcos' does not exist; did you mean 'Telco'"):
        names.id_of(reader, "trunk", "Telcos")
    assert names.problem(reader, "trunk", "Telco") is None
    assert names.name_of(reader, "trunk", 99) == "99"


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_reference_is_looked_up_nowhere(ucm: ScriptedUcm, nothing: str | None) -> None:
    reader = ucm.client().reader
    assert names.id_of(reader, "trunk", nothing) == nothing
    assert names.name_of(reader, "trunk", nothing) == nothing
    assert names.problem(reader, "trunk", nothing) is None
    assert names.id_of(reader, "ring_group", "6400") == "6400", "kinds without a list are passed on"
    assert ucm.requests == []


def test_lists_are_read_again_after_a_write(with_trunks: ScriptedUcm) -> None:
    client = with_trunks.client()
    names.id_of(client.reader, "trunk", "Telco")
    client.writer.write("updateSIPTrunk", trunk="1")
    names.id_of(client.reader, "trunk", "Telco")
    assert with_trunks.actions.count("listVoIPTrunk") == 2
