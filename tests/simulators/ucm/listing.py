# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages, order and projection of list answers, the same for every resource."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.simulators.ucm.codes import GET_FAILED, INVALID_VALUE, Refusal

Column = Callable[[Any], Any]


def page_of(
    container: str, items: Iterable[Any], columns: Mapping[str, Column], call: Mapping[str, Any]
) -> dict[str, Any]:
    """The response object of a list.

    Silent in the document, chosen here: without sidx the order is that of creation; text sorts as text ("1000" before
    "999") and unset values come first; sidx outside the columns answers -26; page 0 and item_num 0 answer -15; a page
    behind the last is empty; page without item_num changes nothing; an empty list has one page.
    """
    found = list(items)
    if sidx := call.get("sidx"):
        if sidx not in columns:
            raise Refusal(GET_FAILED)
        found.sort(key=lambda item: _order(columns[sidx](item)), reverse=call.get("sord") == "desc")
    total = len(found)
    page, pages = 1, 1
    if "item_num" in call:
        page, size = call.get("page", 1), call["item_num"]
        if page < 1 or size < 1:
            raise Refusal(INVALID_VALUE)
        pages = max(-(-total // size), 1)
        found = found[(page - 1) * size : page * size]
    wanted = {name: columns[name] for name in call["options"].split(",")} if "options" in call else columns
    rows = [{name: read(item) for name, read in wanted.items()} for item in found]
    return {container: rows, "total_item": total, "total_page": pages, "page": page}


def _order(value: Any) -> tuple[int, float, str]:
    if value is None:
        return 0, 0.0, ""
    if isinstance(value, int | float):
        return 1, value, ""
    return 2, 0.0, str(value)
