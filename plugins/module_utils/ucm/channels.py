# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Calls that are on: the channels they consist of, and what can be done to them.

Source: Grandstream IPPBX HTTPS API: Hangup, mute, unmute, hold, unhold, callTransfer, transferNumberInbound,
transferNumberOutbound, callbarge, acceptCall, refuseCall, listBridgedChannels, listUnBridgedChannels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core import codecs
from ..core.action_task import ActionTask, TableTask, Variant
from ..core.client import Client
from ..core.fields import SET, Field, Values
from ..core.resource import Reader
from ..core.task import Context
from .answers import decoded, rows_of, shown
from .calls import NUMBER
from .client import UcmClient
from .vendor import UCM


class ChannelTask(ActionTask):
    """Adds to the extension that listens whether the other is asked, as @1 or @0."""

    def request(self, client: Client, variant: Variant, values: Values) -> dict[str, Any]:
        request = super().request(client, variant, values)
        ask = request.pop(ASK, None)
        if ask is not None:
            request["barge-exten"] += f"{ASK}{ask}"
        return request


ASK = "@"
"""Whether to ask is no parameter of its own but a suffix."""

_CHANNEL = {"channel": "channel"}

CHANNEL = ChannelTask(
    "ucm_channel",
    UCM,
    label="channel {channel}",
    choice=("action",),
    fields=(
        Field(
            name="action",
            description=(
                "What to do.",
                "V(hangup) ends the call.",
                "V(mute), V(unmute), V(hold) and V(unhold) act on the channel's own side.",
                "V(transfer) sends the other side of the channel to O(destination).",
                "V(transfer_inbound) sends an external caller to another extension, V(transfer_outbound) the caller "
                "of an outbound call to another external number; both before or after the call is answered.",
                "V(barge) lets O(listener) listen to the channel, or speak there.",
                "V(accept) and V(refuse) decide over an inbound call that waits for it. They need the I(Call Control) "
                "option of the API settings and come too late after 10 seconds.",
            ),
            choices=(
                *("hangup", "mute", "unmute", "hold", "unhold", "transfer", "transfer_inbound", "transfer_outbound"),
                *("barge", "accept", "refuse"),
            ),
            required=True,
        ),
        Field(
            name="channel",
            description="The channel, as M(telephony.pbx.ucm_channel_info) names it.",
            required=True,
        ),
        Field(
            name="destination",
            description="Where a transfer goes: an extension, or with V(transfer_outbound) an external number.",
            **NUMBER,
        ),
        Field(
            name="listener",
            description="The extension that is let into the call.",
            **NUMBER,
        ),
        Field(
            name="monitored_extension",
            description="The extension whose O(channel) it is.",
            **NUMBER,
        ),
        Field(
            name="mode",
            description=(
                "Whether O(listener) only listens, whispers to the monitored extension, or joins and is heard by both. "
                "When it is not given, the UCM decides; it is expected to let listen.",
            ),
            choices=("listen", "whisper", "join"),
            codec=codecs.enum({"listen": None, "whisper": "W", "join": "B"}),  # type: ignore[dict-item]
        ),
        Field(
            name="ask_permission",
            description="Whether the monitored extension is asked first. When it is not given, the UCM decides.",
            type="bool",
            codec=codecs.flag(1, 0),
        ),
    ),
    variants={
        "hangup": Variant(operation="Hangup", sends=_CHANNEL),
        **{name: Variant(operation=name, sends=_CHANNEL) for name in ("mute", "unmute", "hold", "unhold")},
        "transfer": Variant(operation="callTransfer", sends={**_CHANNEL, "destination": "extension"}),
        "transfer_inbound": Variant(operation="transferNumberInbound", sends={**_CHANNEL, "destination": "callee"}),
        "transfer_outbound": Variant(operation="transferNumberOutbound", sends={**_CHANNEL, "destination": "outbound"}),
        "barge": Variant(
            operation="callbarge",
            # Text and example contradict each other on who is who; the example agrees with the UCM's own web pages.
            sends={
                **_CHANNEL,
                "monitored_extension": "exten",
                "listener": "barge-exten",
                "mode": "mode",
                "ask_permission": ASK,
            },
            optional=frozenset({"mode", "ask_permission"}),
        ),
        "accept": Variant(operation="acceptCall", sends=_CHANNEL),
        "refuse": Variant(operation="refuseCall", sends=_CHANNEL),
    },
)


# -- lists


def _party(number: int) -> tuple[Field, ...]:
    """One side of a call; the first is the caller's."""
    side = ("caller", "callee")[number - 1]
    return (
        shown(f"{side}_channel", f"channel{number}"),
        shown(f"{side}_number", f"callerid{number}"),
        shown(f"{side}_name", f"name{number}"),
        shown(f"{side}_unique_id", f"uniqueid{number}"),
    )


_TRUNKS = (shown("inbound_trunk", "inbound_trunk_name"), shown("outbound_trunk", "outbound_trunk_name"))
CALL_FIELDS = (*_party(1), *_party(2), shown("answered_at", "bridge_time"), shown("bridge_id"), *_TRUNKS)
CHANNEL_FIELDS = (
    shown("channel"),
    shown("state"),
    shown("service"),
    shown("caller_number", "callernum"),
    shown("caller_name", "callername"),
    shown("connected_number", "connectednum"),
    shown("connected_name", "connectedname"),
    shown("changed_at", "alloc_time"),
    *_TRUNKS,
)


def _rows(reader: Reader, operation: str, fields: tuple[Field, ...]) -> list[Values]:
    """A list of channels. The document has no paging parameters for it; a further page is asked for all the same."""
    response = reader.read(operation)
    rows = rows_of(response, "channel", operation)
    if str(response.get("total_page") or 1) not in ("0", "1"):
        rows = reader.read_all(operation, "channel")
    return decoded(fields, rows, operation)


class ChannelInfoTask(TableTask):
    """Lists the calls that are on, and the channels that are not connected."""

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        numbers, trunks = set(params["numbers"] or ()), set(params["trunks"] or ())

        def wanted(rows: Iterable[Values], sides: tuple[str, ...]) -> list[Values]:
            """The rows that have one of the numbers on a side and one of the trunks, where these are given."""
            return sorted(
                (
                    row
                    for row in rows
                    if not numbers or numbers & {row.get(f"{side}_number") for side in sides}
                    if not trunks or trunks & {row.get("inbound_trunk"), row.get("outbound_trunk")}
                ),
                key=lambda row: str(row.get("caller_channel") or row.get("channel")),
            )

        return {
            "changed": False,
            "calls": wanted(_rows(client.reader, "listBridgedChannels", CALL_FIELDS), ("caller", "callee")),
            "channels": wanted(_rows(client.reader, "listUnBridgedChannels", CHANNEL_FIELDS), ("caller", "connected")),
        }


CHANNEL_INFO = ChannelInfoTask(
    "ucm_channel_info",
    UCM,
    fields=(
        Field(
            name="numbers",
            description="Only calls and channels of these numbers, on either side.",
            type="list",
            elements="str",
            compare=SET,
        ),
        Field(
            name="trunks",
            description="Only calls and channels over these trunks.",
            type="list",
            elements="str",
            compare=SET,
        ),
    ),
)
