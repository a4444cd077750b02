# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of a simulated system: one dataclass per vendor, turned into command line flags and checked from JSON."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, get_type_hints


def about(text: str, choices: Iterable[Any] = ()) -> dict[str, Any]:
    """Metadata of an option's field: what it means, and which values it has when these are few."""
    return {"help": text, "choices": tuple(choices)}


@dataclass(frozen=True)
class SystemOptions:
    """Options that every vendor has."""

    objects: int = field(default=10, metadata=about("how many objects (extensions, users) the system is born with"))
    latency_ms: float = field(default=0.0, metadata=about("milliseconds that every answer takes longer"))

    @classmethod
    def with_values(cls, values: Mapping[str, Any]) -> Self:
        return cls().with_changes(values)

    def with_changes(self, values: Mapping[str, Any]) -> Self:
        """Copy with other values; ValueError names an unknown option or a bad value."""
        types = get_type_hints(type(self))
        for name, value in values.items():
            if name not in types:
                raise ValueError(f"no option {name}; there are {', '.join(sorted(types))}")
            _check(self, name, value, types[name])
        return dataclasses.replace(self, **values)


def _check(options: SystemOptions, name: str, value: Any, wanted: type) -> None:
    accepted: tuple[type, ...] = (int, float) if wanted is float else (wanted,)
    if not isinstance(value, accepted) or (isinstance(value, bool) and wanted is not bool):
        raise ValueError(f"option {name} is {wanted.__name__}, not {value!r}")
    choices = options.__dataclass_fields__[name].metadata["choices"]
    if choices and value not in choices:
        raise ValueError(f"option {name} is one of {', '.join(map(str, choices))}, not {value!r}")
    if wanted in (int, float) and not choices and value < 0:
        raise ValueError(f"option {name} is not negative")


def add_flags(parser: argparse.ArgumentParser, options_types: Iterable[type[SystemOptions]]) -> None:
    """One flag per option; an option that several vendors share is one flag for all of them."""
    seen: set[str] = set()
    for options_type in options_types:
        types = get_type_hints(options_type)
        for item in dataclasses.fields(options_type):
            if item.name in seen:
                continue
            seen.add(item.name)
            flag = "--" + item.name.replace("_", "-")
            text = f"{item.metadata['help']} (default: {item.default})".replace("%", "%%")
            if types[item.name] is bool:
                parser.add_argument(flag, action=argparse.BooleanOptionalAction, help=text)
            else:
                choices = item.metadata["choices"] or None
                parser.add_argument(flag, type=types[item.name], choices=choices, help=text)


def from_flags(options_type: type[SystemOptions], flags: argparse.Namespace) -> SystemOptions:
    """Options from parsed flags; what was not given keeps its default."""
    names = [item.name for item in dataclasses.fields(options_type)]
    given = {name: getattr(flags, name) for name in names if getattr(flags, name, None) is not None}
    return options_type.with_values(given)
