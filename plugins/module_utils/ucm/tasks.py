# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``ucm_info``, ``ucm_api`` and ``ucm_apply``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..core.argument_spec import check_names
from ..core.compare import without_secrets
from ..core.errors import PbxError
from ..core.info_task import InfoTask, matches
from ..core.redaction import mask_names, named_secrets
from ..core.task import Context, Task
from ..core.vendor import Spec
from . import operations
from .catalog import BY_PLURAL
from .client import UcmClient
from .system import read_system

_ELEMENT = re.compile(r"<(\w+)>([^<]+)</\1>")


class UcmInfoTask(InfoTask):
    """Reads any list of resources."""

    def options(self) -> Spec:
        return {
            "resources": {"type": "list", "elements": "str", "choices": [*BY_PLURAL, "system"], "default": ["system"]},
            "names": {"type": "list", "elements": "str"},
            "details": {"type": "bool", "default": False},
        }

    def reading(self, client: UcmClient, params: Mapping[str, Any]) -> Callable[[str], Any]:
        return lambda name: self._read(client, name, params)

    def is_refusal(self, error: PbxError) -> bool:
        return isinstance(error.code, int)

    def _read(self, client: UcmClient, name: str, params: Mapping[str, Any]) -> Any:
        if name == "system":
            return read_system(client.reader)
        resource = BY_PLURAL[name]
        key = resource.key
        rows = [
            row for row in resource.read_all(client.reader) if key.fixed or matches(str(row[key.name]), params["names"])
        ]
        if params["details"] and resource.actions.get and resource.actions.list:
            rows = [details for row in rows if (details := resource.read_listed(client.reader, row))]
        return [without_secrets(resource.fields, row) for row in rows]


class ApiTask(Task):
    """Any documented action, raw. ``changed`` is true for every action that is not known to only read."""

    logs_nothing = True

    def options(self) -> Spec:
        return {
            "action": {"type": "str", "required": True},
            "parameters": {"type": "dict", "default": {}},
            "undocumented": {"type": "bool", "default": False},
        }

    def secrets(self, params: Mapping[str, Any]) -> set[str]:
        raw = params.get("parameters") or {}
        return super().secrets(params) | _secrets_in(raw)

    def label(self, params: Mapping[str, Any]) -> str:
        return f"action {params['action']}"

    def check(self, params: Mapping[str, Any]) -> list[str]:
        action = params["action"]
        if action in operations.SESSION:
            return [f"action {action} is done by the module itself"]
        if action not in operations.DOCUMENTED and not params["undocumented"]:
            return check_names([action], sorted(operations.DOCUMENTED), "a documented action")
        return []

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        action, parameters = params["action"], params["parameters"]
        writes = operations.writes(action, parameters)
        if writes and context.check_mode:
            return {"changed": True, "sent": False}
        response = client.send(action, dict(parameters), writes=writes)
        return {
            "changed": writes,
            "sent": True,
            "response": mask_names(response, operations.SECRET_NAMES),
            "apply_pending": client.apply_pending,
        }


def _secrets_in(value: Any) -> set[str]:
    """The values under secret names in raw parameters and the documents in them, at any depth."""
    return named_secrets(value, operations.SECRET_NAMES, _secrets_in_text)


def _secrets_in_text(text: str) -> set[str]:
    """The same in a document that pmsapi takes as text, JSON or XML."""
    if not text.lstrip().startswith(("{", "[")):
        return {content for name, content in _ELEMENT.findall(text) if name.lower() in operations.SECRET_NAMES}
    try:
        return _secrets_in(json.loads(text))
    except (ValueError, RecursionError):
        return set()


class ApplyTask(Task):
    """Puts pending changes into effect. The PBX does not tell whether any are pending, so it counts as a change."""

    def options(self) -> Spec:
        return {"only_pending": {"type": "bool", "default": False}}

    def label(self, params: Mapping[str, Any]) -> str:
        return "pending changes"

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        if params["only_pending"] and not client.apply_pending:
            return {"changed": False, "apply_pending": False}
        if not context.check_mode:
            client.apply_changes()
        return {"changed": True, "apply_pending": False}
