# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""``<vendor>_config``: a whole desired state in one task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .argument_spec import check_names
from .bulk import Reconciler, predicted
from .client import Client
from .errors import PbxError
from .objects import secrets_in
from .planner import Policy
from .resource import Resource
from .task import Context, Task
from .vendor import Spec, Vendor

RESULT_KEYS = frozenset(
    {"ansible_facts", "api", "changed", "deprecations", "failed", "invocation", "system", "warnings"}
)
"""What a registered result of the info module has beside resources, so that it can be given as it is."""


class ConfigTask(Task):
    """Reconciles a configuration; ``resources`` are in dependency order, what is referred to first."""

    logs_nothing = True

    def __init__(self, name: str, vendor: Vendor, resources: tuple[Resource, ...]) -> None:
        super().__init__(name, vendor)
        self.resources = resources

    @property
    def groups(self) -> tuple[str, ...]:
        return (*super().groups, f"{self.vendor.name}_state")

    def options(self) -> Spec:
        return {
            "config": {"type": "dict", "required": True},
            "purge": {"type": "dict", "default": {}},
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
            for given in objects if isinstance(objects, list) else ():
                found.update(secrets_in(resource.fields, given))
        return found

    def check(self, params: Mapping[str, Any]) -> list[str]:
        found = check_names(params["purge"], [resource.plural for resource in self.resources], "a resource to purge")
        for name, limit in params["purge"].items():
            if isinstance(limit, bool) or not str(limit).isdigit():
                found.append(f"purge of {name} must be the most objects to delete, as a number")
        for entry in params["config"].get("unreadable") or ():
            found.append(f"{entry.get('resource')} could not be read when the configuration was exported")
        return found

    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        policy = Policy(update_password=params["update_password"], assume_created=context.check_mode)
        reconciler = Reconciler(
            self.resources,
            client.reader,
            policy,
            purge={name: int(limit) for name, limit in params["purge"].items()},
            progress=lambda line: context.progress(f"{self.name}: {line}"),
        )
        left_out = {*RESULT_KEYS, "unreadable"}
        plans = reconciler.plan({name: value for name, value in params["config"].items() if name not in left_out})
        for planned in plans:
            for note in planned.notes:
                context.warn(note)
        stop = params["on_error"] == "stop"
        if context.check_mode:
            outcome = predicted(plans)
        else:
            outcome = reconciler.apply(plans, client.writer, context.warn, stop=stop)
        result: dict[str, Any] = {"changed": outcome.changed, "counts": outcome.counts, "objects": outcome.objects}
        if context.diff_mode:
            result["diff"] = [
                {"before_header": one["object"], "after_header": one["object"], **one["diff"]}
                for one in outcome.objects
            ]
        try:
            facts = self.vendor.commit(client, params, outcome.changed, context.check_mode)
        except PbxError as error:
            error.facts = {**result, "failed_objects": outcome.failed, **error.facts}
            raise
        committed = facts.pop("committed", False)
        result.update({**facts, "changed": outcome.changed or committed})
        if outcome.failed:
            raise self._failure(outcome.failed, result, stop)
        return result

    @staticmethod
    def _failure(failed: list[dict[str, Any]], result: dict[str, Any], stop: bool) -> PbxError:
        first = failed[0]["msg"]
        what = first if len(failed) == 1 else f"{len(failed)} objects failed; the first: {first}"
        error = PbxError(
            what.rstrip("."),
            known="The run stopped there; the objects before it are done" if stop else "All other objects are done",
            remedy="Mend what the messages say and run again: what is done stays done.",
        )
        error.facts = {**result, "failed_objects": failed}
        return error
