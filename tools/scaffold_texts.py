# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scaffolds of all vendors say alike; see tools/new.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


class Refused(Exception):
    """The resource cannot be scaffolded; the text says why."""


def names_of(vendor: str, resource: str) -> dict[str, str]:
    """The substitutions that follow from the names alone."""
    plural = f"{resource[:-1]}ies" if resource.endswith("y") else f"{resource}s"
    words = resource.replace("_", " ")
    return {
        "vendor": vendor,
        "VENDOR": vendor.upper(),
        "module": f"{vendor}_{resource}",
        "resource": resource,
        "CONSTANT": resource.upper(),
        "plural": plural,
        "words": words,
        "Words_plural": plural.replace("_", " ").capitalize(),
        "words_plural": plural.replace("_", " "),
        "article": "an" if words[0] in "aeiou" else "a",
        "version": str(yaml.safe_load((ROOT / "galaxy.yml").read_text())["version"]),
    }


def example_text(options: dict[str, str | int | bool]) -> str:
    """Options as they stand in a task of EXAMPLES."""
    return yaml.safe_dump(options, sort_keys=False).rstrip().replace("\n", "\n    ").join(["    ", ""])


def comment(*paragraphs: str) -> str:
    """Paragraphs as lines of a comment."""
    return "\n".join(line for paragraph in paragraphs for line in wrapped("# ", paragraph))


def wrapped(prefix: str, text: str, width: int = 118) -> Iterator[str]:
    line = prefix.rstrip()
    for word in text.split():
        if len(line) + 1 + len(word) > width:
            yield line
            line = prefix.rstrip()
        line = f"{line} {word}"
    yield line


def quoted(value: str | int | bool) -> str:
    """A value as Python, texts in double quotes."""
    return f'"{value}"' if isinstance(value, str) else repr(value)
