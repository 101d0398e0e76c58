"""What somebody has locked for maintenance takes calls again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.orders import at_element, managed, remedied
from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Step, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockElement(Action):
    """An element is unlocked. Takes 5 to 15 min (a default)."""

    kind: ClassVar[str] = "unlock_element"
    title: ClassVar[str] = term("Order an element to be unlocked")
    hint: ClassVar[str] = term("It takes calls again; helps only if somebody has locked it.")

    element: str = about(term("Element that is unlocked."), refers="element")
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=5 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=8 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=15 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Reaching whoever works on it, and the change."""
        yield WaitAbout(self.least, self.typical, self.most, on=managed(network, self.element))
        name = called(network, self.element)
        yield from remedied(
            at_element(network, self.element),
            "unlock_element",
            found=say("{name} had been locked for maintenance. It takes calls again.", name=name),
            not_found=say("{name} was not locked.", name=name),
        )

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say("{element} was ordered to be unlocked.", element=called(network, self.element))
