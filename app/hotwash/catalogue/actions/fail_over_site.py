"""New calls enter by the other site. It cuts calls in progress, and does not help where both sites share a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from hotwash.catalogue.places import called
from hotwash.domain.fields import about
from hotwash.domain.impairment import ElementDown
from hotwash.domain.network import Network
from hotwash.domain.scripts import Action
from hotwash.domain.sentences import say, term
from hotwash.domain.steps import Impair, Step, Try, WaitAbout
from hotwash.domain.time import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class FailOverSite(Action):
    """One BCF is taken out of service so that calls enter by another."""

    kind: ClassVar[str] = "fail_over_site"
    title: ClassVar[str] = term("Order a fail-over to the other site")
    hint: ClassVar[str] = term("Moves new calls to the other site; calls in progress are cut.")

    border: str = about(term("BCF that is taken out of service."), refers="border")
    works: int = about(
        term("Chance that it works where nothing is wrong with it."), unit="‰", low=0, high=1000, default=1000
    )
    least: int = about(term("Shortest time it takes."), unit="ms", low=0, default=2 * MINUTE)
    typical: int = about(term("Typical time it takes."), unit="ms", low=0, default=10 * MINUTE)
    most: int = about(term("Longest time it takes."), unit="ms", low=0, default=30 * MINUTE)

    def steps(self, network: Network) -> Iterator[Step]:
        """Ordered and tried; where it works, calls in progress are cut."""
        yield WaitAbout(self.least, self.typical, self.most, on=self.border)
        name = called(network, self.border)
        yield Try(self.works, say("The fail-over did not work; {name} still takes calls.", name=name), on=self.border)
        yield Impair(self.border, "fail-over", ElementDown(), cut_calls=True)

    def narrative(self, network: Network) -> str:
        """What was done."""
        return say(
            "Traffic was moved away from {border}; its calls in progress were cut.",
            border=called(network, self.border),
        )
