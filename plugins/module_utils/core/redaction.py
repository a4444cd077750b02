# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Redaction: no secret value leaves in a text or a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .compare import HIDDEN

Spec = Mapping[str, Mapping[str, Any]]

_ADDRESSES = ("url", "proxy")
"""Options that are addresses, in which a password may stand."""


def secret_values(spec: Spec, parameters: Mapping[str, Any]) -> set[str]:
    """The values of all ``no_log`` options in ``parameters``, at any depth, as text."""
    found: set[str] = set()
    for name, option in spec.items():
        value = parameters.get(name)
        if value is None:
            continue
        if option.get("no_log"):
            found.update(texts_in(value))
        elif name in _ADDRESSES and (password := _password_in(str(value))):
            found.add(password)
        elif option.get("options"):
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, Mapping):
                    found |= secret_values(option["options"], entry)
    return found


def _password_in(address: str) -> str | None:
    """The password of an address such as http://user:password@proxy:3128."""
    user, at = address.rpartition("//")[2].rpartition("@")[:2]
    return user.partition(":")[2] if at else None


def texts_in(value: Any) -> set[str]:
    """Every scalar inside a value, as text; empty texts and bools are no secrets."""
    if isinstance(value, Mapping):
        return set().union(*map(texts_in, value.values()))
    if isinstance(value, (list, tuple)):
        return set().union(*map(texts_in, value))
    if value is None or isinstance(value, bool) or value == "":
        return set()
    return {str(value)}


def mask_options(spec: Spec, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of ``parameters`` with the values of ``no_log`` options hidden, under whichever name they were given."""
    options = {spelling: option for name, option in spec.items() for spelling in (name, *option.get("aliases", ()))}
    masked: dict[str, Any] = {}
    for name, value in parameters.items():
        option = options.get(name, {})
        if value is not None and option.get("no_log"):
            masked[name] = HIDDEN
        elif isinstance(value, Mapping) and option.get("options"):
            masked[name] = mask_options(option["options"], value)
        elif isinstance(value, list) and option.get("options"):
            masked[name] = [
                mask_options(option["options"], entry) if isinstance(entry, Mapping) else entry for entry in value
            ]
        else:
            masked[name] = value
    return masked


def mask_names(value: Any, names: Iterable[str]) -> Any:
    """A copy of a raw answer or request in which the values under secret names are hidden, at any depth."""
    return _mask_names(value, frozenset(names), secret=False)


def _mask_names(value: Any, names: frozenset[str], *, secret: bool) -> Any:
    if isinstance(value, Mapping):
        return {key: _mask_names(item, names, secret=str(key).lower() in names) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mask_names(item, names, secret=secret) for item in value]
    return HIDDEN if secret and value not in (None, "") else value


def scrub(value: Any, secrets: Iterable[str]) -> Any:
    """A copy of a result in which every secret, and every text that contains one, is masked.

    Longer secrets go first, so that one that contains another leaves nothing behind. The names in a result are never
    user's data and stay as they are: a PIN of one letter must not turn ``failed`` into something else.
    """
    ordered = sorted((secret for secret in secrets if secret), key=len, reverse=True)
    return _scrub(value, ordered) if ordered else value


def _scrub(value: Any, ordered: list[str]) -> Any:
    if isinstance(value, str):
        for secret in ordered:
            if secret in value:
                value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {name: _scrub(item, ordered) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrub(item, ordered) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return HIDDEN if any(secret in str(value) for secret in ordered) else value
    return value
