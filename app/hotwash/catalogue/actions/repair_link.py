"""A crew finds where a line is broken and repairs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairLink(Action):
    """A line carries again. Takes 1 to 4 h (a default; a cut fibre took about 2.5 h on 17 April 2024)."""

    kind: ClassVar[str] = "repair_link"
    title: ClassVar[str] = term("Send a crew to repair a line")
    hint: ClassVar[str] = term("Takes hours; helps only if the line is broken.")

    link: str = about(term("Line that is repaired."), refers="link")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=60 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=150 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=240 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """The way there, the search, and the repair."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from remedied(
            (self.link,),
            "repair_link",
            found=say("The crew repaired the line. It carries again."),
            not_found=say("The crew found the line whole."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        link = network.links[self.link]
        ends = {"a": called(network, link.a), "b": called(network, link.b)}
        return say("A crew was sent to the line from {a} to {b}.", **ends)
