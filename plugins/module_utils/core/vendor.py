# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""A vendor: its connection options, how a client is opened, and what ends a run of changes."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible.module_utils.common.parameters import env_fallback

from .client import Client
from .errors import InvalidInput, PbxError
from .session_cache import SessionCache, default_directory
from .transport import Clock, ConnectionSettings

Spec = dict[str, dict[str, Any]]


def connection_spec(vendor: str, credentials: Mapping[str, Mapping[str, Any]]) -> Spec:
    """The connection options, named alike for every vendor.

    Each falls back to an environment variable, <VENDOR>_<OPTION> or TELEPHONY_PBX_<VENDOR>_<OPTION>.
    """
    options: Spec = {
        "url": {"type": "str", "required": True},
        **{name: dict(option) for name, option in credentials.items()},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "ciphers": {"type": "str"},
        "proxy": {"type": "str"},
        "timeout": {"type": "int", "default": 30},
        "busy_timeout": {"type": "int", "default": 150},
        "session_cache": {"type": "bool", "default": True},
        "session_cache_path": {"type": "path"},
        "logout": {"type": "bool", "default": False},
    }
    for name, option in options.items():
        variable = f"{vendor}_{name}".upper()
        option["fallback"] = (env_fallback, [variable, f"TELEPHONY_PBX_{variable}"])
    return options


def settings_from(params: Mapping[str, Any]) -> ConnectionSettings:
    """Raises InvalidInput when an option cannot be used."""
    if params["timeout"] < 1:
        raise InvalidInput([f"timeout is {params['timeout']}, but must be 1 at least"])
    return ConnectionSettings(
        url=params["url"],
        validate_certs=params["validate_certs"],
        ca_path=params["ca_path"],
        ciphers=params["ciphers"],
        proxy=params["proxy"],
        timeout=float(params["timeout"]),
    )


def session_cache_from(params: Mapping[str, Any], vendor: str, user: str, credential: str) -> SessionCache:
    account = (vendor, params["url"].rstrip("/"), user)
    directory = params["session_cache_path"] or default_directory()
    try:
        return SessionCache(directory, account, credential, stored=params["session_cache"])
    except OSError as error:
        raise PbxError(
            f"the session cache {directory} cannot be used ({error.strerror})",
            remedy="Give session_cache_path a directory that can be written.",
        ) from error


@dataclass(frozen=True, kw_only=True)
class Vendor:
    """One vendor, as the tasks see it.

    Args:
        name: such as ``ucm``; the prefix of its modules and its action group.
        connection: the argument spec of its connection options.
        open: makes a client from validated connection options.
        commit_options: options of state modules that say whether changes are put into effect.
        commit: puts changes into effect after a run, if those options say so; returns facts for the result.
            It gets the client, the parameters, whether the run changed anything, and whether it is a check.
        secret_names: names under which raw requests and answers carry secrets.
        libraries: the Python packages that its client needs beside those of ansible-core.
    """

    name: str
    title: str
    connection: Spec
    open: Callable[[Mapping[str, Any], Callable[[str], None], Clock], Client]
    commit_options: Spec = field(default_factory=dict)
    commit: Callable[[Client, Mapping[str, Any], bool, bool], dict[str, Any]] = lambda *_: {}
    secret_names: frozenset[str] = frozenset()
    libraries: tuple[str, ...] = ("httpx",)

    @property
    def missing_library(self) -> str | None:
        """The first of its libraries that cannot be imported."""
        return next((name for name in self.libraries if not _importable(name)), None)


def _importable(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


class ClientPool:
    """Clients kept from one item of a loop to the next, one for each connection. Not inherited by a fork."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._clients: dict[tuple[Any, ...], Client] = {}

    def client(self, vendor: Vendor, params: Mapping[str, Any], log: Callable[[str], None], clock: Clock) -> Client:
        if self._process != os.getpid():
            self._process, self._clients = os.getpid(), {}
        key = (vendor.name, *(str(params[name]) for name in sorted(vendor.connection)))
        client = self._clients.get(key)
        if client is None:
            client = self._clients[key] = vendor.open(params, log, clock)
        client.log = log
        return client

    def drop(self, client: Client) -> None:
        self._clients = {key: kept for key, kept in self._clients.items() if kept is not client}

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients = {}
