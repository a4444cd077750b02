# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIP trunks: values, secrets, registration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.redaction import hashed
from tests.unit.simulators.ucm_lines import PEER, REGISTER, add_trunk, get_trunk, trunk_rows, trunk_status


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"host": ""}, -15),
        ({"host": "a b"}, -15),
        ({"host": "h" * 61}, -15),
        ({"host": "[2001:db8::1]:5060"}, 0),
        ({"trunk_type": "iax"}, -15),
        ({"trunk_name": "a"}, -15),
        ({"allow": "ulaw,opus"}, 0),
        ({"allow": "mp3"}, -15),
        ({"dtmfmode": None}, 0),
        ({"dtmfmode": "smoke"}, -25),
        ({"authid": None}, -15),
        ({"cidname": "x"}, -15),
        ({"out_maxchans": "1000"}, -15),
        ({"keepcid": "yes"}, -1),
        ({"keepcid": "yes", "cidnumber": "4930"}, 0),
        ({"tel_uri": "enabled", "rmv_obp_from_route": "yes"}, -25),
        ({"ldap_sync_passwd": "abc"}, -15),
        ({"ldap_sync_passwd": "ab-cd"}, -15),
        ({"ldap_sync_passwd": "ab_cd"}, 0),
        ({"ldap_sync_enable": "yes"}, 0),
        ({"ldap_default_outrt": 7}, -25),
        ({"ldap_default_outrt": None}, 0),
        ({**REGISTER}, 0),
        ({**REGISTER, "secret": ""}, -1),
        ({**REGISTER, "username": ""}, -1),
        ({**REGISTER, "ldap_sync_enable": "yes"}, -25),
        ({"colour": "red"}, -1),
        ({"trunk_index": 5}, -1),
    ],
)
def test_values_of_a_sip_trunk(ucm: Callable[..., Any], values: dict[str, Any], code: int) -> None:
    api = ucm(objects=0)
    assert add_trunk(api, "voip", **values) == code
    assert len(trunk_rows(api, "voip")) == (code == 0)


def test_contradictions_on_update(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add_trunk(api, "voip", **REGISTER, keepcid="yes", cidnumber="4930", tel_uri="enabled")
    before = get_trunk(api, "voip", 1)
    for changed in ({"cidnumber": ""}, {"rmv_obp_from_route": "yes"}, {"secret": ""}, {"username": ""}):
        assert api.status("updateSIPTrunk", trunk="1", auth_trunk="yes", **changed) == -25
    assert api.status("updateSIPTrunk", trunk="1", host="") == -15
    assert api.status("updateSIPTrunk", trunk="1", trunk_type="peer") == -1
    assert get_trunk(api, "voip", 1) == before


def test_dtmfmode_of_a_trunk(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    add_trunk(api, "voip", dtmfmode="rfc4733")
    assert get_trunk(api, "voip", 1)["dtmfmode"] == "rfc2833"
    api.ok("updateSIPTrunk", trunk=1, dtmfmode=None)
    assert get_trunk(api, "voip", 1)["dtmfmode"] is None
    api.pbx.options(shapes="recorded")
    assert api.status("updateSIPTrunk", trunk=1, dtmfmode="rfc4733") == -25


def test_secrets_of_a_trunk(ucm: Callable[..., Any]) -> None:
    """They are read in clear text, but neither log nor state shows them."""
    api = ucm(objects=0)
    add_trunk(api, "voip", **REGISTER, ldap_sync_passwd="Canary_9")
    assert get_trunk(api, "voip", 1)["secret"] == REGISTER["secret"]
    assert api.pbx.state("voip_trunks/1/secret") == hashed(REGISTER["secret"])
    shown = repr(api.pbx.log()) + repr(api.pbx.state())
    assert REGISTER["secret"] not in shown
    assert "Canary_9" not in shown


def test_registration_takes_its_time(ucm: Callable[..., Any]) -> None:
    """Nothing happens before the apply; an apply that is still at work counts from its end."""
    api = ucm(objects=0, apply_seconds=10.0, registration_seconds=20.0)
    add_trunk(api, "voip", **REGISTER)
    api.pbx.clock(advance=100)
    assert trunk_status(api) == "Unregistered"
    api.ok("applyChanges")
    api.pbx.clock(advance=29)
    assert trunk_status(api) == "Unregistered"
    api.pbx.clock(advance=2)
    assert trunk_status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", auto_recording="yes")
    assert trunk_status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", secret=REGISTER["secret"])
    assert trunk_status(api) == "Registered"
    api.ok("updateSIPTrunk", trunk="1", secret="Other1!x")
    assert trunk_status(api) == "Unregistered"
    api.ok("applyChanges")
    api.pbx.clock(advance=31)
    assert trunk_status(api) == "Registered"
    api.ok("applyChanges")  # of other things: the trunk does not register anew
    assert trunk_status(api) == "Registered"


def test_states_of_a_sip_trunk(ucm: Callable[..., Any]) -> None:
    api = ucm(objects=0)
    for values in (
        PEER,
        {**PEER, "trunk_name": "Watched", "enable_qualify": "yes"},
        {**PEER, "trunk_name": "Dead", "enable_qualify": "yes", "host": "pbx.Invalid"},
        REGISTER,
        {**REGISTER, "trunk_name": "Wrong", "host": "sip.invalid"},
        {**REGISTER, "trunk_name": "Off", "out_of_service": "yes"},
        {**REGISTER, "trunk_name": "Passive", "need_register": "no"},
    ):
        assert api.status("addSIPTrunk", **values) == 0
    before = ["Unmonitored"] * 3 + ["Unregistered"] * 2 + ["Unmonitored"] * 2
    assert [trunk_status(api, index) for index in range(1, 8)] == before
    api.ok("applyChanges")
    applied = ["Unmonitored", "Reachable", "Unreachable", "Unregistered", "Unregistered", "Unmonitored", "Unmonitored"]
    assert [trunk_status(api, index) for index in range(1, 8)] == applied
    api.pbx.clock(advance=6)
    assert [trunk_status(api, index) for index in (4, 5)] == ["Registered", "Rejected"]
    api.pbx.change("voip_trunk", "4", status="Timeout")
    assert trunk_status(api, 4) == "Timeout"
