# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.simulators ucm``: see README.md."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.simulators.options import add_flags, from_flags
from tests.simulators.serving import print_announcement, serve
from tests.simulators.vendors import VENDORS


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.simulators", description="Simulated phone systems.")
    made.add_argument(
        "vendors", nargs="+", choices=[*VENDORS, "all"], metavar="vendor", help=", ".join([*VENDORS, "all"])
    )
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    made.add_argument("--port", type=int, default=0, help="first port; 0 takes free ones (default: 0)")
    made.add_argument("--tls", action=argparse.BooleanOptionalAction, default=True, help="serve HTTPS (default)")
    made.add_argument("--systems", type=int, default=1, help="how many of each named vendor (default: 1)")
    made.add_argument("--state-dir", type=Path, help="where the CA is kept (default: a temporary directory)")
    made.add_argument("--until-stdin-closes", action="store_true", help="end when standard input ends")
    add_flags(made.add_argument_group("options of the systems"), [system.options_type for system in VENDORS.values()])
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    command_line = parser()
    flags = command_line.parse_intermixed_args(arguments)
    names = [name for given in flags.vendors for name in (VENDORS if given == "all" else [given])]
    try:
        systems = [
            VENDORS[name](from_flags(VENDORS[name].options_type, flags), number)
            for number, name in enumerate((name for name in names for _each in range(flags.systems)), start=1)
        ]
    except ValueError as error:
        command_line.error(str(error))
    with tempfile.TemporaryDirectory(prefix="pbx-simulators-") as temporary:
        state_dir = flags.state_dir or Path(temporary)
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        serve(
            systems,
            host=flags.host,
            port=flags.port,
            state_dir=state_dir,
            tls=flags.tls,
            until_stdin_closes=flags.until_stdin_closes,
            announce=print_announcement,
        )


if __name__ == "__main__":
    main()
