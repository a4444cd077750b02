# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""VoipNow as a vendor: connection options and client. Changes are in effect at once, so there is nothing to apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..core.document_cache import DocumentCache
from ..core.errors import InvalidInput
from ..core.session_cache import default_directory
from ..core.transport import Clock, Retries, Transport
from ..core.vendor import Vendor, connection_spec, session_cache_from, settings_from
from .client import App, VoipNowClient
from .operations import SECRET_NAMES

_PAUSES = Retries().attempts - 1


def _open(params: Mapping[str, Any], log: Callable[[str], None], clock: Clock) -> VoipNowClient:
    version = params["schema_version"]
    if not version or not version.replace(".", "").isalnum():
        raise InvalidInput([f"schema_version {version!r} is neither latest nor a version such as 3.5.0"])
    settings = settings_from(params)
    app = App(params["app_id"], params["app_secret"], params["token_file"], version)
    cache = session_cache_from(params, "voipnow", app.app_id, app.app_secret)
    documents = None
    if params["session_cache"]:
        documents = DocumentCache(params["session_cache_path"] or default_directory(), clock)
    retries = Retries(longest_pause=max(0, params["busy_timeout"]) / _PAUSES)
    return VoipNowClient(Transport(settings, clock=clock, retries=retries), app, cache, documents, log=log)


VOIPNOW = Vendor(
    name="voipnow",
    title="4PSA VoipNow",
    connection=connection_spec(
        "voipnow",
        {
            "app_id": {"type": "str", "required": True},
            "app_secret": {"type": "str", "required": True, "no_log": True},
            "token_file": {"type": "path", "no_log": False},
            "schema_version": {"type": "str", "default": "latest"},
        },
    ),
    open=_open,
    secret_names=SECRET_NAMES,
    libraries=("httpx", "zeep"),
)
