# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIP trunks."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import problems
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.sip_trunk import SIP_TRUNK
from tests.unit.ucm.written_answers import TRUNKS, WrittenAnswers

ANSWER: dict[str, Any] = {
    "trunk": {
        "trunk_index": 2,
        "trunk_name": "provider",
        "trunk_type": "peer",
        "host": "sip.provider.example",
        "username": "",
        "secret": "Aa1-x",
        "allow": "alaw,g722",
        "dtmfmode": "rfc2833",
        "cidnumber": "4930",
        "keepcid": "no",
        "ldap_default_outrt": 3,
        "status": "Reachable",
    }
}
ROUTES = [{"outbound_rt_index": 3, "outbound_rt_name": "far"}]


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers({**TRUNKS, "getSIPTrunk": ANSWER, "listOutboundRoute": ROUTES})


def test_a_trunk_is_read_with_the_name_of_its_route(pbx: WrittenAnswers) -> None:
    trunk = SIP_TRUNK.read(pbx, {"name": "provider"})
    assert trunk is not None
    assert (trunk["codecs"], trunk["ldap_outbound_route"], trunk["status"]) == (["alaw", "g722"], "far", "Reachable")
    assert pbx.asked[:2] == [("listVoIPTrunk", {}), ("getSIPTrunk", {"trunk": "2"})]


@pytest.mark.parametrize(
    "wanted",
    [{"dtmf_mode": "rfc4733"}, {"ldap_outbound_route": "far"}, {"trunk_username": ""}, {"trunk_password": "Aa1-x"}],
)
def test_what_it_has_changes_nothing(pbx: WrittenAnswers, wanted: dict[str, Any]) -> None:
    assert not pbx.plan(SIP_TRUNK, {"name": "provider", **wanted}).changed


def test_the_caller_id_goes_with_the_switch_that_needs_it(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(SIP_TRUNK, {"name": "provider", "keep_trunk_caller_id": True})
    assert sent == {"trunk": "2", "keepcid": "yes", "cidnumber": "4930"}


def test_routes_go_by_id_and_must_exist(pbx: WrittenAnswers) -> None:
    new = {"name": "new", "host": "x", "trunk_type": "peer", "ldap_outbound_route": "far"}
    assert pbx.sent(SIP_TRUNK, new)["ldap_default_outrt"] == "3"
    with pytest.raises(InvalidInput, match="ldap_outbound_route: outbound_route 'near' does not exist"):
        pbx.plan(SIP_TRUNK, {"name": "provider", "ldap_outbound_route": "near"})


def test_the_type_of_a_trunk_stays(pbx: WrittenAnswers) -> None:
    with pytest.raises(InvalidInput, match="trunk_type can only be set when the object is created"):
        pbx.plan(SIP_TRUNK, {"name": "provider", "trunk_type": "register"})


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ({"keep_trunk_caller_id": True, "caller_id_number": ""}, "keep_trunk_caller_id needs a caller_id_number"),
        ({"tel_uri": "enabled", "remove_outbound_proxy_from_route": True}, "excludes remove_outbound_proxy_from_route"),
        ({"trunk_type": "register", "trunk_password": ""}, "a register trunk needs a trunk_password"),
        ({"max_outbound_calls": 1000}, "0 to 999"),
    ],
)
def test_contradictory_options_are_refused(option: dict[str, Any], problem: str) -> None:
    (found,) = problems(SIP_TRUNK, {"name": "provider", **option})
    assert problem in found
