"""One BCF of a pair is cut off, so that the other is the only one: right where both hold themselves for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import remedied, round_element
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolateNode(Action):
    """One BCF is out of service until it is ordered back. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "isolate_node"
    title: ClassVar[str] = term("Order one BCF of a pair to be isolated")
    hint: ClassVar[str] = term("The other one carries all calls; calls in progress here are cut.")

    border: str = about(term("BCF that is taken out."), refers="border")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer; then it is out, and its calls in progress are cut."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.border)
        yield Impair(self.border, "isolated", ElementDown(), cut_calls=True)
        yield from remedied(
            round_element(network, self.border),
            "isolate_node",
            found=say("The node was isolated. The two no longer disturb each other."),
            not_found=say("The node was isolated. The two had not disturbed each other."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{border} was isolated; its calls in progress were cut.", border=called(network, self.border))
