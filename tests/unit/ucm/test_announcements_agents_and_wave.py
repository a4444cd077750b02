# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages, prompts, pages, agents of queues, and the Wave client."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.ucm.announcements import (
    MESSAGE_BROADCAST,
    MULTICAST_PAGE,
    PROMPT,
)
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.queue_agent import QUEUE_AGENT
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.wave import WAVE
from tests.unit.ucm.scripted_ucm import ScriptedUcm, success
from tests.unit.ucm.task_runner import TaskRunner

DEPARTMENTS = success(
    local_department_info=[
        {"department_id": 1, "name": "Sales"},
        {"department_id": 2, "name": "Support "},
        {"department_id": 3, "name": "Sales", "father_id": 2},
    ]
)
GROUPS = success(extension_group=[{"group_id": "group-2", "group_name": "ground-floor"}])
PICTURE = b"\x89PNG\r\n\x1a\n-canary-9f31"


# -- messages


def test_recipients_are_one_json_text_with_ids(ucm: ScriptedUcm, task: TaskRunner) -> None:
    ucm.script("listDepartment", DEPARTMENTS)
    ucm.script("listExtensionGroup", GROUPS)
    request = task.sent(
        MESSAGE_BROADCAST,
        subject="Maintenance",
        sender="IT",
        content='at "22:00"',
        extensions=["1000", "1001"],
        departments=["Support"],
        extension_groups=["ground-floor"],
        department_members=[{"department": "3", "extension": "1002"}],
    )
    recipient = json.loads(request.pop("recipient"))
    assert request == {
        "action": "addMessageBroadcast",
        "subject": "Maintenance",
        "source": "IT",
        "content": 'at "22:00"',
    }
    assert recipient == {
        "extension": "1000,1001",
        "department": "2",
        "extension_group": "group-2",
        "department_extension": [{"department_id": "3", "extension": "1002"}],
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"departments": ["Sals"]}, "department 'Sals' does not exist; did you mean 'Sales'?"),
        ({"departments": ["Sales"]}, "there are 2 departments 'Sales'"),
        ({"extension_groups": ["ground"]}, "extension_group 'ground' does not exist"),
    ],
)
def test_recipients_that_are_not_there_are_named_in_a_check_too(
    ucm: ScriptedUcm, task: TaskRunner, options: dict[str, Any], words: str
) -> None:
    ucm.script("listDepartment", DEPARTMENTS)
    ucm.script("listExtensionGroup", GROUPS)
    for check in (True, False):
        result = task(MESSAGE_BROADCAST, check=check, subject="S", **options)
        assert words in result["error"]["what"]
    assert ucm.sent("addMessageBroadcast") == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "one of extensions, departments, extension_groups, department_members must be given"),
        ({"extensions": []}, "one of extensions"),
        ({"department_members": [{"department": "Sales"}]}, "needs department and extension"),
    ],
)
def test_a_message_to_nobody_is_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(MESSAGE_BROADCAST, subject="S", **options)


# -- prompts and pages


@pytest.mark.parametrize(
    ("options", "request_"),
    [
        ({"extensions": ["1000"]}, {"type": "ivr", "channel": "1000"}),
        (
            {"extensions": ["1000", "1001"], "ring_groups": ["6400"], "extension_groups": ["one", "two"]},
            {
                "type": "ivr",
                "specified_channel": [
                    {"exten_type": "extension_group", "extension": "one,two"},
                    {"exten_type": "ringgroup", "extension": "6400"},
                    {"exten_type": "extension", "extension": "1000,1001"},
                ],
            },
        ),
        ({"kind": "name", "extensions": ["1000"]}, {"type": "name_voice", "channel": "1000"}),
        (
            {"kind": "music", "playlist": "jazz", "ring_groups": ["6400"]},
            {
                "type": "moh",
                "class": "jazz",
                "specified_channel": [{"exten_type": "ringgroup", "extension": "6400"}],
            },
        ),
    ],
)
def test_a_prompt_goes_to_one_extension_or_a_list(
    task: TaskRunner, options: dict[str, Any], request_: dict[str, Any]
) -> None:
    assert task.sent(PROMPT, prompt="fire", **options) == {
        "action": "playPromptByOrg",
        "variable": "fire",
        **request_,
    }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "one of extension_groups, ring_groups, extensions must be given"),
        ({"extensions": ["1000"], "playlist": "jazz"}, "playlist cannot be given with kind ivr"),
    ],
)
def test_prompts_that_make_no_sense_are_refused(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(PROMPT, prompt="fire", **options)


def test_pages_begin_and_end(task: TaskRunner) -> None:
    start = task.sent(MULTICAST_PAGE, paging_group="8005", caller="1004")
    assert start == {"action": "MulticastPaging", "pagingnum": "8005", "caller": "1004"}
    stop = task.sent(MULTICAST_PAGE, action="stop", paging_group="8005")
    assert stop == {"action": "MulticastPagingHangup", "pagingnum": "8005"}
    assert "needs caller" in task.problem(MULTICAST_PAGE, paging_group="8005")
    assert "caller cannot be given" in task.problem(MULTICAST_PAGE, action="stop", paging_group="8005", caller="1004")


# -- agents


@pytest.mark.parametrize("action", ["login", "logoff", "pause", "unpause"])
def test_agents_are_made_to_do_it(ucm: ScriptedUcm, task: TaskRunner, action: str) -> None:
    request = task.sent(QUEUE_AGENT, action=action, agent="1001", queue="6500")
    wire = "loginLogoffQueueAgent" if "log" in action else "pauseUnpauseQueueAgent"
    assert request == {"action": wire, "operatetype": action, "interface": "1001", "extension": "6500"}
    assert task(QUEUE_AGENT, check=True, action=action, agent="1001", queue="6500")["changed"]
    assert len(ucm.sent(wire)) == 1


def test_only_pausing_does_without_a_queue(task: TaskRunner) -> None:
    assert "extension" not in task.sent(QUEUE_AGENT, action="pause", agent="1001")
    assert "action login needs queue" in task.problem(QUEUE_AGENT, action="login", agent="1001")


# -- Wave


def test_chats_are_cleared(ucm: ScriptedUcm, task: TaskRunner) -> None:
    assert task.sent(WAVE, action="clear_chat", extension="1001") == {
        "action": "cleanTerminalChatInformation",
        "extension": "1001",
    }
    assert task(WAVE, check=True, action="clear_chat", extension="1001")["sent"] is False
    assert len(ucm.sent("cleanTerminalChatInformation")) == 1


@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,"])
def test_a_login_code_goes_into_a_file_and_nowhere_else(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path, prefix: str
) -> None:
    text = base64.b64encode(PICTURE).decode()
    ucm.script("getSIPAccountQR", success(qr_base=f"{prefix}{text[:8]}\n{text[8:]}"))
    file = tmp_path / "1001.png"
    options = {"action": "save_login_code", "extension": "1001", "dest": str(file)}
    results = [task(WAVE, check=True, **options)]
    assert not file.exists()
    results += [task(WAVE, **options), task(WAVE, **options)]
    assert [result["changed"] for result in results] == [True, True, False]
    assert file.read_bytes() == PICTURE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for shown in (str(results), str(ucm.log), str(task.warnings)):
        assert text[:8] not in shown
        assert "canary" not in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1001.png", "cache"]


def test_another_mode_or_content_is_a_change(ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path) -> None:
    ucm.script("getSIPAccountQR", success(qr_base=base64.b64encode(PICTURE).decode()))
    file = tmp_path / "1001.png"
    file.write_bytes(PICTURE)
    file.chmod(0o644)
    options = {"action": "save_login_code", "extension": "1001", "dest": str(file)}
    assert task(WAVE, check=True, **options)["changed"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert task(WAVE, **options)["changed"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"old")
    assert task(WAVE, **options)["changed"]
    assert file.read_bytes() == PICTURE


@pytest.mark.parametrize("qr_base", ["", None, "§§§", "abc"])
def test_an_answer_without_a_code_changes_nothing(
    ucm: ScriptedUcm, task: TaskRunner, tmp_path: Path, qr_base: str | None
) -> None:
    ucm.script("getSIPAccountQR", success(qr_base=qr_base))
    file = tmp_path / "1001.png"
    file.write_bytes(b"old")
    result = task(WAVE, action="save_login_code", extension="1001", dest=str(file))
    assert result["error"]["kind"] == "unexpected_answer"
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "action save_login_code needs dest"),
        ({"dest": "/proc/nowhere/1001.png"}, "the directory /proc/nowhere does not exist"),
        ({"dest": "/tmp"}, "/tmp is not an ordinary file"),  # noqa: S108
        ({"dest": "x.png", "mode": "384"}, "mode: '384' must be an octal mode"),
        ({"dest": "x.png", "mode": "416"}, "mode: '416' must be an octal mode"),
    ],
)
def test_files_that_cannot_be_written_are_found_before(task: TaskRunner, options: dict[str, Any], words: str) -> None:
    assert words in task.problem(WAVE, action="save_login_code", extension="1001", **options)
