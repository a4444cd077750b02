# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run ansible-test sanity on this checkout: python -m tools.sanity [--workspace DIR] [ansible-test's own arguments].

ansible-test accepts a collection only in a directory ansible_collections/<namespace>/<name> that is a git work tree.
So the files that git tracks or would track are copied to such a place under build/, uncommitted ones included.
The ansible-core and Python used are those that this program runs with.

ansible-test downloads two things from elsewhere than the package index. Where that fails, and only there, the remedies
below put something from the package index in their place and the run starts again. No test is left out for it.
"""

from __future__ import annotations

import argparse
import fcntl
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
COLLECTION = Path("ansible_collections/telephony/pbx")
OWN = (":!tools", ":!tests", ":!requirements", ":!Makefile", ":!pyproject.toml", ":!.ci")
# What ansible-test reads of tests/.
SETTINGS = ("tests/config.yml", "tests/sanity")
STAND_IN = Path(__file__).with_name("get_pip_stand_in.py")
# ansible-test's own words when it cannot download get-pip; they name the file to put in place.
GET_PIP_WANTED = re.compile(r"^The bootstrap script can be manually downloaded and saved to: (.+)$", re.MULTILINE)
# A requirement on an archive of a source repository: name @ https://...
ARCHIVE_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+) *@ *(?P<url>https?://[^\s#]+)\S*", re.MULTILINE)


def source_files() -> list[Path]:
    """Return the files to look at, relative to the checkout's root: tracked ones and new ones that git does not ignore.

    They are those of the artifact. The project's own tests and tools stay out: Ruff looks at them more closely than
    ansible-test would.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".", *OWN]
    listed = "".join(
        subprocess.run(one, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
        for one in (command, ["git", "ls-files", "-z", "--", *SETTINGS])
    )
    names = sorted(set(filter(None, listed.split("\0"))))
    return [Path(name) for name in names if (REPOSITORY / name).is_file()]


def copy_collection(workspace: Path) -> Path:
    """Make a fresh copy of the checkout below `workspace`; return the collection's directory."""
    target = workspace / COLLECTION
    shutil.rmtree(target, ignore_errors=True)
    for name in source_files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, target / name, follow_symlinks=False)
    subprocess.run(["git", "init", "--quiet"], cwd=target, check=True)
    return target


def replace_get_pip(output: str) -> str | None:
    """Where ansible-test could not download get-pip, put the stand-in there; return what was done, if anything."""
    wanted = GET_PIP_WANTED.search(output)
    if not wanted:
        return None
    cached = Path(wanted[1].strip())
    cached.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(STAND_IN, cached)
    return f"get-pip cannot be downloaded here: {cached} now holds a stand-in that needs the package index only"


def replace_archives(output: str) -> str | None:
    """Where pip could not download an archive, ask for the package's release; return what was done, if anything.

    ansible-core 2.22 pins dill to an archive for the sake of Python 3.15; older Pythons are served by its release.
    The file changed is the ansible-test's own of this virtual environment.
    """
    if "Could not install packages" not in output or sys.prefix == sys.base_prefix:
        return None
    replaced = []
    for path in (Path(sysconfig.get_path("purelib")) / "ansible_test/_data/requirements").glob("sanity.*.txt"):
        text = path.read_text()
        unreachable = [match for match in ARCHIVE_REQUIREMENT.finditer(text) if match["url"] in output]
        for match in unreachable:
            text = text.replace(match[0], match["name"])
            replaced.append(f"{match['name']} ({path.name})")
        if unreachable:
            path.write_text(text)
    return f"archives cannot be downloaded here, releases take their place: {', '.join(replaced)}" if replaced else None


def run_and_show(command: list[str], directory: Path) -> tuple[int, str]:
    """Run a command, pass its output on line by line, and return its exit code and that output."""
    lines = []
    with subprocess.Popen(
        command,
        cwd=directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def run_sanity(workspace: Path, arguments: list[str]) -> int:
    """Run ansible-test sanity on a copy below `workspace`; return its exit code.

    A second run in the same workspace waits, or it would take the copy away from under the first.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    with (workspace / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return run_until_remedied(copy_collection(workspace), arguments)


def run_until_remedied(directory: Path, arguments: list[str]) -> int:
    """Run ansible-test sanity in `directory`, again after each remedy; return the last run's exit code."""
    ansible_test = Path(sys.executable).with_name("ansible-test")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [str(ansible_test), "sanity", "--local", "--python", python, *arguments]
    remedies = [replace_get_pip, replace_archives]
    while True:
        code, output = run_and_show(command, directory)
        remedied = [(remedy, done) for remedy in remedies if code and (done := remedy(output))]
        if not remedied:
            return code
        for remedy, done in remedied:
            remedies.remove(remedy)
            print(f"\n{done}. Starting again.\n", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path, default=REPOSITORY / "build/sanity", help="where to put the copy")
    options, arguments = parser.parse_known_args()
    return run_sanity(options.workspace, arguments)


if __name__ == "__main__":
    sys.exit(main())
