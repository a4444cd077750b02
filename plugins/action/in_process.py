# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fast door: runs a module's task inside Ansible's worker, and keeps its connection over the items of a loop.

Every module of the collection has an action plugin of its name, generated, that is this one. Where the conditions
are not met, the task is handed over to the ordinary module, with the same result.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import Any

from ansible import constants as C
from ansible.errors import AnsibleError
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ansible_collections.telephony.pbx.plugins.module_utils.core.argument_spec import without_nulls
from ansible_collections.telephony.pbx.plugins.module_utils.core.redaction import scrub
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, Task, run_task
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import ClientPool

try:  # ansible-core 2.22 and later mask registered secrets wherever they would be shown
    from ansible.module_utils.secrets import register_secrets
except ImportError:
    register_secrets = None

SWITCH_VARIABLE = "telephony_pbx_in_process"
SWITCH_ENVIRONMENT = "TELEPHONY_PBX_IN_PROCESS"

_display = Display()
_clients = ClientPool()


class ActionModule(ActionBase):
    """Runs the task in the worker when it can, else the module."""

    module_task: Task
    """What the module does; each module's action plugin has its own."""

    _supports_check_mode = True
    _supports_async = True
    _requires_connection = True

    def run(self, tmp: Any = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        task_vars = task_vars or {}
        result = super().run(tmp, task_vars)
        reason = self._reason_to_hand_over(task_vars)
        if reason:
            _display.vvv(f"telephony.pbx: {self._task.action} runs as a module of its own: {reason}")
            wrap_async = bool(self._task.async_val)
            arguments = without_nulls(self.module_task.spec, self._task.args)
            result.update(self._execute_module(module_args=arguments, task_vars=task_vars, wrap_async=wrap_async))
            if not wrap_async:
                self._remove_tmp_path(self._connection._shell.tmpdir)
            return result
        result.update(self._run_here(task_vars))
        return result

    def _reason_to_hand_over(self, task_vars: dict[str, Any]) -> str | None:
        """Why the task cannot run in this process, or None if it can."""
        task = self._task
        interpreter = C.config.get_config_value("INTERPRETER_PYTHON", variables=task_vars)
        interpreter = str(self._templar.template(interpreter) or "auto")
        switch = self._templar.template(task_vars.get(SWITCH_VARIABLE, os.environ.get(SWITCH_ENVIRONMENT, True)))
        vendor = self.module_task.vendor
        missing = vendor.missing_library if vendor else None
        reasons = {
            "it is switched off": not boolean(switch, strict=False),
            "the connection is not local": self._connection.transport not in ("local", "ansible.builtin.local"),
            # The connection knows, whether a keyword or the variable ansible_become said so.
            "it uses become": self._connection.become is not None,
            "it is async": bool(task.async_val),
            "it sets environment variables": any(task.environment or ()),
            f"the interpreter is {interpreter}": not (interpreter.startswith("auto") or interpreter == sys.executable),
            f"{missing} cannot be imported": missing is not None,
        }
        return next((reason for reason, applies in reasons.items() if applies), None)

    def _run_here(self, task_vars: dict[str, Any]) -> dict[str, Any]:
        task = self.module_task
        spec = task.spec
        given = without_nulls(spec, plain(self._task.args))
        validation = ArgumentSpecValidator(spec, **task.constraints()).validate(given)
        params = validation.validated_parameters
        secrets = task.secrets({**given, **params})
        if register_secrets is not None:
            register_secrets(secrets)
        warnings = [f"Both option {name} and its alias {alias} are set." for name, alias in doubled(spec, given)]
        context = Context(
            check_mode=self._task.check_mode,
            diff_mode=self._task.diff,
            warn=warnings.append,
            log=lambda line: _display.vvv(line, host=task_vars.get("inventory_hostname")),
            progress=lambda line: _display.display(f"[{task_vars.get('inventory_hostname')}] {line}"),
            clients=_clients,
        )
        if validation.error_messages:
            message = validation.errors[0].msg
            if "Unsupported" in type(validation.errors[0]).__name__:
                message = f"Unsupported parameters for ({self._task.action}) module: {message}"
            result = {
                "failed": True,
                "msg": scrub(message, secrets),
                "invocation": {"module_args": scrub(task.shown_options(params), secrets)},
            }
        elif self._task.check_mode and not task.supports_check_mode:
            result = {"skipped": True, "msg": f"remote module ({self._task.action}) does not support check mode"}
        else:
            # Relative paths are the playbook's, as they are to a module that runs locally.
            with contextlib.chdir(self._loader.get_basedir()):
                result = run_task(task, params, context)
        if not shows_invocation(task_vars):
            result.pop("invocation", None)
        if warnings:
            result["warnings"] = warnings
        return result


def plain(value: Any) -> Any:
    """Task arguments without Ansible's tags: the form in which a module of its own would get them."""
    return json.loads(json.dumps(value, default=str))


def doubled(spec: dict[str, dict[str, Any]], given: dict[str, Any]) -> list[tuple[str, str]]:
    """Options that are given together with one of their aliases."""
    return [
        (name, alias)
        for name, option in spec.items()
        for alias in option.get("aliases", ())
        if {name, alias} <= given.keys()
    ]


def shows_invocation(task_vars: dict[str, Any]) -> bool:
    """Whether results have ``invocation``: always before ansible-core had a setting for it."""
    try:
        return bool(C.config.get_config_value("INJECT_INVOCATION", variables=task_vars))
    except AnsibleError:
        return True
