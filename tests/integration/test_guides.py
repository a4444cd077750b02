# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks in guides, run as they stand there: in check mode, really, and once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.doors import REPOSITORY, connection_of, run_playbook
from tests.simulators.client import Simulator

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Guide:
    """A guide whose blocks of YAML are tasks of one play, or ``module_defaults`` for it.

    Args:
        name: the file in docs.
        vendor: whose PBX the tasks are for.
        objects: what the tasks need, by resource and key.
        states: modules whose second run changes nothing.
        actions: those of which every run is a change. With the others none is.
        forgotten: what a second run could not do again.
    """

    name: str
    vendor: str = "ucm"
    objects: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    forgotten: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> list[Any]:
        text = (REPOSITORY / "docs" / self.name).read_text(encoding="utf-8")
        return [yaml.safe_load(block) for block in BLOCK.findall(text)]

    def tasks(self) -> list[dict[str, Any]]:
        return [task for block in self.blocks() if isinstance(block, list) for task in block]

    def defaults(self) -> dict[str, Any]:
        found = [block["module_defaults"] for block in self.blocks() if isinstance(block, dict)]
        return {name: options for each in found for name, options in each.items()}


_OF_BEA = {"channelID": 1, "type": "exclusive", "holders": [2, 5, 6], "crDate": "2026-01-05T08:00:00+00:00"}
"""What a number is that provider1, bolt and bea have, by their ids."""

GUIDES = (
    Guide(
        "calls-and-records.md",
        objects={("queue", "6500"): {"members": ["1001"]}},
        states=frozenset({"ucm_cdr_purge", "ucm_recording_fetch", "file"}),
        actions=frozenset({"ucm_call", "ucm_channel", "ucm_prompt", "ucm_message_broadcast", "ucm_queue_agent"}),
    ),
    Guide(
        "hotel.md",
        states=frozenset({"ucm_pms_minibar", "ucm_pms_minibar_goods"}),
        # The guest goes through all rooms once more.
        actions=frozenset({"ucm_pms_room", "ucm_pms_move", "ucm_pms_room_action", "ucm_pms_waiter"}),
        forgotten=(("waiter", "9898"),),
    ),
    Guide(
        "voipnow.md",
        vendor="voipnow",
        objects={
            ("organization", "bolt"): {"parent": "provider1", "phoneExtMax": 20, "userMax": 5, "queueExtMax": 9},
            ("user", "bea"): {"parent": "bolt"},
            ("extension", "0002*101"): {"owner": "bea"},
            ("public_number", "98"): {"phoneNo": "+15559990001", "did": "15559990001", **_OF_BEA},
            ("public_number", "99"): {"phoneNo": "+15559990002", "did": "15559990002", **_OF_BEA},
        },
        states=frozenset(
            {
                "voipnow_call_forwarding",
                "voipnow_charging_plan",
                "voipnow_extension",
                "voipnow_organization",
                "voipnow_public_numbers",
                "voipnow_queue_agents",
                "voipnow_user",
                "voipnow_voicemail",
            }
        ),
        actions=frozenset({"voipnow_limits", "voipnow_prepare_delete"}),
    ),
)
SECRETS = {
    "vault_pms_token": "5f0c29d6a1b34e7788d0c2e94b61a7f3",
    "vault_waiter_9898": "132457",
    "vault_app_secret": "Canary-app-4821",
    "vault_ada_password": "Canary-password-7",
}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_its_tasks_do_what_it_says(guide: Guide, simulators: Callable[[str], Simulator], tmp_path: Path) -> None:
    pbx = simulators(guide.vendor)
    if guide.vendor == "ucm":
        pbx.options(require_pms_token=True)
    for (resource, key), values in guide.objects.items():
        pbx.add(resource, key, **values)
    connection = {**connection_of(pbx), "session_cache_path": str(tmp_path / "sessions")}
    group, defaults = f"group/telephony.pbx.{guide.vendor}", guide.defaults()
    play = {
        "hosts": "all",
        "gather_facts": False,
        "module_defaults": {**defaults, group: {**defaults.get(group, {}), **connection}},
        "tasks": guide.tasks(),
    }
    for mode in ("check", "real", "again"):
        arguments = ("--check", "--diff") if mode == "check" else ("--diff",)
        run = run_playbook([play], tmp_path, variables=SECRETS, arguments=arguments, collect=pbx)
        assert run.code == 0, run
        for secret in SECRETS.values():
            assert secret not in run.output
        for event in run.events:
            (module,) = [name for task in guide.tasks() if task["name"] == event["task"] for name in _modules(task)]
            if mode == "check":
                assert not [entry for entry in event["requests"] if entry["write"]], event
            if event["status"] == "skipped":
                assert mode == "check", event
            elif module in guide.actions or (module in guide.states and mode != "again"):
                assert event["result"]["changed"], event
            else:
                assert not event["result"]["changed"], event

        if mode == "real":
            for resource, key in guide.forgotten:
                pbx.delete(resource, key)


def _modules(task: Mapping[str, Any]) -> list[str]:
    return [name.rpartition(".")[2] for name in task if "." in name]
