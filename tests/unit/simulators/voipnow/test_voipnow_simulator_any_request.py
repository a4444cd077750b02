# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a client may send by the schema is answered: with a fault, or with an answer that the schema allows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.simulators.system import WireRequest
from tests.simulators.voipnow.content import write
from tests.simulators.voipnow.documents import namespace
from tests.simulators.voipnow.options import VoipNowOptions
from tests.simulators.voipnow.schema import Complex, Element, Group, Limited, Simple, load_schema
from tests.simulators.voipnow.simple_types import UNLIMITED
from tests.simulators.voipnow.system import VoipNowSystem

SCHEMA = load_schema()
ROUNDS = 25
TEXTS = ("", "x", "name", "user1", "company1", "0001*101", "0001*108", "0001*110", "7001", "101", "1234", "us", "en")
PATTERNED = {"C:email": "a@example.com", "C:ip": "192.0.2.1", "C:domain": "example.com", "C:rule": "1X."}
DATES = ("1970-01-01", "2026-01-05", "2037-12-31")
TIMES = ("00:00:00", "23:59:59")


class Maker:
    """Values by the schema, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def value(self, kind: Any, name: str) -> Any:
        if isinstance(kind, Complex):
            values: dict[str, Any] = {}
            for part in kind.parts:
                self.fill(part, values)
            return values
        if isinstance(kind, Limited):
            return self.random.choice((UNLIMITED, self.value(kind.value, name)))
        return self.text(kind)

    def text(self, kind: Simple) -> Any:
        if kind.enum:
            return self.random.choice(kind.enum)
        if kind.name in PATTERNED:
            return PATTERNED[kind.name]
        if kind.pattern:
            return "123"
        made: dict[str, tuple[Any, ...]] = {
            "boolean": (True, False),
            "date": DATES,
            "dateTime": tuple(f"{date}T00:00:00Z" for date in DATES),
            "time": TIMES,
            "decimal": ("0", "7", "12.5"),
            "float": (0.0, 1.5, -2.0),
            "string": TEXTS,
            "base64Binary": ("eA==",),
            "unsignedInt": (0, 1, 5, 2**32 - 1),
            "nonNegativeInteger": (0, 1, 10**9),
            "integer": (-1, 0, 1, 2, 101, 10**12),
            "positiveInteger": (1, 2, 3, 4, 5, 9999),
        }
        fitting = [text for text in made[kind.base] if kind.base != "string" or len(text) >= kind.min_length]
        chosen = self.random.choice(fitting)
        return chosen[: kind.max_length] if isinstance(chosen, str) else chosen

    def fill(self, part: Element | Group, values: dict[str, Any]) -> None:
        if part.low == 0 and self.random.random() < 0.4:
            return
        if isinstance(part, Element):
            count = self.random.randint(max(part.low, 1), min(part.high, 3)) if part.several else 1
            made = [self.value(part.type, part.name) for _each in range(count)]
            values[part.name] = made if part.several else made[0]
        elif part.kind == "choice":
            self.fill(self.random.choice(part.parts), values)
        else:
            for each in part.parts:
                self.fill(each, values)


def request(system: VoipNowSystem, operation: str, values: Any) -> WireRequest:
    service = SCHEMA.service_of[operation]
    spaces = {prefix: namespace(name, "3.0.0") for prefix, name in SCHEMA.source["prefixes"].items()}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    out: list[str] = []
    kind = SCHEMA.request(operation)
    if isinstance(kind, Complex):
        write(kind, values, out)
    tag = f"{service.messages}:{operation}"
    header = f"<D:userCredentials><D:accessToken>{next(iter(system.tokens.given))}</D:accessToken></D:userCredentials>"
    body = (
        f'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" {declared}><e:Header>{header}</e:Header>'
        f"<e:Body><{tag}>{''.join(out)}</{tag}></e:Body></e:Envelope>"
    )
    path = f"/soap2/{service.agent}_agent.php"
    return WireRequest("POST", path, {}, {"content-type": "text/xml", "host": "x"}, body.encode(), "127.0.0.1")


@pytest.mark.parametrize("seed", range(4))
def test_any_request(validate: Callable[[str, bytes], None], seed: int) -> None:
    options = VoipNowOptions(objects=20, app_id="id", app_secret="secret")
    system = VoipNowSystem(options)
    form = {"client_id": "id", "client_secret": "secret", "grant_type": "client_credentials"}
    system.tokens.grant(options, form)
    maker = Maker(seed)
    operations = sorted(SCHEMA.service_of) * ROUNDS
    maker.random.shuffle(operations)
    codes: Counter[str] = Counter()
    for operation in operations:
        if operation.startswith("Del") and maker.random.random() < 0.8:
            continue  # or little is left after a while
        kind = SCHEMA.request(operation)
        values = maker.value(kind, operation) if isinstance(kind, Complex) else None
        call = system.identify(request(system, operation, values))
        answer = system.carry_out(call)
        codes[str(answer.vendor_status)] += 1
        if answer.http_status == 200:
            validate(SCHEMA.service_of[operation].name, answer.body)
        else:
            assert b"<faultcode>" in answer.body
    assert codes["success"] > 300
    assert len(codes) > 10
