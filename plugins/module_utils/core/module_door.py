# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The ordinary door: a task as an Ansible module in a process of its own."""

from __future__ import annotations

from typing import Any, NoReturn

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

from .redaction import scrub
from .task import Context, Task, run_task
from .vendor import ClientPool


class _Module(AnsibleModule):
    """A module whose options may hold secrets in raw parameters, which no ``no_log`` names."""

    def __init__(self, task: Task) -> None:
        self.task = task
        super().__init__(
            argument_spec=task.spec,
            supports_check_mode=task.supports_check_mode,
            # The log of invocations knows no_log options, but not the secrets inside raw parameters.
            no_log=task.logs_nothing,
            **task.constraints(),
        )

    def fail_json(self, msg: str, **kwargs: Any) -> NoReturn:
        """End in failure. A refused option ends here before the task is run, and so before anything is scrubbed."""
        if self.task.scrubs_results:
            secrets = self.task.secrets(self.params)
            arguments = scrub(self.task.shown_options(self.params), secrets)
            kwargs.setdefault("invocation", {"module_args": arguments})
            msg = scrub(msg, secrets)
        super().fail_json(msg, **kwargs)


def run_module(task: Task) -> None:
    """Run ``task`` as the module that Ansible called."""
    module = _Module(task)
    missing = task.vendor.missing_library if task.vendor else None
    if task.vendor and missing:
        module.fail_json(msg=missing_required_lib(missing, reason=f"for {task.vendor.title}"))
    if task.scrubs_results:
        # Secrets inside raw parameters are not no_log options: name them to what masks results before 2.22.
        module.no_log_values.update(task.secrets(module.params))
    else:
        module.no_log_values.clear()
    context = Context(
        check_mode=module.check_mode,
        diff_mode=module._diff,
        warn=module.warn,
        log=module.debug,
        clients=ClientPool(),
    )
    result = run_task(task, module.params, context)
    context.clients.close()
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
