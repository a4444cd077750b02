# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""What many hear or read at once: text messages, prompts, multicast pages.

Source: Grandstream IPPBX HTTPS API: addMessageBroadcast, playPromptByOrg, MulticastPaging, MulticastPagingHangup.
"""

from __future__ import annotations

import json
from typing import Any

from ..core import codecs
from ..core.action_task import ActionTask, Variant
from ..core.client import Client
from ..core.errors import InvalidInput, nearest
from ..core.fields import ORDERED, SET, Field, Values
from ..core.resource import Reader
from . import names
from .vendor import UCM


def _targets(name: str, description: str) -> Field:
    """Numbers or names of one kind, comma-joined on the wire."""
    return Field(
        name=name,
        description=description,
        type="list",
        elements="str",
        codec=codecs.joined(),
        compare=SET,
    )


def _anybody(*options: str) -> Any:
    """A rule: one of the options names somebody."""

    def rule(wanted: Values) -> str | None:
        return None if any(wanted.get(option) for option in options) else f"one of {', '.join(options)} must be given"

    return rule


# -- text messages


class MessageBroadcastTask(ActionTask):
    """The recipients are one JSON text, in which departments and groups go by their ids."""

    def request(self, client: Client, variant: Variant, values: Values) -> dict[str, Any]:
        sent = {name: value for name, value in values.items() if name not in RECIPIENTS}
        reader = client.reader
        recipient = {
            "extension": ",".join(values.get("extensions", ())),
            "department": ",".join(_department_id(reader, name) for name in values.get("departments", ())),
            "extension_group": ",".join(
                names.id_of(reader, "extension_group", name) for name in values.get("extension_groups", ())
            ),
            "department_extension": [
                {"department_id": _department_id(reader, entry["department"]), "extension": entry["extension"]}
                for entry in values.get("department_members", ())
            ],
        }
        return {**super().request(client, variant, sent), "recipient": json.dumps(recipient, separators=(",", ":"))}


RECIPIENTS = ("extensions", "departments", "extension_groups", "department_members")


def _department_id(reader: Reader, wanted: str) -> str:
    """The id of a department.

    Raises:
        InvalidInput: the name is no department's, or that of several.
    """
    if "department ids" not in reader.memo:
        rows = reader.read_all("listDepartment", "local_department_info")
        reader.memo["department ids"] = [
            (str(row.get("name") or "").strip(), str(row.get("department_id"))) for row in rows
        ]
    known: list[tuple[str, str]] = reader.memo["department ids"]
    found = [identifier for name, identifier in known if name == wanted]
    found = found or [identifier for name, identifier in known if identifier == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidInput(
            [f"there are {len(found)} departments {wanted!r}"], remedy=f"Give the id: {', '.join(found)}."
        )
    raise InvalidInput([f"department {wanted!r} does not exist{nearest(wanted, [name for name, identifier in known])}"])


MESSAGE_BROADCAST = MessageBroadcastTask(
    "ucm_message_broadcast",
    UCM,
    label="message {subject}",
    choice=(),
    fields=(
        Field(name="subject", description="The name of the broadcast.", required=True),
        Field(name="sender", description="Who the message is said to be from.", wire="source", aliases=("source",)),
        Field(name="content", description="The text of the message."),
        _targets("extensions", "Extensions that get the message."),
        _targets("departments", "Departments whose members get it, by name, or by id where names are doubled."),
        _targets("extension_groups", "Extension groups whose members get it, by name."),
        Field(
            name="department_members",
            description="Single extensions picked from departments.",
            type="list",
            elements="dict",
            compare=ORDERED,
            fields=(
                Field(name="department", description="The department, by name or id. It must be given.", required=True),
                Field(name="extension", description="The extension. It must be given.", required=True),
            ),
        ),
    ),
    rules=(
        _anybody(*RECIPIENTS),
        lambda wanted: (
            None
            if all(entry.keys() == {"department", "extension"} for entry in wanted.get("department_members", ()))
            else "an entry of department_members needs department and extension"
        ),
    ),
    variants={
        (): Variant(
            operation="addMessageBroadcast",
            sends={"subject": "subject", "sender": "source", "content": "content"}
            | dict.fromkeys(RECIPIENTS, "recipient"),
            optional=frozenset({"sender", "content", *RECIPIENTS}),
        )
    },
)


# -- prompts


class PromptTask(ActionTask):
    """One extension goes as channel; everything else as a list of targets."""

    def request(self, client: Client, variant: Variant, values: Values) -> dict[str, Any]:
        sent = {name: value for name, value in values.items() if name not in TARGETS}
        targets = {name: values[name] for name in TARGETS if values.get(name)}
        request = super().request(client, variant, sent)
        if targets.keys() == {"extensions"} and len(targets["extensions"]) == 1:
            return {**request, "channel": targets["extensions"][0]}
        kinds = [{"exten_type": TARGETS[name], "extension": ",".join(value)} for name, value in targets.items()]
        return {**request, "specified_channel": kinds}


TARGETS = {"extension_groups": "extension_group", "ring_groups": "ringgroup", "extensions": "extension"}
_PROMPT = {"prompt": "variable", **dict.fromkeys(TARGETS, "specified_channel")}

PROMPT = PromptTask(
    "ucm_prompt",
    UCM,
    label="prompt {prompt}",
    choice=("kind",),
    defaults={"kind": "ivr"},
    fields=(
        Field(
            name="kind",
            description=(
                "Which kind of recording is played: a custom IVR prompt, the recorded name of an extension, or a file "
                "of music on hold."
            ),
            choices=("ivr", "name", "music"),
        ),
        Field(
            name="prompt",
            description="The file's name without its ending; with O(kind=name) the extension's number.",
            required=True,
        ),
        Field(
            name="playlist",
            description="The playlist that the music is in, for O(kind=music). By default the default playlist.",
        ),
        _targets("extensions", "Extensions that ring; who answers hears the prompt."),
        _targets("ring_groups", "Ring groups whose members ring, by number."),
        _targets("extension_groups", "Extension groups whose members ring, by name."),
    ),
    rules=(_anybody(*TARGETS),),
    variants={
        "ivr": Variant(
            operation="playPromptByOrg", sends=_PROMPT, optional=frozenset(TARGETS), constants={"type": "ivr"}
        ),
        "name": Variant(
            operation="playPromptByOrg", sends=_PROMPT, optional=frozenset(TARGETS), constants={"type": "name_voice"}
        ),
        "music": Variant(
            operation="playPromptByOrg",
            sends={**_PROMPT, "playlist": "class"},
            optional=frozenset({*TARGETS, "playlist"}),
            constants={"type": "moh"},
        ),
    },
)


# -- multicast pages

MULTICAST_PAGE = ActionTask(
    "ucm_multicast_page",
    UCM,
    label="paging group {paging_group}",
    choice=("action",),
    defaults={"action": "start"},
    fields=(
        Field(name="action", description="Whether a page begins or ends.", choices=("start", "stop")),
        Field(name="paging_group", description="The number of the multicast paging group.", required=True),
        Field(name="caller", description="The extension that speaks. Needed to start."),
    ),
    variants={
        "start": Variant(operation="MulticastPaging", sends={"paging_group": "pagingnum", "caller": "caller"}),
        "stop": Variant(operation="MulticastPagingHangup", sends={"paging_group": "pagingnum"}),
    },
)
