"""Crews stand in the street and fire stations keep watch, so that people can come to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import whom
from hotwash.domain.fields import about
from hotwash.domain.impairment import PublicTold
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchStations(Action):
    """More callers who fail go to a station or a crew. Takes 15 to 30 min; how many do is a default."""

    kind: ClassVar[str] = "watch_stations"
    title: ClassVar[str] = term("Send crews out to be seen, and watch stations")
    hint: ClassVar[str] = term("People can find help in person; crews in the street are missing elsewhere.")

    region: str = about(term("Region in which they do so; empty for everywhere."), refers="region", default="")
    walk_in: int = about(term("Share of the public that then goes there."), unit="‰", low=0, high=1000, default=50)
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=15 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=20 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Told by radio, and out."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Impair(whom("", self.region), "watch", PublicTold(walk_in_permille=self.walk_in))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("Crews are in the streets and stations keep watch; fewer are left to respond.")
