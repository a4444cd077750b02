# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs modules the ordinary way, each in a process of its own, without the second that Ansible needs to start one.

A line of JSON on standard input names a module, its arguments and its environment; a forked process that has imported
nothing but what modules import runs it; a line on standard output has what the module printed, and its exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import traceback
from typing import Any

MODULES = "ansible_collections.telephony.pbx.plugins.modules"


def run(module: str, arguments: dict[str, Any], environment: dict[str, str]) -> dict[str, Any]:
    """What a module prints on standard output and error, and its exit code."""
    main = importlib.import_module(f"{MODULES}.{module}").main
    with tempfile.TemporaryFile() as printed, tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"ANSIBLE_MODULE_ARGS": arguments}, file)
        file.flush()
        child = os.fork()
        if child == 0:
            os.dup2(printed.fileno(), 1)
            os.dup2(printed.fileno(), 2)
            os.environ.update(environment)
            sys.argv = [module, file.name]
            code = 0
            try:
                main()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:  # noqa: BLE001
                traceback.print_exc()
                code = 70
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        _, status = os.waitpid(child, 0)
        printed.seek(0)
        return {"printed": printed.read().decode(), "code": os.waitstatus_to_exitcode(status)}


def serve() -> None:
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
