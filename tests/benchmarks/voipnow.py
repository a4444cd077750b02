# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios of a simulated VoipNow."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.budget import CONFIG, CONFIG_SCRIPT, MODULE, ONE_TASK, ONE_URI, URI
from tests.benchmarks.measuring import Run, measure

if TYPE_CHECKING:
    from tests.benchmarks.__main__ import Bench, Scenarios

EXTENSIONS = 1000
OWNER = "user1"


def tenant(extensions: int) -> dict[str, Any]:
    """New extensions of one user."""
    numbers = [str(20000 + index) for index in range(extensions)]
    return {
        "extensions": [
            {"number": number, "user": OWNER, "label": f"Desk {number}", "password": f"Sip-{number}-Pass"}
            for number in numbers
        ]
    }


def loop(bench: Bench) -> Run:
    return bench.playbook("voipnow_extensions")


def loop_again(bench: Bench) -> Run:
    bench.playbook("voipnow_extensions")
    return bench.playbook("voipnow_extensions")


def uri(bench: Bench) -> Run:
    return bench.playbook("voipnow_extensions_with_uri", owner=bench.pbx.state(f"users/{OWNER}/id"))


def one_task(bench: Bench) -> Run:
    """The WSDL files are in the cache, as they are after the first task of a day."""
    bench.playbook("voipnow_one_extension")
    return bench.playbook("voipnow_one_extension", first=bench.given["first"] + 1)


def one_uri(bench: Bench) -> Run:
    return bench.playbook("voipnow_one_uri")


def script_of_config(bench: Bench) -> Run:
    given = {**bench.given, "config": tenant(EXTENSIONS)}
    command = [sys.executable, str(Path(__file__).with_name("zeep_script.py"))]
    return measure(command, bench.pbx, bench.environment, json.dumps(given))


def config(bench: Bench) -> Run:
    return bench.configure("voipnow_whole", tenant(EXTENSIONS))


def config_again(bench: Bench) -> Run:
    config(bench)
    return config(bench)


def scenarios(count: int) -> Scenarios:
    return {
        MODULE: (f"voipnow_extension, loop of {count}", count, loop),
        "unchanged": ("voipnow_extension, the loop again (nothing changes)", count, loop_again),
        URI: (f"uri, loop of {count}, writes only", count, uri),
        ONE_TASK: ("voipnow_extension, one task, WSDL files in the cache", 1, one_task),
        ONE_URI: ("uri, one task", 1, one_uri),
    }


def bulk_scenarios(count: int) -> Scenarios:
    return {
        CONFIG_SCRIPT: (f"zeep script, {EXTENSIONS} extensions", EXTENSIONS, script_of_config),
        CONFIG: (f"voipnow_config, {EXTENSIONS} extensions", EXTENSIONS, config),
        "config_again": ("voipnow_config, the same again (nothing changes)", EXTENSIONS, config_again),
    }
