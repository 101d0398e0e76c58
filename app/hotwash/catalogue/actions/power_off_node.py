"""One BCF is switched off, so that the other takes over for good: right where it starts again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_element, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerOffNode(Action):
    """One BCF is off until it is ordered back. Takes 2 to 5 min (a default)."""

    kind: ClassVar[str] = "power_off_node"
    title: ClassVar[str] = term("Order a BCF to be switched off")
    hint: ClassVar[str] = term("Calls enter elsewhere, if there is a way; calls in progress here are cut.")

    border: str = about(term("BCF that is taken out."), refers="border")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=3 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=5 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching the engineer; then it is out, and its calls in progress are cut."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.border)
        yield Impair(self.border, "powered-off", ElementDown(), cut_calls=True)
        yield from remedied(
            at_element(network, self.border),
            "power_off_node",
            found=say("It was switched off, and what it did to calls is over."),
            not_found=say("It was switched off. It had done nothing to calls."),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{border} was switched off; its calls in progress were cut.", border=called(network, self.border))
