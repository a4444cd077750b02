# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a simulated UCM can be set, at start and while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.simulators.options import SystemOptions, about


@dataclass(frozen=True)
class UcmOptions(SystemOptions):
    """Defaults follow the vendor's document; the other values are what real systems have been seen to do."""

    username: str = field(default="apiuser", metadata=about("name of the API user"))
    password: str = field(default="Demo-Pass-1", metadata=about("password of the API user"))
    shapes: str = field(
        default="document",
        metadata=about("answers as documented, or as recorded from real systems", ("document", "recorded")),
    )

    cookie_seconds: float = field(default=600.0, metadata=about("life of a session cookie"))
    prolong_cookie: bool = field(
        default=False, metadata=about("use of a cookie starts its life anew (cookie_seconds is then the idle time)")
    )
    single_session: bool = field(default=False, metadata=about("a login ends the same user's older session"))
    expired_code: int = field(default=-6, metadata=about("answer to an expired cookie", (-6, -8)))
    login_attempts: int = field(default=5, metadata=about("failed logins until the address is banned"))
    ban_seconds: float = field(default=300.0, metadata=about("how long the address is banned"))

    missing_code: str = field(
        default="-16", metadata=about("answer to reading an object that does not exist", ("-16", "-26", "empty"))
    )
    duplicate_code: int = field(default=-44, metadata=about("answer to adding a number that is in use", (-44, -8)))
    strict_secrets: bool = field(default=False, metadata=about("refuse weak secrets and user passwords with -25"))
    require_secrets: bool = field(
        default=False, metadata=about("refuse new extensions without secret, vmsecret and user_password with -25")
    )
    update_need_apply: bool = field(
        default=False, metadata=about("updateSIPAccount answers need_apply as other writes do")
    )

    busy_code: int = field(default=-45, metadata=about("answer to a write that comes too soon", (-45, -46)))
    write_gap_seconds: float = field(default=0.0, metadata=about("writes closer together than this are too soon"))
    apply_seconds: float = field(default=0.0, metadata=about("how long an apply keeps the system busy for writes"))
    apply_gap_seconds: float = field(default=0.0, metadata=about("applies closer together than this answer -57"))
    conference: bool = field(default=False, metadata=about("a conference is in progress, applyChanges answers -69"))
    digital_calls: bool = field(
        default=False, metadata=about("digital calls are in progress, applyChanges answers -98")
    )
    other_task: int = field(
        default=0, metadata=about("another task is running, applyChanges answers this code (0: none)", (0, -51, -251))
    )

    registration_seconds: float = field(
        default=5.0, metadata=about("how long after its apply a register trunk stays unregistered")
    )
    trunk_delete: str = field(
        default="refuse",
        metadata=about(
            "deleting a trunk that routes use: refuse with -24, or delete these as well", ("refuse", "cascade")
        ),
    )

    partial_updates: str = field(
        default="yes",
        metadata=about(
            "updates may leave out what the tables call mandatory and the examples leave out", ("yes", "no")
        ),
    )
    answer_seconds: float = field(default=0.0, metadata=about("how long phones ring until they are answered"))
    call_control: bool = field(
        default=True, metadata=about("the Call Control option is set; without it acceptCall and refuseCall answer -47")
    )
    cdrs: int = field(default=25, metadata=about("how many call records the system is born with"))
    rooms: int = field(default=3, metadata=about("how many hotel rooms the system is born with, one per extension"))
    pms_token: str = field(
        default="5f0c29d6a1b34e7788d0c2e94b61a7f3", metadata=about("second credential of the hotel interface")
    )
    require_pms_token: bool = field(default=False, metadata=about("refuse hotel requests without a token"))

    fxs_ports: int = field(
        default=0, metadata=about("how many analog phones (numbers 90, 91, ...) the system is born with")
    )
    model: str = field(default="UCM6302 V1.2B", metadata=about("product model"))
    firmware: str = field(default="1.0.27.13", metadata=about("program version"))
