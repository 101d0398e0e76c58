"""A carrier plays an announcement to callers whose 911 call fails, in place of a busy tone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.catalogue.reach import told
from hotwash.domain.elements import Originating
from hotwash.domain.fields import about
from hotwash.domain.impairment import EVERYWHERE
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayAnnouncement(Action):
    """Callers of one originating network hear which number to call.

    Takes about 10 min; how many follow it is a default.
    """

    kind: ClassVar[str] = "play_announcement"
    title: ClassVar[str] = term("Have a carrier play an announcement to failed 911 calls")
    hint: ClassVar[str] = term("Its callers hear what to do; some call the local number.")

    origin: str = about(term("Originating network that plays it."), refers="element")
    uptake: int = about(
        term("Share of those who hear it and then call the local number."), unit="‰", low=0, high=1000, default=400
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=20 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Recorded and switched on; it reaches its share of the public."""
        yield WaitAbout(self.least, self.typical, self.most)
        carrier = network.elements[self.origin]
        share = carrier.share_permille if isinstance(carrier, Originating) else 0
        yield Impair(EVERYWHERE, "announcement", told(share, self.uptake, 0, 0))

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{origin} plays an announcement to failed 911 calls.", origin=called(network, self.origin))
