"""The duty officer declares a statewide 911 outage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Milestone, Step, Tell, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareOutage(Action):
    """The outage has a name and a start; the clock for notices runs."""

    kind: ClassVar[str] = "declare_outage"
    title: ClassVar[str] = term("Declare a statewide outage")
    hint: ClassVar[str] = term("Everybody concerned knows that this is no local fault.")

    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Decided and recorded."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("detected")
        yield Tell(say("A statewide 911 outage is declared."), say("State 911"), say("bridge"))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A statewide outage was declared.")
