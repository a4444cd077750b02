# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The minibar of a hotel: its number, what is in it, and the waiters who bill it.

Source: Grandstream IPPBX HTTPS API: pmsapi with adminibar, delminibar, getMiniBar, adminibargoods, delminibargoods,
listMiniBarGoods, addminibarwaiter, delminibarwaiter. Names differ between reading and writing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..core import codecs
from ..core.action_task import Variant
from ..core.codecs import Codec
from ..core.errors import UnexpectedAnswer
from ..core.fields import Field, Values, encode
from ..core.resource import Reader, Resource, Writer
from .answers import RATE, decoded
from .client import HOTEL
from .pms_wire import HotelActionTask, HotelStateTask, ask, ask_rows, tell, text_problem
from .resource import natural
from .vendor import UCM_HOTEL

GET = "getMiniBar"
LIST = "listMiniBarGoods"
PROMPT_FOLDER = "record/"
CODE: dict[str, Any] = {"pattern": r"\d{1,18}", "pattern_words": "digits only"}

PROMPT = Codec(
    lambda name: name and PROMPT_FOLDER + str(name).removeprefix(PROMPT_FOLDER),
    lambda wire: (codecs.TEXT.decode(wire) or "").removeprefix(PROMPT_FOLDER) or None,
)
"""A prompt's name; written below the folder of recordings and read without it."""


@dataclass(frozen=True, kw_only=True)
class MinibarResource(Resource):
    """The minibar, of which there is one. Setting it up under its number again changes it: there is no other way."""

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        return next((dict(each) for each in self.read_all(reader) if self.same_object(each, wanted)), None)

    def read_all(self, reader: Reader) -> list[Values]:
        if GET not in reader.memo:
            response = ask(reader, GET)
            settings = response.get("minibar_settings") if isinstance(response, Mapping) else None
            if not isinstance(settings, (Mapping, type(None))):
                raise UnexpectedAnswer("the answer's minibar_settings is not an object", operation=f"{HOTEL} {GET}")
            reader.memo[GET] = decoded(self.fields, [settings] if settings else [], f"{HOTEL} {GET}")
        return [each for each in reader.memo[GET] if each.get("number") and each.get("enabled") is not False]

    def verify(
        self, reader: Reader, changes: Values, configured: Mapping[str, Collection[str]] | None = None
    ) -> list[str]:
        others = [each["number"] for each in self.read_all(reader) if not self.same_object(each, changes)]
        return [f"the PBX has the minibar {others[0]} already, and it can have one only"] if others else []

    def create(self, writer: Writer, values: Values) -> None:
        tell(writer, "adminibar", encode(self.fields, values))

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        whole = {name: value for name, value in {**current, **changes}.items() if value is not None}
        tell(writer, "adminibar", encode(self.fields, whole))

    def delete(self, writer: Writer, current: Values) -> None:
        tell(writer, "delminibar", {"barcode": current["number"]})


@dataclass(frozen=True, kw_only=True)
class GoodsResource(Resource):
    """What can be billed. An item can be added and removed, and not changed."""

    @property
    def changeable(self) -> bool:
        return False

    def read(self, reader: Reader, wanted: Values) -> Values | None:
        return next((dict(each) for each in self.read_all(reader) if self.same_object(each, wanted)), None)

    def read_all(self, reader: Reader) -> list[Values]:
        if LIST not in reader.memo:
            rows = ask_rows(reader, LIST, "goods_name")
            goods = decoded(self.fields, rows, f"{HOTEL} {LIST}")
            reader.memo[LIST] = sorted(
                (each for each in goods if each.get("code")), key=lambda each: natural(str(each["code"]))
            )
        return reader.memo[LIST]

    def create(self, writer: Writer, values: Values) -> None:
        tell(writer, "adminibargoods", encode(self.fields, values))

    def update(self, writer: Writer, current: Values, changes: Values) -> None:
        raise ValueError("every option of an item is set when it is created")

    def delete(self, writer: Writer, current: Values) -> None:
        tell(writer, "delminibargoods", {"goodscode": current["code"]})


def _read(name: str, wire: str, description: str, codec: Codec = codecs.TEXT) -> Field:
    return Field(name=name, description=description, wire=wire, codec=codec, read_only=True)


PMS_MINIBAR = MinibarResource(
    name="pms_minibar",
    plural="pms_minibars",
    summary="the minibar",
    rules=(text_problem,),
    fields=(
        Field(
            name="number",
            description="The number that is dialled to bill an item.",
            key=True,
            wire="barcode",
            read_wire="extension",
            aliases=("barcode",),
            **CODE,
        ),
        Field(
            name="name",
            description="The name of the minibar.",
            wire="barname",
            read_wire="minibar_name",
            aliases=("barname",),
        ),
        Field(
            name="prompt",
            description="The custom voice prompt that is played, by its name without folder and ending.",
            codec=PROMPT,
        ),
        Field(
            name="skip_waiter_code",
            description="Whether waiters use 0000 in place of a code of their own.",
            type="bool",
            wire="verifyskip",
            read_wire="verify_skip",
            aliases=("verifyskip",),
        ),
        Field(
            name="bill_several",
            description="Whether several items can be billed at once, with C(*) between them.",
            type="bool",
            wire="listgoods",
            read_wire="enable_list_goods",
            aliases=("listgoods",),
        ),
        _read("cancel_number", "del_extension", "The number that is dialled to cancel an item."),
        _read("tax_rate", "global_tax", "The tax rate of items without their own.", RATE),
        _read("enabled", "minibar_enable", "Whether the minibar is in use.", codecs.YES_NO),
    ),
)

PMS_MINIBAR_GOODS = GoodsResource(
    name="pms_minibar_goods",
    plural="pms_minibar_goods",
    summary="items of the minibar",
    rules=(text_problem,),
    fields=(
        Field(
            name="code",
            description="The code of the item.",
            key=True,
            wire="goodscode",
            read_wire="extension",
            aliases=("goodscode",),
            **CODE,
        ),
        Field(
            name="name",
            description=(
                "The name of the item. It can be set when the item is created only, since the interface cannot change "
                "an item; its price and tax are set in the web interface."
            ),
            create_only=True,
            wire="goodsname",
            read_wire="goods_name",
            aliases=("goodsname",),
        ),
        _read("price", "amount", "The price.", RATE),
        _read("tax_rate", "goods_tax", "The tax rate; 0 is the minibar's.", RATE),
        _read("success_prompt", "prompt_success", "What is played when an item was billed."),
        _read("error_prompt", "prompt_error", "What is played when it could not be."),
    ),
)

MINIBAR = HotelStateTask("ucm_pms_minibar", UCM_HOTEL, PMS_MINIBAR)
MINIBAR_GOODS = HotelStateTask("ucm_pms_minibar_goods", UCM_HOTEL, PMS_MINIBAR_GOODS)

WAITER = HotelActionTask(
    "ucm_pms_waiter",
    UCM_HOTEL,
    label="waiter {code}",
    choice=("state",),
    defaults={"state": "present"},
    fields=(
        Field(
            name="state",
            description="Whether the waiter is added or removed. The interface does not tell which waiters there are.",
            choices=("present", "absent"),
        ),
        Field(name="code", description="The waiter's code.", required=True, aliases=("maidcode",), **CODE),
        Field(name="waiter_password", description="The waiter's password. Needed to add one.", secret=True),
    ),
    rules=(text_problem,),
    variants={
        "present": Variant(operation="addminibarwaiter", sends={"code": "maidcode", "waiter_password": "password"}),
        "absent": Variant(operation="delminibarwaiter", sends={"code": "maidcode"}),
    },
)
