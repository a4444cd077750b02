# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python -m tests.benchmarks``: the same work by the module, by the uri module and by a plain script.

Against ``python -m tests.simulators ucm`` over HTTPS, with ansible-core's settings as they are out of the box. Whole
processes are measured, Python's start included. Writes build/bench.md and prints it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks import voipnow
from tests.benchmarks.budget import (
    CONFIG,
    CONFIG_AGAIN,
    CONFIG_LARGE,
    CONFIG_SCRIPT,
    MODULE,
    SCRIPT,
    URI,
    broken,
    broken_in_bulk,
    broken_of_voipnow,
    table,
)
from tests.benchmarks.configuration import new_office, present_office
from tests.benchmarks.measuring import Measured, Run, measure
from tests.simulators.client import Simulator, start

ROOT = Path(__file__).resolve().parents[2]
PLAYBOOKS = Path(__file__).with_name("playbooks")
REPORT = ROOT / "build/bench.md"
BULK_REPORT = ROOT / "build/bench-bulk.md"
FIRST = 5000
LATENCY_MS = {"ucm": 5.0, "voipnow": 0.0}
"""What one answer takes: of a UCM as in the same network, of a VoipNow as it is simulated. For a UCM with
``--latency-ms 0`` Ansible's own price of a loop (the scenario ``floor``) is already twice the script's. For a VoipNow
with 5 ms the three requests for each new extension of a loop weigh more against uri's one."""
FORKS = 5
BULK_EXTENSIONS, BULK_QUEUES, LARGE = 1000, 100, 10_000
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")
"""Of the caller's environment; everything else could change how Ansible works."""


@dataclass
class Bench:
    """A system, and a directory for one run's inventory, session cache and Ansible home."""

    pbx: Simulator
    directory: Path
    count: int

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        home = str(self.directory / "home")
        return kept | {
            "HOME": home,
            "ANSIBLE_HOME": str(self.directory / "ansible"),
            "ANSIBLE_CONFIG": str(self.directory / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT / "collections"),
        }

    @property
    def given(self) -> dict[str, Any]:
        """Variables of the playbooks."""
        cache = str(self.directory / "sessions")
        names = ("username", "password", "app_id", "app_secret")
        account = {name: self.pbx.credentials[name] for name in names if name in self.pbx.credentials}
        system = {"url": self.pbx.url, "ca_path": self.pbx.ca, "session_cache_path": cache, **account}
        return {"system": system, "first": FIRST, "count": self.count, "systems": "localhost"}

    def playbook(self, name: str, *arguments: str, **variables: Any) -> Run:
        command = str(Path(sys.executable).with_name("ansible-playbook"))
        given = json.dumps({**self.given, **variables})
        return measure(
            [command, str(PLAYBOOKS / f"{name}.yml"), *arguments, "--extra-vars", given], self.pbx, self.environment
        )

    # -- scenarios

    def script(self) -> Run:
        command = [sys.executable, str(Path(__file__).with_name("plain_script.py"))]
        return measure(command, self.pbx, self.environment, json.dumps(self.given))

    def uri(self) -> Run:
        return self.playbook("extensions_with_uri")

    def module(self) -> Run:
        return self.playbook("extensions")

    def unchanged(self) -> Run:
        self.playbook("extensions")
        return self.playbook("extensions")

    def forks(self) -> Run:
        """The same items shared out among five hosts, which are the same system."""
        inventory = self.directory / "inventory.json"
        each = self.count // FORKS
        local = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable, "count": each}
        hosts = {f"pbx{number}": {**local, "first": FIRST + number * each} for number in range(FORKS)}
        inventory.write_text(json.dumps({"all": {"hosts": hosts}}))
        given = {"system": self.given["system"], "systems": "all"}
        command = str(Path(sys.executable).with_name("ansible-playbook"))
        arguments = ["--inventory", str(inventory), "--forks", str(FORKS), "--extra-vars", json.dumps(given)]
        return measure([command, str(PLAYBOOKS / "extensions.yml"), *arguments], self.pbx, self.environment)

    def one_task(self) -> Run:
        return self.playbook("one_extension")

    def one_task_as_module(self) -> Run:
        return self.playbook("one_extension", telephony_pbx_in_process=False)

    def nothing(self) -> Run:
        return self.playbook("nothing")

    def floor(self) -> Run:
        return self.playbook("floor")

    # -- whole configurations

    def script_of_config(self) -> Run:
        self.pbx.reset(objects=0)
        given = {**self.given, "config": new_office(BULK_EXTENSIONS, BULK_QUEUES)}
        command = [sys.executable, str(Path(__file__).with_name("bulk_script.py"))]
        return measure(command, self.pbx, self.environment, json.dumps(given))

    def config(self) -> Run:
        self.pbx.reset(objects=0)
        return self.configure("whole_pbx", new_office(BULK_EXTENSIONS, BULK_QUEUES))

    def config_again(self) -> Run:
        self.config()
        return self.configure("whole_pbx", new_office(BULK_EXTENSIONS, BULK_QUEUES))

    def config_large(self) -> Run:
        """Memory is what counts here, so the system answers at once."""
        self.pbx.reset(objects=LARGE, latency_ms=0.0)
        return self.configure("whole_pbx", present_office(LARGE))

    def configure(self, playbook: str, config: dict[str, Any]) -> Run:
        path = self.directory / "config.json"
        path.write_text(json.dumps(config))
        return self.playbook(playbook, config_file=str(path))


@contextmanager
def fresh(pbx: Simulator, count: int) -> Iterator[Bench]:
    """A system as after start, and empty directories."""
    pbx.reset()
    with tempfile.TemporaryDirectory(prefix="pbx-bench-") as directory:
        (Path(directory) / "home").mkdir()
        (Path(directory) / "ansible.cfg").touch()
        yield Bench(pbx, Path(directory), count)


Scenarios = dict[str, tuple[str, int, Callable[[Bench], Run]]]
"""By name: title, number of items, and what is measured."""


def scenarios(count: int) -> Scenarios:
    """By name: title, number of items, and what is measured."""
    return {
        SCRIPT: (f"httpx script, {count} extensions", count, Bench.script),
        MODULE: (f"ucm_extension, loop of {count}", count, Bench.module),
        "unchanged": ("ucm_extension, the loop again (nothing changes)", count, Bench.unchanged),
        "forks": (f"ucm_extension, {FORKS} hosts with {count // FORKS} each, {FORKS} forks", count, Bench.forks),
        URI: (f"uri, loop of {count}, writes only", count, Bench.uri),
        "one_task": ("ucm_extension, one task in process", 1, Bench.one_task),
        "one_task_as_module": ("ucm_extension, one task as a module", 1, Bench.one_task_as_module),
        "floor": (f"Ansible's own price: set_fact, loop of {count}", count, Bench.floor),
        "nothing": ("ansible-playbook with nothing to do", 1, Bench.nothing),
    }


def bulk_scenarios(count: int) -> Scenarios:
    """The same of whole configurations, with the loop over uri to compare what one item takes."""
    whole = f"{BULK_EXTENSIONS} extensions and {BULK_QUEUES} queues"
    items = BULK_EXTENSIONS + BULK_QUEUES
    return {
        CONFIG_SCRIPT: (f"httpx script, {whole}", items, Bench.script_of_config),
        CONFIG: (f"ucm_config, {whole}", items, Bench.config),
        CONFIG_AGAIN: ("ucm_config, the same again (nothing changes)", items, Bench.config_again),
        CONFIG_LARGE: (f"ucm_config, {LARGE} extensions unchanged, answers at once", LARGE, Bench.config_large),
        URI: scenarios(count)[URI],
    }


def measure_all(
    pbx: Simulator, count: int, runs: int, chosen: list[str], scenarios: Callable[[int], Scenarios] = scenarios
) -> dict[str, Measured]:
    """Every scenario once, then again, so that a busy spell of the machine falls on all of them."""
    found: dict[str, list[Run]] = {name: [] for name in scenarios(count) if not chosen or name in chosen}
    for number in range(runs):
        for name, runs_of_it in found.items():
            title, _, work = scenarios(count)[name]
            print(f"run {number + 1} of {runs}: {title}", file=sys.stderr, flush=True)
            with fresh(pbx, count) as bench:
                runs_of_it.append(work(bench))
    return {name: Measured(*scenarios(count)[name][:2], tuple(each)) for name, each in found.items()}


def same_requests(results: dict[str, Measured], names: tuple[str, str] = (MODULE, SCRIPT)) -> list[str]:
    """The script is a fair measure only if it sends what the module sends."""
    if not set(names) <= results.keys():
        return []
    module, script = (results[name].runs[0].sequence() for name in names)
    if module == script:
        return []
    at = next((i for i, (one, other) in enumerate(zip(module, script, strict=False)) if one != other), None)
    if at is None:
        return [f"the module sends {len(module)} requests, and the script {len(script)}"]
    return [f"request {at + 1} is {module[at]} of the module, and {script[at]} of the script"]


SAME_REQUESTS = (
    "The script sends the same requests as the module's loop, in the same order: login, then read, write, read of "
    "each extension, then one apply."
)
SAME_REQUESTS_IN_BULK = (
    "The script sends the same requests as ucm_config, in the same order and one after the other: login, the lists "
    "that tell which numbers are taken, then write and read of each object, then one apply. Where nothing changes, the "
    "lists tell all that is wanted of the queues, and each extension is read once, since no list has its settings."
)


def notes(runs: int, latency_ms: float, *, bulk: bool = False) -> list[str]:
    return [
        f"Medians of {runs} runs of whole processes over HTTPS, system and session cache reset before each. "
        f"The simulated system takes {latency_ms:g} ms longer than it needs for every answer; real ones take more. "
        f"{SAME_REQUESTS_IN_BULK if bulk else SAME_REQUESTS} "
        "The loop over uri has only the writes. Peak memory is the largest process's.",
        "",
        f"Python {platform.python_version()}, ansible-core {version('ansible-core')}, httpx {version('httpx')}, "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}.",
    ]


def measure_voipnow(given: argparse.Namespace) -> int:
    """The same for VoipNow, whose limits are others."""
    with start("voipnow", latency_ms=given.latency_ms, objects=10) as pbx:
        chosen = voipnow.bulk_scenarios if given.bulk else voipnow.scenarios
        results = measure_all(pbx, given.items, given.runs, given.only, chosen)
    told = [
        f"Medians of {given.runs} runs of whole processes over HTTPS. Every answer takes {given.latency_ms:g} ms more "
        "than the simulated system needs. The zeep script lists and reads what voipnow_config does. The loop over uri "
        "sends the module's writes, and nothing else but for the token.",
    ]
    text = table(results, told, module=CONFIG, script=CONFIG_SCRIPT) if given.bulk else table(results, told)
    report = (BULK_REPORT if given.bulk else REPORT).with_stem(f"bench-voipnow{'-bulk' if given.bulk else ''}")
    report.parent.mkdir(exist_ok=True)
    report.write_text(text)
    print(text)
    problems = broken_of_voipnow(results)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems and given.check else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=str(__doc__).partition("\n")[0])
    parser.add_argument("--vendor", choices=["ucm", "voipnow"], default="ucm", help="what to measure (default: ucm)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each scenario (default: 3)")
    parser.add_argument("--items", type=int, default=100, help="extensions in a loop (default: 100)")
    parser.add_argument(
        "--latency-ms",
        type=float,
        help="how much longer each answer takes (default: 5 for ucm, 0 for voipnow)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=sorted({*scenarios(0), *bulk_scenarios(0), *voipnow.scenarios(0), *voipnow.bulk_scenarios(0)}),
        help="one scenario; repeatable",
    )
    parser.add_argument("--bulk", action="store_true", help="whole configurations instead, which takes minutes")
    parser.add_argument("--check", action="store_true", help="fail if the budget is broken")
    given = parser.parse_args()
    if given.latency_ms is None:
        given.latency_ms = LATENCY_MS[given.vendor]
    if given.vendor == "voipnow":
        return measure_voipnow(given)
    with start("ucm", latency_ms=given.latency_ms) as pbx:
        chosen = bulk_scenarios if given.bulk else scenarios
        results = measure_all(pbx, given.items, given.runs, given.only, chosen)
    told = notes(given.runs, given.latency_ms, bulk=given.bulk)
    text = table(results, told, module=CONFIG, script=CONFIG_SCRIPT) if given.bulk else table(results, told)
    report = BULK_REPORT if given.bulk else REPORT
    report.parent.mkdir(exist_ok=True)
    report.write_text(text)
    print(text)
    problems = same_requests(results, (CONFIG, CONFIG_SCRIPT) if given.bulk else (MODULE, SCRIPT))
    if given.bulk and results.keys() >= {CONFIG, CONFIG_SCRIPT, CONFIG_AGAIN, CONFIG_LARGE}:
        problems += broken_in_bulk(results, BULK_EXTENSIONS)
    elif {MODULE, URI, SCRIPT} <= results.keys():
        problems += broken(results)
    elif given.check:
        parser.error("--check needs the scenarios module, uri and script, and with --bulk all of them")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
