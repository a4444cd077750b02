# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Tasks: what one module does, independent of the door through which it is called.

A module file names its task; the ordinary door and the in-process door both run it with ``run_task``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import applier
from .argument_spec import argument_spec, given, problems
from .client import Client
from .errors import DoubtfulWrite, InvalidInput, PbxError
from .planner import Policy, plan
from .redaction import mask_options, scrub, secret_values
from .resource import Resource
from .transport import Clock
from .vendor import ClientPool, Spec, Vendor


@dataclass
class Context:
    """What a door gives a task. ``log`` takes a line for -vvv, ``progress`` one to show at once."""

    check_mode: bool = False
    diff_mode: bool = False
    warn: Callable[[str], None] = lambda text: None
    log: Callable[[str], None] = lambda line: None
    progress: Callable[[str], None] = lambda line: None
    clients: ClientPool = field(default_factory=ClientPool)
    clock: Clock = field(default_factory=Clock)


class Task(ABC):
    """One module. ``name`` is the module's, such as ``ucm_extension``."""

    supports_check_mode = True
    logs_nothing = False
    """Whether the invocation stays out of the system's log, since its options may hold secrets unnamed."""
    scrubs_results = True
    """Whether given secrets are masked wherever their text is in a result. It is false where a result holds none by its
    making and is data to work with: a PIN of six digits is a part of somebody's telephone number before long."""

    def __init__(self, name: str, vendor: Vendor) -> None:
        self.name = name
        self.vendor = vendor

    @property
    def groups(self) -> tuple[str, ...]:
        """The action groups of the module: whoever takes connection options is in ``all`` and the vendor's."""
        return ("all", self.vendor.name)

    @abstractmethod
    def options(self) -> Spec:
        """The argument spec without the connection options."""

    @cached_property
    def spec(self) -> Spec:
        """The whole argument spec, connection options included."""
        return {**self.options(), **self.vendor.connection}

    def constraints(self) -> dict[str, Any]:
        """``required_if``, ``mutually_exclusive`` and their like."""
        return {}

    def check(self, params: Mapping[str, Any]) -> list[str]:
        """What is wrong with validated parameters, found before the first request."""
        return []

    def label(self, params: Mapping[str, Any]) -> str | None:
        """What error messages call the object concerned."""
        return None

    def shown_options(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters as a result's invocation has them, without the values of secret options."""
        return mask_options(self.spec, params)

    @abstractmethod
    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        """Do the work; returns the module's result, ``changed`` among it."""

    def put_into_effect(
        self, client: Client, params: Mapping[str, Any], result: dict[str, Any], context: Context
    ) -> dict[str, Any]:
        """``result`` with what the vendor says of putting the changes into effect, which it does if the options say so.

        Raises:
            PbxError: with the result among its facts, since the objects are as asked for and only this failed.
        """
        try:
            facts = self.vendor.commit(client, params, result["changed"], context.check_mode)
        except PbxError as error:
            error.facts = {**result, **error.facts}
            raise
        committed = facts.pop("committed", False)
        return {**result, **facts, "changed": result["changed"] or committed}

    def secrets(self, params: Mapping[str, Any]) -> set[str]:
        """The secret values among the parameters."""
        return secret_values(self.spec, params)


def run_task(task: Task, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Run a task with validated parameters and return its result, scrubbed of secrets.

    A failure is a result with ``failed``, ``msg`` and ``error`` (the error as data), never an exception.
    """
    secrets = task.secrets(params) if task.scrubs_results else set()
    warn = context.warn
    context.warn = lambda text: warn(scrub(text, secrets))
    client = before = None
    try:
        found = task.check(params)
        if found:
            raise InvalidInput(found)
        if task.vendor is not None:
            client = context.clients.client(task.vendor, params, context.log, context.clock)
            client.begin_task()
            before = client.calls.copy()
        result = task.run(client, params, context)
    except PbxError as error:
        error.obj = error.obj or task.label(params)
        if isinstance(error, DoubtfulWrite):
            error.known = error.known or "Whether the PBX carried it out is not known"
            error.remedy = error.remedy or "Look at the PBX before you run it again."
        result = {"failed": True, "changed": False, "msg": error.message(), "error": error.data()}
        result.update(error.facts)
    finally:
        context.warn = warn
    if client is not None and before is not None:
        result["api"] = client.calls.since(before)
        if params.get("logout"):
            context.clients.drop(client)
            try:
                client.close(logout=True)
            except PbxError as error:
                warn(scrub(f"logging out failed: {error.message()}", secrets))
    result["invocation"] = {"module_args": task.shown_options(params)}
    return scrub(result, secrets)


class LocalTask(Task):
    """A module that works without a PBX: it has no connection options and no action group, and gets no client."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.vendor = None

    @property
    def groups(self) -> tuple[str, ...]:
        return ()

    @cached_property
    def spec(self) -> Spec:
        return self.options()


class StateTask(Task):
    """A module that makes one object present or absent."""

    def __init__(self, name: str, vendor: Vendor, resource: Resource) -> None:
        super().__init__(name, vendor)
        self.resource = resource
        names = {name for field_ in resource.fields for name in (field_.name, *field_.aliases) if field_.writable}
        taken = names & {*vendor.connection, *vendor.commit_options, "state", "update_password", "reset", "recursive"}
        if taken:
            raise ValueError(f"{name}: options of the same name as the vendor's: {sorted(taken)}")

    @property
    def groups(self) -> tuple[str, ...]:
        """State modules have a group of their own, for defaults of options that the others lack."""
        return (*super().groups, f"{self.vendor.name}_state")

    def options(self) -> Spec:
        spec = argument_spec(self.resource.fields)
        for key in self.resource.keys:
            if key.writable and (key is self.resource.key or key.required):
                spec[key.name]["required"] = True
        if self.resource.creatable:
            spec["state"] = {"type": "str", "choices": ["present", "absent"], "default": "present"}
        if self.resource.cascades:
            spec["recursive"] = {"type": "bool", "default": False}
        if any(
            field_.secret or field_.write_only or any(sub.write_only for sub in field_.fields)
            for field_ in self.resource.fields
        ):
            spec["update_password"] = {"type": "str", "choices": ["always", "on_create"], "default": "always"}
            spec["update_password"]["no_log"] = False
        if self._nullable():
            spec["reset"] = {"type": "list", "elements": "str", "choices": self._nullable()}
        return {**spec, **self.vendor.commit_options}

    def _nullable(self) -> list[str]:
        return [field_.name for field_ in self.resource.fields if field_.nullable]

    def label(self, params: Mapping[str, Any]) -> str:
        return self.resource.label(params)

    def check(self, params: Mapping[str, Any]) -> list[str]:
        wanted = given(self.resource, params)
        reset = params.get("reset") or []
        both = [f"{name} is both given and in reset" for name in reset if name in wanted]
        needed = [key.name for key in self.resource.keys if key is self.resource.key or key.required]
        empty = [f"{name} must not be empty" for name in needed if wanted.get(name) in ("", [])]
        return empty + both + problems(self.resource, wanted)

    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        wanted = given(self.resource, params)
        policy = Policy(
            update_password=params.get("update_password") or "always",
            reset=tuple(params.get("reset") or ()),
            assume_created=context.check_mode,
            recursive=bool(params.get("recursive")),
        )
        planned = plan(self.resource, wanted, params.get("state", "present"), client.reader, policy)
        for note in planned.notes:
            context.warn(note)
        values = planned.after if planned.changed else planned.before
        if planned.changed and not context.check_mode:
            values = applier.apply(planned, client.reader, client.writer, policy, context.warn)
        result: dict[str, Any] = {"changed": planned.changed, self.resource.name: applier.shown(planned, values)}
        if context.diff_mode:
            result["diff"] = planned.diff()
        return self.put_into_effect(client, params, result, context)
