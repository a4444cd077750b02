# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Requests and answers of the UCM's API as bytes: the envelope, reports that have none, and what is no answer at all.

Source: Grandstream IPPBX HTTPS API (communication; queueapi, cdrapi, recapi, pmsapi).
"""

from __future__ import annotations

import json
from typing import Any

from ..core.errors import DoubtfulWrite, PbxError, UnexpectedAnswer

HEADERS = {"Content-Type": "application/json;charset=UTF-8"}
ENVELOPE_FREE = frozenset({"cdrapi", "recapi", "queueapi"})
"""Actions that answer with the document itself."""
HTTP_OK, HTTP_NOT_FOUND = 200, 404


def body(operation: str, parameters: dict[str, Any]) -> bytes:
    return json.dumps({"request": {"action": operation, **parameters}}, ensure_ascii=False).encode()


def decode(content: bytes, http_status: int, operation: str, *, envelope_free: bool, writes: bool) -> tuple[int, Any]:
    """An answer as (status, response); a report without envelope has status 0 and is the response, parsed or as text.

    Raises:
        UnexpectedAnswer: it is not of this API.
        DoubtfulWrite: the same, where a write was sent.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        if envelope_free and http_status == HTTP_OK:
            return 0, content.decode("utf-8", "replace")
        raise _not_the_api(content, http_status, operation, writes) from None
    if isinstance(document, dict) and "status" in document:
        # Where a failed hotel call has its error is not said.
        beside = {"error": document["error"]} if document.get("error") else {}
        try:
            return int(document["status"]), document.get("response") or beside
        except (TypeError, ValueError):
            raise _not_the_api(content, http_status, operation, writes) from None
    if envelope_free and http_status == HTTP_OK:
        return 0, document
    raise _not_the_api(content, http_status, operation, writes)


def _not_the_api(content: bytes, http_status: int, operation: str, writes: bool) -> PbxError:
    looks = content.lstrip()[:1]
    if looks == b"<":
        what = "the answer is a web page, not the API's"
    elif looks in (b"{", b"["):
        what = "the answer is cut short, or not of a Grandstream UCM's API"
    else:
        what = "the answer is not of a Grandstream UCM's API"
    code = None if http_status == 200 else f"HTTP {http_status}"
    remedy = "Check that url is the UCM's API address, usually https://host:8089, and that the API is enabled."
    if writes and operation not in ("challenge", "login"):
        return DoubtfulWrite(what, operation=operation, code=code, remedy=remedy)
    return UnexpectedAnswer(what, operation=operation, code=code, remedy=remedy)
