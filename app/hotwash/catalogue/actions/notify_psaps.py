"""A message to every PSAP over the law-enforcement network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.domain.fields import about
from hotwash.domain.impairment import Staffed
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Milestone, Step, Tell, WaitAbout
from hotwash.domain.time import HOUR, MINUTE, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyPsaps(Action):
    """All PSAPs are told in one message."""

    kind: ClassVar[str] = "notify_psaps"
    title: ClassVar[str] = term("Notify PSAPs by the police network")
    hint: ClassVar[str] = term("PSAPs hear that the fault is statewide.")

    staffed: int = about(
        term("Call takers that PSAPs which read it put on, relative to usual; 100 % adds nobody."),
        unit="‰",
        low=1000,
        high=3000,
        default=1000,
    )
    unread: int = about(
        term("Positions up to which a PSAP has nobody who reads it at once."), low=0, high=2_000, default=2
    )
    read_later: int = about(
        term("Time after which those PSAPs have read it too."), unit="ms", low=0, high=24 * HOUR, default=15 * MINUTE
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Written and sent; where it is read, PSAPs staff positions for it."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Milestone("psaps_notified")
        yield Tell(
            say("911 calls are failing statewide. Use your call log and your 10-digit lines."),
            say("State 911"),
            say("police network"),
        )
        for psap in network.psaps():
            if self.staffed > 1000 and psap.positions > self.unread:
                yield Impair(psap.id, "contingency", Staffed(self.staffed))

    def readers(self, network: Network) -> tuple[tuple[Millis, tuple[str, ...]], ...]:
        """Small desks read it later."""
        at_once = tuple(psap.id for psap in network.psaps() if psap.positions > self.unread)
        later = tuple(psap.id for psap in network.psaps() if psap.positions <= self.unread)
        return ((0, at_once), (self.read_later, later))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Every PSAP was notified over the law-enforcement network.")
