# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""VoipNow's part in the inventory: service providers and organizations are its tenants, users if asked for.

Source: the vendor's schema 3.0.0 (Ping, GetSchemaVersions, the lists of accounts). Lists tell id, login, name, e-mail
address and identifier, and not who is above; so each level is listed below each account of the level above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.errors import PbxError
from ..core.inventory import InventorySource, PbxFacts, Tenant
from ..core.resource import Reader
from . import errors, lists, names
from .catalog import BY_PLURAL
from .client import VoipNowClient
from .names import PARENTS
from .vendor import VOIPNOW

PRODUCT = "VoipNow"
MOMENTARY = frozenset({"service_providers", "organizations", "users", "extensions", "available_update", "result"})
"""What Ping tells and a cached inventory should not: counts that are old before long, and news."""


def _read(client: VoipNowClient, options: Mapping[str, Any]) -> PbxFacts:
    reader = client.reader
    about = _about(reader)
    product = about.pop("title", None)
    versions = reader.read("GetSchemaVersions").get("versions")
    version = about.pop("version", None) or client.server.get("version")  # of an app that may not ping
    levels = ("service_provider", "organization", *(("user",) if options["users"] else ()))
    return PbxFacts(
        product=str(product or PRODUCT),
        version=None if version is None else str(version),
        facts={**about, "schema_versions": versions if isinstance(versions, list) else [versions]},
        tenants=tuple(_tenants(reader, levels)),
    )


def _about(reader: Reader) -> dict[str, Any]:
    """What Ping says of the system; nothing where the app may not ask."""
    try:
        answer = reader.read("Ping")
    except PbxError as error:
        if error.kind != "pbx_error":
            raise
        return {}
    told = lists.in_words({name: value for name, value in answer.items() if name != "notice"})
    return {name: value for name, value in told.items() if name not in MOMENTARY}


def _tenants(reader: Reader, levels: tuple[str, ...]) -> Iterator[Tenant]:
    """The accounts of the levels. Those of a level that the app may not read are passed over, not those below it."""
    above: list[Mapping[str, Any]] | None = None
    for level in levels:
        try:
            found = list(_accounts(reader, level, above))
        except PbxError as error:
            if error.code not in errors.FORBIDDEN:
                raise
            above = None
            continue
        for row, parent in found:
            yield _tenant(level, row, parent)
        above = [row for row, _parent in found]


def _accounts(
    reader: Reader, level: str, above: list[Mapping[str, Any]] | None
) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """The rows of a level, each with the login of the account above as far as that is known."""
    if above is None:
        yield from ((row, None) for row in names.accounts(reader, level))
        return
    for parent in above:
        for row in names.accounts(reader, level, names.id_in(parent)):
            yield row, str(parent["login"]).strip()


def _tenant(level: str, row: Mapping[str, Any], parent: str | None) -> Tenant:
    """A tenant is called by its login, which is unique on the whole VoipNow and what modules take."""
    (values,) = BY_PLURAL[f"{level}s"].decode_rows([dict(row)])
    identifier = {"identifier": str(row["identifier"])} if row.get("identifier") else {}
    owner = {str(PARENTS[level]): parent} if parent else {}
    facts = {name: value for name, value in {**values, **identifier, **owner}.items() if value not in (None, "")}
    login = str(row["login"]).strip()
    return Tenant(id=str(names.id_in(row)), name=login, kind=level, parent=parent, facts=facts)


VOIPNOW_INVENTORY = InventorySource(
    vendor=VOIPNOW,
    read=_read,
    options={"users": {"type": "bool", "default": False}},
)
