"""A carrier sends its 911 calls by the usual way again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout, Withdraw
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReroute(Action):
    """Calls of one originating network enter by BCFs. Takes 10 to 60 min (a default)."""

    kind: ClassVar[str] = "end_reroute"
    title: ClassVar[str] = term("End the re-route of a carrier's 911 calls")
    hint: ClassVar[str] = term("Its calls enter by the border again, with whatever that does to them.")

    origin: str = about(term("Originating network whose calls go the usual way again."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=10 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=20 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Translations in every switch of the carrier."""
        yield WaitAbout(self.least, self.typical, self.most)
        name = called(network, self.origin)
        yield Withdraw(
            self.origin,
            "Rerouted",
            found=say("911 calls of {name} go the usual way again.", name=name),
            not_found=say("911 calls of {name} had gone the usual way.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("The re-route of {origin} was ended.", origin=called(network, self.origin))
