# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The Wave client of an extension: its chat history and its login code.

Source: Grandstream IPPBX HTTPS API: cleanTerminalChatInformation, getSIPAccountQR.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from ..core.action_task import ActionTask, Variant
from ..core.errors import UnexpectedAnswer
from ..core.fields import Field
from ..core.output_file import DEST, MODE, Draft, replace_content, target_of
from ..core.task import Context
from .client import UcmClient
from .vendor import UCM

LOGIN_CODE = "getSIPAccountQR"


class WaveTask(ActionTask):
    """Clears the chats, or writes the login code into a file. The code is a credential and in no result."""

    def run(self, client: UcmClient, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        if params["action"] == "clear_chat":
            return super().run(client, params, context)
        target = target_of(params)
        target.check(context)
        picture = self._picture(client, params)
        with Draft(target, check=context.check_mode) as draft:
            draft.write(picture)
            changed = replace_content(target, draft, check=context.check_mode)
        return {"changed": changed, "file": {"path": target.path, "size": len(picture)}}

    def _picture(self, client: UcmClient, params: Mapping[str, Any]) -> bytes:
        response = client.reader.read(LOGIN_CODE, extension=params["extension"])
        text = str(response.get("qr_base") or "") if isinstance(response, Mapping) else ""
        try:
            # The text may be broken into lines, and may be an address of the form data:image/png;base64,...
            picture = base64.b64decode("".join(text.rpartition(",")[2].split()), validate=True)
        except ValueError as error:
            raise UnexpectedAnswer("the login code is not in base64", operation=LOGIN_CODE) from error
        if not picture:
            raise UnexpectedAnswer("the answer has no login code", operation=LOGIN_CODE)
        return picture


WAVE = WaveTask(
    "ucm_wave",
    UCM,
    label="extension {extension}",
    choice=("action",),
    defaults={"mode": "0600"},
    fields=(
        Field(
            name="action",
            description=(
                "V(clear_chat) removes the chat history of the user's Wave client.",
                "V(save_login_code) writes the QR code with which Wave logs in into O(dest), as a picture.",
            ),
            choices=("clear_chat", "save_login_code"),
            required=True,
        ),
        Field(name="extension", description="The user's extension.", required=True),
        DEST,
        MODE,
    ),
    variants={
        "clear_chat": Variant(operation="cleanTerminalChatInformation", sends={"extension": "extension"}),
        "save_login_code": Variant(
            operation=LOGIN_CODE,
            sends={"extension": "extension", "dest": "dest", "mode": "mode"},
            optional=frozenset({"mode"}),
        ),
    },
)
