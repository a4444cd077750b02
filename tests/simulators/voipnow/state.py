# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a simulated VoipNow remembers: accounts, extensions, and tables of all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.voipnow.simple_types import UNLIMITED

ADMIN_ID = 1
ADMIN = "admin"
SERVICE_PROVIDER = "serviceProvider"
ORGANIZATION = "organization"
USER = "user"
KINDS = (SERVICE_PROVIDER, ORGANIZATION, USER)
PARENT_KIND = {SERVICE_PROVIDER: ADMIN, ORGANIZATION: SERVICE_PROVIDER, USER: ORGANIZATION}
# what counts against which limit, at the owner and at everyone above
ACCOUNT_LIMITS = {ORGANIZATION: "organizationMax", USER: "userMax"}
EXTENSION_LIMITS = {
    "term": "phoneExtMax",
    "phoneQueue": "queueExtMax",
    "ivr": "ivrExtMax",
    "voicecenter": "voicemailExtMax",
    "queuecenter": "queuecenterExtMax",
    "conference": "confExtMax",
    "callback": "callbackExtMax",
    "callcard": "callCardExtMax",
    "intercom": "intercomExtMax",
}
TABLES = (
    "charging_plans charging_packages destination_exceptions recharges channels channel_groups public_numbers"
    " outgoing_rule_groups auth_caller_ids card_codes time_interval_blocks custom_alerts custom_buttons devices folders"
    " sounds templates user_groups scheduled_conferences conference_sessions calls"
).split()


@dataclass
class Account:
    """An account of any level. ``contact`` has the wire's names; ``used`` counts what is below it, by limit."""

    id: int
    kind: str
    parent: int
    identifier: str
    login: str
    password: str = ""
    contact: dict[str, Any] = field(default_factory=dict)
    plan: int | None = None
    template: int | None = None
    status: bool = True
    phone_status: str = "1"
    panel_access: bool = True
    permissions: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)
    expires: str = UNLIMITED
    shares: dict[str, Any] = field(default_factory=dict)
    created: str = ""
    scope: str | None = None
    flags: list[str] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    suspended: bool = False
    prefix: str = ""
    used: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str | None:
        parts = (self.contact.get("firstName"), self.contact.get("lastName"))
        return " ".join(filter(None, parts)) or self.contact.get("name")


@dataclass
class Extension:
    """``settings`` are those of SetupExtension, ``features`` the others by name (voicemail, fax, ...)."""

    id: int
    number: str
    extension_no: str
    type: str
    owner: int
    identifier: str
    label: str = ""
    password: str = ""
    template: int | None = None
    created: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    features: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    agents: list[dict[str, Any]] = field(default_factory=list)
    remote_agents: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Table:
    """Rows with the wire's names, by an ID that is never given twice."""

    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_id: int = 0

    def add(self, row: dict[str, Any]) -> int:
        self.last_id += 1
        self.rows[self.last_id] = row
        return self.last_id


@dataclass
class VoipNowState:
    """Accounts by ID, with indexes that only the methods here keep."""

    accounts: dict[int, Account] = field(default_factory=dict)
    logins: dict[str, int] = field(default_factory=dict)
    identifiers: dict[str, int] = field(default_factory=dict)
    children: dict[int, dict[int, None]] = field(default_factory=dict)
    extensions: dict[str, Extension] = field(default_factory=dict)
    owned: dict[int, dict[str, None]] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=lambda: {name: Table() for name in TABLES})
    last_account: int = 0
    last_extension: int = 0
    last_prefix: int = 0
    last_rule: int = 0
    last_agent: int = 0
    last_recharge: int = 0

    def rows(self, table: str) -> dict[int, dict[str, Any]]:
        return self.tables[table].rows

    # -- accounts ------------------------------------------------------------------------------------------------------

    def add_account(self, kind: str, parent: int, login: str, identifier: str, **values: Any) -> Account:
        """IDs count over all levels. An organization gets the four digits before its extension numbers."""
        self.last_account += 1
        account = Account(self.last_account, kind, parent, identifier, login, **values)
        if kind == ORGANIZATION:
            self.last_prefix += 1
            account.prefix = f"{self.last_prefix:04}"
        self.accounts[account.id] = account
        self.logins[login] = account.id
        self.identifiers[identifier] = account.id
        self.children[account.id] = {}
        self.owned[account.id] = {}
        if kind != ADMIN:
            self.children[parent][account.id] = None
        if kind in ACCOUNT_LIMITS:
            self.count(parent, ACCOUNT_LIMITS[kind], 1)
        return account

    def rename(self, account: Account, login: str) -> None:
        del self.logins[account.login]
        account.login = login
        self.logins[login] = account.id

    def chain(self, account_id: int) -> Iterator[Account]:
        """The account and everyone above it, up to the administrator."""
        account = self.accounts[account_id]
        while account.kind != ADMIN:
            yield account
            account = self.accounts[account.parent]
        yield account

    def below(self, account_id: int) -> Iterator[Account]:
        """Everyone below, parents before their children."""
        for child in self.children[account_id]:
            yield self.accounts[child]
            yield from self.below(child)

    def within(self, account_id: int, above: int) -> bool:
        """Is the account ``above`` itself or somewhere below it?"""
        return any(account.id == above for account in self.chain(account_id))

    def move(self, account: Account, parent: int) -> None:
        """Hang an account below another; what is below it and its public numbers move along and count there."""
        counted = Counter(account.used)
        counted[ACCOUNT_LIMITS[account.kind]] += 1
        for name, number in counted.items():
            self.count(account.parent, name, -number)
            self.count(parent, name, number)
        for row in self.rows("public_numbers").values():
            if account.id in row["holders"]:
                kept = [each for each in row["holders"] if each != account.parent or row["type"] == "stacked"]
                row["holders"] = list(dict.fromkeys([parent, *kept]))
        del self.children[account.parent][account.id]
        self.children[parent][account.id] = None
        account.parent = parent

    def remove_account(self, account: Account) -> None:
        """Delete an account with everything below it and everything that belongs to it."""
        for child in list(self.children[account.id]):
            self.remove_account(self.accounts[child])
        for number in list(self.owned[account.id]):
            self.remove_extension(self.extensions[number])
        if account.kind in ACCOUNT_LIMITS:
            self.count(account.parent, ACCOUNT_LIMITS[account.kind], -1)
        for table in self.tables.values():
            for key in [key for key, row in table.rows.items() if row.get("userID") == account.id]:
                del table.rows[key]
        for row in self.rows("public_numbers").values():
            row["holders"] = [holder for holder in row["holders"] if holder != account.id]
        for row in self.rows("devices").values():
            for name in ("ownerID", "assignedOrganizationID"):
                if row.get(name) == account.id:
                    del row[name]
        del self.children[account.parent][account.id]
        for index, key in ((self.accounts, account.id), (self.children, account.id), (self.owned, account.id)):
            del index[key]  # type: ignore[attr-defined]
        del self.logins[account.login], self.identifiers[account.identifier]

    def count(self, account_id: int, limit: str, number: int) -> None:
        for account in self.chain(account_id):
            account.used[limit] += number

    # -- extensions ----------------------------------------------------------------------------------------------------

    def add_extension(self, owner: Account, extension_no: str, kind: str, identifier: str, **values: Any) -> Extension:
        self.last_extension += 1
        number = self.extended(owner, extension_no)
        made = Extension(self.last_extension, number, extension_no, kind, owner.id, identifier, **values)
        self.extensions[number] = made
        self.owned[owner.id][number] = None
        self.count(owner.id, EXTENSION_LIMITS[kind], 1)
        return made

    def extended(self, owner: Account, extension_no: str) -> str:
        """The number of an extension with the digits of its organization in front."""
        return f"{self.accounts[owner.parent].prefix}*{extension_no}"

    def remove_extension(self, extension: Extension) -> None:
        """Delete an extension with its codes, and its places as an agent, on devices and behind public numbers."""
        number, owner = extension.number, extension.owner
        self.count(owner, EXTENSION_LIMITS[extension.type], -1)
        self.count(owner, "queueMembersMax", -len(extension.agents) - len(extension.remote_agents))
        for name, limit in (("auth_caller_ids", "callbackCallerIDMax"), ("card_codes", "callCardCodesMax")):
            rows = self.rows(name)
            for key in [key for key, row in rows.items() if row["extendedNumber"] == number]:
                del rows[key]
                self.count(owner, limit, -1)
        for key, row in list(self.rows("scheduled_conferences").items()):
            if row["extendedNumber"] == number:
                del self.rows("scheduled_conferences")[key]
        for row in self.rows("public_numbers").values():
            row["holders"] = [holder for holder in row["holders"] if holder != number]
        for row in self.rows("devices").values():
            row["assignedExtensions"] = [x for x in row["assignedExtensions"] if x["extendedNumber"] != number]
        del self.extensions[number], self.owned[owner][number]
        if extension.type == "term":
            self._leave_queues(extension)

    def _leave_queues(self, extension: Extension) -> None:
        for queue in self.neighbours(extension):
            kept = [agent for agent in queue.agents if agent["extendedNumber"] != extension.number]
            self.count(queue.owner, "queueMembersMax", len(kept) - len(queue.agents))
            queue.agents = kept

    def neighbours(self, extension: Extension) -> Iterator[Extension]:
        """All extensions of the same organization."""
        for user in self.children[self.accounts[extension.owner].parent]:
            for number in self.owned[user]:
                yield self.extensions[number]
