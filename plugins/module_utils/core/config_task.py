# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``<vendor>_config``: a whole desired state in one task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .bulk import Outcome, Reconciler, predicted
from .client import Client
from .errors import PbxError
from .objects import secrets_in
from .planner import Policy
from .resource import Resource
from .task import Context, Task
from .vendor import Spec, Vendor

PURGE_LIMIT = 10

RESULT_KEYS = frozenset(
    {"ansible_facts", "api", "changed", "deprecations", "failed", "invocation", "system", "unreadable", "warnings"}
)
"""What a registered result of the info module has beside resources, so that it can be given as it is."""


class ConfigTask(Task):
    """Reconciles a configuration; ``resources`` are in dependency order, what is referred to first."""

    logs_nothing = True

    def __init__(self, name: str, vendor: Vendor, resources: Iterable[Resource]) -> None:
        super().__init__(name, vendor)
        self.resources = tuple(resources)

    @property
    def groups(self) -> tuple[str, ...]:
        return (*super().groups, f"{self.vendor.name}_state")

    def options(self) -> Spec:
        purgeable = [resource.plural for resource in self.resources if resource.creatable]
        return {
            "config": {"type": "dict", "required": True},
            "purge": {"type": "list", "elements": "str", "choices": purgeable, "default": []},
            "purge_limit": {"type": "int", "default": PURGE_LIMIT},
            "on_error": {"type": "str", "choices": ["stop", "continue"], "default": "stop"},
            "update_password": {
                "type": "str",
                "choices": ["always", "on_create"],
                "default": "always",
                "no_log": False,
            },
            **self.vendor.commit_options,
        }

    def secrets(self, params: Mapping[str, Any]) -> set[str]:
        found = super().secrets(params)
        config = params.get("config")
        for resource in self.resources:
            objects = config.get(resource.plural) if isinstance(config, Mapping) else None
            for given in objects if isinstance(objects, list) else [objects]:
                found.update(secrets_in(resource.fields, given))
        return found

    def shown_options(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Of the configuration only how much of each kind there is: a secret under a misspelt name is not known."""
        config = params.get("config")
        counts = (
            {kind: len(objects) if isinstance(objects, list) else 1 for kind, objects in dict(config).items()}
            if isinstance(config, Mapping)
            else None
        )
        return super().shown_options({**params, "config": counts})

    def check(self, params: Mapping[str, Any]) -> list[str]:
        limit = params["purge_limit"]
        return [f"purge_limit is {limit}, but must be 0 at least"] if limit < 0 else []

    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        reconciler = Reconciler(
            self.resources,
            client.reader,
            Policy(update_password=params["update_password"]),
            purge=dict.fromkeys(params["purge"], params["purge_limit"]),
            progress=lambda line: context.progress(f"{self.name}: {line}"),
        )
        plans = reconciler.plan({name: value for name, value in params["config"].items() if name not in RESULT_KEYS})
        for note in (note for planned in plans for note in planned.notes):
            context.warn(note)
        stop = params["on_error"] == "stop"
        if context.check_mode:
            outcome = predicted(plans)
        else:
            outcome = reconciler.apply(plans, client.writer, context.warn, stop=stop)
        result = self._result(outcome, context)
        try:
            result = self.put_into_effect(client, params, result, context)
        finally:
            if outcome.in_doubt:
                client.leave_pending()
        if outcome.in_doubt and "apply_pending" in result:
            result["apply_pending"] = True
        if outcome.failed:
            raise self._failure(outcome, result)
        return result

    @staticmethod
    def _result(outcome: Outcome, context: Context) -> dict[str, Any]:
        result: dict[str, Any] = {"changed": outcome.changed, "counts": outcome.counts, "objects": outcome.objects}
        if outcome.failed:
            result["failed_objects"] = outcome.failed
        if context.diff_mode:
            result["diff"] = [
                {"before_header": one["object"], "after_header": one["object"], **one["diff"]}
                for one in outcome.objects
            ]
        return result

    @staticmethod
    def _failure(outcome: Outcome, result: dict[str, Any]) -> PbxError:
        done = "The run stopped there; what was done before stays" if outcome.stopped else "All other objects are done"
        error = outcome.errors[0]
        if len(outcome.errors) > 1:
            first = outcome.failed[0]["msg"].rstrip(".")
            error = PbxError(f"{len(outcome.errors)} objects failed; the first: {first}")
        error.known = f"{error.known.rstrip('.')}. {done}" if error.known else done
        error.remedy = error.remedy or "Mend what the messages say and run again: what is done stays done."
        error.facts = result
        return error
