# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run sanity and tests on every supported ansible-core that this machine's Pythons can run.

python -m tools.matrix: one Python per ansible-core, the oldest that is here, which finds what is too new for it.
--all: every Python that is here. --core 2.18: that ansible-core only.
Virtual environments and logs lie in build/matrix/<core>-py<python>/. The exit code is 1 when any cell has failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD = REPOSITORY / "build/matrix"

# The Pythons that each ansible-core runs on as a controller.
SUPPORTED = {
    "2.18": ("3.11", "3.12", "3.13"),
    "2.19": ("3.11", "3.12", "3.13"),
    "2.20": ("3.12", "3.13", "3.14"),
    "2.21": ("3.12", "3.13", "3.14"),
    "2.22": ("3.13", "3.14", "3.15"),
}


@dataclass
class Row:
    """A line of the closing table."""

    core: str
    python: str
    sanity: str = "-"
    tests: str = "-"
    failed: bool = False


class Cell:
    """One ansible-core on one Python: a virtual environment and the commands run in it, with a log each."""

    def __init__(self, core: str, python: str, interpreter: str) -> None:
        self.core = core
        self.python = python
        self.interpreter = interpreter
        self.directory = BUILD / f"{core}-py{python}"
        self.venv = self.directory / "venv"

    def run(self, name: str, command: list[str]) -> tuple[bool, Path]:
        """Run a command with the environment's programs first on PATH; return whether it succeeded, and its log."""
        self.directory.mkdir(parents=True, exist_ok=True)
        log = self.directory / f"{name}.log"
        path = f"{self.venv / 'bin'}{os.pathsep}{os.environ['PATH']}"
        with log.open("w") as output:
            done = subprocess.run(
                command,
                cwd=REPOSITORY,
                env={**os.environ, "PATH": path},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        return done.returncode == 0, log

    def install(self) -> str | None:
        """Make the environment; return the ansible-core version in it, None if the index has none for this Python."""
        python = str(self.venv / "bin/python")
        pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "-r", "requirements/test.txt"]
        major, minor = self.core.split(".")
        # Without a final release, pip takes a pre-release where the requirement itself names one.
        pre_release = f"ansible-core>={self.core}.0b1,<{major}.{int(minor) + 1}"
        made, log = self.run("venv", [self.interpreter, "-m", "venv", str(self.venv)])
        for requirement in (f"ansible-core=={self.core}.*", pre_release):
            if made:
                installed, log = self.run("install", [*pip, requirement])
                if installed:
                    show = "import ansible.release; print(ansible.release.__version__)"
                    return subprocess.check_output([python, "-c", show], text=True).strip()
        if "No matching distribution found for ansible-core" in log.read_text():
            return None
        raise InstallationError(log)

    def check(self) -> Row:
        """Install, run sanity and tests; return the row that tells."""
        try:
            version = self.install()
        except InstallationError as error:
            show_end(error.log)
            return Row(self.core, self.python, "not installed", "not installed", failed=True)
        if version is None:
            return Row(self.core, self.python, "not on the package index")
        python = str(self.venv / "bin/python")
        row = Row(version, self.python)
        workspace = str(self.directory / "sanity")
        row.sanity = self.verdict("sanity", [python, "-m", "tools.sanity", "--workspace", workspace])
        row.tests = self.verdict("tests", [python, "-m", "pytest", "-n", "auto"])
        row.failed = "FAILED" in (row.sanity + row.tests)
        return row

    def verdict(self, name: str, command: list[str]) -> str:
        start = time.monotonic()
        good, log = self.run(name, command)
        if not good:
            show_end(log)
        text = f"{'passed' if good else 'FAILED'} ({time.monotonic() - start:.0f} s)"
        print(f"ansible-core {self.core}, Python {self.python}: {name} {text}", flush=True)
        return text


class InstallationError(Exception):
    """An environment could not be made, for another reason than a version that is not there."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"see {log}")
        self.log = log


def show_end(log: Path) -> None:
    """Print the last lines of a failed command's log."""
    print(f"--- end of {log.relative_to(REPOSITORY)}")
    print("\n".join(log.read_text(errors="replace").splitlines()[-40:]))
    print("---", flush=True)


def find_interpreters() -> dict[str, str]:
    """Return this machine's interpreters by version ("3.12"), of those that any supported ansible-core runs on."""
    versions = sorted({python for pythons in SUPPORTED.values() for python in pythons})
    found = subprocess.check_output([REPOSITORY / "tools/find_python.sh", *versions], text=True)
    return dict(line.split(" ", 1) for line in found.splitlines())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every Python, not one per ansible-core")
    parser.add_argument("--core", action="append", choices=SUPPORTED, help="only this ansible-core; may be repeated")
    options = parser.parse_args()

    interpreters = find_interpreters()
    rows = []
    for core in options.core or SUPPORTED:
        here = [python for python in SUPPORTED[core] if python in interpreters]
        if not here:
            rows.append(Row(core, "-", f"no Python of {', '.join(SUPPORTED[core])} here"))
        rows += [Cell(core, python, interpreters[python]).check() for python in (here if options.all else here[:1])]

    table = [("ansible-core", "Python", "sanity", "tests")]
    table += [(row.core, row.python, row.sanity, row.tests) for row in rows]
    widths = [max(len(line[column]) for line in table) for column in range(4)]
    print()
    for line in table:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    return int(any(row.failed for row in rows) or not any("passed" in row.tests for row in rows))


if __name__ == "__main__":
    sys.exit(main())
