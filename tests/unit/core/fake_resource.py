# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up resource with every kind of field, and a PBX in memory that has such objects.

The PBX keeps documents in their wire form, replaces what a write names, and shows no write-only field.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core import codecs
from ansible_collections.telephony.pbx.plugins.module_utils.core.client import Client
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import DoubtfulWrite, PbxError
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import (
    ORDERED,
    SET,
    Field,
    Values,
    decode,
    encode,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Reader, Resource, Writer

EVENTS = ("ring", "hang_up", "hold")
WRITE_ONLY = ("pin", "birth_code", "note")


@dataclass(frozen=True, kw_only=True)
class ThingResource(Resource):
    """Things on a FakePbx. ``by_hand`` ones cannot be created; ``missing`` are the labels that verify refuses."""

    by_hand: bool = False
    missing: tuple[str, ...] = ()

    @property
    def creatable(self) -> bool:
        return not self.by_hand

    def verify(self, reader: Reader, changes: Values, configured: Any = None) -> list[str]:
        label = changes.get("label")
        return [f"label {label!r} does not exist"] if label in self.missing else []

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        document = reader.read("getThing", id=wanted["name"])
        return None if document is None else decode(self.fields, document)

    def read_all(self, reader: Reader) -> list[Values]:
        return sorted(
            (decode(self.fields, row) for row in reader.read_all("listThings", "things")), key=lambda row: row["name"]
        )

    def create(self, writer: Writer, values: Values) -> None:
        writer.write("addThing", **encode(self.fields, values, creating=True))

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        writer.write("setThing", id=current["name"], **encode(self.fields, changes))

    def delete(self, writer: Writer, current: Values) -> None:
        writer.write("deleteThing", id=current["name"])


FIELDS = (
    Field(name="name", description="Its name.", key=True, wire="id", aliases=("id",)),
    Field(name="label", description="What people call it.", wire="lbl", max_length=40, nullable=True),
    Field(name="size", description="How large.", type="int", minimum=0, maximum=100, codec=codecs.NUMBER_AS_TEXT),
    Field(name="active", description="Whether it is on.", type="bool"),
    Field(
        name="colour",
        description="Its colour.",
        choices=("red", "green", "blue"),
        codec=codecs.enum({"red": 0, "green": 1, "blue": 2}),
    ),
    Field(name="mode", description="How it works.", choices=("new", "old"), same_as={"old": "new"}),
    Field(
        name="order",
        description="An ordered list.",
        type="list",
        elements="str",
        codec=codecs.joined(),
        compare=ORDERED,
        max_length=6,
    ),
    Field(
        name="tags",
        description="A set.",
        type="list",
        elements="str",
        codec=codecs.joined("|"),
        compare=SET,
        max_length=6,
    ),
    Field(
        name="hosts",
        description="A list over several names.",
        type="list",
        elements="str",
        wire=("host1", "host2", "host3"),
        codec=codecs.spread(),
        compare=ORDERED,
        max_length=3,
    ),
    Field(
        name="address",
        description="A dict.",
        type="dict",
        fields=(
            Field(name="street", description="The street."),
            Field(name="number", description="The number.", type="int", minimum=1),
        ),
    ),
    Field(
        name="hours",
        description="A dict whose parts stand beside the others on the wire.",
        type="dict",
        wire="",
        fields=(
            Field(name="opens", description="First hour.", type="int", wire="open_hour", minimum=0, maximum=23),
            Field(name="closes", description="Last hour.", type="int", wire="close_hour", minimum=0, maximum=23),
        ),
    ),
    Field(
        name="rules",
        description="A keyed list.",
        type="list",
        elements="dict",
        list_key="event",
        list_defaults=tuple({"event": event, "target": "", "active": False} for event in EVENTS[:2]),
        create_wire="new_rules",
        fields=(
            Field(name="event", description="When.", choices=EVENTS),
            Field(name="target", description="Where to."),
            Field(name="active", description="Whether it counts.", type="bool"),
            Field(name="code", description="A secret code.", secret=True),
        ),
    ),
    Field(
        name="steps",
        description="A list of dicts without a key.",
        type="list",
        elements="dict",
        compare=ORDERED,
        max_length=4,
        fields=(
            Field(name="action", description="What to do."),
            Field(name="code", description="A secret code.", secret=True),
        ),
    ),
    Field(name="password", description="A secret that can be read back.", secret=True),
    Field(name="pin", description="A secret that cannot.", secret=True, write_only=True),
    Field(name="birth_code", description="A secret of creation.", secret=True, write_only=True, create_only=True),
    Field(name="note", description="What cannot be read back and is no secret.", write_only=True),
    Field(name="origin", description="Where it comes from.", create_only=True),
    Field(name="serial", description="Its serial number.", type="int", read_only=True),
)
THING = ThingResource(name="thing", plural="things", summary="things", fields=FIELDS)


@dataclass
class Fault:
    """What happens to a write: an error comes instead of the answer; ``carried_out``: the write took place first."""

    error: Callable[[], PbxError]
    carried_out: bool = False

    @staticmethod
    def doubt(*, carried_out: bool, still_running: bool = False) -> Fault:
        return Fault(lambda: DoubtfulWrite("the connection broke", still_running=still_running), carried_out)


@dataclass
class FakePbx(Client):
    """Documents by id. ``faults`` hit the next writes, ``read_faults`` the next reads (None lets one pass).

    ``tamper`` changes a document after each write, as a PBX does that does not keep what it accepted.
    """

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault | None] = field(default_factory=list)
    read_faults: list[PbxError | None] = field(default_factory=list)
    tamper: Callable[[dict[str, Any]], None] = lambda document: None
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(lambda line: None)

    @property
    def writes(self) -> list[str]:
        return [operation for operation, _ in self.sent if not operation.startswith(("get", "list"))]

    def send(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> Any:
        self.calls.requests += 1
        self.sent.append((operation, copy.deepcopy(parameters)))
        if not writes:
            return self._read(parameters["id"])
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or fault.carried_out:
            self._carry_out(operation, copy.deepcopy(parameters))
        if fault is not None:
            raise fault.error()
        return {}

    def _read(self, name: str) -> dict[str, Any] | None:
        fault = self.read_faults.pop(0) if self.read_faults else None
        if fault is not None:
            raise fault
        document = self.documents.get(name)
        return None if document is None else {k: v for k, v in copy.deepcopy(document).items() if k not in WRITE_ONLY}

    def _carry_out(self, operation: str, parameters: dict[str, Any]) -> None:
        name = parameters["id"]
        if operation == "deleteThing":
            del self.documents[name]
            return
        if operation == "addThing":
            assert name not in self.documents, "created twice"
            self.documents[name] = {**_blank(), "serial": len(self.documents) + 1}
        if "new_rules" in parameters:
            parameters["rules"] = parameters.pop("new_rules")
        if "address" in parameters:
            parameters["address"] = {**self.documents[name]["address"], **parameters["address"]}
        self.documents[name].update(parameters)
        self.tamper(self.documents[name])

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.sent.append((operation, parameters))
        return [copy.deepcopy(document) for document in self.documents.values()]

    def close(self, *, logout: bool = False) -> None:
        self.closed.append(logout)


def _blank() -> dict[str, Any]:
    """A thing that nobody has set: null for everything, as PBXs answer."""
    names = ("lbl", "size", "active", "colour", "mode", "order", "tags", "host1", "host2", "host3", "open_hour")
    rules = [{"event": event, "target": None, "active": "no", "code": None} for event in EVENTS[:2]]
    more = {"close_hour": None, "password": None, "origin": None, "steps": [], "rules": rules}
    return {**dict.fromkeys(names), **more, "address": {"street": None, "number": None}}
