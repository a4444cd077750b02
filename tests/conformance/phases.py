# Copyright: (c) 2026, the telephony.pbx contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The writing phases of an object's life, for tests that spoil one request of a phase after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.conformance.contract_table import Row
from tests.doors import Engine, Outcome

Values = dict[str, Any]
_clean: dict[str, list[Values]] = {}


@dataclass(frozen=True)
class Phase:
    """A run that writes, on a system where everything that it needs is there."""

    name: str
    row: Row
    options: Mapping[str, Any]
    wants_object: bool

    def __str__(self) -> str:
        return f"{self.row.module}-{self.name}"

    @property
    def leaves_a_trace(self) -> bool:
        """Whether a read shows that it was carried out."""
        return self.row.unseen(name for name in self.options if name != "state") != set(self.options)

    def prepare(self, engine: Engine) -> None:
        """The system as it is before the run, with an empty log and a session in the cache."""
        engine.pbx.reset()
        self.row.prepare(engine.pbx)
        if self.wants_object:
            self.row.make(engine)
        else:
            self.row.gone(engine)
        engine.pbx.clear_log()

    def run(self, engine: Engine) -> Outcome:
        return engine.run(self.row.module, **self.row.identity, **self.options)

    def clean(self, engine: Engine) -> list[Values]:
        """The requests of the run when nothing is in its way; found out once in a test process."""
        if str(self) not in _clean:
            self.prepare(engine)
            outcome = self.run(engine)
            assert not outcome.failed, outcome
            assert outcome.changed, outcome
            _clean[str(self)] = outcome.requests
        return _clean[str(self)]

    def requests(self, engine: Engine) -> list[Values]:
        """Those of a clean run that are not the same elsewhere.

        That is without the operations that the update phase has as well, unless this is it, and without the apply
        unless the row is thorough.
        """
        (update,) = (phase for phase in phases_of(self.row) if phase.name == "update")
        elsewhere = [] if self == update else [entry["operation"] for entry in update.clean(engine)]
        elsewhere += self.row.conduct.documents
        if not self.row.thorough and self.row.conduct.apply:
            elsewhere.append(self.row.conduct.apply)
        mine = {entry["operation"]: entry for entry in self.clean(engine)}
        return [entry for operation, entry in mine.items() if operation not in elsewhere]


def phases_of(row: Row) -> list[Phase]:
    name, value = row.change
    phases = [Phase("update", row, {name: value}, wants_object=True)]
    if row.resource.creatable:
        phases.insert(0, Phase("create", row, row.create, wants_object=False))
        phases.append(Phase("delete", row, {"state": "absent"}, wants_object=True))
    return phases
