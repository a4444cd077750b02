# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scaffolder for VoipNow, in a copy of the checkout: what it makes of the schema works on the simulator."""

from __future__ import annotations

import json
import subprocess

import pytest
import yaml

from tests.unit.tools.checkout_copy import Copy
from tools import new, new_voipnow

MADE = ("channel_group", "custom_button", "device")
"""One that is named by its name, one by its code, one that has details of its own; none has a module yet."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = Copy(tmp_path_factory.mktemp("new"))
    assert made.python("-m", "tools.generate").returncode == 0
    return made


@pytest.fixture(scope="module")
def scaffolded(copy: Copy) -> dict[str, subprocess.CompletedProcess[str]]:
    return {resource: copy.new("voipnow", resource) for resource in MADE}


LIFE = """
import importlib, json, sys, tempfile
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, run_task
from tests.simulators.client import start

told = {}
with start("voipnow") as pbx, tempfile.TemporaryDirectory() as cache:
    for name, steps in json.loads(sys.argv[1]).items():
        task = importlib.import_module(f"ansible_collections.telephony.pbx.plugins.modules.voipnow_{name}").TASK
        account = {key: value for key, value in pbx.credentials.items() if key in task.spec}
        connection = {"url": pbx.url, "ca_path": pbx.ca, **account, "session_cache_path": cache}
        told[name] = []
        for options in steps:
            validation = ArgumentSpecValidator(task.spec).validate({**connection, **options})
            assert not validation.error_messages, validation.error_messages
            done = run_task(task, validation.validated_parameters, Context(diff_mode=True))
            told[name].append([done["changed"], done.get("msg"), done.get(name)])
print(json.dumps(told))
"""


def test_scaffolded_resources_work(copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]) -> None:
    for run in scaffolded.values():
        assert (run.returncode, run.stderr) == (0, "")
    gone = {"state": "absent"}
    steps = {
        "channel_group": [{"name": "first", **more} for more in ({"notes": "a"}, {"notes": "a"}, {"notes": "b"}, gone)],
        "custom_button": [
            {"code": "first", **more}
            for more in ({"text": "a", "button_url": "www.example.com"}, {"text": "a"}, {"text": "b"}, gone)
        ],
        "device": [
            {"name": "first", **more}
            for more in ({"serial": "ab12", "notes": "a"}, {"notes": "a"}, {"notes": "b"}, gone)
        ],
    }
    life = copy.python("-c", LIFE, json.dumps(steps))
    assert life.returncode == 0, life.stderr
    for name, told in json.loads(life.stdout).items():
        assert [changed for changed, _message, _object in told] == [True, False, True, True], told
        shown = "text" if name == "custom_button" else "notes"
        assert [found.get(shown) for _changed, _message, found in told] == ["a", "a", "b", None], told


def test_generated_parts_are_up_to_date(copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]) -> None:
    assert copy.python("-m", "tools.generate", "--check").returncode == 0
    runtime = yaml.safe_load((copy.root / "meta/runtime.yml").read_text())
    for resource in scaffolded:
        assert f"voipnow_{resource}" in runtime["action_groups"]["voipnow_state"]


def test_the_page_documents_the_schemas_values(
    copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    page = (copy.root / "plugins/modules/voipnow_custom_button.py").read_text()
    parts = {
        name: yaml.safe_load(page.split(f'{name} = r"""')[1].split('"""')[0]) for name in ("DOCUMENTATION", "EXAMPLES")
    }
    options = parts["DOCUMENTATION"]["options"]
    assert options["code"]["required"] is True
    assert options["button_url"]["aliases"] == ["URL"]
    assert options["display_to_owner"]["type"] == "bool"
    assert len(options["display_level"]["choices"]) > 1
    assert "telephony.pbx.voipnow" in parts["DOCUMENTATION"]["extends_documentation_fragment"]
    assert parts["EXAMPLES"][1]["telephony.pbx.voipnow_custom_button"]["state"] == "absent"


def test_what_is_left_is_told(copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]) -> None:
    told = scaffolded["channel_group"].stdout
    for words in (
        "written: plugins/module_utils/voipnow/channel_group.py",
        "written: plugins/modules/voipnow_channel_group.py",
        "written: changelogs/fragments/voipnow_channel_group.yml",
        "left: what the comment in plugins/module_utils/voipnow/channel_group.py lists, and descriptions",
        "left: a row in tests/conformance/rows",
        'state=lambda pbx: named(pbx, "channel_groups", name="first")',
        "left: CHANNEL_GROUP in CONFIGURATION of plugins/module_utils/voipnow/catalog.py",
    ):
        assert words in told
    table = (copy.root / "plugins/module_utils/voipnow/channel_group.py").read_text()
    assert "# In the schema and not in this table yet: channelID." in table
    assert "SPDX-License-Identifier: BSD-2-Clause" in table
    assert "secret=True" in (copy.root / "plugins/module_utils/voipnow/device.py").read_text()


def test_until_its_row_is_written_the_suite_fails(
    copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    command = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/conformance/test_every_module.py", "-k")
    run = copy.python(*command, "has_a_row_for_every_state_module or channel_group")
    assert run.returncode == 1, run.stdout
    assert "1 failed" in run.stdout
    assert "test_the_table_has_a_row_for_every_state_module" in run.stdout


def test_lines_are_formatted(copy: Copy, scaffolded: dict[str, subprocess.CompletedProcess[str]]) -> None:
    lines = [line for run in scaffolded.values() for line in run.stdout.splitlines()]
    made = [line.removeprefix("written: ") for line in lines if line.startswith("written: ") and line.endswith(".py")]
    assert {f"plugins/module_utils/voipnow/{resource}.py" for resource in MADE} < set(made)
    for command in (["check"], ["format", "--diff"]):
        result = copy.ruff(command, made)
        if result is None:
            pytest.skip("ruff is not installed")
        assert result.returncode == 0, result.stdout


# -- what is taken from the schema


@pytest.mark.parametrize(
    ("resource", "operations", "rows", "key", "select"),
    [
        ("time_interval_block", ("GetTimeIntervalBlocks", "AddTimeIntervalBlock"), "timeIntervalBlock", "name", "ID"),
        ("outgoing_call_rule_group", ("GetCallRulesOutGroup", "AddCallRulesOutGroup"), "rulesGroup", "name", "ID"),
        ("custom_alert", ("GetCustomAlerts", "AddCustomAlert"), "button", "code", "code"),
        ("charging_plan", ("GetChargingPlans", "AddChargingPlan"), "chargingPlan", "name", "ID"),
    ],
)
def test_a_resource_is_found_by_its_name_or_by_the_tools(
    resource: str, operations: tuple[str, str], rows: str, key: str, select: str
) -> None:
    wire = new_voipnow.find_wire(resource)
    assert ((wire.list, wire.add), wire.rows, wire.key, wire.select) == (operations, rows, key, select)


def test_the_container_of_details_is_found() -> None:
    assert new_voipnow.find_wire("charging_plan").document == "chargingPlan"
    assert new_voipnow.find_wire("device").document == ""


def test_what_the_list_wants_is_told() -> None:
    assert "The list wants chargingPlanID" in new_voipnow.note_text(new_voipnow.find_wire("charging_package"))


def test_an_unknown_resource_is_guessed_and_called_so() -> None:
    wire = new_voipnow.find_wire("speed_dial")
    assert (wire.schema, wire.list, wire.add) == (None, "GetSpeedDials", "AddSpeedDial")
    assert "guesses" in new_voipnow.note_text(wire)
    left = "\n".join(new_voipnow.left_to_do(wire, None))
    assert "the operations in tests/contracts/voipnow.json" in left
    assert "tests/simulators/voipnow/resources/speed_dial.py" in left


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        ("voicemail_settings", "SetVoicemail writes it of what there is"),
        ("region", "region can only be read, with voipnow_info"),
        ("organization", "plugins/module_utils/voipnow/organization.py exists already"),
        ("info", "plugins/modules/voipnow_info.py exists already"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(resource: str, words: str) -> None:
    with pytest.raises(new.Refused) as refused:
        list(new.scaffold("voipnow", resource))
    assert words in str(refused.value)
