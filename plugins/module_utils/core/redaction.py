# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Redaction: no secret value leaves in a text or a result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


def named_secrets(
    value: Any, names: Iterable[str], in_text: Callable[[str], set[str]] = lambda text: set()
) -> set[str]:
    """The texts under secret names in raw parameters, at any depth; names are in lower case.

    ``in_text`` finds those in a text that is a document of its own.
    """
    known = frozenset(names)
    if isinstance(value, Mapping):
        found = (
            texts_in(item) if str(name).lower() in known else named_secrets(item, known, in_text)
            for name, item in value.items()
        )
        return set().union(*found)
    if isinstance(value, (list, tuple)):
        return set().union(*(named_secrets(item, known, in_text) for item in value))
    return in_text(value) if isinstance(value, str) else set()


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
    known = _Secrets(secrets)
    return _scrub(value, known) if known.ordered else value


class _Secrets:
    """Secrets, the longest first, and which of them a text has. Of many only those are tried that begin in the text."""

    FEW = 16
    START = 4

    def __init__(self, secrets: Iterable[str]) -> None:
        self.ordered = sorted((secret for secret in secrets if secret), key=len, reverse=True)
        self._by_start: dict[str, list[str]] = {}
        if len(self.ordered) > self.FEW:
            for secret in self.ordered:
                self._by_start.setdefault(secret[: self.START], []).append(secret)
        self._lengths = sorted({len(start) for start in self._by_start})

    def within(self, text: str) -> list[str]:
        if not self._by_start:
            return [secret for secret in self.ordered if secret in text]
        starts = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
        found = (secret for start in starts for secret in self._by_start.get(start, ()) if secret in text)
        return sorted(found, key=len, reverse=True)


def _scrub(value: Any, known: _Secrets) -> Any:
    if isinstance(value, str):
        for secret in known.within(value):
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {name: _scrub(item, known) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_scrub(item, known) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return HIDDEN if known.within(str(value)) else value
    return value
