# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes that many answers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.simulators.voipnow import selecting
from tests.simulators.voipnow.codes import NO_RECORDS, Refusal
from tests.simulators.voipnow.schema import Complex
from tests.simulators.voipnow.state import Account, Extension, VoipNowState

SHOWN_IDS = 10  # the schema has room for that many in an answer
NOTHING = {"message": "No records found", "code": NO_RECORDS}


def done(ids: Iterable[int] = (), identifiers: Iterable[str] = (), **more: Any) -> dict[str, Any]:
    """A write that has succeeded, with what it has changed or made."""
    return {
        "result": "success",
        "ID": list(ids)[:SHOWN_IDS] or None,
        "identifier": list(identifiers)[:SHOWN_IDS] or None,
        **more,
    }


def done_account(account: Account) -> dict[str, Any]:
    return done([account.id], [account.identifier])


def done_extension(*extensions: Extension) -> dict[str, Any]:
    return {"extendedNumber": [each.number for each in extensions][:SHOWN_IDS], "result": "success"}


def listed(container: str, rows: list[Any], **more: Any) -> dict[str, Any]:
    """A list. An empty one comes with notice 030."""
    return {container: rows, "notice": None if rows else [NOTHING], **more}


def deleted(wanted: Iterable[Any], remove: Callable[[Any], None]) -> dict[str, Any]:
    """Delete one after the other.

    Silent in the documents, chosen here: ``items`` counts what was named, not what went with it; some that cannot be
    deleted make the result partial; when none can, the first one's refusal is the answer.
    """
    gone, refusals = 0, []
    for each in wanted:
        try:
            remove(each)
            gone += 1
        except Refusal as refusal:
            refusals.append(refusal)
    if not gone:
        raise refusals[0]
    return {"items": gone, "result": "partial" if refusals else "success"}


def delete_rows(state: VoipNowState, table: str, keys: Iterable[int]) -> dict[str, Any]:
    """Delete rows by their IDs."""

    def remove(key: int) -> None:
        selecting.row(state, table, key, "ID")
        del state.rows(table)[key]

    return deleted(keys, remove)


def only(kind: Complex, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of ``values`` that an answer has room for."""
    return {name: value for name, value in values.items() if name in kind.elements}


def matches(wanted: str | None, *texts: Any) -> bool:
    """Free text, searched in some fields without regard to case. Nothing wanted fits everything."""
    return not wanted or any(wanted.lower() in str(text).lower() for text in texts if text is not None)
