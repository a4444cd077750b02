# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Build the documentation: the guides of docs/ and a reference page for every plugin and role, into build/docs/html.

Reference pages are made by antsibull-docs of the documentation that plugins carry. A plugin whose documentation cannot
be read and a guide that Sphinx complains about fail the build.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCE = REPOSITORY / "build/docs/source"
HTML = REPOSITORY / "build/docs/html"

CONFIGURATION = """\
project = "{namespace}.{name}"
version = release = "{version}"
copyright = "the {namespace}.{name} contributors"
extensions = ["myst_parser", "sphinx_antsibull_ext"]
myst_heading_anchors = 3
html_theme = "sphinx_ansible_theme"
html_show_sphinx = False
# Reference pages point to labels of Ansible's own documentation, which is not fetched; guides point to files of the
# repository.
suppress_warnings = ["ref.ref", "myst.xref_missing"]
"""

FRONT_PAGE = """\
# {namespace}.{name} {version}

{description}

```{{toctree}}
:caption: Guides
:maxdepth: 1
:glob:

guides/*
```

```{{toctree}}
:caption: Reference
:maxdepth: 2

reference/index
```
"""


def program(name: str) -> str:
    """Return the path of a program that is installed beside the running interpreter."""
    return str(Path(sys.executable).with_name(name))


def main() -> int:
    galaxy = yaml.safe_load((REPOSITORY / "galaxy.yml").read_text())
    shutil.rmtree(SOURCE.parent, ignore_errors=True)
    shutil.copytree(REPOSITORY / "docs", SOURCE / "guides")
    (SOURCE / "conf.py").write_text(CONFIGURATION.format(**galaxy))
    (SOURCE / "index.md").write_text(FRONT_PAGE.format(**galaxy))
    reference = SOURCE / "reference"
    reference.mkdir()
    collection = f"{galaxy['namespace']}.{galaxy['name']}"
    antsibull_docs = [program("antsibull-docs"), "collection", "--use-current", "--fail-on-error", "--squash-hierarchy"]
    sphinx_build = [program("sphinx-build"), "-q", "-W", "--keep-going", "-b", "html"]
    commands = [
        [*antsibull_docs, "--dest-dir", str(reference), collection],
        [*sphinx_build, str(SOURCE), str(HTML)],
    ]
    for command in commands:
        code = subprocess.call(command, cwd=REPOSITORY)
        if code:
            return code
    print(f"{len(list(HTML.rglob('*.html')))} pages in {HTML.relative_to(REPOSITORY)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
