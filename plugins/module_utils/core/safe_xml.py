# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""XML from and for a PBX: read without document types, so that no entity of it can be expanded, and written escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write."""

Tree = dict[str, Any]
"""Texts, trees and lists of them, by the names of elements."""


def parse(text: str) -> tuple[str, list[tuple[str, Any]]]:
    """The root's name, and its children as (name, text or tree) in their order. Attributes do not count.

    Raises:
        ValueError: it is not well-formed, or has a document type.
    """
    if "<!DOCTYPE" in text:
        raise ValueError("the document has a document type")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - entities cannot be declared without a document type
    except (ElementTree.ParseError, ValueError) as error:
        raise ValueError(f"the document is not well-formed ({error})") from error
    return root.tag, [(child.tag, _value(child)) for child in root]


def _value(element: ElementTree.Element) -> Any:
    if not len(element):
        return (element.text or "").strip()
    tree: Tree = {}
    for child in element:
        value = _value(child)
        if child.tag not in tree:
            tree[child.tag] = value
        elif isinstance(tree[child.tag], list):
            tree[child.tag].append(value)
        else:
            tree[child.tag] = [tree[child.tag], value]
    return tree


def build(root: str, tree: Mapping[str, Any]) -> str:
    """A document of elements inside elements.

    Raises:
        ValueError: a text has a character that XML cannot carry.
    """
    return ElementTree.tostring(_element(root, tree), encoding="unicode")


def _element(name: str, value: Any) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if isinstance(value, Mapping):
        element.extend([_element(inner, item) for inner, item in value.items()])
    elif value is not None:
        text = str(value)
        if FORBIDDEN.search(text):
            raise ValueError(f"{name} has a control character")
        element.text = text
    return element
