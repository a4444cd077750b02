# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Reading people from a CSV file, as spreadsheets and HR systems write it.

UTF-8 with or without a byte order mark; comma, semicolon, tab or bar; quotes as in RFC 4180. The first line names the
columns, in any case and order. Blank lines are skipped, and an empty cell is one that is not given.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from dataclasses import dataclass, field
from itertools import zip_longest

from .errors import InvalidInput, nearest
from .people import BY_NAME, PERSON, Entry, Problem

DELIMITERS = ",;\t|"
MAX_BYTES = 32 * 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def column_key(header: str) -> str:
    """The form in which names of columns are compared: ``E-Mail address`` is ``e_mail_address``."""
    return re.sub(r"[\s_\-./]+", "_", header.strip().casefold()).strip("_")


_COLUMNS = {column_key(spelling): field_.name for field_ in PERSON for spelling in (field_.name, *field_.aliases)}


@dataclass
class PeopleFile:
    """A file as written: its entries, what is wrong with its form, and whether others may read secrets in it."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exposes_secrets: bool = False


def read_people_file(path: str) -> PeopleFile:
    """Read a file; what is wrong with single rows is in the result.

    Raises:
        InvalidInput: there is no such file, or it is not one with the columns of people.
    """
    try:
        with open(path, "rb") as file:
            content, mode = file.read(MAX_BYTES + 1), os.fstat(file.fileno()).st_mode
    except OSError as error:
        raise InvalidInput([f"src {path} cannot be read ({error.strerror})"]) from error
    if len(content) > MAX_BYTES:
        raise InvalidInput([f"src {path} has more than {MAX_BYTES // 2**20} MiB"])
    result = _read_text(_decoded(content, path), path)
    secret = {name for entry in result.entries for name in entry.values if BY_NAME[name].secret}
    result.exposes_secrets = bool(secret) and bool(stat.S_IMODE(mode) & 0o077)
    return result


def _decoded(content: bytes, path: str) -> str:
    if content.startswith(_UTF_16) or b"\0" in content[:100]:
        raise InvalidInput([f"src {path} is not UTF-8"], remedy="Save it as 'CSV UTF-8'.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput([f"src {path} is not UTF-8 in line {line}"], remedy="Save it as 'CSV UTF-8'.") from error


def _read_text(content: str, path: str) -> PeopleFile:
    lines = io.StringIO(content, newline="")
    start = re.match(r"sep=(.)\r?\n", content)  # a spreadsheet's own way to name the delimiter, a row of its own
    delimiter = start[1] if start else _delimiter(content)
    rows = enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1)
    result = PeopleFile()
    columns: list[str | None] = []
    number = 1
    try:
        for number, cells in rows:
            if (number == 1 and start) or not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _header(cells, path)
            elif _fits(cells, columns):
                result.entries.append(_entry(number, cells, columns))
            else:
                text = f"row {number}: has cells beyond the named columns; is a comma not in quotes?"
                result.problems.append(Problem(number, text))
    except csv.Error as error:
        raise InvalidInput(
            [f"src {path} has a fault behind row {number} ({error})"], remedy="Look for a quote that is not closed."
        ) from error
    if not columns:
        raise InvalidInput([f"src {path} is empty"], remedy=_first_row())
    return result


def _delimiter(text: str) -> str:
    """The delimiter with which the first line that is not blank names the most columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> int:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(column_key(cell) in _COLUMNS for cell in cells)

    return max(DELIMITERS, key=known)


def _header(cells: list[str], path: str) -> list[str | None]:
    """The field of each column; None for a column without name, which must be empty throughout."""
    columns = [_COLUMNS.get(column_key(cell)) for cell in cells]
    if "number" not in columns:
        # It may be a row of data, so nothing of it is shown.
        raise InvalidInput([f"src {path} has no column 'number'"], remedy=_first_row())
    problems = [
        f"src {path} has an unknown column {cell.strip()!r}{nearest(column_key(cell), _COLUMNS)}"
        for cell, column in zip(cells, columns, strict=True)
        if column is None and cell.strip()
    ]
    for name in dict.fromkeys(columns):
        if name is not None and columns.count(name) > 1:
            problems.append(f"src {path} has the column '{name}' {columns.count(name)} times")
    if problems:
        raise InvalidInput(problems, remedy=f"The columns are {', '.join(BY_NAME)}.")
    return columns


def _fits(cells: list[str], columns: list[str | None]) -> bool:
    """Whether nothing stands where no column has a name."""
    surplus = [cell for cell, name in zip_longest(cells, columns) if name is None]
    return not any((cell or "").strip() for cell in surplus)


def _entry(number: int, cells: list[str], columns: list[str | None]) -> Entry:
    values = {name: cell for cell, name in zip(cells, columns, strict=False) if name is not None and cell.strip()}
    return Entry(number, values, aligned=len(cells) >= len(columns))


def _first_row() -> str:
    return f"The first row names the columns, number among them; the others are {', '.join(list(BY_NAME)[1:])}."
