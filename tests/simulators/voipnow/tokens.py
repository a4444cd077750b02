# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OAuth: ``POST /oauth/token.php`` gives access tokens to the registered app."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.simulators.clock import Clock
from tests.simulators.system import Answer
from tests.simulators.voipnow.codes import AUTHENTICATION, Refusal
from tests.simulators.voipnow.options import VoipNowOptions

API_KINDS = ("unifiedapi", "systemapi")


@dataclass
class Token:
    access_token: str
    ends: float


class Tokens:
    """Tokens that were given out. Several live side by side unless the options say otherwise."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.given: dict[str, Token] = {}

    def grant(self, options: VoipNowOptions, form: Mapping[str, Any]) -> Answer:
        """The answer to a token request.

        Bad credentials answer 401 invalid_client, which is known. Silent in the documents, chosen after RFC 6749: 400
        with unauthorized_client for an app that is not trusted, unsupported_grant_type for another grant, and
        invalid_request for what is missing or unknown. The redirect address is not looked at.
        """
        if any(not form.get(name) for name in ("client_id", "client_secret", "grant_type")):
            return _error(400, "invalid_request")
        if form["grant_type"] != "client_credentials":
            return _error(400, "unsupported_grant_type")
        if form.get("type", API_KINDS[0]) not in API_KINDS:
            return _error(400, "invalid_request")
        if form["client_id"] != options.app_id or form["client_secret"] != options.app_secret:
            return _error(401, "invalid_client")
        if not options.trusted:
            return _error(400, "unauthorized_client")
        if options.single_token:
            self.given.clear()
        now = self.clock.now()
        self.given = {text: token for text, token in self.given.items() if token.ends > now}
        text = f"1|{secrets.token_hex(16)}|1|{int(self.clock.wall().timestamp())}|{secrets.token_hex(16)}"
        self.given[text] = Token(text, now + options.token_seconds)
        lifetime = int(options.token_seconds)
        return _json(200, {"access_token": text, "token_type": "Bearer", "expires_in": lifetime})

    def check(self, text: str | None) -> None:
        """Silent in the documents, chosen here: a missing, an unknown and an expired token are all code 100."""
        token = self.given.get(text) if text else None
        if token is None:
            raise Refusal(AUTHENTICATION, "The access token is missing or not valid")
        if token.ends <= self.clock.now():
            raise Refusal(AUTHENTICATION, "The access token has expired")


def _error(status: int, error: str) -> Answer:
    return _json(status, {"error": error})


def _json(status: int, content: Mapping[str, Any]) -> Answer:
    body = json.dumps(content).encode()
    return Answer(body, status, headers={"Cache-Control": "no-store"}, vendor_status=content.get("error", "granted"))
