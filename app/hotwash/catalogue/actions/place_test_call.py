"""A test call per originating network: localises a fault within minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Reveal, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTestCall(Action):
    """Somebody dials 911 from one originating network, by arrangement with a PSAP."""

    kind: ClassVar[str] = "place_test_call"
    title: ClassVar[str] = term("Place a test call")
    hint: ClassVar[str] = term("Tells what a caller in that network meets now.")

    origin: str = about(term("Originating network the call is made in."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=1 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The call, then what was heard."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield Reveal("test_call", self.origin)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("A test call was placed from {origin}.", origin=called(network, self.origin))
