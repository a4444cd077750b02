# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scaffolder, in a copy of the checkout: what it makes works, and it refuses what it must not touch."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
import yaml

from tests.unit.tools.checkout_copy import Copy
from tools import new


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "string", **more}


COOKIE = text("cookie", required=True, secret=True)
ANSWER = [text("need_apply"), {"name": "status", "type": "integer"}]
SETTINGS = [
    text("gadget_name", required=True, min_length=2, max_length=20),
    text("colour", required=True, enum=["red", "green"]),
    text("enable", enum=["yes", "no"]),
    {"name": "volume", "type": "integer", "min": 1, "max": 10},
]


def operation(purpose: str, kind: str, params: list[dict[str, Any]], returns: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": f"{purpose}_gadget",
        "action": f"{purpose}Gadget",
        "kind": kind,
        "resource": "gadget",
        "params": [COOKIE, *params],
        "returns": returns,
    }


PAGES = [{"name": name, "type": "integer"} for name in ("page", "item_num")]
ROWS = [{"name": "gadgets", "type": "array"}, *(text(f"gadgets[].{name}") for name in ("gadget_id", "gadget_name"))]
READ = [{"name": "gadget", "type": "object"}, *(text(f"gadget.{one['name']}") for one in SETTINGS)]
SELECT = [text("gadget", required=True)]
GADGETS = [
    operation("list", "list", PAGES, ROWS),
    operation("get", "read", SELECT, READ),
    operation("add", "create", SETTINGS, ANSWER),
    operation("update", "update", [*SELECT, *({**one, "required": False} for one in SETTINGS)], ANSWER),
    operation("delete", "delete", SELECT, ANSWER),
]
"""A family of operations that no vendor has."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A checkout of its own whose contract knows gadgets."""
    made = Copy(tmp_path_factory.mktemp("new"))
    contract = made.root / "tests/contracts/ucm.json"
    data = json.loads(contract.read_text())
    data["operations"] += GADGETS
    contract.write_text(json.dumps(data))
    return made


@pytest.fixture(scope="module")
def gadget(copy: Copy) -> subprocess.CompletedProcess[str]:
    """The scaffolding of a documented resource that the simulator does not know."""
    assert copy.python("-m", "tools.generate").returncode == 0
    return copy.new("ucm", "gadget")


LIFE = """
import json, tempfile
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible_collections.telephony.pbx.plugins.module_utils.core.task import Context, run_task
from ansible_collections.telephony.pbx.plugins.modules.ucm_gadget import TASK
from tests.simulators.client import start

with start("ucm") as pbx, tempfile.TemporaryDirectory() as cache:
    account = {name: value for name, value in pbx.credentials.items() if name in TASK.spec}
    connection = {"url": pbx.url, "ca_path": pbx.ca, **account, "session_cache_path": cache}
    def run(**options):
        validation = ArgumentSpecValidator(TASK.spec).validate({**connection, "name": "first", **options})
        assert not validation.error_messages, validation.error_messages
        return run_task(TASK, validation.validated_parameters, Context(diff_mode=True))
    steps = [run(colour="red"), run(colour="red"), run(colour="green"), run(name="second", colour="red"),
             run(state="absent"), run(state="absent")]
    print(json.dumps([[step["changed"], step.get("msg"), step.get("gadget")] for step in steps]))
"""


def test_the_scaffolded_resource_works(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    assert (gadget.returncode, gadget.stderr) == (0, "")
    life = copy.python("-c", LIFE)
    assert life.returncode == 0, life.stderr
    first = {"name": "first", "colour": "red"}
    assert json.loads(life.stdout) == [
        [True, None, first],
        [False, None, first],
        [True, None, {**first, "colour": "green"}],
        [True, None, {"name": "second", "colour": "red"}],
        [True, None, {}],
        [False, None, {}],
    ]


def test_its_generated_parts_are_up_to_date(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    assert copy.python("-m", "tools.generate", "--check").returncode == 0
    runtime = yaml.safe_load((copy.root / "meta/runtime.yml").read_text())
    assert (copy.root / "plugins/action/ucm_gadget.py").exists()
    assert "ucm_gadget" in runtime["action_groups"]["ucm_state"]


def test_its_page_documents_its_options(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    page = (copy.root / "plugins/modules/ucm_gadget.py").read_text()
    parts = {
        name: yaml.safe_load(page.split(f'{name} = r"""')[1].split('"""')[0])
        for name in ("DOCUMENTATION", "EXAMPLES", "RETURN")
    }
    options = parts["DOCUMENTATION"]["options"]
    assert options["name"]["required"] is True
    assert options["name"]["aliases"] == ["gadget_name"]
    assert "From 2 to 20 characters." in options["name"]["description"]
    assert options["colour"]["choices"] == ["red", "green"]
    have, gone = (task["telephony.pbx.ucm_gadget"] for task in parts["EXAMPLES"])
    assert have["colour"] == "red"
    assert gone["state"] == "absent"
    assert set(have) | set(gone) <= {*options, "url", "username", "password"}
    assert set(parts["RETURN"]) == {"gadget", "apply_pending", "api", "error"}


def test_the_table_says_what_is_left(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    table = (copy.root / "plugins/module_utils/ucm/gadget.py").read_text()
    assert "# From the contract, to be confirmed with the vendor's document: list: listGadget, get: getGadget" in table
    assert "# list, get" not in table
    assert "not in this table yet: enable, volume." in " ".join(table.replace("#", "").split())
    assert 'list="listGadget"' in table
    assert '_ANSWER.identifier("gadget_id")' in table
    assert "SPDX-License-Identifier: BSD-2-Clause" in table


def test_what_is_left_is_told(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    for words in (
        "written: plugins/module_utils/ucm/gadget.py",
        "written: plugins/modules/ucm_gadget.py",
        "written: changelogs/fragments/ucm_gadget.yml",
        "written: tests/simulators/ucm/resources/gadget.py",
        "left: a Field in plugins/module_utils/ucm/gadget.py for each documented parameter",
        "left: a row in tests/conformance/rows",
        'identity={"name": "first"}',
        "left: GADGET among the resources of ucm_info",
    ):
        assert words in gadget.stdout
    fragment = yaml.safe_load((copy.root / "changelogs/fragments/ucm_gadget.yml").read_text())
    assert fragment == {"minor_changes": ["ucm_gadget - new module, manages gadgets of a Grandstream UCM."]}


def test_lines_are_formatted(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    made = [line.removeprefix("written: ") for line in gadget.stdout.splitlines() if line.endswith("gadget.py")]
    assert len(made) >= 3
    for command in (["check"], ["format", "--diff"]):
        result = copy.ruff(command, made)
        if result is None:
            pytest.skip("ruff is not installed")
        assert result.returncode == 0, result.stdout


def test_what_is_there_already_is_refused(copy: Copy, gadget: subprocess.CompletedProcess[str]) -> None:
    before = copy.files()
    again = copy.new("ucm", "gadget")
    assert again.returncode == 2
    assert again.stderr == "plugins/module_utils/ucm/gadget.py exists already\n"
    assert copy.files() == before


@pytest.mark.parametrize(
    ("vendor", "resource", "words"),
    [
        ("ucm", "extension", "plugins/module_utils/ucm/extension.py exists already"),
        ("ucm", "info", "plugins/modules/ucm_info.py exists already"),
        ("cisco", "phone", "tools/templates has no vendor 'cisco'; known: "),
        ("core", "thing", "tools/templates has no vendor 'core'; known: "),
        ("ucm", "CallQueue", "'CallQueue' is no resource name"),
        ("ucm", "call__queue", "is no resource name"),
        ("ucm", "../evil", "is no resource name"),
        ("ucm", "ucm_thing", "give the resource without the vendor: thing"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(vendor: str, resource: str, words: str) -> None:
    with pytest.raises(new.Refused) as refused:
        new.check(vendor, resource)
    assert words in str(refused.value)


# -- what is taken from the contract


def test_a_resource_is_found_by_the_end_of_its_name() -> None:
    wire = new.find_wire("ucm", "call_queue")
    assert [wire.action(purpose) for purpose in new.KINDS] == [
        "listQueue",
        "getQueue",
        "addQueue",
        "updateQueue",
        "deleteQueue",
    ]
    assert (wire.rows, wire.document, wire.key, wire.identifier) == ("queue", "queue", "extension", None)
    assert {wire.select(purpose) for purpose in ("get", "update", "delete")} == {"queue"}


def test_ids_that_the_vendor_gives_are_recognised() -> None:
    wire = new.find_wire("ucm", "voip_trunk")
    assert (wire.key, wire.identifier, wire.rows) == ("trunk_name", "trunk_index", "voip_trunk")
    assert [wire.select(purpose) for purpose in ("get", "update", "delete")] == ["trunk", "trunk", "trunk"]


def test_actions_of_an_undocumented_resource_are_guessed_and_called_so() -> None:
    wire = new.find_wire("ucm", "speed_dial")
    assert not wire.documented
    assert (wire.action("list"), wire.action("add")) == ("listSpeedDial", "addSpeedDial")
    assert wire.identifier_of("add") == "add_speed_dial"
    assert "guesses" in new.note_text(wire)
    left = "\n".join(new.left_to_do("ucm", wire, new.substitutions("ucm", wire)))
    assert "tests/contracts/ucm.json has no resource speed_dial" in left


def test_handlers_that_the_simulator_has_are_not_made_again() -> None:
    wire = new.find_wire("ucm", "call_queue")
    values = new.substitutions("ucm", wire)
    assert (
        new.handlers_text("ucm", values, {"list_queue", "get_queue", "add_queue", "update_queue", "delete_queue"})
        is None
    )
    some = new.handlers_text("ucm", values, {"list_queue", "get_queue", "add_queue", "update_queue"})
    assert some is not None
    assert '@handles("delete_queue")' in some
    assert '@handles("add_queue")' not in some
    assert "def _selected" in some
