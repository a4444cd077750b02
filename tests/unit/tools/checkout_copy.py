# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A checkout of its own, for tests of tools that write into it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import new

LEFT_OUT = shutil.ignore_patterns(".*", "build", "collections", "__pycache__", "unit", "integration", "docs")


class Copy:
    """A copy of the checkout, below ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root / "checkout"
        shutil.copytree(new.ROOT, self.root, ignore=LEFT_OUT, symlinks=True)
        links = self.root / "collections/ansible_collections/telephony"
        links.mkdir(parents=True)
        (links / "pbx").symlink_to(self.root)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root / "collections"), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )

    def new(self, vendor: str, resource: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "tools.new", vendor, resource)

    def ruff(self, command: list[str], files: list[str]) -> subprocess.CompletedProcess[str] | None:
        """What ruff says of files; None where it is not installed."""
        ruff = shutil.which("ruff", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        if ruff is None:
            return None
        return subprocess.run([ruff, *command, *files], cwd=self.root, capture_output=True, text=True, check=False)

    def files(self) -> set[str]:
        return {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()}
