# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Taking every number off the inbound blacklist of the UCM at once.

Source: Grandstream IPPBX HTTPS API: deleteAllInboundBlacklist, listInboundBlacklist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.action_task import TableTask
from ..core.errors import DoubtfulWrite
from ..core.fields import Field
from ..core.task import Context
from ..core.vendor import Spec
from .client import UcmClient
from .inbound_blacklist import INBOUND_BLACKLIST
from .vendor import UCM

OPERATION = "deleteAllInboundBlacklist"


class InboundBlacklistPurgeTask(TableTask):
    """Reads the list, and empties it with one request if there is anything on it."""

    @property
    def groups(self) -> tuple[str, ...]:
        return (*super().groups, f"{self.vendor.name}_state")

    def options(self) -> Spec:
        return {**super().options(), **self.vendor.commit_options}

    def label(self, params: Mapping[str, Any]) -> str:
        return "inbound blacklist"

    def check(self, params: Mapping[str, Any]) -> list[str]:
        return [] if params["confirm"] else ["confirm must be true, since every number is taken off the blacklist"]

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        before = INBOUND_BLACKLIST.read_all(client.reader)
        numbers = [entry["number"] for entry in before]
        if numbers and not context.check_mode:
            self._empty(client)
        result: dict[str, Any] = {"changed": bool(numbers), "numbers": numbers}
        if context.diff_mode:
            result["diff"] = {"before": {"inbound_blacklist": before}, "after": {"inbound_blacklist": []}}
        return self.put_into_effect(client, params, result, context)

    def _empty(self, client: UcmClient) -> None:
        try:
            client.writer.write(OPERATION)
        except DoubtfulWrite as doubt:
            if INBOUND_BLACKLIST.read_all(client.reader):
                doubt.known = "Numbers are left on the blacklist"
                doubt.remedy = "Run again: it takes off what is left."
                raise


INBOUND_BLACKLIST_PURGE = InboundBlacklistPurgeTask(
    "ucm_inbound_blacklist_purge",
    UCM,
    fields=(
        Field(
            name="confirm",
            description="Must be V(true): every number is taken off the blacklist.",
            type="bool",
            required=True,
        ),
    ),
)
