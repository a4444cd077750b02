# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SOAP 1.1 envelopes: what is inside a request, and answers and faults around what goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from tests.simulators.voipnow.codes import MALFORMED, Refusal
from tests.simulators.voipnow.content import XSI, Node, write
from tests.simulators.voipnow.schema import Schema

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
DEPTH = 40
UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Message:
    """A request: the access token, if there is one, and the body's first element, which names the operation."""

    token: str | None
    body: Node


def parse(document: bytes) -> Node:
    """The root element. A document type is refused, so that no entity is ever expanded or fetched."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = Node("", "", {})
    open_nodes = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_nodes) > DEPTH:
            raise Refusal(MALFORMED, "The document is nested too deeply")
        namespace, _space, local = name.rpartition(" ")
        node = Node(namespace, local, attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def text(data: str) -> None:
        open_nodes[-1].text += data

    def doctype(*_declaration: Any) -> None:
        raise Refusal(MALFORMED, "A document type is not allowed")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: open_nodes.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise Refusal(MALFORMED, f"The document is no XML: {error}") from None
    return root.children[0]


def read(document: bytes) -> Message:
    """Refusal when this is no SOAP 1.1 envelope with exactly one element in its body."""
    root = parse(document)
    if (root.namespace, root.name) != (ENVELOPE, "Envelope"):
        raise Refusal(MALFORMED, "This is no SOAP 1.1 envelope")
    parts = {node.name: node for node in root.children if node.namespace == ENVELOPE}
    if "Body" not in parts or len(parts["Body"].children) != 1:
        raise Refusal(MALFORMED, "The body has not exactly one element")
    return Message(_token(parts.get("Header")), parts["Body"].children[0])


def _token(header: Node | None) -> str | None:
    """Any namespace will do, and userCredentials inside userCredentials as well: the vendor's examples do both."""
    nodes = [node for node in header.children if node.name == "userCredentials"] if header else []
    for node in nodes:
        for child in node.children:
            if child.name == "accessToken":
                return child.text.strip()
            if child.name == "userCredentials":
                nodes.append(child)
    return None


class Writer:
    """Envelopes of one system. ``server`` is what the header ``serverInfo`` says."""

    def __init__(self, schema: Schema, namespaces: Mapping[str, str], server: Mapping[str, str]) -> None:
        self.schema = schema
        declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items() if len(prefix) == 1)
        head = f'<e:Envelope xmlns:e="{ENVELOPE}" xmlns:xsi="{XSI}"{declared}'
        self._start = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        told = "".join(f"<D:{name}>{escape(value)}</D:{name}>" for name, value in server.items())
        self._header = f"><e:Header><D:serverInfo>{told}</D:serverInfo></e:Header><e:Body>"
        self._namespaces = namespaces

    def answer(self, operation: str, values: Mapping[str, Any]) -> bytes:
        prefix = self.schema.service_of[operation].messages
        tag = f"{prefix}:{operation}Response"
        out = [self._start, f' xmlns:{prefix}="{self._namespaces[prefix]}"', self._header, f"<{tag}>"]
        write(self.schema.response(operation), values, out)
        out.append(f"</{tag}></e:Body></e:Envelope>")
        return UNWRITABLE.sub("?", "".join(out)).encode()

    def fault(self, code: str, message: str) -> bytes:
        """Silent in the documents: whether there is a detail; there is none. SOAP's own codes have its prefix."""
        shown = escape(f"e:{code}" if code[:1].isalpha() else code)
        text = f"<e:Fault><faultcode>{shown}</faultcode><faultstring>{escape(message)}</faultstring></e:Fault>"
        return UNWRITABLE.sub("?", f"{self._start}{self._header}{text}</e:Body></e:Envelope>").encode()
