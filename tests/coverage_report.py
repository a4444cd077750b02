# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the vendors' documented operations the simulators have been sent.

``python -m tests.coverage_report PATH...``: files of JSON lines as the simulators write them, or directories of such
files. Prints a line per vendor, ``ucm: 15/121 operations, 120/1145 parameters``, and below it what was never sent, and
where a vendor's schema has more operations, how many of those were.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from tests.contracts import Contract, load, vendors

SUFFIX = ".jsonl"


@dataclass
class Sent:
    """Parameter names sent per operation id, of one vendor, and the names of operations that have none."""

    parameters: dict[str, set[str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    def add(self, operation_id: str, names: Iterable[str]) -> None:
        self.parameters.setdefault(operation_id, set()).update(names)


def names_in(parameters: Any, prefix: str = "") -> Iterator[str]:
    """Names as the contracts write them (``a``, ``a.b``, ``a[].b``) of a parameter object or of a list of names.

    An object may stand as JSON text in a parameter.
    """
    if prefix and isinstance(parameters, str) and parameters.startswith("{"):
        try:
            parameters = json.loads(parameters)
        except (ValueError, RecursionError):
            return
    if isinstance(parameters, Mapping):
        for name, value in parameters.items():
            yield prefix + name
            yield from names_in(value, f"{prefix}{name}.")
    elif isinstance(parameters, list):
        for item in parameters:
            if isinstance(item, Mapping):
                yield from names_in(item, f"{prefix.removesuffix('.')}[]." if prefix else "")
            elif isinstance(item, str) and not prefix:
                yield item


def read(paths: Iterable[Path]) -> dict[str, Sent]:
    """What was sent, by vendor."""
    found: dict[str, Sent] = {}
    for path in paths:
        for file in sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]:
            for line in file.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                sent = found.setdefault(entry["vendor"], Sent())
                if not entry.get("operation_id"):
                    sent.others.add(str(entry.get("operation")))
                else:
                    sent.add(entry["operation_id"], names_in(entry["parameters"]))
    return found


def report(contract: Contract, sent: Sent, out: TextIO) -> None:
    """One vendor's line and what is missing. Parameters that no contract knows do not count."""
    operations = [operation for operation in contract if operation.id in sent.parameters]
    missing: dict[str, list[str]] = {}
    for operation in operations:
        names = sent.parameters[operation.id]
        missing[operation.id] = [parameter for parameter in operation.parameter if parameter not in names]
    total = sum(len(operation.parameters) for operation in contract)
    reached = sum(len(operation.parameters) for operation in operations) - sum(map(len, missing.values()))
    done, known = len(operations), len(contract.operations)
    print(f"{contract.vendor}: {done}/{known} operations, {reached}/{total} parameters", file=out)
    if contract.beyond:
        more = sent.others & contract.beyond
        print(
            f"  of {len(contract.beyond)} more in its schema {len(more)}: {', '.join(sorted(more))}",
            file=out,
        )
    for operation in contract:
        if operation.id not in sent.parameters:
            print(f"  not sent: {operation.wire} ({operation.id})", file=out)
        elif missing[operation.id]:
            print(f"  {operation.wire}: without {', '.join(missing[operation.id])}", file=out)


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.coverage_report", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="path", help=f"a {SUFFIX} file or a directory of them")
    found = read(parser.parse_args(arguments).paths)
    for vendor in vendors():
        report(load(vendor), found.get(vendor, Sent()), out)


if __name__ == "__main__":
    main()
