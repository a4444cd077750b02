# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``voipnow_info`` and ``voipnow_api``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..core.argument_spec import check_names
from ..core.compare import without_secrets
from ..core.errors import InvalidInput, PbxError
from ..core.fields import Values
from ..core.info_task import InfoTask, matches
from ..core.redaction import mask_names, named_secrets
from ..core.resource import Reader, natural
from ..core.task import Context, Task
from ..core.vendor import Spec
from . import filters, lists, names, operations
from .account import AccountResource
from .catalog import BY_PLURAL
from .client import VoipNowClient
from .names import LEVELS, PARENTS


class VoipNowInfoTask(InfoTask):
    """Reads any list."""

    def options(self) -> Spec:
        return {
            "resources": {
                "type": "list",
                "elements": "str",
                "choices": [*BY_PLURAL, *lists.LISTS],
                "default": ["service_providers", "organizations"],
            },
            "names": {"type": "list", "elements": "str"},
            "details": {"type": "bool", "default": False},
            **{level: {"type": "str"} for level in LEVELS},
            "extension": {"type": "str"},
            "charging_plan": {"type": "str"},
            "channel": {"type": "int"},
            "country": {"type": "str"},
            "id": {"type": "int"},
            "serial": {"type": "str"},
            "filters": {"type": "dict", "options": filters.options()},
        }

    def constraints(self) -> dict[str, Any]:
        return {"mutually_exclusive": [tuple(LEVELS)]}

    def check(self, params: Mapping[str, Any]) -> list[str]:
        found = filters.problems(_filters(params), params["resources"])
        for name in params["resources"]:
            entry = lists.LISTS.get(name)
            for need in entry.needs if entry else ():
                options = [
                    option
                    for each in ([need] if isinstance(need, str) else need)
                    for option in (LEVELS if each == lists.ACCOUNT else [each])
                ]
                if all(params[option] in (None, "") for option in options):
                    found.append(f"{name} needs {' or '.join(options)}")
        return found

    def reading(self, client: VoipNowClient, params: Mapping[str, Any]) -> Callable[[str], Any]:
        selected = self._selected(client, params)
        chosen = filters.resolved(client.reader, _filters(params))

        def read(name: str) -> Any:
            listed = lists.LISTS[name].operation if name in lists.LISTS else filters.LISTED_BY.get(name, "")
            return self._read(client, filters.narrowed(client.reader, chosen, name, listed), name, params, selected)

        return read

    def is_refusal(self, error: PbxError) -> bool:
        return error.kind == "pbx_error"

    @staticmethod
    def _selected(client: VoipNowClient, params: Mapping[str, Any]) -> Values:
        """What lists are narrowed by, as ids."""
        reader = client.reader
        selected: Values = {name: params[name] for name in lists.SELECTORS if name in params}
        scope = names.anywhere
        for level in LEVELS:
            if params[level]:
                found = names.resolve(reader, level, params[level], scope)
                if found is None:
                    raise InvalidInput([names.problem(reader, level, params[level], scope)])
                selected |= {lists.ACCOUNT: found[1], "level": level}
        if params["charging_plan"]:
            owner = selected.get(lists.ACCOUNT)
            wanted = params["charging_plan"]
            plan = names.resolve(reader, "charging_plan", wanted, lambda what: owner)
            plan = plan or names.resolve(reader, "charging_plan", wanted, scope)
            if plan is None:
                raise InvalidInput([names.problem(reader, "charging_plan", params["charging_plan"], scope)])
            selected[lists.PLAN] = plan[1]
        return selected

    @staticmethod
    def _read(
        client: VoipNowClient, reader: Reader, name: str, params: Mapping[str, Any], selected: Mapping[str, Any]
    ) -> Any:
        """One of the resources; ``reader`` is narrowed by filters, which the details of one object are not."""
        if name in lists.LISTS:
            rows = lists.read(reader, name, selected)
            return [row for row in rows if matches(_called(row), params["names"])]
        resource = BY_PLURAL[name]
        owner = selected.get(lists.ACCOUNT)
        if not isinstance(resource, AccountResource):
            rows = resource.read_below(reader, owner)
        elif owner is None:
            rows = resource.read_all(reader)
        elif selected["level"] == resource.name and reader is client.reader:
            row = names.account_of_id(reader, resource.name, owner)
            rows = resource.decode_rows([row] if row else [])
        else:
            below = _is_above(selected["level"], resource.name)
            rows = resource.decode_rows(names.accounts(reader, resource.name, owner if below else None))
            if selected["level"] == resource.name:
                rows = [row for row in rows if row["id"] == owner]
        rows = [row for row in rows if matches(str(row.get(resource.key.name)), params["names"])]
        if params["details"]:
            rows = [details for row in rows if (details := resource.read_listed(client.reader, row))]
        return sorted(
            (without_secrets(resource.fields, row) for row in rows),
            key=lambda row: natural(str(row.get("extended_number") or row.get(resource.key.name))),
        )


def _filters(params: Mapping[str, Any]) -> Values:
    """The filters that are given."""
    return {name: value for name, value in (params["filters"] or {}).items() if value is not None}


def _is_above(level: str, other: str) -> bool:
    above = PARENTS[other]
    while above is not None:
        if above == level:
            return True
        above = PARENTS[above]
    return False


def _called(row: Any) -> str:
    return str(row.get("name") or row.get("code") or row.get("id") or "") if isinstance(row, Mapping) else str(row)


class ApiTask(Task):
    """Any operation, raw. ``changed`` is true for every operation that is not known to only read."""

    logs_nothing = True

    def options(self) -> Spec:
        return {
            "operation": {"type": "str", "required": True},
            "parameters": {"type": "dict", "default": {}},
            "service": {"type": "str", "choices": sorted(operations.AGENTS)},
        }

    def secrets(self, params: Mapping[str, Any]) -> set[str]:
        hidden = operations.secret_names(str(params.get("operation")))
        return super().secrets(params) | named_secrets(params.get("parameters") or {}, hidden)

    def label(self, params: Mapping[str, Any]) -> str:
        return f"operation {params['operation']}"

    def check(self, params: Mapping[str, Any]) -> list[str]:
        operation, service = params["operation"], params["service"]
        if operation in operations.KNOWN:
            known = operations.SERVICES[operation]
            return [f"{operation} is of the service {known}, not {service}"] if service not in (None, known) else []
        if service is None:
            problems = check_names([operation], sorted(operations.KNOWN), "a known operation")
            return [
                f"{problem} Give service for an operation that is younger than this collection." for problem in problems
            ]
        return []

    def run(self, client: VoipNowClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        operation, parameters = params["operation"], dict(params["parameters"])
        writes = operations.writes(operation, parameters)
        if writes and context.check_mode:
            return {"changed": True, "sent": False}
        response = client.send(operation, parameters, writes=writes, service=params["service"])
        hidden = operations.secret_names(operation)
        return {"changed": writes, "sent": True, "response": mask_names(response, hidden)}
