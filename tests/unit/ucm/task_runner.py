# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tasks against a scripted UCM, with options validated as the doors do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, Task, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import ClientPool
from tests.unit.ucm.scripted_ucm import PASSWORD, URL, USER, ScriptedUcm


class OnePbx(ClientPool):
    """A pool whose clients talk to the scripted UCM."""

    def __init__(self, ucm: ScriptedUcm) -> None:
        super().__init__()
        self._ucm = ucm

    def client(self, *_: Any) -> Any:
        return self._ucm.client()


@dataclass
class TaskRunner:
    """Runs tasks; ``warnings`` are those of all runs."""

    ucm: ScriptedUcm
    warnings: list[str] = field(default_factory=list)

    def __call__(self, task: Task, *, check: bool = False, diff: bool = False, **options: Any) -> dict[str, Any]:
        """The result of a run that may fail."""
        given = {"url": URL, "username": USER, "password": PASSWORD, **options}
        validation = ArgumentSpecValidator(task.spec, **task.constraints()).validate(given)
        assert validation.error_messages == []
        context = Context(check_mode=check, diff_mode=diff, warn=self.warnings.append, clients=OnePbx(self.ucm))
        return run_task(task, validation.validated_parameters, context)

    def sent(self, task: Task, **options: Any) -> dict[str, Any]:
        """The last request of a run that succeeds, without the session's cookie."""
        result = self(task, **options)
        assert not result.get("failed"), result
        request = dict(self.ucm.requests[-1])
        assert request.pop("cookie") in self.ucm.cookies
        return request

    def problem(self, task: Task, **options: Any) -> str:
        """What a run says that is refused before the first request."""
        before = len(self.ucm.requests)
        result = self(task, **options)
        assert result["error"]["kind"] == "invalid_input", result
        assert len(self.ucm.requests) == before
        assert not result["changed"]
        return result["error"]["what"]
