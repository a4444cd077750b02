# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a programmer would write for many extensions of a VoipNow: zeep as it comes, one request after the other.

It looks who the owner is and which extensions there are, adds each and reads it. Reads ``{"system": {...}, "config":
{...}}`` from standard input.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import requests
import zeep

TYPES = "term phoneQueue ivr voicecenter conference callback callcard intercom queuecenter".split()


def service(session: requests.Session, system: dict[str, Any], name: str, token: str) -> Any:
    """The service's operations, with the token in every header."""
    url = f"{system['url']}/soap2/schema/latest/{name}/{name}.wsdl"
    client = zeep.Client(url, transport=zeep.Transport(session=session))
    (element,) = (each for each in client.wsdl.types.elements if each.name == "userCredentials")
    client.set_default_soapheaders([element(accessToken=token)])
    return client.service


def main() -> None:
    given = json.load(sys.stdin)
    system = given["system"]
    session = requests.Session()
    session.verify, session.trust_env = system["ca_path"], False
    form = {"client_id": system["app_id"], "client_secret": system["app_secret"], "grant_type": "client_credentials"}
    token = session.post(f"{system['url']}/oauth/token.php", data=form, timeout=30).json()["access_token"]
    users = service(session, system, "User", token).GetUsers().body.user
    ids = {user.login: user.ID for user in users}
    extensions = service(session, system, "Extension", token)
    for kind in TYPES:
        extensions.GetExtensions(extensionType=kind)
    for one in given["config"]["extensions"]:
        added = extensions.AddExtension(
            extensionNo=one["number"], label=one["label"], password=one["password"], parentID=ids[one["user"]]
        )
        extensions.GetExtensionDetails(extendedNumber=added.body.extendedNumber)


if __name__ == "__main__":
    main()
