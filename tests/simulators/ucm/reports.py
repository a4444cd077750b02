# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports: bare documents in JSON, XML or CSV, without the envelope, and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from tests.simulators.system import Answer

Row = Mapping[str, Any]


def json_document(content: Any) -> Answer:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return _answer(body.encode(errors="replace"), "application/json;charset=UTF-8")


def xml_document(root: str, parts: Iterable[tuple[str, Row]]) -> Answer:
    """``parts`` are elements under the root; rows inside rows are elements inside elements."""
    top = ElementTree.Element(root)
    for name, row in parts:
        _add_element(top, name, row)
    ElementTree.indent(top)
    text = '<?xml version="1.0"?>\n' + ElementTree.tostring(top, encoding="unicode") + "\n"
    return _answer(text.encode(errors="replace"), "application/xml;charset=UTF-8")


def csv_document(*tables: Iterable[Row], columns: Iterable[str] = ()) -> Answer:
    """Tables with a line of names each, an empty line between them. ``columns`` are for a table without rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for index, table in enumerate(tables):
        rows = list(table)
        if index:
            writer.writerow([])
        writer.writerow(rows[0] if rows else columns)
        writer.writerows(row.values() for row in rows)
    return _answer(text.getvalue().encode(errors="replace"), "text/csv;charset=UTF-8")


def file(name: str, content: bytes, content_type: str) -> Answer:
    return _answer(content, content_type, {"Content-Disposition": f'attachment; filename="{name}"'})


def _answer(body: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(body, content_type=content_type, headers=headers or {}, vendor_status=0)


def _add_element(parent: ElementTree.Element, name: str, value: Any) -> None:
    element = ElementTree.SubElement(parent, name)
    if isinstance(value, Mapping):
        for inner, content in value.items():
            _add_element(element, inner, content)
    else:
        element.text = _printable(str(value))


def _printable(text: str) -> str:
    """XML has no way to write control characters."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\t\n")
