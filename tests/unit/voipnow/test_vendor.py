# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VoipNow as the doors see it: its libraries and connection options."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import Clock
from ansible_collections.telephony.pbx.plugins.module_utils.ucm.vendor import UCM
from ansible_collections.telephony.pbx.plugins.module_utils.voipnow.vendor import VOIPNOW

REPOSITORY = Path(__file__).resolve().parents[3]
OPTIONS: dict[str, Any] = {
    "url": "https://voipnow.example.com",
    "app_id": "app",
    "app_secret": "s",
    "token_file": None,
    "schema_version": "latest",
    "validate_certs": True,
    "ca_path": None,
    "ciphers": None,
    "proxy": None,
    "timeout": 30,
    "busy_timeout": 150,
    "session_cache": True,
    "logout": False,
}


def test_voipnow_needs_zeep_and_the_ucm_does_not() -> None:
    assert (VOIPNOW.missing_library, UCM.missing_library) == (None, None)
    assert "zeep" not in UCM.libraries
    assert dataclasses.replace(VOIPNOW, libraries=("httpx", "no_such_library")).missing_library == "no_such_library"


def test_a_missing_zeep_is_told_by_the_module(tmp_path: Path) -> None:
    (tmp_path / "zeep.py").write_text("raise ImportError('not here')")
    code = (
        "import json, sys; from ansible.module_utils import basic; "
        "basic._ANSIBLE_ARGS = sys.stdin.buffer.read(); "
        "basic._ANSIBLE_PROFILE = 'legacy'; "
        "from ansible_collections.telephony.pbx.plugins.modules import voipnow_user; voipnow_user.main()"
    )
    arguments = {"url": "https://h", "app_id": "a", "app_secret": "b", "login": "ada"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": arguments}),
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{REPOSITORY / 'collections'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    result = json.loads(done.stdout)
    assert result["failed"]
    assert "zeep" in result["msg"]
    assert "4PSA VoipNow" in result["msg"]


@pytest.mark.parametrize("version", ["", "../evil", "3.0.0/..", "a b"])
def test_a_schema_version_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    options = {**OPTIONS, "session_cache_path": str(tmp_path / "cache"), "schema_version": version}
    with pytest.raises(InvalidInput, match="schema_version"):
        VOIPNOW.open(options, print, Clock())


def test_without_a_session_cache_no_document_is_kept(tmp_path: Path) -> None:
    options = {**OPTIONS, "session_cache_path": str(tmp_path / "cache"), "session_cache": False}
    client = VOIPNOW.open(options, print, Clock())
    assert client._documents is None
    client.close()


def test_the_secret_is_one() -> None:
    assert VOIPNOW.connection["app_secret"]["no_log"] is True
    assert VOIPNOW.connection["token_file"]["no_log"] is False
