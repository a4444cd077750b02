# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""The inventory's configuration: from what the file says to systems that can be asked, or to all that is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .argument_spec import check_names
from .errors import InvalidInput, nearest
from .inventory import STANDING_GROUPS, InventorySource, System
from .redaction import scrub, secret_values
from .vendor import Spec, settings_from

OWN_KEYS = ("name", "vendor", "site", "groups", "vars")
"""What an entry of ``systems`` has beside its vendor's connection options."""

_HOST_NAME = re.compile(r"\w[\w.-]*")

Template = Callable[[Any, Mapping[str, Any]], Any]
"""Resolves templates, lookups and vaults in a value, with some variables, to plain data; ValueError if it cannot."""


def read_config(
    entries: Iterable[Any], defaults: Mapping[str, Any], sources: Mapping[str, InventorySource], template: Template
) -> tuple[list[System], list[str]]:
    """The systems in the file's order, and every problem found, as sentences that name the system.

    Args:
        entries: the option ``systems``.
        defaults: the option ``defaults``: connection options by vendor.
        sources: the vendors that there are.
        template: see :data:`Template`.
    """
    problems = list(_defaults_problems(defaults, sources))
    usable = {vendor: options for vendor, options in defaults.items() if isinstance(options, Mapping)}
    readers = [_Entry(entry, place, usable, sources, template) for place, entry in enumerate(entries, 1)]
    systems = []
    for reader in readers:
        system = reader.system()
        problems += [f"{reader.label}: {problem}" for problem in reader.problems]
        if system is not None:
            systems.append(system)
    return systems, problems + list(_clashes(systems, [reader.name for reader in readers if reader.name]))


def _defaults_problems(defaults: Mapping[str, Any], sources: Mapping[str, InventorySource]) -> Iterator[str]:
    for problem in check_names(map(str, defaults), sources, "a vendor"):
        yield f"defaults: {problem}"
    for vendor, options in defaults.items():
        if not isinstance(options, Mapping):
            yield f"defaults: {vendor} must be a mapping of connection options"
        elif vendor in sources:
            known = _option_names(sources[vendor].spec)
            for problem in check_names(map(str, options), known, f"an option of {vendor}"):
                yield f"defaults: {problem}"


def _option_names(spec: Spec) -> list[str]:
    return [name for option, details in spec.items() for name in (option, *details.get("aliases", ()))]


def _clashes(systems: list[System], names: list[str]) -> Iterator[str]:
    """Names that are taken twice. ``names`` has also those of systems with other problems."""
    for name, uses in Counter(names).items():
        if uses > 1:
            yield f"system {name}: the name is given {uses} times"
    by_group: dict[str, dict[str, None]] = {}
    for system in systems:
        by_group.setdefault(system.tenant_group, {})[system.name] = None
    for group, sharing in by_group.items():
        if len(sharing) > 1:
            yield f"systems {' and '.join(sharing)}: the names differ too little, both give the group {group}"
    groups = {"all", "ungrouped", *STANDING_GROUPS}
    groups.update(group.name for system in systems for group in system.groups_of_pbx())
    for name in dict.fromkeys(names):
        if name in groups:
            yield f"system {name}: a group has this name"


class _Entry:
    """One entry of ``systems`` on its way to a :class:`System`; what is wrong gathers in ``problems``."""

    def __init__(
        self,
        entry: Any,
        place: int,
        defaults: Mapping[str, Mapping[str, Any]],
        sources: Mapping[str, InventorySource],
        template: Template,
    ) -> None:
        self.problems: list[str] = []
        self.label = f"system number {place}"
        self.name: str | None = None
        self._defaults = defaults
        self._sources = sources
        self._template = template
        self._entry: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {}
        if not isinstance(entry, Mapping):
            self.problems.append("must be a mapping with name, vendor and url")

    def system(self) -> System | None:
        """The system, or None if there are problems."""
        if self.problems:
            return None
        self.name = self._name()
        if self.name:
            self.label = f"system {self.name}"
        source = self._source()
        variables = self._variables()
        seen = {**variables, "pbx_name": self.name, "pbx_vendor": source.vendor.name if source else None}
        seen["pbx_site"] = site = self._text("site", seen)
        groups = self._groups(seen)
        if source is None:
            return None
        written = self._written(source)
        connection = self._connection(source, written, seen)
        if self.problems or connection is None:
            return None
        secret = {name for name, option in source.vendor.connection.items() if option.get("no_log")}
        return System(
            name=str(self.name),
            source=source,
            connection=connection,
            written={name: value for name, value in written.items() if name in secret},
            site=site,
            groups=groups,
            variables=variables,
        )

    def _resolve(self, option: str, value: Any, variables: Mapping[str, Any]) -> Any:
        try:
            return self._template(value, variables)
        except ValueError as error:
            self.problems.append(f"{option} cannot be resolved: {error}")
            return None

    def _text(self, option: str, variables: Mapping[str, Any]) -> str | None:
        """A text option; an empty text is as none."""
        value = self._resolve(option, self._entry.get(option), variables)
        if isinstance(value, (Mapping, list)):
            self.problems.append(f"{option} must be a text")
            return None
        return None if value in (None, "") else str(value)

    def _name(self) -> str | None:
        before = len(self.problems)
        name = self._text("name", {})
        if name is None:
            if len(self.problems) == before:
                self.problems.append("name is missing")
        elif not _HOST_NAME.fullmatch(name):
            self.problems.append(f"name {name!r} cannot be a host's: use letters, digits, '.', '_' and '-'")
        return name

    def _source(self) -> InventorySource | None:
        before = len(self.problems)
        vendor = self._text("vendor", {})
        if vendor is None:
            if len(self.problems) == before:
                self.problems.append(f"vendor is missing; it can be {', '.join(self._sources)}")
            return None
        if vendor not in self._sources:
            known = ", ".join(self._sources)
            self.problems.append(f"vendor {vendor!r} is not one of {known}{nearest(vendor, self._sources)}")
        return self._sources.get(vendor)

    def _variables(self) -> Mapping[str, Any]:
        variables = self._entry.get("vars")
        if variables is None:
            return {}
        if not isinstance(variables, Mapping):
            self.problems.append("vars must be a mapping")
            return {}
        self.problems += [
            f"vars: {name!r} cannot be a variable's name" for name in variables if not str(name).isidentifier()
        ]
        return variables

    def _groups(self, variables: Mapping[str, Any]) -> tuple[str, ...]:
        groups = self._resolve("groups", self._entry.get("groups"), variables)
        if groups is None:
            return ()
        if not isinstance(groups, list) or not all(isinstance(group, (str, int)) and group != "" for group in groups):
            self.problems.append("groups must be a list of names")
            return ()
        return tuple(map(str, groups))

    def _written(self, source: InventorySource) -> dict[str, Any]:
        """The vendor's options as the file has them, the defaults' among them. A null takes a default back."""
        known = _option_names(source.spec)
        what = f"an option of a {source.vendor.name} system"
        self.problems += check_names(map(str, self._entry), [*OWN_KEYS, *known], what)
        given = {**self._defaults.get(source.vendor.name, {}), **self._entry}
        return {name: value for name, value in given.items() if name in known and value is not None}

    def _connection(
        self, source: InventorySource, written: Mapping[str, Any], variables: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """The validated options. All but the address may come from the environment, as they may with modules."""
        before = len(self.problems)
        given = {name: self._resolve(name, value, variables) for name, value in written.items()}
        if len(self.problems) > before:
            return None
        spec = source.spec
        empty = [name for name, option in spec.items() if option.get("required") and given.get(name) == ""]
        self.problems += [f"{name} is empty" for name in empty]
        if "url" not in given:
            self.problems.append("url is missing")
        if len(self.problems) > before:
            return None
        # From ansible-core 2.22 on the validator has the values of no_log options masked in all that is shown. A short
        # password would then spoil names all over the inventory's output, which has no secrets in it anyway.
        unmarked = {name: {**option, "no_log": False} for name, option in spec.items()}
        validation = ArgumentSpecValidator(unmarked).validate(given)
        params = validation.validated_parameters
        secrets = secret_values(spec, {**given, **params})
        problems = list(validation.error_messages)
        if not problems:
            try:
                settings_from(params)
            except InvalidInput as error:
                problems = [error.message()]
        self.problems += [scrub(problem, secrets) for problem in problems]
        return None if problems else params
