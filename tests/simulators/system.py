# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a vendor's simulator has to offer to the frame: read a request, carry it out, show and change its state."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.contracts import READING_KINDS, WRITING_KINDS
from tests.simulators.clock import Clock
from tests.simulators.options import SystemOptions


@dataclass(frozen=True, slots=True)
class WireRequest:
    """One HTTP request as it came in. Header names are lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    address: str
    scheme: str = "https"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. ``vendor_status`` is the vendor's own code inside it, for the log."""

    body: bytes
    http_status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    vendor_status: int | str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request, understood: which operation with which parameters.

    ``operation`` is the wire's name, ``operation_id`` the contract's ("" when it is in no contract). ``refusal`` is set
    when the request is too broken to be carried out.
    """

    request: WireRequest
    operation: str = ""
    operation_id: str = ""
    kind: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    refusal: Answer | None = None

    @property
    def writes(self) -> bool:
        return self.kind in WRITING_KINDS

    @property
    def reads(self) -> bool:
        return self.kind in READING_KINDS


class ControlError(ValueError):
    """A control request that makes no sense; its text is shown to the caller as HTTP 400."""


class System(ABC):
    """One simulated PBX. All methods are called from one thread and must not block."""

    vendor: ClassVar[str]
    options_type: ClassVar[type[SystemOptions]]

    def __init__(self, options: SystemOptions, number: int = 1) -> None:
        """``number`` counts the systems of one run from 1; it makes serial numbers differ."""
        self.start_options = options
        self.options = options
        self.number = number
        self.clock = Clock()
        self.build()

    def reset(self, **changed: Any) -> None:
        """Back to the state after start; ``changed`` options replace those given at start until the next reset."""
        self.options = self.start_options.with_changes(changed)
        self.clock.restart()
        self.build()

    def set_options(self, **changed: Any) -> None:
        """Change options of the running system."""
        self.options = self.options.with_changes(changed)

    @abstractmethod
    def build(self) -> None:
        """(Re)create all state from ``self.options``."""

    @abstractmethod
    def identify(self, request: WireRequest) -> Call:
        """Understand a request. Never raises: what cannot be understood becomes a call with a refusal."""

    @abstractmethod
    def carry_out(self, call: Call) -> Answer:
        """Do it and answer. Never raises for anything a client can send."""

    def carry_out_forgetting(self, call: Call, names: Collection[str]) -> Answer:
        """Do it as if the fields ``names`` were accepted and then not kept.

        Optional ones are left out of the request, at any depth. A vendor whose requests repeat fields that they must
        have puts those back itself.
        """
        return self.carry_out(dataclasses.replace(call, parameters=without(call.parameters, names)) if names else call)

    @abstractmethod
    def error(self, code: int | str, details: Mapping[str, Any]) -> Answer:
        """The vendor's own error answer."""

    @abstractmethod
    def credentials(self) -> dict[str, str]:
        """Names and values of the connection options that open this system."""

    @abstractmethod
    def state(self) -> Mapping[str, Any]:
        """Live state as mappings, lists and dataclasses; secrets need not be hidden, the frame does that."""

    @abstractmethod
    def change(self, resource: str, key: str, values: Mapping[str, Any] | None) -> None:
        """Set fields of an object behind the client's back, or delete it (``values`` None). ControlError if unknown."""

    @abstractmethod
    def add(self, resource: str, key: str, values: Mapping[str, Any]) -> None:
        """Create an object behind the client's back. ControlError if it exists or cannot be created."""

    @property
    @abstractmethod
    def operation_names(self) -> Collection[str]:
        """Everything that a fault may name: the operations' wire names and contract ids."""

    @property
    @abstractmethod
    def secret_names(self) -> Collection[str]:
        """Names of parameters and state fields whose values are hashed in log and state."""

    @property
    @abstractmethod
    def known_names(self) -> Collection[str]:
        """Names that a request may carry; values under any other name are hashed in the log."""


def without(value: Any, names: Collection[str]) -> Any:
    """Copy of ``value`` without the members called ``names``, at any depth. Kinds of dicts stay what they are."""
    if isinstance(value, dict):
        return type(value)((name, without(item, names)) for name, item in value.items() if name not in names)
    return [without(item, names) for item in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """Live state as JSON types."""
    if value is None or isinstance(value, str | int | float):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]
