# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV files as spreadsheets and HR systems write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import InvalidInput
from ansible_collections.telephony.pbx.plugins.module_utils.core.people_file import (
    PeopleFile,
    column_key,
    read_people_file,
)


@pytest.fixture
def read(tmp_path: Path):
    def written(content: str | bytes, mode: int = 0o600) -> PeopleFile:
        path = tmp_path / "users.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)
        return read_people_file(str(path))

    return written


def values(file: PeopleFile) -> list[tuple[int, dict[str, str]]]:
    return [(entry.row, dict(entry.values)) for entry in file.entries]


ADA = {"number": "1001", "last_name": "Lovelace"}


@pytest.mark.parametrize(
    "content",
    [
        "number,last_name\n1001,Lovelace\n",
        "\ufeffNumber;Last Name\r\n1001;Lovelace\r\n",
        "EXTENSION\tSurname\r1001\tLovelace",
        "number|last-name\n1001|Lovelace",
        '"Number","Last\nname"\n"1001","Lovelace"\n',
        "sep=;\nnumber;last_name\n1001;Lovelace\n",
        "ext,Family Name,,\n1001,Lovelace,,\n",
    ],
)
def test_every_notation_reads_the_same(read, content: str) -> None:
    file = read(content)
    assert [entry for _, entry in values(file)] == [ADA]
    assert file.problems == []


def test_rows_are_counted_as_a_spreadsheet_does(read) -> None:
    content = 'number,first_name\n\n1001,"Ada\nAugusta"\n,\n1002,Bob\n'
    assert values(read(content)) == [
        (3, {"number": "1001", "first_name": "Ada\nAugusta"}),
        (5, {"number": "1002", "first_name": "Bob"}),
    ]


def test_quotes_delimiters_and_empty_cells(read) -> None:
    content = 'number,last_name,first_name,email\n1001,"Lovelace, ""Countess""",,\n'
    assert values(read(content)) == [(2, {"number": "1001", "last_name": 'Lovelace, "Countess"'})]


def test_cells_without_a_column_are_a_problem_that_shows_none_of_them(read) -> None:
    file = read("number,last_name,sip_password\n1001,Love,lace,Canary-1234\n1002,Bob\n")
    assert [problem.text for problem in file.problems] == [
        "row 2: has cells beyond the named columns; is a comma not in quotes?"
    ]
    assert [(entry.row, entry.aligned) for entry in file.entries] == [(3, False)]


def message(read, content: str | bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(content)
    return caught.value.message()


def test_unknown_columns_are_refused_with_the_nearest(read) -> None:
    found = message(read, "number,frist name,shoe size,email,E-Mail\n")
    assert "unknown column 'frist name'; did you mean 'first_name'?" in found
    assert "unknown column 'shoe size'" in found
    assert "has the column 'email' 2 times" in found


def test_a_file_without_header_is_not_shown(read) -> None:
    found = message(read, "1001,Lovelace,Canary-1234\n")
    assert "has no column 'number'" in found
    assert "Canary" not in found


@pytest.mark.parametrize("content", ["", "\n\n", " , \n"])
def test_an_empty_file_is_refused(read, content: str) -> None:
    assert "is empty" in message(read, content)


def test_other_encodings_are_refused_with_their_line(read) -> None:
    assert "not UTF-8 in line 2" in message(read, "number,last_name\n1001,Wei\xdf\n".encode("latin-1"))
    assert "Save it as 'CSV UTF-8'" in message(read, "number\n1001\n".encode("utf-16"))


def test_a_quote_that_is_not_closed_names_its_row(read) -> None:
    assert "behind row 2" in message(read, 'number,last_name\n1001,Ada\n1002,"Bob\n1003,Eve\n')


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="No such file"):
        read_people_file(str(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("content", "mode", "exposes"),
    [
        ("number,pin\n1001,482915\n", 0o644, True),
        ("number,pin\n1001,482915\n", 0o600, False),
        ("number,pin\n1001,\n", 0o644, False),
        ("number\n1001\n", 0o644, False),
    ],
)
def test_secrets_that_others_can_read_are_noticed(read, content: str, mode: int, exposes: bool) -> None:
    assert read(content, mode).exposes_secrets is exposes


def test_names_of_columns() -> None:
    assert {column_key(text) for text in ("E-Mail", "e mail", " E_MAIL ", "e.mail")} == {"e_mail"}
