# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up vendor with tenants for the inventory: PBXs in memory, which count how often they are asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core.client import Client
from ansible_collections.telephony.pbx.plugins.module_utils.core.errors import LoginRejected
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory import InventorySource, PbxFacts, System
from ansible_collections.telephony.pbx.plugins.module_utils.core.inventory_config import read_config
from ansible_collections.telephony.pbx.plugins.module_utils.core.transport import Clock
from ansible_collections.telephony.pbx.plugins.module_utils.core.vendor import Vendor, connection_spec

CREDENTIALS = {
    "username": {"type": "str", "required": True},
    "password": {"type": "str", "required": True, "no_log": True},
}
PASSWORD = "toy-secret"


class ToyClient(Client):
    """A session with a PBX of the fleet."""

    def __init__(self, fleet: Fleet, params: Mapping[str, Any], log: Callable[[str], None], clock: Clock) -> None:
        super().__init__(log)
        self.fleet, self.params, self.clock = fleet, params, clock

    def send(self, operation: str, parameters: dict[str, Any], *, writes: bool) -> Any:
        raise NotImplementedError

    def read_all(self, operation: str, container: str, /, **parameters: Any) -> list[dict[str, Any]]:
        raise NotImplementedError

    def close(self, *, logout: bool = False) -> None:
        self.fleet.closed.append((self.params["url"], logout))


@dataclass
class Fleet:
    """PBXs by address: facts, an error to raise, or something that makes the facts from the client.

    ``asked`` has the options of every connection made, ``closed`` each one that was closed and whether logged out.
    """

    pbxs: dict[str, PbxFacts | Exception | Callable[[ToyClient], PbxFacts]] = field(default_factory=dict)
    own_tenant: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    closed: list[tuple[str, bool]] = field(default_factory=list)
    password: str = field(default=PASSWORD, repr=False)

    @property
    def source(self) -> InventorySource:
        vendor = Vendor(name="toy", title="Toy PBX", connection=connection_spec("toy", CREDENTIALS), open=self._open)
        return InventorySource(vendor=vendor, read=self._read, own_tenant=self.own_tenant)

    def _open(self, params: Mapping[str, Any], log: Callable[[str], None], clock: Clock) -> ToyClient:
        self.asked.append(dict(params))
        log(f"asking {params['url']}")
        return ToyClient(self, params, log, clock)

    def _read(self, client: Client, options: Mapping[str, Any]) -> PbxFacts:
        assert isinstance(client, ToyClient)
        given = client.params["password"]
        if given != self.password:
            raise LoginRejected(f"wrong password {given}", operation="login")
        found = self.pbxs[client.params["url"]]
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, PbxFacts) else found(client)

    def system(self, name: str = "hq", **options: Any) -> System:
        """A system of this vendor, configured as an entry of the file would."""
        entry = {"name": name, "vendor": "toy", "url": f"https://{name}", "username": "u", "password": PASSWORD}
        systems, problems = read_config([{**entry, **options}], {}, {"toy": self.source}, lambda value, _: value)
        assert not problems, problems
        return systems[0]


class Gate:
    """Holds readings until it is opened, and lets the test wait until some are held."""

    def __init__(self, facts: PbxFacts) -> None:
        self.facts = facts
        self.opened = threading.Event()
        self.held = threading.Semaphore(0)

    def __call__(self, client: ToyClient) -> PbxFacts:
        self.held.release()
        assert self.opened.wait(30)
        return self.facts
