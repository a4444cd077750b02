# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a simulated VoipNow can be set, at start and while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.simulators.options import SystemOptions, about


@dataclass(frozen=True)
class VoipNowOptions(SystemOptions):
    """Defaults follow the documents; where they are silent, the choice is the stricter one."""

    app_id: str = field(default="3d5a7c91e0b24f68", metadata=about("key of the registered app"))
    app_secret: str = field(default="Demo-Secret-1", metadata=about("secret of the registered app"))
    trusted: bool = field(default=True, metadata=about("the app is trusted; another gets no token"))
    token_seconds: float = field(default=3600.0, metadata=about("life of an access token"))
    single_token: bool = field(default=False, metadata=about("a new token ends the older ones"))

    schema_version: str = field(default="3.0.0", metadata=about("version in the namespaces and beside 'latest'"))
    wsdl_host: str = field(
        default="", metadata=about("URL of the addresses in the WSDL files; empty: the one they are fetched from")
    )
    namespaces: str = field(
        default="strict", metadata=about("'any' reads requests by local names only", ("strict", "any"))
    )
    fault_status: int = field(default=500, metadata=about("HTTP status of SOAP faults", (500, 200)))
    failures: str = field(
        default="fault",
        metadata=about("writes are refused by a fault, or by result failure with a notice", ("fault", "notice")),
    )

    unsent_limits: str = field(
        default="reset",
        metadata=about("what Set...PL and EditChargingPlan do with what is not sent", ("reset", "keep")),
    )
    unsent_phone_status: str = field(
        default="reset", metadata=about("what Set...Status does with a phoneStatus that is not sent", ("reset", "keep"))
    )
    enforce_limits: bool = field(default=True, metadata=about("nothing can be added beyond the limits"))
    force_update: str = field(
        default="rename",
        metadata=about("forceUpdate makes a new login of a duplicate, or updates the account", ("rename", "update")),
    )
    extension_digits: int = field(default=7, metadata=about("longest extension number; the shortest has 3 digits"))
    calls: int = field(default=40, metadata=about("how many call records the system is born with"))
    numbers: int = field(default=20, metadata=about("how many public numbers the system is born with"))
    edition: str = field(default="Service Provider", metadata=about("edition in serverInfo"))
    product_version: str = field(default="5.7.0", metadata=about("version in serverInfo"))
