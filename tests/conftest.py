# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What every test of this repository stands on: the collection's loader and an environment of its own.

The only file that knows pytest-ansible. That plugin sets up ansible-core's collection loader at the start of a run;
its life ends in December 2026, so where it is gone or did not act, the loader is set up here by ansible-core's own
entry point. Fixtures of pytest-ansible are not for use: the ones that run modules refuse ansible-core 2.19 and later.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from ansible.plugins.loader import init_plugin_loader
from ansible.utils.collection_loader import AnsibleCollectionConfig

from tests.simulators.client import Simulator, start

if TYPE_CHECKING:
    from tests.doors import ModuleHost

REPOSITORY = Path(__file__).resolve().parent.parent
COLLECTIONS = REPOSITORY / "collections"

# Settings from the caller's shell that would reach the code under test, and the ansible commands that tests run.
FOREIGN_SETTINGS = ("ANSIBLE_", "TELEPHONY_PBX_", "UCM_", "VOIPNOW_", "PBXWARE_", "MXONE_", "XIVO_")
# Where the simulators write the log that make coverage reads.
KEPT_SETTINGS = {"TELEPHONY_PBX_SIM_LOG_DIR"}

# Time on a shared machine says nothing about the code. Continuous integration tries the same examples at every run.
hypothesis.settings.register_profile(
    "repository",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
hypothesis.settings.load_profile("repository")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Make the collection importable, after pytest-ansible has had its turn."""
    if not (COLLECTIONS / "ansible_collections/telephony/pbx").exists():
        raise pytest.UsageError("The collection is not linked below collections/ yet: run make setup.")
    if AnsibleCollectionConfig.collection_finder is None:
        init_plugin_loader([str(COLLECTIONS)])


@pytest.fixture(scope="session", autouse=True)
def settle_environment(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the run the checkout's ansible.cfg and a home directory of its own, and nothing of the caller's settings."""
    for name in [name for name in os.environ if name.startswith(FOREIGN_SETTINGS) and name not in KEPT_SETTINGS]:
        del os.environ[name]
    os.environ["ANSIBLE_CONFIG"] = str(REPOSITORY / "ansible.cfg")
    os.environ["ANSIBLE_HOME"] = str(tmp_path_factory.mktemp("ansible_home"))
    os.environ["ANSIBLE_NOCOLOR"] = "1"


@pytest.fixture(scope="session")
def running_simulators() -> Iterator[dict[str, Simulator]]:
    """The simulated systems of this test process by vendor, started when first asked for."""
    running: dict[str, Simulator] = {}
    yield running
    for simulator in running.values():
        simulator.close()


@pytest.fixture
def simulators(running_simulators: dict[str, Simulator]) -> Callable[[str], Simulator]:
    """``simulators("ucm")``: a simulated system of that vendor as it is after start."""

    def fresh(vendor: str) -> Simulator:
        if vendor not in running_simulators:
            running_simulators[vendor] = start(vendor)
        running_simulators[vendor].reset()
        return running_simulators[vendor]

    return fresh


@pytest.fixture(scope="session")
def module_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleHost]:
    """The process of this test process that runs modules; see tests/doors.py."""
    from tests.doors import ModuleHost

    host = ModuleHost(tmp_path_factory.mktemp("module_host"))
    yield host
    host.close()
