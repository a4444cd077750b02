# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a programmer would write: the requests of the module's loop, in the same order, on httpx and nothing else.

Reads ``{"system": {...}, "first": N, "count": N}`` from standard input.
"""

from __future__ import annotations

import hashlib
import json
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

Ask = Callable[..., dict[str, Any]]


@contextmanager
def connection(system: dict[str, Any]) -> Iterator[Ask]:
    """``ask(action, *codes, **parameters)`` sends a request, accepts these codes (or 0) and returns the response."""
    verify = ssl.create_default_context(cafile=system["ca_path"])
    with httpx.Client(base_url=system["url"], verify=verify, trust_env=False, timeout=30) as http:

        def ask(action: str, *codes: int, **parameters: Any) -> dict[str, Any]:
            answer = http.post("/api", json={"request": {"action": action, **parameters}}).json()
            if answer["status"] not in (codes or (0,)):
                raise SystemExit(f"{action}: status {answer['status']}")
            return answer["response"]

        yield ask


def log_in(ask: Ask, system: dict[str, Any]) -> str:
    """The session's cookie."""
    user = system["username"]
    challenge = ask("challenge", user=user, version="1.0")["challenge"]
    token = hashlib.md5(f"{challenge}{system['password']}".encode(), usedforsecurity=False).hexdigest()
    return ask("login", user=user, token=token)["cookie"]


def main() -> None:
    given = json.load(sys.stdin)
    with connection(given["system"]) as ask:
        cookie = log_in(ask, given["system"])
        for number in map(str, range(given["first"], given["first"] + given["count"])):
            ask("getSIPAccount", -16, extension=number, cookie=cookie)
            ask(
                "addSIPAccountAndUser",
                extension=number,
                secret=f"Sip-{number}-Pass",
                vmsecret=f"77{number}",
                permission="internal-local-national",
                max_contacts=2,
                call_waiting="yes",
                allow="ulaw,alaw,g722",
                cookie=cookie,
            )
            ask("getSIPAccount", extension=number, cookie=cookie)
        ask("applyChanges", cookie=cookie)


if __name__ == "__main__":
    main()
