# Copyright: (c) 2026, the telephony.pbx contributors
# BSD 2-Clause License (see LICENSES/BSD-2-Clause.txt or https://opensource.org/licenses/BSD-2-Clause)
# SPDX-License-Identifier: BSD-2-Clause
"""Modules that are no state: actions and reports, with their options from a field table as a resource has them.

An action module has one table of options and a table of variants. The values of one or two options choose the variant,
and the variant names the operation, the options that it takes and what they are on the wire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .argument_spec import argument_spec, given_values, problems
from .client import Client
from .fields import Field, Rule, Values, encode
from .task import Context, Task
from .vendor import Spec, Vendor


class TableTask(Task):
    """A module whose options are a field table.

    Args:
        fields: the options; ``required`` ones must be given.
        rules: checks over several options.
        defaults: the options' default values.
    """

    def __init__(
        self,
        name: str,
        vendor: Vendor,
        *,
        fields: tuple[Field, ...],
        rules: tuple[Rule, ...] = (),
        defaults: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(name, vendor)
        taken = {option for field_ in fields for option in (field_.name, *field_.aliases)} & vendor.connection.keys()
        if taken:
            raise ValueError(f"{name}: options of the same name as the vendor's: {sorted(taken)}")
        self.fields = fields
        self.rules = rules
        self.defaults = defaults or {}

    def options(self) -> Spec:
        spec = argument_spec(self.fields)
        for field_ in self.fields:
            if field_.required:
                spec[field_.name]["required"] = True
            if field_.name in self.defaults:
                spec[field_.name]["default"] = self.defaults[field_.name]
        return spec

    def given(self, params: Mapping[str, Any]) -> Values:
        """The options that the user gave or that have a default."""
        return given_values(self.fields, params)

    def check(self, params: Mapping[str, Any]) -> list[str]:
        return problems(self, self.given(params))


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One operation of an action module.

    Args:
        operation: the vendor's name of the operation.
        sends: the options that it takes, by their wire names.
        optional: those of them that may be left out.
        constants: what is always sent.
    """

    operation: str
    sends: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    constants: Mapping[str, Any] = field(default_factory=dict)

    def table(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Those of ``fields`` that it takes, with the wire names that they have here."""
        return tuple(
            replace(field_, wire=self.sends[field_.name], create_wire=None)
            for field_ in fields
            if field_.name in self.sends
        )


class ActionTask(TableTask):
    """A module that carries out one operation whenever it runs: it says that it changed, and check mode sends nothing.

    Args:
        choice: the options whose values choose the variant.
        variants: by the value of the option, or by the values where there are several.
        label: what messages call the object concerned, a format of the options.
    """

    def __init__(
        self,
        name: str,
        vendor: Vendor,
        *,
        choice: tuple[str, ...],
        variants: Mapping[Any, Variant],
        label: str,
        **table: Any,
    ) -> None:
        super().__init__(name, vendor, **table)
        self.choice = choice
        self.variants = {key if isinstance(key, tuple) else (key,): variant for key, variant in variants.items()}
        self._label = label
        known = {field_.name for field_ in self.fields}
        for variant in self.variants.values():
            if not known.issuperset({*variant.sends, *choice}) or not variant.optional <= variant.sends.keys():
                raise ValueError(f"{name}: {variant.operation} takes an option that the table does not have")

    def label(self, params: Mapping[str, Any]) -> str:
        return self._label.format_map(params)

    def variant(self, params: Mapping[str, Any]) -> Variant | None:
        """The variant that the options choose; None when there is none for them."""
        return self.variants.get(tuple(params[name] for name in self.choice))

    def check(self, params: Mapping[str, Any]) -> list[str]:
        return [*self._choice_problems(params), *super().check(params)]

    def _choice_problems(self, params: Mapping[str, Any]) -> list[str]:
        variant = self.variant(params)
        chosen = self._words(tuple(params[name] for name in self.choice))
        if variant is None:
            possible = ", ".join(" with ".join(key) for key in self.variants)
            return [f"the PBX cannot do {chosen}; it can do {possible}"]
        given = self.given(params).keys() - set(self.choice) - self.defaults.keys()
        needed = [name for name in variant.sends if name not in variant.optional]
        missing = [name for name in needed if params.get(name) in (None, [], "")]
        foreign = [field_.name for field_ in self.fields if field_.name in given - variant.sends.keys()]
        found = [f"{chosen} needs {', '.join(missing)}"] if missing else []
        return found + ([f"{', '.join(foreign)} cannot be given with {chosen}"] if foreign else [])

    def _words(self, key: tuple[Any, ...]) -> str:
        return " with ".join(f"{name} {value}" for name, value in zip(self.choice, key, strict=True))

    def request(self, client: Client, variant: Variant, values: Values) -> dict[str, Any]:
        """The parameters of the operation; what reads more than options comes from ``client.reader``."""
        return {**variant.constants, **encode(variant.table(self.fields), values)}

    def send(self, client: Client, variant: Variant, request: dict[str, Any]) -> Any:
        return client.writer.write(variant.operation, **request)

    def run(self, client: Client, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
        variant = self.variant(params)
        if variant is None:
            raise ValueError("a task is checked before it runs")
        request = self.request(client, variant, self.given(params))
        if not context.check_mode:
            self.send(client, variant, request)
        return {"changed": True, "sent": not context.check_mode}
