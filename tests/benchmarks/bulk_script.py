# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a programmer would write for a whole configuration: the requests of ucm_config, in the same order, on httpx.

One after the other, as ucm_config sends them: a UCM refuses a second writer. Reads ``{"system": {...}, "config":
{...}}`` from standard input.
"""

from __future__ import annotations

import json
import sys

from plain_script import connection, log_in  # beside this file

PAGE = {"item_num": "500", "page": "1"}
MANDATORY = {
    "musicclass": "default",
    "leavewhenempty": "strict",
    "joinempty": "no",
    "ringtime": "30",
    "wrapuptime": "10",
    "maxlen": "0",
    "auto_record": "off",
    "queue_timeout": 60,
}


def main() -> None:
    given = json.load(sys.stdin)
    with connection(given["system"]) as ask:
        cookie = log_in(ask, given["system"])
        # Is any of the numbers taken?
        ask("listAccount", cookie=cookie, **PAGE)
        ask("listQueue", cookie=cookie)
        ask("listPaginggroup", cookie=cookie, **PAGE)
        ask("listIVR", cookie=cookie, **PAGE)
        for one in given["config"]["extensions"]:
            ask(
                "addSIPAccountAndUser",
                extension=one["extension"],
                secret=one["sip_password"],
                vmsecret=one["voicemail_pin"],
                permission="internal-local-national",
                max_contacts=one["max_contacts"],
                call_waiting="yes",
                allow=",".join(one["codecs"]),
                cookie=cookie,
            )
            ask("getSIPAccount", extension=one["extension"], cookie=cookie)
        for one in given["config"]["queues"]:
            ask(
                "addQueue",
                extension=one["extension"],
                queue_name=one["name"],
                strategy=one["strategy"],
                members=",".join(one["members"]),
                cookie=cookie,
                **MANDATORY,
            )
            ask("getQueue", queue=one["extension"], cookie=cookie)
        ask("applyChanges", cookie=cookie)


if __name__ == "__main__":
    main()
