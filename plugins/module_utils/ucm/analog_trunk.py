# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Analog (FXO) trunks of the UCM.

Source: Grandstream IPPBX HTTPS API: listAnalogTrunk, addAnalogTrunk, getAnalogTrunk, updateAnalogTrunk,
deleteAnalogTrunk.
"""

from __future__ import annotations

from typing import Any

from ..core.fields import Field, Values
from ..core.resource import Reader
from .resource import Actions, Document, UcmResource

_TRUNK = Document("analogtrunk")

FIELDS: tuple[Field, ...] = (
    _TRUNK.identifier("trunk_index"),
    _TRUNK.field("name", "The name of the trunk.", wire="trunk_name", key=True, list_wire="trunk_name"),
    _TRUNK.members("ports", "The FXO ports of the trunk. Needed to create one.", wire="chans", required=True),
    _TRUNK.choice(
        "mode",
        "Whether the line is shared; see M(telephony.pbx.ucm_sla_trunk).",
        {"normal": "normal", "sla": "sla"},
        wire="trunkmode",
        list_wire="trunkmode",
    ),
    _TRUNK.flag("out_of_service", "Whether the trunk is disabled.", list_wire="out_of_service"),
    # Calls
    _TRUNK.field(
        "line_selection",
        "Which free line an outbound call takes, such as V(ascend), V(poll) or V(descend).",
        wire="dahdilineselectmode",
    ),
    _TRUNK.number("max_outbound_calls", "The most simultaneous outbound calls; 0 is unlimited.", wire="out_maxchans"),
    _TRUNK.flag("direct_callback", "Whether callers back reach the extension that called them.", wire="dialin_direct"),
    _TRUNK.flag("record_calls", "Whether calls are recorded.", wire="auto_record"),
    _TRUNK.number("dial_delay", "The delay before dialling.", wire="fxooutbandcalldialdelay", minimum=0, maximum=3000),
    _TRUNK.number(
        "ring_timeout",
        "After what time without ringing a call counts as gone, in milliseconds (as the UCM's values suggest).",
        wire="ringtimeout",
        minimum=4000,
        maximum=20000,
    ),
    # Caller ID
    _TRUNK.flag("caller_id_detection", "Whether caller IDs are detected.", wire="usecallerid"),
    _TRUNK.number("caller_id_mode", "How caller ID numbers are put together, as the UCM's code.", wire="cidmode"),
    _TRUNK.field("caller_id_scheme", "How caller IDs are sent on the line, such as V(bell).", wire="cidsignalling"),
    _TRUNK.field("caller_id_start", "When caller IDs are sent, such as V(ring).", wire="cidstart"),
    # Fax and voice
    _TRUNK.field("fax_detection", "Which calls faxes are detected in, such as V(incoming).", wire="faxdetect"),
    _TRUNK.flag("fax_gateway", "Whether the port is in fax gateway mode."),
    _TRUNK.field("rx_gain", "The gain of what is heard.", wire="rxgain", type="float", minimum=-13, maximum=12),
    _TRUNK.field("tx_gain", "The gain of what is said.", wire="txgain", type="float", minimum=-13, maximum=12),
    _TRUNK.number("echo_cancellation_mode", "The echo canceller's mode, as the UCM's code.", wire="lectype"),
    # The end of a call
    _TRUNK.field("tone_country", "The country whose tones are used, such as V(us), or V(custom).", wire="countrytone"),
    _TRUNK.flag("busy_detection", "Whether busy tones end a call.", wire="busydetect"),
    _TRUNK.number("busy_count", "How many busy tones end a call.", wire="busycount"),
    _TRUNK.field("busy_tone", "The busy tone, such as V(f1=480@-50,f2=620@-50,c=500/500).", wire="busy"),
    _TRUNK.flag("congestion_detection", "Whether congestion tones end a call.", wire="congestiondetect"),
    _TRUNK.number("congestion_count", "How many congestion tones end a call.", wire="congestioncount"),
    _TRUNK.field("congestion_tone", "The congestion tone, in the form of O(busy_tone).", wire="congestion"),
    _TRUNK.flag("polarity_switch", "Whether polarity reversals are heeded.", wire="polarityswitch"),
    _TRUNK.number(
        "polarity_on_answer_delay",
        "How long after an answer polarity reversals are not heeded.",
        wire="polarityonanswerdelay",
        minimum=100,
        maximum=2000,
    ),
    _TRUNK.flag(
        "current_disconnect",
        "Whether a loss of current ends a call.",
        wire="enablecurrentdisconnectthreshold",
    ),
    _TRUNK.number(
        "current_disconnect_threshold",
        "How long a loss of current has to last, in milliseconds.",
        wire="currentdisconnectthreshold",
        minimum=50,
        maximum=3000,
    ),
)


class AnalogTrunkResource(UcmResource):
    """An analog trunk. The table selects it by trunk_index and the example by trunkgroup, which are equal: both go."""

    def update_request(self, reader: Reader, current: Values, changes: Values) -> dict[str, Any]:
        return {**super().update_request(reader, current, changes), "trunkgroup": str(current["trunk_index"])}


ANALOG_TRUNK = AnalogTrunkResource(
    name="analog_trunk",
    plural="analog_trunks",
    summary="analog trunks",
    referred_as="trunk",
    fields=FIELDS,
    actions=Actions(
        list="listAnalogTrunk",
        rows="analogtrunk",
        identifier="trunk_index",
        get="getAnalogTrunk",
        get_select="analogtrunk",
        document="analogtrunk",
        add="addAnalogTrunk",
        # The group is the trunk's id, which is not known yet.
        defaults={"trunkgroup": ""},
        update="updateAnalogTrunk",
        update_select="trunk_index",
        delete="deleteAnalogTrunk",
        delete_select="analogtrunk",
    ),
)
