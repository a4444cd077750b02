# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The request inside the parameter ``data`` of pmsapi, and the words of its refusals.

It comes as XML text under pms_data_request, as JSON text, or (list actions) as a JSON object. Reading it early lets the
log show its fields, with secrets hashed by name; what cannot be read is hashed as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree

from tests.simulators.redaction import hashed
from tests.simulators.ucm.codes import INVALID_PARAMETERS, INVALID_VALUE, NO_SUCH_ITEM, UNSUPPORTED, Refusal

ACTION = "pmsapi"
ROOT = "pms_data_request"
# In words that the interface might use; the document has none.
WORDS: Mapping[int, str] = {
    INVALID_PARAMETERS: "invalid request",
    INVALID_VALUE: "invalid value",
    NO_SUCH_ITEM: "no such item",
    UNSUPPORTED: "unsupported",
}


class FromText(dict[str, Any]):
    """A request that came as text, parsed."""


def read(data: Any, form: Any) -> dict[str, Any] | str:
    """``{action: {field: value}}`` of what stands in ``data``, or its hash when it is no such request.

    ``form`` is the parameter ``format``. Without it the first character tells XML from JSON (chosen: only examples have
    the parameter); with it the text must be of that format.
    """
    if not isinstance(data, str):
        return data if _is_request(data) else hashed(data)
    sniffed = "xml" if data.lstrip().startswith("<") else "json"
    parsed = READERS[form if isinstance(form, str) and form in READERS else sniffed](data)
    return FromText(parsed) if _is_request(parsed) else hashed(data)


def action_in(data: Any) -> str | None:
    """The action of a request that has been read."""
    return next(iter(data)) if isinstance(data, dict) else None


def in_words(refusal: Refusal) -> Refusal:
    """Failures of the interface are -1 with an ``error`` (documented). It stands in the response (chosen: the table
    does not say where). Sessions answer with their own codes, as they stop every action (chosen)."""
    if refusal.code not in WORDS:
        return refusal
    return Refusal(INVALID_PARAMETERS, **{"error": WORDS[refusal.code], **refusal.response})


def _is_request(parsed: Any) -> bool:
    if not isinstance(parsed, dict) or len(parsed) != 1:
        return False
    (fields,) = parsed.values()
    return isinstance(fields, dict) and not any(isinstance(value, dict | list) for value in fields.values())


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _from_xml(text: str) -> Any:
    """Attributes and text around elements do not count. Declarations, comments and doubled fields are no request
    (chosen; it also keeps entities out)."""
    if "<!" in text:
        return None
    try:
        root = ElementTree.fromstring(text)  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return None
    if root.tag != ROOT or len(root) != 1 or any(len(field) for field in root[0]):
        return None
    fields = {field.tag: (field.text or "").strip() for field in root[0]}
    return {root[0].tag: fields} if len(fields) == len(root[0]) else None


READERS: Mapping[str, Callable[[str], Any]] = {"xml": _from_xml, "json": _from_json}
