# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The hotel interface of the UCM: requests inside the parameter ``data`` of one action, and what its modules share.

Source: Grandstream IPPBX HTTPS API: pmsapi. Writes go as XML text, as in every example; lists as a JSON object.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..core import codecs, safe_xml
from ..core.action_task import ActionTask, Variant
from ..core.client import Client
from ..core.codecs import Codec
from ..core.errors import InvalidInput, PbxError
from ..core.fields import Values
from ..core.resource import Reader, Writer
from ..core.task import StateTask, Task
from . import errors
from .answers import rows_of
from .client import HOTEL

ROOT = "pms_data_request"
GROUP = "ucm_pms"
"""The action group of the hotel modules, for defaults of the option that only they have."""


@contextlib.contextmanager
def _named(name: str) -> Iterator[None]:
    """Say in errors which of the interface's actions it was; -1 is its one code for every failure."""
    try:
        yield
    except PbxError as error:
        error.operation = f"{HOTEL} {name}"
        if error.code == errors.INVALID_PARAMETERS:
            error.what = "the hotel interface refused it"
            error.remedy = "Check the values, whether the hotel interface is enabled, and pms_token."
        raise


def ask(reader: Reader, name: str, **fields: str) -> Any:
    """The answer of one of the interface's reading actions."""
    with _named(name):
        return reader.read(HOTEL, data={name: fields})


def ask_rows(reader: Reader, name: str, container: str, **fields: str) -> list[dict[str, Any]]:
    """The rows of one of the interface's lists, which have no paging parameters."""
    return rows_of(ask(reader, name, **fields), container, f"{HOTEL} {name}")


def tell(writer: Writer, name: str, fields: Mapping[str, Any]) -> None:
    """Carry out one of the interface's writing actions.

    Raises:
        InvalidInput: a text has a character that XML cannot carry; nothing was sent.
    """
    try:
        text = safe_xml.build(ROOT, {name: fields})
    except ValueError as error:
        raise InvalidInput([str(error)]) from error
    with _named(name):
        writer.write(HOTEL, data=text, format="xml")


def text_problem(values: Values) -> str | None:
    """A rule: no text has a character that XML cannot carry."""
    for name, value in values.items():
        if isinstance(value, str) and safe_xml.FORBIDDEN.search(value):
            return f"{name} has a control character"
    return None


def _shown_moment(text: str) -> str | None:
    """A date and time as an option has them, or None: check-in and room list write them differently."""
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"):
        with contextlib.suppress(ValueError):
            return f"{datetime.strptime(text, form):%Y-%m-%d %H:%M}"
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"):
        with contextlib.suppress(ValueError):
            return f"{datetime.strptime(text, form):%Y-%m-%d} 00:00"
    return None


def _encode_moment(value: str | None) -> str | None:
    return value and (_shown_moment(value) or value).replace("-", "/")


def _decode_moment(wire: Any) -> str | None:
    text = codecs.TEXT.decode(wire)
    return text and (_shown_moment(text) or text)


MOMENT = Codec(_encode_moment, _decode_moment)
"""``YYYY-MM-DD hh:mm`` in options; written as ``YYYY/MM/DD hh:mm``, read as that, with seconds, or compact."""


def is_moment(text: str) -> bool:
    return _shown_moment(text) is not None


class HotelGroup(Task):
    """Puts a module into the group of the hotel modules; changes are in effect at once, so it is in no other."""

    @property
    def groups(self) -> tuple[str, ...]:
        return ("all", self.vendor.name, GROUP)


class HotelStateTask(HotelGroup, StateTask):
    """A module that makes one object of the hotel present or absent, or as wanted."""


class HotelActionTask(HotelGroup, ActionTask):
    """A module that carries out one of the interface's writing actions."""

    def send(self, client: Client, variant: Variant, request: dict[str, Any]) -> None:
        tell(client.writer, variant.operation, request)
