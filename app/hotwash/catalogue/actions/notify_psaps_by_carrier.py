"""A carrier tells PSAPs of its outage, as it must within 30 minutes of discovery; some notices mean nothing to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Milestone, Step, Tell, Try, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyPsapsByCarrier(Action):
    """PSAPs hear of the outage from a carrier.

    47 CFR 4.9(h) allows 30 min after discovery, by telephone and in writing. The times, and the chance that a notice is
    understood, are defaults: the FCC found generic notices ignored (FCC 13-158).
    """

    kind: ClassVar[str] = "notify_psaps_by_carrier"
    title: ClassVar[str] = term("Have a carrier notify PSAPs")
    hint: ClassVar[str] = term("PSAPs hear of it in the carrier's words.")

    origin: str = about(term("Originating network that notifies."), refers="element")
    understood: int = about(
        term("Chance that PSAPs see from it that 911 is concerned."), unit="‰", low=0, high=1000, default=700
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=20 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Found in the contact list, written, sent; then it is understood, or not."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = called(network, self.origin)
        yield Tell(say("Service-affecting event under investigation. Further notice follows."), name, say("e-mail"))
        yield Try(
            self.understood,
            say("{name} notified PSAPs. The notice names circuits and not 911, and PSAPs laid it aside.", name=name),
        )
        yield Milestone("psaps_notified")
        yield Tell(say("911 calls of our customers fail. Expect calls on your 10-digit lines."), name, say("phone"))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{origin} notified every PSAP.", origin=called(network, self.origin))
