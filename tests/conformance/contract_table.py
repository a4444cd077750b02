# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a row says of a state module: what the generated contract needs to know beside the field table.

The rows themselves are in ``tests/conformance/rows``, by subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.telephony.pbx.plugins.module_utils.core.resource import Resource
from tests.doors import Engine, Outcome, task_of
from tests.simulators.client import Simulator, SimulatorError
from tests.simulators.voipnow.schema import Complex, load_schema

Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Row:
    """The contract of one state module.

    Args:
        module: the module; its resource's table gives options, types, choices and limits.
        identity: the key options of the object that the tests make; empty where every PBX has exactly one. The
            simulator must not have it at birth when the resource can be created, and must have it when it cannot.
        create: options that make a usual object, beside the identity.
        change: an option and its new value.
        state: the object in the simulator, by wire names, or None when there is none.
        prepare: makes what the object depends on, behind the client's back.
        further: makes another such object behind the client's back, under a key that is this number; None where
            there is no other.
        everyone: the keys of all such objects of the simulator.
        ordered: the PBX keeps its objects in an order that counts, which is that of ``everyone`` and of listings.
        thorough: the row stands for its vendor: what is the client's doing rather than the resource's is tried in
            every variant with it, and with each other row in one variant, which differs from row to row.
        values: the values with which an option is tried (``OMIT`` leaves it out of that set), two at least, where they
            cannot be made from the table. The first values of all options must go together, and so must the second
            and so on; an option with fewer values than others begins again with its first.
        together: options that have to be given along with an option.
        quarrels: pairs of options of which one undoes or forbids the other.
        touches: names in ``state`` that setting an option may change, where they are not its wire names.
        selects: names that a write carries beside the options' wire names.
        demands: names that a creation carries whether or not they are given.
        volatile: names, at any depth, under which requests carry what is made anew in each run.
        whole: the API replaces the object, so that an update restates what is not given.
        restated: groups of options that the API takes together only, so that one that changes brings the others along.
        like: a row with which this one shares fields. An option that is the same in both is tried by itself there only.
        reads: the kind of the request with which a run looks at the object.
        paged: whether the list has pages.
        never_empty: options that an empty text does not empty, and why.
        never_forgotten: options that the simulator cannot accept and forget, and why.
        never_sent: parameters of the API that no option sends, and why; names as in tests/contracts.
    """

    module: str
    identity: Values
    create: Values
    change: tuple[str, Any]
    state: Callable[[Simulator], Mapping[str, Any] | None]
    prepare: Callable[[Simulator], None] = lambda pbx: None
    further: Callable[[Simulator, int], None] | None = None
    everyone: Callable[[Simulator], Iterable[Values]] = lambda pbx: ()
    ordered: bool = False
    thorough: bool = False
    values: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    together: Mapping[str, Values] = field(default_factory=dict)
    quarrels: tuple[tuple[str, str], ...] = ()
    touches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    selects: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    volatile: frozenset[str] = frozenset()
    whole: bool = False
    restated: tuple[frozenset[str], ...] = ()
    like: Row | None = None
    reads: str = "read"
    paged: bool = True
    never_empty: Mapping[str, str] = field(default_factory=dict)
    never_forgotten: Mapping[str, str] = field(default_factory=dict)
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

    @property
    def unapplied(self) -> Values:
        """Options of a run whose changes are not put into effect; none where every change is in effect at once."""
        return {"apply": False} if self.conduct.apply else {}

    def unseen(self, options: Iterable[str]) -> set[str]:
        """Those of the options that cannot be read back, so that every run sends them and says that it changed."""
        fields = map(self.resource.field, options)
        return {field.name for field in fields if field.write_only and not field.create_only}

    def make(self, engine: Engine, **options: Any) -> Outcome:
        """Have the object with the row's usual options."""
        return engine.ensure(self.module, **self.identity, **{**self.create, **options})

    def gone(self, engine: Engine) -> Outcome:
        """Have the object deleted."""
        return engine.ensure(self.module, **self.identity, state="absent")


def look_up(pbx: Simulator, path: str) -> Values | None:
    """A part of the simulator's state, or None when it has none."""
    try:
        return dict(pbx.state(path))
    except SimulatorError:
        return None


def named(pbx: Simulator, plural: str, **names: Any) -> Values | None:
    """The object of the simulator that has these values, where the simulator goes by ids."""
    found = (one for one in pbx.state(plural).values() if all(one[name] == value for name, value in names.items()))
    return next(found, None)


def renamed(values: Values | None, **names: str) -> Values | None:
    """``values`` under the wire's names where the simulator has its own."""
    return values and {names.get(name, name): value for name, value in values.items()}


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """How a vendor's sessions and refusals behave, as far as the contract's tests bring them about.

    Args:
        login: the operations that open a session; the last one presents the credentials.
        login_called: what messages call the last one.
        logout: the operation that ends it, None where there is none.
        apply: the operation that puts changes into effect, None where they are in effect at once.
        documents: operations that fetch descriptions of the API, which are kept from one run to the next.
        success: the code of what succeeded.
        session_seconds: how long a session is used.
        end_sessions: ends all sessions at once; gets the engine and a code of ``lost`` to be refused with.
        lost: codes that say that the session is over, with more values for a fault where the code is not enough.
        lost_words: what a message says of that.
        one_session: the simulator's option with which a new session ends the others.
        wrong: connection options that are refused.
        refused: what a message says of that.
        busy: codes that say that nothing was done, and after how many seconds to ask again.
        page_size: where the client has the length of a page, as a dotted name; None where lists come whole.
        longest_pause: the most seconds that a single pause takes, whatever the server asks for.
        no_answers: which of the bad answers of test_spoiled_requests.py are tried; all where it is None.
        shapes: the simulator's options for systems that answer differently, by a word for each.
        beyond: the parameters of an operation that the vendor's document of operations does not have.
    """

    login: tuple[str, ...]
    login_called: str
    logout: str | None = None
    apply: str | None = None
    documents: tuple[str, ...] = ()
    success: int | str
    session_seconds: float
    end_sessions: Callable[[Engine, int | str], None]
    lost: Mapping[int | str, Values]
    lost_words: str
    one_session: str
    wrong: Values
    refused: str
    busy: Mapping[int, float] = field(default_factory=dict)
    page_size: str | None = None
    longest_pause: float = 30
    no_answers: tuple[str, ...] | None = None
    shapes: Mapping[str, Values] = field(default_factory=lambda: {"usual": {}})
    beyond: Callable[[str], Iterable[str]] = lambda operation: ()


def _let_cookies_expire(engine: Engine, code: int | str) -> None:
    engine.pbx.options(cookie_seconds=60.0, expired_code=code)
    engine.clock.advance(61)


def voipnow_parameters(operation: str) -> Iterable[str]:
    """What the vendor's schema has in a request, by the names of ``names_in``."""
    request = load_schema().request(operation)
    assert isinstance(request, Complex)
    return _names_below(request, "")


def _names_below(kind: Complex, place: str) -> Iterable[str]:
    for name, element in kind.elements.items():
        yield f"{place}{name}"
        if isinstance(element.type, Complex):
            yield from _names_below(element.type, f"{place}{name}{'[]' if element.several else ''}.")


CONDUCT: Mapping[str, Conduct] = {
    "ucm": Conduct(
        login=("challenge", "login"),
        login_called="login",
        logout="logout",
        apply="applyChanges",
        success=0,
        session_seconds=600,
        end_sessions=_let_cookies_expire,
        lost={-6: {}, -8: {}},
        lost_words="session is not valid",
        one_session="single_session",
        wrong={"password": "not this one"},
        refused="4 tries are left",
        busy={-45: 15, -46: 15, -57: 60},
        page_size="ansible_collections.telephony.pbx.plugins.module_utils.ucm.client.PAGE_SIZE",
        shapes={"document": {"shapes": "document"}, "recorded": {"shapes": "recorded"}},
    ),
    "voipnow": Conduct(
        login=("token",),
        login_called="oauth/token.php",
        documents=("schema",),
        success="success",
        session_seconds=3600 - 300,
        end_sessions=lambda engine, code: engine.pbx.delete("token", "all"),
        lost={"100": {"response": {"message": "The access token has expired"}}},
        lost_words="the token or the object's id was refused",
        one_session="single_token",
        wrong={"app_secret": "not this one"},
        refused="the secret is wrong",
        longest_pause=50,
        # What is no XML is one case, and lists of many megabytes are in order.
        no_answers=("truncated", "web page", "garbage", "empty"),
        shapes={
            "as told": {},
            "HTTP 200 for faults": {"fault_status": 200, "failures": "notice"},
            "keeping what is not sent": {"unsent_limits": "keep", "unsent_phone_status": "keep"},
        },
        beyond=voipnow_parameters,
    ),
}
