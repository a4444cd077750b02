# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The coverage meter on logs of a real run and on made-up ones."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.contracts import load
from tests.coverage_report import main, names_in


def run(*paths: Path) -> list[str]:
    out = io.StringIO()
    main([str(path) for path in paths], out)
    return out.getvalue().splitlines()


def entry(operation_id: str, parameters: Any) -> str:
    return json.dumps({"vendor": "ucm", "operation_id": operation_id, "parameters": parameters}) + "\n"


def test_nothing_sent(tmp_path: Path) -> None:
    lines = run(tmp_path)
    assert lines[0] == "ucm: 0/121 operations, 0/1145 parameters"
    assert "voipnow: 0/88 operations, 0/819 parameters" in lines
    assert len([line for line in lines if line.startswith("  not sent: ")]) == 121 + 88


def test_made_up_log(tmp_path: Path) -> None:
    presence = [{"presence_status": "away", "cfu": None}, {"cfb": "1"}]
    (tmp_path / "a.jsonl").write_text(
        entry("get_user", {"cookie": "x"})
        + entry("add_sip_account_and_user", {"presence_settings": presence, "colour": "red"})
        + entry("", {"cookie": "x"}),
        encoding="utf-8",
    )
    (tmp_path / "b.jsonl").write_text(entry("get_user", ["user_name"]), encoding="utf-8")
    (tmp_path / "other.txt").write_text("not a log", encoding="utf-8")
    lines = run(tmp_path)
    assert lines[0] == "ucm: 2/121 operations, 6/1145 parameters"
    assert not [line for line in lines if "getUser" in line]
    (missing,) = [line for line in lines if line.startswith("  addSIPAccountAndUser: without ")]
    names = missing.removeprefix("  addSIPAccountAndUser: without ").split(", ")
    assert len(names) == len(load("ucm")["add_sip_account_and_user"].parameters) - 4
    assert "presence_settings[].cfn" in names
    assert "presence_settings[].cfu" not in names
    assert run(tmp_path / "b.jsonl")[0] == "ucm: 1/121 operations, 1/1145 parameters"


def test_operations_that_only_the_schema_has(tmp_path: Path) -> None:
    sent = [("SetVoicemail", None), ("SetVoicemail", None), ("schema", None), ("GetUsers", "get_users")]
    lines = [{"vendor": "voipnow", "operation": name, "operation_id": known, "parameters": {}} for name, known in sent]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (told,) = [line for line in run(tmp_path) if "more in its schema" in line]
    assert told.endswith(" more in its schema 1: SetVoicemail")


def test_log_of_a_run(ucm: Callable[..., Any], tmp_path: Path) -> None:
    api = ucm()
    api.ok("listUser", sidx="user_id")
    api.status("listVoIPTrunk")
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(line) + "\n" for line in api.pbx.log()), encoding="utf-8")
    assert run(log)[0] == "ucm: 4/121 operations, 7/1145 parameters"


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"a": 1, "b": {"c": 2}}, ["a", "b", "b.c"]),
        ({"a": [{"b": 1}, {"c": [{"d": 1}]}]}, ["a", "a[].b", "a[].c", "a[].c[].d"]),
        ({"a": ["b", "c"]}, ["a"]),
        (["a", "b.c"], ["a", "b.c"]),
        ([], []),
    ],
)
def test_names(parameters: Any, names: list[str]) -> None:
    assert list(names_in(parameters)) == names
