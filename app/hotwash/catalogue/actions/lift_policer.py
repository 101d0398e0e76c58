"""A limit on the traffic of one line is taken away."""

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
class LiftPolicer(Action):
    """A line carries what it can. Takes about 5 min (a default)."""

    kind: ClassVar[str] = "lift_policer"
    title: ClassVar[str] = term("Order the traffic limit of a line to be lifted")
    hint: ClassVar[str] = term("The line carries what it can; helps only if a limit holds calls up there.")

    link: str = about(term("Line whose limit is lifted."), refers="link")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=3 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=5 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=10 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the operator, and the change."""
        yield WaitAbout(self.least, self.typical, self.most)
        yield from remedied(
            (self.link,),
            "lift_policer",
            found=say("The limit on the line was lifted."),
            not_found=say("The line had no limit that held anything up."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        link = network.links[self.link]
        ends = {"a": called(network, link.a), "b": called(network, link.b)}
        return say("The traffic limit of the line from {a} to {b} was looked at.", **ends)
