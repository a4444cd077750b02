# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The field table: what it rejects, and values to the wire and back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telephony.pbx.plugins.module_utils.core import codecs
from ansible_collections.telephony.pbx.plugins.module_utils.core.fields import (
    ORDERED,
    SET,
    Field,
    decode,
    encode,
    find,
    translate,
)
from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Resource
from tests.unit.core.fake_resource import FIELDS, THING
from tests.unit.core.strategies import JSON, objects_of, values_of

SUB = Field(name="inner", description="A suboption.")
CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "type of no kind": {"type": "number"},
    "list without elements": {"type": "list", "compare": ORDERED},
    "elements without list": {"elements": "str"},
    "read_only and write_only": {"read_only": True, "write_only": True},
    "read_only and create_only": {"read_only": True, "create_only": True},
    "read_only and required": {"read_only": True, "required": True},
    "read_only and nullable": {"read_only": True, "nullable": True},
    "key and read_only": {"key": True, "read_only": True},
    "key and write_only": {"key": True, "write_only": True},
    "key and secret": {"key": True, "secret": True},
    "key and nullable": {"key": True, "nullable": True},
    "suboptions of a text": {"fields": (SUB,)},
    "suboptions of a list of texts": {"type": "list", "elements": "str", "compare": ORDERED, "fields": (SUB,)},
    "list_key that is no suboption": {"type": "list", "elements": "dict", "list_key": "other", "fields": (SUB,)},
    "compare of a text": {"compare": SET},
    "compare of no kind": {"type": "list", "elements": "str", "compare": "sorted"},
    "list without compare": {"type": "list", "elements": "str"},
    "set of dicts": {"type": "list", "elements": "dict", "compare": SET, "fields": (SUB,)},
    "text over several wire names": {"wire": ("a", "b")},
    "limits of a text": {"minimum": 1},
    "upper limit of a bool": {"type": "bool", "maximum": 1},
    "length of an int": {"type": "int", "max_length": 3},
    "pattern without words": {"pattern": "[a-z]+"},
    "number that means something when empty": {"type": "int", "empty_means": "name"},
    "id of nothing": {"by_id": True},
    "fixed value of no key": {"fixed": "x"},
    "whole text": {"whole": True},
    "whole list without a key": {"type": "list", "elements": "str", "compare": ORDERED, "whole": True},
    "internal and writable": {"internal": True},
    "always sent and read_only": {"always_sent": True, "read_only": True},
    "always sent and write_only": {"always_sent": True, "write_only": True},
}


@pytest.mark.parametrize("options", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions_are_rejected(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="field odd: "):
        Field(name="odd", description="Odd.", **options)


def test_every_check_of_the_constructor_has_a_contradiction_here() -> None:
    """Each sentence of the constructor is reached by one of the cases above."""
    messages = set()
    for options in CONTRADICTIONS.values():
        with pytest.raises(ValueError, match="field odd: ") as caught:
            Field(name="odd", description="Odd.", **options)
        messages.add(str(caught.value))
    checks = Field._contradictions.__code__.co_consts
    sentences = [text for text in checks if isinstance(text, str) and " " in text.strip()]
    assert len(sentences) >= 12, "the sentences are found"
    for sentence in sentences:
        assert any(sentence in message for message in messages), f"no case for: {sentence}"


def resource(*fields: Field) -> Resource:
    return type(THING)(name="thing", plural="things", summary="things", fields=fields)


def test_a_resource_has_a_key_and_no_doubled_names() -> None:
    key = Field(name="name", description="Its name.", key=True)
    with pytest.raises(ValueError, match="no field is a key"):
        resource(SUB)
    with pytest.raises(ValueError, match=r"doubled option names \['label'\]"):
        resource(key, Field(name="label", description="A."), Field(name="tag", description="B.", aliases=("label",)))
    with pytest.raises(ValueError, match=r"doubled option names \['name'\]"):
        resource(key, Field(name="other", description="A.", aliases=("name",)))


def test_find_follows_dots() -> None:
    document = {"a": {"b": {"c": None}}}
    assert find(document, "a.b.c") == (True, None)
    assert find(document, "a.x") == (False, None)
    assert find(document, "a.b.c.d") == (False, None)


def test_decode_takes_the_first_path_that_is_there_and_leaves_out_what_is_not() -> None:
    field = Field(name="mail", description="Mail.", read_wire=("new.mail", "old.mail"))
    other = Field(name="other", description="Other.")
    hidden = Field(name="hidden", description="Hidden.", write_only=True)
    fields = (field, other, hidden)
    assert decode(fields, {"old": {"mail": "x"}, "hidden": "y"}) == {"mail": "x"}
    assert decode(fields, {"new": {"mail": None}, "old": {"mail": "x"}}) == {"mail": None}


def test_encode_sends_nothing_that_was_not_given() -> None:
    assert encode(FIELDS, {}) == {}
    assert encode(FIELDS, {"active": False}) == {"active": "no"}
    assert encode(FIELDS, {"label": None}) == {"lbl": None}, "null is not the same as not given"


def test_encode_leaves_read_only_fields_out() -> None:
    assert encode(FIELDS, {"serial": 5, "size": 3}) == {"size": "3"}


def test_encode_uses_the_name_for_creation_only_then() -> None:
    rules = {"rules": [{"event": "ring", "target": "100"}]}
    wire = [{"event": "ring", "target": "100"}]
    assert encode(FIELDS, rules, creating=True) == {"new_rules": wire}
    assert encode(FIELDS, rules) == {"rules": wire}


def test_a_spread_list_clears_the_names_that_it_does_not_fill() -> None:
    assert encode(FIELDS, {"hosts": ["a"]}) == {"host1": "a", "host2": "", "host3": ""}
    assert decode(FIELDS, {"host1": "a", "host2": "", "host3": None})["hosts"] == ["a"]
    assert decode(FIELDS, {"host1": None, "host2": "b"})["hosts"] == ["b"]


def test_a_flattened_dict_stands_beside_the_others() -> None:
    assert encode(FIELDS, {"hours": {"opens": 8}}) == {"open_hour": 8}
    assert decode(FIELDS, {"close_hour": "18"}) == {"hours": {"closes": 18}}


@pytest.mark.parametrize("options", [{"compare": ORDERED}, {"list_key": "inner"}])
def test_null_lists_of_dicts_are_empty(options: dict[str, Any]) -> None:
    field = Field(name="rows", description="Rows.", type="list", elements="dict", fields=(SUB,), **options)
    assert decode((field,), {"rows": None}) == {"rows": []}
    assert encode((field,), {"rows": None}) == {"rows": []}


def test_a_value_of_an_unknown_form_is_named() -> None:
    with pytest.raises(ValueError, match=r"size: .*several"):
        decode(FIELDS, {"size": "several"})


@given(st.dictionaries(st.sampled_from(sorted({str(field.wire) for field in FIELDS} | {"host1", "open_hour"})), JSON))
def test_decoding_any_answer_gives_values_or_a_value_error(document: dict[str, Any]) -> None:
    with suppress(ValueError):
        decode(FIELDS, document)


@given(objects_of(FIELDS, tidy=True))
def test_an_object_comes_back_from_the_wire(values: dict[str, Any]) -> None:
    back = decode(FIELDS, encode(FIELDS, values))
    for field in FIELDS:
        # A dict without parts leaves nothing on the wire when its parts stand beside the others.
        if field.name in values and field.readable and not (field.flattened and not values[field.name]):
            assert back[field.name] == values[field.name], field.name


SCALARS = [field for field in FIELDS if not field.fields]


@pytest.mark.parametrize("field", SCALARS, ids=lambda field: field.name)
@given(data=st.data())
def test_canonical_is_what_comes_back_and_does_not_move(field: Field, data: st.DataObject) -> None:
    value = data.draw(values_of(field))
    back = field.codec.decode(field.codec.encode(value))
    assert field.canonical(back) == field.canonical(value)
    assert field.canonical(field.canonical(value)) == field.canonical(value)


def test_canonical_forms() -> None:
    by_name = {field.name: field for field in FIELDS}
    assert by_name["label"].canonical("  Reception ") == "Reception"
    assert by_name["label"].canonical("") is None
    assert by_name["mode"].canonical("old") == by_name["mode"].canonical("new") == "new"
    assert by_name["tags"].canonical(["b", "a", "b", ""]) == ["a", "b"]
    assert by_name["order"].canonical(["b", "a", "b"]) == ["b", "a", "b"]
    assert by_name["order"].canonical(None) == []
    assert by_name["order"].canonical(["b,a"]) == ["b", "a"], "one text on the wire is two entries for the PBX"


def test_the_codec_of_a_reference_by_id_is_the_ids() -> None:
    field = Field(name="trunk", description="A trunk.", codec=codecs.NUMBER, reference="trunk", by_id=True)
    assert field.canonical("Telco 1") == "Telco 1"


def test_translate_reaches_references_at_any_depth() -> None:
    def reference(name: str, **more: Any) -> Field:
        return Field(name=name, description="A trunk.", reference="trunk", **more)

    fields = (
        reference("trunk"),
        reference("backups", type="list", elements="str", compare=ORDERED),
        Field(name="night", description="At night.", type="dict", fields=(reference("trunk"), SUB)),
        Field(
            name="rows",
            description="Rows.",
            type="list",
            elements="dict",
            compare=ORDERED,
            fields=(reference("trunk"), SUB),
        ),
        SUB,
    )
    values = {
        "trunk": "a",
        "backups": ["b", "c"],
        "night": {"trunk": "d", "inner": "x"},
        "rows": [{"trunk": "e"}, {"inner": "y", "trunk": None}],
        "inner": "z",
        "unknown": "a",
    }
    assert translate(fields, values, lambda field, value: f"{field.reference} {value}") == {
        "trunk": "trunk a",
        "backups": ["trunk b", "trunk c"],
        "night": {"trunk": "trunk d", "inner": "x"},
        "rows": [{"trunk": "trunk e"}, {"inner": "y", "trunk": None}],
        "inner": "z",
        "unknown": "a",
    }
