# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader and writer whose answers a test writes down, for tables without a client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import Values
from ansible_collections.telephony.pbx.plugins.module_utils.core.planner import Plan, Policy, plan
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Resource


def refusal(code: int) -> Callable[[dict[str, Any]], Any]:
    """An answer that is an error of the PBX."""

    def refuse(parameters: dict[str, Any]) -> Any:
        raise PbxError("refused", code=code)

    return refuse


@dataclass
class WrittenAnswers:
    """``answers`` are responses of reads, rows of lists and responses of writes by action; a function gets the
    parameters. ``asked`` and ``written`` are what came, in order."""

    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    written: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    memo: dict[str, Any] = field(default_factory=dict)

    def read(self, operation: str, /, **parameters: Any) -> Any:
        self.asked.append((operation, parameters))
        return self._answer(operation, parameters, {})

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.asked.append((operation, parameters))
        return self._answer(operation, parameters, [])

    def write(self, operation: str, /, **parameters: Any) -> Any:
        self.memo.clear()
        self.written.append((operation, parameters))
        return self._answer(operation, parameters, {"need_apply": "yes"})

    def _answer(self, operation: str, parameters: dict[str, Any], nothing: Any) -> Any:
        answer = self.answers.get(operation, nothing)
        return answer(parameters) if callable(answer) else answer

    def plan(self, resource: Resource, wanted: Values, state: str = "present", **policy: Any) -> Plan:
        return plan(resource, wanted, state, self, Policy(**policy))

    def sent(self, resource: Resource, wanted: Values, state: str = "present") -> dict[str, Any]:
        """The parameters of the one write that it takes."""
        planned = self.plan(resource, wanted, state)
        if planned.action == "create":
            resource.create(self, {**planned.identity, **planned.changes})
        elif planned.action == "update":
            resource.update(self, planned.before or {}, planned.changes)
        elif planned.action == "delete":
            resource.delete(self, planned.before or {})
        (_, parameters) = self.written[-1]
        assert len(self.written) == 1
        return parameters


TRUNKS: dict[str, Any] = {
    "listVoIPTrunk": [{"trunk_index": 2, "trunk_name": "provider", "trunk_type": "peer"}],
    "listAnalogTrunk": [{"trunk_index": 7, "trunk_name": "lift", "chans": "1", "trunkmode": "normal"}],
    "listDigitalTrunk": [{"trunk_index": "9", "trunk_name": "primary", "span": 3}],
}
"""A trunk of each kind."""

PEOPLE: dict[str, Any] = {
    "listAccount": [{"extension": "1001"}, {"extension": "1002"}, {"extension": "1003"}],
    "listExtensionGroup": [{"group_id": "group-4", "group_name": "sales", "members": "1001"}],
    "listIVR": [{"ivr_id": "ivr-1", "extension": "7000"}],
    "listQueue": [{"extension": "6500"}],
}
"""Who can be called."""
