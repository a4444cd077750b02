# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Answers of the UCM taken apart: the rows of a list, and rows as option values.

Source: Grandstream IPPBX HTTPS API: list actions have their rows under a name of their own, and queueapi, cdrapi and
recapi answer with a bare document in a format that may not be the one asked for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..core import codecs
from ..core.codecs import Codec
from ..core.errors import UnexpectedAnswer
from ..core.fields import Field, Values, decode


def rows_of(response: Any, container: str, operation: str) -> list[dict[str, Any]]:
    """The rows under ``container``; none where the answer lacks it.

    Raises:
        UnexpectedAnswer: they are no list of objects.
    """
    rows = response.get(container) if isinstance(response, Mapping) else None
    if rows is None and isinstance(response, Mapping):
        rows = []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise UnexpectedAnswer(f"the answer's {container} is not a list of objects", operation=operation)
    return rows


def decoded(fields: tuple[Field, ...], rows: Iterable[Mapping[str, Any]], operation: str) -> list[Values]:
    """Rows as option values; fields that a row lacks are left out.

    Raises:
        UnexpectedAnswer: a value has a form that no codec knows.
    """
    try:
        return [decode(fields, row) for row in rows]
    except ValueError as error:
        raise UnexpectedAnswer(str(error), operation=operation, remedy="Report the firmware.") from error


def shown(name: str, wire: str | None = None, codec: Codec = codecs.TEXT) -> Field:
    """A field of a report: read, and no option."""
    return Field(name=name, description=f"{name}.", wire=wire or name, codec=codec, read_only=True)


def lenient(codec: Codec) -> Codec:
    """``codec`` for reports, in which a value of another form is shown as it is rather than ending the run."""

    def decode_or_text(wire: Any) -> Any:
        try:
            return codec.decode(wire)
        except (ValueError, TypeError):
            return codecs.TEXT.decode(wire)

    return Codec(codec.encode, decode_or_text)


COUNT, RATE, SWITCH = map(lenient, (codecs.NUMBER, codecs.DECIMAL, codecs.YES_NO))


def with_unknown(fields: tuple[Field, ...], row: Mapping[str, Any], values: Values) -> Values:
    """``values`` and, under their own names, the row's plain values that the table does not know."""
    known = {path for field in fields for path in field.read_paths()}
    more = {
        name: codecs.TEXT.decode(value)
        for name, value in row.items()
        if name not in known and name not in values and not isinstance(value, (Mapping, list))
    }
    return {**values, **more}


def csv_tables(text: str, operation: str, known: Collection[str]) -> list[list[dict[str, str]]]:
    """The tables of a CSV text: each begins with a line of names, after a blank line or at the start.

    ``known`` are names in small letters of which every table has one.

    Raises:
        UnexpectedAnswer: it is something else, such as the beginning of a JSON text, or ends within a row.
    """
    tables: list[list[dict[str, str]]] = []
    names: list[str] | None = None
    for cells in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")):
        if not any(cell.strip() for cell in cells):
            names = None
        elif names is None:
            names = [cell.strip() for cell in cells]
            if not {name.lower() for name in names} & set(known):
                raise UnexpectedAnswer("the answer is cut short, or no report of this PBX", operation=operation)
            tables.append([])
        elif len(cells) < len(names):
            raise UnexpectedAnswer("the answer is cut short", operation=operation)
        else:
            tables[-1].append(dict(zip(names, cells, strict=False)))
    return tables
