# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The promise that make bench checks, and the table that it prints."""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.measuring import Measured

MODULE, URI, SCRIPT = "module", "uri", "script"
FASTER_THAN_URI = 10.0
SLOWER_THAN_SCRIPT = 3.0


def broken(results: Mapping[str, Measured]) -> list[str]:
    """What of the budget does not hold; empty when all of it does."""
    module, uri, script = (results[name].seconds for name in (MODULE, URI, SCRIPT))
    problems = []
    if uri < module * FASTER_THAN_URI:
        problems.append(
            f"the loop over ucm_extension is {uri / module:.1f} times as fast as the loop over uri, "
            f"and should be {FASTER_THAN_URI:g} times as fast"
        )
    if module > script * SLOWER_THAN_SCRIPT:
        problems.append(
            f"the loop over ucm_extension takes {module / script:.1f} times as long as the httpx script, "
            f"and may take {SLOWER_THAN_SCRIPT:g} times as long"
        )
    problems += [
        f"the {name} logged in {results[name].logins} times" for name in (MODULE, SCRIPT) if results[name].logins != 1
    ]
    return problems


def table(results: Mapping[str, Measured], notes: list[str]) -> str:
    """The results as Markdown."""
    lines = [
        "| what | median | from - to | processor | each | to the script | to uri | peak memory | requests | logins |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for found in results.values():
        low, high = found.spread
        comparable = found.items == results[MODULE].items if MODULE in results else False
        ratios = [_ratio(found, results.get(other)) if comparable else "" for other in (SCRIPT, URI)]
        each = f"{found.seconds / found.items * 1000:.0f} ms" if found.items > 1 else ""
        cells = [found.title, f"{found.seconds:.2f} s", f"{low:.2f} - {high:.2f} s"]
        cells += [f"{found.processor:.2f} s", each, *ratios]
        cells += [f"{found.peak:.0f} MiB", str(found.requests), str(found.logins)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *notes, ""])


def _ratio(found: Measured, other: Measured | None) -> str:
    if other is None or other is found:
        return ""
    return f"{found.seconds / other.seconds:.2f} x"
