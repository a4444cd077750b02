# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One row per state module: what the generated contract needs to know of it beside its field table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Resource
from tests.conformance.sample_values import OMIT
from tests.doors import Engine, Outcome, task_of
from tests.simulators.client import Simulator, SimulatorError

Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Row:
    """The contract of one state module.

    Args:
        module: the module; its resource's table gives options, types, choices and limits.
        identity: the key options of the object that the tests make. The simulator must not have it at birth when the
            resource can be created, and must have it when it cannot.
        create: options that make a usual object, beside the identity.
        change: an option and its new value.
        state: the object in the simulator, by wire names, or None when there is none.
        prepare: makes what the object depends on, behind the client's back.
        values: the two values with which an option is tried (``OMIT`` leaves it out of that set), where they cannot
            be made from the table. The first values of all options must go together, and so must the second.
        together: options that have to be given along with an option.
        touches: names in ``state`` that setting an option may change, where they are not its wire names.
        selects: names that a write carries beside the options' wire names.
        whole: the API replaces the object, so that an update restates what is not given.
        never_empty: options that an empty text does not empty, and why.
        never_sent: parameters of the API that no option sends, and why; names as in tests/contracts.
    """

    module: str
    identity: Values
    create: Values
    change: tuple[str, Any]
    state: Callable[[Simulator], Mapping[str, Any] | None]
    prepare: Callable[[Simulator], None] = lambda pbx: None
    values: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    together: Mapping[str, Values] = field(default_factory=dict)
    touches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    selects: frozenset[str] = frozenset()
    whole: bool = False
    never_empty: Mapping[str, str] = field(default_factory=dict)
    never_sent: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Row of {self.module}>"

    @property
    def vendor(self) -> str:
        return self.module.partition("_")[0]

    @property
    def conduct(self) -> Conduct:
        return CONDUCT[self.vendor]

    @property
    def resource(self) -> Resource:
        return task_of(self.module).resource

    def make(self, engine: Engine, **options: Any) -> Outcome:
        """Have the object with the row's usual options."""
        return engine.ensure(self.module, **self.identity, **{**self.create, **options})

    def gone(self, engine: Engine) -> Outcome:
        """Have the object deleted."""
        return engine.ensure(self.module, **self.identity, state="absent")


def _look_up(pbx: Simulator, path: str) -> Values | None:
    try:
        return dict(pbx.state(path))
    except SimulatorError:
        return None


def _extension_state(pbx: Simulator) -> Values | None:
    extension = _look_up(pbx, "extensions/2001")
    if extension is None:
        return None
    voicemail = extension.pop("voicemail")
    return {**extension, **voicemail, "language": pbx.state("users/2001")["language"]}


def _forwarding(status: str, **kinds: tuple[str, str, str]) -> Values:
    names = ("destination_type", "destination", "time_condition")
    return {"presence_status": status} | {kind: dict(zip(names, rule, strict=True)) for kind, rule in kinds.items()}


UCM_EXTENSION = Row(
    module="ucm_extension",
    identity={"extension": "2001"},
    create={"sip_password": "Aa1Reception", "voicemail_pin": "604417", "permission": "national", "auth_id": "desk2001"},
    change=("record_calls", "external"),
    state=_extension_state,
    values={
        "sip_password": ("Aa1First", "Aa1Second"),
        "outbound_password": ("4711", "0815471108"),
        "local_networks": (["192.0.2.0/24", "198.51.100.0/24"], OMIT),
        "specific_ip": (OMIT, "203.0.113.7"),
        "registration_acl": ("local_networks", "specific_ip"),
        # Hot desking puts the number in the place of the authentication id.
        "hot_desking": (False, True),
        "auth_id": ("desk1", OMIT),
        "dtmf_mode": ("info", "rfc4733"),
        "presence_forwarding": (
            [
                _forwarding(
                    "away",
                    unconditional=("extension", "1001", "office_time"),
                    busy=("number", "0049301234", "holiday"),
                    no_answer=("voicemail", "", "all"),
                )
            ],
            [_forwarding("available", busy=("queue", "6500", "all")), _forwarding("chat", busy=("number", "7", "all"))],
        ),
    },
    together={
        "local_networks": {"registration_acl": "local_networks"},
        "specific_ip": {"registration_acl": "specific_ip"},
    },
    touches={"hot_desking": frozenset({"enablehotdesk", "authid"})},
    never_empty={"caller_id_number": "an empty one is the extension's number", "codecs": "one is needed"},
    never_sent={
        **{
            f"add_sip_account_and_user.{name}": "presence_settings is the documented name"
            for name in (
                "sip_presence_settings",
                "sip_presence_settings[].presence_status",
                *(
                    f"sip_presence_settings[].{kind}{part}"
                    for kind in ("cfb", "cfn", "cfu")
                    for part in ("", "_timetype", "_destination_type")
                ),
            )
        }
    },
)

UCM_USER = Row(
    module="ucm_user",
    identity={"user_name": "1001"},
    create={"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com", "department": "Sales"},
    change=("phone_number", "004930123456"),
    state=lambda pbx: _look_up(pbx, "users/1001"),
    values={
        "department": ("Support", "R&D"),
        # The simulator, like the document, shows no way to change it.
        "privilege": (3, 3),
    },
    selects=frozenset({"user_id"}),
    whole=True,
)

ROWS: tuple[Row, ...] = (UCM_EXTENSION, UCM_USER)


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """How a vendor's sessions and refusals behave, as far as the contract's tests bring them about.

    Args:
        login: the operations that open a session; the last one presents the credentials.
        logout: the operation that ends it.
        apply: the operation that puts changes into effect.
        session_seconds: the life of a session.
        session_option: the simulator's option for that.
        lost: codes that say that the session is over.
        busy: codes that say that nothing was done, and after how many seconds to ask again.
    """

    login: tuple[str, ...]
    logout: str
    apply: str
    session_seconds: float
    session_option: str
    lost: tuple[int, ...]
    busy: Mapping[int, float]


CONDUCT: Mapping[str, Conduct] = {
    "ucm": Conduct(
        login=("challenge", "login"),
        logout="logout",
        apply="applyChanges",
        session_seconds=600,
        session_option="cookie_seconds",
        lost=(-6, -8),
        busy={-45: 15, -46: 15, -57: 60},
    )
}
