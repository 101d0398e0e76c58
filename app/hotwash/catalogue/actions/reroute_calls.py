"""A carrier leads its 911 calls round the BCFs, over another way in: without location, and over few lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import Rerouted
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RerouteCalls(Action):
    """Calls of one originating network enter by another element. Takes 10 to 60 min (a default)."""

    kind: ClassVar[str] = "reroute_calls"
    title: ClassVar[str] = term("Re-route a carrier's 911 calls to another way in")
    hint: ClassVar[str] = term("Its calls go round the border; they bring no location, and only so many fit.")

    origin: str = about(term("Originating network whose calls are re-routed."), refers="element")
    via: str = about(term("Element by which they enter, such as a legacy selective router."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=10 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=20 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=60 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Translations in every switch of the carrier."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(self.origin, "re-route", Rerouted(self.via))

    def narrative(self, network: Network) -> str:
        """What was done."""
        names = {"origin": called(network, self.origin), "via": called(network, self.via)}
        return say("911 calls of {origin} go by {via}, without a location.", **names)
