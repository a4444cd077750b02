# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Analog and digital trunks, and the shared lines of analog ones."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.analog_trunk import ANALOG_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.digital_trunk import DIGITAL_TRUNK
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.resource import UcmResource
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.sla_trunk import SLA_TRUNK
from tests.unit.ucm.written_answers import TRUNKS, WrittenAnswers, refusal

ANALOG = {
    "analogtrunk": {
        "trunk_index": 7,
        "trunk_name": "lift",
        "trunkgroup": 7,
        "chans": "1",
        "trunkmode": "normal",
        "rxgain": 0.0,
        "txgain": "-1.5",
        "busy": "f1=480@-50,f2=620@-50,c=500/500",
        "busydetect": "yes",
        "busycount": 2,
        "enablecurrentdisconnectthreshold": "no",
        "out_maxchans": 0,
        "echocancel": 128,
    }
}
DIGITAL = {"trunk": {"trunk_index": 9, "trunk_name": "primary", "group_index": 1, "callerid": None, "keepcid": "no"}}


@pytest.fixture
def pbx() -> WrittenAnswers:
    return WrittenAnswers({**TRUNKS, "getAnalogTrunk": ANALOG, "getDigitalTrunk": DIGITAL})


def test_an_analog_trunk_is_read(pbx: WrittenAnswers) -> None:
    trunk = ANALOG_TRUNK.read(pbx, {"name": "lift"})
    assert trunk == {
        "trunk_index": "7",
        "name": "lift",
        "ports": ["1"],
        "mode": "normal",
        "rx_gain": 0.0,
        "tx_gain": -1.5,
        "busy_tone": "f1=480@-50,f2=620@-50,c=500/500",
        "busy_detection": True,
        "busy_count": 2,
        "current_disconnect": False,
        "max_outbound_calls": 0,
    }
    assert pbx.asked[-1] == ("getAnalogTrunk", {"analogtrunk": "7"})


def test_a_new_analog_trunk_has_no_group_yet(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(ANALOG_TRUNK, {"name": "door", "ports": ["2"], "rx_gain": 2.0, "tx_gain": 0.5})
    assert sent == {"trunkgroup": "", "trunk_name": "door", "chans": "2", "rxgain": 2, "txgain": 0.5}


def test_an_analog_trunk_is_chosen_by_index_and_group(pbx: WrittenAnswers) -> None:
    assert pbx.sent(ANALOG_TRUNK, {"name": "lift", "busy_count": 4}) == {
        "trunk_index": "7",
        "trunkgroup": "7",
        "busycount": 4,
    }


@pytest.mark.parametrize("wanted", [{"rx_gain": 0}, {"rx_gain": 0.0}, {"tx_gain": -1.5}, {"ports": ["1"]}])
def test_numbers_of_any_form_count_as_equal(pbx: WrittenAnswers, wanted: dict[str, Any]) -> None:
    assert not pbx.plan(ANALOG_TRUNK, {"name": "lift", **wanted}).changed


def test_a_digital_trunk_has_what_only_the_list_tells(pbx: WrittenAnswers) -> None:
    trunk = DIGITAL_TRUNK.read(pbx, {"name": "primary"})
    assert trunk is not None
    assert (trunk["channel_group"], trunk["span"], trunk["caller_id_number"]) == (1, 3, None)


def test_a_digital_trunk_restates_what_is_mandatory(pbx: WrittenAnswers) -> None:
    sent = pbx.sent(DIGITAL_TRUNK, {"name": "primary", "keep_trunk_caller_id": True})
    assert sent == {"trunk": "9", "trunk_name": "primary", "group_index": 1, "keepcid": "yes"}


def test_the_technology_is_for_new_trunks_only(pbx: WrittenAnswers) -> None:
    assert not pbx.plan(DIGITAL_TRUNK, {"name": "primary", "technology": "SS7"}).changed
    new = {"name": "other", "channel_group": 2, "technology": "SS7"}
    assert pbx.sent(DIGITAL_TRUNK, new) == {"trunk_name": "other", "group_index": 2, "technology": "SS7"}


@pytest.mark.parametrize(
    ("resource", "name", "delete"),
    [(ANALOG_TRUNK, "lift", {"analogtrunk": "7"}), (DIGITAL_TRUNK, "primary", {"trunk": "9"})],
)
def test_trunks_are_deleted_by_id(
    pbx: WrittenAnswers, resource: UcmResource, name: str, delete: dict[str, Any]
) -> None:
    assert pbx.sent(resource, {"name": name}, "absent") == delete


LINE = {"name": "lift", "allow_barge": True}


def test_a_shared_line_cannot_be_read_and_is_always_sent(pbx: WrittenAnswers) -> None:
    for _ in range(2):
        planned = pbx.plan(SLA_TRUNK, LINE)
        assert (planned.action, planned.changes) == ("update", {"allow_barge": True})
    assert not pbx.plan(SLA_TRUNK, LINE, update_password="on_create").changed
    assert not pbx.plan(SLA_TRUNK, {"name": "lift"}).changed


def test_a_shared_line_is_added_and_else_updated(pbx: WrittenAnswers) -> None:
    planned = pbx.plan(SLA_TRUNK, LINE)
    SLA_TRUNK.update(pbx, planned.before or {}, planned.changes)
    pbx.answers["addSLATrunk"] = refusal(-44)
    SLA_TRUNK.update(pbx, planned.before or {}, planned.changes)
    request = {"trunk_name": "lift", "bargeallowed": "yes"}
    assert pbx.written == [
        ("addSLATrunk", request),
        ("addSLATrunk", request),
        ("updateSLATrunk", {"trunk_index": "7", **request}),
    ]


def test_another_refusal_of_a_shared_line_is_an_error(pbx: WrittenAnswers) -> None:
    planned = pbx.plan(SLA_TRUNK, LINE)
    pbx.answers["addSLATrunk"] = refusal(-15)
    with pytest.raises(PbxError):
        SLA_TRUNK.update(pbx, planned.before or {}, planned.changes)
    assert len(pbx.written) == 1


def test_a_shared_line_needs_its_analog_trunk(pbx: WrittenAnswers) -> None:
    with pytest.raises(PbxError, match="no such object"):
        pbx.plan(SLA_TRUNK, {**LINE, "name": "provider"})
