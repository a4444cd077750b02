# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Shared line appearance (SLA) of the UCM's analog trunks.

Source: Grandstream IPPBX HTTPS API: addSLATrunk, updateSLATrunk. No action reads or deletes one, so these are settings
of an analog trunk that cannot be read back: what is given is sent, and the run says that it changed.
"""

from __future__ import annotations

from ..core.errors import PbxError
from ..core.fields import Field, Values
from ..core.resource import Writer
from . import errors
from .resource import Actions, Document, UcmResource

_TRUNK = Document("analogtrunk")

FIELDS: tuple[Field, ...] = (
    _TRUNK.identifier("trunk_index"),
    _TRUNK.field(
        "name",
        "The name of the analog trunk.",
        wire="trunk_name",
        key=True,
        always_sent=True,
        list_wire="trunk_name",
    ),
    _TRUNK.field("device", "The port, such as V(DAHDI/1).", write_only=True),
    _TRUNK.flag("allow_barge", "Whether others may barge into calls.", wire="bargeallowed", write_only=True),
    _TRUNK.choice(
        "hold_access",
        "Who may take a held call back.",
        {"open": "open", "private": "private"},
        wire="holdaccess",
        write_only=True,
    ),
    _TRUNK.field("mode", "The mode of the analog trunk.", wire="trunkmode", read_only=True, list_wire="trunkmode"),
)


class SlaTrunkResource(UcmResource):
    """The shared line of an analog trunk, which exists when that trunk does, as far as can be read."""

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        request = self.update_request(writer, current, changes)
        try:
            writer.write("addSLATrunk", **request)
        except PbxError as error:
            if error.code != errors.ALREADY_THERE:
                raise
            writer.write("updateSLATrunk", trunk_index=self._selected(current), **request)


SLA_TRUNK = SlaTrunkResource(
    name="sla_trunk",
    plural="sla_trunks",
    summary="shared lines of analog trunks",
    created_with="trunk",
    fields=FIELDS,
    actions=Actions(
        list="listAnalogTrunk",
        rows="analogtrunk",
        identifier="trunk_index",
        update="updateSLATrunk",
        update_select="trunk_index",
    ),
)
