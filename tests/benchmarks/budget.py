# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The promise that make bench checks, and the table that it prints."""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.measuring import Measured

MODULE, URI, SCRIPT = "module", "uri", "script"
ONE_TASK, ONE_URI = "one_task", "one_uri"
CONFIG, CONFIG_SCRIPT, CONFIG_AGAIN, CONFIG_LARGE = "config", "config_script", "config_again", "config_large"
FASTER_THAN_URI = 10.0
SLOWER_THAN_SCRIPT = 3.0
CONFIG_SLOWER_THAN_SCRIPT = 1.5
ONE_TASK_SLOWER_THAN_URI = 2.5
"""With the WSDL files in the cache."""
MOST_MEMORY = 300.0
"""In MiB, with 10,000 extensions that are as they should be."""
PAGE = 500


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


def broken_in_bulk(results: Mapping[str, Measured], extensions: int) -> list[str]:
    """The same of whole configurations; ``extensions`` are those of the run that changes nothing."""
    problems = []
    config, script = (results[name].seconds for name in (CONFIG, CONFIG_SCRIPT))
    if config > script * CONFIG_SLOWER_THAN_SCRIPT:
        problems.append(
            f"ucm_config takes {config / script:.2f} times as long as the httpx script, "
            f"and may take {CONFIG_SLOWER_THAN_SCRIPT:g} times as long"
        )
    sent, least = results[CONFIG_AGAIN].requests, least_requests(extensions)
    if sent > least:
        problems.append(f"ucm_config sends {sent} requests where nothing changes, and {least} are enough")
    peak = results[CONFIG_LARGE].peak
    if peak > MOST_MEMORY:
        problems.append(f"ucm_config takes {peak:.0f} MiB, and may take {MOST_MEMORY:g}")
    return problems


def broken_of_voipnow(results: Mapping[str, Measured]) -> list[str]:
    """What of VoipNow's budget does not hold, as far as it was measured."""
    problems = []
    for slow, fast, most in (
        (CONFIG, CONFIG_SCRIPT, CONFIG_SLOWER_THAN_SCRIPT),
        (ONE_TASK, ONE_URI, ONE_TASK_SLOWER_THAN_URI),
        (MODULE, URI, 1 / FASTER_THAN_URI),
    ):
        if {slow, fast} <= results.keys() and results[slow].seconds > results[fast].seconds * most:
            one, other = results[slow], results[fast]
            ratio = one.seconds / other.seconds
            problems.append(
                f"{one.title} takes {ratio:.2f} times as long as {other.title}, and may take {most:g} times"
            )
    return problems


def least_requests(extensions: int) -> int:
    """What it takes to know that nothing has to be done: the list of queues, which has all that is wanted of them, the
    pages of the list of extensions, which tells which are there, and one read of each, since no list has its settings.
    """
    return 1 + -(-extensions // PAGE) + extensions


def table(results: Mapping[str, Measured], notes: list[str], *, module: str = MODULE, script: str = SCRIPT) -> str:
    """The results as Markdown. What has as many items as ``module`` is compared with ``script`` and with uri."""
    lines = [
        "| what | median | from - to | processor | each | to the script | to uri | peak memory | requests | logins |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for found in results.values():
        low, high = found.spread
        comparable = found.items == results[module].items if module in results else False
        ratios = [_ratio(found, results.get(other)) if comparable else "" for other in (script, URI)]
        each = f"{found.seconds / found.items * 1000:.0f} ms" if found.items > 1 else ""
        cells = [found.title, f"{found.seconds:.2f} s", f"{low:.2f} - {high:.2f} s"]
        cells += [f"{found.processor:.2f} s", each, *ratios]
        cells += [f"{found.peak:.0f} MiB", str(found.requests), str(found.logins)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *notes, ""])


def _ratio(found: Measured, other: Measured | None) -> str:
    if other is None or other is found or other.items != found.items:
        return ""
    return f"{found.seconds / other.seconds:.2f} x"
