# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML: escaped on the way out, and without document types on the way in."""

from __future__ import annotations

import contextlib
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core import safe_xml

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))


def test_a_document_is_elements_inside_elements() -> None:
    text = safe_xml.build("root", {"action": {"name": 'O"Neil & <Co>', "empty": "", "nothing": None, "number": 7}})
    assert text == (
        '<root><action><name>O"Neil &amp; &lt;Co&gt;</name><empty /><nothing /><number>7</number></action></root>'
    )


@given(value=TEXTS, other=TEXTS)
def test_no_text_breaks_out_of_its_element(value: str, other: str) -> None:
    root = ElementTree.fromstring(safe_xml.build("root", {"one": value, "two": other}))  # noqa: S314
    assert [(child.tag, child.text or "") for child in root] == [("one", value), ("two", other)]
    assert safe_xml.parse(safe_xml.build("root", {"one": value})) == ("root", [("one", value.strip())])


@pytest.mark.parametrize("text", ["\x00", "a\x07b", "\x1b[2J", "\ud800", "\uffff"])
def test_what_xml_cannot_carry_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="name has a control character"):
        safe_xml.build("root", {"name": text})


def test_children_are_in_order_and_doubled_names_are_lists() -> None:
    text = "<a><b><x>1</x><y/><x>2</x><x>3</x></b><c> text </c><b/></a>"
    assert safe_xml.parse(text) == ("a", [("b", {"x": ["1", "2", "3"], "y": ""}), ("c", "text"), ("b", "")])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "<a>",
        "<a></b>",
        "<a>&unknown;</a>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><a>&lol2;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_broken_documents_and_those_with_a_type_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the document"):
        safe_xml.parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        safe_xml.parse(text)
