# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""VoipNow's error codes: what each means and what to do about it.

Source: the vendor's public wiki on its SystemAPI, as far as it lists codes (Billing and service providers; the general
ones are shared), and field facts. How codes travel is not documented: they are looked for in faults and notices alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..core.errors import LoginRejected, PbxError


class Meaning(NamedTuple):
    words: str
    remedy: str


_IDENTIFIER = "Check the id, login or identifier; the object may have been deleted meanwhile."
_PARENT = "Mend the parent account first: enable it, renew it, or give it access to the panel."

CODES: dict[str, Meaning] = {
    "030": Meaning("there are no records", "Check the filter."),
    "051": Meaning("the licence allows phone terminals only", "Extend VoipNow's licence, or use another type."),
    "054": Meaning("the licence does not have Automation", "Extend VoipNow's licence."),
    "100": Meaning(
        "the token or the object's id was refused",
        "VoipNow has one code for both. Check the id, login or identifier, and that the app may manage this account.",
    ),
    "102": Meaning("the account has expired", "Set a later date of expiry, or none: expires: unlimited."),
    "103": Meaning("access to this service is denied", "Check the role of the account that registered the app."),
    "104": Meaning("the account is disabled", "Enable it first: enabled: true."),
    "106": Meaning("the parent account has expired", _PARENT),
    "107": Meaning("the parent account is disabled", _PARENT),
    "108": Meaning("the parent account may not use the control panel", _PARENT),
    "113": Meaning(
        "the app's account is of the wrong level for this",
        "An organization's app cannot manage service providers: register the app with a higher role.",
    ),
    "115": Meaning("the account may not add or manage this", "Grant the permission to it, or register another app."),
    "117": Meaning("the request misses a parameter", "Give the option that VoipNow's words name."),
    "151": Meaning("the data cannot be retrieved", "Run again; if it lasts, look at VoipNow's own log."),
    "152": Meaning(
        "the data cannot be updated",
        "Mend what VoipNow's words name; where they name nothing, check limits and permissions of the parent account.",
    ),
    "200": Meaning(
        "there is such a record already",
        "Logins, identifiers and numbers are unique on the whole system: it may belong to another parent.",
    ),
    "250": Meaning("the user id is not valid", _IDENTIFIER),
    "251": Meaning("the parent id is not valid", _IDENTIFIER),
    "252": Meaning("the template id is not valid", "Look at voipnow_info, resource templates."),
    "258": Meaning("the charging plan id is not valid", "Look at voipnow_info, resource charging_plans."),
    "260": Meaning(
        "the id of the outgoing routing rules is not valid", "Look at voipnow_info, resource routing_rules."
    ),
    "300": Meaning("the e-mail address is not valid", "Check email."),
    "301": Meaning("the country code is not valid", "Give two letters, such as us."),
    "303": Meaning("the charging identifier is not valid", "6 to 32 letters, digits, _, - and *."),
    "304": Meaning("the phone number is not valid", "Check phone."),
    "305": Meaning("the fax number is not valid", "Check fax."),
    "306": Meaning("the language code is not valid", "Give two letters that voipnow_info lists."),
    "307": Meaning("the name is not valid", "1 to 255 characters."),
    "308": Meaning("the company is not valid", "3 to 255 characters."),
    "309": Meaning("the address is not valid", "3 to 255 characters."),
    "310": Meaning("the login is not valid", "Check login."),
    "311": Meaning("the city is not valid", "2 to 255 characters."),
    "312": Meaning("the postal code is not valid", "10 characters at most."),
    "313": Meaning("the notes are not valid", "1024 characters at most."),
    "314": Meaning("the region is not valid", "The region must belong to the country."),
    "315": Meaning("the charging plan is not valid", "The plan must belong to the account's parent, and be enabled."),
    "520": Meaning("managing charging plans is not allowed", "Grant charging_plan_management to the account."),
    "819": Meaning("billing is switched off on this VoipNow", "Switch it on, or leave charging plans out."),
}

NO_RECORDS = "030"
NOT_THERE = frozenset({"100", "250", "251"})
"""Codes that reading what does not exist is answered with; they have other meanings as well."""
FORBIDDEN = frozenset({"103", "113", "115"})
"""Codes of what the app may not read, such as the accounts above its own."""
CANNOT_UPDATE = "152"
"""The code of a write that breaks a rule which has no code of its own."""
AMBIGUOUS = "100"
"""The code of a token that has ended, and of an object that is not there."""
_SESSION_WORDS = re.compile(r"token|authenticat|unauthori[sz]ed|credential", re.IGNORECASE)
_CODE = re.compile(r"(?<!\d)(\d{3})(?!\d)")
_LEADING_CODE = re.compile(r"^\W*(?:\w*\s*code\W*)?(\d{3})(?!\d)", re.IGNORECASE)

LOGIN = "oauth/token.php"
OAUTH: dict[str, Meaning] = {
    "invalid_client": Meaning(
        "VoipNow does not know the app, or the secret is wrong",
        "Check app_id and app_secret under Unified Communications > Integrations > Apps.",
    ),
    "unauthorized_client": Meaning(
        "VoipNow does not trust the app", "Switch on App is trusted under Unified Communications > Integrations > Apps."
    ),
    "access_denied": Meaning(
        "VoipNow refuses the app", "Check under Integrations > Apps that it is enabled and trusted."
    ),
}
_OAUTH_OTHER = Meaning("VoipNow gives the app no token", "Check under Integrations > Apps that the app is trusted.")


def code_of(fault_code: str, words: str) -> str | None:
    """VoipNow's own code in a fault, wherever it is."""
    found = _CODE.search(fault_code) or _LEADING_CODE.search(words)
    return found[1] if found else None


def speaks_of_session(words: str) -> bool:
    """Whether an error's words are about the token; nothing was carried out then."""
    return bool(_SESSION_WORDS.search(words))


def error_for(code: str | None, words: str, operation: str) -> PbxError:
    """The error for a code, if there is one, with VoipNow's own words."""
    meaning = CODES.get(code or "", Meaning("VoipNow refused it", "Look at VoipNow's own log."))
    return PbxError(meaning.words, operation=operation, code=code, pbx_message=words or None, remedy=meaning.remedy)


def notices_in(answer: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    """The notices of an answer, as code and words; codes are three digits."""
    found = answer.get("notice") or []
    entries: Iterable[Any] = found if isinstance(found, list) else [found]
    return [
        (
            str(entry["code"]).strip().zfill(3) if entry.get("code") not in (None, "") else None,
            str(entry.get("message") or ""),
        )
        for entry in entries
        if isinstance(entry, Mapping)
    ]


def login_error(error: str, words: str, app_id: str) -> LoginRejected:
    """The error for a refused app; ``error`` is OAuth's word for it."""
    meaning = OAUTH.get(error, _OAUTH_OTHER)
    return LoginRejected(
        meaning.words,
        operation=LOGIN,
        obj=f"app {app_id}",
        code=error,
        pbx_message=words or None,
        remedy=meaning.remedy,
    )
