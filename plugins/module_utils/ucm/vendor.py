# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The UCM as a vendor: connection options, client, and the apply step that ends a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ansible.module_utils.common.parameters import env_fallback

from ..core.errors import DoubtfulWrite, PbxError
from ..core.transport import Clock
from ..core.vendor import Vendor, connection_spec, session_cache_from, settings_from
from .client import Account, UcmClient, connect
from .operations import SECRET_NAMES

APPLY_OPTIONS: dict[str, dict[str, Any]] = {"apply": {"type": "bool", "default": True}}


def _open(params: Mapping[str, Any], log: Callable[[str], None], clock: Clock) -> UcmClient:
    settings = settings_from(params)
    account = Account(
        params["username"], params["password"], float(params["busy_timeout"]), pms_token=params.get("pms_token")
    )
    cache = session_cache_from(params, "ucm", account.username, account.password)
    return connect(settings, account, cache, log, clock)


def _commit(client: UcmClient, params: Mapping[str, Any], changed: bool, check_mode: bool) -> dict[str, Any]:
    """Apply after a change, and after an earlier run's that was never applied, unless ``apply`` is false.

    An unchanged object with changes pending from a former run counts as a change: it takes effect only now.
    """
    pending = client.apply_pending or (changed and check_mode)
    if not params["apply"] or not pending:
        return {"apply_pending": pending}
    if not check_mode:
        try:
            client.apply_changes()
        except PbxError as error:
            doubtful = isinstance(error, DoubtfulWrite)
            effect = "whether it is in effect is not known" if doubtful else "it is not in effect"
            stored = f"The change is stored on the PBX; {effect}"
            error.known = f"{error.known}. {stored}" if error.known else stored
            if doubtful:
                error.remedy = "Run again: what waits is applied then."
            error.facts["apply_pending"] = True
            raise
    return {"apply_pending": False, "committed": True}


UCM = Vendor(
    name="ucm",
    title="Grandstream UCM6xxx",
    connection=connection_spec(
        "ucm",
        {
            "username": {"type": "str", "required": True},
            "password": {"type": "str", "required": True, "no_log": True},
        },
    ),
    open=_open,
    commit_options=APPLY_OPTIONS,
    commit=_commit,
    secret_names=SECRET_NAMES,
)

HOTEL_OPTIONS: dict[str, dict[str, Any]] = {
    "pms_token": {"type": "str", "no_log": True, "fallback": (env_fallback, ["UCM_PMS_TOKEN"])}
}

UCM_HOTEL = replace(
    UCM,
    connection={**UCM.connection, **HOTEL_OPTIONS},
    # The hotel interface answers no need_apply: what it changes is in effect at once.
    commit_options={},
    commit=lambda *_: {},
)
"""The UCM as the hotel modules reach it: with a second credential, and without the apply step."""
