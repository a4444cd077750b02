# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vendor's codes, and what a handler raises to refuse a request.

Silent in the documents, chosen here: a number that the vendor documents travels as the fault's ``faultcode``; a request
that is no valid message of the schema gets SOAP's own ``Client``, except that a missing parameter is 117; an object
that does not exist is 250 (accounts), 258 (charging plans) or 100 (all others); what breaks a rule that has no code
of its own is 152 for writes and 151 for reads.
"""

from __future__ import annotations

MALFORMED = "Client"
NO_RECORDS = "030"
AUTHENTICATION = "100"
OBJECT = "100"
EXPIRED = "102"
DENIED = "103"
DISABLED = "104"
PARENT_EXPIRED = "106"
PARENT_DISABLED = "107"
CONTEXT = "113"
MISSING = "117"
CANNOT_RETRIEVE = "151"
CANNOT_UPDATE = "152"
DUPLICATE = "200"
ACCOUNT = "250"
PARENT = "251"
TEMPLATE = "252"
PLAN_ID = "258"
RULES_GROUP = "260"
EMAIL = "300"
COUNTRY = "301"
CHARGING_IDENTIFIER = "303"
PHONE = "304"
FAX = "305"
LANGUAGE = "306"
NAME = "307"
COMPANY = "308"
ADDRESS = "309"
LOGIN = "310"
CITY = "311"
POSTAL_CODE = "312"
NOTES = "313"
REGION = "314"
PLAN = "315"
PLANS_DENIED = "520"


class Refusal(Exception):
    """The system says no: the vendor's code and words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def missing(parameter: str) -> Refusal:
    return Refusal(MISSING, f"Request misses parameter {parameter}")
