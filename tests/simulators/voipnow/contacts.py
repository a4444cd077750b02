# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for what accounts may be called and reached by; every field has the vendor's code for a bad value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.simulators.voipnow import codes
from tests.simulators.voipnow.codes import Refusal
from tests.simulators.voipnow.places import COUNTRIES, LANGUAGES, REGIONS, TIMEZONES

# (code, shortest, longest); shorter ones than that are refused, empty ones clear the field
LENGTHS = {
    "name": (codes.NAME, 1, 255),
    "firstName": (codes.NAME, 1, 255),
    "lastName": (codes.NAME, 1, 255),
    "company": (codes.COMPANY, 3, 255),
    "address": (codes.ADDRESS, 3, 255),
    "city": (codes.CITY, 2, 255),
    "pcode": (codes.POSTAL_CODE, 1, 10),
    "notes": (codes.NOTES, 0, 1024),
}
# Lengths are known for the charging identifier only; the rest is silent in the documents and chosen here.
PATTERNS = {
    "login": (codes.LOGIN, re.compile(r"[\w.@+-]{1,255}")),
    "phone": (codes.PHONE, re.compile(r"[0-9+*#() ./x-]{1,32}")),
    "fax": (codes.FAX, re.compile(r"[0-9+*#() ./x-]{1,32}")),
    "chargingIdentifier": (codes.CHARGING_IDENTIFIER, re.compile(r"[A-Za-z0-9_*-]{6,32}")),
}
# of values that already the schema refuses
SCHEMA_CODES = {
    "email": codes.EMAIL,
    "country": codes.COUNTRY,
    "pcode": codes.POSTAL_CODE,
    "interfaceLang": codes.LANGUAGE,
    "phoneLang": codes.LANGUAGE,
    "region": codes.REGION,
    "chargingPlanID": codes.PLAN_ID,
    "channelRuleID": codes.RULES_GROUP,
    "templateID": codes.TEMPLATE,
    "parentID": codes.PARENT,
    "ID": codes.ACCOUNT,
    "userID": codes.ACCOUNT,
}
FIELDS = (
    "name firstName lastName company phone fax email address city pcode country region timezone interfaceLang notes"
    " serverID chargingIdentifier subscriptionID phoneLang channelRuleID role passwordStrength"
).split()


def check(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``values`` that are contact data; Refusal names the first that is not right.

    ``before`` is what the account has already: a region must be one of the country.
    """
    fields = {name: values[name] for name in FIELDS if name in values}
    for name, value in values.items():
        if name in PATTERNS and value != "":
            code, pattern = PATTERNS[name]
            if not pattern.fullmatch(value):
                raise Refusal(code, f"Invalid {name}")
        if name in LENGTHS and value != "":
            code, low, high = LENGTHS[name]
            if not low <= len(value) <= high:
                raise Refusal(code, f"Invalid {name}: {low} to {high} characters")
    country = str(fields.get("country", before.get("country", ""))).lower()
    if country and country not in COUNTRIES:
        raise Refusal(codes.COUNTRY, f"Invalid country code {country}")
    _check_region(fields.get("region"), country)
    if (timezone := fields.get("timezone")) is not None and timezone > len(TIMEZONES):
        raise Refusal(codes.CANNOT_UPDATE, f"There is no timezone {timezone}")
    for name in ("interfaceLang", "phoneLang"):
        if fields.get(name) and fields[name] not in LANGUAGES:
            raise Refusal(codes.LANGUAGE, f"Invalid language code {fields[name]}")
    return fields


def _check_region(region: int | None, country: str) -> None:
    if region is None:
        return
    if region > len(REGIONS) or (country and REGIONS[region - 1][0] != country):
        raise Refusal(codes.REGION, f"There is no region {region} in this country")
